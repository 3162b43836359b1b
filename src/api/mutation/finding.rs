//! `findingDismiss`, `findingRestore`: a person sets a continuity finding aside for all drafts of a work. Owns their inputs and payloads.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use mashhad_engine::Bilingual;

use crate::api::Services;
use crate::api::authorize::{language, require};
use crate::api::error::{UserError, UserErrorCode, from_storage};
use crate::api::global_id::{Kind, decode_as};
use crate::api::types::date_time::DateTime;
use crate::auth::Scope;
use crate::ids::WorkId;

/// Longest reason in characters.
const MAX_REASON: usize = 500;
/// Longest fingerprint in characters.
const MAX_FINGERPRINT: usize = 200;

/// Input of `findingDismiss`.
#[derive(InputObject)]
pub struct FindingDismissInput {
    /// The work, see `Screenplay.workId`.
    work_id: ID,
    /// Fingerprint of the finding.
    fingerprint: String,
    /// Why it is no fault, 1..500 characters.
    reason: String,
}

/// Input of `findingRestore`.
#[derive(InputObject)]
pub struct FindingRestoreInput {
    /// The work, see `Screenplay.workId`.
    work_id: ID,
    /// Fingerprint of the finding.
    fingerprint: String,
}

/// A finding that was set aside.
#[derive(SimpleObject)]
pub struct Dismissal {
    /// Fingerprint of the finding.
    fingerprint: String,
    /// The person's reason.
    reason: Option<String>,
    /// When.
    created_at: DateTime,
}

/// Payload of `findingDismiss`.
#[derive(SimpleObject, Default)]
pub struct FindingDismissPayload {
    /// The dismissal; null when `userErrors` is not empty.
    dismissal: Option<Dismissal>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Payload of `findingRestore`.
#[derive(SimpleObject, Default)]
pub struct FindingRestorePayload {
    /// Fingerprint that counts again.
    fingerprint: Option<String>,
    /// Expected failures.
    user_errors: Vec<UserError>,
}

/// Mutations of findings.
#[derive(Default)]
pub struct FindingMutation;

/// Mutations of findings.
#[Object]
impl FindingMutation {
    /// Set a continuity finding aside for this and later drafts of the work.
    async fn finding_dismiss(&self, context: &Context<'_>, input: FindingDismissInput) -> async_graphql::Result<FindingDismissPayload> {
        let user = require(context, Scope::ScreenplaysWrite)?;
        let spoken = language(context);
        let refuse = |problem| Ok(FindingDismissPayload { user_errors: vec![problem], ..Default::default() });
        let Some(work) = work(&input.work_id) else { return refuse(UserError::not_found(&["input", "workId"], spoken)) };
        if !(1..=MAX_REASON).contains(&input.reason.trim().chars().count())
            || !(1..=MAX_FINGERPRINT).contains(&input.fingerprint.chars().count())
        {
            let message = Bilingual::new("اكتب سبباً من 1 إلى 500 حرف.", "Give a reason of 1 to 500 characters.");
            return refuse(UserError::new(UserErrorCode::OutOfRange, &["input", "reason"], &message, spoken));
        }
        let failed = |failure| from_storage(&failure);
        let mut tx = context.data::<Services>()?.store.begin().await.map_err(failed)?;
        let stored = tx.dismiss(user.id, work, &input.fingerprint, Some(input.reason.trim())).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        match stored {
            None => refuse(UserError::not_found(&["input", "workId"], spoken)),
            Some(row) => {
                let dismissal = Dismissal { fingerprint: row.fingerprint, reason: row.reason, created_at: DateTime(row.created_at) };
                Ok(FindingDismissPayload { dismissal: Some(dismissal), user_errors: Vec::new() })
            }
        }
    }

    /// Let a finding that was set aside count again.
    async fn finding_restore(&self, context: &Context<'_>, input: FindingRestoreInput) -> async_graphql::Result<FindingRestorePayload> {
        let user = require(context, Scope::ScreenplaysWrite)?;
        let refuse = || FindingRestorePayload {
            user_errors: vec![UserError::not_found(&["input", "workId"], language(context))],
            ..Default::default()
        };
        let Some(work) = work(&input.work_id) else { return Ok(refuse()) };
        let failed = |failure| from_storage(&failure);
        let mut tx = context.data::<Services>()?.store.begin().await.map_err(failed)?;
        let restored = tx.restore_finding(user.id, work, &input.fingerprint).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(if restored { FindingRestorePayload { fingerprint: Some(input.fingerprint), user_errors: Vec::new() } } else { refuse() })
    }
}

fn work(id: &ID) -> Option<WorkId> {
    decode_as(Kind::Work, id).and_then(|id| id.parse().ok())
}
