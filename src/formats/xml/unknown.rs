//! XML of a kind that nobody knows: what comes again in it with a text and something like a start is read as lines, and it
//! is said what was taken for what.
//!
//! ```xml
//! <talk><turn who="Ann"><phrase begin="1.5" end="3">Hello.</phrase><phrase begin="3.2" end="4">You there.</phrase></turn></talk>
//! ```
//!
//! Of several kinds of such elements it is the one that says most, and of those the outermost. Where each holds but a word,
//! they are words. Whether numbers are seconds or milliseconds shows in how much is said in the time.

use super::{attribute, deep_text};
use crate::formats::builder::Said;
use crate::formats::tables::{Role, Unit, role_of};
use crate::formats::{Confidence, Format, Holds, Options, Probe, Problem, Reads, timestamp, values};
use crate::model::{Message, Span, Time, Transcript, message};
use roxmltree::Node;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// Any XML.
pub(in crate::formats) static FORMAT: Format = Format {
    id: "xml",
    name: "XML",
    extensions: &["xml"],
    detect,
    read: Reads::Text(read),
    write: None,
    settings: &[],
    holds: Holds::NOTHING,
};

/// Short names that columns of tables do not have, and what they hold.
const SHORT: &[(&str, Role)] = &[
    ("t", Role::Start),
    ("st", Role::Start),
    ("ts", Role::Start),
    ("stime", Role::Start),
    ("et", Role::End),
    ("etime", Role::End),
    ("d", Role::Duration),
    ("dur", Role::Duration),
    ("who", Role::Speaker),
    ("spk", Role::Speaker),
];

/// What a name says: what is called so, what its numbers count if it says that, and whether it says it plainly.
type Meaning = Option<(Role, Option<Unit>, bool)>;

fn meaning(name: &str) -> Meaning {
    let short = || SHORT.iter().find(|(short, _)| short.eq_ignore_ascii_case(name));
    role_of(name).or_else(|| short().map(|(_, role)| (*role, None, true)))
}

/// What the names in a document say: there are few of them, and each comes again and again.
#[derive(Default)]
struct Meanings<'a>(RefCell<FxHashMap<&'a str, Meaning>>);

impl<'a> Meanings<'a> {
    fn of(&self, name: &'a str) -> Meaning {
        *self.0.borrow_mut().entry(name).or_insert_with(|| meaning(name))
    }
}

/// Elements deeper in each other than this are not looked at.
const DEEP: usize = 32;
/// Moments of the clock of the world are none of a recording, in seconds since 1970.
const EPOCH: f64 = 1e9;
/// Fewer characters than that in a unit of time, and it is a millisecond.
const SPARSE: f64 = 0.2;

fn detect(probe: &Probe) -> Confidence {
    let Some(root) = probe.root() else { return Confidence::No };
    if root.local_name().eq_ignore_ascii_case("html") {
        return Confidence::No;
    }
    let found = super::read(probe.text(), &mut Vec::new(), |document| find(document.root_element()).is_some());
    if found == Some(true) { Confidence::Likely } else { Confidence::No }
}

fn read(text: &Arc<String>, _: &Options, problems: &mut Vec<Problem>) -> Transcript {
    super::transcript(text, problems, |root, builder, problems| {
        builder.meta.language = attribute(root, "lang").filter(|tag| !tag.is_empty()).map(str::to_owned);
        let Some((kind, spoken)) = find(root) else {
            // A person says that it is a transcript: all text of it, an element a line.
            for node in root.descendants().filter(|node| node.is_text()) {
                builder.line(None, None, node.text().unwrap_or_default());
            }
            return true;
        };
        let names = speakers(root);
        let name = |facts: &Facts| {
            let (_, id) = facts.speaker.as_ref()?;
            Some(match names.get(id) {
                Some(name) => name.clone(),
                None => values::label(&id.as_str().into())?.into_owned(),
            })
        };
        problems.push(Problem { line: None, message: kind.message(&spoken) });
        let named = spoken.iter().any(|facts| facts.speaker.is_some());
        if kind.words {
            let words: Vec<_> = spoken.iter().map(|facts| (name(facts), &facts.text, kind.span(facts))).collect();
            builder.stream(words.iter().map(|(name, text, span)| {
                (name.as_deref(), Said { text: text.trim(), span: *span, confidence: None, glued: false })
            }));
        } else {
            spoken.iter().for_each(|facts| builder.line(kind.span(facts), name(facts).as_deref(), &facts.text));
        }
        !named
    })
}

