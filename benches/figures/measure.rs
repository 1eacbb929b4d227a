//! Measuring: medians of the processor time and of the time that passes, and the memory of a process.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What one operation takes, as medians over its rounds, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Time on the processor. The system counts it in steps of some milliseconds: of short operations this is
    /// the time that passed in the quicker rounds, in which nothing else ran.
    pub cpu: f64,
    /// Time that passed.
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
    Figure { cpu: if wall < SHORT { quick } else { quantile(&mut cpu, 2) }, wall }
}

/// The value that one of `of` values lies below: the median for 2.
fn quantile(values: &mut [f64], of: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / of]
}

/// Time that this thread, and the programs it has run to their end, have spent on a processor; `None` where the
/// system does not tell.
fn cpu_time() -> Option<Duration> {
    let own = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let own = Duration::from_nanos(own.split(' ').next()?.parse().ok()?);
    // Behind the name in brackets, the 14th and 15th field count the children in hundredths of a second.
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13).take(2);
    let children: u64 = fields.map(|field| field.parse().unwrap_or(0)).sum();
    Some(own + Duration::from_millis(10 * children))
}

/// Memory that this process holds, in bytes; `None` where the system does not tell.
pub fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? * 1024)
}
