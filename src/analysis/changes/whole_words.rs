//! What became of a text in whole words, as a person reads it: `Rapid Space` that became `Rapid.Space`, and not a space
//! that became a point; a name with what leans on it, `de Impleon` that became `d'Ampleon`.

use super::correction::How;
use super::origin::Joined;
use super::words::parts;
use crate::language::words::words_of;
use crate::model::GlossaryEntry;
use crate::model::chars::{is_apostrophe, lower};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of a text that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Its bytes in the old text.
    pub old: Range<usize>,
    /// Its bytes in the new text.
    pub new: Range<usize>,
    /// [`How::Name`] where a right form of the glossary stands now; the rest is for others to say.
    pub how: Option<How>,
    /// Spaces where lines were cut anew, which are no correction.
    cut: bool,
}

/// What became of the old lines in the new ones.
pub(super) fn changes(old: &Joined, new: &Joined, right: &GlossaryForms) -> Vec<Change> {
    let raw = parts(&old.text, &new.text).into_iter().filter(|part| !part.same).map(|part| {
        let blank = old.text[part.old.clone()].trim().is_empty() && new.text[part.new.clone()].trim().is_empty();
        let cut = blank && (old.is_joint(&part.old) || new.is_joint(&part.new));
        Change { old: part.old, new: part.new, how: None, cut }
    });
    let (old, new) = (old.text.as_str(), new.text.as_str());
    let mut all = with_names(old, new, raw.collect(), right);
    widen(old, new, &mut all);
    all.retain(|change| !change.cut);
    all
}

/// The right forms of a glossary, the longest first.
pub(super) struct GlossaryForms {
    forms: Vec<(String, Vec<String>)>,
}

impl GlossaryForms {
    pub(super) fn of(entries: &[Arc<GlossaryEntry>]) -> GlossaryForms {
        let mut forms = Vec::new();
        let mut alone: HashSet<&str> = HashSet::new();
        for entry in entries {
            forms.push((entry.form.clone(), entry.heard.iter().map(|heard| lower(heard).into_owned()).collect()));
            // Of `Héloïse Brandt` each word may have been put right alone.
            alone.extend(entry.form.split_whitespace().filter(|word| word.contains(char::is_uppercase)));
        }
        let known: HashSet<&str> = entries.iter().map(|entry| entry.form.as_str()).collect();
        let mut alone: Vec<&str> = alone.into_iter().filter(|word| !known.contains(word)).collect();
        alone.sort_unstable();
        forms.extend(alone.into_iter().map(|word| (word.to_owned(), Vec::new())));
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        GlossaryForms { forms }
    }
}

/// The changes, those that made one name brought together.
fn with_names(old: &str, new: &str, raw: Vec<Change>, right: &GlossaryForms) -> Vec<Change> {
    let mut all = raw;
    for (form, heard) in &right.forms {
        let shouted = form.to_uppercase();
        let twice = (shouted != *form).then_some(shouted.as_str());
        for written in std::iter::once(form.as_str()).chain(twice).filter(|written| !written.is_empty()) {
            for (at, _) in new.match_indices(written) {
                let Some(end) = end_of_name(new, at, at + written.len()) else { continue };
                let touched = |change: &Change| change.new.start < end && change.new.end > at;
                let Some(first) = all.iter().position(touched) else { continue };
                let last = all.iter().rposition(touched).unwrap_or(first);
                let among = &all[first..=last];
                if among.iter().any(|change| change.how.is_some()) || among.iter().all(|change| change.cut) {
                    continue;
                }
                let name = NameInText { old, new, at: at..end, form: written, heard };
                if let Some((rows, change)) = name.grown(&all, first..last + 1) {
                    all.splice(rows, [change]);
                }
            }
        }
    }
    all
}

/// Where a name that stands at `at..end` ends, its plural or genitive included; `None` within a word.
fn end_of_name(text: &str, at: usize, end: usize) -> Option<usize> {
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = &text[end..];
    let tail: usize = rest.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    match &rest[..tail] {
        "" => Some(end),
        "s" | "S" => Some(end + tail),
        _ => None,
    }
}

/// A right form in the new text.
struct NameInText<'a> {
    old: &'a str,
    new: &'a str,
    at: Range<usize>,
    form: &'a str,
    heard: &'a [String],
}

