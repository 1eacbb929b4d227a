//! The dock: panels that show what the table cannot. Each can be closed; the table alone is enough.
//!
//! A panel is one file or folder here, and one line in the list below; see [`Panel`].

pub(super) mod changes;
pub(super) mod chapters;
pub(super) mod export;
pub(super) mod find;
pub(super) mod findings;
pub(super) mod glossary;
pub(super) mod names;
pub(super) mod notes;
pub(super) mod speakers;

use super::command::{Command, Spec};
use super::desk::Event;
use super::effects::Effects;
use super::look::Look;
use super::marks::Mark;
use super::panel::{DialogFrame, Holds, Left, MenuPart, Panel, Proposed, Remark, keyboard_id};
use super::request::{Act, Out};
use egui::{Context, KeyboardShortcut, ScrollArea, Ui};
use std::path::PathBuf;

/// Every panel, in the order of their tabs: a line each.
macro_rules! all_panels {
    ($each:ident) => {
        $each! {
            Names(names::Names),
            Findings(findings::Findings),
            Speakers(speakers::Speakers),
            Changes(changes::Changes),
            Export(export::Export),
            Find(find::Find),
            Glossary(glossary::Glossary),
            Notes(notes::Notes),
            Chapters(chapters::Chapters),
        }
    };
}

/// What is known of a panel without a document.
#[derive(Clone, Copy)]
pub(super) struct PanelInfo {
    /// What settings and commands call it.
    pub id: &'static str,
    /// Whether it always has a tab.
    pub always: bool,
    /// The parts of what is left to be done in it.
    pub left: &'static [&'static str],
    /// What its count counts.
    pub counts: fn() -> &'static str,
    /// The keys that show it.
    pub keys: &'static [KeyboardShortcut],
    /// What it has of the keyboard.
    pub keyboard: fn(&Context) -> Holds,
    /// The declarations of its commands.
    pub specs: fn() -> Vec<&'static Spec>,
}

