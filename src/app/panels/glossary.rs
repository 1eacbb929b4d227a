//! The Glossary panel: right forms, and the forms in which they were heard; what was marked as correct, and being asked
//! about it again.

use crate::analysis::Kind;
use crate::app::caret;
use crate::app::draft::{Draft, Typing, done_in, done_in_one_of_many};
use crate::app::effects::{Effects, Landing};
use crate::app::held::{self, HeldList};
use crate::app::in_view::{Heights, ListRow};
use crate::app::keys::{CTRL, press};
use crate::app::look::Look;
use crate::app::panel::{MenuPart, Panel};
use crate::app::request::{By, Out, Pick, Request, Wanted};
use crate::app::strip::{Offer, Topic};
use crate::app::task::Task;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{labelled, link, one_row, plain, quiet};
use crate::document::{self, OpenError, SaveError};
use crate::edit;
use crate::glossary;
use crate::jobs::Cancel;
use crate::messages::{self, text};
use crate::model::{GlossaryEntry, Known, Message, Problem, message};
use egui::text::TextFormat;
use egui::{
    Align, Button, FontId, Id, Key, KeyboardShortcut, Label, Layout, Modifiers, Response, RichText, Role, TextEdit, Ui,
    WidgetInfo,
};
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The glossary of the project as it is being written.
#[derive(Default)]
pub(crate) struct Glossary {
    /// The entry that is being typed: `Right form = heard so, or so`.
    entry: Draft<Field>,
    /// A description whose names are added.
    description: String,
    /// The right form that was added or written last, until the list has come to it.
    landed: Option<String>,
    reading: Task<PathBuf, Result<Read, OpenError>>,
    /// How tall the entries are, and what was marked as correct.
    entries: RefCell<Heights>,
    marked: RefCell<Heights>,
    /// How tall the heading of what was marked as correct is, in points.
    heading: Cell<f32>,
}

/// A field in which an entry is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// That of the entry of a right form.
    Entry(String),
    /// That of one that is to be added.
    New,
}

/// Space below the list, in points.
const BELOW: f32 = 14.0;

/// The entries of a file; what could not be read of it, with the file and the line.
type Read = (Vec<GlossaryEntry>, Vec<Problem>);

/// The question for a file to read.
const IMPORT: &str = "import";
/// The question for a file to write.
const EXPORT: &str = "export";

/// What a person did in the panel.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Typed an entry, or left its field.
    Entry(Typing<Field>),
    /// Typed or pasted a description or a list.
    TypeDescription(String),
    /// Added a word of the text.
    AddWord(String),
    /// Asked for the names in it to be added.
    AddNames(String),
    /// Removed the entry of this right form.
    Remove(String),
    /// Wants to be asked again about what was marked as correct.
    AskAgain(Known),
    /// Saw the entry that was added last.
    Shown,
    /// Asked for a file to read entries from.
    Import,
    /// Asked for a file to write them into.
    Export,
}

impl Panel for Glossary {
    const ID: &'static str = "glossary";
    const KEYS: &'static [KeyboardShortcut] = &[press(CTRL, Key::Num7)];

    type Action = Action;

    fn poll(&mut self, fx: &mut Effects<'_>) {
        match self.reading.poll(fx.window.strip) {
            Some((_, Ok((entries, problems)))) => self.take_up(entries, problems, fx),
            Some((_, Err(error))) => fx.fail(error.message()),
            None => {}
        }
    }

    fn picked(&mut self, question: &'static str, path: PathBuf, over: bool, fx: &mut Effects<'_>) {
        match question {
            IMPORT => self.import(path, fx),
            _ => export(path, over, fx),
        }
    }

    fn keep_typed(&mut self, fx: &mut Effects<'_>) {
        let Some(typed) = self.entry.take() else { return };
        let had = matches!(&typed.0, Field::Entry(form) if fx.ctx.memory(|memory| memory.has_focus(entry_id(form))));
        self.write_typed(typed, fx);
        // The field of an entry is known by its right form, which may be another one now.
        if let Some(form) = self.landed.as_ref().filter(|_| had) {
            caret::put_at_end(fx.ctx, entry_id(form));
        }
    }

