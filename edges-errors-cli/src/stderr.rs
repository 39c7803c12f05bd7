//! Standard error, without a panic if it cannot be written.

use std::fmt::Display;
use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use edges_errors_core::text::spell_out;

/// Writes text to standard error. If that fails there is no place left to say so.
pub(crate) fn report(text: impl Display) {
    let _ = write!(anstream::stderr().lock(), "{text}");
}

/// Writes a remark to standard error.
pub(crate) fn note(text: impl Display) {
    report_part("note", AnsiColor::Green.on_default().bold(), text);
}

/// Writes one line with a title to standard error, in the form of rustc and clap.
pub(crate) fn report_part(title: &str, style: Style, text: impl Display) {
    // A file may have any name.
    report(format_args!("{style}{title}{style:#}: {}\n", spell_out(&text.to_string())));
}
