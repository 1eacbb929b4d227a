//! A window to drive in a test, as a person would drive it: headless, through its accessibility tree.

use egui::{
    Context, Event, FullOutput, Key, Modifiers, OutputCommand, Plugin, RawInput, Role, ViewportCommand, ViewportId,
};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use stet::app::{App, Clipboard, Scripted};
use stet::model::{Message, Value};
use stet::{message, text};

/// The key for commands.
pub const CTRL: Modifiers = Modifiers::COMMAND;
/// The key for capitals.
pub const SHIFT: Modifiers = Modifiers::SHIFT;

/// A frame that is asked for later than this is not waited for.
const LATER: Duration = Duration::from_mins(1);

/// A window with scripted file dialogs, and a folder that goes with it.
pub struct Window {
    pub harness: Harness<'static, Option<App>>,
    pub folder: tempfile::TempDir,
    board: Board,
    /// A word for each time that a frame was asked for at once, by the window or by what is under way.
    woken: Receiver<()>,
}

impl Window {
    /// A window whose dialogs pick these names of its folder, in order.
    pub fn picking(names: &[&str]) -> Window {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let picks: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
        Window::new(folder, Scripted::picking(picks))
    }

    pub fn new(folder: tempfile::TempDir, dialogs: Scripted) -> Window {
        let mut dialogs = Some(dialogs);
        let settings = folder.path().join("settings");
        let (wake, woken) = mpsc::channel();
        let board = Board::default();
        let shared = board.clone();
        let harness = Harness::builder().with_size([1280.0, 800.0]).with_step_dt(0.02).build_ui_state(
            move |ui, app: &mut Option<App>| {
                let app = app.get_or_insert_with(|| {
                    let wake = wake.clone();
                    ui.ctx().set_repaint_observer(move |asked| {
                        if asked.delay.is_zero() {
                            // Nobody listens any more when the test is over.
                            let _ = wake.send(());
                        }
                    });
                    let dialogs = dialogs.take().expect("the window is made once");
                    ui.ctx().add_plugin(shared.clone());
                    let app = App::new(ui.ctx(), Box::new(dialogs), Some(settings.clone()));
                    app.with_clipboard(Box::new(shared.clone()))
                });
                app.logic(ui.ctx());
                app.ui(ui);
            },
            None,
        );
        Window { harness, folder, board, woken }
    }

    /// A window on a text that was opened from a file.
    pub fn on(name: &str, text: &str) -> Window {
        let mut window = Window::picking(&[name]);
        window.write(name, text);
        window.press_with(CTRL, Key::O);
        window.wait_for(text!("opening-as", format = "…", n = "…"));
        window
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("the folder of the test can be written");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("the file is there")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Presses the key of a letter as a keyboard does, which also types the letter.
    pub fn strike(&mut self, key: Key) {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        let input = self.harness.input_mut();
        input.events.extend([event(true), Event::Text(key.name().to_lowercase()), event(false)]);
        self.harness.step();
        self.settle();
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.harness.event(Event::Text(c.to_string()));
        }
        self.settle();
    }

    /// Adds an entry to the glossary, in its panel.
    pub fn add_to_glossary(&mut self, entry: &str) {
        self.press_with(CTRL, Key::Num7);
        self.click(text!("glossary-add"));
        self.type_text(entry);
        self.press(Key::Enter);
        self.press(Key::Escape);
    }

    /// Clicks what is called so, else the first whose name has this in it.
    pub fn click(&mut self, label: impl AsRef<str>) {
        let label = label.as_ref();
        let all = self.all();
        let found = all.iter().find(|shown| *shown == label).or_else(|| all.iter().find(|shown| is_in(shown, label)));
        self.harness.get_by_label(found.map_or(label, String::as_str)).click();
        self.settle();
    }

