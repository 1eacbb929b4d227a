//! What the columns of a table hold: as somebody says, as they are called, and as their cells look.

use super::cell::{Moment, Unit, bare};
use super::headers;
use super::role::Role;
use crate::formats::frames::Rate;
use crate::formats::options::{Options, Setting, Values, When};
use crate::formats::speaker_prefix;
use crate::model::{Time, message};
use std::borrow::Cow;
use std::collections::HashSet;

/// What the columns of a table hold, in their order.
pub static COLUMNS: Setting = Setting {
    name: "columns",
    about: || message!("option-columns"),
    when: When::Reading,
    values: Values::Text { shape: "start,end,duration,speaker,text,-", is: |value| Role::list(value).is_some() },
};

/// What the numbers of a table count that stand for moments.
pub static UNIT: Setting = Setting {
    name: "time-unit",
    about: || message!("option-time-unit"),
    when: When::Reading,
    values: Values::OneOf(&["auto", "seconds", "milliseconds", "frames"]),
};

/// What was found out about the columns of a table.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::formats) struct Columns {
    /// What each holds. The rows have as many cells, but for those that have fewer, or more.
    pub(in crate::formats) roles: Vec<Role>,
    /// The columns that hold something else, but for those that count the rows.
    pub(in crate::formats) others: Vec<usize>,
    /// Whether each row is a word with its times, as recognisers list them.
    pub(in crate::formats) of_words: bool,
    /// What plain numbers count.
    pub(in crate::formats) unit: Unit,
    /// What the frames of timecodes count.
    pub(in crate::formats) rate: Rate,
    /// Whether there are timecodes with frames.
    pub(in crate::formats) framed: bool,
    /// The place of the row that names the columns, among those that were looked at.
    pub(in crate::formats) header: Option<usize>,
    /// Whether names or somebody said all of it.
    pub(in crate::formats) is_plain: bool,
}

impl Columns {
    pub(in crate::formats) fn at(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|own| *own == role)
    }
}

/// In so many rows at the beginning of a table its header is looked for.
const HEADER_WITHIN: usize = 20;

/// Fewer rows of one word each are a dialogue of short answers.
const WORDS: usize = 5;

/// Finds out what the columns of a table hold of which these are the first rows. `None` when it has no column of text.
pub(in crate::formats) fn find(rows: &[Vec<Cow<str>>], options: &Options) -> Option<Columns> {
    let header = header(rows);
    let data = &rows[header.map_or(0, |at| at + 1)..];
    let width = header.map_or_else(|| usual_width(data), |at| rows[at].len());
    let looks: Vec<Look> = (0..width).map(|at| Look::of(data, at)).collect();
    let chosen = options.text(&COLUMNS).and_then(Role::list);
    let (mut roles, mut named_unit) = (vec![Role::Other; width], None);
    let is_chosen = chosen.is_some();
    if let Some(chosen) = chosen {
        roles.iter_mut().zip(&chosen).for_each(|(role, chosen)| *role = *chosen);
    } else if let Some(at) = header {
        named_unit = by_name(&rows[at], &looks, &mut roles);
    }
    let named = roles.clone();
    if !is_chosen {
        by_look(data, &looks, header.is_some(), &mut roles);
    }
    let at = |role: Role| roles.iter().position(|own| *own == role);
    at(Role::Text)?;
    let times = || [Role::Start, Role::End, Role::Duration].into_iter().filter_map(at);
    let unit = match [("seconds", Unit::Seconds), ("milliseconds", Unit::Millis), ("frames", Unit::Frames)]
        .into_iter()
        .find(|(word, _)| options.is(&UNIT, word))
    {
        Some((_, unit)) => Some(unit),
        None => named_unit,
    };
    let numbers = times().any(|at| looks[at].numbers > 0);
    let frames = times().filter_map(|at| looks[at].frames);
    let framed = frames.clone().next().is_some() || (unit == Some(Unit::Frames) && numbers);
    // Names alone do not make it sure what numbers count, unless a fraction shows that they are seconds.
    let fraction = times().any(|at| looks[at].fractions > 0);
    let is_plain = is_chosen || (header.is_some() && named == roles && (unit.is_some() || !numbers || fraction));
    let unit = unit.unwrap_or_else(|| guessed_unit(data, at(Role::Start), at(Role::End), fraction));
    let is_other = |at: &usize| roles[*at] == Role::Other && looks[*at].filled > 0 && !looks[*at].is_index();
    let others = (0..width).filter(is_other).collect();
    let text = &looks[at(Role::Text)?];
    let ends = at(Role::Start).is_some() && (at(Role::End).is_some() || at(Role::Duration).is_some());
    let of_words = ends && text.letters >= WORDS && text.words == text.letters;
    Some(Columns { unit, rate: Rate::of(options, frames), framed, header, is_plain, others, of_words, roles })
}

