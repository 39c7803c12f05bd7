//! `[envelope]` and `[payloads]`: where an error and its parts are.

use super::entries::Entries;
use super::format::{Wire, given};
use super::names::{Identifiers, Namespace};
use super::places::Places;
use super::sets::{check_set, check_set_key, texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::tables::{EnvelopeEntry, PayloadEntry, PlaceEntry, PlaceTable, PlacesEntry};
use crate::language::{check_header_name, repeated};
use crate::model::{Envelope, HintHeader, HintKind, Key, LabelFormat, NoRetry, Payload, Place, PlaceSource};
use crate::path::{Move, Path, Test};
use crate::source::{Given, Named, Span, Spanned, Text};

/// The parts of an error, by the values that they have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A text, in the body or in a header.
    Text,
    /// A number in the body.
    Status,
    /// Objects in the body.
    Params,
}

pub(super) fn check_envelope(
    entry: &Spanned<EnvelopeEntry>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Envelope> {
    let label = entry.label.as_ref().map(|places| read_places(places, Part::Text, diagnostics));
    let mut read = |places: &Given<PlacesEntry>, part| {
        let places = places.right().map(|places| read_places(places, part, diagnostics));
        plain(places.unwrap_or_default())
    };
    let scope = read(&entry.scope, Part::Text);
    let error_ref = read(&entry.error_ref, Part::Text);
    let message = read(&entry.message, Part::Text);
    let status = read(&entry.status, Part::Status);
    let params = read(&entry.params, Part::Params);
    let hint_headers = entry.hint_headers.right().map(|headers| check_hints(&headers.value, diagnostics));
    let label = label?;
    let wire = Wire::of(Some(entry));
    check_2xx(wire, &label, diagnostics);
    Some(Envelope {
        label: plain(label),
        scope,
        error_ref,
        message,
        status,
        params,
        label_format: wire.label_format,
        errors_in_2xx: wire.errors_in_2xx,
        hint_headers: hint_headers.unwrap_or_default(),
        no_retry: entry.no_retry.right().and_then(|entry| {
            Some(NoRetry {
                header: entry.header.as_ref()?.value.clone(),
                is: entry.is.as_ref()?.value.clone(),
            })
        }),
        keep_headers: entry.keep_headers.right().map(texts).unwrap_or_default(),
        location: places.locate(&entry.span),
    })
}

/// Reads the places of one part, each of which is given once.
fn read_places(places: &PlacesEntry, part: Part, diagnostics: &mut Diagnostics) -> Vec<Spanned<Place>> {
    let read: Vec<Spanned<Place>> = match places {
        PlacesEntry::Path(path) => vec![path_place(path)],
        PlacesEntry::Place(table) => vec![read_table(table, part, diagnostics)],
        PlacesEntry::List(list) => {
            let read = |place: &PlaceEntry| match place {
                PlaceEntry::Path(path) => path_place(path),
                PlaceEntry::Place(table) => read_table(table, part, diagnostics),
            };
            list.value.iter().map(read).collect()
        }
    };
    for (index, place) in read.iter().enumerate() {
        if let Some(path) = place.path().filter(|_| part != Part::Params) {
            check_no_object(path, &place.span, diagnostics);
        }
        if let Some(first) = read.iter().take(index).find(|first| first.value == place.value) {
            let text =
                |place: &Spanned<Place>| Text { value: place.text().to_owned(), span: place.span.clone() };
            diagnostics.push(repeated(&text(place), &text(first)));
        }
    }
    read
}

/// Reports a path that leads to an object, where a text or a number is looked for.
fn check_no_object(path: &Path, span: &Span, diagnostics: &mut Diagnostics) {
    if path.leads_to_object() {
        let text = &path.text;
        let message = format!("`{text}` is an object, and neither a text nor a number");
        let member = if path.moves.is_empty() { "code".to_owned() } else { format!("{text}.code") };
        diagnostics.push(
            Diagnostic::new(Rule::PathToObject, span.clone(), message)
                .note(format!("name the member that has it, such as `{member}`")),
        );
    }
}

/// Returns places without where they are written.
fn plain(places: Vec<Spanned<Place>>) -> Vec<Place> {
    places.into_iter().map(|place| place.value).collect()
}

fn path_place(path: &Spanned<Path>) -> Spanned<Place> {
    let place = Place { source: PlaceSource::Path(path.value.clone()), after: None, until: None };
    Spanned { value: place, span: path.span.clone() }
}

fn read_table(table: &Spanned<PlaceTable>, part: Part, diagnostics: &mut Diagnostics) -> Spanned<Place> {
    let (source, after, until) = match &table.value {
        PlaceTable::Path { path, after, until } => (PlaceSource::Path(path.value.clone()), after, until),
        PlaceTable::Header { header, after, until } => {
            if part != Part::Text {
                let message = "a status and params cannot be in a header";
                diagnostics.push(
                    Diagnostic::new(Rule::BadPath, header.span.clone(), message)
                        .note("name a path in the body"),
                );
            }
            (PlaceSource::Header(header.value.clone()), after, until)
        }
    };
    Spanned { value: Place { source, after: given(after), until: given(until) }, span: table.span.clone() }
}

/// Reports labels of any format that make every 2xx answer with something at their place an error.
fn check_2xx(wire: Wire, label: &[Spanned<Place>], diagnostics: &mut Diagnostics) {
    if !wire.errors_in_2xx || wire.label_format != LabelFormat::Any {
        return;
    }
    let is_open = |place: &&Spanned<Place>| place.path().is_none_or(|path| !requires_a_member(path));
    if let Some(place) = label.iter().find(is_open) {
        let message = format!("a 2xx answer with anything at `{}` would be an error", place.text());
        diagnostics.push(
            Diagnostic::new(Rule::Bad2xx, place.span.clone(), message)
                .note("declare the format, or require a member: `[ok=false].code`"),
        );
    }
}

fn requires_a_member(path: &Path) -> bool {
    path.moves.iter().any(|step| match step {
        Move::Filter(filter) => matches!(filter.test, Test::Has | Test::Is(_)),
        Move::Key(_) | Move::Any | Move::Items => false,
    })
}

fn check_hints(headers: &[Named<Spanned<HintKind>>], diagnostics: &mut Diagnostics) -> Vec<HintHeader> {
    let check = |(index, Named { key, entry }): (usize, &Named<Spanned<HintKind>>)| {
        let header = check_header_name(key, diagnostics)?;
        let mut before = headers.iter().take(index);
        if let Some(first) = before.find(|first| first.key.eq_ignore_ascii_case(key)) {
            diagnostics.push(repeated(key, &first.key));
        }
        Some(HintHeader { header, kind: entry.as_ref()?.value, after: None, until: None })
    };
    headers.iter().enumerate().filter_map(check).collect()
}

pub(super) fn check_payloads(
    entries: Entries<'_, PayloadEntry>,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Payload>> {
    let mut variants = Namespace::of(Identifiers::Variant);
    let mut seen: Vec<(Text, Path)> = Vec::new();
    check_set("payloads", entries, diagnostics, |name, entry, diagnostics| {
        let key = check_set_key(name, &entry.naming, places, &mut variants, diagnostics)?;
        let doc = given(&entry.doc).unwrap_or_default();
        let path = |path: &Given<Spanned<Path>>| path.right().map(|path| path.value.clone());
        if let Some(until) = entry.until.right() {
            check_no_object(until, &until.span, diagnostics);
        }
        let error = entry.error.as_ref()?;
        match seen.iter().find(|(_, first)| first.moves == error.moves) {
            Some((first, _)) => diagnostics.push(ambiguous(first, name, &error.span)),
            None => seen.push((name.clone(), error.value.clone())),
        }
        Some(Payload {
            key: Key { doc, ..key },
            error: error.value.clone(),
            failed: path(&entry.failed),
            ended: path(&entry.ended),
            resumed: path(&entry.resumed),
            until: path(&entry.until),
            asynchronous: entry.asynchronous.right().is_some_and(|flag| flag.value),
        })
    })
}

fn ambiguous(first: &Text, second: &Text, span: &Span) -> Diagnostic {
    let message = format!("nothing tells `{}` and `{}` apart", first.value, second.value);
    Diagnostic::new(Rule::AmbiguousPayload, span.clone(), message)
        .note("give one of them a filter, such as `error[kind=job]`")
        .related(first.span.clone(), "has the same path to its error")
}
