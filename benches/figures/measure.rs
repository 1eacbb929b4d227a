//! Measuring: what an operation takes of all processors, and of the time that passes; and the memory of a process.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What one operation takes, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Time on processors, of all threads together: the mean over its rounds. The system counts it in steps of ten
    /// milliseconds: of short operations this is the time that passed in the quicker rounds, in which nothing else ran.
    pub cpu: f64,
    /// Time that passed, as the median over its rounds.
    pub wall: f64,
}

/// How long all rounds of one operation may take together before it is left at the least number of rounds.
const PATIENCE: Duration = Duration::from_secs(3);
/// Operations that take less than this many milliseconds are short for the system's count.
const SHORT: f64 = 20.0;
const ROUNDS: std::ops::RangeInclusive<usize> = 5..=101;

/// Measures `run` on what `prepare` makes, again and again. Preparing and dropping are not measured.
pub fn measure<S, T>(mut prepare: impl FnMut() -> S, mut run: impl FnMut(&mut S) -> T) -> Figure {
    let begun = Instant::now();
    let (mut cpu, mut wall) = (Vec::new(), Vec::new());
    while wall.len() < *ROUNDS.start() || (wall.len() < *ROUNDS.end() && begun.elapsed() < PATIENCE) {
        let mut state = prepare();
        let (wall_before, cpu_before) = (Instant::now(), cpu_time());
        let result = black_box(run(&mut state));
        let passed = wall_before.elapsed();
        let used = cpu_time().zip(cpu_before).map_or(passed, |(after, before)| after.saturating_sub(before));
        drop((result, state));
        wall.push(passed.as_secs_f64() * 1000.0);
        cpu.push(used.as_secs_f64() * 1000.0);
    }
    let (wall, quick) = (quantile(&mut wall, 2), quantile(&mut wall, 4));
    let mean = cpu.iter().sum::<f64>() / cpu.len() as f64;
    Figure { cpu: if wall < SHORT { quick } else { mean }, wall }
}

/// The value that one of `of` values lies below: the median for 2.
fn quantile(values: &mut [f64], of: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / of]
}

/// Time that this process, all its threads, and the programs it has run to their end have spent on processors; `None`
/// where the system does not tell.
fn cpu_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name in brackets, the 12th to 15th field count, in hundredths of a second, what the process and its
    // children have spent in their own code and in the system's.
    let fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11).take(4);
    let hundredths: u64 = fields.map(|field| field.parse::<u64>().unwrap_or(0)).sum();
    Some(Duration::from_millis(10 * hundredths))
}

/// Memory that this process holds, in bytes; `None` where the system does not tell.
pub fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? * 1024)
}
