//! The response format of an API, compiled: the tables that the generator writes and the decoder walks by.
//!
//! The paths of a format are one tree. Its nodes are in the order of a walk that visits a node before those below it, so
//! what is below a node is a range. A node that is not there leads nowhere: reading the tables cannot fail.

use crate::vocabulary::{HintKind, LabelFormat};

/// The response format.
#[derive(Debug)]
pub struct Wire {
    /// The format of labels.
    pub label_format: LabelFormat,
    /// A 2xx answer with a label of the format is an error.
    pub errors_in_2xx: bool,
    /// The paths of all places.
    pub tree: Tree,
    /// The places of the label.
    pub label: &'static [Place],
    /// The places of the scope.
    pub scope: &'static [Place],
    /// The places of the reference.
    pub error_ref: &'static [Place],
    /// The places of the message.
    pub message: &'static [Place],
    /// The places of the status.
    pub status: &'static [Place],
    /// The places of extra data.
    pub params: &'static [ParamsPlace],
    /// The headers that are kept.
    pub headers: &'static [KeptHeader],
    /// The headers that say how long to wait, `Retry-After` not among them.
    pub hints: &'static [HintHeader],
    /// The header that forbids to send a request again.
    pub no_retry: Option<NoRetry>,
    /// The payloads, in the order of the catalogue.
    pub payloads: &'static [PayloadFormat],
    /// The places at which each part is written.
    pub writes: Writes,
}

/// A tree of paths, of which the first node is the object itself.
#[derive(Debug)]
pub struct Tree {
    /// The nodes, each before those below it.
    pub nodes: &'static [Node],
}

/// A value that paths lead to, or through.
#[derive(Debug)]
pub struct Node {
    /// The path from the object, for people.
    pub path: &'static str,
    /// A path ends here.
    pub ends: bool,
    /// The entries of the object are extra data.
    pub holds_params: bool,
    /// There may be several such values, as below a list.
    pub many: bool,
    /// There is one such value at most, and nothing inside it is of interest.
    pub plain: bool,
    /// The members that are entered.
    pub keys: &'static [Edge],
    /// The node of every member.
    pub any: Option<u16>,
    /// The node of every item of a list.
    pub items: Option<u16>,
    /// The tests of the object, or of every item of a list.
    pub filters: &'static [Filter],
    /// The last node below this one, or else this one.
    pub last: u16,
}

/// A member that is entered.
#[derive(Debug)]
pub struct Edge {
    /// The member's key.
    pub key: &'static str,
    /// Its node.
    pub node: u16,
    /// The key has nothing in it that JSON has to escape.
    pub is_verbatim: bool,
}

impl Edge {
    /// Returns an edge.
    #[must_use]
    pub const fn new(key: &'static str, node: u16) -> Self {
        let mut rest = key.as_bytes();
        while let [first, behind @ ..] = rest {
            if matches!(first, 0..=0x1f | b'"' | b'\\') {
                break;
            }
            rest = behind;
        }
        Self { key, node, is_verbatim: rest.is_empty() }
    }
}

/// A test of an object.
#[derive(Debug)]
pub struct Filter {
    /// The member that is asked.
    pub key: &'static str,
    /// The answer that passes.
    pub test: Test,
    /// The node of an object that passes.
    pub node: u16,
}

/// The member of an object that passes a filter.
#[derive(Debug)]
pub enum Test {
    /// It is there, neither null nor blank.
    Has,
    /// It is one of these.
    Is(&'static [&'static str]),
    /// It is none of these, or not there.
    IsNot(&'static [&'static str]),
}

/// The place of a part.
#[derive(Debug)]
pub struct Place {
    /// The place as the catalogue writes it.
    pub name: &'static str,
    /// The part of an answer that has the value.
    pub source: Source,
    /// The part of the text that counts.
    pub cut: Cut,
}

/// The part of an answer that has a value.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// A node of the tree.
    Body(u16),
    /// A header, in lower case.
    Header(&'static str),
}

/// The part of a text that counts.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// It begins behind this, if it is there; of several before `until`, behind the last. Behind an `until` it counts where it
    /// follows at once.
    pub after: Option<&'static str>,
    /// It ends at the first of these, behind `after` if that is there.
    pub until: Option<&'static str>,
}

impl Cut {
    /// The whole text.
    pub const NONE: Self = Self { after: None, until: None };

    /// Returns the part of a text that counts.
    #[must_use]
    #[inline]
    pub fn apply(self, text: &str) -> &str {
        if self.after.is_none() && self.until.is_none() { text } else { self.cut(text) }
    }

    fn cut(self, text: &str) -> &str {
        let behind = self.after.and_then(|mark| self.find_begin(text, mark)).unwrap_or(text);
        let part = self.until.and_then(|mark| behind.split_once(mark)).map_or(behind, |(part, _)| part);
        let last = self.after.and_then(|mark| part.rsplit_once(mark)).map_or(part, |(_, last)| last);
        last.trim_ascii()
    }

    /// Returns what is behind the mark that the text begins at: the first one, if no end is before it, or else one that
    /// follows an end at once.
    fn find_begin<'a>(self, text: &'a str, begin: &str) -> Option<&'a str> {
        let (before, behind) = text.split_once(begin)?;
        let Some(end) = self.until else { return Some(behind) };
        if text.find(end).is_none_or(|at| before.len() < at) {
            return Some(behind);
        }
        text.match_indices(end).find_map(|(at, _)| {
            let from = text.get(at..)?;
            let behind = from.get(end.len()..)?.trim_ascii_start();
            from.strip_prefix(begin).or_else(|| behind.strip_prefix(begin))
        })
    }
}