/// A time as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Moment {
    /// By the clock, or with its unit.
    Sure(Time),
    /// A number of who knows what.
    Number(f64),
}

fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return Some(Moment::Number(number)).filter(|_| number.abs() < 1e12);
    }
    for (unit, factor) in [("ms", 1.0), ("s", 1000.0)] {
        if let Some(number) = text.strip_suffix(unit).and_then(|number| number.trim().parse::<f64>().ok()) {
            return values::millis_of(number * factor).map(Moment::Sure);
        }
    }
    let stamp = timestamp::scan(text)?;
    (stamp.len == text.len()).then_some(Moment::Sure(stamp.time))
}

/// What an element says, each with the name under which it says it.
struct Facts {
    start: (String, Moment),
    end: Option<(String, Moment)>,
    length: Option<(String, Moment)>,
    speaker: Option<(String, String)>,
    /// The name under which the text stands; `None` where it is the element's own.
    text_name: Option<String>,
    text: String,
}

/// A number whose name says its unit: `start_ms`, `endSec`.
fn with_unit(moment: Moment, unit: Option<Unit>) -> Moment {
    let factor = match unit {
        Some(Unit::Millis) => 1.0,
        Some(Unit::Seconds) => 1000.0,
        Some(Unit::Frames) | None => return moment,
    };
    match moment {
        Moment::Number(number) => values::millis_of(number * factor).map_or(moment, Moment::Sure),
        Moment::Sure(_) => moment,
    }
}

/// What an element says under a name: in an attribute, or in an element that holds nothing but text.
struct Field<'a, 'i> {
    role: Role,
    unit: Option<Unit>,
    plain: bool,
    name: &'a str,
    value: Option<&'a str>,
    node: Node<'a, 'i>,
}

impl Field<'_, '_> {
    fn text(&self) -> Cow<'_, str> {
        self.value.map_or_else(|| deep_text(self.node).into(), Cow::Borrowed)
    }
}

/// What an element says; `None` where it says no start, or no text.
fn facts<'a, 'i: 'a>(node: Node<'a, 'i>, meanings: &Meanings<'a>) -> Option<Facts> {
    let field = |name: &'a str, value, node| {
        let (role, unit, plain) = meanings.of(name)?;
        Some(Field { role, unit, plain, name, value, node })
    };
    let leaf = |child: &Node| child.is_element() && child.children().all(|inner| !inner.is_element());
    let attributes = node.attributes().filter_map(|own| field(own.name(), Some(own.value()), node));
    let leaves = node.children().filter(leaf).filter_map(|leaf| field(leaf.tag_name().name(), None, leaf));
    let fields: Vec<Field> = attributes.chain(leaves).collect();
    // What says it plainly before what may mean something else.
    let all = |role: Role| {
        let of = move |plain: bool| move |field: &&Field| field.role == role && field.plain == plain;
        fields.iter().filter(of(true)).chain(fields.iter().filter(of(false)))
    };
    let time = |role| all(role).find_map(|field| Some((field, with_unit(moment(&field.text())?, field.unit))));
    let (start, end, length) = (time(Role::Start)?, time(Role::End), time(Role::Duration));
    let speaker = all(Role::Speaker).find(|field| !field.text().trim().is_empty());
    let said = all(Role::Text).find(|field| field.text().chars().any(char::is_alphabetic));
    let text = match said {
        Some(said) => said.text().into_owned(),
        None => {
            let times = [Some(start), end, length].into_iter().flatten().map(|(field, _)| field.node);
            let used: Vec<Node> = times.chain(speaker.map(|field| field.node)).collect();
            node.children().filter(|child| !used.contains(child)).map(own_text).collect()
        }
    };
    let text = text.lines().map(str::trim).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n");
    let outer = || {
        let mut around = node.ancestors().skip(1).take(3).flat_map(|outer| outer.attributes());
        around.find(|own| matches!(meanings.of(own.name()), Some((Role::Speaker, _, true))))
    };
    let speaker = speaker
        .map(|field| (field.name.to_owned(), field.text().trim().to_owned()))
        .or_else(|| outer().map(|own| (own.name().to_owned(), own.value().trim().to_owned())))
        .filter(|(_, who)| !who.is_empty());
    let named = |(field, moment): (&Field, Moment)| (field.name.to_owned(), moment);
    (!text.is_empty()).then(|| Facts {
        start: named(start),
        end: end.map(named),
        length: length.map(named),
        speaker,
        text_name: said.map(|field| field.name.to_owned()),
        text,
    })
}

