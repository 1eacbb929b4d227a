//! Puts a transcript together out of what a format of data says: lines with their words, or words alone.
//!
//! Recognisers name speakers by labels and numbers, say words with and without the text that they stand in, and leave
//! times out. A format hands over what it found, as it found it; here it becomes lines.

use crate::model::{
    Chapter, Line, LinesBuilder, Markup, Meta, RosterBuilder, Span, SpeakerId, Time, Transcript, Word, chars,
};
use std::ops::Range;
use std::sync::Arc;

/// A word that a source timed or scored.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said<'a> {
    /// The word as it is written. Spaces at its beginning and end say where it stands apart from others.
    pub(super) text: &'a str,
    /// From when to when it is spoken; `None` for what has no time of its own, as punctuation.
    pub(super) span: Option<Span>,
    /// How sure the recogniser was, from 0 to 1.
    pub(super) confidence: Option<f32>,
    /// It stands directly behind the word before, as a full stop does.
    pub(super) glued: bool,
}

/// Takes up what a file says, from its top to its end.
#[derive(Default)]
pub(super) struct TranscriptBuilder {
    /// What is known about the whole.
    pub(super) meta: Meta,
    lines: LinesBuilder,
    roster: RosterBuilder,
}

/// A pause between two words behind which a new line begins, in milliseconds, where a source has words alone.
const PAUSE: i64 = 1500;
/// Behind so many characters a line ends with its sentence, where a source has words alone.
const SENTENCE: usize = 40;
/// Behind so many characters it ends with a word.
const LONGEST: usize = 240;

impl TranscriptBuilder {
    /// The speaker of that name, who joins the roster when they are new. `None` when the name is blank.
    pub(super) fn speaker(&mut self, name: &str) -> Option<SpeakerId> {
        (!name.trim().is_empty()).then(|| self.roster.id(name))
    }

    /// Adds a chapter. One without a title is left out.
    pub(super) fn chapter(&mut self, start: Time, title: &str) {
        if !title.trim().is_empty() {
            self.meta.chapters.push(Chapter { start, title: title.trim().to_owned() });
        }
    }

    /// Adds a note; a blank one is left out.
    pub(super) fn note(&mut self, note: &str) {
        if !note.trim().is_empty() {
            self.meta.notes.push(note.trim().to_owned());
        }
    }

    /// Adds a line. A blank one says nothing and is left out.
    pub(super) fn line(&mut self, span: Option<Span>, speaker: Option<&str>, text: &str) {
        self.line_with(span, speaker, text, &[], None);
    }

    /// Adds a line of a text and the words that stand in it, in their order. A word that is not found there is left
    /// out. A line without a text is that of its words; without a span it has theirs.
    pub(super) fn line_of_words(&mut self, span: Option<Span>, speaker: Option<&str>, text: &str, words: &[Said]) {
        self.line_with(span, speaker, text, words, None);
    }

    /// The same with what the format said around it.
    pub(super) fn line_with(
        &mut self,
        span: Option<Span>,
        speaker: Option<&str>,
        text: &str,
        words: &[Said],
        markup: Option<Markup>,
    ) {
        let (text, mut placed) = match newlines(text).trim() {
            "" => joined(words),
            text => (text.to_owned(), place(text, words)),
        };
        if text.is_empty() {
            return;
        }
        placed.retain(|word| word.span.is_some() || word.confidence.is_some());
        let span = span.or_else(|| around(placed.iter().filter_map(|word| word.span)));
        let words = (!placed.is_empty()).then(|| Arc::new(placed));
        let speaker = speaker.and_then(|name| self.speaker(name));
        self.lines.push(Line { span, speaker, words, markup: markup.map(Arc::new), ..Line::new(text) });
    }

