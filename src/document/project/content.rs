//! What a project file holds, and the version in which it is written.

use crate::formats::Encoding;
use crate::model::Transcript;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::PathBuf;
use std::time::SystemTime;

/// The version of the format that is written; see the head of the module.
pub(super) const MAJOR: u32 = 1;
pub(super) const MINOR: u32 = 0;

/// The names in `needs` and `needs_to_write` that this version knows.
pub(super) const KNOWN: &[&str] = &[];

/// What a project file holds.
#[derive(Clone, Debug)]
pub struct Project {
    /// The transcript as it is.
    pub transcript: Transcript,
    /// The transcript as it was imported.
    pub original: Transcript,
    /// What the file says about itself.
    pub about: About,
}

/// What a project file says about itself.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Never the same in two projects: 32 hexadecimal digits.
    pub uuid: String,
    /// Where the transcript came from; `None` when it began here.
    pub source: Option<Source>,
    /// The minor version of the format in which it was written, if that is newer than this one.
    pub(super) minor: u32,
    /// Fields of a newer version, in RON.
    pub(super) newer: Vec<String>,
    /// Fields of a newer version in `import`, in RON.
    pub(super) newer_import: Vec<String>,
}

/// Where a transcript was imported from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name of the file, or what a paste is called.
    pub name: String,
    /// Where it lay; `None` for a paste.
    pub path: Option<PathBuf>,
    /// The id of the format in which it was read.
    pub format: String,
    /// How its text was laid down in bytes; `None` of a format of bytes.
    pub encoding: Option<Encoding>,
    /// The CRC-32 of its bytes.
    pub crc32: u32,
}

impl About {
    /// A new project that came from `source`.
    pub fn new(source: Option<Source>) -> About {
        About { uuid: uuid(), source, minor: MINOR, newer: Vec::new(), newer_import: Vec::new() }
    }
}

/// 128 bits that the standard library draws at random, with the time and the process in case it does not.
pub(super) fn uuid() -> String {
    let half = || {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_u32(std::process::id());
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        hasher.write_u128(now.map_or(0, |now| now.as_nanos()));
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(), half())
}
