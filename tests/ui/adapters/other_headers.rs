//! Headers that nobody can read: of http 0.2, or without the feature `http`. This type takes their place.

use edges_errors::EdgesError;

pub struct HeaderMap;

fn by_reference(headers: &HeaderMap) -> EdgesError {
    EdgesError::from_parts(424, headers, "")
}

fn by_value(headers: std::collections::HashMap<String, String>) -> EdgesError {
    EdgesError::from_parts(424, headers, "")
}

fn main() {}
