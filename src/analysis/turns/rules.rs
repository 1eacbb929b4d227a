//! Who speaks: the rules, each with its reason.

use super::cast::Cast;
use super::naming::{Before, How, goes_on_listing, names};
use super::openings::{Opening, Sign, openings};
use super::proposal::{Proposal, ProposedSpeaker, Words};
use super::who::is_own;
use crate::glossary::memory::KnownSpeaker;
use crate::head;
use crate::jobs::Cancel;
use crate::model::chars::letters;
use crate::model::{Message, SpeakerId, Transcript, message, sounds};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// See [`super::propose`].
pub(super) fn propose(t: &Transcript, known: &[KnownSpeaker], words: Words, cancel: &Cancel) -> Vec<Proposal> {
    let openings = openings(t, cancel);
    if openings.iter().all(|opening| matches!(opening.sign, Sign::Given(_))) {
        return Vec::new();
    }
    let marked = openings.iter().any(|opening| matches!(opening.sign, Sign::Mark | Sign::Inside));
    let given = openings.iter().any(|opening| matches!(opening.sign, Sign::Given(_)));
    let spoken = spoken_names(t, &openings, cancel);
    let mut cast = Cast::of(t);
    bring_in(t, &mut cast, &spoken, known);
    if !marked && !given && cast.people.is_empty() {
        return Vec::new();
    }
    let named = named_in_turns(t, &cast, &spoken, openings.len());
    let roles = Roles::find(&mut cast, &openings, &named, &Labels::in_words(words));
    let asks = (0..openings.len()).map(|n| asks(t, &openings, n)).collect();
    let heard = vec![false; cast.people.len()];
    let mut chain = Chain {
        openings: &openings,
        named: &named,
        asks,
        cast: &cast,
        roles,
        turns: Vec::new(),
        now: None,
        partner: None,
        unsure: false,
        heard,
    };
    for n in 0..openings.len() {
        chain.step(n);
    }
    chain.proposals(t.lines.len())
}

/// A name that is said in a turn.
struct Spoken {
    /// The opening of the turn.
    opening: usize,
    row: usize,
    at: Range<usize>,
    words: usize,
    how: How,
}

impl Spoken {
    fn name<'a>(&self, t: &'a Transcript) -> &'a str {
        t.lines.get(self.row).map_or("", |line| &line.text[self.at.clone()])
    }
}

/// All names that are said, in order.
fn spoken_names(t: &Transcript, openings: &[Opening], cancel: &Cancel) -> Vec<Spoken> {
    let mut spoken = Vec::new();
    let mut before = Before::Sentence;
    let mut opening = 0;
    // Somebody is brought in by the sentence that goes on.
    let mut bringing = false;
    for (row, line) in t.lines.iter().enumerate() {
        if row % 4096 == 0 {
            if cancel.is_cancelled() {
                break;
            }
            cancel.progress(t.lines.len() + row * 3, t.lines.len() * 4);
        }
        let begun = |at: usize| openings.get(at).is_some_and(|opening| (opening.row, opening.at) == (row, 0));
        while openings.get(opening + 1).is_some_and(|next| next.row < row) || begun(opening + 1) {
            opening += 1;
        }
        if begun(opening) {
            before = Before::Sentence;
        }
        // `with me are Ann Lee, who …,` and in the next line `and Bob Reed`.
        let mut listing = bringing && before != Before::Sentence && goes_on_listing(&line.text);
        for mut named in names(&line.text, before) {
            if std::mem::take(&mut listing) && named.words > 1 {
                named.how = How::Brought;
            }
            bringing = named.how == How::Brought;
            let inside = openings[opening + 1..].iter().take_while(|next| next.row == row && next.at <= named.at.start);
            let opening = opening + inside.count();
            spoken.push(Spoken { opening, row, at: named.at, words: named.words, how: named.how });
        }
        before = Before::after(&line.text);
        bringing &= before != Before::Sentence;
    }
    spoken
}

/// Adds to the cast those whom the text itself brings in clearly enough.
fn bring_in(t: &Transcript, cast: &mut Cast, spoken: &[Spoken], known: &[KnownSpeaker]) {
    let mut weights: BTreeMap<String, (u32, usize, &str)> = BTreeMap::new();
    for (n, one) in spoken.iter().enumerate() {
        let name = one.name(t);
        let weight = match one.how {
            How::Own if is_own(name) => 2,
            How::Brought => 2,
            How::Greeted if one.words > 1 => 2,
            How::Greeted => 1,
            How::Called | How::Own | How::Mentioned => 0,
        };
        if weight > 0 && cast.who(name).is_none() {
            weights.entry(letters(name)).or_insert((0, n, name)).0 += weight;
        }
    }
    let mut clear: Vec<(usize, &str)> =
        weights.into_values().filter(|(weight, ..)| *weight > 1).map(|(_, n, name)| (n, name)).collect();
    // The longer forms first, so that `Ann` is found to be `Ann Lee`.
    clear.sort_by_key(|(n, name)| (std::cmp::Reverse(name.split_whitespace().count()), *n));
    let spellings = Cast::spellings(t, known);
    for (_, name) in clear {
        if cast.who(name).is_none() {
            cast.add_guessed(name, &spellings);
        }
    }
}

