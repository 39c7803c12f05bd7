//! The catalogues that `edges-errors init` writes, one for each format of labels, as crates have them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use edges_errors::{Key as _, Label};

macro_rules! started {
    ($($format:ident: $catalogue:literal, $label:literal;)+) => {$(
        mod $format {
            edges_errors::catalogue!($catalogue);

            #[test]
            fn a_body_decodes() {
                super::check::<ErrorLabel>($label);
                let body = format!(r#"{{"error":{{"code":"{}"}}}}"#, $label);
                let error = AcmeError::from_parts(429, (), body);
                assert_eq!(error.label(), Some(ErrorLabel::TooManyRequests));
            }
        }
    )+};
}

started! {
    screaming_snake: "../catalogues/started/SCREAMING_SNAKE_CASE.toml", "TOO_MANY_REQUESTS";
    snake: "../catalogues/started/snake_case.toml", "too_many_requests";
    camel: "../catalogues/started/camelCase.toml", "tooManyRequests";
    pascal: "../catalogues/started/PascalCase.toml", "TooManyRequests";
    kebab: "../catalogues/started/kebab-case.toml", "too-many-requests";
    integer: "../catalogues/started/integer.toml", "1002";
    any: "../catalogues/started/any.toml", "too_many_requests";
}

/// A refusal did nothing, so that it is sent again.
fn check<L: Label>(name: &str) {
    let label = L::from_name(name).unwrap();
    assert_eq!(label.retry()[0].policy().name(), Some("backoff"));
    assert_eq!(label.category().as_str(), "limit");
}
