//! The whole analysis: each component is a checkpoint, so that a retry repeats only what is unfinished.

use mashhad_engine::Component;

use super::{JobKind, KindSpec};

pub(super) static SPEC: KindSpec = KindSpec {
    kind: JobKind::Full,
    components: &[Component::Breakdown, Component::Salience, Component::Continuity],
    time_limit_ms: 300_000,
    max_attempts: 5,
    cost: 3,
};
