//! What the analyses know beside the transcript, on the command line: dictionaries from the disk, glossaries.

use super::Stop;
use super::glossary::Glossaries;
use super::terminal::tell;
use crate::analysis::spelling::Dictionary;
use crate::analysis::{Language, Lexicon};
use crate::document::dictionaries;
use crate::model::Transcript;
use crate::settings::Settings;
use std::sync::Arc;

/// The lexicon of a transcript, with glossaries. A dictionary that cannot be used is told; `name` is what the
/// transcript is called in messages.
pub(super) fn lexicon(t: &Transcript, name: &str, glossaries: &Glossaries) -> Result<Lexicon, Stop> {
    let own = Settings::dir().map(|dir| dir.join(dictionaries::FOLDER));
    let mut more = Vec::new();
    if let Some(language) = Language::of(t).filter(|language| Dictionary::shipped(*language).is_none()) {
        let tag = t.meta.language.clone().unwrap_or_else(|| language.tag());
        match dictionaries::find(&tag, &dictionaries::folders(own.as_deref())) {
            Ok(Some(found)) => match Dictionary::read(language, &found.rules, &found.words) {
                Ok(dictionary) => more.push(Arc::new(dictionary)),
                Err(why) => tell(&format!("{} is no dictionary that can be used: {why}", found.path.display())),
            },
            Ok(None) => {}
            Err(message) => tell(&message),
        }
    }
    let lexicon = Lexicon::new(t, &more).with_right(glossaries.read()?);
    if let Some(off) = lexicon.switched_off(own.as_deref()) {
        tell(&format!("{name}: {off}"));
    }
    Ok(lexicon)
}
