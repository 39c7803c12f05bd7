//! The parts of an error that its format has places for, without looking into its params.

mod field;
mod params;
mod reader;

use core::convert::Infallible;
use core::ops::ControlFlow;

use edges_errors_core::wire::{ParamsPlace, Wire};

use self::field::{Field, Unescaped};
pub(crate) use self::params::HintParam;
use self::params::{HintPlace, ParamsObject};
use self::reader::Reader;
use super::body::Body;
use super::few::Few;
use super::kind::Kind;
use super::walk::{FEW, FEW_HINTS, OnConflict, Seen, Walk};
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
    unescaped: Unescaped,
    pub(crate) status: Option<u16>,
    /// The objects inside the error object whose entries are extra data.
    params: Few<ParamsObject, 1>,
    /// The entries of objects that may be extra data that say how long to wait.
    hints: Few<HintPlace, FEW_HINTS>,
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
    Whole,
    /// It is whole, and contradicts itself.
    Contradictory,
    /// It broke off, or is not an object.
    Broken,
    /// Nobody asked to read it.
    #[default]
    Unread,
}

impl Envelope {
    /// Reads as much as there is, also where the text breaks off, and returns the label if the catalogue lists it.
    pub(crate) fn read<L: Label>(&mut self, body: &Body) -> Option<L> {
        let ControlFlow::Continue(listed) = self.read_unless(body, |_| None::<Infallible>);
        listed
    }

    /// Reads as much as there is, unless the label says enough. It is asked where the catalogue lists it, and the text is
    /// whole and surely an error object.
    #[inline]
    pub(crate) fn read_unless<L: Label, T>(
        &mut self,
        body: &Body,
        says_enough: impl FnOnce(L) -> Option<T>,
    ) -> ControlFlow<T, Option<L>> {
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
        let mut walk = Walk::new(&wire.tree, OnConflict::Void, seen).with_hints(L::__facts().hints);
        let is_whole = walk.read(body.text());
        self.state = match (is_whole, walk.has_conflict) {
            (false, _) => State::Broken,
            (true, true) => State::Contradictory,
            (true, false) => State::Whole,
        };
        let (unescaped, wrong_types) = (&mut self.unescaped, &mut self.wrong_types);
        let mut reader = Reader { body, wire, walk: &walk, unescaped, wrong_types };
        let labels = reader.labels::<L>();
        if let Some(label) = labels.listed
            && labels.has_first
            && self.state == State::Whole
            && is_object(body.text())
            && let Some(enough) = says_enough(label)
        {
            return ControlFlow::Break(enough);
        }
        self.scope = reader.first(wire.scope, Reader::string);
        self.error_ref = reader.first(wire.error_ref, Reader::text);
        self.message = reader.message();
        // The break may have shortened a number.
        self.status = if is_whole { reader.status() } else { None };
        reader.params(&mut self.params);
        walk.hinted.iter().for_each(|hinted| self.hints.push(HintPlace::new(body, hinted)));
        (self.repeated, self.has_extras) = (walk.repeated, walk.has_extras);
        (self.label, self.finer) = (labels.field, labels.finer);
        (self.labels_differ, self.has_first_label) = (labels.differ, labels.has_first);
        ControlFlow::Continue(labels.listed)
    }

    pub(crate) fn label<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.label.map(|label| self.unescaped.text(label, body))
    }

    pub(crate) fn finer_label<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.finer.map(|label| self.unescaped.text(label, body))
    }

    pub(crate) fn scope<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.scope.map(|scope| self.unescaped.text(scope, body))
    }

    pub(crate) fn error_ref<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.error_ref.map(|error_ref| self.unescaped.text(error_ref, body))
    }

    pub(crate) fn message<'a>(&'a self, body: &'a Body) -> Option<&'a str> {
        self.message.map(|message| self.unescaped.text(message, body))
    }

    /// Returns the texts of the objects whose entries are extra data, each with its place, in the order of the places.
    pub(crate) fn params<'a>(
        &'a self,
        places: &'static [ParamsPlace],
        body: &'a Body,
    ) -> impl Iterator<Item = (&'static ParamsPlace, &'a str)> {
        places.iter().enumerate().flat_map(move |(index, place)| {
            let itself = (place.node == 0 && self.has_extras).then(|| body.text());
            let inside = self.params.iter().filter(move |object| object.place == index);
            let inside = inside.filter_map(|object| body.storage().get(object.range.clone()));
            itself.into_iter().chain(inside).map(move |text| (place, text))
        })
    }

    /// Calls `visit` with each param that says how long to wait, in the order of [`params`](Self::params).
    pub(crate) fn visit_hints<'a>(
        &'a self,
        places: &'static [ParamsPlace],
        body: &'a Body,
        mut visit: impl FnMut(HintParam<'a>),
    ) {
        if self.hints.is_empty() {
            return;
        }
        for (index, place) in places.iter().enumerate() {
            for hint in self.hints.iter().filter(|hint| hint.node == place.node) {
                let holds = |object: &ParamsObject| object.place == index && hint.is_in(&object.range);
                let is_held = place.node == 0 || self.params.iter().any(holds);
                if is_held && !place.others.contains(&hint.info.name()) {
                    visit(HintParam { info: hint.info, raw: hint.raw(body) });
                }
            }
        }
    }

    /// Returns whether the body of which this is the envelope is one JSON object.
    pub(crate) fn is_of_object(&self, body: &Body) -> bool {
        matches!(self.state, State::Whole | State::Contradictory) && is_object(body.text())
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
            State::Broken | State::Contradictory if begins_as_error => Kind::Malformed,
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
