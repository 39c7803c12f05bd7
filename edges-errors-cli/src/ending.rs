//! The end of a run: its exit code, and the error of one that could not do its work.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use edges_errors_catalogue::locate::LocateError;
use edges_errors_core::text::spell_out;

/// The end of a run, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    /// Everything is as it should be.
    Fine,
    /// The run did its work and found something.
    Findings,
    /// The run could not do its work.
    Unusable,
}

impl Ending {
    pub(crate) fn exit_code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
        })
    }
}

/// The error of a run that could not do its work, in the form of rustc and clap.
#[derive(Debug)]
pub(crate) struct Unusable {
    message: String,
    help: Option<String>,
}

impl Unusable {
    /// Returns an error without a help.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Returns the same error with what to do about it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Returns the error of a file that could not be read.
    pub(crate) fn reading(file: &Path, error: &io::Error) -> Self {
        Self::new(format!("`{}` cannot be read: {error}", file.display()))
    }

    /// Writes the error to standard error.
    pub(crate) fn print(&self) {
        print_part("error", AnsiColor::Red.on_default().bold(), &self.message);
        if let Some(help) = &self.help {
            print_part("help", AnsiColor::Cyan.on_default().bold(), help);
        }
    }
}

impl From<LocateError> for Unusable {
    fn from(error: LocateError) -> Self {
        Self { message: error.to_string(), help: error.help() }
    }
}

fn print_part(title: &str, style: Style, text: &str) {
    // A file may have any name, and lines of a message are the command's own.
    let text = text.lines().map(|line| spell_out(line).to_string()).collect::<Vec<_>>().join("\n");
    anstream::eprintln!("{style}{title}{style:#}: {text}");
}
