//! The dock beside the table: the tabs of the panels, and the panel that is open.

use super::panels::{self, PanelAction, PanelInfo};
use super::request::{Out, Request};
use super::session::{Reach, Session};
use super::theme;
use crate::messages::{self, text};
use egui::{Button, Frame, Margin, RichText, Stroke, Ui};

/// Space on either side of what a tab says, in points.
const TAB_PADDING: f32 = 4.5;

/// Draws the dock, if a panel is open.
pub(super) fn show(ui: &mut Ui, session: &Session, reach: Reach<'_>, out: &mut Out<PanelAction>) {
    let open = reach.window.settings.panel.as_deref();
    let Some(now) = panels::ALL.iter().find(|panel| Some(panel.id) == open) else { return };
    let frame =
        Frame::new().fill(reach.window.palette.panel).inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 });
    let width = ui.available_width();
    let dock = egui::Panel::right("dock").frame(frame).default_size(400.0).size_range(260.0..=(width * 0.6).max(261.0));
    dock.show(ui, |ui| {
        tabs(ui, session, reach, now, out);
        session.panels.ui(now.id, ui, &session.look(reach.window), out);
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
        ui.spacing_mut().button_padding.x = TAB_PADDING;
        for (panel, title) in &shown {
            let here = panel.id == now.id;
            let text = match here {
                true => RichText::new(title).font(theme::strong_font(theme::PANEL_SIZE)),
                false => RichText::new(title).color(palette.quiet),
            };
            let tab = Button::new(text).frame(true).frame_when_inactive(false).min_size(egui::vec2(0.0, 30.0));
            let button = ui.add(tab);
            let name = messages::by_table("panel-", panel.id);
            button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, here, name));
            if here {
                let line = button.rect.left() + 5.0..=button.rect.right() - 5.0;
                ui.painter().hline(line, button.rect.bottom() + 1.0, Stroke::new(2.0, palette.accent));
            }
            if button.clicked() {
                out.ask(Request::Show(Some(panel.id)));
            }
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
                    let is_shown = shown.iter().any(|(other, _)| other.id == panel.id);
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

/// The tabs for which there is room, in points, with what they say: the one that is open, then those that come first.
/// The others stand in a menu.
fn tabs_that_fit(
    ui: &Ui,
    session: &Session,
    reach: Reach<'_>,
    now: &PanelInfo,
    room: f32,
) -> Vec<(&'static PanelInfo, String)> {
    let wide = |panel: &PanelInfo, title: &str| {
        let plain = egui::FontId::proportional(theme::PANEL_SIZE);
        let font = if panel.id == now.id { theme::strong_font(theme::PANEL_SIZE) } else { plain };
        let text = ui.painter().layout_no_wrap(title.to_owned(), font, egui::Color32::PLACEHOLDER);
        text.size().x + 2.0 * TAB_PADDING
    };
    let look = session.look(reach.window);
    let title = |panel: &'static PanelInfo| {
        let name = messages::by_table("panel-", panel.id);
        let count = session.panels.count(panel.id, &look).filter(|count| *count > 0);
        (panel, count.map_or_else(|| name.to_owned(), |count| format!("{name} {count}")))
    };
    let tabs = panels::ALL.iter().filter(|panel| panel.always || panel.id == now.id);
    let mut tabs: Vec<_> = tabs.map(title).collect();
    let mut all: f32 = tabs.iter().map(|(panel, title)| wide(panel, title)).sum();
    while all > room {
        let Some(last) = tabs.iter().rposition(|(panel, _)| panel.id != now.id) else { break };
        let (panel, title) = tabs.remove(last);
        all -= wide(panel, &title);
    }
    tabs
}