/// The row that names the columns: the first of which two cells are names of columns, or one where there is no more, and
/// none is a moment; else the first, when there are moments below what is none in it.
fn header(rows: &[Vec<Cow<str>>]) -> Option<usize> {
    let names = |row: &Vec<Cow<str>>| {
        let mut roles: Vec<Role> = row.iter().filter_map(|cell| headers::role(cell)).map(|(role, ..)| role).collect();
        let plain = row.iter().filter_map(|cell| headers::role(cell)).any(|(_, _, plain)| plain);
        let moments = row.iter().any(|cell| Moment::of(cell).is_some());
        roles.sort_by_key(|role| role.id());
        roles.dedup();
        let enough = roles.len() >= 2 || (plain && row.len() > 1 && row.iter().all(|cell| cell.len() < 30));
        enough && !moments && roles.iter().any(|role| matches!(role, Role::Start | Role::Text | Role::Speaker))
    };
    if let Some(at) = rows.iter().take(HEADER_WITHIN).position(names) {
        return Some(at);
    }
    let (first, rest) = rows.split_first()?;
    let others = (0..first.len()).filter(|at| Moment::of(&first[*at]).is_none() && !bare(&first[*at]).is_empty());
    let below = |at: usize| {
        let moments = rest.iter().filter(|row| row.get(at).is_some_and(|cell| Moment::of(cell).is_some())).count();
        rest.len() >= 2 && moments * 10 >= rest.len() * 9
    };
    others.into_iter().any(below).then_some(0)
}

/// How many cells nearly all of these rows have.
pub(super) fn usual_width(rows: &[Vec<Cow<str>>]) -> usize {
    let mut widths: Vec<usize> = rows.iter().filter(|row| !is_blank(row)).map(Vec::len).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 20).copied().unwrap_or(0)
}

