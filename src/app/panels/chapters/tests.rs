//! The Chapters panel: walked, named, moved, and over a document that changes under it.

use super::state::{Action, Chapters, Named, chapters};
use crate::app::draft::Typing;
use crate::app::keys::Id;
use crate::app::panel::Panel;
use crate::app::testing::Bench;
use crate::document::Document;
use crate::edit;
use crate::model::{Chapter, Line, Meta, Span, Time, Transcript};
use std::sync::Arc;

/// The open panel beside lines that begin at these seconds (`None` at none), with chapters.
fn with(lines: &[Option<i64>], chapters: &[(i64, &str)]) -> Bench<Chapters> {
    let line = |second: &Option<i64>| match second {
        Some(second) => Line::timed(Span::from(second * 1000), "said"),
        None => Line::new("said"),
    };
    let chapter = |(second, title): &(i64, &str)| Chapter { start: Time(second * 1000), title: (*title).to_owned() };
    let meta = Meta { chapters: chapters.iter().map(chapter).collect(), ..Meta::default() };
    let lines = lines.iter().map(line).collect();
    let t = Transcript { lines, meta: Arc::new(meta), ..Transcript::default() };
    let mut bench = Bench::over(Document::new(t.clone(), t));
    bench.settings.panel = Some(Chapters::ID.to_owned());
    bench
}

/// The chapters, the current one in brackets, and the current row: `0 Why [9 How] · 3`.
fn shown(bench: &Bench<Chapters>) -> String {
    let current = bench.panel.current(&bench.desk);
    let one = |(at, chapter): (usize, &Chapter)| {
        let text = format!("{} {}", chapter.start.0 / 1000, chapter.title);
        if current == Some(at) { format!("[{text}]") } else { text }
    };
    let all: Vec<String> = chapters(&bench.desk).iter().enumerate().map(one).collect();
    format!("{} · {}", all.join(" "), bench.desk.view.focus)
}

/// What the strip says.
fn said(bench: &Bench<Chapters>) -> Option<String> {
    bench.strip.current().map(|notice| notice.text())
}

/// Lines of which two begin no chapter, and two chapters that begin at one line.
fn room() -> Bench<Chapters> {
    with(&[Some(0), Some(4), None, Some(8), Some(12)], &[(4, "Why"), (6, "How"), (7, "Who"), (20, "After")])
}

/// Types the title of what is being named, if anything is.
fn type_title(bench: &mut Bench<Chapters>, title: &str) {
    if let Some(named) = bench.panel.naming {
        bench.perform(Action::Title { typing: Typing::Typed(named, title.to_owned()), entered: false });
    }
}

/// Leaves the field of a title.
fn end_title(bench: &mut Bench<Chapters>, typing: Typing<Named>) {
    bench.perform(Action::Title { typing, entered: true });
}

#[test]
fn the_current_chapter_is_that_of_the_current_line() {
    for (row, expected) in [
        (0, "4 Why 6 How 7 Who 20 After · 0"),
        (1, "[4 Why] 6 How 7 Who 20 After · 1"),
        (2, "[4 Why] 6 How 7 Who 20 After · 2"),
        (4, "4 Why 6 How [7 Who] 20 After · 4"),
    ] {
        let mut room = room();
        room.desk.view.go_to(row);
        assert_eq!(shown(&room), expected);
    }
    assert_eq!(shown(&with(&[], &[(4, "Why")])), "4 Why · 0");
}

#[test]
fn chapters_are_walked_also_where_they_share_a_line_or_have_none() {
    let mut room = room();
    for (command, expected) in [
        ("chapter-down", "[4 Why] 6 How 7 Who 20 After · 1"),
        ("chapter-down", "4 Why [6 How] 7 Who 20 After · 3"),
        ("chapter-down", "4 Why 6 How [7 Who] 20 After · 3"),
        ("chapter-down", "4 Why 6 How 7 Who [20 After] · 4"),
        ("chapter-down", "4 Why 6 How 7 Who [20 After] · 4"),
        ("chapter-up", "4 Why 6 How [7 Who] 20 After · 3"),
        ("chapter-first", "[4 Why] 6 How 7 Who 20 After · 1"),
        ("chapter-last", "4 Why 6 How 7 Who [20 After] · 4"),
        ("chapter-show", "4 Why 6 How 7 Who [20 After] · 4"),
    ] {
        room.run(Id(command));
        assert_eq!(shown(&room), expected, "{command}");
    }
    let mut empty = with(&[], &[]);
    for command in ["chapter-down", "chapter-last", "chapter-remove", "chapter-later"] {
        empty.run(Id(command));
    }
    assert_eq!(shown(&empty), " · 0");
}