impl NameInText<'_> {
    /// The change that made the name out of some of them, and which those are; `None` when it was no name.
    fn grown(&self, all: &[Change], touched: Range<usize>) -> Option<(Range<usize>, Change)> {
        let mut which = touched;
        let mut change = self.spanning(all, &which);
        if !self.is_name(&change) {
            // What was heard may be longer than what differs at first sight.
            let near =
                |a: &Range<usize>, b: &Range<usize>, text: &str| text[a.end.min(b.start)..b.start].trim().is_empty();
            let before = which.start.checked_sub(1).filter(|&n| all[n].how.is_none());
            if let Some(n) = before.filter(|&n| near(&all[n].new, &change.new, self.new)) {
                which.start = n;
            }
            let after = all.get(which.end).filter(|next| next.how.is_none());
            if after.is_some_and(|next| near(&change.new, &next.new, self.new)) {
                which.end += 1;
            }
            change = self.spanning(all, &which);
            if !self.is_name(&change) {
                return None;
            }
        }
        if let Some(n) = which.start.checked_sub(1)
            && self.leans(&all[n], &change)
        {
            which.start = n;
            change = self.spanning(all, &which);
        }
        Some((which, Change { how: Some(How::Name), ..change }))
    }

    /// The name and these changes as one.
    fn spanning(&self, all: &[Change], which: &Range<usize>) -> Change {
        let (first, last) = (&all[which.start], &all[which.end - 1]);
        // What lies before the first change and behind the last is the same in both texts.
        let (ahead, behind) = (first.new.start.saturating_sub(self.at.start), self.at.end.saturating_sub(last.new.end));
        let old = first.old.start - ahead..last.old.end + behind;
        Change { old, new: first.new.start - ahead..last.new.end + behind, how: None, cut: false }
    }

    /// Whether it became the name and nothing else, or was a form in which the name was heard.
    fn is_name(&self, change: &Change) -> bool {
        let now = &self.new[change.new.clone()];
        if let Some(before) = now.find(self.form).map(|at| now[..at].trim())
            && now.trim_end().len() <= now.find(self.form).unwrap_or(0) + self.at.len()
            && (before.is_empty() || before.ends_with(is_apostrophe) || matches!(before, "de" | "que" | "jusque"))
        {
            return true;
        }
        let was = lower(&self.old[change.old.clone()]);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        self.heard.iter().filter(|heard| !heard.is_empty()).any(|heard| {
            was.match_indices(heard.as_str()).any(|(at, _)| {
                let rest = &was[at + heard.len()..];
                !letter(was[..at].chars().next_back()) && !letter(rest.strip_prefix('s').unwrap_or(rest).chars().next())
            })
        })
    }

    /// Whether a change is what leans on the name behind it: `de` that became `d'`, an article that went.
    fn leans(&self, before: &Change, name: &Change) -> bool {
        if before.how.is_some() || !self.new[before.new.end..name.new.start].trim().is_empty() {
            return false;
        }
        let bare = |text: &str| text.trim().to_lowercase().trim_end_matches(is_apostrophe).to_owned();
        let (was, now) = (&self.old[before.old.clone()], &self.new[before.new.clone()]);
        let elided = was.trim().ends_with(is_apostrophe) || now.trim().ends_with(is_apostrophe);
        let (was, now) = (bare(was), bare(now));
        elided && was.len().max(now.len()) <= 6 && (was.starts_with(&now) || now.starts_with(&was))
    }
}

/// Widens changes to whole words, where they are marks and spaces alone, or joined words and set them apart.
fn widen(old: &str, new: &str, all: &mut Vec<Change>) {
    let mut out: Vec<Change> = Vec::with_capacity(all.len());
    for (n, change) in all.iter().enumerate() {
        let mut wide = change.clone();
        let ends = all.get(n + 1).map_or((old.len(), new.len()), |next| (next.old.start, next.new.start));
        let spoken = old[wide.old.clone()].contains(char::is_alphanumeric)
            || new[wide.new.clone()].contains(char::is_alphanumeric);
        let left = !change.cut && (!spoken || joined_before(old, &wide.old) != joined_before(new, &wide.new));
        let right = !change.cut && (!spoken || joined_behind(old, &wide.old) != joined_behind(new, &wide.new));
        let solid =
            |text: &str| -> usize { text.chars().rev().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum() };
        let from = out.last().map_or(0, |last| last.new.end);
        let ahead = if left { solid(&new[from.min(wide.new.start)..wide.new.start]) } else { 0 };
        let behind: usize = match right {
            true => new[wide.new.end..ends.1].chars().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum(),
            false => 0,
        };
        wide.old = wide.old.start - ahead..wide.old.end + behind;
        wide.new = wide.new.start - ahead..wide.new.end + behind;
        match out.last_mut() {
            // Nothing lies between the two, and one of them reaches out to the other.
            Some(last)
                if !wide.cut
                    && last.new.end >= wide.new.start
                    && last.old.end >= wide.old.start
                    && (left || reaches(old, new, last)) =>
            {
                (last.old.end, last.new.end) = (wide.old.end, wide.new.end);
                last.how = last.how.or(wide.how);
                last.cut = false;
            }
            _ => out.push(wide),
        }
    }
    *all = out;
}

/// Whether a change joined its end to what follows, or set it apart.
fn reaches(old: &str, new: &str, change: &Change) -> bool {
    joined_behind(old, &change.old) != joined_behind(new, &change.new)
}

/// Whether a range hangs together with what stands before it.
fn joined_before(text: &str, at: &Range<usize>) -> bool {
    let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    solid(text[..at.start].chars().next_back()) && solid(text[at.start..].chars().next())
}

