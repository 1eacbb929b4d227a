//! The pointer in the window, and what comes faster than a frame: nothing typed becomes a command, and no row moves away.

use crate::app::PAGE;
use crate::window::{CTRL, SHIFT, Window};
use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use stet::text;

/// Where the text of a line stands, counted from 1.
fn text_of(window: &Window, line: usize) -> Rect {
    window.harness.get_by_label(&text!("table-text-of", line = line)).rect()
}

/// A place in the text of a line, so many points from its left end.
fn in_text(window: &Window, line: usize, right: f32) -> Pos2 {
    text_of(window, line).left_top() + vec2(7.0 + right, 16.0)
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn click(pos: Pos2) -> [Event; 3] {
    [Event::PointerMoved(pos), button(pos, true), button(pos, false)]
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// Lets all of it come in one frame.
fn at_once(window: &mut Window, events: impl IntoIterator<Item = Event>) {
    window.harness.input_mut().events.extend(events);
    // A click and what it opens take two frames.
    window.harness.run_steps(12);
    window.settle();
}

/// Lets each come in a frame of its own.
fn one_by_one(window: &mut Window, events: impl IntoIterator<Item = Event>) {
    for event in events {
        window.harness.input_mut().events.push(event);
        window.harness.run_steps(2);
    }
    window.settle();
}

fn typed(text: &str) -> Vec<Event> {
    text.chars().map(|c| Event::Text(c.to_string())).collect()
}

/// A letter as a keyboard sends it.
fn letter(key: Key) -> [Event; 2] {
    [self::key(key), Event::Text(key.name().to_lowercase())]
}

#[test]
fn what_is_typed_right_behind_a_click_goes_into_the_cell() {
    type Deliver = fn(&mut Window, Vec<Event>);
    let ways: [(&str, Deliver); 2] = [
        ("in one frame", |window, events| at_once(window, events)),
        ("in many", |window, events| one_by_one(window, events)),
    ];
    for (way, deliver) in ways {
        for (clicks, expected) in
            [(1, "00:02, txBonjour Marc Lefèbre."), (2, "00:02, tx Marc Lefèbre."), (3, "00:02, tx")]
        {
            let mut window = Window::on("page.txt", PAGE);
            let at = in_text(&window, 2, 1.0);
            let events = (0..clicks).flat_map(|_| click(at)).chain(letter(Key::T)).chain(letter(Key::X));
            deliver(&mut window, events.collect());
            assert_eq!(window.row(2), expected, "{clicks} clicks {way}");
        }
    }
}

#[test]
fn what_is_typed_right_behind_a_key_goes_where_that_leads() {
    let mut window = Window::on("page.txt", PAGE);
    window.press(Key::ArrowDown);
    let down = [key(Key::ArrowDown), key(Key::ArrowUp)];
    at_once(&mut window, down.into_iter().chain([key(Key::Enter)]).chain(letter(Key::T)).chain(letter(Key::C)));
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre.tc");
    window.press(Key::Escape);
    at_once(&mut window, letter(Key::S).into_iter().chain(typed("Ann")).chain([key(Key::Enter)]));
    assert!(window.row(2).starts_with("00:02, Ann, "), "{}", window.row(2));
}

#[test]
fn a_double_click_selects_the_word_under_it() {
    // From the left end of the text of line 6, `Et l'eau aussi.`: a letter is about eight points wide.
    for (right, expected) in
        [(3.0, "x l'eau aussi."), (36.0, "Et l'x aussi."), (46.0, "Et l'x aussi."), (70.0, "Et l'eau x.")]
    {
        let mut window = Window::on("page.txt", PAGE);
        let at = in_text(&window, 6, right);
        let events: Vec<Event> = click(at).into_iter().chain(click(at)).chain(typed("x")).collect();
        at_once(&mut window, events);
        assert_eq!(window.row(6), format!("00:15, {expected}"), "at {right}");
    }
}

#[test]
fn a_press_that_rests_on_a_word_selects_it() {
    let mut window = Window::on("page.txt", PAGE);
    let at = in_text(&window, 6, 70.0);
    one_by_one(&mut window, [Event::PointerMoved(at), button(at, true)]);
    window.wait("nothing is selected", |window| window.harness.query_by_role(egui::Role::MultilineTextInput).is_some());
    at_once(&mut window, [button(at, false)]);
    at_once(&mut window, typed("x"));
    assert_eq!(window.row(6), "00:15, Et l'eau x.");
}

#[test]
fn a_slow_frame_makes_no_long_press_of_a_click() {
    let mut window = Window::on("page.txt", PAGE);
    let at = in_text(&window, 2, 1.0);
    one_by_one(&mut window, [Event::PointerMoved(at), button(at, true)]);
    let now = window.harness.ctx.input(|input| input.time);
    window.harness.input_mut().time = Some(now + 3.0);
    let events: Vec<Event> = [button(at, false)].into_iter().chain(letter(Key::T)).collect();
    window.harness.input_mut().events.extend(events);
    window.harness.step();
    window.harness.input_mut().time = None;
    window.settle();
    assert_eq!(window.row(2), "00:02, tBonjour Marc Lefèbre.");
}

fn copied(window: &mut Window) -> String {
    window.harness.input_mut().events.push(Event::Copy);
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    text.unwrap_or_default()
}

#[test]
fn dragging_over_text_selects_it() {
    for (from, to, expected) in [
        ((2, 1.0), (2, 56.0), "Bonjour"),
        ((2, 66.0), (4, 66.0), "Marc Lefèbre.\n-Bonjour. -Merci d'être là.\nMonsieur"),
    ] {
        let mut window = Window::on("page.txt", PAGE);
        let [from, to] = [from, to].map(|(line, right)| in_text(&window, line, right));
        let path = [
            Event::PointerMoved(from),
            button(from, true),
            Event::PointerMoved(from.lerp(to, 0.5)),
            Event::PointerMoved(to),
        ];
        one_by_one(&mut window, path);
        at_once(&mut window, [button(to, false)]);
        assert_eq!(copied(&mut window), expected);
    }
}

/// How far the text of a line stands from the top of the window.
fn top_of(window: &Window, line: usize) -> f32 {
    text_of(window, line).top()
}

/// Forty lines, of which the tenth is long enough for several rows.
fn forty() -> String {
    let words = "encore un mot ".repeat(20);
    let line =
        |n: usize| format!("00:{n:02} {}", if n == 10 { words.trim().to_owned() } else { format!("Ligne {n}.") });
    (1..=40).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_row_under_the_pointer_stays_there() {
    let mut window = Window::on("forty.txt", &forty());
    let below = in_text(&window, 15, 20.0);
    at_once(&mut window, [Event::PointerMoved(below)]);
    let here = top_of(&window, 15);
    let stays = |window: &Window, line: usize, what: &str| {
        let now = top_of(window, line);
        assert!((now - here).abs() < 0.6, "line {line} moved from {here} to {now}: {what}");
    };

    // What was said goes.
    assert!(window.says(text!("opening-as", format = "…", n = 40)));
    window.harness.get_by_label(text!("strip-dismiss")).click_accesskit();
    window.settle();
    assert!(!window.says(text!("opening-as", format = "…", n = 40)));
    stays(&window, 15, "the strip went");

    // A line above goes, and comes back by undo.
    window.press(Key::ArrowDown);
    window.press(Key::Delete);
    let (deleted, below) = (top_of(&window, 14), top_of(&window, 2));
    let at = in_text(&window, 14, 20.0);
    at_once(&mut window, [Event::PointerMoved(at)]);
    window.press_with(CTRL, Key::Z);
    assert!((top_of(&window, 15) - deleted).abs() < 0.6, "undo moved it from {deleted} to {}", top_of(&window, 15));
    window.press_with(CTRL | SHIFT, Key::Z);
    assert!((top_of(&window, 14) - deleted).abs() < 0.6, "redo moved it");
    assert!((top_of(&window, 2) - below).abs() < 0.6);

    // The text becomes larger and smaller.
    let at = in_text(&window, 14, 20.0);
    at_once(&mut window, [Event::PointerMoved(at)]);
    for key in [Key::Plus, Key::Minus, Key::Minus] {
        let scale = window.harness.ctx.zoom_factor();
        window.press_with(CTRL, key);
        let new = window.harness.ctx.zoom_factor();
        assert_ne!(new, scale);
        // The pointer stands where it stood on the glass.
        let y = at.y / new;
        let row = text_of(&window, 14);
        assert!((row.top()..row.bottom()).contains(&y), "{y} is not in {row:?} at {new}");
        window.harness.step();
    }
}

#[test]
fn nothing_moves_while_a_cell_is_open_and_something_is_said() {
    let mut window = Window::on("forty.txt", &forty());
    let at = in_text(&window, 3, 20.0);
    at_once(&mut window, click(at));
    let (field, below) = (top_of(&window, 3), top_of(&window, 5));
    window.press_with(CTRL, Key::E);
    window.press_with(CTRL, Key::E);
    assert_eq!((top_of(&window, 3), top_of(&window, 5)), (field, below));
}

#[test]
fn a_passage_is_searched_for() {
    let mut window = Window::on("page.txt", PAGE);
    // From the end of line 2 into line 3, which nobody speaks.
    let (from, to) = (in_text(&window, 2, 66.0), in_text(&window, 3, 62.0));
    one_by_one(&mut window, [Event::PointerMoved(from), button(from, true), Event::PointerMoved(from.lerp(to, 0.5))]);
    one_by_one(&mut window, [Event::PointerMoved(to), button(to, false)]);
    let words = copied(&mut window);
    assert!(words.contains('\n'), "{words}");
    window.press_with(CTRL, Key::F);
    let query = window.harness.get_by_label(text!("find-query-name")).value();
    assert_eq!(query.as_deref(), Some(words.replace('\n', " ").as_str()));
    window.wait_for(text!("places", n = 1));
}

#[test]
fn a_count_in_a_tab_moves_no_other_tab() {
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::F);
    let tabs = |window: &Window| {
        let tabs = window.harness.query_all_by_role(egui::Role::Tab);
        tabs.map(|tab| (tab.rect().left(), tab.rect().right())).collect::<Vec<_>>()
    };
    let before = tabs(&window);
    assert!(before.len() > 2, "{before:?}");
    window.type_text("e");
    window.wait_for(text!("places", n = "…"));
    assert_eq!(tabs(&window), before, "a count came");
    window.type_text("\u{8}");
    // The open tab stands where the other ones expect it: what is last gives its place to the one that is open.
    window.press_with(CTRL, Key::Num1);
    let names = tabs(&window);
    window.press_with(CTRL, Key::Num2);
    assert_eq!(tabs(&window), names, "another one was opened");
}

#[test]
fn what_is_typed_right_behind_a_dialog_goes_where_that_was_opened() {
    let mut window = Window::on("page.txt", PAGE);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.press_with(CTRL, Key::G);
    at_once(&mut window, [key(Key::Escape)].into_iter().chain(letter(Key::T)).chain(letter(Key::C)));
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre.tc");
}

#[test]
fn what_the_dock_shows_makes_it_no_wider() {
    let long = "et puis encore bien des choses qui ne tiennent pas dans une rangée du panneau ".repeat(2);
    let line = |n: usize| {
        let before = if n.is_multiple_of(2) { long.as_str() } else { "" };
        format!("00:{n:02} {before}Monsieur Lefèbre {long}")
    };
    let lines: Vec<String> = (1..=9).map(line).collect();
    let mut window = Window::on("long.txt", &format!("Avec Marc Lefebvre (maire)\n\n{}", lines.join("\n")));
    window.press_with(CTRL, Key::Num4);
    let edge = window.harness.get_by_label(text!("dock-edge")).rect().left();
    for panel in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
        window.press_with(CTRL, panel);
        window.wait_for(text!("names-left", n = "…"));
        for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::F8] {
            window.press(key);
            let now = window.harness.get_by_label(text!("dock-edge")).rect().left();
            assert_eq!(now, edge, "{key:?} in the panel of {panel:?}");
        }
    }
}

