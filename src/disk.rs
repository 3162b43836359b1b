//! Free space of a disk. Owns the one question to the system; what is too little is for the caller to say.

use std::path::Path;

/// Bytes that this process may still write on the disk of `path`.
///
/// # Errors
/// The path does not exist or its file system does not answer.
pub fn free_bytes(path: &Path) -> std::io::Result<u64> {
    let disk = rustix::fs::statvfs(path)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_a_disk_and_a_missing_path_has_none() {
        assert!(free_bytes(Path::new("/")).is_ok());
        assert!(free_bytes(Path::new("/no/such/folder")).is_err());
    }
}
