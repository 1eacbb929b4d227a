//! The dock: panels that show what the table cannot. Each can be closed; the table alone is enough.

pub mod changes;
pub mod export;
pub mod find;
pub mod findings;
pub mod glossary;
pub mod names;
pub mod notes;
pub mod speakers;

use super::App;
use super::action::Action;
use super::command::Command;
use super::open::Open;
use super::theme;
use egui::{Button, Frame, Margin, RichText, ScrollArea, Stroke, Ui};

/// A panel of the dock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Names that are probably wrong.
    Names,
    /// All that deserves a look.
    Findings,
    /// Spellings that are confirmed.
    Glossary,
    /// The roster.
    Speakers,
    /// Find and replace.
    Find,
    /// What was corrected.
    Changes,
    /// What will be written.
    Export,
    /// What stood before the first line.
    Notes,
}

/// All panels, with what the settings and people call them.
const TABS: [(Tab, &str, &str); 8] = [
    (Tab::Names, "names", "Names"),
    (Tab::Findings, "findings", "Findings"),
    (Tab::Speakers, "speakers", "Speakers"),
    (Tab::Changes, "changes", "Changes"),
    (Tab::Export, "export", "Export"),
    (Tab::Find, "find", "Find"),
    (Tab::Glossary, "glossary", "Glossary"),
    (Tab::Notes, "notes", "Notes"),
];
/// How many of them always have a tab; the others have one while they are open, and stand in a menu.
const ALWAYS: usize = 5;
/// Space on either side of what a tab says, in points.
const TAB_PADDING: f32 = 4.5;

impl App {
    /// The panel that is open.
    pub(super) fn panel(&self) -> Option<Tab> {
        let open = self.settings.panel.as_deref()?;
        TABS.iter().find(|(_, id, _)| *id == open).map(|(tab, ..)| *tab)
    }

    /// Opens a panel, or closes the dock.
    pub(super) fn show_panel(&mut self, tab: Option<Tab>) {
        let id = tab.and_then(|tab| TABS.iter().find(|(other, ..)| *other == tab));
        self.settings.panel = id.map(|(_, id, _)| (*id).to_owned());
    }

