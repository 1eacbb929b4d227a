//! What recent files are called where their folders are not shown.

use std::ffi::OsStr;
use std::iter;
use std::path::{Path, PathBuf};

/// The name of each file and, where another of them has the same name, as much of the end of its folder as tells them
/// apart.
pub(super) fn names(paths: &[PathBuf]) -> Vec<(String, Option<String>)> {
    let named = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let folder = |path: &PathBuf| {
        let alike = paths.iter().filter(|other| *other != path && other.file_name() == path.file_name());
        let shared =
            |other: &PathBuf| iter::zip(folders(path), folders(other)).take_while(|(own, of)| own == of).count();
        let end: Vec<&OsStr> = folders(path).take(alike.map(shared).max()? + 1).collect();
        Some(end.into_iter().rev().collect::<PathBuf>().display().to_string())
    };
    paths.iter().map(|path| (named(path), folder(path))).collect()
}

/// The names of the folders in which a file lies, the innermost first.
fn folders(path: &Path) -> impl Iterator<Item = &OsStr> {
    path.components().rev().skip(1).map(|part| part.as_os_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_are_shown_with_as_much_of_their_folders_as_tells_them_apart() {
        for (paths, expected) in [
            ("/a/x.srt /a/y.srt", "x.srt; y.srt"),
            ("/a/x.srt /b/x.srt /a/y.srt", "x.srt in a; x.srt in b; y.srt"),
            ("/a/spring/x.srt /a/autumn/x.srt", "x.srt in spring; x.srt in autumn"),
            ("/a/talk/x.srt /b/talk/x.srt", "x.srt in a/talk; x.srt in b/talk"),
            // Each says what tells it from all others.
            ("/a/talk/x.srt /b/talk/x.srt /b/film/x.srt", "x.srt in a/talk; x.srt in b/talk; x.srt in film"),
            ("/x.srt /a/x.srt /b/a/x.srt", "x.srt in /; x.srt in /a; x.srt in b/a"),
            ("/a/x.srt /a/x.srt", "x.srt; x.srt"),
            ("/a/x.srt /a/X.srt /", "x.srt; X.srt; /"),
            ("", ""),
        ] {
            let paths: Vec<PathBuf> = paths.split_whitespace().map(PathBuf::from).collect();
            let shown = |(name, folder): (String, Option<String>)| match folder {
                Some(folder) => format!("{name} in {}", folder.replace(std::path::MAIN_SEPARATOR, "/")),
                None => name,
            };
            let shown: Vec<String> = names(&paths).into_iter().map(shown).collect();
            assert_eq!(shown.join("; "), expected);
        }
    }
}
