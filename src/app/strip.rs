//! The strip beside the search field: what the program has to say. Never a dialog that must be answered first. Its place
//! is kept when it says nothing, so that no row below it ever moves.
//!
//! An offer waits: what is said after it stands before it, and when that is done the offer is there again. What only
//! tells goes by itself, with the next edit at the latest; an error stays until it is put away, or is true no more. What
//! only confirms is whispered in the line at the bottom, where it moves nothing, until something else is done.

use super::keys::Id;
use super::request::Request;
use crate::document::Revision;
use crate::messages::{self, text};
use crate::model::Message;
use std::time::Duration;

/// What the strip says, if anything.
#[derive(Default)]
pub(super) struct Strip {
    /// What is said and still waits; the last is shown.
    said: Vec<Notice>,
    /// What is said now is about the program.
    of_program: bool,
    /// What was said in passing.
    whispered: Option<Whisper>,
}

/// What is said, one thing beside the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wording(Vec<Message>);

impl From<Message> for Wording {
    fn from(message: Message) -> Wording {
        Wording(vec![message])
    }
}

impl From<Vec<Message>> for Wording {
    fn from(messages: Vec<Message>) -> Wording {
        Wording(messages)
    }
}

impl Wording {
    /// It in words.
    fn text(&self) -> String {
        messages::beside(self.0.iter().map(messages::text))
    }
}

/// Something that is said in passing.
struct Whisper {
    said: Wording,
    /// When it was first shown, in seconds of the window's time, and how things stood then.
    shown: Option<(f64, Option<Moment>)>,
}

/// How things stand: when that is another, something else was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The state of the document.
    pub revision: Revision,
    /// The current row.
    pub row: usize,
    /// The panel that is open.
    pub panel: Option<&'static str>,
}

/// Something that is said.
pub(super) struct Notice {
    topic: Topic,
    /// What it is about, in bold, if that is said.
    pub subject: Option<Message>,
    /// What is said.
    said: Wording,
    /// What it offers to do.
    pub offers: Vec<Offer>,
    /// More offers, behind a name.
    pub choices: Option<(String, Vec<Offer>)>,
    stays: Stays,
    /// It is about the program, not about the document that is open.
    of_program: bool,
    /// When it was first shown, in seconds of the window's time.
    shown: Option<f64>,
    /// How things stood when it was first shown.
    since: Option<Moment>,
    /// What it was before something was said beside it: what it said, how many offers it had, and how long it stayed.
    alone: Option<(Wording, usize, Stays)>,
}

/// What something that is said is about. Of each topic but [`Topic::Other`] only the latest is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// The document that was opened.
    Opened,
    /// The other places of what was corrected by hand.
    Alike,
    /// What was typed and the document could not take.
    Refused,
    /// What came of an export.
    Exporting,
    /// What came of saving.
    Saving,
    /// What cannot be looked for.
    Off,
    /// Anything else.
    Other,
}

/// How long something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stays {
    /// So long, and until the next edit at most. What goes by itself goes as well when the person goes elsewhere.
    For(Option<Duration>),
    /// Until it is answered.
    Waits,
    /// Until it is put away: something went wrong.
    Wrong,
}

/// Something that the strip offers to do.
#[derive(Clone)]
pub(super) struct Offer {
    /// What the button says.
    pub name: String,
    /// What it asks for.
    pub asks: Request,
}

impl Offer {
    /// An offer that asks for something.
    pub(super) fn new(name: impl Into<String>, asks: Request) -> Offer {
        Offer { name: name.into(), asks }
    }

    /// The command that it runs, if it runs one.
    pub(super) fn command(&self) -> Option<Id> {
        if let Request::Run(command) = &self.asks { Some(*command) } else { None }
    }

    /// An offer to run a command.
    pub(super) fn run(name: impl Into<String>, command: Id) -> Offer {
        Offer::new(name, Request::Run(command))
    }
}

/// How long a word in passing stays.
const PASSING: Duration = Duration::from_secs(5);
/// How long something stays that only tells.
const TOLD: Duration = Duration::from_secs(12);

impl Notice {
    /// What is said, in words.
    pub(super) fn text(&self) -> String {
        self.said.text()
    }

    /// Whether something went wrong.
    pub(super) fn is_wrong(&self) -> bool {
        self.stays == Stays::Wrong
    }
}