/// The text of an element or a text; a break is a newline.
fn own_text(node: Node) -> String {
    match node.is_text() {
        true => node.text().unwrap_or_default().to_owned(),
        false if node.tag_name().name().eq_ignore_ascii_case("br") => "\n".to_owned(),
        false => deep_text(node),
    }
}

/// All elements that do not lie too deep, each with what stands before it.
fn elements<'a, 'i>(root: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    root.descendants().filter(|node| node.is_element() && node.ancestors().nth(DEEP).is_none())
}

/// The kind of element that is read as lines.
struct Kind {
    name: String,
    /// Its numbers are milliseconds.
    millis: bool,
    words: bool,
}

/// What the elements of one name in those of another say together.
#[derive(Default)]
struct Sum {
    count: usize,
    chars: usize,
    words: usize,
    lowest: Option<f64>,
    highest: f64,
    whole: bool,
    spoken: Vec<Facts>,
}

fn parent_name<'a>(node: Node<'a, '_>) -> &'a str {
    node.parent().filter(Node::is_element).map_or("", |parent| parent.tag_name().name())
}

/// The kind of element that says most, and what each of them says.
fn find(root: Node) -> Option<(Kind, Vec<Facts>)> {
    let meanings = Meanings::default();
    let mut sums: HashMap<(&str, &str), Sum> = HashMap::new();
    for node in elements(root) {
        let Some(facts) = facts(node, &meanings) else { continue };
        let fresh = Sum { whole: true, ..Sum::default() };
        let sum = sums.entry((node.tag_name().name(), parent_name(node))).or_insert(fresh);
        if !facts.text.chars().any(char::is_alphabetic) {
            sum.spoken.push(facts);
            continue;
        }
        sum.count += 1;
        sum.chars += facts.text.chars().count();
        sum.words += facts.text.split_whitespace().count();
        for number in [Some(&facts.start), facts.end.as_ref()].into_iter().flatten() {
            if let Moment::Number(number) = number.1 {
                sum.lowest = Some(sum.lowest.map_or(number, |lowest| lowest.min(number)));
                sum.highest = sum.highest.max(number);
                sum.whole &= number.fract() == 0.0;
            }
        }
        sum.spoken.push(facts);
    }
    sums.retain(|_, sum| sum.count > 1 && sum.lowest.is_none_or(|lowest| lowest < EPOCH));
    // Of what says the same, the outermost has it in the fewest; the name decides what nothing else does.
    let key =
        |(names, sum): &((&str, &str), Sum)| (sum.chars, Reverse((sum.count, names.0.to_owned(), names.1.to_owned())));
    let ((name, _), sum) = sums.into_iter().max_by_key(key)?;
    let length = sum.highest - sum.lowest.unwrap_or_default();
    let millis = sum.whole && length > 0.0 && (sum.chars as f64) < SPARSE * length;
    let words = sum.words * 2 <= sum.count * 3 && sum.count > 3;
    Some((Kind { name: name.to_owned(), millis, words }, sum.spoken))
}

impl Kind {
    fn time(&self, moment: Moment) -> Option<Time> {
        match moment {
            Moment::Sure(time) => Some(time),
            Moment::Number(number) => values::millis_of(if self.millis { number } else { number * 1000.0 }),
        }
    }

    fn span(&self, facts: &Facts) -> Option<Span> {
        let start = self.time(facts.start.1)?;
        let end = facts.end.as_ref().and_then(|(_, end)| self.time(*end));
        let length = || Some(start + self.time(facts.length.as_ref()?.1)?.0);
        Some(Span { start, end: end.or_else(length) })
    }

