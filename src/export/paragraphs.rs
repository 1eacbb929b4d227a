//! Turns into paragraphs: what stands in one paragraph of a text, and when it begins.

use super::preset::{Preset, Unit};
use super::{clean, script, typography};
use crate::language::Language;
use crate::model::{Line, SpeakerId, Time, Transcript, sounds, turns};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

/// One paragraph of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paragraph {
    /// The number of chapters that begin with it or have begun before.
    pub chapters: usize,
    /// When it begins, if its first line says.
    pub start: Option<Time>,
    /// Who speaks.
    pub speaker: Option<SpeakerId>,
    /// It goes on with what the same speaker says in the paragraph before.
    pub goes_on: bool,
    /// What is said, in one physical line.
    pub text: String,
}

/// The paragraphs of a transcript, made one after the other as they are asked for.
pub(super) struct Paragraphs<'a> {
    t: &'a Transcript,
    preset: &'a Preset,
    language: Option<Language>,
    lines: Box<dyn Iterator<Item = &'a Line> + 'a>,
    /// Parts of the line that was read last and are not yet in a paragraph.
    waiting: VecDeque<Part<'a>>,
    /// The line before the one that was read last, and then that one.
    before: Option<&'a Line>,
    open: Option<Open>,
    /// A turn began with something that was left out; what follows still begins it.
    turn_begins: bool,
    /// A line of dashes (`---`) was left out: where a sentence ended before it, so does the paragraph.
    pause: bool,
    chapters: usize,
    #[allow(clippy::option_option, reason = "there may have been nobody yet, or somebody nobody knows")]
    last_speaker: Option<Option<SpeakerId>>,
}

/// A part of a line that stands in one paragraph.
struct Part<'a> {
    line: &'a Line,
    text: Cow<'a, str>,
    begins: bool,
    /// A line of dashes was left out before it.
    after_pause: bool,
    /// Somebody speaks here of whom only a dash tells.
    reply: bool,
}

/// A paragraph that may still grow.
struct Open {
    paragraph: Paragraph,
    /// How many characters it has.
    chars: usize,
    /// Where in it each line begins, and when: for the time of what is cut off.
    starts: Vec<(usize, Option<Time>)>,
    /// Up to which byte it has been searched for the end of a sentence, in vain.
    searched: usize,
}

impl<'a> Paragraphs<'a> {
    pub(super) fn new(t: &'a Transcript, preset: &'a Preset, language: Option<Language>) -> Paragraphs<'a> {
        Paragraphs {
            t,
            preset,
            language,
            lines: Box::new(t.lines.iter()),
            waiting: VecDeque::new(),
            before: None,
            open: None,
            turn_begins: false,
            pause: false,
            chapters: 0,
            last_speaker: None,
        }
    }

    fn next_part(&mut self) -> Option<Part<'a>> {
        loop {
            if let Some(part) = self.waiting.pop_front() {
                return Some(part);
            }
            let line = self.lines.next()?;
            self.divide(line);
        }
    }

    /// Puts the parts of a line among the waiting: one, or more where several people speak in it.
    fn divide(&mut self, line: &'a Line) {
        let text = line.text.as_str();
        let mut places: Vec<(usize, bool)> = Vec::new();
        if self.preset.unit == Unit::Turn {
            // Where somebody is named, a dash in the middle is left for a person to judge.
            if line.speaker.is_none() {
                places.extend(turns::marks_inside(text).into_iter().map(|at| (at, true)));
            }
            // A line that is a paragraph or more by itself goes in sentence by sentence.
            if self.preset.break_after.is_some_and(|limit| limit < text.len()) {
                places.extend(script::sentence_starts(text, 0..text.len()).map(|at| (at, false)));
                places.sort_unstable_by_key(|(at, is_reply)| (*at, !is_reply));
                places.dedup_by_key(|(at, _)| *at);
            }
        }
        let (mut from, mut is_reply) = (0, false);
        for (to, reply_follows) in places.into_iter().chain([(text.len(), false)]) {
            self.wait(line, from..to, is_reply);
            (from, is_reply) = (to, reply_follows);
        }
        self.before = Some(line);
    }

    /// Puts a part of a line among the waiting, unless nothing of it is left. `is_reply` says that it begins
    /// with a dash in the middle of the line.
    fn wait(&mut self, line: &'a Line, range: Range<usize>, is_reply: bool) {
        let at_start = range.start == 0;
        let whole = line.text.as_str();
        let text = whole[range].trim();
        let goes_on = at_start && self.before.is_some_and(|before| turns::goes_on(&before.text, text));
        let mark = turns::mark(text).filter(|_| (at_start && !goes_on) || is_reply);
        let is_reply = line.speaker.is_none() && mark.is_some();
        let begins = self.preset.unit == Unit::Line || is_reply || self.turn_begins;
        let text = match mark {
            Some(mark) if self.preset.clean => &text[mark.end..],
            _ => text,
        };
        let text = if self.preset.clean { sounds::without_sounds(text) } else { Cow::Borrowed(text) };
        if text.trim().is_empty() {
            self.turn_begins = begins && self.preset.unit == Unit::Turn;
            self.pause |= clean::is_rule(&line.text);
            return;
        }
        let reply = self.preset.clean && (is_reply || (self.turn_begins && line.speaker.is_none()));
        self.turn_begins = false;
        let after_pause = std::mem::take(&mut self.pause);
        self.waiting.push_back(Part { line, text, begins, after_pause, reply });
    }

    /// Starts a paragraph with `part`.
    fn begin(&mut self, part: &Part<'a>) -> Open {
        let start = part.line.start();
        self.pass_chapters(start);
        let goes_on = self.last_speaker == Some(part.line.speaker) && !part.reply && part.line.speaker.is_some();
        self.last_speaker = Some(part.line.speaker);
        let mut text = String::new();
        if part.reply {
            text.push_str(typography::reply_dash(self.language));
        }
        let paragraph = Paragraph { chapters: self.chapters, start, speaker: part.line.speaker, goes_on, text };
        Open { paragraph, chars: 0, starts: Vec::new(), searched: 0 }
    }

    /// Counts the chapters that have begun by then.
    fn pass_chapters(&mut self, start: Option<Time>) {
        let begun = |chapter: &crate::model::Chapter| start.is_some_and(|start| chapter.start <= start);
        while self.t.meta.chapters.get(self.chapters).is_some_and(begun) {
            self.chapters += 1;
        }
    }

    fn belongs_to(&self, open: &Open, part: &Part) -> bool {
        let chapter = self.preset.chapters.then(|| self.t.meta.chapters.get(self.chapters)).flatten();
        let next_chapter = chapter.zip(part.line.start()).is_some_and(|(chapter, start)| chapter.start <= start);
        let breaks = part.after_pause && script::ends_sentence(&open.paragraph.text);
        !part.begins && !breaks && !next_chapter && open.paragraph.speaker == part.line.speaker
    }

    /// A paragraph as it is handed out.
    fn finished(&self, mut paragraph: Paragraph) -> Paragraph {
        if self.preset.clean
            && let Cow::Owned(shorter) = clean::without_false_starts(&paragraph.text, self.language)
        {
            paragraph.text = shorter;
        }
        if self.preset.typography {
            paragraph.text = typography::set(&paragraph.text, self.language);
        }
        paragraph
    }
}

