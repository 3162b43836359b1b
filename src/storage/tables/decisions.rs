//! What people decided: findings set aside and corrections of results. They belong to the work, so they hold for later drafts.

use crate::ids::{DecisionId, DismissalId, ScreenplayId, UserId, WorkId};
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::{Row, args};
use crate::storage::{Decision, Dismissal, Store, Tx};

const OWNS_WORK: &str = "SELECT CAST(1 AS BIGINT) FROM screenplays WHERE owner_id = $1 AND work_id = $2 LIMIT 1";
const DISMISS: &str = "INSERT INTO dismissals (id, owner_id, work_id, fingerprint, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (owner_id, work_id, fingerprint) DO UPDATE SET reason = COALESCE(excluded.reason, dismissals.reason)
    RETURNING id, work_id, fingerprint, reason, created_at";
const RESTORE: &str = "DELETE FROM dismissals WHERE owner_id = $1 AND work_id = $2 AND fingerprint = $3";
const DISMISSALS: &str = "SELECT id, work_id, fingerprint, reason, created_at FROM dismissals
    WHERE owner_id = $1 AND work_id = $2 ORDER BY created_at, id";
const DECIDE: &str = "INSERT INTO decisions (id, owner_id, work_id, area, target, value, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const DECISIONS: &str = "SELECT id, work_id, area, target, value, created_at FROM decisions
    WHERE owner_id = $1 AND work_id = $2 AND area = $3 ORDER BY created_at, id";
const OF_SCREENPLAY: &str = "SELECT d.id, d.work_id, d.area, d.target, d.value, d.created_at FROM screenplays s
    JOIN decisions d ON d.owner_id = s.owner_id AND d.work_id = s.work_id
    WHERE s.owner_id = $1 AND s.id = $2 AND d.area = $3 ORDER BY d.created_at, d.id";
const DISMISSED: &str = "SELECT d.fingerprint FROM screenplays s JOIN dismissals d ON d.owner_id = s.owner_id AND d.work_id = s.work_id
    WHERE s.owner_id = $1 AND s.id = $2 ORDER BY d.fingerprint";

impl Tx {
    /// Sets a finding aside for all drafts of a work; repeating it changes at most the reason. `None` when the work is not the owner's.
    ///
    /// # Errors
    /// The database failed.
    pub async fn dismiss(&mut self, owner: UserId, work: WorkId, fingerprint: &str, reason: Option<&str>) -> Result<Option<Dismissal>> {
        if self.row(OWNS_WORK, args![owner, work]).await?.is_none() {
            return Ok(None);
        }
        let (id, now) = (DismissalId::make(self.ids.as_ref()), self.now());
        let row = self.row(DISMISS, args![id, owner, work, fingerprint, reason.map(str::to_owned), now]).await?;
        read_dismissal(row.ok_or_else(|| StoreError::damaged("dismissals", "no row came back"))?).map(Some)
    }

    /// Takes a dismissal back. Whether there was one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn restore_finding(&mut self, owner: UserId, work: WorkId, fingerprint: &str) -> Result<bool> {
        Ok(self.execute(RESTORE, args![owner, work, fingerprint]).await? > 0)
    }

    /// Notes a person's decision; `value` is JSON shaped by the area. `None` when the work is not the owner's.
    ///
    /// # Errors
    /// The database failed.
    pub async fn decide(&mut self, owner: UserId, work: WorkId, area: &str, target: &str, value: &str) -> Result<Option<Decision>> {
        if self.row(OWNS_WORK, args![owner, work]).await?.is_none() {
            return Ok(None);
        }
        let (id, now) = (DecisionId::make(self.ids.as_ref()), self.now());
        self.execute(DECIDE, args![id, owner, work, area, target, value, now]).await?;
        Ok(Some(Decision { id, work, area: area.to_owned(), target: target.to_owned(), value: value.to_owned(), created_at: now }))
    }
}

impl Store {
    /// Findings set aside in a work, oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn dismissals(&self, owner: UserId, work: WorkId) -> Result<Vec<Dismissal>> {
        self.rows(DISMISSALS, args![owner, work]).await?.into_iter().map(read_dismissal).collect()
    }

    /// Decisions of an area in a work, oldest first; the newest of a target counts.
    ///
    /// # Errors
    /// The database failed.
    pub async fn decisions(&self, owner: UserId, work: WorkId, area: &str) -> Result<Vec<Decision>> {
        self.rows(DECISIONS, args![owner, work, area]).await?.into_iter().map(read_decision).collect()
    }

    /// The same for the work of a screenplay.
    ///
    /// # Errors
    /// The database failed.
    pub async fn screenplay_decisions(&self, owner: UserId, screenplay: ScreenplayId, area: &str) -> Result<Vec<Decision>> {
        self.rows(OF_SCREENPLAY, args![owner, screenplay, area]).await?.into_iter().map(read_decision).collect()
    }

    /// Fingerprints of the findings that are set aside in the work of a screenplay, ascending.
    ///
    /// # Errors
    /// The database failed.
    pub async fn dismissed_fingerprints(&self, owner: UserId, screenplay: ScreenplayId) -> Result<Vec<String>> {
        self.rows(DISMISSED, args![owner, screenplay]).await?.into_iter().map(|mut row| row.text()).collect()
    }
}

fn read_dismissal(mut row: Row) -> Result<Dismissal> {
    Ok(Dismissal { id: row.parsed()?, work: row.parsed()?, fingerprint: row.text()?, reason: row.opt_text()?, created_at: row.int()? })
}

fn read_decision(mut row: Row) -> Result<Decision> {
    Ok(Decision {
        id: row.parsed()?,
        work: row.parsed()?,
        area: row.text()?,
        target: row.text()?,
        value: row.text()?,
        created_at: row.int()?,
    })
}