    fn ui(&self, ui: &mut Ui, look: &Look<'_>, out: &mut Out<Action>) {
        let meta = &look.desk.transcript().meta;
        quiet(ui, text!("glossary-about"));
        self.new_entry(ui, out);
        self.new_description(ui, out);
        ui.horizontal(|ui| {
            if ui.button(text!("glossary-import")).clicked() {
                out.act(Action::Import);
            }
            if ui.add_enabled(!meta.glossary.is_empty(), Button::new(text!("glossary-export"))).clicked() {
                out.act(Action::Export);
            }
        });
        ui.add_space(6.0);
        let (all, known) = (&meta.glossary, &meta.known);
        let row = |at: usize| {
            let entry = &all[at];
            let is_typed = self.entry.of(&Field::Entry(entry.form.clone())).is_some();
            ListRow::new((&entry.form, &entry.heard), is_typed || self.landed.as_ref() == Some(&entry.form))
        };
        let entries = self.entries.borrow().tops(all.len(), row);
        let marked = self.marked.borrow().tops(known.len(), |at| of_marked(&known[at]));
        // The entries, then what was marked as correct, below its heading.
        let top = |at: usize| match at.checked_sub(all.len()) {
            Some(0) if known.is_empty() => entries[at] + BELOW,
            Some(below) => {
                let end = if below == known.len() { BELOW } else { 0.0 };
                entries[all.len()] + self.heading.get() + marked[below] + end
            }
            None => entries[at],
        };
        let key = |at: usize| match at.checked_sub(all.len()) {
            Some(below) => held::key((&known[below].kind, &known[below].form, &known[below].line)),
            None => held::key(&all[at].form),
        };
        let (id, len) = (Id::unique("glossary: list"), all.len() + known.len());
        HeldList { id, len, key: &key, top: &top, current: None }.show(ui, |ui| {
            let draw = |ui: &mut Ui, at: usize| self.entry(ui, look.palette, &all[at], out);
            self.entries.borrow_mut().show(ui, all.len(), row, draw);
            self.marked_as_correct(ui, look.palette, known, out);
            ui.add_space(BELOW);
        });
    }

    fn menu(&self, part: &MenuPart, ui: &mut Ui, _look: &Look<'_>, out: &mut Out<Action>) {
        let MenuPart::Answers(of) = part else { return };
        if ui.button(text!("glossary-add-word", word = &of.word)).clicked() {
            out.act(Action::AddWord(of.word.clone()));
            ui.close();
        }
    }

    fn perform(&mut self, action: Action, fx: &mut Effects<'_>) {
        match action {
            Action::Entry(typing) => {
                if let Some(typed) = self.entry.did(typing) {
                    self.write_typed(typed, fx);
                }
            }
            Action::TypeDescription(text) => self.description = text,
            Action::AddWord(form) => {
                let entry = GlossaryEntry { form, heard: Vec::new() };
                let said = added(&fx.desk.transcript().meta.glossary, std::slice::from_ref(&entry));
                fx.whisper(said);
                self.land(&[entry], fx);
            }
            Action::AddNames(text) => self.add_names(&text, fx),
            Action::Remove(form) => drop(fx.desk.edit(edit::glossary::remove(fx.desk.transcript(), &form))),
            Action::AskAgain(known) => drop(fx.desk.edit(edit::glossary::ask_again(fx.desk.transcript(), &known))),
            Action::Shown => self.landed = None,
            Action::Import => {
                let ask = Wanted::ToRead {
                    title: text!("glossary-import-title").into(),
                    verb: text!("glossary-read").into(),
                    extensions: vec!["txt".to_owned(), "csv".to_owned()],
                };
                fx.request(Request::Pick(Pick { ask, by: asked_by(IMPORT) }));
            }
            Action::Export => {
                let ask = Wanted::ToWrite {
                    title: text!("glossary-export-title").into(),
                    verb: text!("glossary-write").into(),
                    kind: text!("glossary-kind").into(),
                    extensions: vec!["txt".to_owned(), "csv".to_owned()],
                    suffix: ".glossary",
                };
                fx.request(Request::Pick(Pick { ask, by: asked_by(EXPORT) }));
            }
        }
    }
}

fn asked_by(question: &'static str) -> By {
    By::Panel { panel: Glossary::ID, question }
}

// What is done with entries

