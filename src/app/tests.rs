//! The application without a screen: every command of the registry does something that can be seen or says why not,
//! and every panel bears a document that changes or closes under it.

mod words;

use super::testing::Awake;
use super::*;
use crate::app::command::Spec;
use crate::app::desk::Desk;
use crate::document::Document;
use crate::edit::structure;
use crate::formats;
use crate::model::{Chapter, Line, Meta, Span, Speaker, Time, Transcript};
use egui::{Event, FullOutput, Key, Modifiers, Pos2, RawInput, ViewportCommand, ViewportId, accesskit};
use std::sync::Arc;

/// The application on a screen that nobody sees.
struct Stage {
    app: App,
    awake: Awake,
    /// What the frames since it was asked last were to do in the world: what was copied, and what the window was told.
    done: Vec<String>,
    /// What a screen reader was told of the last frame.
    tree: String,
    /// All that was to be read in it, on the screen and by a screen reader.
    read: Vec<String>,
    /// The buttons that were in it, with what they are called.
    buttons: Vec<(accesskit::NodeId, String)>,
    /// What was in it, by what it says, and where.
    places: Vec<(String, Pos2)>,
}

impl Stage {
    /// An empty window, as it begins. Its dictionaries were read before, by another one.
    fn empty(dictionaries: &dictionaries::Dictionaries) -> Stage {
        let ctx = Context::default();
        ctx.enable_accesskit();
        let awake = Awake::to(&ctx);
        let mut app = App::new(&ctx, Box::new(Scripted::default()), None);
        app.window.dictionaries = dictionaries.shared();
        // What is said under the pointer is said at once.
        ctx.all_styles_mut(|style| {
            style.interaction.tooltip_delay = 0.0;
            style.interaction.show_tooltips_only_when_still = false;
        });
        let mut stage = Stage {
            app,
            awake,
            done: Vec::new(),
            tree: String::new(),
            read: Vec::new(),
            buttons: Vec::new(),
            places: Vec::new(),
        };
        stage.settle();
        stage
    }

    /// A window in which a document is open.
    fn on(t: &Transcript, dictionaries: &dictionaries::Dictionaries) -> Stage {
        let mut stage = Stage::empty(dictionaries);
        let desk = Desk::new(Document::new(t.clone(), t.clone()), Vec::new(), None);
        stage.app.session = Some(Session::new(desk));
        stage.settle();
        stage
    }

    /// A frame with some input. Returns whether the next one is asked for at once.
    fn frame(&mut self, events: Vec<Event>) -> bool {
        let ctx = self.app.window.ctx.clone();
        self.awake.forget();
        let input = RawInput { events, ..RawInput::default() };
        let output = ctx.run_ui(input, |ui| {
            self.app.logic(ui.ctx());
            self.app.ui(ui);
        });
        let FullOutput { platform_output, viewport_output, mut textures_delta, shapes, .. } = output;
        // Nobody sees it.
        textures_delta.clear();
        self.done.extend(platform_output.commands.iter().map(|done| format!("{done:?}")));
        let root = &viewport_output[&ViewportId::ROOT];
        self.done.extend(root.commands.iter().map(|told: &ViewportCommand| format!("{told:?}")));
        let mut nodes = platform_output.accesskit_update.map_or_else(Vec::new, |update| update.nodes);
        nodes.sort_by_key(|(id, _)| *id);
        self.tree = format!("{nodes:?}");
        self.read = nodes.iter().flat_map(|(_, node)| words::of_node(node)).collect();
        self.read.extend(shapes.iter().flat_map(|clipped| words::of_shape(&clipped.shape)));
        let is_button = |node: &accesskit::Node| node.role() == accesskit::Role::Button;
        self.buttons = nodes
            .iter()
            .filter(|(_, node)| is_button(node))
            .map(|(id, node)| (*id, node.label().unwrap_or_default().to_owned()))
            .collect();
        self.places = nodes.iter().filter_map(|(_, node)| words::place_of(node)).collect();
        root.repaint_delay.is_zero()
    }

