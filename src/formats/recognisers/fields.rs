//! What the fields of objects hold, where no dialect says it: which list of a document has lines, and which of their
//! fields are text, times and speakers.

use crate::formats::options::{Options, Setting, Values, When};
use crate::formats::tables::{Moment, Role, UNIT, Unit, role_of};
use crate::formats::timestamp;
use crate::formats::values::{self, millis_of};
use crate::model::{Message, Time, message};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Which field of an object holds what: `text=said.text,start=from`.
pub(super) static FIELDS: Setting = Setting {
    name: "fields",
    about: || message!("option-fields"),
    when: When::Reading,
    values: Values::Text {
        shape: "text=NAME,start=NAME,end=NAME,duration=NAME,speaker=NAME",
        is: |value| chosen(value).is_some(),
    },
};

/// An object of a list, and the object of another list within which it stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) value: &'a Value,
    pub(super) parent: Option<&'a Value>,
}

/// A list of lines, and what their fields hold.
pub(super) struct Fields<'a> {
    pub(super) rows: Vec<Row<'a>>,
    pub(super) text: Named,
    pub(super) start: Option<MomentField>,
    pub(super) end: Option<MomentField>,
    pub(super) duration: Option<MomentField>,
    /// Where the speaker stands, and whether that is in the object above.
    pub(super) speaker: Option<(String, bool)>,
    pub(super) words: Option<Words>,
}

/// A field and what it is called.
pub(super) struct Named {
    pub(super) pointer: String,
    pub(super) name: String,
}

/// A field that holds moments.
pub(super) struct MomentField {
    pointer: String,
    pub(super) name: String,
    /// How many milliseconds one of its numbers counts.
    millis: f64,
    /// Whether its moments are numbers.
    counts: bool,
}

/// The words of a line, and what their fields hold.
pub(super) struct Words {
    pub(super) pointer: String,
    pub(super) text: String,
    pub(super) start: Option<MomentField>,
    pub(super) end: Option<MomentField>,
    pub(super) speaker: Option<String>,
}

impl MomentField {
    /// The moment that an object has there.
    pub(super) fn time(&self, object: &Value) -> Option<Time> {
        match moment(object.pointer(&self.pointer)?)? {
            Found::Time(time) => Some(time),
            Found::Number(number) => millis_of(number * self.millis),
        }
    }

    /// What its numbers count; `None` where they are none.
    pub(super) fn unit(&self) -> Option<Message> {
        let unit = || match self.millis {
            1000.0 => message!("data-seconds"),
            1.0 => message!("data-milliseconds"),
            millis => message!("data-other-unit", millis = millis.to_string()),
        };
        self.counts.then(unit)
    }
}

/// The roles of fields that a person has named: `text=said,start=from`. `None` when it is not written so.
pub(super) fn chosen(value: &str) -> Option<Vec<(Role, &str)>> {
    let role = |id: &str| Role::ALL.into_iter().find(|role| *role != Role::Other && role.id().eq_ignore_ascii_case(id));
    let mut pairs = Vec::new();
    for one in value.split(',') {
        let (id, name) = one.split_once('=')?;
        pairs.push((role(id.trim())?, name.trim()));
    }
    pairs.iter().any(|(role, _)| *role == Role::Text).then_some(pairs)
}

/// What a pointer is called: `said.text`.
pub(super) fn shown(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".").replace("~1", "/").replace("~0", "~")
}

/// A text, or several one after another.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(texts) => texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// So many objects of a list are looked at to know what its fields hold.
const LOOK: usize = 200;
/// So many fields of an object.
const MOST: usize = 200;

/// The list with the most text whose objects have a text and a time, or else a text and a speaker, or else a text that
/// is called so. `None` when there is none.
pub(super) fn find<'a>(root: &'a Value, options: &Options) -> Option<Fields<'a>> {
    let mut lists = Lists::default();
    lists.gather(root, &mut String::new(), None);
    let chosen = options.text(&FIELDS).and_then(chosen);
    let mut best: Option<(Fit, Fields)> = None;
    for rows in lists.rows {
        let Some(fields) = fields(rows, chosen.as_deref(), options) else { continue };
        let fit = Fit::of(&fields);
        if best.as_ref().is_none_or(|(best, _)| fit.is_better(best)) {
            best = Some((fit, fields));
        }
    }
    best.map(|(_, fields)| fields)
}

