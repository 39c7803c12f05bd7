//! The walk over a body by the tree of its format's paths.

mod filters;
mod hints;
mod members;

use edges_errors_core::wire::{Edge, Node, Tree};

use self::filters::{bit, pass};
pub(crate) use self::hints::{FEW_HINTS, Hinted};
use self::members::{Here, Key, Members};
use super::few::Few;
use super::scan::{Broken, Form, Inside, Raw, Scanner};
use crate::catalogue::ParamInfo;

/// The value at a node, as it was seen.
#[derive(Default, Clone, Copy)]
pub(crate) struct Seen<'a> {
    /// The first value there that is not `null`, or else the last one.
    raw: Option<Raw<'a>>,
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
    /// The params that say how long to wait.
    hints: &'static [ParamInfo],
    /// Their places, in the order of the text.
    pub(crate) hinted: Few<Hinted<'a>, FEW_HINTS>,
    /// The path of a member that came twice.
    pub(crate) repeated: Option<&'static str>,
    pub(crate) has_conflict: bool,
    /// The object has members that no path enters.
    pub(crate) has_extras: bool,
}

/// A value behind the first one of a node.
struct Further<'a> {
    node: u16,
    raw: Raw<'a>,
}

/// The number of nodes whose values need no heap.
pub(crate) const FEW: usize = 16;

impl<'a, 's> Walk<'a, 's> {
    pub(crate) fn new(tree: &'static Tree, on_conflict: OnConflict, seen: &'s mut [Seen<'a>]) -> Self {
        Self {
            tree,
            on_conflict,
            seen,
            further: Vec::new(),
            hints: &[],
            hinted: Few::default(),
            repeated: None,
            has_conflict: false,
            has_extras: false,
        }
    }

    /// Walks over an object, or a list of objects where the paths begin with one, and returns whether it is whole.
    pub(crate) fn read(&mut self, text: &'a str) -> bool {
        let Some(root) = self.tree.node(0) else { return false };
        let mut scanner = Scanner::new(text);
        let first = scanner.peek();
        if root.ends {
            self.record(0, root, Raw { text, form: Form::Other });
        }
        let walked = match first {
            Some(b'[') => self.enter_list(root, &mut scanner),
            Some(_) | None => {
                let place = scanner.place();
                self.test(root, scanner.from(place));
                self.enter_object(0, root, &mut scanner)
            }
        };
        walked.is_ok() && scanner.is_at_end()
    }

    /// Returns the value of a node; `null` says nothing.
    #[inline]
    pub(crate) fn value(&self, node: u16) -> Option<Raw<'a>> {
        let seen = self.seen.get(usize::from(node))?;
        seen.raw.filter(|raw| !seen.conflict && raw.text != "null")
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
    pub(crate) fn values(&self, node: u16) -> impl Iterator<Item = Raw<'a>> {
        let further = self.further.iter().filter(move |further| further.node == node);
        let further = further.map(|further| further.raw).filter(|raw| raw.text != "null");
        let first = self.value(node);
        first.into_iter().chain(further.filter(move |_| first.is_some()))
    }

    /// Walks over the members of an object.
    fn enter_object(
        &mut self,
        index: u16,
        node: &'static Node,
        scanner: &mut Scanner<'a>,
    ) -> Result<(), Broken> {
        let mut members = Members::default();
        let mut inside = scanner.open_object()?;
        while inside == Inside::More {
            match (members.take_key(node.keys, scanner)?, node.any) {
                (Key::Of(edge), None) => self.keyed(edge.node, scanner, &mut members.here)?,
                (Key::Of(edge), Some(any)) => {
                    let raw = self.take_named(edge, scanner, &mut members.here)?;
                    self.add(any, raw);
                }
                (Key::Other(key), any) => {
                    self.has_extras |= index == 0;
                    let raw = self.take_other(index, node, &key, scanner)?;
                    if let Some(any) = any {
                        self.add(any, raw);
                    }
                }
            }
            inside = scanner.go_on(b'}')?;
        }
        Ok(())
    }

