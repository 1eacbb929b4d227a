//! How a person wants a transcript handed over: a preset, and those that come with the program.

use crate::formats::{self, Format, Options};
use crate::model::{Message, message};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How a transcript is handed over. The transcript itself is never changed by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preset {
    /// What it is called on the screen and on the command line: `reader-times`.
    pub name: Cow<'static, str>,
    /// What one gets, in the words of the person whose preset it is. Usually empty; see [`Preset::about`].
    pub about: Cow<'static, str>,
    /// What is written.
    pub output: Output,
    /// What becomes a paragraph of a text. Captions and data keep their lines.
    pub unit: Unit,
    /// Write the time at the beginning of each paragraph.
    pub times: bool,
    /// Write the speakers' names where they change.
    pub names: bool,
    /// Leave out the marks of a machine: dashes before a turn, sound notes, pauses, words said twice.
    pub clean: bool,
    /// Quotation marks, apostrophes, dots and spaces as the language writes them (French and English).
    pub typography: bool,
    /// Begin a text with the title.
    pub title: bool,
    /// Write the notes behind the title.
    pub notes: bool,
    /// Write the chapters as headings of a text.
    pub chapters: bool,
    /// Write the chapters as a list before a text: `0:00 Title`.
    pub chapter_list: bool,
    /// Break a turn that is longer than this many characters at the end of a sentence; `None` never does.
    pub break_after: Option<usize>,
    /// How lines are made to fit the screen, in formats that hold times.
    pub captions: Captions,
}

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Output {
    /// Plain text for a reader.
    Text,
    /// The same with Markdown's headings and bold names.
    Markdown,
    /// A format of [`crate::formats::ALL`], by its id.
    Format(Cow<'static, str>),
}

impl Output {
    /// All that can be written, in the order in which it is shown: the texts for readers, then every format of
    /// [`crate::formats::ALL`] with a writer.
    pub fn all() -> impl Iterator<Item = Output> {
        // Formats that hold ends are those of captions and of data, which others ask for.
        let (captions, others): (Vec<&Format>, Vec<&Format>) =
            formats::ALL.iter().copied().filter(|format| format.write.is_some()).partition(|format| format.holds.ends);
        let formats = captions.into_iter().chain(others).map(|format| Output::Format(format.id.into()));
        [Output::Text, Output::Markdown].into_iter().chain(formats)
    }

    /// The format that is written; `None` for a text for readers, and for a format that this version does not know.
    pub fn format(&self) -> Option<&'static Format> {
        match self {
            Output::Text | Output::Markdown => None,
            Output::Format(id) => formats::named(id),
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(&self) -> &'static str {
        match self {
            Output::Text => "txt",
            Output::Markdown => "md",
            Output::Format(_) => self.format().and_then(|format| format.extensions.first()).copied().unwrap_or("txt"),
        }
    }
}

/// What becomes a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// All that a speaker says until somebody else does.
    Turn,
    /// Each line of the transcript.
    Line,
}

/// How lines become captions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Captions {
    /// Characters in a row of a caption. A line that needs more rows than [`Captions::rows`] becomes several
    /// captions. `None` leaves the lines as they are.
    pub width: Option<usize>,
    /// Rows in a caption.
    pub rows: usize,
    /// Characters a second that a viewer reads. It decides how long a line stays whose end nobody knows.
    pub reading_speed: u32,
}

impl Captions {
    /// What the formats of captions are told.
    pub(super) fn options(&self) -> Options {
        let options = Options::default()
            .with_number(&formats::ROWS, self.rows)
            .with_number(&formats::READING_SPEED, self.reading_speed as usize);
        match self.width {
            Some(width) => options.with_number(&formats::WIDTH, width),
            None => options,
        }
    }
}

impl Default for Captions {
    fn default() -> Captions {
        Captions { width: None, rows: 2, reading_speed: READING_SPEED }
    }
}

/// Characters a second, as broadcasters and streaming services ask of captions for adults (15 to 20).
const READING_SPEED: u32 = 17;

impl Default for Preset {
    fn default() -> Preset {
        READER
    }
}

const READER: Preset = Preset {
    name: Cow::Borrowed("reader"),
    about: Cow::Borrowed(""),
    output: Output::Text,
    unit: Unit::Turn,
    times: false,
    names: true,
    clean: true,
    typography: true,
    title: true,
    notes: false,
    chapters: true,
    chapter_list: false,
    break_after: Some(900),
    captions: Captions { width: None, rows: 2, reading_speed: READING_SPEED },
};

