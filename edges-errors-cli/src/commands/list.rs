//! `edges-errors list`.

use std::path::PathBuf;

use edges_errors_catalogue::diagnostic::nearest;
use edges_errors_catalogue::model::{Catalogue, Label};
use edges_errors_cli::documents::explain::collect_facts;
use edges_errors_cli::documents::list::write_list;
use edges_errors_core::vocabulary::{Fault, Outcome, StrategyKind, Vocabulary};

use crate::commands::catalogue::load_catalogue;
use crate::commands::explain::Format;
use crate::{Ending, complain};

/// Which labels to list. Several filters narrow each other down.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only of this category, such as `rate_limit`
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// Only those that come with this status
    #[arg(long, value_name = "CODE")]
    status: Option<u16>,
    /// Only those with a policy of this strategy: `never`, `manual`, `fixed`, `exponential` or `until`
    #[arg(long, value_name = "STRATEGY")]
    retry: Option<String>,
    /// Only those with this remedy, such as `contact_support`
    #[arg(long, value_name = "REMEDY")]
    remedy: Option<String>,
    /// Only those with this outcome: `failure`, `empty` or `done`
    #[arg(long, value_name = "OUTCOME")]
    outcome: Option<String>,
    /// Only those that are the fault of the `caller`, the `account`, `linkedin` or `edges`
    #[arg(long, value_name = "WHOSE")]
    fault: Option<String>,
    /// The catalogue to ask instead of the one built in
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// How to show them
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Lists labels; none is a finding.
pub(crate) fn list_labels(args: &Args) -> Ending {
    let (catalogue, _) = match load_catalogue(args.catalogue.as_deref()) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    if let Some(message) = find_misspelling(args, &catalogue) {
        return complain(message);
    }
    let labels: Vec<&Label> =
        catalogue.labels.iter().filter(|label| passes(args, &catalogue, label)).collect();
    match args.format {
        Format::Text if labels.is_empty() => anstream::eprintln!("no label is all of this"),
        Format::Text => anstream::print!("{}", write_list(&catalogue, &labels)),
        Format::Json => {
            let facts: Vec<_> = labels.iter().map(|label| collect_facts(&catalogue, label)).collect();
            anstream::println!("{:#}", serde_json::json!(facts));
        }
    }
    if labels.is_empty() { Ending::Findings } else { Ending::Fine }
}

fn passes(args: &Args, catalogue: &Catalogue, label: &Label) -> bool {
    let category = &catalogue.categories[label.category];
    let strategies = || label.retry.iter().map(|rule| catalogue.policies[rule.policy].strategy.as_str());
    let is = |filter: &Option<String>, value: &str| filter.as_ref().is_none_or(|wanted| wanted == value);
    is(&args.category, &category.key.name)
        && is(&args.fault, category.fault.as_str())
        && is(&args.outcome, label.outcome.as_str())
        && is(&args.remedy, &catalogue.remedies[label.remedy].key.name)
        && args.status.is_none_or(|status| label.statuses.contains(&status))
        && args.retry.as_ref().is_none_or(|wanted| strategies().any(|name| name == wanted))
}

fn words<V: Vocabulary>() -> Vec<&'static str> {
    V::ALL.iter().map(|word| word.as_str()).collect()
}

/// A filter that no catalogue of this kind can meet, with the nearest name that can.
fn find_misspelling(args: &Args, catalogue: &Catalogue) -> Option<String> {
    let categories: Vec<&str> = catalogue.categories.iter().map(|one| one.key.name.as_str()).collect();
    let remedies: Vec<&str> = catalogue.remedies.iter().map(|one| one.key.name.as_str()).collect();
    let filters = [
        ("category", &args.category, categories),
        ("remedy", &args.remedy, remedies),
        ("retry", &args.retry, words::<StrategyKind>()),
        ("outcome", &args.outcome, words::<Outcome>()),
        ("fault", &args.fault, words::<Fault>()),
    ];
    filters.into_iter().find_map(|(filter, wanted, known)| {
        let wanted = wanted.as_deref().filter(|wanted| !known.contains(wanted))?;
        let hint = match nearest(wanted, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", known.join(", ")),
        };
        Some(format!("`--{filter}`: there is no `{}`; {hint}", wanted.escape_debug()))
    })
}
