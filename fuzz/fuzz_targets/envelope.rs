//! Any response format and any body: decoding is total, what is written is read back, and a break keeps what was whole.
//!
//! The input is the sections `[envelope]` and `[payloads.*]` of a catalogue, a line `---`, and a body.

#![no_main]

use edges_errors::__private::wire::{Source, Wire, WritePlace, WriteStep};
use edges_errors::__private::{decode_payload, recognise_payload};
use edges_errors::{ApiError, DecodeOptions, ErrorBuilder, Key as _, Kind, Label as _};
use edges_errors_core::text::is_steering;
use edges_errors_core::vocabulary::LabelFormat;
use fuzz::answers::{ask_everything, decide};
use fuzz::drawn::{Drawn, DrawnPayload, draw_format};
use fuzz::mutate::mutate_text;
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target};

type DrawnError = ApiError<Drawn>;

const BORDER: &str = "\n---\n";

/// Pieces of formats and bodies that random bytes would not hit upon.
const VOCABULARY: &[&str] = &[
    "label",
    "scope",
    "error_ref",
    "message",
    "status",
    "params",
    "error",
    "code",
    "type",
    "details",
    "errors",
    "any",
    "integer",
    "snake_case",
    "header",
    "path",
    "after",
    "until",
    "failed",
    "ended",
    "resumed",
    "asynchronous",
    "true",
    "false",
    "null",
    "SOLD_OUT",
    "RATIONED",
    "404",
    "errors_in_2xx",
    "hint_headers",
    "seconds",
    "timestamp",
    "[]",
    "[code]",
    "[type=a]",
    "[type!=a,b]",
    "*",
    ".",
    "payloads",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate_text(data, size, max_size, seed, '\n', VOCABULARY)
});

fuzz_target!(|data: &[u8]| -> Corpus {
    let border = data.windows(BORDER.len()).position(|window| window == BORDER.as_bytes());
    let Some((head, body)) = border.map(|at| (&data[..at], &data[at + BORDER.len()..])) else {
        return Corpus::Reject;
    };
    let Some(facts) = std::str::from_utf8(head).ok().and_then(draw_format) else { return Corpus::Reject };
    check_body(body);
    check_cuts(body);
    check_written(&facts.wire);
    Corpus::Keep
});

fn decode(status: u16, body: &[u8]) -> DrawnError {
    DrawnError::from_parts(status, (), body)
}

/// Everything can be asked of an error, and nothing that is shown steers a terminal.
fn check_error(error: &DrawnError) {
    ask_everything(error);
    for shown in
        [error.to_string(), format!("{error:?}"), decide(error).advice().to_string(), error.snippet()]
    {
        assert!(!shown.contains(is_steering), "{shown:?}");
    }
    let listed = error.label_str().and_then(Drawn::from_name);
    assert_eq!(error.label(), listed, "a label is known to the letter");
}

fn check_body(body: &[u8]) {
    for status in [200, 409] {
        check_error(&decode(status, body));
        let _ = DecodeOptions::new().detect::<Drawn>(status, (), body);
    }
    let recognised = recognise_payload::<Drawn>(body);
    for payload in DrawnPayload::all() {
        let errors = decode_payload::<Drawn>(*payload, body);
        assert!(errors.is_ok() || recognised != Some(*payload), "what is recognised can be decoded");
        errors.into_iter().flatten().for_each(|error| check_error(&error));
    }
    let Ok(stored) = DrawnError::from_json(body) else { return };
    check_error(&stored);
    let written = serde_json::to_string(&stored).expect("an object is written");
    let read = DrawnError::from_json(&written).expect("what is written is read");
    assert_eq!(ask_everything(&read), ask_everything(&stored));
}

/// A body of an object that is cut is no object, and what it says is read.
fn check_cuts(body: &[u8]) {
    let object = body.trim_ascii();
    if DrawnError::from_json(object).is_err() || object.len() > 1024 {
        return;
    }
    for end in 1..object.len() {
        let cut = decode(409, &object[..end]);
        assert_eq!(cut.kind(), Kind::Malformed, "{}", object[..end].escape_ascii());
        let _ = (cut.params().len(), cut.anomalies().count(), decide(&cut).action());
    }
}

