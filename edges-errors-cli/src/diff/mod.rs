//! Comparison of two editions of a catalogue: what a release with the new one means for users of the old one.
//!
//! The reader is a maintainer with a pull request. Changes are ordered by [`Level`]: code that stops compiling,
//! programs that behave differently, additions, and wording.

mod change;
mod labels;
mod levels;
mod order;
mod params;
mod policies;
pub mod report;
mod rules;
mod sets;
mod statuses;
mod subject;
mod wire;

use edges_errors_catalogue::model::Catalogue;

pub use change::{Change, Diff, Kind};
pub use levels::{Behaviour, Level, Release, Verdict};
use subject::Editions;

/// Compares two catalogues without mistakes.
///
/// ```
/// use edges_errors_cli::diff::{Behaviour, Level, compare_catalogues};
/// use edges_errors_catalogue::read_catalogue;
/// use edges_errors_catalogue::source::Sources;
///
/// let read = |text: &str| read_catalogue(&Sources::new("errors.toml", text)).catalogue.unwrap();
/// let old = edges_errors::CATALOGUE_TOML;
/// let new = old.replace("\"2m\"", "\"5m\"");
///
/// let diff = compare_catalogues(&read(old), &read(&new));
/// assert_eq!(diff.level(), Some(Level::Behavioural));
/// assert_eq!(diff.changes[0].behaviours, [Behaviour::WaitsLonger]);
/// ```
pub fn compare_catalogues(old: &Catalogue, new: &Catalogue) -> Diff {
    let editions = Editions { old, new };
    let mut changes = Vec::new();
    labels::compare_labels(editions, &mut changes);
    policies::compare_named_policies(editions, &mut changes);
    statuses::compare_statuses(editions, &mut changes);
    statuses::compare_rate_limits(editions, &mut changes);
    wire::compare_envelopes(editions, &mut changes);
    wire::compare_payloads(editions, &mut changes);
    sets::compare_sets(editions, &mut changes);
    changes.extend(sets::compare_about(editions));
    changes.sort_by_key(|change| std::cmp::Reverse(change.level));
    Diff { changes }
}
