//! What the response format says about labels and statuses.

use crate::diagnostic::Diagnostics;
use crate::language::bad_status;
use crate::language::tables::EnvelopeEntry;
use crate::model::LabelFormat;
use crate::source::{Given, Spanned, Text};

/// The facts of an envelope that other sections are checked by, also where the rest of it is wrong.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire {
    pub(super) label_format: LabelFormat,
    pub(super) errors_in_2xx: bool,
}

impl Wire {
    pub(super) fn of(envelope: Option<&Spanned<EnvelopeEntry>>) -> Self {
        let format = envelope.and_then(|entry| entry.label_format.right());
        let flag = envelope.and_then(|entry| entry.errors_in_2xx.right());
        Self {
            label_format: format.map_or(LabelFormat::ScreamingSnake, |format| format.value),
            errors_in_2xx: flag.is_some_and(|flag| flag.value),
        }
    }

    /// Reports statuses of success where no error comes with one.
    pub(super) fn check_statuses(self, statuses: &[Spanned<u16>], diagnostics: &mut Diagnostics) {
        for status in statuses.iter().filter(|status| status.value < 300 && !self.errors_in_2xx) {
            diagnostics.push(bad_status(&status.value, status.span.clone(), NO_SUCCESS));
        }
    }
}

/// The statuses that errors have, where those of success are not among them.
pub(super) const NO_SUCCESS: &str = "use 400 to 599, or set `errors_in_2xx` in `[envelope]`";

/// Returns a text that may be left out.
pub(super) fn given(text: &Given<Text>) -> Option<String> {
    text.right().map(|text| text.value.clone())
}
