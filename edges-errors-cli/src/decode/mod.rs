//! `edges-errors decode`.

mod input;
mod lines;

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::PathBuf;

use edges_errors::retry::{Failure, JitterRng, Now, RequestContext, RetryPlan, Verdict};
use edges_errors::{DecodeOptions, EdgesError, ErrorLabel, Kind};

use crate::{Ending, complain};
use input::decode_input;
use lines::count_lines;

/// The request that was answered, for what to do next.
#[derive(clap::Args)]
struct Request {
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
fn parse_header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("write it as `Name: value`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// What to decode, and what is known of it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// An error's body, an answer as `curl -i` prints it, a callback, a run or a run's input, or many of them, one JSON
    /// object to a line; `-` or nothing reads standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// The HTTP status that the body came with
    #[arg(long, value_name = "CODE")]
    status: Option<u16>,
    /// A header that the body came with
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", value_parser = parse_header)]
    headers: Vec<(String, String)>,
    #[command(flatten)]
    request: Request,
}

/// Decodes what is there and says what it means.
pub(crate) fn decode(args: &Args) -> Ending {
    match read_and_decode(args) {
        Ok(ending) => ending,
        Err(error) => complain(format_args!("`{}` cannot be read: {error}", args.file.display())),
    }
}

fn read_and_decode(args: &Args) -> io::Result<Ending> {
    let input: Box<dyn Read> =
        if args.file.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(&args.file)?) };
    let mut input = BufReader::new(input);
    // No more is read than is decoded, and one byte to see that there was more; beside the body there are headers.
    let most = u64::try_from(DecodeOptions::new().body_limit()).unwrap_or(u64::MAX).saturating_mul(2);
    let mut first = Vec::new();
    input.by_ref().take(most).read_until(b'\n', &mut first)?;
    let is_object = serde_json::from_slice::<serde_json::Map<_, _>>(&first).is_ok();
    let more = !input.fill_buf()?.is_empty();
    if is_object && more && args.status.is_none() {
        return count_lines(io::Cursor::new(first).chain(input), most, &args.request);
    }
    input.take(most).read_to_end(&mut first)?;
    Ok(decode_one(&first, args))
}

fn decode_one(bytes: &[u8], args: &Args) -> Ending {
    let error = match decode_input(bytes, args.status, &args.headers) {
        Ok(Some(error)) => error,
        Ok(None) => {
            anstream::println!("no error: it succeeded, or tells of no failure");
            return Ending::Fine;
        }
        Err(message) => return complain(message),
    };
    print_facts(&error);
    print_fact("verdict", describe_verdict(&decide(&error, &args.request)));
    if error.kind() == Kind::Known { Ending::Fine } else { Ending::Findings }
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
fn decide(error: &EdgesError, request: &Request) -> Verdict<ErrorLabel> {
    let context = RequestContext::new(&request.method);
    let context = if request.idempotent { context.idempotent(true) } else { context };
    let now = Now::system();
    let mut state = RetryPlan::for_request(&context).resume(request.attempt.saturating_sub(1), now);
    state.next(Failure::Api(error), now, &mut JitterRng::from_entropy())
}

fn describe_verdict(verdict: &Verdict<ErrorLabel>) -> String {
    format!("{}: {}", verdict.decision().as_str(), verdict.because())
}

fn print_fact(name: &str, value: impl std::fmt::Display) {
    anstream::println!("{name:<11} {value}");
}
