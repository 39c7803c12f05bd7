//! The schema of an error's body, as the catalogue's `[envelope]` and its labels declare it.

use serde_json::{Map, Value, json};

use super::params::write_param;
use super::places::{is_cut, require, write_labels, write_test};
use edges_errors_catalogue::model::{Catalogue, Label, Place};
use edges_errors_catalogue::path::Path;
use edges_errors_catalogue::wire::{PlaceRow, WireTable};

/// The format of a catalogue, and its labels.
pub(super) struct EnvelopeSchema<'a> {
    catalogue: &'a Catalogue,
    wire: WireTable<'a>,
    labels: Vec<&'a Label>,
}

/// A place of the label that is in the body.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelPlace<'a> {
    place: &'a Place,
    /// Its path.
    pub(super) path: &'a Path,
}

/// Statements about the values at the nodes of a format, by the number of the node.
struct Remarks(Vec<Map<String, Value>>);

impl Remarks {
    fn none(nodes: usize) -> Self {
        Self(vec![Map::new(); nodes])
    }

    /// Adds what is said of a value; two parts may be at one place.
    fn add(&mut self, node: u16, remark: Value) {
        let Some(known) = self.0.get_mut(usize::from(node)) else { return };
        let Value::Object(remark) = remark else { return };
        if known.is_empty() {
            *known = remark;
        } else {
            let earlier = std::mem::take(known);
            known.insert("allOf".to_owned(), json!([earlier, remark]));
        }
    }

    fn of(&self, node: u16) -> Map<String, Value> {
        self.0.get(usize::from(node)).cloned().unwrap_or_default()
    }
}

