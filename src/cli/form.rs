//! What the command line can write: every format that can be written, and Stet's project.

use crate::document::{Opened, project};
use crate::formats::options::When;
use crate::formats::{self, Encoding, Format, Options, Setting, json};
use crate::jobs::Cancel;
use crate::messages::text;
use clap::builder::{PossibleValue, PossibleValuesParser};
use std::path::Path;

/// What the project is called among the formats.
pub(super) const PROJECT: &str = "stet";

/// What is written.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Stet's project.
    Project,
    /// A format that can be written.
    Format(&'static Format),
}

/// A result, and what must be said about it.
pub(super) struct Written {
    /// What the file shall hold.
    pub bytes: Vec<u8>,
    /// What is lost or differs from what was asked, in sentences.
    pub notes: Vec<String>,
}

impl Form {
    /// The form of that id; `None` when there is none or it is only read.
    pub(super) fn named(id: &str) -> Option<Form> {
        if id == PROJECT {
            return Some(Form::Project);
        }
        formats::named(id).filter(|format| format.write.is_some()).map(Form::Format)
    }

    /// The form of a file of that name; `None` when its extension tells none.
    pub(super) fn of_file(path: &Path) -> Option<Form> {
        if path.to_string_lossy().ends_with(&format!(".{}", project::EXTENSION)) {
            return Some(Form::Project);
        }
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let writes = |format: &&&Format| format.write.is_some() && format.extensions.contains(&extension.as_str());
        formats::ALL.iter().find(writes).copied().map(Form::Format)
    }

    /// The extension of its files, without the dot.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Form::Project => project::EXTENSION,
            Form::Format(format) => format.extensions.first().copied().unwrap_or(format.id),
        }
    }

    /// The settings that count while it is written.
    pub(super) fn settings(self) -> Vec<&'static Setting> {
        match self {
            Form::Project => Vec::new(),
            Form::Format(format) => format.settings_when(When::Writing).collect(),
        }
    }

    /// Writes what was opened.
    pub(super) fn write(self, opened: &Opened, options: &Options, encoding: &Encoding) -> Written {
        let transcript = opened.document.transcript();
        let (written, mut notes) = match self {
            Form::Project => {
                let mut bytes = Vec::new();
                let written = opened.document.snapshot_for_save().write(&mut bytes, &Cancel::default());
                written.expect("writing to memory does not fail");
                return Written { bytes, notes: Vec::new() };
            }
            // Scripts want to know what came of reading, too.
            Form::Format(format) if format.id == json::FORMAT.id => {
                let label;
                let source = match opened.document.source().filter(|_| !opened.is_project) {
                    Some(source) => {
                        label = source.encoding.map(|encoding| encoding.label());
                        json::Source { format: &source.format, encoding: label.as_deref() }
                    }
                    None => json::Source { format: PROJECT, encoding: Some("utf-8") },
                };
                let problems: Vec<_> =
                    opened.problems.iter().map(|problem| (problem.line, text(&problem.message))).collect();
                (formats::Written::Text(json::write_with(transcript, Some(source), &problems)), Vec::new())
            }
            Form::Format(format) => {
                let written = formats::write(transcript, format, options).expect("a form can be written");
                (written, formats::losses(transcript, format).iter().map(|loss| text(&loss.message())).collect())
            }
        };
        let encoded = written.encode(encoding);
        if encoded.encoding != *encoding {
            notes.push(text!("cli-written-in", encoding = encoded.encoding.to_string(), asked = encoding.to_string()));
        }
        Written { bytes: encoded.bytes, notes }
    }
}

/// The ids that `--from` takes.
pub(super) fn readable_ids() -> PossibleValuesParser {
    PossibleValuesParser::new(formats::ALL.iter().map(|format| PossibleValue::new(format.id).help(format.name)))
}

/// The ids that `--to` takes.
pub(super) fn writable_ids() -> PossibleValuesParser {
    let writable = formats::ALL.iter().filter(|format| format.write.is_some());
    let ids = writable.map(|format| PossibleValue::new(format.id).help(format.name));
    PossibleValuesParser::new(ids.chain([PossibleValue::new(PROJECT).help(text!("cli-project"))]))
}
