//! Other APIs, each with a catalogue and with answers in its published format. Nothing here but the list of modules knows
//! which they are.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Debug;

use edges_errors::retry::{Action, RequestContext, RequestHead};
use edges_errors::{ApiError, Catalogue, DecodeOptions, Key as _, Label};
use serde::Deserialize;
use support::{NOW, decide, get, post, wall};

macro_rules! apis {
    ($($api:ident: $catalogue:literal, $bodies:literal;)*) => {
        $(mod $api {
            edges_errors::catalogue!($catalogue);

            #[test]
            fn answers_mean_what_the_table_says() {
                super::check::<ErrorLabel>(include_str!($bodies));
            }
        })*
    };
}

apis! {
    aws: "../catalogues/apis/aws.toml", "../catalogues/apis/bodies/aws.toml";
    google: "../catalogues/apis/google.toml", "../catalogues/apis/bodies/google.toml";
    openai: "../catalogues/apis/openai.toml", "../catalogues/apis/bodies/openai.toml";
    slack: "../catalogues/apis/slack.toml", "../catalogues/apis/bodies/slack.toml";
    stripe: "../catalogues/apis/stripe.toml", "../catalogues/apis/bodies/stripe.toml";
    twilio: "../catalogues/apis/twilio.toml", "../catalogues/apis/bodies/twilio.toml";
}

macro_rules! payloads {
    ($($api:ident: $bodies:literal;)*) => {
        mod payloads {$(
            #[test]
            fn $api() {
                use super::$api::Payload;

                super::check_payloads(include_str!($bodies), |case| {
                    let payload = <Payload as edges_errors::Key>::from_name(&case.payload).unwrap();
                    let recognised = Payload::recognise(case.body.as_bytes());
                    assert_eq!(recognised, (!case.reads_as_answer).then_some(payload), "{}", case.name);
                    payload.decode(&case.body).unwrap().collect::<Vec<_>>()
                });
            }
        )*}
    };
}

payloads! {
    google: "../catalogues/apis/bodies/google.toml";
    openai: "../catalogues/apis/bodies/openai.toml";
    stripe: "../catalogues/apis/bodies/stripe.toml";
    twilio: "../catalogues/apis/bodies/twilio.toml";
}

/// Answers of one API; `tests/catalogues/apis/README.md` explains the columns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
    #[serde(default)]
    payload: Vec<PayloadCase>,
}

/// Data that holds errors, and is no answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PayloadCase {
    name: String,
    payload: String,
    body: String,
    /// It is an error body as well, so that only its name tells what it is.
    #[serde(default)]
    reads_as_answer: bool,
    /// Of each error the label, whether it is listed or not.
    labels: Vec<String>,
    #[serde(default)]
    messages: Vec<String>,
    #[serde(default)]
    params: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    status: u16,
    #[serde(default)]
    headers: Vec<(String, String)>,
    body: String,
    #[serde(default)]
    none: bool,
    label: Option<String>,
    unknown: Option<String>,
    limit: Option<String>,
    error_ref: Option<String>,
    message: Option<String>,
    fault: Option<String>,
    #[serde(default)]
    params: BTreeMap<String, String>,
    #[serde(default)]
    anomalies: Vec<String>,
    #[serde(rename = "GET")]
    get: Option<Step>,
    #[serde(rename = "POST")]
    post: Option<Step>,
    keyed: Option<Step>,
}

/// The action after the first failure, waits as [`Duration`](std::time::Duration) writes them: without jitter, and with
/// every backoff at its bound.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Step {
    Retry(String),
    Defer(String),
    Stop(String),
}

impl Step {
    fn of<L: Label>(context: &RequestContext, error: &ApiError<L>) -> Self {
        match decide(context, error) {
            Action::Retry { after } => Self::Retry(format!("{after:?}")),
            Action::Defer { not_before } => {
                Self::Defer(format!("{:?}", not_before.duration_since(wall(NOW)).unwrap()))
            }
            Action::Stop { reason } => Self::Stop(reason.to_string()),
            other => panic!("an answer leads to {other:?}"),
        }
    }
}

