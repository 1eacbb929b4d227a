//! The catalogue held against the code: no message is missing, none is unused, each is given just what it names,
//! and no language lacks one or has one more.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use stet::message;
use stet::messages::Catalogue;
use stet::model::{Message as Said, Value};

/// Ids that are made of data and not written out: what stands in a list goes by the id that it has there, and the
/// test of the list checks each of its messages.
const BY_TABLE: &[&str] = &["command-", "panel-"];

/// What a message of the catalogue names.
#[derive(Clone, Debug, Default, PartialEq)]
struct Names {
    variables: BTreeSet<String>,
    /// The messages that it is made of.
    parts: BTreeSet<String>,
}

/// The files below `folder` with this extension, by path.
fn files(folder: &Path, extension: &str) -> Vec<(PathBuf, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|its| its == extension) {
                let text = fs::read_to_string(&path).expect("text");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn languages() -> Vec<String> {
    let folders = fs::read_dir(root().join("assets/locales")).expect("the catalogue");
    let mut tags: Vec<String> =
        folders.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    tags.sort();
    tags
}

/// What each message of a language names, its parts' variables included, by file and id.
fn read_catalogue(tag: &str) -> BTreeMap<String, Names> {
    let mut messages: BTreeMap<String, Names> = BTreeMap::new();
    for (path, text) in files(&root().join("assets/locales").join(tag), "ftl") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let resource = fluent_syntax::parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{tag}/{name}: {}", errors[0]));
        for entry in &resource.body {
            if let Entry::Message(Message { id, value, .. }) = entry {
                let mut names = Names::default();
                of_pattern(value.as_ref().unwrap_or_else(|| panic!("{} has no text", id.name)), &mut names);
                assert!(messages.insert(id.name.to_owned(), names).is_none(), "{} stands twice in {tag}", id.name);
            }
        }
    }
    messages
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut Names) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        of_expression(expression, names);
    }
}

fn of_expression(expression: &Expression<&str>, names: &mut Names) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, names),
        Expression::Select { selector, variants } => {
            of_inline(selector, names);
            variants.iter().for_each(|variant| of_pattern(&variant.value, names));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut Names) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            names.parts.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| of_inline(argument, names));
        }
        InlineExpression::Placeable { expression } => of_expression(expression, names),
        _ => {}
    }
}

/// The variables of a message and of all that it is made of.
fn variables(id: &str, catalogue: &BTreeMap<String, Names>) -> BTreeSet<String> {
    let names = catalogue.get(id).cloned().unwrap_or_default();
    let parts = names.parts.iter().flat_map(|part| variables(part, catalogue));
    parts.chain(names.variables.iter().cloned()).collect()
}

/// The messages that a piece of code makes: the id, and the names of the values that it gives.
fn used(code: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for call in ["message!(", "text!("] {
        for (at, _) in code.match_indices(call) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let mut parts = arguments(&code[at + call.len()..]).into_iter();
            let id = parts.next().unwrap_or_default();
            let Some(id) = id.strip_prefix('"').and_then(|id| id.strip_suffix('"')) else { continue };
            let name = |part: String| {
                let (name, rest) = part.split_once('=')?;
                let is_name = name.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                (is_name && !rest.starts_with(['=', '>'])).then(|| name.trim().to_owned())
            };
            found.push((id.to_owned(), parts.filter_map(name).collect()));
        }
    }
    found
}

