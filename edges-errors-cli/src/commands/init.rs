//! `edges-errors init`.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::{Diagnostic, Rule};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::starter::{Starter, write_starter};
use edges_errors_core::text::spell_out;
use edges_errors_core::vocabulary::LabelFormat;

use super::catalogue::CATALOGUE_FILE;
use super::format::words;
use crate::ending::{Ending, Unusable};
use crate::input::is_stdin;
use crate::output::print;

#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 written, 2 unusable input, or a file that is there already.")]
pub(crate) struct Args {
    /// File to write
    #[arg(default_value = CATALOGUE_FILE)]
    file: PathBuf,
    /// Name of the API, such as `Acme`
    #[arg(long, value_parser = parse_name)]
    name: String,
    /// Place of the label in the body of an error, such as `error.code` in `{"error": {"code": "SOLD_OUT"}}`
    #[arg(long, value_name = "PATH")]
    label: String,
    /// Format of the labels
    #[arg(long, value_name = "FORMAT", default_value = "SCREAMING_SNAKE_CASE", value_parser = words::<LabelFormat>())]
    label_format: LabelFormat,
}

/// Parses the name of an API.
fn parse_name(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        Err("write the name of the API, such as `Acme`")
    } else {
        Ok(text.to_owned())
    }
}

/// Writes the beginning of a catalogue, and never over a file.
pub(crate) fn start_catalogue(args: &Args) -> Result<Ending, Unusable> {
    let Args { file, name, label, label_format } = args;
    if is_stdin(file) {
        let error = Unusable::new("`-` is standard input to the other commands, and no name of a file");
        return Err(error.help(format!("pass a name such as `{CATALOGUE_FILE}`")));
    }
    let text = write_starter(Starter { name, label, label_format: *label_format });
    let shown = file.display().to_string();
    if let Some(mistake) = read_catalogue(&Sources::new(shown.as_str(), text.as_str())).diagnostics.first() {
        return Err(explain_value(mistake));
    }
    let unwritable = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Unusable::new(format!("`{shown}` is there already"))
            .help("pass the name of another file, or change that one"),
        _ => Unusable::new(format!("`{shown}` cannot be written: {error}")),
    };
    let mut new = File::create_new(file).map_err(unwritable)?;
    new.write_all(text.as_bytes()).map_err(unwritable)?;
    print(&describe_next_steps(file))?;
    Ok(Ending::Fine)
}

/// Explains a mistake that a value of an option leads to.
fn explain_value(mistake: &Diagnostic) -> Unusable {
    let error = Unusable::new(mistake.message.clone());
    error.help(match mistake.rule {
        Rule::BadIdentifier | Rule::IdentifierClash => {
            "pass another name: the type of the errors is named after it"
        }
        _ => mistake.help.as_deref().unwrap_or(&mistake.place.note).trim_start_matches("help: "),
    })
}

fn describe_next_steps(file: &Path) -> String {
    let shown = file.display().to_string();
    // No file has a NUL in its name, the only character that cannot be quoted.
    let word = shlex::try_quote(&shown).unwrap_or_default();
    let word = spell_out(&word);
    let option = if shown == CATALOGUE_FILE { String::new() } else { format!(" --catalogue {word}") };
    let name = spell_out(&shown);
    // An absolute path is none for the macro.
    let below = if file.is_absolute() { file.file_name().map(Path::new).unwrap_or(file) } else { file };
    let literal = format!("{:?}", format!("../{}", below.display()));
    let literal = spell_out(&literal);
    format!(
        "`{name}` is a catalogue with two examples of labels. To go on:\n\n\
         edges-errors decode{option} --status 400 body.json\n    \
         shows what it makes of an answer of the API\n\
         edges-errors decode{option} --stanzas answers.jsonl\n    \
         writes entries for the labels that the API has sent: append them with `>> {word}`\n\
         edges-errors check {word}\n    \
         shows every mistake in it\n\
         edges-errors export language\n    \
         shows what else can be said in it\n\n\
         In a crate that depends on `edges-errors`, a module with this line has the types. The path begins at the file of the module:\n\n\
         edges_errors::catalogue!({literal});\n"
    )
}
