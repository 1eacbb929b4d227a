//! The glossary of the project: right forms, and the forms in which they were heard.

use crate::app::App;
use crate::app::action::Action;
use crate::app::files::Purpose;
use crate::app::open::Open;
use crate::app::panels::Tab;
use crate::app::strip::{Offer, Topic};
use crate::app::theme;
use crate::document::save::{self, Expect};
use crate::edit;
use crate::glossary;
use crate::jobs::{self, Job, Poll};
use crate::model::{GlossaryEntry, Message, Problem, message};
use egui::{Button, Id, RichText, ScrollArea, TextEdit, Ui};
use std::path::PathBuf;

/// What a person did in the glossary panel.
#[derive(Clone, Debug)]
pub enum GlossaryAction {
    /// Added what was typed: `Right form = heard so, or so`.
    Add(String),
    /// Took the names out of a description or a list.
    Take(String),
    /// Took an entry out, counted from 0.
    Remove(usize),
    /// Wrote an entry anew, as it is typed when it is added.
    Write(usize, String),
    /// Saw the entry that was added last.
    Shown,
    /// Asked for a file to read entries from.
    Import,
    /// Asked for a file to write them into.
    Export,
}

/// A glossary file that is being read or written.
#[derive(Default)]
pub struct GlossaryFiles {
    reading: Option<Job<Result<Read, String>>>,
    writing: Option<(PathBuf, Job<Result<(), String>>)>,
    /// The right form that was added or written last, until the list has come to it.
    landed: Option<String>,
}

/// The entries of a file; what could not be read of it, with the file and the line.
type Read = (Vec<GlossaryEntry>, Vec<Problem>);

impl App {
    /// Carries out what was done in the glossary panel.
    pub(in crate::app) fn perform_glossary(&mut self, action: GlossaryAction) {
        match action {
            GlossaryAction::Import => return self.ask_for_glossary(),
            GlossaryAction::Export => {
                let kind = ("Glossary".to_owned(), vec!["txt".to_owned(), "csv".to_owned()]);
                return self.ask_where_to_write(Purpose::GlossaryExport, kind);
            }
            _ => {}
        }
        let Some(open) = &self.open else { return };
        let known = open.transcript().meta.glossary.clone();
        match action {
            GlossaryAction::Add(text) => {
                let (entries, problems) = glossary::read(&text);
                match problems.first() {
                    Some(problem) => self.strip.say(format!("Not added: {}", crate::messages::text(&problem.message))),
                    None if entries.is_empty() => self.strip.say(format!("“{}” is no entry", text.trim())),
                    None => {}
                }
                self.land(entries, message!("edit-glossary-add-several"));
            }
            GlossaryAction::Take(text) => {
                let found = glossary::from_description(&text);
                self.strip.say(taken(&known, &found));
                self.land(found, message!("edit-glossary-add-several"));
            }
            GlossaryAction::Remove(at) if at < known.len() => {
                self.change_glossary(message!("edit-glossary-remove", form = &known[at].form), |glossary| {
                    drop(glossary.remove(at))
                });
            }
            GlossaryAction::Write(at, text) => self.write_entry(&known, at, &text),
            GlossaryAction::Shown => self.glossary.landed = None,
            _ => {}
        }
    }

    /// Adds entries, and shows the first of them where it lands.
    fn land(&mut self, entries: Vec<GlossaryEntry>, label: Message) {
        self.glossary.landed = entries.first().map(|entry| entry.form.clone());
        self.change_glossary(label, |glossary| merge(glossary, entries));
    }

    /// Writes an entry anew, or says why it stays as it was.
    fn write_entry(&mut self, known: &[GlossaryEntry], at: usize, text: &str) {
        let (entries, problems) = glossary::read(text);
        let Some(old) = known.get(at) else { return };
        let double = |new: &GlossaryEntry| known.iter().enumerate().any(|(n, other)| n != at && other.form == new.form);
        let why = match entries.first() {
            Some(new) if double(new) => format!("there is an entry {} already", new.form),
            Some(new) => {
                let new = new.clone();
                self.glossary.landed = Some(new.form.clone());
                return self.change_glossary(message!("edit-glossary-entry"), |glossary| glossary[at] = new);
            }
            None => problems
                .into_iter()
                .next()
                .map_or_else(|| "nothing is left of it".to_owned(), |problem| crate::messages::text(&problem.message)),
        };
        self.strip.say(format!("The entry {} stays as it was: {why}. The × takes it out", old.form));
    }

