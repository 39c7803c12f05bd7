//! `edges-errors decode`.

mod facts;
mod input;
mod lines;

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::PathBuf;

use clap::ValueEnum;
use edges_errors::{DecodeOptions, Kind};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_cli::documents::decoded::{write_decoded, write_json};
use edges_errors_cli::unlisted::{Answer, Unlisted};

use crate::commands::catalogue::load_catalogue;
use crate::commands::explain::Format;
use crate::commands::runtime::{RunError, install_catalogue};
use crate::{Ending, complain};
use facts::collect_facts;
use input::decode_input;
use lines::{count_lines, visit_lines};

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
#[command(
    after_help = "Exit codes: 0 every label is listed, 1 one is not or there is none, 2 unusable input."
)]
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
    /// The catalogue to ask instead of the one built in
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// How to show it
    #[arg(long, default_value = "text")]
    format: Format,
    /// Print stanzas for the labels, params, statuses and scopes that the catalogue does not list, ready to be appended
    /// to it, and nothing else
    #[arg(long, value_name = "FORMAT", conflicts_with = "format")]
    unknown: Option<StanzaFormat>,
}

/// How what is not listed is shown.
#[derive(Clone, Copy, ValueEnum)]
enum StanzaFormat {
    Toml,
}

/// Decodes what is there and says what it means.
pub(crate) fn decode(args: &Args) -> Ending {
    let catalogue = match load_catalogue(args.catalogue.as_deref()) {
        Ok((catalogue, _)) => install_catalogue(catalogue),
        Err(ending) => return ending,
    };
    match read_and_decode(args, catalogue) {
        Ok(ending) => ending,
        Err(error) => complain(format_args!("`{}` cannot be read: {error}", args.file.display())),
    }
}

fn read_and_decode(args: &Args, catalogue: &Catalogue) -> io::Result<Ending> {
    let input: Box<dyn Read> =
        if args.file.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(&args.file)?) };
    let mut input = BufReader::new(input);
    // No more is read than is decoded, and one byte to see that there was more; beside the body there are headers.
    let most = u64::try_from(DecodeOptions::new().get_max_body()).unwrap_or(u64::MAX).saturating_mul(2);
    let mut first = Vec::new();
    input.by_ref().take(most).read_until(b'\n', &mut first)?;
    let is_object = serde_json::from_slice::<serde_json::Map<_, _>>(&first).is_ok();
    let more = !input.fill_buf()?.is_empty();
    if is_object && more && args.status.is_none() {
        let lines = io::Cursor::new(first).chain(input);
        return match args.unknown {
            Some(StanzaFormat::Toml) => print_unlisted_lines(lines, most, catalogue),
            None => count_lines(lines, most, &args.request, args.format),
        };
    }
    input.take(most).read_to_end(&mut first)?;
    Ok(decode_one(&first, args, catalogue))
}

fn decode_one(bytes: &[u8], args: &Args, catalogue: &Catalogue) -> Ending {
    let error = match decode_input(bytes, args.status, &args.headers) {
        Ok(error) => error,
        Err(message) => return complain(message),
    };
    if args.unknown.is_some() {
        let mut unlisted = Unlisted::new(catalogue);
        error.iter().for_each(|error| note_answer(error, &mut unlisted));
        return print_stanzas(&unlisted);
    }
    match (error, args.format) {
        (None, Format::Text) => {
            anstream::println!("no error: it succeeded, or tells of no failure");
            Ending::Fine
        }
        (None, Format::Json) => {
            anstream::print!("{}", write_json(&None::<()>));
            Ending::Fine
        }
        (Some(error), format) => {
            let facts = collect_facts(&error, &args.request);
            match format {
                Format::Text => anstream::print!("{}", write_decoded(&facts)),
                Format::Json => anstream::print!("{}", write_json(&facts)),
            }
            if error.kind() == Kind::Known { Ending::Fine } else { Ending::Findings }
        }
    }
}

fn print_unlisted_lines(lines: impl io::BufRead, longest: u64, catalogue: &Catalogue) -> io::Result<Ending> {
    let mut unlisted = Unlisted::new(catalogue);
    visit_lines(lines, longest, |decoded| {
        decoded.into_iter().flatten().for_each(|error| note_answer(&error, &mut unlisted));
    })?;
    Ok(print_stanzas(&unlisted))
}

/// Nothing to print is fine; something is a finding.
fn print_stanzas(unlisted: &Unlisted<'_>) -> Ending {
    let stanzas = unlisted.write_stanzas();
    anstream::print!("{stanzas}");
    if stanzas.is_empty() { Ending::Fine } else { Ending::Findings }
}

fn note_answer(error: &RunError, unlisted: &mut Unlisted<'_>) {
    let params = error.params();
    let entries: Vec<(&str, &str)> = params.iter().map(|(name, param)| (name, param.raw())).collect();
    unlisted.note(&Answer {
        label: error.label_str(),
        status: error.status().or(error.body_status()),
        scope: error.scope_str(),
        message: error.message(),
        params: &entries,
    });
}
