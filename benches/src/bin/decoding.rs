//! From a body to an error beside serde_json, and to a decision beside the same job by hand: nanoseconds, allocations, and
//! instructions.
//!
//! `cargo run --release -p benches --bin decoding` (or `just bench-decode`)

use std::borrow::Cow;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant, UNIX_EPOCH};

use benches::by_hand;
use benches::workshop::run;
use edges_errors::EdgesError;
use edges_errors::retry::{JitterRng, Moment, RequestContext, RetryPlan};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

const BODIES: [(&str, &str); 4] = [
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
    (
        "hopeless",
        r#"{"error_label":"BAD_INPUT","error_scope":"input","error_ref":"err-abc123-def456","message":"The field linkedin_profile_url is not the URL of a profile.","status_code":400,"params":{"key":"linkedin_profile_url","expected":"https://www.linkedin.com/in/*","identity_ids":"0f8fad5b-d9cb-469f-a165-70867728950e"}}"#,
    ),
];

/// A body whose parts are one level down.
const NESTED: (&str, &str) = (
    "nested",
    r#"{"error":{"code":"card_declined","decline_code":"insufficient_funds","doc_url":"https://stripe.com/docs/error-codes/card-declined","message":"Your card has insufficient funds.","param":"","request_log_url":"https://dashboard.stripe.com/test/logs/req_8q0nJ7","type":"card_error"}}"#,
);

mod stripe {
    #![allow(missing_docs, reason = "names of a catalogue that is measured")]

    edges_errors::catalogue!("../../stripe.toml");
}

const HEADERS: [(&str, &str); 4] = [
    ("content-type", "application/json"),
    ("date", "Mon, 23 Nov 2026 08:00:00 GMT"),
    ("retry-after", "60"),
    ("x-ratelimit-remaining", "0"),
];

/// The struct that programs write.
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

