//! Remarks of `decode` beside its answers.

use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::phrases::describe_places;

use crate::stderr::note;

/// Says where the catalogue looks for labels, where none was found.
pub(super) fn say_no_label(name: &str, catalogue: &Catalogue) {
    let places = describe_places(&catalogue.envelope.label);
    note(format_args!("{name} has no label where the catalogue looks for one: {places}"));
}