    /// Takes the value of a member that a path names.
    #[inline]
    fn keyed(
        &mut self,
        index: u16,
        scanner: &mut Scanner<'a>,
        here: &mut Vec<Here<'a>>,
    ) -> Result<(), Broken> {
        let Some(node) = self.tree.node(index) else { return scanner.value().map(drop) };
        if node.plain
            && let Some(seen) = self.seen.get_mut(usize::from(index))
            && seen.raw.is_none()
        {
            let place = scanner.place();
            return match scanner.value() {
                Ok(raw) => {
                    seen.raw = Some(raw);
                    Ok(())
                }
                Err(Broken) => {
                    self.keep_cut_params(index, node, scanner.from(place).trim_ascii_start());
                    Err(Broken)
                }
            };
        }
        let earlier = if node.many {
            here.iter().find(|earlier| earlier.node == index).map(|earlier| earlier.raw)
        } else {
            self.seen.get(usize::from(index)).and_then(|seen| seen.raw)
        };
        scanner.peek();
        let place = scanner.place();
        if earlier.is_some() {
            return match scanner.value() {
                Ok(raw) => {
                    self.take(index, node, raw, here);
                    Ok(())
                }
                Err(Broken) => {
                    self.take_cut(index, node, scanner.from(place));
                    Err(Broken)
                }
            };
        }
        match self.enter(index, node, scanner) {
            Ok(raw) if node.many => {
                here.push(Here { node: index, raw });
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(Broken) => {
                self.keep_cut_params(index, node, scanner.from(place));
                Err(Broken)
            }
        }
    }

    /// Takes the value of a member that a path names, of an object of which every member is asked for.
    #[cold]
    fn take_named(
        &mut self,
        edge: &'static Edge,
        scanner: &mut Scanner<'a>,
        here: &mut Vec<Here<'a>>,
    ) -> Result<Raw<'a>, Broken> {
        scanner.peek();
        let place = scanner.place();
        let taken = scanner.value();
        if let Some(node) = self.tree.node(edge.node) {
            match taken {
                Ok(raw) => self.take(edge.node, node, raw, here),
                Err(Broken) => self.take_cut(edge.node, node, scanner.from(place)),
            }
        }
        taken
    }

    /// Takes the value of a member, which may have come before.
    fn take(&mut self, index: u16, node: &'static Node, raw: Raw<'a>, here: &mut Vec<Here<'a>>) {
        let earlier = if node.many {
            let earlier = here.iter().find(|earlier| earlier.node == index).map(|earlier| earlier.raw);
            here.push(Here { node: index, raw });
            earlier
        } else {
            self.seen.get(usize::from(index)).and_then(|seen| seen.raw)
        };
        if let Some(earlier) = earlier {
            self.repeated = Some(node.path);
            if earlier.text == raw.text {
                return;
            }
            match self.on_conflict {
                OnConflict::Void => return self.void(index, node),
                OnConflict::KeepBoth => {}
            }
        }
        self.add(index, raw);
    }

    /// Takes what is whole in the value of a member that breaks off.
    #[cold]
    fn take_cut(&mut self, index: u16, node: &'static Node, text: &'a str) {
        if self.is_there(index) && !node.many {
            // Nobody knows whether the rest would have said the same.
            return self.void(index, node);
        }
        self.keep_cut_params(index, node, text);
        self.descend(index, node, text);
    }

    /// Keeps an object of extra data that breaks off.
    #[cold]
    fn keep_cut_params(&mut self, index: u16, node: &'static Node, text: &'a str) {
        if node.holds_params && text.starts_with('{') {
            self.record(index, node, Raw { text, form: Form::Other });
        }
    }

    /// Takes a value, and what is inside it.
    fn add(&mut self, index: u16, raw: Raw<'a>) {
        let Some(node) = self.tree.node(index) else { return };
        self.record(index, node, raw);
        self.descend(index, node, raw.text);
    }

