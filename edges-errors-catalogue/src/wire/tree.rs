//! A tree of paths.

use crate::path::{Filter, Move, Path, Test};

/// A tree of paths: the nodes of a walk that visits a node before those below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree<'a> {
    /// The nodes, of which the first is the object itself.
    pub nodes: Vec<Node<'a>>,
    /// The node at the end of each path.
    pub(super) ends: Vec<u16>,
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
        let has_inside = self.holds_params || !self.keys.is_empty() || !self.filters.is_empty();
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
    pub(super) fn of(paths: &[&'a [Move]]) -> Self {
        let mut tree = Self { nodes: Vec::new(), ends: vec![0; paths.len()] };
        let rests: Vec<Rest<'a>> =
            paths.iter().enumerate().map(|(path, moves)| Rest { moves, path }).collect();
        tree.grow(String::new(), false, &rests);
        tree
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

/// A step to the place at which a part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteStep<'a> {
    /// Into a member.
    Key(&'a str),
    /// Into the item of a list.
    Item,
    /// Into the item of a list that has a member of this value.
    ItemWith(WriteMember<'a>),
    /// Into the item of a list of which a member has none of these values.
    ItemWithout {
        /// The key of the member.
        key: &'a str,
        /// The values as text.
        values: &'a [String],
    },
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

impl<'a> Tree<'a> {
    /// Returns the steps by which a value is written at the end of a path of this tree.
    pub fn write_steps(&self, path: &'a Path) -> Vec<WriteStep<'a>> {
        let mut node = self.nodes.first();
        let mut steps = Vec::new();
        let mut in_item = false;
        for step in &path.moves {
            // Objects of which several are told apart by a member are items of a list, and so are those beside `[]`.
            let is_list = node.is_some_and(|node| node.filters.len() > 1 || node.items.is_some())
                && !steps.is_empty()
                && !in_item;
            in_item = false;
            match step {
                Move::Key(key) => steps.push(WriteStep::Key(key)),
                Move::Any => {}
                Move::Items => {
                    steps.push(WriteStep::Item);
                    in_item = true;
                }
                Move::Filter(Filter { key, test }) => {
                    steps.extend(write_filter(key, test, is_list));
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

/// Returns the step by which a value is written that passes a test; none where it passes as it is.
fn write_filter<'a>(key: &'a str, test: &'a Test, is_list: bool) -> Option<WriteStep<'a>> {
    let value = match test {
        Test::Has => Some("true"),
        Test::Is(values) => values.first().map(String::as_str),
        Test::IsNot(values) => return is_list.then_some(WriteStep::ItemWithout { key, values }),
    };
    let member = value.map(|value| WriteMember { key, value });
    member.map(|member| if is_list { WriteStep::ItemWith(member) } else { WriteStep::With(member) })
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
        assert_eq!(write(&["d[t=A].r", "d[].m"]), format!(r#"[Key("d"), ItemWith({member}), Key("r")]"#));
        let without = r#"ItemWithout { key: "t", values: ["A"] }"#;
        assert_eq!(write(&["d[t!=A].r", "d[].m"]), format!(r#"[Key("d"), {without}, Key("r")]"#));
        assert_eq!(write(&["d[t!=A].r", "d.m"]), r#"[Key("d"), Key("r")]"#);
        assert_eq!(write(&["d[t=A].r", "d.m"]), format!(r#"[Key("d"), With({member}), Key("r")]"#));
        assert_eq!(write(&["d[][t=A,C].r"]), format!(r#"[Key("d"), Item, With({member}), Key("r")]"#));
        assert_eq!(write(&["[t=A].r", "[t!=A].s"]), format!(r#"[With({member}), Key("r")]"#));
    }
}
