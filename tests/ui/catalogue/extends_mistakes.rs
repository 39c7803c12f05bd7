//! Mistakes of a catalogue that extends another one are drawn in both files.

mod read_alone {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name    = "Ours"
        extends = "Edges"

        [override.errors]
        LK_ERROR.retry = "never"
    "# }
}

mod of_another_name {
    edges_errors::catalogue! { extends = edges_errors, inline = r#"
        [catalogue]
        name    = "Ours"
        extends = "Edgse"
    "# }
}

mod override_of_nothing {
    edges_errors::catalogue! { extends = edges_errors, inline = r#"
        [catalogue]
        name    = "Ours"
        extends = "Edges"

        [override.errors]
        LK_EROR.retry = "never"
    "# }
}

mod given_again {
    edges_errors::catalogue! { extends = edges_errors, inline = r#"
        [catalogue]
        name    = "Ours"
        extends = "Edges"

        [retry.wait_minutes]
        strategy = "fixed"
        delay    = "5m"
    "# }
}

mod nothing_is_told_twice {
    mod base {
        edges_errors::catalogue! { inline = "catalogue = 1" }
    }
    mod ours {
        edges_errors::catalogue! {
            extends = super::base,
            inline = "catalogue = { name = 'Ours', extends = 'Base' }"
        }
    }
}

fn main() {
    let _ = override_of_nothing::ErrorLabel::LkError;
}
