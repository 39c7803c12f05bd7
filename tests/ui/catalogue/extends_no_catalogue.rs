//! What is extended is the module of a catalogue.

mod of_a_crate {
    edges_errors::catalogue! { extends = serde_json, "shop.toml" }
}

mod of_a_type {
    edges_errors::catalogue! { extends = edges_errors::ErrorLabel, "shop.toml" }
}

mod of_nothing {
    edges_errors::catalogue! { extends = crate::nothing, "shop.toml" }
}

mod without_a_file {
    edges_errors::catalogue! { extends = edges_errors }
}

fn main() {}
