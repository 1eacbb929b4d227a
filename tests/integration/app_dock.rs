//! What stays in the dock while something else goes: the name that was answered, what is half typed, the place of the
//! Export button, the entry under the pointer.

use crate::app::PAGE;
use crate::window::{CTRL, Window, told};
use egui::accesskit::Toggled;
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use stet::text;

/// The wrong form of the current name, in the Names panel.
fn current_name(window: &Window) -> Option<String> {
    let cards = window.harness.query_all_by_role(Role::ListItem);
    let current = cards.filter(|card| card.accesskit_node().toggled() == Some(Toggled::True));
    let mut labels = current.filter_map(|card| card.accesskit_node().label());
    let card = text!("names-card", wrong = "…", right = "…", because = "…", n = 1);
    labels.find_map(|label| told(&label, &card))
}

/// Three names that are probably wrong.
const THREE: &str = "La Vallée avec Yvonne Taquerel, Bastien Corvasier et Odile Vaubernier\n\nTranscription\n\
00:01 Bonjour à tous, nous sommes avec Yvonne Takerel.\n00:04 Merci d'être là avec nous dans la vallée.\n\
00:06 Et voici Bastien Corvazier, qui a dessiné la maison du village.\n00:09 Merci Bastien Corvazier.\n\
00:12 Et aussi Odile Vobernier, qui habite ici.\n00:15 Merci Odile Vobernier.\n";

#[test]
fn an_undone_answer_leads_back_to_its_name() {
    type Answers = fn(&mut Window);
    let take: Answers = |window| window.press(Key::Enter);
    let correct: Answers = |window| window.press(Key::N);
    let other: Answers = |window| {
        window.press(Key::E);
        window.press_with(CTRL, Key::A);
        window.type_text("Quelqu'un");
        window.press(Key::Enter);
    };
    for (what, answers) in [("taken", take), ("right", correct), ("another form", other)] {
        let mut window = Window::on("three.txt", THREE);
        window.wait_for(text!("names-left", n = 3));
        window.press_with(CTRL, Key::Num1);
        let names: Vec<Option<String>> = (0..3)
            .map(|_| {
                let name = current_name(&window);
                window.press(Key::ArrowDown);
                name
            })
            .collect();
        window.press(Key::Home);
        assert!(names.iter().all(Option::is_some), "{names:?}");
        window.press(Key::ArrowDown);
        answers(&mut window);
        answers(&mut window);
        assert_ne!(current_name(&window), names[1], "{what}");
        for (undone, back) in [(1, &names[2]), (2, &names[1])] {
            window.press_with(CTRL, Key::Z);
            window.wait(&format!("{what}: {back:?} does not come back"), |window| current_name(window) == *back);
            window.wait_for(text!("names-left", n = 1 + undone));
            assert_eq!(current_name(&window), *back, "{what}: it stays");
        }
        assert!(window.harness.get_by_label(text!("names-list")).accesskit_node().is_focused());
    }
}

#[test]
fn what_is_half_typed_in_a_panel_is_there_when_it_is_shown_again() {
    let mut window = Window::on("three.txt", THREE);
    window.wait_for(text!("names-left", n = 3));
    let away = |window: &mut Window, back: Key| {
        window.press_with(CTRL, Key::Num4);
        window.press_with(CTRL, Key::Num3);
        window.press_with(CTRL, back);
    };
    let value = |window: &Window, name: &str| {
        let fields = [Role::TextInput, Role::MultilineTextInput].map(|role| window.harness.query_all_by_role(role));
        let mut fields = fields.into_iter().flatten();
        let field = fields.find(|field| field.accesskit_node().label().as_deref() == Some(name));
        field.and_then(|field| field.accesskit_node().value())
    };

    // Another form of a name: also when another name is looked at meanwhile, to which it does not go.
    window.press_with(CTRL, Key::Num1);
    window.press(Key::E);
    window.press_with(CTRL, Key::A);
    window.type_text("Quelqu'un");
    away(&mut window, Key::Num1);
    assert_eq!(value(&window, text!("names-other-form")).as_deref(), Some("Quelqu'un"));
    window.press(Key::ArrowDown);
    assert_eq!(value(&window, text!("names-other-form")), None);
    window.press(Key::ArrowUp);
    assert_eq!(value(&window, text!("names-other-form")).as_deref(), Some("Quelqu'un"));
    window.press(Key::Enter);
    window.wait_for(text!("names-taken", keys = "…", right = "Quelqu'un", n = "…"));

    window.press_with(CTRL, Key::Num7);
    window.click(text!("glossary-description"));
    window.type_text("Marcel Aubin");
    away(&mut window, Key::Num7);
    assert_eq!(value(&window, text!("glossary-description")).as_deref(), Some("Marcel Aubin"));

    window.press_with(CTRL, Key::Num5);
    window.click(text!("export-preset"));
    window.click(text!("export-preset-name"));
    window.type_text("Mine");
    window.press(Key::Escape);
    away(&mut window, Key::Num5);
    window.click(text!("export-preset"));
    assert_eq!(value(&window, text!("export-preset-name")).as_deref(), Some("Mine"));
}