/// How well a list fits.
struct Fit {
    class: u8,
    letters: usize,
    of_words: bool,
}

impl Fit {
    fn of(fields: &Fields) -> Fit {
        let class = if fields.start.is_some() { 2 } else { u8::from(fields.speaker.is_some()) };
        let texts = || fields.rows.iter().filter_map(|row| row.value.pointer(&fields.text.pointer)).map(text_of);
        let single = texts().filter(|text| !text.trim().contains(char::is_whitespace)).count();
        let letters = texts().map(|text| text.len()).sum();
        Fit { class, letters, of_words: single * 10 >= fields.rows.len() * 9 }
    }

    /// Whether it is better than one that comes before it: words are only worth what they say beyond lines.
    fn is_better(&self, other: &Fit) -> bool {
        let worth = |fit: &Fit| if fit.of_words { fit.letters / 2 } else { fit.letters };
        (self.class, worth(self)) > (other.class, worth(other))
    }
}

/// The objects of all lists of a document, those of lists of the same name in other objects together.
#[derive(Default)]
struct Lists<'a> {
    places: HashMap<String, usize>,
    rows: Vec<Vec<Row<'a>>>,
}

impl<'a> Lists<'a> {
    fn gather(&mut self, value: &'a Value, path: &mut String, parent: Option<&'a Value>) {
        let length = path.len();
        match value {
            Value::Array(items) => {
                path.push_str("[]");
                items.iter().for_each(|item| self.take(item, path, parent));
            }
            // What is called by its number or its id is listed too.
            Value::Object(entries) if entries.len() > 2 && entries.values().all(Value::is_object) => {
                path.push_str("{}");
                let mut entries: Vec<_> = entries.iter().collect();
                if entries.iter().all(|(key, _)| key.parse::<u64>().is_ok()) {
                    entries.sort_by_key(|(key, _)| key.parse::<u64>().unwrap_or_default());
                }
                entries.into_iter().for_each(|(_, entry)| self.take(entry, path, parent));
            }
            Value::Object(entries) => {
                for (key, entry) in entries {
                    path.push('.');
                    path.push_str(key);
                    self.gather(entry, path, parent);
                    path.truncate(length);
                }
            }
            _ => {}
        }
        path.truncate(length);
    }

    fn take(&mut self, item: &'a Value, path: &mut String, parent: Option<&'a Value>) {
        if !item.is_object() {
            return self.gather(item, path, parent);
        }
        let place = match self.places.get(path.as_str()) {
            Some(place) => *place,
            None => {
                self.places.insert(path.clone(), self.rows.len());
                self.rows.push(Vec::new());
                self.rows.len() - 1
            }
        };
        self.rows[place].push(Row { value: item, parent });
        self.gather(item, path, Some(item));
    }
}

/// What is known of a field.
#[derive(Default)]
struct Look {
    count: usize,
    moments: usize,
    dates: usize,
    texts: usize,
    letters: usize,
    /// Words that stand apart.
    words: usize,
}

/// A field that was picked.
struct Pick {
    pointer: String,
    /// How plainly its name says what it holds, from 0 to 2.
    plain: u8,
    /// How many milliseconds its numbers count, when its name says that.
    unit: Option<f64>,
}

/// A list whose objects have one of these writes down what a program does.
const LOG: &[&str] = &["level", "severity", "loglevel", "log_level", "lvl", "logger", "levelname"];

