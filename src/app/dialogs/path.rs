//! Choosing a file or a folder, where the system has no dialog for it.
//!
//! What is typed is a path. Its folder is listed, in a job and never in a frame; the rest of it filters the list. So typing,
//! Tab, the arrow keys and the mouse all do the same: they change the path.

use super::action::{DialogAction, entered};
use crate::app::chooser::{entry_selecting, heading, list_item, list_keys};
use crate::app::purpose::Purpose;
use crate::app::request::{Out, Request};
use crate::app::theme;
use crate::app::widgets::{primary, quiet};
use crate::document::folder::Entry;
use crate::messages::{self, text};
use crate::model::{Message, chars};
use egui::{Button, Key, Modifiers, RichText, ScrollArea, Ui};
use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};

/// So many entries are listed at most: nobody reads more.
const LISTED: usize = 300;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A file to read.
    File,
    /// A folder.
    Folder,
    /// A file to write.
    Target,
}

/// The window's own dialog for a file.
#[derive(Clone, Debug)]
pub(crate) struct PathDialog {
    /// What it is called.
    title: String,
    /// What its button says.
    verb: String,
    /// For what it is asked.
    pub(crate) purpose: Purpose,
    /// What is chosen.
    wants: Wants,
    /// The extensions of the files that are asked for, without the dot; of any file when empty.
    extensions: Vec<String>,
    /// Folders in which files were opened or saved lately.
    places: Vec<PathBuf>,
    /// The path that is typed.
    typed: String,
    /// The path that was proposed, for as long as its folder is the one that is typed.
    proposed: String,
    /// Files of other extensions are shown too.
    all: bool,
    /// What lies in a folder, or why that cannot be said.
    listing: Option<(PathBuf, Result<Vec<Entry>, Message>)>,
    /// The places in the listing of what is shown.
    shown: Vec<usize>,
    /// How many more there are that would be shown.
    more: usize,
    /// The place in what is shown of the entry that is meant.
    pub(super) at: Option<usize>,
}

impl PathDialog {
    /// A dialog for a file of these extensions, of any when there are none.
    pub(crate) fn new(title: String, verb: String, purpose: Purpose, extensions: Vec<String>) -> PathDialog {
        let (places, shown, typed, proposed) = (Vec::new(), Vec::new(), String::new(), String::new());
        let (wants, all, listing, more, at) = (Wants::File, false, None, 0, None);
        PathDialog { title, verb, purpose, wants, extensions, places, typed, proposed, all, listing, shown, more, at }
    }

    /// The same, beginning at a path: a folder with a separator behind it, or the file that is proposed.
    pub(crate) fn beginning(self, wants: Wants, typed: String, places: Vec<PathBuf>) -> PathDialog {
        PathDialog { wants, places, proposed: typed.clone(), typed, ..self }
    }

    /// What is typed before the last separator, with it, and what is typed behind it.
    fn parts(&self) -> (&str, &str) {
        parts(&self.typed)
    }

    /// The name that is proposed, for as long as nothing else is typed: what is typed then takes its place.
    fn proposed_name(&self) -> &str {
        if self.typed == self.proposed { self.parts().1 } else { "" }
    }

    /// The folder that is typed.
    fn folder(&self) -> PathBuf {
        let (folder, _) = self.parts();
        if folder.is_empty() { PathBuf::from(".") } else { expanded(folder) }
    }

    /// The folder that has to be listed; `None` when it is.
    pub(crate) fn unlisted(&self) -> Option<PathBuf> {
        let folder = self.folder();
        (self.listing.as_ref().map(|(listed, _)| listed) != Some(&folder)).then_some(folder)
    }

    /// Takes up what lies in a folder.
    pub(crate) fn listed(&mut self, folder: PathBuf, found: Result<Vec<Entry>, Message>) {
        self.listing = Some((folder, found));
        self.filter();
    }

    /// Takes up what was typed.
    pub(super) fn type_in(&mut self, typed: String) {
        if !typed.starts_with(parts(&self.proposed).0) {
            self.proposed.clear();
        }
        self.typed = typed;
        self.filter();
    }

