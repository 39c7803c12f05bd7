//! The walk over a body by the tree of its format's paths.

use edges_errors_core::wire::{Edge, Filter, Node, Test, Tree};

use super::object::{Broken, BrokenArray, read_string, visit_array, visit_object};

/// The value at a node, as it was seen.
#[derive(Default, Clone, Copy)]
pub(crate) struct Seen<'a> {
    /// The first value there that is not `null`, or else the last one.
    raw: Option<&'a str>,
    /// It came again with another value, so that neither holds.
    conflict: bool,
}

/// The treatment of a member that comes twice with different values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnConflict {
    /// Neither holds, nor does anything below them.
    Void,
    /// Each is a value of its own.
    KeepBoth,
}

/// The state of a walk.
pub(crate) struct Walk<'a, 's> {
    tree: &'static Tree,
    on_conflict: OnConflict,
    /// The values at the nodes of the tree.
    seen: &'s mut [Seen<'a>],
    /// Further values at nodes at which there may be several.
    further: Vec<Further<'a>>,
    /// The path of a member that came twice.
    pub(crate) repeated: Option<&'static str>,
    pub(crate) has_conflict: bool,
    /// The object has members that no path enters.
    pub(crate) has_extras: bool,
}

/// A value behind the first one of a node.
struct Further<'a> {
    node: u16,
    raw: &'a str,
}

/// A member of the object that is being visited, where nodes may have several values.
struct Here<'a> {
    node: u16,
    raw: &'a str,
}

/// The members of the object that is being visited.
struct Members<'a> {
    /// The edge that is tried first: members mostly come in the order in which the catalogue names them.
    next: usize,
    /// Those that were seen, where nodes may have several values.
    here: Vec<Here<'a>>,
}

impl Members<'_> {
    #[inline]
    fn find(&mut self, edges: &'static [Edge], key: &str) -> Option<&'static Edge> {
        let at = match edges.get(self.next) {
            Some(edge) if edge.key == key => self.next,
            Some(_) | None => edges.iter().position(|edge| edge.key == key)?,
        };
        self.next = at.saturating_add(1);
        edges.get(at)
    }
}

/// The number of nodes whose values need no heap.
pub(crate) const FEW: usize = 16;

impl<'a, 's> Walk<'a, 's> {
    pub(crate) fn new(tree: &'static Tree, on_conflict: OnConflict, seen: &'s mut [Seen<'a>]) -> Self {
        let further = Vec::new();
        Self { tree, on_conflict, seen, further, repeated: None, has_conflict: false, has_extras: false }
    }

    /// Walks over an object, or a list of objects where the paths begin with one, and returns whether it is whole.
    pub(crate) fn read(&mut self, text: &'a str) -> bool {
        let Some(root) = self.tree.node(0) else { return false };
        if root.ends {
            self.record(0, root, text);
        }
        if self.tree.is_flat && self.on_conflict == OnConflict::Void {
            return self.read_flat(root, text);
        }
        let is_list = text.trim_ascii_start().starts_with('[');
        if is_list { self.enter_list(root, text).is_ok() } else { self.enter_object(0, root, text).is_ok() }
    }

    /// Walks over an object none of whose members is entered: the nodes below the root are its keys, in their order.
    fn read_flat(&mut self, root: &'static Node, text: &'a str) -> bool {
        let Some((_, seen)) = self.seen.split_first_mut() else { return false };
        let (mut next, mut has_extras, mut repeats) = (0_usize, false, Vec::new());
        let visited = visit_object(text, &mut |key, value| {
            // Members mostly come in the order in which the catalogue names them.
            let at = match root.keys.get(next) {
                Some(edge) if edge.key == key => next,
                Some(_) | None => match root.keys.iter().position(|edge| edge.key == key) {
                    Some(at) => at,
                    None => {
                        has_extras = true;
                        return;
                    }
                },
            };
            next = at.saturating_add(1);
            match seen.get_mut(at) {
                Some(seen) if seen.raw.is_none() => seen.raw = Some(value),
                Some(_) | None => repeats.push((at, value)),
            }
        });
        self.has_extras = has_extras;
        for (at, value) in repeats {
            self.repeat(root, at, value);
        }
        if let Err(Broken { cut: Some(cut) }) = &visited {
            self.cut_member(0, root, &cut.key, cut.text);
        }
        visited.is_ok()
    }

    /// Takes a member of a flat object that came before.
    #[cold]
    fn repeat(&mut self, root: &'static Node, at: usize, value: &'a str) {
        if let Some(edge) = root.keys.get(at) {
            self.keyed(edge.node, value, &mut Vec::new());
        }
    }

    /// Returns the value of a node; `null` says nothing.
    pub(crate) fn value(&self, node: u16) -> Option<&'a str> {
        let seen = self.seen.get(usize::from(node))?;
        seen.raw.filter(|raw| !seen.conflict && *raw != "null")
    }

