//! The text of a line: a slice of a shared buffer.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock};

/// An immutable piece of text: a slice of the imported file, or a buffer of its own after an edit.
///
/// Cloning copies a pointer. One allocation a line is what makes reading a large file slow, so a reader
/// keeps the decoded file in one buffer and hands out slices of it. A buffer holds at most 4 GiB.
#[derive(Clone)]
pub struct Text {
    buffer: Arc<String>,
    start: u32,
    end: u32,
}

static EMPTY: LazyLock<Arc<String>> = LazyLock::new(Arc::default);

impl Text {
    /// A slice of `buffer`. `range` is in bytes.
    ///
    /// # Panics
    /// When the range is not within the buffer or cuts a character, as slicing a `str` does.
    pub fn slice(buffer: &Arc<String>, range: Range<usize>) -> Text {
        let _ = &buffer[range.clone()];
        let narrow = |at: usize| u32::try_from(at).expect("a buffer of text is smaller than 4 GiB");
        Text { buffer: Arc::clone(buffer), start: narrow(range.start), end: narrow(range.end) }
    }

    /// A part of this text that shares its buffer. `range` is in bytes.
    ///
    /// # Panics
    /// When the range is not within the text or cuts a character.
    pub fn sub(&self, range: Range<usize>) -> Text {
        let _ = &self[range.clone()];
        let start = self.start as usize;
        Text::slice(&self.buffer, start + range.start..start + range.end)
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.buffer[self.start as usize..self.end as usize]
    }

    /// How many bytes stand between this text and `next`, when both are slices of one buffer in this order; else
    /// `None`. For a search that need not stop at every line.
    pub fn gap_to(&self, next: &Text) -> Option<usize> {
        let gap = next.start.checked_sub(self.end)?;
        Arc::ptr_eq(&self.buffer, &next.buffer).then_some(gap as usize)
    }

    /// All from the beginning of this text to the end of `last`, when both are slices of one buffer in this order.
    pub fn through(&self, last: &Text) -> Option<&str> {
        let ordered = Arc::ptr_eq(&self.buffer, &last.buffer) && self.start <= last.start && self.end <= last.end;
        ordered.then(|| &self.buffer[self.start as usize..last.end as usize])
    }

    /// How many bytes of memory this text alone keeps alive: its length when it has a buffer of its own,
    /// 0 when it is a slice of a larger one.
    pub fn own_bytes(&self) -> usize {
        if self.start == 0 && self.end as usize == self.buffer.len() { self.buffer.len() } else { 0 }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text { buffer: Arc::clone(&EMPTY), start: 0, end: 0 }
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        let end = text.len();
        Text::slice(&Arc::new(text), 0..end)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::from(text.to_owned())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        (Arc::ptr_eq(&self.buffer, &other.buffer) && self.start == other.start && self.end == other.end)
            || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
