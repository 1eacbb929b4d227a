//! Which file of `src` uses which: read off the source text, so that layers and circles can be checked.
//!
//! A file uses another when its code names an item of it, in a `use` or by its path. What a facade hands on with
//! `pub use` is the item of the file that it stands in: handing on is no use. Unit tests do not count.

use std::collections::{BTreeMap, BTreeSet};

/// A file of `src`: the path of its module below `crate`, and its code without comments and unit tests.
pub struct Module {
    /// Its path from the root of the project.
    pub file: String,
    /// `["analysis", "names"]` for `src/analysis/names/mod.rs`; none for `lib.rs`.
    pub path: Vec<String>,
    /// Its code.
    pub code: String,
}

/// The files that each file uses, by path.
pub fn imports(modules: &[Module]) -> BTreeMap<&str, BTreeSet<&str>> {
    let tree = Tree::new(modules);
    modules.iter().map(|module| (module.file.as_str(), tree.used_by(module))).collect()
}

/// The circles among files: those from which each can be reached from each other.
pub fn circles<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<BTreeSet<&'a str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|from| (*from, reachable(from, imports))).collect();
    let mut circles: Vec<BTreeSet<&str>> = Vec::new();
    for (file, others) in &reached {
        if others.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
            circles.push(others.iter().filter(|other| reached[*other].contains(file)).copied().collect());
        }
    }
    circles
}

fn reachable<'a>(from: &'a str, imports: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = vec![from];
    while let Some(file) = open.pop() {
        open.extend(imports[file].iter().filter(|next| found.insert(next)));
    }
    found
}

/// A path as it is written in a `use`, and the name that it gets; `*` for all of a module.
#[derive(Clone, Debug, PartialEq)]
struct Use {
    path: Vec<String>,
    name: String,
    is_public: bool,
}

struct Tree<'a> {
    modules: BTreeMap<Vec<String>, (&'a Module, Vec<Use>, String)>,
}

impl<'a> Tree<'a> {
    fn new(modules: &'a [Module]) -> Tree<'a> {
        let read = |module: &'a Module| {
            let (uses, rest) = uses(&module.code);
            (module.path.clone(), (module, uses, rest))
        };
        Tree { modules: modules.iter().map(read).collect() }
    }

    fn used_by(&self, module: &Module) -> BTreeSet<&'a str> {
        let (_, uses, rest) = &self.modules[&module.path];
        // What a facade only hands on, it does not use.
        let used = |used: &&Use| !used.is_public || used.name != "*" && has_word(rest, &used.name);
        let named = uses.iter().filter(used).map(|used| used.path.clone());
        let files = named.chain(paths(rest)).filter_map(|path| self.file_of(&module.path, &path, 0));
        files.filter(|file| *file != module.file).collect()
    }

    /// The file of the item that a path names, as seen from a module; `None` when it names a module, or nothing of
    /// `src`.
    fn file_of(&self, from: &[String], path: &[String], depth: usize) -> Option<&'a str> {
        let (first, mut rest) = path.split_first()?;
        let mut at: Vec<String> = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.to_vec(),
            "super" => from.split_last()?.1.to_vec(),
            _ => {
                // A child, or a name that was brought in.
                rest = path;
                from.to_vec()
            }
        };
        while let Some((next, behind)) = rest.split_first().filter(|(next, _)| *next == "super") {
            debug_assert_eq!(next, "super");
            at.pop()?;
            rest = behind;
        }
        let is_relative = !matches!(first.as_str(), "crate" | "self" | "super");
        for (n, segment) in rest.iter().enumerate() {
            let mut child = at.clone();
            child.push(segment.clone());
            if self.modules.contains_key(&child) {
                at = child;
                continue;
            }
            let (module, uses, code) = self.modules.get(&at)?;
            let behind = &rest[n + 1..];
            if depth < 8
                && let Some(brought) = uses.iter().find(|used| used.name == *segment)
            {
                let path: Vec<String> = brought.path.iter().chain(behind).cloned().collect();
                return self.file_of(&at, &path, depth + 1);
            }
            let globs = uses.iter().filter(|used| used.name == "*" && depth < 8);
            for glob in globs {
                let path: Vec<String> = glob.path.iter().chain(&rest[n..]).cloned().collect();
                if let Some(file) = self.file_of(&at, &path, depth + 1).filter(|file| self.defines(file, segment)) {
                    return Some(file);
                }
            }
            let own = !is_relative || n > 0;
            return (own || defines(code, segment)).then_some(module.file.as_str());
        }
        None
    }

    fn defines(&self, file: &str, item: &str) -> bool {
        self.modules.values().any(|(module, _, code)| module.file == file && defines(code, item))
    }
}

