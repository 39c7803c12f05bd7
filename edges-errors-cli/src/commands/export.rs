//! `edges-errors export`.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use edges_errors_catalogue::merge_sources;
use edges_errors_cli::documents::schema::{
    write_body_schema, write_catalogue_schema, write_decision_schema, write_openapi,
};
use edges_errors_cli::documents::{html, json, language, markdown, whole};
use edges_errors_core::text::spell_out;

use super::catalogue::{CatalogueOption, Loaded};
use crate::ending::{Ending, Unusable};
use crate::output::print;
use crate::stderr::report;

#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 written or up to date, 1 out of date, 2 unusable input.")]
pub(crate) struct Args {
    /// Document to write
    what: Document,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Check that the file of `--out` is up to date, without writing it
    #[arg(long, requires = "out")]
    check: bool,
}

/// A document.
#[derive(Clone, Copy, ValueEnum)]
enum Document {
    /// Reference for people, such as ERRORS.md
    Markdown,
    /// Self-contained page with search and filters
    Html,
    /// Every fact, for programs in any language
    Json,
    /// Catalogue with all that it extends, as one file; comments are not kept
    Toml,
    /// JSON Schema of the API's error bodies
    BodySchema,
    /// OpenAPI 3.1 components: a schema for each label, a response for each status
    Openapi,
    /// JSON Schema of what `decode --format json` prints
    DecisionSchema,
    /// JSON Schema of catalogues, for completion in editors
    CatalogueSchema,
    /// Page that documents the language of catalogues
    Language,
}

/// Writes a document, or checks the one that is there.
pub(crate) fn export(args: &Args) -> Result<Ending, Unusable> {
    let Loaded { catalogue, name, sources } = args.catalogue.load()?;
    let text = match args.what {
        Document::Markdown => markdown::write_reference(&catalogue),
        Document::Html => html::write_page(&catalogue),
        Document::Json => json::write_catalogue(&catalogue),
        Document::Toml => whole::write_whole(&catalogue, &merge_sources(&sources)),
        Document::BodySchema => write_body_schema(&catalogue),
        Document::Openapi => write_openapi(&catalogue),
        Document::DecisionSchema => write_decision_schema(&catalogue),
        Document::CatalogueSchema => write_catalogue_schema(),
        Document::Language => language::write_language(),
    };
    let Some(out) = &args.out else {
        print(&text)?;
        return Ok(Ending::Fine);
    };
    if args.check {
        return check_document(out, &text, &name);
    }
    let unwritable = |error| Unusable::new(format!("`{}` cannot be written: {error}", out.display()));
    fs::write(out, text).map_err(unwritable)?;
    Ok(Ending::Fine)
}

fn check_document(file: &Path, text: &str, catalogue: &str) -> Result<Ending, Unusable> {
    let unreadable = |error| Unusable::reading(&file.display().to_string(), &error);
    let mut found = Vec::new();
    // One byte more than is wanted shows that there are more.
    let most = u64::try_from(text.len()).unwrap_or(u64::MAX).saturating_add(1);
    fs::File::open(file)
        .and_then(|found_file| found_file.take(most).read_to_end(&mut found))
        .map_err(unreadable)?;
    if found == text.as_bytes() {
        return Ok(Ending::Fine);
    }
    let (file, catalogue) = (file.display().to_string(), spell_out(catalogue));
    report(format_args!(
        "`{}` is out of date with `{catalogue}`\nhelp: run the same command without `--check` to update it\n",
        spell_out(&file)
    ));
    Ok(Ending::Findings)
}
