//! Who and what the facts are about: characters as named in running text, places of the headings, things as noun phrases. Owns identity
//! across scenes; what is said about them is in `facts`.

mod distance;
mod noun;
mod people;
mod places;

pub(crate) use distance::one_slip_apart;
pub(crate) use noun::{NounPhrase, Nouns};
pub(crate) use people::People;
pub(crate) use places::{PlaceAt, Places};
