//! Uploads: announced, filled with bytes, made into a screenplay, thrown away.

use crate::hash::sha256_hex;
use crate::ids::{ScreenplayId, UploadId, UserId};
use crate::storage::error::{Result, StoreError};
use crate::storage::sql::{Row, args};
use crate::storage::{NewUpload, Store, Tx, Upload};

macro_rules! columns {
    () => {
        "id, owner_id, file_name, announced_bytes, size_bytes, content_hash, screenplay_id, created_at, expires_at"
    };
}

const ANNOUNCE: &str = concat!(
    "INSERT INTO uploads (id, owner_id, file_name, announced_bytes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ",
    columns!()
);
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM uploads WHERE owner_id = $1 AND id = $2");
const BYTES: &str = "SELECT f.bytes FROM upload_files f JOIN uploads u ON u.id = f.upload_id WHERE u.owner_id = $1 AND u.id = $2";
const COMPLETE: &str = concat!(
    "UPDATE uploads SET size_bytes = $3, content_hash = $4
     WHERE owner_id = $1 AND id = $2 AND size_bytes IS NULL AND expires_at > $5 RETURNING ",
    columns!()
);
const STORE_BYTES: &str = "INSERT INTO upload_files (upload_id, bytes) VALUES ($1, $2)";
const CONSUME: &str = "UPDATE uploads SET screenplay_id = $3 WHERE owner_id = $1 AND id = $2 AND size_bytes IS NOT NULL";
const DROP_BYTES: &str = "DELETE FROM upload_files WHERE upload_id = $1";
const EXPIRE: &str = "DELETE FROM uploads WHERE id IN (SELECT id FROM uploads WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";

impl Store {
    /// An upload of an owner.
    ///
    /// # Errors
    /// The database failed.
    pub async fn upload(&self, owner: UserId, id: UploadId) -> Result<Option<Upload>> {
        self.row(BY_ID, args![owner, id]).await?.map(read).transpose()
    }

    /// The bytes of a completed upload that no screenplay was made of yet.
    ///
    /// # Errors
    /// The database failed.
    pub async fn upload_bytes(&self, owner: UserId, id: UploadId) -> Result<Option<Vec<u8>>> {
        self.row(BYTES, args![owner, id]).await?.map(|mut row| row.blob()).transpose()
    }
}

impl Tx {
    /// Announces an upload.
    ///
    /// # Errors
    /// The database failed.
    pub async fn create_upload(&mut self, owner: UserId, new: &NewUpload) -> Result<Upload> {
        let (id, now) = (UploadId::make(self.ids.as_ref()), self.now());
        let row = self.row(ANNOUNCE, args![id, owner, new.file_name.clone(), new.announced_bytes, now, new.expires_at]).await?;
        read(row.ok_or_else(|| StoreError::damaged("uploads", "no row came back"))?)
    }

    /// Stores the bytes of an upload. `None` when it is unknown, expired or complete already (a second PUT changes nothing).
    ///
    /// # Errors
    /// The database failed.
    pub async fn complete_upload(&mut self, owner: UserId, id: UploadId, bytes: Vec<u8>) -> Result<Option<Upload>> {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let now = self.now();
        let Some(row) = self.row(COMPLETE, args![owner, id, size, sha256_hex(&bytes), now]).await? else {
            return Ok(None);
        };
        self.execute(STORE_BYTES, args![id, bytes]).await?;
        read(row).map(Some)
    }

    /// Notes the screenplay that was made of an upload and drops its bytes, which the screenplay has now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn consume_upload(&mut self, owner: UserId, id: UploadId, screenplay: ScreenplayId) -> Result<bool> {
        if self.execute(CONSUME, args![owner, id, screenplay]).await? == 0 {
            return Ok(false);
        }
        self.execute(DROP_BYTES, args![id]).await?;
        Ok(true)
    }

    /// Throws away at most `limit` expired uploads; how many there were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn expire_uploads(&mut self, limit: u32) -> Result<u64> {
        let now = self.now();
        self.execute(EXPIRE, args![now, limit]).await
    }
}

fn read(mut row: Row) -> Result<Upload> {
    Ok(Upload {
        id: row.parsed()?,
        owner: row.parsed()?,
        file_name: row.opt_text()?,
        announced_bytes: row.opt_int()?,
        size_bytes: row.opt_int()?,
        content_hash: row.opt_text()?,
        screenplay: row.opt_parsed()?,
        created_at: row.int()?,
        expires_at: row.int()?,
    })
}
