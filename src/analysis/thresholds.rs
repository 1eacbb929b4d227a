//! What must be how alike: every threshold by which a form is taken for a name or a word for a wrong one, in one table.
//!
//! A case of each side, near the line, stands beside it, and `tests/integration/names.rs` tries those in a language: it
//! *lets in* `what is heard` for *what is right*, and *keeps out* another. The names are invented.
//!
//! All were measured together on 58 English and 21 French transcripts with the corrections that people made. What is
//! said to be *measured* is what another value adds to the proposals for 28 of the English ones, with 930 corrections of
//! names, each with the memory of those before it: right proposals, and others (of which some are right too, as
//! reviewers leave much). As it stands, 373 proposals of 1,603 are right there.
//!
//! Two kinds of thresholds take nothing for a name and stand elsewhere. Those of searching by ear stand in a table of their
//! own with [`super::search`], which has neither names nor dictionaries to go by. Those of comparing a text with what it
//! was stand with [`super::changes`]: they say which two words are shown as one that was corrected, and a correction
//! that is shown as two is still a correction.

// How alike two forms are

/// From here on two forms have equal letters, or equal sounds: fractions are not exact.
pub(super) const EQUAL: f32 = 0.999;

/// What equal sound is worth at least, whatever the letters. French has many silent ones.
///
/// - lets in, fr: `oqué` for *Anne Auquaix*
/// - keeps out, fr: `oxé` for *Marc Auxey*
pub(super) const EQUAL_SOUND: f32 = 0.80;

/// Less likeness of letters than this is no likeness, whatever the sound: half a language sounds like `o`.
///
/// - lets in, fr: `oqué` for *Anne Auquaix*
/// - keeps out, fr: `oké` for *Anne Auquaix*
pub(super) const LEAST_LETTERS: f32 = 0.25;

/// What is taken off the score of a name of up to four letters: there are many short words.
///
/// - lets in, en: `Rys Penhallick` for *Rhys Penhallick*
/// - keeps out, en: `Rhis` for *Rhys Penhallick*
/// - keeps out, en: `Ezrra` for *Ezra Fitzwilliam*
pub(super) const CHANCE_OF_FOUR: f32 = 0.10;

/// The same of five letters.
///
/// - lets in, fr: `Dulec` for *Zéphorine Dulac*
/// - keeps out, fr: `Enouk` for *Anouk Delbreuil*
pub(super) const CHANCE_OF_FIVE: f32 = 0.05;

// What a form must score to be a name

/// Any name that is known of the document itself, by its head, its speakers, its glossary or its show.
///
/// - lets in, fr: `ugo narkhatti` for *Ugo Marchetti*
/// - keeps out, fr: `ugau narkatie` for *Ugo Marchetti*
/// - measured: 0.65: 0 right, 0 others; 0.75: −4 right, −7 others
pub(super) const OF_NAME: f32 = 0.70;

/// A word of a longer name, alone: there are more of them, and they are shorter.
///
/// - lets in, fr: `Bramdt` for *Héloïse Brandt*
/// - keeps out, fr: `austrauwski` for *Camille Ostrowski*
/// - measured: 0.75: +4 right, −1 others; 0.85: 0 right, 0 others
pub(super) const OF_PART: f32 = 0.80;

/// A name of the list that is shipped: they are many, and far from most documents.
///
/// - lets in `Sstudio` for *`RStudio`*; keeps out `redio` for *Reddit*
/// - measured: 0.77: +1 right, +2 others; 0.87: 0 right, −8 others
pub(super) const OF_LIST: f32 = 0.82;

/// One word that is a name which no person has confirmed: it is easily like another.
///
/// - lets in, fr: `Laurmigunel` for *le Lormignel*
/// - keeps out, fr: `Lorninil` for *le Lormignel*
/// - measured: 0.7: +4 right, −1 others; 0.8: 0 right, 0 others
pub(super) const ALONE: f32 = 0.75;

