//! The values at the places of a format.

use std::borrow::Cow;

use edges_errors_core::vocabulary::LabelFormat;
use edges_errors_core::wire::{ParamsPlace, Place, Source, Wire};

use super::super::body::Body;
use super::super::few::Few;
use super::super::object::{range_of, visit_array};
use super::super::string::read_string;
use super::super::walk::Walk;
use super::field::{Field, Unescaped};
use super::params::ParamsObject;
use crate::catalogue::Label;

/// The labels at the places of the label.
pub(super) struct Labels<L> {
    /// The first that the catalogue lists, or else the first.
    pub(super) field: Option<Field>,
    /// The first, where a later one is listed and it is not.
    pub(super) finer: Option<Field>,
    pub(super) listed: Option<L>,
    /// Two that are listed have different categories.
    pub(super) differ: bool,
    /// The first place has one.
    pub(super) has_first: bool,
}

/// Reads the values of the places, and notes those of a wrong type.
pub(super) struct Reader<'a, 'w, 's, 't> {
    pub(super) body: &'a Body,
    pub(super) wire: &'static Wire,
    pub(super) walk: &'w Walk<'a, 's>,
    pub(super) unescaped: &'t mut Unescaped,
    pub(super) wrong_types: &'t mut Vec<&'static str>,
}

impl<'a> Reader<'a, '_, '_, '_> {
    /// Reads the first place that has a value.
    #[inline]
    pub(super) fn first(
        &mut self,
        places: &'static [Place],
        read: impl Fn(&mut Self, &'static Place) -> Option<Field>,
    ) -> Option<Field> {
        places.iter().find_map(|place| read(self, place))
    }

    pub(super) fn labels<L: Label>(&mut self) -> Labels<L> {
        let mut labels = Labels { field: None, finer: None, listed: None, differ: false, has_first: false };
        for (index, place) in self.wire.label.iter().enumerate() {
            let Some(field) = self.label(place) else { continue };
            labels.has_first |= index == 0;
            let listed = L::from_name(self.unescaped.text(field, self.body));
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
        let text = raw.string().or_else(|| read_integer(raw.text, self.wire.label_format));
        let field = text.map(|text| self.field(place, text));
        self.checked(place, node, raw.text, field)
    }

    /// Reads a string.
    #[inline]
    pub(super) fn string(&mut self, place: &'static Place) -> Option<Field> {
        let node = match place.source {
            Source::Body(node) => node,
            Source::Header(name) => return self.header(place, name),
        };
        let raw = self.walk.value(node)?;
        let field = raw.string().map(|text| self.field(place, text));
        self.checked(place, node, raw.text, field)
    }

    /// Reads a string, a number as it is written, or strings in a list.
    #[inline]
    pub(super) fn text(&mut self, place: &'static Place) -> Option<Field> {
        let node = match place.source {
            Source::Body(node) => node,
            Source::Header(name) => return self.header(place, name),
        };
        let raw = self.walk.value(node)?;
        let field = raw.string().or_else(|| read_text(raw.text)).map(|text| self.field(place, text));
        self.checked(place, node, raw.text, field)
    }

    /// Reads the messages at the first place that has some.
    pub(super) fn message(&mut self) -> Option<Field> {
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
            let mut joined = self.unescaped.text(first, self.body).to_owned();
            for text in more.filter_map(|raw| read_text(raw.text)) {
                joined.push_str("; ");
                joined.push_str(place.cut.apply(&text));
            }
            return Some(self.unescaped.keep(&joined));
        }
        None
    }

    pub(super) fn status(&mut self) -> Option<u16> {
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
    pub(super) fn params(&mut self, objects: &mut Few<ParamsObject, 1>) {
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
        objects: &mut Few<ParamsObject, 1>,
    ) {
        if !raw.starts_with('{') {
            return self.note(place.name, place.node, raw);
        }
        objects.push(ParamsObject { place: index, range: range_of(self.body.storage(), raw) });
    }

    #[cold]
    fn header(&mut self, place: &'static Place, name: &'static str) -> Option<Field> {
        let value = self.body.headers().get(name).find(|value| !value.is_empty())?;
        Some(self.field(place, Cow::Borrowed(value)))
    }

    #[inline]
    fn field(&mut self, place: &'static Place, text: Cow<'_, str>) -> Field {
        self.unescaped.field(self.body, place.cut, text)
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
