//! How fast the analyses are: `cargo run --release -p mashhad-engine --example analysis_speed -- FILE…` prints, for each file, its words and the time of each
//! component in milliseconds: the first run, which builds the word lists, and the best of ten. One core (`rayon` with one thread).
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a measuring program reads files and the clock"
)]

use std::time::Instant;

use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{Cancel, Component, Input, Options, Silent, analyze_screenplay, parse_input};

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("the pool is made once");
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("cannot read {path}");
            continue;
        };
        let input = Input { bytes: &bytes, name: Some(&path), format: None };
        let Ok(screenplay) = parse_input(&input, &Options::default(), &Silent) else {
            println!("{path}: refused");
            continue;
        };
        let words = screenplay.text.split_whitespace().count();
        println!("{path}: {words} words, {} scenes", screenplay.scenes.len());
        for component in [Component::Breakdown, Component::Salience, Component::Continuity] {
            let first = milliseconds(&screenplay, component);
            let best = (0..10).map(|_| milliseconds(&screenplay, component)).fold(f64::MAX, f64::min);
            println!("  {component:?}: first {first:.1} ms, best of ten {best:.1} ms");
        }
    }
}

fn milliseconds(screenplay: &Screenplay, component: Component) -> f64 {
    let options = Options { components: [component].into(), ..Options::default() };
    let start = Instant::now();
    let analysis = analyze_screenplay(screenplay, &options, &Silent, &Cancel::new());
    let elapsed = start.elapsed();
    assert!(analysis.is_ok(), "the analysis was not cancelled");
    elapsed.as_secs_f64() * 1e3
}
