//! The light: what is said of an underlined word stands beside it, under the resting pointer or at the caret, with what may
//! be meant and the key for it. It covers no word that it is about, moves nothing, takes no click, and goes with the next
//! key or with moving on.

use super::drag::Ground;
use super::marks::segments;
use super::parts::{Decor, PAD};
use super::text::{character_at, job};
use crate::app::caret::{self, table_id};
use crate::app::pace::Pace;
use crate::app::panel::Remark;
use crate::app::theme::{self, LINE_HEIGHT};
use crate::app::view::Field;
use crate::document::Revision;
use crate::messages::text;
use egui::{Color32, Galley, Label, Popup, PopupKind, Pos2, Rect, RectAlign, RichText, Ui, pos2, vec2};
use std::ops::Range;
use std::time::Duration;

/// How long the pointer or the caret rests on a word before something is said of it.
const REST: Duration = Duration::from_millis(350);
/// How wide it is, in points, at most.
const WIDE: f32 = 320.0;

/// The word that it is about, and since when.
#[derive(Clone, Debug)]
struct Lit {
    of: Of,
    since: f64,
    /// The person has gone on typing: nothing is said of this word until it is pointed at again.
    put_away: bool,
}

/// What it is about: a word in a state of the document.
#[derive(Clone, Debug, PartialEq)]
struct Of {
    row: usize,
    at: Range<usize>,
    revision: Revision,
    by: By,
}

/// What rests there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Pointer,
    Caret,
}

/// Shows what is said of the word under the pointer, else of the one at the caret.
pub(super) fn show(ui: &Ui, ground: &Ground<'_>, decor: &Decor<'_>) {
    let ctx = ui.ctx();
    let kept = table_id().with("light");
    let is_free = !Popup::is_any_open(ctx)
        && ctx.memory(|memory| memory.top_modal_layer().is_none())
        && !ctx.input(|input| input.pointer.any_down());
    let found = is_free.then(|| under_pointer(ui, ground, decor).or_else(|| at_caret(ground, decor))).flatten();
    let Some((of, place, remark)) = found else { return ctx.data_mut(|data| data.remove::<Lit>(kept)) };
    let (now, typed) = (ctx.input(|input| input.time), ctx.with_plugin(|pace: &mut Pace| pace.typed()));
    let before: Option<Lit> = ctx.data(|data| data.get_temp(kept));
    let mut lit = before.filter(|lit| lit.of == of).unwrap_or(Lit { of, since: now, put_away: false });
    if typed == Some(true) {
        match lit.of.by {
            By::Pointer => lit.put_away = true,
            By::Caret => lit.since = now,
        }
    }
    let rest = REST.saturating_sub(Duration::from_secs_f64((now - lit.since).max(0.0)));
    let is_shown = rest.is_zero() && !lit.put_away;
    if !rest.is_zero() {
        ctx.request_repaint_after(rest);
    }
    ctx.data_mut(|data| data.insert_temp(kept, lit));
    if is_shown {
        draw(ui, ground, place, &remark);
    }
}

/// The underlined word under the pointer, in a row that is read, and where it stands.
fn under_pointer(ui: &Ui, ground: &Ground<'_>, decor: &Decor<'_>) -> Option<(Of, Rect, Remark)> {
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    if !ui.rect_contains_pointer(ground.view) || !ground.is_text(pointer) {
        return None;
    }
    let (row, top) = ground.row_at(pointer.y)?;
    let (galley, within) = ground.text_at((row, top), pointer)?;
    let text = &ground.look.desk.transcript().lines.get(row)?.text;
    let character = character_at(&galley, within, text);
    let (byte, _) = text.char_indices().nth(character)?;
    let remark = (decor.remark)(row, byte)?;
    let origin = pos2(ground.columns.text, top + PAD);
    let place = places(&galley, origin, text, &remark.at).find(|place| place.contains(pointer))?;
    Some((of(ground, row, &remark, By::Pointer), place, remark))
}

/// The underlined word at the caret of the open cell, and where it stands.
fn at_caret(ground: &Ground<'_>, decor: &Decor<'_>) -> Option<(Of, Rect, Remark)> {
    let desk = ground.look.desk;
    let row = desk.view.editing.as_ref().filter(|editing| editing.field == Field::Text)?.row;
    let &(_, top, _) = ground.rows.iter().find(|(shown, ..)| *shown == row)?;
    let text = &desk.transcript().lines.get(row)?.text;
    let caret = caret::range(ground.ctx, text).filter(Range::is_empty).filter(|_| caret::has_focus(ground.ctx))?.start;
    let before = || text[..caret].char_indices().next_back().and_then(|(byte, _)| (decor.remark)(row, byte));
    let remark = (decor.remark)(row, caret).or_else(before)?;
    let laid_out = job(text, ground.columns.text_width(), Color32::PLACEHOLDER, &[]);
    let galley = ground.ctx.fonts_mut(|fonts| fonts.layout_job(laid_out));
    let place = places(&galley, pos2(ground.columns.text, top + PAD), text, &remark.at).last()?;
    Some((of(ground, row, &remark, By::Caret), place, remark))
}

fn of(ground: &Ground<'_>, row: usize, remark: &Remark, by: By) -> Of {
    Of { row, at: remark.at.clone(), revision: ground.look.desk.document().revision(), by }
}

/// Where the parts of a word stand that a text laid out at `origin` shows.
fn places(galley: &Galley, origin: Pos2, text: &str, at: &Range<usize>) -> impl Iterator<Item = Rect> {
    let parts = segments(galley, text, at.clone()).into_iter();
    parts.map(move |(x, below)| {
        let size = vec2(x.span(), LINE_HEIGHT);
        Rect::from_min_size(origin + vec2(x.min, below + 1.5 - LINE_HEIGHT), size)
    })
}

/// Draws it below a word, or above where there is no room.
fn draw(ui: &Ui, ground: &Ground<'_>, word: Rect, remark: &Remark) {
    let look = ground.look;
    let says = match &remark.fix {
        Some(fix) => text!("light-fix", why = &remark.why, fix = fix),
        None => remark.why.clone(),
    };
    let light = Popup::new(table_id().with("light beside a word"), ui.ctx().clone(), word.expand(2.0), ui.layer_id())
        .kind(PopupKind::Tooltip)
        .align(RectAlign::BOTTOM_START)
        .align_alternatives(&[RectAlign::TOP_START, RectAlign::BOTTOM_END, RectAlign::TOP_END])
        .gap(2.0)
        .interactable(false)
        .accessible_name(says)
        .open(true);
    light.show(|ui| {
        ui.set_max_width(WIDE);
        let quiet = RichText::new(&remark.why).size(theme::SMALL_SIZE).color(look.palette.quiet);
        ui.add(Label::new(quiet).wrap().selectable(false));
        let Some(fix) = &remark.fix else { return };
        ui.horizontal(|ui| {
            let fix = RichText::new(fix).font(theme::strong_font(theme::PANEL_SIZE)).color(look.palette.accent);
            ui.add(Label::new(fix).selectable(false));
            let how = match remark.command {
                Some(command) => look.keys.shown(ui.ctx(), command),
                None => text!("light-menu").to_owned(),
            };
            ui.add(Label::new(RichText::new(how).size(theme::SMALL_SIZE).color(look.palette.quiet)).selectable(false));
        });
    });
}
