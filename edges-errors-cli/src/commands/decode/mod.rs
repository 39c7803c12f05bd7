//! `edges-errors decode`.

mod input;
mod lines;
mod request;

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::PathBuf;

use edges_errors::{DecodeOptions, Kind};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_cli::documents::decoded::{collect_facts, write_decoded};
use edges_errors_cli::unlisted::{Answer, Unlisted};

use super::catalogue::CatalogueOption;
use super::format::Format;
use super::runtime::{RunError, install_catalogue};
use crate::ending::{Ending, Unusable};
use input::decode_input;
use lines::{count_lines, visit_lines};
use request::Request;

#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 every label is listed, 1 a label is not listed or missing, 2 unusable input."
)]
pub(crate) struct Args {
    /// File with an error body, a response as printed by `curl -i`, a callback, a run or a run's input, or with one JSON
    /// object per line; `-` reads standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// HTTP status of the response
    #[arg(long, value_name = "CODE")]
    status: Option<u16>,
    /// Header of the response
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", value_parser = parse_header)]
    headers: Vec<(String, String)>,
    #[command(flatten)]
    request: Request,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Output format
    #[arg(long, default_value = "text")]
    format: Format,
    /// Print only stanzas to append to the catalogue, for labels, params, statuses and scopes that it does not list
    #[arg(long, conflicts_with = "format")]
    stanzas: bool,
}

/// Parses a header as `curl -H` takes it.
fn parse_header(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("write it as `Name: value`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// Decodes the input and explains it.
pub(crate) fn decode(args: &Args) -> Result<Ending, Unusable> {
    let catalogue = install_catalogue(args.catalogue.load()?.catalogue);
    let unreadable = |error| Unusable::reading(&args.file, &error);
    match read_input(args).map_err(unreadable)? {
        Input::One(bytes) => decode_one(&bytes, args, catalogue),
        Input::Lines { reader, longest } if args.stanzas => {
            print_unlisted_lines(reader, longest, catalogue).map_err(unreadable)
        }
        Input::Lines { reader, longest } => {
            count_lines(reader, longest, &args.request, args.format).map_err(unreadable)
        }
    }
}

/// The input: one payload, or many.
enum Input {
    One(Vec<u8>),
    /// JSON objects, one per line, of which so many bytes are read at most.
    Lines {
        reader: Box<dyn io::BufRead>,
        longest: u64,
    },
}

fn read_input(args: &Args) -> io::Result<Input> {
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
        let reader = Box::new(io::Cursor::new(first).chain(input));
        return Ok(Input::Lines { reader, longest: most });
    }
    input.take(most).read_to_end(&mut first)?;
    Ok(Input::One(first))
}

fn decode_one(bytes: &[u8], args: &Args, catalogue: &Catalogue) -> Result<Ending, Unusable> {
    let error = decode_input(bytes, args.status, &args.headers).map_err(|error| {
        Unusable::new(error.to_string()).help("pass the HTTP status that it came with: `--status CODE`")
    })?;
    if args.stanzas {
        let mut unlisted = Unlisted::new(catalogue);
        error.iter().for_each(|error| note_answer(error, &mut unlisted));
        return Ok(print_stanzas(&unlisted));
    }
    let Some(error) = error else {
        args.format.print(&(), |()| "not an error\n".to_owned());
        return Ok(Ending::Fine);
    };
    args.format.print(&collect_facts(&error, &args.request.decide(&error)), write_decoded);
    Ok(if error.kind() == Kind::Known { Ending::Fine } else { Ending::Findings })
}

fn print_unlisted_lines(lines: impl io::BufRead, longest: u64, catalogue: &Catalogue) -> io::Result<Ending> {
    let mut unlisted = Unlisted::new(catalogue);
    visit_lines(lines, longest, |decoded| {
        decoded.into_iter().flatten().for_each(|error| note_answer(&error, &mut unlisted));
    })?;
    Ok(print_stanzas(&unlisted))
}

/// Prints stanzas; any is a finding.
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
