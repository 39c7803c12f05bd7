//! What several targets need.

pub mod answers;
pub mod drawn;
pub mod json;
pub mod mutate;
pub mod number;

/// A second catalogue, with params of every kind and policies that depend on the request.
#[allow(missing_docs)]
pub mod shop {
    edges_errors::catalogue!("../shop.toml");
}
