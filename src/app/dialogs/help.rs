//! Help in the program: the list of keys, made from the declaration of the commands, and what Stet is.

use super::{entry, heading, primary};
use crate::app::action::Action;
use crate::app::command::{self, MENUS, Place, Spec};
use crate::app::theme;
use egui::{Grid, RichText, ScrollArea, Ui};

/// Draws the list of keys.
pub fn keys(ui: &mut Ui, filter: &str, actions: &mut Vec<Action>) {
    heading(ui, "Keys");
    entry(ui, filter, "filter by name or key", actions);
    ui.add_space(6.0);
    let wanted = filter.to_lowercase();
    ScrollArea::vertical().max_height(440.0).auto_shrink([false, true]).show(ui, |ui| {
        for (menu, name) in MENUS {
            section(ui, name, &wanted, |spec| spec.menu == Some(menu));
        }
        section(ui, "Moving and selecting", &wanted, |spec| spec.menu.is_none() && spec.place == Place::Table);
        section(ui, "In the Names panel", &wanted, |spec| spec.menu.is_none() && spec.place == Place::Names);
        section(ui, "In the Changes panel", &wanted, |spec| spec.menu.is_none() && spec.place == Place::Changes);
        section(ui, "While editing a cell", &wanted, |spec| spec.menu.is_none() && spec.place == Place::Editing);
    });
}

fn section(ui: &mut Ui, title: &str, wanted: &str, belongs: impl Fn(&Spec) -> bool) {
    let palette = theme::palette(ui.ctx());
    let named = |ui: &Ui, spec: &Spec| {
        let keys: Vec<String> = spec.keys.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
        (keys.join(" or "), spec.name.clone())
    };
    let rows: Vec<(String, String, Place)> = command::all()
        .iter()
        .filter(|spec| belongs(spec) && !spec.keys.is_empty())
        .map(|spec| {
            let (keys, name) = named(ui, spec);
            (keys, name, spec.place)
        })
        .filter(|(keys, name, _)| name.to_lowercase().contains(wanted) || keys.to_lowercase().contains(wanted))
        .collect();
    if rows.is_empty() {
        return;
    }
    ui.label(RichText::new(title).font(theme::strong_font(theme::PANEL_SIZE)).color(palette.accent));
    Grid::new(title).num_columns(3).spacing([18.0, 3.0]).min_col_width(150.0).show(ui, |ui| {
        for (keys, name, place) in rows {
            ui.label(RichText::new(keys).font(theme::strong_font(theme::SMALL_SIZE)));
            ui.label(name);
            let place = match place {
                Place::Anywhere => "",
                Place::Table => "in the table",
                Place::Editing => "while editing",
                Place::Names => "in the Names panel",
                Place::Changes => "in the Changes panel",
            };
            ui.label(RichText::new(place).small().color(palette.quiet));
            ui.end_row();
        }
    });
    ui.add_space(8.0);
}

/// Draws what the program is.
pub fn about(ui: &mut Ui, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new("Stet").font(theme::strong_font(28.0)));
    ui.label(RichText::new(format!("Version {}", env!("CARGO_PKG_VERSION"))).color(palette.quiet));
    ui.add_space(6.0);
    ui.label("A desktop editor for transcripts. Stet is the proofreader's mark for “let it stand”.");
    ui.label("Licensed under MIT or Apache-2.0, at your choice. The face is Inter, under the SIL Open Font License.");
    ui.add_space(8.0);
    if ui.add(primary(ui, "Close")).clicked() {
        actions.push(Action::CloseDialog);
    }
}
