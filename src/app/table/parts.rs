//! What the table is made of: its columns, a row with all that is needed to draw it, and what others show in it.

use crate::app::desk::Desk;
use crate::app::keys::Id as CommandId;
use crate::app::look::Look;
use crate::app::marks::Mark;
use crate::app::panel::{MenuPart, Proposed, Remark};
use crate::app::theme::{self, LINE_HEIGHT, Palette};
use crate::model::{Line, timecode};
use egui::{Rect, Ui};

/// The height of the table's head, in points.
pub(super) const HEAD_HEIGHT: f32 = 28.0;
/// The height of a row with one line of text, in points.
pub(super) const MIN_HEIGHT: f32 = LINE_HEIGHT + 2.0 * PAD;
/// Space above and below the text of a row, in points.
pub(super) const PAD: f32 = 5.0;

/// What others have to show in the table.
pub(crate) struct Decor<'a> {
    /// The marks of a row's text.
    pub marks: &'a dyn Fn(usize, &str) -> Vec<Mark>,
    /// What is said of the text at a place of a row.
    pub remark: &'a dyn Fn(usize, usize) -> Option<Remark>,
    /// Draws what panels can do at a place, in its menu.
    pub menu: &'a dyn Fn(&MenuPart, &mut Ui),
    /// Who is proposed as the speaker of a row.
    pub proposed: &'a dyn Fn(usize) -> Option<Proposed>,
    /// Whether a command applies.
    pub applies: &'a dyn Fn(CommandId) -> bool,
}

/// What the last frame measured, for whoever moves by pages.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Geometry {
    /// How many rows were wholly in view.
    pub rows: usize,
    /// How wide the text column is, in points.
    pub text_width: f32,
    /// How tall the view of the rows was, in pixels.
    pub height: f32,
    /// How many pixels a point had.
    pub scale: f32,
}

/// Where the columns stand, in points on the screen.
pub(super) struct Columns {
    pub(super) left: f32,
    pub(super) check: f32,
    pub(super) number_right: f32,
    pub(super) start: f32,
    pub(super) speaker: f32,
    pub(super) text: f32,
    pub(super) right: f32,
    style: timecode::Style,
}

impl Columns {
    /// Columns for a document in a rectangle of the screen.
    pub(super) fn new(ui: &Ui, desk: &Desk, rect: Rect) -> Columns {
        let style = timecode::style_for(desk.transcript().length());
        let digits = desk.len().max(100).to_string().len() as f32;
        let digit = ui.fonts_mut(|fonts| fonts.glyph_width(&theme::number_font(theme::TEXT_SIZE), '0'));
        let number_right = rect.left() + 44.0 + digits * digit;
        let start = number_right + 16.0;
        let timed = if style.hours { 8.2 } else { 5.0 };
        let speaker = start + timed * digit + 22.0;
        let room = rect.right() - speaker;
        let text = speaker + (room * 0.25).clamp(90.0, 176.0);
        Columns {
            left: rect.left(),
            check: rect.left() + 29.0,
            number_right,
            start,
            speaker,
            text,
            right: rect.right() - 28.0,
            style,
        }
    }

    /// When a line begins, as the table shows it.
    pub(super) fn time(&self, line: &Line) -> Option<String> {
        line.start().map(|time| timecode::format(time, self.style))
    }

    /// How wide the text column is, in points.
    pub(super) fn text_width(&self) -> f32 {
        (self.right - self.text).max(60.0)
    }
}

/// A row and all that is needed to draw it.
#[allow(clippy::struct_field_names, reason = "the number of a row is called `row` everywhere")]
pub(super) struct TableRow<'a> {
    pub desk: &'a Desk,
    pub look: &'a Look<'a>,
    pub decor: &'a Decor<'a>,
    /// What is marked in its text.
    pub marks: &'a [Mark],
    pub columns: &'a Columns,
    pub palette: &'static Palette,
    pub row: usize,
    pub line: &'a Line,
    /// The line before it.
    pub before: Option<&'a Line>,
    /// Where it stands on the screen.
    pub rect: Rect,
}
