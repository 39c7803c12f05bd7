//! The entries of a JSON object, in order, with the raw text of each value.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Box<RawValue>>()? {
            entries.push((key, value.get().to_owned()));
        }
        Ok(entries)
    }
}

pub(crate) fn entries(object: &str) -> Vec<(String, String)> {
    serde_json::Deserializer::from_str(object.trim()).deserialize_map(Entries).unwrap()
}
