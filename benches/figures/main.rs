//! How fast Stet is, on generated transcripts of the sizes given: `cargo bench -- 1000 100000 1000000`.
//!
//! Other arguments choose rows by a part of their name: `cargo bench -- 100000 read`.
//!
//! Prints a table a size: the mean time on all processors, the median time that passes, and the goal where there is
//! one. What is measured stands in [`GROUPS`], one function a room; the goals and what was reached
//! are in `benches/README.md`.

#![allow(unreachable_pub, reason = "a program has no outside")]

mod converting;
mod editing;
mod files;
mod finding;
mod generate;
mod measure;
mod naming;
mod searching;
mod storing;
#[cfg(feature = "window")]
mod window;

use std::env;
use std::process::Command;
use stet::formats::{self, Known};
use stet::model::{Line, RosterBuilder, Transcript};

/// What is measured, in the order of the table.
const GROUPS: &[fn(&Sample, &Report)] = &[
    files::measure_all,
    converting::measure_all,
    storing::measure_all,
    editing::measure_all,
    searching::measure_all,
    finding::measure_all,
    naming::measure_all,
    #[cfg(feature = "window")]
    window::measure_all,
];

const SIZES: &[usize] = &[1_000, 100_000, 1_000_000];

/// The argument with which the program calls itself to measure its memory in a process of its own.
const MEMORY: &str = "--memory-of";

/// What is measured with.
pub struct Sample {
    /// Its number of lines.
    pub lines: usize,
    /// The transcript as it is in the editor.
    pub transcript: Transcript,
}

/// The table of one size.
pub struct Report {
    lines: usize,
    /// Only rows whose name holds one of these are measured; all when there is none.
    chosen: Vec<String>,
}

impl Report {
    /// Whether a row of that name is measured.
    pub fn is_chosen(&self, what: &str) -> bool {
        self.chosen.is_empty() || self.chosen.iter().any(|part| what.contains(part.as_str()))
    }

    /// Measures `run` on what `prepare` makes and prints a row. `goals` are milliseconds for some sizes; `by` says
    /// which figure must keep them.
    pub fn row<S, T>(
        &self,
        what: &str,
        by: By,
        goals: &[(usize, f64)],
        prepare: impl FnMut() -> S,
        run: impl FnMut(&mut S) -> T,
    ) {
        if !self.is_chosen(what) {
            return;
        }
        let figure = measure::measure(prepare, run);
        let goal = goals.iter().find(|(lines, _)| *lines == self.lines).map(|(_, goal)| *goal);
        let counted = if by == By::Cpu { figure.cpu } else { figure.wall };
        let verdict = match goal {
            None => String::new(),
            Some(goal) if counted <= goal => format!("≤ {goal} ms: kept"),
            Some(goal) => format!("≤ {goal} ms: MISSED"),
        };
        println!("| {what:<52} | {} | {} | {verdict:<20} |", number(figure.cpu), number(figure.wall));
    }
}

/// Which figure a goal is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Time on the processor.
    Cpu,
    /// Time that passes: where the disk or several threads take part.
    Wall,
}

fn number(millis: f64) -> String {
    match millis {
        m if m < 0.1 => format!("{m:8.4}"),
        m if m < 10.0 => format!("{m:8.2}"),
        m => format!("{m:8.1}"),
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [MEMORY, lines] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        print_memory(lines.parse().expect("a number of lines"));
        return;
    }
    let (sizes, chosen): (Vec<String>, Vec<String>) =
        arguments.into_iter().partition(|argument| argument.parse::<usize>().is_ok());
    let sizes: Vec<usize> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
    for &lines in if sizes.is_empty() { SIZES } else { &sizes } {
        run(&Report { lines, chosen: chosen.clone() });
    }
}

fn run(report: &Report) {
    let lines = report.lines;
    println!("\n{lines} lines, {:.1} MB of SubRip\n", generate::srt(lines).len() as f64 / 1e6);
    println!("| {:<52} |   CPU ms |  wall ms | {:<20} |", "what", "goal");
    println!("| {:-<52} | -------: | -------: | {:-<20} |", "", "");
    let sample = Sample { lines, transcript: transcript(lines) };
    for group in GROUPS {
        group(&sample, report);
    }
    drop(sample);
    let itself = env::current_exe().expect("a running program has a path");
    let output = Command::new(itself).args([MEMORY, &lines.to_string()]).output();
    match output {
        Ok(output) if output.status.success() => print!("\n{}", String::from_utf8_lossy(&output.stdout)),
        _ => println!("\nmemory: not measured"),
    }
}

/// The memory that a transcript keeps, with the text of its file, in bytes a line.
fn print_memory(lines: usize) {
    let before = measure::resident();
    let bytes = generate::srt(lines).into_bytes();
    let text = bytes.len();
    let reading = formats::read(bytes, Known::default()).expect("a generated file can be read");
    let Some((after, before)) = measure::resident().zip(before) else {
        println!("memory: the system does not tell");
        return;
    };
    let lines = reading.transcript.lines.len().max(1);
    let bytes = after.saturating_sub(before) / lines;
    println!("memory: {bytes} bytes a line, {} of them its text in the file (≤ 277)", text / lines);
}

/// The transcript of that many lines, read from SubRip, with three speakers.
fn transcript(lines: usize) -> Transcript {
    let mut roster = RosterBuilder::default();
    for name in ["Claire Aubrac", "Tom Hale", "Ines Moreau"] {
        roster.id(name);
    }
    let reading =
        formats::read(generate::srt(lines).into_bytes(), Known::default()).expect("a generated file can be read");
    let t = reading.transcript;
    let spoken = |(row, line): (usize, &Line)| Line { speaker: Some(generate::speaker(row)), ..line.clone() };
    Transcript { lines: t.lines.iter().enumerate().map(spoken).collect(), speakers: roster.finish(), ..t }
}