    /// Draws the window before anything was polled.
    fn draw(&mut self) {
        let ctx = self.app.window.ctx.clone();
        ctx.run_ui(RawInput::default(), |ui| self.app.ui(ui)).textures_delta.clear();
    }

    /// Frames until none is asked for and nothing is at work in the background.
    fn settle(&mut self) {
        while self.frame(Vec::new()) || self.awake.wait(&self.app.window.ctx) {}
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.frame(vec![event(true), event(false)]);
        self.settle();
    }

    fn type_text(&mut self, text: &str) {
        self.frame(vec![Event::Text(text.to_owned())]);
        self.settle();
    }

    /// Runs a command, if it applies.
    fn run(&mut self, command: &'static str) {
        self.app.window.requests.push(Request::Run(Id(command)));
        // What is asked for in one frame may be answered in the next.
        self.frame(Vec::new());
        self.settle();
    }

    fn edit(&mut self, edit: impl FnOnce(&Transcript) -> Option<edit::Edit>) {
        self.app.act(|_, fx| {
            let edit = edit(fx.desk.transcript());
            assert!(fx.desk.edit(edit), "there is something to change");
        });
    }

    fn delete_all(&mut self) {
        self.edit(|t| structure::delete(t, 0..t.lines.len()));
    }

    fn show(&mut self, panel: &'static str) {
        self.app.window.requests.push(Request::Show(Some(panel)));
        self.settle();
    }

    /// All that a person could notice, and what is done in the world.
    fn seen(&mut self) -> String {
        let desk = self.app.session.as_ref().map(|session| &session.desk);
        let desk = desk.map(|desk| (desk.document().revision(), format!("{:?}", desk.view)));
        let keyboard = self.app.window.ctx.memory(|memory| memory.focused());
        let (settings, done) = (&self.app.window.settings, std::mem::take(&mut self.done));
        format!("{desk:?} {keyboard:?} {settings:?} {done:?} {}", self.tree)
    }
}

/// A talk in which every panel has something to show: a roster, who else may speak, names that are sure to be wrong, words
/// in no dictionary, typography, a turn inside a line.
fn talk() -> Transcript {
    let texts = [
        "-Bonjour à tous, voici pourla suite Yvonne Takerel, bonjour Yvonne Taquerel.",
        "-Merci, je suis Yvonne Taquerel. -Et moi Bastien Corvasier.",
        "Ca commence ici, dans la vallée, avec Bastien Corvazier.",
        "Ca tourne depuis, dit Bastien Corvazier.",
        "-Et le le village a voté pour la centrale ?",
        "-Merci d'être là avec nous.",
    ];
    let line = |(row, text): (u32, &str)| {
        let span = Span { start: Time(i64::from(row) * 4_000), end: None };
        Line { origin: row..row + 1, ..Line::timed(span, text) }
    };
    let mut speakers: Vec<Speaker> = Vec::new();
    for n in 1..=10 {
        let speaker = Speaker::new(format!("Guest {n}"), &speakers);
        speakers.push(speaker);
    }
    let notes = vec!["La Vallée avec Yvonne Taquerel et Bastien Corvasier".to_owned()];
    let chapter = |(second, title): (i64, &str)| Chapter { start: Time(second * 1_000), title: title.to_owned() };
    let chapters = [(4, "Le livre"), (12, "La centrale")].map(chapter).to_vec();
    let meta = Meta { language: Some("fr".to_owned()), notes, chapters, ..Meta::default() };
    Transcript { lines: (0..).zip(texts).map(line).collect(), speakers: Arc::new(speakers), meta: Arc::new(meta) }
}

type Prepare = fn(&mut Stage);