    /// Adds the lines of words that a source gives without lines, each with the name of its speaker: a new line begins
    /// with another speaker, behind a pause, behind the end of a sentence unless the line is short, and within a
    /// sentence that has none.
    pub(super) fn stream<'a>(&mut self, words: impl IntoIterator<Item = (Option<&'a str>, Said<'a>)>) {
        let mut open: Vec<Said> = Vec::new();
        let mut speaker: Option<&str> = None;
        let (mut length, mut ended) = (0, false);
        let mut last: Option<Time> = None;
        for (name, word) in words {
            let pause = match (last, word.span) {
                (Some(last), Some(span)) => span.start - last >= PAUSE,
                _ => false,
            };
            let begins = !word.glued && word.text.chars().any(char::is_alphanumeric);
            // What has no time, as a full stop, is its speaker's who spoke before.
            let other = name != speaker && (begins || word.span.is_some());
            let full = begins && ((ended && length >= SENTENCE) || length >= LONGEST);
            if !open.is_empty() && (other || (pause && !word.glued) || full) {
                self.line_of_words(None, speaker, "", &std::mem::take(&mut open));
                length = 0;
            }
            if open.is_empty() {
                speaker = name;
            }
            length += word.text.chars().count() + 1;
            ended = if word.text.trim().is_empty() { ended } else { ends_sentence(word.text) };
            last = word.span.map(|span| span.end.unwrap_or(span.start)).or(last);
            open.push(word);
        }
        self.line_of_words(None, speaker, "", &open);
    }

    /// Whether no line was added yet.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.iter().next().is_none()
    }

    /// The lines so far, to be gone over once more.
    pub(super) fn lines_mut(&mut self) -> &mut LinesBuilder {
        &mut self.lines
    }

    /// Puts the lines in the order in which they begin, for what gives one channel of a recording behind the other. A
    /// line without times stays behind the one before it.
    pub(super) fn sort_by_start(&mut self) {
        let mut before = Time(i64::MIN);
        let lines = std::mem::take(&mut self.lines).finish();
        let dated = lines.iter().map(|line| {
            before = line.start().unwrap_or(before);
            (before, line.clone())
        });
        let mut dated: Vec<_> = dated.collect();
        dated.sort_by_key(|(start, _)| *start);
        dated.into_iter().for_each(|(_, line)| self.lines.push(line));
    }

    /// The transcript. The roster has all who were named, also those who say nothing.
    pub(super) fn finish(self) -> Transcript {
        Transcript { lines: self.lines.finish(), speakers: self.roster.finish(), meta: Arc::new(self.meta) }
    }
}

/// From the first start to the last end, which is not known where the last to begin has none. `None` when there is no
/// span.
pub(super) fn around(spans: impl Iterator<Item = Span>) -> Option<Span> {
    let (mut start, mut end, mut open) = (None, None, None);
    for span in spans {
        start = Some(start.map_or(span.start, |start: Time| start.min(span.start)));
        end = end.max(span.end);
        if span.end.is_none() {
            open = open.max(Some(span.start));
        }
    }
    Some(Span { start: start?, end: end.filter(|_| end > open) })
}

/// Whether a word ends a sentence, closing marks behind its full stop or none.
fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c));
    word.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// The words as one text, and where each stands in it. Where any word brings its own spaces, all do; else a space
/// stands between two, but before none that is glued, nor before marks that close, nor within scripts without spaces.
fn joined(words: &[Said]) -> (String, Vec<Word>) {
    let spaced = |word: &Said| word.text.starts_with(char::is_whitespace) || word.text.ends_with(char::is_whitespace);
    let own_spaces = words.iter().any(spaced);
    let mut text = String::new();
    let mut placed = Vec::with_capacity(words.len());
    for word in words {
        let clean = newlines(word.text);
        let said = clean.trim();
        if said.is_empty() {
            if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                text.push_str(&clean);
            }
            continue;
        }
        let apart = if own_spaces {
            &clean[..clean.len() - clean.trim_start().len()]
        } else if word.glued || !apart(text.chars().next_back(), said.chars().next()) {
            ""
        } else {
            " "
        };
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push_str(apart);
        }
        let at = text.len() as u32;
        text.push_str(said);
        let at = at..text.len() as u32;
        match placed.last_mut() {
            // Punctuation without a time of its own belongs to the word that it stands behind.
            Some(Word { at: before, .. }) if word.span.is_none() && before.end == at.start => before.end = at.end,
            _ => placed.push(Word { at, span: word.span, confidence: word.confidence }),
        }
        if own_spaces {
            text.push_str(&clean[clean.trim_end().len()..]);
        }
    }
    text.truncate(text.trim_end().len());
    (text, placed)
}

