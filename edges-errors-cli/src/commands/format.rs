//! The output formats.

use clap::ValueEnum;
use edges_errors_cli::documents::json::write_json;
use serde::Serialize;

use crate::ending::Unusable;
use crate::output::print;

/// An output format for a person or a program.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

impl Format {
    /// Prints facts as JSON, or as the text that is written of them.
    pub(crate) fn print<T: Serialize>(
        self,
        facts: &T,
        write_text: impl FnOnce(&T) -> String,
    ) -> Result<(), Unusable> {
        print(&match self {
            Self::Text => write_text(facts),
            Self::Json => write_json(facts),
        })
    }
}

/// An output format of a comparison: one for a pull request besides.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Markdown,
    Json,
}
