//! `edges-errors export`.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;
use edges_errors_cli::documents::schema::{write_body_schema, write_catalogue_schema};
use edges_errors_cli::documents::{html, json, markdown};

use crate::commands::catalogue::load_catalogue;
use crate::{Ending, complain};

/// What to write, and where.
#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 written, or equal to the file; 1 `--check` found another text; 2 unusable input."
)]
pub(crate) struct Args {
    /// What to write
    what: Document,
    /// The catalogue to write from instead of the one built in
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// The file to write instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write nothing, and say whether the file of `--out` is what would be written
    #[arg(long, requires = "out")]
    check: bool,
}

/// A form of the catalogue.
#[derive(Clone, Copy, ValueEnum)]
enum Document {
    /// The reference for people, such as ERRORS.md
    Markdown,
    /// One page to search and to filter, which needs no network
    Html,
    /// Every fact, for programs in any language
    Json,
    /// A JSON Schema of the API's error bodies
    BodySchema,
    /// The JSON Schema of every catalogue, for the completion of editors
    CatalogueSchema,
}

/// Writes a document, or compares it with what is there.
pub(crate) fn export(args: &Args) -> Ending {
    let (catalogue, name) = match load_catalogue(args.catalogue.as_deref()) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    let text = match args.what {
        Document::Markdown => markdown::write_reference(&catalogue),
        Document::Html => html::write_page(&catalogue),
        Document::Json => json::write_json(&catalogue),
        Document::BodySchema => write_body_schema(&catalogue),
        Document::CatalogueSchema => write_catalogue_schema(),
    };
    let Some(out) = &args.out else {
        anstream::print!("{text}");
        return Ending::Fine;
    };
    let shown = out.display();
    if !args.check {
        return match fs::write(out, text) {
            Ok(()) => Ending::Fine,
            Err(error) => complain(format_args!("`{shown}` cannot be written: {error}")),
        };
    }
    match fs::read(out) {
        Ok(found) if found == text.as_bytes() => Ending::Fine,
        Ok(_) => {
            anstream::eprintln!(
                "`{shown}` is not what `{name}` says now; the same command without `--check` writes it"
            );
            Ending::Findings
        }
        Err(error) => complain(format_args!("`{shown}` cannot be read: {error}")),
    }
}