    /// The path that is meant when a whole one is typed behind what was proposed: that path alone.
    fn instead<'t>(&self, typed: &'t str) -> Option<&'t str> {
        let behind = [self.proposed.as_str(), parts(&self.proposed).0].into_iter().filter(|before| !before.is_empty());
        behind.filter_map(|before| typed.strip_prefix(before)).find(|path| is_whole(path))
    }

    /// Shows all files, or those alone that are asked for.
    pub(crate) fn show_all(&mut self, all: bool) {
        self.all = all;
        self.filter();
    }

    /// What is shown of the listing: what the typed name stands in, those first that begin with it.
    fn filter(&mut self) {
        let (_, typed) = self.parts();
        let wanted = if self.wants == Wants::Target { String::new() } else { folded(typed) };
        let (hidden, folder) = (typed.starts_with('.'), self.folder());
        let entries = self.listing.iter().filter(|(listed, _)| *listed == folder);
        let entries = entries.filter_map(|(_, found)| found.as_ref().ok()).flatten();
        let rank = |entry: &Entry| {
            let name = folded(&entry.shown());
            let fits = entry.is_folder || self.wants != Wants::Folder && self.is_asked_for(&name);
            let place = name.find(&wanted).filter(|_| fits && (hidden || !name.starts_with('.')))?;
            Some((name != wanted, place > 0))
        };
        let mut shown: Vec<_> =
            entries.enumerate().filter_map(|(n, entry)| rank(entry).map(|rank| (rank, n))).collect();
        if !wanted.is_empty() {
            shown.sort_unstable();
        }
        self.more = shown.len().saturating_sub(LISTED);
        self.shown = shown.into_iter().take(LISTED).map(|(_, n)| n).collect();
        self.at = (!wanted.is_empty() && !self.shown.is_empty()).then_some(0);
    }

    fn is_asked_for(&self, name: &str) -> bool {
        let has = |extension: &String| name.strip_suffix(extension.as_str()).is_some_and(|stem| stem.ends_with('.'));
        self.all || self.extensions.is_empty() || self.extensions.iter().any(has)
    }

    /// An entry that is shown, by its place.
    fn entry(&self, at: usize) -> Option<&Entry> {
        let (_, found) = self.listing.as_ref()?;
        found.as_ref().ok()?.get(*self.shown.get(at)?)
    }

    /// The path that is typed when an entry is gone to. A name that is to be written stays behind a folder.
    fn path_to(&self, entry: &Entry) -> String {
        let (folder, name) = self.parts();
        match (entry.is_folder, self.wants) {
            (true, Wants::Target) => format!("{folder}{}{MAIN_SEPARATOR}{name}", entry.shown()),
            (true, Wants::File | Wants::Folder) => format!("{folder}{}{MAIN_SEPARATOR}", entry.shown()),
            (false, _) => format!("{folder}{}", entry.shown()),
        }
    }

    /// The path that is typed when another folder is gone to.
    fn path_in(&self, folder: &Path) -> String {
        let name = if self.wants == Wants::Target { self.parts().1 } else { "" };
        folder.join("").display().to_string() + name
    }

    /// What is typed, as far as the names that begin with it are alike; a separator behind the only folder.
    fn completed(&self) -> Option<String> {
        let (folder, typed) = self.parts();
        let (_, found) = self.listing.as_ref().filter(|(listed, _)| *listed == self.folder())?;
        let wanted = folded(typed);
        let fits = |entry: &&Entry| {
            let name = folded(&entry.shown());
            name.starts_with(&wanted)
                && (entry.is_folder || self.wants != Wants::Folder && self.is_asked_for(&name))
                && (typed.starts_with('.') || !name.starts_with('.'))
        };
        let found: Vec<&Entry> = found.as_ref().ok()?.iter().filter(fits).collect();
        let first = found.first()?.shown();
        let alike = found.iter().fold(first.as_str(), |alike, entry| {
            let other = entry.shown();
            let pairs = alike.char_indices().zip(other.chars());
            let differs = pairs.into_iter().find(|((_, a), b)| folded(&a.to_string()) != folded(&b.to_string()));
            let end = differs.map_or(alike.len().min(other.len()), |((at, _), _)| at);
            &alike[..alike.floor_char_boundary(end)]
        });
        let behind = if found.len() == 1 && found[0].is_folder { String::from(MAIN_SEPARATOR) } else { String::new() };
        let completed = format!("{folder}{alike}{behind}");
        (alike.chars().count() >= typed.chars().count() && completed != self.typed).then_some(completed)
    }

    /// What comes of Enter, or of the button.
    fn chosen(&self) -> Option<DialogAction> {
        let path = DialogAction::Path;
        let (_, name) = self.parts();
        if let Some(entry) = self.at.and_then(|at| self.entry(at)) {
            return Some(match entry.is_folder || self.wants == Wants::Target {
                true => DialogAction::Went(self.path_to(entry)),
                false => path(self.folder().join(&entry.name)),
            });
        }
        let named = self.shown.iter().filter_map(|at| self.listing.as_ref()?.1.as_ref().ok()?.get(*at));
        let folder = named.into_iter().find(|entry| entry.is_folder && entry.name.to_str() == Some(name));
        match (self.wants, folder) {
            (Wants::Target, Some(_)) => Some(DialogAction::Went(format!("{}{MAIN_SEPARATOR}", self.typed))),
            (Wants::Folder, _) if !self.typed.trim().is_empty() => Some(path(expanded(self.typed.trim()))),
            (Wants::File, _) if !name.trim().is_empty() => Some(path(expanded(self.typed.trim()))),
            (Wants::Target, _) if !name.trim().is_empty() => {
                // A name without an extension gets the one that is asked for.
                let extension = self.extensions.first().filter(|_| !name.contains('.'));
                let dotted = extension.map(|extension| format!(".{extension}")).unwrap_or_default();
                Some(path(expanded(&format!("{}{dotted}", self.typed.trim()))))
            }
            _ => None,
        }
    }
}