    /// What lies on the clipboard.
    pub fn board(&self) -> MutexGuard<'_, OnBoard> {
        self.board.0.lock().expect("no test is over")
    }

    /// Presses the keys that cut, copy or paste, as a window hands them over.
    pub fn press_for(&mut self, event: Event) {
        self.harness.event(event);
        self.settle();
    }

    /// Presses the keys that paste, with this on the clipboard.
    pub fn paste(&mut self, text: &str) {
        self.board().text = text.to_owned();
        self.press_for(Event::Paste(text.to_owned()));
    }

    /// Chooses a command in a menu, by the pointer.
    pub fn choose(&mut self, menu: &str, command: &str) {
        self.harness.get_by_label(menu).click();
        self.settle();
        let entry = self.harness.get_all_by_role(Role::Button).find(|entry| {
            let name = entry.accesskit_node().label().unwrap_or_default();
            name == command || name.starts_with(&format!("{command} "))
        });
        entry.unwrap_or_else(|| panic!("no {command} in {menu}:\n{}", self.shown())).click();
        self.settle();
    }

    /// Asks for a command by its name, in the palette.
    pub fn run(&mut self, command: &str) {
        self.press_with(CTRL | SHIFT, Key::P);
        self.type_text(command);
        self.press(Key::Enter);
    }

    /// Runs until the window is quiet.
    pub fn settle(&mut self) {
        self.harness.run_ok();
    }

    /// Runs until the window says something.
    pub fn wait_for(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref();
        self.wait(&format!("no {text:?} in the window"), |window| window.says(text));
    }

    /// Runs until it has come to what is waited for. When it has not and nothing is under way any more, it never will.
    pub fn wait(&mut self, or: &str, until: impl Fn(&Window) -> bool) {
        while !until(self) {
            assert!(self.go_on(), "{or}; it shows:\n{}", self.shown());
        }
        self.settle();
    }

    /// Lets the window go on: by a frame and, when it does not ask for the next one at once, to the end of something that
    /// is at work in the background, else to the time for which it asks for one. Returns whether anything may come of it.
    fn go_on(&mut self) -> bool {
        // The frame sees what asked for it until now.
        self.woken.try_iter().for_each(drop);
        self.harness.step();
        let delay = self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
        // Asked for before the words are: whoever ends asks for a frame first.
        let is_at_work = self.harness.state().as_ref().is_some_and(App::is_at_work);
        if delay.is_zero() || self.woken.try_recv().is_ok() {
            return true;
        }
        if is_at_work {
            self.woken.recv().expect("the window keeps the other end");
            return true;
        }
        if delay < LATER {
            let now = self.harness.ctx.input(|input| input.time);
            self.harness.input_mut().time = Some(now + delay.as_secs_f64());
            self.harness.step();
            self.harness.input_mut().time = None;
        }
        delay < LATER
    }

    /// Waits until the whole transcript has been looked through, and something was found.
    pub fn wait_for_findings(&mut self) {
        self.wait("nothing is found", |window| {
            window.says(text!("findings-others-left", n = "…")) || window.says(text!("findings-words-left", n = "…"))
        });
    }

    /// Whether something says this; [`ANY`] in it stands for whatever is said there.
    pub fn says(&self, text: impl AsRef<str>) -> bool {
        self.all().iter().any(|shown| is_in(shown, text.as_ref()))
    }

    /// All labels and values of the tree.
    pub fn all(&self) -> Vec<String> {
        fn walk(node: Node<'_>, out: &mut Vec<String>) {
            let node_data = node.accesskit_node();
            out.extend(node_data.label());
            out.extend(node_data.value());
            for child in node.children() {
                walk(child, out);
            }
        }
        let mut out = Vec::new();
        walk(self.harness.root(), &mut out);
        out
    }

    pub fn shown(&self) -> String {
        self.all().join("\n")
    }

    /// What a screen reader says of a row, counted from 1, behind the number of its line: `00:08, Ann, Hello`.
    pub fn row(&self, number: usize) -> String {
        let begin = text!("line-number", line = number) + ", ";
        let rows = self.harness.query_all_by_role(Role::Row);
        let mut labels = rows.filter_map(|row| row.accesskit_node().label());
        labels
            .find_map(|label| label.strip_prefix(&begin).map(str::to_owned))
            .unwrap_or_else(|| panic!("no row {number} in view:\n{}", self.shown()))
    }
}