/// An object whose entries are extra data.
#[derive(Debug)]
pub struct ParamsPlace {
    /// The place as the catalogue writes it.
    pub name: &'static str,
    /// Its node.
    pub node: u16,
    /// Members that other paths enter or ask: they are no extra data.
    pub others: &'static [&'static str],
}

/// A header that is kept.
#[derive(Debug)]
pub struct KeptHeader {
    /// Its name in lower case.
    pub name: &'static str,
    /// It may say how long to wait.
    pub is_hint: bool,
    /// That it is there says something, whatever its value is.
    pub is_signal: bool,
}

/// A header that says how long to wait.
#[derive(Debug)]
pub struct HintHeader {
    /// Its name in lower case.
    pub name: &'static str,
    /// The form of its value.
    pub kind: HintKind,
    /// The part of its value that counts.
    pub cut: Cut,
}

/// A header, and how much of its value counts.
#[derive(Debug)]
pub struct HeaderPlace {
    /// Its name in lower case.
    pub name: &'static str,
    /// The part of its value that counts.
    pub cut: Cut,
}

/// A header whose value forbids to send a request again.
#[derive(Debug)]
pub struct NoRetry {
    /// Its name in lower case.
    pub name: &'static str,
    /// The value.
    pub is: &'static str,
}

/// A form of data that holds an error, and is not the response to the request that failed.
#[derive(Debug)]
pub struct PayloadFormat {
    /// The paths of the payload.
    pub tree: Tree,
    /// The node of the objects that are errors.
    pub error: u16,
    /// The node of what may be an error, before it is tested.
    pub untested: u16,
    /// The node whose presence says that the work failed for good.
    pub failed: Option<u16>,
    /// The node whose presence says that the work has come to its end otherwise.
    pub ended: Option<u16>,
    /// The node whose presence says that the API sends the work again.
    pub resumed: Option<u16>,
    /// The node of the time.
    pub until: Option<u16>,
    /// The path of the time, for people.
    pub until_name: &'static str,
    /// The payload belongs to work that the API does later.
    pub asynchronous: bool,
}

/// The places at which the parts of an error are written; none for a part that no place is declared for.
#[derive(Debug)]
pub struct Writes {
    /// The label.
    pub label: Option<WritePlace>,
    /// The scope.
    pub scope: Option<WritePlace>,
    /// The reference.
    pub error_ref: Option<WritePlace>,
    /// The message.
    pub message: Option<WritePlace>,
    /// The status.
    pub status: Option<WritePlace>,
    /// The extra data.
    pub params: Option<WritePlace>,
}

/// A place at which a part is written.
#[derive(Debug, Clone, Copy)]
pub enum WritePlace {
    /// In the body.
    Body(&'static [WriteStep]),
    /// In a header, in lower case, behind a text.
    Header {
        /// The header.
        name: &'static str,
        /// The text before the part.
        after: &'static str,
    },
}

/// A step to the place at which a part is written.
#[derive(Debug, Clone, Copy)]
pub enum WriteStep {
    /// Into a member.
    Key(&'static str),
    /// Into the item of a list.
    Item,
    /// Into the item of a list that has a member of this value.
    ItemWith(Member),
    /// Into the item of a list of which a member has none of these values.
    ItemWithout {
        /// The key of the member.
        key: &'static str,
        /// The values as text.
        values: &'static [&'static str],
    },
    /// Set a member of the object.
    With(Member),
}

/// A member of an object, and its value.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Its key.
    pub key: &'static str,
    /// Its value as text.
    pub value: &'static str,
}

impl Tree {
    /// Returns a node.
    #[must_use]
    #[inline]
    pub fn node(&self, index: u16) -> Option<&'static Node> {
        self.nodes.get(usize::from(index))
    }
}

#[cfg(test)]
mod tests {
    use super::Cut;

    #[test]
    fn a_cut_ends_at_the_first_mark_behind_the_one_it_begins_at() {
        let name = Cut { after: Some("#"), until: Some(":") };
        assert_eq!(name.apply("ns#a#Name:http://x:y"), "Name");
        assert_eq!(name.apply("ns#Name:http://x/#y"), "Name");
        assert_eq!(name.apply("ns#Name"), "Name");
        assert_eq!(name.apply("Name:http://x"), "Name");
        assert_eq!(name.apply("Name:http://x/#y"), "Name");
        assert_eq!(name.apply("Name:#y"), "y");
        assert_eq!(name.apply("Name"), "Name");
        let reset = Cut { after: Some("t="), until: Some(";") };
        assert_eq!(reset.apply("\"default\";r=0;t=30 ;w=1"), "30");
        assert_eq!(reset.apply("\"default\"; r=0; t=30"), "30");
        assert_eq!(reset.apply("limit;start=1"), "limit");
        let error = Cut { after: Some("; error="), until: Some(";") };
        assert_eq!(error.apply("API; error=PGRST116; details=\"a; error=b\""), "PGRST116");
        assert_eq!(Cut::NONE.apply(" as it is "), " as it is ");
    }
}
