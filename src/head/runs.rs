//! The runs of name words in a line of a head.

use crate::language::name_words::{is_article, is_lead, is_nobody, is_of_sentence, is_particle, is_role};
use crate::language::words::{self, WordAt, words_of};
use crate::model::chars::{is_apostrophe, is_space, letters};

/// Something with a capital, or in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is written; a title may stand before it.
    pub text: String,
    /// How it stands there.
    pub stands: Stands,
}

/// How a form stands in a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In quotation marks.
    Quoted,
    /// At the beginning of a sentence, where any word has a capital, or in a longer form.
    First,
    /// Within a sentence: its capital says something.
    Within,
}

/// A name without what stands before it.
pub(super) struct Named<'a> {
    /// As it is written.
    pub text: &'a str,
    /// Its first byte in the row.
    pub start: usize,
    /// How many words it has, particles counted.
    words: usize,
    /// A sentence or the row begins with it.
    first: bool,
    /// Nothing else is in its row.
    alone: bool,
}

impl Named<'_> {
    /// Whether its capital says that it is a name.
    pub(super) fn is_meant(&self) -> bool {
        (!self.first || self.words > 1 || self.alone) && self.text.chars().filter(|c| c.is_alphanumeric()).count() > 1
    }

    /// Whether it has the words of a full name.
    pub(super) fn is_full(&self) -> bool {
        self.words > 1 && self.text.contains(char::is_whitespace)
    }

    /// The byte behind it in the row.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// What may be a right form in a row: what is quoted, then the runs, each divided at roles, and their parts between
/// particles.
pub(super) fn forms(row: &str) -> Vec<Form> {
    let mut found: Vec<Form> = Vec::new();
    let mut add = |text: &str, stands| found.push(Form { text: text.to_owned(), stands });
    quotations(row).for_each(|quoted| add(quoted, Stands::Quoted));
    let all: Vec<WordAt> = words_of(row).collect();
    for run in runs(row, &all) {
        let stands = if words::starts_sentence(row, run[0].at.start) { Stands::First } else { Stands::Within };
        add(text_of(row, run), stands);
        parts(row, run).into_iter().for_each(|part| add(text_of(row, part), Stands::First));
    }
    found
}

/// What is looked for in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The names of people.
    People,
    /// Names of all kinds.
    All,
}

/// The names in a row: its runs, divided at words that are no names, without titles and what leads into them.
pub(super) fn names(row: &str, wanted: Wanted) -> Vec<Named<'_>> {
    let all: Vec<WordAt> = words_of(row).collect();
    let word = |at: &WordAt| &row[at.at.clone()];
    let is_none = |word: &str| match wanted {
        Wanted::People => is_nobody(&letters(word)),
        Wanted::All => is_of_sentence(word),
    };
    let mut found = Vec::new();
    for run in runs(row, &all) {
        let leads = |at: &WordAt| {
            let small = !is_capitalised(word(at));
            // `à La Rochelle`: its capital makes the article a part of the name.
            let own = wanted == Wanted::All && is_article(word(at)) && !words::starts_sentence(row, at.at.start);
            small || is_lead(word(at)) || is_none(word(at)) && !own
        };
        let divides = |n: usize| {
            let and = row[run[n - 1].at.end..run[n].at.start].contains('&');
            and && wanted == Wanted::People || !is_particle(word(&run[n])) && is_none(word(&run[n]))
        };
        let mut from = 0;
        while from < run.len() {
            if leads(&run[from]) {
                from += 1;
                continue;
            }
            let next = (from + 1..run.len()).find(|n| divides(*n)).unwrap_or(run.len());
            let mut end = next;
            while end > from + 1 && !is_capitalised(word(&run[end - 1])) {
                end -= 1;
            }
            let start = run[from].at.start;
            found.push(Named {
                text: &row[start..run[end - 1].at.end],
                start,
                words: end - from,
                first: words::starts_sentence(row, start),
                alone: all.len() == end - from,
            });
            from = next;
        }
    }
    found
}

/// The names of people in a row, as far as two words and their capitals tell.
pub(super) fn full_names(row: &str) -> impl Iterator<Item = Named<'_>> {
    names(row, Wanted::People).into_iter().filter(Named::is_full)
}

fn text_of<'a>(row: &'a str, run: &[WordAt]) -> &'a str {
    &row[run[0].at.start..run[run.len() - 1].at.end]
}

/// The runs of name words in a row, divided at roles: `Dorset Councillor Hugh Ormerod` is a county and a person.
fn runs<'a>(row: &str, all: &'a [WordAt]) -> Vec<&'a [WordAt]> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let end = end_of_run(row, all, at);
        found.extend(all[at..end].split(|word| is_role(&row[word.at.clone()])).filter(|run| !run.is_empty()));
        at = end.max(at + 1);
    }
    found
}

/// Where the run of name words that begins at the word `from` ends; `from` when none does.
fn end_of_run(row: &str, all: &[WordAt], from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    while at < all.len() {
        let word = &row[all[at].at.clone()];
        let joined = at == from || joins(row, &all[at - 1], &all[at]);
        if !joined || is_address(row, &all[at]) {
            break;
        }
        if is_capitalised(word) && !all[at].elided {
            end = at + 1;
        } else if end == from || !(is_particle(word) || is_capitalised(word)) || at + 1 - end > 2 {
            break;
        }
        at += 1;
    }
    end
}

/// The stretches of a run between its particles, when it has any.
fn parts<'a>(row: &str, run: &'a [WordAt]) -> Vec<&'a [WordAt]> {
    // `N'Diaye` is one, `d'Ormesson` is not.
    let is_capital = |word: &WordAt| is_capitalised(&row[word.at.clone()]);
    if run.iter().all(is_capital) {
        return Vec::new();
    }
    run.split(|word| !is_capital(word)).filter(|part| !part.is_empty()).collect()
}

/// What stands in quotation marks, when it begins with a capital.
fn quotations(row: &str) -> impl Iterator<Item = &str> {
    const MARKS: &[(char, char)] = &[('“', '”'), ('«', '»'), ('„', '“'), ('"', '"')];
    let opens = row.char_indices().filter_map(|(at, c)| {
        let (_, close) = MARKS.iter().find(|(open, _)| *open == c)?;
        let rest = &row[at + c.len_utf8()..];
        let content = rest[..rest.find(*close)?].trim();
        content.starts_with(char::is_uppercase).then_some(content)
    });
    opens.filter(|content| content.len() <= 80)
}

/// Whether two words with nothing but this between them may be of one name.
fn joins(row: &str, before: &WordAt, after: &WordAt) -> bool {
    let gap = &row[before.at.end..after.at.start];
    let short = || {
        let word = &row[before.at.clone()];
        word.chars().count() == 1 || is_lead(word)
    };
    gap.chars().all(|c| is_space(c) || c == '&' || is_apostrophe(c))
        // `J. Doe`, `Dr. Doe`, and `Rapid.Pace`.
        || gap == ". " && short()
        || gap == "."
}

fn is_address(row: &str, word: &WordAt) -> bool {
    let (before, word) = (&row[..word.at.start], &row[word.at.clone()]);
    word.contains('@')
        || word.starts_with("www.")
        || before.ends_with('@')
        || before.ends_with("://")
        || before.ends_with('/')
}

fn is_capitalised(word: &str) -> bool {
    word.contains(char::is_uppercase)
}
