//! Small closed lists of function words and body parts that several rules ask for. Owns no production word (see `lexicon/en`).

/// Parts of a body on which blood, cuts and paint are make-up.
pub(super) const BODY: [&str; 34] = [
    "face", "head", "forehead", "cheek", "nose", "mouth", "lip", "eye", "ear", "neck", "throat", "shoulder", "arm", "hand", "finger",
    "chest", "back", "stomach", "leg", "knee", "foot", "skin", "body", "temple", "knuckle", "wrist", "brow", "chin", "hair", "shirt",
    "side", "teeth", "palm", "scalp",
];

/// Pronouns for people.
pub(super) const PERSON_PRONOUNS: [&str; 10] = ["him", "her", "them", "me", "us", "he", "she", "they", "himself", "herself"];

/// Verbs of perception behind which a sound comes from off.
pub(super) const HEAR: [&str; 3] = ["hear", "overhear", "listen"];