    /// Takes the value at the cursor, and what is inside it as the cursor passes by. Of a value that breaks off only what is
    /// whole inside it is taken.
    #[inline]
    fn enter(
        &mut self,
        index: u16,
        node: &'static Node,
        scanner: &mut Scanner<'a>,
    ) -> Result<Raw<'a>, Broken> {
        let first = scanner.peek();
        let place = scanner.place();
        let entered = match first {
            // Its tests come before what they let pass.
            _ if !node.filters.is_empty() => None,
            Some(b'{') if self.goes_into(node) => Some(self.enter_object(index, node, scanner)),
            Some(b'[') if node.items.is_some() => Some(self.enter_list(node, scanner)),
            Some(_) | None => None,
        };
        let raw = match entered {
            Some(entered) => {
                entered?;
                Raw { text: scanner.since(place), form: Form::Other }
            }
            None => match scanner.value() {
                Ok(raw) => raw,
                Err(Broken) => {
                    self.descend_tests(index, node, scanner.from(place));
                    return Err(Broken);
                }
            },
        };
        self.record(index, node, raw);
        if entered.is_none() {
            self.descend_tests(index, node, raw.text);
        }
        Ok(raw)
    }

    #[inline]
    fn descend_tests(&mut self, index: u16, node: &'static Node, text: &'a str) {
        if !node.filters.is_empty() {
            self.descend(index, node, text);
        }
    }

    #[inline]
    fn record(&mut self, index: u16, node: &Node, raw: Raw<'a>) {
        let Some(seen) = self.seen.get_mut(usize::from(index)) else { return };
        match seen.raw {
            None => seen.raw = Some(raw),
            Some(earlier) if earlier.text == "null" => seen.raw = Some(raw),
            Some(_) if node.ends => self.further.push(Further { node: index, raw }),
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
    fn descend(&mut self, index: u16, node: &'static Node, text: &'a str) {
        let mut scanner = Scanner::new(text);
        match text.as_bytes().first() {
            Some(b'{') => {
                self.test(node, text);
                if self.goes_into(node) {
                    let _ = self.enter_object(index, node, &mut scanner);
                }
            }
            Some(b'[') if node.items.is_some() || !node.filters.is_empty() => {
                let _ = self.enter_list(node, &mut scanner);
            }
            Some(_) | None => {}
        }
    }

    fn enter_list(&mut self, node: &'static Node, scanner: &mut Scanner<'a>) -> Result<(), Broken> {
        let items = node.items.and_then(|items| Some((items, self.tree.node(items)?)));
        let mut inside = scanner.open_list()?;
        while inside == Inside::More {
            match items {
                Some((index, below)) if node.filters.is_empty() => {
                    self.enter(index, below, scanner)?;
                }
                _ => self.take_tested(node, items, scanner)?,
            }
            inside = scanner.go_on(b']')?;
        }
        Ok(())
    }

    /// Takes an item that has tests to pass.
    fn take_tested(
        &mut self,
        node: &'static Node,
        items: Option<(u16, &'static Node)>,
        scanner: &mut Scanner<'a>,
    ) -> Result<(), Broken> {
        scanner.peek();
        let place = scanner.place();
        let taken = scanner.value();
        match (taken, items) {
            (Ok(item), Some((index, _))) => self.add(index, item),
            (Err(Broken), Some((index, below))) => self.descend(index, below, scanner.from(place)),
            (Ok(_) | Err(Broken), None) => {}
        }
        let item = taken.map_or_else(|Broken| scanner.from(place), |item| item.text);
        if item.starts_with('{') {
            self.test(node, item);
        }
        taken.map(drop)
    }

    /// Goes on with an object at each test that it passes.
    fn test(&mut self, node: &'static Node, object: &'a str) {
        if node.filters.is_empty() {
            return;
        }
        let passed = pass(node.filters, object);
        for (filter, _) in node.filters.iter().zip(0..).filter(|(_, at)| passed & bit(*at) != 0) {
            let Some(below) = self.tree.node(filter.node) else { continue };
            self.record(filter.node, below, Raw { text: object, form: Form::Other });
            self.descend(filter.node, below, object);
        }
    }
}
