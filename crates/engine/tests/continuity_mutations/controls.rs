//! Silent controls. Owns what looks like a fault and is none.

use super::{BAKERY, Fault, LIGHTHOUSE, WORKSHOP, form};

/// Nothing may be said about these.
pub(super) const CONTROLS: &[Fault] = &[
    form(
        "C1 voice of the dead",
        "dead_then_acts",
        LIGHTHOUSE,
        &[
            ("HARVEY\nSo do we.", "HARVEY (V.O.)\nSo do we."),
            ("HARVEY\nI could marry you.", "OSKAR\nI could marry you."),
            ("Oskar drags his boat", "Harvey dies. Oskar drags his boat"),
        ],
    ),
    form("C2 dead in a story", "dead_then_acts", BAKERY, &[("Pierce stamps", "Pierce plays dead and stamps")]),
    form("C3 feared dead", "dead_then_acts", WORKSHOP, &[("تسير فريدة", "تظن فريدة أن شاهين مات\nتسير فريدة")]),
    form(
        "C4 repaired",
        "prop_destroyed_then_used",
        BAKERY,
        &[
            ("Estelle cleans", "Dorian smashes the copper scale. Estelle cleans"),
            ("Estelle and Mathilda", "Estelle uses the repaired copper scale. Estelle and Mathilda"),
        ],
    ),
    form(
        "C5 changed clothes",
        "clothes_jump_in_chain",
        LIGHTHOUSE,
        &[
            ("Harvey hauls", "Harvey wears a yellow raincoat. Harvey hauls"),
            ("NIGHT 3", "CONTINUOUS 3"),
            ("Nora counts", "Harvey takes off the raincoat and puts on a blue uniform. Nora counts"),
        ],
    ),
    form("C6 plain night to day", "continuous_flip", LIGHTHOUSE, &[]),
    form("C7 break of silence", "prop_destroyed_then_used", LIGHTHOUSE, &[("Walden sits", "Walden breaks the silence. Walden sits")]),
    form(
        "C9 asked",
        "relation_contradiction",
        BAKERY,
        &[("Then bake him forty.", "My brother Dorian bakes forty."), ("Forty rolls by six.", "Do I look like Dorian's mother?")],
    ),
    form(
        "C10 voice at the same time",
        "two_places_at_once",
        BAKERY,
        &[("EXT. MILL - DAY", "EXT. MILL - SAME TIME"), ("MATHILDA\nIt has not", "ESTELLE (V.O.)\nIt has not")],
    ),
    form(
        "C11 flashback ended",
        "flashback_left_open",
        LIGHTHOUSE,
        &[("Harvey hauls", "BEGIN FLASHBACK:\n\nHarvey hauls"), ("Nora counts", "END FLASHBACK.\n\nNora counts")],
    ),
    form(
        "C12 a later date",
        "date_arithmetic",
        LIGHTHOUSE,
        &[("Harvey hauls", "SUPER: MAY 2009\n\nHarvey hauls"), ("Oskar unties", "SUPER: JUNE 2009\n\nOskar unties")],
    ),
    form("C8 idiom", "dead_then_acts", WORKSHOP, &[("تسير فريدة", "يموت شاهين من الضحك\nتسير فريدة")]),
];
