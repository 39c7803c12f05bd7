//! The parts of an error that its format has places for, without looking into its params.

use core::ops::Range;
use std::borrow::Cow;

use edges_errors_core::vocabulary::LabelFormat;
use edges_errors_core::wire::{Cut, ParamsPlace, Place, Source, Wire};

use super::body::Body;
use super::kind::Kind;
use super::object::{range_of, read_string, visit_array};
use super::scan::Raw;
use super::walk::{FEW, OnConflict, Seen, Walk};
use crate::catalogue::Label;

/// Text of an answer: its place, or the text itself where the answer escapes it.
#[derive(Debug, Clone)]
enum Field {
    Slice(Range<usize>),
    Owned(Box<str>),
}

impl Field {
    /// Reads a string, which mostly has no escapes.
    #[inline]
    fn of_string(body: &Body, cut: Cut, raw: Raw<'_>) -> Option<Self> {
        match raw.verbatim() {
            Some(text) => Some(Self::Slice(range_of(body.storage(), cut.apply(text)))),
            None => raw.string().map(|text| Self::new(body, cut, text)),
        }
    }

    /// Returns the place of a borrowed text in an answer; text that had to be unescaped is kept itself.
    fn new(body: &Body, cut: Cut, text: Cow<'_, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::Slice(range_of(body.storage(), cut.apply(text))),
            Cow::Owned(text) => Self::Owned(cut.apply(&text).into()),
        }
    }

    fn text<'a>(&'a self, body: &'a Body) -> &'a str {
        match self {
            Self::Slice(range) => body.storage().get(range.clone()).unwrap_or_default(),
            Self::Owned(text) => text,
        }
    }
}

/// An object whose entries are extra data.
#[derive(Debug, Clone)]
pub(crate) struct ParamsObject {
    /// The index of its place.
    pub(crate) place: usize,
    range: Range<usize>,
}

/// The objects inside the error object whose entries are extra data. The first is apart, since most errors have one at most.
#[derive(Debug, Clone, Default)]
struct ParamsObjects {
    first: Option<ParamsObject>,
    more: Vec<ParamsObject>,
}

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
}

impl Envelope {
    /// Returns the envelope of a body that nobody asked to read.
    pub(crate) fn unread() -> Self {
        Self { state: State::Unread, ..Self::default() }
    }

