//! The faces that the program carries, and their families.
//!
//! Inter without ligatures where the caret goes. What Inter lacks (Chinese, Arabic, emoji …) comes from the
//! fonts of the system, which the toolkit asks for when a text needs them.

use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// The family of the semibold face.
pub(super) const STRONG: &str = "strong";
/// The family whose figures are all of one width.
pub(super) const NUMBERS: &str = "numbers";

/// Gives the toolkit its faces.
pub(super) fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let faces: [(&str, &[u8]); 3] = [
        ("regular", include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
        (STRONG, include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
        (NUMBERS, include_bytes!("../../assets/fonts/Inter-Numbers.ttf")),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let family = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    fonts.families = [
        (FontFamily::Proportional, family(&["regular"])),
        (FontFamily::Monospace, family(&[NUMBERS, "regular"])),
        (FontFamily::Name(STRONG.into()), family(&[STRONG, "regular"])),
        (FontFamily::Name(NUMBERS.into()), family(&[NUMBERS, "regular"])),
    ]
    .into();
    fonts
}
