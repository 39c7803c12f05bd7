//! Standard output, without a panic if it cannot be written.

use std::io::{self, ErrorKind, Write as _};

use crate::ending::Unusable;

/// Writes text to standard output.
pub(crate) fn print(text: &str) -> Result<(), Unusable> {
    let mut output = anstream::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(|error| explain_failure(&error))
}

/// Returns the end of a run whose output cannot be written.
pub(crate) fn explain_failure(error: &io::Error) -> Unusable {
    match error.kind() {
        ErrorKind::BrokenPipe => Unusable::ClosedPipe,
        _ => Unusable::new(format!("standard output cannot be written: {error}")),
    }
}