/// What is done before a command, where it would do nothing on the talk as it was opened.
const BEFORE: &[(&[&str], Prepare)] = &[
    (&["undo"], |stage| stage.run("delete")),
    (&["set-columns"], |stage| {
        let table = formats::Table { columns: Vec::new(), unit: "seconds", is_plain: true };
        stage.app.session.as_mut().expect("a document is open").desk.table = Some(table);
    }),
    (&["redo"], |stage| ["delete", "undo"].into_iter().for_each(|command| stage.run(command))),
    (&["uncheck"], |stage| ["check", "go-top"].into_iter().for_each(|command| stage.run(command))),
    (&["split", "split-inside-word"], |stage| {
        stage.run("edit-text");
        stage.press(Modifiers::NONE, Key::ArrowLeft);
    }),
    (&["join-at-end", "commit-next", "give-up", "next-field", "previous-field", "edit-below"], |stage| {
        stage.run("edit-text");
    }),
    (&["edit-above"], |stage| ["go-down", "edit-text"].into_iter().for_each(|command| stage.run(command))),
    (&["join-at-start"], |stage| {
        ["go-down", "edit-text"].into_iter().for_each(|command| stage.run(command));
        stage.press(Modifiers::NONE, Key::Home);
    }),
    (&["collapse-roll"], |stage| {
        let cue = |n: i64| Line::timed(Span::new(n * 1_000, (n + 1) * 1_000), format!("{n} !\n{} !", n + 1));
        let pasted = Transcript { lines: (0..20).map(cue).collect(), ..Transcript::default() };
        stage.app.act(|_, fx| _ = fx.desk.edit(structure::paste(fx.desk.transcript(), 0..0, &pasted)));
        stage.settle();
    }),
    (&["join-selected", "swap-speakers", "clear"], |stage| stage.run("extend-down")),
    (
        &[
            "go-up",
            "page-up",
            "go-top",
            "extend-up",
            "extend-page-up",
            "extend-top",
            "previous-turn",
            "word-up",
            "join-previous",
        ],
        |stage| stage.run("go-bottom"),
    ),
    (&["find-next", "find-previous"], |stage| {
        stage.run("find");
        stage.type_text("Bastien");
    }),
    (&["fix-1", "fix-2", "fix-3", "fix-4", "fix-5", "mark-correct", "list-fixes"], |stage| stage.run("next-finding")),
    (&["fix-same"], |stage| ["go-down", "go-down"].into_iter().for_each(|command| stage.run(command))),
    (&["language-french"], |stage| stage.run("language-english")),
    (&["take-offer", "review-offer", "never-offer", "forget-offer"], |stage| {
        ["go-down", "go-down", "edit-text"].into_iter().for_each(|command| stage.run(command));
        (0.."Corvazier.".len()).for_each(|_| stage.press(Modifiers::NONE, Key::Backspace));
        stage.type_text("Corvasier.");
        stage.press(Modifiers::NONE, Key::Enter);
    }),
    (&["name-other", "name-down", "name-last", "name-page-down", "name-leave", "close-dock"], |stage| {
        stage.show("names");
    }),
    (&["name-up", "name-first", "name-page-up"], |stage| {
        stage.show("names");
        stage.run("name-last");
    }),
    (&["merge-namesakes"], |stage| {
        stage.show("speakers");
        let desk = &stage.app.session.as_ref().expect("a document is open").desk;
        let field = egui::Id::unique(("speaker name", desk.id, desk.transcript().speakers[2].id));
        stage.app.window.ctx.memory_mut(|memory| memory.request_focus(field));
        stage.settle();
        stage.press(Modifiers::COMMAND, Key::A);
        stage.type_text("Guest 1");
        stage.press(Modifiers::NONE, Key::Enter);
    }),
    (&["no-speaker"], |stage| ["speaker-1", "go-top"].into_iter().for_each(|command| stage.run(command))),
    (&["alternate-speakers"], |stage| {
        ["speaker-1", "speaker-2", "select-all"].into_iter().for_each(|command| stage.run(command));
    }),
    (&["change-down", "change-last", "change-page-down", "change-revert", "change-show", "change-leave"], correct_two),
    (&["change-up", "change-first", "change-page-up"], |stage| {
        correct_two(stage);
        stage.run("change-last");
    }),
    (&["chapter-earlier", "chapter-later", "chapter-remove"], |stage| stage.run("go-down")),
    (&["chapter-name", "chapter-down", "chapter-last", "chapter-show", "chapter-leave"], |stage| {
        stage.show("chapters");
        stage.run("chapter-first");
    }),
    (&["chapter-up", "chapter-first"], |stage| {
        stage.show("chapters");
        stage.run("chapter-last");
    }),
    (&["theme-system"], |stage| stage.run("theme-dark")),
    (&["zoom-reset"], |stage| stage.run("zoom-in")),
];