impl Strip {
    /// What is being said.
    pub(super) fn current(&self) -> Option<&Notice> {
        self.said.last()
    }

    /// Says something that was done or cannot be done. It goes by itself.
    pub(super) fn say(&mut self, said: impl Into<Wording>) {
        self.push(Topic::Other, None, said.into(), Vec::new(), Stays::For(Some(TOLD)));
    }

    /// Says something in passing, at the bottom of the window.
    pub(super) fn whisper(&mut self, said: impl Into<Wording>) {
        self.whispered = Some(Whisper { said: said.into(), shown: None });
    }

    /// What is being said in passing.
    pub(super) fn whispered(&self) -> Option<String> {
        self.whispered.as_ref().map(|whisper| whisper.said.text())
    }

    /// Says that something went wrong.
    pub(super) fn fail(&mut self, said: impl Into<Wording>) {
        self.fail_with(said, Vec::new());
    }

    /// Says that something went wrong, and what can be done.
    pub(super) fn fail_with(&mut self, said: impl Into<Wording>, offers: Vec<Offer>) {
        self.fail_about(Topic::Other, said, offers);
    }

    /// Says that something about a topic went wrong, and what can be done.
    pub(super) fn fail_about(&mut self, topic: Topic, said: impl Into<Wording>, offers: Vec<Offer>) {
        let wrong = said.into();
        self.said.retain(|notice| notice.said != wrong);
        self.push(topic, None, wrong, offers, Stays::Wrong);
    }

    /// Says something about a subject, with offers that wait for an answer.
    pub(super) fn offer(
        &mut self,
        topic: Topic,
        subject: Option<Message>,
        said: impl Into<Wording>,
        offers: Vec<Offer>,
    ) {
        self.push(topic, subject, said.into(), offers, Stays::Waits);
    }

    /// Says something that asks for nothing, with offers. It goes with the next edit.
    pub(super) fn tell(&mut self, topic: Topic, said: impl Into<Wording>, offers: Vec<Offer>) {
        let long = offers.is_empty().then_some(TOLD);
        self.push(topic, None, said.into(), offers, Stays::For(long));
    }

    fn push(&mut self, topic: Topic, subject: Option<Message>, said: Wording, offers: Vec<Offer>, stays: Stays) {
        // What only tells makes way for what is said next.
        self.said.retain(|said| !matches!(said.stays, Stays::For(_)));
        if topic != Topic::Other {
            self.withdraw(topic);
        }
        let of_program = self.of_program;
        self.said.push(Notice {
            topic,
            subject,
            said,
            offers,
            choices: None,
            stays,
            of_program,
            shown: None,
            since: None,
            alone: None,
        });
    }

    /// Says what cannot be looked for, beside whatever it says already, and no more what could not be before.
    pub(super) fn say_what_is_off(&mut self, off: Vec<Message>) {
        self.withdraw(Topic::Off);
        for notice in &mut self.said {
            if let Some((said, offers, stays)) = notice.alone.take() {
                (notice.said, notice.stays) = (said, stays);
                notice.offers.truncate(offers);
            }
        }
        if off.is_empty() {
            return;
        }
        let offers = vec![Offer::run(text!("strip-what-can-be-done"), Id("panel-findings"))];
        let Some(notice) = self.said.last_mut() else { return self.offer(Topic::Off, None, off, offers) };
        notice.alone = Some((notice.said.clone(), notice.offers.len(), notice.stays));
        notice.said.0.extend(off);
        notice.offers.extend(offers);
        notice.stays = Stays::Waits;
    }

    /// Adds offers to what is being said, behind a name.
    pub(super) fn choose(&mut self, name: &str, choices: Vec<Offer>) {
        if let Some(said) = self.said.last_mut() {
            said.choices = Some((name.to_owned(), choices));
        }
    }

    /// Puts away what it says. What was said before and still waits is there again.
    pub(super) fn dismiss(&mut self) {
        self.said.pop();
    }

    /// What is being said is about.
    pub(super) fn topic(&self) -> Option<Topic> {
        self.said.last().map(|said| said.topic)
    }

    /// Says no more about a topic: it was answered, or there is nothing to be said any more.
    pub(super) fn withdraw(&mut self, topic: Topic) {
        self.said.retain(|said| said.topic != topic);
    }

    /// Puts away what it says about the document: there is another one. What is about the program stays.
    pub(super) fn forget_document(&mut self) {
        self.said.retain(|said| said.of_program);
    }