/// The fields of a nested body, as programs write them.
#[derive(Deserialize)]
#[allow(dead_code)]
struct Envelope {
    error: Inner,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Inner {
    code: Option<String>,
    decline_code: Option<String>,
    doc_url: Option<String>,
    message: Option<String>,
    param: Option<String>,
    request_log_url: Option<String>,
    r#type: Option<String>,
}

/// Something that is done with a body.
struct Row {
    name: &'static str,
    work: fn(&[u8]),
}

const FLAT: [Row; 7] = [
    Row { name: "serde_json, String + Value", work: |body| keep(serde_json::from_slice::<Owned>(body)) },
    Row { name: "serde_json, borrowed", work: |body| keep(serde_json::from_slice::<Borrowed<'_>>(body)) },
    Row { name: "serde_json, IgnoredAny", work: |body| keep(serde_json::from_slice::<IgnoredAny>(body)) },
    Row { name: "from_parts", work: |body| keep(EdgesError::from_parts(424, (), body)) },
    Row { name: "from_parts with headers", work: |body| keep(EdgesError::from_parts(424, HEADERS, body)) },
    Row { name: "decision by hand", work: decide_by_hand },
    Row { name: "body to decision", work: decide },
];

const DEEP: [Row; 2] = [
    Row { name: "serde_json, struct", work: |body| keep(serde_json::from_slice::<Envelope>(body)) },
    Row { name: "from_parts", work: |body| keep(stripe::StripeError::from_parts(402, (), body)) },
];

fn keep<T>(value: T) {
    drop(black_box(value));
}

/// The time is given: to read a clock is no part of either job.
const NOW: Duration = Duration::from_secs(1_795_420_800);

/// The plan and the time, which a program has before it sends anything; by hand they are constants.
struct Given {
    plan: RetryPlan,
    now: Moment,
}

thread_local! {
    static GIVEN: Given = Given {
        plan: RetryPlan::for_request(&RequestContext::new("POST")),
        now: Moment { wall: UNIX_EPOCH + NOW, monotonic: Instant::now() },
    };
}

fn decide(body: &[u8]) {
    GIVEN.with(|Given { plan, now }| {
        let mut rng = JitterRng::seeded(1);
        let error = EdgesError::from_parts(424, HEADERS, body);
        keep(plan.start_at(*now).on_failure_at(&error, *now, || rng.next_u64()));
    });
}

fn decide_by_hand(body: &[u8]) {
    let mut rng = JitterRng::seeded(1);
    keep(by_hand::decide(&HEADERS, body, false, UNIX_EPOCH + NOW, || rng.next_u64()));
}

const ROUNDS: usize = 200;
const TIMES: usize = 500;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [body, row, passes] = &arguments[..] {
        return repeat(body, row, passes.parse().unwrap_or(0));
    }
    for (name, body) in BODIES {
        let [owned, _, _, plain, headers, by_hand, decision] = print_rows(name, body, &FLAT);
        print_ratio("from_parts to String + Value", plain, owned);
        print_ratio("with headers", headers, owned);
        print_ratio("body to decision to the same by hand", decision, by_hand);
    }
    let [by_struct, ours] = print_rows(NESTED.0, NESTED.1, &DEEP);
    print_ratio("from_parts to the struct", ours, by_struct);
}

/// Does the work of one row, to be counted from outside.
fn repeat(body: &str, row: &str, passes: usize) {
    let known = BODIES.into_iter().chain([NESTED]).find(|(name, _)| *name == body);
    let rows = if body == NESTED.0 { &DEEP[..] } else { &FLAT };
    let work = rows.iter().find(|known| known.name == row).map(|row| row.work);
    let Some(((_, text), work)) = known.zip(work) else { return };
    (0..passes).for_each(|_| work(black_box(text.as_bytes())));
}

/// The cost of one row.
#[derive(Clone, Copy)]
struct Cost {
    nanoseconds: f64,
    /// `None` without valgrind.
    instructions: Option<f64>,
}

fn print_ratio(what: &str, ours: Cost, theirs: Cost) {
    let instructions =
        ours.instructions.zip(theirs.instructions).map_or(f64::NAN, |(ours, theirs)| ours / theirs);
    println!(
        "{what}: {:.2} of the time, {instructions:.2} of the instructions",
        ours.nanoseconds / theirs.nanoseconds
    );
}

fn print_rows<const COUNT: usize>(name: &str, body: &str, rows: &[Row; COUNT]) -> [Cost; COUNT] {
    let times = measure(rows, body.as_bytes());
    println!(
        "\n{name}, {} bytes: least nanoseconds of {ROUNDS} rounds, instructions, allocations",
        body.len()
    );
    std::array::from_fn(|at| {
        let Row { name: row, work } = &rows[at];
        let (nanoseconds, instructions) = (times[at], count_instructions(name, row));
        let allocations = allocation_counter::measure(|| work(body.as_bytes())).count_total;
        println!("{row:<28} {nanoseconds:>8.0} {:>8.0} {allocations:>4}", instructions.unwrap_or(f64::NAN));
        Cost { nanoseconds, instructions }
    })
}

/// Instructions of one pass: the difference of two runs of this program; `None` without valgrind.
fn count_instructions(body: &str, row: &str) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let count = |passes: &str| -> Option<f64> {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
        let output = run(valgrind.arg(&program).args([body, row, passes])).ok()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        said.lines().find_map(|line| line.split("Collected : ").nth(1)?.trim().parse().ok())
    };
    Some((count("110")? - count("10")?) / 100.0)
}

fn measure<const COUNT: usize>(rows: &[Row; COUNT], body: &[u8]) -> [f64; COUNT] {
    let mut least = [f64::INFINITY; COUNT];
    for round in 0..ROUNDS {
        for step in 0..COUNT {
            let at = (round + step) % COUNT;
            let started = Instant::now();
            for _ in 0..TIMES {
                (rows[at].work)(black_box(body));
            }
            least[at] = least[at].min(started.elapsed().as_nanos() as f64 / TIMES as f64);
        }
    }
    least
}
