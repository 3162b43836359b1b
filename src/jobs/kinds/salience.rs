//! Scene salience.

use mashhad_engine::Component;

use super::{JobKind, KindSpec};

pub(super) static SPEC: KindSpec =
    KindSpec { kind: JobKind::Salience, components: &[Component::Salience], time_limit_ms: 120_000, max_attempts: 5, cost: 1 };