    /// Whether what is said from now on is about the program, or about the document that is open.
    pub(super) fn speaks_of_program(&mut self, of_program: bool) {
        self.of_program = of_program;
    }

    /// Lets go what has been said long enough, and what was said before something else was done. `moment` is how things
    /// stand with the open document.
    pub(super) fn tick(&mut self, ctx: &egui::Context, moment: Option<Moment>) {
        let now = ctx.input(|input| input.time);
        // How long something that was first shown at a time still stays.
        let rest = |shown: f64, long: Duration| Duration::try_from_secs_f64(shown + long.as_secs_f64() - now).ok();
        self.said.retain_mut(|said| {
            let Stays::For(long) = said.stays else { return true };
            let shown = *said.shown.get_or_insert(now);
            said.since = said.since.or(moment);
            if let Some(long) = long {
                if said.since != moment && moment.is_some() {
                    return false;
                }
                match rest(shown, long) {
                    Some(rest) if !rest.is_zero() => ctx.request_repaint_after(rest),
                    Some(_) | None => return false,
                }
            }
            let revision = |moment: Option<Moment>| moment.map(|moment| moment.revision);
            revision(said.since) == revision(moment) || moment.is_none()
        });
        let Some(whisper) = &mut self.whispered else { return };
        let (shown, since) = *whisper.shown.get_or_insert((now, moment));
        match rest(shown, PASSING) {
            Some(rest) if !rest.is_zero() && since == moment => ctx.request_repaint_after(rest),
            Some(_) | None => self.whispered = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::model::Transcript;
    use crate::model::message;

    #[test]
    fn what_is_said_goes_when_something_else_is_done() {
        let ctx = egui::Context::default();
        let new = Document::new(Transcript::default(), Transcript::default()).revision();
        let moment = |row| Some(Moment { revision: new, row, panel: None });
        let mut strip = Strip::default();
        strip.whisper(message!("export-copied"));
        strip.say(message!("lost-times"));
        strip.offer(Topic::Opened, None, message!("lost-ends"), Vec::new());
        let said = |strip: &Strip| (strip.whispered().is_some(), strip.said.len());
        for (row, expected) in [(3, (true, 1)), (3, (true, 1)), (4, (false, 1))] {
            strip.tick(&ctx, moment(row));
            assert_eq!(said(&strip), expected, "row {row}");
        }
        strip.whisper(message!("export-copied"));
        strip.tick(&ctx, moment(4));
        assert!(strip.whispered().is_some());
        strip.tick(&ctx, Some(Moment { revision: new, row: 4, panel: Some("names") }));
        assert!(strip.whispered().is_none(), "another panel was opened");
        strip.say(message!("lost-times"));
        strip.tick(&ctx, moment(4));
        strip.tick(&ctx, moment(5));
        assert_eq!(strip.current().map(Notice::text), Some(text!("lost-ends").to_owned()));
    }

    #[test]
    fn what_is_off_is_said_beside_the_rest_until_it_is_on() {
        let off = message!("lost-times");
        for before in [None, Some(message!("lost-ends"))] {
            let mut strip = Strip::default();
            before.iter().for_each(|said| strip.tell(Topic::Opened, said.clone(), Vec::new()));
            strip.say_what_is_off(vec![off.clone()]);
            strip.say_what_is_off(vec![off.clone()]);
            let said = strip.current().expect("it is said");
            assert!(said.text().ends_with(&messages::text(&off)) && said.offers.len() == 1, "{}", said.text());
            strip.say_what_is_off(Vec::new());
            assert_eq!(strip.current().map(Notice::text), before.as_ref().map(messages::text));
            assert_eq!(strip.current().map_or(0, |said| said.offers.len()), 0);
        }
    }

    #[test]
    fn what_is_about_the_program_outlives_the_document() {
        let mut strip = Strip::default();
        strip.fail(message!("quoted", what = "of a document"));
        strip.speaks_of_program(true);
        strip.fail(message!("quoted", what = "of the settings"));
        strip.speaks_of_program(false);
        strip.offer(Topic::Opened, None, message!("quoted", what = "opened"), Vec::new());
        strip.forget_document();
        assert_eq!(strip.current().map(Notice::text).as_deref(), Some("“of the settings”"));
        strip.dismiss();
        assert!(strip.current().is_none());
    }
}
