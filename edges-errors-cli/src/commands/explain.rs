//! `edges-errors explain`.

use edges_errors_catalogue::diagnostic::{Rule, nearest};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_cli::documents::explain::{RuleFacts, collect_facts, explain_label, explain_rule};

use super::catalogue::CatalogueOption;
use super::format::Format;
use crate::ending::{Ending, Unusable};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Label such as `LIMIT_REACHED`, or rule of `check` such as `unknown-policy`
    #[arg(value_name = "LABEL|RULE")]
    name: String,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Output format
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Explains a label or a rule.
pub(crate) fn explain(args: &Args) -> Result<Ending, Unusable> {
    if let Some(rule) = Rule::ALL.iter().find(|rule| rule.as_str() == args.name) {
        let base = args.catalogue.base.is_named().then_some("--base");
        if let Some(option) = args.catalogue.find_named().or(base) {
            let message = format!("`{option}` does not apply: `{}` is a rule of `check`", args.name);
            return Err(Unusable::new(message));
        }
        args.format.print(&RuleFacts::of(*rule), explain_rule)?;
        return Ok(Ending::Fine);
    }
    let loaded = args.catalogue.load()?;
    // Labels are asked for in lower case, too.
    let wanted = args.name.to_uppercase();
    let label = loaded.catalogue.labels.iter().find(|label| label.name == wanted);
    let label = label.ok_or_else(|| unknown_name(&args.name, &loaded.catalogue))?;
    let facts = collect_facts(&loaded.catalogue, label);
    args.format.print(&facts, |facts| explain_label(facts, &loaded.name))?;
    Ok(Ending::Fine)
}

fn unknown_name(name: &str, catalogue: &Catalogue) -> Unusable {
    let labels = catalogue.labels.iter().map(|label| label.name.as_str());
    let known: Vec<&str> = labels.chain(Rule::ALL.iter().map(|rule| rule.as_str())).collect();
    let similar =
        [name.to_uppercase().as_str(), name].iter().find_map(|wanted| nearest(wanted, known.iter().copied()));
    let error = Unusable::new(format!("no label or rule is named `{}`", name.escape_debug()));
    error.help(match similar {
        Some(similar) => format!("a label or rule with a similar name exists: `{similar}`"),
        None => "`edges-errors list` shows the labels".to_owned(),
    })
}