fn check<L: Label>(table: &str) {
    let table: Table = toml::from_str(table).unwrap();
    let labels = L::all_including_removed().len();
    assert!(labels >= 15 && table.case.len() >= 5, "{labels} labels and {} answers", table.case.len());
    let mut differences = Differences::default();
    for case in &table.case {
        differences.check_case::<L>(case);
    }
    assert!(differences.found.is_empty(), "{}", differences.found.join("\n"));
}

/// Compares the errors that `decode` finds in payloads.
fn check_payloads<L: Label>(table: &str, decode: impl Fn(&PayloadCase) -> Vec<ApiError<L>>) {
    let table: Table = toml::from_str(table).unwrap();
    assert!(table.payload.len() > 1, "an error and something else");
    for case in table.payload {
        let errors = decode(&case);
        let labels: Vec<_> = errors.iter().filter_map(|error| error.label_str()).collect();
        let messages: Vec<_> = errors.iter().filter_map(|error| error.message()).collect();
        assert_eq!(
            (labels, messages, errors.len()),
            (ref_all(&case.labels), ref_all(&case.messages), case.labels.len()),
            "{}",
            case.name
        );
        for (name, text) in &case.params {
            let found: Vec<_> =
                errors.iter().map(|error| error.param(name).and_then(|param| param.to_text())).collect();
            assert_eq!(found, [Some(text.clone())], "{}: {name}", case.name);
        }
    }
}

fn ref_all(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The context of a POST with the idempotency key that the API takes.
fn post_with_key<L: Label>() -> RequestContext {
    let name = Catalogue::<L>::new().idempotency_key().unwrap();
    let request = http::Request::post("/").header(name, "8e03978e").body(()).unwrap();
    RequestContext::resolve::<L>(&RequestHead::from(&request), None)
}

/// All differences from a table, so that one run shows them all.
#[derive(Default)]
struct Differences {
    case: String,
    found: Vec<String>,
}

impl Differences {
    fn check_case<L: Label>(&mut self, case: &Case) {
        self.case.clone_from(&case.name);
        let error = DecodeOptions::new().detect::<L>(case.status, &case.headers, &case.body);
        self.compare("none", error.is_none(), case.none);
        if let Some(error) = error {
            self.check_content(case, &error);
            self.check_decisions(case, &error);
        }
    }

    fn check_content<L: Label>(&mut self, case: &Case, error: &ApiError<L>) {
        let label = error.label();
        let unknown = error.label_str().filter(|_| label.is_none());
        self.compare("label", label.map(L::as_str), case.label.as_deref());
        self.compare("unknown", unknown, case.unknown.as_deref());
        self.compare("limit", error.rate_limit().map(|limit| limit.as_str()), case.limit.as_deref());
        self.compare("error_ref", error.error_ref(), case.error_ref.as_deref());
        self.compare("message", error.message(), case.message.as_deref());
        if let Some(fault) = &case.fault {
            self.compare("fault", error.fault().map(|fault| fault.to_string()).as_ref(), Some(fault));
        }
        for (name, text) in &case.params {
            let found = error.param(name).and_then(|param| param.to_text());
            self.compare(name, found.as_ref(), Some(text));
        }
        let anomalies: Vec<_> = error.anomalies().map(|anomaly| format!("{anomaly:?}")).collect();
        for anomaly in &case.anomalies {
            let is_found = anomalies.iter().any(|found| found.starts_with(anomaly));
            self.compare(anomaly, is_found, true);
        }
    }

    fn check_decisions<L: Label>(&mut self, case: &Case, error: &ApiError<L>) {
        self.compare("decided", case.get.is_some() || case.post.is_some(), true);
        self.check_decision("GET", &get(), error, case.get.as_ref());
        self.check_decision("POST", &post(), error, case.post.as_ref());
        if case.keyed.is_some() {
            self.check_decision("keyed", &post_with_key::<L>(), error, case.keyed.as_ref());
        }
    }

    fn check_decision<L: Label>(
        &mut self,
        what: &str,
        context: &RequestContext,
        error: &ApiError<L>,
        expected: Option<&Step>,
    ) {
        if let Some(expected) = expected {
            self.compare(what, &Step::of(context, error), expected);
        }
    }

    fn compare<T: PartialEq + Debug>(&mut self, what: &str, found: T, expected: T) {
        if found != expected {
            self.found.push(format!("{}: {what} is {found:?} instead of {expected:?}", self.case));
        }
    }
}