impl Glossary {
    /// Adds entries in one step, and shows the first of them where it lands.
    fn land(&mut self, entries: &[GlossaryEntry], fx: &mut Effects<'_>) {
        self.landed = entries.first().map(|entry| entry.form.clone());
        fx.desk.edit(edit::glossary::add_all(fx.desk.transcript(), entries));
    }

    /// Writes an entry that was typed.
    fn write_typed(&mut self, (field, text): (Field, String), fx: &mut Effects<'_>) {
        match field {
            Field::Entry(form) => self.write(&form, &text.replace('\n', " "), fx),
            Field::New if text.trim().is_empty() => {}
            Field::New => self.add(text, fx),
        }
    }

    /// Adds what was typed. What cannot be read stays in its field.
    fn add(&mut self, text: String, fx: &mut Effects<'_>) {
        let (entries, problems) = glossary::read(&text);
        match problems.first() {
            Some(problem) => fx.say(message!("glossary-not-added", why = problem.message.clone())),
            None if entries.is_empty() => fx.say(message!("glossary-no-entry", text = text.trim())),
            None => {}
        }
        self.land(&entries, fx);
        if entries.is_empty() {
            self.entry.refuse(Field::New, text);
        }
    }

    fn add_names(&mut self, text: &str, fx: &mut Effects<'_>) {
        self.description.clear();
        let found = glossary::from_description(text);
        let said = added(&fx.desk.transcript().meta.glossary, &found);
        fx.say(said);
        self.land(&found, fx);
    }

    /// Writes an entry anew, or says why it stays as it was; then what was typed stays in its field.
    fn write(&mut self, old: &str, text: &str, fx: &mut Effects<'_>) {
        let all = &fx.desk.transcript().meta.glossary;
        let Some(at) = all.iter().position(|entry| entry.form == old) else { return };
        if written(&all[at]) == text {
            return;
        }
        let (entries, problems) = glossary::read(text);
        let Some(new) = entries.into_iter().next() else {
            self.entry.refuse(Field::Entry(old.to_owned()), text.to_owned());
            return fx.say(match problems.first() {
                Some(problem) => message!("glossary-stays", form = old, why = problem.message.clone()),
                None => message!("glossary-stays", form = old, why = message!("glossary-nothing-left")),
            });
        };
        if all.iter().enumerate().any(|(n, other)| n != at && other.form == new.form) {
            let why = message!("glossary-is-there", form = &new.form);
            self.entry.refuse(Field::Entry(old.to_owned()), text.to_owned());
            return fx.say(message!("glossary-stays", form = old, why = why));
        }
        self.landed = Some(new.form.clone());
        fx.desk.edit(edit::glossary::write(fx.desk.transcript(), old, &new));
    }
}

/// What was added from a description, and what was not.
fn added(known: &[Arc<GlossaryEntry>], found: &[GlossaryEntry]) -> Message {
    let is_known = |entry: &&GlossaryEntry| known.iter().any(|other| other.form == entry.form);
    let (old, new): (Vec<_>, Vec<_>) = found.iter().partition(is_known);
    let forms = |entries: &[&GlossaryEntry]| entries.iter().map(|entry| entry.form.clone()).collect::<Vec<String>>();
    match (new.len(), old.len()) {
        (0, 0) => message!("glossary-none-found"),
        (0, _) => message!("glossary-none-new", known = forms(&old)),
        (n, 0) => message!("glossary-added", n = n, forms = forms(&new)),
        (n, _) => message!("glossary-added-and-known", n = n, forms = forms(&new), known = forms(&old)),
    }
}

// Glossaries in files

impl Glossary {
    /// Reads a file. It goes with the document that it is read for.
    fn import(&mut self, path: PathBuf, fx: &mut Effects<'_>) {
        let from = path.clone();
        self.reading.start(fx.ctx, "glossary", path, move |_| {
            let text = document::read_text(&from)?;
            let (entries, mut problems) = glossary::read(&text);
            let name = from.file_name().unwrap_or(from.as_os_str()).to_string_lossy().into_owned();
            problems.iter_mut().for_each(|problem| *problem = problem.in_file(&name));
            Ok((entries, problems))
        });
    }

