//! Closed verb classes: which verbs show that a thing is handled, worn, heard, that somebody is in the picture, that a stunt is done.
//! Owns the format of `lexicon/ar/verbs/*.tsv`: present (third person masculine singular), past, participles and verbal nouns
//! (each with variants separated by `|`), classes separated by commas.

use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

use crate::text::fold_key;

/// A set of verb classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerbClasses(u32);

impl VerbClasses {
    /// Takes, holds, uses, gives, opens with the hand.
    pub const HAND: Self = Self(1);
    /// Eats, drinks, smokes.
    pub const CONSUME: Self = Self(1 << 1);
    /// Gives to somebody.
    pub const GIVE: Self = Self(1 << 2);
    /// Puts down or into.
    pub const PUT: Self = Self(1 << 3);
    /// Reads, writes, looks at, finds: the story points at the object.
    pub const POINT: Self = Self(1 << 4);
    /// Speaks on a telephone or uses a device.
    pub const DEVICE: Self = Self(1 << 5);
    /// Wears, puts on, takes off.
    pub const WEAR: Self = Self(1 << 6);
    /// Drives or rides.
    pub const DRIVE: Self = Self(1 << 7);
    /// Moves, enters, leaves.
    pub const MOVE: Self = Self(1 << 8);
    /// Sits, stands, lies.
    pub const POSTURE: Self = Self(1 << 9);
    /// Looks, speaks, smiles, cries: a person is in the picture.
    pub const ACT: Self = Self(1 << 10);
    /// Dangerous whoever does it: falls from a height, crashes, fights.
    pub const STUNT: Self = Self(1 << 11);
    /// Dangerous only when done to a person (hits, pushes, stabs).
    pub const ATTACK: Self = Self(1 << 12);
    /// Makes a sound that must be added (rings, barks, explodes).
    pub const SOUND: Self = Self(1 << 13);
    /// Knocks at a door.
    pub const KNOCK: Self = Self(1 << 14);
    /// Sings, plays.
    pub const MUSIC: Self = Self(1 << 15);
    /// Lights, burns, explodes.
    pub const FIRE: Self = Self(1 << 16);
    /// Breaks, tears.
    pub const BREAK: Self = Self(1 << 17);
    /// Wounds, bleeds.
    pub const WOUND: Self = Self(1 << 18);
    /// Appears, is shown or is written (on a screen).
    pub const SHOW: Self = Self(1 << 19);
    /// Exists or is somewhere (there is, stands, hangs): nobody touches.
    pub const BE: Self = Self(1 << 20);

    /// Whether any of the classes is here.
    #[must_use]
    pub fn any(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "HAND" => Self::HAND,
            "CONSUME" => Self::CONSUME,
            "GIVE" => Self::GIVE,
            "PUT" => Self::PUT,
            "POINT" => Self::POINT,
            "DEVICE" => Self::DEVICE,
            "WEAR" => Self::WEAR,
            "DRIVE" => Self::DRIVE,
            "MOVE" => Self::MOVE,
            "POSTURE" => Self::POSTURE,
            "ACT" => Self::ACT,
            "STUNT" => Self::STUNT,
            "ATTACK" => Self::ATTACK,
            "SOUND" => Self::SOUND,
            "KNOCK" => Self::KNOCK,
            "MUSIC" => Self::MUSIC,
            "FIRE" => Self::FIRE,
            "BREAK" => Self::BREAK,
            "WOUND" => Self::WOUND,
            "SHOW" => Self::SHOW,
            "BE" => Self::BE,
            _ => return None,
        })
    }
}

impl BitOr for VerbClasses {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for VerbClasses {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A verb with its folded forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbEntry {
    /// Third person masculine singular of the present, with the person letter.
    pub present: Vec<String>,
    /// Third person masculine singular of the past.
    pub past: Vec<String>,
    /// Participles and verbal nouns, masculine singular.
    pub participles: Vec<String>,
    /// Classes.
    pub classes: VerbClasses,
}

static ARABIC: LazyLock<Vec<VerbEntry>> = LazyLock::new(|| {
    let lists = super::registry::ARABIC_VERBS.iter();
    lists.flat_map(|(_, text)| rows(text)).filter_map(|(_, line)| parse_verb(line).ok()).collect()
});

/// All Arabic verbs.
#[must_use]
pub fn arabic_verbs() -> &'static [VerbEntry] {
    &ARABIC
}

pub(super) fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
}

/// # Errors
/// Says which column is wrong.
pub(super) fn parse_verb(line: &str) -> Result<VerbEntry, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[present, past, participles, classes] = cells.as_slice() else {
        return Err(format!("{} columns instead of 4: {line}", cells.len()));
    };
    let forms = |cell: &str| cell.split('|').map(fold_key).filter(|form| !form.is_empty()).collect::<Vec<_>>();
    let present = forms(present);
    if let Some(odd) = present.iter().find(|form| !form.starts_with('ي')) {
        return Err(format!("{odd} is no present form"));
    }
    let mut set = VerbClasses::default();
    for name in classes.split(',').map(str::trim) {
        set |= VerbClasses::named(name).ok_or_else(|| format!("unknown verb class {name:?}"))?;
    }
    Ok(VerbEntry { present, past: forms(past), participles: forms(participles), classes: set })
}
