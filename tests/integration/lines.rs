//! The persistent list of lines against a plain `Vec`, under random edits.

use fastrand::Rng;
use stet::model::{Line, Lines, Splice};

/// Splices that rise and do not overlap, at random: insertions, deletions and replacements of all sizes.
fn random_splices(rng: &mut Rng, model: &[Line], name: &mut u32) -> Vec<Splice> {
    let mut splices = Vec::new();
    let mut at = 0;
    for _ in 0..rng.usize(1..6) {
        if at > model.len() {
            break;
        }
        at = rng.usize(at..=model.len());
        let most = [1, 3, 300, 1500][rng.usize(0..4)];
        let gone = rng.usize(0..=most.min(model.len() - at));
        let most = [0, 1, 4, 700][rng.usize(0..4)];
        let come = rng.usize(0..=most);
        let new = std::iter::repeat_with(|| line(name)).take(come).collect();
        splices.push(Splice { at, old: model[at..at + gone].to_vec(), new });
        // The next one may touch this one.
        at += gone;
    }
    splices
}

fn line(name: &mut u32) -> Line {
    *name += 1;
    Line::new(format!("line {name}"))
}

fn spliced(model: &[Line], splices: &[Splice]) -> Vec<Line> {
    let mut out = model.to_vec();
    for splice in splices.iter().rev() {
        out.splice(splice.at..splice.at + splice.old.len(), splice.new.iter().cloned());
    }
    out
}

#[track_caller]
fn assert_same(lines: &Lines, model: &[Line], context: &str) {
    assert_eq!(lines.len(), model.len(), "{context}");
    assert_eq!(lines.is_empty(), model.is_empty(), "{context}");
    assert!(lines.iter().eq(model.iter()), "{context}");
    assert!(lines.get(model.len()).is_none(), "{context}");
}

#[test]
fn random_edits_do_what_they_do_to_a_plain_list() {
    for seed in 0..60 {
        let mut rng = Rng::with_seed(seed);
        let mut name = 0;
        let size = [0, 1, 5, 255, 256, 257, 600, 3000][rng.usize(0..8)];
        let mut model: Vec<Line> = std::iter::repeat_with(|| line(&mut name)).take(size).collect();
        let mut lines: Lines = model.iter().cloned().collect();
        let mut snapshots = vec![(lines.clone(), model.clone())];
        for step in 0..40 {
            let splices = random_splices(&mut rng, &model, &mut name);
            lines = lines.with(&splices);
            model = spliced(&model, &splices);
            let context = format!("seed {seed}, step {step}");
            assert_same(&lines, &model, &context);
            for _ in 0..8 {
                let row = rng.usize(0..=model.len() + 1);
                assert_eq!(lines.get(row), model.get(row), "{context}, row {row}");
                let ahead = lines.iter_from(row).take(40);
                assert!(ahead.eq(model.iter().skip(row).take(40)), "{context}, from row {row}");
                let end = rng.usize(row..row + 700);
                let slice = model.get(row..end.min(model.len())).unwrap_or(&[]);
                assert_eq!(lines.slice(row..end), slice, "{context}, rows {row}..{end}");
            }
            if step % 8 == 0 {
                snapshots.push((lines.clone(), model.clone()));
            }
            // Now and then the list becomes short, so that merging at both ends is met too.
            if model.len() > 6000 {
                let splice = Splice { at: 3, old: model[3..model.len() - 2].to_vec(), new: Vec::new() };
                lines = lines.with(std::slice::from_ref(&splice));
                model = spliced(&model, &[splice]);
            }
        }
        for (n, (snapshot, model)) in snapshots.iter().enumerate() {
            assert_same(snapshot, model, &format!("seed {seed}, snapshot {n} has changed"));
        }
    }
}

#[test]
fn reading_can_begin_at_every_row() {
    let mut name = 0;
    let mut lines: Lines = std::iter::repeat_with(|| line(&mut name)).take(1000).collect();
    // Chunks of uneven size.
    for at in [10, 300, 301, 700] {
        let new = std::iter::repeat_with(|| line(&mut name)).take(at % 90).collect();
        lines = lines.with(&[Splice { at, old: lines.slice(at..at + 7), new }]);
    }
    let all: Vec<&Line> = lines.iter().collect();
    for row in 0..=all.len() + 2 {
        assert!(lines.iter_from(row).eq(all.iter().copied().skip(row)), "from row {row}");
    }
}

#[test]
fn equality_is_of_lines_and_not_of_chunks() {
    let mut name = 0;
    let model: Vec<Line> = std::iter::repeat_with(|| line(&mut name)).take(900).collect();
    let whole: Lines = model.iter().cloned().collect();
    let grown = (0..900).fold(Lines::default(), |lines, at| {
        lines.with(&[Splice { at, old: Vec::new(), new: vec![model[at].clone()] }])
    });
    assert_eq!(whole, grown);
    assert_ne!(whole, whole.with(&[Splice { at: 899, old: vec![model[899].clone()], new: vec![Line::new("x")] }]));
    assert_eq!(whole, whole.with(&[]));
}

#[test]
#[should_panic(expected = "do not overlap")]
fn splices_that_overlap_are_an_error() {
    let lines: Lines = (0..10).map(|n| Line::new(n.to_string())).collect();
    let splice = |at| Splice { at, old: lines.slice(at..at + 3), new: Vec::new() };
    lines.with(&[splice(2), splice(4)]);
}

#[test]
#[should_panic(expected = "past the end")]
fn a_splice_past_the_end_is_an_error() {
    let lines: Lines = (0..10).map(|n| Line::new(n.to_string())).collect();
    lines.with(&[Splice { at: 8, old: vec![Line::new("8"); 3], new: Vec::new() }]);
}