/// Where the entry of a list in the dock stands whose name begins so.
fn entry_top(window: &Window, begins: &str) -> f32 {
    let named =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|name| name.starts_with(begins));
    let entries = window
        .harness
        .query_all_by_role(egui::Role::ListBoxOption)
        .chain(window.harness.query_all_by_role(egui::Role::ListItem));
    let tops: Vec<f32> = entries.filter(named).map(|entry| entry.rect().top()).collect();
    *tops.first().unwrap_or_else(|| panic!("no {begins}:\n{}", window.shown()))
}

/// How the place in a line is called in the list of Find.
fn place_in(line: usize) -> String {
    let name = text!("find-place-in-line", line = line, text = "…");
    name.split('…').next().unwrap_or_default().to_owned()
}

/// Where the place in a line stands in the list of Find, once it is found.
fn place_top(window: &mut Window, line: usize) -> f32 {
    window.wait_for(place_in(line));
    entry_top(window, &place_in(line))
}

#[test]
fn the_entry_under_the_pointer_stays_in_the_list_of_places() {
    let mut window = Window::on("forty.txt", &forty());
    window.press_with(CTRL, Key::F);
    window.type_text("n");
    window.wait_for(text!("places", n = "…"));
    window.press(Key::Escape);
    let here = place_top(&mut window, 9);
    let over = Pos2::new(1000.0, here + 10.0);
    at_once(&mut window, [Event::PointerMoved(over)]);
    // A line above goes, and comes back.
    window.press(Key::ArrowDown);
    window.press(Key::Delete);
    assert!((place_top(&mut window, 8) - here).abs() < 0.6, "a place above went");
    window.press_with(CTRL, Key::Z);
    assert!((place_top(&mut window, 9) - here).abs() < 0.6, "it came back");
    // The list becomes another one, in which the entry is too.
    window.click(text!("find-case-about"));
    at_once(&mut window, [Event::PointerMoved(over)]);
    let here = place_top(&mut window, 9);
    window.press_with(CTRL, Key::F);
    at_once(&mut window, typed("gne 9"));
    window.wait_for(text!("places", n = 1));
    assert!((place_top(&mut window, 9) - here).abs() < 0.6, "the others went");
}

