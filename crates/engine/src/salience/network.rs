//! The co-presence graph: who shares scenes with whom, communities, centralities and their course over the script. Owns the graph measures;
//! who is present is the cast's.
//!
//! Sources: scene as co-occurrence window and weighted degree, betweenness, eigenvector (Labatut and Bost 2019); shortest ways after Brandes
//! (2001); communities by the local moves of Louvain (Blondel et al. 2008) in fixed order.

use std::collections::{BTreeMap, VecDeque};

use super::document::{CharacterProminence, Network, NetworkEdge, NetworkNode, PresenceCell};
use super::numeric::{count, share};
use super::story::Story;
use crate::document::Score;
use crate::screenplay::CharacterIndex;
use crate::screenplay::document::character_id;

/// Characters in the graph; measures of the graph cost more than linear time in them.
const NODES: usize = 60;
/// Parts of the script for the course over time.
const PARTS: usize = 5;

/// Weighted neighbours by node.
type Graph = Vec<Vec<(usize, f64)>>;

/// The graph of the most prominent characters.
pub(crate) fn network(story: &Story<'_>) -> Network {
    let mut people = story.cast.by_prominence();
    people.retain(|who| story.cast.appearance(*who).is_some());
    people.truncate(NODES);
    let place: BTreeMap<CharacterIndex, usize> = people.iter().enumerate().map(|(at, who)| (*who, at)).collect();
    let mut graph: Graph = vec![Vec::new(); people.len()];
    let mut edges: Vec<(usize, usize, NetworkEdge)> = Vec::new();
    for (pair, shared) in &story.cast.pairs {
        let (Some(x), Some(y)) = (place.get(&pair.0), place.get(&pair.1)) else { continue };
        let (a, b) = (*x.min(y), *x.max(y));
        for (from, to) in [(a, b), (b, a)] {
            if let Some(row) = graph.get_mut(from) {
                row.push((to, f64::from(shared.scenes)));
            }
        }
        let id = |at: usize| people.get(at).map(|who| character_id(*who)).unwrap_or_default();
        let ordinal = |scene: usize| u32::try_from(scene + 1).unwrap_or(u32::MAX);
        edges.push((
            a,
            b,
            NetworkEdge { a: id(a), b: id(b), scenes: shared.scenes, first: ordinal(shared.first), last: ordinal(shared.last) },
        ));
    }
    edges.sort_by_key(|(a, b, _)| (*a, *b));
    let (communities, between, eigen) = (communities(&graph), betweenness(&graph), eigenvector(&graph));
    let nodes = people.iter().enumerate().map(|(at, who)| NetworkNode {
        id: character_id(*who),
        name: story.screenplay.character(*who).map(|character| character.name.clone()).unwrap_or_default(),
        community: communities.get(at).copied().unwrap_or(0),
        strength: edges.iter().filter(|(a, b, _)| *a == at || *b == at).map(|(_, _, edge)| edge.scenes).sum(),
        betweenness: Score::new(between.get(at).copied().unwrap_or(0.0)),
        eigenvector: Score::new(eigen.get(at).copied().unwrap_or(0.0)),
        over_time: over_time(story, *who),
        strength_over_time: strength_over_time(story, *who, &place),
    });
    Network { nodes: nodes.collect(), edges: edges.into_iter().map(|(_, _, edge)| edge).collect() }
}

/// Every character with prominence and row of the presence matrix, most prominent first.
pub(crate) fn characters(story: &Story<'_>) -> Vec<CharacterProminence> {
    let mut rows: BTreeMap<CharacterIndex, Vec<PresenceCell>> = BTreeMap::new();
    for scene in &story.screenplay.scenes {
        for presence in &scene.presence {
            let cell = PresenceCell { ordinal: scene.index.ordinal(), kind: presence.kind, words: presence.words };
            rows.entry(presence.character).or_default().push(cell);
        }
    }
    let describe = |who: CharacterIndex| {
        let character = story.screenplay.character(who)?;
        Some(CharacterProminence {
            id: character_id(who),
            name: character.name.clone(),
            prominence: Score::new(story.cast.prominence_of(who)),
            scenes: u32::try_from(character.scenes.len()).unwrap_or(u32::MAX),
            speeches: character.speeches,
            words: character.words,
            presence: rows.remove(&who).unwrap_or_default(),
        })
    };
    story.cast.by_prominence().into_iter().filter_map(describe).collect()
}

