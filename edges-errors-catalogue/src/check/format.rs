//! The response format, as far as it is about labels and statuses.

use crate::diagnostic::Diagnostics;
use crate::language::bad_status;
use crate::language::tables::{EnvelopeEntry, PlaceEntry, PlaceTable, PlacesEntry};
use crate::model::LabelFormat;
use crate::path::{Move, Path};
use crate::source::{Given, Spanned, Text};

/// The facts of an envelope that other sections are checked by, also where the rest of it is wrong.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire {
    pub(super) label_format: LabelFormat,
    pub(super) errors_in_2xx: bool,
    /// The label is written in a header: that is the first of its places at which it can be.
    pub(super) label_is_in_header: bool,
}

impl Wire {
    pub(super) fn of(envelope: Option<&Spanned<EnvelopeEntry>>) -> Self {
        let format = envelope.and_then(|entry| entry.label_format.right());
        let flag = envelope.and_then(|entry| entry.errors_in_2xx.right());
        Self {
            label_format: format.map_or(LabelFormat::ScreamingSnake, |format| format.value),
            errors_in_2xx: flag.is_some_and(|flag| flag.value),
            label_is_in_header: envelope.and_then(|entry| entry.label.as_ref()).is_some_and(begins_in_header),
        }
    }

    /// Reports statuses of success where no error comes with one.
    pub(super) fn check_statuses(self, statuses: &[Spanned<u16>], diagnostics: &mut Diagnostics) {
        for status in statuses.iter().filter(|status| status.value < 300 && !self.errors_in_2xx) {
            diagnostics.push(bad_status(&status.value, status.span.clone(), NO_SUCCESS));
        }
    }
}

/// Returns whether the first of some places at which a value can be written is a header.
fn begins_in_header(places: &PlacesEntry) -> bool {
    let is_writable = |path: &Path| !path.moves.contains(&Move::Any);
    match places {
        PlacesEntry::Path(_) => false,
        PlacesEntry::Place(table) => matches!(table.value, PlaceTable::Header { .. }),
        PlacesEntry::List(list) => {
            let mut written = list.value.iter().filter_map(|place| match place {
                PlaceEntry::Path(path) => is_writable(path).then_some(false),
                PlaceEntry::Place(table) => match &table.value {
                    PlaceTable::Path { path, .. } => is_writable(path).then_some(false),
                    PlaceTable::Header { .. } => Some(true),
                },
            });
            written.next().unwrap_or_default()
        }
    }
}

/// The statuses that errors have, where those of success are not among them.
pub(super) const NO_SUCCESS: &str = "use 400 to 599, or set `errors_in_2xx` in `[envelope]`";

/// Returns a text that may be left out.
pub(super) fn given(text: &Given<Text>) -> Option<String> {
    text.right().map(|text| text.value.clone())
}
