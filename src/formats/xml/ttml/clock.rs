//! Moments as TTML writes them (TTML2, 12.3 and 12.4): clocks with fractions or frames, offsets in hours to ticks, and
//! the frames of timecode that leaves numbers out.

use crate::formats::xml::attribute;
use roxmltree::Node;

/// How a document counts.
pub(super) struct Clock {
    /// Frames a second as they are numbered.
    nominal: f64,
    /// Frames a second as they pass.
    rate: f64,
    /// Parts of a frame.
    parts: f64,
    /// Ticks a second.
    ticks: f64,
    /// Times are labels of frames, and frames pass at `rate`.
    labels: bool,
    drop: Drop,
    /// Numbers without a unit are milliseconds and no seconds.
    pub(super) bare_millis: bool,
}

/// Which numbers of frames are left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drop {
    None,
    /// Two at each minute but every tenth.
    Ntsc,
    /// Four at every second minute but every twentieth.
    Pal,
}

impl Clock {
    /// The clock of a document, of whose root the parameters are.
    pub(super) fn of(root: Node) -> Clock {
        let number = |name| attribute(root, name).and_then(|value| value.trim().parse::<f64>().ok());
        let positive = |name| number(name).filter(|number| *number > 0.0 && *number < 1e12);
        let drop = match attribute(root, "dropMode").map(str::trim) {
            Some("dropNTSC") => Drop::Ntsc,
            Some("dropPAL") => Drop::Pal,
            _ => Drop::None,
        };
        let written = positive("frameRate");
        let nominal = written.unwrap_or(30.0);
        let multiplier = attribute(root, "frameRateMultiplier").and_then(|value| {
            let mut parts = value.split([' ', ':', '/']).filter(|part| !part.is_empty());
            let over = parts.next()?.parse::<f64>().ok()?;
            let under = parts.next().map_or(Some(1.0), |part| part.parse::<f64>().ok())?;
            Some(over / under).filter(|factor| *factor > 0.1 && *factor < 10.0)
        });
        // `29.97` is written for 30 at 1000/1001, and timecode that drops numbers does so because of it.
        let whole = nominal.round();
        let slow = whole * 1000.0 / 1001.0;
        let drops = drop == Drop::Ntsc && whole % 30.0 == 0.0;
        let (nominal, rate) = match multiplier {
            Some(factor) => (nominal, nominal * factor),
            None if (nominal - slow).abs() < 0.015 || (nominal == whole && drops) => (whole, slow),
            None => (nominal, nominal),
        };
        let parts = positive("subFrameRate").unwrap_or(1.0);
        let ticks = positive("tickRate").unwrap_or(if written.is_some() { rate * parts } else { 1.0 });
        let labels = attribute(root, "timeBase").is_some_and(|base| base.trim() == "smpte");
        Clock { nominal, rate, parts, ticks, labels, drop, bare_millis: false }
    }

    /// The seconds of a time as it is written; `None` when it is none.
    pub(super) fn seconds(&self, text: &str) -> Option<f64> {
        let text = text.trim();
        let (sign, text) = text.strip_prefix(['-', '−']).map_or((1.0, text), |rest| (-1.0, rest));
        let seconds = if text.contains([':', ';']) { self.clock(text) } else { self.offset(text) }?;
        (seconds < 1e12).then_some(sign * seconds)
    }

    fn offset(&self, text: &str) -> Option<f64> {
        let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
        let number = decimal(&text[..end])?;
        Some(match &text[end..] {
            "" if self.bare_millis => number / 1000.0,
            "" | "s" | "sec" => number,
            "h" => number * 3600.0,
            "m" | "min" => number * 60.0,
            "ms" => number / 1000.0,
            "f" => number / self.rate,
            "t" => number / self.ticks,
            _ => return None,
        })
    }