const VERBATIM: Preset = Preset {
    name: Cow::Borrowed("verbatim"),
    clean: false,
    typography: false,
    title: false,
    chapters: false,
    break_after: None,
    ..READER
};

const CAPTIONS: Preset = Preset {
    output: Output::Format(Cow::Borrowed("srt")),
    unit: Unit::Line,
    times: true,
    captions: Captions { width: Some(42), rows: 2, reading_speed: READING_SPEED },
    ..VERBATIM
};

/// The presets that come with the program, in the order in which they are shown.
pub static BUILT_IN: [Preset; 8] = [
    READER,
    Preset { name: Cow::Borrowed("reader-times"), times: true, ..READER },
    Preset { name: Cow::Borrowed("markdown"), output: Output::Markdown, times: true, ..READER },
    VERBATIM,
    Preset { name: Cow::Borrowed("lines"), unit: Unit::Line, times: true, ..VERBATIM },
    Preset { name: Cow::Borrowed("srt"), ..CAPTIONS },
    Preset { name: Cow::Borrowed("vtt"), output: Output::Format(Cow::Borrowed("vtt")), ..CAPTIONS },
    Preset {
        name: Cow::Borrowed("data"),
        output: Output::Format(Cow::Borrowed("json")),
        captions: Captions { width: None, rows: 2, reading_speed: READING_SPEED },
        ..CAPTIONS
    },
];

impl Preset {
    /// The preset of that name: one of a person's own, else one that comes with the program.
    pub fn named<'a>(name: &str, own: &'a [Preset]) -> Option<&'a Preset> {
        own.iter().chain(&BUILT_IN).find(|preset| preset.name == name)
    }

    /// What one gets, in a sentence without a full stop: what its person wrote, else what the preset of that name does
    /// that comes with the program. `None` when nobody has said it.
    pub fn about(&self) -> Option<Message> {
        Some(match &*self.name {
            _ if !self.about.is_empty() => message!("preset-own", about = &*self.about),
            "reader" => message!("preset-reader"),
            "reader-times" => message!("preset-reader-times"),
            "markdown" => message!("preset-markdown"),
            "verbatim" => message!("preset-verbatim"),
            "lines" => message!("preset-lines"),
            "srt" => message!("preset-srt"),
            "vtt" => message!("preset-vtt"),
            "data" => message!("preset-data"),
            _ => return None,
        })
    }

    /// The extension of a file that this preset writes, without the dot.
    pub fn extension(&self) -> &'static str {
        self.output.extension()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_ones_own_preset_comes_first() {
        let mut names: Vec<&str> = BUILT_IN.iter().map(|preset| &*preset.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BUILT_IN.len());
        assert!(BUILT_IN.iter().all(|preset| preset.about().is_some()));
        let own = [Preset { about: "mine".into(), ..BUILT_IN[0].clone() }];
        assert_eq!(Preset::named("reader", &own).expect("it exists").about, "mine");
        assert_eq!(Preset::named("markdown", &own).expect("it exists").output, Output::Markdown);
        assert_eq!(Preset::named("nobody's", &own), None);
    }

    #[test]
    fn every_format_with_a_writer_can_be_handed_over() {
        let all: Vec<Output> = Output::all().collect();
        assert_eq!(
            all[..4],
            [Output::Text, Output::Markdown, Output::Format("srt".into()), Output::Format("vtt".into())]
        );
        for format in formats::ALL {
            let listed =
                all.iter().filter(|output| output.format().is_some_and(|listed| listed.id == format.id)).count();
            assert_eq!(listed, usize::from(format.write.is_some()), "{}", format.id);
        }
    }

    #[test]
    fn a_preset_is_stored_and_an_old_one_without_new_fields_is_read() {
        for preset in &BUILT_IN {
            let stored = ron::to_string(preset).expect("a preset can be written");
            assert_eq!(&ron::from_str::<Preset>(&stored).expect("and read"), preset);
        }
        let old: Preset = ron::from_str("(name:\"mine\",times:true)").expect("fields may be missing");
        assert_eq!(old, Preset { name: "mine".into(), times: true, ..READER });
    }
}