    /// Takes up what was read, and says what could not be.
    fn take_up(&mut self, entries: Vec<GlossaryEntry>, problems: Vec<Problem>, fx: &mut Effects<'_>) {
        let n = entries.len();
        self.land(&entries, fx);
        match problems.as_slice() {
            [] => fx.strip.tell(Topic::Other, message!("glossary-imported", n = n), Vec::new()),
            [first, rest @ ..] => {
                let why = first.message.clone();
                let said = match rest.len() {
                    0 => message!("glossary-imported-but", n = n, why = why),
                    more => message!("glossary-imported-but-more", n = n, why = why, more = more),
                };
                let details = Offer::new(text!("glossary-details"), Request::Show(Some("notes")));
                fx.offer(Topic::Other, None, said, vec![details]);
            }
        }
        fx.desk.problems.extend(problems);
    }
}

/// Writes the glossary into a file that was picked: CSV when its name says so, plain text otherwise.
fn export(path: PathBuf, over: bool, fx: &mut Effects<'_>) {
    let (t, to) = (fx.desk.transcript().clone(), path.clone());
    let source = fx.desk.document().source_path().map(Path::to_owned);
    let work = move |_: &Cancel| {
        let is_csv = to.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let all = &t.meta.glossary;
        let text = if is_csv { glossary::write_csv(all) } else { glossary::write_text(all) };
        document::write_export(&to, over, source.as_deref(), text.as_bytes())
    };
    fx.write("glossary", path.clone(), work, move |result: Result<(), SaveError>, mut landing| match result {
        Ok(()) => landing.window().whisper(message!("glossary-exported", path = path.display().to_string())),
        Err(error) => match (error, landing) {
            (SaveError::Exists(path), Landing::Here(fx)) => {
                fx.request(Request::Overwrite { path, by: asked_by(EXPORT) });
            }
            (error, mut landing) => landing.window().fail(error.message()),
        },
    });
}

// How it is drawn

impl Glossary {
    /// The field for a new entry, which is added at Enter.
    fn new_entry(&self, ui: &mut Ui, out: &mut Out<Action>) {
        let mut text = self.entry.of(&Field::New).unwrap_or_default().to_owned();
        let field = TextEdit::singleline(&mut text).hint_text(text!("glossary-add-hint"));
        let field = ui.add(field.id(Id::unique("glossary: add")).desired_width(f32::INFINITY));
        let field = named(field, text!("glossary-add"));
        done_in_one_of_many(ui, &field, Field::New, &text)
            .into_iter()
            .for_each(|typing| out.act(Action::Entry(typing)));
    }

    /// The field for a description, with the button that adds the names in it.
    fn new_description(&self, ui: &mut Ui, out: &mut Out<Action>) {
        let mut text = self.description.clone();
        let field = TextEdit::multiline(&mut text).desired_rows(2).hint_text(text!("glossary-description-hint"));
        let field = ui.add(field.id(Id::unique("glossary: description")).desired_width(f32::INFINITY));
        let field = named(field, text!("glossary-description"));
        let add = ui.add_enabled(!text.trim().is_empty(), Button::new(text!("glossary-add-names")));
        if add.clicked() {
            out.act(Action::AddNames(text));
        } else if field.changed() {
            out.act(Action::TypeDescription(text));
        }
    }

    fn entry(&self, ui: &mut Ui, palette: &Palette, entry: &GlossaryEntry, out: &mut Out<Action>) {
        let of = Field::Entry(entry.form.clone());
        let mut text = self.entry.of(&of).map_or_else(|| written(entry), str::to_owned);
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - 34.0;
            let new_line = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
            let field = TextEdit::multiline(&mut text).id(entry_id(&entry.form)).desired_rows(1);
            let field = ui.add(field.desired_width(width).return_key(new_line));
            field.widget_info(|| {
                WidgetInfo::labeled(Role::TextInput, true, text!("glossary-entry", form = &entry.form))
            });
            if self.landed.as_ref() == Some(&entry.form) {
                field.scroll_to_me(Some(Align::Center));
                out.act(Action::Shown);
            }
            if field.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                field.surrender_focus();
            }
            done_in(ui, &field, of, &text).into_iter().for_each(|typing| out.act(Action::Entry(typing)));
            let gone = ui.add(Button::new(RichText::new("×").color(palette.quiet)).frame(false));
            if labelled(gone, &text!("glossary-remove", form = &entry.form)).clicked() {
                out.act(Action::Remove(entry.form.clone()));
            }
        });
    }

    /// What was marked as correct, each with a button to be asked about it again.
    fn marked_as_correct(&self, ui: &mut Ui, palette: &Palette, known: &[Arc<Known>], out: &mut Out<Action>) {
        if known.is_empty() {
            return;
        }
        let end = ui.cursor().top();
        ui.add_space(12.0);
        ui.label(RichText::new(text!("glossary-marked")).font(theme::strong_font(theme::PANEL_SIZE)));
        quiet(ui, text!("glossary-marked-about"));
        self.heading.set(ui.cursor().top() - end);
        let draw = |ui: &mut Ui, at: usize| marked(ui, palette, &known[at], out);
        self.marked.borrow_mut().show(ui, known.len(), |at| of_marked(&known[at]), draw);
    }
}