    fn clock(&self, text: &str) -> Option<f64> {
        let mut fields = [""; 4];
        let mut count = 0;
        for field in text.split([':', ';']) {
            *fields.get_mut(count)? = field.trim();
            count += 1;
        }
        let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| decimal(text)).flatten();
        let (hours, minutes, seconds, frames) = match fields[..count] {
            [minutes, seconds] => (0.0, whole(minutes)?, decimal(seconds)?, None),
            [hours, minutes, seconds] => (whole(hours)?, whole(minutes)?, decimal(seconds)?, None),
            [hours, minutes, seconds, frames] => (whole(hours)?, whole(minutes)?, whole(seconds)?, Some(frames)),
            _ => return None,
        };
        let (minutes, total) = (hours * 60.0 + minutes, (hours * 60.0 + minutes) * 60.0 + seconds);
        let Some(frames) = frames else {
            let is_label = self.labels && seconds.fract() == 0.0;
            return Some(if is_label { self.label(minutes, total, 0.0, text) } else { total });
        };
        let (frame, part) = frames.split_once('.').unwrap_or((frames, ""));
        let number = whole(frame)?;
        // Three digits that are no frame are thousandths.
        if frame.len() == 3 && number >= self.nominal {
            return Some(total + number / 1000.0);
        }
        let number = number + if part.is_empty() { 0.0 } else { whole(part)? / self.parts };
        Some(if self.labels { self.label(minutes, total, number, text) } else { total + number / self.rate })
    }

    /// When the frame passes that has a label: so many whole minutes, so many seconds in all, and a frame of these.
    fn label(&self, minutes: f64, seconds: f64, frame: f64, text: &str) -> f64 {
        // A semicolon says the same as the parameter.
        let ntsc = text.contains(';') && self.nominal % 30.0 == 0.0 && self.rate < self.nominal;
        let left_out = match self.drop {
            Drop::Pal => 4.0 * ((minutes / 2.0).floor() - (minutes / 20.0).floor()),
            Drop::None if !ntsc => 0.0,
            Drop::None | Drop::Ntsc => self.nominal / 15.0 * (minutes - (minutes / 10.0).floor()),
        };
        (seconds * self.nominal + frame - left_out) / self.rate
    }
}

/// A number with or without a fraction, behind a point or a comma.
fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.bytes().filter(|byte| byte.is_ascii_digit()).count();
    let signs = text.bytes().filter(|byte| matches!(byte, b'.' | b',')).count();
    if digits == 0 || signs > 1 || digits + signs != text.len() {
        return None;
    }
    match text.contains(',') {
        true => text.replace(',', ".").parse().ok(),
        false => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document's clock of the attributes of its root.
    fn clock(attributes: &str) -> Clock {
        let text = format!("<tt {attributes}/>");
        Clock::of(roxmltree::Document::parse(&text).expect("it is well-formed").root_element())
    }

    #[test]
    fn times_are_read_as_the_document_counts() {
        let film = "frameRate='24' frameRateMultiplier='1000 1001' tickRate='60'";
        let labels = "timeBase='smpte' frameRate='30' frameRateMultiplier='1000 1001'";
        let drop = "timeBase='smpte' frameRate='30' frameRateMultiplier='1000 1001' dropMode='dropNTSC'";
        for (attributes, text, millis) in [
            ("", "1.2s", Some(1200)),
            ("", "1.2m", Some(72_000)),
            ("", "1.2h", Some(4_320_000)),
            ("", "250ms", Some(250)),
            ("", "12", Some(12_000)),
            ("", "3,5s", Some(3500)),
            ("", "15f", Some(500)),
            ("", "2t", Some(2000)),
            (film, "24f", Some(1001)),
            (film, "120t", Some(2000)),
            (film, "01:02:03:20", Some(3_723_834)),
            (film, "00:00:01:500", Some(1500)),
            ("frameRate='25'", "50t", Some(2000)),
            ("frameRate='25' subFrameRate='10'", "00:00:01:05.5", Some(1220)),
            ("tickRate='10000000'", "15000000t", Some(1500)),
            ("", "01:02:03.2350", Some(3_723_235)),
            ("", "01:02:03,5", Some(3_723_500)),
            ("", "100:00:00.1", Some(360_000_100)),
            ("", "1:02.5", Some(62_500)),
            ("", " 00:00:05 ", Some(5000)),
            ("", "-00:00:05", Some(-5000)),
            // Frames pass more slowly than they are numbered.
            (labels, "00:01:00:00", Some(60_060)),
            (labels, "01:00:00:00", Some(3_603_600)),
            (labels, "00:00:10.5", Some(10_500)),
            // And where numbers are dropped, the labels keep up with the clock.
            (drop, "00:01:00:02", Some(60_060)),
            (drop, "00:10:00:00", Some(599_999)),
            (drop, "01:00:00:00", Some(3_600_000 - 4)),
            (labels, "00:01:00;02", Some(60_060)),
            ("timeBase='smpte' frameRate='29.97' dropMode='dropNTSC'", "00:10:00:00", Some(599_999)),
            ("timeBase='smpte' frameRate='30' dropMode='dropNTSC'", "00:10:00:00", Some(599_999)),
            ("timeBase='smpte' frameRate='25' dropMode='nonDrop'", "00:01:00:05", Some(60_200)),
            ("frameRate='0' tickRate='x'", "30f", Some(1000)),
            ("", "", None),
            ("", "soon", None),
            ("", "1.5x", None),
            ("", "1:2:3:4:5", None),
            ("", "::", None),
            ("", "1e99s", None),
            ("", "٣s", None),
        ] {
            let found = clock(attributes).seconds(text).map(|seconds| (seconds * 1000.0).round() as i64);
            assert_eq!(found, millis, "{attributes} {text}");
        }
    }
}