/// Two lines are corrected, and the Changes panel lists both corrections.
fn correct_two(stage: &mut Stage) {
    stage.edit(|t| edit::text::set(t, 3, "Ça tourne depuis, dit Bastien Corvazier."));
    stage.edit(|t| edit::text::set(t, 5, "-Merci d'être là avec vous."));
    stage.show("changes");
    stage.run("change-first");
}

/// The commands that apply although nothing is to be seen of what they do: where, and why.
const NOTHING_SEEN: &[(Scene, &[&str], &str)] = &[
    (Scene::EmptyDocument, &["select-all"], "there is no line to select"),
    (Scene::EmptyDocument, &["clear"], "nothing is selected, and nothing is searched for"),
    (Scene::EmptyDocument, &["no-speaker"], "there is no line that could lose its speaker"),
    (Scene::EmptyDocument, &["hide-turns"], "nobody is proposed, so that nobody is hidden"),
    (Scene::EmptyDocument, &["name-leave", "change-leave", "chapter-leave"], "the panel does not have the keyboard"),
    (
        Scene::EmptyDocument,
        &["change-up", "change-down", "change-first", "change-last", "change-page-up", "change-page-down"],
        "no correction is listed to be walked",
    ),
    (Scene::EmptyDocument, &["change-revert", "change-show"], "no correction is listed"),
];

/// What is open while a command is run.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scene {
    Nothing,
    EmptyDocument,
    Talk,
}

