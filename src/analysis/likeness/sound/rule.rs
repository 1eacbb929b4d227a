//! A rule by which letters are read as sounds, and where it fits.

/// One way to read letters: what stands before, the letters, what stands after, their sound.
///
/// A context is a set of what may stand there, any if empty: `#` an edge of the word, `V` a vowel, `C` a consonant,
/// `K` a consonant that ends a nasal vowel (neither `n`, `m` nor `h`), `M` one consonant and then a mute `e`, `F` a final
/// consonant; a small letter means itself. `CC` means two consonants.
pub(super) struct Rule(pub &'static str, pub &'static str, pub &'static str, pub &'static str);

impl Rule {
    /// The letters that it reads.
    pub(super) fn letters(&self) -> &'static str {
        self.1
    }

    /// How they sound.
    pub(super) fn sound(&self) -> &'static str {
        self.3
    }

    /// Whether it reads the letters of a word that begin at `at`.
    pub(super) fn fits(&self, word: &[char], at: usize) -> bool {
        let mut end = at;
        for letter in self.1.chars() {
            if word.get(end) != Some(&letter) {
                return false;
            }
            end += 1;
        }
        let before = at.checked_sub(1).map(|before| word[before]);
        stands(self.0, before, &[]) && stands(self.2, word.get(end).copied(), word.get(end + 1..).unwrap_or(&[]))
    }
}

/// Whether a context allows a letter (`None`: the edge), with what follows it.
fn stands(context: &str, letter: Option<char>, next: &[char]) -> bool {
    let consonant = letter.is_some_and(|letter| !is_vowel(letter));
    if context == "CC" {
        return consonant && next.first().is_some_and(|letter| !is_vowel(*letter));
    }
    context.is_empty()
        || context.chars().any(|class| match class {
            '#' => letter.is_none(),
            'V' => letter.is_some_and(is_vowel),
            'C' => consonant,
            'K' => consonant && !letter.is_some_and(|letter| "nmh".contains(letter)),
            'M' => consonant && matches!(next, ['e'] | ['e', 's' | 'd']),
            'F' => consonant && next.is_empty(),
            other => letter == Some(other),
        })
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é')
}