/// A name as it is compared: without case and accents.
fn folded(name: &str) -> String {
    let mut folded = String::new();
    chars::lower(name).chars().for_each(|c| chars::without_accents(c, |c| folded.push(c)));
    folded
}

/// A path up to its last separator, with it, and what stands behind it.
fn parts(path: &str) -> (&str, &str) {
    path.split_at(path.rfind(is_separator).map_or(0, |at| at + 1))
}

/// A typed path; `~` is the person's own folder.
fn expanded(typed: &str) -> PathBuf {
    match typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(is_separator)) {
        Some(rest) => std::env::home_dir().unwrap_or_default().join(rest.trim_start_matches(is_separator)),
        None => PathBuf::from(typed),
    }
}

/// Whether a typed path leads somewhere from wherever it is looked at: from the root, from a drive or from `~/`.
fn is_whole(typed: &str) -> bool {
    let from = typed.strip_prefix('~').unwrap_or(typed);
    from.starts_with(is_separator) || Path::new(typed).is_absolute()
}

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, dialog: &PathDialog, out: &mut Out<DialogAction>) {
    heading(ui, &dialog.title);
    let hint = match dialog.wants {
        Wants::File => text!("path-help-file"),
        Wants::Folder => text!("path-help-folder"),
        Wants::Target => text!("path-help-target"),
    };
    quiet(ui, hint);
    let tab = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab));
    let moved = match dialog.at {
        None if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) => Some(0),
        None => None,
        Some(at) => list_keys(ui.ctx(), at, dialog.shown.len()),
    };
    moved.filter(|at| *at < dialog.shown.len()).into_iter().for_each(|at| out.act(DialogAction::At(at)));
    let mut done = entry_selecting(ui, &dialog.typed, text!("path-hint"), dialog.proposed_name());
    if let Some(path) = done.typed.take_if(|typed| dialog.instead(typed).is_some()) {
        out.act(DialogAction::Went(dialog.instead(&path).unwrap_or_default().to_owned()));
    }
    let enter = entered(done, out);
    if tab {
        dialog.completed().into_iter().for_each(|completed| out.act(DialogAction::Went(completed)));
    }
    ui.add_space(4.0);
    places(ui, dialog, out);
    ui.add_space(4.0);
    list(ui, dialog, out);
    ui.add_space(8.0);
    let chosen = dialog.chosen();
    ui.horizontal(|ui| {
        let done = ui.add_enabled(chosen.is_some(), primary(ui, &dialog.verb)).clicked();
        chosen.filter(|_| done || enter).into_iter().for_each(|chosen| out.act(chosen));
        if ui.button(text!("cancel")).clicked() {
            out.ask(Request::CloseDialog);
        }
        if !dialog.extensions.is_empty() && dialog.wants != Wants::Folder {
            let mut all = dialog.all;
            if ui.checkbox(&mut all, text!("path-all-files")).changed() {
                out.act(DialogAction::AllFiles(all));
            }
        }
    });
}

/// The folder above, the person's own, and those in which files were lately.
fn places(ui: &mut Ui, dialog: &PathDialog, out: &mut Out<DialogAction>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let folder = dialog.folder();
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
        let up = ui.add_enabled(above.is_some(), Button::new(text!("path-up")).small());
        if let Some(above) = above.filter(|_| up.clicked()) {
            out.act(DialogAction::Went(dialog.path_in(above)));
        }
        let home = std::env::home_dir().map(|home| (text!("path-home").to_owned(), home));
        let name = |place: &PathBuf| place.file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned();
        let lately = dialog.places.iter().map(|place| (name(place), place.clone()));
        for (name, place) in home.into_iter().chain(lately) {
            let here = place == folder;
            let button = ui.add(Button::selectable(here, name).small()).on_hover_text(place.display().to_string());
            if button.clicked() {
                out.act(DialogAction::Went(dialog.path_in(&place)));
            }
        }
    });
}

