//! The window without a screen: the application draws its frames, and the toolkit makes triangles of them.

use crate::{By, Report, Sample, generate, naming};
use egui::accesskit;
use egui::{
    Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, pos2, vec2,
};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;
use stet::app::{App, Scripted};
use stet::document::Document;
use stet::jobs::Cancel;

const SIZE: egui::Vec2 = vec2(1280.0, 800.0);
/// A place in the table's scroll bar, halfway down.
const MIDDLE_OF_BAR: Pos2 = pos2(SIZE.x - 6.0, 110.0 + (SIZE.y - 110.0 - 26.0) / 2.0);
const IN_TABLE: Pos2 = pos2(500.0, 400.0);

/// Measures the start, opening, a frame at the top, in the middle and at the end, and a keystroke in a cell.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    let path = std::env::temp_dir().join(format!("stet-bench-{}-{}.srt", std::process::id(), sample.lines));
    std::fs::write(&path, generate::srt(sample.lines)).expect("the folder for temporary files can be written");

    report.row("start: an empty window, first frame", By::Wall, &[], || (), |()| drop(Window::empty()));
    let goals = [(100_000, 100.0), (1_000_000, 500.0)];
    report.row("open in the window, rows in view", By::Wall, &goals, Window::empty, |window| window.open(&path));

    let frame = [(100_000, 4.0), (1_000_000, 4.0)];
    let mut window = Window::opened(&path);
    report.row("a frame at the top, at rest", By::Cpu, &frame, || (), |()| window.frame(&[]));
    for (place, go) in
        [("top", Window::go_to_top as fn(&mut Window)), ("middle", Window::go_to_middle), ("end", Window::go_to_end)]
    {
        go(&mut window);
        let mut down = false;
        report.row(
            &format!("a frame at the {place}, scrolling 300 points"),
            By::Cpu,
            &frame,
            || (),
            |()| {
                down = !down;
                window.scroll(if down { 300.0 } else { -300.0 });
            },
        );
    }
    window.go_to_middle();
    window.press(Modifiers::NONE, Key::Enter);
    report.row("a keystroke in a cell", By::Cpu, &frame, || (), |()| window.frame(&[Event::Text("e".to_owned())]));

    window.press(Modifiers::NONE, Key::Escape);
    window.go_to_end();
    let moved = window.pixels_of_one_step();
    println!("| {:<52} | {moved:>19} px | {:<20} |", "one wheel step of 1 px near the last line moves", "1 px");
    // It is only a leftover when it cannot be removed.
    let _ = std::fs::remove_file(path);
    for forms in [5_000, 10_000] {
        names(sample, report, forms, &frame);
    }
}

/// Measures a keystroke, the taking of a name and a frame of the panel where many names are marked and the glossary is
/// large.
fn names(sample: &Sample, report: &Report, forms: usize, frame: &[(usize, f64)]) {
    let (typed, taken, listed) = (
        format!("a keystroke, {} names marked, {forms} forms", naming::MARKED),
        format!("take a name in the window, a glossary of {forms} forms"),
        format!("a frame of the Glossary panel, {forms} forms"),
    );
    // It takes a while to get there.
    if ![&typed, &taken, &listed].into_iter().any(|row| report.is_chosen(row)) {
        return;
    }
    let t = naming::misheard(&sample.transcript, forms);
    let path = std::env::temp_dir().join(format!("stet-bench-{}-{}-{forms}.stet", std::process::id(), sample.lines));
    let mut bytes = Vec::new();
    let snapshot = Document::new(t.clone(), t).snapshot_for_save();
    snapshot.write(&mut bytes, &Cancel::default()).expect("writing to memory does not fail");
    std::fs::write(&path, bytes).expect("the folder for temporary files can be written");
    let mut window = Window::opened(&path);
    window.press(Modifiers::COMMAND, Key::Num1);
    window.wait_for("→");
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    report.row(&taken, By::Cpu, frame, || (), |()| window.frame(&[enter(true), enter(false)]));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Enter);
    report.row(&typed, By::Cpu, frame, || (), |()| window.frame(&[Event::Text("e".to_owned())]));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Num7);
    window.wait_for("new entry of the glossary");
    report.row(&listed, By::Cpu, frame, || (), |()| window.frame(&[]));
    // It is only a leftover when it cannot be removed.
    let _ = std::fs::remove_file(path);
}

