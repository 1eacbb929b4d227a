//! Lines with their words, as several dialects write them: gathered while a document is gone through, and small.

use crate::formats::builder::{Said, TranscriptBuilder};
use crate::model::{Span, Time};

/// A line as a recogniser writes it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Segment {
    pub(super) span: Option<Span>,
    pub(super) speaker: Option<String>,
    pub(super) text: String,
    pub(super) words: Vec<SegmentWord>,
}

/// A word with its time, its score and its speaker, where they are known.
#[derive(Debug, Default, PartialEq)]
pub(super) struct SegmentWord {
    pub(super) text: String,
    pub(super) span: Option<Span>,
    pub(super) confidence: Option<f32>,
    pub(super) speaker: Option<String>,
}

impl SegmentWord {
    pub(super) fn said(&self) -> (Option<&str>, Said<'_>) {
        let said = Said { text: &self.text, span: self.span, confidence: self.confidence, glued: false };
        (self.speaker.as_deref(), said)
    }
}

/// The words with who says each. Where words bring the spaces before them, one that has none is the rest of another.
fn said(words: &[SegmentWord]) -> impl Iterator<Item = (Option<&str>, Said<'_>)> {
    let spaced = |word: &SegmentWord| word.text.starts_with(char::is_whitespace);
    let own_spaces = words.iter().any(spaced);
    words.iter().map(move |word| {
        let (name, said) = word.said();
        (name, Said { glued: own_spaces && !spaced(word), ..said })
    })
}

/// Adds the segments as lines. Where no segment has words, those that stand beside all of them go where they are spoken.
pub(super) fn add(builder: &mut TranscriptBuilder, mut segments: Vec<Segment>, beside: Vec<SegmentWord>) {
    if segments.iter().all(|segment| segment.words.is_empty()) {
        spread(&mut segments, beside);
    }
    let mut words = Vec::new();
    for segment in &segments {
        words.clear();
        words.extend(said(&segment.words));
        builder.turns(segment.span, segment.speaker.as_deref(), &segment.text, &words);
    }
}

/// Gives each segment the words that are spoken in it, by the middle of each. Those behind the last one are its own too.
fn spread(segments: &mut [Segment], words: Vec<SegmentWord>) {
    let mut words = words.into_iter().peekable();
    for at in 0..segments.len() {
        let next = segments.get(at + 1).and_then(|next| next.span).map(|span| span.start);
        let end = match segments[at].span.and_then(|span| span.end) {
            _ if at + 1 == segments.len() => None,
            end => end.or(next),
        };
        let within = |word: &SegmentWord| {
            let middle = word.span.map(|span| Time(i64::midpoint(span.start.0, span.end.unwrap_or(span.start).0)));
            middle.is_none_or(|middle| end.is_none_or(|end| middle <= end))
        };
        while let Some(word) = words.next_if(within) {
            segments[at].words.push(word);
        }
    }
}

/// Whether these texts, of a file that should have lines, are single words: nearly all are, and few end a sentence.
pub(super) fn are_words<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut single, mut sentences) = (0_usize, 0_usize, 0_usize);
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        all += 1;
        single += usize::from(!text.contains(char::is_whitespace));
        sentences += usize::from(text.ends_with(['.', '!', '?', '…', '。', '！', '？']));
    }
    all > 2 && single * 10 >= all * 9 && sentences * 2 < all
}

/// Adds segments of which each is a word: as lines of several.
pub(super) fn add_words(builder: &mut TranscriptBuilder, words: Vec<Segment>) {
    let said = |word: &Segment| SegmentWord { text: word.text.clone(), span: word.span, ..SegmentWord::default() };
    let spoken: Vec<_> = words.iter().map(|word| (word.speaker.as_deref(), said(word))).collect();
    builder.stream(spoken.iter().map(|(speaker, word)| (*speaker, word.said().1)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_words_are_told_from_lines() {
        for (texts, expected) in [
            ("I|am|your|ferryman.", true),
            ("Yes.|No.|Yes.", false),
            ("Well, then|so|it|is", false),
            ("Hello|there", false),
            ("Bonjour. Ça va ?|Oui.|Bien.", false),
            ("", false),
        ] {
            assert_eq!(are_words(texts.split('|')), expected, "{texts}");
        }
    }
}