    fn change_glossary(&mut self, label: Message, change: impl FnOnce(&mut Vec<GlossaryEntry>)) {
        let Some(open) = &mut self.open else { return };
        let t = open.transcript().clone();
        open.edit(edit::meta::change(&t, label, |meta| change(&mut meta.glossary)), None);
    }

    /// Reads a glossary file that was picked.
    pub(in crate::app) fn import_glossary(&mut self, path: PathBuf) {
        let wake = self.ctx.clone();
        let work = move |_: &jobs::Cancel| {
            let text = crate::document::read_text(&path).map_err(|error| crate::messages::text(&error.message()))?;
            let (entries, mut problems) = glossary::read(&text);
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            problems.iter_mut().for_each(|problem| *problem = problem.in_file(&name));
            Ok((entries, problems))
        };
        self.glossary.reading = Some(jobs::spawn("glossary", move || wake.request_repaint(), work));
    }

    /// Writes the glossary into a file that was picked: CSV when its name says so, plain text otherwise.
    pub(in crate::app) fn export_glossary(&mut self, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let (t, to, wake) = (open.transcript().clone(), path.clone(), self.ctx.clone());
        let work = move |_: &jobs::Cancel| {
            let is_csv = to.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            let glossary = &t.meta.glossary;
            let text = if is_csv { glossary::write_csv(glossary) } else { glossary::write_text(glossary) };
            save::write_file(&to, Expect::Anything, text.as_bytes())
                .map(drop)
                .map_err(|error| crate::messages::text(&error.message()))
        };
        self.glossary.writing = Some((path, jobs::spawn("glossary", move || wake.request_repaint(), work)));
    }

    /// Takes up glossary files that were read or written.
    pub(in crate::app) fn poll_glossary(&mut self) {
        if let Some(job) = self.glossary.reading.take() {
            match job.poll() {
                Poll::Pending => self.glossary.reading = Some(job),
                Poll::Ready(Ok((entries, problems))) => self.take_up_glossary(entries, problems),
                Poll::Ready(Err(error)) => self.strip.fail(error),
                Poll::Failed => {}
            }
        }
        if let Some((path, job)) = self.glossary.writing.take() {
            match job.poll() {
                Poll::Pending => self.glossary.writing = Some((path, job)),
                Poll::Ready(Ok(())) => self.strip.whisper(format!("The glossary is in {}", path.display())),
                Poll::Ready(Err(error)) => self.strip.fail(error),
                Poll::Failed => {}
            }
        }
    }

    fn take_up_glossary(&mut self, entries: Vec<GlossaryEntry>, problems: Vec<Problem>) {
        let n = entries.len();
        self.land(entries, message!("edit-glossary-import"));
        let mut text = format!("{n} {} read into the glossary", if n == 1 { "entry" } else { "entries" });
        if let Some(problem) = problems.first() {
            let more = problems.len() - 1;
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            text.push_str(&format!(" · {}{more}", crate::messages::text(&problem.message)));
        }
        let what = Offer { name: "What".to_owned(), action: Action::Show(Some(Tab::Notes)) };
        let offers = if problems.is_empty() { Vec::new() } else { vec![what] };
        if let Some(open) = &mut self.open {
            open.problems.extend(problems);
        }
        match offers.is_empty() {
            true => self.strip.tell(Topic::Other, text, offers),
            false => self.strip.offer(Topic::Other, String::new(), text, offers),
        }
    }

