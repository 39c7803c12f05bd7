//! `edges-errors drift`.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_cli::drift::report::{Names, write_json, write_markdown, write_text};
use edges_errors_cli::drift::{compare_reference, read_table, write_stanzas};

use super::catalogue::{load_source, read_source};
use super::format::ReportFormat;
use crate::ending::{Ending, Unusable};

#[derive(clap::Args)]
#[command(
    after_help = "The table of the reference is the one with columns for label, status, category and retry; other tables \
                  are ignored.\nExit codes: 0 no difference, 1 differences, 2 unusable input."
)]
pub(crate) struct Args {
    /// Published reference in Markdown; `-` reads standard input
    #[arg(value_name = "REFERENCE.md")]
    reference: PathBuf,
    /// Use this catalogue
    #[arg(long, value_name = "FILE", default_value = "errors.toml")]
    catalogue: PathBuf,
    /// Print stanzas to append to the catalogue, for labels that only the reference lists; differences go to standard
    /// error
    #[arg(long)]
    stanzas: bool,
    /// Output format
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

/// Compares the page with the catalogue.
pub(crate) fn compare_page(args: &Args) -> Result<Ending, Unusable> {
    let page = read_page(&args.reference).map_err(|error| Unusable::reading(&args.reference, &error))?;
    let loaded = load_source(&read_source(&args.catalogue)?)?;
    let page_name = args.reference.display().to_string();
    let table = read_table(&page).ok_or_else(|| {
        let error = Unusable::new(format!("`{page_name}` has no quick-reference table"));
        error.help("the table is one of Markdown, with columns for label, status, category and retry")
    })?;
    let drift = compare_reference(&loaded.catalogue, &table);
    let names = Names { page: &page_name, catalogue: &loaded.name };
    let text = match args.format {
        ReportFormat::Text => write_text(&drift, names, Look::Coloured),
        ReportFormat::Markdown => write_markdown(&drift, names),
        ReportFormat::Json => write_json(&drift, names),
    };
    if args.stanzas {
        anstream::eprint!("{text}");
        anstream::print!("{}", write_stanzas(&loaded.catalogue, &table));
    } else {
        anstream::print!("{text}");
    }
    Ok(if drift.findings.is_empty() { Ending::Fine } else { Ending::Findings })
}

fn read_page(file: &Path) -> io::Result<String> {
    if file.as_os_str() != "-" {
        return std::fs::read_to_string(file);
    }
    let mut page = String::new();
    io::stdin().read_to_string(&mut page)?;
    Ok(page)
}
