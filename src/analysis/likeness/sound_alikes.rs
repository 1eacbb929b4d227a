//! Words of a dictionary that sound like one that is in none.
//!
//! Hunspell suggests by letters; what a recogniser writes is alike by ear. A Hunspell dictionary lists stems, and its
//! rules say how each is inflected: [`SoundAlikes`] keeps the stems with a code of their sound, finds those that are
//! near, and inflects only these. So it takes a few megabytes where all forms would take many.

use super::sound::{self, Code, Ear};
use super::{Comparer, Form, Likeness, letter_bytes};
use crate::analysis::thresholds;
use std::collections::HashMap;

/// Stems past this many are left out: no spoken language has so many, and memory is bounded.
const STEMS: usize = 400_000;
/// Stems that are inflected for a word.
const INFLECTED: usize = 120;
/// Forms of one stem, at most: what was meant may be another word.
const FORMS: usize = 3;

/// English spellings that the rules for names, which come from many languages, read otherwise.
const ENGLISH: &[(&str, &str)] = &[("chr", "kr"), ("zz", "z")];
/// The same where a word begins.
const ENGLISH_BEGINNINGS: &[(&str, &str)] =
    &[("psych", "syk"), ("ps", "s"), ("pn", "n"), ("kn", "n"), ("wr", "r"), ("gn", "n")];

/// The stems of a dictionary by their sound.
pub(crate) struct SoundAlikes {
    ear: Ear,
    /// The list of words as it was read, in which the stems lie.
    list: String,
    stems: Vec<Stem>,
    /// The codes of all stems, one behind the other.
    codes: Vec<u8>,
    suffixes: Suffixes,
}

/// A stem, its flags and its code, by where they lie.
struct Stem {
    at: u32,
    code: u32,
    /// The sounds that it has: a bit each.
    sounds: u32,
    len: u8,
    flags: u8,
    code_len: u8,
}

