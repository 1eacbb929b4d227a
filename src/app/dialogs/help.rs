//! Help in the program: the list of keys, made from the declaration of the commands, and what Stet is.

use super::action::{DialogAction, entered};
use crate::app::chooser::{entry, heading};
use crate::app::command::{Menu, Spec, Where};
use crate::app::keys::{Id, Keys, as_shown};
use crate::app::panels;
use crate::app::registry;
use crate::app::request::{Out, Request};
use crate::app::theme;
use crate::app::widgets::{command_name, primary};
use crate::messages::{self, text};
use egui::{Context, Grid, RichText, ScrollArea, Ui};

/// Draws the list of keys.
pub(super) fn keys(ui: &mut Ui, filter: &str, out: &mut Out<DialogAction>) {
    heading(ui, text!("dialog-keys"));
    entered(entry(ui, filter, text!("keys-hint")), out);
    ui.add_space(6.0);
    let wanted = filter.to_lowercase();
    ScrollArea::vertical().max_height(440.0).auto_shrink([false, true]).show(ui, |ui| {
        for menu in Menu::ALL {
            section(ui, menu.name(), &wanted, |spec| spec.menu.is_some_and(|(of, _)| of == menu));
        }
        let beside = |place: Where| move |spec: &Spec| spec.menu.is_none() && spec.place == place;
        section(ui, text!("keys-anywhere"), &wanted, beside(Where::Anywhere));
        section(ui, text!("keys-moving"), &wanted, beside(Where::Table));
        for panel in panels::ALL {
            let name = text!("keys-in-panel", panel = messages::by_table("panel-", panel.id));
            section(ui, &name, &wanted, beside(Where::Panel(panel.id)));
        }
        section(ui, text!("keys-editing"), &wanted, beside(Where::Editing));
        ways(ui, text!("keys-copying"), &wanted, copying(&registry::keys(), ui.ctx()));
        ways(ui, text!("keys-exporting"), &wanted, exporting(&registry::keys(), ui.ctx()));
        ways(ui, text!("keys-pointer"), &wanted, pointer());
    });
}

/// What is done in a way that is no command, and what it does, as far as that has what is looked for.
fn ways(ui: &mut Ui, title: &str, wanted: &str, mut ways: Vec<(String, &str)>) {
    ways.retain(|(way, does)| way.to_lowercase().contains(wanted) || does.to_lowercase().contains(wanted));
    if !ways.is_empty() {
        titled(ui, title, |ui| {
            for (way, does) in ways {
                ui.label(RichText::new(way).font(theme::strong_font(theme::SMALL_SIZE)));
                ui.label(does);
                ui.end_row();
            }
        });
    }
}

/// What the pointer does in the table.
fn pointer() -> Vec<(String, &'static str)> {
    let ways = [
        (text!("pointer-click"), text!("pointer-click-does")),
        (text!("pointer-double"), text!("pointer-double-does")),
        (text!("pointer-triple"), text!("pointer-triple-does")),
        (text!("pointer-rest"), text!("pointer-rest-does")),
        (text!("pointer-drag-text"), text!("pointer-drag-text-does")),
        (text!("pointer-drag-rows"), text!("pointer-drag-rows-does")),
        (text!("pointer-over"), text!("pointer-over-does")),
        (text!("pointer-right-word"), text!("pointer-right-word-does")),
        (text!("pointer-right"), text!("pointer-right-does")),
    ];
    ways.map(|(way, does)| (way.to_owned(), does)).into()
}

/// What becomes of what is copied and pasted.
fn copying(keys: &Keys, ctx: &Context) -> Vec<(String, &'static str)> {
    let shown = |command| keys.shown(ctx, Id(command));
    vec![
        (text!("copying-copy", keys = shown("copy")), text!("copying-copy-does")),
        (text!("copying-table", keys = shown("paste")), text!("copying-table-does")),
        (text!("copying-much", keys = shown("paste")), text!("copying-much-does")),
        (text!("copying-cell", keys = shown("paste")), text!("copying-cell-does")),
        (shown("paste-lines"), text!("copying-lines-does")),
    ]
}

/// What comes of a key that is pressed again.
fn exporting(keys: &Keys, ctx: &Context) -> Vec<(String, &'static str)> {
    vec![(text!("exporting-again", keys = keys.shown(ctx, Id("export"))), text!("exporting-again-does"))]
}

/// A part of the list, in three columns.
fn titled(ui: &mut Ui, title: &str, rows: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new(title).font(theme::strong_font(theme::PANEL_SIZE)).color(palette.accent));
    Grid::new(title).num_columns(3).spacing([18.0, 3.0]).min_col_width(150.0).show(ui, rows);
    ui.add_space(8.0);
}

fn section(ui: &mut Ui, title: &str, wanted: &str, belongs: impl Fn(&Spec) -> bool) {
    let palette = theme::palette(ui.ctx());
    let rows: Vec<(String, &str, Where)> = registry::all()
        .iter()
        .map(|entry| &entry.spec)
        .filter(|spec| belongs(spec) && !spec.keys.is_empty())
        .map(|spec| {
            let keys: Vec<String> = spec.keys.iter().map(|keys| as_shown(ui.ctx(), *keys)).collect();
            (either(keys), command_name(spec.id), spec.place)
        })
        .filter(|(keys, name, _)| name.to_lowercase().contains(wanted) || keys.to_lowercase().contains(wanted))
        .collect();
    if rows.is_empty() {
        return;
    }
    titled(ui, title, |ui| {
        for (keys, name, place) in rows {
            ui.label(RichText::new(keys).font(theme::strong_font(theme::SMALL_SIZE)));
            ui.label(name);
            let place = match place {
                Where::Anywhere => String::new(),
                Where::Table => text!("keys-place-table").to_owned(),
                Where::Editing => text!("keys-place-editing").to_owned(),
                Where::Panel(panel) => text!("keys-place-panel", panel = messages::by_table("panel-", panel)),
            };
            ui.label(RichText::new(place).small().color(palette.quiet));
            ui.end_row();
        }
    });
}

/// Draws what the program is.
pub(super) fn about(ui: &mut Ui, out: &mut Out<DialogAction>) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new("Stet").font(theme::strong_font(28.0)));
    ui.label(RichText::new(text!("about-version", version = env!("CARGO_PKG_VERSION"))).color(palette.quiet));
    ui.add_space(6.0);
    ui.label(text!("about-what"));
    ui.label(text!("about-licence"));
    ui.add_space(8.0);
    if ui.add(primary(ui, text!("about-close"))).clicked() {
        out.ask(Request::CloseDialog);
    }
}

/// Several keys for one thing.
fn either(keys: Vec<String>) -> String {
    keys.into_iter().reduce(|one, other| text!("keys-or", one = one, other = other)).unwrap_or_default()
}
