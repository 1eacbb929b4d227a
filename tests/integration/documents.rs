//! The archives among the test files, which are made here of XML that can be read; and documents as a whole, read for what
//! they are or refused with a sentence.
//!
//! `STET_BLESS=1 cargo test` writes the archives anew.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use stet::formats::{self, Known};
use stet::messages::text;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A part of an archive: its name and what stands in it.
type Part = (&'static str, String);

/// A document of Word: its paragraphs and tables, and what stands beside them.
fn word(body: &str, beside: &[(&'static str, &str)]) -> Vec<Part> {
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"word/document.xml\"/></Relationships>";
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut parts = vec![
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        ("_rels/.rels", relations.to_owned()),
        ("word/document.xml", document),
    ];
    parts.extend(beside.iter().map(|(name, text)| (*name, (*text).to_owned())));
    parts
}

/// A paragraph: `|` is a line break, and a tab a tab.
fn paragraph(text: &str) -> String {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let tabbed = |line: &str| line.split('\t').map(run).collect::<Vec<_>>().join("<w:r><w:tab/></w:r>");
    let lines: Vec<String> = text.split('|').map(tabbed).collect();
    format!("<w:p>{}</w:p>", lines.join("<w:r><w:br/></w:r>"))
}

/// A table: a line a row, its cells set apart by `;`.
fn table(rows: &str) -> String {
    let cell = |cell: &str| format!("<w:tc>{}</w:tc>", paragraph(cell));
    let row = |row: &str| format!("<w:tr>{}</w:tr>", row.split(';').map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.lines().map(row).collect::<String>())
}

/// What stands in each of the archives.
fn archives() -> Vec<(&'static str, Vec<Part>)> {
    let picture = "<w:r><w:drawing><a:blip xmlns:a=\"a\" embed=\"rId4\"/></w:drawing></w:r>";
    let turn = |text: &str| paragraph(text).replacen("<w:p>", &format!("<w:p>{picture}"), 1);
    let call = [
        paragraph("Marsh survey-20260301_100000-Meeting Recording"),
        paragraph("March 1, 2026, 10:00AM"),
        paragraph("31m 4s"),
        paragraph("Wren Alder started transcription"),
        turn("Wren Alder   0:05|Good morning, everyone."),
        turn("Tomas Birk   0:11|Morning. Shall we begin: the east bank?"),
        turn("Ilse Ford (Guest)   1:02|I have the counts &amp; the map."),
        turn("Wren Alder   31:00|Thank you."),
        paragraph("Wren Alder stopped transcription"),
    ];
    let rows = "Zeitmarke;Sprecher;Transkript\n00:00:03;Marlene Ott;Guten Tag, wie war die Fahrt?\n\
                00:00:09;Jan Rehm;Gut, danke.|Nur spät.\n00:00:15;;Sehr spät sogar.\n00:01:20;Marlene Ott;Dann fangen wir an.";
    let core = "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Am Deich</dc:title>\
                <dc:language>de-DE</dc:language></cp:coreProperties>";
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r>\
                 <w:t>Gemeint ist der alte Deich.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let nasty = "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>La criée</w:t></w:r></w:p>\
         <w:p><w:r><w:t>00:00:03 Speaker 1</w:t></w:r></w:p><w:p><w:ins><w:r><w:t>Bonjour à tous</w:t></w:r></w:ins><w:del><w:r>\
         <w:delText> et à toutes</w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>00:00:07 \
         Speaker 2</w:t></w:r></w:p><w:p><w:hyperlink><w:r><w:t>Peut</w:t><w:noBreakHyphen/><w:t>être</w:t></w:r></w:hyperlink><w:r>\
         <w:t xml:space=\"preserve\"> demain, </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché </w:t></w:r><w:r><w:t>oui ?</w:t>\
         </w:r></w:p></w:sdtContent></w:sdt><w:p><w:r><w:t>00:01:00 Speaker 1</w:t></w:r></w:p><w:p><w:r><w:t>Oui &lt;enfin&gt; &amp; \
         bien.</w:t></w:r><w:r><mc:AlternateContent xmlns:mc=\"mc\"><mc:Choice><w:txbxContent><w:p><w:r><w:t>Une note.</w:t></w:r></w:p>\
         </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Une note.</w:t></w:r></w:p></w:txbxContent>\
         </mc:Fallback></mc:AlternateContent></w:r></w:p>";
    let open = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    let content = format!(
        "<office:document-content {open}><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion>\
         <text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>[00:00:02] Nora Quist:<text:s text:c=\"2\"/>The\n         boats were late.</text:p>\
         <text:p>[00:00:06] Piet Haan:<text:tab/>How late?<office:annotation><dc:creator>NQ</dc:creator><text:p>Ask again.</text:p>\
         </office:annotation></text:p><text:p/><text:h>[00:00:08] Nora Quist: Two hours<text:note><text:note-citation>1\
         </text:note-citation><text:note-body><text:p>By the log.</text:p></text:note-body></text:note>.</text:h>\
         </office:text></office:body></office:document-content>"
    );
    let meta = format!(
        "<office:document-meta {open}><office:meta><dc:title>The boats</dc:title></office:meta></office:document-meta>"
    );
    vec![
        ("docx/call.docx", word(&call.concat(), &[])),
        (
            "docx/table.docx",
            word(
                &[paragraph("Gespräch am Deich"), table(rows), paragraph("Ende der Aufnahme")].concat(),
                &[("docProps/core.xml", core), ("word/footnotes.xml", notes)],
            ),
        ),
        ("docx/nasty.docm", word(nasty, &[])),
        (
            "odt/boats.odt",
            vec![
                ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
                ("content.xml", content),
                ("meta.xml", meta),
            ],
        ),
    ]
}

fn packed(parts: &[Part], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        zip.start_file(*name, options).expect("a part begins");
        zip.write_all(text.as_bytes()).expect("a part is written");
    }
    zip.finish().expect("an archive is written").into_inner()
}

#[test]
fn the_archives_are_made_of_what_stands_here() {
    let bless = std::env::var_os("STET_BLESS").is_some();
    for (name, parts) in archives() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
        if bless {
            fs::write(&path, packed(&parts, CompressionMethod::Stored)).expect("an archive can be written");
        }
        let bytes = fs::read(&path).unwrap_or_else(|why| panic!("{name} {why}"));
        let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
        assert_eq!(zip.len(), parts.len(), "{name}");
        for (part, text) in parts {
            let mut there = String::new();
            zip.by_name(part).expect("the part is there").read_to_string(&mut there).expect("it is text");
            assert_eq!(there, text, "{part} of {name}");
        }
    }
}

#[test]
fn a_document_is_read_however_it_is_packed_and_called() {
    for (name, parts) in archives() {
        let read = |method: CompressionMethod, extension: &str| {
            let known = Known { extension: Some(extension), ..Known::default() };
            formats::read(packed(&parts, method), known).unwrap_or_else(|why| panic!("{name} {why:?}"))
        };
        let stored = read(CompressionMethod::Stored, "docx");
        let deflated = read(CompressionMethod::Deflated, "srt");
        assert_eq!(stored.transcript, deflated.transcript, "{name}");
        assert_eq!(stored.encoding, None, "{name} is written back in no encoding of a text");
        assert!(stored.transcript.lines.len() > 2 && stored.format.id == deflated.format.id, "{name}");
    }
}

#[test]
fn what_somebody_calls_a_document_is_none_all_the_same() {
    let zip = packed(&[("a.txt", "Hello.".to_owned())], CompressionMethod::Deflated);
    let subtitles = b"1\n00:00:01,000 --> 00:00:02,000\nHello\n";
    for (bytes, id, expected) in [
        (&zip[..], "html", "is a ZIP archive, not text"),
        (&zip, "docx", "is a Word document that is damaged"),
        (&zip, "odt", "is an OpenDocument document that is damaged"),
        (&zip, "rtf", "is an RTF document that is damaged"),
        (subtitles, "docx", "is a Word document that is damaged"),
        (subtitles, "rtf", "is an RTF document that is damaged"),
    ] {
        let known = Known { format: formats::named(id), ..Known::default() };
        let said = formats::read(bytes.to_vec(), known).err().map(|why| text(&why.message()));
        assert!(said.as_ref().is_some_and(|said| said.starts_with(expected)), "{id}: {said:?}");
    }
}

#[test]
fn what_is_no_transcript_is_refused_with_what_it_is() {
    let mut noise = fastrand::Rng::with_seed(3);
    let random: Vec<u8> = (0..5000).map(|_| noise.u8(..)).collect();
    let locked: Vec<u8> = [
        &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
        &[0; 64],
        &"EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    ]
    .concat();
    let log =
        "2026-03-01 10:00:01 INFO boat: out\n2026-03-01 10:00:02 WARN boat: late\n2026-03-01 10:00:09 INFO boat: in\n";
    for (bytes, expected) in [
        (
            &b"<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"[..],
            "is a web page that says \u{201c}404 Not Found\u{201d} and no transcript",
        ),
        (
            b"<html><title>Sign in</title><body><form><input type=password></form></body></html>",
            "is a web page that says",
        ),
        (b"404: Not Found", "holds what a server says"),
        (log.as_bytes(), "is a log in which no transcript is found"),
        (b"#!/bin/sh\necho hello\n", "is the source of a program in which no transcript is found"),
        (&random, "is binary data, not text"),
        (&locked, "is an Office document with a password"),
        (b"%PDF-1.7\n", "is a PDF document, which Stet does not read; open it, copy its text and paste it here"),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
            "is an old Office document, which Stet does not read; save it as .docx",
        ),
        (b"PK\x03\x04\x14\0\0\0\0\0word/document.xml", "is a Word document that is damaged"),
        (b"{\\rtf1\\ansi }", "is empty"),
    ] {
        for extension in ["srt", "txt", "docx"] {
            let why = formats::read(bytes.to_vec(), Known { extension: Some(extension), ..Known::default() });
            let said = why.err().map_or_else(|| panic!("{expected} is read"), |why| text(&why.message()));
            assert!(said.starts_with(expected), "{said}");
        }
    }
}
