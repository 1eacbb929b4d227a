//! Texts that are written by machines or for them, and are no speech: logs, sources of programs, the answers of servers.
//!
//! Prose is never taken for one of them: most of the lines must look so, and in a way in which nobody speaks.

/// What a text is that is none for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A log.
    Log,
    /// The source of a program.
    Source,
    /// What a server says that has not what was asked for.
    Answer,
}

/// So many lines are looked at.
const LINES: usize = 400;

/// What a text is when it is none for people; `None` when it may be one.
pub(super) fn kind(text: &str) -> Option<Kind> {
    let lines = || text.lines().take(LINES).filter(|line| !line.trim().is_empty());
    let all = lines().count();
    if is_answer(text) {
        return Some(Kind::Answer);
    }
    let logged = lines().filter(|line| is_logged(line)).count();
    if logged >= 3 && logged * 10 >= all * 6 {
        return Some(Kind::Log);
    }
    // A document about programs has code between fences.
    if text.contains("```") || text.contains(" --> ") {
        return None;
    }
    if text.starts_with("#!/") || text.starts_with("diff --git ") {
        return Some(Kind::Source);
    }
    let (mut code, mut sure) = (0, 0);
    for line in lines() {
        let line = line.trim();
        let declared = declares(line);
        code += usize::from(declared || is_code(line));
        sure += usize::from(declared);
    }
    let few_words = all >= 5 && sure >= 2 && sure * 20 >= all && code * 10 >= all * 6;
    // Between long comments.
    let many_lines = few_words || (sure >= 4 && sure * 25 >= all && code * 10 >= all * 3);
    (many_lines || is_packed(text)).then_some(Kind::Source)
}

/// Whether a text is all that a server says that has none.
fn is_answer(text: &str) -> bool {
    let words = text.trim().trim_end_matches('.').to_lowercase();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let code = &words[..words.len() - rest.len()];
    let rest = rest.trim_start_matches([':', ' ', '-', '–']).trim_start_matches("error").trim();
    let answers = [
        "not found",
        "page not found",
        "file not found",
        "access denied",
        "forbidden",
        "unauthorized",
        "bad gateway",
        "bad request",
        "service unavailable",
        "internal server error",
        "too many requests",
        "gateway timeout",
    ];
    (code.is_empty() || code.len() == 3) && answers.contains(&rest)
}

/// Whether a line is one of a log: a date or a time of day, and how serious it is, which program says so, or what was
/// asked of a server.
fn is_logged(line: &str) -> bool {
    let head = &line[..line.floor_char_boundary(160)];
    let request = || {
        let asks =
            ["\"GET ", "\"POST ", "\"HEAD ", "\"PUT ", "\"DELETE ", "\"OPTIONS "].iter().any(|ask| line.contains(ask));
        asks && line.contains(" HTTP/")
    };
    if request() {
        return true;
    }
    // `[   12.345678] usb 1-1: …`: the kernel's.
    if let Some((clock, _)) = head.strip_prefix('[').and_then(|head| head.split_once("] ")) {
        let kernel = clock.trim_start().split_once('.');
        if kernel.is_some_and(|(seconds, micros)| is_digits(seconds) && micros.len() == 6 && is_digits(micros)) {
            return true;
        }
    }
    let word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let level =
            ["TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL", "CRITICAL", "SEVERE", "LOG"];
        level.contains(&word)
    };
    let quiet = |word: &str| {
        ["[trace]", "[debug]", "[info]", "[notice]", "[warn]", "[warning]", "[error]", "level=info", "level=error"]
            .contains(&word)
            || word.starts_with("level=")
    };
    let words = || head.split_whitespace().take(8);
    let levelled = words().any(|own| word(own) || quiet(own));
    // `sshd[812]:`, as a system writes it.
    let process = words().any(|word| {
        let inner = word.strip_suffix("]:").and_then(|word| word.split_once('['));
        inner.is_some_and(|(name, number)| !name.is_empty() && is_digits(number))
    });
    (levelled || process) && is_dated(head)
}

/// Whether a line begins with a date or a time of day to the second.
fn is_dated(head: &str) -> bool {
    let mut words = head.split_whitespace().take(4).map(|word| word.trim_start_matches(['[', '(', '"']));
    words.any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let marks = word.bytes().filter(|byte| matches!(byte, b':' | b'-' | b'/' | b'.')).count();
        digits >= 6 && marks >= 2 && word.starts_with(|c: char| c.is_ascii_digit())
            || word.strip_prefix("time=").is_some_and(|time| time.len() > 8)
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a line declares something in a language of programs.
fn declares(line: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start));
    let ends = |ends: &[char]| line.ends_with(ends);
    let signs = |signs: &[char]| line.contains(signs);
    (begins(&["def ", "async def "]) && ends(&[':']) && signs(&['(']))
        || (line.starts_with("class ") && ends(&[':']) && line.split_whitespace().count() == 2)
        || (begins(DECLARATIONS) && ends(&['{', ';', '}', '(']) && signs(&['(', '=', '{']))
        || (begins(&["if (", "for (", "while (", "switch (", "} else", "try {"]) && ends(&['{']))
        || (begins(&["import ", "use ", "package ", "using "]) && ends(&[';']) && signs(&['.', '"', '\'', ':', '{']))
        || (line.starts_with("from ") && line.contains(" import "))
        || (line.starts_with("import ") && line.split_whitespace().count() == 2 && line.is_ascii())
        || begins(&[
            "#include <",
            "#include \"",
            "#define ",
            "#ifdef ",
            "#ifndef ",
            "CREATE TABLE",
            "INSERT INTO",
            "@@ -",
        ])
}

