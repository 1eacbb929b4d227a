//! What is lost when a transcript is written in a format, said before it happens.

use super::held::{is_early, notes_between};
use super::{Format, Holds, Known, Options, Written, is_prose, read, speaker_prefix, write};
use crate::model::{Line, Message, Transcript, message};

/// Something that a transcript has and a format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The name of the format.
    pub format: &'static str,
    /// What it cannot hold.
    pub what: Lost,
}

/// What a format cannot hold: what its [`Holds`] lacks, and what would be read otherwise than it is now. Numbers are
/// those of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// When lines begin.
    Times,
    /// That lines have no times: theirs are made up.
    Untimed,
    /// When lines end.
    Ends,
    /// That nobody knows when lines end: their ends are made up.
    OpenEnds(usize),
    /// When lines begin that begin before 0: they begin at 0.
    BeforeZero(usize),
    /// Who speaks.
    Speakers,
    /// Who speaks in some lines.
    SomeSpeakers(usize),
    /// Times and confidences of single words.
    Words,
    /// When single words are spoken in lines whose text is changed or broken on the way.
    SomeWords,
    /// Which lines a person has checked.
    Checked,
    /// In which language it is.
    Language,
    /// Title, notes and chapters.
    Notes,
    /// Some of the title, notes and chapters.
    SomeNotes,
    /// So many notes that stand between lines.
    NotesBetween(usize),
    /// Where lines begin and end.
    Lines,
    /// The texts of some lines, such as line breaks within them.
    SomeTexts(usize),
    /// When some lines begin.
    SomeTimes(usize),
}

impl Loss {
    /// What it is that is lost, in a sentence without a full stop.
    pub fn message(&self) -> Message {
        let format = self.format;
        let what = match self.what {
            Lost::Times => message!("lost-times"),
            Lost::Untimed => message!("lost-untimed"),
            Lost::Ends => message!("lost-ends"),
            Lost::OpenEnds(n) => message!("lost-open-ends", n = n),
            Lost::BeforeZero(n) => message!("lost-before-zero", n = n),
            Lost::Speakers => message!("lost-speakers"),
            Lost::SomeSpeakers(n) => return message!("loss-some-speakers", format = format, n = n),
            Lost::Words => message!("lost-words"),
            Lost::SomeWords => return message!("loss-some-words"),
            Lost::Checked => message!("lost-checked"),
            Lost::Language => message!("lost-language"),
            Lost::Notes => message!("lost-notes"),
            Lost::SomeNotes => return message!("loss-some-notes", format = format),
            Lost::NotesBetween(n) => message!("lost-notes-between", n = n),
            Lost::Lines => return message!("loss-lines", format = format),
            Lost::SomeTexts(n) => return message!("loss-some-texts", format = format, n = n),
            Lost::SomeTimes(n) => return message!("loss-some-times", format = format, n = n),
        };
        message!("loss", format = format, what = what)
    }
}

/// What would be lost if the transcript were written in a format and read again. Empty when nothing is.
///
/// A format for people, in which a text may look like a name or a time, is written and read for it.
pub fn losses(transcript: &Transcript, format: &Format) -> Vec<Loss> {
    let Holds {
        times,
        untimed,
        ends,
        open_ends,
        before_zero,
        speakers,
        named_in_text,
        words,
        checked,
        language,
        notes,
    } = format.holds;
    let lines = &transcript.lines;
    let meta = &transcript.meta;
    let described = meta.title.is_some() || !meta.notes.is_empty() || !meta.chapters.is_empty();
    let timed = || lines.iter().any(|line| line.span.is_some());
    let ended = || lines.iter().any(|line| line.span.is_some_and(|span| span.end.is_some()));
    let count =
        |asked: bool, of: fn(&Line) -> bool| if asked { lines.iter().filter(|line| of(line)).count() } else { 0 };
    let open = count(ends && !open_ends, |line| line.span.is_some_and(|span| span.end.is_none()));
    let early = count(times && !before_zero, is_early);
    let between = if notes { 0 } else { notes_between(transcript, format).len() };
    let misread = if named_in_text { speaker_prefix::misread(transcript) } else { 0 };
    let lacks = [
        (!times && timed(), Lost::Times),
        (!untimed && lines.iter().any(|line| line.span.is_none()), Lost::Untimed),
        (times && !ends && ended(), Lost::Ends),
        (open > 0, Lost::OpenEnds(open)),
        (early > 0, Lost::BeforeZero(early)),
        (!speakers && !named_in_text && lines.iter().any(|line| line.speaker.is_some()), Lost::Speakers),
        (misread > 0, Lost::SomeSpeakers(misread)),
        (!words && lines.iter().any(|line| line.words.is_some()), Lost::Words),
        (!checked && lines.iter().any(|line| line.checked), Lost::Checked),
        (!language && meta.language.is_some(), Lost::Language),
        (!notes && described, Lost::Notes),
        (between > 0, Lost::NotesBetween(between)),
    ];
    let lacks = lacks.into_iter().filter_map(|(lost, what)| lost.then_some(what));
    let changed = if is_prose(format) { changed(transcript, format) } else { Vec::new() };
    lacks.chain(changed).map(|what| Loss { format: format.name, what }).collect()
}

/// What is read otherwise of what is written.
fn changed(transcript: &Transcript, format: &Format) -> Vec<Lost> {
    let Some(Written::Text(text)) = write(transcript, format, &Options::default()) else { return Vec::new() };
    let known = Known { extension: format.extensions.first().copied(), ..Known::default() };
    let Ok(reading) = read(text.into_bytes(), known) else {
        return if transcript.lines.is_empty() { Vec::new() } else { vec![Lost::Lines] };
    };
    let again = reading.transcript;
    let Holds { times, speakers, notes, .. } = format.holds;
    let described = |t: &Transcript| (t.meta.title.clone(), t.meta.notes.clone(), t.meta.chapters.clone());
    let mut lost = Vec::new();
    if notes && described(&again) != described(&super::held(transcript, format)) {
        lost.push(Lost::SomeNotes);
    }
    if again.lines.len() != transcript.lines.len() {
        lost.push(Lost::Lines);
        return lost;
    }
    let differ = |of: &dyn Fn(&Line, &Line) -> bool| {
        transcript.lines.iter().zip(again.lines.iter()).filter(|(before, after)| of(before, after)).count()
    };
    let texts = differ(&|before, after| before.text != after.text);
    let names = differ(&|before, after| transcript.speaker_name(before) != again.speaker_name(after));
    let starts = differ(&|before, after| before.start() != after.start());
    lost.extend((texts > 0).then_some(Lost::SomeTexts(texts)));
    lost.extend((speakers && names > 0).then_some(Lost::SomeSpeakers(names)));
    lost.extend((times && starts > 0).then_some(Lost::SomeTimes(starts)));
    lost
}
