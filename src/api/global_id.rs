//! Global ids: opaque to clients, unique over all types. Owns their form; reading the object behind one checks its owner.

use async_graphql::ID;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Types with global ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A screenplay.
    Screenplay,
    /// A scene of a screenplay: the local part is `screenplay/ordinal`.
    Scene,
    /// A job.
    Job,
    /// An upload.
    Upload,
    /// A user.
    User,
    /// A batch of jobs.
    Batch,
    /// A work: what all drafts of a screenplay share.
    Work,
    /// A session of a user.
    Session,
    /// A personal API token.
    ApiToken,
}

impl Kind {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Screenplay, "sp"),
        (Self::Scene, "sc"),
        (Self::Job, "jb"),
        (Self::Upload, "up"),
        (Self::User, "us"),
        (Self::Batch, "bt"),
        (Self::Work, "wk"),
        (Self::Session, "ss"),
        (Self::ApiToken, "at"),
    ];

    fn tag(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, tag)| tag)
    }
}

/// Longest id that is looked at.
const MAX_BYTES: usize = 200;

/// Makes a global id.
#[must_use]
pub fn encode(kind: Kind, local: &str) -> ID {
    ID(URL_SAFE_NO_PAD.encode(format!("{}:{local}", kind.tag())))
}

/// Reads a global id; `None` for anything that this server has not made.
#[must_use]
pub fn decode(id: &ID) -> Option<(Kind, String)> {
    if id.len() > MAX_BYTES {
        return None;
    }
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?).ok()?;
    let (tag, local) = text.split_once(':')?;
    let (kind, _) = Kind::ALL.iter().find(|(_, own)| *own == tag)?;
    Some((*kind, local.to_owned()))
}

/// Reads a global id of one kind.
#[must_use]
pub fn decode_as(kind: Kind, id: &ID) -> Option<String> {
    decode(id).filter(|(own, _)| *own == kind).map(|(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_and_strangers_do_not() {
        let id = encode(Kind::Scene, "018f/3");
        assert_eq!(decode(&id), Some((Kind::Scene, "018f/3".to_owned())));
        assert_eq!(decode_as(Kind::Job, &id), None);
        for strange in ["", "x", "c2M", "💥", &"a".repeat(500)] {
            assert_eq!(decode(&ID(strange.to_owned())), None, "{strange}");
        }
    }
}
