//! How a verb ends that cannot do its work.

/// Why a verb ends before its work is done.
pub(super) enum Stop {
    /// A file could not be used: what is wrong with it. Empty when all has been said.
    Failed(String),
    /// As [`Stop::Failed`], for a verb whose exit status 1 means something else.
    NotDone(String),
    /// The arguments do not go together: a sentence.
    Usage(String),
    /// Nobody reads what is written any more, which is nobody's fault.
    Closed,
}
