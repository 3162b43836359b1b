//! Continuity check.

use mashhad_engine::Component;

use super::{JobKind, KindSpec};

pub(super) static SPEC: KindSpec =
    KindSpec { kind: JobKind::Continuity, components: &[Component::Continuity], time_limit_ms: 120_000, max_attempts: 5, cost: 1 };
