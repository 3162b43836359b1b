//! Faults of form. Owns what is planted; how it is looked for, the parent says.

use super::{BAKERY, Fault, LIGHTHOUSE, WORKSHOP, form};

/// Faults of form: names, places, numbers, links. All must be found.
pub(super) const FORM: &[Fault] = &[
    form("M1 cue, letter left out", "cue_misspelt", LIGHTHOUSE, &[("HARVEY\nSo do we.", "HARVY\nSo do we.")]),
    form("M1 cue, letters swapped", "cue_misspelt", BAKERY, &[("DORIAN\nFifty.", "DORAIN\nFifty.")]),
    form("M1 cue, ta marbuta", "cue_misspelt", WORKSHOP, &[("فريدة :\nجبتها", "فريده :\nجبتها")]),
    form("M1 cue, dotted letter", "cue_misspelt", WORKSHOP, &[("شاهين :\nزي", "شاهبن :\nزي")]),
    form(
        "M2 place, letter",
        "place_misspelt",
        BAKERY,
        &[
            ("EXT. TOWN SQUARE - DAY\n\nEstelle", "EXT. TOWN SQAURE - DAY\n\nEstelle"),
            ("INT. TOWN HALL - NIGHT", "EXT. TOWN SQUARE - NIGHT"),
        ],
    ),
    form("M2 place, article", "place_variant", BAKERY, &[("EXT. MILL - NIGHT", "EXT. THE MILL - NIGHT")]),
    form("M2 place, ta marbuta", "place_variant", WORKSHOP, &[("بيت فريدة", "بيت فريده")]),
    form("M3 number repeated", "scene_number_repeated", WORKSHOP, &[("مشهد 6", "مشهد 5")]),
    form("M3 numbers swapped", "scene_number_order", WORKSHOP, &[("مشهد 6", "مشهد X"), ("مشهد 7", "مشهد 6"), ("مشهد X", "مشهد 7")]),
    form("M4 continuous flip", "continuous_flip", LIGHTHOUSE, &[("NIGHT 3", "NIGHT - CONTINUOUS 3")]),
    form("M4 continuous flip", "continuous_flip", WORKSHOP, &[("ليل-داخلي\nمقهى", "ليل-داخلي - مستمر\nمقهى")]),
];
