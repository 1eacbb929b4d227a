//! Pages that say why something else is not there: an error, a login, a wait. They are saved under the name of what was
//! wanted, and are no transcripts.

use crate::formats::documents::blocks::Blocks;
use crate::formats::timestamp;

/// A page that says so says little else, in characters.
const LONGEST: usize = 1500;
/// What it says is repeated up to so many characters.
const SAID: usize = 80;

/// What stands in the title or the first lines of such a page, in small letters.
const PHRASES: &[&str] = &[
    "not found",
    "access denied",
    "access to this page has been denied",
    "forbidden",
    "unauthorized",
    "unauthorised",
    "bad gateway",
    "bad request",
    "service unavailable",
    "service temporarily unavailable",
    "internal server error",
    "gateway timeout",
    "gateway time-out",
    "too many requests",
    "just a moment",
    "attention required",
    "checking your browser",
    "verify you are human",
    "are you a robot",
    "not a robot",
    "captcha",
    "object moved",
    "moved permanently",
    "session expired",
    "session has expired",
    "link has expired",
    "enable javascript",
    "javascript is required",
    "javascript is disabled",
    "redirecting",
    "doesn't exist",
    "does not exist",
    "no longer available",
    "under maintenance",
    "page introuvable",
    "introuvable",
    "accès refusé",
    "accès interdit",
    "activer javascript",
    "nicht gefunden",
    "zugriff verweigert",
    "kein zugriff",
    "no encontrada",
    "acceso denegado",
    "não encontrada",
    "acesso negado",
    "non trovata",
    "accesso negato",
    "niet gevonden",
    "toegang geweigerd",
    "не найдена",
    "доступ запрещ",
    "見つかりません",
    "找不到",
    "拒绝访问",
    "アクセスが拒否",
];
/// What is the whole title, or its beginning or end, of a page that asks who one is.
const LOGINS: &[&str] = &[
    "log in",
    "login",
    "log on",
    "sign in",
    "signin",
    "sign-in",
    "connexion",
    "se connecter",
    "identifiez-vous",
    "anmelden",
    "anmeldung",
    "iniciar sesión",
    "inicio de sesión",
    "entrar",
    "accedi",
    "inloggen",
    "войти",
    "вход",
    "登录",
    "ログイン",
];
/// The numbers of the errors that servers answer with.
const CODES: &[&str] = &[
    "400", "401", "402", "403", "404", "405", "406", "408", "410", "418", "429", "451", "500", "501", "502", "503",
    "504",
];

/// What a page says that is none but such; `None` of any other page.
pub(super) fn says(page: &Blocks, asks_for_password: bool) -> Option<String> {
    let text = page.text_so_far(LONGEST + 1);
    if text.chars().count() > LONGEST || text.split_whitespace().any(|word| timestamp::scan(word).is_some()) {
        return None;
    }
    let title = page.title.as_deref().unwrap_or_default().trim();
    let mut rows = text.lines().map(str::trim).filter(|row| !row.is_empty());
    let Some(first) = rows.next() else {
        // A page whose text is made by its scripts has a title at most.
        return (!title.is_empty()).then(|| clipped(title));
    };
    if is_told(title, |title, phrase| title.contains(phrase)) {
        return Some(clipped(title));
    }
    let told = [first].into_iter().chain(rows).take(4).find(|row| is_told(row, |row, phrase| row.starts_with(phrase)));
    let named = if title.is_empty() { first } else { title };
    let login = || (asks_for_password || is_login(title) || is_login(first)).then_some(named);
    told.or_else(login).map(clipped)
}

/// Whether a row says that something is not there; in a title it may say so anywhere.
fn is_told(row: &str, holds: fn(&str, &str) -> bool) -> bool {
    if row.chars().count() > 160 {
        return false;
    }
    let row = row.to_lowercase();
    let row = ["sorry, ", "oops! ", "error: ", "error ", "erreur ", "fehler "]
        .iter()
        .fold(&*row, |row, start| row.strip_prefix(start).unwrap_or(row));
    let code = || {
        let coded = CODES.iter().any(|code| row.starts_with(code));
        let words = ["error", "erreur", "fehler"].iter().any(|word| row.contains(word));
        coded && (words || row.len() <= 12)
    };
    PHRASES.iter().any(|phrase| holds(row, phrase)) || code()
}

fn is_login(row: &str) -> bool {
    let row = row.to_lowercase();
    row.chars().count() < 80 && LOGINS.iter().any(|login| row.starts_with(login) || row.ends_with(login))
}

fn clipped(row: &str) -> String {
    match row.char_indices().nth(SAID) {
        Some((at, _)) => format!("{}…", row[..at].trim_end()),
        None => row.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Page;
    use super::*;

    #[test]
    fn what_is_not_there_is_told_from_what_is() {
        for (page, expected) in [
            ("<html><title>404 Not Found</title><h1>Not Found</h1><p>nginx", Some("404 Not Found")),
            ("<html><title>Files</title><h1>Access Denied</h1><p>You need a key.", Some("Access Denied")),
            ("<html><title>Error 503</title><body><p>Sorry.", Some("Error 503")),
            ("<html><title>Sign in - Files</title><form>Name<input type=text></form>", Some("Sign in - Files")),
            ("<html><title>Files</title><form>Word<input type='password'></form>", Some("Files")),
            ("<!doctype html><title>Files</title><div id=app></div><script>x()</script>", Some("Files")),
            ("<html><title>Seite nicht gefunden</title><p>Leider.", Some("Seite nicht gefunden")),
            ("<html><title>A talk</title><p>Ann: It was not found.<p>Bob: Why?<p>Ann: Who knows?", None),
            ("<html><title>Not found</title><p>0:05 It is here.", None),
            ("<html><title>A talk of 404 people</title><p>Hello.", None),
        ] {
            let page = Page::of(page, Blocks::default());
            assert_eq!(says(&page.blocks, page.asks_for_password).as_deref(), expected, "{:?}", page.blocks.title);
        }
    }
}
