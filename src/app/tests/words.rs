//! The window in the language that nobody speaks: what is read in plain letters there did not come from the catalogue.

use super::*;
use crate::{document, formats, messages};
use egui::accesskit::{Action, ActionRequest, Node, NodeId, Role, TreeId};
use egui::{Popup, Shape};
use std::collections::BTreeSet;
use std::process::Command;

/// What a screen reader says of something.
pub(super) fn of_node(node: &Node) -> Vec<String> {
    let said = [node.label(), node.value(), node.description(), node.placeholder(), node.tooltip()];
    said.into_iter().flatten().map(str::to_owned).collect()
}

/// What something is and says, and its middle. Nothing is said under the pointer of the text in a field.
pub(super) fn place_of(node: &Node) -> Option<(String, Pos2)> {
    let (said, bounds) = (node.label().or(node.value())?, node.bounds()?);
    let middle = Pos2::new((bounds.x0 + bounds.x1) as f32 / 2.0, (bounds.y0 + bounds.y1) as f32 / 2.0);
    (node.role() != Role::TextRun).then(|| (format!("{:?} {said}", node.role()), middle))
}

/// What can be read in something that is drawn.
pub(super) fn of_shape(shape: &Shape) -> Vec<String> {
    if let Shape::Text(text) = shape {
        vec![text.galley.text().to_owned()]
    } else if let Shape::Vec(shapes) = shape {
        shapes.iter().flat_map(of_shape).collect()
    } else {
        Vec::new()
    }
}

/// The words of a text that have a letter as English writes it.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Words that no language translates: those of the document, of keys, and the names of formats.
fn names(stage: &Stage) -> BTreeSet<String> {
    let t = talk();
    let mut texts: Vec<String> = t.lines.iter().map(|line| line.text.to_string()).collect();
    texts.extend(t.speakers.iter().map(|speaker| speaker.name.clone()));
    texts.extend(t.meta.notes.iter().cloned());
    texts.extend(t.meta.chapters.iter().map(|chapter| chapter.title.clone()));
    let keys = registry::all().iter().flat_map(|entry| entry.spec.keys);
    texts.extend(keys.map(|keys| stage.app.window.ctx.format_shortcut(keys)));
    for format in formats::ALL {
        texts.extend([format.name, format.id].map(str::to_owned));
        texts
            .extend(format.extensions.iter().flat_map(|extension| [extension.to_uppercase(), (*extension).to_owned()]));
        // What is written is previewed.
        match formats::write(&t, format, &formats::Options::default()) {
            Some(formats::Written::Text(written)) => texts.push(written),
            Some(formats::Written::Bytes(_)) | None => {}
        }
    }
    // Where the dialog for a file begins, and what it lists there.
    let home = std::env::home_dir().unwrap_or_default();
    texts.extend(document::folder::list(&home).into_iter().flatten().map(|entry| entry.shown()));
    texts.push(home.display().to_string());
    texts.extend(OF_DATA.iter().map(|word| (*word).to_owned()));
    texts.iter().flat_map(|text| plain_words(text)).map(str::to_owned).collect()
}

/// Words that are written into the document, found in dictionaries, or names of samples, formats, presets and folders.
const OF_DATA: &[&str] =
    &["pour la bourrela par-là par là parla perla vous Ça", "Tidelines Versant Sud", "SRT VTT reader home Del"];

/// What was read of the window while it was used.
#[derive(Default)]
struct Reader {
    texts: BTreeSet<String>,
    /// What the buttons were called that were pressed: those of the toolbar stand beside every panel.
    pressed: BTreeSet<String>,
    /// What the pointer has rested on, and whether a dialog or a menu lay over the window.
    pointed: BTreeSet<(bool, String)>,
}

impl Reader {
    /// Reads what is shown, but for a sample, which is full of English words.
    fn read(&mut self, stage: &Stage) {
        let source = stage.app.session.as_ref().and_then(|session| session.desk.document().source());
        if source.is_none() {
            self.texts.extend(stage.read.iter().cloned());
        }
    }

    /// Reads what is shown, and what is said under the pointer wherever it has not been yet.
    fn read_and_point(&mut self, stage: &mut Stage) {
        self.read(stage);
        let is_covered = stage.app.has_dialog() || Popup::is_any_open(&stage.app.window.ctx);
        for (said, at) in stage.places.clone() {
            if self.pointed.insert((is_covered, said)) {
                // What lies under the pointer is known of the frame before.
                for _ in 0..2 {
                    stage.frame(vec![Event::PointerMoved(at)]);
                }
                self.read(stage);
            }
        }
        stage.frame(vec![Event::PointerGone]);
    }

