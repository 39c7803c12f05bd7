//! The place of an expansion, and the texts that it is made of.

use edges_errors_catalogue::source::FileName;
use proc_macro2::{Span, TokenStream};

/// The place of an expansion.
#[derive(Debug, Clone)]
pub struct Site {
    /// The path of `edges-errors` as the user's crate sees it.
    pub runtime: TokenStream,
    /// The place where the user writes the catalogue, or the path to it: editors lead there from a label or a key.
    pub written: Span,
    /// A name for the callback macro that no other catalogue of the crate has.
    pub callback: String,
    /// The catalogue has mistakes, which have been reported: a derive that uses it stays silent.
    pub broken: bool,
    /// The catalogue that this one extends.
    pub base: Option<Base>,
    /// The texts of the catalogue, for those that extend it.
    pub texts: Vec<HandedText>,
}

/// The catalogue that another one extends.
#[derive(Debug, Clone)]
pub struct Base {
    /// The path of its module, as the user writes it.
    pub path: TokenStream,
}

/// A text of a catalogue, as one expansion hands it to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedText {
    /// The package that the text is in, where Cargo tells it.
    pub package: Option<String>,
    /// The path in that package.
    pub name: FileName,
    /// The whole text.
    pub text: String,
}
