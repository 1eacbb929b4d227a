//! One line of a transcript, and how its words and markup follow when its text changes.

use super::{Span, SpeakerId, Text, Time};
use std::ops::Range;
use std::sync::Arc;

/// One timed unit of one speaker's speech: a row of the table. Immutable once shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// From when to when it is spoken; `None` in transcripts without times.
    pub span: Option<Span>,
    /// Who speaks; `None` when nobody has said.
    pub speaker: Option<SpeakerId>,
    /// What is said. May hold `\n` where the source breaks the line; never `\r`.
    pub text: Text,
    /// The words that the source timed or scored, in the order of the text. `None` unless it did.
    pub words: Option<Arc<Vec<Word>>>,
    /// What its format said that is not modelled; for a faithful save.
    pub markup: Option<Arc<Markup>>,
    /// The rows of the original from which this line comes; empty (but placed) for an inserted line.
    pub origin: Range<u32>,
    /// A person has approved this line.
    pub checked: bool,
}

/// One word of a line that the source timed or scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its bytes in the line's text.
    pub at: Range<u32>,
    /// From when to when it is spoken, if the source says.
    pub span: Option<Span>,
    /// How sure the recogniser was, from 0 to 1. `None` when it did not say or a person has written the word.
    pub confidence: Option<f32>,
}

impl Word {
    /// The bytes of the word in its line's text.
    pub fn range(&self) -> Range<usize> {
        self.at.start as usize..self.at.end as usize
    }

    /// What of the word lies in a byte range of its line's `text`, counted from the beginning of the range.
    /// `None` when nothing does.
    fn within(&self, range: &Range<usize>, text: &str) -> Option<Word> {
        let whole = self.range();
        let (start, end) = (whole.start.max(range.start), whole.end.min(range.end));
        if start >= end {
            return None;
        }
        let at = (start - range.start) as u32..(end - range.start) as u32;
        if (start..end) == whole {
            return Some(Word { at, ..self.clone() });
        }
        let chars = |from: usize, to: usize| text.get(from..to).map_or(0, |part| part.chars().count());
        let cut = |span: Span, at: usize| {
            Some(span.start.towards(span.end?, chars(whole.start, at), chars(whole.start, whole.end)))
        };
        let span = self.span.and_then(|span| {
            let begin = if start == whole.start { Some(span.start) } else { cut(span, start) };
            Some(Span { start: begin?, end: if end == whole.end { span.end } else { cut(span, end) } })
        });
        Some(Word { at, span, confidence: None })
    }
}

/// What a format said about a line (or about the whole) that the model does not hold, in that format's own
/// writing. It is written back only by the format that made it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// The format's id (`srt`, `vtt`).
    pub format: String,
    /// What stood around the text: a cue's identifier and settings, say.
    pub around: String,
    /// The text as it was written, with its tags, when that differs from the line's text.
    pub body: Option<String>,
}

impl Line {
    /// A line of text alone.
    pub fn new(text: impl Into<Text>) -> Line {
        let text = text.into();
        Line { text, span: None, speaker: None, words: None, markup: None, origin: 0..0, checked: false }
    }

    /// A line of text with a span.
    pub fn timed(span: Span, text: impl Into<Text>) -> Line {
        Line { span: Some(span), ..Line::new(text) }
    }

    /// When the line begins, if it is timed.
    pub fn start(&self) -> Option<Time> {
        self.span.map(|span| span.start)
    }

    /// The same line with another text. Words outside the part that changed keep their times and scores.
    pub fn with_text(&self, text: Text) -> Line {
        let (old, new) = differing(&self.text, &text);
        let words = self.words_after(&[(old, &text[new])]);
        Line { text, words, ..self.clone() }
    }

    /// The same line with some byte ranges of its text replaced. The ranges rise and do not overlap.
    pub fn with_replaced(&self, parts: &[(Range<usize>, &str)]) -> Line {
        let mut text = String::with_capacity(self.text.len() + 16);
        let mut done = 0;
        for (range, new) in parts {
            text.push_str(&self.text[done..range.start]);
            text.push_str(new);
            done = range.end;
        }
        text.push_str(&self.text[done..]);
        Line { text: text.into(), words: self.words_after(parts), ..self.clone() }
    }

    /// The part of this line in a byte range of its text, with the words that lie in it. A word that the range
    /// cuts is cut with it, its time in proportion to its characters. The span, speaker, origin and markup are
    /// those of the whole.
    pub fn part(&self, range: Range<usize>) -> Line {
        let words = self.words.iter().flat_map(|words| words.iter());
        let words: Vec<Word> = words.filter_map(|word| word.within(&range, &self.text)).collect();
        let words = (!words.is_empty()).then(|| Arc::new(words));
        Line { text: self.text.sub(range), words, ..self.clone() }
    }