/// Share of scenes with the character in each fifth of the script by words.
fn over_time(story: &Story<'_>, who: CharacterIndex) -> Vec<Score> {
    let mut present = [0.0; PARTS];
    let mut all = [0.0; PARTS];
    for (here, middle) in story.cast.present.iter().zip(&story.middles) {
        let part = part_of(*middle);
        if let (Some(present), Some(all)) = (present.get_mut(part), all.get_mut(part)) {
            *all += 1.0;
            *present += if here.contains(&who) { 1.0 } else { 0.0 };
        }
    }
    present.iter().zip(&all).map(|(present, all)| Score::new(share(*present, *all))).collect()
}

/// Meetings with other people of the graph in each fifth of the script by words: the weighted degree of the part's own graph.
fn strength_over_time(story: &Story<'_>, who: CharacterIndex, place: &BTreeMap<CharacterIndex, usize>) -> Vec<u32> {
    let mut meetings = [0_u32; PARTS];
    for (here, middle) in story.cast.present.iter().zip(&story.middles).filter(|(here, _)| here.contains(&who)) {
        let others = here.iter().filter(|other| **other != who && place.contains_key(other)).count();
        if let Some(meetings) = meetings.get_mut(part_of(*middle)) {
            *meetings += u32::try_from(others).unwrap_or(u32::MAX);
        }
    }
    meetings.to_vec()
}

/// The fifth of the script that a place by words lies in.
fn part_of(middle: f64) -> usize {
    (1..PARTS).filter(|part| middle * count(PARTS) >= count(*part)).count()
}

/// One-based communities, numbered by their most prominent member. Each node moves to the neighbouring community with the greatest gain of
/// modularity, in order of prominence, until nothing moves.
fn communities(graph: &Graph) -> Vec<u32> {
    const ROUNDS: usize = 20;
    let degrees: Vec<f64> = graph.iter().map(|row| row.iter().map(|(_, weight)| weight).sum()).collect();
    let total: f64 = degrees.iter().sum();
    let mut home: Vec<usize> = (0..graph.len()).collect();
    let mut weight_of = degrees.clone();
    for _ in 0..ROUNDS {
        let mut has_moved = false;
        for (at, (row, degree)) in graph.iter().zip(&degrees).enumerate() {
            let old = home.get(at).copied().unwrap_or(at);
            if let Some(weight) = weight_of.get_mut(old) {
                *weight -= degree;
            }
            let mut ties: BTreeMap<usize, f64> = BTreeMap::from([(old, 0.0)]);
            for (other, weight) in row {
                *ties.entry(home.get(*other).copied().unwrap_or(*other)).or_default() += weight;
            }
            let gain = |community: usize, tie: f64| tie - share(weight_of.get(community).copied().unwrap_or(0.0) * degree, total);
            let mut best = (old, gain(old, ties.get(&old).copied().unwrap_or(0.0)));
            for (community, tie) in &ties {
                let value = gain(*community, *tie);
                if value > best.1 + 1e-9 {
                    best = (*community, value);
                }
            }
            has_moved |= best.0 != old;
            if let (Some(home), Some(weight)) = (home.get_mut(at), weight_of.get_mut(best.0)) {
                *home = best.0;
                *weight += degree;
            }
        }
        if !has_moved {
            break;
        }
    }
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    home.iter()
        .map(|community| {
            let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
            *numbers.entry(*community).or_insert(next)
        })
        .collect()
}