/// A row of what was marked as correct.
fn of_marked(known: &Known) -> ListRow {
    ListRow::new((&known.kind, &known.form, &known.line), false)
}

/// An entry as it is typed.
fn written(entry: &GlossaryEntry) -> String {
    glossary::write_text(std::slice::from_ref(entry)).trim_end().to_owned()
}

/// The id of the field of an entry, by its right form.
fn entry_id(form: &str) -> Id {
    Id::unique(("glossary entry", form))
}

/// Gives a text field its name for a screen reader.
fn named(field: Response, name: &str) -> Response {
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    field
}

/// A line about what was marked as correct.
fn marked(ui: &mut Ui, palette: &Palette, known: &Known, out: &mut Out<Action>) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let again = labelled(link(ui, text!("glossary-ask-again")), &asks_again(known));
            if again.clicked() {
                out.act(Action::AskAgain(known.clone()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let small = TextFormat { font_id: FontId::proportional(theme::SMALL_SIZE), ..plain(palette.quiet) };
                let mut job = one_row(ui.available_width());
                job.append(about(known), 0.0, plain(palette.ink));
                let reason = reason(known);
                job.append(&reason, 8.0, small);
                ui.add(Label::new(job).truncate()).on_hover_text(reason);
            });
        });
    });
}

/// What was marked as correct: a form, or a whole line.
fn about(known: &Known) -> &str {
    match &known.line {
        Some(line) if known.form.is_empty() => line,
        _ => &known.form,
    }
}

/// What a screen reader calls the button that asks again.
fn asks_again(known: &Known) -> String {
    text!("glossary-ask-again-about", form = about(known))
}

/// What was the matter with it, and the line when only that place is right.
fn reason(known: &Known) -> String {
    let kind = Kind::of_id(&known.kind);
    let kind = kind.map_or_else(|| known.kind.clone(), |kind| messages::text(&kind.name()));
    match &known.line {
        Some(line) if !known.form.is_empty() => text!("glossary-marked-here", kind = kind, line = line),
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<GlossaryEntry> {
        glossary::read(text).0
    }

    #[test]
    fn what_was_added_from_a_description_is_said() {
        for (known, found, said) in [
            ("", "", "No name was found in it: put each on a line of its own"),
            ("Ann\nBen", "Ben\nAnn", "Nothing new was found in it · in the glossary already: Ben, Ann"),
            ("Ben", "Ann", "Added: Ann · nothing else in it is taken for a name"),
            ("", "Ann\nBen", "2 added: Ann, Ben · nothing else in it is taken for a name"),
            ("Ben", "Ann\nBen", "Added: Ann · in the glossary already: Ben · nothing else in it is taken for a name"),
        ] {
            assert_eq!(
                messages::text(&added(&entries(known).into_iter().map(Arc::new).collect::<Vec<_>>(), &entries(found))),
                said,
                "{found} beside {known}"
            );
        }
    }

    #[test]
    fn what_was_marked_as_correct_is_told_apart() {
        let known = |form: &str, line: Option<&str>| Known {
            kind: Kind::UnknownWord.id().to_owned(),
            form: form.to_owned(),
            line: line.map(str::to_owned),
        };
        for (known, what, why) in [
            (known("glouftard", None), "glouftard", "Unknown words"),
            (known("glouftard", Some("Le glouftard.")), "glouftard", "Unknown words · only in “Le glouftard.”"),
            (known("", Some("Le glouftard.")), "Le glouftard.", "Unknown words"),
        ] {
            assert_eq!((about(&known), reason(&known).as_str()), (what, why));
        }
    }
}
