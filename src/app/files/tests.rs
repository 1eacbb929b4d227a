//! Files for another document, and what happens while one is read or written.

use super::*;
use crate::app::App;
use crate::app::picker::Scripted;
use crate::model::Transcript;

/// Types something into the document that is open.
fn change(app: &mut App) {
    app.act(|_, fx| {
        let edit = crate::edit::speakers::add(fx.desk.transcript(), "Ann");
        assert!(fx.desk.edit(edit), "Ann is new");
    });
}

/// Lets the files report until nothing is at work.
fn settle(app: &mut App, ctx: &Context) {
    while app.files.is_saving() || app.files.reading().is_some() {
        app.logic(ctx);
        std::thread::yield_now();
    }
}

fn open(app: &mut App) -> DeskId {
    let desk = Desk::new(Document::new(Transcript::default(), Transcript::default()), Vec::new(), None);
    let id = desk.id;
    app.session = Some(Session::new(desk));
    id
}

#[test]
fn a_place_to_save_that_was_picked_for_another_document_is_nobodys() {
    let folder = tempfile::tempdir().expect("a folder");
    let ctx = Context::default();
    let mut app = App::new(&ctx, Box::new(Scripted::default()), None);
    let (first, second) = (open(&mut app), open(&mut app));
    for (desk, is_written) in [(first, false), (second, true)] {
        let path = folder.path().join(format!("{is_written}.stet.ron"));
        let purpose = Purpose::Save { then: None, desk };
        app.files(|files, around| files.picked(around, purpose, path.clone(), true));
        app.files(Files::finish_writing);
        assert_eq!(path.exists(), is_written);
    }
}

#[test]
fn what_was_typed_while_it_was_saved_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let ctx = Context::default();
    let asks = |app: &App| matches!(app.dialog, Some(Dialog::Question(Question::NotSaved { .. })));
    // What comes then was asked for before, or is asked for when it was saved.
    for then in [Some(NextStep::Close), None] {
        let mut app = App::new(&ctx, Box::new(Scripted::default()), None);
        open(&mut app);
        let path = folder.path().join(format!("{}.stet.ron", then.is_some()));
        app.files(|files, around| files.save_to(around, path, false, then.clone()));
        change(&mut app);
        settle(&mut app, &ctx);
        assert_eq!(asks(&app), then.is_some());
        app.files(|files, around| files.unless_lost(around, NextStep::Close));
        assert!(app.is_open() && asks(&app), "{then:?}");
    }
}

#[test]
fn what_was_typed_while_another_file_was_read_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.txt");
    std::fs::write(&path, "00:01 Another.\n").expect("a file");
    let ctx = Context::default();
    // Nothing is asked at first, or the person agrees to lose what was there then.
    for agrees in [false, true] {
        let mut app = App::new(&ctx, Box::new(Scripted::default()), None);
        let first = open(&mut app);
        if agrees {
            change(&mut app);
        }
        app.open_path(path.clone());
        if agrees {
            app.files(|files, around| files.answer(around, Answer::Discard));
            app.act(|_, fx| {
                let edit = crate::edit::speakers::add(fx.desk.transcript(), "Ben");
                assert!(fx.desk.edit(edit), "Ben is new");
            });
        } else {
            change(&mut app);
        }
        settle(&mut app, &ctx);
        let desk = |app: &App| app.session.as_ref().map(|session| session.desk.id);
        assert_eq!(desk(&app), Some(first), "agreed: {agrees}");
        assert!(matches!(app.dialog, Some(Dialog::Question(Question::NotSaved { .. }))), "agreed: {agrees}");
        app.files(|files, around| files.answer(around, Answer::Discard));
        settle(&mut app, &ctx);
        assert!(app.is_open() && desk(&app) != Some(first), "agreed: {agrees}");
    }
}

#[test]
fn a_document_comes_back_as_it_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings");
    let ctx = Context::default();
    let lines: String = (1..=60).map(|n| format!("00:{n:02} Line {n}.\n")).collect();
    let paths = ["one.txt", "two.txt"].map(|name| folder.path().join(name));
    paths.iter().for_each(|path| std::fs::write(path, &lines).expect("a file"));
    let view = |app: &App| {
        let view = &app.session.as_ref().expect("a document is open").desk.view;
        (view.focus, view.anchor.row, app.window.settings.panel.clone())
    };
    let mut app = App::new(&ctx, Box::new(Scripted::default()), Some(settings.clone()));
    app.open_path(paths[0].clone());
    settle(&mut app, &ctx);
    assert_eq!(view(&app), (0, 0, None));
    app.window.settings.panel = Some("speakers".to_owned());
    app.act(|_, fx| {
        fx.desk.view.put_focus(40);
        fx.desk.view.anchor = Anchor { row: 35, into: 3.0 };
    });
    app.open_path(paths[1].clone());
    settle(&mut app, &ctx);
    assert_eq!(view(&app), (0, 0, Some("speakers".to_owned())), "another file begins at its top");
    app.window.settings.panel = None;
    app.act(|_, fx| fx.desk.view.put_focus(7));
    app.close();

    // Fewer lines are there now.
    std::fs::write(&paths[1], "00:01 One.\n00:02 Two.\n").expect("a file");
    let mut app = App::new(&ctx, Box::new(Scripted::default()), Some(settings.clone()));
    for (path, expected) in paths.iter().zip([(40, 35, Some("speakers".to_owned())), (1, 0, None)]) {
        app.open_path(path.clone());
        settle(&mut app, &ctx);
        assert_eq!(view(&app), expected);
    }
    // What was opened is known without a proper end of the program.
    while app.is_at_work() || app.files.keep_settings {
        app.logic(&ctx);
        std::thread::yield_now();
    }
    assert_eq!(Settings::load(&settings).0.recent, [paths[1].clone(), paths[0].clone()]);
}

#[test]
fn a_file_that_was_picked_for_another_document_is_nobodys() {
    let folder = tempfile::tempdir().expect("a folder");
    let ctx = Context::default();
    let mut app = App::new(&ctx, Box::new(Scripted::default()), None);
    let by = By::Panel { panel: "glossary", question: "import" };
    let (first, second) = (open(&mut app), open(&mut app));
    for (desk, name) in [(first, "Olmo"), (second, "Taquerel")] {
        let path = folder.path().join(name);
        std::fs::write(&path, name).expect("a file");
        app.files(|files, around| files.picked(around, Purpose::Asked(by, Some(desk)), path, false));
    }
    let forms = |app: &App| -> Vec<String> {
        let session = app.session.as_ref().expect("a document is open");
        session.desk.transcript().meta.glossary.iter().map(|entry| entry.form.clone()).collect()
    };
    while forms(&app).is_empty() {
        app.logic(&ctx);
        std::thread::yield_now();
    }
    assert_eq!(forms(&app), ["Taquerel"]);
}
