//! Small parts of the page: links, and strategies as chips.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use edges_errors_catalogue::model::{Catalogue, Label, Outcome, StatusRange};
use edges_errors_catalogue::names::{humanise, snake};

/// Writes a link, or the words alone if readers should not follow the address.
pub(super) fn link(address: &str, words: &str) -> Markup {
    html! {
        @if address.starts_with("https://") { a href=(address) rel="noreferrer" { (words) } } @else { (words) }
    }
}

/// The characters that an id of a label keeps: those that an address has too, so that a link has the id in its one form.
const IN_IDS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// Returns the id of a label's section: its name. The page's own ids begin with a small letter, and a name that does too is
/// told apart from them.
pub(super) fn label_id(name: &str) -> String {
    let is_like_others = name.starts_with(|first: char| first.is_ascii_lowercase());
    let prefix = if is_like_others { "label-" } else { "" };
    format!("{prefix}{}", utf8_percent_encode(name, IN_IDS))
}

/// Writes a link to a label, which may wrap after each of its words.
pub(super) fn link_label(name: &str) -> Markup {
    html! {
        a href={ "#" (label_id(name)) } {
            code { @for word in name.split_inclusive('_') { (word) wbr; } }
        }
    }
}

/// Writes the name of a label in words, where it has none itself: that of its Rust variant.
pub(super) fn write_label_words(label: &Label) -> Markup {
    let has_words = label.name.contains(char::is_alphabetic);
    html! {
        @if !has_words { " " span.words { (humanise(&snake(&label.variant))) } }
    }
}

/// Writes a status, with a link to its entry if it has one.
pub(super) fn link_status(catalogue: &Catalogue, status: u16) -> Markup {
    html! {
        @match catalogue.find_status(StatusRange::Exact(status)) {
            Some(entry) => a href={ "#status-" (entry.range) } { (status) },
            None => (status),
        }
    }
}

/// Writes a link to an entry, by the beginning of its id.
pub(super) fn link_entry(prefix: &str, name: &str) -> Markup {
    html! { a.reference href={ "#" (prefix) "-" (name) } { code { (name) } } }
}

/// Writes words in the colour of a strategy.
pub(super) fn chip_strategy(strategy: &str, words: &str) -> Markup {
    html! { span.chip data-strategy=(strategy) { (words) } }
}

/// Writes words in the colour of what an error means for the work: that of its strategy, unless it is no failure.
pub(super) fn chip_retry(catalogue: &Catalogue, label: &Label, words: &str) -> Markup {
    match label.outcome {
        Outcome::Failure => chip_strategy(catalogue[label.default_policy()].strategy.as_str(), words),
        Outcome::Empty | Outcome::Done => {
            html! { span.chip data-outcome=(label.outcome.as_str()) { (words) } }
        }
    }
}
