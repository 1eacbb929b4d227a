//! What a person has corrected: the original beside the text, word by word.
//!
//! [`line_diff`] is for the rows in view, [`all`] for the whole in a job, [`figures`] counts. Lines that were split,
//! joined, deleted or inserted are followed through the origin that each line carries; two files that know nothing of
//! each other are brought together by [`aligned`] first.
//!
//! Nobody writes down how a correction was made. [`How`] says what is certain from the two texts, the glossary and the
//! dictionary: a form of the glossary that came to stand there is a name, with what leans on it; what differs in
//! capitals, ligatures and marks alone is typography; what differs in accents or in how words are joined, and a word
//! that no dictionary knows made one that it knows, is spelling; and all else was done by hand.

mod correction;
mod log;
mod origin;
mod revert;
mod whole_words;
mod words;

pub use correction::{Correction, How};
pub use log::{pairs, write_csv, write_json, write_markdown, write_pairs};
pub use origin::aligned;
pub use revert::{revert, revert_line};
pub use words::{Part, parts};

use crate::analysis::dictionary::Dictionary;
use crate::jobs::Cancel;
use crate::language::Language;
use crate::language::words::words_of;
use crate::model::chars::letters;
use crate::model::{Line, Transcript};
use origin::{Joined, Stretch};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use whole_words::{GlossaryForms, counted};

/// The original of a line, to be shown beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDiff {
    /// What the original had here; for a part of a line that was split, its share of it.
    pub before: String,
    /// What became of it: `old` are bytes of `before`, `new` those of the line's text.
    pub parts: Vec<Part>,
}

/// The original beside the line at `row`. `None` when the text is that of the original, and past the end.
///
/// Takes a few microseconds, so that it can be asked for every row in view.
pub fn line_diff(original: &Transcript, now: &Transcript, row: usize) -> Option<LineDiff> {
    let line = now.lines.get(row)?;
    let rows = match origin::stretch_of(&original.lines, &now.lines, row)? {
        Stretch::Kept { rows, origin } if rows.len() == 1 && origin.len() == 1 => {
            let before = &original.lines[origin.start].text;
            return (*before != line.text)
                .then(|| LineDiff { before: before.to_string(), parts: parts(before, &line.text) });
        }
        Stretch::Kept { rows, origin } => (rows, origin),
        _ => return Some(LineDiff { before: String::new(), parts: parts("", &line.text) }),
    };
    let (new, old) = (Joined::of(&now.lines, rows.0.clone()), Joined::of(&original.lines, rows.1));
    let own = new.lines[row - rows.0.start].clone();
    let mine = parts(&old.text, &new.text).into_iter().filter_map(|part| share(part, &own));
    let mut mine: Vec<Part> = mine.collect();
    let first = mine.first().map_or(0, |part| part.old.start);
    let last = mine.last().map_or(first, |part| part.old.end);
    for part in &mut mine {
        part.old = part.old.start - first..part.old.end - first;
        part.new = part.new.start - own.start..part.new.end - own.start;
    }
    mine.iter().any(|part| !part.same).then(|| LineDiff { before: old.text[first..last].to_owned(), parts: mine })
}

/// The share that a line has of a part of a stretch of several lines. What has become two lines is the first one's.
fn share(part: Part, own: &Range<usize>) -> Option<Part> {
    if part.new.is_empty() {
        return (own.start..=own.end).contains(&part.new.start).then_some(part);
    }
    let new = part.new.start.max(own.start)..part.new.end.min(own.end);
    if new.start >= new.end {
        return None;
    }
    let old = match part.same {
        true => part.old.start + (new.start - part.new.start)..part.old.end - (part.new.end - new.end),
        false if new.start == part.new.start => part.old.clone(),
        false => part.old.end..part.old.end,
    };
    Some(Part { old, new, same: part.same })
}

/// Every correction, by row and place. Reads all lines: run it in a job. Cancelled, it hands out those so far.
pub fn all(original: &Transcript, now: &Transcript, cancel: &Cancel) -> Vec<Correction> {
    let mut out = Vec::new();
    let manner = Manner::of(now);
    for (at, stretch) in origin::stretches(&original.lines, &now.lines).into_iter().enumerate() {
        if at % 1024 == 0 {
            if cancel.is_cancelled() {
                break;
            }
            cancel.progress(at, now.lines.len().max(1));
        }
        push(original, now, stretch, &manner, &mut out);
    }
    out
}

/// The corrections of one stretch.
fn push(original: &Transcript, now: &Transcript, stretch: Stretch, manner: &Manner, out: &mut Vec<Correction>) {
    let whole = |t: &Transcript, line: &Line, row, origin| Correction {
        row,
        at: 0..0,
        origin,
        line: true,
        time: line.start(),
        speaker: t.speaker_name(line).map(str::to_owned),
        before: String::new(),
        after: String::new(),
        how: How::ByHand,
    };
    match stretch {
        Stretch::Inserted { row } => {
            let line = &now.lines[row];
            let at = 0..line.text.len();
            out.push(Correction { at, after: line.text.to_string(), ..whole(now, line, row, 0..0) });
        }
        Stretch::Deleted { origin, row } => {
            let line = &original.lines[origin];
            out.push(Correction { before: line.text.to_string(), ..whole(original, line, row, origin..origin + 1) });
        }
        Stretch::Kept { rows, origin } => {
            let one = rows.len() == 1 && origin.len() == 1;
            if one && original.lines[origin.start].text == now.lines[rows.start].text {
                return;
            }
            let (old, new) = (Joined::of(&original.lines, origin.clone()), Joined::of(&now.lines, rows.clone()));
            for change in whole_words::changes(&old, &new, &manner.right) {
                let mut before = &old.text[change.old.clone()];
                let how = change.how.unwrap_or_else(|| manner.how(before, &new.text[change.new.clone()]));
                for (at, within) in new.places(&change.new) {
                    let row = rows.start + at;
                    let line = &now.lines[row];
                    out.push(Correction {
                        at: within.clone(),
                        line: false,
                        before: std::mem::take(&mut before).to_owned(),
                        after: line.text[within].to_owned(),
                        how,
                        ..whole(now, line, row, origin.clone())
                    });
                }
            }
        }
    }
}

