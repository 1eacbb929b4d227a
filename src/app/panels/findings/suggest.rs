//! What unknown words may be: found out in the background, for the current finding first, then for the rows in view,
//! then for the rest. The dictionary keeps what was found out; see [`Dictionary::suggested`].

use crate::analysis::dictionary::Dictionary;
use crate::analysis::{Finding, Kind};
use crate::app::desk::Desk;
use crate::app::effects::WindowEffects;
use crate::app::review::{Review, shows};
use crate::app::task::{Outcome, Task};
use crate::jobs::Cancel;
use crate::model::{Transcript, message};
use std::sync::Arc;
use std::time::Duration;

/// Words of one task, so that what comes into view need not wait long for its turn.
const BATCH: usize = 6;
/// Words that are asked about although nobody looks at them, at most. Well below what the dictionary keeps.
const UNSEEN: usize = 600;
/// Findings that are passed over in one frame.
const PASSED: usize = 2_000;
/// Rows from the first in view on whose words are asked about before the others: about as many as a window shows.
const IN_VIEW: usize = 60;
/// How long the hands must rest before words are asked about that are not those of the current finding.
const REST: Duration = Duration::from_millis(400);

/// What is being found out about unknown words.
#[derive(Default)]
pub(super) struct Suggestions {
    /// The word of the current finding.
    current: Task<String, ()>,
    /// The words of others.
    others: Task<Vec<String>, ()>,
    /// Finding out about others broke down, and would do so again.
    broken: bool,
    /// The finding from which on the rest is asked about.
    next: usize,
    /// Words asked about that were not in view.
    unseen: usize,
    /// How often all of the document had been looked through when `next` was the first.
    round: u64,
}

impl Suggestions {
    /// The list of findings has become another one. Begins again with the first when it was made anew; what only
    /// followed an edit goes on.
    pub(super) fn listed_anew(&mut self, review: &Review) {
        if self.round != review.rounds() || !review.is_whole() {
            self.round = review.rounds();
            self.next = 0;
        }
    }

    /// Stops to ask about words that are not those of the current finding.
    pub(super) fn stop(&mut self) {
        self.others.stop();
    }

    /// Asks what unknown words may be, where that is not known.
    pub(super) fn poll(&mut self, current: Option<&Finding>, desk: &Desk, fx: &mut WindowEffects<'_>) {
        let said = [self.current.outcome().is_some_and(broke_down), self.others.outcome().is_some_and(broke_down)];
        self.broken |= said[1];
        if said.contains(&true) {
            fx.fail(message!("findings-suggestions-broke-down"));
        }
        let Some(dictionary) = desk.review.lexicon().and_then(|lexicon| lexicon.dictionary()) else { return };
        let t = desk.transcript();
        self.ask_about_current(current, t, dictionary, fx);
        if self.others.is_running() || self.broken || !shows(fx.settings, Kind::UnknownWord) {
            return;
        }
        let left = REST.saturating_sub(desk.review.rested());
        if !left.is_zero() {
            fx.ctx.request_repaint_after(left);
            return;
        }
        let from = desk.view.anchor.row;
        let mut words = Vec::new();
        for finding in (from..from + IN_VIEW).flat_map(|row| desk.review.in_row(row)) {
            add(&mut words, finding, t, dictionary);
        }
        if words.is_empty() {
            let before = self.next;
            words = self.next_unseen(desk.review.findings(), t, dictionary);
            if words.is_empty() && self.next > before {
                fx.ctx.request_repaint();
            }
        }
        if !words.is_empty() {
            self.others.start(fx.ctx, "suggest", words.clone(), ask(dictionary, words));
        }
    }

    /// Asks about the word of the current finding, beside whatever else is being asked.
    fn ask_about_current(
        &mut self,
        current: Option<&Finding>,
        t: &Transcript,
        dictionary: &Arc<Dictionary>,
        fx: &WindowEffects<'_>,
    ) {
        let mut words = Vec::new();
        if let Some(finding) = current {
            add(&mut words, finding, t, dictionary);
        }
        let Some(word) = words.pop() else { return };
        if self.current.input() != Some(&word) && !self.current.broke_over(&word) {
            self.current.start(fx.ctx, "suggest", word.clone(), ask(dictionary, vec![word]));
        }
    }

    /// The next words that are not in view.
    fn next_unseen(&mut self, findings: &[Finding], t: &Transcript, dictionary: &Dictionary) -> Vec<String> {
        let (mut words, mut passed) = (Vec::new(), 0);
        for finding in findings.iter().skip(self.next).take(PASSED) {
            if words.len() == BATCH || self.unseen + words.len() >= UNSEEN {
                break;
            }
            passed += 1;
            add(&mut words, finding, t, dictionary);
        }
        self.next += passed;
        self.unseen += words.len();
        words
    }
}

fn broke_down<I>(outcome: Outcome<I, ()>) -> bool {
    matches!(outcome, Outcome::BrokeDown(_))
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

/// The work of finding out what some words may be, which the dictionary keeps.
fn ask(dictionary: &Arc<Dictionary>, words: Vec<String>) -> impl FnOnce(&Cancel) + Send + 'static + use<> {
    let dictionary = Arc::clone(dictionary);
    move |cancel| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        drop(dictionary.suggest_all(&words, cancel));
    }
}
