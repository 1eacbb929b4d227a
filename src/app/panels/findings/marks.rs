//! How the kinds of findings are marked, by shape and by colour.

use crate::analysis::Kind;
use crate::app::marks::Underline;
use crate::app::theme::Palette;
use egui::Color32;

/// The underline and the colour of a kind of finding.
pub(super) fn of(kind: Kind, palette: &Palette) -> (Underline, Color32) {
    match kind {
        Kind::Name | Kind::GlossaryForm => (Underline::Dotted, palette.name),
        Kind::UnknownWord | Kind::LowConfidence => (Underline::Wavy, palette.spelling),
        Kind::Typography | Kind::RepeatedWord | Kind::Markup | Kind::Speaker | Kind::Times | Kind::Credits => {
            (Underline::Dashed, palette.quiet)
        }
    }
}
