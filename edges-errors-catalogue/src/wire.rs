//! The response format of a catalogue as the tables by which it is read and written.

use crate::model::{Catalogue, Payload, Place, Signal};
use crate::path::{Filter, Move, Path, Test};

/// A tree of paths: the nodes of a walk that visits a node before those below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree<'a> {
    /// The nodes, of which the first is the object itself.
    pub nodes: Vec<Node<'a>>,
    /// The node at the end of each path.
    ends: Vec<u16>,
}

/// A value that paths lead to, or through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Node<'a> {
    /// The path from the object, for people.
    pub path: String,
    /// A path ends here.
    pub ends: bool,
    /// The entries of the object are extra data.
    pub holds_params: bool,
    /// There may be several such values.
    pub many: bool,
    /// The members that are entered.
    pub keys: Vec<Edge<&'a str>>,
    /// The node of every member.
    pub any: Option<u16>,
    /// The node of every item of a list.
    pub items: Option<u16>,
    /// The tests of the object, or of every item of a list.
    pub filters: Vec<Edge<&'a Filter>>,
    /// The last node below this one, or else this one.
    pub last: u16,
}

impl Node<'_> {
    /// Returns whether there is one such value at most, and nothing inside it is of interest.
    pub fn is_plain(&self) -> bool {
        let has_inside = !self.keys.is_empty() || !self.filters.is_empty();
        !self.many && !has_inside && self.any.is_none() && self.items.is_none()
    }
}

/// A move to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge<M> {
    /// The member or the test.
    pub by: M,
    /// The node.
    pub node: u16,
}

/// The rest of a path that is to become a part of a tree.
#[derive(Clone, Copy)]
struct Rest<'a> {
    moves: &'a [Move],
    /// The number of the path.
    path: usize,
}