#[test]
fn delete_takes_the_text_away_that_is_selected_across_lines() {
    let mut window = Window::on("page.txt", PAGE);
    let (from, to) = (in_text(&window, 2, 66.0), in_text(&window, 4, 66.0));
    one_by_one(&mut window, [Event::PointerMoved(from), button(from, true), Event::PointerMoved(from.lerp(to, 0.5))]);
    one_by_one(&mut window, [Event::PointerMoved(to), button(to, false)]);
    window.press(Key::Delete);
    assert_eq!(
        [window.row(2), window.row(3), window.row(4)],
        ["00:02, Bonjour ", "00:05", "00:09,  Lefèbre, la centrale ?"]
    );
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefèbre.");
}

#[test]
fn a_double_click_at_the_edge_of_a_row_stays_in_its_cell() {
    let mut window = Window::on("page.txt", PAGE);
    let open = in_text(&window, 2, 1.0);
    at_once(&mut window, click(open));
    for below in [1.0, 4.0, 16.0, 29.0] {
        let at = text_of(&window, 4).left_top() + vec2(12.0, below);
        one_by_one(&mut window, click(at).into_iter().chain(click(at)));
        at_once(&mut window, letter(Key::T));
        assert_eq!(window.row(4), "00:09, t Lefèbre, la centrale ?", "{below} below its top");
        window.press(Key::Escape);
        at_once(&mut window, click(open));
    }
}

#[test]
fn a_line_that_is_deleted_leaves_no_gap_above_the_first() {
    let mut window = Window::on("forty.txt", &forty());
    let top = top_of(&window, 1);
    let at = in_text(&window, 15, 20.0);
    at_once(&mut window, [Event::PointerMoved(at)]);
    window.press(Key::ArrowDown);
    window.press(Key::Delete);
    assert_eq!(top_of(&window, 1), top);
}
