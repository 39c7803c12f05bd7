//! Comparison of the response format: `[envelope]` and `[payloads]`.
//!
//! Nothing of it is a name in Rust but the payloads, so a changed place compiles, and reads something else: behavioural. Another
//! format of labels is breaking all the same, since it says what `[errors]` can list at all.
//!
//! A place behind the others is asked only where they have nothing, so what was read is read as before. Whether that
//! is an addition depends on what the part is for: programs decide by label, scope, status and params, and an answer that had
//! none of these is now decided on by them, which is behavioural. References and messages are for people, and one more
//! is additive, as is a header that is kept.

use edges_errors_catalogue::model::{Catalogue, Envelope, HintHeader, Part, Payload};
use edges_errors_catalogue::path::Path;
use edges_errors_catalogue::phrases::{describe_hint_header, describe_places};

use super::change::{Change, Kind};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use super::sets::{Set, compare_keys};
use super::subject::{Editions, Kept, Subject};

pub(super) fn compare_envelopes(editions: Editions<'_>, changes: &mut Vec<Change>) {
    let (before, after) = (&editions.old.envelope, &editions.new.envelope);
    let part = |name: &str| editions.both(Kind::Envelope, name, before.location, after.location);
    let key = |name: &str| editions.keep(part(name), before, after);
    changes.extend(key("label_format").compare(
        Level::Breaking,
        "format-changed",
        |_, envelope| envelope.label_format.as_str(),
        "What is read as a label changes, and what `[errors]` can list.",
    ));
    for (was, is) in before.parts().into_iter().zip(after.parts()) {
        changes.extend(compare_places(&part(is.key), was, is));
    }
    let answers = |_: &Catalogue, envelope: &Envelope| match envelope.errors_in_2xx {
        true => "errors",
        false => "successes",
    };
    let means = format!("2xx answers with a label are now {}.", answers(editions.new, after));
    changes.extend(key("errors_in_2xx").behavioural("errors-in-2xx-changed", answers, &means));
    compare_hint_headers(&part("hint_headers"), &before.hint_headers, &after.hint_headers, changes);
    if before.no_retry != after.no_retry {
        changes.extend(key("no_retry").behavioural(
            "no-retry-changed",
            |_, envelope| match &envelope.no_retry {
                Some(no_retry) => format!("{}: {}", no_retry.header, no_retry.is),
                None => "none".to_owned(),
            },
            "Another header forbids to send the request again.",
        ));
    }
    compare_kept_headers(&part("keep_headers"), &before.keep_headers, &after.keep_headers, changes);
}

fn compare_places(subject: &Subject, old: Part<'_>, new: Part<'_>) -> Option<Change> {
    if old.places == new.places {
        return None;
    }
    let (level, what, means) = if new.places.starts_with(old.places) {
        let level = if is_for_people(new.key) { Level::Additive } else { Level::Behavioural };
        (level, "place-added", "What was read is read as before; where there was nothing, there may be.")
    } else {
        (Level::Behavioural, "place-changed", "It is read elsewhere in the same answer.")
    };
    let change = subject.change(level, what);
    Some(change.between(describe_places(old.places), describe_places(new.places)).means(means))
}

/// Returns whether programs only show a part, and decide nothing by it.
fn is_for_people(part: &str) -> bool {
    matches!(part, "error_ref" | "message")
}

fn compare_hint_headers(
    subject: &Subject,
    old: &[HintHeader],
    new: &[HintHeader],
    changes: &mut Vec<Change>,
) {
    for found in pair(old, new, |hint| hint.header.to_ascii_lowercase()) {
        changes.extend(match found {
            Pair::Added(hint) => {
                let change = subject.change(Level::Behavioural, "hint-header-added");
                Some(change.with_new(describe_hint_header(hint)).behaving([Behaviour::HintObeyed]))
            }
            Pair::Removed(hint) => {
                let change = subject.change(Level::Behavioural, "hint-header-removed");
                Some(change.with_old(describe_hint_header(hint)).behaving([Behaviour::HintIgnored]))
            }
            Pair::Both(before, after) => (before != after).then(|| {
                subject
                    .change(Level::Behavioural, "hint-header-changed")
                    .between(describe_hint_header(before), describe_hint_header(after))
                    .means("The same text is another wait.")
            }),
        });
    }
}

fn compare_kept_headers(subject: &Subject, old: &[String], new: &[String], changes: &mut Vec<Change>) {
    for found in pair(old, new, |name| name.to_ascii_lowercase()) {
        changes.extend(match found {
            Pair::Added(name) => {
                let change = subject.change(Level::Additive, "kept-header-added").with_new(name);
                Some(change.means("`headers()` has it."))
            }
            Pair::Removed(name) => {
                let change = subject.change(Level::Behavioural, "kept-header-removed").with_old(name);
                Some(
                    change.means(
                        "`headers()` no longer has it, unless another part of the catalogue names it.",
                    ),
                )
            }
            Pair::Both(..) => None,
        });
    }
}

pub(super) fn compare_payloads(editions: Editions<'_>, changes: &mut Vec<Change>) {
    let Editions { old, new } = editions;
    let set = Set { kind: Kind::Payload, rust_name: "Payload" };
    for payload in compare_keys(set, editions, &old.payloads, &new.payloads, |payload| &payload.key, changes)
    {
        let Kept { subject, before, after, .. } = &payload;
        let key = |name: &str| editions.keep(subject.part(Kind::Payload, name), *before, *after);
        for PayloadPath { key: name, find } in PATHS {
            let text = |_: &Catalogue, payload: &Payload| {
                find(payload).map_or_else(|| "nowhere".to_owned(), |path| path.text.clone())
            };
            let means = "It is read elsewhere in the same payload.";
            changes.extend(key(name).behavioural("place-changed", text, means));
        }
        let waits = |_: &Catalogue, payload: &Payload| match payload.asynchronous {
            true => "the API's",
            false => "the caller's",
        };
        let means = format!("The wait for a limit is now {}.", waits(new, after));
        changes.extend(key("asynchronous").behavioural("asynchronous-changed", waits, &means));
    }
}

/// A path of payloads, by its key.
struct PayloadPath {
    key: &'static str,
    find: fn(&Payload) -> Option<&Path>,
}

const PATHS: [PayloadPath; 5] = [
    PayloadPath { key: "error", find: |payload| Some(&payload.error) },
    PayloadPath { key: "failed", find: |payload| payload.failed.as_ref() },
    PayloadPath { key: "ended", find: |payload| payload.ended.as_ref() },
    PayloadPath { key: "resumed", find: |payload| payload.resumed.as_ref() },
    PayloadPath { key: "until", find: |payload| payload.until.as_ref() },
];
