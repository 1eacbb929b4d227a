//! What a show remembers, as those take it up who look for it in the next transcript.

/// What a show remembers: what its file says, without how it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The right forms, each once.
    pub names: Vec<Name>,
    /// Words that are right as they are.
    pub words: Vec<String>,
    /// Who speaks.
    pub speakers: Vec<KnownSpeaker>,
}

/// A right form that a show knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// How it is written.
    pub form: String,
    /// In what forms it was heard.
    pub heard: Vec<Heard>,
}

/// A form in which a name was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// How it was written.
    pub form: String,
    /// How often it was put right.
    pub times: u32,
    /// In how many transcripts. 0 when a person has written the pair down.
    pub documents: u32,
}

impl Heard {
    /// Whether the pair can be taken without asking: seen in one transcript it is a maybe, in two it is sure, and so
    /// is what a person has written down.
    pub fn is_sure(&self) -> bool {
        self.documents != 1
    }
}

/// A speaker whom a show knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSpeaker {
    /// What they are called.
    pub name: String,
    /// Other names for them.
    pub aliases: Vec<String>,
}

impl KnownSpeaker {
    /// All their names, the first one first.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}