/// Whether a space stands between two words of which one ends and the other begins with these.
fn apart(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let closes = matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '”' | '％' | '%')
        || matches!(after, '。' | '，' | '、' | '；' | '：' | '！' | '？' | '」' | '』' | '）' | '،' | '؟' | '।');
    let opens = matches!(before, '(' | '[' | '{' | '“' | '¿' | '¡' | '「' | '『' | '（');
    let dense = |c| chars::is_unspaced(c) || matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？');
    !closes && !opens && !(dense(before) && dense(after))
}

/// Where words stand in a text, each behind the one before, in whatever case. Those that do not are left out.
fn place(text: &str, words: &[Said]) -> Vec<Word> {
    // A word that is missing must not be found a page further on, nor cost a search through it.
    const AHEAD: usize = 64;
    const MISSED: usize = 512;
    let (mut from, mut missed) = (0, 0);
    let mut placed: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let said = word.text.trim();
        if said.is_empty() {
            continue;
        }
        let near = text.floor_char_boundary(from + AHEAD + 4 * said.len() + missed);
        let found = match said.len() {
            // No word is so long: nothing is looked for in it letter by letter.
            MISSED.. => text[from..near].find(said).map(|at| at..at + said.len()),
            _ => find(&text[from..near], said),
        };
        let Some(found) = found else {
            missed = (missed + said.len() + 1).min(MISSED);
            continue;
        };
        let (start, end) = (from + found.start, from + found.end);
        (from, missed) = (end, 0);
        match placed.last_mut() {
            Some(Word { at, .. }) if word.span.is_none() && at.end as usize == start => at.end = end as u32,
            _ => placed.push(Word { at: start as u32..end as u32, span: word.span, confidence: word.confidence }),
        }
    }
    placed
}

/// Where a word stands in a text first: at its beginning, or where a word begins.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    let mut within = false;
    for (at, c) in text.char_indices() {
        let letter = c.is_alphanumeric() && !chars::is_unspaced(c);
        // What begins with no letter begins wherever it stands.
        if (at == 0 || !within || !letter)
            && let Some(len) = begins_with(&text[at..], word)
        {
            return Some(at..at + len);
        }
        within = letter;
    }
    None
}