/// Words of which a dictionary knows some.
///
/// - lets in, fr: `Éric Germaud` for *Éric Garnaud*
/// - keeps out, fr: `orfé orme` for *la société Orféole*
/// - measured: 0.7: +3 right, +6 others; 0.8: 0 right, −1 others
pub(super) const MIXED_WORDS: f32 = 0.75;

/// Words that a dictionary knows all, or of which one is written with care, with a capital inside.
///
/// - lets in, fr: `SecurNuaga` for *le `SecurNuage`*
/// - keeps out, fr: `SecoulNuege` for *le `SecurNuage`*
/// - measured: 0.75: +3 right, 0 others; 0.85: 0 right, −3 others
pub(super) const KNOWN_WORDS: f32 = 0.80;

/// Several words with capitals, for a name of ordinary words; such a name is else found by its very sound alone.
///
/// - lets in, fr: `Latio Clapotis` for *Radio Clapotis*
/// - keeps out, fr: `Impala Naufa` for *Impala Nova*
pub(super) const ORDINARY: f32 = 0.85;

/// A form that no dictionary knows, to be taken together with all that are sure.
///
/// - lets in `Corvazier` for *Corvasier*; keeps out `Bramdt` for *Brandt* where it scores less, for a person to see
pub(super) const SURE: f32 = 0.85;

/// What a form scores that has the letters of a name in another writing: less than the name itself.
///
/// - lets in, en: `Nor thmoor` for *Northmoor*
pub(super) const SAME_LETTERS: f32 = 0.99;

/// By how much less a longer window may score and still be taken before a part of it.
///
/// - lets in, fr: `mathilde van derr elst` for *Mathilde van der Elst*
/// - keeps out, fr: `Mathillde ven dr Elst` for *Mathilde van der Elst*
pub(super) const LONGER: f32 = 0.05;

// What must be alike besides the score

/// The sound of a window that begins or ends in a word which the name has not, `de` or `if`.
///
/// - lets in, en: `thistle would` for *Marguerite Thistlewood*
/// - keeps out, fr: `orfé il` for *la société Orféole*
/// - keeps out, en: `bry any` for *Bryony Calloway*
/// - measured: 0.88: +2 right, +6 others; 0.98: +2 right, −4 others
pub(super) const EDGE_SOUND: f32 = 0.93;

/// Each word of a window with as many words as the name, by its letters or, as below, by its sound: a surname that
/// fits must not hide somebody else's first name.
///
/// - lets in, en: `Camille Nanjiri` for *Kumail Nanjiri*
/// - keeps out, en: `Kendall Nanjiri` for *Kumail Nanjiri*
pub(super) const WORD_LETTERS: f32 = 0.50;

/// The same by its sound.
///
/// - lets in, fr: `Metilde vem der Elst` for *Mathilde van der Elst*
/// - keeps out, en: `Kendall Nanjiri` for *Kumail Nanjiri*
pub(super) const WORD_SOUND: f32 = 0.60;

/// The same of an ordinary word, which is itself most likely.
///
/// - lets in, en: `Lorna Rafferton most` for *Lorna Rafferton Moss*
/// - keeps out, en: `Lorna hose` for *Lorna Moss*
pub(super) const COMMON_WORD_LETTERS: f32 = 0.60;

/// The same of an ordinary word by its sound.
///
/// - lets in, fr: `Mathilde van tar Elst` for *Mathilde van der Elst*
/// - keeps out, en: `Lorna hose` for *Lorna Moss*
pub(super) const COMMON_WORD_SOUND: f32 = 0.75;

/// The letters of words with the very sound of a name …
///
/// - lets in, en: `Oar Merod` for *Hugh Ormerod*
pub(super) const SAME_SOUND: f32 = 0.40;

/// … of one word that no dictionary knows …
///
/// - lets in, fr: `Eurto` for *Bruno Heurteaux*
/// - keeps out, fr: `oké` for *Anne Auquaix*
pub(super) const SAME_SOUND_UNKNOWN: f32 = 0.25;