/// Whether what is said from an opening on, up to the next one, ends with a question.
fn asks(t: &Transcript, openings: &[Opening], n: usize) -> bool {
    let next = openings.get(n + 1);
    if let Some(next) = next.filter(|next| next.at > 0) {
        return t.lines.get(next.row).is_some_and(|line| line.text[..next.at].trim_end().ends_with('?'));
    }
    let end = next.map_or(t.lines.len(), |next| next.row);
    let last =
        (openings[n].row..end).rev().filter_map(|row| t.lines.get(row)).find(|line| !sounds::is_sound(&line.text));
    last.is_some_and(|line| line.text.trim_end().ends_with('?'))
}

/// Whom of the cast one turn names, and as what. Numbers are places in the cast.
#[derive(Clone, Debug, Default)]
struct TurnNames {
    own: Option<usize>,
    /// Spoken to, each once, in order of the last time.
    called: Vec<usize>,
    /// Brought in.
    brought: Vec<usize>,
    /// Spoken of by first name and surname.
    mentioned: Option<usize>,
}

fn named_in_turns(t: &Transcript, cast: &Cast, spoken: &[Spoken], openings: usize) -> Vec<TurnNames> {
    let mut named = vec![TurnNames::default(); openings];
    let mut known: HashMap<&str, Option<usize>> = HashMap::new();
    for one in spoken {
        let name = one.name(t);
        let Some(person) = *known.entry(name).or_insert_with(|| cast.who(name)) else { continue };
        let named = &mut named[one.opening];
        match one.how {
            How::Own => named.own = named.own.or(Some(person)),
            How::Greeted | How::Called => put_last(&mut named.called, person),
            How::Brought => put_last(&mut named.brought, person),
            How::Mentioned if one.words > 1 => named.mentioned = Some(person),
            How::Mentioned => {}
        }
    }
    named
}

fn put_last(people: &mut Vec<usize>, person: usize) {
    people.retain(|known| *known != person);
    people.push(person);
}

/// Who is the host, and who the other when nobody is named. Numbers are places in the cast.
struct Roles {
    host: usize,
    guest: usize,
    /// Neither the text nor the head tells who leads through it.
    by_turns: bool,
}

impl Roles {
    /// Finds the host: named so by the head or the roster; introducing themselves when the text begins; given to
    /// lines in which a host speaks; answered by name; or somebody without a name.
    fn find(cast: &mut Cast, openings: &[Opening], named: &[TurnNames], labels: &Labels) -> Roles {
        let is_label = |name: &str| head::names_a_host(name) || name == labels.host;
        let labelled = cast.people.iter().position(|person| person.hosts || is_label(&person.name));
        let introduced = openings.iter().zip(named).take(3).find_map(|(opening, named)| match opening.sign {
            // `Speaker 1` who says that they are Ann is in the roster already.
            Sign::Given(id) => named.own.and(cast.by_id(id)),
            _ => named.own,
        });
        let host = labelled
            .or(introduced)
            .or_else(|| given_host(cast, openings, named))
            .or_else(|| answered_host(cast, named));
        let by_turns = host.is_none() && cast.people.is_empty();
        let host = host.unwrap_or_else(|| cast.add_label(if by_turns { &labels.first } else { &labels.host }));
        let guest = (0..cast.people.len()).find(|&at| at != host);
        let guest = guest.unwrap_or_else(|| cast.add_label(if by_turns { &labels.second } else { &labels.guest }));
        Roles { host, guest, by_turns }
    }
}

