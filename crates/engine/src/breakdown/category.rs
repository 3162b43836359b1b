//! Categories of production elements: identifiers, labels in both languages, the ids that other programs know them by, and the way from
//! the 21 categories of the older plan. Owns no colour (see `palette`) and no rule of extraction.
//!
//! Sources: Universal Category Identification (UCID 100–123), Final Draft 22 default tag categories (GUIDs; Art Department from the
//! Movie Magic set as written by Beat).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::language::Bilingual;

/// A category of production elements, in UCID order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Category {
    /// Characters with a part, speaking or silent, voices included.
    CastMembers,
    /// Crowds and unnamed people without a part.
    BackgroundActors,
    /// Action that needs a stunt coordinator.
    Stunts,
    /// Picture vehicles, seen or played in.
    Vehicles,
    /// Objects that somebody touches, uses, consumes, or that the story points at.
    Props,
    /// Practical effects on set: weather, fire, smoke, shots, breakage.
    SpecialEffects,
    /// Clothes, shoes, jewellery, glasses, uniforms.
    Wardrobe,
    /// Make-up, hair, wounds, blood on a body, casts and bandages.
    MakeupHair,
    /// Animals on camera.
    Animals,
    /// Handlers of animals.
    AnimalWranglers,
    /// What the text asks of the camera department.
    Camera,
    /// Songs, bands, music in the scene.
    Music,
    /// Sounds that the scene needs from off or as playback.
    Sound,
    /// Work of the art department that is neither dressing nor prop.
    ArtDepartment,
    /// Furniture and objects of the set that nobody handles.
    SetDressing,
    /// Plants as set items.
    Greenery,
    /// Guarding of the set, the public, or a valuable.
    Security,
    /// Equipment beyond the usual package.
    SpecialEquipment,
    /// Hands beyond the usual crew.
    AdditionalLabor,
    /// Effects made in post-production.
    VisualEffects,
    /// Rigs and moving parts of a set.
    MechanicalEffects,
    /// Notes of the production.
    Notes,
    /// What must be prepared and fits nowhere else.
    Miscellaneous,
}

/// Everything fixed about a category.
struct Facts {
    category: Category,
    code: &'static str,
    ucid: u16,
    guid: &'static str,
    ar: &'static str,
    en: &'static str,
}

const fn facts(category: Category, code: &'static str, ucid: u16, guid: &'static str, ar: &'static str, en: &'static str) -> Facts {
    Facts { category, code, ucid, guid, ar, en }
}

