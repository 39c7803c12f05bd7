//! Macros as guests of modules that take every name for themselves.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

/// Defines macros that nothing may call.
macro_rules! in_the_way {
    ($($name:ident)*) => {
        $(macro_rules! $name { () => { ::core::compile_error!("another macro"); }; })*
    };
}

/// A catalogue and its handlers in a module where no name means what it usually does.
macro_rules! hostile {
    ($module:ident, $catalogue:literal, $error:ident) => {
        mod $module {
            #![no_implicit_prelude]
            #![allow(dead_code, unused_macros, non_camel_case_types, reason = "names that are only in the way")]

            mod core {}
            mod std {}
            mod alloc {}
            mod edges_errors {}
            mod serde {}
            struct Option;
            struct Some;
            struct None;
            struct Result;
            struct Ok;
            struct Err;
            struct String;
            struct Vec;
            struct Box;
            struct Label;
            struct Key;
            struct Policy;
            struct Params;
            struct Headers;
            struct ApiError;
            struct bool;
            struct str;
            struct u8;
            struct u16;
            struct u32;
            struct u64;
            struct usize;
            struct i64;
            struct f64;
            trait Clone {}
            trait Copy {}
            trait Default {}
            trait Debug {}
            trait From {}
            trait TryFrom {}
            trait FromStr {}
            trait Iterator {}
            trait Details {}
            trait EdgesErrorHandler {}
            trait AsyncEdgesErrorHandler {}
            fn call_method() {}
            in_the_way! {
                matches assert panic write format vec concat include_str include_bytes file line stringify
                if_json if_editor impl_key impl_label impl_base impl_payload describe source expand_handler catalogue
                __if_json __if_editor __impl_key __impl_label __impl_base __impl_payload __impl_text
            }

            ::edges_errors::catalogue!($catalogue);

            #[derive(::edges_errors::EdgesErrorHandler)]
            #[edges(catalogue = self, _ if status(404 | 409) => first, unknown => first, _ => .rest)]
            pub(super) struct Handler<'a, T: ?::core::marker::Sized, const N: ::core::primitive::usize>
            where
                T: ::core::marker::Send,
            {
                rest: Rest,
                kept: &'a T,
            }

            impl<T: ?::core::marker::Sized + ::core::marker::Send, const N: ::core::primitive::usize> Handler<'_, T, N> {
                fn first(&self, _: &$error) {
                    let _ = N;
                }
            }

            #[derive(::edges_errors::EdgesErrorHandler)]
            #[edges(catalogue = self, _ => r#match)]
            struct Rest;

            impl Rest {
                fn r#match(&self, _: &$error) {}
            }

            #[derive(::edges_errors::EdgesErrorHandler)]
            #[edges(
                catalogue = self, on = decision, output = ::core::primitive::u8,
                action(retry | defer | r#await) => one, stop(unlisted) if status(503) => one, _ => one
            )]
            struct Decided;

            impl Decided {
                fn one(&self, _: &::edges_errors::retry::Decision<ErrorLabel>) -> ::core::primitive::u8 {
                    1
                }
            }

            #[derive(::edges_errors::EdgesErrorHandler)]
            #[edges(catalogue = self, async, unknown => first, _ => first)]
            struct Waiting;

            impl Waiting {
                async fn first(&self, _: &$error) {}
            }

            pub(super) fn handle() {
                use ::core::iter::Iterator as _;
                for label in ErrorLabel::ALL_INCLUDING_REMOVED.iter().copied() {
                    let error = label.sample();
                    ::edges_errors::EdgesErrorHandler::handle(&Handler::<_, 3> { rest: Rest, kept: "kept" }, &error);
                    ::std::assert_eq!(error.label(), ::core::option::Option::Some(label));
                    ::std::assert_eq!(ErrorLabel::from_name(label.as_str()), ::core::option::Option::Some(label));
                }
            }
        }
    };
}

hostile!(details, "../catalogues/details.toml", CloudError);
hostile!(headers, "../catalogues/headers.toml", TablesError);
hostile!(kinds, "../catalogues/kinds.toml", BankError);
hostile!(numbers, "../catalogues/numbers.toml", PhoneError);
hostile!(small, "../catalogues/small.toml", ShopError);
hostile!(success, "../catalogues/success.toml", ChatError);

#[test]
fn no_name_of_the_module_is_in_the_way() {
    details::handle();
    headers::handle();
    kinds::handle();
    numbers::handle();
    small::handle();
    success::handle();
}

/// An extension where no name means what it usually does.
mod extension {
    #![no_implicit_prelude]
    #![allow(dead_code, non_camel_case_types, reason = "names that are only in the way")]

    mod edges_errors {}
    struct Option;
    struct Result;
    struct str;
    struct usize;
    trait From {}
    trait TryFrom {}

