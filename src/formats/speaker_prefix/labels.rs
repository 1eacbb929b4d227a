//! Words before a colon that look like a name and are none.

/// Whether words before a colon say what follows, and never who says it: `Note`, `Step 2`.
pub(super) fn is_label(words: &str) -> bool {
    is_among(LABELS, words)
}

/// Whether words before a colon are seldom who speaks: only when nearly every line begins so, as a hearing that is
/// written down as `Question:` and `Answer:` does.
pub(super) fn is_seldom_a_name(words: &str) -> bool {
    is_among(SELDOM, words)
}

fn is_among(list: &[&str], words: &str) -> bool {
    let lower = words.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace() || ".#-°".contains(c));
    list.contains(&lower.as_str()) || list.contains(&bare)
}

const SELDOM: &[&str] = &[
    "question",
    "answer",
    "réponse",
    "frage",
    "antwort",
    "pregunta",
    "respuesta",
    "domanda",
    "risposta",
    "pergunta",
    "resposta",
    "vraag",
    "antwoord",
    "point",
    "day",
    "jour",
    "tag",
    "día",
    "giorno",
    "dia",
    "room",
    "salle",
    "scene",
    "scène",
    "act",
    "acte",
    "group",
    "groupe",
    "gruppe",
    "team",
    "équipe",
];

#[rustfmt::skip]
const LABELS: &[&str] = &[
    // What is said beside a text, or of it.
    "note", "notes", "nb", "n.b", "n.b.", "ps", "p.s", "p.s.", "attention", "remarque", "remarques", "remark",
    "exemple", "exemples", "example", "examples", "résumé", "summary", "abstract", "source", "sources", "update",
    "edit", "tip", "tips", "hint", "warning", "caution", "important", "astuce", "rappel", "reminder", "conclusion",
    "conclusions", "résultat", "résultats", "result", "results", "bilan", "problem", "problems", "problème",
    "solution", "lien", "link", "links", "liens", "titre", "title", "subtitle", "subject", "topic", "sujet", "thème",
    "theme", "date", "time", "heure", "lieu", "location", "place", "url", "http", "https", "www", "email", "e-mail",
    "mail", "phone", "tel", "tél", "téléphone", "fax", "address", "adresse", "durée", "duration", "catégorie",
    "category", "categories", "tags", "mots-clés", "keywords", "author", "auteur", "language", "langue", "file",
    "fichier", "audio", "video", "vidéo", "track", "version", "copyright", "credits", "crédits", "sponsor", "translation",
    "traduction", "transcript", "transcription", "hinweis", "achtung", "beispiel", "zusammenfassung", "quelle",
    "ergebnis", "fazit", "thema", "ort", "datum", "uhrzeit", "nota", "ejemplo", "resumen", "fuente", "tema", "fecha",
    "esempio", "attenzione", "riassunto", "fonte", "data", "opmerking", "voorbeeld", "bron", "uwaga", "przykład",
    "примечание", "пример", "итог", "注意", "注", "例", "例如", "备注", "ملاحظة", "مثال",
    "agenda", "ordre du jour", "attendees", "participants", "participantes", "teilnehmer", "present", "présents",
    "absent", "absents", "apologies", "minutes", "action", "actions", "decision", "decisions", "décision", "décisions",
    "task", "tasks", "todo", "next steps", "deadline", "objective", "objectif", "goal", "goals", "aim", "total",
    "sum", "price", "prix", "score", "weight", "height", "size", "ingredients", "ingrédients", "method", "méthode",
    // Parts that are counted.
    "chapitre", "chapter", "kapitel", "capítulo", "capitolo", "hoofdstuk", "part", "partie", "teil", "parte", "deel",
    "step", "étape", "schritt", "paso", "passo", "stap", "section", "figure", "fig", "fig.", "table", "tableau",
    "item", "appendix", "annexe", "episode", "épisode", "season", "saison", "lesson", "leçon", "exercise", "exercice",
    "slide", "page", "line", "ligne", "rule", "règle", "number", "numéro", "no", "n", "nr", "option", "phase", "level",
    "niveau", "round", "week", "semaine", "year", "article", "paragraph", "verse", "verset", "reason", "raison",
    // Words with which people begin a sentence that a colon cuts.
    "thanks", "merci", "danke", "gracias", "grazie", "hello", "hi", "bonjour", "hallo", "hola", "ciao", "goodbye",
    "yes", "oui", "ja", "sí", "non", "nein", "okay", "ok", "well", "so", "now", "then", "again", "also", "but", "and",
    "or", "because", "remember", "imagine", "look", "listen", "see", "think", "consider", "guess", "fact", "first",
    "firstly", "second", "secondly", "third", "thirdly", "finally", "lastly", "last", "next", "today", "tomorrow",
    "yesterday", "meanwhile", "however", "therefore", "namely", "specifically", "basically", "honestly", "seriously",
    "sorry", "please", "wait", "stop", "right", "wrong", "true", "false", "good", "bad", "better", "worse", "best",
    "worst", "careful", "quote", "unquote", "simple", "simply", "meaning", "translation", "breaking", "news", "verdict",
    "bonus", "spoiler", "moral", "lesson learned", "alors", "donc", "bref", "enfin", "puis", "ensuite", "aussi",
    "mais", "car", "ainsi", "voilà", "voici", "bon", "bien", "regarde", "regardez", "écoute", "écoutez", "imaginez",
    "pourquoi", "comment", "quand", "combien", "what", "why", "how", "when", "where", "who", "which", "quoi", "où",
    "premièrement", "deuxièmement", "troisièmement", "d'abord", "d’abord", "aujourd'hui", "aujourd’hui", "demain",
    "hier", "cependant", "pourtant", "autrement dit", "c'est-à-dire", "also", "aber", "denn", "dann", "heute",
    "erstens", "zweitens", "drittens", "warum", "wie", "primero", "segundo", "tercero", "entonces", "pero", "porque",
    "hoy", "ahora", "primo", "secondo", "allora", "quindi", "perché", "oggi", "dus", "maar", "want", "vandaag",
];
