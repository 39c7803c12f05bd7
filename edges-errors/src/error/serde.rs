//! Errors in and out of other formats.

use core::fmt::{self, Formatter, Write};
use core::marker::PhantomData;
use std::borrow::Cow;

use serde_core::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::ApiError;
use super::received::object::visit_object;
use super::write::Parts;
use crate::catalogue::Label;

/// The entries of the error object as they were received. An answer that was not a JSON object is written as its status alone.
impl<L: Label> Serialize for ApiError<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entries: Vec<(Cow<'_, str>, &RawValue)> = Vec::new();
        let whole = visit_object(self.received.body.text(), |key, value| {
            entries.extend(serde_json::from_str(value).ok().map(|value| (key, value)));
        });
        // A map and not one raw object, since only a map can be flattened into another.
        let mut map = serializer.serialize_map(None)?;
        let status = whole.is_err().then(|| self.write_status());
        if let Some(status) = &status {
            entries.clear();
            let _ = visit_object(status, |key, value| {
                entries.extend(serde_json::from_str(value).ok().map(|value| (key, value)));
            });
        }
        for (key, value) in entries {
            map.serialize_entry(&*key, value)?;
        }
        map.end()
    }
}

impl<L: Label> ApiError<L> {
    /// Returns an error object that states the status of the response, and nothing else.
    fn write_status(&self) -> String {
        let parts = Parts { status: self.status(), ..Parts::default() };
        parts.write(&L::__facts().wire).body
    }
}

/// An error object, with its keys in their order.
impl<'de, L: Label> Deserialize<'de> for ApiError<L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_map(ObjectText(PhantomData))?;
        Self::from_json(text.as_bytes()).map_err(D::Error::custom)
    }
}

/// Writes an object of any format as JSON text.
struct ObjectText<'de>(PhantomData<&'de ()>);

impl<'de> Visitor<'de> for ObjectText<'de> {
    type Value = String;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an error object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<String, A::Error> {
        write_map(map)
    }
}

fn write_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<String, A::Error> {
    let mut text = String::from("{");
    while let Some(key) = map.next_key::<String>()? {
        let JsonText(value) = map.next_value()?;
        let comma = if text.len() > 1 { "," } else { "" };
        write!(text, "{comma}{}:{value}", Value::from(key)).map_err(A::Error::custom)?;
    }
    text.push('}');
    Ok(text)
}

/// Any value as JSON text.
struct JsonText(String);

impl<'de> Deserialize<'de> for JsonText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyText)
    }
}

struct AnyText;

impl<'de> Visitor<'de> for AnyText {
    type Value = JsonText;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_bool<E>(self, value: bool) -> Result<JsonText, E> {
        Ok(JsonText(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<JsonText, E> {
        Ok(JsonText(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<JsonText, E> {
        Ok(JsonText(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<JsonText, E> {
        Ok(JsonText(Value::from(value).to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<JsonText, E> {
        Ok(JsonText(Value::from(value).to_string()))
    }

    fn visit_unit<E>(self) -> Result<JsonText, E> {
        Ok(JsonText("null".to_owned()))
    }

    fn visit_none<E>(self) -> Result<JsonText, E> {
        Ok(JsonText("null".to_owned()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<JsonText, D::Error> {
        JsonText::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<JsonText, A::Error> {
        let mut texts = Vec::new();
        while let Some(JsonText(item)) = items.next_element()? {
            texts.push(item);
        }
        Ok(JsonText(format!("[{}]", texts.join(","))))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<JsonText, A::Error> {
        let text = write_map(map)?;
        // A number, as serde_json with `arbitrary_precision` hands it on.
        let number = text
            .strip_prefix("{\"$serde_json::private::Number\":\"")
            .and_then(|text| text.strip_suffix("\"}"));
        let number = number.filter(|number| serde_json::from_str::<serde_json::Number>(number).is_ok());
        Ok(JsonText(number.map_or_else(|| text.clone(), str::to_owned)))
    }
}
