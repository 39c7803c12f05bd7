//! The types of values: how each is written, described and read.

use std::fmt::Display;
use std::marker::PhantomData;
use std::time::Duration;

use edges_errors_core::vocabulary::{
    Effect, Factor, HintKind, LabelFormat, Outcome, ParamKind, StrategyKind, Vocabulary,
};
use toml::de::DeValue;

use super::description::{Form, Repeats, TextForm, Word};
use super::fields::{read_entries, read_table, wrong_type};
use super::value::{Type, Value};
use super::values::{
    check_attempts, check_duration, check_exact, check_factor, check_header_name, check_header_text,
    check_header_value, check_link, check_link_pattern, check_path, check_prose, check_status, repeated,
    unknown_word,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::names::{MAX_LABEL, MAX_NAME};
use crate::path::Path;
use crate::source::{Named, Span, Spanned, Text};

/// The greatest `max_attempts`, which counts requests.
const MAX_ATTEMPTS: u32 = 1_000;

/// A form of strings: as a value, or as the names of entries.
pub(crate) trait TextType {
    /// The meaning of a string of this form.
    type Meaning: PartialEq;

    const TEXT: TextForm;

    /// Returns what the string means, or reports why it means nothing.
    fn check(text: &Text, diagnostics: &mut Diagnostics) -> Option<Self::Meaning>;
}

impl<T: TextType> Type for T {
    type Read = Spanned<T::Meaning>;
    const FORM: Form = Form::Text(&T::TEXT);

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Self::Read> {
        let text = read_text(value, &Self::FORM, diagnostics)?;
        Some(Spanned { value: T::check(&text, diagnostics)?, span: text.span })
    }
}

/// At least one number with its unit, and a space between two of them.
const DURATION: &str = concat!(
    "^(?=[0-9])",
    "([0-9]+d( (?=[0-9])|$))?",
    "([0-9]+h( (?=[0-9])|$))?",
    "([0-9]+m( (?=[0-9])|$))?",
    "([0-9]+s( (?=[0-9])|$))?",
    "([0-9]+ms( (?=[0-9])|$))?$",
);

/// Steps joined by dots: a key or `*` with filters behind it, or filters alone.
const PATH: &str = concat!(
    "^(\\.|",
    r"(([A-Za-z0-9_@$-]+|'[^']*'|\*)(\[[^\[\]]*\])*|(\[[^\[\]]*\])+)",
    r"(\.(([A-Za-z0-9_@$-]+|'[^']*'|\*)(\[[^\[\]]*\])*|(\[[^\[\]]*\])+)){0,7}",
    ")$",
);

/// Declares forms of strings: the name of the form, its pattern, its longest string, an example and its meaning.
macro_rules! texts {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident: $words:literal, $pattern:expr, $longest:expr, $example:literal => $meaning:ty, $check:expr;
    )+) => {$(
        $(#[doc = $doc])+
        pub(crate) enum $name {}

        impl TextType for $name {
            type Meaning = $meaning;

            const TEXT: TextForm = TextForm {
                name: $words,
                doc: concat!($($doc),+).trim_ascii(),
                pattern: $pattern,
                longest: $longest,
                example: $example,
                same: same::<Self>,
            };

            fn check(text: &Text, diagnostics: &mut Diagnostics) -> Option<$meaning> {
                $check(text, diagnostics)
            }
        }
    )+};
}