/// The one table of categories, in the order of the enum.
const TABLE: [Facts; 23] = [
    facts(Category::CastMembers, "CAST_MEMBERS", 100, "01fc9642-84ff-4366-b37c-a3068dee57e8", "الممثلون", "Cast Members"),
    facts(
        Category::BackgroundActors,
        "BACKGROUND_ACTORS",
        101,
        "028a4e2b-b507-4d09-88ab-90e3edae9071",
        "المجاميع والكومبارس",
        "Background Actors",
    ),
    facts(Category::Stunts, "STUNTS", 102, "0377dbe6-77a3-41af-bda8-86eb2468fdbf", "المشاهد الخطرة", "Stunts"),
    facts(Category::Vehicles, "VEHICLES", 103, "04721a56-f54b-49c8-80ad-d53887d6b851", "المركبات", "Vehicles"),
    facts(Category::Props, "PROPS", 104, "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa", "الإكسسوار", "Props"),
    facts(Category::SpecialEffects, "SPECIAL_EFFECTS", 105, "069e18b8-2109-4f3d-94e7-d802027a60a8", "المؤثرات الخاصة", "Special Effects"),
    facts(Category::Wardrobe, "WARDROBE", 106, "0726fa85-1e65-4ab8-87de-bf21d09b01f0", "الملابس", "Wardrobe"),
    facts(Category::MakeupHair, "MAKEUP_HAIR", 107, "08ae1eef-32ce-415f-9a9b-0982d2453ec4", "الماكياج والشعر", "Makeup/Hair"),
    facts(Category::Animals, "ANIMALS", 108, "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6", "الحيوانات", "Animals"),
    facts(
        Category::AnimalWranglers,
        "ANIMAL_WRANGLERS",
        109,
        "0ae40617-cc7c-48e6-ae2b-5aaecc09986f",
        "مدربو الحيوانات",
        "Animal Wranglers",
    ),
    facts(Category::Camera, "CAMERA", 110, "47b02ff1-5161-4137-b736-f36eebba7643", "الكاميرا", "Camera"),
    facts(Category::Music, "MUSIC", 111, "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26", "الموسيقى", "Music"),
    facts(Category::Sound, "SOUND", 112, "0ce7d308-096d-4603-8fe8-349f72cd89ff", "الصوت", "Sound"),
    facts(Category::ArtDepartment, "ART_DEPARTMENT", 113, "c86eae40-3b01-41c3-a7de-6859e6ec971d", "الإدارة الفنية", "Art Department"),
    facts(Category::SetDressing, "SET_DRESSING", 114, "0debb71b-5743-4c53-80cc-e17e841ce645", "فرش الديكور", "Set Dressing"),
    facts(Category::Greenery, "GREENERY", 115, "0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69", "النباتات", "Greenery"),
    facts(Category::Security, "SECURITY", 116, "109d0eaa-0334-4823-ac0c-b44d3f209dc4", "الأمن", "Security"),
    facts(
        Category::SpecialEquipment,
        "SPECIAL_EQUIPMENT",
        117,
        "0ff5cda4-4d43-4cfe-940f-91380c46fdad",
        "المعدات الخاصة",
        "Special Equipment",
    ),
    facts(Category::AdditionalLabor, "ADDITIONAL_LABOR", 118, "1179a4b1-70ee-4011-b4a2-809a0af09e92", "عمالة إضافية", "Additional Labor"),
    facts(Category::VisualEffects, "VISUAL_EFFECTS", 119, "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e", "المؤثرات البصرية", "Visual Effects"),
    facts(
        Category::MechanicalEffects,
        "MECHANICAL_EFFECTS",
        120,
        "135cc9d1-c4d5-4d00-83d9-571f584ea9cd",
        "المؤثرات الميكانيكية",
        "Mechanical Effects",
    ),
    facts(Category::Notes, "NOTES", 121, "15b6f4fd-4e74-4ad8-9971-b239d88c2997", "ملاحظات", "Notes"),
    facts(Category::Miscellaneous, "MISCELLANEOUS", 123, "148267ae-50ae-4746-8202-659fb7447b55", "متنوعات", "Miscellaneous"),
];