    /// Draws the glossary panel.
    pub(in crate::app) fn glossary_panel(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let help = "Right forms of names, with the forms in which they were heard: Lefebvre = Lefèbre, le fèvre";
        ui.label(RichText::new(help).small().color(palette.quiet));
        if let Some(text) = field(ui, "glossary: add", "Add an entry, press Enter", "new entry of the glossary", false)
        {
            actions.push(Action::Glossary(GlossaryAction::Add(text)));
        }
        let hint = "Paste a description or a list of names";
        if let Some(text) = field(ui, "glossary: take", hint, "description to take names from", true) {
            actions.push(Action::Glossary(GlossaryAction::Take(text)));
        }
        ui.horizontal(|ui| {
            if ui.button("Import…").clicked() {
                actions.push(Action::Glossary(GlossaryAction::Import));
            }
            if ui.add_enabled(!open.transcript().meta.glossary.is_empty(), Button::new("Export…")).clicked() {
                actions.push(Action::Glossary(GlossaryAction::Export));
            }
        });
        ui.add_space(6.0);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for (at, entry) in open.transcript().meta.glossary.iter().enumerate() {
                self.glossary_entry(ui, at, entry, actions);
            }
            ui.add_space(14.0);
        });
    }

    fn glossary_entry(&self, ui: &mut Ui, at: usize, entry: &GlossaryEntry, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        let written = glossary::write_text(std::slice::from_ref(entry)).trim_end().to_owned();
        let id = Id::unique((message!("edit-glossary-entry"), at));
        let mut text: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| written.clone());
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - 34.0;
            let entered = egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, egui::Key::Enter);
            let edit = TextEdit::multiline(&mut text).id(id).desired_rows(1).desired_width(width).return_key(entered);
            let field = ui.add(edit);
            field.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, format!("entry {}", entry.form))
            });
            if self.glossary.landed.as_ref() == Some(&entry.form) {
                field.scroll_to_me(Some(egui::Align::Center));
                actions.push(Action::Glossary(GlossaryAction::Shown));
            }
            if field.has_focus() {
                ui.data_mut(|data| data.insert_temp(id, text.clone()));
                if ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                    field.surrender_focus();
                }
            }
            if field.lost_focus() {
                ui.data_mut(|data| data.remove::<String>(id));
                if text != written && !ui.input(|input| input.key_pressed(egui::Key::Escape)) {
                    actions.push(Action::Glossary(GlossaryAction::Write(at, text.replace('\n', " "))));
                }
            }
            let gone = ui.add(Button::new(RichText::new("×").color(palette.quiet)).frame(false));
            gone.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("take {} out", entry.form))
            });
            if gone.clicked() {
                actions.push(Action::Glossary(GlossaryAction::Remove(at)));
            }
        });
    }
}

/// A field that keeps what is typed until it is taken. Returns the text when it is: at Enter, or with the button
/// below a field of several lines.
fn field(ui: &mut Ui, id: &'static str, hint: &'static str, name: &'static str, tall: bool) -> Option<String> {
    let id = Id::unique(id);
    let mut text: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let edit = if tall { TextEdit::multiline(&mut text).desired_rows(2) } else { TextEdit::singleline(&mut text) };
    let response = ui.add(edit.id(id).hint_text(hint).desired_width(f32::INFINITY));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    let entered = !tall && response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let pressed = tall && ui.add_enabled(!text.trim().is_empty(), Button::new("Take the names out of it")).clicked();
    let taken = (entered || pressed).then(|| std::mem::take(&mut text)).filter(|text| !text.trim().is_empty());
    if taken.is_some() && !tall {
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, text));
    taken
}

fn merge(glossary: &mut Vec<GlossaryEntry>, entries: Vec<GlossaryEntry>) {
    for entry in entries {
        glossary::merge(glossary, entry);
    }
}

/// What was taken out of a description, and what was not: a sentence.
fn taken(known: &[GlossaryEntry], found: &[GlossaryEntry]) -> String {
    let is_known = |entry: &&GlossaryEntry| known.iter().any(|other| other.form == entry.form);
    let (old, new): (Vec<_>, Vec<_>) = found.iter().partition(is_known);
    let forms = |entries: &[&GlossaryEntry]| {
        let forms: Vec<&str> = entries.iter().map(|entry| entry.form.as_str()).collect();
        forms.join(", ")
    };
    let mut text = match new.len() {
        0 if old.is_empty() => return "No name was found in it: put each on a line of its own".to_owned(),
        0 => "Nothing new was found in it".to_owned(),
        1 => format!("Taken: {}", forms(&new)),
        n => format!("{n} taken: {}", forms(&new)),
    };
    if !old.is_empty() {
        text.push_str(&format!(" · in the glossary already: {}", forms(&old)));
    }
    if !new.is_empty() {
        text.push_str(" · all else is taken for no name");
    }
    text
}
