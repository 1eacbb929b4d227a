//! Cut, copy and paste in the window: lines stay lines, text stays text, and no paste takes away what is open unasked.

use crate::app::PAGE;
use crate::window::{CTRL, SHIFT, Window};
use egui::{Event, Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use stet::text;

const NAMED: &str = "00:01 Ann: Hello.\n00:02 Bob: Yes.\n00:03 Ann: Good.\n";

/// All rows, what a screen reader says of each behind its number.
fn rows(window: &Window) -> Vec<String> {
    let lines = window.harness.query_all_by_role(Role::Row).count();
    (1..=lines).map(|line| window.row(line)).collect()
}

fn paste_what_was_copied(window: &mut Window) {
    let copied = window.board().text.clone();
    window.paste(&copied);
}

fn asks(window: &Window, lines: usize, name: &str) -> bool {
    window.says(text!("question-pasted", n = lines, name = name))
}

/// So many lines with times.
fn many(lines: usize) -> String {
    (0..lines).map(|n| format!("{:02}:{:02} Line {n}.\n", n / 60, n % 60)).collect()
}

#[test]
fn copied_lines_paste_back_as_lines() {
    let mut window = Window::on("named.txt", NAMED);
    window.press(Key::C);
    window.press(Key::Home);
    window.press_with(SHIFT, Key::ArrowDown);
    window.press_for(Event::Copy);
    assert!(window.says(text!("lines-copied", n = 2)));
    assert_eq!(window.board().text, "00:01 Ann: Hello.\n00:02 Bob: Yes.\n");
    let html = window.board().html.clone().expect("HTML as well");
    assert!(html.contains("<p>00:01 <b>Ann:</b> Hello.</p>"), "{html}");

    window.press(Key::End);
    paste_what_was_copied(&mut window);
    let hello = format!("00:01, Ann, {}, Hello.", text!("table-checked"));
    let all = [&hello, "00:02, Bob, Yes.", "00:03, Ann, Good.", &hello, "00:02, Bob, Yes."];
    assert_eq!(rows(&window), all, "checked is checked");
    window.press(Key::Delete);
    assert_eq!(rows(&window), all[..3], "they were selected");
    window.press_with(CTRL, Key::Z);
    window.press_with(CTRL, Key::Z);
    assert_eq!(rows(&window), all[..3], "one step");
}

#[test]
fn cut_lines_are_one_step_and_paste_back() {
    let mut window = Window::on("named.txt", NAMED);
    window.press_with(SHIFT, Key::ArrowDown);
    window.press_for(Event::Cut);
    assert_eq!(rows(&window), ["00:03, Ann, Good."]);
    window.press_with(CTRL, Key::Z);
    assert_eq!(rows(&window), ["00:01, Ann, Hello.", "00:02, Bob, Yes.", "00:03, Ann, Good."]);
    window.press_with(CTRL | SHIFT, Key::Z);
    paste_what_was_copied(&mut window);
    assert_eq!(rows(&window), ["00:03, Ann, Good.", "00:01, Ann, Hello.", "00:02, Bob, Yes."]);
}

#[test]
fn a_few_lines_from_elsewhere_become_lines() {
    for (text, pasted) in [
        ("00:07 Cleo: Who?\n00:08 Ann: Me.\n", &["00:07, Cleo, Who?", "00:08, Ann, Me."][..]),
        (
            "1\n00:00:07,000 --> 00:00:08,500\nWho?\n\n2\n00:00:09,000 --> 00:00:10,000\nMe.\n",
            &["00:07, Who?", "00:09, Me."],
        ),
        ("no time\nnor here\n", &["no time", "nor here"]),
    ] {
        let mut window = Window::on("named.txt", NAMED);
        window.paste(text);
        let mut expected = vec!["00:01, Ann, Hello."];
        expected.extend(pasted);
        expected.extend(["00:02, Bob, Yes.", "00:03, Ann, Good."]);
        assert_eq!(rows(&window), expected, "{text:?}");
        window.press_with(CTRL, Key::Z);
        assert_eq!(rows(&window).len(), 3);
    }
}

#[test]
fn a_paste_never_takes_away_what_is_open_unasked() {
    for (text, lines) in [(many(31), 31), (PAGE.to_owned(), 6)] {
        let mut window = Window::on("named.txt", NAMED);
        window.paste(&text);
        assert!(asks(&window, lines, "named"), "{}", window.shown());
        window.click(text!("cancel"));
        assert_eq!(rows(&window).len(), 3, "nothing happened");

        window.paste(&text);
        window.click(text!("answer-lines"));
        assert!(window.says(text!("lines-pasted", n = lines)));
        window.press_with(CTRL, Key::Z);
        assert_eq!(rows(&window).len(), 3, "one step");

        window.paste(&text);
        window.click(text!("answer-open"));
        window.wait_for(text!("opening-as", format = "…", n = lines));
    }
}

/// A long text is read in the background.
#[test]
fn many_lines_are_asked_about_when_they_were_read() {
    let mut window = Window::on("named.txt", NAMED);
    let long = many(5_000);
    assert!(long.len() > 70_000, "it is long");
    window.paste(&long);
    window.wait("it does not ask", |window| asks(window, 5_000, "named"));
    window.click(text!("answer-lines"));
    assert!(window.says(text!("toolbar-find", n = 5_003)), "{}", window.shown());

    // What was copied here is known again at once, however long it is.
    window.press_with(CTRL, Key::A);
    window.press_for(Event::Copy);
    paste_what_was_copied(&mut window);
    assert!(window.says(text!("toolbar-find", n = 10_006)), "{}", window.shown());
}

#[test]
fn text_that_is_selected_across_lines_is_cut_and_the_lines_stay() {
    let mut window = Window::on("named.txt", NAMED);
    let [from, to] = [1, 2].map(|line| {
        let text = window.harness.get_by_label(&text!("table-text-of", line = line)).rect();
        text.left_top() + egui::vec2(if line == 1 { 40.0 } else { 8.0 }, 16.0)
    });
    window.harness.drag_at(from);
    window.harness.run_steps(3);
    window.harness.hover_at(to);
    window.harness.run_steps(3);
    window.harness.drop_at(to);
    window.settle();
    window.press_for(Event::Cut);
    let cut = window.board().text.clone();
    let (first, second) = cut.split_once('\n').expect("of two lines");
    assert!(!first.is_empty() && "Hello.".ends_with(first) && "Yes.".starts_with(second), "{cut:?}");
    let kept = [&"Hello."[..6 - first.len()], &"Yes."[second.len()..]];
    assert_eq!(
        rows(&window),
        [&format!("00:01, Ann, {}", kept[0]), &format!("00:02, Bob, {}", kept[1]), "00:03, Ann, Good."]
    );
    window.press_with(CTRL, Key::Z);
    assert_eq!(rows(&window)[..2], ["00:01, Ann, Hello.", "00:02, Bob, Yes."]);
}

#[test]
fn what_is_not_saved_is_asked_about_in_the_same_question() {
    for answer in [text!("answer-save-and-open"), text!("answer-open-unsaved")] {
        let mut window = Window::picking(&["named.txt", "named.stet.ron"]);
        window.write("named.txt", NAMED);
        window.press_with(CTRL, Key::O);
        window.wait_for(text!("opening-as", format = "…", n = 3));
        window.press(Key::C);
        window.paste(&many(31));
        assert!(asks(&window, 31, "named") && window.says(text!("question-pasted-not-saved", name = "named")));
        window.click(answer);
        window.wait_for(text!("opening-as", format = "…", n = 31));
        assert_eq!(window.path("named.stet.ron").exists(), answer == text!("answer-save-and-open"));
    }
}

#[test]
fn opening_from_the_clipboard_asks_however_short_it_is() {
    let mut window = Window::picking(&[]);
    window.board().text = NAMED.to_owned();
    window.choose(text!("menu-file"), text!("command-open-clipboard"));
    window.wait_for(text!("opening-as", format = "…", n = 3));
    window.choose(text!("menu-file"), text!("command-open-clipboard"));
    assert!(asks(&window, 3, text!("files-from-paste")), "{}", window.shown());
    window.press(Key::Escape);
    assert_eq!(rows(&window).len(), 3);
}

#[test]
fn in_a_cell_a_text_is_a_text_unless_lines_are_asked_for() {
    let mut window = Window::on("named.txt", NAMED);
    window.press(Key::Enter);
    window.paste(" And\nyou?\n");
    assert_eq!(rows(&window)[0], "00:01, Ann, Hello.And you?");
    window.board().text = "one\ntwo".to_owned();
    window.press_with(CTRL | SHIFT, Key::V);
    assert_eq!(rows(&window)[..3], ["00:01, Ann, Hello.And you?", "one", "two"]);
    assert!(window.harness.query_by_role(Role::MultilineTextInput).is_none(), "the cell was left");

    // Into a cell that is still empty.
    window.press(Key::Home);
    window.press(Key::Insert);
    window.press_with(CTRL | SHIFT, Key::V);
    assert_eq!(rows(&window)[..4], ["00:01, Ann, Hello.And you?", "one", "two", "one"]);
}

#[test]
fn the_menu_works_on_the_text_that_is_selected_in_a_cell() {
    let mut window = Window::on("named.txt", NAMED);
    window.press(Key::Enter);
    window.press_with(SHIFT, Key::Home);
    window.choose(text!("menu-edit"), text!("command-copy"));
    assert_eq!(window.board().text, "Hello.");
    window.choose(text!("menu-edit"), text!("command-cut"));
    assert_eq!(rows(&window)[0], "00:01, Ann");
    window.choose(text!("menu-edit"), text!("command-paste"));
    window.choose(text!("menu-edit"), text!("command-paste"));
    assert_eq!(rows(&window)[0], "00:01, Ann, Hello.Hello.");
    window.type_text(" Yes.");
    assert_eq!(rows(&window)[0], "00:01, Ann, Hello.Hello. Yes.", "the cell has the keyboard");
    window.choose(text!("menu-edit"), text!("command-paste-lines"));
    assert_eq!(rows(&window)[..2], ["00:01, Ann, Hello.Hello. Yes.", "Hello."]);
}

#[test]
fn the_menu_works_on_lines_while_the_table_has_the_keyboard() {
    let mut window = Window::on("named.txt", NAMED);
    window.choose(text!("menu-edit"), text!("command-cut"));
    assert_eq!(rows(&window), ["00:02, Bob, Yes.", "00:03, Ann, Good."]);
    window.choose(text!("menu-edit"), text!("command-paste"));
    assert_eq!(rows(&window), ["00:02, Bob, Yes.", "00:01, Ann, Hello.", "00:03, Ann, Good."]);
    window.choose(text!("menu-edit"), text!("command-copy"));
    assert_eq!(window.board().text, "00:01 Ann: Hello.\n");
}

#[test]
fn the_menu_works_on_the_text_of_a_field() {
    let mut window = Window::on("named.txt", NAMED);
    window.press_with(CTRL, Key::F);
    window.type_text("Yes");
    window.press_with(CTRL, Key::A);
    window.choose(text!("menu-edit"), text!("command-cut"));
    assert_eq!(window.board().text, "Yes");
    assert_eq!(rows(&window).len(), 3);
    window.choose(text!("menu-edit"), text!("command-paste"));
    window.wait_for(text!("places", n = 1));
}

/// The lines that are selected, by their numbers.
fn selected(window: &Window) -> Vec<usize> {
    let rows = window.harness.query_all_by_role(Role::Row).enumerate();
    rows.filter(|(_, row)| row.accesskit_node().is_selected() == Some(true)).map(|(at, _)| at + 1).collect()
}

#[test]
fn an_undo_leads_back_to_what_was_selected_before() {
    type Does = fn(&mut Window);
    let paste: Does = |window| window.paste("00:07 Cleo: Who?\n00:08 Ann: Me.\n");
    let cut: Does = |window| window.press_for(Event::Cut);
    let delete: Does = |window| window.press(Key::Delete);
    let insert: Does = |window| {
        window.press(Key::Insert);
        window.press(Key::Escape);
    };
    for (what, does) in [("paste", paste), ("cut", cut), ("delete", delete), ("insert", insert)] {
        for (down, extend, before) in [(0, 0, vec![1]), (1, 0, vec![2]), (2, 0, vec![3]), (0, 1, vec![1, 2])] {
            let mut window = Window::on("named.txt", NAMED);
            (0..down).for_each(|_| window.press(Key::ArrowDown));
            (0..extend).for_each(|_| window.press_with(SHIFT, Key::ArrowDown));
            let all = rows(&window);
            assert_eq!(selected(&window), before);
            does(&mut window);
            assert_ne!(rows(&window), all, "{what}");
            window.press_with(CTRL, Key::Home);
            window.press_with(CTRL, Key::Z);
            assert_eq!(rows(&window), all, "{what} is undone");
            assert_eq!(selected(&window), before, "{what} from {before:?}");
        }
    }
}