/// Whether a range hangs together with what stands behind it.
fn joined_behind(text: &str, at: &Range<usize>) -> bool {
    let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    solid(text[..at.end].chars().next_back()) && solid(text[at.end..].chars().next())
}

/// The words of a text as they are counted: runs between spaces that hold a letter or a digit, without the marks
/// around them.
pub(super) fn counted(text: &str) -> Vec<&str> {
    let bare = |word: &'_ str| -> Option<Range<usize>> {
        let start = word.find(char::is_alphanumeric)?;
        let end = word.char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map(|(at, c)| at + c.len_utf8())?;
        Some(start..end)
    };
    text.split_whitespace().filter_map(|word| bare(word).map(|at| &word[at])).collect()
}

/// Whether two texts have the same words, but for capitals, ligatures and the accent of a capital: what tells them
/// apart is typography.
pub(super) fn differ_in_typography(old: &str, new: &str) -> bool {
    let words = |text: &str| -> Vec<String> { words_of(text).map(|piece| set(&text[piece.at])).collect() };
    words(old) == words(new)
}

/// A word without what typography adds to it.
fn set(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(word.len());
    let capital = word.starts_with(char::is_uppercase);
    let mut letters = word.nfc();
    if let Some(first) = letters.next() {
        let bare = std::iter::once(first).nfd().next().filter(|_| capital).unwrap_or(first);
        push(bare, &mut out);
    }
    letters.for_each(|c| push(c, &mut out));
    out
}

fn push(c: char, out: &mut String) {
    match c {
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        c if is_apostrophe(c) => out.push('\''),
        c => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Line, Lines};

    /// Each change as `old→new`, names behind a star.
    fn show(old: &str, new: &str, glossary: &str) -> String {
        let joined = |text: &str| Joined::of(&std::iter::once(Line::new(text)).collect::<Lines>(), 0..1);
        let (glossary, _) = crate::glossary::read(glossary);
        let found = changes(
            &joined(old),
            &joined(new),
            &GlossaryForms::of(&glossary.into_iter().map(Arc::new).collect::<Vec<_>>()),
        );
        let one = |change: &Change| {
            let star = if change.how.is_some() { "*" } else { "" };
            format!("{star}{}→{}", &old[change.old.clone()], &new[change.new.clone()])
        };
        found.iter().map(one).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn changes_are_whole_words_and_whole_names() {
        for (old, new, glossary, expected) in [
            ("avec Rapid Space ici", "avec Rapid.Space ici", "", "Rapid Space→Rapid.Space"),
            ("avec Rapid Space ici", "avec Rapid.Space ici", "Rapid.Space = Rapid Space", "*Rapid Space→Rapid.Space"),
            ("yes, so", "yes so", "", "yes,→yes"),
            ("Ca va ?", "Ça va\u{a0}?", "", "Ca→Ça|va ?→va\u{a0}?"),
            ("de Héloïse", "d'Héloïse", "", "de Héloïse→d'Héloïse"),
            ("chef de Impleon.", "chef d'Ampleon.", "", "de Impleon→d'Ampleon"),
            ("chef de Impleon.", "chef d'Ampleon.", "Ampleon = Impleon", "*de Impleon→d'Ampleon"),
            ("chef d'Ampleon.", "chef de Kampleon.", "Kampleon = Ampleon", "*d'Ampleon→de Kampleon"),
            ("de Soutbis's hier", "de Sotheby's's hier", "Sotheby's = Soutbis", "*Soutbis's→Sotheby's's"),
            (
                "des Wooden Data Centers ici",
                "des Woodendatacenters ici",
                "Woodendatacenter = wooden data center",
                "*Wooden Data Centers→Woodendatacenters",
            ),
            (
                "avec Eloise Brant",
                "avec Héloïse Brandt",
                "Héloïse Brandt = Eloise Brant",
                "*Eloise Brant→Héloïse Brandt",
            ),
            ("avec Brant", "avec Brandt", "Héloïse Brandt = Eloise Brant", "*Brant→Brandt"),
            ("un deux trois", "Lefebvre est venu", "Lefebvre", "un deux trois→Lefebvre est venu"),
            ("JEAN DUPOND", "JEAN DUPONT", "Jean Dupont = Jean Dupond", "*JEAN DUPOND→JEAN DUPONT"),
            ("d'Lefèbre, oui", "d'Lefebvre, oui", "", "Lefèbre→Lefebvre"),
            ("oui", "- oui", "", "oui→- oui"),
        ] {
            assert_eq!(show(old, new, glossary), expected, "{glossary}");
        }
    }

    #[test]
    fn typography_is_known() {
        for (old, new, expected) in [
            ("coeur", "cœur", true),
            ("Ca", "Ça", true),
            ("etat", "État", true),
            ("Etat", "État", true),
            ("a", "à", false),
            ("va ?", "va\u{a0}?", true),
            ("Moo Flow", "Mooflow", false),
            ("oui", "- Oui", true),
        ] {
            assert_eq!(differ_in_typography(old, new), expected, "{old} {new}");
        }
    }
}
