//! Comparison of the response format: `[envelope]` and `[payloads]`.
//!
//! Nothing of it is a name in Rust but the payloads, so a changed place compiles, and reads something else: behavioural. Another
//! format of labels is breaking all the same, since it says what `[errors]` can list at all.
//!
//! A place behind the others is asked only where they have nothing, so what was read is read as before. Whether that
//! is an addition depends on what the part is for: programs decide by label, scope, status and params, and an answer that had
//! none of these is now decided on by them, which is behavioural. References and messages are for people, and one more
//! is additive, as is a header that is kept.

use edges_errors_catalogue::model::{Catalogue, HintHeader, NoRetry, Part, Payload};
use edges_errors_catalogue::path::Path;
use edges_errors_catalogue::phrases::{describe_hint_header, describe_places};

use super::change::{Change, Editions, Kind, Subject};
use super::levels::{Behaviour, Level};
use super::order::{Pair, pair};
use super::sets::{Set, compare_keys};

pub(super) fn compare_envelopes(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let editions = Editions { old, new };
    let (before, after) = (&old.envelope, &new.envelope);
    let part = |name: &str| editions.both(Kind::Envelope, name, before.location, after.location);
    let format = part("label_format").compare(
        Level::Breaking,
        "format-changed",
        before.label_format.as_str(),
        after.label_format.as_str(),
    );
    changes.extend(
        format.map(|change| change.means("What is read as a label changes, and what `[errors]` can list.")),
    );
    for (was, is) in before.parts().into_iter().zip(after.parts()) {
        changes.extend(compare_places(&part(is.key), was, is));
    }
    let answers = |errors_in_2xx: bool| if errors_in_2xx { "errors" } else { "successes" };
    let success = part("errors_in_2xx").compare(
        Level::Behavioural,
        "errors-in-2xx-changed",
        answers(before.errors_in_2xx),
        answers(after.errors_in_2xx),
    );
    changes.extend(success.map(|change| {
        change.means(format!("2xx answers with a label are now {}.", answers(after.errors_in_2xx)))
    }));
    compare_hint_headers(&part("hint_headers"), &before.hint_headers, &after.hint_headers, changes);
    let describe = |no_retry: &Option<NoRetry>| {
        no_retry
            .as_ref()
            .map_or_else(|| "none".to_owned(), |header| format!("{}: {}", header.header, header.is))
    };
    if before.no_retry != after.no_retry {
        let change = Change::new(Level::Behavioural, &part("no_retry"), "no-retry-changed")
            .between(describe(&before.no_retry), describe(&after.no_retry));
        changes.push(change.means("Another header forbids to send the request again."));
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
    let change = Change::new(level, subject, what);
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
                let change = Change::new(Level::Behavioural, subject, "hint-header-added");
                Some(change.with_new(describe_hint_header(hint)).behaving([Behaviour::HintObeyed]))
            }
            Pair::Removed(hint) => {
                let change = Change::new(Level::Behavioural, subject, "hint-header-removed");
                Some(change.with_old(describe_hint_header(hint)).behaving([Behaviour::HintIgnored]))
            }
            Pair::Both(before, after) => (before != after).then(|| {
                Change::new(Level::Behavioural, subject, "hint-header-changed")
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
                let change = Change::new(Level::Additive, subject, "kept-header-added").with_new(name);
                Some(change.means("`headers()` has it."))
            }
            Pair::Removed(name) => {
                let change = Change::new(Level::Behavioural, subject, "kept-header-removed").with_old(name);
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

pub(super) fn compare_payloads(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let set = Set { kind: Kind::Payload, rust_name: "Payload" };
    let both = compare_keys(
        &set,
        Editions { old, new },
        &old.payloads,
        &new.payloads,
        |payload| &payload.key,
        changes,
    );
    for (subject, before, after) in both {
        for ((name, was), (_, is)) in paths(before).into_iter().zip(paths(after)) {
            let text =
                |path: Option<&Path>| path.map_or_else(|| "nowhere".to_owned(), |path| path.text.clone());
            let place = subject.part(Kind::Payload, name).compare(
                Level::Behavioural,
                "place-changed",
                &text(was),
                &text(is),
            );
            changes.extend(place.map(|change| change.means("It is read elsewhere in the same payload.")));
        }
        let waits = |asynchronous: bool| if asynchronous { "the API's" } else { "the caller's" };
        let asynchronous = subject.part(Kind::Payload, "asynchronous").compare(
            Level::Behavioural,
            "asynchronous-changed",
            waits(before.asynchronous),
            waits(after.asynchronous),
        );
        changes.extend(asynchronous.map(|change| {
            change.means(format!("The wait for a limit is now {}.", waits(after.asynchronous)))
        }));
    }
}

/// Returns the paths of a payload with their keys.
fn paths(payload: &Payload) -> [(&'static str, Option<&Path>); 5] {
    [
        ("error", Some(&payload.error)),
        ("failed", payload.failed.as_ref()),
        ("ended", payload.ended.as_ref()),
        ("resumed", payload.resumed.as_ref()),
        ("until", payload.until.as_ref()),
    ]
}
