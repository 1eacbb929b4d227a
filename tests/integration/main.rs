//! The integration tests: one binary, which speaks in transcripts before and after and in files beside
//! their goldens.

#![allow(unreachable_pub, reason = "a program of tests has no outside")]

#[cfg(feature = "window")]
mod app;
#[cfg(feature = "window")]
mod app_clipboard;
#[cfg(feature = "window")]
mod app_dock;
#[cfg(feature = "window")]
mod app_files;
#[cfg(feature = "window")]
mod app_find;
#[cfg(feature = "window")]
mod app_marks;
#[cfg(feature = "window")]
mod app_mouse;
#[cfg(feature = "window")]
mod app_panels;
#[cfg(feature = "window")]
mod app_pointer;
#[cfg(feature = "window")]
mod app_words;
mod changes;
mod cli;
mod document;
mod documents;
mod edit;
mod export;
mod fake_disk;
mod findings;
mod formats;
mod imports;
mod json;
mod lines;
mod meetings;
mod messages;
mod names;
mod notation;
mod pages;
mod paragraphs;
mod project;
mod recognisers;
mod save;
mod search;
mod series;
mod sounds;
mod speakers_in_text;
mod tidy;
mod timecode;
mod turns;
mod turns_proposed;
#[cfg(feature = "window")]
mod window;
mod words;
mod written;
