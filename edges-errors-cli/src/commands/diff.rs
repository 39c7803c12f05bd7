//! `edges-errors diff`.

use std::path::PathBuf;

use clap::ValueEnum;
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::diff::report::{Names, write_json, write_markdown, write_text};
use edges_errors_cli::diff::{Level, compare_catalogues};

use super::catalogue::{CatalogueOption, Place, load_source, read_source};
use super::format::ReportFormat;
use super::revision::{PASS_OLD_FILE, read_revision};
use crate::ending::{Ending, Unusable};
use crate::input::is_stream;
use crate::output::print;

#[derive(clap::Args)]
#[command(
    override_usage = "edges-errors diff [OPTIONS] OLD [NEW]\n       edges-errors diff [OPTIONS] --since REV [NEW]",
    after_help = "Exit codes: 0 no change above the allowed level, 1 changes above it, 2 unusable input."
)]
pub(crate) struct Args {
    /// Catalogues to compare; NEW defaults to the one of `--catalogue`
    #[arg(value_name = "FILE", num_args = 0..=2)]
    files: Vec<PathBuf>,
    /// Compare with the file of NEW at this git revision
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Highest change level to allow
    #[arg(long, value_name = "LEVEL", default_value = "additive")]
    allow: Allowed,
    /// Output format; `markdown` is for a comment on a pull request
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

/// The highest level that is allowed.
#[derive(Clone, Copy, ValueEnum)]
enum Allowed {
    /// No changes at all
    None,
    /// Changes of wording
    Prose,
    /// Additions, which leave what exists as it is
    Additive,
    /// Changes of what programs do
    Behavioural,
    /// Changes that stop code from compiling
    Breaking,
}

impl Allowed {
    fn level(self) -> Option<Level> {
        match self {
            Self::None => None,
            Self::Prose => Some(Level::Prose),
            Self::Additive => Some(Level::Additive),
            Self::Behavioural => Some(Level::Behavioural),
            Self::Breaking => Some(Level::Breaking),
        }
    }
}

/// Compares two catalogues.
pub(crate) fn diff_catalogues(args: &Args) -> Result<Ending, Unusable> {
    let Sides { old, new } = read_sides(args)?;
    // The mistakes of both are shown.
    let (old, new) = (load_source(&old), load_source(&new));
    let (old, new) = (old?, new?);
    let diff = compare_catalogues(&old.catalogue, &new.catalogue);
    let names = Names { old: &old.name, new: &new.name };
    let text = match args.format {
        ReportFormat::Text => write_text(&diff, names, Look::Coloured),
        ReportFormat::Markdown => write_markdown(&diff, names),
        ReportFormat::Json => write_json(&diff, names),
    };
    print(&text)?;
    Ok(if diff.level() > args.allow.level() { Ending::Findings } else { Ending::Fine })
}

/// The texts of both catalogues.
struct Sides {
    old: Sources,
    new: Sources,
}

fn read_sides(args: &Args) -> Result<Sides, Unusable> {
    match (&args.since, args.files.as_slice()) {
        (Some(revision), files @ ([] | [_])) => match choose_new(args, files.first())? {
            Place::File(file) if is_stream(&file) => {
                Err(Unusable::new("`--since` needs the file of NEW, and not a pipe").help(PASS_OLD_FILE))
            }
            Place::File(file) => {
                let new = read_source(&file)?;
                Ok(Sides { old: read_revision(revision, &file)?, new })
            }
            Place::BuiltIn => {
                Err(Unusable::new("`--since` needs a file, and the built-in catalogue has none")
                    .help(PASS_OLD_FILE))
            }
        },
        (Some(_), _) => {
            Err(Unusable::new("too many files: `--since` takes OLD from git, so pass at most NEW"))
        }
        (None, [old, rest @ ..]) => {
            let new = choose_new(args, rest.first())?;
            Ok(Sides { old: read_source(old)?, new: new.read()? })
        }
        (None, []) => Err(Unusable::new("missing OLD: pass a file or `--since REV`")),
    }
}

/// Returns the place of NEW: the file that is passed, or the catalogue of the option.
fn choose_new(args: &Args, file: Option<&PathBuf>) -> Result<Place, Unusable> {
    match file {
        Some(_) if args.catalogue.is_named() => {
            Err(Unusable::new("NEW is named twice: pass it as a file or with `--catalogue`"))
        }
        Some(file) => Ok(Place::File(file.clone())),
        None => Ok(args.catalogue.choose()),
    }
}
