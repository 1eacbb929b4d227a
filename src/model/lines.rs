//! The list of lines: persistent, so that a snapshot costs nothing and an edit costs one chunk.
//!
//! A spine of shared chunks of some hundred lines each. [`Lines::with`] copies the chunks that a splice
//! touches and shares all others, so old and new list live side by side. The lines lie *in* their chunk: one
//! allocation a chunk, not one a line.

use super::Line;
use std::ops::{Index, Range};
use std::sync::Arc;

/// Lines a chunk is built with.
const CHUNK: usize = 256;
/// A chunk that an edit leaves with fewer lines is merged with its neighbour.
const SMALL: usize = CHUNK / 4;

/// A persistent list of lines. Rows count from 0. Cloning copies one pointer.
#[derive(Clone, Default)]
pub struct Lines {
    spine: Arc<Spine>,
}

#[derive(Clone, Default)]
struct Spine {
    chunks: Vec<Arc<Vec<Line>>>,
    /// The first row of each chunk, and at the end the number of rows.
    starts: Vec<usize>,
}

/// One part of an edit: the lines from row `at` on, which were `old`, become `new`.
///
/// In a list of splices every `at` counts in the rows of the list *before* the edit, and they rise without
/// overlapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Splice {
    /// The row of the first line that changes.
    pub at: usize,
    /// What stands there.
    pub old: Vec<Line>,
    /// What shall stand there.
    pub new: Vec<Line>,
}

impl Lines {
    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.spine.starts.last().copied().unwrap_or(0)
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line at a row; `None` past the end.
    pub fn get(&self, row: usize) -> Option<&Line> {
        let (chunk, within) = self.find(row)?;
        self.spine.chunks[chunk].get(within)
    }

    /// All lines from the top.
    pub fn iter(&self) -> impl Iterator<Item = &Line> {
        self.iter_from(0)
    }

    /// The lines from a row on; none when the row lies past the end.
    pub fn iter_from(&self, row: usize) -> impl Iterator<Item = &Line> {
        let (chunk, within) = self.find(row).unwrap_or((self.spine.chunks.len(), 0));
        self.spine.chunks[chunk..].iter().flat_map(|chunk| chunk.iter()).skip(within)
    }

    /// The lines from a row on in slices of some hundred each, for a pass over everything.
    pub fn slices_from(&self, row: usize) -> impl Iterator<Item = &[Line]> {
        let (chunk, within) = self.find(row).unwrap_or((self.spine.chunks.len(), 0));
        let first = self.spine.chunks.get(chunk).map(|chunk| &chunk[within..]);
        first.into_iter().chain(self.spine.chunks.iter().skip(chunk + 1).map(|chunk| chunk.as_slice()))
    }

    /// The lines of a range of rows, copied (which copies pointers). Rows past the end are left out.
    pub fn slice(&self, rows: Range<usize>) -> Vec<Line> {
        self.iter_from(rows.start).take(rows.len()).cloned().collect()
    }

    /// The list with splices carried out; see [`Splice`] for what their rows mean.
    ///
    /// Takes time in proportion to the chunks touched, plus a pointer for every chunk that is not.
    ///
    /// # Panics
    /// When the splices overlap, do not rise or reach past the end: an operation is wrong.
    pub fn with(&self, splices: &[Splice]) -> Lines {
        if splices.is_empty() {
            return self.clone();
        }
        let mut out = Patchwork::with_capacity(self.spine.chunks.len() + 1);
        let mut splices = splices.iter().peekable();
        let mut skip_to = 0;
        for (chunk, &start) in self.spine.chunks.iter().zip(&self.spine.starts) {
            let end = start + chunk.len();
            let mut row = start.max(skip_to);
            if row == start && splices.peek().is_none_or(|splice| splice.at >= end) {
                out.share(chunk);
                continue;
            }
            while let Some(splice) = splices.next_if(|splice| splice.at < end) {
                assert!(splice.at >= row.max(skip_to), "splices rise and do not overlap");
                out.extend(&chunk[row - start..splice.at - start]);
                out.extend(&splice.new);
                skip_to = splice.at + splice.old.len();
                row = skip_to.min(end);
            }
            if row < end {
                out.extend(&chunk[row - start..]);
            }
        }
        for splice in splices {
            assert!(splice.at == self.len() && splice.old.is_empty(), "a splice reaches past the end");
            out.extend(&splice.new);
        }
        assert!(skip_to <= self.len(), "a splice reaches past the end");
        out.finish()
    }

