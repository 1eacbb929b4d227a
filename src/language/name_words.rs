//! Words that stand before names, within them, and in their place: titles, roles, particles, articles, and words with a
//! capital that are nobody's name. French and English; each list once, for all who read names.
//!
//! Words are held against the lists by their letters alone: see [`letters`].

use crate::model::chars::letters;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words, as [`letters`] gives them.
type Words = LazyLock<HashSet<&'static str>>;

fn has(list: &Words, word: &str) -> bool {
    list.contains(letters(word).as_str())
}

/// Whether a word is written before the names of people and is no part of them: `Dr`, `Mme`, `Councillor`.
pub fn is_title(word: &str) -> bool {
    has(&HONORIFICS, word) || is_role(word)
}

/// Whether a word says what somebody is: `Mayor`, `députée`. It may stand between the name of a place and theirs.
pub fn is_role(word: &str) -> bool {
    has(&ROLES, word)
}

/// Whether a word leads into a name where people are listed, and is no part of it: `Guests`, `avec`, `CEO`; the titles
/// are among them.
pub fn is_lead(word: &str) -> bool {
    has(&LEADS, word) || is_title(word)
}

/// Whether a word may stand small within a name: `de`, `van`, `of`.
pub fn is_particle(word: &str) -> bool {
    is_particle_of_person(word) || has(&PARTICLES_OF_OTHERS, word)
}

/// Whether a word may stand small within the name of a person. `of` does not: in speech it divides two names.
pub fn is_particle_of_person(word: &str) -> bool {
    has(&PARTICLES, word)
}

/// Whether a word is an article, which may be left out when people speak of what it leads into.
pub fn is_article(word: &str) -> bool {
    has(&ARTICLES, word)
}

/// Whether a word is the name of a day or a month.
pub fn is_of_calendar(word: &str) -> bool {
    has(&CALENDAR, word)
}

/// Whether a word, by its letters, begins sentences or greets with a capital or has one always, and is nobody's name.
pub fn is_nobody(letters: &str) -> bool {
    // May is somebody's name.
    NOBODY.contains(letters) || CALENDAR.contains(letters) && !matches!(letters, "may" | "mai")
}

/// Whether a word is one of a sentence that names names, and of no name itself: `about`, `dans`. Words that are first
/// names too, as `Ben` and `Will`, are not among them.
pub fn is_of_sentence(word: &str) -> bool {
    is_lead(word) || has(&SENTENCE, word)
}

/// Whether a word is shortened to what ends in a point, which ends no sentence: `Mr`, `Mme`, `vs`.
pub fn is_abbreviated(word: &str) -> bool {
    word == "vs" || word.starts_with(char::is_uppercase) && has(&ABBREVIATED, word)
}

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

/// Before the name of a person.
static HONORIFICS: Words = LazyLock::new(|| {
    set("\
    m mr mrs ms miss mx dr prof sir dame lord lady rev st alderman father sister brother colonel general judge \
    mme mlle mm me maitre pr abbe pere")
});

/// What somebody is.
static ROLES: Words = LazyLock::new(|| {
    set("\
    councillor cllr mayor senator president minister director captain coach professor doctor reverend bishop \
    chairman chairwoman maire conseiller conseillere senateur senatrice depute deputee president presidente \
    ministre directeur directrice docteur docteure professeur professeure capitaine entraineur entraineuse \
    journaliste eveque")
});

/// What else stands before names in a head.
static LEADS: Words = LazyLock::new(|| {
    set("\
    chair host guest guests interview episode chapter part live video invite invitee invites entretien \
    chercheur chercheuse autrice auteur ceo cto cfo coo pdg dg featuring feat with avec by par chapitre \
    emission category transcription transcript news magazine cofounder founder cofondateur fondateur fondatrice \
    cofondatrice author engineer speaker moderator presenter narrator hosts hosted intervenant intervenants \
    intervenante intervenantes participant participants participantes speakers presente presentee presentation \
    anime animee animation")
});

/// Within the names of people.
static PARTICLES: Words = LazyLock::new(|| {
    set("\
    al ben bin d da das de del della den der des di do dos du el ibn l la le les ten ter van von y zu")
});

/// Within the names of places and institutions alone.
static PARTICLES_OF_OTHERS: Words = LazyLock::new(|| {
    set("\
    en for of sous sur the und")
});