impl Category {
    /// Every category in UCID order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.category)
    }

    fn facts(self) -> Option<&'static Facts> {
        TABLE.get(self as usize)
    }

    /// Name in the contract, `SET_DRESSING`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.facts().map_or("MISCELLANEOUS", |row| row.code)
    }

    /// Universal Category Identification.
    #[must_use]
    pub fn ucid(self) -> u16 {
        self.facts().map_or(123, |row| row.ucid)
    }

    /// `CatId` of a Final Draft tag category.
    #[must_use]
    pub fn fdx_guid(self) -> &'static str {
        self.facts().map_or("", |row| row.guid)
    }

    /// Label for people.
    #[must_use]
    pub fn label(self) -> Bilingual {
        self.facts().map_or_else(|| Bilingual::new("", ""), |row| Bilingual::new(row.ar, row.en))
    }

    /// The category with a contract name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.code == code).map(|row| row.category)
    }

    /// The category of an FDX tag: by GUID, else by a label as Final Draft, Movie Magic or a person writes it.
    #[must_use]
    pub fn from_fdx(guid: Option<&str>, label: &str) -> Option<Self> {
        let by_guid = guid.and_then(|guid| TABLE.iter().find(|row| row.guid.eq_ignore_ascii_case(guid.trim())));
        by_guid.map(|row| row.category).or_else(|| Self::from_label(label))
    }

    fn from_label(label: &str) -> Option<Self> {
        let wanted = letters(label);
        let by_label = TABLE.iter().find(|row| letters(row.en) == wanted || letters(row.code) == wanted || row.ar == label.trim());
        by_label.map(|row| row.category).or_else(|| OTHER_LABELS.iter().find(|(other, _)| *other == wanted).map(|(_, category)| *category))
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Letters of a label in lower case: `Make-up/Hair` and `MAKEUP_HAIR` are the same label.
fn letters(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Labels that other programs and paper forms use.
const OTHER_LABELS: [(&str, Category); 18] = [
    ("cast", Category::CastMembers),
    ("characters", Category::CastMembers),
    ("extras", Category::BackgroundActors),
    ("atmosphere", Category::BackgroundActors),
    ("background", Category::BackgroundActors),
    ("silentbits", Category::BackgroundActors),
    ("stunt", Category::Stunts),
    ("picturevehicles", Category::Vehicles),
    ("prop", Category::Props),
    ("costumes", Category::Wardrobe),
    ("animalhandlerwrangler", Category::AnimalWranglers),
    ("animalhandler", Category::AnimalWranglers),
    ("livestock", Category::Animals),
    ("soundmusic", Category::Sound),
    ("sfx", Category::SpecialEffects),
    ("vfx", Category::VisualEffects),
    ("cgi", Category::VisualEffects),
    ("additionallabour", Category::AdditionalLabor),
];

/// One of the 21 categories of the older plan, reachable as a category with the attribute that sets it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanCategory {
    /// Id in the older plan.
    pub id: &'static str,
    /// Category here; music is found beside sound under `MUSIC`.
    pub category: Category,
    /// Attribute of the elements that the older category held; `None` when the whole category was meant.
    pub attribute: Option<&'static str>,
}

/// The mapping of the older plan's 21 categories.
pub const PLAN_CATEGORIES: [PlanCategory; 21] = [
    plan("cast_members", Category::CastMembers, None),
    plan("extras_atmosphere", Category::BackgroundActors, None),
    plan("extras_featured", Category::BackgroundActors, Some("FEATURED")),
    plan("stunt_performers", Category::Stunts, None),
    plan("animal_handlers", Category::AnimalWranglers, None),
    plan("props_handheld", Category::Props, Some("HANDLED")),
    plan("props_interactive", Category::Props, Some("INTERACTIVE")),
    plan("wardrobe_costumes", Category::Wardrobe, None),
    plan("makeup_hair", Category::MakeupHair, None),
    plan("special_makeup", Category::MakeupHair, Some("SPECIAL_MAKEUP")),
    plan("set_dressing", Category::SetDressing, None),
    plan("greenery_plants", Category::Greenery, None),
    plan("vehicles_picture", Category::Vehicles, None),
    plan("livestock_large", Category::Animals, Some("LIVESTOCK")),
    plan("special_equipment", Category::SpecialEquipment, None),
    plan("special_effects_sfx", Category::SpecialEffects, None),
    plan("visual_effects_vfx", Category::VisualEffects, None),
    plan("sound_music", Category::Sound, None),
    plan("security_services", Category::Security, None),
    plan("additional_labor", Category::AdditionalLabor, None),
    plan("miscellaneous", Category::Miscellaneous, None),
];

const fn plan(id: &'static str, category: Category, attribute: Option<&'static str>) -> PlanCategory {
    PlanCategory { id, category, attribute }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum_and_agrees_with_serde() {
        for (at, category) in Category::all().enumerate() {
            assert_eq!(category as usize, at);
            assert_eq!(serde_json::to_value(category).unwrap(), category.code());
            assert_eq!(Category::from_code(category.code()), Some(category));
            assert_eq!(Category::from_fdx(Some(category.fdx_guid()), ""), Some(category));
            assert_eq!(Category::from_fdx(None, &category.label().en), Some(category));
            assert_eq!(Category::from_fdx(None, &category.label().ar), Some(category));
            assert_eq!(category.fdx_guid().len(), 36);
        }
        let ucids: Vec<u16> = Category::all().map(Category::ucid).collect();
        assert_eq!(ucids, (100..=121).chain([123]).collect::<Vec<u16>>());
    }

    #[test]
    fn the_older_plan_maps_completely_and_without_doubles() {
        let ids: BTreeSet<&str> = PLAN_CATEGORIES.iter().map(|plan| plan.id).collect();
        assert_eq!(ids.len(), 21);
        let places: BTreeSet<(Category, Option<&str>)> = PLAN_CATEGORIES.iter().map(|plan| (plan.category, plan.attribute)).collect();
        assert_eq!(places.len(), 21);
        for category in Category::all() {
            let ours_alone = [Category::Camera, Category::Music, Category::ArtDepartment, Category::MechanicalEffects, Category::Notes]
                .contains(&category);
            assert_ne!(ours_alone, PLAN_CATEGORIES.iter().any(|plan| plan.category == category), "{category}");
        }
    }
}
