//! `edges-errors list`.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use edges_errors_catalogue::diagnostic::nearest;
use edges_errors_catalogue::model::{Catalogue, Key, Label};
use edges_errors_cli::documents::explain::{LabelFacts, collect_facts};
use edges_errors_cli::documents::list::write_list;
use edges_errors_core::vocabulary::{Outcome, StrategyKind, Vocabulary};

use super::catalogue::{CatalogueOption, Loaded};
use super::format::Format;
use crate::ending::{Ending, Unusable};
use crate::stderr::report;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    catalogue: CatalogueOption,
    /// Output format
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Filters, all of which a label has to match.
#[derive(clap::Args)]
struct Filters {
    /// List labels of this category, such as `rate_limit`
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// List labels that come with this status
    #[arg(long, value_name = "CODE")]
    status: Option<u16>,
    /// List labels with a policy of this strategy
    #[arg(long, value_name = "STRATEGY", value_parser = words::<StrategyKind>())]
    retry: Option<StrategyKind>,
    /// List labels with this remedy, such as `contact_support`
    #[arg(long, value_name = "REMEDY")]
    remedy: Option<String>,
    /// List labels with this outcome
    #[arg(long, value_name = "OUTCOME", value_parser = words::<Outcome>())]
    outcome: Option<Outcome>,
    /// List labels that are the fault of this party
    #[arg(long, value_name = "PARTY")]
    fault: Option<String>,
}

/// Returns a parser of the words of a vocabulary, with completion and their meaning.
fn words<V: Vocabulary + Send + Sync>() -> impl TypedValueParser<Value = V> {
    let values =
        V::ALL.iter().map(|word| PossibleValue::new(word.as_str()).help(word.doc().trim_end_matches('.')));
    PossibleValuesParser::new(values).try_map(|word| word.parse::<V>())
}

/// Lists labels; none is a finding.
pub(crate) fn list_labels(args: &Args) -> Result<Ending, Unusable> {
    let Loaded { catalogue, .. } = args.catalogue.load()?;
    args.filters.check_names(&catalogue)?;
    let labels: Vec<&Label> =
        catalogue.labels.iter().filter(|label| args.filters.match_label(&catalogue, label)).collect();
    if labels.is_empty() {
        report("no label matches\n");
    }
    if !labels.is_empty() || args.format == Format::Json {
        let facts: Vec<LabelFacts<'_>> =
            labels.iter().map(|label| collect_facts(&catalogue, label)).collect();
        args.format.print(&facts, |_| write_list(&catalogue, &labels))?;
    }
    Ok(if labels.is_empty() { Ending::Findings } else { Ending::Fine })
}

impl Filters {
    fn match_label(&self, catalogue: &Catalogue, label: &Label) -> bool {
        let category = &catalogue[label.category];
        let remedy = &catalogue[label.remedy].key;
        let mut strategies = label.retry.rules().map(|rule| catalogue[rule.policy].strategy.kind());
        self.category.as_ref().is_none_or(|name| *name == category.key.name)
            && self.fault.as_ref().is_none_or(|name| *name == catalogue.fault_of(label).key.name)
            && self.outcome.is_none_or(|outcome| outcome == label.outcome)
            && self.remedy.as_ref().is_none_or(|name| *name == remedy.name)
            && self.status.is_none_or(|status| label.statuses.contains(&status))
            && self.retry.is_none_or(|wanted| strategies.any(|strategy| strategy == wanted))
    }

    /// Checks that the catalogue has the category, the remedy and the fault that are asked for.
    fn check_names(&self, catalogue: &Catalogue) -> Result<(), Unusable> {
        let categories = catalogue.categories.iter().map(|category| &category.key);
        let remedies = catalogue.remedies.iter().map(|remedy| &remedy.key);
        let faults = catalogue.faults.iter().map(|fault| &fault.key);
        check_name("fault", self.fault.as_deref(), faults)?;
        check_name("category", self.category.as_deref(), categories)?;
        check_name("remedy", self.remedy.as_deref(), remedies)
    }
}

fn check_name<'a>(
    filter: &str,
    wanted: Option<&str>,
    keys: impl Iterator<Item = &'a Key>,
) -> Result<(), Unusable> {
    let Some(wanted) = wanted else { return Ok(()) };
    let known: Vec<&str> = keys.map(|key| key.name.as_str()).collect();
    if known.contains(&wanted) {
        return Ok(());
    }
    let shown = wanted.escape_debug();
    let error = Unusable::new(format!(
        "invalid value `{shown}` for `--{filter}`: the catalogue has no such {filter}"
    ));
    Err(error.help(match nearest(wanted, known.iter().copied()) {
        Some(similar) => format!("a {filter} with a similar name exists: `{similar}`"),
        None => format!("one of: {}", known.join(", ")),
    }))
}