impl Iterator for Paragraphs<'_> {
    type Item = Paragraph;

    fn next(&mut self) -> Option<Paragraph> {
        loop {
            let Some(part) = self.next_part() else {
                return self.open.take().map(|open| self.finished(open.paragraph));
            };
            let mut open = match self.open.take() {
                Some(open) if self.belongs_to(&open, &part) => open,
                Some(full) => {
                    self.waiting.push_front(part);
                    return Some(self.finished(full.paragraph));
                }
                None => self.begin(&part),
            };
            open.push(&part);
            let cut =
                self.preset.break_after.filter(|_| self.preset.unit == Unit::Turn).and_then(|limit| open.cut(limit));
            match cut {
                Some((full, rest)) => {
                    self.open = rest;
                    return Some(self.finished(full));
                }
                None => self.open = Some(open),
            }
        }
    }
}

impl Open {
    fn push(&mut self, part: &Part) {
        let text = &mut self.paragraph.text;
        let mut pieces = script::physical_lines(&part.text);
        if let Some(first) = pieces.next() {
            if self.chars > 0 {
                script::join(text, first);
            }
            self.starts.push((text.len(), part.line.start()));
            text.push_str(first);
        }
        for piece in pieces {
            script::join(text, piece);
            text.push_str(piece);
        }
        self.chars += part.text.chars().count();
    }

    /// The paragraph up to the end of a sentence and the rest, when it is well over `limit` characters long.
    fn cut(&mut self, limit: usize) -> Option<(Paragraph, Option<Open>)> {
        // Not at the limit itself, so that what remains is no single sentence.
        if self.chars < limit + limit / 3 {
            return None;
        }
        let text = &self.paragraph.text;
        let at = if self.searched == 0 {
            let byte = |nth: usize| text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
            let (half, full) = (byte(limit / 2), byte(limit));
            let before = script::sentence_starts(text, half..full).last();
            before.or_else(|| script::sentence_starts(text, full..text.len()).next())
        } else {
            script::sentence_starts(text, self.searched..text.len()).next()
        };
        // A sentence that ends with the last line shows only when another line follows.
        let last_line = self.starts.last().map_or(0, |start| start.0);
        self.searched = text[..last_line].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let at = at
            // A text without any full stop is cut between two lines, far out.
            .or_else(|| (self.chars > 4 * limit).then_some(last_line))
            .filter(|at| (1..text.len()).contains(at))?;
        let rest = text[at..].to_owned();
        let start = self.starts[..self.starts.partition_point(|start| start.0 <= at)].last().and_then(|start| start.1);
        let mut full = std::mem::take(&mut self.paragraph);
        full.text.truncate(at);
        full.text.truncate(full.text.trim_end().len());
        let starts = self.starts.iter().filter(|start| start.0 > at).map(|start| (start.0 - at, start.1));
        let starts = [(0, start)].into_iter().chain(starts).collect();
        let chars = rest.chars().count();
        let next = Paragraph { start, goes_on: true, text: rest, chapters: full.chapters, speaker: full.speaker };
        Some((full, Some(Open { paragraph: next, chars, starts, searched: 0 })))
    }
}
