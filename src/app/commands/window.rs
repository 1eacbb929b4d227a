//! Commands about what is shown: theme, size, the dock, help.

use crate::app::command::{DocumentCommand, Menu, Spec, Where, WindowCommand};
use crate::app::effects::WindowEffects;
use crate::app::keys::{CTRL, CTRL_SHIFT, Id, NONE, press};
use crate::app::request::{Opens, Request};
use crate::app::theme;
use crate::settings::Theme;
use egui::Key;

/// Those that need no document.
pub(super) static WINDOW: &[WindowCommand] = &[
    row(Spec::new(Id("theme-system")).menu(Menu::View, 2, 0), |fx| set_theme(fx, Theme::System)),
    row(Spec::new(Id("theme-light")).menu(Menu::View, 2, 1), |fx| set_theme(fx, Theme::Light)),
    row(Spec::new(Id("theme-dark")).menu(Menu::View, 2, 2), |fx| set_theme(fx, Theme::Dark)),
    row(
        Spec::new(Id("zoom-in"))
            .keys(
                Where::Anywhere,
                &[
                    press(CTRL, Key::Plus),
                    press(CTRL, Key::Equals),
                    press(CTRL_SHIFT, Key::Plus),
                    press(CTRL_SHIFT, Key::Equals),
                ],
            )
            .menu(Menu::View, 3, 0),
        |fx| set_zoom(fx, fx.ctx.zoom_factor() * 1.1),
    ),
    row(Spec::new(Id("zoom-out")).keys(Where::Anywhere, &[press(CTRL, Key::Minus)]).menu(Menu::View, 3, 1), |fx| {
        set_zoom(fx, fx.ctx.zoom_factor() / 1.1);
    }),
    row(Spec::new(Id("zoom-reset")).keys(Where::Anywhere, &[press(CTRL, Key::Num0)]).menu(Menu::View, 3, 2), |fx| {
        set_zoom(fx, 1.0);
    }),
    row(Spec::new(Id("palette")).keys(Where::Anywhere, &[press(CTRL_SHIFT, Key::P)]).menu(Menu::Help, 0, 0), |fx| {
        fx.request(Request::Dialog(Opens::Palette));
    }),
    row(Spec::new(Id("keys")).keys(Where::Anywhere, &[press(NONE, Key::F1)]).menu(Menu::Help, 0, 1), |fx| {
        fx.request(Request::Dialog(Opens::Keys));
    }),
    row(Spec::new(Id("about")).menu(Menu::Help, 0, 2), |fx| fx.request(Request::Dialog(Opens::About))),
];

/// Those that work on the document that is open.
pub(super) static DOCUMENT: &[DocumentCommand] = &[
    DocumentCommand {
        spec: Spec::new(Id("show-changes")).menu(Menu::View, 1, 0),
        applies: |_, _| true,
        run: |fx| fx.settings.show_changes = !fx.settings.show_changes,
    },
    DocumentCommand {
        spec: Spec::new(Id("close-dock")).keys(Where::Anywhere, &[press(CTRL, Key::D)]).menu(Menu::View, 1, 1),
        applies: |look, _| look.settings.panel.is_some(),
        run: |fx| fx.request(Request::Show(None)),
    },
];

const fn row(spec: Spec, run: fn(&mut WindowEffects<'_>)) -> WindowCommand {
    WindowCommand { spec, applies: |_| true, run }
}

fn set_theme(fx: &mut WindowEffects<'_>, chosen: Theme) {
    fx.settings.theme = chosen;
    theme::show(fx.ctx, chosen);
}

fn set_zoom(fx: &mut WindowEffects<'_>, zoom: f32) {
    fx.settings.zoom = theme::zoom(fx.ctx, zoom);
}
