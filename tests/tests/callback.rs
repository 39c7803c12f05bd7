//! Rules over catalogues: wherever the catalogue and the derive are, in whatever order, and under whatever name.

use edges_errors::{EdgesErrorHandler, ErrorLabel};

/// A handler of one catalogue whose rules name one label.
macro_rules! handler {
    ($name:ident, $catalogue:path, $error:path, $label:ident) => {
        #[derive(edges_errors::EdgesErrorHandler)]
        #[edges(catalogue = $catalogue, output = bool, $label => named, unknown => other)]
        struct $name;

        impl $name {
            fn named(&self, _: &$error) -> bool {
                true
            }

            fn other(&self, _: &$error) -> bool {
                false
            }
        }
    };
}

/// The smallest catalogue, which has one label, at one place however often it is written.
macro_rules! made {
    () => {
        edges_errors::catalogue!("../catalogues/smallest.toml");
    };
}

// A use before the catalogue is written, and a catalogue in a private module.
handler!(Private, private, private::PrivateError, ONE);

mod private {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Private"
        error = "PrivateError"
        revision = "1"
        reference = "https://private.example"
        [envelope]
        label = "error_label"
        [categories.any]
        fault = "caller"
        doc = "Any."
        [remedies.wait]
        doc = "Wait."
        [errors.ONE]
        statuses = [400]
        category = "any"
        retry = { strategy = "fixed", delay = "1s" }
        remedy = "wait"
        doc = "One."
    "# }

    pub(crate) mod inner {
        use edges_errors::EdgesErrorHandler as _;

        // A second catalogue in one crate, and one that is named from a module above.
        edges_errors::catalogue! { inline = r#"
            [catalogue]
            name = "Inner"
            error = "InnerError"
            revision = "1"
            reference = "https://inner.example"
            [envelope]
            label = "error_label"
            [categories.any]
            fault = "caller"
            doc = "Any."
            [remedies.wait]
            doc = "Wait."
            [errors.TWO]
            statuses = [400]
            category = "any"
            retry = { strategy = "manual" }
            remedy = "wait"
            doc = "Two."
        "# }

        handler!(Own, self, InnerError, TWO);
        handler!(Above, super, super::PrivateError, ONE);

        #[test]
        fn super_and_self_paths_work() {
            assert!(Own.handle(&ErrorLabel::Two.sample()));
            assert!(Above.handle(&super::ErrorLabel::One.sample()));
        }
    }
}

#[test]
fn a_private_module_and_a_use_before_the_definition_work() {
    assert!(Private.handle(&private::ErrorLabel::One.sample()));
}

#[test]
fn another_crates_catalogue_works() {
    #[derive(EdgesErrorHandler)]
    #[edges(output = bool, LIMIT_REACHED => named, _ => other)]
    struct Default;

    impl Default {
        fn named(&self, _: &edges_errors::EdgesError) -> bool {
            true
        }

        fn other(&self, _: &edges_errors::EdgesError) -> bool {
            false
        }
    }

    assert!(Default.handle(&ErrorLabel::LimitReached.sample()));
    assert!(!Default.handle(&ErrorLabel::BadInput.sample()));
}

mod renamed {
    //! A crate that names the runtime otherwise.
    use edges_errors as api;

    api::catalogue!("../catalogues/smallest.toml");
}

#[test]
fn the_runtime_is_found_under_any_name() {
    handler!(Renamed, renamed, renamed::ShopError, SOLD_OUT);
    assert!(Renamed.handle(&renamed::ErrorLabel::SoldOut.sample()));
}

mod twice {
    //! One macro writes two catalogues, at one and the same place.
    pub(super) mod first {
        made!();
    }

    pub(super) mod second {
        made!();
    }
}

#[test]
fn one_macro_may_write_several_catalogues() {
    handler!(First, twice::first, twice::first::ShopError, SOLD_OUT);
    handler!(Second, twice::second, twice::second::ShopError, SOLD_OUT);
    assert!(First.handle(&twice::first::ErrorLabel::SoldOut.sample()));
    assert!(Second.handle(&twice::second::ErrorLabel::SoldOut.sample()));
}

mod glob {
    //! A catalogue in a module that imports everything of the runtime, whose catalogue has the same names.
    #![allow(unused_imports, reason = "what is imported is only in the way")]

    use edges_errors::*;

    made!();

    handler!(Glob, self, ShopError, SOLD_OUT);

    #[test]
    fn a_glob_import_is_not_in_the_way() {
        assert!(Glob.handle(&ErrorLabel::SoldOut.sample()));
    }
}

mod constants {
    //! Names that a function could give to its arguments, as constants and as variants.
    #![allow(
        non_upper_case_globals,
        non_camel_case_types,
        dead_code,
        unused_imports,
        reason = "they are only in the way"
    )]

    use edges_errors::EdgesErrorHandler as _;

    enum Level {
        error,
        action,
        name,
        param,
        params,
    }

    use Level::{action, error, name, param, params};

    const f: u8 = 1;
    const serializer: u8 = 1;
    const deserializer: u8 = 1;
    const state: u8 = 1;
    const other: u8 = 1;
    const category: u8 = 1;
    const scope: u8 = 1;
    const remedy: u8 = 1;
    const limit: u8 = 1;
    const index: u8 = 1;

    made!();

    handler!(Constants, self, ShopError, SOLD_OUT);

    #[test]
    fn constants_are_not_in_the_way() {
        assert!(Constants.handle(&ErrorLabel::SoldOut.sample()));
        assert_eq!("SOLD_OUT".parse(), Ok(ErrorLabel::SoldOut));
    }
}