/// … and of several that begin or end in a function word.
///
/// - lets in, fr: `Des Landes` for *Jacques Deslandes*
/// - measured: 0.55: 0 right, 0 others; 0.65: +1 right, −5 others
pub(super) const SAME_SOUND_LOOSE: f32 = 0.60;

// Runs of ordinary words

/// What a run of ordinary words must score to be a name.
///
/// - lets in, en: `gator fell` for *the Kaaterfell*
/// - keeps out, en: `lint quest` for *Tobias Lindqvist*
/// - measured: 0.75: +1 right, 0 others; 0.85: +2 right, −4 others
pub(super) const RUN_SCORE: f32 = 0.80;

/// The same of its letters.
///
/// - lets in, en: `cater full` for *Kaaterfell*
/// - keeps out, en: `oak on quo` for *Chidi Okonkwo*
pub(super) const RUN_LETTERS: f32 = 0.65;

/// The same of its sound.
///
/// - lets in, en: `thistle wait` for *Marguerite Thistlewood*
/// - keeps out, en: `quiet deck` for *Quilldeck*
/// - measured: 0.8: 0 right, 0 others; 0.9: 0 right, −4 others
pub(super) const RUN_SOUND: f32 = 0.85;

/// Consonants that tell a run by themselves; with fewer, its vowels must be right too.
///
/// - lets in, en: `thistle way` for *Marguerite Thistlewood*
/// - keeps out, en: `harrow gut` for *Harrowgate Mill*
pub(super) const RUN_CONSONANTS: usize = 4;

/// Letters of a run in which only one word says something.
///
/// - lets in, en: `north more` for *Northmoor*
/// - keeps out, en: `mark at or` for *the Mercator*
pub(super) const RUN_LENGTH: usize = 9;

/// Letters of a name that may be heard as a run of ordinary words.
///
/// - lets in, fr: `ter nues` for *les Ternuze*
/// - keeps out, fr: `ter nus` for *les Ternuz*
pub(super) const RUN_NAME_LETTERS: usize = 7;

/// English words in a row, in another language, that make it English: a guest's sentence, a quotation. None of them
/// is odd.
///
/// - lets in *that is the state of things*; keeps out *le state*, which is looked at
pub(super) const ENGLISH_WORDS: usize = 3;

// The rest of a name, beside a part of it that fits

/// The letters of the rest or, as below, its sound.
///
/// - lets in, en: `Kumal Nanjiry` for *Kumail Nanjiri*
/// - keeps out, en: `Cheryl Okonkwu` for *Chidi Okonkwo*
pub(super) const REST_LETTERS: f32 = 0.50;

/// The sound of the rest.
///
/// - lets in, en: `Camille Nanjiry` for *Kumail Nanjiri*
/// - keeps out, en: `Carol Nanjiry` for *Kumail Nanjiri*
pub(super) const REST_SOUND: f32 = 0.60;

/// Score and sound of a rest that is heard as ordinary words.
///
/// - lets in, en: `Nercator all` for *Mercator Hall*
/// - keeps out, en: `mercator hell` for *Mercator Hall*
pub(super) const COMMON_REST: f32 = 0.75;

// Look-alikes within the document

/// How alike a word must be to the frequent form of it.
///
/// - lets in `Zéphorive` beside three times *Zéphorine*; keeps out `Zéphirana`
/// - measured: 0.8: +1 right, 0 others; 0.9: 0 right, −1 others
pub(super) const LOOK_ALIKE: f32 = 0.85;

/// How often a form must stand in the document to be proposed for others.
///
/// - lets in *Zéphorine* at three times; keeps out *Kernalec* at two, for `Kernallec`
pub(super) const FREQUENT: u32 = 3;

/// How many times more often it must stand there than the form that it is proposed for.
///
/// - lets in three to one; keeps out *Kernalec* four times for `Kernallec` twice
pub(super) const TIMES_MORE: u32 = 3;

/// Letters of a word that is told from others by ear.
///
/// - lets in `KrrPE` where `KRPE` was put right; keeps out `CrrP`
pub(super) const LOOK_ALIKE_LETTERS: usize = 5;