    /// Returns whether a node has a value, `null` too.
    pub(crate) fn is_there(&self, node: u16) -> bool {
        self.seen.get(usize::from(node)).is_some_and(|seen| seen.raw.is_some())
    }

    /// Returns whether some node has several values.
    pub(crate) fn has_further(&self) -> bool {
        !self.further.is_empty()
    }

    /// Returns all values of a node, in the order of the text.
    pub(crate) fn values(&self, node: u16) -> impl Iterator<Item = &'a str> {
        let further = self.further.iter().filter(move |further| further.node == node);
        let further = further.map(|further| further.raw).filter(|raw| *raw != "null");
        let first = self.value(node);
        first.into_iter().chain(further.filter(move |_| first.is_some()))
    }

    fn enter_object(&mut self, index: u16, node: &'static Node, text: &'a str) -> Result<(), Broken<'a>> {
        if !node.filters.is_empty() {
            self.test(node, text);
        }
        if node.keys.is_empty() && node.any.is_none() && index > 0 {
            return Ok(());
        }
        let mut members = Members { next: 0, here: Vec::new() };
        let visited =
            visit_object(text, &mut |key, value| self.member(index, node, &key, value, &mut members));
        if let Err(Broken { cut: Some(cut) }) = &visited {
            self.cut_member(index, node, &cut.key, cut.text);
        }
        visited
    }

    fn member(
        &mut self,
        index: u16,
        node: &'static Node,
        key: &str,
        value: &'a str,
        members: &mut Members<'a>,
    ) {
        match members.find(node.keys, key) {
            Some(edge) => self.keyed(edge.node, value, &mut members.here),
            None => self.has_extras |= index == 0,
        }
        if let Some(any) = node.any {
            self.add(any, value);
        }
    }

    /// Takes the value of a member that a path names.
    fn keyed(&mut self, index: u16, value: &'a str, here: &mut Vec<Here<'a>>) {
        let Some(node) = self.tree.node(index) else { return };
        if node.plain
            && let Some(seen) = self.seen.get_mut(usize::from(index))
            && seen.raw.is_none()
        {
            seen.raw = Some(value);
            return;
        }
        let earlier = if node.many {
            let earlier = here.iter().find(|earlier| earlier.node == index).map(|earlier| earlier.raw);
            here.push(Here { node: index, raw: value });
            earlier
        } else {
            self.seen.get(usize::from(index)).and_then(|seen| seen.raw)
        };
        if let Some(earlier) = earlier {
            self.repeated = Some(node.path);
            if earlier == value {
                return;
            }
            match self.on_conflict {
                OnConflict::Void => return self.void(index, node),
                OnConflict::KeepBoth => {}
            }
        }
        self.add(index, value);
    }

    /// Takes a value and those below it.
    fn add(&mut self, index: u16, value: &'a str) {
        let Some(node) = self.tree.node(index) else { return };
        self.record(index, node, value);
        if !is_leaf(node) {
            self.descend(index, node, value);
        }
    }

    fn record(&mut self, index: u16, node: &Node, value: &'a str) {
        let Some(seen) = self.seen.get_mut(usize::from(index)) else { return };
        match seen.raw {
            None | Some("null") => seen.raw = Some(value),
            Some(_) if node.ends => self.further.push(Further { node: index, raw: value }),
            Some(_) => {}
        }
    }

    /// Takes away all values of a node and those below it, for good.
    fn void(&mut self, index: u16, node: &Node) {
        self.has_conflict = true;
        let below = self.seen.get_mut(usize::from(index)..=usize::from(node.last));
        below.unwrap_or_default().iter_mut().for_each(|seen| seen.conflict = true);
    }

    /// Takes what is inside a value. One that breaks off is told by whoever has the text that it ends.
    fn descend(&mut self, index: u16, node: &'static Node, value: &'a str) {
        match value.as_bytes().first() {
            Some(b'{') => {
                let _ = self.enter_object(index, node, value);
            }
            Some(b'[') => {
                let _ = self.enter_list(node, value);
            }
            _ => {}
        }
    }

    fn enter_list(&mut self, node: &'static Node, text: &'a str) -> Result<(), BrokenArray<'a>> {
        let visited = visit_array(text, &mut |item| {
            if let Some(items) = node.items {
                self.add(items, item);
            }
            if item.starts_with('{') {
                self.test(node, item);
            }
        });
        if let Err(BrokenArray { cut }) = &visited {
            if let Some((items, below)) = node.items.and_then(|items| Some((items, self.tree.node(items)?))) {
                self.descend(items, below, cut);
            }
            if cut.starts_with('{') {
                self.test(node, cut);
            }
        }
        visited
    }

    /// Goes on with an object at each test that it passes.
    fn test(&mut self, node: &'static Node, object: &'a str) {
        if node.filters.is_empty() {
            return;
        }
        let passed = pass(node.filters, object);
        for (filter, _) in node.filters.iter().zip(0..).filter(|(_, at)| passed & bit(*at) != 0) {
            let Some(below) = self.tree.node(filter.node) else { continue };
            self.record(filter.node, below, object);
            let _ = self.enter_object(filter.node, below, object);
        }
    }

    /// Goes on in a member whose value breaks off: what is whole in it counts.
    fn cut_member(&mut self, index: u16, node: &'static Node, key: &str, text: &'a str) {
        let Some(edge) = node.keys.iter().find(|edge| edge.key == key) else {
            self.has_extras |= index == 0;
            return;
        };
        let Some(below) = self.tree.node(edge.node) else { return };
        if self.is_there(edge.node) && !below.many {
            // Nobody knows whether the rest would have said the same.
            return self.void(edge.node, below);
        }
        if below.holds_params && text.starts_with('{') {
            self.record(edge.node, below, text);
        }
        self.descend(edge.node, below, text);
    }
}

