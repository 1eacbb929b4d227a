//! The typography of a language: French capitals and ligatures that lost their marks, set phrases, the spaces
//! before punctuation; the English pronoun `i`.
//!
//! A rule stands here only where it is right nearly every time. Spaces are compared with what the transcript does
//! as a rule: one that has no no-break space at all is left alone.

use super::spacing::{Sign, Spaced, signs};
use super::{Analysis, Finding, Kind, Knowledge, Lexicon, Weight, each_line, goes_on};
use crate::jobs::Cancel;
use crate::language::Language;
use crate::language::words::{self, WordAt, words_of};
use crate::model::chars::{self, NARROW, NO_BREAK, is_apostrophe, is_hyphen};
use crate::model::{Message, Transcript, message};
use std::ops::Range;

/// See the head of this file.
pub static ANALYSIS: Analysis = Analysis { id: "typography", kinds: &[Kind::Typography], run, whole: None, reach: 1 };

fn run(t: &Transcript, rows: Range<usize>, knowledge: &Knowledge, cancel: &Cancel) -> Vec<Finding> {
    let lexicon = &knowledge.lexicon;
    let line_rule: fn(&Place, &mut Vec<Finding>) = match lexicon.language {
        Some(Language::French) => french,
        Some(Language::English) => english,
        _ => return Vec::new(),
    };
    each_line(t, rows, cancel, |row, line, out| {
        // Asked only where it matters: whether the top of the line is the middle of a sentence.
        let runs_on = || goes_on(t, row, line);
        let text = line.text.as_str();
        let pieces = words_of(text).collect();
        line_rule(&Place { row, text, pieces, runs_on: &runs_on, lexicon }, out);
        out.sort_by_key(|finding| (finding.row, finding.at.start));
    })
}

/// A line, and what its rules need to know.
struct Place<'a> {
    row: usize,
    text: &'a str,
    pieces: Vec<WordAt>,
    /// Whether the line goes on with the sentence of the line above.
    runs_on: &'a dyn Fn() -> bool,
    lexicon: &'a Lexicon,
}

impl Place<'_> {
    fn word(&self, n: usize) -> Option<&str> {
        self.pieces.get(n).map(|piece| &self.text[piece.at.clone()])
    }

    /// Whether only spaces stand between a piece and the next.
    fn joined(&self, n: usize) -> bool {
        let next = self.pieces.get(n + 1);
        next.is_some_and(|next| self.text[self.pieces[n].at.end..next.at.start].chars().all(char::is_whitespace))
    }

    fn starts_sentence(&self, n: usize) -> bool {
        let at = self.pieces[n].at.start;
        words::starts_sentence(self.text, at) && !(n == 0 && self.text[..at].trim().is_empty() && (self.runs_on)())
    }

    fn find(&self, at: Range<usize>, message: Message, fix: impl Into<String>) -> Finding {
        Finding::new(self.row, at, Kind::Typography, message).or([fix.into()]).weighing(Weight::Sure)
    }
}

fn english(place: &Place, out: &mut Vec<Finding>) {
    for piece in &place.pieces {
        let word = &place.text[piece.at.clone()];
        let tail = word.strip_prefix('i').filter(|tail| tail.is_empty() || tail.starts_with(is_apostrophe));
        let Some(tail) = tail else { continue };
        // `i.e.`, `i)` and `i=0` are something else.
        let apart = place.text[piece.at.end..].chars().next().is_none_or(|c| c.is_whitespace() || ",?!".contains(c));
        if apart {
            let fix = format!("I{tail}");
            out.push(place.find(piece.at.clone(), message!("why-pronoun-i"), fix));
        }
    }
}

fn french(place: &Place, out: &mut Vec<Finding>) {
    for (n, piece) in place.pieces.iter().enumerate() {
        let word = &place.text[piece.at.clone()];
        if piece.elided || place.lexicon.is_confirmed(word) {
            continue;
        }
        let found = cedilla(place, n, word)
            .or_else(|| a_with_grave(place, n, word))
            .or_else(|| accented_capital(place, piece, word))
            .or_else(|| ligature(place, piece, word))
            .or_else(|| five_or_six(place, n, word))
            .or_else(|| phrase(place, n));
        out.extend(found);
    }
    spaces(place, out);
}

/// `Ca va` → `Ça va`.
fn cedilla(place: &Place, n: usize, word: &str) -> Option<Finding> {
    let fix = match word {
        // Not calcium: in a formula a digit follows, or more of it.
        "Ca" if place.joined(n) && place.word(n + 1).is_some_and(|next| next.starts_with(char::is_lowercase)) => "Ça",
        "Ca" if place.starts_sentence(n) => "Ça",
        "ca" if !place.lexicon.knows("ca") => "ça",
        _ => return None,
    };
    Some(place.find(place.pieces[n].at.clone(), message!("why-cedilla", fix = fix), fix))
}

