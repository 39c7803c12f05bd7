//! Writing an error in the format that its catalogue declares.

use core::fmt::{self, Display, Formatter};
use std::borrow::Cow;

use edges_errors_core::vocabulary::LabelFormat;
use edges_errors_core::wire::{Member, Wire, WritePlace, WriteStep};
use serde_json::Value;

/// The parts of an error that is written. A part without a place is left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    pub(super) label: Option<Cow<'static, str>>,
    pub(super) scope: Option<&'static str>,
    pub(super) error_ref: Option<String>,
    pub(super) message: Option<String>,
    pub(super) status: Option<u16>,
    /// In their order. One whose name is that of a part at the same place is left out.
    pub(super) params: Vec<(String, Value)>,
}

/// An error as it is sent, but for its status.
pub(super) struct Written {
    pub(super) body: String,
    pub(super) headers: Vec<(String, String)>,
}

impl Parts {
    /// Writes each part at the first of its places at which it can be written.
    pub(super) fn write(&self, wire: &Wire) -> Written {
        let writes = &wire.writes;
        let mut headers = Vec::new();
        let mut body = Node::Empty;
        let label = self.label.as_deref().map(|label| write_label(label, wire.label_format));
        let parts = [
            (writes.label, label),
            (writes.scope, self.scope.map(Value::from)),
            (writes.error_ref, self.error_ref.as_deref().map(Value::from)),
            (writes.message, self.message.as_deref().map(Value::from)),
            (writes.status, self.status.map(Value::from)),
        ];
        for (place, value) in parts {
            let (Some(place), Some(value)) = (place, value) else { continue };
            match place {
                WritePlace::Body(steps) => {
                    if let Some(target) = body.enter(steps) {
                        *target = Node::Leaf(value);
                    }
                }
                WritePlace::Header { name, after } => {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    headers.push((name.to_owned(), format!("{after}{text}")));
                }
            }
        }
        if let Some(WritePlace::Body(steps)) = writes.params
            && let Some(object) = body.enter(steps).and_then(Node::as_object)
        {
            for (name, value) in &self.params {
                if !object.iter().any(|(known, _)| known == name) {
                    object.push((name.clone(), Node::Leaf(value.clone())));
                }
            }
        }
        // A body is an object, unless the places of its parts make it a list.
        if let Node::Empty = body {
            body = Node::Object(Vec::new());
        }
        Written { body: body.to_string(), headers }
    }
}

/// Writes a label: as a number where labels are numbers.
fn write_label(label: &str, format: LabelFormat) -> Value {
    match format {
        LabelFormat::Integer => label.parse::<i64>().map_or_else(|_| label.into(), Value::from),
        LabelFormat::ScreamingSnake
        | LabelFormat::Snake
        | LabelFormat::Camel
        | LabelFormat::Pascal
        | LabelFormat::Kebab
        | LabelFormat::Any => label.into(),
    }
}

/// A value of a filter: as what it is in JSON, or else as a string.
fn write_value(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
    }
}

/// JSON that keeps the order in which it is written.
enum Node {
    Empty,
    Object(Vec<(String, Node)>),
    List(Vec<Node>),
    Leaf(Value),
}

impl Node {
    /// Returns the value at the end of a path, and makes what is missing on the way; `None` where something else is there.
    fn enter(&mut self, steps: &[WriteStep]) -> Option<&mut Self> {
        let mut at = self;
        for step in steps {
            at = match *step {
                WriteStep::Key(key) => at.member(key, Self::Empty)?,
                WriteStep::Item => {
                    let items = at.as_list()?;
                    if items.is_empty() {
                        items.push(Self::Empty);
                    }
                    items.first_mut()?
                }
                WriteStep::ItemWith(member) => at.item_with(member)?,
                WriteStep::ItemWithout { key, values } => at.item_without(key, values)?,
                WriteStep::With(member) => {
                    at.member(member.key, Self::Leaf(write_value(member.value)))?;
                    at
                }
            };
        }
        Some(at)
    }

    fn member(&mut self, key: &str, otherwise: Self) -> Option<&mut Self> {
        let object = self.as_object()?;
        let found = object.iter().position(|(known, _)| known == key);
        let at = found.unwrap_or(object.len());
        if found.is_none() {
            object.push((key.to_owned(), otherwise));
        }
        object.get_mut(at).map(|(_, value)| value)
    }

    /// Returns the item that has a member of a value.
    fn item_with(&mut self, member: Member) -> Option<&mut Self> {
        let value = write_value(member.value);
        let items = self.as_list()?;
        let found = items.iter().position(|item| item.has(member.key, &value));
        let at = found.unwrap_or(items.len());
        if found.is_none() {
            items.push(Self::Object(vec![(member.key.to_owned(), Self::Leaf(value))]));
        }
        items.get_mut(at)
    }

    /// Returns the first item of which a member has none of some values.
    fn item_without(&mut self, key: &str, values: &[&str]) -> Option<&mut Self> {
        let items = self.as_list()?;
        let passes = |item: &Self| !values.iter().any(|value| item.has(key, &write_value(value)));
        let found = items.iter().position(passes);
        let at = found.unwrap_or(items.len());
        if found.is_none() {
            items.push(Self::Empty);
        }
        items.get_mut(at)
    }

    /// Returns whether this is an object with a member of this value.
    fn has(&self, key: &str, value: &Value) -> bool {
        match self {
            Self::Object(entries) => entries
                .iter()
                .any(|(known, node)| matches!(node, Self::Leaf(leaf) if known == key && leaf == value)),
            Self::Empty | Self::List(_) | Self::Leaf(_) => false,
        }
    }

    fn as_object(&mut self) -> Option<&mut Vec<(String, Self)>> {
        if let Self::Empty = self {
            *self = Self::Object(Vec::new());
        }
        match self {
            Self::Object(entries) => Some(entries),
            Self::Empty | Self::List(_) | Self::Leaf(_) => None,
        }
    }

    fn as_list(&mut self) -> Option<&mut Vec<Self>> {
        if let Self::Empty = self {
            *self = Self::List(Vec::new());
        }
        match self {
            Self::List(items) => Some(items),
            Self::Empty | Self::Object(_) | Self::Leaf(_) => None,
        }
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("null"),
            Self::Leaf(value) => value.fmt(f),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(entries) => {
                f.write_str("{")?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{}:{value}", if at == 0 { "" } else { "," }, Value::from(key.as_str()))?;
                }
                f.write_str("}")
            }
        }
    }
}