/// Returns whether nothing below a node is of interest.
fn is_leaf(node: &Node) -> bool {
    node.keys.is_empty() && node.filters.is_empty() && node.items.is_none() && node.any.is_none()
}

/// The bit of a test.
fn bit(at: u32) -> u128 {
    1_u128.checked_shl(at).unwrap_or(0)
}

/// Returns the tests that an object passes, one bit for each. Of a member that comes twice either may pass.
fn pass(filters: &[Filter], object: &str) -> u128 {
    let (mut present, mut passed) = (0_u128, 0_u128);
    // What is read before a break is as good as what is there.
    let _ = visit_object(object, &mut |key, value| {
        for (filter, at) in filters.iter().zip(0..).filter(|(filter, _)| filter.key == key) {
            present |= bit(at);
            if meets(&filter.test, value) {
                passed |= bit(at);
            }
        }
    });
    for (filter, at) in filters.iter().zip(0..) {
        if matches!(filter.test, Test::IsNot(_)) && present & bit(at) == 0 {
            passed |= bit(at);
        }
    }
    passed
}

/// Returns whether a member that is there passes a test.
fn meets(test: &Test, value: &str) -> bool {
    let text = match value.as_bytes().first() {
        Some(b'"') => read_string(value),
        Some(b'{' | b'[') | None => None,
        Some(_) => Some(value.into()),
    };
    let is_one_of = |values: &[&str]| text.as_deref().is_some_and(|text| values.contains(&text));
    match test {
        Test::Has => value != "null" && text.as_deref().is_none_or(|text| !text.trim().is_empty()),
        Test::Is(values) => is_one_of(values),
        Test::IsNot(values) => !is_one_of(values),
    }
}
