//! Puts a transcript together out of what a format of data says: lines with their words, or words alone.
//!
//! Recognisers name speakers by labels and numbers, say words with and without the text that they stand in, and leave
//! times out. A format hands over what it found, as it found it; here it becomes lines.

use super::speaker_prefix;
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
    /// It stands directly behind the word before, as a full stop does, or the rest of a word that was cut to pieces.
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

    /// The same of words that a source gives beside the text that they stand in, which has the punctuation and the
    /// spelling: the lines are of that text. A text in which no word is found becomes a note.
    pub(super) fn stream_in(&mut self, text: &str, words: &[(Option<&str>, Said)]) {
        let text = newlines(text);
        let text = text.trim();
        let said: Vec<Said> = words.iter().map(|(_, said)| said.clone()).collect();
        let mut pieces: Vec<(Option<&str>, Said)> = Vec::with_capacity(words.len());
        let begins = begins(text, &find(text, &said));
        let mut rest = (0, None);
        for ((name, word), begin) in words.iter().zip(begins) {
            let Some(begin) = begin else { continue };
            if let Some((name, word)) = rest.1.replace((*name, word.clone())) {
                pieces.push((name, Said { text: &text[rest.0..begin], ..word }));
                rest.0 = begin;
            }
        }
        match rest {
            (from, Some((name, word))) => {
                pieces.push((name, Said { text: &text[from..], ..word }));
                self.stream(pieces);
            }
            (_, None) => {
                self.stream(words.iter().cloned());
                self.note(text);
            }
        }
    }

    /// Adds what a source gives as one line although several speak in it: a line each time that a word has another
    /// speaker. Words whose speaker nobody knows are of the one before; without any, the line is `speaker`'s.
    pub(super) fn turns(
        &mut self,
        span: Option<Span>,
        speaker: Option<&str>,
        text: &str,
        words: &[(Option<&str>, Said)],
    ) {
        let said: Vec<Said> = words.iter().map(|(_, said)| said.clone()).collect();
        let first = words.iter().find_map(|(name, _)| *name);
        if words.iter().all(|(name, _)| name.is_none() || *name == first) {
            return self.line_of_words(span, speaker.or(first), text, &said);
        }
        let text = newlines(text);
        let whole = match text.trim() {
            "" => joined(&said).0,
            text => text.to_owned(),
        };
        let begins = begins(&whole, &find(&whole, &said));
        // Where each turn begins: in the text, among the words, and whose it is.
        let mut turns = vec![(0, 0, first)];
        for (at, ((name, _), begin)) in words.iter().zip(begins).enumerate() {
            let before = turns.last().and_then(|(.., name)| *name);
            if let (Some(_), Some(begin)) = (name.filter(|name| Some(*name) != before), begin) {
                turns.push((begin, at, *name));
            }
        }
        let ends = turns[1..].iter().map(|(begin, at, _)| (*begin, *at)).chain([(whole.len(), said.len())]);
        let last = turns.len() - 1;
        for (n, ((begin, at, name), (end, until))) in turns.iter().zip(ends).enumerate() {
            let own = around(said[*at..until].iter().filter_map(|word| word.span));
            let start = if n == 0 { span.or(own) } else { own.or(span) }.map(|span| span.start);
            let end_of = if n == last { span.or(own) } else { own };
            let own = start.map(|start| Span { start, end: end_of.and_then(|span| span.end) });
            self.line_of_words(own, *name, &whole[*begin..end], &said[*at..until]);
        }
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

    /// The transcript of a format in which names may stand before the texts: where nobody was named, they are looked for
    /// there.
    pub(super) fn finish_captions(mut self) -> Transcript {
        let named = self.roster.finish();
        let speakers = if named.is_empty() { speaker_prefix::take_off(&mut self.lines) } else { named };
        Transcript { lines: self.lines.finish(), speakers, meta: Arc::new(self.meta) }
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
        let at = text.len();
        text.push_str(said);
        put(&mut placed, &text, at..text.len(), word);
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
    let dense = |c| is_dense(c) || matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？');
    !(closes || opens || (dense(before) && dense(after)))
}

/// Whether a letter is of a script that puts no spaces between words.
pub(super) fn is_dense(c: char) -> bool {
    let thai_lao = '\u{e00}'..='\u{eff}';
    let burmese = '\u{1000}'..='\u{109f}';
    let khmer = '\u{1780}'..='\u{17ff}';
    chars::is_unspaced(c) || thai_lao.contains(&c) || burmese.contains(&c) || khmer.contains(&c)
}

/// Where words stand in a text, each behind the one before. Those that do not are left out.
fn place(text: &str, words: &[Said]) -> Vec<Word> {
    let mut placed: Vec<Word> = Vec::with_capacity(words.len());
    for (word, at) in words.iter().zip(find(text, words)) {
        if let Some(at) = at {
            put(&mut placed, text, at, word);
        }
    }
    placed
}

/// Where each of these words stands in a text, behind the one before, in whatever case; `None` for one that does not.
fn find(text: &str, words: &[Said]) -> Vec<Option<Range<usize>>> {
    // A word that is missing must not be found a page further on, nor cost a search through it.
    const AHEAD: usize = 64;
    const MISSED: usize = 512;
    let (mut from, mut missed) = (0, 0);
    let place = |word: &Said| {
        let said = word.text.trim();
        if said.is_empty() {
            return None;
        }
        let near = text.floor_char_boundary(from + AHEAD + 4 * said.len() + missed);
        let found = match said.len() {
            // No word is so long: nothing is looked for in it letter by letter.
            MISSED.. => text[from..near].find(said).map(|at| at..at + said.len()),
            _ => find_word(&text[from..near], said),
        };
        let Some(found) = found else {
            missed = (missed + said.len() + 1).min(MISSED);
            return None;
        };
        let start = from + found.start;
        (from, missed) = (from + found.end, 0);
        Some(start..from)
    };
    words.iter().map(place).collect()
}

/// Where a word stands in a text first: at its beginning, or where a word begins.
fn find_word(text: &str, word: &str) -> Option<Range<usize>> {
    let mut within = false;
    for (at, c) in text.char_indices() {
        let letter = c.is_alphanumeric() && !is_dense(c);
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

/// Where in a text each word's part of it begins, the marks that open before it with it: behind the space before it.
fn begins(text: &str, places: &[Option<Range<usize>>]) -> Vec<Option<usize>> {
    let mut from = 0;
    let begin = |place: &Option<Range<usize>>| {
        let Range { start, end } = place.clone()?;
        let before = &text[from..start];
        let opens = before.len() - before.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let begin = if opens < before.len() || from == 0 { start - opens } else { start };
        from = end;
        Some(begin)
    };
    places.iter().map(begin).collect()
}

/// Puts a word behind the others. What stands directly behind one is its part when it is punctuation, has no time of its
/// own, or is glued to it as the rest of a word.
fn put(placed: &mut Vec<Word>, text: &str, at: Range<usize>, word: &Said) {
    let mark = !text[at.clone()].contains(char::is_alphanumeric);
    let part = mark || word.span.is_none() || (word.glued && goes_on(&text[..at.start], &text[at.clone()]));
    match placed.last_mut().filter(|before| part && before.range().end == at.start) {
        Some(before) => {
            let (old, new) = (before.range().len() as f32, at.len() as f32);
            before.confidence = match (before.confidence, word.confidence) {
                (Some(a), Some(b)) if !mark => Some((a * old + b * new) / (old + new)),
                (a, b) => a.or(b),
            };
            before.span = around([before.span, word.span].into_iter().flatten());
            before.at.end = at.end as u32;
        }
        None => placed.push(Word { at: at.start as u32..at.end as u32, span: word.span, confidence: word.confidence }),
    }
}

/// Whether a text that ends so and one that begins so are within one word, where they stand without a space.
fn goes_on(before: &str, after: &str) -> bool {
    let within = |c: char| c.is_alphanumeric() && !is_dense(c);
    let mut after = after.chars();
    let next = match after.next() {
        Some(c) if chars::is_apostrophe(c) => after.next(),
        other => other,
    };
    before.chars().next_back().is_some_and(within) && next.is_some_and(within)
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
    fn a_line_in_which_several_speak_becomes_several() {
        for (text, words, expected) in [
            ("Ready? Nearly.", "a Ready?@100,a Nearly.@300", &["0-900 A: Ready? Nearly."][..]),
            ("Ready? “Nearly.”", "b Ready?@100,? so@200,a Nearly@300", &["0-300 b: Ready?", "300-900 a: “Nearly.”"]),
            ("Ready? 7", "? Ready?@100,b 7@", &["0-900 A: Ready? 7"]),
            (
                "One two three",
                "a One@100,b two@200,a three@300",
                &["0-200 a: One", "200-300 b: two", "300-900 a: three"],
            ),
            ("", "a One@100,b two@200", &["0-200 a: One", "200-900 b: two"]),
            ("One four", "a One@100,b two@200,a four@300", &["0-900 a: One four"]),
        ] {
            let mut builder = TranscriptBuilder::default();
            let words = words.split(',').map(|word| word.split_once(' ').expect("a name and a word"));
            let words: Vec<_> =
                words.map(|(name, word)| (Some(name).filter(|name| *name != "?"), said(word))).collect();
            builder.turns(Some(Span::new(0, 900)), Some("A"), text, &words);
            let t = builder.finish();
            let line = |line: &Line| {
                let span = line.span.expect("it has one");
                let end = span.end.map_or(-1, |end| end.0);
                format!("{}-{end} {}: {}", span.start.0, t.speaker_name(line).unwrap_or_default(), line.text)
            };
            assert_eq!(t.lines.iter().map(line).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn words_are_found_in_their_text() {
        for (text, words, expected) in [
            ("Hello, there.", &["Hello@0", "there@200"][..], "Hello, there. [Hello|there]"),
            ("one two three", &["one@0", "tow@100", "three@200"], "one two three [one|three]"),
            ("", &[" one@0", "teen@100", " two@200"], "oneteen two [one|teen|two]"),
            ("", &[" one@0", "+teen@100", "+'s@150", " two@200"], "oneteen's two [oneteen's|two]"),
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
        for (text, words, expected) in [
            (
                "Mind the step! “Go on,” she said.",
                "mind@0 the@1 step@2 Go@3 on@4 she@5 said@6",
                "Mind|the|step!|“Go|on,”|she|said.",
            ),
            ("So, 20 ferries", "So@0 twenty@1 ferries@2", "So, 20|ferries"),
            ("你好，世界。", "你@0 好@1 世@2 界@3", "你|好，|世|界。"),
            ("สวัสดี", "สวัส@0 ดี@1", "สวัส|ดี"),
        ] {
            let mut builder = TranscriptBuilder::default();
            let words: Vec<_> = words.split(' ').map(|word| (None, said(word))).collect();
            builder.stream_in(text, &words);
            assert_eq!(show(&builder.finish()), [format!("{text} [{expected}]")]);
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