    /// What was taken for what.
    fn message(&self, spoken: &[Facts]) -> Message {
        let unit = match spoken.first().map(|facts| facts.start.1) {
            Some(Moment::Number(_)) if self.millis => "ms",
            Some(Moment::Number(_)) => "s",
            _ => "clock",
        };
        let name = |of: fn(&Facts) -> Option<&String>| spoken.iter().find_map(of).cloned();
        let parts: Vec<Message> = [
            name(|facts| Some(&facts.start.0)).map(|name| message!("xml-taken-start", name = name, unit = unit)),
            name(|facts| Some(&facts.end.as_ref()?.0)).map(|name| message!("xml-taken-end", name = name)),
            name(|facts| Some(&facts.length.as_ref()?.0)).map(|name| message!("xml-taken-length", name = name)),
            name(|facts| Some(&facts.speaker.as_ref()?.0)).map(|name| message!("xml-taken-speaker", name = name)),
            name(|facts| facts.text_name.as_ref()).map(|name| message!("xml-taken-text", name = name)),
        ]
        .into_iter()
        .flatten()
        .collect();
        message!("xml-taken", element = &self.name, parts = parts)
    }
}

/// The names that a document gives to the ids of speakers.
fn speakers<'a, 'i: 'a>(root: Node<'a, 'i>) -> HashMap<String, String> {
    let meanings = Meanings::default();
    let is_one = |node: &Node<'a, 'i>| matches!(meanings.of(node.tag_name().name()), Some((Role::Speaker, _, _)));
    let named = |node: Node| {
        let id = attribute(node, "id")?.trim().to_owned();
        let inside = node.children().find(|child| child.tag_name().name().eq_ignore_ascii_case("name")).map(deep_text);
        let name = attribute(node, "name").map(str::to_owned).or(inside)?;
        (!name.trim().is_empty()).then(|| (id, name.trim().to_owned()))
    };
    elements(root).filter(|node| attribute(*node, "id").is_some()).filter(is_one).filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;

    fn show(text: &str) -> String {
        let mut builder = Vec::new();
        let transcript = read(&Arc::new(text.to_owned()), &Options::default(), &mut builder);
        let line = |line: &Line| {
            let end = |span: Span| span.end.map_or(String::new(), |end| end.0.to_string());
            let span = line.span.map_or("?".into(), |span| format!("{}-{}", span.start.0, end(span)));
            let name = transcript.speaker_name(line).map_or(String::new(), |name| format!("{name}: "));
            format!("{span} {name}{}", line.text.replace('\n', "|"))
        };
        transcript.lines.iter().map(line).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn what_comes_again_with_a_time_is_a_line() {
        for (text, expected) in [
            ("<a><b start='1.5' end='2'>One.</b><b start='2' dur='3'>Two.</b></a>", "1500-2000 One. / 2000-5000 Two."),
            ("<a><b StartMs='0'>One.</b><b StartMs='4000'>Two.</b></a>", "0- One. / 4000- Two."),
            ("<a><b t='0'>One and more.</b><b t='4'>Two and more.</b></a>", "0- One and more. / 4000- Two and more."),
            ("<a><b in='00:00:01,5'><w>One</w> <w>more</w></b><b in='00:02'>Two</b></a>", "1500- One more / 2000- Two"),
            (
                "<a><s id='x' name='Ann'/><speaker id='x' name='Ann'/><b><from>1s</from><to>1500ms</to><who>x</who><text>One</text></b>\
                 <b><from>2s</from><who>y</who><text>Two</text></b></a>",
                "1000-1500 Ann: One / 2000- y: Two",
            ),
            (
                "<a><turn speaker='Ann'><b time='1'>One two</b><b time='2'>three</b></turn></a>",
                "1000- Ann: One two / 2000- Ann: three",
            ),
            // The outermost of what says the same; and words where there is nothing else.
            (
                "<a><b start='1'><w start='1'>One</w> <w start='2'>two</w></b><b start='3'><w start='3'>three</w></b></a>",
                "1000- One two / 3000- three",
            ),
            (
                "<a><w start='1' end='2'>One</w><w start='2' end='3'>two</w><w start='3' end='4'>three</w><w start='4'>four.</w></a>",
                "1000- One two three four.",
            ),
            ("<a><b start='1'>One<br/>more</b><b start='2'>Two</b></a>", "1000- One|more / 2000- Two"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
        for text in [
            "<a><b>One</b><b>Two</b></a>",
            "<a><b start='1'>One</b></a>",
            "<a><b start='soon'>One</b><b start='late'>Two</b></a>",
            "<a><b start='1'>1</b><b start='2'>2</b></a>",
            "<log><entry timestamp='1700000000'>started</entry><entry timestamp='1700000009'>stopped</entry></log>",
        ] {
            let document = roxmltree::Document::parse(text).expect("it is well-formed");
            assert!(find(document.root_element()).is_none(), "{text}");
        }
    }
}
