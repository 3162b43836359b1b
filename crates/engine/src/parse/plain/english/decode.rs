//! The best sequence of kinds for all lines: points of each line plus points of each step, by dynamic programming (Viterbi), linear in the
//! number of lines. Read twice: the first reading measures the layout that the second one uses.

use super::evidence::{self, KINDS, Kind};
use super::features::Features;
use super::grammar;
use super::layout::Layout;
use super::names::Names;

/// Kinds of all lines.
pub(super) fn decode(lines: &[Features<'_>], names: &Names) -> Vec<Kind> {
    let first = best(lines, names, None);
    let layout = Layout::of(lines, &first);
    best(lines, names, Some(&layout))
}

fn best(lines: &[Features<'_>], names: &Names, layout: Option<&Layout>) -> Vec<Kind> {
    let mut steps: Vec<[usize; 6]> = Vec::with_capacity(lines.len());
    let mut totals = [0_i32; 6];
    let mut before: Option<&Features<'_>> = None;
    for line in lines {
        let own = evidence::points(line, names, layout);
        let mut next = [0_i32; 6];
        let mut from = [0_usize; 6];
        for (to, kind) in KINDS.iter().enumerate() {
            let (best_from, best_total) = match before {
                None => (0, grammar::first(*kind)),
                Some(before) => step(&totals, *kind, before, line, layout),
            };
            if let (Some(next), Some(from), Some(own)) = (next.get_mut(to), from.get_mut(to), own.get(to)) {
                *next = best_total + own;
                *from = best_from;
            }
        }
        totals = next;
        steps.push(from);
        before = Some(line);
    }
    walk_back(&totals, &steps)
}

fn step(totals: &[i32; 6], to: Kind, before: &Features<'_>, line: &Features<'_>, layout: Option<&Layout>) -> (usize, i32) {
    let reach = |(at, from): (usize, &Kind)| {
        (at, totals.get(at).copied().unwrap_or(evidence::NEVER) + grammar::points(*from, to, before, line, layout))
    };
    KINDS.iter().enumerate().map(reach).fold((0, i32::MIN), |best, new| if new.1 > best.1 { new } else { best })
}

fn walk_back(totals: &[i32; 6], steps: &[[usize; 6]]) -> Vec<Kind> {
    let mut at = totals.iter().enumerate().fold((0, i32::MIN), |best, (at, total)| if *total > best.1 { (at, *total) } else { best }).0;
    let mut kinds: Vec<Kind> = steps
        .iter()
        .rev()
        .map(|from| {
            let kind = KINDS.get(at).copied().unwrap_or(Kind::Action);
            at = from.get(at).copied().unwrap_or(0);
            kind
        })
        .collect();
    kinds.reverse();
    kinds
}