    /// The same lines, each saying that it comes from its own row: what an import hands over. Nothing is copied
    /// as long as nobody else holds the list.
    pub fn numbered(mut self) -> Lines {
        let spine = Arc::make_mut(&mut self.spine);
        let rows = 0..spine.starts.last().copied().unwrap_or(0) as u32;
        for (line, row) in spine.chunks.iter_mut().flat_map(Arc::make_mut).zip(rows) {
            line.origin = row..row + 1;
        }
        self
    }

    /// These lines and then those of `next`. Copies pointers to chunks, not lines.
    pub fn followed_by(&self, next: &Lines) -> Lines {
        let mut out = Patchwork::with_capacity(self.spine.chunks.len() + next.spine.chunks.len());
        self.spine.chunks.iter().chain(&next.spine.chunks).for_each(|chunk| out.share(chunk));
        out.finish()
    }

    fn of_chunks(chunks: Vec<Arc<Vec<Line>>>) -> Lines {
        let mut starts = Vec::with_capacity(chunks.len() + 1);
        let mut row = 0;
        for chunk in &chunks {
            starts.push(row);
            row += chunk.len();
        }
        starts.push(row);
        Lines { spine: Arc::new(Spine { chunks, starts }) }
    }

    fn find(&self, row: usize) -> Option<(usize, usize)> {
        if row >= self.len() {
            return None;
        }
        let chunk = self.spine.starts.partition_point(|&start| start <= row) - 1;
        Some((chunk, row - self.spine.starts[chunk]))
    }
}

/// Takes up lines one by one, as they are read from a file, each into the chunk in which it stays. They can be
/// gone over once more before the list is made of them.
#[derive(Default)]
pub struct LinesBuilder {
    chunks: Vec<Vec<Line>>,
}

impl LinesBuilder {
    /// Adds a line at the end.
    pub fn push(&mut self, line: Line) {
        if let Some(open) = self.chunks.last_mut()
            && open.len() < CHUNK
        {
            return open.push(line);
        }
        let mut chunk = Vec::with_capacity(CHUNK);
        chunk.push(line);
        self.chunks.push(chunk);
    }

    /// The lines so far, from the top.
    pub fn iter(&self) -> impl Iterator<Item = &Line> {
        self.chunks.iter().flatten()
    }

    /// The lines so far, from the top, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        self.chunks.iter_mut().flatten()
    }

    /// The list.
    pub fn finish(mut self) -> Lines {
        if let Some(last) = self.chunks.last_mut() {
            last.shrink_to_fit();
        }
        Lines::of_chunks(self.chunks.into_iter().map(Arc::new).collect())
    }
}

/// Puts a list together from shared chunks and single lines.
#[derive(Default)]
struct Patchwork {
    chunks: Vec<Arc<Vec<Line>>>,
    open: Vec<Line>,
}

impl Patchwork {
    fn with_capacity(chunks: usize) -> Patchwork {
        Patchwork { chunks: Vec::with_capacity(chunks), open: Vec::new() }
    }

    fn share(&mut self, chunk: &Arc<Vec<Line>>) {
        if self.open.is_empty() {
            self.chunks.push(Arc::clone(chunk));
        } else if self.open.len() < SMALL {
            self.extend(chunk);
        } else {
            self.close();
            self.chunks.push(Arc::clone(chunk));
        }
    }

    fn extend(&mut self, lines: &[Line]) {
        for line in lines {
            self.push(line.clone());
        }
    }

    fn push(&mut self, line: Line) {
        if self.open.len() == 2 * CHUNK {
            let second = self.open.split_off(CHUNK);
            self.close();
            self.open = second;
        }
        if self.open.capacity() == 0 {
            self.open.reserve_exact(CHUNK);
        }
        self.open.push(line);
    }

    fn close(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let mut open = std::mem::take(&mut self.open);
        // A small remainder joins the chunk before it.
        if open.len() < SMALL
            && let Some(last) = self.chunks.pop()
        {
            if last.len() + open.len() <= 2 * CHUNK {
                let mut merged = last.to_vec();
                merged.append(&mut open);
                open = merged;
            } else {
                self.chunks.push(last);
            }
        }
        open.shrink_to_fit();
        self.chunks.push(Arc::new(open));
    }

