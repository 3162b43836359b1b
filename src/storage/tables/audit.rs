//! The audit log: append-only, for the operator.

use crate::ids::AuditId;
use crate::storage::error::Result;
use crate::storage::sql::{Row, args};
use crate::storage::{AuditEntry, Store, Tx};

const ADD: &str = "INSERT INTO audit_log (id, at, actor, action, target, detail) VALUES ($1, $2, $3, $4, $5, $6)";
const NEWEST: &str =
    "SELECT id, at, actor, action, target, detail FROM audit_log WHERE ($1 IS NULL OR id < $1) ORDER BY at DESC, id DESC LIMIT $2";

impl Tx {
    /// Notes who did what to which object; `detail` is JSON without any script text.
    ///
    /// # Errors
    /// The database failed.
    pub async fn audit(&mut self, actor: &str, action: &str, target: Option<String>, detail: Option<String>) -> Result<()> {
        let (id, now) = (AuditId::make(self.ids.as_ref()), self.now());
        self.execute(ADD, args![id, now, actor, action, target, detail]).await.map(drop)
    }
}

impl Store {
    /// For the operator: the newest entries, `limit` of them older than `before`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn admin_audit(&self, before: Option<AuditId>, limit: u32) -> Result<Vec<AuditEntry>> {
        self.rows(NEWEST, args![before, limit]).await?.into_iter().map(read).collect()
    }
}

fn read(mut row: Row) -> Result<AuditEntry> {
    Ok(AuditEntry {
        id: row.parsed()?,
        at: row.int()?,
        actor: row.text()?,
        action: row.text()?,
        target: row.opt_text()?,
        detail: row.opt_text()?,
    })
}
