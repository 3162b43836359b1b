//! The bench's table: one row a figure, one column a database. Owns the text only.

use std::fmt::Write as _;

use super::graphql::{GraphqlFigures, Load};
use super::queue::QueueFigures;
use crate::storage::Percentiles;

/// The figures of one database.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) queue: QueueFigures,
    pub(super) graphql: GraphqlFigures,
    pub(super) resident: Option<u64>,
}

/// One line of the table.
struct Row {
    name: &'static str,
    figure: fn(&Column) -> String,
}

const ROWS: [Row; 13] = [
    Row { name: "submissions, durable, per second", figure: |column| rate(column.queue.submitted_per_s) },
    Row { name: "empty jobs, durable ends, per second", figure: |column| rate(column.queue.empty_per_s) },
    Row { name: "the same from a long queue", figure: |column| rate(column.queue.long_queue_per_s) },
    Row { name: "jobs that waited in it", figure: |column| column.queue.waiting.to_string() },
    Row { name: "submission to start when idle, p50 / p99 ms", figure: |column| half_and(&column.queue.waits_ms, |times| times.p99) },
    Row { name: "cancelling a running job, p50 / max ms", figure: |column| half_and(&column.queue.cancels_ms, |times| times.max) },
    Row { name: "small scripts through GraphQL, per second", figure: |column| rate(column.graphql.scripts_per_s) },
    Row {
        name: "resident memory afterwards, MiB",
        figure: |column| column.resident.map_or("–".to_owned(), |bytes| (bytes >> 20).to_string()),
    },
    Row { name: "job(id): requests per second, µs of CPU each", figure: |column| load(&column.graphql.job) },
    Row { name: "jobs(first: 25)", figure: |column| load(&column.graphql.jobs) },
    Row { name: "{ serverInfo { version } } (the chain alone)", figure: |column| load(&column.graphql.chain) },
    Row { name: "bare async-graphql, { hello }", figure: |column| load(&column.graphql.hello) },
    Row { name: "CPU of the chain against bare", figure: against_bare },
];

pub(super) fn render(columns: &[Column]) -> String {
    let mut text = format!("{:<46}", "");
    for column in columns {
        // Writing to a String cannot fail.
        let _ = write!(text, "{:>16}", column.name);
    }
    text.push('\n');
    for row in &ROWS {
        let _ = write!(text, "{:<46}", row.name);
        for column in columns {
            let _ = write!(text, "{:>16}", (row.figure)(column));
        }
        text.push('\n');
    }
    text
}

fn rate(per_second: f64) -> String {
    format!("{per_second:.0}")
}

/// The median and another figure of the same times.
fn half_and(times: &[i64], other: fn(&Percentiles) -> i64) -> String {
    let times = Percentiles::of(times.to_vec()).unwrap_or_default();
    format!("{} / {}", times.p50, other(&times))
}

fn load(load: &Load) -> String {
    let cpu = load.cpu_us.map_or("–".to_owned(), |us| format!("{us:.0}"));
    format!("{} / {cpu}", rate(load.per_s))
}

fn against_bare(column: &Column) -> String {
    match (column.graphql.chain.cpu_us, column.graphql.hello.cpu_us) {
        (Some(chain), Some(bare)) if bare > 0.0 => format!("{:.2} ×", chain / bare),
        _ => "–".to_owned(),
    }
}
