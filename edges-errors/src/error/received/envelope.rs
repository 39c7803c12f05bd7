//! The parts of an error that its format has places for, without looking into its params.

mod field;
mod params;
mod reader;

use core::convert::Infallible;
use core::ops::ControlFlow;

use edges_errors_core::wire::Wire;

use self::field::Field;
use self::params::ParamsObjects;
use self::reader::Reader;
use super::body::Body;
use super::kind::Kind;
use super::walk::{FEW, OnConflict, Seen, Walk};
use crate::catalogue::Label;

/// The parts that every error has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Envelope {
    label: Option<Field>,
    /// The label of an earlier place, which the catalogue does not list.
    finer: Option<Field>,
    scope: Option<Field>,
    error_ref: Option<Field>,
    message: Option<Field>,
    pub(crate) status: Option<u16>,
    /// The objects inside the error object whose entries are extra data.
    params: ParamsObjects,
    /// Places whose values have a type that they should not have.
    pub(crate) wrong_types: Vec<&'static str>,
    /// The path of a member that came more than once.
    pub(crate) repeated: Option<&'static str>,
    /// Two places hold labels of different categories.
    pub(crate) labels_differ: bool,
    /// The first place of the label has a value.
    has_first_label: bool,
    /// There are more members than the format has places for.
    has_extras: bool,
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Whole,
    /// It broke off, is not an object, or contradicts itself.
    Broken,
    /// Nobody asked to read it.
    Unread,
}

/// An envelope, and its label where the catalogue lists it.
pub(crate) struct Opened<L> {
    pub(crate) envelope: Envelope,
    pub(crate) label: Option<L>,
    /// The text is an object or a list, and nothing else.
    pub(crate) is_whole: bool,
}

impl Envelope {
    /// Returns the envelope of a body that nobody asked to read.
    pub(crate) fn unread() -> Self {
        Self { state: State::Unread, ..Self::default() }
    }

    /// Reads as much as there is, also where the text breaks off.
    pub(crate) fn read<L: Label>(body: &Body) -> Opened<L> {
        let ControlFlow::Continue(opened) = Self::read_unless(body, |_| None::<Infallible>);
        opened
    }

    /// Reads as much as there is, unless the label says enough. It is asked where the catalogue lists it, and the text is
    /// whole and surely an error object.
    #[inline]
    pub(crate) fn read_unless<L: Label, T>(
        body: &Body,
        says_enough: impl FnOnce(L) -> Option<T>,
    ) -> ControlFlow<T, Opened<L>> {
        let wire = &L::__facts().wire;
        let mut few = [Seen::default(); FEW];
        let mut many = Vec::new();
        let count = wire.tree.nodes.len();
        let seen = match few.get_mut(..count) {
            Some(few) => few,
            None => {
                many.resize(count, Seen::default());
                &mut many
            }
        };
        let mut walk = Walk::new(&wire.tree, OnConflict::Void, seen);
        let is_whole = walk.read(body.text());
        let state = if is_whole && !walk.has_conflict { State::Whole } else { State::Broken };
        let mut wrong_types = Vec::new();
        let mut reader = Reader { body, wire, walk: &walk, wrong_types: &mut wrong_types };
        let labels = reader.labels::<L>();
        if let Some(label) = labels.listed
            && labels.has_first
            && state == State::Whole
            && is_object(body.text())
            && let Some(enough) = says_enough(label)
        {
            return ControlFlow::Break(enough);
        }
        let scope = reader.first(wire.scope, Reader::string);
        let error_ref = reader.first(wire.error_ref, Reader::text);
        let message = reader.message();
        // The break may have shortened a number.
        let status = if is_whole { reader.status() } else { None };
        let mut params = ParamsObjects::default();
        reader.params(&mut params);
        let envelope = Self {
            label: labels.field,
            finer: labels.finer,
            scope,
            error_ref,
            message,
            status,
            params,
            wrong_types,
            repeated: walk.repeated,
            labels_differ: labels.differ,
            has_first_label: labels.has_first,
            has_extras: walk.has_extras,
            state,
        };
        ControlFlow::Continue(Opened { envelope, label: labels.listed, is_whole })
    }

    pub(crate) fn label<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.label.as_ref().map(|label| label.text(body))
    }

    pub(crate) fn finer_label<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.finer.as_ref().map(|label| label.text(body))
    }

    pub(crate) fn scope<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.scope.as_ref().map(|scope| scope.text(body))
    }

    pub(crate) fn error_ref<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.error_ref.as_ref().map(|error_ref| error_ref.text(body))
    }

    pub(crate) fn message<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.message.as_ref().map(|message| message.text(body))
    }

    /// Returns the texts of the objects at a place whose entries are extra data.
    pub(crate) fn params<'a>(&'a self, place: usize, body: &'a Body) -> impl Iterator<Item = &'a str> {
        let ParamsObjects { first, more } = &self.params;
        let found = first.iter().chain(more).filter(move |object| object.place == place);
        found.filter_map(|object| body.storage().get(object.range.clone()))
    }

    /// Returns whether the error object has members of its own that are extra data.
    pub(crate) fn has_extras(&self) -> bool {
        self.has_extras
    }

    /// Returns whether the first place of a label has one, which only error objects do.
    pub(crate) fn is_surely_of_error(&self) -> bool {
        self.has_first_label
    }

    /// Returns whether no part but the label was found.
    pub(crate) fn is_bare(&self) -> bool {
        let parts = [&self.scope, &self.error_ref, &self.message];
        parts.into_iter().all(Option::is_none) && self.status.is_none()
    }

    /// Returns the kind of the answer with this envelope.
    pub(crate) fn kind(&self, body: &Body, wire: &Wire, is_listed: bool) -> Kind {
        let text = body.text().trim_ascii_start();
        let begins_as_error = match text.as_bytes().first() {
            _ if body.is_too_large() => return Kind::TooLarge,
            None => return Kind::NoBody,
            _ if self.state == State::Unread => return Kind::NoLabel,
            Some(b'{') => true,
            Some(b'[') => {
                wire.tree.node(0).is_some_and(|root| root.items.is_some() || !root.filters.is_empty())
            }
            Some(_) => false,
        };
        match self.state {
            State::Broken if begins_as_error => Kind::Malformed,
            State::Whole if begins_as_error && is_listed => Kind::Known,
            State::Whole if begins_as_error && self.label.is_some() => Kind::UnknownLabel,
            State::Whole if begins_as_error => Kind::NoLabel,
            _ if text.trim_ascii_end() == "null" => Kind::NoBody,
            _ => Kind::NotObject,
        }
    }
}

/// Returns whether JSON is an object.
pub(crate) fn is_object(text: &str) -> bool {
    text.trim_ascii_start().starts_with('{')
}