/// What tells how a correction was made.
struct Manner<'a> {
    now: &'a Transcript,
    right: GlossaryForms,
    /// The dictionary of the language, if there is one. Read when a correction first asks for it.
    dictionary: OnceCell<Option<Arc<Dictionary>>>,
}

impl Manner<'_> {
    fn of(now: &Transcript) -> Manner<'_> {
        Manner { now, right: GlossaryForms::of(&now.meta.glossary), dictionary: OnceCell::new() }
    }

    /// How a correction that is no name was made.
    fn how(&self, before: &str, after: &str) -> How {
        if whole_words::differ_in_typography(before, after) {
            return How::Typography;
        }
        let gone = |text: &str| !text.contains(char::is_alphanumeric);
        if gone(before) || gone(after) {
            return How::ByHand;
        }
        let same = letters(before) == letters(after);
        if same || (!self.knows_all(before) && self.knows_all(after)) { How::Spelling } else { How::ByHand }
    }

    /// Whether the language knows each word of a text. Always when there is no dictionary of it.
    fn knows_all(&self, text: &str) -> bool {
        let read = || Language::of(self.now).and_then(Dictionary::shipped);
        let dictionary = self.dictionary.get_or_init(read);
        let Some(dictionary) = dictionary else { return true };
        words_of(text).all(|piece| piece.elided || dictionary.knows(&text[piece.at]))
    }
}

/// How often each pair of the glossary, a right form and one in which it was heard, was put right: what a show
/// remembers. Pairs that were not are left out. Reads all lines: run it in a job.
pub fn put_right(original: &Transcript, now: &Transcript, cancel: &Cancel) -> HashMap<(String, String), u32> {
    let mut times = HashMap::new();
    for stretch in origin::stretches(&original.lines, &now.lines) {
        let Stretch::Kept { rows, origin } = stretch else { continue };
        if cancel.is_cancelled() {
            break;
        }
        if rows.len() * origin.len() == 1 && original.lines[origin.start].text == now.lines[rows.start].text {
            continue;
        }
        let (old, new) = (Joined::of(&original.lines, origin).text, Joined::of(&now.lines, rows).text);
        for entry in &now.meta.glossary {
            let more = occurrences(&new, &entry.form).saturating_sub(occurrences(&old, &entry.form));
            for heard in entry.heard.iter().filter(|_| more > 0) {
                let fixed = occurrences(&old, heard).min(more);
                if fixed > 0 {
                    *times.entry((entry.form.clone(), heard.clone())).or_default() += fixed;
                }
            }
        }
    }
    times
}

/// How often a form stands in a text, with no letter or digit on either side.
fn occurrences(text: &str, form: &str) -> u32 {
    if form.is_empty() {
        return 0;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let alone = |&(at, _): &(usize, &str)| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + form.len()..].chars().next())
    };
    text.match_indices(form).filter(alone).count().try_into().unwrap_or(u32::MAX)
}

/// How much was corrected. A word is a run between spaces; the marks around it do not count, case and accents do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Words of the original.
    pub words_before: usize,
    /// Words of the text now.
    pub words_now: usize,
    /// Words that became others, or are written otherwise.
    pub changed: usize,
    /// Words that were deleted.
    pub deleted: usize,
    /// Words that were inserted.
    pub inserted: usize,
}

impl Figures {
    /// The word error rate of the original, when the text as it is now is right: changed, deleted and inserted words
    /// a word of the text. 0 when there is no word.
    pub fn word_error_rate(&self) -> f64 {
        let errors = self.changed + self.deleted + self.inserted;
        if self.words_now == 0 { 0.0 } else { errors as f64 / self.words_now as f64 }
    }
}

/// Counts what was corrected. `corrections` are [`all`] of the two transcripts.
pub fn figures(original: &Transcript, now: &Transcript, corrections: &[Correction]) -> Figures {
    let words = |t: &Transcript| t.lines.iter().map(|line| counted(&line.text).len()).sum();
    let mut figures = Figures { words_before: words(original), words_now: words(now), ..Figures::default() };
    for correction in corrections {
        let (before, after) = (counted(&correction.before), counted(&correction.after));
        let same = in_common(&before, &after);
        let (gone, come) = (before.len() - same, after.len() - same);
        figures.changed += gone.min(come);
        figures.deleted += gone.saturating_sub(come);
        figures.inserted += come.saturating_sub(gone);
    }
    figures
}

/// How many words two texts have in common at their beginning and their end.
fn in_common(before: &[&str], after: &[&str]) -> usize {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before[head..].iter().rev().zip(after[head..].iter().rev());
    head + rest.take_while(|(a, b)| a == b).count()
}
