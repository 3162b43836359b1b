//! The caller's budget as an object. Owns its GraphQL shape only; points are counted in `budget`.

use async_graphql::SimpleObject;

use super::date_time::DateTime;
use crate::api::budget::Account;

/// What the caller may still ask. Every operation is charged its static cost before it is executed: about one point a field, pages multiplied by
/// their size.
#[derive(Debug, Clone, SimpleObject)]
pub struct RateLimit {
    /// Cost of this operation in points.
    cost: u64,
    /// Points of one minute; null when the server sets no limit.
    limit: Option<u64>,
    /// Points left after this operation; null when the server sets no limit.
    remaining: Option<u64>,
    /// When all points will be there again.
    reset_at: DateTime,
}

impl RateLimit {
    /// The standing of an account.
    #[must_use]
    pub fn of(account: &Account) -> Self {
        let (remaining, limit) = account.standing().unzip();
        Self { cost: account.cost(), limit, remaining, reset_at: DateTime(account.full_at_ms()) }
    }
}
