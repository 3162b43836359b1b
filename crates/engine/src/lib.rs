//! The engine: from the bytes of a screenplay to a breakdown, scene salience and continuity findings.
//!
//! Owns every analysis and the screenplay model. Owns no file, clock, network, environment, randomness or log: the same
//! bytes and options give the same bytes of output on every machine. Threads appear only through rayon's ordered
//! parallel iterators over scenes.
//!
//! ```
//! use mashhad_engine::{Cancel, Input, Options, Silent, analyze};
//!
//! let script = "مشهد 1\t\tليل-داخلي\nشقة سمير – الصالة\nيدخل سمير ويضع المفتاح على الطاولة\nسمير :\nمين هنا؟\nقطع\n";
//! let analysis = analyze(&Input::new(script.as_bytes()), &Options::default(), &Silent, &Cancel::new())?;
//! assert_eq!(analysis.screenplay.scenes[0].number.as_deref(), Some("1"));
//! # Ok::<(), mashhad_engine::AnalyzeError>(())
//! ```

#![cfg_attr(not(test), deny(clippy::string_slice, clippy::cast_possible_truncation))]

pub mod breakdown;
pub mod continuity;
mod document;
pub mod drawing;
mod english;
mod evidence;
mod language;
pub mod lexicon;
pub mod outline;
pub mod parse;
mod pipeline;
pub mod print;
mod refusal;
pub mod salience;
pub mod screenplay;
pub mod text;

pub use document::{AnalysisDocument, Score};
pub use evidence::{Evidence, Quote, Quoter};
pub use language::{Bilingual, Direction, Language};
pub use parse::{Format, Input};
pub use pipeline::{AnalyzeError, Cancel, Component, Options, Progress, Silent, Stage, analyze, analyze_screenplay, parse_input};
pub use refusal::{Refusal, RefusalCode};

/// Version of the analyses; it is part of every stored result and of every cache key, and rises whenever any output changes.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");
