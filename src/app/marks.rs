//! Marks at places of a row's text: grounds and underlines, by colour and by shape.

use egui::Color32;
use std::ops::Range;

/// A mark at a place of a row's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// The bytes of the text.
    pub at: Range<usize>,
    /// How it looks.
    pub style: MarkStyle,
}

/// How a mark looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum MarkStyle {
    /// A coloured ground.
    Ground(Color32),
    /// An underline.
    Under {
        /// Its shape.
        line: Underline,
        /// Its colour.
        ink: Color32,
        /// It is the current one, and has a ground as well.
        current: bool,
    },
}

/// How words are underlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Underline {
    /// Dots: a name.
    Dotted,
    /// A wave: spelling.
    Wavy,
    /// Dashes: the way it is written.
    Dashed,
}
