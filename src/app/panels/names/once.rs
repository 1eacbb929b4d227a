//! "Correct once": after a correction by hand, the other places that may want the same are looked for in the background
//! and offered in the strip.

use crate::analysis::names::correct_once::{Others, alike, replaced};
use crate::analysis::names::{self, Pair, Place};
use crate::analysis::source::Source;
use crate::app::effects::Effects;
use crate::app::keys::Id;
use crate::app::strip::{Offer, Topic};
use crate::app::task::Task;
use crate::document::Revision;
use crate::edit::Edit;
use crate::message;
use crate::messages::text;
use crate::model::Text;
use std::sync::Arc;

/// What a correction by hand could also change: looked for, then offered.
#[derive(Default)]
pub(super) struct Once {
    /// What was corrected, until its other places are known.
    correction: Option<Correction>,
    search: Task<(Correction, Revision), Others>,
    offered: Option<Offered>,
}

/// A correction by hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Correction {
    /// The row that was corrected.
    pub row: usize,
    /// What stood there.
    pub wrong: String,
    /// What stands there now.
    pub right: String,
}

/// What a correction by hand could also change.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offered {
    /// The correction.
    pub correction: Correction,
    /// The other places.
    pub others: Others,
}

impl Once {
    /// After a correction of a line, whose text was `before`: its other places are looked for.
    pub(super) fn corrected(&mut self, row: usize, before: &Text, fx: &Effects<'_>) {
        let Some(line) = fx.desk.transcript().lines.get(row) else { return };
        let Some(lexicon) = fx.desk.review.lexicon() else { return };
        let Some((wrong, right)) = replaced(before, &line.text, lexicon) else { return };
        if fx.settings.never_offered.contains(&wrong) {
            return;
        }
        self.search.stop();
        self.correction = Some(Correction { row, wrong, right });
    }

    /// Offers the places that were found, and looks for those that are wanted.
    pub(super) fn poll(&mut self, fx: &mut Effects<'_>) {
        let now = fx.desk.document().revision();
        // What was found before an edit may stand elsewhere by now.
        if let Some(((correction, revision), others)) = self.search.poll(fx.window.strip)
            && revision == now
            && self.correction.as_ref() == Some(&correction)
        {
            self.correction = None;
            self.offer(Offered { correction, others }, fx);
        }
        if let Some(correction) = &self.correction {
            let input = (correction.clone(), now);
            match fx.desk.review.lexicon().map(Arc::clone) {
                Some(lexicon) if !self.search.broke_over(&input) => {
                    let (t, Correction { wrong, right, .. }) = (fx.desk.transcript().clone(), correction.clone());
                    self.search.start_if_stale(fx.ctx, "alike", input, None, || {
                        move |cancel| alike(&t, &lexicon, &wrong, &right, cancel)
                    });
                }
                _ => self.correction = None,
            }
        }
        if self.offered.is_none() {
            fx.strip.withdraw(Topic::Alike);
        }
    }

    fn offer(&mut self, offered: Offered, fx: &mut Effects<'_>) {
        let (same, sound) = (offered.others.same.len(), offered.others.alike.len());
        let said = match (same, sound) {
            (0, 0) => return,
            (same, 0) => message!("names-same", n = same),
            (0, sound) => message!("names-sound-alike", n = sound),
            (same, sound) => {
                let (same, sound) = (message!("names-same", n = same), message!("names-sound-alike", n = sound));
                message!("names-same-and-alike", same = same, alike = sound)
            }
        };
        let mut offers = vec![Offer::run(text!("names-offer-review"), Id("review-offer"))];
        if same > 0 {
            offers.push(Offer::run(text!("names-offer-replace", n = same), Id("take-offer")));
        }
        offers.push(Offer::run(text!("names-offer-never"), Id("never-offer")));
        let Correction { wrong, right, .. } = &offered.correction;
        let subject = message!("names-correction", wrong = wrong, right = right);
        fx.offer(Topic::Alike, Some(subject), said, offers);
        self.offered = Some(offered);
    }