/// Whether some code defines an item of that name.
fn defines(code: &str, item: &str) -> bool {
    ["fn", "struct", "enum", "trait", "type", "const", "static"].iter().any(|kind| {
        code.match_indices(&format!("{kind} {item}")).any(|(at, found)| {
            let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !part(code[..at].chars().next_back()) && !part(code[at + found.len()..].chars().next())
        })
    })
}

/// The `use`s of some code, and what is left without them.
fn uses(code: &str) -> (Vec<Use>, String) {
    let (mut found, mut left) = (Vec::new(), String::new());
    let mut rest = code;
    while let Some(at) = next_use(rest) {
        let (before, behind) = rest.split_at(at);
        let (tree, after) = behind["use ".len()..].split_once(';').unwrap_or((behind, ""));
        let line = before.rsplit(['\n', ';', '}']).next().unwrap_or("");
        let is_public = line.trim_start().starts_with("pub");
        left.push_str(before);
        let mut paths = Vec::new();
        expand(&[], tree.trim(), &mut paths);
        found.extend(paths.into_iter().map(|(path, name)| Use { path, name, is_public }));
        rest = after;
    }
    left.push_str(rest);
    (found, left)
}

/// Where the next `use` begins: at the beginning of a line, behind spaces and a `pub`.
fn next_use(code: &str) -> Option<usize> {
    let mut from = 0;
    for line in code.split_inclusive('\n') {
        let bare = line.trim_start();
        let bare = match bare.strip_prefix("pub") {
            Some(rest) if rest.starts_with('(') => rest.split_once(')').map_or(rest, |(_, rest)| rest),
            Some(rest) if rest.starts_with(' ') => rest,
            _ => bare,
        };
        if bare.trim_start().starts_with("use ") {
            return line.find("use ").map(|at| from + at);
        }
        from += line.len();
    }
    None
}

/// The paths of a tree of uses, each with the name that it gets.
fn expand(before: &[String], tree: &str, out: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    match tree.find('{') {
        Some(at) => {
            let mut path = before.to_vec();
            path.extend(segments(&tree[..at]));
            let inside = tree[at + 1..].trim_end();
            let inside = inside.strip_suffix('}').unwrap_or(inside);
            let (mut depth, mut from) = (0, 0);
            for (at, c) in inside.char_indices().chain([(inside.len(), ',')]) {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        expand_one(&path, &inside[from..at], out);
                        from = at + 1;
                    }
                    _ => {}
                }
            }
        }
        None => expand_one(before, tree, out),
    }
}

fn expand_one(before: &[String], tree: &str, out: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    if tree.is_empty() {
        return;
    }
    if tree.contains('{') {
        return expand(before, tree, out);
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim())));
    let mut all = before.to_vec();
    all.extend(segments(path));
    let last = all.last().cloned().unwrap_or_default();
    if last == "self" {
        all.pop();
    }
    let own = all.last().cloned().unwrap_or_default();
    let name = name.map_or(own, str::to_owned);
    if last == "*" {
        all.pop();
    }
    out.push((all, name));
}

fn segments(path: &str) -> impl Iterator<Item = String> + '_ {
    path.split("::").map(str::trim).filter(|segment| !segment.is_empty()).map(str::to_owned)
}

/// The paths of several parts that stand in code: `super::Line`, `names::find`.
fn paths(code: &str) -> Vec<Vec<String>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("::") {
        let start =
            rest[..at].rfind(|c| !is_part(c)).map_or(0, |n| n + rest[n..].chars().next().map_or(1, char::len_utf8));
        let mut end = at;
        while rest[end..].starts_with("::") {
            let behind = &rest[end + 2..];
            let length = behind.find(|c| !is_part(c)).unwrap_or(behind.len());
            if length == 0 {
                break;
            }
            end += 2 + length;
        }
        let path: Vec<String> = segments(&rest[start..end]).collect();
        if path.len() > 1 {
            found.push(path);
        }
        rest = &rest[end.max(at + 2)..];
    }
    found
}

