//! Answers in the published formats of other APIs: the columns of `tests/catalogues/apis/bodies` that several tests read.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    case: Vec<ApiAnswer>,
}

/// An answer, and what is said of it.
#[derive(Deserialize)]
pub(crate) struct ApiAnswer {
    pub(crate) name: String,
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// The label, where the catalogue lists it.
    pub(crate) label: Option<String>,
}

/// Returns the answers of an API; `None` if it has no table.
pub(crate) fn read_answers(api: &str) -> Option<Vec<ApiAnswer>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues/apis/bodies");
    let table = std::fs::read_to_string(folder.join(format!("{api}.toml"))).ok()?;
    Some(toml::from_str::<Table>(&table).unwrap().case)
}
