//! The callback macro: what a derive gets of a catalogue, wherever the catalogue and the derive are.

/// A callback that keeps what it is given.
macro_rules! keep {
    ([$($runtime:tt)*] $state:ident $exchange:literal $($input:tt)*) => {
        (stringify!($state), $exchange, stringify!($($input)*))
    };
}

// A use before the catalogue is written, and a catalogue in a private module.
#[test]
fn a_private_module_and_a_use_before_the_definition_work() {
    let (state, exchange, input) = private::__catalogue! { [keep] struct Handler; };
    assert_eq!((state, input), ("whole", "struct Handler;"));
    assert!(exchange.starts_with("PrivateError\n"));
}

mod private {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Private"
        error = "PrivateError"
        revision = "1"
        reference = "https://private.example"
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
        // A second catalogue in one crate, and one that is named from a module above.
        edges_errors::catalogue! { inline = r#"
            [catalogue]
            name = "Inner"
            error = "InnerError"
            revision = "1"
            reference = "https://inner.example"
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

        #[test]
        fn super_and_self_paths_work() {
            let (_, own, _) = self::__catalogue! { [keep] };
            let (_, above, _) = super::__catalogue! { [keep] };
            assert!(
                own.contains("\nTWO Two 0 0 manual failure - -") && above.contains("\nONE One 0 0 fixed")
            );
        }
    }
}

#[test]
fn two_catalogues_of_one_crate_do_not_meet() {
    let (_, one, _) = crate::private::__catalogue! { [keep] };
    let (_, two, _) = crate::private::inner::__catalogue! { [keep] };
    assert!(one.contains("ONE") && two.contains("TWO") && !two.contains("ONE"));
}

#[test]
fn another_crates_catalogue_works_and_knows_its_removed_labels() {
    let (state, exchange, _) = edges_errors::__catalogue! { [keep] };
    assert_eq!(state, "whole");
    assert_eq!(exchange.lines().count(), 5 + edges_errors::ErrorLabel::ALL_EVER.len());
}

mod renamed {
    //! A crate that names the runtime otherwise.
    use edges_errors as api;

    api::catalogue!("../catalogues/smallest.toml");
}

#[test]
fn the_runtime_is_found_under_any_name() {
    let (_, exchange, _) = renamed::__catalogue! { [keep] };
    assert!(exchange.ends_with("SOLD_OUT SoldOut 0 0 never failure - -"));
}