/// What may follow the preposition `À` at the start of a sentence, where the verb `a` does not stand.
const AFTER_A: &str = "\
    la l' ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs un une des quel quelle quels \
    quelles qui quoi chaque tous toutes tout part partir propos travers bientôt demain jeudi vendredi samedi dimanche \
    lundi mardi mercredi plus tout moins côté droite gauche peine présent nouveau noter savoir suivre force mesure \
    cause condition défaut terme long court moyen première vrai vue domicile table cheval pied vélo bord base mi deux \
    trois quatre cinq six sept huit neuf dix midi minuit aucun certains certaines partout titre destination \
    lire écouter voir croire entendre jamais toi moi lui elle eux nous vous";

/// `A partir de` → `À partir de`.
fn a_with_grave(place: &Place, n: usize, word: &str) -> Option<Finding> {
    if word != "A" || !place.joined(n) || !place.starts_sentence(n) {
        return None;
    }
    let next = place.word(n + 1)?;
    let fits = AFTER_A.split_ascii_whitespace().any(|fitting| is_same(next, fitting));
    // `A Paris`, `A 20 heures`; `A B` is a list of letters.
    let place_or_number =
        next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && next.chars().count() > 1;
    let fix = || place.find(place.pieces[n].at.clone(), message!("why-a-grave"), "À");
    (fits || place_or_number).then(fix)
}

/// Letters that lose their accent as capitals.
const ACCENTED: &[(char, &[char])] =
    &[('E', &['É', 'È', 'Ê']), ('A', &['Â', 'À']), ('I', &['Î']), ('O', &['Ô']), ('C', &['Ç']), ('U', &['Û'])];

/// `Etats` → `États`, where the dictionary knows only the second.
fn accented_capital(place: &Place, piece: &WordAt, word: &str) -> Option<Finding> {
    let mut chars = word.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let (_, accented) = ACCENTED.iter().find(|(plain, _)| *plain == first)?;
    // Without accents in full capitals is a choice.
    if !rest.starts_with(char::is_lowercase) || place.lexicon.knows(word) {
        return None;
    }
    let fix = accented.iter().map(|first| format!("{first}{rest}")).find(|word| place.lexicon.knows(word))?;
    // `Edith`: people choose how their name is written.
    let is_name = !place.lexicon.knows(&fix.to_lowercase()) && !fix.contains(is_hyphen);
    let weight = if is_name { Weight::Doubtful } else { Weight::Sure };
    Some(place.find(piece.at.clone(), message!("why-accent", fix = &fix), fix).weighing(weight))
}

/// `coeur` → `cœur`, where the dictionary knows only the second.
fn ligature(place: &Place, piece: &WordAt, word: &str) -> Option<Finding> {
    if !["oe", "Oe", "OE"].iter().any(|letters| word.contains(letters)) || place.lexicon.knows(word) {
        return None;
    }
    let fix = word.replace("oe", "œ").replace("Oe", "Œ").replace("OE", "Œ");
    let known = place.lexicon.knows(&fix);
    known.then(|| place.find(piece.at.clone(), message!("why-ligature", fix = &fix), fix))
}

/// `cinq si personnes` → `cinq-six personnes`.
fn five_or_six(place: &Place, n: usize, word: &str) -> Option<Finding> {
    let five = word.eq_ignore_ascii_case("cinq");
    if !five || place.word(n + 1) != Some("si") || !place.joined(n) || !place.joined(n + 1) {
        return None;
    }
    let noun = place.word(n + 2)?;
    // A plural that a condition does not begin with.
    let plural = noun.chars().count() > 2 && noun.ends_with(['s', 'x']) && noun.starts_with(char::is_lowercase);
    if !plural || place.lexicon.is_function_word(noun) || !place.lexicon.knows(noun) {
        return None;
    }
    let at = place.pieces[n].at.start..place.pieces[n + 1].at.end;
    let fix = format!("{word}-six");
    Some(place.find(at, message!("why-five-or-six", noun = noun, fix = &fix), fix))
}

/// Set phrases, as they are misheard and as they are written.
const PHRASES: &[(&[&str], &str)] = &[
    (&["ayants", "droits"], "ayants droit"),
    (&["ayant", "droits"], "ayants droit"),
    (&["ayants-droits"], "ayants droit"),
    (&["ayant-droits"], "ayants droit"),
    (&["ayants-droit"], "ayants droit"),
    (&["c'", "est", "à", "dire"], "c'est-à-dire"),
    (&["vis", "à", "vis"], "vis-à-vis"),
    (&["quelque", "soit"], "quel que soit"),
];

fn phrase(place: &Place, n: usize) -> Option<Finding> {
    // An elided word begins a phrase, but is skipped by the rules for words: look one back.
    let from = if n > 0 && place.pieces[n - 1].elided { n - 1 } else { n };
    [from, n].into_iter().find_map(|from| {
        let (phrase, right) = PHRASES.iter().find(|(phrase, _)| {
            phrase.iter().enumerate().all(|(ahead, part)| {
                place.word(from + ahead).is_some_and(|word| is_same(word, part))
                    && (ahead + 1 == phrase.len() || place.joined(from + ahead))
            })
        })?;
        let at = place.pieces[from].at.start..place.pieces[from + phrase.len() - 1].at.end;
        let capital = place.text[at.clone()].starts_with(char::is_uppercase);
        let mut fix = (*right).to_owned();
        if capital && let Some(first) = fix.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Some(place.find(at, message!("why-phrase", right = *right), fix))
    })
}