/// French and English.
static ARTICLES: Words = LazyLock::new(|| {
    set("\
    le la les l the")
});

/// Between names, and at the beginning of a sentence.
static SENTENCE: Words = LazyLock::new(|| {
    set("\
    a about after an and are as at au aujourdhui aux before ce ces cet cette chez comme dans de des du elle en entre \
    est et for from he her his il ils in is it la le les mais mon nos notre nous of on or ou our pour sa she ses si \
    son sur that the their they this to today un une voici vous we welcome when you")
});

/// Shortened.
static ABBREVIATED: Words = LazyLock::new(|| {
    set("\
    mr mrs ms mx dr st prof rev mme mlle mm me pr jr")
});

/// Days and months.
static CALENDAR: Words = LazyLock::new(|| {
    set("\
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
    september october november december lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier \
    mars avril mai juin juillet aout septembre octobre novembre decembre")
});

/// French and English words that begin sentences or greet, and capitals that are no people.
static NOBODY: Words = LazyLock::new(|| {
    set("\
    a about absolument absolutely actually african ah ai ainsi all alors also although american amis and apres \
    attendez au aucun auditeurs auditrices aujourd aujourdhui aussi autre aux avant avec back be beaucoup \
    because been before bien bienvenue bon bonjour bonsoir both bravo brilliant british but by bye c ca can car \
    catholic ce cela ces cest cet cette chaque cher chere chers christmas come comme comment congratulations \
    could d da daccord dans de deja des did dieu dis dites do does doing donc dont du each ecoute ecoutez \
    effectivement elle elles en enfin english ensuite est et etait etre eu euh europe european even eventually \
    every everybody everyone everything evidemment exactement exactly expliquez finally fine first folks for \
    france frankly french from genial german go god going good goodbye great guys had has have he hello her \
    here heres hey hi his honestly how however i ici id if il ill ils im in indeed is it its ive j jai jamais \
    je just justement l la ladies le les let lets leur like listeners london look lot m ma maam madame \
    maintenant mais many maybe me merci mercis mes mesdames messieurs mieux moi mon monsieur more morning most \
    mr music musique my n naturellement ne never no nobody noel non none nos not nothing notre nous now o of oh \
    ok okay on once one only or ou oui our out over par parce pardon parfait parfois paris parlons perhaps \
    personne peut please plus pour pourquoi pourtant precisely premierement presque probably puis puisque qu \
    quand quant que quel quelle quelles quelqu quelque quelques quels qui quoi racontez really regarde regardez \
    revenons right s sa salut sans se ses she si since sir so some somebody somehow someone sometimes son sorry \
    speaking super sur sure surtout t ta tant team tell tes thank thanks that thats the their them then there \
    therefore theres these they theyre this those though thought thus tiens to today toi tomorrow ton tonight \
    toujours tous tout toute toutefois toutes tres tu two un une usually vers very vive voici voila vos votre \
    vous vraiment wait was we welcome well were weve what whatever whats when whenever where which while who \
    whos why will with without would wow yeah yes yesterday yet you your youre")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_hold_letters_alone() {
        let lists = [
            &HONORIFICS,
            &ROLES,
            &LEADS,
            &SENTENCE,
            &PARTICLES,
            &PARTICLES_OF_OTHERS,
            &ARTICLES,
            &ABBREVIATED,
            &CALENDAR,
            &NOBODY,
        ];
        for word in lists.into_iter().flat_map(|list| list.iter()) {
            assert_eq!(letters(word), *word);
        }
    }

    #[test]
    fn no_word_is_in_two_lists_of_one_question() {
        for (one, other) in
            [(&HONORIFICS, &ROLES), (&HONORIFICS, &LEADS), (&ROLES, &LEADS), (&PARTICLES, &PARTICLES_OF_OTHERS)]
        {
            assert_eq!(one.intersection(other).next(), None);
        }
    }

    #[test]
    fn words_are_told_in_any_writing() {
        assert!(is_title("Dr.") && is_title("Députée") && is_title("COUNCILLOR") && !is_title("guest"));
        assert!(is_lead("Co-founder") && is_lead("Invitées") == is_lead("invitees"));
        assert!(is_particle("d’") && is_particle("of") && !is_particle_of_person("of"));
        assert!(is_abbreviated("Me") && !is_abbreviated("me") && is_abbreviated("vs"));
    }
}
