//! What the pointer may ask for: the menus of the table, the light beside a word, and what is chosen in them.

use crate::app::PAGE;
use crate::window::{CTRL, SHIFT, Window};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use stet::text;

/// Opens the text of a line, with the caret before a character of it.
fn caret_in(window: &mut Window, line: usize, character: usize) {
    window.click(text!("table-text-of", line = line));
    window.press(Key::Home);
    for _ in 0..character {
        window.press(Key::ArrowRight);
    }
}

#[test]
fn a_line_is_split_between_words_unless_inside_one_is_asked_for() {
    // Line 6 is `Et l'eau aussi.`.
    for (modifiers, character, expected) in [
        (CTRL, 2, Some(("Et", "l'eau aussi."))),
        (CTRL, 3, Some(("Et", "l'eau aussi."))),
        (CTRL, 5, Some(("Et", "l'eau aussi."))),
        (CTRL, 7, Some(("Et l'eau", "aussi."))),
        (CTRL, 8, Some(("Et l'eau", "aussi."))),
        // The nearer end of the word is that of the line: then it is the other one.
        (CTRL, 1, Some(("Et", "l'eau aussi."))),
        (CTRL, 0, None),
        (CTRL | SHIFT, 1, Some(("E", "t l'eau aussi."))),
        (CTRL | SHIFT, 5, Some(("Et l'", "eau aussi."))),
    ] {
        let mut window = Window::on("page.txt", PAGE);
        caret_in(&mut window, 6, character);
        window.press_with(modifiers, Key::Enter);
        assert_eq!(window.says(text!("speakers-chooser-hint")), expected.is_some(), "at {character}");
        window.press(Key::Escape);
        let Some((first, second)) = expected else {
            assert_eq!(window.row(6), "00:15, Et l'eau aussi.");
            continue;
        };
        assert_eq!(window.row(6), format!("00:15, {first}"), "{modifiers:?} at {character}");
        assert!(window.row(7).ends_with(&format!(", {second}")), "{modifiers:?} at {character}: {}", window.row(7));
    }
}

#[test]
fn enter_in_a_chooser_that_nobody_touched_changes_nothing() {
    let mut window = Window::on("page.txt", PAGE);
    for name in ["Joanna", "Bob"] {
        window.press(Key::S);
        window.type_text(name);
        window.press(Key::Enter);
    }
    let rows = |window: &Window| (1..=6).map(|line| window.row(line)).collect::<Vec<_>>();
    window.press_with(CTRL, Key::Home);
    let before = rows(&window);
    window.press(Key::S);
    assert!(window.says(text!("speakers-chooser-hint")));
    window.press(Key::Enter);
    assert!(!window.says(text!("speakers-chooser-hint")), "it closes");
    assert_eq!(rows(&window), before);

    // What was typed and taken back chooses nobody either; what stands in the middle of a name is not meant.
    for (typed, keys, expected) in [
        ("B", &[Key::Backspace, Key::Enter][..], "Joanna"),
        ("", &[Key::ArrowDown, Key::ArrowDown, Key::Enter], "Bob"),
        ("bo", &[Key::Enter], "Bob"),
        ("Ann", &[Key::Enter], "Ann"),
    ] {
        window.press_with(CTRL, Key::Home);
        window.press_with(Modifiers::NONE, Key::S);
        window.type_text(typed);
        keys.iter().for_each(|key| window.press(*key));
        let expected = format!("00:00, {expected}, -Bonjour à tous.");
        assert_eq!(window.row(1), expected, "{typed} {keys:?}");
        if !typed.is_empty() || keys.len() > 1 {
            while window.row(1) != before[0] {
                window.press_with(CTRL, Key::Z);
            }
        }
    }
}

fn secondary(pos: Pos2) -> Vec<Event> {
    let button =
        |pressed| Event::PointerButton { pos, button: PointerButton::Secondary, pressed, modifiers: Modifiers::NONE };
    vec![Event::PointerMoved(pos), button(true), button(false)]
}

/// Asks for the menu at a place of the window.
fn menu_at(window: &mut Window, pos: Pos2) {
    for event in secondary(pos) {
        window.harness.input_mut().events.push(event);
        window.harness.step();
    }
    window.settle();
}

/// A place in the text of a line, so many points from its left end.
fn in_text(window: &Window, line: usize, right: f32) -> Pos2 {
    let name = text!("table-text-of", line = line);
    let cell = window.harness.get_by_label(&name);
    cell.rect().left_top() + vec2(7.0 + right, 16.0)
}

