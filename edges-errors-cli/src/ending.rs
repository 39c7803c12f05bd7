//! The end of a run: its exit code, and the error of one that could not do its work.

use std::io;
use std::process::ExitCode;

use anstyle::AnsiColor;
use edges_errors_catalogue::locate::LocateError;

use crate::stderr::report_part;

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

/// The error of a run that could not do its work.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// The reason, in the form of rustc and clap.
    Told { message: String, help: Option<String> },
    /// The reader of the output has left, as `head` does: nothing is wrong that has to be told.
    ClosedPipe,
}

impl Unusable {
    /// Returns an error without a help.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), help: None }
    }

    /// Returns the same error with what to do about it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        match self {
            Self::Told { message, .. } => Self::Told { message, help: Some(help.into()) },
            Self::ClosedPipe => self,
        }
    }

    /// Returns the error of an input that could not be read.
    pub(crate) fn reading(name: &str, error: &io::Error) -> Self {
        Self::new(format!("`{name}` cannot be read: {error}"))
    }

    /// Writes the error to standard error.
    pub(crate) fn print(&self) {
        let Self::Told { message, help } = self else { return };
        report_part("error", AnsiColor::Red.on_default().bold(), message);
        if let Some(help) = help {
            report_part("help", AnsiColor::Cyan.on_default().bold(), help);
        }
    }
}

impl From<LocateError> for Unusable {
    fn from(error: LocateError) -> Self {
        Self::Told { message: error.to_string(), help: error.help() }
    }
}
