//! `edges-errors decode`.

mod answer;
mod blocks;
mod count;
mod input;
mod lines;
mod remark;
mod request;
mod source;
mod workers;

use std::path::PathBuf;

use edges_errors::Kind;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::documents::decoded::{collect_facts, write_decoded};
use edges_errors_cli::unlisted::{Answer, Unlisted};

use super::catalogue::{CatalogueOption, Loaded, Place};
use super::format::Format;
use super::runtime::{RunError, RunLabel, install_catalogue};
use crate::ending::{Ending, Unusable};
use crate::input::{name_input, open_text};
use crate::output::print;
use count::count_errors;
use input::{Decoder, Form};
use lines::{Batch, Counts, Visitor};
use remark::{say_newer, say_no_label};
use request::Request;
use source::{Input, read_bodies, read_input};

#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 every label is listed, 1 a label is not listed or missing, 2 unusable input."
)]
pub(crate) struct Args {
    /// File with an error body, a response as printed by `curl -i` or a payload of the catalogue, with a JSON list of them, or
    /// with one per line; `-` reads standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Form of the input: `body`, or the name of a payload of the catalogue; without it, its structure tells
    #[arg(long = "as", value_name = "FORM")]
    form: Option<String>,
    /// HTTP status of the response, or of each of those whose bodies the lines are
    #[arg(long, value_name = "CODE", value_parser = clap::value_parser!(u16).range(100..=999))]
    status: Option<u16>,
    /// Header of the response; needs its status
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", value_parser = parse_header)]
    headers: Vec<(String, String)>,
    #[command(flatten)]
    request: Request,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Output format
    #[arg(long, default_value = "text")]
    format: Format,
    /// Print only stanzas to append to the catalogue, for labels, params, statuses and scopes that it does not list; for
    /// the built-in catalogue, a file that extends it
    #[arg(long, conflicts_with_all = ["format", "method", "idempotent", "attempt"])]
    stanzas: bool,
}

/// Parses a header as `curl -H` takes it.
fn parse_header(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("write it as `Name: value`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

impl Args {
    fn decoder(&self) -> Result<Decoder<'_>, Unusable> {
        let form = self.form.as_deref().map(Form::from_name).transpose()?;
        Ok(Decoder { form, status: self.status, headers: &self.headers })
    }

    /// Refuses headers that nothing would use: many inputs are not responses.
    fn check_headers(&self, input: &Input) -> Result<(), Unusable> {
        match input {
            Input::List(_) | Input::Lines(_) if !self.headers.is_empty() => {
                Err(Unusable::new("`--header` belongs to one response, and the input holds many payloads"))
            }
            Input::One(_) | Input::List(_) | Input::Lines(_) => Ok(()),
        }
    }
}

/// Decodes the input and explains it.
pub(crate) fn decode(args: &Args) -> Result<Ending, Unusable> {
    let place = args.catalogue.choose();
    let Loaded { catalogue, sources, .. } = args.catalogue.load_from(&place)?;
    let catalogue = install_catalogue(catalogue);
    let target = Target { catalogue, place, sources };
    let decoder = args.decoder()?;
    let name = name_input(&args.file);
    let reader = open_text(&args.file)?;
    let input = match args.status {
        Some(_) => read_bodies(reader, &name)?,
        None => read_input(reader, &name)?,
    };
    args.check_headers(&input)?;
    match input {
        Input::One(bytes) if !args.stanzas => decode_one(&bytes, &name, decoder, args, catalogue),
        Input::One(bytes) => {
            // An input that cannot be decoded at all is no finding.
            decoder.decode(&bytes).map_err(|refusal| refusal.explain(&name, &bytes))?;
            print_stanzas(Batch { input: Input::One(bytes), name: &name, decoder }, &target)
        }
        input @ (Input::List(_) | Input::Lines(_)) => {
            let batch = Batch { input, name: &name, decoder };
            if args.stanzas {
                print_stanzas(batch, &target)
            } else {
                count_errors(batch, &args.request, args.format, catalogue)
            }
        }
    }
}

fn decode_one(
    bytes: &[u8],
    name: &str,
    decoder: Decoder<'_>,
    args: &Args,
    catalogue: &Catalogue,
) -> Result<Ending, Unusable> {
    let error = decoder.decode(bytes).map_err(|refusal| refusal.explain(name, bytes))?;
    let Some(error) = error else {
        args.format.print(&(), |()| "not an error\n".to_owned())?;
        return Ok(Ending::Fine);
    };
    args.request.say_assumption();
    if error.kind() == Kind::NoLabel {
        say_no_label(name, catalogue);
    }
    if error.kind() == Kind::UnknownLabel {
        say_newer(catalogue, error.label_str());
    }
    args.format.print(&collect_facts(&error, &args.request.caller().decide(&error)), write_decoded)?;
    Ok(if error.kind() == Kind::Known { Ending::Fine } else { Ending::Findings })
}

/// The catalogue that stanzas are for.
struct Target {
    catalogue: &'static Catalogue,
    place: Place,
    sources: Sources,
}

/// Prints stanzas, or a whole file where nobody can append to the catalogue. Any is a finding, and so is an input without
/// labels, which cannot show that all are listed.
fn print_stanzas(batch: Batch<'_>, target: &Target) -> Result<Ending, Unusable> {
    let name = batch.name;
    let mut notes = Notes { unlisted: Unlisted::new(target.catalogue), labels: 0 };
    let Counts { unreadable, .. } = batch.visit(&mut notes)?;
    let Notes { unlisted, labels } = notes;
    let stanzas = match &target.place {
        Place::File(_) => unlisted.write_stanzas(target.sources.own().text()),
        Place::BuiltIn(edition) => edition.explain_extension(&unlisted.write_extension()),
    };
    print(&stanzas)?;
    say_newer(target.catalogue, unlisted.labels());
    if labels == 0 {
        say_no_label(name, target.catalogue);
    }
    let complete = stanzas.is_empty() && labels > 0 && unreadable == 0;
    Ok(if complete { Ending::Fine } else { Ending::Findings })
}

/// Notes on what the catalogue does not list.
struct Notes<'a> {
    unlisted: Unlisted<'a>,
    /// The number of errors with a label.
    labels: u64,
}

impl Visitor for Notes<'_> {
    /// Returns `false`: an error with a label that is listed may have params that are not.
    fn take_label(&mut self, _: RunLabel) -> bool {
        false
    }

    fn take(&mut self, error: RunError) {
        self.labels += u64::from(error.label_str().is_some());
        let params = error.params();
        let entries: Vec<(&str, &str)> = params.iter().map(|(name, param)| (name, param.raw())).collect();
        self.unlisted.note(&Answer {
            // Of a finer label that is not listed, the coarser one beside it says nothing new.
            label: error.finer_label_str().or(error.label_str()),
            status: error.status().or(error.body_status()),
            scope: error.scope_str(),
            message: error.message(),
            params: &entries,
        });
    }
}