/// Chooses an entry of the menu that is open.
fn choose(window: &mut Window, name: &str) {
    let entries: Vec<_> = window.harness.get_all_by_role(Role::Button).collect();
    let label = |entry: &Node<'_>| entry.accesskit_node().label().unwrap_or_default();
    // What opens another menu has a sign behind its name.
    let exact = entries.iter().rev().find(|entry| label(entry) == name);
    let entry = exact.or_else(|| entries.iter().rev().find(|entry| label(entry).starts_with(name)));
    entry.unwrap_or_else(|| panic!("no {name}: {}", window.shown())).click();
    window.settle();
}

/// A name that is probably wrong in line 2, by its finding, and where it begins in points.
const NAME: f32 = 110.0;

#[test]
fn the_menu_of_an_underlined_word_has_its_fixes_first() {
    let mut window = Window::on("page.txt", PAGE);
    window.wait_for(text!("names-left", n = "…"));
    let at = in_text(&window, 2, NAME);
    menu_at(&mut window, at);
    for entry in [
        "Marc Lefebvre",
        command("mark-correct"),
        &text!("glossary-add-word", word = "Marc Lefèbre"),
        &text!("find-replace-everywhere", word = "Marc Lefèbre"),
        text!("menu-split-here"),
    ] {
        assert!(window.says(entry), "{entry}: {}", window.shown());
    }
    choose(&mut window, "Marc Lefebvre");
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefebvre.");
    assert_eq!(window.row(4), "00:09, Monsieur Lefèbre, la centrale ?", "one place alone");
    assert!(!window.says(text!("menu-split-here")), "the menu is closed");

    // What is the same elsewhere is taken with it.
    let mut window = Window::on("page.txt", &format!("{PAGE}00:18 Avec monsieur Lefèbre encore.\n"));
    window.wait_for(text!("names-left", n = "…"));
    let at = in_text(&window, 7, 130.0);
    menu_at(&mut window, at);
    choose(&mut window, &text!("names-take-everywhere", right = "Lefebvre", n = 2_usize));
    assert_eq!(window.row(4), "00:09, Monsieur Lefebvre, la centrale ?");
    assert_eq!(window.row(7), "00:18, Avec monsieur Lefebvre encore.");
}

