//! The rules of the house that a machine can check: which room may use which, who touches the disk, how long a
//! file may be, and that the README and the changelog say what is so.

use crate::imports::{Module, circles, imports};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use of the others. `analysis` may use of `jobs` what tells it to stop and what divides its work
/// among processors; it follows edits, says what a replacement is made of, and takes corrections back.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("edit", &["model"]),
    ("formats", &["model", "csv"]),
    ("language", &["model"]),
    ("head", &["model", "language"]),
    ("analysis", &["model", "language", "head", "edit", "glossary", "csv", "jobs"]),
    ("export", &["model", "language", "formats"]),
    ("document", &["model", "edit", "formats", "glossary", "jobs"]),
    ("lookup", &["model", "analysis", "document", "glossary"]),
    ("glossary", &["model", "language", "head", "csv"]),
    ("csv", &[]),
    ("jobs", &[]),
    ("messages", &["model"]),
    // The settings keep the user's export presets.
    ("settings", &["model", "export"]),
    (
        "cli",
        &[
            "model", "language", "edit", "formats", "glossary", "csv", "analysis", "export", "document", "lookup",
            "jobs", "settings", "messages",
        ],
    ),
    (
        "app",
        &[
            "model", "language", "edit", "formats", "glossary", "csv", "analysis", "export", "document", "lookup",
            "jobs", "settings", "messages",
        ],
    ),
];

/// The modules of `analysis`, from the lowest layer to the highest: each uses those of lower layers alone, and what
/// stands in one folder or file.
const ANALYSIS: &[&[&str]] = &[
    // How words and sounds are compared; what is said of a place.
    &["distance", "finding", "source", "spacing", "thresholds"],
    &["likeness"],
    &["elision"],
    &["written_form"],
    &["coined"],
    // What is known of a transcript.
    &["dictionary", "profile"],
    &["lexicon"],
    &["dictionaries", "heard_forms", "names"],
    &["knowledge"],
    // What an analysis is; the analyses; all of them.
    &["mod"],
    &[
        "confidence",
        "credits",
        "glossary_forms",
        "markup",
        "misheard_names",
        "repeated",
        "speakers",
        "times",
        "typography",
        "unknown_words",
    ],
    &["registry"],
    &["findings"],
    // What else is found, of which the analyses know nothing.
    &["changes", "search", "turns"],
];

/// The modules of `app`, from the lowest layer to the highest, as for `analysis`. The head of `src/app/mod.rs` draws them.
const APP: &[&[&str]] = &[
    // What needs nothing of the window.
    &[
        "caret",
        "clipboard",
        "draft",
        "fit",
        "folders",
        "fonts",
        "held",
        "in_view",
        "keys",
        "marks",
        "pace",
        "picker",
        "recent",
        "title",
        "view",
    ],
    &["request", "theme"],
    &["chooser", "strip"],
    &["task"],
    // What stands on the desk: the document, and what was found in it.
    &["dictionaries"],
    &["review"],
    &["desk"],
    // What a part of the window may read, and what it may change or ask for.
    &["look", "purpose", "effects"],
    &["bookmark", "cells", "series", "widgets"],
    &["command"],
    &["panel"],
    // The parts, and what can be done with them.
    &["panels", "table"],
    &["commands", "opening", "pasting"],
    &["session"],
    &["registry"],
    // What stands around them.
    &["bars", "dialogs", "dock", "keyboard", "welcome"],
    &["files"],
    &["mod"],
];

/// Rooms that read and write files.
const DISK: &[&str] = &["document", "settings", "cli"];

const LONGEST_FILE: usize = 800;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A source file.
struct Source {
    /// Its path from the root of the project, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The directory or file below `src` that it belongs to; `None` for `lib.rs`, `main.rs` and other trees.
    fn room(&self) -> Option<&str> {
        let room = self.path.strip_prefix("src/")?.split('/').next()?.trim_end_matches(".rs");
        (!matches!(room, "lib" | "main")).then_some(room)
    }

    /// Whether it is a file of `src` of which the program knows nothing: unit tests, or what they share.
    fn is_test(&self) -> bool {
        self.path.starts_with("src/")
            && (self.path.ends_with("/tests.rs") || self.path.contains("/tests/") || self.path.ends_with("/testing.rs"))
    }

