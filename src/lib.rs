//! Stet, a desktop editor for transcripts. *Stet* is the proofreader's mark for "let it stand".
//!
//! A person opens a transcript that a machine made, puts the names and the misheard words right, says who is
//! speaking, and hands over a clean text. These pages are the architecture; each room begins with its own.
//!
//! # The idea
//!
//! **A transcript is a value. An edit is a value. Undo is arithmetic.**
//!
//! A [`model::Transcript`] is immutable, and its clone copies a few pointers: the clone *is* the snapshot that a
//! search, an export, a save or any other [`jobs::Job`] works on, without a lock. An operation is a pure function
//! from a transcript and arguments to an [`edit::Edit`], or to `None` where it does not apply. An edit is a list of
//! splices, with one `apply` and one `inverse` for every operation there will ever be.
//!
//! ```text
//! bytes -> formats::detect: every format looks at a probe of the file
//!       -> (format.read)(text behind formats::encoding, or bytes) -> Transcript
//!       -> Document: revision 0, the original kept for ever
//! user  -> a command, or an action of a panel -> edit::…(&transcript) -> Option<Edit>
//!       -> Document::edit: applied, remembered, a new revision
//!       -> view, review and panels follow; only the rows in view are read in a frame
//!       -> tasks: transcript.clone() -> search, findings, names, turns, changes, preview, save
//! ```
//!
//! # Words
//!
//! | word | means |
//! | --- | --- |
//! | line | one timed unit of one speaker's speech; a row of the table |
//! | row | a line's place in the list: from 0 in code, from 1 on the screen |
//! | word | one word of a line that the source timed or scored |
//! | turn | the longest run of lines by one speaker, also begun by a dash; derived, never stored |
//! | time, timecode | a moment in milliseconds; how it is written down |
//! | span | start and end |
//! | glossary | spellings that a person has confirmed, with the forms in which they were heard |
//! | series | transcripts of one show, in one folder; what was learned of them is remembered in a file beside them |
//! | match | a place that a search has found |
//! | problem | something odd met while reading a file |
//! | message | what is to be said, as data: an id of the catalogue and what it is about |
//! | edit, splice, gesture, revision | what changed; one part of it; what becomes one step of undo; the name of a state |
//! | command | what a person can ask for: a name, keys, whether it applies |
//! | current | the row, match, finding, name or correction that keys and commands work on |
//! | original | the transcript as it was imported; it never changes |
//!
//! # The rooms
//!
//! | room | holds | uses |
//! | --- | --- | --- |
//! | [`model`] | what a transcript is | nothing |
//! | [`edit`] | changes as values, and the operations | model |
//! | [`formats`] | files in and out, one format a file, one line each in [`formats::ALL`] | model |
//! | [`language`] | which language a transcript is in, its words and sentences, titles and particles | model |
//! | [`head`] | whom and what the title and the description name | model, language |
//! | [`analysis`] | what is worth a look: searching, and the analyses | model, language, head, edit, glossary, csv, jobs |
//! | [`export`] | what a reader gets: paragraphs, captions, presets | model, language, formats |
//! | [`document`] | one open transcript and its history; the project file; saving | model, edit, formats, glossary, jobs |
//! | [`glossary`] | right forms with the forms in which they are heard, as text and CSV | model, language, head, csv |
//! | [`csv`] | cells that no spreadsheet carries out | nothing |
//! | [`jobs`] | work in the background | nothing |
//! | [`settings`] | what the user prefers | model, export |
//! | [`lookup`] | what is known beside a transcript: dictionaries, the memory of a series | model, analysis, document, glossary |
//! | [`messages`] | the words for all that is said, a language a folder | model |
//! | [`cli`] | the command line, one verb a file | all but the window |
//! | `app` | the window, and the only place that knows the toolkit | all but the command line |
//!
//! Rooms look down only, and so do the modules of [`analysis`] and of `app`; no files use each other in a circle.
//! `tests/integration/tidy.rs` checks it, and with it that the toolkit is named in `app` alone, that the disk is
//! touched in `document`, `settings` and `cli` alone, that threads are made in [`jobs`] alone, that characters which are
//! alike to a reader stand in one table ([`model::chars`]), that no function stands twice, and that no file passes 800
//! lines.
//!
//! # What always holds
//!
//! - A transcript changes only through [`document::Document::edit`], `undo` and `redo`. Every view and every export
//!   reads the same transcript, and whoever keeps a record is told of every change ([`document::Watcher`]).
//! - A format of text never fails, and none drops text. What it does not understand is kept as a line, a note or markup,
//!   and said as a problem. What no format knows is refused with a sentence that says what it is.
//! - What is typed into a cell is in the document at once, in one gesture a visit: there is no draft to lose.
//! - What is known beside a transcript is prepared in jobs ([`analysis::Knowledge`]); in a frame it only follows an edit,
//!   and builds nothing anew of what the glossary or the show holds.
//! - Drawing changes nothing. It reports actions, which the one who drew performs, and requests, which only the
//!   application can fulfil. Nothing that grows with the document runs in a frame: lists are drawn by the rows in view,
//!   and figures come from jobs.
//! - A panel is one room: state, view, actions, keys, commands, dialogs and work in the background stand together and go
//!   with the document. It touches itself, what it is given to read and the effects it may ask for; never the
//!   application and never another panel.
//! - Work in the window is a task, which says once when it breaks down. Work that writes a file is finished whatever
//!   becomes of its document, and what came of it is always said.
//! - The table has an anchor, the first row in view and the points into it, and lays out downward from there. Pixels
//!   are never added up, so a pixel is a pixel at any row. Nothing moves by itself: bars keep their place when they say
//!   nothing, and whatever comes or goes above it, the row under the pointer, or the one that is worked on, stays.
//! - Input waits for what it is meant for: a frame gets one click, and nothing that was typed behind it, before what the
//!   click opens has been drawn.
//! - A file is never half written: it is the old one or the new one, whatever the disk does.
//! - No room below [`messages`] makes a sentence, and no code compares one: what is to be said is a
//!   [`model::Message`], data without words. Words are put to it where it is shown.
//! - Nothing that is open is replaced unasked, by a paste no more than by a file: what is pasted becomes text or lines, in
//!   one step of undo, and the question whether it is a document says what would become of the one that is open.
//! - A revision is the name of a state and never used twice, so "not saved" is a comparison.
//!
//! # Where to add
//!
//! | to add | touch |
//! | --- | --- |
//! | a format | `formats/x.rs`, a line in `ALL`, files in `tests/data/x/` |
//! | an analysis | `analysis/x.rs`, a line in [`analysis::ALL`], its layer in `tidy.rs`; the Findings panel, `stet check --only x` and the fixes follow |
//! | an operation | a function in `edit/<subject>.rs`, a row in its table of before and after, a command |
//! | something said | its text in `assets/locales/en/`, its id in [`message!`] or [`text!`] |
//! | a language of the interface | a folder in `assets/locales/`, a line in `messages/locales.rs`; `LANGUAGE=qps` shows beforehand that no word stands elsewhere |
//! | a panel | `app/panels/x.rs` or a folder, its `mod` and a line in the list of `app/panels/mod.rs`, its words in `app-x.ftl` with a line in `messages/locales.rs`; tab, menu, keys, palette, help and settings follow |
//! | a command | a row where what it works on stands (its panel, or `app/commands/`), its name as `command-<id>` in the catalogue; menu, palette, keys and help follow |
//! | a verb of the command line | a file in `cli/` |

pub mod analysis;
#[cfg(feature = "window")]
pub mod app;
pub mod cli;
pub mod csv;
pub mod document;
pub mod edit;
pub mod export;
pub mod formats;
pub mod glossary;
pub mod head;
pub mod jobs;
pub mod language;
pub mod lookup;
pub mod messages;
pub mod model;
pub mod settings;
