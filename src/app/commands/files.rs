//! Commands about files: opening, saving, closing.

use crate::app::clipboard::PasteAs;
use crate::app::command::{DocumentCommand, Menu, Spec, Where, WindowCommand};
use crate::app::keys::{CTRL, CTRL_SHIFT, Id, press};
use crate::app::request::{By, Opens, Pick, Request, Sample, Wanted};
use crate::app::series;
use crate::lookup;
use crate::messages::text;
use crate::model::message;
use egui::Key;

/// A French television magazine.
pub(super) const FRENCH_SAMPLE: Sample =
    Sample { name: "vallee.txt", text: include_str!("../../../assets/samples/vallee.txt") };
/// An English radio programme.
pub(super) const ENGLISH_SAMPLE: Sample =
    Sample { name: "harbour.txt", text: include_str!("../../../assets/samples/harbour.txt") };

/// Those that need no document.
pub(super) static WINDOW: &[WindowCommand] = &[
    WindowCommand {
        spec: Spec::new(Id("open")).keys(Where::Anywhere, &[press(CTRL, Key::O)]).menu(Menu::File, 0, 0),
        applies: |_| true,
        run: |fx| fx.request(Request::AskWhichToOpen),
    },
    WindowCommand {
        spec: Spec::new(Id("open-clipboard")).menu(Menu::File, 0, 1),
        applies: |_| true,
        run: |fx| fx.copies.ask(fx.ctx, PasteAs::Document),
    },
    WindowCommand {
        spec: Spec::new(Id("open-sample-french")).menu(Menu::File, 0, 2),
        applies: |_| true,
        run: |fx| fx.request(Request::Sample(FRENCH_SAMPLE)),
    },
    WindowCommand {
        spec: Spec::new(Id("open-sample-english")).menu(Menu::File, 0, 3),
        applies: |_| true,
        run: |fx| fx.request(Request::Sample(ENGLISH_SAMPLE)),
    },
    WindowCommand {
        spec: Spec::new(Id("quit")).keys(Where::Anywhere, &[press(CTRL, Key::Q)]).menu(Menu::File, 2, 1),
        applies: |_| true,
        run: |fx| fx.request(Request::Quit),
    },
    WindowCommand {
        spec: Spec::new(Id("add-dictionaries")).menu(Menu::Review, 2, 4),
        applies: |_| true,
        run: |fx| {
            let (title, verb) = (text!("dictionaries-add-title").into(), text!("dictionaries-add-verb").into());
            fx.request(Request::Pick(Pick { ask: Wanted::Folder { title, verb }, by: By::Dictionaries }));
        },
    },
    WindowCommand {
        spec: Spec::new(Id("open-dictionaries")).menu(Menu::Review, 2, 5),
        applies: |_| true,
        run: |fx| match lookup::own_folder(fx.folder) {
            Some(folder) => fx.request(Request::OpenFolder(folder)),
            None => fx.say(message!("dictionaries-nowhere")),
        },
    },
];

/// Those that work on the document that is open.
pub(super) static DOCUMENT: &[DocumentCommand] = &[
    DocumentCommand {
        spec: Spec::new(Id("save")).keys(Where::Anywhere, &[press(CTRL, Key::S)]).menu(Menu::File, 1, 0),
        applies: |_, _| true,
        run: |fx| fx.request(Request::Save),
    },
    DocumentCommand {
        spec: Spec::new(Id("save-as")).keys(Where::Anywhere, &[press(CTRL_SHIFT, Key::S)]).menu(Menu::File, 1, 1),
        applies: |_, _| true,
        run: |fx| fx.request(Request::SaveAs),
    },
    DocumentCommand {
        spec: Spec::new(Id("teach-series")).menu(Menu::File, 1, 2),
        applies: |_, _| true,
        run: series::teach_when_asked,
    },
    DocumentCommand {
        spec: Spec::new(Id("look-for-dictionaries")).hidden(),
        applies: |_, _| true,
        run: |fx| {
            fx.dictionaries.look_again();
            fx.desk.review.look_again();
            fx.whisper(message!("dictionaries-looked-for"));
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("export")).keys(Where::Anywhere, &[press(CTRL, Key::E)]).menu(Menu::File, 1, 3),
        applies: |_, _| true,
        // What is shown can be written.
        run: |fx| match fx.settings.shows_panel("export") {
            true => fx.request(Request::Run(Id("export-write"))),
            false => fx.request(Request::Show(Some("export"))),
        },
    },
    DocumentCommand {
        spec: Spec::new(Id("set-columns")).menu(Menu::File, 1, 4),
        applies: |look, _| look.desk.table.is_some(),
        run: |fx| fx.request(Request::Dialog(Opens::Columns)),
    },
    DocumentCommand {
        spec: Spec::new(Id("close")).keys(Where::Anywhere, &[press(CTRL, Key::W)]).menu(Menu::File, 2, 0),
        applies: |_, _| true,
        run: |fx| fx.request(Request::Close),
    },
];