fn fields<'a>(rows: Vec<Row<'a>>, chosen: Option<&[(Role, &str)]>, options: &Options) -> Option<Fields<'a>> {
    let looks = looks(rows.iter().map(|row| row.value));
    let sample = rows.len().min(LOOK);
    if chosen.is_none() && LOG.iter().any(|key| looks.contains_key(&format!("/{key}"))) {
        return None;
    }
    let named = |role: Role| {
        let (_, name) = chosen?.iter().find(|(own, _)| *own == role)?;
        let pointer = looks.keys().find(|pointer| shown(pointer) == *name)?;
        Some(Pick { pointer: pointer.clone(), plain: 2, unit: None })
    };
    let pick = |role: Role| if chosen.is_some() { named(role) } else { by_name(&looks, role, sample) };
    let start = pick(Role::Start);
    let told = start.as_ref().filter(|_| chosen.is_none()).and(by_look(&looks, sample));
    // What may be a text by its name is none beside one that says far more.
    let far_more = |told: &Pick, named: &Pick| looks[&told.pointer].letters > 3 * looks[&named.pointer].letters;
    let text = match (pick(Role::Text), told) {
        (Some(named), Some(told)) if named.plain < 2 && far_more(&told, &named) => told,
        (named, told) => named.or(told)?,
    };
    let end = pick(Role::End).filter(|_| start.is_some());
    let duration = pick(Role::Duration).filter(|_| start.is_some());
    let own_speaker = pick(Role::Speaker).map(|found| (found.pointer, false, found.plain));
    let above = || {
        let above = self::looks(rows.iter().filter_map(|row| row.parent));
        let count = rows.iter().take(LOOK).filter(|row| row.parent.is_some()).count();
        by_name(&above, Role::Speaker, count).map(|found| (found.pointer, true, found.plain))
    };
    let speaker = own_speaker.or_else(|| chosen.is_none().then(above).flatten());
    let is_plain = text.plain == 2 || speaker.as_ref().is_some_and(|(.., plain)| *plain == 2);
    let speaker = speaker.map(|(pointer, above, _)| (pointer, above));
    let text = text.pointer;
    let look = &looks[&text];
    // Without times or names a text must be called so, and be one.
    let last = text.rsplit('/').next().unwrap_or_default().to_lowercase();
    let plain = ["text", "transcript", "utterance", "sentence", "caption", "subtitle"].contains(&last.as_str());
    let dated = start.as_ref().is_some_and(|found| looks[&found.pointer].dates * 2 > looks[&found.pointer].count);
    let enough = match (&start, &speaker) {
        (Some(_), None) => !dated,
        (Some(_), Some(_)) => true,
        (None, Some(_)) => is_plain && look.words > sample,
        (None, None) => plain && sample > 1 && look.words >= sample * 3,
    };
    if chosen.is_none() && !enough {
        return None;
    }
    let pointers = [&start, &end, &duration].map(|found| found.as_ref().map(|found| found.pointer.as_str()));
    let guess = guess(&rows, &text, pointers, options);
    let moments = |found: Option<Pick>| {
        found.map(|Pick { pointer, unit, .. }| MomentField {
            name: shown(&pointer),
            counts: rows.iter().take(LOOK).any(|row| counts(row.value, &pointer)),
            millis: unit.unwrap_or(guess),
            pointer,
        })
    };
    let words = words(&rows, guess);
    let text = Named { name: shown(&text), pointer: text };
    let (start, end, duration) = (moments(start), moments(end), moments(duration));
    Some(Fields { rows, text, start, end, duration, speaker, words })
}

fn counts(object: &Value, pointer: &str) -> bool {
    matches!(object.pointer(pointer).and_then(moment), Some(Found::Number(_)))
}

/// The fields of the first of these objects, those of objects within them too.
fn looks<'a>(objects: impl Iterator<Item = &'a Value>) -> BTreeMap<String, Look> {
    let mut looks = BTreeMap::new();
    for object in objects.take(LOOK) {
        look(object, &mut String::new(), 0, &mut looks);
    }
    looks
}