fn has_word(code: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word)
        .any(|(at, _)| !part(code[..at].chars().next_back()) && !part(code[at + word.len()..].chars().next()))
}

fn module(file: &str, code: &str) -> Module {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let path = if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() };
    Module { file: file.to_owned(), path, code: code.to_owned() }
}

#[test]
fn a_use_is_followed_to_the_file_that_defines() {
    let modules = [
        module("src/lib.rs", "pub mod a;\npub mod b;\n"),
        module("src/a/mod.rs", "mod one;\nmod two;\npub use one::{One, make};\npub use two::*;\npub struct Own;\n"),
        module("src/a/one.rs", "use super::two::Two;\npub struct One;\npub fn make() -> Two {}\n"),
        module("src/a/two.rs", "pub struct Two;\n"),
        module("src/b.rs", ""),
    ];
    for (code, used) in [
        ("use crate::a::One;", "src/a/one.rs"),
        ("use crate::a::{self, Own as Mine, two::{Two}};", "src/a/mod.rs src/a/two.rs"),
        ("use crate::a;\nfn f() { a::make() }", "src/a/one.rs"),
        ("fn f() { crate::a::make(); }", "src/a/one.rs"),
        ("use super::a::Two;", "src/a/two.rs"),
        ("use std::fmt::Write;\nfn f() { Vec::new() }", ""),
        ("pub use crate::a::Own;", ""),
        ("pub use crate::a::Own;\nfn f() -> Own {}", "src/a/mod.rs"),
        ("use crate::{a::{Own,\n    make},\n};", "src/a/mod.rs src/a/one.rs"),
    ] {
        let mut modules: Vec<Module> = modules
            .iter()
            .map(|module| Module { file: module.file.clone(), path: module.path.clone(), code: module.code.clone() })
            .collect();
        modules[4].code = code.to_owned();
        let all = imports(&modules);
        assert_eq!(all["src/b.rs"].iter().copied().collect::<Vec<_>>().join(" "), used, "{code}");
        assert_eq!(all["src/a/one.rs"].iter().copied().collect::<Vec<_>>(), ["src/a/two.rs"]);
        assert!(all["src/a/mod.rs"].is_empty());
    }
}

#[test]
fn a_child_is_used_by_its_bare_name_and_a_parent_by_super() {
    for (head, child, circle) in [
        ("mod state;\nuse state::State;\nstruct Own;", "use super::Own;\nstruct State;", "src/a/mod.rs src/a/state.rs"),
        ("mod state;\nfn f() { state::f() }\nstruct Own;", "fn f() -> super::Own {}", "src/a/mod.rs src/a/state.rs"),
        ("mod state;\npub use state::State;\nstruct Own;", "use super::Own;\nstruct State;", ""),
        ("mod state;\nuse state::State;", "struct State;", ""),
    ] {
        let modules = [module("src/lib.rs", "mod a;"), module("src/a/mod.rs", head), module("src/a/state.rs", child)];
        let found: Vec<&str> = circles(&imports(&modules)).into_iter().flatten().collect();
        assert_eq!(found.join(" "), circle, "{head}");
    }
}

#[test]
fn a_circle_is_found_over_any_number_of_files() {
    let files = ["src/lib.rs", "src/a.rs", "src/b.rs", "src/c.rs", "src/d.rs"];
    for (codes, circle) in [
        (["", "use crate::b::B;", "use crate::c::C;", "", ""], ""),
        (
            ["", "use crate::b::B;", "use crate::c::C;", "use crate::a::A;", "use crate::a::A;"],
            "src/a.rs src/b.rs src/c.rs",
        ),
    ] {
        let modules: Vec<Module> = files.iter().zip(codes).map(|(file, code)| module(file, code)).collect();
        let found = circles(&imports(&modules));
        let found: Vec<&str> = found.into_iter().flatten().collect();
        assert_eq!(found.join(" "), circle);
    }
}
