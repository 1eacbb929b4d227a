//! Who speaks is taken from another file.

use super::state::{FROM_FILE, Speakers};
use crate::app::keys::Id;
use crate::app::panel::Panel;
use crate::app::request::{By, Request};
use crate::app::testing::Bench;
use crate::document::Document;
use crate::model::{Line, Span, Transcript};
use std::fs;

#[test]
fn who_speaks_is_taken_from_another_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("who.rttm");
    fs::write(&path, "SPEAKER a 1 0.0 1.9 <NA> <NA> mia <NA> <NA>\n").expect("a file");
    let lines = [Line::timed(Span::new(0, 2000), "Good tide"), Line::timed(Span::new(2000, 3000), "Yes")];
    let t = Transcript { lines: lines.into_iter().collect(), ..Transcript::default() };
    let mut bench = Bench::<Speakers>::over(Document::new(t.clone(), t));
    bench.run(Id("speakers-from-file"));
    let by = By::Panel { panel: Speakers::ID, question: FROM_FILE };
    assert!(matches!(bench.requests.as_slice(), [Request::Pick(pick)] if pick.by == by));
    bench.act(|panel, fx| panel.picked(FROM_FILE, path.clone(), false, fx));
    assert!(bench.wait(|bench| !bench.panel.reading.is_running()), "it is read");
    bench.settle();
    let names = |bench: &Bench<Speakers>| -> Vec<Option<String>> {
        let t = bench.desk.transcript();
        t.lines.iter().map(|line| t.speaker_name(line).map(str::to_owned)).collect()
    };
    assert_eq!(names(&bench), [Some("mia".to_owned()), None]);
    assert!(bench.strip.whispered().is_some_and(|said| said.contains("1 line")));
    // A file that says nothing of these lines changes nothing, and neither does one that is not there.
    let revision = bench.desk.document().revision();
    for name in ["who.rttm", "missing.rttm"] {
        let path = folder.path().join(name);
        bench.act(|panel, fx| panel.picked(FROM_FILE, path.clone(), false, fx));
        assert!(bench.wait(|bench| !bench.panel.reading.is_running()), "it is read");
        bench.settle();
        let said = bench.strip.current().map(|notice| notice.text()).unwrap_or_default();
        assert!(said.contains(name), "{said}");
    }
    assert_eq!(bench.desk.document().revision(), revision);
}
