//! A base that another version of edges-errors has expanded is told by both versions.

/// Stands for the module of a catalogue in a crate that depends on an older version.
mod older {
    macro_rules! hand_on {
        ([$($then:tt)*] $($input:tt)*) => {
            $($then)*! { extends ["0.0.1" "something that is not known here"] $($input)* }
        };
    }

    pub(crate) mod __catalogue {
        pub(crate) use hand_on as source;
    }
}

mod ours {
    edges_errors::catalogue! { extends = crate::older, "shop.toml" }
}

fn main() {}