fn look(value: &Value, pointer: &mut String, depth: usize, looks: &mut BTreeMap<String, Look>) {
    let length = pointer.len();
    match value {
        Value::Object(entries) if depth < 3 => {
            for (key, entry) in entries {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                look(entry, pointer, depth + 1, looks);
                pointer.truncate(length);
            }
        }
        // From when to when.
        Value::Array(items) if items.len() == 2 && items.iter().all(|item| !item.is_string()) => {
            for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.is_object()) {
                pointer.push_str(if at == 0 { "/0" } else { "/1" });
                look(item, pointer, depth + 1, looks);
                pointer.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => {}
        _ if looks.len() >= MOST && !looks.contains_key(pointer.as_str()) => {}
        Value::Array(items) if !items.iter().all(Value::is_string) || items.is_empty() => {}
        _ => {
            let seen = looks.entry(pointer.clone()).or_default();
            seen.count += 1;
            let found = moment(value);
            seen.moments += usize::from(found.is_some());
            seen.dates += usize::from(matches!(found, Some(Found::Time(time)) if time.0 > 1000 * 86_400_000));
            let text = text_of(value);
            if text.contains(char::is_alphanumeric) {
                seen.texts += 1;
                seen.letters += text.len();
                seen.words += text.split_whitespace().count();
            }
        }
    }
}

/// The field that is called as what has that role is, and holds what that may be; with how many milliseconds its numbers
/// count, when its name says that.
fn by_name(looks: &BTreeMap<String, Look>, role: Role, sample: usize) -> Option<Pick> {
    let fits = |look: &Look| match role {
        Role::Start => look.moments * 2 > look.count && look.count * 2 > sample,
        Role::End | Role::Duration => look.moments * 2 > look.count,
        Role::Speaker => look.letters < 80 * look.count && look.count > 0,
        _ => look.texts > look.moments && look.texts * 3 > sample,
    };
    let candidate = |(pointer, look): (&String, &Look)| {
        let (plain, unit) = called(pointer, role).filter(|_| fits(look))?;
        // The plainest name, then what is said most often, then the longest text, or the shortest way to it.
        let weight = if role == Role::Text { look.letters } else { 0 };
        Some(((plain, look.count, weight, usize::MAX - pointer.len()), Pick { pointer: pointer.clone(), plain, unit }))
    };
    looks.iter().filter_map(candidate).max_by_key(|(rank, _)| *rank).map(|(_, found)| found)
}

/// The text of lines that have times but nothing that is called a text: what has the most words.
fn by_look(looks: &BTreeMap<String, Look>, sample: usize) -> Option<Pick> {
    let prose = |look: &Look| look.texts * 3 > sample * 2 && look.words >= look.texts * 3;
    let is_other =
        |pointer: &str| OTHERS.contains(&pointer.rsplit('/').next().unwrap_or_default().to_lowercase().as_str());
    let may = |pointer: &str| called(pointer, Role::Speaker).is_none() && !is_other(pointer);
    let told = looks.iter().filter(|(pointer, look)| prose(look) && may(pointer));
    told.max_by_key(|(_, look)| look.letters).map(|(pointer, _)| Pick {
        pointer: pointer.clone(),
        plain: 0,
        unit: None,
    })
}

/// What has many words and is not said by anybody, as of chapters.
const OTHERS: &[&str] = &["title", "summary", "headline", "url", "link", "path", "file"];

/// Names that only JSON has, in lower case.
const MORE: &[(&str, Role)] = &[
    ("utf8", Role::Text),
    ("said", Role::Text),
    ("phrase", Role::Text),
    ("body", Role::Text),
    ("token", Role::Text),
    ("punctuatedword", Role::Text),
    ("displaytext", Role::Text),
    ("bg", Role::Start),
    ("ed", Role::End),
    ("startms", Role::Start),
    ("tstartms", Role::Start),
    ("ddurationms", Role::Duration),
    ("t", Role::Start),
    ("s", Role::Start),
    ("ts", Role::Start),
    ("createdat", Role::Start),
    ("date", Role::Start),
    ("e", Role::End),
    ("endts", Role::End),
    ("d", Role::Duration),
    ("dur", Role::Duration),
];

/// Whether a field is called as what has that role is, how plainly (from 0), and what its name says that it counts.
fn called(pointer: &str, role: Role) -> Option<(u8, Option<f64>)> {
    let mut keys = pointer.rsplit('/').filter(|key| !key.is_empty());
    let last = keys.next()?;
    let above = keys.next();
    if matches!(last, "0" | "1") {
        // A pair of moments.
        let pair = above.filter(|above| called(above, Role::Start).is_some() || is_stretch(above))?;
        let own = if last == "0" { Role::Start } else { Role::End };
        return (role == own).then(|| (1, named_unit(pair)));
    }
    // Somebody who is described, not named: their name, or else what they are called by programs.
    let somebody = || above.is_some_and(|above| role_of(above).is_some_and(|(own, ..)| own == Role::Speaker));
    if role == Role::Speaker && SOMEBODY.contains(&last.to_lowercase().as_str()) && somebody() {
        return Some((if last.to_lowercase().ends_with("id") { 1 } else { 2 }, None));
    }
    let joined = above.map(|above| format!("{above}{last}"));
    [joined.as_deref(), Some(last)].into_iter().flatten().find_map(|name| {
        let folded: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if folded == "title" {
            return None;
        }
        let known = MORE.iter().find(|(known, own)| *known == folded && *own == role).map(|_| (1, None));
        let of_tables = role_of(name).filter(|(own, ..)| *own == role).map(|(_, unit, plain)| {
            let millis = unit.and_then(|unit| match unit {
                Unit::Seconds => Some(1000.0),
                Unit::Millis => Some(1.0),
                Unit::Frames => None,
            });
            (if plain { 2 } else { 1 }, millis)
        });
        let (plain, unit) = of_tables.or(known).or_else(|| {
            let unit = UNITS.iter().find_map(|(ending, millis)| Some((folded.strip_suffix(ending)?, *millis)));
            let (stem, millis) = unit?;
            role_of(stem).filter(|(own, ..)| *own == role).map(|(.., plain)| (u8::from(plain), Some(millis)))
        })?;
        Some((plain, unit.or_else(|| named_unit(&folded))))
    })
}

/// What somebody who is described is called by, in lower case.
const SOMEBODY: &[&str] = &["name", "displayname", "display_name", "fullname", "full_name", "label", "login", "id"];

fn is_stretch(name: &str) -> bool {
    ["interval", "span", "range", "segment", "bounds"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Units that only programs count in, by the endings of names, and how many milliseconds they are.
const UNITS: &[(&str, f64)] = &[("ticks", 0.0001), ("nanos", 1e-6), ("ns", 1e-6), ("micros", 0.001), ("us", 0.001)];

fn named_unit(name: &str) -> Option<f64> {
    let name = name.to_lowercase();
    (name.ends_with("ms") || name.ends_with("millis")).then_some(1.0)
}

/// A moment in a field.
enum Found {
    /// It says when it is.
    Time(Time),
    /// A number of something.
    Number(f64),
}

fn moment(value: &Value) -> Option<Found> {
    if let Some(number) = value.as_f64() {
        return Some(Found::Number(number));
    }
    let text = value.as_str()?.trim();
    match Moment::of(text) {
        Some(Moment::Number(number, _)) => Some(Found::Number(number)),
        Some(Moment::Clock(time)) => Some(Found::Time(time)),
        Some(Moment::Counted(number, Unit::Seconds)) => millis_of(number * 1000.0).map(Found::Time),
        Some(Moment::Counted(number, _)) => millis_of(number).map(Found::Time),
        Some(Moment::Frame(_)) => timestamp::scan(text).map(|stamp| Found::Time(stamp.time)),
        None => date(text).or_else(|| values::seconds(value)).map(Found::Time),
    }
}

/// A moment of the calendar as ISO 8601 writes it: `2024-05-17T09:30:02.5Z`; with its offset, or as if it had none.
fn date(text: &str) -> Option<Time> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let dashes = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    if !dashes || !text.get(10..11).is_some_and(|c| c == "T" || c == " ") {
        return None;
    }
    let stamp = timestamp::scan(text.get(11..)?)?;
    let zone = text[11 + stamp.len..].trim();
    let away = zone.strip_prefix('+').map(|zone| (1, zone)).or_else(|| zone.strip_prefix('-').map(|zone| (-1, zone)));
    let offset = away.and_then(|(sign, zone)| {
        let minutes = zone.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(':');
        let hours: i64 = zone.get(..2)?.parse().ok()?;
        Some(sign * (hours * 60 + minutes.parse::<i64>().unwrap_or(0)))
    });
    // Days since 1970, counted from March on, so that a leap day ends its year.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 719_469;
    Some(Time(days * 86_400_000 + stamp.time.0 - offset.unwrap_or(0) * 60_000))
}

/// How many milliseconds a number of these moments counts, where no name says it: whatever makes people speak neither at
/// a crawl nor faster than anybody can.
fn guess(rows: &[Row], text: &str, [start, end, duration]: [Option<&str>; 3], options: &Options) -> f64 {
    if options.is(&UNIT, "seconds") {
        return 1000.0;
    }
    if options.is(&UNIT, "milliseconds") {
        return 1.0;
    }
    let number = |row: &Row, pointer: &str| match row.value.pointer(pointer).and_then(moment)? {
        Found::Number(number) => Some(number),
        Found::Time(_) => None,
    };
    let (mut letters, mut lasts, mut first, mut last) = (0, 0.0, f64::INFINITY, f64::NEG_INFINITY);
    let (mut ended, mut fraction) = (0, false);
    for row in rows {
        let begin = start.and_then(|start| number(row, start));
        let length = end.and_then(|end| Some(number(row, end)? - begin?));
        let length = length.or_else(|| number(row, duration?));
        let said = row.value.pointer(text).map_or(0, |text| text_of(text).chars().count());
        if let Some(length) = length.filter(|length| *length > 0.0) {
            fraction |= length.fract() != 0.0;
            lasts += length;
            ended += said;
        }
        if let Some(begin) = begin {
            fraction |= begin.fract() != 0.0;
            first = first.min(begin);
            last = last.max(begin);
            letters += said;
        }
    }
    let (letters, lasts) = if lasts > 0.0 { (ended, lasts) } else { (letters, last - first) };
    if letters == 0 || lasts.is_nan() || lasts <= 0.0 {
        let is_large = first.is_finite() && (first >= 1e12 || (!fraction && first >= 1000.0));
        return if is_large { 1.0 } else { 1000.0 };
    }
    let speed = letters as f64 / lasts;
    // Some 15 letters a second are usual; so many a millisecond would be 0.015, and as many a tick next to none.
    match () {
        () if speed < 1e-5 => 0.0001,
        () if speed < if fraction { SLOWEST / 10.0 } else { SLOWEST } => 1.0,
        () => 1000.0,
    }
}

/// Nobody says so few letters a second where it is said from when to when they speak. Between 15, which are usual, and
/// a thousandth of them.
const SLOWEST: f64 = 0.3;

/// The words of the lines: a list within them, of objects with a text and a time.
fn words(rows: &[Row], guess: f64) -> Option<Words> {
    let object = rows.iter().find_map(|row| {
        let list = |(_, value): &(&String, &Value)| {
            value.as_array().is_some_and(|list| list.first().is_some_and(Value::is_object))
        };
        row.value.as_object()?.iter().find(list)
    });
    let (key, _) = object?;
    let pointer = format!("/{}", key.replace('~', "~0").replace('/', "~1"));
    let lists = || rows.iter().filter_map(|row| row.value.pointer(&pointer)?.as_array());
    let looks = looks(lists().flatten());
    let sample = lists().flatten().take(LOOK).count();
    let text = by_name(&looks, Role::Text, sample)?.pointer;
    let moments = |role| {
        by_name(&looks, role, sample).map(|Pick { pointer, unit, .. }| MomentField {
            name: shown(&pointer),
            millis: unit.unwrap_or(guess),
            counts: true,
            pointer,
        })
    };
    let speaker = by_name(&looks, Role::Speaker, sample).map(|found| found.pointer);
    // Sentences are no words.
    let single = looks[&text].words <= looks[&text].texts * 2;
    let (start, end) = (moments(Role::Start), moments(Role::End));
    single.then_some(Words { pointer, text, start, end, speaker })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fields_hold_is_found_out() {
        for (json, expected) in [
            (r#"[{"start":0,"end":2.5,"text":"a b"}]"#, "text start*1000 end*1000"),
            (r#"[{"startMs":0,"endMs":2500,"text":"a b"}]"#, "text startMs*1 endMs*1"),
            (
                r#"[{"begin":"0","end":"24000000","sentence":"Twenty letters, more"}]"#,
                "sentence begin*0.0001 end*0.0001",
            ),
            (r#"[{"t":"00:01","d":2000,"text":"Twenty letters, more"}]"#, "text t d*1"),
            (r#"{"a":[{"timestamp":[0,2.5],"text":"a b"}]}"#, "text timestamp.0*1000 timestamp.1*1000"),
            (r#"[{"offsets":{"from":0,"to":2500},"said":"Twenty letters, more"}]"#, "said offsets.from*1 offsets.to*1"),
            (
                r#"[{"time":1,"note":"x","quote":"so many words here"},{"time":9,"note":"y","quote":"and here so many"}]"#,
                "quote time*1000",
            ),
            (r#"[{"speaker":{"id":1,"name":"Ann"},"text":"so it is"}]"#, "text speaker.name"),
            (r#"[{"who":"Ann","turns":[{"text":"a b","start":1},{"text":"c d","start":2}]}]"#, "text start*1000 ^who"),
            (r#"[{"text":"one two three"},{"text":"four five six"}]"#, "text"),
            (r#"[{"text":"one"},{"text":"two"}]"#, ""),
            (r#"{"chapters":[{"startTime":0,"title":"The beginning of it"}]}"#, ""),
            (r#"[{"time":"2024-01-02T10:00:00Z","text":"Somebody did some thing"}]"#, ""),
            (r#"[{"level":"info","time":1,"text":"Somebody did some thing"}]"#, ""),
            (r#"{"name":"x","dependencies":[{"name":"y","description":"does one thing or two"}]}"#, ""),
            ("[1,2,[3]]", ""),
        ] {
            let root: Value = serde_json::from_str(json).expect("it is JSON");
            let shown = find(&root, &Options::default()).map(|found| {
                let moments = [found.start, found.end, found.duration].into_iter().flatten();
                let moments = moments.map(|moment| match moment.counts {
                    true => format!("{}*{}", moment.name, moment.millis),
                    false => moment.name,
                });
                let speaker = found
                    .speaker
                    .map(|(pointer, above)| format!("{}{}", if above { "^" } else { "" }, shown(&pointer)));
                [found.text.name].into_iter().chain(moments).chain(speaker).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(shown.unwrap_or_default(), expected, "{json}");
        }
    }

    #[test]
    fn a_person_says_what_fields_hold() {
        for (said, expected) in [
            ("text=a,start=b.c", Some(vec![(Role::Text, "a"), (Role::Start, "b.c")])),
            ("TEXT = a", Some(vec![(Role::Text, "a")])),
            ("start=a", None),
            ("text", None),
            ("text=a,colour=b", None),
            ("", None),
        ] {
            assert_eq!(chosen(said), expected, "{said}");
        }
        let root: Value =
            serde_json::from_str(r#"[{"x":"nothing","y":"a b","at":5},{"x":"no","y":"c","at":7}]"#).expect("it is");
        let options = Options::default().with_text(&FIELDS, "text=y,end=at,start=at");
        let found = find(&root, &options).expect("it was said");
        assert_eq!((found.text.name.as_str(), found.start.map(|start| start.name)), ("y", Some("at".to_owned())));
    }

    #[test]
    fn moments_of_the_calendar() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("1970-01-02 00:00:01.250", Some(86_401_250)),
            ("2000-03-01T00:00:00+01:00", Some(951_865_200_000)),
            ("2024-02-29T23:59:59Z", Some(1_709_251_199_000)),
            ("2024-02-29", None),
            ("1970/01/01T00:00:00", None),
            ("é970-01-01T00:00:00Z", None),
        ] {
            assert_eq!(date(text), expected.map(Time), "{text}");
        }
    }
}
