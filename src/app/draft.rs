//! What is being typed into a field of a panel, until it is in the document. A panel with such fields has one [`Draft`],
//! lets the field report ([`done_in`]), hands that to the draft and writes what comes back into the document; so it is the
//! same for all of them what ends a visit of a field: Escape gives up what was typed, and all else keeps it. What the
//! document cannot take is handed back ([`Draft::refuse`]) and stands in its field until it is typed anew or given up.

use egui::{Key, Response, Ui};

/// What is being typed into one of the fields `F` of a panel.
pub(super) struct Draft<F> {
    /// The field, and what is typed in it.
    typed: Option<(F, String)>,
    /// What was typed before and the document could not take.
    refused: Option<(F, String)>,
}

impl<F> Default for Draft<F> {
    fn default() -> Draft<F> {
        Draft { typed: None, refused: None }
    }
}

/// What was done in a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typing<F> {
    /// Typed; the whole text.
    Typed(F, String),
    /// The field was left, or Enter was pressed in it.
    Left,
    /// What was typed was given up.
    GivenUp,
}

impl<F: PartialEq> Draft<F> {
    /// What is typed in a field, or was refused from it; `None` when nothing was.
    pub(super) fn of(&self, field: &F) -> Option<&str> {
        let mut both = self.typed.iter().chain(&self.refused);
        both.find(|(its, _)| its == field).map(|(_, typed)| typed.as_str())
    }

    /// Takes up what was done in a field. Returns what is to be written into the document: the field and its text.
    pub(super) fn did(&mut self, typing: Typing<F>) -> Option<(F, String)> {
        match typing {
            Typing::Typed(field, typed) => {
                self.refused.take_if(|(its, _)| *its == field);
                let other = self.typed.take_if(|(its, _)| *its != field);
                self.typed = Some((field, typed));
                other
            }
            Typing::Left => self.take(),
            Typing::GivenUp => {
                if self.typed.take().is_none() {
                    self.refused = None;
                }
                None
            }
        }
    }

    /// Takes what is typed out, to be written into the document.
    pub(super) fn take(&mut self) -> Option<(F, String)> {
        self.typed.take()
    }

    /// Keeps what the document could not take in its field. It is not written again before it is typed anew, or Enter is
    /// pressed in its field.
    pub(super) fn refuse(&mut self, field: F, typed: String) {
        self.refused = Some((field, typed));
    }

    /// Whether what stands in a field was refused.
    pub(super) fn is_refused(&self, field: &F) -> bool {
        self.refused.as_ref().is_some_and(|(its, _)| its == field)
    }

    /// Forgets what was refused from a field: the document has come to it another way.
    pub(super) fn settle(&mut self, field: &F) {
        self.refused.take_if(|(its, _)| its == field);
    }
}

/// What was done in a field that was drawn with `typed` as its text now. To be called behind it.
pub(super) fn done_in<F>(ui: &Ui, drawn: &Response, field: F, typed: &str) -> Vec<Typing<F>> {
    let mut done = Vec::new();
    let (escape, enter) = ui.input(|input| (input.key_pressed(Key::Escape), input.key_pressed(Key::Enter)));
    if drawn.changed() || drawn.lost_focus() && enter {
        done.push(Typing::Typed(field, typed.to_owned()));
    }
    if drawn.lost_focus() {
        done.push(if escape { Typing::GivenUp } else { Typing::Left });
    }
    done
}

/// As [`done_in`], for a field in which one thing after the other is typed: it keeps the keyboard at Enter.
pub(super) fn done_in_one_of_many<F>(ui: &Ui, drawn: &Response, field: F, typed: &str) -> Vec<Typing<F>> {
    let done = done_in(ui, drawn, field, typed);
    if drawn.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !typed.trim().is_empty() {
        drawn.request_focus();
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_written_once_unless_it_is_given_up() {
        let typed = |field: u8, text: &str| Typing::Typed(field, text.to_owned());
        for (done, written) in [
            (vec![typed(1, "a"), typed(1, "ab"), Typing::Left, Typing::Left], vec![(1, "ab")]),
            (vec![typed(1, "a"), Typing::GivenUp, Typing::Left], vec![]),
            (vec![typed(1, "a"), typed(2, "b"), Typing::Left], vec![(1, "a"), (2, "b")]),
            (vec![Typing::Left], vec![]),
        ] {
            let mut draft = Draft::default();
            let found: Vec<_> = done.into_iter().filter_map(|typing| draft.did(typing)).collect();
            assert_eq!(found.iter().map(|(field, text)| (*field, text.as_str())).collect::<Vec<_>>(), written);
        }
    }

    #[test]
    fn what_was_refused_stands_in_its_field_until_it_is_typed_anew_or_given_up() {
        let typed = |field: u8, text: &str| Typing::Typed(field, text.to_owned());
        for (done, stands, written) in [
            (vec![], Some("a"), vec![]),
            (vec![Typing::Left], Some("a"), vec![]),
            (vec![typed(2, "b"), Typing::Left], Some("a"), vec![(2, "b")]),
            (vec![typed(1, "ab")], Some("ab"), vec![]),
            (vec![typed(1, "ab"), Typing::Left], None, vec![(1, "ab")]),
            (vec![Typing::GivenUp], None, vec![]),
        ] {
            let mut draft = Draft::default();
            draft.refuse(1, "a".to_owned());
            let found: Vec<_> = done.into_iter().filter_map(|typing| draft.did(typing)).collect();
            assert_eq!(found.iter().map(|(field, text)| (*field, text.as_str())).collect::<Vec<_>>(), written);
            assert_eq!(draft.of(&1), stands);
            assert_eq!(draft.is_refused(&1), draft.refused.is_some());
        }
    }
}
