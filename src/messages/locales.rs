//! The files of the catalogue, built into the program: one language a folder and a line, one subject a file.

/// A language that Stet speaks.
pub(super) struct Locale {
    /// Its BCP 47 tag, which is the name of its folder in `assets/locales`.
    pub(super) tag: &'static str,
    /// Its files, each with its name: all that English has, and no others.
    pub(super) files: &'static [(&'static str, &'static str)],
}

/// The subjects: to add one, write its file in every language and name it here.
macro_rules! locale {
    ($tag:literal) => {
        locale!(
            $tag:
            "analysis",
            "app",
            "app-changes",
            "app-chapters",
            "app-export",
            "app-find",
            "app-findings",
            "app-glossary",
            "app-names",
            "app-notes",
            "app-speakers",
            "cli",
            "cli-help",
            "common",
            "document",
            "edit",
            "export",
            "formats",
            "glossary",
            "settings",
        )
    };
    ($tag:literal: $($file:literal),+ $(,)?) => {
        Locale {
            tag: $tag,
            files: &[$((
                concat!($tag, "/", $file, ".ftl"),
                include_str!(concat!("../../assets/locales/", $tag, "/", $file, ".ftl")),
            )),+],
        }
    };
}

/// The languages. English comes first: it is complete, and stands in for what another one lacks.
pub(super) static LOCALES: &[Locale] = &[locale!("en")];
