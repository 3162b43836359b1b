//! What rows are to the rest of the service: plain records without behaviour. Owns their fields and units (times are UTC
//! milliseconds since 1970); owns no SQL.

mod identity;
mod job;
mod result;
mod script;

pub use identity::*;
pub use job::*;
pub use result::*;
pub use script::*;
