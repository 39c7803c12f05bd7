//! `edges-errors explain`.

use std::path::PathBuf;

use clap::ValueEnum;
use edges_errors_catalogue::diagnostic::{Rule, nearest};
use edges_errors_cli::documents::explain::{collect_facts, explain_label, explain_rule};

use crate::commands::catalogue::load_catalogue;
use crate::{Ending, complain};

/// What to explain, and how to show it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A label such as `LIMIT_REACHED`, or a rule of the check such as `unknown-policy`
    #[arg(value_name = "LABEL|RULE")]
    name: String,
    /// The catalogue to ask instead of the one built in
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// How to show it
    #[arg(long, default_value = "text")]
    format: Format,
}

/// For a person, or for a program.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Explains a label or a rule.
pub(crate) fn explain(args: &Args) -> Ending {
    if let Some(rule) = Rule::ALL.iter().find(|rule| rule.as_str() == args.name) {
        let json = || serde_json::json!({ "rule": rule.as_str(), "explanation": rule.explanation() });
        match args.format {
            Format::Text => anstream::print!("{}", explain_rule(*rule)),
            Format::Json => anstream::println!("{:#}", json()),
        }
        return Ending::Fine;
    }
    let (catalogue, file) = match load_catalogue(args.catalogue.as_deref()) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    let wanted = args.name.to_uppercase();
    let Some(label) = catalogue.labels.iter().find(|label| label.name == wanted) else {
        return complain_of_name(&args.name, catalogue.labels.iter().map(|label| label.name.as_str()));
    };
    let facts = collect_facts(&catalogue, label);
    match args.format {
        Format::Text => anstream::print!("{}", explain_label(&facts, &file)),
        Format::Json => anstream::println!("{:#}", serde_json::json!(facts)),
    }
    Ending::Fine
}

/// The nearest name of those that there are; a label is asked for in capitals.
fn complain_of_name<'a>(name: &str, labels: impl Iterator<Item = &'a str>) -> Ending {
    let known: Vec<&str> = labels.chain(Rule::ALL.iter().map(|rule| rule.as_str())).collect();
    let near =
        nearest(&name.to_uppercase(), known.iter().copied()).or_else(|| nearest(name, known.iter().copied()));
    let shown = name.escape_debug();
    match near {
        Some(near) => {
            complain(format_args!("neither a label nor a rule is named `{shown}`; did you mean `{near}`?"))
        }
        None => complain(format_args!(
            "neither a label nor a rule is named `{shown}`; `edges-errors list` shows the labels"
        )),
    }
}