#[test]
fn a_chapter_is_added_with_its_title_in_one_step() {
    let mut room = room();
    room.run(Id("add-chapter"));
    assert_eq!(shown(&room), "4 Why 6 How 7 Who 20 After · 0", "it is not there before it has a title");
    type_title(&mut room, "Hello");
    end_title(&mut room, Typing::Left);
    assert_eq!(shown(&room), "[0 Hello] 4 Why 6 How 7 Who 20 After · 0");
    assert!(room.desk.undo().is_some());
    assert_eq!(shown(&room), "4 Why 6 How 7 Who 20 After · 0");
    assert!(room.desk.undo().is_none());
    for (row, typed) in [(0, ""), (1, "taken"), (2, "no time"), (0, "given up")] {
        room.desk.view.go_to(row);
        room.run(Id("add-chapter"));
        type_title(&mut room, typed);
        let gives_up = row == 0 && !typed.is_empty();
        end_title(&mut room, if gives_up { Typing::GivenUp } else { Typing::Left });
        assert!(room.desk.undo().is_none(), "{typed}");
    }
}

#[test]
fn why_a_chapter_cannot_begin_is_said() {
    for (row, expected) in [
        (1, "A chapter begins at 00:04 already: Why"),
        (2, "Line 3 has no time, and a chapter begins at one: edit the start of the line first"),
    ] {
        let mut room = room();
        room.desk.view.go_to(row);
        room.run(Id("add-chapter"));
        assert_eq!(said(&room).as_deref(), Some(expected));
        assert!(room.panel.naming.is_none());
    }
    let mut room = with(&[Some(0), Some(4)], &[(0, "Why"), (4, "How")]);
    room.run(Id("chapter-later"));
    assert_eq!(said(&room).as_deref(), Some("A chapter begins at 00:04 already: How"));
    room.run(Id("chapter-earlier"));
    assert_eq!(shown(&room), "[0 Why] 4 How · 0");
}

#[test]
fn a_chapter_is_renamed_moved_and_deleted() {
    let mut room = room();
    room.run(Id("chapter-first"));
    room.run(Id("chapter-name"));
    type_title(&mut room, "Whence");
    end_title(&mut room, Typing::Left);
    let mut seen = vec![shown(&room)];
    for command in ["chapter-earlier", "chapter-later", "chapter-later", "chapter-later", "chapter-remove"] {
        room.run(Id(command));
        seen.push(shown(&room));
    }
    assert_eq!(
        seen,
        [
            "[4 Whence] 6 How 7 Who 20 After · 1",
            "[0 Whence] 6 How 7 Who 20 After · 0",
            "[4 Whence] 6 How 7 Who 20 After · 1",
            "6 How 7 Who [8 Whence] 20 After · 3",
            "6 How 7 Who [12 Whence] 20 After · 4",
            "6 How 7 Who [20 After] · 4",
        ]
    );
    let named: Vec<_> =
        std::iter::from_fn(|| room.desk.undo().map(|edit| crate::messages::text(&edit.label))).collect();
    assert_eq!(named.first().map(String::as_str), Some("delete chapter Whence"));
    assert_eq!(named.last().map(String::as_str), Some("rename chapter Whence"));
    assert_eq!(named.len(), 6);
    room.desk.view.go_to(0);
    assert_eq!(shown(&room), "4 Why 6 How 7 Who 20 After · 0");
}

#[test]
fn a_chapter_that_goes_while_it_is_named_stays_gone() {
    let mut room = room();
    room.run(Id("chapter-first"));
    room.run(Id("chapter-name"));
    type_title(&mut room, "Whence");
    let gone = edit::meta::remove_chapter(room.desk.transcript(), 0);
    assert!(room.desk.edit(gone));
    end_title(&mut room, Typing::Left);
    assert_eq!(shown(&room), "6 How 7 Who 20 After · 1");
}

#[test]
fn a_list_that_no_video_site_takes_says_so() {
    let mut room = room();
    room.run(Id("copy-chapters"));
    assert!(said(&room).is_some_and(|said| said.contains("It begins at 00:04")));
    let mut room = with(&[Some(0)], &[(0, "Why")]);
    room.run(Id("copy-chapters"));
    assert_eq!(room.strip.whispered().as_deref(), Some("The list of 1 chapter is in the clipboard"));
}

#[test]
fn it_is_drawn_whatever_becomes_of_the_lines() {
    with(&[], &[]).draw();
    let mut room = room();
    room.desk.view.go_to(3);
    room.draw();
    room.run(Id("chapter-last"));
    room.delete_all();
    room.perform(Action::Revealed);
    room.draw();
    for command in ["chapter-first", "chapter-later", "chapter-earlier", "chapter-show", "chapter-remove"] {
        room.run(Id(command));
    }
    assert_eq!(shown(&room), "[6 How] 7 Who 20 After · 0");
}
