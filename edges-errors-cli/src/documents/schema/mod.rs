//! JSON Schemas, of draft 7, as editors and older validators understand them; and the same in OpenAPI 3.1.

mod body;
mod decision;
mod envelope;
mod language;
mod openapi;
mod params;
mod places;

pub use body::write_body_schema;
pub use decision::write_decision_schema;
pub use language::write_catalogue_schema;
pub use openapi::write_openapi;

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
