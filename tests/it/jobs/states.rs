//! The table of states: what it must and must not allow, and random lives that never leave it.

use mashhad::jobs::{JobState, Transition};
use proptest::prelude::*;

#[test]
fn the_table_is_this_one() {
    let mut table = String::new();
    for state in JobState::ALL {
        let row: Vec<String> = Transition::ALL
            .into_iter()
            .filter_map(|transition| state.after(transition).map(|next| format!("{transition:?} → {next}")))
            .collect();
        table.push_str(&format!("{state}: {}\n", if row.is_empty() { "—".to_owned() } else { row.join(", ") }));
    }
    insta::assert_snapshot!(table, @r"
    SCHEDULED: Due → QUEUED, Cancel → CANCELLED
    QUEUED: Claim → RUNNING, Cancel → CANCELLED
    RUNNING: Succeed → SUCCEEDED, FailAndRetry → SCHEDULED, GiveUp → DEAD, Cancel → CANCELLING, Expire → QUEUED, GiveBack → QUEUED
    CANCELLING: Succeed → CANCELLED, FailAndRetry → CANCELLED, GiveUp → CANCELLED, Stop → CANCELLED, Expire → CANCELLED, GiveBack → CANCELLED
    SUCCEEDED: —
    CANCELLED: Revive → QUEUED
    DEAD: Revive → QUEUED
    ");
}

#[test]
fn every_state_is_read_back_from_its_name() {
    for state in JobState::ALL {
        assert_eq!(state.to_string().parse(), Ok(state));
    }
    assert!("DONE".parse::<JobState>().is_err());
}

proptest! {
    #[test]
    fn a_random_life_ends_only_in_terminal_states_and_starts_again_only_by_revival(
        steps in proptest::collection::vec(proptest::sample::select(&Transition::ALL[..]), 0..200),
    ) {
        let mut state = JobState::Queued;
        for step in steps {
            if let Some(next) = state.after(step) {
                prop_assert!(!state.is_terminal() || step == Transition::Revive);
                prop_assert!(next != JobState::Running || state == JobState::Queued);
                prop_assert!(state != JobState::Cancelling || next == JobState::Cancelled);
                prop_assert!(next != JobState::Succeeded || state == JobState::Running);
                state = next;
            }
        }
    }
}