impl<'a> EnvelopeSchema<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let labels = catalogue.current_labels().collect();
        Self { catalogue, wire: WireTable::new(catalogue), labels }
    }

    /// Returns the labels that the API sends.
    pub(super) fn labels(&self) -> &[&'a Label] {
        &self.labels
    }

    /// Returns the places in a body at which the label can be, in the order in which they are asked.
    pub(super) fn label_places(&self) -> Vec<LabelPlace<'a>> {
        let places = self.catalogue.envelope.label.iter();
        places.filter_map(|place| Some(LabelPlace { place, path: place.path()? })).collect()
    }

    /// Returns the headers in which the label can be.
    pub(super) fn label_headers(&self) -> Vec<&'a str> {
        self.catalogue.envelope.label.iter().filter_map(Place::header).collect()
    }

    /// Returns the schema of a body that has one of some labels at a place.
    pub(super) fn name_one_of(&self, at: LabelPlace<'_>, labels: &[&Label]) -> Value {
        let names: Vec<&str> = labels.iter().map(|label| label.name.as_str()).collect();
        require(at.path, write_labels(at.place, self.catalogue.envelope.label_format, &names))
    }

    /// Returns the schema of what all errors have in common, without the label's own.
    pub(super) fn write_common(&self) -> Value {
        let wire = &self.wire;
        let mut remarks = Remarks::none(wire.tree.nodes.len());
        self.add(&mut remarks, &wire.label, |place| {
            // Any whole number does: the format either has them all as labels or none.
            let may_be_integer = !is_cut(place) && self.catalogue.envelope.label_format.is_label("1");
            let types =
                if may_be_integer { json!(["string", "integer", "null"]) } else { json!(["string", "null"]) };
            json!({ "description": "What happened.", "type": types })
        });
        self.add(&mut remarks, &wire.scope, |place| self.write_scope(place));
        self.add(
            &mut remarks,
            &wire.error_ref,
            |_| json!({ "description": "What to quote to support.", "type": ["string", "null"] }),
        );
        self.add(&mut remarks, &wire.message, |_| {
            let types = json!(["string", "array", "null"]);
            json!({ "description": "What happened, for people.", "type": types, "items": { "type": "string" } })
        });
        self.add(&mut remarks, &wire.status, |place| {
            let types =
                if is_cut(place) { json!(["string", "integer", "null"]) } else { json!(["integer", "null"]) };
            json!({ "description": "The HTTP status.", "type": types })
        });
        for row in wire.params.iter().filter(|row| row.node > 0) {
            remarks.add(row.node, json!({ "description": "Extra data.", "type": ["object", "null"] }));
        }
        self.add_containers(&mut remarks);
        self.describe(0, &remarks).unwrap_or_else(|| json!({ "type": "object" }))
    }

    fn add(&self, remarks: &mut Remarks, rows: &[PlaceRow<'a>], write: impl Fn(&Place) -> Value) {
        for row in rows {
            if let Some(node) = row.node {
                remarks.add(node, write(row.place));
            }
        }
    }

    fn write_scope(&self, place: &Place) -> Value {
        let scopes = &self.catalogue.scopes;
        let mut scope = json!({ "description": "Which part of the request is to blame." });
        if scopes.is_empty() || is_cut(place) {
            scope["type"] = json!(["string", "null"]);
        } else {
            let names = scopes.iter().map(|scope| json!(scope.key.name));
            scope["enum"] = names.chain([Value::Null]).collect();
        }
        scope
    }

    /// Adds the types of values that are of interest for what is inside them only.
    fn add_containers(&self, remarks: &mut Remarks) {
        for (number, node) in (0_u16..).zip(&self.wire.tree.nodes) {
            let is_list = node.items.is_some() || !node.filters.is_empty();
            let is_object = !node.keys.is_empty() || node.any.is_some() || !node.filters.is_empty();
            let kinds = match (number, is_object, is_list) {
                (0, ..) => json!("object"),
                (_, false, false) => continue,
                _ if !remarks.of(number).is_empty() => continue,
                (_, true, true) => json!(["object", "array", "null"]),
                (_, true, false) => json!(["object", "null"]),
                (_, false, true) => json!(["array", "null"]),
            };
            remarks.add(number, json!({ "type": kinds }));
        }
    }

    /// Returns the schema of the extra data and the status of one label.
    pub(super) fn write_own(&self, label: &Label) -> Value {
        let mut remarks = Remarks::none(self.wire.tree.nodes.len());
        let statuses: Vec<Value> =
            label.statuses.iter().map(|status| json!(status)).chain([Value::Null]).collect();
        let with_whole_text: Vec<&PlaceRow<'a>> =
            self.wire.status.iter().filter(|row| !is_cut(row.place)).collect();
        for node in with_whole_text.iter().filter_map(|row| row.node) {
            remarks.add(node, json!({ "enum": statuses }));
        }
        for row in &self.wire.params {
            let own = label.params.iter().filter(|param| !row.others.contains(&param.name.as_str()));
            let params: Map<String, Value> =
                own.map(|param| (param.name.clone(), write_param(param))).collect();
            if !params.is_empty() {
                remarks.add(row.node, json!({ "properties": params }));
            }
        }
        let own = self.describe(0, &remarks);
        let mut schema = json!({ "title": label.name, "description": label.doc });
        if let (Value::Object(schema), Some(Value::Object(own))) = (&mut schema, own) {
            schema.extend(own);
        }
        schema
    }

    /// Returns the schema of a node of the format; `None` where nothing is said of it or of what is inside it.
    fn describe(&self, number: u16, remarks: &Remarks) -> Option<Value> {
        let node = self.wire.tree.nodes.get(usize::from(number))?;
        let mut schema = remarks.of(number);
        let below = |node: u16| self.describe(node, remarks);
        let members = node.keys.iter().filter_map(|edge| Some((edge.by.to_owned(), below(edge.node)?)));
        let members: Map<String, Value> = members.collect();
        if !members.is_empty() {
            match schema.get_mut("properties").and_then(Value::as_object_mut) {
                Some(known) => known.extend(members),
                None => {
                    schema.insert("properties".to_owned(), Value::Object(members));
                }
            }
        }
        if let Some(any) = node.any.and_then(below) {
            schema.insert("patternProperties".to_owned(), json!({ "": any }));
        }
        let tests: Vec<Value> = node
            .filters
            .iter()
            .filter_map(|edge| {
                let then = below(edge.node)?;
                Some(json!({ "if": write_test(edge.by), "then": then }))
            })
            .collect();
        let items: Vec<Value> = node
            .items
            .and_then(below)
            .into_iter()
            .chain(
                // The object itself is no list.
                tests.iter().filter(|_| number > 0).cloned(),
            )
            .collect();
        if !items.is_empty() {
            schema.insert("items".to_owned(), all_of(items));
        }
        if !tests.is_empty() {
            let known = schema.shift_remove("allOf").and_then(|known| known.as_array().cloned());
            schema.insert("allOf".to_owned(), known.into_iter().flatten().chain(tests).collect());
        }
        (!schema.is_empty()).then_some(Value::Object(schema))
    }
}

fn all_of(mut schemas: Vec<Value>) -> Value {
    if schemas.len() == 1 { schemas.remove(0) } else { json!({ "allOf": schemas }) }
}
