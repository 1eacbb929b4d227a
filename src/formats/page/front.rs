//! What a page says beside its timed lines: title, description, chapters, and its own furniture.

use crate::model::Chapter;

/// What stands before the first timed line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    /// The title, when one is evident: the first physical line, alone before an empty one.
    pub title: Option<String>,
    /// One note a paragraph.
    pub notes: Vec<String>,
}

/// Reads what stands before the first timed line. Each line is `(number, after an empty line, text)`, the
/// number counted from 1.
pub(super) fn read<'a>(lines: impl Iterator<Item = (usize, bool, &'a str)>, apart: bool) -> Front {
    let mut front = Front::default();
    let mut lines = lines.peekable();
    if let Some(&(1, _, first)) = lines.peek()
        && is_title(first)
    {
        let before = lines.next();
        let alone = lines.peek().map_or(apart, |(_, after_blank, _)| *after_blank);
        match before {
            Some((.., title)) if alone => front.title = Some(title.to_owned()),
            Some((.., text)) => front.notes.push(text.to_owned()),
            None => {}
        }
    }
    let mut fresh = front.title.is_some();
    for (_, after_blank, text) in lines {
        match front.notes.last_mut().filter(|_| !after_blank && !fresh) {
            Some(note) => {
                note.push('\n');
                note.push_str(text);
            }
            None => front.notes.push(text.to_owned()),
        }
        fresh = false;
    }
    front
}

/// The title of a chapter whose line says so: `Chapter 1: Why`, `Chapitre 2 : Comment`.
pub(super) fn chapter(line: &str) -> Option<&str> {
    if !line.starts_with(char::is_alphabetic) {
        return None;
    }
    let (word, rest) = line.split_once(|c: char| c.is_whitespace())?;
    if !CHAPTER.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let rest = rest.trim_start();
    let title = rest.trim_start_matches(|c: char| c.is_numeric());
    let title = (title.len() < rest.len()).then(|| title.trim_start())?;
    let title = title.strip_prefix([':', '：', '.', '-', '–'])?.trim();
    (!title.is_empty()).then_some(title)
}

/// The line that [`chapter`] reads as this chapter.
pub(super) fn write_chapter(out: &mut String, number: usize, chapter: &Chapter) {
    let title = chapter.title.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    out.push_str(&format!("Chapter {number}: {title}\n"));
}

/// Whether a line is a label of a page that shows transcripts, and nothing that was said or written about
/// them. Once there is one, [`is_minor_furniture`] holds too.
pub(super) fn is_furniture(line: &str) -> bool {
    FURNITURE.contains(&line.to_lowercase().as_str())
}

/// Whether a line is a label that could stand elsewhere too: `Transcript`, `Chapters`, a language's name.
pub(super) fn is_minor_furniture(line: &str) -> bool {
    MINOR_FURNITURE.contains(&line.to_lowercase().as_str()) || is_language(line)
}

/// Whether a line is the name of a language: `English (auto-generated)`.
fn is_language(line: &str) -> bool {
    let name = line.split_once('(').map_or(line, |(name, _)| name).trim();
    LANGUAGES.contains(&name.to_lowercase().as_str())
}

/// A row of dashes. What stands before it is about the transcript, what stands behind it is said, times or none.
pub(super) const LINE_ACROSS: &str = "---";

/// Whether a row at the end is what a service says of itself and of its transcript.
pub(super) fn is_footer(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.len() <= 300 && FOOTERS.iter().any(|words| lower.contains(words))
}

/// A title is one line that begins with a letter, a number or a quotation mark and does not end as a sentence.
fn is_title(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphanumeric() || "\"«“‘¿¡#".contains(c))
        && line.len() <= 200
        && !line.ends_with(['.', ':', ';', ','])
        && !line.contains("://")
}

const CHAPTER: &[&str] = &[
    "chapter",
    "chapitre",
    "kapitel",
    "capítulo",
    "capitulo",
    "capitolo",
    "capítol",
    "hoofdstuk",
    "rozdział",
    "глава",
    "розділ",
    "bölüm",
    "kapitola",
    "fejezet",
    "capitolul",
    "luku",
    "บทที่",
    "chương",
];

