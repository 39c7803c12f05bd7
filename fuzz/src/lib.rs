//! What several targets need.

pub mod answers;
pub mod json;
pub mod mutate;
pub mod number;

/// A second catalogue, with params of every kind and policies that depend on the request.
#[allow(missing_docs)]
pub mod shop {
    edges_errors::catalogue!("../shop.toml");
}

/// Controls, line and paragraph separators, and marks that turn text around: nothing that is shown holds one.
pub fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