    fn words_after(&self, parts: &[(Range<usize>, &str)]) -> Option<Arc<Vec<Word>>> {
        let words = self.words.as_ref()?;
        if parts.iter().all(|(range, new)| range.is_empty() && new.is_empty()) {
            return Some(Arc::clone(words));
        }
        let mut out: Vec<Word> = Vec::with_capacity(words.len());
        let mut parts = parts.iter().peekable();
        let mut delta: i64 = 0;
        let moved = |at: usize, delta: i64| (at as i64 + delta) as u32;
        let mut words = words.iter().peekable();
        while let Some(word) = words.next() {
            // Parts that lie wholly before this word move it.
            while let Some((range, new)) = parts.next_if(|part| lies_before(part, &word.range())) {
                delta += new.len() as i64 - range.len() as i64;
            }
            if parts.peek().is_none_or(|(range, _)| touches_not(range, &word.range())) {
                out.push(Word { at: moved(word.range().start, delta)..moved(word.range().end, delta), ..word.clone() });
                continue;
            }
            // The word was changed: it and all that the same parts touch become one word of unknown confidence.
            let mut start = word.range().start;
            let (mut end, mut last) = (word.range().end, word);
            let start_delta = delta;
            while let Some((range, new)) = parts.next_if(|(range, _)| range.start <= end) {
                start = start.min(range.start);
                end = end.max(range.end);
                delta += new.len() as i64 - range.len() as i64;
                while let Some(next) = words.next_if(|next| next.range().start < end) {
                    end = end.max(next.range().end);
                    last = next;
                }
            }
            let at = moved(start, start_delta)..moved(end, delta);
            let span = match (word.span, last.span) {
                (Some(first), Some(last)) => Some(Span { start: first.start, end: last.end }),
                (first, last) => first.or(last),
            };
            if !at.is_empty() {
                out.push(Word { at, span, confidence: None });
            }
        }
        (!out.is_empty()).then(|| Arc::new(out))
    }
}

/// Whether a replacement leaves `word`, which follows it, as it is. Text put directly before the word, with
/// no space between, changes the word.
fn lies_before((range, new): &(Range<usize>, &str), word: &Range<usize>) -> bool {
    range.end < word.start || (range.end == word.start && (!range.is_empty() || new.ends_with(char::is_whitespace)))
}

/// Whether a replacement at `range` lies wholly behind `word`.
fn touches_not(range: &Range<usize>, word: &Range<usize>) -> bool {
    range.start > word.end || (range.start == word.end && !range.is_empty())
}

/// The part in which two texts differ: its bytes in the old and in the new text. Both are empty when the texts
/// are equal.
pub(crate) fn differing(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let same = |(a, b): &(char, char)| a == b;
    let prefix: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let tails = old[prefix..].chars().rev().zip(new[prefix..].chars().rev());
    let suffix: usize = tails.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (prefix..old.len() - suffix, prefix..new.len() - suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed_words(text: &str) -> Line {
        let mut at = 0;
        let mut words = Vec::new();
        for (n, piece) in text.split(' ').enumerate() {
            let n = n as i64;
            words.push(Word {
                at: at..at + piece.len() as u32,
                span: Some(Span::new(n * 100, n * 100 + 90)),
                confidence: Some(0.5),
            });
            at += piece.len() as u32 + 1;
        }
        Line { words: Some(Arc::new(words)), ..Line::new(text) }
    }

    /// Each word as `text@start` with `?` behind one whose confidence is gone.
    fn show(line: &Line) -> String {
        let words = line.words.iter().flat_map(|words| words.iter());
        let one = |word: &Word| {
            let start = word.span.map_or(-1, |span| span.start.0);
            let mark = if word.confidence.is_none() { "?" } else { "" };
            format!("{}@{start}{mark}", &line.text[word.range()])
        };
        words.map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_follow_the_text() {
        for (before, after, expected) in [
            ("one two three", "one two three", "one@0 two@100 three@200"),
            ("one two three", "one 2 three", "one@0 2@100? three@200"),
            ("one two three", "two three", "two@100 three@200"),
            ("one two three", "one twothree", "one@0 two@100 three@200"),
            ("one two three", "one two, three", "one@0 two,@100? three@200"),
            ("one two three", "one new two three", "one@0 two@100 three@200"),
            ("one two three", "", ""),
            ("l'été né", "l'été naît", "l'été@0 naît@100?"),
        ] {
            let line = timed_words(before).with_text(after.into());
            assert_eq!(show(&line), expected, "{before:?} -> {after:?}");
            assert_eq!(line.text, after);
        }
    }

    #[test]
    fn several_places_at_once() {
        let line = timed_words("aa bb cc dd").with_replaced(&[(0..2, "xxx"), (6..11, "y z")]);
        assert_eq!(line.text, "xxx bb y z");
        assert_eq!(show(&line), "xxx@0? bb@100 y z@200?");
        assert_eq!(show(&timed_words("aa bb cc").part(3..8)), "bb@100 cc@200");
        assert_eq!(show(&timed_words("aa bb cc").part(4..8)), "b@145? cc@200");
        assert_eq!(show(&timed_words("aa bb cc").part(0..4)), "aa@0 b@100?");
    }
}
