//! The response format of a catalogue as the tables by which it is read and written.

mod tree;

pub use tree::{Edge, Node, Tree, WriteMember, WriteStep};

use crate::model::{Catalogue, Payload, Place, Signal};
use crate::path::{Move, Path};

/// The response format of a catalogue.
#[derive(Debug)]
pub struct WireTable<'a> {
    /// The paths of all places.
    pub tree: Tree<'a>,
    /// The places of the label.
    pub label: Vec<PlaceRow<'a>>,
    /// The places of the scope.
    pub scope: Vec<PlaceRow<'a>>,
    /// The places of the reference.
    pub error_ref: Vec<PlaceRow<'a>>,
    /// The places of the message.
    pub message: Vec<PlaceRow<'a>>,
    /// The places of the status.
    pub status: Vec<PlaceRow<'a>>,
    /// The places of extra data.
    pub params: Vec<ParamsRow<'a>>,
    /// The headers that are kept.
    pub headers: Vec<HeaderRow>,
    /// The payloads.
    pub payloads: Vec<PayloadRow<'a>>,
}

/// A place, and its node where it is a path.
#[derive(Debug)]
pub struct PlaceRow<'a> {
    /// The place.
    pub place: &'a Place,
    /// `None` for a header.
    pub node: Option<u16>,
}

/// An object whose entries are extra data.
#[derive(Debug)]
pub struct ParamsRow<'a> {
    /// The path as in the file.
    pub path: &'a str,
    /// Its node.
    pub node: u16,
    /// Members that other paths enter or ask.
    pub others: Vec<&'a str>,
}

/// A header that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderRow {
    /// In lower case.
    pub name: String,
    /// It may say how long to wait.
    pub is_hint: bool,
    /// That it is there says something.
    pub is_signal: bool,
}

/// A payload, and the nodes of its paths.
#[derive(Debug)]
pub struct PayloadRow<'a> {
    /// The payload.
    pub payload: &'a Payload,
    /// The paths of the payload.
    pub tree: Tree<'a>,
    /// The node of the objects that are errors.
    pub error: u16,
    /// The node of what may be an error, before it is tested.
    pub untested: u16,
    /// The node of `failed`.
    pub failed: Option<u16>,
    /// The node of `ended`.
    pub ended: Option<u16>,
    /// The node of `resumed`.
    pub resumed: Option<u16>,
    /// The node of `until`.
    pub until: Option<u16>,
}

impl<'a> WireTable<'a> {
    /// Returns the tables of a catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let envelope = &catalogue.envelope;
        // The first places come first, since most bodies have the parts there and in this order.
        let parts = [
            &envelope.label,
            &envelope.scope,
            &envelope.error_ref,
            &envelope.message,
            &envelope.status,
            &envelope.params,
        ];
        let most = parts.iter().map(|places| places.len()).max().unwrap_or_default();
        let in_turn = (0..most).flat_map(|rank| parts.iter().filter_map(move |places| places.get(rank)));
        let paths: Vec<&Path> = in_turn.filter_map(Place::path).collect();
        let moves: Vec<&[Move]> = paths.iter().map(|path| path.moves.as_slice()).collect();
        let mut tree = Tree::of(&moves);
        let ends = tree.ends.clone();
        let node = |path: &Path| {
            let known = paths.iter().zip(&ends).find(|(known, _)| known.moves == path.moves);
            known.map(|(_, node)| *node)
        };
        let rows = |places: &'a [Place]| -> Vec<PlaceRow<'a>> {
            places.iter().map(|place| PlaceRow { place, node: place.path().and_then(node) }).collect()
        };
        let label = rows(&envelope.label);
        let scope = rows(&envelope.scope);
        let error_ref = rows(&envelope.error_ref);
        let message = rows(&envelope.message);
        let status = rows(&envelope.status);
        let params: Vec<(&str, u16)> = rows(&envelope.params)
            .into_iter()
            .filter_map(|row| Some((row.place.text(), row.node?)))
            .collect();
        for (_, node) in &params {
            tree.nodes[usize::from(*node)].holds_params = true;
        }
        let params = params
            .into_iter()
            .map(|(path, node)| ParamsRow { path, node, others: others(&tree, usize::from(node)) })
            .collect();
        let (headers, payloads) =
            (kept_headers(catalogue), catalogue.payloads.iter().map(payload_row).collect());
        Self { tree, label, scope, error_ref, message, status, params, headers, payloads }
    }
}