    fn finish(mut self) -> Lines {
        self.close();
        Lines::of_chunks(self.chunks)
    }
}

impl FromIterator<Line> for Lines {
    fn from_iter<I: IntoIterator<Item = Line>>(lines: I) -> Lines {
        let mut out = LinesBuilder::default();
        lines.into_iter().for_each(|line| out.push(line));
        out.finish()
    }
}

impl Index<usize> for Lines {
    type Output = Line;
    fn index(&self, row: usize) -> &Line {
        self.get(row).expect("the row is within the transcript")
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Lines) -> bool {
        Arc::ptr_eq(&self.spine, &other.spine) || (self.len() == other.len() && self.iter().eq(other.iter()))
    }
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(lines: &Lines) -> Vec<usize> {
        lines.spine.chunks.iter().map(|chunk| chunk.len()).collect()
    }

    /// No chunk is larger than two, and few are small: that is what makes an edit cost what it should.
    #[track_caller]
    fn assert_well_cut(lines: &Lines) {
        let sizes = sizes(lines);
        assert!(sizes.iter().all(|size| (1..=2 * CHUNK).contains(size)), "{sizes:?}");
        let crowd = |pair: &[usize]| pair[0] + pair[1] >= SMALL;
        assert!(sizes.windows(2).all(crowd), "{sizes:?}");
        assert!(sizes.len() <= 1 + lines.len() / (SMALL / 2), "{sizes:?}");
    }

    fn many(len: usize) -> Lines {
        (0..len).map(|n| Line::new(n.to_string())).collect()
    }

    #[test]
    fn reading_fills_chunks() {
        assert_eq!(sizes(&many(0)), [0; 0]);
        assert_eq!(sizes(&many(CHUNK)), [CHUNK]);
        assert_eq!(sizes(&many(3 * CHUNK)), [CHUNK; 3]);
        assert_well_cut(&many(2 * CHUNK + 1));
    }

    #[test]
    fn lines_can_be_gone_over_before_the_list_is_made() {
        let mut builder = LinesBuilder::default();
        (0..2 * CHUNK + 3).for_each(|n| builder.push(Line::new(n.to_string())));
        builder.iter_mut().for_each(|line| line.checked = true);
        let seen: Vec<Line> = builder.iter().cloned().collect();
        let lines = builder.finish();
        assert_eq!(sizes(&lines), [CHUNK, CHUNK, 3]);
        assert_eq!((lines.slice(0..lines.len()), lines[2 * CHUNK].text.as_str()), (seen, "512"));
        assert!(lines.iter().all(|line| line.checked));
    }

    #[test]
    fn an_edit_shares_what_it_does_not_touch() {
        let before = many(20 * CHUNK);
        let at = 10 * CHUNK + 7;
        let after = before.with(&[Splice { at, old: Vec::new(), new: vec![Line::new("new")] }]);
        let shared = |chunk: &&Arc<Vec<Line>>| before.spine.chunks.iter().any(|other| Arc::ptr_eq(other, chunk));
        assert_eq!(after.spine.chunks.iter().filter(shared).count(), 19);
    }

    #[test]
    fn chunks_stay_well_cut() {
        // Typed at one place, deleted one by one from the top, thinned out everywhere.
        let mut lines = many(CHUNK);
        for n in 0..5 * CHUNK {
            lines = lines.with(&[Splice { at: 100, old: Vec::new(), new: vec![Line::new(n.to_string())] }]);
            assert_well_cut(&lines);
        }
        while !lines.is_empty() {
            lines = lines.with(&[Splice { at: 0, old: lines.slice(0..1), new: Vec::new() }]);
            assert_well_cut(&lines);
        }
        let lines = many(20 * CHUNK);
        let kept = |row: &usize| row % 100 == 3;
        let gone = (0..lines.len()).filter(|row| !kept(row));
        let splices: Vec<Splice> =
            gone.map(|row| Splice { at: row, old: lines.slice(row..row + 1), new: Vec::new() }).collect();
        let thin = lines.with(&splices);
        assert_eq!(thin.len(), (0..lines.len()).filter(kept).count());
        assert_well_cut(&thin);
    }
}