/// A clipboard that the window of a test shares with the test: what is asked of it in one frame comes in the next, as
/// from the system.
#[derive(Clone, Default)]
pub struct Board(Arc<Mutex<OnBoard>>);

/// What lies on a clipboard.
#[derive(Default)]
pub struct OnBoard {
    pub text: String,
    pub html: Option<String>,
    /// What the window was asked for and is still to get.
    asked: Vec<Event>,
}

impl Clipboard for Board {
    fn put(&mut self, ctx: &Context, text: &str, html: Option<&str>) {
        self.0.lock().expect("no test is over").html = html.map(str::to_owned);
        ctx.copy_text(text.to_owned());
    }
}

impl Plugin for Board {
    fn debug_name(&self) -> &'static str {
        "clipboard of a test"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        input.events.append(&mut self.0.lock().expect("no test is over").asked);
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let mut board = self.0.lock().expect("no test is over");
        for command in &output.platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                board.text = text.clone();
            }
        }
        for command in output.viewport_output.values().flat_map(|viewport| &viewport.commands) {
            let event = match command {
                ViewportCommand::RequestCut => Event::Cut,
                ViewportCommand::RequestCopy => Event::Copy,
                ViewportCommand::RequestPaste if !board.text.is_empty() => Event::Paste(board.text.clone()),
                _ => continue,
            };
            board.asked.push(event);
        }
    }
}

/// What stands in a text that is looked for where anything may be said: the value of a variable that a test is not about.
pub const ANY: char = '…';

/// Whether the parts of `wanted` between each [`ANY`] stand in `shown`, one after another.
fn is_in(shown: &str, wanted: &str) -> bool {
    let mut rest = shown;
    wanted.split(ANY).all(|part| {
        let found = rest.split_once(part).map(|(_, after)| after);
        rest = found.unwrap_or_default();
        found.is_some()
    })
}

/// What `shown` says for the first [`ANY`] of `wanted`, when it begins as `wanted` does.
pub fn told(shown: &str, wanted: &str) -> Option<String> {
    let mut parts = wanted.split(ANY);
    let rest = shown.strip_prefix(parts.next()?)?;
    let after = parts.next()?;
    let end = if after.is_empty() { rest.len() } else { rest.find(after)? };
    Some(rest[..end].to_owned())
}

/// What a line says that is checked.
pub fn checked(start: &str, text: &str) -> String {
    [start, text!("table-checked"), text].join(", ")
}

/// How the card of a name in the Names panel begins.
pub fn card(wrong: &str, right: &str) -> String {
    let whole = text!("names-card", wrong = wrong, right = right, because = "…", n = 1);
    whole.split(ANY).next().unwrap_or_default().to_owned()
}

/// A finding in a line, in the Findings panel.
pub fn finding_in(line: impl Into<Value>) -> String {
    text!("findings-entry", kind = "…", line = line.into(), found = "…", why = "…")
}

/// A word that is found to be in no dictionary, in a line, in the Findings panel.
pub fn unknown_in(line: impl Into<Value>, word: &str) -> String {
    let kind = message!("finding-unknown-words");
    text!("findings-entry", kind = kind, line = line.into(), found = word, why = "…")
}

/// That a word is in no dictionary.
pub fn unknown(word: &str, language: impl Into<Value>) -> String {
    text!("why-unknown", word = word, language = language.into())
}

/// How many of 17 words were changed, in the Changes panel.
pub fn figures(changed: usize) -> String {
    text!("changes-figures", n = 17_usize, changed = changed, deleted = 0_usize, inserted = 0_usize)
}

/// The button that reverts all corrections of one kind.
pub fn revert(what: Message) -> String {
    text!("changes-revert-kind", what = what)
}

/// Where the current row is, as the bar below the table says it.
pub fn place_of(line: usize, start: &str) -> String {
    format!("{} · {start}", text!("line-number", line = line))
}

/// A chapter in its panel.
pub fn chapter(title: &str, time: &str) -> String {
    text!("chapters-entry", title = title, time = time)
}

/// What is wrong in a line of a file.
pub fn problem(file: &str, line: usize, what: Message) -> Message {
    message!("problem-in-line-of-file", file = file, line = line, what = what)
}
