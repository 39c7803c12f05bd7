//! From a body to an error, and to a decision, beside serde_json.
//!
//! `cargo run --release -p benches --bin decoding` (or `just bench-decode`)

use std::borrow::Cow;
use std::hint::black_box;
use std::time::Instant;

use edges_errors::EdgesError;
use edges_errors::retry::{Action, JitterRng, Moment, RequestContext, RetryPlan};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

const BODIES: [(&str, &str); 3] = [
    (
        "typical",
        r#"{"error_label":"LIMIT_REACHED","error_scope":"integ","error_ref":"err-abc123-def456","message":"Daily limit reached for connection requests on LinkedIn.","status_code":424,"params":{"postponed_until":"2026-11-24T08:00:00Z","identity_mode":"auto","identity_ids":"0f8fad5b-d9cb-469f-a165-70867728950e,7c9e6679-7425-40de-944b-e07fc1f90ae7","workspace_uid":"ws-12345"}}"#,
    ),
    (
        "escaped",
        r#"{"error_label":"LIMIT_REACHED","error_scope":"integ","error_ref":"err-abc123-def456","message":"Daily limit reached for \"connection requests\"\non LinkedIn \u2014 caf\u00e9.","status_code":424,"params":{"postponed_until":"2026-11-24T08:00:00Z","identity_mode":"auto","identity_ids":"0f8fad5b-d9cb-469f-a165-70867728950e,7c9e6679-7425-40de-944b-e07fc1f90ae7","workspace_uid":"ws-\u00e9"}}"#,
    ),
    (
        "pretty",
        r#"{
  "error_label": "LIMIT_REACHED",
  "error_scope": "integ",
  "error_ref": "err-abc123-def456",
  "message": "Daily limit reached for connection requests on LinkedIn.",
  "status_code": 424,
  "params": {
    "postponed_until": "2026-11-24T08:00:00Z",
    "identity_mode": "auto",
    "identity_ids": "0f8fad5b-d9cb-469f-a165-70867728950e,7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "workspace_uid": "ws-12345"
  }
}"#,
    ),
];

const HEADERS: [(&str, &str); 4] = [
    ("content-type", "application/json"),
    ("date", "Mon, 23 Nov 2026 08:00:00 GMT"),
    ("retry-after", "60"),
    ("x-ratelimit-remaining", "0"),
];

/// What programs write.
#[derive(Deserialize)]
#[allow(dead_code)]
struct Owned {
    error_label: Option<String>,
    error_scope: Option<String>,
    error_ref: Option<String>,
    message: Option<String>,
    status_code: Option<u16>,
    params: Option<Value>,
}

/// The fastest that serde_json can do with the same fields.
#[derive(Deserialize)]
#[allow(dead_code)]
struct Borrowed<'a> {
    #[serde(borrow)]
    error_label: Option<Cow<'a, str>>,
    #[serde(borrow)]
    error_scope: Option<Cow<'a, str>>,
    #[serde(borrow)]
    error_ref: Option<Cow<'a, str>>,
    #[serde(borrow)]
    message: Option<Cow<'a, str>>,
    status_code: Option<u16>,
    params: Option<IgnoredAny>,
}

fn scan(body: &[u8]) {
    let _ = black_box(serde_json::from_slice::<IgnoredAny>(body));
}

fn read_owned(body: &[u8]) {
    let _ = black_box(serde_json::from_slice::<Owned>(body));
}

fn read_borrowed(body: &[u8]) {
    let _ = black_box(serde_json::from_slice::<Borrowed<'_>>(body));
}

fn decode(body: &[u8]) {
    black_box(EdgesError::from_parts(424, (), body));
}

fn decode_with_headers(body: &[u8]) {
    black_box(EdgesError::from_parts(424, HEADERS, body));
}

/// The clock is read before: the kernel is given the time.
fn decide(body: &[u8], now: Moment, plan: &RetryPlan, rng: &mut JitterRng) -> Action {
    let error = EdgesError::from_parts(424, HEADERS, body);
    plan.start_at(now).on_failure_at(&error, now, || rng.next_u64()).action()
}

type Work<'a> = (&'a str, &'a dyn Fn(&[u8]));

const ROUNDS: usize = 200;
const TIMES: usize = 500;

fn main() {
    let (now, plan) = (Moment::now(), RetryPlan::for_request(&RequestContext::new("POST")));
    let decide = move |body: &[u8]| {
        let mut rng = JitterRng::seeded(1);
        black_box(decide(body, now, &plan, &mut rng));
    };
    let works: [Work<'_>; 6] = [
        ("serde_json, String + Value", &read_owned),
        ("serde_json, borrowed", &read_borrowed),
        ("serde_json, IgnoredAny", &scan),
        ("from_parts", &decode),
        ("from_parts with headers", &decode_with_headers),
        ("body to decision", &decide),
    ];
    for (name, body) in BODIES {
        let times = measure(&works, body.as_bytes());
        let [owned, _, scan, decode, with_headers, decision] = times;
        println!("\n{name}, {} bytes: least nanoseconds of {ROUNDS} rounds, allocations", body.len());
        for ((what, work), time) in works.iter().zip(times) {
            let allocations = allocation_counter::measure(|| work(body.as_bytes())).count_total;
            println!("{what:<28} {time:>8.0} {allocations:>4}");
        }
        println!(
            "from_parts to String + Value: {:.2}, with headers {:.2}",
            decode / owned,
            with_headers / owned
        );
        println!(
            "body to decision: {:.2} of the scan, and {:.0} ns over 1.5 of it",
            decision / scan,
            decision - 1.5 * scan
        );
    }
}

fn measure<const COUNT: usize>(works: &[Work<'_>; COUNT], body: &[u8]) -> [f64; COUNT] {
    let mut least = [f64::INFINITY; COUNT];
    for round in 0..ROUNDS {
        for step in 0..COUNT {
            let at = (round + step) % COUNT;
            let started = Instant::now();
            for _ in 0..TIMES {
                works[at].1(black_box(body));
            }
            least[at] = least[at].min(started.elapsed().as_nanos() as f64 / TIMES as f64);
        }
    }
    least
}