/// The speaker of given lines who speaks as a host does most often.
fn given_host(cast: &Cast, openings: &[Opening], named: &[TurnNames]) -> Option<usize> {
    let mut counts: BTreeMap<SpeakerId, i32> = BTreeMap::new();
    for (n, (opening, named)) in openings.iter().zip(named).enumerate() {
        let Sign::Given(id) = opening.sign else { continue };
        let me = cast.by_id(id);
        let others = named.called.iter().chain(&named.brought).filter(|&&person| Some(person) != me).count() as i32;
        *counts.entry(id).or_default() += others + i32::from(n == 0) + i32::from(opening.after_pause);
    }
    // Who is spoken to often is rather a guest.
    for person in named.iter().flat_map(|named| &named.called) {
        if let Some(count) = cast.people[*person].id.and_then(|id| counts.get_mut(&id)) {
            *count -= 1;
        }
    }
    let (id, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    cast.by_id(id).filter(|_| count > 0)
}

/// The person whom only the other of two speaks to by name: who is thanked by guests.
fn answered_host(cast: &Cast, named: &[TurnNames]) -> Option<usize> {
    let mut counts = vec![(0, 0); cast.people.len()];
    for (n, named) in named.iter().enumerate() {
        for person in &named.called {
            let (even, odd) = &mut counts[*person];
            *(if n % 2 == 0 { even } else { odd }) += 1;
        }
    }
    let guest_called = counts.iter().any(|(even, odd)| even > odd);
    let host = counts.iter().position(|(even, odd)| *odd > 0 && *even == 0)?;
    (guest_called && cast.people[host].guessed).then_some(host)
}

/// What people are called who have no name, in the words of whoever reads it.
struct Labels {
    host: String,
    guest: String,
    first: String,
    second: String,
}

impl Labels {
    fn in_words(words: Words) -> Labels {
        Labels {
            host: words(&message!("turn-host")),
            guest: words(&message!("turn-guest")),
            first: words(&message!("turn-speaker", n = 1)),
            second: words(&message!("turn-speaker", n = 2)),
        }
    }
}

/// In rows, the longest turn that is a question and no more.
const SHORT_QUESTION: usize = 3;

/// Who speaks in one turn, and why.
struct Turn {
    opening: Opening,
    who: usize,
    /// `None` for a turn that has its speaker already.
    because: Option<Message>,
    doubt: bool,
    /// By name, or given: not only by taking turns.
    sure: bool,
}

/// The rules, from turn to turn.
struct Chain<'a> {
    openings: &'a [Opening],
    named: &'a [TurnNames],
    /// Whether each opening's words end with a question.
    asks: Vec<bool>,
    cast: &'a Cast,
    roles: Roles,
    turns: Vec<Turn>,
    now: Option<usize>,
    /// The guest whose turn it is after the host.
    partner: Option<usize>,
    /// The host has named more than one of them.
    unsure: bool,
    /// Who has spoken.
    heard: Vec<bool>,
}