/// Returns the members of an object that paths enter or ask, also through tests of the same object.
fn others<'a>(tree: &Tree<'a>, node: usize) -> Vec<&'a str> {
    let mut names = Vec::new();
    let parent = tree.nodes.iter().find_map(|parent| {
        let by = parent.filters.iter().find(|edge| usize::from(edge.node) == node)?;
        Some((parent, by))
    });
    if let Some((parent, by)) = parent {
        names.push(by.by.key.as_str());
        names.extend(parent.keys.iter().map(|edge| edge.by));
    }
    collect_names(tree, node, &mut names);
    let mut seen = Vec::new();
    names.retain(|name| {
        let new = !seen.contains(name);
        seen.push(name);
        new
    });
    names
}

fn collect_names<'a>(tree: &Tree<'a>, node: usize, names: &mut Vec<&'a str>) {
    let Some(node) = tree.nodes.get(node) else { return };
    names.extend(node.keys.iter().map(|edge| edge.by));
    for filter in &node.filters {
        names.push(filter.by.key.as_str());
        collect_names(tree, usize::from(filter.node), names);
    }
}

/// Headers that HTTP itself defines, and every error keeps.
const STANDARD: [&str; 3] = ["retry-after", "date", "age"];

/// Returns every header that is kept, each once.
fn kept_headers(catalogue: &Catalogue) -> Vec<HeaderRow> {
    let envelope = &catalogue.envelope;
    let mut rows: Vec<HeaderRow> = Vec::new();
    let mut keep = |name: &str, is_hint: bool, is_signal: bool| {
        let name = name.to_ascii_lowercase();
        match rows.iter_mut().find(|row| row.name == name) {
            Some(row) => {
                row.is_hint |= is_hint;
                row.is_signal |= is_signal;
            }
            None => rows.push(HeaderRow { name, is_hint, is_signal }),
        }
    };
    // That an answer has an age says where it comes from, whatever the age is.
    STANDARD.iter().for_each(|name| keep(name, *name == "retry-after", *name == "age"));
    envelope.keep_headers.iter().for_each(|name| keep(name, false, false));
    envelope.places().filter_map(Place::header).for_each(|name| keep(name, false, false));
    envelope.hint_headers.iter().for_each(|hint| keep(&hint.header, true, false));
    envelope.no_retry.iter().for_each(|no_retry| keep(&no_retry.header, false, false));
    for limit in &catalogue.rate_limits {
        if let Some(Signal::Header { name, .. }) = &limit.signal {
            keep(name, false, true);
        }
        limit.remaining.iter().filter_map(Place::header).for_each(|name| keep(name, false, false));
        limit.reset.iter().for_each(|reset| keep(&reset.header, true, false));
    }
    rows
}

fn payload_row(payload: &Payload) -> PayloadRow<'_> {
    let optional = [&payload.failed, &payload.ended, &payload.resumed, &payload.until];
    let mut paths = vec![payload.error.moves.as_slice(), payload.error.unfiltered()];
    paths.extend(optional.into_iter().flatten().map(|path| path.moves.as_slice()));
    let tree = Tree::of(&paths);
    let mut ends = tree.ends.clone().into_iter();
    let mut next = || ends.next().unwrap_or_default();
    let (error, untested) = (next(), next());
    let mut end_of = |path: &Option<Path>| path.as_ref().map(|_| next());
    let (failed, ended) = (end_of(&payload.failed), end_of(&payload.ended));
    let (resumed, until) = (end_of(&payload.resumed), end_of(&payload.until));
    PayloadRow { payload, tree, error, untested, failed, ended, resumed, until }
}

/// Returns the first of some places at which a value can be written: one without `*`.
pub fn writable(places: &[Place]) -> Option<&Place> {
    places.iter().find(|place| place.path().is_none_or(|path| !path.moves.contains(&Move::Any)))
}