    /// Runs each command, where it applies and shows most.
    fn run_all(&mut self, dictionaries: &dictionaries::Dictionaries) {
        let mut untouched = None;
        for entry in registry::all() {
            let id = entry.spec.id;
            let before = BEFORE.iter().find(|(ids, _)| ids.contains(&id.0));
            let is_untouched = |stage: &Stage| {
                let session = stage.app.session.as_ref();
                session.is_some_and(|session| session.desk.document().undo_label().is_none())
            };
            let mut stage = untouched
                .take()
                .filter(|stage| before.is_none() && is_untouched(stage))
                .unwrap_or_else(|| Stage::on(&talk(), dictionaries));
            if let Some((_, prepare)) = before {
                prepare(&mut stage);
                self.read(&stage);
            }
            stage.run(id.0);
            self.read(&stage);
            stage.app.close_dialog();
            untouched = Some(stage);
        }
    }

    /// Presses each button that is seen, and looks at what it opens.
    fn press_all(&mut self, stage: &mut Stage) {
        self.read_and_point(stage);
        for (id, name) in stage.buttons.clone() {
            if !self.pressed.insert(name) {
                continue;
            }
            stage.click(id);
            self.read_and_point(stage);
            stage.app.close_dialog();
            stage.press(Modifiers::NONE, Key::Escape);
        }
    }
}

impl Stage {
    fn click(&mut self, target_node: NodeId) {
        let request = ActionRequest { action: Action::Click, target_tree: TreeId::ROOT, target_node, data: None };
        self.frame(vec![Event::AccessKitActionRequest(request)]);
        self.settle();
    }
}

/// What a process is told that is to speak the language that nobody speaks: the words of a process stay.
const SPEAKS: &str = "STET_TEST_SPEAKS";

#[test]
fn every_word_of_the_window_comes_from_the_catalogue() {
    if std::env::var_os(SPEAKS).is_none() {
        let name = "app::tests::words::every_word_of_the_window_comes_from_the_catalogue";
        let mut child = Command::new(std::env::current_exe().expect("the test is a file"));
        let child = child.args([name, "--exact", "--nocapture"]).env(SPEAKS, "qps").output().expect("it starts");
        let (out, err) = (String::from_utf8_lossy(&child.stdout), String::from_utf8_lossy(&child.stderr));
        assert!(child.status.success() && out.contains("1 passed"), "{out}{err}");
        return;
    }
    assert!(messages::set_language(["qps"]), "nothing was said yet");
    let dictionaries = dictionaries::Dictionaries::default();
    let mut reader = Reader::default();
    reader.press_all(&mut Stage::empty(&dictionaries));
    reader.run_all(&dictionaries);
    for panel in panels::ALL {
        let mut stage = Stage::on(&Transcript::default(), &dictionaries);
        stage.show(panel.id);
        reader.read(&stage);
        let mut stage = Stage::on(&talk(), &dictionaries);
        stage.show(panel.id);
        reader.press_all(&mut stage);
    }
    let names = names(&Stage::empty(&dictionaries));
    for said in [
        text!("toolbar-checked-about"),
        text!("names-left-about"),
        text!("findings-kind-about"),
        text!("speakers-give-about"),
        text!("export-clean-about"),
        text!("export-has-none"),
        text!("chapters-copy-about"),
    ] {
        assert!(reader.texts.contains(said), "under the pointer nothing says {said}");
    }
    assert!(reader.texts.len() > 500, "only so many texts were read: {}", reader.texts.len());
    // Pieces of what is exported.
    reader.texts.retain(|text| !text.contains(['\n', '"']) && !text.ends_with(' '));
    // An excerpt of the document may begin or end inside a word.
    let is_name = |word: &str| names.iter().any(|name| name.starts_with(word) || name.ends_with(word));
    let plain = |text: &&String| {
        let is_cut = text.contains('…');
        plain_words(text).any(|word| !(names.contains(word) || is_cut && is_name(word)))
    };
    let wrong: Vec<&String> = reader.texts.iter().filter(plain).collect();
    // What stands beside something else is said by one message.
    let is_glued = |text: &&String| {
        let (pieces, between) = pieces(text);
        pieces > 1 || pieces == 1 && between.contains('·')
    };
    let glued: Vec<&String> = reader.texts.iter().filter(is_glued).collect();
    let (wrong, glued) = (format!("{wrong:#?}"), format!("{glued:#?}"));
    assert!(wrong == "[]" && glued == "[]", "in plain letters: {wrong}\nput together: {glued}");
}

/// How many messages a text consists of, and what stands around them.
fn pieces(text: &str) -> (usize, String) {
    let (mut pieces, mut depth, mut between) = (0, 0, String::new());
    for c in text.chars() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                pieces += usize::from(depth == 0);
            }
            c if depth == 0 => between.push(c),
            _ => {}
        }
    }
    (pieces, between)
}

#[test]
fn what_is_put_together_is_seen() {
    for (text, expected) in
        [("[a]", (1, "")), ("[a [b] c] ▾", (1, " ▾")), ("[a] · [b]", (2, " · ")), ("Ann", (0, "Ann"))]
    {
        assert_eq!(pieces(text), (expected.0, expected.1.to_owned()));
    }
}
