//! What a reader gets: turns as paragraphs, lines as captions, or data, as a [`Preset`] says.
//!
//! Everything here reads a snapshot and changes nothing. [`export`] takes time in proportion to the
//! transcript and belongs into a job; [`preview`] takes time in proportion to what it shows.

mod chapters;
mod clean;
mod copied;
mod open_points;
mod page;
mod paragraphs;
mod preset;
mod script;
mod typography;

pub use chapters::chapter_list;
pub use copied::{Copied, copied, lines_of};
pub use open_points::{OpenKind, OpenPoint, open_points};
pub use preset::{BUILT_IN, Captions, Output, Preset, Unit};

use crate::formats::{self, Format, Loss, Lost, Written};
use crate::language::Language;
use crate::model::{Line, Message, SpeakerId, Transcript, message, sounds, turns};
use std::collections::HashMap;
use std::sync::Arc;

/// What came of an export.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// What is to be written.
    pub written: Written,
    /// What the transcript has and the format cannot hold. Empty for texts: their preset chooses what they hold.
    pub losses: Vec<Loss>,
}

/// The beginning of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The first lines of what would be written.
    pub text: String,
    /// There is no more than this.
    pub whole: bool,
}

/// Why a preset cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// The preset wants a format that this version does not know.
    UnknownFormat(String),
    /// The preset wants a format that is only read.
    OnlyRead(&'static str),
    /// The format is of bytes, which can be written to a file and not be shown.
    NotText(&'static str),
}

impl Impossible {
    /// Why, in a sentence without a full stop.
    pub fn message(&self) -> Message {
        match self {
            Impossible::UnknownFormat(id) => message!("preset-format-unknown", format = id),
            Impossible::OnlyRead(name) => message!("preset-format-only-read", format = *name),
            Impossible::NotText(name) => message!("preset-format-no-text", format = *name),
        }
    }
}

/// Lines of the transcript that are read at most for each line of a preview: many may stand in one paragraph.
const ROWS_A_LINE: usize = 50;
/// And bytes that are shown of one.
const BYTES_A_LINE: usize = 2000;

/// Hands a transcript over as the preset says.
pub fn export(t: &Transcript, preset: &Preset) -> Result<Exported, Impossible> {
    match format_of(preset)? {
        Some(format) => Ok(Exported { written: write_format(t, preset, format)?, losses: losses(t, preset) }),
        None => {
            let mut text = String::with_capacity(48 * t.lines.len());
            page::write(t, preset, Language::of(t), t.length(), usize::MAX, &mut text);
            Ok(Exported { written: Written::Text(text), losses: Vec::new() })
        }
    }
}

/// What the transcript has and [`export`] does not write, though nobody left it out by choice: a format cannot hold it,
/// or what the preset does to the lines loses it. Reads the whole transcript.
pub fn losses(t: &Transcript, preset: &Preset) -> Vec<Loss> {
    let Ok(Some(format)) = format_of(preset) else { return Vec::new() };
    let mut losses = formats::losses(t, format);
    // The names stand in the text then, or were left out by choice.
    losses.retain(|loss| loss.what != Lost::Speakers);
    if format.holds.words && loses_words(t, preset, format) {
        losses.push(Loss { format: format.name, what: Lost::SomeWords });
    }
    losses
}

/// Whether words lose their times because the text of their line is changed or broken.
fn loses_words(t: &Transcript, preset: &Preset, format: &Format) -> bool {
    let with_words = t.lines.iter().filter(|line| line.words.is_some()).cloned();
    let before = Transcript { lines: with_words.collect(), ..t.clone() };
    // Names that stand in the text have no times, and never had.
    let nameless = Preset { names: false, ..preset.clone() };
    let prepared = Preparation::new(&before, &nameless, format).carry_out(&before);
    let after = formats::lines_as_written(&prepared, format, &preset.captions.options());
    let untimed = |line: &Line| {
        let words = line.text.split_whitespace().count();
        words.saturating_sub(line.words.as_ref().map_or(0, |timed| timed.len()))
    };
    after.iter().map(untimed).sum::<usize>() > before.lines.iter().map(untimed).sum::<usize>()
}

/// The first `lines` lines of what [`export`] would write. Takes time in proportion to `lines` and not to the
/// transcript, so that it can be made while a person watches.
pub fn preview(t: &Transcript, preset: &Preset, lines: usize) -> Result<Preview, Impossible> {
    let format = format_of(preset)?;
    // A format writes a line or more for each, unless the line is left out.
    let rows = lines.saturating_mul(if format.is_some() { 4 } else { ROWS_A_LINE });
    let all = t.lines.len() <= rows;
    let beginning = Transcript { lines: t.lines.iter().take(rows).cloned().collect(), ..t.clone() };
    let mut text = String::new();
    let written = match format {
        Some(format) => {
            match write_format(&beginning, preset, format)? {
                Written::Text(written) => text = written,
                Written::Bytes(_) => return Err(Impossible::NotText(format.name)),
            }
            true
        }
        None => page::write(&beginning, preset, Language::of(t), t.length(), lines, &mut text),
    };
    let cut = text.match_indices('\n').nth(lines.saturating_sub(1)).map(|(at, _)| at + 1);
    let most = text.floor_char_boundary(lines.saturating_mul(BYTES_A_LINE));
    let end = cut.unwrap_or(text.len()).min(most);
    let whole = all && written && end == text.len();
    text.truncate(end);
    Ok(Preview { text, whole })
}

/// The format that a preset writes; `None` when it writes a text for a reader.
fn format_of(preset: &Preset) -> Result<Option<&'static Format>, Impossible> {
    let Output::Format(id) = &preset.output else { return Ok(None) };
    formats::named(id).map(Some).ok_or_else(|| Impossible::UnknownFormat(id.to_string()))
}