/// Every command, in an empty window, on a document without lines and on a full one: whoever asks for it sees something
/// come of it, or finds it grey.
#[test]
fn every_command_does_something_to_be_seen() {
    let dictionaries = dictionaries::Dictionaries::default();
    let mut wrong = Vec::new();
    for scene in [Scene::Nothing, Scene::EmptyDocument, Scene::Talk] {
        let mut untouched = None;
        for entry in registry::all() {
            let id = entry.spec.id;
            let why = NOTHING_SEEN.iter().find(|(at, ids, _)| *at == scene && ids.contains(&id.0));
            // Where nothing is to be seen, nothing was done that the next command could meet.
            let mut stage = untouched.take().unwrap_or_else(|| match scene {
                Scene::Nothing => Stage::empty(&dictionaries),
                Scene::EmptyDocument => Stage::on(&Transcript::default(), &dictionaries),
                Scene::Talk => Stage::on(&talk(), &dictionaries),
            });
            let has_what_it_needs = scene == Scene::Talk || matches!(entry.works, Works::Window(_));
            let before = BEFORE.iter().find(|(ids, _)| has_what_it_needs && ids.contains(&id.0));
            if let Some((_, prepare)) = before {
                prepare(&mut stage);
            }
            let applies = stage.app.applies(id);
            stage.done.clear();
            let seen = stage.seen();
            stage.run(id.0);
            let does_something = stage.seen() != seen;
            if !does_something && scene != Scene::Talk {
                untouched = Some(stage);
            }
            let fault = match (applies, does_something, why) {
                (true, true, None) | (true, false, Some(_)) => continue,
                (false, false, None) if scene != Scene::Talk => continue,
                (true, false, None) => "applies, and nothing comes of it".to_owned(),
                (false, false, None) => "does not apply".to_owned(),
                (false, true, _) => "does something where it does not apply".to_owned(),
                (_, _, Some((_, _, why))) => format!("does something or does not apply: it is not so that {why}"),
            };
            wrong.push(format!("{scene:?}: {} {fault}", id.0));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_with_keys_is_in_the_list_of_keys() {
    let mut stage = Stage::empty(&dictionaries::Dictionaries::default());
    stage.run("keys");
    let with_keys = registry::all().iter().map(|entry| entry.spec).filter(|spec| !spec.keys.is_empty());
    let is_listed = |spec: &Spec| stage.tree.contains(&format!("{:?}", widgets::command_name(spec.id)));
    let missing: Vec<&str> = with_keys.filter(|spec| !is_listed(spec)).map(|spec| spec.id.0).collect();
    assert!(missing.is_empty(), "not listed: {missing:?}");
}

#[test]
fn turns_are_split_only_where_there_is_one_to_split() {
    let mut stage = Stage::on(&talk(), &dictionaries::Dictionaries::default());
    let splits = Id("split-turns");
    assert!(stage.app.applies(splits), "of all lines, one has a turn inside");
    stage.run("go-bottom");
    stage.run("extend-up");
    assert!(!stage.app.applies(splits), "none of those that are selected has");
    stage.run("go-top");
    stage.run("split-turns");
    assert!(!stage.app.applies(splits), "they are split");
    stage.run("undo");
    assert!(stage.app.applies(splits));
}

#[test]
fn without_a_document_only_the_window_is_commanded() {
    let stage = Stage::empty(&dictionaries::Dictionaries::default());
    for entry in registry::all() {
        let is_of_window = matches!(entry.works, Works::Window(_));
        assert_eq!(stage.app.applies(entry.spec.id), is_of_window, "{}", entry.spec.id.0);
    }
}

/// Runs all commands of a panel, also those that do not apply, and lets what they open be drawn.
fn run_all(stage: &mut Stage, panel: &panels::PanelInfo) {
    for at in 0..(panel.specs)().len() {
        stage.app.act(|panels, fx| panels.run(panel.id, at, fx));
        stage.settle();
        stage.app.close_dialog();
    }
}

#[test]
fn every_panel_is_drawn_as_it_begins() {
    let dictionaries = dictionaries::Dictionaries::default();
    for t in [Transcript::default(), talk()] {
        let mut stage = Stage::empty(&dictionaries);
        for panel in panels::ALL {
            let desk = Desk::new(Document::new(t.clone(), t.clone()), Vec::new(), None);
            stage.app.session = Some(Session::new(desk));
            stage.app.window.settings.panel = Some(panel.id.to_owned());
            stage.draw();
        }
    }
}

#[test]
fn every_panel_bears_a_document_whose_lines_vanish_under_it() {
    let dictionaries = dictionaries::Dictionaries::default();
    for panel in panels::ALL {
        let mut stage = Stage::on(&talk(), &dictionaries);
        // The lines go while it is at work.
        stage.app.session = Some(Session::new(Desk::new(Document::new(talk(), talk()), Vec::new(), None)));
        stage.show(panel.id);
        stage.edit(|t| edit::text::set(t, 3, "Ça tourne."));
        stage.frame(Vec::new());
        stage.delete_all();
        stage.frame(Vec::new());
        stage.settle();
        stage.run("undo");
        // They go when all is known, under each dialog that it opens.
        for at in 0..(panel.specs)().len() {
            stage.app.act(|panels, fx| panels.run(panel.id, at, fx));
            stage.settle();
            stage.app.show_panel(Some(panel.id));
            if stage.app.session.as_ref().is_some_and(|session| session.desk.len() > 0) {
                stage.delete_all();
            }
            stage.frame(Vec::new());
            stage.app.close_dialog();
            stage.run("undo");
        }
        stage.app.show_panel(Some(panel.id));
        if stage.app.session.as_ref().is_some_and(|session| session.desk.len() > 0) {
            stage.delete_all();
        }
        run_all(&mut stage, panel);
    }
}

#[test]
fn every_panel_bears_a_document_that_closes_under_it() {
    let dictionaries = dictionaries::Dictionaries::default();
    for panel in panels::ALL {
        let mut stage = Stage::empty(&dictionaries);
        // At work, and at rest.
        for settles in [false, true] {
            stage.app.session = Some(Session::new(Desk::new(Document::new(talk(), talk()), Vec::new(), None)));
            stage.app.show_panel(Some(panel.id));
            stage.frame(Vec::new());
            if settles {
                run_all(&mut stage, panel);
            }
            stage.app.session = None;
            stage.frame(Vec::new());
            stage.settle();
            assert!(!stage.app.is_open() && !stage.app.is_at_work());
        }
    }
}
