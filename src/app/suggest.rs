//! What unknown words may be: found out in the background, for the finding in hand first, then for the rows in view,
//! then for the rest. The dictionary keeps what was found out; see [`crate::analysis::dictionary::Dictionary::suggested`].

use super::App;
use super::open::Open;
use super::review::Review;
use crate::analysis::dictionary::Dictionary;
use crate::analysis::{Finding, Kind};
use crate::jobs::{self, Job, Poll};
use crate::model::Transcript;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// Words of one job, so that what comes into view need not wait long for its turn.
const BATCH: usize = 6;
/// Words that are asked about although nobody looks at them, at most. Well below what the dictionary keeps.
const UNSEEN: usize = 600;
/// Findings that are passed over in one frame.
const PASSED: usize = 2_000;
/// How long the hands must rest before words are asked about that are not in hand.
const REST: Duration = Duration::from_millis(400);

/// What is being found out about unknown words.
#[derive(Default)]
pub struct Suggestions {
    /// The word in hand.
    hand: Option<(String, Job<()>)>,
    others: Option<Job<()>>,
    /// The finding from which on the rest is asked about.
    next: usize,
    /// Words asked about that were not in view.
    unseen: usize,
    /// A job broke down, and would do so again.
    broken: bool,
}

impl Suggestions {
    /// Begins again with the first finding: the list is new.
    pub fn begin(&mut self) {
        self.next = 0;
    }

    /// Stops to ask about words that are not in hand.
    pub fn stop(&mut self) {
        self.others = None;
    }
}

impl App {
    /// Asks what unknown words may be, where that is not known.
    pub(super) fn poll_suggestions(&mut self, ctx: &Context) {
        let shows = self.shows(Kind::UnknownWord);
        let page = super::table::page(ctx) + 1;
        let Some(open) = &mut self.open else { return };
        let Some(dictionary) = open.review.lexicon().and_then(|lexicon| lexicon.dictionary()).cloned() else { return };
        ask_in_hand(ctx, open, &dictionary);
        if let Some(job) = open.review.suggestions.others.take() {
            match job.poll() {
                Poll::Pending => {
                    open.review.suggestions.others = Some(job);
                    return;
                }
                Poll::Ready(()) => {}
                Poll::Failed => open.review.suggestions.broken = true,
            }
        }
        if !shows || open.review.suggestions.broken {
            return;
        }
        let rested = open.review.rested();
        if rested < REST {
            ctx.request_repaint_after(REST - rested);
            return;
        }
        let t = open.transcript().clone();
        let from = open.table.anchor.row;
        let mut words = Vec::new();
        for finding in (from..from + page).flat_map(|row| open.review.in_row(row)) {
            add(&mut words, finding, &t, &dictionary);
        }
        if words.is_empty() {
            let before = open.review.suggestions.next;
            words = unseen(&mut open.review, &t, &dictionary);
            if words.is_empty() && open.review.suggestions.next > before {
                ctx.request_repaint();
            }
        }
        if !words.is_empty() {
            open.review.suggestions.others = Some(ask(ctx, dictionary, words));
        }
    }
}

/// Asks about the word in hand, beside whatever else is being asked.
fn ask_in_hand(ctx: &Context, open: &mut Open, dictionary: &Arc<Dictionary>) {
    let mut words = Vec::new();
    if let Some(finding) = open.review.in_hand() {
        add(&mut words, finding, open.transcript(), dictionary);
    }
    let hand = &mut open.review.suggestions.hand;
    match words.pop() {
        // A job that broke down is not started again as long as its word is in hand.
        Some(word) if hand.as_ref().is_none_or(|(asked, _)| *asked != word) => {
            *hand = Some((word.clone(), ask(ctx, Arc::clone(dictionary), vec![word])));
        }
        Some(_) => {}
        None => *hand = None,
    }
}

/// The next words that are not in view.
fn unseen(review: &mut Review, t: &Transcript, dictionary: &Dictionary) -> Vec<String> {
    let (next, asked) = (review.suggestions.next, review.suggestions.unseen);
    let (mut words, mut passed) = (Vec::new(), 0);
    for finding in review.findings().iter().skip(next).take(PASSED) {
        if words.len() == BATCH || asked + words.len() >= UNSEEN {
            break;
        }
        passed += 1;
        add(&mut words, finding, t, dictionary);
    }
    review.suggestions.next += passed;
    review.suggestions.unseen += words.len();
    words
}

/// Adds the word of a finding of which nobody knows what it may be.
fn add(words: &mut Vec<String>, finding: &Finding, t: &Transcript, dictionary: &Dictionary) {
    let word = finding.text(t).filter(|_| finding.kind == Kind::UnknownWord && finding.fixes.is_empty());
    if let Some(word) = word
        && words.len() < BATCH
        && !words.iter().any(|known| known == word)
        && dictionary.suggested(word).is_none()
    {
        words.push(word.to_owned());
    }
}

fn ask(ctx: &Context, dictionary: Arc<Dictionary>, words: Vec<String>) -> Job<()> {
    let wake = ctx.clone();
    let work = move |cancel: &jobs::Cancel| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        drop(dictionary.suggest_all(&words, cancel));
    };
    jobs::spawn("suggest", move || wake.request_repaint(), work)
}
