//! The declaration of tables: the macros of `tables.rs`, and the items that they provide for each table.

use super::description::{Form, Table};
use super::fields::{Fields, read_table};
use super::value::Value;
use crate::diagnostic::Diagnostics;
use crate::source::{Span, Spanned};

/// A table with known keys, as [`table!`] declares it.
pub(crate) trait Entry: Sized {
    /// The keys of its own and those that it shares.
    const TABLE: Table;

    /// Reads the keys.
    fn read_keys(fields: &mut Fields<'_, '_>) -> Self;
}

/// Reads a table that knows its keys.
pub(super) fn read_entry<T: Entry>(
    value: Value<'_>,
    place: &Span,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<T>> {
    let table = read_table(value, &Form::Table(&T::TABLE), diagnostics)?;
    let mut fields = Fields::new(table, place, diagnostics);
    let entry = T::read_keys(&mut fields);
    fields.finish();
    Some(Spanned { value: entry, span: value.span() })
}

/// A key without the prefix of a raw identifier.
pub(super) const fn key_name(identifier: &'static str) -> &'static str {
    match identifier.as_bytes() {
        [b'r', b'#', ..] => identifier.split_at(2).1,
        _ => identifier,
    }
}

/// The description of one key.
macro_rules! key {
    ([$($doc:literal)+] [$($default:literal)?] $key:ident $presence:ident $type:ty, $($example:tt)?) => {
        $crate::language::description::Key {
            name: $crate::language::declare::key_name(stringify!($key)),
            doc: concat!($($doc),+).trim_ascii(),
            presence: presence!($presence $($default)?),
            form: <$type as $crate::language::value::Type>::FORM,
            example: example!($($example)?),
        }
    };
}

macro_rules! presence {
    (required) => {
        $crate::language::description::Presence::Required
    };
    (optional) => {
        $crate::language::description::Presence::Optional
    };
    (optional $default:literal) => {
        $crate::language::description::Presence::Default(stringify!($default))
    };
}

/// The type of a field: a required value is missing or wrong where there is none, and both have been reported.
macro_rules! field {
    (required $type:ty) => {
        Option<<$type as $crate::language::value::Type>::Read>
    };
    (optional $type:ty) => {
        $crate::source::Given<<$type as $crate::language::value::Type>::Read>
    };
}

macro_rules! example {
    () => {
        None
    };
    ($example:tt) => {
        Some(stringify!($example))
    };
}

/// Declares a table: the struct that is read, its reader and its description.
///
/// A key is written `name: required Type = example`, or `optional`, with its documentation above it. `..field: Table` at
/// the beginning takes in the keys of another table.
macro_rules! table {
    (
        $(#[doc = $doc:literal])+
        $name:ident {
            $(..$shared:ident: $shared_table:ident,)?
            $(
                $(#[doc = $key_doc:literal])+
                $(#[default($default:literal)])?
                $key:ident: $presence:ident $type:ty $(= $example:tt)?,
            )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(crate) struct $name {
            $(pub(crate) $shared: $shared_table,)?
            $(
                $(#[doc = $key_doc])+
                pub(crate) $key: field!($presence $type),
            )+
        }

        impl $name {
            pub(super) const KEYS: &'static [$crate::language::description::Key] =
                &[$(key!([$($key_doc)+] [$($default)?] $key $presence $type, $($example)?)),+];
        }

        impl $crate::language::declare::Entry for $name {
            const TABLE: $crate::language::description::Table = $crate::language::description::Table {
                doc: concat!($($doc),+).trim_ascii(),
                groups: &[$($shared_table::KEYS,)? Self::KEYS],
            };

            fn read_keys(fields: &mut $crate::language::fields::Fields<'_, '_>) -> Self {
                Self {
                    $($shared: <$shared_table as $crate::language::declare::Entry>::read_keys(fields),)?
                    $($key: fields.$presence::<$type>(
                        const { &key!([$($key_doc)+] [$($default)?] $key $presence $type, $($example)?) },
                    ),)+
                }
            }
        }

        impl $crate::language::value::Type for $name {
            type Read = $crate::source::Spanned<Self>;
            const FORM: $crate::language::description::Form = $crate::language::description::Form::Table(
                &<Self as $crate::language::declare::Entry>::TABLE,
            );

            fn read(
                value: $crate::language::value::Value<'_>,
                place: &$crate::source::Span,
                diagnostics: &mut $crate::diagnostic::Diagnostics,
            ) -> Option<$crate::source::Spanned<Self>> {
                $crate::language::declare::read_entry(value, place, diagnostics)
            }
        }
    };
}

/// Declares a table that says by a word which further keys it has: each word takes its own and no others.
///
/// The words are those of a vocabulary, so that a word which is added there has to be declared here.
macro_rules! tagged_table {
    (
        $(#[doc = $doc:literal])+
        $name:ident {
            $(#[doc = $tag_doc:literal])+
            $tag:ident: $vocabulary:ident as $variants:ident {
                $($word:ident {
                    $(
                        $(#[doc = $own_doc:literal])+
                        $(#[default($own_default:literal)])?
                        $own:ident: $own_presence:ident $own_type:ty $(= $own_example:tt)?,
                    )*
                })+
            }
            $(
                $(#[doc = $key_doc:literal])+
                $key:ident: $presence:ident $type:ty $(= $example:tt)?,
            )*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(crate) struct $name {
            $(#[doc = $tag_doc])+
            pub(crate) $tag: Option<$variants>,
            $(
                $(#[doc = $key_doc])+
                pub(crate) $key: field!($presence $type),
            )*
        }

        $(#[doc = $tag_doc])+
        #[derive(Debug)]
        pub(crate) enum $variants {
            $($word { $(
                $(#[doc = $own_doc])+
                $own: field!($own_presence $own_type),
            )* },)+
        }

        impl $name {
            const SHARED: &'static [$crate::language::description::Key] =
                &[$(key!([$($key_doc)+] [] $key $presence $type, $($example)?)),*];
        }

        impl $crate::language::value::Type for $name {
            type Read = $crate::source::Spanned<Self>;

            const FORM: $crate::language::description::Form = $crate::language::description::Form::Either(&[$(
                $crate::language::description::Form::Table(&$crate::language::description::Table {
                    doc: $vocabulary::$word.doc(),
                    groups: &[
                        &[$crate::language::description::Key {
                            name: stringify!($tag),
                            doc: $vocabulary::$word.doc(),
                            presence: $crate::language::description::Presence::Required,
                            form: $crate::language::description::Form::Words(
                                || vec![$crate::language::description::Word::of($vocabulary::$word)],
                            ),
                            example: None,
                        }],
                        &[$(key!(
                            [$($own_doc)+] [$($own_default)?] $own $own_presence $own_type, $($own_example)?
                        )),*],
                        Self::SHARED,
                    ],
                }),
            )+]);

            fn read(
                value: $crate::language::value::Value<'_>,
                place: &$crate::source::Span,
                diagnostics: &mut $crate::diagnostic::Diagnostics,
            ) -> Option<$crate::source::Spanned<Self>> {
                use $crate::language::fields::{Fields, read_table};

                let mut fields = Fields::new(read_table(value, &Self::FORM, diagnostics)?, place, diagnostics);
                let word = fields.required::<$crate::language::types::OneOf<$vocabulary>>(
                    const { &key!([$($tag_doc)+] [] $tag required $crate::language::types::OneOf<$vocabulary>,) },
                );
                let $tag = match word.map(|word| word.value) {
                    $(Some($vocabulary::$word) => Some($variants::$word { $(
                        $own: fields.$own_presence::<$own_type>(const {
                            &key!([$($own_doc)+] [$($own_default)?] $own $own_presence $own_type, $($own_example)?)
                        }),
                    )* }),)+
                    // Any of the keys may be meant.
                    None => {
                        $($(fields.optional::<$own_type>(const {
                            &key!([$($own_doc)+] [$($own_default)?] $own $own_presence $own_type, $($own_example)?)
                        });)*)+
                        None
                    }
                };
                $(let $key = fields.$presence::<$type>(
                    const { &key!([$($key_doc)+] [] $key $presence $type, $($example)?) },
                );)*
                fields.finish();
                Some($crate::source::Spanned { value: Self { $tag, $($key,)* }, span: value.span() })
            }
        }
    };
}

/// Declares types of lists that must not be empty: the list, and what is said of an empty one.
macro_rules! filled {
    ($($(#[doc = $doc:literal])+ $name:ident: $list:ty, $rule:ident, $message:literal, $note:literal;)+) => {$(
        $(#[doc = $doc])+
        pub(crate) enum $name {}

        impl $crate::language::value::Type for $name {
            type Read = <$list as $crate::language::value::Type>::Read;

            const FORM: $crate::language::description::Form = $crate::language::description::Form::List {
                of: <$list as $crate::language::types::ListType>::ITEM,
                least: 1,
                repeats: <$list as $crate::language::types::ListType>::REPEATS,
            };

            fn read(
                value: $crate::language::value::Value<'_>,
                place: &$crate::source::Span,
                diagnostics: &mut $crate::diagnostic::Diagnostics,
            ) -> Option<Self::Read> {
                if value.get_ref().as_array().is_some_and(|items| items.is_empty()) {
                    let rule = $crate::diagnostic::Rule::$rule;
                    let diagnostic = $crate::diagnostic::Diagnostic::new(rule, value.span(), $message);
                    diagnostics.push(diagnostic.note($note));
                    return None;
                }
                <$list as $crate::language::value::Type>::read(value, place, diagnostics)
            }
        }
    )+};
}

/// Declares a value that has one of several forms, each of another type of TOML.
macro_rules! either {
    ($(#[doc = $doc:literal])+ $name:ident { $($variant:ident($type:ty),)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(crate) enum $name { $($variant(<$type as $crate::language::value::Type>::Read),)+ }

        impl $crate::language::value::Type for $name {
            type Read = Self;

            const FORM: $crate::language::description::Form = $crate::language::description::Form::Either(
                &[$(<$type as $crate::language::value::Type>::FORM),+],
            );

            fn read(
                value: $crate::language::value::Value<'_>,
                place: &$crate::source::Span,
                diagnostics: &mut $crate::diagnostic::Diagnostics,
            ) -> Option<Self> {
                $(if <$type as $crate::language::value::Type>::FORM.accepts(value.get_ref()) {
                    let read = <$type as $crate::language::value::Type>::read(value, place, diagnostics);
                    return read.map(Self::$variant);
                })+
                diagnostics.push($crate::language::fields::wrong_type(value, &Self::FORM));
                None
            }
        }
    };
}

/// Declares a table that has exactly one of its keys, each perhaps with further keys, and what is said of one that has more or
/// none.
macro_rules! exclusive_table {
    (
        $(#[doc = $doc:literal])+
        #[otherwise($rule:ident, $message:literal)]
        $name:ident {
            $(
                $(#[doc = $key_doc:literal])+
                $key:ident: $type:ty as $variant:ident = $example:tt {
                    $($(#[doc = $own_doc:literal])+ $own:ident: $own_type:ty = $own_example:tt,)*
                }
            )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(crate) enum $name {
            $($(#[doc = $key_doc])+ $variant {
                $key: <$type as $crate::language::value::Type>::Read,
                $($(#[doc = $own_doc])+ $own: field!(optional $own_type),)*
            },)+
        }

        impl $crate::language::value::Type for $name {
            type Read = $crate::source::Spanned<Self>;

            const FORM: $crate::language::description::Form = $crate::language::description::Form::Either(&[$(
                $crate::language::description::Form::Table(&$crate::language::description::Table {
                    doc: concat!($($key_doc),+).trim_ascii(),
                    groups: &[&[
                        key!([$($key_doc)+] [] $key required $type, $example),
                        $(key!([$($own_doc)+] [] $own optional $own_type, $own_example),)*
                    ]],
                }),
            )+]);

            fn read(
                value: $crate::language::value::Value<'_>,
                place: &$crate::source::Span,
                diagnostics: &mut $crate::diagnostic::Diagnostics,
            ) -> Option<$crate::source::Spanned<Self>> {
                use $crate::language::fields::{Fields, read_table};

                let table = read_table(value, &Self::FORM, diagnostics)?;
                let given = [$(stringify!($key)),+].into_iter().filter(|key| table.contains_key(*key)).count();
                if given > 1 || table.is_empty() {
                    let forms = [$(concat!("`{ ", stringify!($key), " = ", stringify!($example), " }`")),+];
                    let rule = $crate::diagnostic::Rule::$rule;
                    let diagnostic = $crate::diagnostic::Diagnostic::new(rule, value.span(), $message);
                    diagnostics.push(diagnostic.note(forms.join(" or ")));
                    return None;
                }
                let mut fields = Fields::new(table, place, diagnostics);
                let mut read = None;
                $(
                    let $key = fields.optional::<$type>(
                        const { &key!([$($key_doc)+] [] $key required $type, $example) },
                    );
                    // Where there is none, any of the keys may be meant.
                    if given == 0 || !$key.is_absent() {
                        $(let $own = fields.optional::<$own_type>(
                            const { &key!([$($own_doc)+] [] $own optional $own_type, $own_example) },
                        );)*
                        read = read.or($key.into_right().map(|$key| Self::$variant { $key, $($own,)* }));
                    }
                )+
                fields.finish();
                Some($crate::source::Spanned { value: read?, span: value.span() })
            }
        }
    };
}
