//! Small parts of the page: links, and strategies as chips.

use maud::{Markup, html};

use edges_errors_catalogue::model::{Catalogue, Label, Status, StatusRange, Strategy};

/// A link where the address is one that a reader may follow, the words alone where it is not.
pub(super) fn link(address: &str, words: &str) -> Markup {
    html! {
        @if address.starts_with("https://") { a href=(address) rel="noreferrer" { (words) } } @else { (words) }
    }
}

/// A long name may go on in the next line after any of its words.
pub(super) fn link_label(label: &Label) -> Markup {
    html! {
        a href={ "#" (label.name) } {
            code { @for word in label.name.split_inclusive('_') { (word) wbr; } }
        }
    }
}

/// The status, with a link where the catalogue says what it means by itself.
pub(super) fn link_status(catalogue: &Catalogue, status: u16) -> Markup {
    html! {
        @match find_status(catalogue, status) {
            Some(entry) => a href={ "#status-" (entry.range) } { (status) },
            None => (status),
        }
    }
}

/// The entry for a status: its own one, or that of its class.
pub(super) fn find_status(catalogue: &Catalogue, status: u16) -> Option<&Status> {
    let find = |range| catalogue.statuses.iter().find(|entry| entry.range == range);
    find(StatusRange::Exact(status)).or_else(|| find(StatusRange::Class(status / 100)))
}

pub(super) fn link_remedy(catalogue: &Catalogue, remedy: usize) -> Markup {
    let remedy = &catalogue.remedies[remedy].key;
    html! { (remedy.doc) " " a.reference href={ "#remedy-" (remedy.name) } { code { (remedy.name) } } }
}

/// Nothing for a policy that a label writes in place: it has no name to be found under.
pub(super) fn link_policy(catalogue: &Catalogue, policy: usize) -> Markup {
    html! {
        @if let Some(name) = &catalogue.policies[policy].name {
            " " a.reference href={ "#policy-" (name) } { code { (name) } }
        }
    }
}

/// The labels that something is said of, as facts of a list of facts; nothing where there are none.
pub(super) fn link_users(title: &str, catalogue: &Catalogue, uses: impl Fn(&Label) -> bool) -> Markup {
    let users: Vec<&Label> = catalogue.labels.iter().filter(|label| uses(label)).collect();
    html! {
        @if !users.is_empty() {
            dt { (title) }
            dd.labels { @for label in users { (link_label(label)) " " } }
        }
    }
}

/// Words in the colour of what a program does by itself.
pub(super) fn chip_strategy(strategy: Strategy, words: &str) -> Markup {
    html! { span.chip data-strategy=(strategy.name()) { (words) } }
}