fn list(ui: &mut Ui, dialog: &PathDialog, out: &mut Out<DialogAction>) {
    let palette = theme::palette(ui.ctx());
    let room = (ui.available_height() - 60.0).clamp(80.0, 320.0);
    let area = ScrollArea::vertical().auto_shrink([false, false]).max_height(room);
    area.show(ui, |ui| match &dialog.listing {
        _ if dialog.unlisted().is_some() => drop(quiet(ui, text!("path-listing"))),
        Some((_, Err(why))) => {
            ui.label(RichText::new(messages::text(why)).color(palette.deleted));
        }
        _ if dialog.shown.is_empty() => drop(quiet(ui, text!("path-nothing"))),
        _ => {
            for at in 0..dialog.shown.len() {
                let Some(entry) = dialog.entry(at) else { continue };
                let name = entry.shown();
                let said =
                    if entry.is_folder { text!("path-folder", name = &name) } else { text!("path-file", name = &name) };
                let drawn = if entry.is_folder { format!("{name}{MAIN_SEPARATOR}") } else { name };
                let ink = if entry.is_folder { palette.ink } else { palette.quiet };
                let content = |ui: &mut Ui| {
                    ui.add(egui::Label::new(RichText::new(drawn).color(ink)).truncate());
                };
                let item = list_item(ui, dialog.at == Some(at), content, &said);
                let picks = item.double_clicked() && !entry.is_folder;
                match (picks, item.clicked(), entry.is_folder || dialog.wants == Wants::Target) {
                    (true, ..) => dialog.chosen().into_iter().for_each(|chosen| out.act(chosen)),
                    (false, true, true) => out.act(DialogAction::Went(dialog.path_to(entry))),
                    (false, true, false) => out.act(DialogAction::At(at)),
                    (false, false, _) => {}
                }
            }
            if dialog.more > 0 {
                quiet(ui, text!("path-more", n = dialog.more));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dialog in which a path is typed, over a folder with these entries; folders end in a separator.
    fn dialog(wants: Wants, typed: &str) -> PathDialog {
        let extensions = vec!["txt".to_owned(), "stet.ron".to_owned()];
        let dialog = PathDialog::new(String::new(), String::new(), Purpose::Open, extensions);
        let mut dialog = dialog.beginning(wants, typed.to_owned(), Vec::new());
        let entry = |name: &str| {
            let folder = name.strip_suffix('/');
            Entry { name: folder.unwrap_or(name).into(), is_folder: folder.is_some() }
        };
        let names =
            ["Émissions/", "shows/", ".cache/", "page.txt", "page 2.txt", "Pâtes.TXT", "show.stet.ron", "x.mp3"];
        dialog.listed("/talks/".into(), Ok(names.map(entry).to_vec()));
        dialog
    }

    fn shown(dialog: &PathDialog) -> String {
        (0..dialog.shown.len()).filter_map(|at| dialog.entry(at)).map(Entry::shown).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_is_typed_filters_the_folder() {
        let (all, files) = ("Émissions, shows, page.txt, page 2.txt, Pâtes.TXT, show.stet.ron", Wants::File);
        for (wants, typed, expected, meant) in [
            (files, "/talks/", all, None),
            (files, "/talks/emi", "Émissions", Some(0)),
            (files, "/talks/2", "page 2.txt", Some(0)),
            (files, "/talks/pat", "Pâtes.TXT", Some(0)),
            (files, "/talks/show", "shows, show.stet.ron", Some(0)),
            (files, "/talks/e", "Émissions, page.txt, page 2.txt, Pâtes.TXT, show.stet.ron", Some(0)),
            (files, "/talks/.", ".cache, page.txt, page 2.txt, Pâtes.TXT, show.stet.ron", Some(0)),
            (files, "/talks/x", "page.txt, page 2.txt, Pâtes.TXT", Some(0)),
            (files, "/elsewhere/", "", None),
            (Wants::Folder, "/talks/", "Émissions, shows", None),
            (Wants::Target, "/talks/new.txt", all, None),
        ] {
            let dialog = dialog(wants, typed);
            assert_eq!((shown(&dialog).as_str(), dialog.at), (expected, meant), "{typed}");
            assert_eq!(dialog.unlisted().is_some(), typed == "/elsewhere/");
        }
        let mut dialog = dialog(files, "/talks/x.m");
        dialog.show_all(true);
        assert_eq!(shown(&dialog), "x.mp3");
    }

    #[test]
    fn tab_completes_as_far_as_the_names_are_alike() {
        for (wants, typed, expected) in [
            // One of the three goes on with a t.
            (Wants::File, "/talks/pa", None),
            (Wants::File, "/talks/pag", Some("/talks/page")),
            (Wants::File, "/talks/page", None),
            (Wants::File, "/talks/page.", Some("/talks/page.txt")),
            (Wants::File, "/talks/EM", Some("/talks/Émissions/")),
            (Wants::File, "/talks/sh", Some("/talks/show")),
            (Wants::Folder, "/talks/sh", Some("/talks/shows/")),
            (Wants::Target, "/talks/x", None),
            (Wants::File, "/talks/q", None),
        ] {
            assert_eq!(dialog(wants, typed).completed().as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn enter_goes_into_folders_and_picks_the_rest() {
        for (wants, typed, at, expected) in [
            (Wants::File, "/talks/", None, None),
            (Wants::File, "/talks/", Some(1), Some("goes /talks/shows/")),
            (Wants::File, "/talks/shows", Some(0), Some("goes /talks/shows/")),
            (Wants::File, "/talks/page.txt", Some(0), Some("picks /talks/page.txt")),
            (Wants::File, "/talks/none", None, Some("picks /talks/none")),
            (Wants::Folder, "/talks/", None, Some("picks /talks/")),
            (Wants::Folder, "/talks/sho", Some(0), Some("goes /talks/shows/")),
            (Wants::Target, "/talks/new.txt", None, Some("picks /talks/new.txt")),
            (Wants::Target, "/talks/new.txt", Some(1), Some("goes /talks/shows/new.txt")),
            (Wants::Target, "/talks/new.txt", Some(2), Some("goes /talks/page.txt")),
            (Wants::Target, "/talks/shows", None, Some("goes /talks/shows/")),
            (Wants::Target, "/talks/", None, None),
            (Wants::Target, "/talks/new", None, Some("picks /talks/new.txt")),
            (Wants::Target, "/talks.d/new", None, Some("picks /talks.d/new.txt")),
            (Wants::Target, "/talks/new.md", None, Some("picks /talks/new.md")),
            (Wants::File, "/talks/new", None, Some("picks /talks/new")),
        ] {
            let mut dialog = dialog(wants, typed);
            dialog.at = at;
            let came = dialog.chosen().map(|came| {
                if let DialogAction::Path(path) = &came {
                    return format!("picks {}", path.display());
                }
                let DialogAction::Went(to) = came else { panic!("{came:?}") };
                format!("goes {to}")
            });
            assert_eq!(came.as_deref(), expected, "{typed} at {at:?}");
        }
    }

    #[test]
    fn a_whole_path_is_typed_in_the_place_of_what_was_proposed() {
        for (proposed, typed, expected) in [
            ("/talks/", "/talks//", Some("/")),
            ("/talks/", "/talks//tmp/page.txt", Some("/tmp/page.txt")),
            ("/talks/", "/talks/~", None),
            ("/talks/", "/talks/~/", Some("~/")),
            ("/talks/", "/talks/~/page.txt", Some("~/page.txt")),
            ("/talks/", "/talks/~page.txt", None),
            ("/talks/", "/talks/shows/", None),
            // There is no path to a folder `//`.
            ("/talks/", "/talks/shows//", None),
            ("/talks/new.txt", "/talks/new.txt/", Some("/")),
            ("/talks/new.txt", "/talks/new.txt~/a.txt", Some("~/a.txt")),
            ("/talks/new.txt", "/talks//tmp/", Some("/tmp/")),
            ("/talks/new.txt", "/talks/shows/new.txt", None),
            ("/talks/new.txt", "/tmp/new.txt", None),
            ("new.txt", "new.txt/", Some("/")),
            ("", "/", None),
        ] {
            assert_eq!(dialog(Wants::Target, proposed).instead(typed), expected, "{typed}");
        }
        // Once another folder is typed nothing is proposed any more, though the same folder comes again.
        let mut dialog = dialog(Wants::File, "/talks/");
        ["/talks/sh", "/", "/talks/"].into_iter().for_each(|typed| dialog.type_in(typed.to_owned()));
        assert_eq!(dialog.instead("/talks//"), None);
    }

    #[test]
    fn a_name_to_be_written_stays_when_another_folder_is_gone_to() {
        let typed = |wants| dialog(wants, "/talks/new.txt").path_in(Path::new("/home"));
        assert_eq!((typed(Wants::Target), typed(Wants::File)), ("/home/new.txt".to_owned(), "/home/".to_owned()));
        assert_eq!(expanded("~"), std::env::home_dir().unwrap_or_default());
    }
}
