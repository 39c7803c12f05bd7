//! The errors as components of OpenAPI 3.1, for the description of the API that sends them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::envelope::{EnvelopeSchema, LabelPlace};
use crate::documents::json::write_json;
use edges_errors_catalogue::model::{
    Catalogue, HintHeader, HintKind, Label, Place, RateLimit, Signal, Status, StatusRange,
};

/// Writes a schema for each label, named as its Rust variant, and a response for each status, which holds one of those that
/// come with it.
pub fn write_openapi(catalogue: &Catalogue) -> String {
    let writer = Writer { catalogue, envelope: EnvelopeSchema::new(catalogue) };
    write_json(&json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("Errors of {}", catalogue.name),
            "version": catalogue.revision.as_deref().unwrap_or("unversioned"),
            "description": "Components to refer to. Written by `edges-errors export openapi`.",
        },
        "components": { "schemas": writer.write_schemas(), "responses": writer.write_responses() },
    }))
}

/// The schema of what all errors have in common. No variant has such a name, nor those below.
const ENVELOPE: &str = "error-envelope";

/// The schema of a body whose label is in a header.
const LABEL_IN_HEADER: &str = "label-in-header";

/// The header that HTTP itself defines, which every decoder reads.
const RETRY_AFTER: &str = "Retry-After";

/// The statuses of errors that HTTP defines it for (RFC 9110, section 10.2.3, and RFC 6585, section 4).
const WITH_RETRY_AFTER: [u16; 2] = [429, 503];

struct Writer<'a> {
    catalogue: &'a Catalogue,
    envelope: EnvelopeSchema<'a>,
}

