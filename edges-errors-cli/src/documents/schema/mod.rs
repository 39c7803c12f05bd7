//! JSON Schemas, of draft 7 and without references, as editors and older validators understand them.

mod body;
mod language;

pub use body::write_body_schema;
pub use language::write_catalogue_schema;

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
