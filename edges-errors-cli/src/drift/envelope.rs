//! Comparison of the response structure of the page with `[envelope]`.

use super::finding::{Finding, FindingKind};
use super::structure::Member;
use crate::place::Place;
use edges_errors_catalogue::model::{Catalogue, Envelope, Part};
use edges_errors_catalogue::path::{Move, Path};
use edges_errors_catalogue::phrases::describe_places;

/// A member that the page describes and no place leads to.
pub(super) struct Unread<'a> {
    pub(super) member: &'a Member,
    /// The part of an error that the member seems to be; `None` for one that is extra data.
    pub(super) part: Option<Part<'a>>,
}

/// Finds members that no place leads to, and parts of an error that the page does not describe.
pub(super) fn compare_members(catalogue: &Catalogue, members: &[Member]) -> Vec<Finding> {
    if members.is_empty() {
        return Vec::new();
    }
    let catalogue_place = Some(Place::deciding(catalogue, catalogue.envelope.location));
    let unread = find_unread(&catalogue.envelope, members);
    let untold = catalogue.envelope.parts().into_iter().filter(|part| {
        is_in_body(part)
            && !members.iter().any(|member| leads_to(part, member))
            && !unread.iter().any(|unread| unread.part.is_some_and(|other| other.key == part.key))
    });
    let finding = |key: &str| Finding {
        catalogue_place: catalogue_place.clone(),
        ..Finding::new(FindingKind::Place, format!("envelope.{key}"))
    };
    let findings = unread.iter().map(|Unread { member, part }| {
        let extra = "It is extra data, and no place of `params` leads to it.";
        Finding {
            old: part.filter(|part| !part.places.is_empty()).map(|part| describe_places(part.places)),
            new: Some(member.path.clone()),
            note: part.map_or(extra, |_| "").to_owned(),
            page_line: Some(member.line),
            ..finding(part.map_or("params", |part| part.key))
        }
    });
    let untold = untold.map(|part| Finding {
        old: Some(describe_places(part.places)),
        note: "The page describes the response structure without it.".to_owned(),
        ..finding(part.key)
    });
    findings.chain(untold).collect()
}

/// Returns the members that no place leads to. Where `params` takes what no other key names, they are none of extra data.
pub(super) fn find_unread<'a>(envelope: &'a Envelope, members: &'a [Member]) -> Vec<Unread<'a>> {
    let mut unread: Vec<Unread<'a>> = Vec::new();
    for member in members {
        let is_read = envelope.parts().iter().any(|part| leads_to(part, member));
        if is_read || is_around(envelope, members, member) || is_param(envelope, member) {
            continue;
        }
        let usual = member.usual_part();
        let part = envelope.parts().into_iter().find(|part| Some(part.key) == usual).filter(|part| {
            let is_told = members.iter().any(|other| leads_to(part, other));
            let is_found = unread.iter().any(|found| found.part.is_some_and(|other| other.key == part.key));
            !is_told && !is_found
        });
        if part.is_some() || !takes_others(envelope) {
            unread.push(Unread { member, part });
        }
    }
    unread
}

/// Returns whether a place of a part leads to a member.
fn leads_to(part: &Part<'_>, member: &Member) -> bool {
    part.places.iter().filter_map(|place| place.path()).any(|path| member.is(&join_keys(path)))
}

/// Returns whether a part is looked for at a member, and not in headers or in all that is left.
fn is_in_body(part: &Part<'_>) -> bool {
    part.places.iter().filter_map(|place| place.path()).any(|path| !path.moves.is_empty())
}

/// Returns whether a member is an object around a place or around another member.
fn is_around(envelope: &Envelope, members: &[Member], member: &Member) -> bool {
    let inner = |path: &str| path.strip_prefix(&member.path).is_some_and(|rest| rest.starts_with('.'));
    let mut paths = envelope.places().filter_map(|place| place.path());
    paths.any(|path| inner(&join_keys(path))) || members.iter().any(|other| inner(&other.path))
}

/// Returns whether a member is inside an object whose entries are params.
fn is_param(envelope: &Envelope, member: &Member) -> bool {
    envelope.params.iter().filter_map(|place| place.path()).any(|path| {
        let object = join_keys(path);
        !object.is_empty() && member.path.strip_prefix(&object).is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Returns whether members that no other key names are params.
fn takes_others(envelope: &Envelope) -> bool {
    envelope.params.iter().filter_map(|place| place.path()).any(|path| path.moves.is_empty())
}

/// Returns the names on a path: `error.code` for `error[type=card].code`.
fn join_keys(path: &Path) -> String {
    let keys = path.moves.iter().filter_map(|step| match step {
        Move::Key(key) => Some(key.as_str()),
        Move::Any => Some("*"),
        Move::Items | Move::Filter(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}
