//! What is said about a file that could be read, but not without a question.

/// Something odd met while reading a file. Nothing was lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The physical line of the file, counted from 1; `None` when it concerns the whole.
    pub line: Option<usize>,
    /// What is odd: a sentence without a full stop.
    pub message: String,
}

impl Problem {
    /// The same for a list about several files: it says in which one it is.
    pub fn in_file(&self, name: &str) -> Problem {
        let line = self.line.map_or_else(String::new, |line| format!(":{line}"));
        Problem { line: None, message: format!("{name}{line}: {}", self.message) }
    }
}