#[test]
fn export_has_a_place_of_its_own_and_a_key() {
    let mut window = Window::picking(&["page.txt", "out.txt"]);
    window.write("page.txt", PAGE);
    window.press_with(CTRL, Key::O);
    window.wait_for(text!("opening-as", format = "…", n = "…"));
    let button = text!("export-as", extension = "txt");
    window.press_with(CTRL, Key::E);
    let place = |window: &Window| window.harness.get_by_label(&button).rect();
    let before = place(&window);
    window.press(Key::S);
    window.type_text("Ann");
    window.press(Key::Enter);
    window.wait_for(text!("open-no-speaker", n = "…"));
    assert_eq!(place(&window), before, "lines without a speaker are said");
    window.press_with(CTRL, Key::A);
    window.press(Key::Num1);
    window.wait("it is said still", |window| !window.says(text!("open-no-speaker", n = "…")));
    assert_eq!(place(&window), before, "and no more");

    window.harness.get_by_label(&button).hover();
    window.wait_for(text!("export-as-about", keys = "Ctrl+E"));
    window.press(Key::F1);
    window.wait_for(text!("exporting-again", keys = "Ctrl+E"));
    window.press(Key::Escape);
    window.press_with(CTRL, Key::E);
    window.wait_for(text!("export-done", path = "…out.txt"));
    assert!(window.read("out.txt").contains("Bonjour à tous."));
}

#[test]
fn the_entry_under_the_pointer_stays_when_one_above_it_goes() {
    let lines: String = (1..=40).map(|n| format!("{:02}:{:02} Nous parlons ici.\n", n / 60, n % 60)).collect();
    let mut window = Window::on("long.txt", &lines);
    window.press_with(CTRL, Key::H);
    window.press_with(CTRL, Key::F);
    window.type_text("parlons");
    window.wait_for(text!("places", n = 40));
    window.press_with(CTRL, Key::H);
    window.type_text("disons");
    window.wait_for(text!("find-replace-ticked", n = 40));
    window.click(text!("find-replace-ticked", n = 40));
    let of_change = |line: usize| text!("changes-entry-name", before = "parlons", after = "disons", line = line);
    window.press_with(CTRL, Key::Num8);
    window.wait_for(of_change(5));
    stays(&mut window, &of_change(5), text!("changes-revert-name", after = "disons", line = 3));

    let mut window = Window::on("long.txt", &lines);
    for n in 10..40 {
        window.add_to_glossary(&format!("Nom{n}"));
    }
    window.wait_for(text!("glossary-entry", form = "Nom39"));
    let entry = window.all().into_iter().filter_map(|shown| told(&shown, &text!("glossary-entry", form = "…")));
    let shown: Vec<String> = entry.collect();
    let [gone, held] = [&shown[shown.len() / 4], &shown[shown.len() / 2]];
    stays(&mut window, &text!("glossary-entry", form = held), text!("glossary-remove", form = gone));
}

/// Points at an entry of a list, presses a button above it in another way, and looks that the entry stays.
fn stays(window: &mut Window, entry: &str, button: impl AsRef<str>) {
    let place = |window: &Window| window.harness.get_by_label(entry).rect();
    let before = place(window);
    window.harness.event(egui::Event::PointerMoved(before.center()));
    window.settle();
    let button = window.harness.get_by_label(button.as_ref());
    button.click_accesskit();
    window.settle();
    assert!((place(window).top() - before.top()).abs() < 1.0, "{:?} became {:?}", before, place(window));
}