texts! {
    /// Text for people, which must not be empty. White space is folded.
    Prose: "text", r"\S", None, "\"…\"" => String, check_prose;
    /// Text that is compared with what the API sends, or shown as such, exactly as it is. It is not empty and holds no
    /// control characters.
    Exact: "exact text", r"^[^\x00-\x1f\x7f-\x9f]+$", None, "\"…\"" => String, check_exact;
    /// A link, which starts with `https://` and a host.
    Link: "link", r"^https://[0-9A-Za-z][!#-&*-;=?-Z\\^_a-z{-~]*$", None, "\"https://…\"" => String, check_link;
    /// An identifier of Rust.
    Identifier: "identifier", "^[A-Za-z_][A-Za-z0-9_]*$", None, "\"LimitReached\"" => String, keep;
    /// The name of an HTTP header.
    HeaderName: "header name", r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", None, "\"X-RateLimit-Type\"" =>
        String, check_header_name;
    /// A piece of the value of a header, in printable ASCII.
    HeaderText: "text of a header", "^[ -~]+$", None, "\"error=\"" => String, check_header_text;
    /// The value of a header, in printable ASCII and without a space at either end.
    HeaderValue: "value of a header", "^[!-~]([ -~]*[!-~])?$", None, "\"false\"" => String, check_header_value;
    /// Whole numbers with their units out of d, h, m, s and ms, the greatest first, such as `500ms` or `1m 30s`. At most
    /// 10 years.
    Wait: "duration", DURATION, None, "\"500ms\"" => Duration, check_duration;
    /// A label as on the wire, in the `label_format` of the catalogue: SCREAMING_SNAKE_CASE unless given. At most 255 bytes.
    LabelName: "label", r"^[^\x00-\x1f\x7f-\x9f]+$", Some(MAX_LABEL), "\"LIMIT_REACHED\"" => String, keep;
    /// The place of a value in a JSON object: keys joined by dots, such as `error.code`. `*` is every member, `[]` every item of
    /// a list, `[key]` each object or item that has the key, neither null nor blank, `[key=a,b]` each in which it is one of
    /// these, and `[key!=a]` each in which it is not, so `errors[].code` is the code of every error. `.` is the object itself.
    /// There is no index and no `$`. Keys of digits alone, and those that hold other characters than letters, digits, `_`,
    /// `-`, `@` and `$`, are quoted: `'a.b'`. At most 8 steps.
    PathText: "path", PATH, None, "\"error.code\"" => Path, check_path;
    /// A link, in which `{label}` stands for the label.
    LinkPattern: "link with `{label}`", r"^(?=.*\{label\})https://[0-9A-Za-z][!#-&*-;=?-Z\\^_a-z{-~]*$", None, "\"https://…/{label}\"" =>
        String, check_link_pattern;
    /// A name of the catalogue's own: snake_case in ASCII, at most 64 bytes.
    KeyName: "name", "^[a-z][a-z0-9]*(_[a-z0-9]+)*$", Some(MAX_NAME), "\"…\"" => String, keep;
    /// A status from 400 to 599, or one of the classes `4xx` and `5xx`; with `errors_in_2xx` also from 200 to 299, or `2xx`.
    StatusName: "status or class", "^([245][0-9][0-9]|[245]xx)$", None, "\"5xx\"" => String, keep;
}

/// Returns whether two strings of a form mean the same; of those that mean nothing, whether they are equal.
fn same<T: TextType>(one: &str, other: &str) -> bool {
    let meaning = |text: &str| {
        let text = Spanned { value: text.to_owned(), span: 0..text.len() };
        T::check(&text, &mut Diagnostics::default())
    };
    match (meaning(one), meaning(other)) {
        (Some(one), Some(other)) => one == other,
        (_, _) => one == other,
    }
}

/// Keeps a string whose meaning depends on what else there is.
#[allow(clippy::unnecessary_wraps, reason = "the forms of strings that can be wrong give an option")]
fn keep(text: &Text, _: &mut Diagnostics) -> Option<String> {
    Some(text.value.clone())
}

fn read_text(value: Value<'_>, form: &Form, diagnostics: &mut Diagnostics) -> Option<Text> {
    let DeValue::String(text) = value.get_ref() else {
        diagnostics.push(wrong_type(value, form));
        return None;
    };
    Some(Spanned { value: text.to_string(), span: value.span() })
}

/// A section that others refer to.
pub(crate) trait Section {
    const KEY: &'static str;
    const NAMES: TextForm;
}

macro_rules! sections {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal of $names:ident;)+) => {$(
        $(#[doc = $doc])+
        pub(crate) enum $name {}

        impl Section for $name {
            const KEY: &'static str = $key;
            const NAMES: TextForm = $names::TEXT;
        }
    )+};
}

sections! {
    /// `[faults]`.
    Faults = "faults" of KeyName;
    /// `[categories]`.
    Categories = "categories" of KeyName;
    /// `[remedies]`.
    Remedies = "remedies" of KeyName;
    /// `[retry]`.
    Policies = "retry" of KeyName;
    /// `[errors]`.
    Labels = "errors" of LabelName;
}

