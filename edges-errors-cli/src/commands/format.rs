//! The output formats, and words as values of options.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use edges_errors_cli::documents::json::write_json;
use edges_errors_core::vocabulary::Vocabulary;
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

/// Returns a parser of the words of a vocabulary, with completion and their meaning.
pub(super) fn words<V: Vocabulary + Send + Sync>() -> impl TypedValueParser<Value = V> {
    PossibleValuesParser::new(possible_words::<V>()).try_map(|word| word.parse::<V>())
}

/// Returns the words of a vocabulary with their meaning.
pub(super) fn possible_words<V: Vocabulary>() -> impl Iterator<Item = PossibleValue> {
    V::ALL.iter().map(|word| PossibleValue::new(word.as_str()).help(word.doc().trim_end_matches('.')))
}