    ::edges_errors::catalogue! { extends = ::edges_errors, inline = r#"
        catalogue = { name = "Ours", extends = "Edges" }

        [errors.LK_BAD_COOKIE]
        statuses = [424]
        category = "linkedin"
        retry    = "manual"
        remedy   = "refresh_identity"
        doc      = "The session of the identity has ended."
    "# }

    #[derive(::edges_errors::EdgesErrorHandler)]
    #[edges(
        catalogue = self, output = ::core::primitive::u8,
        LK_BAD_COOKIE => r#type, LIMIT_REACHED(limit) => limited, _ => r#type,
    )]
    pub(super) struct Handler;

    impl Handler {
        fn r#type(&self, _: &EdgesError) -> ::core::primitive::u8 {
            1
        }
        fn limited(&self, _: &EdgesError, _: details::LimitReached) -> ::core::primitive::u8 {
            2
        }
    }
}

#[test]
fn an_extension_is_a_guest_as_well() {
    use edges_errors::EdgesErrorHandler as _;
    use extension::{ErrorLabel, Handler};
    let handle = |label: ErrorLabel| Handler.handle(&label.sample());
    assert_eq!([ErrorLabel::LkBadCookie, ErrorLabel::LimitReached].map(handle), [1, 2]);
}

/// Writes a handler out of parts that are given to a macro.
macro_rules! handler {
    ($name:ident<$life:lifetime>, $catalogue:path, $output:ty, $label:ident | $text:literal if $status:literal => $method:ident, $field:tt) => {
        #[derive(edges_errors::EdgesErrorHandler)]
        #[edges(
            catalogue = $catalogue, output = $output,
            $label | $text if status($status) && scope(input | param) => $method, $label => $method, _ => .$field,
        )]
        struct $name<$life> {
            $field: Rest,
            kept: &$life str,
        }
    };
}

handler!(Written<'a>, edges_errors, Vec<(u8, &'static str)>, LIMIT_REACHED | "NEW" if 424 => first, rest);

impl Written<'_> {
    fn first(&self, _: &edges_errors::EdgesError) -> Vec<(u8, &'static str)> {
        vec![(self.kept.len() as u8, "first")]
    }
}

struct Rest;

impl edges_errors::EdgesErrorHandler for Rest {
    type Output = Vec<(u8, &'static str)>;

    fn handle(&self, _: &edges_errors::EdgesError) -> Self::Output {
        Vec::new()
    }
}

#[test]
fn a_macro_may_write_a_handler() {
    use edges_errors::EdgesErrorHandler as _;
    let handler = Written { rest: Rest, kept: "kept" };
    assert_eq!(handler.handle(&edges_errors::ErrorLabel::LimitReached.sample()), [(4, "first")]);
    assert!(handler.handle(&edges_errors::ErrorLabel::BadInput.sample()).is_empty());
}

/// Labels and keys that are keywords, or words of the rules.
mod words {
    edges_errors::catalogue! { inline = r#"
        catalogue = { name = "Words" }
        envelope  = { label = "code", label_format = "snake_case" }
        remedies  = { try = { doc = "Try." }, remedy = { doc = "A remedy." } }
        scopes    = { in = { doc = "In." }, scope = { doc = "A scope." } }

        [categories.category]
        fault = "caller"

        [categories.type]
        fault = "caller"

        [errors.type]
        statuses = [400]
        category = "category"
        retry    = "never"
        remedy   = "try"
        doc      = "A keyword."

        [errors.category]
        statuses = [401]
        category = "type"
        retry    = "never"
        remedy   = "remedy"
        doc      = "A word of the rules."

        [errors.category.params]
        fn = { type = "string", doc = "A keyword." }

        [errors.output]
        statuses = [402]
        category = "category"
        retry    = "never"
        remedy   = "try"
        doc      = "An option."

        [errors.unknown]
        rust_name = "Nobody"
        statuses = [403]
        category = "category"
        retry    = "never"
        remedy   = "try"
        doc      = "A selector."
    "# }

    #[derive(edges_errors::EdgesErrorHandler)]
    #[edges(
        catalogue = self, output = u8,
        type => r#type, output if scope(r#in | scope) => output, output => output, Nobody => unknown,
        category(r#type) => category, unknown => r#type,
    )]
    pub(super) struct Handler;

    impl Handler {
        fn r#type(&self, _: &WordsError) -> u8 {
            1
        }
        fn output(&self, _: &WordsError) -> u8 {
            2
        }
        fn unknown(&self, _: &WordsError) -> u8 {
            3
        }
        fn category(&self, _: &WordsError) -> u8 {
            4
        }
    }
}

#[test]
fn labels_may_be_keywords_and_words_of_the_rules() {
    use edges_errors::EdgesErrorHandler as _;
    use words::{ErrorLabel, Handler};
    let handle = |label: ErrorLabel| Handler.handle(&label.sample());
    let labels = [ErrorLabel::Type, ErrorLabel::Output, ErrorLabel::Nobody, ErrorLabel::Category];
    assert_eq!(labels.map(handle), [1, 2, 3, 4]);
}