/// The name of an entry of a section.
pub(crate) struct NameIn<S>(PhantomData<S>);

impl<S: Section> Type for NameIn<S> {
    type Read = Text;
    const FORM: Form = Form::Reference { section: S::KEY, names: &S::NAMES };

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Text> {
        read_text(value, &Self::FORM, diagnostics)
    }
}

/// A vocabulary, with the words for one of its words in a message.
pub(crate) trait Words: Vocabulary {
    const A_WORD: &'static str;
}

impl Words for LabelFormat {
    const A_WORD: &'static str = "a label format";
}

impl Words for HintKind {
    const A_WORD: &'static str = "a type of hint";
}

impl Words for Effect {
    const A_WORD: &'static str = "an effect";
}

impl Words for Outcome {
    const A_WORD: &'static str = "an outcome";
}

impl Words for StrategyKind {
    const A_WORD: &'static str = "a strategy";
}

impl Words for ParamKind {
    const A_WORD: &'static str = "a type of param";
}

/// A word of a vocabulary.
pub(crate) struct OneOf<V>(PhantomData<V>);

impl<V: Words> Type for OneOf<V> {
    type Read = Spanned<V>;
    const FORM: Form = Form::Words(Word::all::<V>);

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Spanned<V>> {
        read_word(value, &Self::FORM, V::A_WORD, V::ALL, diagnostics)
    }
}

/// The effects that a limit may state: what it refused, it did not apply.
pub(crate) enum LimitEffect {}

const LIMIT_EFFECTS: &[Effect] = &[Effect::None, Effect::Unknown];

impl Type for LimitEffect {
    type Read = Spanned<Effect>;
    const FORM: Form = Form::Words(|| LIMIT_EFFECTS.iter().copied().map(Word::of).collect());

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Spanned<Effect>> {
        read_word(value, &Self::FORM, "the effect of a limit", LIMIT_EFFECTS, diagnostics)
    }
}

fn read_word<V: Vocabulary>(
    value: Value<'_>,
    form: &Form,
    a_word: &str,
    words: &[V],
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<V>> {
    let text = read_text(value, form, diagnostics)?;
    let mut names = Vec::new();
    for word in words {
        if word.as_str() == text.value {
            return Some(Spanned { value: *word, span: text.span });
        }
        names.push(word.as_str());
    }
    diagnostics.push(unknown_word(&text, a_word, &names));
    None
}

impl Type for bool {
    type Read = Spanned<Self>;
    const FORM: Form = Form::Boolean;

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Spanned<Self>> {
        let Some(flag) = value.get_ref().as_bool() else {
            diagnostics.push(wrong_type(value, &Self::FORM));
            return None;
        };
        Some(Spanned { value: flag, span: value.span() })
    }
}

/// `false`, where there is nothing to give.
pub(crate) enum False {}

impl Type for False {
    type Read = ();
    const FORM: Form = Form::False;

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<()> {
        let is_false = value.get_ref().as_bool() == Some(false);
        if !is_false {
            let message = "only `false` can be here, where there is nothing to give";
            diagnostics
                .push(Diagnostic::new(Rule::WrongType, value.span(), message).note("help: write `false`"));
        }
        is_false.then_some(())
    }
}

/// A status of an error. Those from 200 to 299 need `errors_in_2xx`, which the check compares.
pub(crate) enum Status {}

impl Type for Status {
    type Read = Spanned<u16>;
    const FORM: Form = Form::Integer { least: 200, most: 599, example: 400 };

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Spanned<u16>> {
        let number = read_integer(value, &Self::FORM, diagnostics)?;
        Some(Spanned { value: check_status(&number, diagnostics)?, span: number.span })
    }
}

/// A number of requests.
pub(crate) enum Attempts {}

impl Type for Attempts {
    type Read = Spanned<u32>;
    const FORM: Form = Form::Integer { least: 1, most: MAX_ATTEMPTS, example: 5 };

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Spanned<u32>> {
        let number = read_integer(value, &Self::FORM, diagnostics)?;
        Some(Spanned { value: check_attempts(&number, MAX_ATTEMPTS, diagnostics)?, span: number.span })
    }
}

/// Reads a whole number in any notation.
fn read_integer(value: Value<'_>, form: &Form, diagnostics: &mut Diagnostics) -> Option<Spanned<i64>> {
    let DeValue::Integer(integer) = value.get_ref() else {
        diagnostics.push(wrong_type(value, form));
        return None;
    };
    // What does not fit is out of every range that is asked for.
    let number = i64::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(i64::MAX);
    Some(Spanned { value: number, span: value.span() })
}

/// The number that a wait is multiplied by.
pub(crate) enum Multiplier {}

impl Type for Multiplier {
    type Read = Spanned<Factor>;
    const FORM: Form = Form::Number { least: 1, most: 100 };

    /// Reads the number from its own spelling, so that nothing is rounded before it is checked.
    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Spanned<Factor>> {
        let digits = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => {
                diagnostics.push(wrong_type(value, &Self::FORM));
                return None;
            }
        };
        let text = Spanned { value: digits.to_owned(), span: value.span() };
        Some(Spanned { value: check_factor(&text, diagnostics)?, span: text.span })
    }
}

