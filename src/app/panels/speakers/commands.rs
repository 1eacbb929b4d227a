//! The commands about speakers.

use super::state::{FROM_FILE, MERGE, Scope, Speakers, Whom, give};
use crate::app::command::{Command, Menu, Spec, Where, always};
use crate::app::effects::Effects;
use crate::app::keys::{CTRL, Id, NONE, SHIFT, press};
use crate::app::panel::Panel;
use crate::app::request::{By, Pick, Request, Wanted};
use crate::edit;
use crate::formats;
use crate::messages::text;
use crate::model::message;
use egui::Key;

/// A row that gives lines to the speaker at a place of the roster, from 0.
macro_rules! speaker {
    ($id:literal, $from_here:literal, $key:expr, $place:expr) => {
        [
            Command {
                spec: Spec::new(Id($id)).keys(Where::Table, &[press(NONE, $key)]),
                applies: |panel, look, _| panel.at_key(look.desk, $place).is_some(),
                run: |panel, fx| give_to_key(panel, $place, Scope::Turn, fx),
            },
            Command {
                spec: Spec::new(Id($from_here)).keys(Where::Table, &[press(SHIFT, $key)]),
                applies: |panel, look, _| panel.at_key(look.desk, $place).is_some(),
                run: |panel, fx| give_to_key(panel, $place, Scope::FromHere, fx),
            },
        ]
    };
}

const NAMED: [Command<Speakers>; 11] = [
    Command {
        spec: Spec::new(Id("choose-speaker")).keys(Where::Table, &[press(NONE, Key::S)]).menu(Menu::Speaker, 0, 0),
        applies: |_, look, _| look.desk.len() > 0,
        run: |panel, _| panel.choose(Scope::Turn),
    },
    Command {
        spec: Spec::new(Id("choose-speaker-from-here")).hidden(),
        applies: |_, look, _| look.desk.len() > 0,
        run: |panel, _| panel.choose(Scope::FromHere),
    },
    Command {
        spec: Spec::new(Id("no-speaker")).keys(Where::Table, &[press(NONE, Key::Minus)]).menu(Menu::Speaker, 0, 1),
        applies: always,
        run: |_, fx| give(&Whom::Nobody, Scope::Turn, fx),
    },
    Command {
        spec: Spec::new(Id("swap-speakers")).keys(Where::Table, &[press(NONE, Key::X)]).menu(Menu::Speaker, 0, 2),
        applies: |_, look, _| !look.desk.view.selection.is_empty(),
        run: |_, fx| {
            let rows = fx.desk.view.rows();
            if !fx.desk.edit(edit::speakers::swap(fx.desk.transcript(), rows.iter())) {
                fx.say(message!("speakers-swap-two"));
            }
        },
    },
    Command {
        spec: Spec::new(Id("alternate-speakers")).keys(Where::Table, &[press(NONE, Key::A)]).menu(Menu::Speaker, 0, 3),
        applies: |_, look, _| look.desk.last_speakers.len() == 2,
        run: |_, fx| {
            let rows = fx.desk.view.rows();
            if let [second, first] = *fx.desk.last_speakers.as_slice() {
                fx.desk.edit(edit::speakers::alternate(fx.desk.transcript(), rows.iter(), first, second));
            }
        },
    },
    Command {
        spec: Spec::new(Id("take-turn")).keys(Where::Table, &[press(NONE, Key::Tab)]).menu(Menu::Speaker, 1, 0),
        applies: |panel, _, _| !panel.proposals.all().is_empty(),
        run: |panel, fx| {
            if let Some(at) = panel.proposals.current(fx.desk.view.focus) {
                panel.proposals.take(at..at + 1, fx);
            }
        },
    },
    Command {
        spec: Spec::new(Id("take-turns")).keys(Where::Table, &[press(CTRL, Key::Tab)]).menu(Menu::Speaker, 1, 1),
        applies: |panel, _, _| !panel.proposals.all().is_empty(),
        run: |panel, fx| {
            let Some(at) = panel.proposals.current(fx.desk.view.focus) else { return };
            let sure = crate::analysis::turns::until_doubt(panel.proposals.all(), at).len().max(1);
            let taken = panel.proposals.take(at..at + sure, fx);
            let keys = fx.undo_keys();
            fx.whisper(message!("speakers-taken", keys = keys, n = taken));
        },
    },
    Command {
        spec: Spec::new(Id("take-all-turns")).menu(Menu::Speaker, 1, 2),
        applies: |panel, _, _| !panel.proposals.all().is_empty(),
        run: |panel, fx| {
            let taken = panel.proposals.take(0..panel.proposals.all().len(), fx);
            let keys = fx.undo_keys();
            fx.whisper(message!("speakers-taken", keys = keys, n = taken));
        },
    },
    Command {
        spec: Spec::new(Id("hide-turns")).menu(Menu::Speaker, 1, 3),
        applies: always,
        run: |panel, _| panel.proposals.hidden = !panel.proposals.hidden,
    },
    Command {
        spec: Spec::new(Id("speakers-from-file")).menu(Menu::Speaker, 1, 4),
        applies: |_, look, _| look.desk.transcript().lines.iter().any(|line| line.span.is_some()),
        run: |_, fx| {
            let ask = Wanted::ToRead {
                title: text!("speakers-from-title").into(),
                verb: text!("speakers-from-verb").into(),
                extensions: formats::ALL
                    .iter()
                    .filter_map(|format| format.extensions.first())
                    .map(|s| (*s).to_owned())
                    .collect(),
            };
            let by = By::Panel { panel: <Speakers as Panel>::ID, question: FROM_FILE };
            fx.request(Request::Pick(Pick { ask, by }));
        },
    },
    Command {
        spec: Spec::new(MERGE).hidden(),
        applies: |panel, look, _| panel.to_merge(look.desk).is_some(),
        run: |panel, fx| panel.merge_namesakes(fx),
    },
];

const KEYED: [[Command<Speakers>; 2]; 10] = [
    speaker!("speaker-1", "speaker-1-from-here", Key::Num1, 0),
    speaker!("speaker-2", "speaker-2-from-here", Key::Num2, 1),
    speaker!("speaker-3", "speaker-3-from-here", Key::Num3, 2),
    speaker!("speaker-4", "speaker-4-from-here", Key::Num4, 3),
    speaker!("speaker-5", "speaker-5-from-here", Key::Num5, 4),
    speaker!("speaker-6", "speaker-6-from-here", Key::Num6, 5),
    speaker!("speaker-7", "speaker-7-from-here", Key::Num7, 6),
    speaker!("speaker-8", "speaker-8-from-here", Key::Num8, 7),
    speaker!("speaker-9", "speaker-9-from-here", Key::Num9, 8),
    speaker!("speaker-10", "speaker-10-from-here", Key::Num0, 9),
];

/// All of them.
pub(super) static ALL: &[Command<Speakers>] = &joined();

const fn joined() -> [Command<Speakers>; NAMED.len() + 2 * KEYED.len()] {
    let mut all = [NAMED[0]; NAMED.len() + 2 * KEYED.len()];
    let mut at = 0;
    while at < NAMED.len() {
        all[at] = NAMED[at];
        at += 1;
    }
    while at < all.len() {
        let keyed = at - NAMED.len();
        all[at] = KEYED[keyed / 2][keyed % 2];
        at += 1;
    }
    all
}

fn give_to_key(panel: &mut Speakers, place: usize, scope: Scope, fx: &mut Effects<'_>) {
    if let Some(whom) = panel.at_key(fx.desk, place) {
        give(&whom, scope, fx);
    }
}
