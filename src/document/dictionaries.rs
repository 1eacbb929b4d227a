//! Finding dictionaries on the disk: those that a person has added, and those of the system.

use crate::model::{Message, message};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A Hunspell dictionary as it lies on the disk.
#[derive(Debug)]
pub struct HunspellFiles {
    /// Its list of words, `de_DE.dic` say; the rules lie beside it.
    pub path: PathBuf,
    /// Its rules (`.aff`).
    pub rules: Vec<u8>,
    /// Its words (`.dic`).
    pub words: Vec<u8>,
}

/// What the folder of the person's own dictionaries is called, within that of the settings.
pub const FOLDER: &str = "dictionaries";

/// Where systems keep the dictionaries of Hunspell.
const SYSTEM: &[&str] = &[
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
];

/// The folders in which dictionaries are looked for: the person's own, those that were added, those that the variable
/// `DICPATH` names, those of the system.
pub fn folders(own: Option<&Path>, added: &[PathBuf]) -> Vec<PathBuf> {
    let named = env::var_os("DICPATH");
    let named = named.iter().flat_map(env::split_paths).filter(|folder| !folder.as_os_str().is_empty());
    let persons = own.map(Path::to_owned).into_iter().chain(added.iter().cloned());
    persons.chain(named).chain(SYSTEM.iter().map(PathBuf::from)).collect()
}

/// The dictionary of a language (`de`, `de-AT`) in the first of the folders that has one: that of the country if it
/// is there, else one of the same language. `None` when there is none. The error names the file that could not be
/// read.
pub fn find(tag: &str, folders: &[PathBuf]) -> Result<Option<HunspellFiles>, Message> {
    let tag = tag.to_lowercase().replace('_', "-");
    let language = tag.split('-').next().unwrap_or_default();
    for folder in folders {
        // A folder that is not there holds no dictionary.
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let words = entries.filter_map(Result::ok).map(|entry| entry.path());
        let mut words: Vec<(u8, PathBuf)> =
            words.filter_map(|path| Some((rank(&path, &tag, language)?, path))).collect();
        words.sort();
        if let Some((_, path)) = words.into_iter().next() {
            return read(path).map(Some);
        }
    }
    Ok(None)
}

/// Makes a folder into which dictionaries can be put, unless it is there.
pub fn make_folder(folder: &Path) -> Result<(), Message> {
    let name = folder.display().to_string();
    fs::create_dir_all(folder).map_err(|error| message!("folder-not-made", folder = name, why = error.to_string()))
}

/// The languages of the dictionaries in a folder, as their files call them (`de_AT`), in order. None when there is no
/// such folder.
pub fn in_folder(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let words = paths.filter(|path| path.extension().is_some_and(|extension| extension == "dic"));
    let whole = words.filter(|words| words.with_extension("aff").is_file());
    let mut found: Vec<String> = whole.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    found.sort();
    found
}

/// How well a list of words fits a tag, 0 best; `None` when it does not or has no rules beside it.
fn rank(path: &Path, tag: &str, language: &str) -> Option<u8> {
    let stem = path.file_stem()?.to_str()?.to_lowercase().replace('_', "-");
    if path.extension()? != "dic" || !path.with_extension("aff").is_file() {
        return None;
    }
    let country = stem.strip_prefix(language)?;
    match country.strip_prefix('-') {
        _ if stem == tag => Some(0),
        // German is spoken in Germany, and so on.
        Some(country) if country == language => Some(1),
        _ if country.is_empty() => Some(1),
        Some(_) => Some(2),
        None => None,
    }
}

fn read(path: PathBuf) -> Result<HunspellFiles, Message> {
    let failed = |path: &Path, error: io::Error| {
        message!("file-unreadable", name = path.display().to_string(), why = error.to_string())
    };
    let bytes = |path: &Path| fs::read(path).map_err(|error| failed(path, error));
    Ok(HunspellFiles { rules: bytes(&path.with_extension("aff"))?, words: bytes(&path)?, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_dictionary_is_found() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for name in
            ["de_AT.dic", "de_AT.aff", "de_DE.dic", "de_DE.aff", "es.dic", "es.aff", "it_IT.dic", "den.dic", "den.aff"]
        {
            fs::write(dir.path().join(name), name).expect("it can be written");
        }
        assert_eq!(in_folder(dir.path()), ["de_AT", "de_DE", "den", "es"]);
        assert!(in_folder(&dir.path().join("nowhere")).is_empty());
        let folders = [dir.path().join("nowhere"), dir.path().to_owned()];
        for (tag, expected) in [
            ("de", Some("de_DE.dic")),
            ("de-AT", Some("de_AT.dic")),
            ("de-CH", Some("de_DE.dic")),
            ("es-MX", Some("es.dic")),
            // Its rules are missing.
            ("it", None),
            ("nl", None),
        ] {
            let found = find(tag, &folders).expect("they can be read");
            assert_eq!(found.as_ref().map(|found| found.words.as_slice()), expected.map(str::as_bytes), "{tag}");
        }
    }
}