/// A type of lists.
pub(crate) trait ListType: Type {
    const ITEM: &'static Form;
    const REPEATS: Repeats;
}

/// A list whose items may be equal.
pub(crate) struct List<T>(PhantomData<T>);

impl<T: Type> ListType for List<T> {
    const ITEM: &'static Form = &T::FORM;
    const REPEATS: Repeats = Repeats::Maybe;
}

impl<T: Type> Type for List<T> {
    type Read = Spanned<Vec<T::Read>>;
    const FORM: Form = Form::List { of: Self::ITEM, least: 0, repeats: Self::REPEATS };

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Self::Read> {
        read_items::<T>(value, &Self::FORM, diagnostics)
    }
}

fn read_items<T: Type>(
    value: Value<'_>,
    form: &Form,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Vec<T::Read>>> {
    let Some(items) = value.get_ref().as_array() else {
        diagnostics.push(wrong_type(value, form));
        return None;
    };
    let mut read = Vec::new();
    for item in items {
        read.extend(T::read(item, &item.span(), diagnostics));
    }
    Some(Spanned { value: read, span: value.span() })
}

/// A list in which each item is given once.
pub(crate) struct Set<T>(PhantomData<T>);

impl<T: Type<Read = Spanned<V>>, V: Display + PartialEq> ListType for Set<T> {
    const ITEM: &'static Form = &T::FORM;
    const REPEATS: Repeats = Repeats::Never;
}

impl<T: Type<Read = Spanned<V>>, V: Display + PartialEq> Type for Set<T> {
    type Read = Spanned<Vec<T::Read>>;
    const FORM: Form = Form::List { of: Self::ITEM, least: 0, repeats: Self::REPEATS };

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Self::Read> {
        let all = read_items::<T>(value, &Self::FORM, diagnostics)?;
        let mut items: Vec<Spanned<V>> = Vec::new();
        for item in all.value {
            match items.iter().find(|first| first.value == item.value) {
                Some(first) => diagnostics.push(repeated(&item, first)),
                None => items.push(item),
            }
        }
        Some(Spanned { value: items, span: all.span })
    }
}

/// A table whose keys are names of the catalogue's own.
pub(crate) struct Entries<N, T, const LEAST: usize = 0>(PhantomData<(N, T)>);

impl<N: TextType, T: Type, const LEAST: usize> Type for Entries<N, T, LEAST> {
    type Read = Spanned<Vec<Named<T::Read>>>;
    const FORM: Form = Form::Entries { names: &N::TEXT, of: &T::FORM, least: LEAST };

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Self::Read> {
        let table = read_table(value, &Self::FORM, diagnostics)?;
        Some(Spanned { value: read_entries::<T>(table, diagnostics), span: value.span() })
    }
}

/// The sections of another catalogue, as far as a file sees them differently. `merge` takes them into the catalogue: in one
/// that extends none there is nothing to read.
pub(crate) enum Overrides {}

impl Type for Overrides {
    type Read = Spanned<()>;
    const FORM: Form = Form::Overrides;

    fn read(value: Value<'_>, _: &Span, diagnostics: &mut Diagnostics) -> Option<Spanned<()>> {
        read_table(value, &Self::FORM, diagnostics).map(|_| Spanned { value: (), span: value.span() })
    }
}
