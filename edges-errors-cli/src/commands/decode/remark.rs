//! Remarks of `decode` beside its answers.

use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::phrases::describe_places;

use crate::commands::edition::Edition;
use crate::stderr::note;

/// Says where the catalogue looks for labels, where none was found.
pub(super) fn say_no_label(name: &str, catalogue: &Catalogue) {
    let places = describe_places(&catalogue.envelope.label);
    note(format_args!("{name} has no label where the catalogue looks for one: {places}"));
}

/// Says which labels that the default edition does not list the newest one does.
pub(super) fn say_newer<'l>(catalogue: &Catalogue, unlisted: impl IntoIterator<Item = &'l str>) {
    let newer = Edition::find_in_latest(catalogue, unlisted);
    if !newer.is_empty() {
        note(format_args!("`--edition latest` lists {}", newer.join(", ")));
    }
}
