//! The one list of rules, in the order of the catalogue. Adding a rule costs its file, its line here and its spec.

mod age_contradiction;
mod appearance_contradiction;
mod away_then_present;
mod clothes_jump_in_chain;
mod clothes_jump_in_day;
mod condition_contradiction;
mod continuous_flip;
mod count_drift;
mod cue_misspelt;
mod date_arithmetic;
mod day_label_order;
mod day_runs_backwards;
mod dead_then_acts;
mod dwelling_drift;
mod empty_scene;
mod flashback_left_open;
mod given_then_in_hand;
mod greeting_against_time;
mod hair_contradiction;
mod heading_against_action;
mod heading_malformed;
mod impossible_travel;
mod injury_contradiction;
mod int_ext_flip;
mod known_before_learnt;
mod label_contradiction;
mod light_against_time;
mod name_form_varies;
mod never_introduced;
mod place_misspelt;
mod place_variant;
mod prop_destroyed_then_used;
mod prop_from_nowhere;
mod relation_contradiction;
mod scene_number_gap;
mod scene_number_order;
mod scene_number_repeated;
mod season_jump;
mod set_state_contradiction;
mod speaks_without_entrance;
mod spelling;
mod time_missing;
mod time_words_against_scenes;
mod two_places_at_once;
mod voice_mark_against_action;
mod weather_jump;
mod weekday_arithmetic;
mod wreck_driven;
mod years_against_ages;

use super::rule::Rule;

/// All rules.
pub(super) const RULES: &[&dyn Rule] = &[
    &cue_misspelt::CueMisspelt,
    &name_form_varies::NameFormVaries,
    &dead_then_acts::DeadThenActs,
    &away_then_present::AwayThenPresent,
    &age_contradiction::AgeContradiction,
    &relation_contradiction::RelationContradiction,
    &speaks_without_entrance::SpeaksWithoutEntrance,
    &two_places_at_once::TwoPlacesAtOnce,
    &voice_mark_against_action::VoiceMarkAgainstAction,
    &never_introduced::NeverIntroduced,
    &appearance_contradiction::AppearanceContradiction,
    &prop_destroyed_then_used::PropDestroyedThenUsed,
    &given_then_in_hand::GivenThenInHand,
    &prop_from_nowhere::PropFromNowhere,
    &count_drift::CountDrift,
    &set_state_contradiction::SetStateContradiction,
    &wreck_driven::WreckDriven,
    &clothes_jump_in_chain::ClothesJumpInChain,
    &clothes_jump_in_day::ClothesJumpInDay,
    &injury_contradiction::InjuryContradiction,
    &condition_contradiction::ConditionContradiction,
    &hair_contradiction::HairContradiction,
    &place_variant::PlaceVariant,
    &place_misspelt::PlaceMisspelt,
    &int_ext_flip::IntExtFlip,
    &impossible_travel::ImpossibleTravel,
    &heading_against_action::HeadingAgainstAction,
    &dwelling_drift::DwellingDrift,
    &continuous_flip::ContinuousFlip,
    &day_runs_backwards::DayRunsBackwards,
    &time_missing::TimeMissing,
    &weather_jump::WeatherJump,
    &season_jump::SeasonJump,
    &flashback_left_open::FlashbackLeftOpen,
    &date_arithmetic::DateArithmetic,
    &day_label_order::DayLabelOrder,
    &light_against_time::LightAgainstTime,
    &scene_number_repeated::SceneNumberRepeated,
    &scene_number_order::SceneNumberOrder,
    &scene_number_gap::SceneNumberGap,
    &heading_malformed::HeadingMalformed,
    &empty_scene::EmptyScene,
    &greeting_against_time::GreetingAgainstTime,
    &time_words_against_scenes::TimeWordsAgainstScenes,
    &weekday_arithmetic::WeekdayArithmetic,
    &years_against_ages::YearsAgainstAges,
    &label_contradiction::LabelContradiction,
    &known_before_learnt::KnownBeforeLearnt,
];
