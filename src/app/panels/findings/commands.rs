//! The commands of the Findings panel: walking and fixing, and the language of the transcript, by which it is found
//! what deserves a look.

use super::state::{Findings, NEXT_FINDING, fixes};
use crate::app::command::{Command, Menu, Spec, Where, always};
use crate::app::effects::Effects;
use crate::app::keys::{ALT, ALT_SHIFT, CTRL, Id, NONE, SHIFT, press};
use crate::app::look::Look;
use crate::app::request::{Opens, Request};
use crate::edit;
use crate::model::{Meta, message};
use egui::{Context, Key};

/// Goes to the finding before.
const PREVIOUS_FINDING: Id = Id("previous-finding");
/// Applies the first fix.
pub(super) const FIX: Id = Id("fix-1");
/// Applies each of the fixes that have a key, the first first.
pub(super) const FIXES: [Id; 5] = [FIX, Id("fix-2"), Id("fix-3"), Id("fix-4"), Id("fix-5")];
/// Applies the first fix wherever the same stands.
pub(super) const FIX_SAME: Id = Id("fix-same");
/// Shows the fixes that are sure.
pub(super) const FIX_SURE: Id = Id("fix-sure");
/// Remembers that the finding is right as it is.
pub(super) const MARK_CORRECT: Id = Id("mark-correct");
/// Shows all fixes.
pub(super) const LIST_FIXES: Id = Id("list-fixes");
/// Asks for a language.
pub(super) const LANGUAGE_OTHER: Id = Id("language-other");

/// The row of one of the fixes, counted from 0.
macro_rules! fix {
    ($number:literal, $spec:expr, $key:expr) => {
        Command {
            spec: $spec.keys(Where::Anywhere, &[press(ALT, $key)]),
            applies: |findings, look, ctx| has_fix(findings, look, ctx, $number),
            run: |findings, fx| findings.fix($number, fx),
        }
    };
}

/// The row of a language.
macro_rules! language {
    ($spec:expr, $tag:literal) => {
        Command { spec: $spec, applies: always, run: |_, fx| set_language(fx, Some($tag)) }
    };
}

/// All of them, in the order of menus and help.
pub(super) static ALL: &[Command<Findings>] = &[
    Command {
        spec: Spec::new(NEXT_FINDING).keys(Where::Anywhere, &[press(NONE, Key::F8)]).menu(Menu::Review, 0, 0),
        applies: always,
        run: |findings, fx| findings.step(true, fx),
    },
    Command {
        spec: Spec::new(PREVIOUS_FINDING).keys(Where::Anywhere, &[press(SHIFT, Key::F8)]).menu(Menu::Review, 0, 1),
        applies: always,
        run: |findings, fx| findings.step(false, fx),
    },
    fix!(0, Spec::new(FIX).menu(Menu::Review, 0, 2), Key::Num1),
    fix!(1, Spec::new(FIXES[1]), Key::Num2),
    fix!(2, Spec::new(FIXES[2]), Key::Num3),
    fix!(3, Spec::new(FIXES[3]), Key::Num4),
    fix!(4, Spec::new(FIXES[4]), Key::Num5),
    Command {
        spec: Spec::new(FIX_SAME).keys(Where::Anywhere, &[press(ALT_SHIFT, Key::Num1)]).menu(Menu::Review, 0, 3),
        applies: |findings, look, ctx| {
            findings.here(look.desk, look.settings, ctx).is_some_and(|finding| !finding.fixes.is_empty())
        },
        run: |findings, fx| findings.fix_same(fx),
    },
    Command {
        spec: Spec::new(MARK_CORRECT).keys(Where::Anywhere, &[press(ALT, Key::Num0)]).menu(Menu::Review, 0, 4),
        applies: is_at_a_finding,
        run: |findings, fx| findings.mark_correct(fx),
    },
    Command {
        spec: Spec::new(LIST_FIXES).keys(Where::Anywhere, &[press(CTRL, Key::Period)]).menu(Menu::Review, 0, 5),
        applies: is_at_a_finding,
        run: |findings, fx| findings.list_fixes(fx),
    },
    Command {
        spec: Spec::new(FIX_SURE).menu(Menu::Review, 1, 1),
        applies: |findings, _, _| findings.counted.sure > 0,
        run: |findings, fx| findings.preview_sure(fx),
    },
    Command {
        spec: Spec::new(Id("language-found")).menu(Menu::Review, 2, 0),
        applies: |_, look, _| look.desk.transcript().meta.language.is_some(),
        run: |_, fx| set_language(fx, None),
    },
    language!(Spec::new(Id("language-french")).menu(Menu::Review, 2, 1), "fr"),
    language!(Spec::new(Id("language-english")).menu(Menu::Review, 2, 2), "en"),
    Command {
        spec: Spec::new(LANGUAGE_OTHER).menu(Menu::Review, 2, 3),
        applies: always,
        run: |_, fx| fx.request(Request::Dialog(Opens::Language)),
    },
];

/// Whether there is a finding in the current row.
fn is_at_a_finding(findings: &Findings, look: &Look<'_>, ctx: &Context) -> bool {
    findings.here(look.desk, look.settings, ctx).is_some()
}

/// Whether the finding that is meant has so many fixes.
fn has_fix(findings: &Findings, look: &Look<'_>, ctx: &Context, number: usize) -> bool {
    let finding = findings.here(look.desk, look.settings, ctx);
    finding.is_some_and(|finding| number < fixes(&look.desk.review, look.desk.transcript(), finding).len())
}

/// Gives the transcript a language; `None` has it detected.
fn set_language(fx: &mut Effects<'_>, tag: Option<&str>) {
    let change = |meta: &mut Meta| meta.language = tag.map(str::to_owned);
    let edit = edit::meta::change(fx.desk.transcript(), message!("edit-language"), change);
    fx.desk.edit(edit);
}
