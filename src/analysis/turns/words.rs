//! Words with a capital that are nobody's name.

use std::collections::HashSet;
use std::sync::LazyLock;

/// French and English words that begin sentences or greet, and capitals that are no people; folded.
pub static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

const WORDS: &str = "
    a about absolument absolutely actually african ah ai ainsi all alors also although american amis and
    aout apres april attendez au aucun auditeurs auditrices august aujourd aujourdhui aussi autre aux avant
    avec avril back be beaucoup because been before bien bienvenue bon bonjour bonsoir both bravo brilliant
    british but by bye c ca can car catholic ce cela ces cest cet cette chaque cher chere chers christmas
    come comme comment congratulations could d da daccord dans de december decembre deja des did dieu
    dimanche dis dites do does doing donc dont du each ecoute ecoutez effectivement elle elles en enfin
    english ensuite est et etait etre eu euh europe european even eventually every everybody everyone
    everything evidemment exactement exactly expliquez february fevrier finally fine first folks for france
    frankly french friday from genial german go god going good goodbye great guys had has have he hello her
    here heres hey hi his honestly how however i ici id if il ill ils im in indeed is it its ive j jai
    jamais january janvier je jeudi juillet juin july june just justement l la ladies le les let lets leur
    like listeners london look lot lundi m ma maam madame maintenant mais many march mardi mars maybe me
    merci mercis mercredi mes mesdames messieurs mieux moi mon monday monsieur more morning most mr music
    musique my n naturellement ne never no nobody noel non none nos not nothing notre nous november novembre
    now o october octobre of oh ok okay on once one only or ou oui our out over par parce pardon parfait
    parfois paris parlons perhaps personne peut please plus pour pourquoi pourtant precisely premierement
    presque probably puis puisque qu quand quant que quel quelle quelles quelqu quelque quelques quels qui
    quoi racontez really regarde regardez revenons right s sa salut samedi sans saturday se september
    septembre ses she si since sir so some somebody somehow someone sometimes son sorry speaking sunday
    super sur sure surtout t ta tant team tell tes thank thanks that thats the their them then there
    therefore theres these they theyre this those though thought thursday thus tiens to today toi tomorrow
    ton tonight toujours tous tout toute toutefois toutes tres tu tuesday two un une usually vendredi vers
    very vive voici voila vos votre vous vraiment wait was we wednesday welcome well were weve what whatever
    whats when whenever where which while who whos why will with without would wow yeah yes yesterday yet
    you your youre
";