/// Whether a word is a lower-case one, whatever its case and its apostrophe.
fn is_same(word: &str, lower: &str) -> bool {
    chars::lower(word) == lower
}

/// Signs that are set apart otherwise than the transcript does as a rule.
fn spaces(place: &Place, out: &mut Vec<Finding>) {
    let Spaced { no_break, narrow, plain, none } = place.lexicon.profile.spaced;
    let kept = no_break + narrow;
    let (kind, wanted): (_, &[char]) = if kept > 2 * (plain + none) {
        (message!("space-no-break"), &[NO_BREAK, NARROW])
    } else if plain > 8 * (kept + none) {
        (message!("space-plain"), &[' ', NO_BREAK, NARROW])
    } else {
        return;
    };
    for Sign { sign, space } in signs(place.text) {
        let found = &place.text[space.clone()];
        let mut chars = found.chars();
        if chars.next().is_some_and(|c| wanted.contains(&c)) && chars.next().is_none() {
            continue;
        }
        // A line that was broken there needs no space.
        if found.contains('\n') || (wanted.len() == 3 && !found.is_empty()) {
            continue;
        }
        let with = if wanted.len() == 3 {
            ' '
        } else if narrow > no_break && sign != ':' {
            NARROW
        } else {
            NO_BREAK
        };
        let message = match sign {
            '«' => message!("why-space-follows", space = kind.clone(), sign = sign),
            _ => message!("why-space-before", space = kind.clone(), sign = sign),
        };
        out.push(place.find(space, message, with));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::{fixed, french, knowledge_of, spoken};

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let t = french(lines);
        let findings = run(&t, 0..t.lines.len(), &knowledge_of(&t), &Cancel::default());
        assert_eq!(fixed(&t, &findings), expected);
    }

    #[test]
    fn marks_that_a_recogniser_forgets() {
        check(&["-Ca va bien.", "Mais Ca suffit, ca va"], &["0 Ca → Ça", "1 Ca → Ça", "1 ca → ça"]);
        check(
            &["Aux Etats-Unis, l'Etat. Evidemment, l'Ecole", "Ile de Ré"],
            &[
                "0 Etats-Unis → États-Unis",
                "0 Etat → État",
                "0 Evidemment → Évidemment",
                "0 Ecole → École",
                "1 Ile → Île",
            ],
        );
        check(
            &["Au coeur de l'oeuvre, mise en Oeuvre", "OEUVRE"],
            &["0 coeur → cœur", "0 oeuvre → œuvre", "0 Oeuvre → Œuvre", "1 OEUVRE → ŒUVRE"],
        );
        check(&["A partir de là. A Lyon, A l'heure"], &["0 A → À", "0 A → À"]);
    }

    #[test]
    fn set_phrases() {
        check(
            &["Les ayants droits, c'est à dire cinq si personnes", "Quelque soit le jour"],
            &[
                "0 ayants droits → ayants droit",
                "0 c'est à dire → c'est-à-dire",
                "0 cinq si → cinq-six",
                "1 Quelque soit → Quel que soit",
            ],
        );
    }

    #[test]
    fn false_friends_are_left_alone() {
        check(
            &[
                "Le Ca2+ et le CA de l'année, c'est ça.",
                "Il y en a. A-t-il parlé ? Le plan A fonctionne.",
                "La moelle, le coefficient, la poésie, Noël.",
                "ETATS GENERAUX, ECOLE",
                "Il en veut cinq si tu es là, et cinq si possible.",
                "il a vu qu'il est",
                "A et B sont deux points. Emma, Irène et Olga.",
            ],
            &[],
        );
    }

    #[test]
    fn a_line_that_goes_on_starts_no_sentence() {
        check(&["Le plan", "A Paris"], &[]);
        check(&["Le plan.", "A Paris"], &["1 A → À"]);
    }

    #[test]
    fn spaces_follow_the_rule_of_the_transcript() {
        let rule = "Oui\u{a0}! Non\u{a0}? «\u{a0}Bien\u{a0}»";
        check(&[rule, rule, "Quoi ?", "Quoi?", "À 12:30 ?!"], &["2   → \u{a0}", "3  → \u{a0}", "4   → \u{a0}"]);
        // Consistent without no-break spaces, or without any: a choice.
        check(&["Oui ! Non ?", "Quoi ?"], &[]);
        check(&["Oui! Non?", "Quoi?"], &[]);
        check(&["Oui ! Non ? Oui !", "Ah ! Oh ! Eh !", "Tiens ! Ha ! Bon !", "Quoi?"], &["3  →  "]);
    }

    #[test]
    fn an_english_i_is_a_capital() {
        let t = spoken("en", &["and i think i'm late, i.e. now", "x = i)"]);
        let findings = run(&t, 0..2, &knowledge_of(&t), &Cancel::default());
        assert_eq!(fixed(&t, &findings), ["0 i → I", "0 i'm → I'm"]);
    }
}
