//! `stet formats`: what can be read and written.

use super::form::PROJECT;
use super::output;
use super::stop::Stop;
use crate::document::project;
use crate::formats::options::{Setting, When};
use crate::formats::{ALL, Format, Holds};
use crate::messages::{self, text};
use clap::Args;
use serde::Serialize;
use std::fmt::Write;

#[derive(Args)]
#[command(about = text!("help-formats"))]
pub(super) struct Formats {
    #[arg(help = text!("help-formats-long"))]
    #[arg(long)]
    long: bool,
    #[arg(help = text!("help-formats-json"))]
    #[arg(long)]
    json: bool,
}

/// One format. The field names are those of the JSON.
#[derive(Serialize)]
struct Row {
    id: &'static str,
    name: String,
    extensions: Vec<&'static str>,
    reads: bool,
    writes: bool,
    holds: Vec<&'static str>,
    options: Vec<Choice>,
}

/// Something that can be chosen. The field names are those of the JSON.
#[derive(Serialize)]
struct Choice {
    name: &'static str,
    /// `read` or `write`.
    when: &'static str,
    values: String,
    default: Option<String>,
    about: String,
}

impl Formats {
    pub(super) fn run(&self) -> Result<(), Stop> {
        let rows = rows();
        let text = if self.json {
            serde_json::to_string_pretty(&rows).expect("plain data can be written as JSON") + "\n"
        } else if self.long {
            table(&rows) + &choices(&rows)
        } else {
            table(&rows)
        };
        output::print(text.as_bytes())
    }
}

fn rows() -> Vec<Row> {
    let row = |format: &&Format| Row {
        id: format.id,
        name: format.name.to_owned(),
        extensions: format.extensions.to_vec(),
        reads: true,
        writes: format.write.is_some(),
        holds: held(format.holds),
        options: format.settings.iter().map(|setting| choice(setting)).collect(),
    };
    let project = Row {
        id: PROJECT,
        name: text!("cli-project").to_owned(),
        extensions: vec![project::EXTENSION],
        reads: true,
        writes: true,
        holds: held(Holds::EVERYTHING),
        options: Vec::new(),
    };
    ALL.iter().map(row).chain([project]).collect()
}

fn held(holds: Holds) -> Vec<&'static str> {
    let Holds { times, ends, speakers, words, checked, notes, .. } = holds;
    let all = [
        (times, "times"),
        (ends, "ends"),
        (speakers, "speakers"),
        (words, "words"),
        (checked, "checked"),
        (notes, "notes"),
    ];
    all.into_iter().filter_map(|(holds, what)| holds.then_some(what)).collect()
}

/// What is held, for people.
fn said(holds: &[&str]) -> String {
    let word = |what: &&str| match *what {
        "times" => text!("cli-holds-times"),
        "ends" => text!("cli-holds-ends"),
        "speakers" => text!("cli-holds-speakers"),
        "words" => text!("cli-holds-words"),
        "checked" => text!("cli-holds-checked"),
        _ => text!("cli-holds-notes"),
    };
    messages::listed(holds.iter().map(word).map(str::to_owned))
}

fn choice(setting: &Setting) -> Choice {
    Choice {
        name: setting.name,
        when: match setting.when {
            When::Reading => "read",
            When::Writing => "write",
        },
        values: setting.values.shown(),
        default: setting.values.default(),
        about: messages::text(&(setting.about)()),
    }
}

/// What can be chosen of each format: a line a setting, and what it does below.
fn choices(rows: &[Row]) -> String {
    let mut out = format!("\n{}\n", text!("cli-options"));
    for row in rows.iter().filter(|row| !row.options.is_empty()) {
        writeln!(out, "\n{} ({})", row.id, row.name).expect("writing to a String does not fail");
        for Choice { name, when, values, default, about } in &row.options {
            let default = default.as_ref().map(|default| text!("cli-option-default", default = default));
            let when = if *when == "read" { text!("cli-option-read") } else { text!("cli-option-write") };
            let sentence = format!("  {name}={values}{}, {when}\n      {about}\n", default.unwrap_or_default());
            out.push_str(&sentence);
        }
    }
    out
}

fn table(rows: &[Row]) -> String {
    let cells = rows.iter().map(|row| {
        let access = if row.writes { text!("cli-formats-read-write") } else { text!("cli-formats-read") };
        let holds = if row.holds.is_empty() { text!("cli-formats-text").to_owned() } else { said(&row.holds) };
        [row.id.to_owned(), row.name.clone(), access.to_owned(), row.extensions.join(" "), holds]
    });
    let head = [
        text!("cli-formats-format"),
        text!("cli-formats-name"),
        text!("cli-formats-can-be"),
        text!("cli-formats-extensions"),
        text!("cli-formats-holds"),
    ]
    .map(str::to_owned);
    let cells: Vec<[String; 5]> = [head].into_iter().chain(cells).collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let mut out = String::new();
    for [id, name, access, extensions, holds] in &cells {
        let [a, b, c, d] = widths;
        writeln!(out, "{id:<a$}  {name:<b$}  {access:<c$}  {extensions:<d$}  {holds}")
            .expect("writing to a String does not fail");
    }
    out
}