fn write_format(t: &Transcript, preset: &Preset, format: &Format) -> Result<Written, Impossible> {
    let prepared = Preparation::new(t, preset, format).carry_out(t);
    formats::write(&prepared, format, &preset.captions.options()).ok_or(Impossible::OnlyRead(format.name))
}

/// What is done to the lines before a format writes them.
struct Preparation<'a> {
    preset: &'a Preset,
    format: &'a Format,
    language: Option<Language>,
    names: HashMap<SpeakerId, &'a str>,
}

impl<'a> Preparation<'a> {
    fn new(t: &'a Transcript, preset: &'a Preset, format: &'a Format) -> Preparation<'a> {
        let names = t.speakers.iter().map(|speaker| (speaker.id, speaker.name.as_str())).collect();
        Preparation { preset, format, language: Language::of(t), names }
    }

    fn carry_out(&self, t: &Transcript) -> Transcript {
        let mut lines: Vec<Line> = Vec::with_capacity(t.lines.len());
        let mut speaker = None;
        lines.extend(t.lines.iter().filter_map(|line| self.prepare(line, &mut speaker)));
        let speakers = if self.preset.names { Arc::clone(&t.speakers) } else { Arc::default() };
        Transcript { lines: lines.into_iter().collect(), speakers, meta: Arc::clone(&t.meta) }
    }

    /// The line as the preset wants it; `None` when nothing of it is left. `before` is who spoke last.
    fn prepare(&self, line: &Line, before: &mut Option<SpeakerId>) -> Option<Line> {
        let mut line = line.clone();
        if self.preset.clean {
            let text = match turns::mark(&line.text).filter(|_| line.speaker.is_some()) {
                Some(mark) => &line.text[mark.end..],
                None => &line.text,
            };
            let text = sounds::without_sounds(text);
            let text = clean::without_false_starts(&text, self.language);
            if text.trim().is_empty() {
                return None;
            }
            if *text != *line.text {
                line = line.with_text(text.into_owned().into());
            }
        }
        if self.preset.typography {
            let text = typography::set(&line.text, self.language);
            if text != line.text.as_str() {
                line = line.with_text(text.into());
            }
        }
        if !self.preset.names {
            line.speaker = None;
        } else if !self.format.holds.speakers {
            let changed = line.speaker != *before;
            *before = line.speaker;
            if let Some(name) = line.speaker.filter(|_| changed).and_then(|id| self.names.get(&id)) {
                line = line.with_text(format!("{name}: {}", line.text.as_str()).into());
            }
            // The format would write the name before every line.
            line.speaker = None;
        }
        Some(line)
    }
}