const FURNITURE: &[&str] = &[
    "in this video",
    "search transcript",
    "search in video",
    "sync to video time",
    "show transcript",
    "hide transcript",
    "close transcript",
    "toggle timestamps",
    "dans cette vidéo",
    "rechercher dans la transcription",
    "rechercher dans la vidéo",
    "synchroniser avec la vidéo",
    "synchroniser avec le minutage de la vidéo",
    "afficher la transcription",
    "masquer la transcription",
    "fermer la transcription",
    "passer au player",
    "passer au contenu principal",
    "passer au playerpasser au contenu principal",
    "in diesem video",
    "transkript durchsuchen",
    "in transkript suchen",
    "mit videozeit synchronisieren",
    "transkript anzeigen",
    "transkript schließen",
    "en este vídeo",
    "en este video",
    "buscar en la transcripción",
    "sincronizar con el tiempo del vídeo",
    "mostrar transcripción",
    "ocultar transcripción",
    "in questo video",
    "cerca nella trascrizione",
    "sincronizza con il tempo del video",
    "mostra trascrizione",
    "neste vídeo",
    "pesquisar na transcrição",
    "sincronizar com o tempo do vídeo",
    "mostrar transcrição",
    "in deze video",
    "transcript zoeken",
    "transcript doorzoeken",
    "synchroniseren met videotijd",
    "transcript tonen",
];

/// Words that nobody says in a talk.
const FOOTERS: &[&str] = &[
    "transcribed by http",
    "transcribed by otter",
    "transcribed with",
    "transcript by http",
    "transcript generated by",
    "transcript created by",
    "transcript was generated",
    "transcript was computer generated",
    "transcription provided by",
    "transcription by http",
    "transcription ended after",
    "transcrit par",
    "transcription générée par",
    "cette transcription modifiable",
    "stopped transcription",
    "a arrêté la transcription",
    "hat die transkription beendet",
    "dieses bearbeitbare transkript",
    "meeting ended after",
    "la réunion s'est terminée après",
    "view original transcript",
    "read the full transcript at",
];

const MINOR_FURNITURE: &[&str] = &[
    "&nbsp;",
    "transcript",
    "chapters",
    "transcription",
    "chapitres",
    "transkript",
    "kapitel",
    "transcripción",
    "capítulos",
    "trascrizione",
    "capitoli",
    "transcrição",
    "hoofdstukken",
    "timeline",
];

const LANGUAGES: &[&str] = &[
    "english",
    "anglais",
    "français",
    "french",
    "deutsch",
    "german",
    "allemand",
    "español",
    "spanish",
    "espagnol",
    "italiano",
    "italian",
    "italien",
    "português",
    "portuguese",
    "nederlands",
    "dutch",
    "polski",
    "русский",
    "українська",
    "türkçe",
    "svenska",
    "dansk",
    "norsk",
    "suomi",
    "日本語",
    "한국어",
    "中文",
    "العربية",
    "हिन्दी",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_say_so() {
        for (line, expected) in [
            ("Chapter 1: Why agents need it", Some("Why agents need it")),
            ("Chapitre 2\u{a0}: Le barrage", Some("Le barrage")),
            ("Chapitre 12 : Le barrage", Some("Le barrage")),
            ("Kapitel 3: Am Hafen", Some("Am Hafen")),
            ("Chapter 1", None),
            ("Chapter one: Why", None),
            ("The chapter 1: no", None),
        ] {
            assert_eq!(chapter(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_title_and_notes() {
        for (text, expected) in [
            ("The harbour\n\nWith Ann.\nNews\n\n", "= The harbour # With Ann./News"),
            ("The harbour\n\n", "= The harbour"),
            ("The harbour\n\nOne\n\nTwo\n", "= The harbour # One # Two"),
            ("Category\n", "# Category"),
            ("• 2 years ago\nWednesday\n\nNews\n", "# • 2 years ago/Wednesday # News"),
            ("This is a sentence.\n\nNews\n", "# This is a sentence. # News"),
            ("\nThe harbour\n\nNews\n", "# The harbour # News"),
            ("", ""),
        ] {
            let rows: Vec<&str> = text.lines().collect();
            let row = |n: usize| (n + 1, n == 0 || rows[n - 1].is_empty(), rows[n]);
            let front = read((0..rows.len()).filter(|n| !rows[*n].is_empty()).map(row), text.ends_with("\n\n"));
            let title = front.title.iter().map(|title| format!("= {title}"));
            let notes = front.notes.iter().map(|note| format!("# {}", note.replace('\n', "/")));
            assert_eq!(title.chain(notes).collect::<Vec<_>>().join(" "), expected, "{text:?}");
        }
    }

    #[test]
    fn footers_of_services() {
        for line in
            ["Transcribed by https://otter.ai", "Meeting ended after 00:31:12 👋", "Ann Lee stopped transcription"]
        {
            assert!(is_footer(line), "{line}");
        }
        for line in ["It was transcribed by hand.", "They stopped the transcription.", ""] {
            assert!(!is_footer(line), "{line}");
        }
    }

    #[test]
    fn furniture_and_languages() {
        assert!(is_furniture("Search transcript") && is_furniture("Dans cette vidéo"));
        assert!(!is_furniture("Transcript") && is_minor_furniture("Transcript"));
        assert!(is_minor_furniture("Français (générés automatiquement)") && is_minor_furniture("English"));
        assert!(!is_minor_furniture("English breakfast"));
    }
}