/// The words with which languages of programs begin what they declare.
const DECLARATIONS: &[&str] = &[
    "function ",
    "fn ",
    "pub ",
    "func ",
    "async function ",
    "export ",
    "public ",
    "private ",
    "protected ",
    "static ",
    "void ",
    "int ",
    "struct ",
    "enum ",
    "impl ",
    "interface ",
    "namespace ",
    "const ",
    "let ",
    "var ",
];

/// Whether a line looks as lines of programs do: it ends as no sentence does, or calls and sets something.
fn is_code(line: &str) -> bool {
    line.ends_with([';', '{', '}'])
        || line.ends_with("):")
        || line.ends_with("),")
        || line.ends_with('(')
        || line.starts_with("//")
        || line.starts_with("/*")
        || line.starts_with("*/")
        || line.starts_with("* ")
        || matches!(line, ")" | "]" | "]," | ")," | "});" | "else:" | "try:" | "pass" | "end")
        || (line.starts_with(['@', '#']) && !line.contains(". "))
        || line.contains(" = ")
        || line.contains(" == ")
        || line.contains("()")
        || (line.contains('(') && line.ends_with(')') && line.contains(['.', '_']) && !line.contains(". "))
        || ["return ", "if ", "elif ", "for ", "while ", "with ", "raise ", "except "]
            .iter()
            .any(|start| line.starts_with(start) && line.ends_with(':'))
}

/// Whether a text is a program from which spaces and newlines are left out.
fn is_packed(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(16 * 1024)];
    let newlines = text.matches('\n').count() + 1;
    let (mut signs, mut marks) = (0, 0);
    for byte in text.bytes() {
        signs += usize::from(b"{}();=[]".contains(&byte));
        marks += usize::from(b"{}();=[]\"',:".contains(&byte));
    }
    text.len() > 400
        && text.len() / newlines > 200
        && (signs * 12 > text.len() || (signs > 4 && marks * 6 > text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_says_is_told_from_what_somebody_does() {
        for (text, expected) in [
            (
                "2026-03-01 10:00:01,120 INFO main: started\n2026-03-01 10:00:02,000 WARN main: slow\n  at x\n2026-03-01 10:00:02,500 ERROR main: gone\n2026-03-01 10:00:03,000 INFO main: end\n",
                Some(Kind::Log),
            ),
            (
                "Mar  1 10:00:01 tern sshd[812]: Accepted key\nMar  1 10:00:04 tern sshd[812]: closed\nMar  1 10:00:09 tern cron[9]: (root) CMD\n",
                Some(Kind::Log),
            ),
            (
                "10.0.0.1 - - [01/Mar/2026:10:00:01 +0000] \"GET /a HTTP/1.1\" 200 12\n10.0.0.1 - - [01/Mar/2026:10:00:02 +0000] \"GET /b HTTP/1.1\" 404 0\n10.0.0.2 - - [01/Mar/2026:10:00:02 +0000] \"POST /b HTTP/1.1\" 200 0\n",
                Some(Kind::Log),
            ),
            (
                "[    0.000000] Linux version\n[    0.004213] Command line: quiet\n[   12.345678] usb 1-1: new device\n",
                Some(Kind::Log),
            ),
            // Talk with dates, and with the words of logs.
            (
                "[2026-03-01, 10:00:01] Ann: Hello\n[2026-03-01, 10:00:05] Bob: An ERROR, again?\n[2026-03-01, 10:00:09] Ann: Yes.\n",
                None,
            ),
            ("0:01 INFO is what they call it.\n0:05 ERROR is worse.\n0:09 WARN is between.\n", None),
            (
                "import os\n\ndef main(path):\n    for name in os.listdir(path):\n        print(name)\n\nclass Tern:\n    wings = 2\n",
                Some(Kind::Source),
            ),
            (
                "use std::fs;\n\n/// Adds.\nfn add(a: u8, b: u8) -> u8 {\n    let sum = a + b;\n    sum\n}\n\nfn main() {\n    add(1, 2);\n}\n",
                Some(Kind::Source),
            ),
            ("#!/bin/sh\nls\n", Some(Kind::Source)),
            (
                "const a = require('a');\nfunction b(c) {\n  return c.map(x => x + 1);\n}\nmodule.exports = b;\n",
                Some(Kind::Source),
            ),
            ("#include <stdio.h>\n\nint main(void) {\n  puts(\"x\");\n  return 0;\n}\n", Some(Kind::Source)),
            (&"a={b:function(c){return[c];}};".repeat(20), Some(Kind::Source)),
            // Talk about programs.
            (
                "Ann: You write import os.\nBob: And then?\nAnn: Then def main, and a colon;\nBob: Return what?\nAnn: Nothing.\n",
                None,
            ),
            ("Let us begin;\nlet the wind rise;\nlet the sea fall;\nlet it be;\nand so on;\n", None),
            ("for us all:\nif we may:\nwhile we can:\nwith you:\nfrom here:\n", None),
            ("- (Music)\n- Hello.\n(She laughs)\n- Yes.\n(He leaves)\n", None),
            ("# Notes\n\n* one\n* two\n* three\n* four\n* five\n", None),
            ("404: Not Found", Some(Kind::Answer)),
            ("Access denied.", Some(Kind::Answer)),
            ("Not found in the library.", None),
            ("", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
