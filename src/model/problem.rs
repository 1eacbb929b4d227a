//! What is said about a file that could be read, but not without a question.

/// Something odd met while reading a file. Nothing was lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The physical line of the file, counted from 1; `None` when it concerns the whole.
    pub line: Option<usize>,
    /// What is odd: a sentence without a full stop.
    pub message: String,
}
