//! What reaches a log: the fields of a decision, and nothing that the API or a request wrote.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use edges_errors::retry::{Moment, RequestContext, RetryPlan};
use edges_errors::{EdgesError, ErrorLabel, Label};
use edges_errors_reqwest::EdgesRetry;
use edges_errors_testkit::Api;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::{DefaultGuard, set_default};

mod shop {
    edges_errors::catalogue!("../catalogues/smallest.toml");
}

const SECRET: &str = "SECRET-7f3a";

/// A log that can be read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn lines(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines().map(str::to_owned).collect()
    }
}

/// The log of this thread, down to the last level, as lines of text.
fn log_as_text() -> (Log, DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .without_time()
        .with_writer(move || writer.clone())
        .finish();
    (log, set_default(subscriber))
}

fn log_as_json() -> (Log, DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(LevelFilter::TRACE)
        .without_time()
        .with_writer(move || writer.clone())
        .finish();
    (log, set_default(subscriber))
}

fn trace(method: &str, error: &EdgesError) {
    let mut state = RetryPlan::for_request(&RequestContext::new(method)).start();
    state.on_failure_at(error, Moment::now(), || 0).trace();
}

fn decode(body: &str) -> EdgesError {
    EdgesError::from_parts(424, [("X-RateLimit-Type", SECRET)], body.as_bytes())
}

#[test]
fn an_event_reads_well() {
    let (log, _guard) = log_as_text();
    trace("GET", &decode(r#"{"error_label":"LK_524","error_ref":"ERR-7"}"#));
    trace("POST", &decode(r#"{"error_label":"LIMIT_REACHED"}"#));
    trace("POST", &decode(r#"{"error_label":"LK_ERROR"}"#));
    let status = "http.response.status_code=424 http.request.resend_count=0";
    assert_eq!(
        log.lines(),
        [
            format!(
                " INFO edges_errors: the request is put off error.type=\"LK_524\" {status} retry.api=\"Edges\" retry.action=\"defer\" \
                 retry.reason=\"caller\" retry.in_doubt=false retry.wait_ms=120000 error.reference=\"ERR-7\""
            ),
            format!(
                " INFO edges_errors: the request is put off error.type=\"LIMIT_REACHED\" {status} \
                 retry.api=\"Edges\" retry.rate_limit=\"linkedin_guard\" retry.action=\"defer\" retry.reason=\"caller\" retry.in_doubt=false retry.wait_ms=86400000"
            ),
            format!(
                " WARN edges_errors: the request is given up error.type=\"LK_ERROR\" {status} \
                 retry.api=\"Edges\" retry.action=\"stop\" retry.reason=\"not_idempotent\" retry.in_doubt=true"
            ),
        ]
    );
}

/// The fields are the same for every API, and name it.
#[test]
fn an_event_names_the_api_of_its_catalogue() {
    let (log, _guard) = log_as_text();
    let mut state = RetryPlan::for_request(&RequestContext::new("GET")).start();
    state.on_failure(&shop::ErrorLabel::SoldOut.sample()).trace();
    let line = log.lines().remove(0);
    assert!(line.contains("error.type=\"SOLD_OUT\""), "{line}");
    assert!(line.contains("retry.api=\"Shop\" retry.action=\"stop\""), "{line}");
}

#[test]
fn a_retry_is_below_what_a_log_shows_by_default() {
    let (log, _guard) = log_as_text();
    trace("GET", &decode(r#"{"error_label":"NO_DATA_LOADED"}"#));
    let line = log.lines().remove(0);
    assert!(line.starts_with("DEBUG edges_errors: the request is sent again"), "{line}");
    assert!(
        line.contains("retry.action=\"retry\" retry.reason=\"wait\" retry.in_doubt=false retry.wait_ms=5000"),
        "{line}"
    );
}

/// Bodies with a secret wherever the API could put one, and with what breaks terminals and lines.
fn hostile_bodies() -> Vec<String> {
    let nasty = format!("{SECRET}\\u001b[2J\\u0007\\r\\n ERROR forged\\u2028\\u202e\\u0000");
    let fields = ["error_label", "error_scope", "message", "error_ref", "label", "scope", "extra"];
    let mut bodies: Vec<String> = fields.iter().map(|field| format!(r#"{{"{field}":"{nasty}"}}"#)).collect();
    for label in ErrorLabel::ALL {
        let params: Vec<String> =
            label.params().iter().map(|info| format!(r#""{}":"{nasty}""#, info.name())).collect();
        let params = params.join(",");
        bodies.push(format!(
            r#"{{"error_label":"{}","message":"{nasty}","error_ref":"{nasty}","params":{{{params}}}}}"#,
            label.as_str()
        ));
    }
    bodies.push(nasty);
    bodies.push(format!(r#"{{"error_label":"LK_ERROR","message":"{SECRET}"#));
    bodies
}

#[test]
fn nothing_of_the_apis_reaches_a_line() {
    for log_as in [log_as_text, log_as_json] {
        let (log, _guard) = log_as();
        let bodies = hostile_bodies();
        for body in &bodies {
            trace("GET", &decode(body));
        }
        let lines = log.lines();
        assert_eq!(lines.len(), bodies.len(), "one line each, forged none");
        for line in lines {
            assert!(!line.contains(SECRET) && !line.contains("forged"), "{line}");
            assert!(!line.chars().any(|c| c.is_control() || c == '\u{202e}' || c == '\u{2028}'), "{line:?}");
        }
    }
}

#[test]
fn a_reference_is_shown_if_it_looks_like_one() {
    for (error_ref, shown) in [
        ("err-abc123-def456", true),
        ("ERR_7.x", true),
        ("two words", false),
        ("line\\nbreak", false),
        ("", false),
        (&"x".repeat(65), false),
    ] {
        let (log, _guard) = log_as_text();
        trace("GET", &decode(&format!(r#"{{"error_label":"BAD_INPUT","error_ref":"{error_ref}"}}"#)));
        let line = log.lines().remove(0);
        assert_eq!(line.contains("error.reference"), shown, "{line}");
    }
}

/// The middleware writes one event for each decision, and keeps the URL, the request and the answer to itself.
#[tokio::test(start_paused = true)]
async fn the_middleware_writes_verdicts_and_no_secrets() {
    let (log, _guard) = log_as_text();
    let api = Api::start().await.unwrap();
    let plain = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(plain).with(EdgesRetry::new()).build();
    let url = format!("{}?api_key={SECRET}", api.url("/errors/LK_ERROR"));
    let request = client.get(url).header("x-api-key", SECRET).body(SECRET);
    let answer = request.send().await.unwrap();
    assert_eq!((answer.status().as_u16(), api.requests("/errors/LK_ERROR")), (424, 3));
    let ours: Vec<String> = log.lines().into_iter().filter(|line| line.contains(" edges_errors: ")).collect();
    let decisions: Vec<&str> = ours.iter().map(|line| &line[..5]).collect();
    assert_eq!(decisions, ["DEBUG", "DEBUG", " WARN"], "{ours:?}");
    for (resends, line) in ours.iter().enumerate() {
        assert!(line.contains(&format!("resend_count={resends} ")), "{line}");
        assert!(!line.contains(SECRET), "{line}");
    }
}
