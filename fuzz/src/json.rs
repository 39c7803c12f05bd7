//! JSON objects with the text of each value.

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The entries of an object, in order, or nothing where the text is none.
pub fn entries(object: &str) -> Option<Vec<(String, String)>> {
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

    let mut deserializer = serde_json::Deserializer::from_str(object);
    let entries = deserializer.deserialize_map(Entries).ok()?;
    deserializer.end().ok().map(|()| entries)
}

/// The object with these entries.
pub fn object<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let entry = |(key, value): (&str, &str)| format!("{}:{value}", serde_json::json!(key));
    let entries: Vec<String> = entries.into_iter().map(entry).collect();
    format!("{{{}}}", entries.join(","))
}
