//! Chapters as a list, as it stands in the description of a video.

use crate::model::timecode::{self, SHORT};
use crate::model::{Chapter, Transcript};

/// The chapters, one a line: `0:00 Title`, from one hour on `1:02:03 Title`.
pub fn chapter_list(t: &Transcript) -> String {
    t.meta.chapters.iter().map(|chapter| format!("{} {}\n", time(chapter), title(chapter))).collect()
}

/// When a chapter begins, with as few digits as it needs.
pub(super) fn time(chapter: &Chapter) -> String {
    let time = timecode::format(chapter.start, SHORT);
    time.strip_prefix('0').map_or(time.clone(), str::to_owned)
}

/// What a chapter is called, in one physical line.
pub(super) fn title(chapter: &Chapter) -> String {
    chapter.title.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Meta, Time};
    use std::sync::Arc;

    #[test]
    fn hours_stand_where_they_are_needed() {
        for (start, title, line) in [
            (0, "Why", "0:00 Why\n"),
            (999, "Why", "0:00 Why\n"),
            (67_500, "A\nbridge ", "1:07 A bridge\n"),
            (600_000, "Ten", "10:00 Ten\n"),
            (3_723_000, "An hour", "1:02:03 An hour\n"),
            (36_000_000, "Ten hours", "10:00:00 Ten hours\n"),
        ] {
            let chapters = vec![Chapter { start: Time(start), title: title.to_owned() }];
            let t = Transcript { meta: Arc::new(Meta { chapters, ..Meta::default() }), ..Transcript::default() };
            assert_eq!(chapter_list(&t), line);
        }
    }
}