/// What is written is read back, and a label that was read before a break is read wherever the break comes behind it.
fn check_written(wire: &Wire) {
    let can_be_listed = matches!(wire.label_format, LabelFormat::ScreamingSnake | LabelFormat::Any);
    if !can_be_listed || !is_plainly_written(wire) {
        return;
    }
    for label in Drawn::all_including_removed() {
        let error = ErrorBuilder::sample(*label).build();
        assert_eq!(error.label(), Some(*label), "{}", error.body().escape_ascii());
        if has_room_for_params(wire) {
            let missing = label.params().iter().find(|info| error.param(info.name()).is_none());
            assert!(
                missing.is_none_or(|info| is_named(wire, info.name())),
                "{}",
                error.body().escape_ascii()
            );
        }
        let Some(WritePlace::Body(_)) = wire.writes.label else { continue };
        let mut is_read = false;
        for end in 0..=error.body().len() {
            let cut = decode(409, &error.body()[..end]);
            assert!(cut.label_str().is_none_or(|text| text == label.as_str()), "another label");
            assert!(cut.label_str().is_some() || !is_read, "a label is lost at {end}");
            is_read = cut.label_str().is_some();
        }
        assert!(is_read);
    }
}

/// Returns the places of all parts but the extra data.
fn written_parts(wire: &Wire) -> impl Iterator<Item = WritePlace> {
    let writes = &wire.writes;
    [writes.label, writes.scope, writes.error_ref, writes.message, writes.status].into_iter().flatten()
}

/// Returns the steps to a place in the body.
fn steps_of(place: WritePlace) -> Option<Vec<String>> {
    match place {
        WritePlace::Body(steps) => Some(steps.iter().map(|step| format!("{step:?}")).collect()),
        WritePlace::Header { .. } => None,
    }
}

/// Returns whether one body has both places: neither is on the way to the other, and where they part is an object or a list for both.
fn are_apart(one: &[String], other: &[String]) -> bool {
    let parting = one.iter().zip(other).find(|(one, other)| one != other);
    parting.is_some_and(|(one, other)| one.starts_with("Key") == other.starts_with("Key"))
}

/// Returns whether all parts have places of their own, and no mark cuts a label short.
fn is_plainly_written(wire: &Wire) -> bool {
    let places: Vec<String> = written_parts(wire).map(|place| format!("{place:?}")).collect();
    let are_different = places.iter().enumerate().all(|(at, place)| !places[at + 1..].contains(place));
    let paths: Vec<Vec<String>> = written_parts(wire).filter_map(steps_of).collect();
    let are_beside =
        paths.iter().enumerate().all(|(at, path)| paths[at + 1..].iter().all(|other| are_apart(path, other)));
    let is_whole = wire.label.iter().all(|place| place.cut.after.is_none() && place.cut.until.is_none());
    let in_body = wire.label.iter().all(|place| matches!(place.source, Source::Body(_)));
    let sets = paths.iter().flatten().any(|step| step.contains("With"));
    are_different && are_beside && is_whole && in_body && !sets && wire.writes.label.is_some()
}

/// Returns whether extra data has a place of its own: no other part is written there, or on the way.
fn has_room_for_params(wire: &Wire) -> bool {
    let Some(params) = wire.writes.params.and_then(steps_of) else { return false };
    let has_room = |path: Vec<String>| {
        let next = path.strip_prefix(params.as_slice()).and_then(<[String]>::first);
        let is_among_them = next.is_some_and(|step| step.starts_with("Key"));
        is_among_them || are_apart(&params, &path)
    };
    written_parts(wire).filter_map(steps_of).all(has_room)
}

/// Returns whether a path goes through a member of this name, which is no extra data then.
fn is_named(wire: &Wire, name: &str) -> bool {
    let in_step = |step: &WriteStep| matches!(step, WriteStep::Key(key) if *key == name);
    let in_place = |place: &WritePlace| matches!(place, WritePlace::Body(steps) if steps.iter().any(in_step));
    written_parts(wire).any(|place| in_place(&place))
        || wire.params.iter().any(|place| place.others.contains(&name))
}