    /// Its lines of code, numbered from 1: without comments, and without its unit tests, which stand last or in a file
    /// of their own, which is named among the other parts.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.is_test();
        let begins = |(line, next): (&str, &str)| line.starts_with("#[cfg(test)]") && next.ends_with('{');
        let pairs = self.text.lines().zip(self.text.lines().skip(1).chain([""]));
        let lines = pairs.take_while(move |pair| !is_test && !begins(*pair)).map(|(line, _)| line);
        lines.map(|line| line.split("//").next().unwrap_or("")).enumerate().map(|(n, line)| (n + 1, line))
    }
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.expect("a folder can be listed").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).expect("a source file is UTF-8");
                found.push(Source { path: name, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty());
    found
}

/// Fails with one sentence a place, so that all of them are seen at once.
#[track_caller]
fn assert_none(broken: Vec<String>) {
    assert!(broken.is_empty(), "{} places\n{}", broken.len(), broken.join("\n"));
}

/// Whether `line` holds `word` with no letter, digit or underscore on either side.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        !part_of_name(line[..at].chars().next_back()) && !part_of_name(line[at + word.len()..].chars().next())
    })
}

/// The rooms that a line of code names after `crate::`, with what it takes of them: `("jobs", "Cancel")`.
fn uses(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        let rest = &code[at + start.len()..];
        let paths = match rest.strip_prefix('{') {
            // The names of the outermost group.
            Some(group) => outermost(group),
            None => vec![rest.split([';', ' ', ',', ')']).next().unwrap_or("")],
        };
        for path in paths {
            let (room, what) = path.split_once("::").unwrap_or((path, ""));
            let room: String = room.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push((room, what.trim_matches([';', ' ']).to_owned()));
        }
    }
    found
}

fn outermost(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[test]
fn layers_look_down() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut broken = Vec::new();
    let sources = sources(&["src"]);
    let is_there = |room: &str| sources.iter().any(|source| source.room() == Some(room));
    let rooms = LAYERS.iter().flat_map(|(room, below)| below.iter().chain([room])).chain(DISK).copied();
    broken.extend(rooms.filter(|room| !is_there(room)).map(|room| format!("there is no room {room}")));
    for source in &sources {
        let Some(room) = source.room() else { continue };
        let Some(below) = allowed.get(room) else {
            broken.push(format!("{}: the room {room} is not in the table of layers", source.path));
            continue;
        };
        // A `use` may go over several lines: read the code as one.
        let code: String = source.code().map(|(_, line)| line.trim()).collect::<Vec<_>>().join(" ");
        for (other, what) in uses(&code) {
            let known = allowed.contains_key(other.as_str());
            if known && other != room && !below.contains(&other.as_str()) {
                broken.push(format!("{}: {room} must not use {other}", source.path));
            }
            let mut names = what.split(['{', '}', ',', ' ']).filter(|name| !name.is_empty());
            let waits = names.all(|name| ["Cancel", "in_parts"].contains(&name));
            if room == "analysis" && other == "jobs" && !waits {
                broken.push(format!("{}: an analysis starts no job, and so has no use for jobs::{what}", source.path));
            }
        }
    }
    assert_none(broken);
}

/// The files of `src`, as [`imports`] takes them.
fn modules() -> Vec<Module> {
    let module = |source: Source| {
        let path = source.path.trim_start_matches("src/").trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        let path = if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() };
        let code = source.code().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        Module { file: source.path, path, code }
    };
    let counts = |source: &Source| source.path != "src/main.rs" && !source.is_test();
    sources(&["src"]).into_iter().filter(counts).map(module).collect()
}

#[test]
fn no_circles() {
    let modules = modules();
    let circles = circles(&imports(&modules));
    let named = |circle: &BTreeSet<&str>| circle.iter().copied().collect::<Vec<_>>().join(", ");
    assert_none(circles.iter().map(named).collect());
}

/// What breaks the layers of a folder: each part of it, a file or a folder, uses parts of lower layers alone.
fn out_of_layers(folder: &str, layers: &[&[&str]]) -> Vec<String> {
    let layer = |file: &str| {
        let name = file.strip_prefix(folder)?.split('/').next()?.trim_end_matches(".rs").to_owned();
        let layer = layers.iter().position(|layer| layer.contains(&name.as_str()));
        Some((name, layer))
    };
    let modules = modules();
    let mut broken = Vec::new();
    let mut there = BTreeSet::new();
    for (file, uses) in imports(&modules) {
        let Some((name, own)) = layer(file) else { continue };
        there.insert(name.clone());
        let Some(own) = own else {
            broken.push(format!("{file}: {name} is in no layer of {folder}"));
            continue;
        };
        for other_file in uses {
            let Some((other, below)) = layer(other_file) else { continue };
            if other != name && below.is_none_or(|below| below >= own) {
                broken.push(format!("{file}: {name} must not use {other}"));
            }
        }
    }
    let gone = layers.iter().copied().flatten().filter(|name| !there.contains(**name));
    broken.extend(gone.map(|name| format!("{name} is in a layer of {folder}, but not there")));
    broken
}