impl SoundAlikes {
    /// Makes the stems of a dictionary ready. Takes some hundredths of a second.
    pub(crate) fn new(ear: Ear, rules: &str, list: String) -> SoundAlikes {
        let suffixes = Suffixes::read(rules);
        let (mut stems, mut codes) = (Vec::new(), Vec::new());
        // The first line says how many there are.
        for line in list.lines().skip(1) {
            let entry = line.split(['\t', ' ']).next().unwrap_or("");
            let (stem, flags) = entry.split_once('/').unwrap_or((entry, ""));
            let (Ok(len), Ok(flags)) = (u8::try_from(stem.len()), u8::try_from(flags.len())) else { continue };
            if stems.len() == STEMS || !stem.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'')) {
                continue;
            }
            let code = code(stem, ear);
            let Ok(code_len) = u8::try_from(code.len()) else { continue };
            if code.len() < 2 || suffixes.may_not_be_suggested(&entry[entry.len() - usize::from(flags)..]) {
                continue;
            }
            let at = stem.as_ptr() as usize - list.as_ptr() as usize;
            let sounds = sounds(&code);
            stems.push(Stem { at: at as u32, code: codes.len() as u32, sounds, len, flags, code_len });
            codes.extend(code);
        }
        SoundAlikes { ear, list, stems, codes, suffixes }
    }

    /// Forms that sound like a word, with how alike they are, the likest first; `most` at most. `knows` says whether
    /// the dictionary has a form.
    pub(crate) fn like(&self, word: &str, most: usize, knows: impl Fn(&str) -> bool) -> Vec<(String, f32)> {
        let ways = self.ways(word);
        let said = self.form(word);
        let heard = Comparer::new(&said);
        let mut near: Vec<(f32, usize)> = Vec::new();
        for (at, stem) in self.stems.iter().enumerate() {
            let code = &self.codes[stem.code as usize..][..stem.code_len.into()];
            let best = ways.iter().map(|way| begins_alike(way, code, stem.sounds)).fold(0.0, f32::max);
            if best >= thresholds::STEM {
                near.push((best, at));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(INFLECTED);
        let mut found: Vec<(String, f32)> = Vec::new();
        for (_, at) in near {
            let stem = &self.stems[at];
            let (from, to) = (stem.at as usize, stem.at as usize + usize::from(stem.len));
            let flags = if stem.flags > 0 { &self.list[to + 1..][..stem.flags.into()] } else { "" };
            let mut forms: Vec<(String, f32)> = Vec::new();
            self.suffixes.each_form(&self.list[from..to], flags, |form| {
                // A genitive is no other word.
                let is_genitive = form.ends_with("'s") && !word.ends_with("'s");
                let alike = heard.likeness(&self.form(form), thresholds::INFLECTED_FORM).score;
                if alike >= thresholds::INFLECTED_FORM && !is_genitive {
                    forms.push((form.to_owned(), alike));
                }
            });
            forms.sort_by(|a, b| b.1.total_cmp(&a.1));
            let is_new = |(form, _): &(String, f32)| !found.iter().any(|(known, _)| known == form) && knows(form);
            let forms: Vec<_> = forms.into_iter().filter(is_new).take(FORMS).collect();
            found.extend(forms);
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }

    /// How alike two words are, by their letters and by their sound.
    pub(crate) fn alike(&self, word: &str, other: &str) -> Likeness {
        Comparer::new(&self.form(word)).likeness(&self.form(other), 0.0)
    }

    fn form(&self, word: &str) -> Form {
        let mut form = Form { letters: letter_bytes(word), ..Form::default() };
        match self.ear {
            Ear::French => form.french = self.ways(word),
            Ear::English => form.english = self.ways(word),
        }
        form
    }

    /// The ways in which a word may sound.
    fn ways(&self, word: &str) -> Vec<Code> {
        let code = code(word, self.ear);
        let twin = sound::without_nasals(&code);
        std::iter::once(code).chain(twin).filter(|code| !code.is_empty()).collect()
    }
}

/// How a word sounds.
fn code(word: &str, ear: Ear) -> Code {
    if ear != Ear::English {
        return sound::code(word, ear);
    }
    let mut word = word.to_lowercase();
    if let Some((begin, with)) = ENGLISH_BEGINNINGS.iter().find(|(begin, _)| word.starts_with(begin)) {
        word.replace_range(..begin.len(), with);
    }
    for (letters, with) in ENGLISH {
        if word.contains(letters) {
            word = word.replace(letters, with);
        }
    }
    sound::code(&word, ear)
}

/// A bit a sound; vowels, which are easily misheard, are left out.
fn sounds(code: &[u8]) -> u32 {
    code.iter().filter(|sound| !b"aeiouy2@AIO".contains(sound)).fold(0, |bits, sound| bits | 1 << (sound & 31))
}

/// How alike two codes are but for their ends, which inflection changes.
fn begins_alike(word: &[u8], stem: &[u8], sounds_of_stem: u32) -> f32 {
    // A quick look first: most stems have other consonants.
    let differ = (sounds(word) ^ sounds_of_stem).count_ones() as usize;
    let shorter = word.len().min(stem.len());
    if differ > 1 + shorter / 2 || word.len().abs_diff(stem.len()) > 4 {
        return 0.0;
    }
    let whole = sound::likeness(word, stem, thresholds::STEM);
    // An ending is one or two sounds, of the word, of the stem or of both.
    let kept = shorter.saturating_sub(usize::from(word.len() == stem.len()));
    if kept < 3 {
        return whole;
    }
    whole.max(sound::likeness(&word[..kept], &stem[..kept], thresholds::STEM) - thresholds::OTHER_END)
}

/// How a dictionary inflects at the end of a stem.
struct Suffixes {
    flags: Flags,
    by_flag: HashMap<String, Vec<Suffix>>,
    /// Numbers in the list of words that stand for several flags.
    aliases: Vec<String>,
    /// The flag of words that nobody wants to have suggested.
    unwanted: Option<String>,
}

/// How flags are written.
#[derive(Clone, Copy, PartialEq)]
enum Flags {
    Letters,
    Pairs,
    Numbers,
}

/// One way to inflect.
struct Suffix {
    strip: String,
    add: String,
    /// What the stem ends in.
    condition: Vec<Unit>,
}

/// One letter of a condition: one of some, or none of them.
struct Unit {
    letters: String,
    is_not: bool,
}

impl Suffixes {
    fn read(rules: &str) -> Suffixes {
        let mut suffixes =
            Suffixes { flags: Flags::Letters, by_flag: HashMap::new(), aliases: Vec::new(), unwanted: None };
        for line in rules.lines() {
            let mut words = line.split_whitespace();
            match (words.next(), words.next(), words.next(), words.next(), words.next()) {
                (Some("FLAG"), Some("long"), ..) => suffixes.flags = Flags::Pairs,
                (Some("FLAG"), Some("num"), ..) => suffixes.flags = Flags::Numbers,
                (Some("NOSUGGEST"), Some(flag), ..) => suffixes.unwanted = Some(flag.to_owned()),
                (Some("AF"), Some(flags), ..) => suffixes.aliases.push(flags.to_owned()),
                (Some("SFX"), Some(flag), Some(strip), Some(add), condition) => {
                    // The head of a table has no condition, but a number where a letter is added.
                    let is_head = condition.is_none() && matches!(strip, "Y" | "N");
                    let add = add.split('/').next().unwrap_or("");
                    let plain = |part: &str| if part == "0" { String::new() } else { part.to_owned() };
                    if !is_head {
                        let condition = units(condition.unwrap_or("."));
                        let suffix = Suffix { strip: plain(strip), add: plain(add), condition };
                        suffixes.by_flag.entry(flag.to_owned()).or_default().push(suffix);
                    }
                }
                _ => {}
            }
        }
        // The first of the aliases says how many there are.
        if !suffixes.aliases.is_empty() {
            suffixes.aliases.remove(0);
        }
        suffixes
    }

    /// Calls `take` with the stem and each of its forms.
    fn each_form(&self, stem: &str, flags: &str, mut take: impl FnMut(&str)) {
        take(stem);
        for flag in self.flags_of(flags) {
            for suffix in self.by_flag.get(flag).into_iter().flatten() {
                let Some(rest) = stem.strip_suffix(suffix.strip.as_str()) else { continue };
                if ends_in(stem, &suffix.condition) {
                    take(&format!("{rest}{}", suffix.add));
                }
            }
        }
    }

    fn may_not_be_suggested(&self, flags: &str) -> bool {
        self.unwanted.as_ref().is_some_and(|unwanted| self.flags_of(flags).any(|flag| flag == unwanted))
    }

    fn flags_of<'f>(&'f self, flags: &'f str) -> impl Iterator<Item = &'f str> {
        let alias = flags.parse::<usize>().ok().and_then(|at| self.aliases.get(at.checked_sub(1)?));
        self.split(alias.map_or(flags, String::as_str)).into_iter()
    }

    fn split<'f>(&self, flags: &'f str) -> Vec<&'f str> {
        if self.flags == Flags::Numbers {
            return flags.split(',').collect();
        }
        let size = if self.flags == Flags::Pairs { 2 } else { 1 };
        let starts: Vec<usize> = flags.char_indices().map(|(at, _)| at).step_by(size).chain([flags.len()]).collect();
        starts.windows(2).map(|pair| &flags[pair[0]..pair[1]]).collect()
    }
}

