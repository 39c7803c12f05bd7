//! Every failure that there is, fetched over HTTP and explained: what it was, whose fault, what to do.
//!
//! `cargo run -p examples --bin decode`

use std::error::Error;

use edges_errors::retry::{RequestContext, RetryPlan};
use edges_errors::{EdgesError, Kind};
use edges_errors_reqwest::ResponseExt as _;
use edges_errors_testkit::Api;

/// The width of a line, and of the columns before the last one.
const LINE: usize = 110;
const COLUMNS: [usize; 4] = [7, 28, 9, 8];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let api = Api::start().await?;
    // Loopback needs no proxy, whatever the environment says.
    let client = reqwest::Client::builder().no_proxy().build()?;
    print_row(["status", "what it was", "fault", "outcome"], "what to do");
    let (mut fetched, mut known) = (0, 0);
    for failure in api.failures() {
        let response = client.get(api.url(&failure.path)).send().await?;
        let Err(answer) = response.error_for_label().await else {
            return Err(format!("{} is no failure", failure.path).into());
        };
        let error = answer.into_api()?;
        fetched += 1;
        known += usize::from(error.label().is_some());
        print_error(&error, &failure.words);
    }
    println!(
        "\n{fetched} failures fetched from {}, {known} with a label that the catalogue lists.",
        api.url("/")
    );
    Ok(())
}

fn print_error(error: &EdgesError, words: &str) {
    let status = error.status().map_or_else(String::new, |status| status.to_string());
    let new = if error.kind() == Kind::UnknownLabel { " (new)" } else { "" };
    let what = format!("{words}{new}");
    let fault = error.fault().map_or("?", |fault| fault.as_str());
    // What a program would do that sent a message, and may not send it twice.
    let decision = RetryPlan::for_request(&RequestContext::new("POST")).start().on_failure(error);
    print_row([&status, &what, fault, error.outcome().as_str()], &decision.advice().to_string());
}

/// The last column is folded at blanks and goes on under itself.
fn print_row(cells: [&str; 4], text: &str) {
    let mut line = String::new();
    for (cell, width) in cells.into_iter().zip(COLUMNS) {
        line += &format!("{cell:<width$} ");
    }
    let indent = line.chars().count();
    let mut used = indent;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used + length > LINE && used > indent {
            println!("{}", line.trim_end());
            line = " ".repeat(indent);
            used = indent;
        }
        line += &format!("{word} ");
        used += length + 1;
    }
    println!("{}", line.trim_end());
}