    /// Draws the dock, if a panel is open.
    pub(super) fn dock(&self, ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
        let Some(tab) = self.panel() else { return };
        let palette = theme::palette(ui.ctx());
        let frame = Frame::new().fill(palette.panel).inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 });
        let width = ui.available_width();
        let dock =
            egui::Panel::right("dock").frame(frame).default_size(400.0).size_range(260.0..=(width * 0.6).max(261.0));
        dock.show(ui, |ui| {
            self.tabs(ui, open, tab, actions);
            match tab {
                Tab::Names => self.names_panel(ui, open, actions),
                Tab::Findings => self.findings_panel(ui, open, actions),
                Tab::Glossary => self.glossary_panel(ui, open, actions),
                Tab::Speakers => scrolled(ui, |ui| self.speakers_panel(ui, open, actions)),
                Tab::Notes => scrolled(ui, |ui| notes::show(ui, open, actions)),
                Tab::Find => self.find_panel(ui, open, actions),
                Tab::Changes => self.changes_panel(ui, open, actions),
                Tab::Export => self.export_panel(ui, open, actions),
            }
        });
    }

    fn tabs(&self, ui: &mut Ui, open: &Open, now: Tab, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui.ctx());
        ui.add_space(6.0);
        let shown = self.tabs_that_fit(ui, open, now, ui.available_width() - 40.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.spacing_mut().button_padding.x = TAB_PADDING;
            for (tab, name, title) in &shown {
                let here = *tab == now;
                let text = match here {
                    true => RichText::new(title).font(theme::strong_font(theme::PANEL_SIZE)),
                    false => RichText::new(title).color(palette.quiet),
                };
                let tab_button =
                    Button::new(text).frame(true).frame_when_inactive(false).min_size(egui::vec2(0.0, 30.0));
                let button = ui.add(tab_button);
                button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, here, *name));
                if here {
                    let line = button.rect.left() + 5.0..=button.rect.right() - 5.0;
                    ui.painter().hline(line, button.rect.bottom() + 1.0, Stroke::new(2.0, palette.accent));
                }
                if button.clicked() {
                    actions.push(show(*tab));
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let close = ui.add(Button::new(RichText::new("×").color(palette.quiet)).frame(false));
                close.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "close the dock"));
                if close.clicked() {
                    actions.push(Action::Show(None));
                }
                ui.add_space(6.0);
                let more = ui.add(Button::new(RichText::new("⋯").color(palette.quiet)).frame(false));
                more.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "more panels"));
                egui::Popup::menu(&more).show(|ui| {
                    for (tab, _, name) in TABS {
                        if !shown.iter().any(|(other, ..)| *other == tab) && ui.button(name).clicked() {
                            actions.push(show(tab));
                            ui.close();
                        }
                    }
                });
            });
        });
        let rect = ui.max_rect();
        let y = ui.cursor().top();
        ui.painter().hline(rect.left() - 14.0..=rect.right() + 14.0, y, palette.hairline());
        ui.add_space(10.0);
    }

    /// The tabs for which there is room, in points, with what their buttons say: the one that is open, then those that
    /// come first. The others stand in a menu.
    fn tabs_that_fit(&self, ui: &Ui, open: &Open, now: Tab, room: f32) -> Vec<(Tab, &'static str, String)> {
        let wide = |tab: Tab, title: &str| {
            let plain = egui::FontId::proportional(theme::PANEL_SIZE);
            let font = if tab == now { theme::strong_font(theme::PANEL_SIZE) } else { plain };
            let text = ui.painter().layout_no_wrap(title.to_owned(), font, egui::Color32::PLACEHOLDER);
            text.size().x + 2.0 * TAB_PADDING
        };
        let tabs = TABS.into_iter().enumerate().filter(|(place, (tab, ..))| *place < ALWAYS || *tab == now);
        let mut tabs: Vec<_> = tabs.map(|(_, (tab, _, name))| (tab, name, self.title(open, tab, name))).collect();
        let mut all: f32 = tabs.iter().map(|(tab, _, title)| wide(*tab, title)).sum();
        while all > room {
            let Some(last) = tabs.iter().rposition(|(tab, ..)| *tab != now) else { break };
            let (tab, _, title) = tabs.remove(last);
            all -= wide(tab, &title);
        }
        tabs
    }

    /// What the tab of a panel says: its name, and how much there is in it.
    fn title(&self, open: &Open, tab: Tab, name: &str) -> String {
        let count = match tab {
            Tab::Names => Some(open.names.pairs().len()),
            Tab::Findings => Some(self.shown_findings(open)),
            Tab::Find => open.find.count(),
            Tab::Changes | Tab::Glossary | Tab::Speakers | Tab::Notes | Tab::Export => None,
        };
        count.filter(|count| *count > 0).map_or_else(|| name.to_owned(), |count| format!("{name} {count}"))
    }
}

/// Shows a panel. Those that are walked with the keyboard get it.
fn show(tab: Tab) -> Action {
    match tab {
        Tab::Names => Action::Run(Command::PanelNames),
        Tab::Changes => Action::Run(Command::PanelChanges),
        tab => Action::Show(Some(tab)),
    }
}

fn scrolled(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        content(ui);
        ui.add_space(14.0);
    });
}

/// A card of the dock: a frame on paper around something that belongs together.
pub fn card<R>(ui: &mut Ui, in_hand: bool, content: impl FnOnce(&mut Ui) -> R) -> egui::InnerResponse<R> {
    let palette = theme::palette(ui.ctx());
    let stroke = if in_hand { Stroke::new(2.0, palette.accent) } else { palette.hairline() };
    let frame =
        Frame::new().fill(palette.background).stroke(stroke).corner_radius(8.0).inner_margin(Margin::symmetric(12, 9));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui)
    })
}