impl Chain<'_> {
    fn step(&mut self, n: usize) {
        let (opening, named) = (self.openings[n], &self.named[n]);
        let host = self.roles.host;
        let Some((who, because, sure)) = self.rule(opening, named) else { return };
        let (who, because) = match if sure { None } else { self.found_out(n, who) } {
            Some(because) => (host, Some(because)),
            None => (who, because),
        };
        // A mark, and the same person again: somewhere before, somebody spoke without a mark.
        let again = self.now == Some(who) && matches!(opening.sign, Sign::Mark | Sign::Inside) && !opening.after_pause;
        let explained = again && sure && self.interrupted(opening);
        let answered = self.now == Some(host) && who != host;
        let unmarked = matches!(opening.sign, Sign::Asks | Sign::Answers | Sign::Calls);
        let fresh = self.is_unnamed(who) && !self.heard[who];
        let doubt = unmarked || fresh || (again && !explained) || (answered && self.unsure && named.own.is_none());
        self.heard[who] = true;
        let same = |because| message!("turn-same-speaker", why = because);
        let because = if again && !explained { because.map(same) } else { because };
        let given = matches!(opening.sign, Sign::Given(_));
        self.turns.push(Turn { opening, who, because: because.filter(|_| !given), doubt: doubt && !given, sure });
        self.now = Some(who);
        if who == host {
            self.hand_over(named);
        } else {
            self.partner = Some(who);
            self.unsure = false;
        }
    }

    /// Among several guests a short question is rather the host's, and then the statement before it, which was taken
    /// for the host's, was by another guest: that turn is put right, in doubt. `None` when it is not so.
    fn found_out(&mut self, n: usize, who: usize) -> Option<Message> {
        let host = self.roles.host;
        let short = self.openings.get(n + 1)?.row <= self.openings[n].row + SHORT_QUESTION;
        let asks = short && self.asks[n] && n > 0 && !self.asks[n - 1];
        let [.., before, last] = self.turns.as_slice() else { return None };
        let by_turns = !last.sure && !last.opening.after_pause && last.who == host && before.who != host;
        if !asks || !by_turns || who == host {
            return None;
        }
        let guest = before.who;
        let other = self.turns.iter().rev().take(64).map(|turn| turn.who).find(|&who| who != host && who != guest)?;
        let name = &self.cast.people[other].name;
        let because = message!("turn-another-guest", name = name);
        let last = self.turns.last_mut()?;
        (last.who, last.because, last.doubt) = (other, Some(because), true);
        self.now = Some(other);
        self.partner = Some(other);
        Some(message!("turn-asks"))
    }

    /// Who speaks at an opening, why, and whether that is more than taking turns. `None` when no turn begins.
    fn rule(&self, opening: Opening, named: &TurnNames) -> Option<(usize, Option<Message>, bool)> {
        let host = self.roles.host;
        let name = |person: usize| self.cast.people[person].name.as_str();
        match opening.sign {
            Sign::Given(id) => return Some((self.cast.by_id(id).unwrap_or(host), None, true)),
            Sign::GoesOn => return self.now.map(|now| (now, Some(message!("turn-goes-on", name = name(now))), true)),
            Sign::Asks | Sign::Calls if self.now == Some(host) => return None,
            Sign::Answers if self.now != Some(host) => return None,
            _ => {}
        }
        if let Some(own) = named.own {
            return Some((own, Some(message!("turn-says-own", name = name(own))), true));
        }
        let guest = |people: &[usize]| people.iter().copied().find(|&person| person != host);
        if let Some(called) = guest(&named.called).filter(|_| opening.sign != Sign::Answers) {
            return Some((host, Some(message!("turn-speaks-to", name = name(called))), true));
        }
        if opening.sign == Sign::First {
            return Some((host, Some(message!("turn-first")), false));
        }
        if opening.after_pause {
            return Some((host, Some(message!("turn-after-pause")), false));
        }
        if let Some(brought) = guest(&named.brought).filter(|_| opening.sign != Sign::Answers) {
            return Some((host, Some(message!("turn-brings-in", name = name(brought))), true));
        }
        let partner = self.partner.unwrap_or(self.roles.guest);
        if named.called.contains(&host) && self.now != Some(partner) {
            return Some((partner, Some(message!("turn-speaks-to", name = name(host))), true));
        }
        if self.now != Some(host) {
            let because = match self.now {
                Some(before) if !self.roles.by_turns => message!("turn-host-after", name = name(before)),
                _ => message!("turn-two"),
            };
            return Some((host, Some(because), false));
        }
        let because = match self.turns.last() {
            _ if self.roles.by_turns => message!("turn-two"),
            _ if opening.sign == Sign::Answers => message!("turn-answers", name = name(partner)),
            Some(_) => message!("turn-named-last", name = name(partner)),
            None => message!("turn-after-host"),
        };
        Some((partner, Some(because), false))
    }

    /// Whom the host gives the word to.
    fn hand_over(&mut self, named: &TurnNames) {
        let host = self.roles.host;
        let guests = |people: &[usize]| people.iter().copied().filter(|&person| person != host).collect::<Vec<_>>();
        let (called, brought) = (guests(&named.called), guests(&named.brought));
        let mentioned = named.mentioned.filter(|&person| person != host);
        if let Some(&next) = called.last().or(brought.last()).or(mentioned.as_ref()) {
            self.partner = Some(next);
            self.unsure = called.len() > 1 || brought.iter().any(|&person| person != next);
        }
    }

    /// Whether the last turn began inside a line, took that line's end alone, and whoever it interrupted went on
    /// without a mark: so it is when the one who interrupts is found to speak again at the next mark. Then the lines
    /// between are given back.
    fn interrupted(&mut self, next: Opening) -> bool {
        let [.., before, last] = self.turns.as_slice() else { return false };
        let row = last.opening.row + 1;
        let inside = last.opening.sign == Sign::Inside && !last.sure;
        if !inside || row >= next.row || before.who == last.who {
            return false;
        }
        let opening = Opening { row, at: 0, sign: Sign::GoesOn, after_pause: false };
        let because = message!("turn-interrupted", name = &self.cast.people[before.who].name);
        let turn = Turn { opening, who: before.who, because: Some(because), doubt: true, sure: false };
        self.turns.push(turn);
        true
    }

    fn is_unnamed(&self, person: usize) -> bool {
        let person = &self.cast.people[person];
        person.id.is_none() && person.guessed
    }

    fn proposals(self, rows: usize) -> Vec<Proposal> {
        let ends =
            self.turns.iter().skip(1).map(|next| next.opening.row + usize::from(next.opening.at > 0)).chain([rows]);
        let proposal = |(turn, end): (&Turn, usize)| {
            let person = &self.cast.people[turn.who];
            let speaker = person.id.map_or_else(|| ProposedSpeaker::New(person.name.clone()), ProposedSpeaker::Known);
            let Opening { row, at, .. } = turn.opening;
            let because = turn.because.clone()?;
            Some(Proposal { row, at, end, speaker, because, doubt: turn.doubt })
        };
        self.turns.iter().zip(ends).filter_map(proposal).collect()
    }
}