/// The name of a panel's commands' declarations.
fn specs<P: Panel + 'static>() -> Vec<&'static Spec> {
    P::commands().iter().map(|command: &'static Command<P>| &command.spec).collect()
}

macro_rules! define {
    ($($name:ident($panel:ty)),* $(,)?) => {
        /// All panels, in the order of their tabs.
        pub(super) const ALL: &[PanelInfo] = &[$(PanelInfo {
            id: <$panel as Panel>::ID,
            always: <$panel as Panel>::ALWAYS,
            left: <$panel as Panel>::LEFT,
            counts: <$panel as Panel>::counts,
            keys: <$panel as Panel>::KEYS,
            keyboard: <$panel as Panel>::keyboard,
            specs: specs::<$panel>,
        }),*];

        /// The panels of a document.
        #[derive(Default)]
        #[allow(non_snake_case, reason = "a panel's field is called as its type")]
        pub(super) struct Panels {
            $($name: $panel,)*
        }

        /// An action of one of the panels.
        #[derive(Clone, Debug)]
        pub(super) enum PanelAction {
            $(
                #[allow(missing_docs, reason = "the action of the panel of that name")]
                $name(<$panel as Panel>::Action),
            )*
        }

        impl Panels {
            /// What happened on the desk, for the panels to follow.
            pub(super) fn happened(&mut self, event: &Event, fx: &mut Effects<'_>) {
                match event {
                    Event::Edited(edit, after) => { $(self.$name.follow(edit, after);)* }
                    Event::Corrected { row, before } => { $(self.$name.corrected(*row, before, &mut fx.reborrow());)* }
                }
            }

            /// Lets all panels take up what was made in the background.
            pub(super) fn poll(&mut self, fx: &mut Effects<'_>) {
                $(self.$name.poll(&mut fx.reborrow());)*
            }

            /// The project was saved.
            pub(super) fn saved(&mut self, fx: &mut Effects<'_>) {
                $(self.$name.saved(&mut fx.reborrow());)*
            }

            /// Lets what is typed in the fields of all panels take effect.
            pub(super) fn keep_typed(&mut self, fx: &mut Effects<'_>) {
                $(self.$name.keep_typed(&mut fx.reborrow());)*
            }

            /// Carries out an action.
            pub(super) fn perform(&mut self, action: PanelAction, fx: &mut Effects<'_>) {
                match action {
                    $(PanelAction::$name(action) => self.$name.perform(action, fx),)*
                }
            }

            /// A panel was shown.
            pub(super) fn shown(&mut self, panel: &str, fx: &mut Effects<'_>) {
                $(if panel == <$panel as Panel>::ID {
                    if <$panel as Panel>::WALKED {
                        let id = keyboard_id(panel);
                        fx.ctx.memory_mut(|memory| memory.request_focus(id));
                    }
                    self.$name.shown(&mut fx.reborrow());
                })*
            }

            /// A panel is not shown any more.
            pub(super) fn hidden(&mut self, panel: &str, fx: &mut Effects<'_>) {
                $(if panel == <$panel as Panel>::ID {
                    self.$name.keep_typed(&mut fx.reborrow());
                })*
            }

            /// A file was picked that a panel asked for.
            pub(super) fn picked(&mut self, panel: &str, question: &'static str, path: PathBuf, over: bool, fx: &mut Effects<'_>) {
                $(if panel == <$panel as Panel>::ID {
                    return self.$name.picked(question, path, over, fx);
                })*
            }

            /// How much there is in a panel.
            pub(super) fn count(&self, panel: &str, look: &Look<'_>) -> Option<usize> {
                $(if panel == <$panel as Panel>::ID {
                    return self.$name.count(look);
                })*
                None
            }

            /// What a panel has in its field; `None` when nothing is typed there.
            pub(super) fn field(&self, panel: &str) -> Option<String> {
                $(if panel == <$panel as Panel>::ID {
                    return self.$name.field();
                })*
                None
            }

            /// What is left to be done, in the order of the panels, with the panel that shows it.
            pub(super) fn left(&self, look: &Look<'_>) -> Vec<(&'static str, Left)> {
                let mut all = Vec::new();
                $(all.extend(self.$name.left(look).into_iter().map(|left| (<$panel as Panel>::ID, left)));)*
                all
            }

            /// What the line at the bottom says of the current row, of the first panel that has something to say.
            pub(super) fn status(&self, look: &Look<'_>, ctx: &Context) -> Option<String> {
                $(if !look.settings.shows_panel(<$panel as Panel>::ID) && let Some(status) = self.$name.status(look, ctx) {
                    return Some(status);
                })*
                None
            }

            /// The marks of a row's text.
            pub(super) fn marks(&self, look: &Look<'_>, row: usize, text: &str) -> Vec<Mark> {
                let mut marks = Vec::new();
                $(self.$name.mark(look, row, text, &mut marks);)*
                marks
            }

            /// What is said of the text at a place of a row.
            pub(super) fn remark(&self, look: &Look<'_>, ctx: &Context, row: usize, byte: usize) -> Option<Remark> {
                $(if let Some(remark) = self.$name.remark(look, ctx, row, byte) {
                    return Some(remark);
                })*
                None
            }

            /// Draws what panels can do at a place of the table, in its menu.
            pub(super) fn menu(&self, part: &MenuPart, ui: &mut Ui, look: &Look<'_>, out: &mut Out<PanelAction>) {
                $(
                    let mut own = Out::default();
                    self.$name.menu(part, ui, look, &mut own);
                    hand_on(own, out, PanelAction::$name);
                )*
            }

            /// Who is proposed as the speaker of a row.
            pub(super) fn proposed(&self, look: &Look<'_>, row: usize) -> Option<Proposed> {
                $(if let Some(proposed) = self.$name.proposed(look, row) {
                    return Some(proposed);
                })*
                None
            }

            /// Draws a panel.
            pub(super) fn ui(&self, panel: &str, ui: &mut Ui, look: &Look<'_>, out: &mut Out<PanelAction>) {
                $(if panel == <$panel as Panel>::ID {
                    let mut own = Out::default();
                    match <$panel as Panel>::SCROLLS {
                        true => scrolled(ui, |ui| self.$name.ui(ui, look, &mut own)),
                        false => self.$name.ui(ui, look, &mut own),
                    }
                    hand_on(own, out, PanelAction::$name);
                })*
            }

            /// The dialog that one of the panels has open.
            pub(super) fn dialog(&self) -> Option<DialogFrame> {
                $(if let Some(dialog) = self.$name.dialog() {
                    return Some(dialog);
                })*
                None
            }

            /// Draws the dialog that one of the panels has open.
            pub(super) fn dialog_ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<PanelAction>) {
                $(if self.$name.dialog().is_some() {
                    let mut own = Out::default();
                    self.$name.dialog_ui(ui, look, &mut own);
                    return hand_on(own, out, PanelAction::$name);
                })*
            }

            /// Closes the dialog that one of the panels has open.
            pub(super) fn close_dialog(&mut self) {
                $(if self.$name.dialog().is_some() {
                    return self.$name.close_dialog();
                })*
            }

            /// Whether a command of a panel applies, by its place among the panel's commands.
            pub(super) fn applies(&self, panel: &str, command: usize, look: &Look<'_>, ctx: &Context) -> bool {
                $(if panel == <$panel as Panel>::ID {
                    let command = <$panel as Panel>::commands().get(command);
                    return command.is_some_and(|command| (command.applies)(&self.$name, look, ctx));
                })*
                false
            }

            /// Runs a command of a panel, by its place among the panel's commands.
            pub(super) fn run(&mut self, panel: &str, command: usize, fx: &mut Effects<'_>) {
                $(if panel == <$panel as Panel>::ID {
                    if let Some(command) = <$panel as Panel>::commands().get(command) {
                        (command.run)(&mut self.$name, fx);
                    }
                    return;
                })*
            }
        }
    };
}

all_panels!(define);

/// Hands on what was done in a panel as what was done in one of them.
fn hand_on<A>(own: Out<A>, out: &mut Out<PanelAction>, wrap: impl Fn(A) -> PanelAction) {
    for act in own.into_acts() {
        match act {
            Act::Own(action) => out.act(wrap(action)),
            Act::Ask(request) => out.ask(request),
        }
    }
}

fn scrolled(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        content(ui);
        ui.add_space(14.0);
    });
}
