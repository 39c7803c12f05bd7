//! Any status, headers and body: decoding is total, bounded, and shows nothing that it should not.
//!
//! The input reads like an answer of a server: `STATUS [limit=BYTES] [success] [shop]`, a header a line, an empty line, the
//! body; `shop` is the catalogue that it is read with instead of that of Edges.

#![no_main]

use edges_errors::__private::{decode_payload, recognise_payload};
use edges_errors::{ApiError, DecodeOptions, Key as _, Kind, Label};
use edges_errors_core::text::is_steering;
use fuzz::answers::{ask_details, ask_everything, decide};
use fuzz::{json, shop};
use libfuzzer_sys::fuzz_target;

struct Answer<'a> {
    status: u16,
    options: DecodeOptions,
    shop: bool,
    headers: Vec<(&'a str, &'a [u8])>,
    body: &'a [u8],
}

impl<'a> Answer<'a> {
    fn read(data: &'a [u8]) -> Self {
        let middle = data.windows(2).position(|pair| pair == b"\n\n");
        let (head, body) = middle.map_or((&data[..0], data), |at| (&data[..at], &data[at + 2..]));
        let mut lines = head.split(|byte| *byte == b'\n');
        let first = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
        let options = DecodeOptions::new();
        let mut answer = Self { status: 424, options, shop: false, headers: Vec::new(), body };
        for word in first.split(' ') {
            if let Ok(status) = word.parse() {
                answer.status = status;
            } else if let Some(limit) = word.strip_prefix("limit=").and_then(|limit| limit.parse().ok()) {
                answer.options = answer.options.max_body(limit);
            } else if word == "shop" {
                answer.shop = true;
            }
        }
        let header = |line: &'a [u8]| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            Some((std::str::from_utf8(&line[..colon]).ok()?, &line[colon + 1..]))
        };
        answer.headers.extend(lines.filter_map(header));
        answer
    }

    fn decode<L: Label>(&self) -> ApiError<L> {
        self.options.decode(self.status, &self.headers, self.body)
    }
}

fuzz_target!(|data: &[u8]| {
    let answer = Answer::read(data);
    if answer.shop {
        check_answer::<shop::ErrorLabel>(&answer);
        check_shop_details(&answer.decode());
    } else {
        check_answer::<edges_errors::ErrorLabel>(&answer);
        check_details(&answer.decode());
    }
});

fn check_answer<L: Label>(answer: &Answer<'_>) {
    let error = decode_in_bounds::<L>(answer);
    let limit = answer.options.get_max_body();
    assert_eq!(error.status(), Some(answer.status));
    assert_eq!(error.kind() == Kind::TooLarge, answer.body.len() > limit);
    assert!(error.body().len() <= limit && answer.body.starts_with(error.body()));
    check_error(&error);
    check_headers_are_not_shown(answer, &error);
    let _ = answer.options.detect::<L>(answer.status, &answer.headers, answer.body);
    let recognised = recognise_payload::<L>(answer.body);
    for payload in L::Payload::all() {
        let errors = decode_payload::<L>(*payload, answer.body);
        assert!(errors.is_ok() || recognised != Some(*payload), "what is recognised can be decoded");
        errors.into_iter().flatten().for_each(|error| check_error(&error));
    }
    if let Ok(stored) = ApiError::<L>::from_json(answer.body) {
        check_error(&stored);
        check_encoding(&stored);
        check_cut(&stored, &error);
    }
    check_any::<L>(answer.body);
    check_deserialize::<L>(answer.body);
}

/// An object of any form is read as its form is.
fn check_any<L: Label>(body: &[u8]) {
    let named = match recognise_payload::<L>(body) {
        Some(payload) => decode_payload::<L>(payload, body).map(Vec::from_iter),
        None => ApiError::from_json(body).map(|error| vec![error]),
    };
    let any = ApiError::<L>::from_any_json(body).map(Vec::from_iter);
    let same = |errors: Vec<ApiError<L>>| {
        errors.iter().map(|error| (error.body().to_vec(), error.kind(), error.label())).collect::<Vec<_>>()
    };
    assert_eq!(any.map(same), named.map(same));
}

/// A body costs memory in proportion to what is kept of it, and headers cost what a few of them may.
fn decode_in_bounds<L: Label>(answer: &Answer<'_>) -> ApiError<L> {
    let mut error = None;
    let used = allocation_counter::measure(|| error = Some(answer.decode()));
    let kept = answer.body.len().min(answer.options.get_max_body()) as u64;
    assert!(used.bytes_max <= 32 * kept + 16 * 1024, "{} bytes for {kept}", used.bytes_max);
    error.expect("the closure has run")
}

fn check_error<L: Label>(error: &ApiError<L>) {
    ask_everything(error);
    let line = error.to_string();
    assert!(line.chars().count() <= 512, "{} characters", line.chars().count());
    assert!(error.snippet().chars().count() <= 200);
    for shown in [line, format!("{error:?}"), decide(error).advice().to_string(), error.snippet()] {
        assert!(!shown.contains(is_steering), "{shown:?}");
    }
    let listed = |text: &str| L::all_including_removed().iter().copied().find(|label| label.as_str() == text);
    assert_eq!(error.label(), error.label_str().and_then(listed), "a label is known to the letter");
    check_hidden_params(error);
}

