//! Writing to standard output and standard error without a panic if they cannot be written.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write as _};

use anstyle::{AnsiColor, Style};
use edges_errors_core::text::spell_out;

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

/// Writes text to standard error. If that fails there is no place left to say so.
pub(crate) fn report(text: impl Display) {
    let _ = write!(anstream::stderr().lock(), "{text}");
}

/// Writes a remark to standard error.
pub(crate) fn note(text: impl Display) {
    report_part("note", AnsiColor::Green.on_default().bold(), text);
}

/// Writes a line with a title to standard error, in the form of rustc and clap.
pub(crate) fn report_part(title: &str, style: Style, text: impl Display) {
    // A file may have any name, and lines of a message are the command's own.
    let text = text.to_string();
    let text = text.lines().map(|line| spell_out(line).to_string()).collect::<Vec<_>>().join("\n");
    report(format_args!("{style}{title}{style:#}: {text}\n"));
}

/// Writes an error to standard error.
pub(crate) fn report_error(error: &Unusable) {
    let Unusable::Told { message, help } = error else { return };
    report_part("error", AnsiColor::Red.on_default().bold(), message);
    if let Some(help) = help {
        report_part("help", AnsiColor::Cyan.on_default().bold(), help);
    }
}