/// Whether nothing stands in a row.
pub(super) fn is_blank(row: &[Cow<str>]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// What the cells of a column look like.
#[derive(Default)]
struct Look {
    /// How many cells are not empty.
    filled: usize,
    /// How many are moments with colons.
    clocks: usize,
    /// How many are numbers.
    numbers: usize,
    /// How many of those have a fraction.
    fractions: usize,
    /// The highest frame of timecodes, and whether some are left out.
    frames: Option<(i64, bool)>,
    /// How many moments are not before the one above.
    rises: usize,
    /// How many are one more than the one above.
    counts: usize,
    /// Whether a number is more than one.
    is_large: bool,
    /// How many have letters, and the characters of all those.
    letters: usize,
    characters: usize,
    /// How many different cells have letters.
    different: usize,
    /// Whether all are as short as names, and look like it.
    names: bool,
    /// How many cells are one word alone.
    words: usize,
}

impl Look {
    fn of(rows: &[Vec<Cow<str>>], at: usize) -> Look {
        let mut look = Look { names: true, ..Look::default() };
        let mut before: Option<f64> = None;
        let mut different = HashSet::new();
        for cell in rows.iter().filter_map(|row| row.get(at)) {
            let cell = bare(cell);
            if cell.is_empty() {
                continue;
            }
            look.filled += 1;
            let number = match Moment::of(cell) {
                Some(Moment::Clock(time)) => {
                    look.clocks += 1;
                    time.0 as f64
                }
                Some(Moment::Frame(timecode)) => {
                    look.clocks += 1;
                    let (frame, drops) = look.frames.unwrap_or_default();
                    look.frames = Some((frame.max(timecode.frame), drops || timecode.drops));
                    Rate::of(&Options::default(), []).time(timecode).0 as f64
                }
                Some(Moment::Number(number, fraction)) => {
                    look.numbers += 1;
                    look.fractions += usize::from(fraction);
                    look.is_large |= number > 1.0;
                    number
                }
                Some(Moment::Counted(number, _)) => {
                    look.clocks += 1;
                    number
                }
                None => {
                    if cell.contains(char::is_alphabetic) {
                        look.letters += 1;
                        look.characters += cell.chars().count();
                        look.words += usize::from(!cell.contains(char::is_whitespace));
                        let name = cell.trim_end_matches(':');
                        look.names &= speaker_prefix::is_name(name);
                        different.insert(cell);
                    }
                    continue;
                }
            };
            look.rises += usize::from(before.is_none_or(|before| number >= before));
            look.counts += usize::from(before.is_none_or(|before| number == before + 1.0));
            before = Some(number);
        }
        look.different = different.len();
        look
    }

    fn moments(&self) -> usize {
        self.clocks + self.numbers
    }

    /// Whether nearly all of its cells are moments.
    fn is_timed(&self) -> bool {
        self.moments() > 0 && self.moments() * 10 >= self.filled * 9
    }

    fn is_rising(&self) -> bool {
        self.rises * 10 >= self.moments() * 8
    }

    /// Whether it counts the rows.
    fn is_index(&self) -> bool {
        self.numbers > 0 && self.clocks == 0 && self.fractions == 0 && self.counts * 10 >= self.numbers * 9
    }

    /// How likely a column of moments is that of the times: clocks, then fractions, then whole numbers.
    fn sort(&self) -> usize {
        match (self.clocks * 2 > self.moments(), self.fractions > 0) {
            (true, _) => 3,
            (_, true) => 2,
            _ => 1,
        }
    }
}

/// Gives the columns the roles of which their names speak, unless their cells say otherwise. Returns what the numbers of
/// the times count, if a name says it.
fn by_name(names: &[Cow<str>], looks: &[Look], roles: &mut [Role]) -> Option<Unit> {
    let mut unit = None;
    for plainly in [true, false] {
        for (at, name) in names.iter().enumerate() {
            let Some((role, named_unit, plain)) = headers::role(name) else { continue };
            let look = &looks[at];
            let fits = match role {
                Role::Start | Role::End | Role::Duration => look.moments() * 2 >= look.filled,
                // A recogniser may call its speakers by numbers.
                Role::Text => look.letters * 2 >= look.filled || look.moments() * 2 < look.filled || plain,
                Role::Speaker => plain || look.characters <= look.letters * 40,
                Role::Other => false,
            };
            if plain == plainly && roles[at] == Role::Other && !roles.contains(&role) && fits {
                roles[at] = role;
                unit = unit.or(named_unit.filter(|_| matches!(role, Role::Start | Role::End)));
            }
        }
    }
    unit
}

/// Finds what the names did not say in how the cells look.
fn by_look(rows: &[Vec<Cow<str>>], looks: &[Look], has_header: bool, roles: &mut [Role]) {
    let free = |roles: &[Role], at: usize| roles[at] == Role::Other;
    let has = |roles: &[Role], role: Role| roles.contains(&role);
    if !has(roles, Role::Start) {
        let fits = |at: &usize| free(roles, *at) && looks[*at].is_timed() && looks[*at].is_rising();
        let found = (0..looks.len()).filter(fits).filter(|at| !looks[*at].is_index() || looks.len() == 2);
        // `max_by_key` returns the last of equals.
        let start = found.rev().max_by_key(|at| looks[*at].sort());
        if let Some(start) = start {
            roles[start] = Role::Start;
        }
    }
    if let Some(start) = roles.iter().position(|role| *role == Role::Start)
        && !has(roles, Role::End)
        && !has(roles, Role::Duration)
    {
        let alike = |at: &usize| {
            let look = &looks[*at];
            free(roles, *at)
                && look.is_timed()
                && look.sort() >= looks[start].sort().min(2)
                && (look.is_large || look.clocks > 0)
        };
        let candidates: Vec<usize> = (0..looks.len()).filter(alike).collect();
        let follows = |at: &&usize| looks[**at].is_rising() && never_before(rows, start, **at);
        if let Some(end) = candidates.iter().find(follows) {
            roles[*end] = Role::End;
        } else if let Some(duration) = candidates.iter().find(|at| looks[**at].clocks > 0) {
            roles[*duration] = Role::Duration;
        }
    }
    if !has(roles, Role::Text) {
        let text = (0..looks.len())
            .filter(|at| free(roles, *at) && looks[*at].letters > 0 && looks[*at].letters * 4 >= looks[*at].filled)
            .max_by_key(|at| looks[*at].characters);
        if let Some(text) = text {
            roles[text] = Role::Text;
        }
    }
    let Some(text) = roles.iter().position(|role| *role == Role::Text) else { return };
    // In a table that names its columns the one of the speakers would be named.
    if !has(roles, Role::Speaker) && !has_header {
        let speaks = |at: &usize| {
            let look = &looks[*at];
            let again = look.different * 10 <= look.letters * 6 || look.names;
            free(roles, *at)
                && look.letters * 2 >= look.filled
                && look.letters > 0
                && again
                && look.characters <= look.letters * 40
                && look.characters <= looks[text].characters.max(look.letters * 12)
        };
        let speaker = (0..looks.len()).find(speaks);
        if let Some(speaker) = speaker {
            roles[speaker] = Role::Speaker;
        }
    }
}

/// Whether the moments of one column are hardly ever before those of another in the same row.
fn never_before(rows: &[Vec<Cow<str>>], start: usize, end: usize) -> bool {
    let rate = Rate::of(&Options::default(), []);
    let time = |row: &Vec<Cow<str>>, at: usize| Moment::of(row.get(at)?)?.time(Unit::Millis, rate);
    let pairs: Vec<(Time, Time)> = rows.iter().filter_map(|row| Some((time(row, start)?, time(row, end)?))).collect();
    pairs.iter().filter(|(start, end)| end >= start).count() * 10 >= pairs.len() * 9
}

/// What plain numbers count where nothing says it: thousandths of seconds when a row lasts hundreds of them or more, and
/// seconds when they have fractions.
fn guessed_unit(rows: &[Vec<Cow<str>>], start: Option<usize>, end: Option<usize>, fraction: bool) -> Unit {
    let number = |row: &Vec<Cow<str>>, at: Option<usize>| match Moment::of(row.get(at?)?)? {
        Moment::Number(number, _) => Some(number),
        _ => None,
    };
    let starts: Vec<f64> = rows.iter().filter_map(|row| number(row, start)).collect();
    let lasts = rows.iter().filter_map(|row| Some(number(row, end)? - number(row, start)?));
    let mut steps: Vec<f64> = lasts.filter(|step| *step > 0.0).collect();
    let has_ends = !steps.is_empty();
    if !has_ends {
        steps = starts.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0.0).collect();
    }
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(0.0);
    let (longest, latest) = if has_ends { (100.0, 10_000.0) } else { (400.0, 36_000.0) };
    let late = starts.iter().copied().fold(0.0, f64::max) > latest;
    match fraction {
        true if usual < 500.0 || !has_ends => Unit::Seconds,
        false if usual < longest && !(late && usual > 20.0) => Unit::Seconds,
        _ => Unit::Millis,
    }
}