struct Window {
    ctx: Context,
    app: App,
    time: f64,
    /// The accessibility tree of the last frame, when it is on.
    tree: Option<accesskit::TreeUpdate>,
}

impl Window {
    fn empty() -> Window {
        let ctx = Context::default();
        let app = App::new(&ctx, Box::new(Scripted::default()), None);
        let mut window = Window { ctx, app, time: 0.0, tree: None };
        window.frame(&[]);
        window
    }

    fn opened(path: &Path) -> Window {
        let mut window = Window::empty();
        window.open(path);
        window
    }

    /// Opens a file and draws frames until its rows are in view.
    fn open(&mut self, path: &Path) {
        self.app.open_path(PathBuf::from(path));
        while !self.app.is_open() {
            thread::yield_now();
            self.app.logic(&self.ctx);
        }
        self.frame(&[]);
    }

    /// Draws one frame and makes triangles of it.
    fn frame(&mut self, events: &[Event]) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            focused: true,
            events: events.to_vec(),
            ..RawInput::default()
        };
        self.app.logic(&self.ctx);
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        // Nothing is painted: the faces go to no graphics card.
        output.textures_delta.clear();
        self.tree = output.platform_output.accesskit_update;
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
    }

    /// Draws frames until a text is on the screen.
    fn wait_for(&mut self, text: &str) {
        self.ctx.enable_accesskit();
        loop {
            self.frame(&[]);
            let nodes = self.tree.iter().flat_map(|tree| &tree.nodes);
            let mut said = nodes.flat_map(|(_, node)| node.label().into_iter().chain(node.value()));
            if said.any(|said| said.contains(text)) {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        self.ctx.disable_accesskit();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.frame(&[event(true)]);
        self.frame(&[event(false)]);
    }

    fn go_to_top(&mut self) {
        self.press(Modifiers::NONE, Key::Home);
    }

    fn go_to_end(&mut self) {
        self.press(Modifiers::NONE, Key::End);
    }

    /// Presses the middle of the scroll bar, and points at a row there.
    fn go_to_middle(&mut self) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(&[Event::PointerMoved(MIDDLE_OF_BAR)]);
        self.frame(&[button(MIDDLE_OF_BAR, true)]);
        self.frame(&[button(MIDDLE_OF_BAR, false)]);
        let number = pos2(60.0, IN_TABLE.y);
        self.frame(&[Event::PointerMoved(number)]);
        self.frame(&[button(number, true)]);
        self.frame(&[button(number, false)]);
    }

    fn scroll(&mut self, points: f32) {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -points),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        self.frame(&[Event::PointerMoved(IN_TABLE), wheel]);
    }

    /// By how many points the rows move when the wheel says one, after the toolkit has smoothed it out.
    fn pixels_of_one_step(&mut self) -> f64 {
        self.ctx.enable_accesskit();
        self.scroll(-100.0);
        for _ in 0..60 {
            self.frame(&[]);
        }
        let before = self.row_in_view();
        self.scroll(-1.0);
        for _ in 0..60 {
            self.frame(&[]);
        }
        let Some((row, top)) = before else { return f64::NAN };
        self.top_of(row).map_or(f64::NAN, |after| ((after - top) * 100.0).round() / 100.0)
    }

    fn rows(&self) -> impl Iterator<Item = (accesskit::NodeId, f64)> {
        let nodes = self.tree.iter().flat_map(|tree| &tree.nodes);
        let rows = nodes.filter(|(_, node)| node.role() == accesskit::Role::Row);
        rows.filter_map(|(id, node)| Some((*id, node.bounds()?.y0)))
    }

    fn row_in_view(&self) -> Option<(accesskit::NodeId, f64)> {
        self.rows().find(|(_, top)| *top > f64::from(IN_TABLE.y))
    }

    fn top_of(&self, row: accesskit::NodeId) -> Option<f64> {
        self.rows().find(|(id, _)| *id == row).map(|(_, top)| top)
    }
}