/// How alike a word must be to a form that was misheard elsewhere …
///
/// - lets in `Panolik` where `Penholick` was heard for *Penhallick*; keeps out `Benholigh`
/// - measured: 0.7: 0 right, +6 others
pub(super) const LIKE_WRONG: f32 = 0.75;

/// … and to the name that it was misheard for.
///
/// - lets in `Etheria` where `Eletheria` was heard for *`EleutherAI`*; keeps out what is like the misheard form alone
pub(super) const LIKE_RIGHT: f32 = 0.50;

// After a correction by hand

/// How alike another place must be to what was replaced …
///
/// - lets in `Corvassier` where `Corvazier` was; keeps out `cormoran`
pub(super) const LIKE_REPLACED: f32 = 0.75;

/// … and to what was written.
///
/// - lets in `Corvassier` where *Corvasier* was written; keeps out `Corvéable`
pub(super) const LIKE_WRITTEN: f32 = 0.70;

// Words that sound like an unknown one

/// How alike a stem of the dictionary must be, but for its end, to be inflected.
///
/// - lets in *conformité* for `confermité`; keeps out stems that share a syllable
pub(super) const STEM: f32 = 0.60;

/// How alike an inflected form must be to be suggested.
///
/// - lets in *omnubilés* … for `omnibilés`; keeps out longer words of the same stem
pub(super) const INFLECTED_FORM: f32 = 0.50;

/// What a stem loses that fits but for its end: one that fits as a whole goes before it. It only puts them in an order.
pub(super) const OTHER_END: f32 = 0.04;

/// How alike a word must be to be suggested for an unknown one of five letters or more.
///
/// - lets in *eclipse* for `glypse`; keeps out *rubbernecks* for `kubernetes`
pub(super) const FIX: f32 = 0.65;

/// The same for one of four letters, which many words are like.
///
/// - lets in *ouais* for `ouai`; keeps out *Luna* for `Luca`
pub(super) const FIX_OF_FOUR: f32 = 0.70;

/// The letters of a word with the very sound of an unknown one of up to three letters, for which no other is suggested.
///
/// - lets in *comme* for `kom`; keeps out *hoquet* for `oké`, and *km*, which sounds otherwise
pub(super) const FIX_OF_THREE: f32 = 0.35;

/// How alike a word of enough letters must sound to be likely what was said: a recogniser writes what it heard.
///
/// - lets in *bonjour* for `boujour`; keeps out *métayers* for `métaxers`
pub(super) const FIX_SOUND: f32 = 0.86;

/// Letters of a word that is easily told from others by its sound.
///
/// - lets in *pneumonia* for `numonia`; keeps out *Raymond* for `remon`
pub(super) const FIX_LETTERS: usize = 6;

/// The letters of a word with the very sound of a shorter one.
///
/// - lets in *ouais* for `ouai`; keeps out *Dave* for `dev`
pub(super) const FIX_OF_SAME_SOUND: f32 = 0.70;

/// The letters of a word with the very sound of one that is made of known words, and right but for a slip.
///
/// - lets in *beginning* for `begining`; keeps out *prey-image* for `pre-image`
pub(super) const SLIP: f32 = 0.85;

/// The letters of a word that is suggested for one with capitals inside, which was rather written with care.
///
/// - lets in *knapsack* for `KnapSak`; keeps out *stateless* for `StatePlus`
pub(super) const FIX_OF_MIXED: f32 = 0.85;

// Words of which the recogniser was not sure. Recognisers count each in their own way: these are not measured.

/// A recogniser that is less sure than this, from 0 to 1, is worth a look …
///
/// - lets in a word of which it was 49 % sure; keeps out one of 50 %
pub(super) const UNSURE: f32 = 0.5;

/// … and less than this is likely wrong.
///
/// - lets in a word of which it was 24 % sure; keeps out one of 25 %, which is doubtful
pub(super) const VERY_UNSURE: f32 = 0.25;