#[test]
fn the_modules_of_the_analysis_stand_in_layers() {
    assert_none(out_of_layers("src/analysis/", ANALYSIS));
}

#[test]
fn the_modules_of_the_window_stand_in_layers() {
    assert_none(out_of_layers("src/app/", APP));
}

#[test]
fn a_panel_knows_no_other() {
    let panel = |file: &str| Some(file.strip_prefix("src/app/panels/")?.split('/').next()?.to_owned());
    let modules = modules();
    let mut broken = Vec::new();
    for (file, uses) in imports(&modules) {
        let Some(own) = panel(file).filter(|own| own != "mod.rs") else { continue };
        let others = uses.into_iter().filter(|other| panel(other).is_some_and(|other| other != own));
        broken.extend(others.map(|other| format!("{file} must not use {other}")));
    }
    assert_none(broken);
}

#[test]
fn unit_tests_are_not_code() {
    for (text, code) in [
        ("use a;\n#[cfg(test)]\nmod tests;\nuse b; // c", "use a;|#[cfg(test)]|mod tests;|use b; "),
        ("use a;\n#[cfg(test)]\nmod tests {\n    use b;\n}", "use a;"),
        ("use a;\n#[cfg(test)]\nmod tests;", "use a;|#[cfg(test)]|mod tests;"),
    ] {
        let source = Source { path: "src/a.rs".to_owned(), text: text.to_owned() };
        assert_eq!(source.code().map(|(_, line)| line).collect::<Vec<_>>().join("|"), code);
    }
}

#[test]
fn uses_are_found() {
    for (code, found) in [
        ("use crate::model::Line;", "model"),
        ("use crate::{edit, model::{Line, Text}, jobs};", "edit model jobs"),
        ("fn f(t: &crate::model::Transcript) -> crate::edit::Edit {", "model edit"),
        ("let x = crate::jobs::spawn(a, b);", "jobs"),
        ("use super::Line;", ""),
    ] {
        let rooms: Vec<String> = uses(code).into_iter().map(|(room, _)| room).collect();
        assert_eq!(rooms.join(" "), found, "{code}");
    }
}

#[test]
fn the_toolkit_is_known_to_the_window_alone() {
    let mut broken = Vec::new();
    for source in sources(&["src"]).iter().filter(|source| source.room() != Some("app")) {
        for (n, line) in source.code() {
            if ["egui", "eframe", "rfd"].iter().any(|toolkit| has_word(line, toolkit)) {
                broken.push(format!("{}:{n}: {}", source.path, line.trim()));
            }
        }
    }
    assert_none(broken);
}

#[test]
fn the_disk_is_touched_in_few_rooms() {
    let mut broken = Vec::new();
    for source in sources(&["src"]) {
        if source.room().is_some_and(|room| DISK.contains(&room)) {
            continue;
        }
        for (n, line) in source.code() {
            let opens = ["File::", "OpenOptions"].iter().any(|call| line.contains(call));
            if has_word(line, "fs") || opens {
                broken.push(format!("{}:{n}: {}", source.path, line.trim()));
            }
        }
    }
    assert_none(broken);
}

#[test]
fn threads_are_made_in_one_place() {
    let mut broken = Vec::new();
    for source in sources(&["src"]).iter().filter(|source| source.path != "src/jobs.rs") {
        for (n, line) in source.code() {
            if ["thread::spawn", "thread::Builder", "thread::scope"].iter().any(|call| line.contains(call)) {
                broken.push(format!("{}:{n}: {}", source.path, line.trim()));
            }
        }
    }
    assert_none(broken);
}

/// Kinds of characters that are one to a reader, as they stand in code.
const ALIKE: &[(&str, &[&str])] = &[
    ("apostrophes", &["'\\''", "’", "ʼ", "‘", "‛", "´"]),
    ("hyphens", &["'-'", "\"-", "‐", "‑", "\\u{2010}", "\\u{2011}"]),
    ("spaces", &["' '", "\\u{a0}", "\\u{202f}", "\u{a0}", "\u{202f}"]),
];

