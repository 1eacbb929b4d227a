//! How alike two forms are: half their letters, half their sound.

use super::sound;
use unicode_normalization::char::decompose_canonical;

/// Equal sound is worth at least this, whatever the letters.
const EQUAL_SOUND: f32 = 0.80;

/// A form as it is compared: its letters, and the ways in which it sounds.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Its letters and digits, folded by [`letters`].
    pub letters: Vec<u8>,
    /// Its sounds by French rules, and without nasal vowels.
    pub french: Vec<sound::Code>,
    /// Its sounds by English rules.
    pub english: Vec<sound::Code>,
}

/// How alike two forms are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// Of both, from 0 to 1.
    pub score: f32,
    /// Of the letters alone.
    pub letters: f32,
    /// Of the sound alone.
    pub sound: f32,
}

/// How alike what was heard is to what may have been said.
pub fn likeness(heard: &Form, said: &Form) -> Likeness {
    let letters = alike(&heard.letters, &said.letters);
    let sound = sound_likeness(heard, said);
    let mut score = if sound > 0.0 { (letters + sound) / 2.0 } else { letters };
    if sound >= 0.999 {
        score = score.max(EQUAL_SOUND);
    }
    // There are many short words: less than that is chance.
    score -= match said.letters.len() {
        0..=4 => 0.10,
        5 => 0.05,
        _ => 0.0,
    };
    if letters >= 0.999 {
        score = 1.0;
    }
    Likeness { score, letters, sound }
}

/// The highest score that forms of such letters could reach.
pub fn bound(heard: &Form, said: &Form) -> f32 {
    (alike(&heard.letters, &said.letters) + 1.0) / 2.0
}

fn sound_likeness(heard: &Form, said: &Form) -> f32 {
    let mut best: f32 = 0.0;
    // What was heard is written by one habit; what was said may follow either.
    for a in heard.french.iter().chain(&heard.english) {
        for b in said.french.iter().chain(&said.english) {
            best = best.max(sound::likeness(a, b));
            if best >= 1.0 {
                return best;
            }
        }
    }
    best
}

/// How alike two rows of letters are, from 0 to 1: one less the share of letters to be changed.
pub fn alike(a: &[u8], b: &[u8]) -> f32 {
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 0.0;
    }
    1.0 - edits(a, b) as f32 / longest as f32
}

/// Letters to be put in, taken out or changed to make one row of letters the other.
fn edits(a: &[u8], b: &[u8]) -> usize {
    // Bit-parallel (Myers 1999, in Hyyrö's form): a column of the table is two words.
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let short = &short[..short.len().min(64)];
    if short.is_empty() {
        return long.len();
    }
    let mut places = [0u64; 256];
    for (at, letter) in short.iter().enumerate() {
        places[usize::from(*letter)] |= 1 << at;
    }
    let last = 1u64 << (short.len() - 1);
    let (mut plus, mut minus, mut score) = (!0u64, 0u64, short.len());
    for letter in long {
        let same = places[usize::from(*letter)];
        let diagonal = ((same & plus).wrapping_add(plus) ^ plus) | same | minus;
        let mut up = minus | !(diagonal | plus);
        let mut down = plus & diagonal;
        score += usize::from(up & last != 0);
        score -= usize::from(down & last != 0);
        up = (up << 1) | 1;
        down <<= 1;
        plus = down | !(diagonal | up);
        minus = up & diagonal;
    }
    score
}

/// The letters and digits of a text, a byte each: small, without accents, ligatures in two. Letters of other scripts
/// share the upper half of the bytes.
pub fn letters(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase() as u8);
            }
            continue;
        }
        for c in c.to_lowercase() {
            match c {
                'œ' => out.extend(b"oe"),
                'æ' => out.extend(b"ae"),
                'ß' => out.extend(b"ss"),
                'ø' => out.push(b'o'),
                'ł' => out.push(b'l'),
                'đ' => out.push(b'd'),
                'ı' => out.push(b'i'),
                _ => decompose_canonical(c, |part| {
                    if part.is_ascii_alphanumeric() {
                        out.push(part as u8);
                    } else if part.is_alphanumeric() {
                        out.push(128 + (u32::from(part) % 128) as u8);
                    }
                }),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain_edits(a: &[u8], b: &[u8]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let best = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
                diagonal = row[j + 1];
                row[j + 1] = best;
            }
        }
        row[b.len()]
    }

    #[test]
    fn edits_are_those_of_the_plain_table() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..2000 {
            let mut word = || (0..random.usize(0..14)).map(|_| random.u8(b'a'..=b'd')).collect::<Vec<u8>>();
            let (a, b) = (word(), word());
            assert_eq!(edits(&a, &b), plain_edits(&a, &b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn letters_are_folded() {
        for (text, folded) in [("L'Hôpital", "lhopital"), ("Œuvre-2", "oeuvre2"), ("A&B", "ab"), ("", "")] {
            assert_eq!(String::from_utf8_lossy(&letters(text)), folded, "{text}");
        }
        assert_eq!(letters("東京").len(), 2);
    }
}
