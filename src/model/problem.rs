//! What is said about a file that could be read, but not without a question.

use super::{Message, message};

/// Something odd met while reading a file. Nothing was lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The physical line of the file, counted from 1; `None` when it concerns the whole.
    pub line: Option<usize>,
    /// What is odd: a sentence without a full stop.
    pub message: Message,
}

impl Problem {
    /// The same for a list about several files: it says in which one it is.
    pub fn in_file(&self, name: &str) -> Problem {
        let what = self.message.clone();
        let message = match self.line {
            Some(line) => message!("problem-in-line-of-file", file = name, line = line, what = what),
            None => message!("problem-in-file", file = name, what = what),
        };
        Problem { line: None, message }
    }
}
