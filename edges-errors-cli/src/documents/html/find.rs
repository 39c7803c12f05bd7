//! The data with which the page's script finds the label of a pasted error: the places of the label and the message, and the paths of
//! the errors in payloads.

use serde_json::{Value, json};

use edges_errors_catalogue::model::{Catalogue, Place, PlaceSource};
use edges_errors_catalogue::path::{Filter, Move, Path, Test};

/// Writes the places as JSON.
pub(super) fn write_format(catalogue: &Catalogue) -> String {
    let envelope = &catalogue.envelope;
    let payloads = catalogue.payloads.iter().map(|payload| list_moves(&payload.error));
    json!({
        "label": envelope.label.iter().map(describe_place).collect::<Vec<_>>(),
        "message": envelope.message.iter().map(describe_place).collect::<Vec<_>>(),
        "integers": envelope.label_format.is_label("1"),
        "payloads": payloads.collect::<Vec<_>>(),
    })
    .to_string()
}

fn describe_place(place: &Place) -> Value {
    let mut described = match &place.source {
        PlaceSource::Path(path) => json!({ "text": path.text, "moves": list_moves(path) }),
        PlaceSource::Header(name) => json!({ "text": name, "header": name }),
    };
    for (key, mark) in [("after", &place.after), ("until", &place.until)] {
        if let Some(mark) = mark {
            described[key] = json!(mark);
        }
    }
    described
}

fn list_moves(path: &Path) -> Vec<Value> {
    path.moves.iter().map(describe_move).collect()
}

fn describe_move(step: &Move) -> Value {
    match step {
        Move::Key(key) => json!(["key", key]),
        Move::Any => json!(["any"]),
        Move::Items => json!(["items"]),
        Move::Filter(Filter { key, test }) => {
            let (test, values): (&str, &[String]) = match test {
                Test::Has => ("has", &[]),
                Test::Is(values) => ("is", values),
                Test::IsNot(values) => ("isnt", values),
            };
            [test, key].into_iter().chain(values.iter().map(String::as_str)).collect()
        }
    }
}