/// Nothing that is shown depends on a param that is sensitive or that the label does not declare, but for the time that a
/// hint gives to an advice.
fn check_hidden_params<L: Label>(error: &ApiError<L>) {
    if !matches!(error.kind(), Kind::Known | Kind::UnknownLabel | Kind::NoLabel) {
        return;
    }
    let Ok(body) = std::str::from_utf8(error.body()) else { return };
    let Some(entries) = json::entries(body) else { return };
    let declared = error.label().map(L::params).unwrap_or_default();
    let is_hint = |name: &str| {
        let labels = L::all_including_removed().iter().copied();
        labels.flat_map(L::params).any(|info| info.name() == name && info.delays_retry())
    };
    let is_shown =
        |name: &str| is_hint(name) || declared.iter().any(|info| info.name() == name && !info.is_sensitive());
    let hide = |entries: &[(String, String)], envelope: bool| {
        json::object(entries.iter().map(|(key, value)| {
            let keep = is_shown(key) || envelope && ENVELOPE.contains(&key.as_str());
            (key.as_str(), if keep { value } else { "\"another value\"" })
        }))
    };
    let inside = |value: &String| json::entries(value).map(|inside| hide(&inside, false));
    let mut outside = entries.clone();
    for (_, value) in outside.iter_mut().filter(|(key, _)| key == "params") {
        *value = inside(value).unwrap_or_else(|| value.clone());
    }
    let hidden = hide(&outside, true);
    let decode = |body: &str| {
        let error = ApiError::<L>::from_parts(error.status().unwrap_or(424), (), body.as_bytes());
        format!("{error} {error:?} {error:#?} {} {:?}", decide(&error).advice(), error.params())
    };
    assert_eq!(decode(body), decode(&hidden), "hidden: {hidden}");
}

const ENVELOPE: [&str; 8] =
    ["error_label", "label", "error_scope", "scope", "error_ref", "message", "status_code", "params"];

fn check_headers_are_not_shown<L: Label>(answer: &Answer<'_>, error: &ApiError<L>) {
    let headers = answer.headers.iter().map(|(name, _)| (*name, &b"another value"[..])).collect();
    let other: ApiError<L> = Answer { headers, ..*answer }.decode();
    assert_eq!(format!("{error} {error:?}"), format!("{other} {other:?}"));
}

/// What is written is read back as the same, and written again as the same.
fn check_encoding<L: Label>(stored: &ApiError<L>) {
    let written = serde_json::to_string(stored).expect("an object is written");
    let read = ApiError::<L>::from_json(written.as_bytes()).expect("what is written is read");
    assert_eq!(serde_json::to_string(&read).expect("an object is written"), written);
    assert_eq!(ask_everything(&read), ask_everything(stored));
    let body = std::str::from_utf8(stored.body()).ok();
    if let Some(entries) = body.and_then(|body| json::entries(body.trim_start_matches('\u{feff}'))) {
        assert_eq!(json::entries(&written), Some(entries));
    }
}

/// A body that is cut has the label that stood before the cut, whole, or none.
fn check_cut<L: Label>(stored: &ApiError<L>, cut: &ApiError<L>) {
    let (Some(label), true) = (cut.label_str(), stored.kind().is_whole()) else { return };
    let written = serde_json::to_string(stored).expect("an object is written");
    let labels = json::entries(&written).unwrap_or_default().into_iter().filter_map(|(key, value)| {
        let alone = json::object([("label", value.as_str())]);
        let alone = ApiError::<L>::from_json(alone.as_bytes()).ok()?;
        ENVELOPE[..2].contains(&key.as_str()).then(|| alone.label_str().map(str::to_owned)).flatten()
    });
    assert!(labels.collect::<Vec<_>>().iter().any(|sent| sent == label), "{label} was never sent");
}

/// `Deserialize` says what `from_json` says, but for the spelling of numbers.
fn check_deserialize<L: Label>(body: &[u8]) {
    let Ok(read) = serde_json::from_slice::<ApiError<L>>(body) else { return };
    check_error(&read);
    check_encoding(&read);
    let stored = ApiError::<L>::from_json(body).expect("what Deserialize reads, from_json reads");
    // Two spellings of one value contradict each other only as long as they are spelt.
    if stored.kind() == Kind::Malformed {
        return;
    }
    assert_eq!(
        (read.kind(), read.label_str(), read.scope_str()),
        (stored.kind(), stored.label_str(), stored.scope_str())
    );
    let [ours, theirs] = [&read, &stored].map(|error| {
        let params = error.params();
        let strings = params.iter().filter(|(_, param)| param.raw().starts_with('"'));
        strings.map(|(name, param)| (name.to_owned(), param.to_text())).collect::<Vec<_>>()
    });
    assert_eq!(ours, theirs);
}

fn check_details(error: &ApiError<edges_errors::ErrorLabel>) {
    use edges_errors::details::{LimitReached, MandatoryDataMissing, NoAccess, Status429, UndefinedField};

    check_shown([
        ask_details::<NoAccess>(error),
        ask_details::<LimitReached>(error),
        ask_details::<Status429>(error),
        ask_details::<MandatoryDataMissing>(error),
        ask_details::<UndefinedField>(error),
    ]);
}

fn check_shop_details(error: &ApiError<shop::ErrorLabel>) {
    use shop::details::{ChequeBounced, Rationed, SoldOut};

    check_shown([
        ask_details::<SoldOut>(error),
        ask_details::<Rationed>(error),
        ask_details::<ChequeBounced>(error),
    ]);
}

fn check_shown<const COUNT: usize>(shown: [Option<String>; COUNT]) {
    assert!(!shown.iter().flatten().any(|shown| shown.contains(is_steering)), "{shown:?}");
}