/// Brandes' algorithm without weights, as a share of all pairs of others.
fn betweenness(graph: &Graph) -> Vec<f64> {
    let size = graph.len();
    let mut sums = vec![0.0; size];
    for source in 0..size {
        for (node, value) in dependencies(graph, source).into_iter().enumerate() {
            if let Some(sum) = sums.get_mut(node).filter(|_| node != source) {
                *sum += value;
            }
        }
    }
    let pairs = count(size.saturating_sub(1)) * count(size.saturating_sub(2));
    sums.into_iter().map(|sum| share(sum, pairs)).collect()
}

/// How much of the shortest ways from one node passes each other.
fn dependencies(graph: &Graph, source: usize) -> Vec<f64> {
    let size = graph.len();
    let (mut distance, mut ways) = (vec![usize::MAX; size], vec![0.0; size]);
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); size];
    let (mut queue, mut visited) = (VecDeque::from([source]), Vec::new());
    set(&mut distance, source, 0);
    set(&mut ways, source, 1.0);
    while let Some(node) = queue.pop_front() {
        visited.push(node);
        let (reach, paths) = (at(&distance, node), at(&ways, node));
        for (next, _) in graph.get(node).map(Vec::as_slice).unwrap_or_default() {
            if at(&distance, *next) == usize::MAX {
                set(&mut distance, *next, reach + 1);
                queue.push_back(*next);
            }
            if at(&distance, *next) == reach + 1 {
                let together = at(&ways, *next) + paths;
                set(&mut ways, *next, together);
                if let Some(list) = before.get_mut(*next) {
                    list.push(node);
                }
            }
        }
    }
    let mut values = vec![0.0; size];
    for node in visited.into_iter().rev() {
        let (paths, value) = (at(&ways, node), at(&values, node));
        for previous in before.get(node).map(Vec::as_slice).unwrap_or_default() {
            let sum = at(&values, *previous) + share(at(&ways, *previous), paths) * (1.0 + value);
            set(&mut values, *previous, sum);
        }
    }
    values
}

fn at<T: Copy + Default>(values: &[T], place: usize) -> T {
    values.get(place).copied().unwrap_or_default()
}

fn set<T>(values: &mut [T], place: usize, value: T) {
    if let Some(slot) = values.get_mut(place) {
        *slot = value;
    }
}

/// Power iteration on the graph with self-ties (which keep it from swinging), against the greatest.
fn eigenvector(graph: &Graph) -> Vec<f64> {
    const STEPS: usize = 50;
    let mut values = vec![1.0; graph.len()];
    for _ in 0..STEPS {
        let next: Vec<f64> = graph
            .iter()
            .zip(&values)
            .map(|(row, own)| own + row.iter().map(|(other, weight)| weight * at(&values, *other)).sum::<f64>())
            .collect();
        let top = next.iter().copied().fold(0.0, f64::max);
        values = next.into_iter().map(|value| share(value, top)).collect();
    }
    let is_alone = |row: &Vec<(usize, f64)>| row.is_empty();
    values.iter().zip(graph).map(|(value, row)| if is_alone(row) { 0.0 } else { *value }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(size: usize, edges: &[(usize, usize)]) -> Graph {
        let mut graph = vec![Vec::new(); size];
        for (a, b) in edges {
            graph[*a].push((*b, 1.0));
            graph[*b].push((*a, 1.0));
        }
        graph
    }

    #[test]
    fn two_circles_joined_by_a_bridge() {
        let graph = graph(7, &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)]);
        let groups = communities(&graph);
        assert_eq!(groups[0], groups[1]);
        assert_eq!(groups[4], groups[5]);
        assert_ne!(groups[0], groups[5]);
        let between = betweenness(&graph);
        assert!(between[2] > between[0] && between[3] > between[5] && between[6] == 0.0);
        assert!((between[2] - 12.0 / 30.0).abs() < 1e-9, "{between:?}");
        let eigen = eigenvector(&graph);
        assert!(eigen[2] > eigen[0] && eigen[6] == 0.0);
        assert!(communities(&Vec::new()).is_empty() && betweenness(&Vec::new()).is_empty());
    }
}