/// How many bytes of a text are the word that it begins with, in whatever case; `None` when it begins with another.
fn begins_with(text: &str, word: &str) -> Option<usize> {
    if text.starts_with(word) {
        return Some(word.len());
    }
    let mut rest = text.chars();
    for said in word.chars() {
        let c = rest.next()?;
        if c != said && !c.to_lowercase().eq(said.to_lowercase()) {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// A text with `\n` alone for newlines.
fn newlines(text: &str) -> std::borrow::Cow<'_, str> {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word as `text@millisecond`, `text@` without a time; `_` is a space, `+` before it glues it.
    fn said(word: &str) -> Said<'_> {
        let (glued, word) = word.strip_prefix('+').map_or((false, word), |word| (true, word));
        let (text, at) = word.split_once('@').expect("a word has a time or says that it has none");
        let span = at.parse().ok().map(|at| Span::new(at, at + 100));
        Said { text, span, confidence: None, glued }
    }

    fn show(transcript: &Transcript) -> Vec<String> {
        let line = |line: &Line| {
            let name = transcript.speaker_name(line).map_or(String::new(), |name| format!("{name}: "));
            let words = line.words.iter().flat_map(|words| words.iter());
            let words: Vec<&str> = words.map(|word| &line.text[word.range()]).collect();
            format!("{name}{} [{}]", line.text, words.join("|"))
        };
        transcript.lines.iter().map(line).collect()
    }

    #[test]
    fn words_become_lines() {
        for (words, expected) in [
            (&["a Hello@0", "a +,@", "a there@200", "a .@"][..], &["a: Hello, there. [Hello,|there.]"][..]),
            (&["a Hello@0", "b Yes@200", "b No@300"], &["a: Hello [Hello]", "b: Yes No [Yes|No]"]),
            (&["a One@0", "a two@2000"], &["a: One [One]", "a: two [two]"]),
            (&["a One.@0", "a Two@200"], &["a: One. Two [One.|Two]"]),
            (
                &["a Onesentencethatislongenoughtostandaloneinaline.@0", "a Two@200"],
                &[
                    "a: Onesentencethatislongenoughtostandaloneinaline. [Onesentencethatislongenoughtostandaloneinaline.]",
                    "a: Two [Two]",
                ],
            ),
            (&["a 你@0", "a 好@100", "a 。@", "a ok@300"], &["a: 你好。 ok [你|好。|ok]"]),
        ] {
            let mut builder = TranscriptBuilder::default();
            let words = words.iter().map(|word| word.split_once(' ').expect("a name and a word"));
            builder.stream(words.map(|(name, word)| (Some(name), said(word))));
            assert_eq!(show(&builder.finish()), expected);
        }
    }

    #[test]
    fn a_line_goes_from_its_first_word_to_the_end_of_its_last() {
        let span = |(start, end): (i64, Option<i64>)| Span { start: Time(start), end: end.map(Time) };
        for (spans, expected) in [
            (&[(100, Some(200)), (300, Some(400))][..], Some((100, Some(400)))),
            (&[(300, Some(400)), (100, Some(200))], Some((100, Some(400)))),
            (&[(100, Some(200)), (300, None)], Some((100, None))),
            (&[(100, None), (300, Some(400))], Some((100, Some(400)))),
            (&[(100, None)], Some((100, None))),
            (&[], None),
        ] {
            assert_eq!(around(spans.iter().map(|&known| span(known))), expected.map(span), "{spans:?}");
        }
    }

    #[test]
    fn words_are_found_in_their_text() {
        for (text, words, expected) in [
            ("Hello, there.", &["Hello@0", "there@200"][..], "Hello, there. [Hello|there]"),
            ("one two three", &["one@0", "tow@100", "three@200"], "one two three [one|three]"),
            ("", &[" one@0", "teen@100", " two@200"], "oneteen two [one|teen|two]"),
            ("", &["one@0", " @", " @", "two@200"], "one two [one|two]"),
            ("", &["one@0", "  @", "two @200", " three@300"], "one  two three [one|two|three]"),
            ("a\r\nb", &[], "a\nb []"),
            ("That was a big one", &["a@0", "big@100"], "That was a big one [a|big]"),
            ("Ça va, Ann?", &["ça@0", "VA@100", "ann@200"], "Ça va, Ann? [Ça|va|Ann]"),
            ("$25 today", &["twenty@0", "five@50", "dollars@100", "today@200"], "$25 today [today]"),
            ("他说 ok", &["他@0", "说@100", "ok@200"], "他说 ok [他|说|ok]"),
        ] {
            let mut builder = TranscriptBuilder::default();
            let words: Vec<Said> = words.iter().map(|word| said(word)).collect();
            builder.line_of_words(None, None, text, &words);
            assert_eq!(show(&builder.finish()), [expected]);
        }
        let mut builder = TranscriptBuilder::default();
        for (start, text) in [(Some(500), "c"), (Some(0), "a"), (None, "b"), (Some(500), "d")] {
            builder.line(start.map(Span::from), None, text);
        }
        builder.sort_by_start();
        assert_eq!(show(&builder.finish()), ["a []", "b []", "c []", "d []"]);
        let mut builder = TranscriptBuilder::default();
        builder.line(Some(Span::from(0)), Some("Ann"), " \n");
        assert!(builder.is_empty() && builder.finish().speakers.is_empty(), "nothing was said");
    }
}
