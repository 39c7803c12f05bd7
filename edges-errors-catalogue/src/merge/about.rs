//! `[catalogue]`: it describes the file itself, so each key holds that the file gives, and the rest is inherited.

use edges_errors_core::text::spell_out;
use toml::de::{DeTable, DeValue};

use super::state::{ABOUT, Name, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::source::Span;

pub(super) const EXTENDS: &str = "extends";
const NAME: &str = "name";

/// The statements of a file about its base.
pub(super) struct About {
    /// The name of the base, as messages write it.
    pub(super) base_name: String,
    /// The place where the file says what it extends, or should.
    pub(super) extends: Span,
}

/// Merges the file's own `[catalogue]` into that of the base.
pub(super) fn merge_about<'a>(
    base: &mut DeTable<'a>,
    own: Option<(Name<'a>, Value<'a>)>,
    own_start: usize,
    diagnostics: &mut Diagnostics,
) -> About {
    let base_about = base.get(ABOUT).and_then(|value| value.get_ref().as_table());
    let name = base_about.and_then(|about| about.get(NAME)).and_then(named);
    let base_name = describe_base(name.as_ref());
    let Some((key, value)) = own else {
        diagnostics.push(unsaid(own_start..own_start, name.as_ref()));
        return About { base_name, extends: own_start..own_start };
    };
    let span = value.span();
    let DeValue::Table(mut about) = value.into_inner() else {
        let message = format!("`{ABOUT}` has to be a table");
        diagnostics.push(Diagnostic::new(Rule::WrongType, span, message).note("such as `[catalogue]`"));
        return About { base_name, extends: key.span() };
    };
    check_extends(&about, &key.span(), name.as_ref(), diagnostics);
    let extends = about.get(EXTENDS).map_or(key.span(), toml::Spanned::span);
    if let Some(DeValue::Table(inherited)) = base.remove(ABOUT).map(toml::Spanned::into_inner) {
        let kept = inherited.into_iter().filter(|(key, _)| {
            let key: &str = key.get_ref();
            ![NAME, EXTENDS].contains(&key)
        });
        for (key, value) in kept {
            about.entry(key).or_insert(value);
        }
    }
    base.insert(key, toml::Spanned::new(span, DeValue::Table(about)));
    About { base_name, extends }
}

/// The name of a catalogue, and where it is given.
struct BaseName {
    text: String,
    place: Span,
}

fn named(value: &Value<'_>) -> Option<BaseName> {
    Some(BaseName { text: fold(value.get_ref().as_str()?), place: value.span() })
}

/// Folds white space, as the name is read.
fn fold(text: &str) -> String {
    spell_out(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}

fn describe_base(name: Option<&BaseName>) -> String {
    name.map_or_else(|| "the base".to_owned(), |name| format!("`{}`", name.text))
}

fn check_extends(own: &DeTable<'_>, place: &Span, base: Option<&BaseName>, diagnostics: &mut Diagnostics) {
    let Some(value) = own.get(EXTENDS) else {
        diagnostics.push(unsaid(place.clone(), base));
        return;
    };
    // A value that is no string is reported where it is read.
    let (Some(base), Some(extends)) = (base, value.get_ref().as_str().map(fold)) else { return };
    if extends != base.text {
        let message = format!("the file extends `{extends}`, and is read with `{}`", base.text);
        diagnostics.push(
            Diagnostic::new(Rule::WrongBase, value.span(), message)
                .note("this is not the name of the base")
                .related(base.place.clone(), "this is")
                .help(format!("write `extends = \"{}\"`, or read the file with `{extends}`", base.text)),
        );
    }
}

fn unsaid(place: Span, base: Option<&BaseName>) -> Diagnostic {
    let message = format!("the file does not say that it extends {}", describe_base(base));
    let name = base.map_or("…", |name| &name.text);
    Diagnostic::new(Rule::WrongBase, place, message)
        .note(format!("add `extends = \"{name}\"` to `[{ABOUT}]`"))
}

/// Returns the name of the catalogue that a file extends.
pub(crate) fn name_base(table: &DeTable<'_>) -> Option<String> {
    find_about(table, EXTENDS).map(|extends| extends.text)
}

/// Returns the name of the catalogue in a file.
pub(crate) fn name_own(table: &DeTable<'_>) -> Option<String> {
    find_about(table, NAME).map(|name| name.text)
}

fn find_about(table: &DeTable<'_>, key: &str) -> Option<BaseName> {
    named(table.get(ABOUT)?.get_ref().as_table()?.get(key)?)
}

/// Reports a file that extends a catalogue and is read alone; returns whether it is one. Much that it lacks is in its base.
pub(crate) fn check_alone(table: &DeTable<'_>, diagnostics: &mut Diagnostics) -> bool {
    let Some(BaseName { text: name, place }) = find_about(table, EXTENDS) else { return false };
    let message = format!("the file extends `{name}`, and is read without it");
    diagnostics.push(
        Diagnostic::new(Rule::WrongBase, place, message)
            .note("the base is missing")
            .help("name the module with its base: `catalogue! { extends = path::of::module, \"…\" }`"),
    );
    true
}