    /// Reads as much as there is, also where the text breaks off.
    pub(crate) fn read<L: Label>(body: &Body) -> Opened<L> {
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
        let (repeated, has_extras) = (walk.repeated, walk.has_extras);
        let mut envelope = Self { repeated, has_extras, state, ..Self::default() };
        let mut reader = Reader { body, wire, walk: &walk, wrong_types: &mut envelope.wrong_types };
        let labels = reader.labels::<L>();
        envelope.scope = reader.first(wire.scope, Reader::string);
        envelope.error_ref = reader.first(wire.error_ref, Reader::text);
        envelope.message = reader.message();
        // The break may have shortened a number.
        envelope.status = if is_whole { reader.status() } else { None };
        reader.params(&mut envelope.params);
        (envelope.label, envelope.finer) = (labels.field, labels.finer);
        (envelope.labels_differ, envelope.has_first_label) = (labels.differ, labels.has_first);
        Opened { envelope, label: labels.listed }
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

/// The labels at the places of the label.
struct Labels<L> {
    /// The first that the catalogue lists, or else the first.
    field: Option<Field>,
    /// The first, where a later one is listed and it is not.
    finer: Option<Field>,
    listed: Option<L>,
    /// Two that are listed have different categories.
    differ: bool,
    /// The first place has one.
    has_first: bool,
}

/// Reads the values of the places, and notes those of a wrong type.
struct Reader<'a, 'w, 's, 't> {
    body: &'a Body,
    wire: &'static Wire,
    walk: &'w Walk<'a, 's>,
    wrong_types: &'t mut Vec<&'static str>,
}

impl<'a> Reader<'a, '_, '_, '_> {
    /// Reads the first place that has a value.
    #[inline]
    fn first(
        &mut self,
        places: &'static [Place],
        read: impl Fn(&mut Self, &'static Place) -> Option<Field>,
    ) -> Option<Field> {
        places.iter().find_map(|place| read(self, place))
    }

    fn labels<L: Label>(&mut self) -> Labels<L> {
        let mut labels = Labels { field: None, finer: None, listed: None, differ: false, has_first: false };
        for (index, place) in self.wire.label.iter().enumerate() {
            let Some(field) = self.label(place) else { continue };
            labels.has_first |= index == 0;
            let listed = L::from_name(field.text(self.body));
            match (labels.listed, listed) {
                (None, Some(_)) => {
                    labels.finer = labels.field.replace(field);
                    labels.listed = listed;
                }
                (Some(first), Some(other)) => labels.differ |= first.category() != other.category(),
                (None, None) if labels.field.is_none() => labels.field = Some(field),
                (None | Some(_), None) => {}
            }
        }
        labels
    }

    /// Reads a label: a string, or an integer where labels of the format can be some.
    #[inline]
    fn label(&mut self, place: &'static Place) -> Option<Field> {
        let node = match place.source {
            Source::Body(node) => node,
            Source::Header(name) => return self.header(place, name),
        };
        let raw = self.walk.value(node)?;
        let field = Field::of_string(self.body, place.cut, raw).or_else(|| {
            let integer = read_integer(raw.text, self.wire.label_format)?;
            Some(Field::new(self.body, place.cut, integer))
        });
        self.checked(place, node, raw.text, field)
    }

    /// Reads a string.
    fn string(&mut self, place: &'static Place) -> Option<Field> {
        let node = match place.source {
            Source::Body(node) => node,
            Source::Header(name) => return self.header(place, name),
        };
        let raw = self.walk.value(node)?;
        let field = Field::of_string(self.body, place.cut, raw);
        self.checked(place, node, raw.text, field)
    }

    /// Reads a string, a number as it is written, or strings in a list.
    fn text(&mut self, place: &'static Place) -> Option<Field> {
        let node = match place.source {
            Source::Body(node) => node,
            Source::Header(name) => return self.header(place, name),
        };
        let raw = self.walk.value(node)?;
        let field = Field::of_string(self.body, place.cut, raw)
            .or_else(|| read_text(raw.text).map(|text| Field::new(self.body, place.cut, text)));
        self.checked(place, node, raw.text, field)
    }

    /// Reads the messages at the first place that has some.
    fn message(&mut self) -> Option<Field> {
        if !self.walk.has_further() {
            return self.first(self.wire.message, Reader::text);
        }
        self.joined_messages()
    }

    fn joined_messages(&mut self) -> Option<Field> {
        for place in self.wire.message {
            let Source::Body(node) = place.source else {
                match self.text(place) {
                    None => continue,
                    found => return found,
                }
            };
            let mut more = self.walk.values(node).skip(1).peekable();
            let Some(first) = self.text(place) else { continue };
            if more.peek().is_none() {
                return Some(first);
            }
            let mut joined = first.text(self.body).to_owned();
            for text in more.filter_map(|raw| read_text(raw.text)) {
                joined.push_str("; ");
                joined.push_str(place.cut.apply(&text));
            }
            return Some(Field::Owned(joined.into()));
        }
        None
    }

    fn status(&mut self) -> Option<u16> {
        self.wire.status.iter().find_map(|place| {
            let Source::Body(node) = place.source else { return None };
            let raw = self.walk.value(node)?;
            let number = raw.text.parse().ok().or_else(|| {
                let digits = raw.string().unwrap_or(Cow::Borrowed(raw.text));
                let digits = place.cut.apply(&digits);
                digits.strip_suffix(".0").unwrap_or(digits).parse().ok()
            });
            self.checked(place, node, raw.text, number)
        })
    }

    /// Reads the places of the objects whose entries are extra data, but for the error object itself.
    fn params(&mut self, objects: &mut ParamsObjects) {
        for (index, place) in self.wire.params.iter().enumerate().filter(|(_, place)| place.node > 0) {
            if self.walk.has_further() {
                self.walk.values(place.node).for_each(|raw| self.add_params(index, place, raw.text, objects));
            } else if let Some(raw) = self.walk.value(place.node) {
                self.add_params(index, place, raw.text, objects);
            }
        }
    }

    fn add_params(
        &mut self,
        index: usize,
        place: &'static ParamsPlace,
        raw: &str,
        objects: &mut ParamsObjects,
    ) {
        if !raw.starts_with('{') {
            return self.note(place.name, place.node, raw);
        }
        let object = ParamsObject { place: index, range: range_of(self.body.storage(), raw) };
        match objects.first {
            None => objects.first = Some(object),
            Some(_) => objects.more.push(object),
        }
    }

    #[cold]
    fn header(&self, place: &'static Place, name: &'static str) -> Option<Field> {
        let value = self.body.headers().get(name).find(|value| !value.is_empty())?;
        Some(Field::new(self.body, place.cut, Cow::Borrowed(value)))
    }

    /// Notes where a value could not be read.
    #[inline]
    fn checked<T>(&mut self, place: &'static Place, node: u16, raw: &str, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.note(place.name, node, raw);
        }
        read
    }

    /// Notes a value of a wrong type, but for one that has places inside it.
    #[cold]
    fn note(&mut self, name: &'static str, node: u16, raw: &str) {
        let has_inside =
            raw.starts_with(['{', '[']) && self.wire.tree.node(node).is_some_and(|inside| inside.last > node);
        if !has_inside {
            self.wrong_types.push(name);
        }
    }
}

/// Reads a whole number that is a label of the format, also one that is written as `20404.0`.
fn read_integer(raw: &str, format: LabelFormat) -> Option<Cow<'_, str>> {
    let (whole, fraction) = raw.split_once('.').unwrap_or((raw, "0"));
    let is_whole = !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0');
    let is_label = LabelFormat::Integer.is_label(whole) && format.is_label(whole);
    (is_whole && is_label).then_some(Cow::Borrowed(whole))
}

/// Reads a string, a number as it is written, or strings in a list.
fn read_text(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => read_string(raw),
        b'-' | b'0'..=b'9' => Some(Cow::Borrowed(raw)),
        b'[' => join_strings(raw).map(Cow::Owned),
        _ => None,
    }
}

/// Joins a list of strings by `; `; `None` where it is empty or holds anything else.
fn join_strings(raw: &str) -> Option<String> {
    let mut strings = Vec::new();
    visit_array(raw, |item| strings.push(read_string(item))).ok()?;
    let strings = strings.into_iter().collect::<Option<Vec<_>>>()?;
    (!strings.is_empty()).then(|| strings.join("; "))
}
