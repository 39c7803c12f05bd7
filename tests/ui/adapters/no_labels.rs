//! What is named is the labels of a catalogue.

mod acme {
    edges_errors::catalogue! { extends = edges_errors, "acme.toml" }
}

mod of_a_module {
    edges_errors_reqwest::for_labels!(crate::acme);
}

mod of_another_type {
    edges_errors_reqwest::for_labels!(crate::acme::Category);
}

mod of_a_module_for_tower {
    edges_errors_tower::for_labels!(crate::acme);
}

fn main() {}
