//! Faults of state. Owns what is planted in which wording; how it is looked for, the parent says.

use super::{BAKERY, Fault, LIGHTHOUSE, WORKSHOP, form, held};

/// Faults of state in wordings that were at hand, then in wordings that only measure.
pub(super) const STATE: &[Fault] = &[
    form("M5 death", "dead_then_acts", LIGHTHOUSE, &[("Oskar drags his boat", "Harvey falls to the ground, dead. Oskar drags his boat")]),
    held("M5 death", "dead_then_acts", LIGHTHOUSE, &[("Oskar drags his boat", "Harvey's heart stops. Oskar drags his boat")]),
    form("M5 death", "dead_then_acts", WORKSHOP, &[("تسير فريدة", "يموت شاهين.\nتسير فريدة")]),
    held("M5 death", "dead_then_acts", WORKSHOP, &[("تسير فريدة", "تصعد روح شاهين إلى بارئها\nتسير فريدة")]),
    form(
        "M6 age",
        "age_contradiction",
        BAKERY,
        &[("Pierce stamps", "Estelle, 31, smiles. Pierce stamps"), ("Estelle hands", "Estelle, 58, hands")],
    ),
    held(
        "M6 age",
        "age_contradiction",
        BAKERY,
        &[("Pierce stamps", "Estelle is 31 years old. Pierce stamps"), ("Estelle hands", "Estelle, a woman in her sixties, hands")],
    ),
    form(
        "M8 hand-over",
        "given_then_in_hand",
        LIGHTHOUSE,
        &[("Nora counts", "Nora loses the iron whistle. Nora counts"), ("The lamp flickers.", "Nora takes the iron whistle.")],
    ),
    held(
        "M8 hand-over",
        "given_then_in_hand",
        LIGHTHOUSE,
        &[
            ("Nora counts", "Nora drops the iron whistle over the railing. Nora counts"),
            ("The lamp flickers.", "Nora looks at the iron whistle."),
        ],
    ),
    form(
        "M9 broken",
        "prop_destroyed_then_used",
        BAKERY,
        &[
            ("Estelle cleans", "Dorian smashes the copper scale. Estelle cleans"),
            ("Estelle and Mathilda", "Estelle uses the copper scale. Estelle and Mathilda"),
        ],
    ),
    held(
        "M9 broken",
        "prop_destroyed_then_used",
        BAKERY,
        &[
            ("Estelle cleans", "The copper scale splinters under the hammer. Estelle cleans"),
            ("Estelle and Mathilda", "Estelle weighs the coins on the copper scale. Estelle and Mathilda"),
        ],
    ),
    form(
        "M9 broken",
        "prop_destroyed_then_used",
        WORKSHOP,
        &[("يجلس منصور مع", "يكسر منصور الطاولة الخشب.\nيجلس منصور مع"), ("يعلق شاهين لافتة", "يفتح منصور الطاولة الخشب.\nيعلق شاهين لافتة")],
    ),
    held(
        "M9 broken",
        "prop_destroyed_then_used",
        WORKSHOP,
        &[
            ("يجلس منصور مع", "تهشمت المرآة الكبيرة تحت قدم منصور.\nيجلس منصور مع"),
            ("يعلق شاهين لافتة", "يتأمل منصور نفسه في المرآة الكبيرة.\nيعلق شاهين لافتة"),
        ],
    ),
    form(
        "M10 clothes",
        "clothes_jump_in_chain",
        LIGHTHOUSE,
        &[
            ("Harvey hauls", "Harvey wears a yellow raincoat. Harvey hauls"),
            ("NIGHT 3", "CONTINUOUS 3"),
            ("Nora counts", "Harvey wears a blue uniform. Nora counts"),
        ],
    ),
    held(
        "M10 clothes",
        "clothes_jump_in_chain",
        LIGHTHOUSE,
        &[
            ("Harvey hauls", "Harvey, clad in a yellow raincoat, hauls"),
            ("NIGHT 3", "CONTINUOUS 3"),
            ("Nora counts", "Harvey has a blue uniform on. Nora counts"),
        ],
    ),
    form(
        "M11 wound",
        "injury_contradiction",
        WORKSHOP,
        &[("تعد فريدة", "على ذراع شاهين الأيمن جبيرة.\nتعد فريدة"), ("يضع شاهين", "ذراع شاهين الأيسر في الجبس.\nيضع شاهين")],
    ),
    held(
        "M11 wound",
        "injury_contradiction",
        WORKSHOP,
        &[("تعد فريدة", "يد شاهين اليمنى مربوطة بالشاش.\nتعد فريدة"), ("يضع شاهين", "يحاول شاهين تحريك يده اليسرى المربوطة.\nيضع شاهين")],
    ),
    form(
        "M12 weather",
        "weather_jump",
        LIGHTHOUSE,
        &[("Harvey hauls", "Pouring rain. Harvey hauls"), ("NIGHT 3", "CONTINUOUS 3"), ("Nora counts", "Brilliant sunshine. Nora counts")],
    ),
    held(
        "M12 weather",
        "weather_jump",
        LIGHTHOUSE,
        &[
            ("Harvey hauls", "It is raining hard. Harvey hauls"),
            ("NIGHT 3", "CONTINUOUS 3"),
            ("Nora counts", "Not a cloud in the sky. Nora counts"),
        ],
    ),
    form("M17 weekday", "weekday_arithmetic", BAKERY, &[("Forty rolls by six.", "Today is Monday, tomorrow is Friday.")]),
    held(
        "M17 weekday",
        "weekday_arithmetic",
        BAKERY,
        &[("Forty rolls by six.", "If today is Monday we have four days, because tomorrow is Friday.")],
    ),
    form("M18 greeting", "greeting_against_time", WORKSHOP, &[("كله بيمشي", "صباح الخير")]),
    held("M18 greeting", "greeting_against_time", WORKSHOP, &[("كله بيمشي", "يسعد صباحك يا منصور")]),
    form("light", "light_against_time", BAKERY, &[("Dorian sleeps", "Sunlight falls on the floor. Dorian sleeps")]),
    held("light", "light_against_time", BAKERY, &[("Dorian sleeps", "The sun bakes the window sill. Dorian sleeps")]),
    form(
        "M7 relation",
        "relation_contradiction",
        BAKERY,
        &[("Then bake him forty.", "My brother Dorian bakes forty."), ("Forty rolls by six.", "My son Dorian bakes forty by six.")],
    ),
    held(
        "M7 relation",
        "relation_contradiction",
        BAKERY,
        &[
            ("Then bake him forty.", "Dorian is my nephew, he bakes what I say."),
            ("Forty rolls by six.", "Thirty years married, and my husband Dorian still sleeps on flour."),
        ],
    ),
    form(
        "M7 relation",
        "relation_contradiction",
        WORKSHOP,
        &[("نستلف من خالتي", "نستلف من أخويا منصور"), ("بشندي كان شاريها", "ابني منصور كان شاريها")],
    ),
    held(
        "M7 relation",
        "relation_contradiction",
        WORKSHOP,
        &[("نستلف من خالتي", "منصور ده ابن أبويا، هيسلفنا"), ("بشندي كان شاريها", "اشتراها حمايا منصور")],
    ),
    form(
        "M13 two places",
        "two_places_at_once",
        BAKERY,
        &[("EXT. MILL - DAY", "EXT. MILL - SAME TIME"), ("MATHILDA\nIt has not", "ESTELLE\nIt has not")],
    ),
    held(
        "M13 two places",
        "two_places_at_once",
        BAKERY,
        &[("EXT. MILL - DAY", "EXT. MILL - MEANWHILE"), ("MATHILDA\nIt has not", "ESTELLE\nIt has not")],
    ),
    form(
        "M13 two places",
        "two_places_at_once",
        WORKSHOP,
        &[("مشهد 6\t\t\tنهار-خارجي", "مشهد 6\t\t\tنهار-خارجي - نفس الوقت"), ("شاهين :\nليه يا فريدة ؟", "منصور :\nليه يا فريدة ؟")],
    ),
    form(
        "M13 two places",
        "two_places_at_once",
        WORKSHOP,
        &[("مشهد 6\t\t\tنهار-خارجي", "مشهد 6\t\t\tنهار-خارجي - في اللحظة ذاتها"), ("شاهين :\nليه يا فريدة ؟", "منصور :\nليه يا فريدة ؟")],
    ),
    form(
        "M14 entrance",
        "speaks_without_entrance",
        BAKERY,
        &[(
            LAST_BAKERY,
            "INT. BAKERY - NIGHT\n\nEstelle wipes the table.\n\nESTELLE\nFour hours of sleep.\n\nINT. BAKERY - CONTINUOUS\n\nThe oven ticks.",
        )],
    ),
    held(
        "M14 entrance",
        "speaks_without_entrance",
        BAKERY,
        &[(
            LAST_BAKERY,
            "INT. BAKERY - NIGHT\n\nEstelle wipes the table.\n\nESTELLE\nFour hours of sleep.\n\nINT. BAKERY - NIGHT - CONTINUOUS ACTION\n\nSteam on the window. Estelle listens to the oven.",
        )],
    ),
    form(
        "M14 entrance",
        "speaks_without_entrance",
        WORKSHOP,
        &[(
            LAST_WORKSHOP,
            "مشهد 10\t\t\tنهار-داخلي\nبيت فريدة – الصالة\nترتب فريدة الكراسي\nفريدة :\nالنهارده يوم طويل\nقطع\nمشهد 11\t\t\tنهار-داخلي - مستمر\nبيت فريدة – الصالة\nالكراسي في صف واحد",
        )],
    ),
    held(
        "M14 entrance",
        "speaks_without_entrance",
        WORKSHOP,
        &[(
            LAST_WORKSHOP,
            "مشهد 10\t\t\tنهار-داخلي\nبيت فريدة – الصالة\nتكنس فريدة الأرض\nفريدة :\nالنهارده يوم طويل\nقطع\nمشهد 11\t\t\tنهار-داخلي - استكمال\nبيت فريدة – الصالة\nتفتح فريدة الشباك",
        )],
    ),
    form(
        "M15 inside or outside",
        "int_ext_flip",
        LIGHTHOUSE,
        &[
            ("LIGHTHOUSE - KITCHEN - NIGHT 3", "LIGHTHOUSE - LAMP ROOM - NIGHT 3"),
            ("LIGHTHOUSE - KITCHEN - DAY 8", "LIGHTHOUSE - LAMP ROOM - DAY 8"),
            ("11 INT. LIGHTHOUSE", "11 EXT. LIGHTHOUSE"),
        ],
    ),
    form(
        "M15 inside or outside",
        "int_ext_flip",
        WORKSHOP,
        &[
            ("مقهى الميناء\nيضع", "بيت فريدة – الصالة\nيضع"),
            ("مقهى الميناء\nيجلس", "بيت فريدة – الصالة\nيجلس"),
            ("مشهد 4\t\t\tليل-داخلي", "مشهد 4\t\t\tليل-خارجي"),
        ],
    ),
    form(
        "M16 flashback",
        "flashback_left_open",
        LIGHTHOUSE,
        &[
            ("Harvey hauls", "BEGIN FLASHBACK:\n\nHarvey hauls"),
            ("Nora counts", "END FLASHBACK.\n\nNora counts"),
            ("Oskar unties", "BEGIN FLASHBACK:\n\nOskar unties"),
            ("Oskar unpacks", "BEGIN FLASHBACK:\n\nOskar unpacks"),
            ("Walden sits", "END FLASHBACK.\n\nWalden sits"),
        ],
    ),
    form(
        "M16 flashback",
        "flashback_left_open",
        LIGHTHOUSE,
        &[
            ("Harvey hauls", "FLASHBACK BEGINS:\n\nHarvey hauls"),
            ("Nora counts", "FLASHBACK ENDS.\n\nNora counts"),
            ("Oskar unties", "FLASHBACK BEGINS:\n\nOskar unties"),
            ("Oskar unpacks", "FLASHBACK BEGINS:\n\nOskar unpacks"),
            ("Walden sits", "FLASHBACK ENDS.\n\nWalden sits"),
        ],
    ),
    form(
        "M16 flashback",
        "flashback_left_open",
        WORKSHOP,
        &[
            ("يفتح منصور باب", "بداية الفلاش باك\nيفتح منصور باب"),
            ("تعد فريدة", "نهاية الفلاش باك\nتعد فريدة"),
            ("يجلس منصور", "بداية الفلاش باك\nيجلس منصور"),
            ("يضع شاهين", "بداية الفلاش باك\nيضع شاهين"),
            ("يقف بشندي", "نهاية الفلاش باك\nيقف بشندي"),
        ],
    ),
    form(
        "M16 flashback",
        "flashback_left_open",
        WORKSHOP,
        &[
            ("يفتح منصور باب", "يبدأ الفلاش باك\nيفتح منصور باب"),
            ("تعد فريدة", "ينتهي الفلاش باك\nتعد فريدة"),
            ("يجلس منصور", "يبدأ الفلاش باك\nيجلس منصور"),
            ("يضع شاهين", "يبدأ الفلاش باك\nيضع شاهين"),
            ("يقف بشندي", "ينتهي الفلاش باك\nيقف بشندي"),
        ],
    ),
    form(
        "M19 date moved",
        "date_arithmetic",
        LIGHTHOUSE,
        &[("Harvey hauls", "SUPER: JUNE 2009\n\nHarvey hauls"), ("Oskar unties", "SUPER: MAY 2009\n\nOskar unties")],
    ),
    held(
        "M19 date moved",
        "date_arithmetic",
        LIGHTHOUSE,
        &[("Harvey hauls", "TITLE: October 12, 2009\n\nHarvey hauls"), ("Oskar unties", "TITLE: September 3, 2009\n\nOskar unties")],
    ),
    form(
        "M19 date moved",
        "date_arithmetic",
        WORKSHOP,
        &[("يفتح منصور باب", "يكتب على الشاشة : يونيو 2009\nيفتح منصور باب"), ("يجلس منصور", "يكتب على الشاشة : مايو 2009\nيجلس منصور")],
    ),
    held(
        "M19 date moved",
        "date_arithmetic",
        WORKSHOP,
        &[("يفتح منصور باب", "لوحة: أكتوبر ٢٠٠٩\nيفتح منصور باب"), ("يجلس منصور", "لوحة: سبتمبر ٢٠٠٩\nيجلس منصور")],
    ),
    form(
        "M19 same day, earlier",
        "day_runs_backwards",
        LIGHTHOUSE,
        &[
            ("8 INT. LIGHTHOUSE - KITCHEN - DAY 8", "8 INT. LIGHTHOUSE - KITCHEN - NIGHT 8"),
            ("9 INT. HARBOUR OFFICE - NIGHT 9", "9 INT. HARBOUR OFFICE - SAME DAY - MORNING 9"),
        ],
    ),
    form(
        "M20 number",
        "label_contradiction",
        LIGHTHOUSE,
        &[("Third one today.", "Room 131 is ours."), ("NIGHT 3", "CONTINUOUS 3"), ("I have been hungry before.", "Room 113 is ours.")],
    ),
    held(
        "M20 number",
        "label_contradiction",
        LIGHTHOUSE,
        &[
            ("Third one today.", "They put me in apartment 12."),
            ("NIGHT 3", "CONTINUOUS 3"),
            ("I have been hungry before.", "I can not sleep in apartment twenty-one."),
        ],
    ),
    form(
        "M20 number",
        "label_contradiction",
        WORKSHOP,
        &[
            ("جاي تشتغل ولا تتخانق ؟", "المخزن في شقة 12"),
            ("مشهد 3\t\t\tنهار-داخلي", "مشهد 3\t\t\tنهار-داخلي - مستمر"),
            ("البيعة يوم الحد", "قلت لك شقة 21"),
        ],
    ),
    held(
        "M20 number",
        "label_contradiction",
        WORKSHOP,
        &[
            ("جاي تشتغل ولا تتخانق ؟", "العدة في أوضة رقم ٣"),
            ("مشهد 3\t\t\tنهار-داخلي", "مشهد 3\t\t\tنهار-داخلي - مستمر"),
            ("البيعة يوم الحد", "سيبتها في أوضة رقم ٨"),
        ],
    ),
];

/// The opening of the last scene, to be put in two.
const LAST_BAKERY: &str = "INT. BAKERY - NIGHT\n\nDorian sleeps on a sack. Estelle covers him with her apron.";
const LAST_WORKSHOP: &str = "مشهد 10\t\t\tنهار-داخلي\nبيت فريدة – الصالة\nيدخل شاهين بماكينة خياطة ملفوفة بشريط";
