//! Files in and out, without the disk: what reading and writing themselves cost.

use crate::{By, Report, Sample, generate};
use stet::formats::{self, Format, Known, Options, Written};

/// Measures reading each kind of file, and writing it.
pub(crate) fn measure_all(sample: &Sample, report: &Report) {
    let lines = sample.lines;
    let write = |format: &Format| match formats::write(&sample.transcript, format, &Options::default()) {
        Some(Written::Text(text)) => text,
        _ => panic!("captions are text"),
    };
    let vtt = write(&formats::vtt::FORMAT);
    let files = [
        ("srt", generate::srt(lines), &[(100_000, 15.0)][..]),
        ("vtt", vtt, &[]),
        ("page", generate::page(lines), &[]),
    ];
    for (id, text, goals) in files {
        let Some(format) = format(id) else { continue };
        let bytes = text.into_bytes();
        let read = |bytes: &mut Vec<u8>| {
            let reading = formats::read(std::mem::take(bytes), Known::default()).expect("a generated file can be read");
            assert_eq!((reading.format.id, reading.transcript.lines.len()), (id, lines));
            reading
        };
        report.row(&format!("read {}", format.name), By::Cpu, goals, || bytes.clone(), read);
    }
    for id in ["srt", "vtt"] {
        let Some(format) = format(id) else { continue };
        let name = format!("write {}", format.name);
        report.row(&name, By::Cpu, &[], || (), |()| write(format));
    }
}

fn format(id: &str) -> Option<&'static Format> {
    formats::ALL.iter().copied().find(|format| format.id == id)
}
