//! What is said of a document that was just opened: as what it was read, what can be done next, and what was odd.

use super::desk::Counts;
use super::keys::Id;
use super::request::Request;
use super::series::{self, SeriesMemory};
use super::strip::{Offer, Strip, Topic};
use crate::document::Opened;
use crate::formats::{self, Options};
use crate::messages::text;
use crate::model::{Message, Transcript, message, rolls, turns};
use std::path::PathBuf;

/// A document that was read, with what is said of it.
pub(super) struct Read {
    /// The document.
    pub opened: Opened,
    /// Its file, if it was read from one that a person can open again.
    pub path: Option<PathBuf>,
    /// What its series knows.
    pub series: SeriesMemory,
    /// What is said of it.
    pub said: Summary,
    /// What is counted of its lines.
    pub counts: Counts,
}

/// What is said of a document that was just opened.
#[derive(Default)]
pub(super) struct Summary {
    parts: Vec<Message>,
    offers: Vec<Offer>,
    /// It waits for an answer.
    asks: bool,
    /// Something went wrong.
    wrong: bool,
    /// The formats as which it can be opened again.
    again: Vec<Offer>,
}

impl Summary {
    /// Says it.
    pub(super) fn say(self, strip: &mut Strip) {
        match (self.wrong, self.asks) {
            (true, _) => strip.fail_with(self.parts, self.offers),
            (false, true) => strip.offer(Topic::Opened, None, self.parts, self.offers),
            (false, false) => strip.tell(Topic::Opened, self.parts, self.offers),
        }
        if !self.again.is_empty() {
            strip.choose(text!("opening-opened-as"), self.again);
        }
    }

    fn add(&mut self, message: Message, offer: Option<&str>) {
        self.parts.push(message);
        let show_notes = |name: &str| Offer::new(name, Request::Show(Some("notes")));
        self.offers.extend(offer.map(show_notes));
    }
}

/// Looks at a document that was opened, and at what lies beside it. Reads all lines and the file of a series.
pub(super) fn look_at(opened: Opened, path: Option<PathBuf>) -> Read {
    let document = &opened.document;
    let place = document.path().or_else(|| document.source_path());
    let series = place.map(series::beside).unwrap_or_default();
    let (marked, counts) = marks(document.transcript());
    let said = said_of(&opened, &series, marked);
    Read { opened, path, series, said, counts }
}

/// `marked` is how many turns are marked by a dash, and how many of them inside a line.
fn said_of(opened: &Opened, series: &SeriesMemory, (marked, inside): (usize, usize)) -> Summary {
    let (document, problems) = (&opened.document, &opened.problems);
    let t = document.transcript();
    let lines = t.lines.len();
    let mut said = Summary::default();
    if opened.copy {
        said.wrong = true;
        said.add(message!("opening-damaged", lines = lines, lost = problems.len()), Some(text!("opening-details")));
    } else if opened.is_project {
        said.add(message!("opening-project", n = lines), None);
    } else {
        let format = document.source().and_then(|source| formats::named(&source.format));
        let format = format.map_or("", |format| format.name);
        let marked = if t.speakers.is_empty() { marked } else { 0 };
        let opening = message!("opening-as", format = format, n = lines);
        let marked = (marked > 0).then(|| message!("opening-turns-marked", n = marked));
        let inside = (inside > 0).then(|| message!("opening-turns-inside", n = inside));
        said.asks = inside.is_some();
        if said.asks {
            said.offers.push(Offer::run(text!("opening-split"), Id("split-turns")));
        }
        let with_marked = |opening, marked| message!("opening-as-marked", opening = opening, marked = marked);
        let opening = marked.into_iter().fold(opening, with_marked);
        let and_asks = |opening, asks| message!("opening-and-asks", opening = opening, asks = asks);
        said.add(inside.into_iter().fold(opening, and_asks), None);
        if opened.table.as_ref().is_some_and(|table| !table.is_plain) {
            said.offers.push(Offer::run(text!("opening-columns"), Id("set-columns")));
        }
        let rolls: usize = rolls::repeats(&t.lines).iter().map(|repeat| repeat.rows).sum();
        if rolls > 0 {
            said.asks = true;
            said.parts.push(message!("opening-rolls", n = rolls));
            said.offers.push(Offer::run(text!("opening-collapse"), Id("collapse-roll")));
        }
    }
    let notes: usize = t.meta.notes.iter().map(|note| note.lines().count()).sum();
    if !opened.is_project && notes > 0 {
        said.add(message!("opening-notes", n = notes), Some(text!("opening-show")));
    }
    if !opened.copy && !problems.is_empty() {
        said.add(message!("opening-problems", n = problems.len()), Some(text!("opening-details")));
    }
    if let Some(first) = series.problems.first() {
        let first = message!("opening-series-problem", first = first.message.clone(), more = series.problems.len() - 1);
        said.add(first, Some(text!("opening-details")));
    }
    if !opened.is_project && !opened.copy && document.source_path().is_some() {
        let again = |format: &&formats::Format| Offer::new(format.name, Request::OpenAs(format.id, Options::default()));
        said.again = formats::ALL.iter().map(again).collect();
    }
    said
}

/// How many turns are marked by a dash, and how many of them inside a line; with what the desk counts of the lines. Goes
/// through them once.
fn marks(t: &Transcript) -> ((usize, usize), Counts) {
    let mut counts = Counts::default();
    let marks = t.lines.iter().fold((0, 0), |(marked, inside), line| {
        let within = turns::marks_inside(&line.text).len();
        counts.add(line, within);
        (marked + usize::from(turns::mark(&line.text).is_some()) + within, inside + within)
    });
    (marks, counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;

    #[test]
    fn what_is_counted_while_reading_is_what_the_desk_would_count() {
        for (texts, marked) in [
            (vec![], (0, 0)),
            (vec!["Bonjour.", "Au revoir."], (0, 0)),
            (vec!["-Bonjour. -Et vous ? -Bien.", "-Au revoir."], (4, 2)),
            (vec![">> Hello. >> Hi.", "Oui. -Non."], (3, 2)),
        ] {
            let line = |text: &&str| Line { checked: text.len() > 11, ..Line::new(*text) };
            let t = Transcript { lines: texts.iter().map(line).collect(), ..Transcript::default() };
            let (found, counts) = marks(&t);
            assert_eq!(found, marked, "{texts:?}");
            let checked = texts.iter().filter(|text| text.len() > 11).count();
            let to_split = texts.iter().filter(|text| !turns::marks_inside(text).is_empty()).count();
            assert_eq!(counts, Counts { checked, to_split }, "{texts:?}");
            assert_eq!(Counts::of(t.lines.iter()), counts, "{texts:?}");
        }
    }
}
