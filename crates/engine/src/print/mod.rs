//! Writing a screenplay in the formats of writing programs. Owns the way from the model back to a file: [`fountain`] and [`fdx`], both from the same
//! [`elements`]. What is no part of the script (page furniture) is not written.
//!
//! What holds, and is tested: printing a parsed script as Fountain gives Fountain that parses to the same elements; a script written as FDX and
//! read again keeps every element and number.

mod element;
mod emphasis;
pub mod fdx;
pub mod fountain;

pub use element::{Element, elements};
