//! The right forms of a document, gathered from all that is known of it, and the parts of names that stand for them.

use super::head;
use super::name::{Name, Whole};
use crate::analysis::lexicon::{HeardForm, Lexicon};
use crate::analysis::likeness::saying::{form_of, split};
use crate::analysis::source::Source;
use crate::language::name_words::is_particle;
use crate::language::words::{WordAt, words_of};
use crate::model::Transcript;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

/// The right forms of a document.
#[derive(Default)]
pub(super) struct Sources {
    /// The names, the most trusted first; parts of names behind them all.
    pub names: Vec<Name>,
    /// The wrong forms in which some were heard: the place in `names`, and what is known of it.
    pub heard: Vec<(usize, HeardForm)>,
}

static SHIPPED: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let list = include_str!("../../../assets/names/known.txt");
    let forms = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    forms.map(|form| Name::new(form, Source::Shipped)).collect()
});

/// Gathers the right forms of a document. `shipped` says whether those of the shipped list are among them.
pub(super) fn gather(t: &Transcript, lexicon: &Lexicon, shipped: bool) -> Sources {
    let mut out = Sources::default();
    // The names by their form.
    let mut known: HashMap<String, usize> = HashMap::new();
    for right in lexicon.right.iter() {
        let at = out.names.len();
        if right.form.chars().filter(|c| c.is_alphanumeric()).count() < 2
            || known.insert(right.form.clone(), at).is_some()
        {
            continue;
        }
        out.heard.extend(right.heard.iter().map(|heard| (at, heard.clone())));
        out.names.push(trusted(Name::new(&right.form, right.source), lexicon));
    }
    for found in head::right_forms(t, lexicon) {
        if let Entry::Vacant(place) = known.entry(found.form.clone()) {
            place.insert(out.names.len());
            let name = Name { is_ordinary: found.is_ordinary, ..Name::new(&found.form, Source::Head) };
            out.names.push(trusted(name, lexicon));
        }
    }
    let wholes = out.names.len();
    for whole in 0..wholes {
        for part in parts(&out.names[whole], lexicon) {
            if let Entry::Vacant(place) = known.entry(part.form.clone()) {
                place.insert(out.names.len());
                out.names.push(part);
            }
        }
    }
    for whole in 0..wholes {
        for (part, whole) in wholes_of_parts(&out.names[whole].form, whole as u32, &known) {
            out.names[part].wholes.push(whole);
        }
    }
    if shipped {
        let more = SHIPPED.iter().filter(|name| !known.contains_key(&name.form)).cloned();
        out.names.extend(more);
    }
    out
}

fn trusted(mut name: Name, lexicon: &Lexicon) -> Name {
    let words: Vec<&str> = words_of(&name.form).map(|piece| &name.form[piece.at]).collect();
    name.is_ordinary |= words.iter().all(|word| lexicon.is_function_word(word) || head::knows_lower(lexicon, word));
    name
}

/// The words of a name that stand for it alone: a surname, with what leads into it (`van der Poel`), a first name,
/// the one word of an institution that no other has. Ordinary words are none.
fn parts(name: &Name, lexicon: &Lexicon) -> Vec<Name> {
    let all: Vec<WordAt> = words_of(&name.form).collect();
    if all.len() < 2 {
        return Vec::new();
    }
    let word = |piece: &WordAt| &name.form[piece.at.clone()];
    // With what is elided before it and belongs to it: `N'Diaye`.
    let whole = |n: usize| {
        let before = n.checked_sub(1).map(|n| &all[n]).filter(|before| before.elided);
        let own = before.filter(|before| word(before).starts_with(char::is_uppercase));
        &name.form[own.map_or(all[n].at.start, |own| own.at.start)..all[n].at.end]
    };
    let stands_alone = |word: &&str| {
        word.chars().count() >= 4
            && word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && !lexicon.is_function_word(word)
            && !head::knows_lower(lexicon, word)
    };
    let part = |form: &str| Name { is_part: true, ..Name::new(form, name.source) };
    let alone = (0..all.len()).filter(|n| stands_alone(&word(&all[*n]))).map(|n| part(whole(n)));
    let last = word(&all[all.len() - 1]);
    let led = (1..all.len() - 1).find(|n| all[*n..all.len() - 1].iter().all(|piece| is_particle(word(piece))));
    let led = led.filter(|_| stands_alone(&last)).map(|n| part(&name.form[all[n].at.start..]));
    alone.chain(led).collect()
}

/// The names, by their place, that a longer one begins or ends with.
fn wholes_of_parts(form: &str, name: u32, known: &HashMap<String, usize>) -> Vec<(usize, Whole)> {
    let all: Vec<WordAt> = words_of(form).collect();
    let mut found = Vec::new();
    for pair in all.windows(2) {
        let (first, last) = (&form[..pair[0].at.end], &form[pair[1].at.start..]);
        for (part, rest, before) in [(last, first, true), (first, last, false)] {
            if let Some(part) = known.get(part) {
                found.push((*part, Whole { name, rest: form_of(&split(rest)), before }));
            }
        }
    }
    found
}
