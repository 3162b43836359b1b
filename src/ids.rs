//! Ids: one newtype for each kind of thing, and the source that makes them. Owns the textual form (the 36 characters of a
//! UUID); the opaque global ids of the API are made from it in `api`.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Clock;

/// Makes ids that are unique and rise with time.
pub trait Ids: Send + Sync + fmt::Debug {
    /// The 128 bits of a new id.
    fn make(&self) -> u128;
}

/// A text that is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct InvalidId;

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// A new id.
            #[must_use]
            pub fn make(ids: &dyn Ids) -> Self {
                Self(ids.make())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_uuid(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse_uuid(text).map(Self)
            }
        }
    )+};
}

id_types! {
    /// A request, in logs and in the header `x-request-id`.
    RequestId,
    /// A user of the service.
    UserId,
    /// A screenplay: one immutable file of one owner.
    ScreenplayId,
    /// A work: what all drafts of one screenplay share.
    WorkId,
    /// A job.
    JobId,
    /// Jobs that were submitted together.
    BatchId,
    /// An announced upload.
    UploadId,
    /// A stored result document.
    ResultId,
    /// A worker process; new at each start.
    WorkerId,
    /// The dismissal of a finding.
    DismissalId,
    /// A decision that a person took on a result.
    DecisionId,
    /// An entry of the audit log.
    AuditId,
    /// A session: what began with a login.
    SessionId,
    /// A personal API token.
    ApiTokenId,
}

fn write_uuid(bits: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (a, b, c, d, e) = (bits >> 96, (bits >> 80) & 0xffff, (bits >> 64) & 0xffff, (bits >> 48) & 0xffff, bits & 0xffff_ffff_ffff);
    write!(f, "{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}")
}

fn parse_uuid(text: &str) -> Result<u128, InvalidId> {
    if text.len() != 36 {
        return Err(InvalidId);
    }
    let mut bits = 0_u128;
    for (at, byte) in text.bytes().enumerate() {
        match (at, byte) {
            (8 | 13 | 18 | 23, b'-') => {}
            (8 | 13 | 18 | 23, _) => return Err(InvalidId),
            (_, b'0'..=b'9') => bits = (bits << 4) | u128::from(byte - b'0'),
            (_, b'a'..=b'f') => bits = (bits << 4) | u128::from(byte - b'a' + 10),
            _ => return Err(InvalidId),
        }
    }
    Ok(bits)
}

/// Version 7 UUIDs (RFC 9562 §5.7): milliseconds, a 12-bit counter that keeps ids of one process rising, then randomness.
#[derive(Debug)]
pub struct TimeOrderedIds {
    clock: Arc<dyn Clock>,
    last: Mutex<u64>,
}

impl TimeOrderedIds {
    /// Ids that take their time from `clock`.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, last: Mutex::new(0) }
    }

    /// Milliseconds and counter as one rising number: a counter that runs over borrows from the next millisecond.
    fn tick(&self) -> u64 {
        let now = u64::try_from(self.clock.now_ms()).unwrap_or(0) << 12;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = now.max(*last + 1);
        *last
    }
}

impl Ids for TimeOrderedIds {
    fn make(&self) -> u128 {
        let tick = u128::from(self.tick());
        let (ms, counter) = (tick >> 12, tick & 0xfff);
        let random = u128::from(random_u64() >> 2);
        ((ms & 0xffff_ffff_ffff) << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | random
    }
}

/// 64 bits from the operating system. Where it refuses, ids still differ by time and counter within a process.
#[expect(clippy::disallowed_methods, reason = "the one reader of randomness for ids")]
pub(crate) fn random_u64() -> u64 {
    let mut bytes = [0_u8; 8];
    match getrandom::fill(&mut bytes) {
        Ok(()) => u64::from_le_bytes(bytes),
        Err(_) => 0,
    }
}

/// The operating system gives no randomness; nothing secret may be made then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no randomness")]
pub struct NoRandomness;

/// Bytes for secrets, from the operating system.
#[expect(clippy::disallowed_methods, reason = "the one reader of randomness for secrets")]
pub(crate) fn random_bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// Ids 1, 2, 3, … for tests that print them.
#[derive(Debug, Default)]
pub struct SequentialIds(Mutex<u128>);

impl Ids for SequentialIds {
    fn make(&self) -> u128 {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last += 1;
        *last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    #[test]
    fn ids_rise_even_when_the_clock_stands_still_or_steps_back() {
        let clock = Arc::new(ManualClock::new(1_700_000_000_000));
        let ids = TimeOrderedIds::new(clock.clone());
        let first: Vec<JobId> = (0..5_000).map(|_| JobId::make(&ids)).collect();
        clock.advance(-60_000);
        let later = JobId::make(&ids);
        assert!(first.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(first[4_999] < later);
    }

    #[test]
    fn an_id_is_read_back_from_its_text() {
        let ids = TimeOrderedIds::new(Arc::new(ManualClock::new(1_700_000_000_000)));
        let id = JobId::make(&ids);
        let text = id.to_string();
        assert_eq!(text.parse::<JobId>(), Ok(id));
        assert_eq!(&text[14..15], "7");
        assert_eq!("x".parse::<JobId>(), Err(InvalidId));
        assert_eq!(text.to_uppercase().parse::<JobId>(), Err(InvalidId));
        assert_eq!(text.replace('-', "0").parse::<JobId>(), Err(InvalidId));
    }
}