/// What stands between the commas of a call, whose text begins behind its opening bracket.
fn arguments(code: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        let part = parts.last_mut().expect("one is there");
        part.push(c);
        // Brackets and commas in a text are text.
        if c == '"' {
            while let Some(c) = chars.next() {
                part.push(c);
                match c {
                    '\\' => part.extend(chars.next()),
                    '"' => break,
                    _ => {}
                }
            }
        } else if c == '\'' && chars.clone().nth(1) == Some('\'') {
            part.extend(chars.by_ref().take(2));
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// The code of `src`, without comments.
fn code() -> Vec<(String, String)> {
    let without = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let name = |path: &Path| path.strip_prefix(root()).expect("below the root").display().to_string();
    files(&root().join("src"), "rs").iter().map(|(path, text)| (name(path), without(text))).collect()
}

#[test]
fn uses_are_found() {
    for (code, expected) in [
        (r#"message!("a")"#, "a()"),
        (r#"f(text!("a", n = 3), x = 4)"#, "a(n)"),
        (r#"message!("a", n = f(b, c), what = if x == ',' { "), d = 3" } else { y })"#, "a(n what)"),
        ("text!(\n    \"a\",\n    n = 1,\n)", "a(n)"),
        (r#"message!("a", of = message!("b", n = 1))"#, "a(of) b(n)"),
        (r#"context!("a")"#, ""),
    ] {
        let shown: Vec<String> = used(code)
            .into_iter()
            .map(|(id, names)| format!("{id}({})", names.into_iter().collect::<Vec<_>>().join(" ")))
            .collect();
        assert_eq!(shown.join(" "), expected, "{code}");
    }
}

#[test]
fn every_message_of_the_code_is_in_the_catalogue_and_given_what_it_names() {
    let catalogue = read_catalogue("en");
    let mut broken = Vec::new();
    for (file, code) in code() {
        for (id, given) in used(&code) {
            match catalogue.contains_key(&id) {
                false => broken.push(format!("{file}: no message is called {id}")),
                true if variables(&id, &catalogue) != given => {
                    broken.push(format!("{file}: {id} names {:?}, given {given:?}", variables(&id, &catalogue)));
                }
                true => {}
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The texts between quotation marks in a piece of code, but for those that say why a panic cannot be, and names, which
/// are the same in every language.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let before = &code[..code.len() - chars.as_str().len()];
        let invariant = before.ends_with("expect(\"") || before.ends_with(" name: \"");
        if c == '\'' && chars.clone().nth(1) == Some('\'') {
            chars.nth(1);
        } else if c == '"' {
            let mut text = String::new();
            while let Some(c) = chars.next().filter(|c| *c != '"') {
                text.push(c);
                text.extend((c == '\\').then(|| chars.next()).flatten());
            }
            found.extend((!invariant).then_some(text));
        }
    }
    found
}

#[test]
fn no_room_below_makes_a_sentence() {
    // What formats write, and the mark by which a file is known.
    let exceptions = [
        "Chapter {number}: {title}\\n",
        "SQLite format 3\\0",
        r#"File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n"#,
    ];
    let speaks = ["app/", "cli/", "messages/", "main.rs", "jobs.rs"];
    let mut broken = Vec::new();
    for (file, code) in code() {
        if speaks.iter().any(|room| file.starts_with(&format!("src/{room}"))) {
            continue;
        }
        let code = code.split("#[cfg(test)]").next().expect("there is a first part");
        for text in literals(code) {
            let sentence = text.starts_with(|c: char| c.is_ascii_uppercase()) && text.split(' ').count() > 2;
            if (sentence || text.contains('“') && text.contains(' ')) && !exceptions.contains(&text.as_str()) {
                broken.push(format!("{file}: {text}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_message_is_unused() {
    let catalogue = read_catalogue("en");
    let mut used: BTreeSet<String> = code().iter().flat_map(|(_, code)| used(code)).map(|(id, _)| id).collect();
    used.extend(catalogue.values().flat_map(|names| names.parts.iter().cloned()));
    let is_listed = |id: &String| BY_TABLE.iter().any(|prefix| id.starts_with(prefix));
    let unused: Vec<&String> = catalogue.keys().filter(|id| !used.contains(*id) && !is_listed(id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_language_has_every_message_and_no_other() {
    let english = read_catalogue("en");
    let spoken = fs::read_to_string(root().join("src/messages/locales.rs")).expect("the list of languages");
    for tag in languages() {
        assert!(spoken.contains(&format!("locale!(\"{tag}\")")), "{tag} is not in the list of languages");
        let theirs = read_catalogue(&tag);
        let ids = |catalogue: &BTreeMap<String, Names>| catalogue.keys().cloned().collect::<BTreeSet<String>>();
        let (missing, more) = (&ids(&english) - &ids(&theirs), &ids(&theirs) - &ids(&english));
        assert!(missing.is_empty() && more.is_empty(), "{tag} lacks {missing:?}, has besides {more:?}");
        for id in english.keys() {
            let more = &variables(id, &theirs) - &variables(id, &english);
            assert!(more.is_empty(), "{tag}: {id} names {more:?}, which it is not given");
        }
    }
}

#[test]
fn every_message_can_be_said() {
    for tag in languages() {
        let catalogue = read_catalogue(&tag);
        let words = Catalogue::new([tag.as_str()]);
        for (id, names) in &catalogue {
            let unknown: Vec<&String> = names.parts.iter().filter(|part| !catalogue.contains_key(*part)).collect();
            assert!(unknown.is_empty(), "{tag}: {id} is made of {unknown:?}, which is not there");
            let id: &'static str = id.clone().leak();
            for n in [0_i64, 1, 2] {
                let names = variables(id, &catalogue).into_iter();
                let args = names.map(|name| (&*name.leak(), Value::Number(n))).collect();
                let text = words.text(&Said { id, args });
                assert!(!text.is_empty() && !text.contains("{$") && !text.starts_with('['), "{tag}: {id}: {text}");
            }
        }
    }
}

/// Words that have a capital wherever they stand: names, keys, and what the command line calls its arguments.
const NAMES: &[&str] = &[
    "Apache",
    "CSV",
    "English",
    "Enter",
    "Excel",
    "FOLDER",
    "FORMAT",
    "Font",
    "French",
    "German",
    "GiB",
    "Lefèbre",
    "Hunspell",
    "I",
    "Inter",
    "JSON",
    "License",
    "MB",
    "MIT",
    "Markdown",
    "NAME",
    "OUT",
    "Office",
    "Open",
    "OpenDocument",
    "PDF",
    "RAR",
    "RTF",
    "SIL",
    "Speaker",
    "Stet",
    "UTF",
    "Word",
    "XML",
    "ZIP",
    "Zip",
];

/// What a text does that no text of the interface does: English has no full stop at its end and no Title Case.
fn is_unlike_the_others(text: &str) -> Option<String> {
    if text.ends_with('.') {
        return Some("ends with a full stop".to_owned());
    }
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(2).find_map(|pair| {
        let word = pair[1].trim_matches(|c: char| !c.is_alphabetic());
        let word = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let begins = pair[0].ends_with(['.', '?', ':', ';', '—', '·']) || pair[1].starts_with('“');
        let has = word.starts_with(char::is_uppercase) && !begins && !NAMES.contains(&word);
        has.then(|| format!("has a capital in “{word}”"))
    })
}

#[test]
fn texts_of_the_interface_are_alike() {
    for (text, expected) in [
        ("Save as…", None),
        ("Save As…", Some("has a capital in “As”")),
        ("Nothing is left.", Some("ends with a full stop")),
        ("The project is damaged: This is a copy", None),
        ("It is a fault of Stet", None),
    ] {
        assert_eq!(is_unlike_the_others(text).as_deref(), expected, "{text}");
    }
    let words = Catalogue::new(["en"]);
    let mut wrong = Vec::new();
    let catalogue = read_catalogue("en");
    // The help of the command line has paragraphs.
    for id in catalogue.keys().filter(|id| !id.starts_with("help-") && *id != "number-point") {
        let id: &'static str = id.clone().leak();
        for n in [1_i64, 2] {
            let names = variables(id, &catalogue).into_iter();
            let text = words.text(&Said { id, args: names.map(|name| (&*name.leak(), Value::Number(n))).collect() });
            wrong.extend(is_unlike_the_others(&text).map(|what| format!("{id} {what}: {text}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_have_their_thousands_apart() {
    let words = Catalogue::new([]);
    for (n, text) in [(0, "0 lines"), (999, "999 lines"), (1000, "1,000 lines"), (-1_234_567, "-1,234,567 lines")] {
        assert_eq!(words.text(&message!("lines", n = n)), text);
    }
    assert_eq!(words.text(&message!("line-number", line = 12_345)), "line 12345", "it names a place");
    let rate = message!("changes-error-rate", rate = Value::Decimal(12_345, 1));
    assert!(words.text(&rate).ends_with("1,234.5 %"), "{}", words.text(&rate));
    assert_eq!(stet::messages::number(60_000), "60,000");
}

#[test]
fn a_language_that_nobody_speaks_shows_what_comes_from_the_catalogue() {
    let words = Catalogue::new(["qps", "en"]);
    for (message, text) in [
        (message!("command-save"), "[Šàṽé]"),
        (message!("lines", n = 2), "[2 ļïñéš]"),
        (message!("status-from", name = "talk.srt"), "[ƒŕôḿ talk.srt]"),
        (message!("edit-undo", what = message!("edit-speaker", name = "Ann")), "[Üñđô [šþéàķéŕ Ann]]"),
        (message!("changes-error-rate", rate = Value::Decimal(105, 1)), "[Ŵôŕđ éŕŕôŕ ŕàţé ôƒ ţĥé ôŕïğïñàļ 10.5 %]"),
    ] {
        assert_eq!(words.text(&message), text);
    }
}

#[test]
fn messages_are_said() {
    let words = Catalogue::new(["xx", "en_GB.UTF-8"]);
    for (message, text) in [
        (message!("lines", n = 1_usize), "1 line"),
        (message!("lines", n = 60_000_usize), "60,000 lines"),
        (message!("open-empty", n = 1_usize), "1 line is empty"),
        (message!("open-empty", n = 0_usize), "0 lines are empty"),
        (message!("list-more", before = "Ann", next = message!("lines", n = 2_usize)), "Ann, 2 lines"),
        (message!("list-more", before = vec!["{a}", "b", "c"], next = Value::Decimal(10, 1)), "{a}, b, c, 1.0"),
        (Said { id: "not-there", args: Vec::new() }, "[not-there]"),
    ] {
        assert_eq!(words.text(&message), text);
    }
    assert_eq!(stet::text!("not-there"), "[not-there]");
}

/// What is said in one way alone, and how it is not.
const SAID_SO: &[(&str, &[&str])] = &[
    ("{ $language } (detected)", &["found out"]),
    ("Detect the language", &["find it out"]),
    ("Details", &[]),
    ("Remove from recent files", &["Forget it"]),
    ("while reading", &["oddit", "warning"]),
    ("mark as correct", &["is correct", "It is right", "it is right", "is right as it is"]),
    ("Apply the fix", &["Take the fix", "take the fix"]),
    ("remove", &["take it out", "Take it out", "take out", "Take out"]),
    ("no matches", &["in no line"]),
    ("no names left", &["names done"]),
    ("line", &["segment", "utterance"]),
    ("finding", &["diagnostic"]),
    ("speaker", &["actor"]),
];

#[test]
fn one_thing_is_said_in_one_way() {
    let catalogue = files(&root().join("assets/locales/en"), "ftl");
    let said: Vec<&str> =
        catalogue.iter().flat_map(|(_, text)| text.lines()).filter(|line| !line.starts_with('#')).collect();
    for (so, not) in SAID_SO {
        assert!(said.iter().any(|line| line.contains(so)), "nothing says {so}");
        for not in *not {
            // A word of its own or the beginning of one: "character" has no actor in it.
            let begins = |line: &str| {
                let before = |at: usize| line[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
                line.match_indices(not).any(|(at, _)| before(at))
            };
            let wrong: Vec<&&str> = said.iter().filter(|line| begins(line)).collect();
            assert!(wrong.is_empty(), "{not} for {so}: {wrong:?}");
        }
    }
}
