//! `edges-errors drift`.

use std::path::PathBuf;

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_cli::drift::report::{write_json, write_markdown, write_text};
use edges_errors_cli::drift::{Names, compare_reference, read_reference, write_extension, write_stanzas};

use super::catalogue::{CatalogueOption, Place};
use super::format::ReportFormat;
use crate::ending::{Ending, Unusable};
use crate::input::{name_input, open_text, read_bounded};
use crate::output::print;
use crate::stderr::report;

#[derive(clap::Args)]
#[command(
    after_help = "The table of the reference is the one with columns for label, status, category and retry; other tables \
                  are ignored. The response structure is what it describes under a title such as `Error Response Structure`.\n\
                  Exit codes: 0 no difference, 1 differences, 2 unusable input."
)]
pub(crate) struct Args {
    /// Published reference in Markdown; `-` reads standard input
    #[arg(value_name = "REFERENCE.md")]
    reference: PathBuf,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Print stanzas to append to the catalogue, for labels that only the reference lists, and overrides of what differs in
    /// those of its base; for the built-in catalogue, a file that extends it. Differences go to standard error
    #[arg(long)]
    stanzas: bool,
    /// Output format
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

/// Compares the page with the catalogue.
pub(crate) fn compare_page(args: &Args) -> Result<Ending, Unusable> {
    let page_name = name_input(&args.reference);
    let page = read_bounded(open_text(&args.reference)?, &page_name)?;
    let page = String::from_utf8_lossy(&page);
    let place = args.catalogue.choose();
    let loaded = args.catalogue.load_from(&place)?;
    let reference = read_reference(&page).ok_or_else(|| {
        let error = Unusable::new(format!("`{page_name}` has no quick-reference table"));
        error.help("the table is one of Markdown, with columns for label, status, category and retry")
    })?;
    let names = Names { page: &page_name, catalogue: &loaded.name };
    let drift = compare_reference(&loaded.catalogue, &reference, &page_name);
    let text = match args.format {
        ReportFormat::Text => write_text(&drift, names, Look::Coloured),
        ReportFormat::Markdown => write_markdown(&drift, names),
        ReportFormat::Json => write_json(&drift, names),
    };
    if args.stanzas {
        report(&text);
        print(&match place {
            Place::File(_) => {
                write_stanzas(&loaded.catalogue, &reference, &page_name, loaded.sources.own().text())
            }
            Place::BuiltIn(edition) => {
                edition.explain_extension(&write_extension(&loaded.catalogue, &reference, &page_name))
            }
        })?;
    } else {
        print(&text)?;
    }
    Ok(if drift.findings.is_empty() { Ending::Fine } else { Ending::Findings })
}
