//! Tests that need several crates, and the examples of the packages' READMEs as doc tests.

#[cfg(doctest)]
mod readmes {
    macro_rules! readmes {
        ($($name:ident: $path:literal,)+) => { $(#[doc = include_str!($path)] struct $name;)+ };
    }

    readmes! {
        Axum: "../../adapters/axum/README.md",
        Catalogue: "../../edges-errors-catalogue/README.md",
        Codegen: "../../edges-errors-codegen/README.md",
        Command: "../../edges-errors-cli/README.md",
        Core: "../../edges-errors-core/README.md",
        Macros: "../../edges-errors-macros/README.md",
        Redis: "../../adapters/redis/README.md",
        Reqwest: "../../adapters/reqwest/README.md",
        Runtime: "../../edges-errors/README.md",
        Tower: "../../adapters/tower/README.md",
    }
}

/// Prose that tries to be markup, links, doc tests and terminal commands: documented and doc-tested with warnings denied.
pub mod hostile {
    edges_errors::catalogue!("../tests/catalogues/hostile.toml");
}
