//! The clipboard: what is put on it, as text and as HTML, and what Stet itself has put there, kept exactly.
//!
//! The system's clipboard stands behind a small trait, so that a test sees both. Reading it is left to the toolkit, which
//! hands over text as [`egui::Event::Paste`]. Lines that were copied are known again by their text, and keep inside the
//! program what a text cannot say: word times, ends, and what is checked.

use crate::export::Copied;
use crate::model::Transcript;
use egui::{Context, ViewportCommand};

/// Puts something on a clipboard.
pub trait Clipboard {
    /// Puts a text there and, with `html`, the same for programs that show more.
    fn put(&mut self, ctx: &Context, text: &str, html: Option<&str>);
}

/// Where something is to be pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PasteAs {
    /// Where the keyboard is: into its text, or as lines into the table.
    Here,
    /// As lines, also while a cell is open.
    Lines,
    /// As a document of its own.
    Document,
}

/// The clipboard of the system, with what was copied last.
pub(super) struct Copies {
    system: Box<dyn Clipboard>,
    /// The lines that were copied last, and the text as which they lie on the clipboard.
    lines: Option<(String, Transcript)>,
    /// What the text is for that was asked of the toolkit, and for how many frames it may still come.
    wanted: Option<(PasteAs, u8)>,
}

impl Default for Copies {
    fn default() -> Copies {
        Copies::on(Box::new(Toolkits))
    }
}

impl Copies {
    /// Nothing was copied yet.
    pub(super) fn on(system: Box<dyn Clipboard>) -> Copies {
        Copies { system, lines: None, wanted: None }
    }

    /// Copies a text.
    pub(super) fn copy_text(&mut self, ctx: &Context, text: &str) {
        self.system.put(ctx, text, None);
        self.lines = None;
    }

    /// Copies lines.
    pub(super) fn copy_lines(&mut self, ctx: &Context, lines: Transcript) {
        let Copied { text, html } = crate::export::copied(&lines);
        self.system.put(ctx, &text, Some(&html));
        self.lines = Some((text, lines));
    }

    /// The lines that were copied as this text.
    pub(super) fn lines_of(&self, text: &str) -> Option<&Transcript> {
        // Some programs take the end of the last line away.
        let (copied, lines) = self.lines.as_ref()?;
        (copied.trim_end() == text.trim_end()).then_some(lines)
    }

    /// Asks the toolkit for what is on the clipboard. It comes in one of the next frames, unless there is no text.
    pub(super) fn ask(&mut self, ctx: &Context, paste: PasteAs) {
        self.wanted = Some((paste, FRAMES));
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
    }

    /// What a text is for that comes in this frame. Called once a frame; `came` says that one did.
    pub(super) fn wanted(&mut self, came: bool) -> PasteAs {
        let Some((paste, frames)) = self.wanted.take() else { return PasteAs::Here };
        self.wanted = (!came && frames > 0).then(|| (paste, frames - 1));
        paste
    }
}

/// For how many frames a text is waited for: a click that asks for it delays what comes by one.
const FRAMES: u8 = 3;

/// The clipboard as the toolkit has it, which knows text alone.
struct Toolkits;

impl Clipboard for Toolkits {
    fn put(&mut self, ctx: &Context, text: &str, _html: Option<&str>) {
        ctx.copy_text(text.to_owned());
    }
}

/// The clipboard of the system. Where it cannot be reached, the toolkit's.
pub(super) struct System(Option<arboard::Clipboard>);

impl System {
    /// Reaches for it.
    pub(super) fn new() -> System {
        let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty());
        let reached = (!wayland || wayland_lets_others_copy()).then(arboard::Clipboard::new);
        System(reached.and_then(Result::ok))
    }
}

/// Whether Wayland lets somebody else than the window hold its clipboard. Where it does not, the toolkit alone can.
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
fn wayland_lets_others_copy() -> bool {
    wl_clipboard_rs::utils::is_primary_selection_supported().is_ok()
}

/// There is no Wayland here.
#[cfg(not(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android")))))]
fn wayland_lets_others_copy() -> bool {
    false
}

impl Clipboard for System {
    fn put(&mut self, ctx: &Context, text: &str, html: Option<&str>) {
        let put = self.0.as_mut().zip(html).map(|(clipboard, html)| clipboard.set_html(html, Some(text)));
        if !matches!(put, Some(Ok(()))) {
            Toolkits.put(ctx, text, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_paste_is_for_is_forgotten_when_none_comes() {
        let ctx = Context::default();
        let mut copies = Copies::default();
        for (frames, expected) in [(0, PasteAs::Lines), (FRAMES, PasteAs::Lines), (FRAMES + 1, PasteAs::Here)] {
            copies.ask(&ctx, PasteAs::Lines);
            for _ in 0..frames {
                assert_eq!(copies.wanted(false), PasteAs::Lines);
            }
            assert_eq!(copies.wanted(true), expected, "after {frames} frames");
            assert_eq!(copies.wanted(true), PasteAs::Here, "once");
        }
    }
}
