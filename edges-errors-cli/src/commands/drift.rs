//! `edges-errors drift`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_cli::drift::report::{Names, write_json, write_markdown, write_text};
use edges_errors_cli::drift::{compare_reference, read_table, write_stanzas};

use crate::commands::diff::{Format, read_right, read_source};
use crate::{Ending, complain};

/// The page and the catalogue, and how to show what differs.
#[derive(clap::Args)]
#[command(
    after_help = "The page's table is the one with columns for label, status, category and retry; other tables are ignored.\n\
                  Exit codes: 0 no difference, 1 differences, 2 unusable input."
)]
pub(crate) struct Args {
    /// The published reference in Markdown; `-` reads standard input
    #[arg(value_name = "REFERENCE.md")]
    reference: PathBuf,
    /// The catalogue
    #[arg(long, value_name = "FILE", default_value = "errors.toml")]
    catalogue: PathBuf,
    /// Print stanzas for the labels that only the page has, ready to be appended to the catalogue
    #[arg(long)]
    stanzas: bool,
    /// How to show the differences
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Compares the page with the catalogue. With `--stanzas` these alone go to standard output.
pub(crate) fn compare_page(args: &Args) -> Ending {
    let page = match read_page(&args.reference) {
        Ok(page) => page,
        Err(error) => {
            return complain(format_args!("`{}` cannot be read: {error}", args.reference.display()));
        }
    };
    let source = match read_source(&args.catalogue) {
        Ok(source) => source,
        Err(message) => return complain(message),
    };
    let Some(catalogue) = read_right(&source) else { return Ending::Unusable };
    let Some(table) = read_table(&page) else {
        return complain(format_args!(
            "`{}` has no quick-reference table: a Markdown table with columns for label, status, category and retry",
            args.reference.display()
        ));
    };
    let drift = compare_reference(&catalogue, &table);
    let page_name = args.reference.display().to_string();
    let names = Names { page: &page_name, catalogue: source.name() };
    let text = match args.format {
        Format::Text => write_text(&drift, names, Look::Coloured),
        Format::Markdown => write_markdown(&drift, names),
        Format::Json => write_json(&drift, names),
    };
    if args.stanzas {
        anstream::eprint!("{text}");
        anstream::print!("{}", write_stanzas(&catalogue, &table));
    } else {
        anstream::print!("{text}");
    }
    if drift.findings.is_empty() { Ending::Fine } else { Ending::Findings }
}

fn read_page(file: &Path) -> std::io::Result<String> {
    if file.as_os_str() != "-" {
        return std::fs::read_to_string(file);
    }
    let mut page = String::new();
    std::io::stdin().read_to_string(&mut page)?;
    Ok(page)
}