    /// Whether something is offered.
    pub(super) fn has_offer(&self) -> bool {
        self.offered.is_some()
    }

    /// Takes what is offered, if anything is.
    pub(super) fn take(&mut self) -> Option<Offered> {
        self.offered.take()
    }

    /// Lets what is wanted and what is offered follow an edit. Both stand as long as neither what was corrected nor a
    /// place that wants the same is touched.
    pub(super) fn follow(&mut self, edit: &Edit) {
        self.correction = self.correction.take().and_then(|correction| correction.after(edit));
        self.offered = self.offered.take().and_then(|offered| offered.after(edit));
    }
}

impl Correction {
    fn after(self, edit: &Edit) -> Option<Correction> {
        (!touches(edit, self.row)).then(|| Correction { row: edit.map_row(self.row), ..self })
    }
}

impl Offered {
    /// All its places as a name that is probably wrong.
    pub(super) fn pair(&self) -> Pair {
        let mut places: Vec<Place> = self.others.same.iter().chain(&self.others.alike).cloned().collect();
        places.sort_by_key(|place| (place.row, place.at.start));
        Pair {
            wrong: self.correction.wrong.clone(),
            right: self.correction.right.clone(),
            score: 1.0,
            because: message!("because-by-hand"),
            sure: false,
            difference: names::Difference::Letters,
            source: Source::Glossary,
            places,
        }
    }

    fn after(self, edit: &Edit) -> Option<Offered> {
        let Offered { correction, mut others } = self;
        let correction = correction.after(edit)?;
        for place in others.same.iter_mut().chain(&mut others.alike) {
            if touches(edit, place.row) {
                return None;
            }
            place.row = edit.map_row(place.row);
        }
        Some(Offered { correction, others })
    }
}

/// Whether an edit writes a row anew or deletes it.
fn touches(edit: &Edit, row: usize) -> bool {
    edit.splices.iter().any(|splice| (splice.at..splice.at + splice.old.len()).contains(&row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;
    use crate::model::{Line, Transcript};

    fn place(row: usize) -> Place {
        Place { row, at: 0..6, over: 0..6, with: "Taquerel".to_owned() }
    }

    #[test]
    fn an_offer_follows_edits_until_one_touches_what_it_is_about() {
        let lines = ["Avec Taquerel.", "Takrel", "Rien", "Takrel"].map(Line::new);
        let t = Transcript { lines: lines.into_iter().collect(), ..Transcript::default() };
        let correction = Correction { row: 0, wrong: "Takrel".to_owned(), right: "Taquerel".to_owned() };
        let others = Others { same: vec![place(1)], alike: vec![place(3)] };
        let offered = Offered { correction, others };
        for (what, edit, rows) in [
            ("a line above all", edit::structure::insert(&t, 0), Some((1, 2, 4))),
            ("a line between", edit::structure::insert(&t, 2), Some((0, 1, 4))),
            ("another line", edit::text::set(&t, 2, "Tout"), Some((0, 1, 3))),
            ("the corrected line", edit::text::set(&t, 0, "Avec Takrel."), None),
            ("a place that is the same", edit::text::set(&t, 1, "Lui"), None),
            ("a place that sounds alike", edit::structure::delete(&t, [3]), None),
        ] {
            let after = edit.and_then(|edit| offered.clone().after(&edit));
            let at =
                after.map(|offered| (offered.correction.row, offered.others.same[0].row, offered.others.alike[0].row));
            assert_eq!(at, rows, "{what}");
        }
    }

    #[test]
    fn what_is_offered_is_one_name_with_its_places_in_the_order_of_the_text() {
        let correction = Correction { row: 0, wrong: "Takrel".to_owned(), right: "Taquerel".to_owned() };
        let others = Others { same: vec![place(2), place(5)], alike: vec![place(1), place(3)] };
        let pair = Offered { correction, others }.pair();
        assert_eq!(pair.places.iter().map(|place| place.row).collect::<Vec<_>>(), [1, 2, 3, 5]);
        assert!(!pair.sure, "nobody but the person knows it to be wrong");
    }
}