impl Writer<'_> {
    fn write_schemas(&self) -> Map<String, Value> {
        let envelope = &self.envelope;
        let mut schemas = Map::new();
        schemas.insert(ENVELOPE.to_owned(), envelope.write_common());
        let places = envelope.label_places();
        let may_be_in_header = !envelope.label_headers().is_empty();
        // The last place is asked for by none but bodies whose label is in a header.
        let asked = if may_be_in_header { places.len() } else { places.len().saturating_sub(1) };
        for (number, place) in (1..).zip(&places).take(asked) {
            let mut listed = envelope.name_one_of(*place, envelope.labels());
            listed["description"] = json!(format!("A body with a listed label at `{}`.", place.path));
            schemas.insert(name_place(number), listed);
        }
        if may_be_in_header && !places.is_empty() {
            let forms: Vec<Value> = (1..=places.len()).map(|number| refer(&name_place(number))).collect();
            let headers = envelope.label_headers().join(" or ");
            let schema = json!({
                "description": format!("A body whose label is in the header {headers}."),
                "allOf": [refer(ENVELOPE)],
                "not": { "anyOf": forms },
            });
            schemas.insert(LABEL_IN_HEADER.to_owned(), schema);
        }
        for label in envelope.labels() {
            let mut own = envelope.write_own(label);
            let known = own.get_mut("allOf").map(Value::take).and_then(|known| known.as_array().cloned());
            let base = [refer(ENVELOPE)].into_iter().chain(self.discriminate(label, &places));
            own["allOf"] = base.chain(known.into_iter().flatten()).collect();
            schemas.insert(label.variant.clone(), own);
        }
        schemas
    }

    /// Returns the schema of a body that decodes to a label: the first place with a listed one has it. `None` if no body has
    /// a label.
    fn discriminate(&self, label: &Label, places: &[LabelPlace<'_>]) -> Option<Value> {
        let mut forms: Vec<Value> = Vec::new();
        for (number, place) in (1..).zip(places) {
            let named = self.envelope.name_one_of(*place, &[label]);
            let earlier: Vec<Value> = (1..number).map(|earlier| refer(&name_place(earlier))).collect();
            forms.push(match earlier.as_slice() {
                [] => named,
                earlier => json!({ "allOf": [named], "not": { "anyOf": earlier } }),
            });
        }
        match forms.len() {
            0 | 1 => forms.pop(),
            _ => Some(json!({ "anyOf": forms })),
        }
    }

    fn write_responses(&self) -> Map<String, Value> {
        let statuses: BTreeSet<u16> =
            self.envelope.labels().iter().flat_map(|label| label.statuses.iter().copied()).collect();
        let labelled =
            statuses.iter().map(|status| (format!("Status{status}"), self.write_response(*status)));
        let is_bare = |status: &&Status| match status.range {
            StatusRange::Exact(status) => !statuses.contains(&status),
            StatusRange::Class(_) => true,
        };
        let bare = self.catalogue.statuses.iter().filter(is_bare);
        let bare = bare.map(|status| (format!("Status{}", status.range), self.write_bare(status)));
        labelled.chain(bare).collect()
    }

    /// Returns the response of a status with its labels.
    fn write_response(&self, status: u16) -> Value {
        let labels = self.envelope.labels().iter().filter(|label| label.statuses.contains(&status));
        let mut forms: Vec<Value> = labels.map(|label| refer(&label.variant)).collect();
        let is_in_body = !self.envelope.label_places().is_empty();
        if is_in_body && !self.envelope.label_headers().is_empty() {
            forms.push(refer(LABEL_IN_HEADER));
        }
        // A list in the body may hold several labels, and nothing in it tells those apart that are in headers alone.
        let has_one = is_in_body && !self.envelope.label_places().iter().any(|place| place.path.is_plural());
        let choice = if has_one { "oneOf" } else { "anyOf" };
        let entry = self.catalogue.statuses.iter().find(|entry| entry.range == StatusRange::Exact(status));
        let description = entry.map_or_else(|| format!("An error with status {status}."), describe_status);
        let mut response = self.begin_response(&description, StatusRange::Exact(status));
        response["content"] = json!({ "application/json": { "schema": { choice: forms } } });
        response
    }

    /// Returns the response of a status without labels, whose body is not described.
    fn write_bare(&self, status: &Status) -> Value {
        self.begin_response(&describe_status(status), status.range)
    }

    fn begin_response(&self, description: &str, range: StatusRange) -> Value {
        let mut response = json!({ "description": description });
        let headers = self.write_headers(range);
        if !headers.is_empty() {
            response["headers"] = Value::Object(headers);
        }
        response
    }

    /// Returns the headers that say something of an error with one of some statuses.
    fn write_headers(&self, range: StatusRange) -> Map<String, Value> {
        let (first, last) = range.bounds();
        let is_here = |status: &u16| (first..=last).contains(status);
        let envelope = &self.catalogue.envelope;
        let text = || json!({ "type": "string" });
        let mut headers = Headers::default();
        let parts: [(&[Place], &str); 3] = [
            (&envelope.label, "What happened."),
            (&envelope.scope, "Which part of the request is to blame."),
            (&envelope.error_ref, "What to quote to support."),
        ];
        for (places, description) in parts {
            places.iter().filter_map(Place::header).for_each(|name| headers.add(name, description, text()));
        }
        let is_retry_after = |hint: &HintHeader| hint.header.eq_ignore_ascii_case(RETRY_AFTER);
        if WITH_RETRY_AFTER.iter().any(is_here) && !envelope.hint_headers.iter().any(is_retry_after) {
            headers.add(RETRY_AFTER, "How long to wait: a number of seconds, or a date.", text());
        }
        envelope.hint_headers.iter().for_each(|hint| headers.add_hint(hint, "How long to wait."));
        if let Some(no_retry) = &envelope.no_retry {
            let description = format!("`{}` says not to send the request again.", no_retry.is);
            headers.add(&no_retry.header, &description, text());
        }
        let limits = self.catalogue.rate_limits.iter();
        for limit in limits.filter(|limit| self.list_statuses(limit).iter().any(is_here)) {
            let title = &limit.key.title;
            if let Some(Signal::Header { name, is }) = &limit.signal {
                let value = is.as_ref().map_or_else(text, |is| json!({ "examples": [is], "type": "string" }));
                headers.add(name, &format!("The sign of a limit: {title}."), value);
            }
            if let Some(name) = limit.remaining.as_ref().and_then(Place::header) {
                headers.add(name, &format!("What is left of a limit: {title}."), text());
            }
            if let Some(reset) = &limit.reset {
                headers.add_hint(reset, &format!("When a limit resets: {title}."));
            }
        }
        headers.0
    }

    /// Returns the statuses of answers that a limit has refused.
    fn list_statuses<'l>(&'l self, limit: &'l RateLimit) -> &'l [u16] {
        match limit.signal {
            Some(Signal::Header { .. }) | None => &limit.statuses,
            Some(Signal::Label(label)) => &self.catalogue[label].statuses,
        }
    }
}

/// The headers of a response, each once: their names are the same in any case.
#[derive(Default)]
struct Headers(Map<String, Value>);

impl Headers {
    /// Adds what a header says; one may say several things.
    fn add(&mut self, name: &str, description: &str, schema: Value) {
        let known = self.0.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some((_, header)) = known else {
            self.0.insert(name.to_owned(), json!({ "description": description, "schema": schema }));
            return;
        };
        let earlier = header["description"].as_str().unwrap_or_default();
        header["description"] = json!(format!("{earlier} {description}"));
        header["schema"] = json!({ "type": "string" });
    }

    fn add_hint(&mut self, hint: &HintHeader, description: &str) {
        let is_cut = hint.after.is_some() || hint.until.is_some();
        let schema = match hint.kind {
            HintKind::Seconds | HintKind::Milliseconds if !is_cut => json!({ "type": "number" }),
            HintKind::Seconds | HintKind::Milliseconds | HintKind::Duration | HintKind::Timestamp => {
                json!({ "type": "string" })
            }
        };
        self.add(&hint.header, &format!("{description} {}", hint.kind.doc()), schema);
    }
}

fn describe_status(status: &Status) -> String {
    format!("{}: {}", status.title, status.doc)
}

/// Returns the name of the schema of a body with a listed label at a place.
fn name_place(number: usize) -> String {
    format!("label-place-{number}")
}

fn refer(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}
