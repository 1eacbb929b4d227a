//! Stet, a desktop editor for transcripts. *Stet* is the proofreader's mark for "let it stand".

pub mod analysis;
#[cfg(feature = "window")]
pub mod app;
pub mod cli;
pub mod document;
pub mod edit;
pub mod export;
pub mod formats;
pub mod jobs;
pub mod model;
pub mod settings;
