//! How fast files are read: `cargo run --release -p mashhad-engine --example reading_speed -- FILE…` prints, for each file, the format that was
//! found, its size, the best of ten readings in milliseconds and megabytes a second. One core; analyses are not run.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a measuring program reads files and the clock"
)]

use std::time::{Duration, Instant};

use mashhad_engine::Input;
use mashhad_engine::parse::parse;

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("cannot read {path}");
            continue;
        };
        let input = Input { bytes: &bytes, name: Some(&path), format: None };
        let (mut best, mut found) = (Duration::MAX, None);
        for _ in 0..10 {
            let start = Instant::now();
            found = parse(&input).ok();
            best = best.min(start.elapsed());
        }
        let megabytes = bytes.len() as f64 / 1e6;
        let what = found.map_or_else(
            || "refused".to_owned(),
            |screenplay| format!("{:?}, {} scenes, {} pages", screenplay.format, screenplay.scenes.len(), screenplay.pages),
        );
        println!("{path}: {what}; {megabytes:.2} MB in {:.1} ms, {:.1} MB/s", best.as_secs_f64() * 1e3, megabytes / best.as_secs_f64());
    }
}