/// The name of a command.
fn command(id: &'static str) -> &'static str {
    stet::messages::by_table("command-", id)
}

#[test]
fn a_menu_of_the_table_shows_the_keys_that_do_the_same() {
    let mut window = Window::on("page.txt", PAGE);
    window.wait_for(text!("names-left", n = "…"));
    let [word, beside] = [in_text(&window, 2, NAME), in_text(&window, 2, 0.0)];
    let row = window.harness.get_all_by_role(Role::Row).nth(1).expect("a row").rect();
    let says = |window: &Window, name: &str, keys: &str| {
        let entry = format!("{name} {keys}");
        window
            .harness
            .query_all_by_role(Role::Button)
            .any(|button| button.accesskit_node().label() == Some(entry.clone()))
    };
    let lines = [(command("cut-lines"), "Ctrl+X"), (command("copy-lines"), "Ctrl+C"), (command("paste"), "Ctrl+V")];
    let cell = [(command("cut"), "Ctrl+X"), (command("copy"), "Ctrl+C"), (command("paste"), "Ctrl+V")];
    let fixes = [("Marc Lefebvre", "Alt+1"), (command("mark-correct"), "Alt+0")];
    for (open, at, expected) in [
        (false, Pos2::new(row.left() + 20.0, beside.y), lines.to_vec()),
        (false, word, [&fixes[..], &lines].concat()),
        (true, beside, cell.to_vec()),
    ] {
        if open {
            caret_in(&mut window, 2, 0);
        }
        menu_at(&mut window, at);
        for (name, keys) in expected {
            assert!(says(&window, name, keys), "{name} without {keys}: {}", window.shown());
        }
        window.press(Key::Escape);
    }

    // What its keys would not fix shows none: they are for the finding at the caret.
    let mut window = Window::on("page.txt", PAGE);
    window.wait_for(text!("names-left", n = "…"));
    window.press(Key::F8);
    caret_in(&mut window, 5, 0);
    (0.."-Elle tourne, dit LEF".len()).for_each(|_| window.press(Key::ArrowRight));
    let at = in_text(&window, 2, NAME);
    menu_at(&mut window, at);
    assert!(says(&window, "Marc Lefebvre", "Alt+1"), "the cell is closed then: {}", window.shown());
}

#[test]
fn a_word_is_answered_and_found_from_its_menu() {
    let asked = || {
        let mut window = Window::on("page.txt", PAGE);
        window.wait_for(text!("names-left", n = "…"));
        let at = in_text(&window, 2, NAME);
        menu_at(&mut window, at);
        window
    };
    let mut window = asked();
    choose(&mut window, &text!("glossary-add-word", word = "Marc Lefèbre"));
    window.wait_for(text!("glossary-added", n = 1_usize, forms = "Marc Lefèbre"));

    let mut window = asked();
    choose(&mut window, &text!("find-replace-everywhere", word = "Marc Lefèbre"));
    window.wait_for(text!("places", n = 1));
    window.type_text("Marc Lefebvre");
    window.wait_for(text!("find-replace-ticked", n = 1));
}

#[test]
fn a_menu_is_about_the_selection_when_its_row_belongs_to_it() {
    let ann = |window: &Window, line: usize| window.row(line).contains(", Ann, ");
    let mut window = Window::on("page.txt", PAGE);
    window.press_with(CTRL, Key::End);
    window.press(Key::S);
    window.type_text("Ann");
    window.press(Key::Enter);
    for (extend, line, given) in [(0, 2, vec![2]), (2, 2, vec![1, 2, 3]), (2, 4, vec![4])] {
        window.press_with(CTRL, Key::Home);
        (0..extend).for_each(|_| window.press_with(SHIFT, Key::ArrowDown));
        let at = in_text(&window, line, 12.0);
        menu_at(&mut window, at);
        choose(&mut window, text!("menu-give"));
        choose(&mut window, "Ann");
        let has: Vec<usize> = (1..=4).filter(|line| ann(&window, *line)).collect();
        assert_eq!(has, given, "{extend} more selected, asked in line {line}");
        window.press_with(CTRL, Key::Z);
    }
}

#[test]
fn a_line_is_split_where_its_menu_was_asked_for() {
    for (open, entry, expected) in [
        (false, text!("menu-split-here"), "00:15, Et"),
        (true, text!("menu-split-here"), "00:15, Et"),
        (false, text!("menu-split-inside"), "00:15, Et l'e"),
    ] {
        let mut window = Window::on("page.txt", PAGE);
        let at = in_text(&window, 6, if entry == text!("menu-split-here") { 28.0 } else { 40.0 });
        if open {
            window.click(text!("table-text-of", line = 6));
        }
        menu_at(&mut window, at);
        choose(&mut window, entry);
        window.wait_for(text!("speakers-chooser-hint"));
        window.press(Key::Enter);
        assert_eq!(window.row(6), expected);
    }
}

#[test]
fn an_open_cell_stays_open_under_its_menu() {
    let mut window = Window::on("page.txt", PAGE);
    let at = in_text(&window, 2, NAME);
    caret_in(&mut window, 2, 0);
    menu_at(&mut window, at);
    assert!(window.says(command("copy")), "{}", window.shown());
    window.press(Key::Escape);
    assert!(!window.says(text!("menu-split-here")), "Escape closes the menu");
    window.type_text("x");
    assert!(window.row(2).contains('x'), "{}", window.row(2));
}

#[test]
fn the_menus_of_a_time_a_speaker_and_a_tab_have_what_belongs_there() {
    let mut window = Window::on("page.txt", PAGE);
    for name in ["Ann", "Bob"] {
        window.press(Key::S);
        window.type_text(name);
        window.press(Key::Enter);
    }
    window.press_with(CTRL, Key::Home);
    let text = in_text(&window, 1, 0.0);
    let row = window.harness.get_all_by_role(Role::Row).next().expect("a row").rect();
    let time = Pos2::new(row.left() + 90.0, text.y);
    menu_at(&mut window, time);
    for entry in [command("edit-start"), command("shift-times"), text!("menu-copy-time")] {
        assert!(window.says(entry), "{entry}: {}", window.shown());
    }
    window.press(Key::Escape);

    let chip = text - vec2(60.0, 0.0);
    menu_at(&mut window, chip);
    for entry in [
        command("choose-speaker").to_owned(),
        text!("speakers-menu-turn").to_owned(),
        text!("speakers-menu-rename", name = "Ann"),
        text!("speakers-menu-next", name = "Ann"),
        text!("speakers-menu-merge", name = "Ann"),
    ] {
        assert!(window.says(&entry), "{entry}: {}", window.shown());
    }
    choose(&mut window, &text!("speakers-menu-rename", name = "Ann"));
    window.type_text("Anna");
    window.press(Key::Enter);
    assert!(window.row(1).starts_with("00:00, Anna, "), "{}", window.row(1));

    menu_at(&mut window, chip);
    choose(&mut window, &text!("speakers-menu-merge", name = "Anna"));
    choose(&mut window, "Bob");
    assert!(window.row(1).starts_with("00:00, Bob, "), "{}", window.row(1));

    let tab = window.harness.get_by_role_and_label(Role::Tab, stet::messages::by_table("panel-", "names")).rect();
    menu_at(&mut window, tab.center());
    choose(&mut window, command("close-dock"));
    assert!(window.harness.query_all_by_role(Role::Tab).next().is_none(), "the dock is closed");
}

/// What the light beside a word says, if there is one.
fn light(window: &Window) -> Option<String> {
    window.harness.query_all_by_role(Role::Tooltip).find_map(|light| light.accesskit_node().label())
}

#[test]
fn an_underlined_word_says_under_the_pointer_what_it_is_and_what_may_be_meant() {
    let mut window = Window::on("page.txt", PAGE);
    window.wait_for(text!("names-left", n = "…"));
    let rows = |window: &Window| (1..=6).map(|line| in_text(window, line, 0.0)).collect::<Vec<_>>();
    let (before, at) = (rows(&window), in_text(&window, 2, NAME));
    let point = |window: &mut Window, at: Pos2| {
        window.harness.input_mut().events.push(Event::PointerMoved(at));
        window.harness.run_steps(2);
    };
    point(&mut window, at);
    assert_eq!(light(&window), None, "it waits a moment");
    window.wait("no light", |window| light(window).is_some());
    let says = light(&window).expect("a light");
    assert!(says.contains("Marc Lefebvre"), "{says}");
    let is_fix = |label: &Node<'_>| label.accesskit_node().value().as_deref() == Some("Marc Lefebvre");
    let place = window.harness.query_all_by_role(Role::Label).find(is_fix).expect("what may be meant").rect();
    assert!(!place.contains(at) && place.top() >= at.y, "it covers the word: {place:?}, {at:?}");
    assert!(place.top() - at.y < 80.0, "it is far away: {place:?}, {at:?}");
    assert_eq!(rows(&window), before, "nothing moves");

    // It goes with moving on, and with a key, until the word is pointed at again.
    let beside = in_text(&window, 6, 300.0);
    point(&mut window, beside);
    assert_eq!(light(&window), None);
    point(&mut window, at);
    window.wait("no light", |window| light(window).is_some());
    window.press(Key::Escape);
    assert_eq!(light(&window), None, "Escape puts it away");
    window.harness.run_steps(40);
    assert_eq!(light(&window), None, "and it stays away");
}

#[test]
fn an_underlined_word_at_the_caret_says_what_it_is_and_its_key_fixes_it_there() {
    let mut window = Window::on("page.txt", PAGE);
    window.wait_for(text!("names-left", n = "…"));
    caret_in(&mut window, 2, 3);
    window.harness.run_steps(40);
    assert_eq!(light(&window), None, "nothing is said of a word that is right");
    for _ in 0.."jour Marc Lef".len() {
        window.press(Key::ArrowRight);
    }
    window.wait("no light", |window| light(window).is_some());
    window.type_text("x");
    assert_eq!(light(&window), None, "not while typing");
    window.press(Key::Backspace);
    window.wait("no light", |window| light(window).is_some());
    window.press_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefebvre.");
    window.type_text("!");
    assert_eq!(window.row(2), "00:02, Bonjour Marc Lefebvre!.", "the caret stands behind what was written");
}

#[test]
fn who_is_proposed_has_the_menu_of_a_speaker() {
    let mut window = Window::on("page.txt", PAGE);
    let proposed = text!("table-proposed", line = 5, name = "Marc Lefebvre", because = "…");
    window.wait_for(&proposed);
    let begin = proposed.trim_end_matches('…');
    let is_it = |shown: &Node<'_>| shown.accesskit_node().label().is_some_and(|label| label.starts_with(begin));
    let at = window.harness.get_all_by_role(Role::Button).find(is_it).expect("a proposal").rect().center();
    menu_at(&mut window, at);
    assert!(window.says(text!("speakers-menu-turn")), "{}", window.shown());
    choose(&mut window, text!("speakers-menu-turn"));
    choose(&mut window, text!("speakers-menu-new"));
    window.type_text("Ann");
    window.press(Key::Enter);
    assert_eq!(window.row(5), "00:12, Ann, -Elle tourne, dit LEFÈBRE.");
    assert_eq!(window.row(6), "00:15, Ann, Et l'eau aussi.", "the whole turn");
}