#[test]
fn characters_that_are_alike_stand_in_one_table() {
    let mut broken = Vec::new();
    for source in sources(&["src"]).iter().filter(|source| source.path != "src/model/chars.rs") {
        for (n, line) in source.code() {
            let sets = ALIKE.iter().filter(|(_, set)| set.iter().filter(|one| line.contains(**one)).count() > 1);
            broken.extend(sets.map(|(kind, _)| format!("{}:{n}: {kind} of its own: {}", source.path, line.trim())));
        }
    }
    assert_none(broken);
}

/// The functions of a file that belong to no type, by their body, as they stand in a formatted file.
fn functions(source: &Source) -> Vec<(String, String)> {
    let code: Vec<&str> = source.code().map(|(_, line)| line.trim_end()).collect();
    let mut found = Vec::new();
    for (n, line) in code.iter().enumerate() {
        let Some((before, name)) = line.split_once("fn ") else { continue };
        if !(before.is_empty() || before.starts_with("pub")) {
            continue;
        }
        let inside = code[n..].iter().skip_while(|line| !line.ends_with('{')).skip(1);
        let body: Vec<&str> = inside.take_while(|line| **line != "}").map(|line| line.trim()).collect();
        let name = name.split(['(', '<']).next().unwrap_or("");
        found.push((body.join(" "), format!("{}: {name}", source.path)));
    }
    found
}

#[test]
fn no_function_stands_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (body, place) in sources(&["src"]).iter().flat_map(functions) {
        places.entry(body).or_default().push(place);
    }
    assert!(places.len() > 500, "functions are found");
    assert_none(places.into_values().filter(|places| places.len() > 1).map(|places| places.join(", ")).collect());
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut broken = Vec::new();
    for source in sources(&["src", "tests", "benches"]) {
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            broken.push(format!("{} has {lines} lines, the most are {LONGEST_FILE}", source.path));
        }
        if !source.text.starts_with("//! ") {
            broken.push(format!("{} does not begin with //! and what it is for", source.path));
        }
    }
    assert_none(broken);
}

#[test]
fn nothing_is_left_for_later() {
    // Written in two parts, so that this file does not find itself.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("#[ig", "nore")];
    let mut broken = Vec::new();
    for source in sources(&["src", "tests", "benches"]) {
        for (n, line) in source.text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                broken.push(format!("{}:{}: {}", source.path, n + 1, line.trim()));
            }
        }
    }
    assert_none(broken);
}

#[test]
fn every_format_has_its_test_files() {
    let mut broken = Vec::new();
    for format in stet::formats::ALL {
        let folder = root().join("tests/data").join(format.id);
        let files = fs::read_dir(&folder).map_or(0, Iterator::count);
        if files == 0 {
            broken.push(format!("tests/data/{} has no files", format.id));
        }
        if format.extensions.is_empty()
            || format.id.chars().any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        {
            broken.push(format!("{} needs a lower-case id and an extension", format.id));
        }
    }
    let mut ids: Vec<&str> = stet::formats::ALL.iter().map(|format| format.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), stet::formats::ALL.len(), "a format's id is its own");
    assert_none(broken);
}

/// The commands in the README's section on setting up: one a fenced block.
fn commands() -> Vec<String> {
    let readme = read("README.md");
    let section = readme.split("\n## ").find(|section| section.starts_with("Set up")).expect("a section `Set up`");
    let blocks = section.split("```").skip(1).step_by(2);
    let lines = |block: &str| block.lines().skip(1).map(str::to_owned).filter(|l| !l.is_empty()).collect::<Vec<_>>();
    blocks.flat_map(lines).collect()
}

#[test]
fn the_readme_sets_up_with_two_commands() {
    let commands = commands();
    assert_eq!(commands.len(), 2, "{commands:?}");
    let sample = commands[0].strip_prefix("cargo run --release -- ").expect("the first opens a sample");
    assert!(root().join(sample).is_file(), "{sample} ships with Stet");
    assert!(commands[1].starts_with("cargo test"), "the second runs all tests: {:?}", commands[1]);
}

#[test]
fn the_readme_shows_what_is_there() {
    let readme = read("README.md");
    // A page without a picture still reads: what it links to must be there.
    for line in readme.lines().filter(|line| !line.starts_with("![")) {
        for link in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(link.starts_with("https://") || root().join(link).exists(), "{link} is linked, but not there");
        }
    }
}

#[test]
fn the_changelog_knows_the_version() {
    let version = env!("CARGO_PKG_VERSION");
    let changelog = read("CHANGELOG.md");
    assert!(changelog.lines().any(|line| line.starts_with("## ") && has_word(line, version)), "nothing on {version}");
}
