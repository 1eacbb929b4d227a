//! What is being typed into a field of a panel, until it is in the document. A panel with such fields has one [`Draft`],
//! lets the field report ([`done_in`]), hands that to the draft and writes what comes back into the document; so it is the
//! same for all of them what ends a visit of a field: Escape gives up what was typed, and all else keeps it.

use egui::{Key, Response, Ui};

/// What is being typed into one of the fields `F` of a panel.
pub(super) struct Draft<F>(Option<(F, String)>);

impl<F> Default for Draft<F> {
    fn default() -> Draft<F> {
        Draft(None)
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
    /// What is typed in a field; `None` when nothing is.
    pub(super) fn of(&self, field: &F) -> Option<&str> {
        self.0.as_ref().filter(|(its, _)| its == field).map(|(_, typed)| typed.as_str())
    }

    /// The field that is being typed into.
    pub(super) fn field(&self) -> Option<&F> {
        self.0.as_ref().map(|(field, _)| field)
    }

    /// Takes up what was done in a field. Returns what is to be written into the document: the field and its text.
    pub(super) fn did(&mut self, typing: Typing<F>) -> Option<(F, String)> {
        match typing {
            Typing::Typed(field, typed) => {
                let other = self.0.take_if(|(its, _)| *its != field);
                self.0 = Some((field, typed));
                other
            }
            Typing::Left => self.take(),
            Typing::GivenUp => {
                self.0 = None;
                None
            }
        }
    }

    /// Takes what is typed out, to be written into the document.
    pub(super) fn take(&mut self) -> Option<(F, String)> {
        self.0.take()
    }
}

/// What was done in a field that was drawn with `typed` as its text now. To be called behind it.
pub(super) fn done_in<F>(ui: &Ui, drawn: &Response, field: F, typed: &str) -> Vec<Typing<F>> {
    let mut done = Vec::new();
    let escape = ui.input(|input| input.key_pressed(Key::Escape));
    if drawn.changed() {
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
}
