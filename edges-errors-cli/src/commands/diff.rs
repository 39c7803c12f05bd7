//! `edges-errors diff`.

use std::path::PathBuf;

use clap::ValueEnum;
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_cli::diff::report::{Names, write_json, write_markdown, write_text};
use edges_errors_cli::diff::{Level, compare_catalogues};

use super::base::Bases;
use super::catalogue::{CatalogueOption, Loaded, Place, load};
use super::format::ReportFormat;
use super::revision::{PASS_OLD_FILE, read_base_revision, read_revision};
use crate::ending::{Ending, Unusable};
use crate::input::{is_stream, read_source};
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
    /// Catalogue that OLD extends, where it is not that of `--base`. With `--since`, a base that is in the repository of NEW
    /// is read at the revision
    #[arg(long, value_name = "FILE", conflicts_with = "since")]
    old_base: Vec<PathBuf>,
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
    let (old, new) = (old.load(), new.load());
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
    old: Side,
    new: Side,
}

/// The texts of a catalogue, and what it was looked for among.
struct Side {
    sources: Sources,
    bases: Bases,
}

impl Side {
    /// Puts a text behind those that it extends.
    fn new(own: Source, bases: Bases) -> Self {
        Self { sources: bases.put_below(own), bases }
    }

    fn load(self) -> Result<Loaded, Unusable> {
        load(self.sources, &self.bases)
    }
}

fn read_sides(args: &Args) -> Result<Sides, Unusable> {
    let bases = args.catalogue.base.read()?;
    match (&args.since, args.files.as_slice()) {
        (Some(revision), files @ ([] | [_])) => read_since(revision, choose_new(args, files.first())?, bases),
        (Some(_), _) => {
            Err(Unusable::new("too many files: `--since` takes OLD from git, so pass at most NEW"))
        }
        (None, [old, rest @ ..]) => {
            let files = if args.old_base.is_empty() { bases.files() } else { args.old_base.clone() };
            let old = Side::new(read_source(old)?, Bases::read(&files, read_source)?);
            let new = choose_new(args, rest.first())?;
            Ok(Sides { old, new: Side { sources: new.read(&bases)?, bases } })
        }
        (None, []) => Err(Unusable::new("missing OLD: pass a file or `--since REV`")),
    }
}

/// Reads NEW as it is, and as it was at a revision.
fn read_since(revision: &str, new: Place, bases: Bases) -> Result<Sides, Unusable> {
    match new {
        Place::File(file) if is_stream(&file) => {
            Err(Unusable::new("`--since` needs the file of NEW, and not a pipe").help(PASS_OLD_FILE))
        }
        Place::File(file) => {
            let new = read_source(&file)?;
            let old = read_revision(revision, &file)?;
            let old_bases = Bases::read(&bases.files(), |base| read_base_revision(revision, base, &file))?;
            Ok(Sides { old: Side::new(old, old_bases), new: Side::new(new, bases) })
        }
        Place::BuiltIn(_) => {
            let error = Unusable::new("`--since` needs a file, and the built-in catalogue has none");
            Err(error.help(PASS_OLD_FILE))
        }
    }
}

/// Returns the place of NEW: the file that is passed, or the catalogue of the option.
fn choose_new(args: &Args, file: Option<&PathBuf>) -> Result<Place, Unusable> {
    match file {
        Some(file) => match args.catalogue.find_named() {
            Some(option) => {
                Err(Unusable::new(format!("NEW is named twice: pass it as a file or with `{option}`")))
            }
            None => Ok(Place::File(file.clone())),
        },
        None => Ok(args.catalogue.choose()),
    }
}
