//! The trait of the language's types.

use toml::de::DeValue;

use super::description::Form;
use crate::diagnostic::Diagnostics;
use crate::source::Span;

/// A value as the TOML parser hands it over.
pub(crate) type Value<'a> = &'a toml::Spanned<DeValue<'a>>;

/// A type of the language: what its values are, and how one is read.
pub(crate) trait Type {
    /// The result of reading a value.
    type Read;

    /// The description of the values.
    const FORM: Form;

    /// Reads a value that is named at `place`; a mistake is reported, and gives `None`.
    fn read(value: Value<'_>, place: &Span, diagnostics: &mut Diagnostics) -> Option<Self::Read>;
}
