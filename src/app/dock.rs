//! The dock beside the table: the tabs of the panels, and the panel that is open.

use super::keys::Id;
use super::panels::{self, PanelAction, PanelInfo};
use super::request::{Out, Request};
use super::session::{Reach, Session};
use super::theme;
use super::widgets::command_name;
use crate::messages::{self, text};
use egui::{Align2, Button, Color32, FontId, Frame, Margin, Rect, RichText, Stroke, Ui, UiBuilder, pos2};

/// Space on either side of what a tab says, in points.
const TAB_PADDING: f32 = 7.0;
/// How tall a tab is, in points.
const TAB_HEIGHT: f32 = 36.0;
/// How large the count in a tab is, in points.
const COUNT_SIZE: f32 = 10.5;

/// Draws the dock, if a panel is open.
pub(super) fn show(ui: &mut Ui, session: &Session, reach: Reach<'_>, out: &mut Out<PanelAction>) {
    let open = reach.window.settings.panel.as_deref();
    let Some(now) = panels::ALL.iter().find(|panel| Some(panel.id) == open) else { return };
    let frame =
        Frame::new().fill(reach.window.palette.panel).inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 });
    let width = ui.available_width();
    let dock = egui::Panel::right("dock").frame(frame).default_size(400.0).size_range(260.0..=(width * 0.6).max(261.0));
    dock.show(ui, |ui| {
        // What stands in it makes it no wider: nothing moves beside it.
        let room = ui.available_rect_before_wrap();
        let mut inside = ui.new_child(UiBuilder::new().max_rect(room).id_salt("inside"));
        tabs(&mut inside, session, reach, now, out);
        session.panels.ui(now.id, &mut inside, &session.look(reach.window), out);
        ui.allocate_rect(room, egui::Sense::HOVER);
    });
    // The toolkit calls the edge of a panel by an English name of its own.
    let edge = ui.scope_id().with_salt(egui::IdSalt::new("dock")).with("__resize");
    ui.ctx().accesskit_node_builder(edge, |node| node.set_label(text!("dock-edge")));
}

fn tabs(ui: &mut Ui, session: &Session, reach: Reach<'_>, now: &PanelInfo, out: &mut Out<PanelAction>) {
    let palette = reach.window.palette;
    ui.add_space(6.0);
    let shown = tabs_that_fit(ui, session, reach, now, ui.available_width() - 40.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for tab in &shown {
            let panel = tab.panel;
            let here = panel.id == now.id;
            let ground = Button::new("").frame_when_inactive(false).min_size(egui::vec2(tab.width, TAB_HEIGHT));
            let button = ui.add(ground);
            tab.paint(ui, button.rect, here);
            let name = messages::by_table("panel-", panel.id);
            button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, here, name));
            if here {
                let line = button.rect.left() + 5.0..=button.rect.right() - 5.0;
                ui.painter().hline(line, button.rect.bottom() + 1.0, Stroke::new(2.0, palette.accent));
            }
            // What is counted is said where a count stands.
            let counted = !tab.count.is_empty();
            let button = if counted { button.on_hover_text((panel.counts)()) } else { button };
            if button.clicked() {
                out.ask(Request::Show(Some(panel.id)));
            }
            button.context_menu(|ui| tab_menu(ui, now, out));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = ui.add(Button::new(RichText::new("×").color(palette.quiet)).frame(false));
            close.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text!("dock-close")));
            if close.clicked() {
                out.ask(Request::Show(None));
            }
            ui.add_space(6.0);
            let more = ui.add(Button::new(RichText::new("⋯").color(palette.quiet)).frame(false));
            more.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text!("dock-more")));
            egui::Popup::menu(&more).show(|ui| {
                for panel in panels::ALL {
                    let is_shown = shown.iter().any(|tab| tab.panel.id == panel.id);
                    if !is_shown && ui.button(messages::by_table("panel-", panel.id)).clicked() {
                        out.ask(Request::Show(Some(panel.id)));
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

/// The menu of a tab: closing the dock, and all panels.
fn tab_menu(ui: &mut Ui, now: &PanelInfo, out: &mut Out<PanelAction>) {
    if ui.button(command_name(Id("close-dock"))).clicked() {
        out.ask(Request::Show(None));
        ui.close();
    }
    ui.separator();
    for panel in panels::ALL {
        if ui.radio(panel.id == now.id, messages::by_table("panel-", panel.id)).clicked() {
            out.ask(Request::Show(Some(panel.id)));
            ui.close();
        }
    }
}

/// A tab, whose width depends on what it is called alone: neither a count that comes or grows nor another tab that is
/// opened moves it.
struct Tab {
    panel: &'static PanelInfo,
    /// How much there is in the panel; empty when there is nothing.
    count: String,
    width: f32,
}

impl Tab {
    fn of(ui: &Ui, session: &Session, reach: Reach<'_>, panel: &'static PanelInfo) -> Tab {
        let count = session.panels.count(panel.id, &session.look(reach.window)).filter(|count| *count > 0);
        let name = messages::by_table("panel-", panel.id).to_owned();
        let name = ui.painter().layout_no_wrap(name, theme::strong_font(theme::PANEL_SIZE), Color32::PLACEHOLDER);
        let width = (name.size().x + 2.0 * TAB_PADDING).ceil();
        Tab { panel, count: count.map_or_else(String::new, |count| text!("dock-count", n = count)), width }
    }

    /// Paints what it says: what it is called, and the count below that.
    fn paint(&self, ui: &Ui, rect: Rect, here: bool) {
        let palette = theme::palette(ui.ctx());
        let plain = FontId::proportional(theme::PANEL_SIZE);
        let (font, ink) =
            if here { (theme::strong_font(theme::PANEL_SIZE), palette.ink) } else { (plain, palette.quiet) };
        let (middle, count) = (rect.center().x, FontId::proportional(COUNT_SIZE));
        let name = messages::by_table("panel-", self.panel.id);
        ui.painter().text(pos2(middle, rect.top() + 3.0), Align2::CENTER_TOP, name, font, ink);
        let below = pos2(middle, rect.bottom() - 3.0);
        ui.painter().text(below, Align2::CENTER_BOTTOM, &self.count, count, palette.quiet);
    }
}

/// The tabs for which there is room, in points: the one that is open, then those that come first. The others stand in a
/// menu.
fn tabs_that_fit(ui: &Ui, session: &Session, reach: Reach<'_>, now: &PanelInfo, room: f32) -> Vec<Tab> {
    let tabs = panels::ALL.iter().filter(|panel| panel.always || panel.id == now.id);
    let mut tabs: Vec<Tab> = tabs.map(|panel| Tab::of(ui, session, reach, panel)).collect();
    let mut all: f32 = tabs.iter().map(|tab| tab.width).sum();
    while all > room {
        let Some(last) = tabs.iter().rposition(|tab| tab.panel.id != now.id) else { break };
        all -= tabs.remove(last).width;
    }
    tabs
}
