//! `edges-errors diff`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::locate::read_text;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Source;
use edges_errors_cli::diff::report::{Names, write_json, write_markdown, write_text};
use edges_errors_cli::diff::{Level, compare_catalogues};

use crate::commands::revision::read_revision;
use crate::{Ending, complain};

/// What to compare, and how to show it.
#[derive(clap::Args)]
#[command(
    override_usage = "edges-errors diff [OPTIONS] OLD [NEW]\n       edges-errors diff [OPTIONS] --since REV [NEW]",
    after_help = "Levels: `breaking` code stops compiling, `behavioural` programs do something else, `additive` something \
                  is new, `prose` only words changed.\nExit codes: 0 nothing above the allowed level, 1 something is, 2 \
                  unusable input."
)]
pub(crate) struct Args {
    /// The old catalogue, then the new one, which is the one of `--catalogue` if it is left out
    #[arg(value_name = "FILE", num_args = 0..=2)]
    files: Vec<PathBuf>,
    /// Compare with the new catalogue's own file as it was at this revision of its git repository
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// The new catalogue where no file names it
    #[arg(long, value_name = "FILE", default_value = "errors.toml")]
    catalogue: PathBuf,
    /// The gravest level that is fine
    #[arg(long, value_name = "LEVEL", default_value = "additive")]
    allow: Allowed,
    /// How to show the changes; `markdown` is for a comment on a pull request
    #[arg(long, default_value = "text")]
    format: Format,
}

/// A level, as the command line writes it.
#[derive(Clone, Copy, ValueEnum)]
enum Allowed {
    /// Not even other words
    None,
    /// Other words
    Prose,
    /// Something new
    Additive,
    /// Programs that do something else
    Behavioural,
    /// Everything
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

/// How differences are shown.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

/// Compares two catalogues.
pub(crate) fn diff_catalogues(args: &Args) -> Ending {
    let sources = match read_sources(args) {
        Ok(sources) => sources,
        Err(message) => return complain(message),
    };
    let [Some(old), Some(new)] = sources.each_ref().map(read_right) else { return Ending::Unusable };
    let diff = compare_catalogues(&old, &new);
    let names = Names { old: sources[0].name(), new: sources[1].name() };
    let text = match args.format {
        Format::Text => write_text(&diff, names, Look::Coloured),
        Format::Markdown => write_markdown(&diff, names),
        Format::Json => write_json(&diff, names),
    };
    anstream::print!("{text}");
    if diff.level() > args.allow.level() { Ending::Findings } else { Ending::Fine }
}

/// The old catalogue's text and the new one's.
fn read_sources(args: &Args) -> Result<[Source; 2], String> {
    let new = |file: Option<&PathBuf>| file.unwrap_or(&args.catalogue).clone();
    match (&args.since, args.files.as_slice()) {
        (Some(revision), [] | [_]) => {
            let file = new(args.files.first());
            let new = read_source(&file)?;
            Ok([read_revision(revision, &file)?, new])
        }
        (Some(_), _) => {
            Err("`--since` takes the old catalogue from git; name the new file at most".to_owned())
        }
        (None, [old, rest @ ..]) => Ok([read_source(old)?, read_source(&new(rest.first()))?]),
        (None, []) => {
            Err("compare with what? name the old file, or a revision: `diff --since main`".to_owned())
        }
    }
}

pub(crate) fn read_source(file: &Path) -> Result<Source, String> {
    let name = file.display().to_string();
    let text = read_text(file, &name).map_err(|error| format!("{error:#}"))?;
    Ok(Source::new(name, text))
}

/// A catalogue without mistakes; otherwise they are shown, as `check` does.
pub(crate) fn read_right(source: &Source) -> Option<Catalogue> {
    let outcome = read_catalogue(source);
    for mistake in &outcome.mistakes {
        anstream::eprintln!("{}\n", mistake.render(source, Look::Coloured));
    }
    if outcome.mistakes.is_empty() {
        return Some(outcome.catalogue);
    }
    complain(format_args!("`{}` has mistakes, so the command goes no further", source.name()));
    None
}
