//! How times are written, and read from what a person types.

use stet::model::Time;
use stet::model::timecode::{LONG, SHORT, SRT, VTT, format, parse, style_for};

const HOUR: i64 = 3_600_000;

#[test]
fn written() {
    for (millis, short, long, srt, vtt) in [
        (0, "00:00", "00:00:00", "00:00:00,000", "00:00:00.000"),
        (1, "00:00", "00:00:00", "00:00:00,001", "00:00:00.001"),
        (999, "00:00", "00:00:00", "00:00:00,999", "00:00:00.999"),
        (61_050, "01:01", "00:01:01", "00:01:01,050", "00:01:01.050"),
        (HOUR - 1, "59:59", "00:59:59", "00:59:59,999", "00:59:59.999"),
        (HOUR, "1:00:00", "01:00:00", "01:00:00,000", "01:00:00.000"),
        (24 * HOUR, "24:00:00", "24:00:00", "24:00:00,000", "24:00:00.000"),
        (100 * HOUR + 1, "100:00:00", "100:00:00", "100:00:00,001", "100:00:00.001"),
        (-1500, "-00:01", "-00:00:01", "-00:00:01,500", "-00:00:01.500"),
    ] {
        let got = [SHORT, LONG, SRT, VTT].map(|style| format(Time(millis), style));
        assert_eq!(got, [short, long, srt, vtt]);
    }
    assert_eq!(format(Time(i64::MIN), SHORT), "-2562047788015:12:55");
    assert_eq!((style_for(Time(HOUR - 1)), style_for(Time(HOUR))), (SHORT, LONG));
}

#[test]
fn typed() {
    for (typed, millis) in [
        ("75", Some(75_000)),
        ("1:15", Some(75_000)),
        ("01:15.5", Some(75_500)),
        ("0:01:15,500", Some(75_500)),
        (" 1:15 ", Some(75_000)),
        ("1:2:3", Some(3_723_000)),
        ("1:75", Some(135_000)),
        ("100:00:00", Some(100 * HOUR)),
        ("0.5", Some(500)),
        ("0.05", Some(50)),
        ("0.0005", Some(0)),
        ("0.1239", Some(123)),
        ("5.", Some(5_000)),
        ("-5", Some(-5_000)),
        ("−1:00", Some(-60_000)),
        ("", None),
        ("-", None),
        (":", None),
        ("1:", None),
        (":30", None),
        (".5", None),
        ("1:2:3:4", None),
        ("1.2.3", None),
        ("1.5:30", None),
        ("+5", None),
        ("1 min", None),
        ("--5", None),
        ("1:-5", None),
        ("٣", None),
        ("9999999999999999999999", None),
        ("999999999:999999999:999999999", Some((999_999_999 * 3661) * 1000)),
    ] {
        assert_eq!(parse(typed), millis.map(Time), "{typed:?}");
    }
}

#[test]
fn what_is_written_is_read() {
    for millis in [0, 1, 999, 61_050, HOUR, 27 * HOUR + 123, -1500] {
        for style in [SRT, VTT] {
            assert_eq!(parse(&format(Time(millis), style)), Some(Time(millis)));
        }
    }
}
