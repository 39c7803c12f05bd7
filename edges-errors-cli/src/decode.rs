//! `edges-errors decode`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use edges_errors::retry::{Decision, Failure, JitterRng, Now, RequestContext, RetryPlan};
use edges_errors::{DecodeOptions, EdgesError, Kind};

use crate::{Ending, complain};

/// The request that was answered, for what to do next.
#[derive(clap::Args)]
pub(crate) struct Request {
    /// The method of the request
    #[arg(long, default_value = "GET")]
    method: String,
    /// Sending the request twice does the same as sending it once
    #[arg(long)]
    idempotent: bool,
    /// How often the request has been sent
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    attempt: u32,
}

/// A header as `curl -H` takes it.
pub(crate) fn parse_header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("write it as `Name: value`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// Decodes one body and says what it means.
pub(crate) fn decode_body(
    file: &Path,
    status: Option<u16>,
    headers: &[(String, String)],
    request: &Request,
) -> Ending {
    let body = match read_body(file) {
        Ok(body) => body,
        Err(error) => return complain(format_args!("`{}` cannot be read: {error}", file.display())),
    };
    let error = match status {
        Some(status) => EdgesError::from_parts(status, headers, &body),
        None => match EdgesError::from_json(&body) {
            Ok(error) => error,
            Err(error) => {
                return complain(format_args!("{error}; without `--status` nothing can be said of it"));
            }
        },
    };
    print_facts(&error);
    print_verdict(&error, request);
    if error.kind() == Kind::Known { Ending::Fine } else { Ending::Findings }
}

/// No more is read than is decoded, and one byte to see that there was more.
fn read_body(file: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(DecodeOptions::new().body_limit()).unwrap_or(u64::MAX).saturating_add(1);
    let mut body = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().take(most).read_to_end(&mut body)?;
    } else {
        File::open(file)?.take(most).read_to_end(&mut body)?;
    }
    Ok(body)
}

/// A line for each thing that is known.
fn print_facts(error: &EdgesError) {
    print_fact("error", error);
    if let Some(label) = error.label() {
        print_fact("meaning", label.doc());
        print_fact("category", label.category().title());
    } else if let Some(status) = error.status_info() {
        print_fact("meaning", status.doc());
    }
    if let Some(fault) = error.fault() {
        print_fact("fault", fault.as_str());
    }
    print_fact("outcome", error.outcome().as_str());
    print_fact("what to do", error.advice());
    for anomaly in error.anomalies() {
        print_fact("odd", format_args!("{anomaly:?}"));
    }
    if let Some(label) = error.label() {
        print_fact("reference", label.docs_url());
    }
}

/// What a caller with the default plan would do next, and why.
fn print_verdict(error: &EdgesError, request: &Request) {
    let context = RequestContext::new(&request.method);
    let context = if request.idempotent { context.idempotent(true) } else { context };
    let now = Now::system();
    let mut state = RetryPlan::for_request(&context).resume(request.attempt.saturating_sub(1), now);
    let verdict = state.next(Failure::Api(error), now, &mut JitterRng::from_entropy());
    let name = match verdict.decision() {
        Decision::Retry { .. } => "retry",
        Decision::Defer { .. } => "defer",
        _ => "stop",
    };
    print_fact("verdict", format_args!("{name}: {}", verdict.because()));
}

fn print_fact(name: &str, value: impl std::fmt::Display) {
    anstream::println!("{name:<11} {value}");
}
