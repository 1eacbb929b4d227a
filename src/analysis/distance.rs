//! How far one row of letters or sounds is from another: what must be inserted, deleted or changed to make one of the
//! other (Levenshtein 1966).

/// Letters or sounds of a row that are looked at; what stands behind them is the same to all.
const LONGEST: usize = 64;

/// How many items must be inserted, deleted or changed to make one row of the other. Items past the 64th do not count.
pub fn distance<T: PartialEq + Copy>(a: &[T], b: &[T]) -> usize {
    cheapest(a, b, u32::MAX, |_| 1, |from| move |to| u32::from(from != to)).map_or(usize::MAX, |edits| edits as usize)
}

/// The cheapest way from one row to the other; `None` when it costs more than `most`. `weight` is what an item costs
/// that is inserted or deleted, `swap` gives for an item what it costs to make another of it. Items past the 64th do
/// not count.
pub fn cheapest<T: Copy, Swap: Fn(T) -> u32>(
    a: &[T],
    b: &[T],
    most: u32,
    weight: impl Fn(T) -> u32,
    swap: impl Fn(T) -> Swap,
) -> Option<u32> {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let mut row = [0u32; LONGEST + 1];
    for (j, &item) in b.iter().enumerate() {
        row[j + 1] = row[j] + weight(item);
    }
    for &from in a {
        let (lost, swap) = (weight(from), swap(from));
        let mut diagonal = row[0];
        row[0] += lost;
        let (mut left, mut least) = (row[0], row[0]);
        for (&to, above) in b.iter().zip(&mut row[1..]) {
            let swapped = diagonal + swap(to);
            diagonal = *above;
            left = swapped.min(left + weight(to)).min(diagonal + lost);
            *above = left;
            least = least.min(left);
        }
        if least > most {
            return None;
        }
    }
    Some(row[b.len()]).filter(|cost| *cost <= most)
}

/// A row of bytes, made ready to be held against many others: [`distance`] bit by bit (Myers 1999, in Hyyrö's form), a
/// column of the table is two words. Its own letters past the 64th do not count, those of the others do.
pub struct Pattern {
    length: usize,
    places: Box<[u64; 256]>,
}

impl Pattern {
    /// Makes a row ready.
    pub fn new(letters: &[u8]) -> Pattern {
        let letters = &letters[..letters.len().min(LONGEST)];
        let mut places = Box::new([0u64; 256]);
        for (at, letter) in letters.iter().enumerate() {
            places[usize::from(*letter)] |= 1 << at;
        }
        Pattern { length: letters.len(), places }
    }

    /// How alike it is to another row, from 0 to 1: one less the share of letters to be changed.
    pub fn alike(&self, other: &[u8]) -> f32 {
        match self.length.max(other.len()) {
            0 => 0.0,
            longest => 1.0 - self.distance(other) as f32 / longest as f32,
        }
    }

    /// How many letters must be inserted, deleted or changed to make it the other.
    pub fn distance(&self, other: &[u8]) -> usize {
        if self.length == 0 {
            return other.len();
        }
        let last = 1u64 << (self.length - 1);
        let (mut plus, mut minus, mut score) = (!0u64, 0u64, self.length);
        for letter in other {
            let same = self.places[usize::from(*letter)];
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_inserted_deleted_and_changed() {
        for (a, b, edits) in [
            ("", "", 0),
            ("", "ann", 3),
            ("brandt", "brant", 1),
            ("brant", "brand", 1),
            ("kitten", "sitting", 3),
            ("éloïse", "eloise", 2),
        ] {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(distance(&a, &b), edits, "{a:?} {b:?}");
            assert_eq!(distance(&b, &a), edits, "{b:?} {a:?}");
        }
    }

    #[test]
    fn what_costs_too_much_is_given_up() {
        let cost =
            |a: &[u8], b: &[u8], most| cheapest(a, b, most, |_| 100, |a| move |b: u8| u32::from(a.abs_diff(b)) * 10);
        assert_eq!(cost(b"ace", b"abe", 100), Some(10));
        assert_eq!(cost(b"ace", b"abe", 9), None);
        assert_eq!(cost(b"ace", b"", 1000), Some(300));
    }

    #[test]
    fn bit_by_bit_it_is_the_same() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..2000 {
            let mut word = || (0..random.usize(0..14)).map(|_| random.u8(b'a'..=b'd')).collect::<Vec<u8>>();
            let (a, b) = (word(), word());
            assert_eq!(Pattern::new(&a).distance(&b), distance(&a, &b), "{a:?} {b:?}");
        }
    }
}