/// The letters of a condition: `[^aeiou]y` has two.
fn units(condition: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut chars = condition.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let (letters, is_not) = inside.strip_prefix('^').map_or((&*inside, false), |rest| (rest, true));
                units.push(Unit { letters: letters.to_owned(), is_not });
            }
            '.' => units.push(Unit { letters: String::new(), is_not: true }),
            c => units.push(Unit { letters: c.to_string(), is_not: false }),
        }
    }
    // “.” alone is no condition at all.
    if condition == "." { Vec::new() } else { units }
}

fn ends_in(stem: &str, condition: &[Unit]) -> bool {
    let mut letters = stem.chars().rev();
    condition.iter().rev().all(|unit| letters.next().is_some_and(|c| unit.letters.contains(c) != unit.is_not))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_inflected_as_the_rules_say() {
        let letters =
            "SFX V Y 2\nSFX V e ive e\nSFX V 0 ive/X [^e]\nSFX S Y 2\nSFX S y ies [^aeiou]y\nSFX S 0 s [aeiou]y\n";
        let pairs = "FLAG long\nSFX a0 Y 2\nSFX a0 er er/n'q' er\nSFX a0 er ant/n' [^cg]er\n";
        let numbers = "FLAG num\nAF 1\nAF 7,12\nSFX 7 Y 1\nSFX 7 0 s .\nSFX 12 Y 1\nSFX 12 0 en\n";
        for (rules, stem, flags, expected) in [
            (letters, "create", "V", "create creative"),
            (letters, "act", "XV", "act active"),
            (letters, "city", "S", "city cities"),
            (letters, "day", "S", "day days"),
            (letters, "day", "", "day"),
            (pairs, "parler", "p+a0", "parler parler parlant"),
            (pairs, "manger", "a0", "manger manger"),
            (numbers, "frau", "12", "frau frauen"),
            (numbers, "frau", "1", "frau fraus frauen"),
        ] {
            let mut forms = Vec::new();
            Suffixes::read(rules).each_form(stem, flags, |form| forms.push(form.to_owned()));
            assert_eq!(forms.join(" "), expected, "{stem}/{flags}");
        }
    }

    #[test]
    fn forms_are_found_by_ear() {
        let rules = "SFX S Y 1\nSFX S 0 s .\nSFX V Y 2\nSFX V er é er\nSFX V er ait er\n";
        let list = "5\nharicot/S\nmesurer/V\npo:x\nchaleur/S po:nom\nécho/S\n".to_owned();
        let alikes = SoundAlikes::new(Ear::French, rules, list);
        let known = ["haricot", "haricots", "mesurer", "mesuré", "mesurait", "chaleur", "chaleurs"];
        for (word, expected) in
            [("aricaux", "haricot haricots"), ("mezurait", "mesurait mesurer mesuré"), ("xyz", ""), ("", "")]
        {
            let found = alikes.like(word, 3, |form| known.contains(&form));
            let forms: Vec<&str> = found.iter().map(|(form, _)| form.as_str()).collect();
            assert_eq!(forms.join(" "), expected, "{word}");
        }
    }
}
