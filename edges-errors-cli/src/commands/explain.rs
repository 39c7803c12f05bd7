//! `edges-errors explain`.

use edges_errors_catalogue::model::Catalogue;
use edges_errors_cli::documents::explain::{Subject, explain as collect, find_similar, resolve};

use super::catalogue::{CatalogueOption, Loaded};
use super::edition::Edition;
use super::format::Format;
use crate::ending::{Ending, Unusable};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Label such as `LIMIT_REACHED`, status such as `424`, other entry such as `remedies.fix_input`, the response format
    /// as `envelope`, key of the language such as `envelope.label`, or rule of `check` such as `unknown-policy`
    name: String,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Output format
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Explains whatever has a name.
pub(crate) fn explain(args: &Args) -> Result<Ending, Unusable> {
    let Loaded { catalogue, name, .. } = load(args)?;
    let subjects = resolve(&args.name, Some(&catalogue));
    let subject = match subjects.as_slice() {
        [] => return Err(unknown_name(&args.name, &catalogue)),
        [subject] => subject,
        several => return Err(ambiguous_name(&args.name, several)),
    };
    args.format.print(&collect(&catalogue, subject), |facts| facts.write(&catalogue, &name))?;
    Ok(Ending::Fine)
}

/// Reads the catalogue in which a name has a meaning. For a name of the language, the mistakes of one do not matter, as where
/// the rule of one of them is asked for.
fn load(args: &Args) -> Result<Loaded, Unusable> {
    let is_of_language = !resolve(&args.name, None).is_empty();
    if is_of_language { args.catalogue.load_silently() } else { args.catalogue.load() }
}

fn ambiguous_name(name: &str, subjects: &[Subject<'_>]) -> Unusable {
    let meanings: Vec<String> =
        subjects.iter().map(|subject| format!("`{}` ({})", subject.full_name(), subject.kind())).collect();
    Unusable::new(format!("`{}` is ambiguous", name.escape_debug()))
        .help(format!("say which is meant: {}", meanings.join(", ")))
}

fn unknown_name(name: &str, catalogue: &Catalogue) -> Unusable {
    let error = Unusable::new(format!("nothing is named `{}`", name.escape_debug()));
    if !Edition::find_in_latest(catalogue, [name]).is_empty() {
        return error.help("`--edition latest` lists it");
    }
    error.help(match find_similar(name, catalogue) {
        Some(similar) => format!("{} has a similar name: `{}`", similar.kind, similar.name),
        None => "`edges-errors list` shows the labels, and LANGUAGE.md the keys of the language".to_owned(),
    })
}