impl<'a> Tree<'a> {
    /// Returns the tree of paths, each given by its moves.
    fn of(paths: &[&'a [Move]]) -> Self {
        let mut tree = Self { nodes: Vec::new(), ends: vec![0; paths.len()] };
        let rests: Vec<Rest<'a>> =
            paths.iter().enumerate().map(|(path, moves)| Rest { moves, path }).collect();
        tree.grow(String::new(), false, &rests);
        tree
    }

    /// Returns whether members of the object are all that is asked for.
    pub fn is_flat(&self) -> bool {
        let mut nodes = self.nodes.iter();
        let root = nodes.next();
        root.is_some_and(|root| root.filters.is_empty() && root.any.is_none() && root.items.is_none())
            && nodes.all(Node::is_plain)
    }

    /// Adds the node of a value and those below it, and returns its number.
    fn grow(&mut self, path: String, many: bool, rests: &[Rest<'a>]) -> u16 {
        let at = self.nodes.len();
        let number = index(at);
        self.nodes.push(Node { path: path.clone(), many, ..Node::default() });
        let mut groups: Vec<(&'a Move, Vec<Rest<'a>>)> = Vec::new();
        for rest in rests {
            let Some((first, moves)) = rest.moves.split_first() else {
                self.nodes[at].ends = true;
                self.ends[rest.path] = number;
                continue;
            };
            let rest = Rest { moves, ..*rest };
            match groups.iter_mut().find(|(known, _)| *known == first) {
                Some((_, group)) => group.push(rest),
                None => groups.push((first, vec![rest])),
            }
        }
        for (first, group) in groups {
            let below = match first {
                Move::Key(_) => many,
                Move::Any | Move::Items => true,
                // The object itself is no list.
                Move::Filter(_) => many || at > 0,
            };
            let node = self.grow(join(&path, first), below, &group);
            let parent = &mut self.nodes[at];
            match first {
                Move::Key(key) => parent.keys.push(Edge { by: key, node }),
                Move::Any => parent.any = Some(node),
                Move::Items => parent.items = Some(node),
                Move::Filter(filter) => parent.filters.push(Edge { by: filter, node }),
            }
        }
        self.nodes[at].last = index(self.nodes.len() - 1);
        number
    }
}

/// Returns a number of 16 bits; a catalogue has at most 16 places of six parts, of 8 steps each.
fn index(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Adds a move to a path for people.
fn join(path: &str, step: &Move) -> String {
    let key = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match step {
        Move::Key(name) => key(name),
        Move::Any => key("*"),
        Move::Items => format!("{path}[]"),
        Move::Filter(Filter { key, test }) => match test {
            Test::Has => format!("{path}[{key}]"),
            Test::Is(values) => format!("{path}[{key}={}]", values.join(",")),
            Test::IsNot(values) => format!("{path}[{key}!={}]", values.join(",")),
        },
    }
}

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
    /// It says how long to wait.
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
    STANDARD.iter().for_each(|name| keep(name, *name == "retry-after", false));
    envelope.keep_headers.iter().for_each(|name| keep(name, false, false));
    envelope.places().filter_map(Place::header).for_each(|name| keep(name, false, false));
    envelope.hint_headers.iter().for_each(|hint| keep(&hint.header, true, false));
    envelope.no_retry.iter().for_each(|no_retry| keep(&no_retry.header, false, false));
    for limit in &catalogue.rate_limits {
        if let Signal::Header { name, .. } = &limit.signal {
            keep(name, false, true);
        }
        limit.remaining.iter().filter_map(Place::header).for_each(|name| keep(name, false, false));
        limit.reset.iter().for_each(|reset| keep(&reset.header, false, false));
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

/// A step to the place at which a part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteStep<'a> {
    /// Into a member.
    Key(&'a str),
    /// Into the item of a list.
    Item,
    /// Into the item of a list that has a member of this value.
    ItemWith(WriteMember<'a>),
    /// Set a member of the object.
    With(WriteMember<'a>),
}

/// A member of an object, and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteMember<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its value as text.
    pub value: &'a str,
}

/// Returns the first of some places at which a value can be written: one without `*`.
pub fn writable(places: &[Place]) -> Option<&Place> {
    places.iter().find(|place| place.path().is_none_or(|path| !path.moves.contains(&Move::Any)))
}

impl<'a> Tree<'a> {
    /// Returns the steps by which a value is written at the end of a path of this tree.
    pub fn write_steps(&self, path: &'a Path) -> Vec<WriteStep<'a>> {
        let mut node = self.nodes.first();
        let mut steps = Vec::new();
        let mut in_item = false;
        for step in &path.moves {
            // Objects of which several are told apart by a member are items of a list.
            let is_list = node.is_some_and(|node| node.filters.len() > 1) && !steps.is_empty() && !in_item;
            in_item = false;
            match step {
                Move::Key(key) => steps.push(WriteStep::Key(key)),
                Move::Any => {}
                Move::Items => {
                    steps.push(WriteStep::Item);
                    in_item = true;
                }
                Move::Filter(Filter { key, test }) => {
                    let value = match test {
                        Test::Has => Some("true"),
                        Test::Is(values) => values.first().map(String::as_str),
                        Test::IsNot(_) => None,
                    };
                    let member = value.map(|value| WriteMember { key, value });
                    steps.extend(member.map(|member| {
                        if is_list { WriteStep::ItemWith(member) } else { WriteStep::With(member) }
                    }));
                    in_item = is_list;
                }
            }
            node = node.and_then(|node| self.below(node, step));
        }
        steps
    }

    fn below(&self, node: &Node<'a>, step: &Move) -> Option<&Node<'a>> {
        let number = match step {
            Move::Key(key) => node.keys.iter().find(|edge| edge.by == key)?.node,
            Move::Any => node.any?,
            Move::Items => node.items?,
            Move::Filter(filter) => node.filters.iter().find(|edge| edge.by == filter)?.node,
        };
        self.nodes.get(usize::from(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str]) -> (Vec<Path>, Vec<u16>) {
        let paths: Vec<Path> = paths.iter().map(|path| Path::parse(path).unwrap()).collect();
        let moves: Vec<&[Move]> = paths.iter().map(|path| path.moves.as_slice()).collect();
        let ends = Tree::of(&moves).ends;
        (paths, ends)
    }

    #[test]
    fn paths_share_their_beginnings_and_what_is_below_a_node_is_a_range() {
        let (paths, ends) =
            tree(&["error.code", "error", ".", "error.items[].code", "error[a=1].b", "error.code"]);
        let moves: Vec<&[Move]> = paths.iter().map(|path| path.moves.as_slice()).collect();
        let tree = Tree::of(&moves);
        let paths: Vec<&str> = tree.nodes.iter().map(|node| node.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "",
                "error",
                "error.code",
                "error.items",
                "error.items[]",
                "error.items[].code",
                "error[a=1]",
                "error[a=1].b"
            ]
        );
        assert_eq!(ends, [2, 1, 0, 5, 7, 2]);
        let lasts: Vec<u16> = tree.nodes.iter().map(|node| node.last).collect();
        assert_eq!(lasts, [7, 7, 2, 5, 5, 5, 7, 7]);
        let many: Vec<bool> = tree.nodes.iter().map(|node| node.many).collect();
        assert_eq!(many, [false, false, false, false, true, true, true, true]);
    }

    #[test]
    fn objects_that_are_told_apart_by_a_member_are_written_as_a_list() {
        let write = |paths: &[&str]| {
            let paths: Vec<Path> = paths.iter().map(|path| Path::parse(path).unwrap()).collect();
            let moves: Vec<&[Move]> = paths.iter().map(|path| path.moves.as_slice()).collect();
            format!("{:?}", Tree::of(&moves).write_steps(&paths[0]))
        };
        let member = r#"WriteMember { key: "t", value: "A" }"#;
        assert_eq!(write(&["d[t=A].r", "d[t=B].r"]), format!(r#"[Key("d"), ItemWith({member}), Key("r")]"#));
        assert_eq!(write(&["d[t=A].r", "d.m"]), format!(r#"[Key("d"), With({member}), Key("r")]"#));
        assert_eq!(write(&["d[][t=A,C].r"]), format!(r#"[Key("d"), Item, With({member}), Key("r")]"#));
        assert_eq!(write(&["[t=A].r", "[t!=A].s"]), format!(r#"[With({member}), Key("r")]"#));
    }
}
