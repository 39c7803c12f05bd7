//! `edges-errors list`.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};
use edges_errors_catalogue::diagnostic::nearest;
use edges_errors_catalogue::model::{Catalogue, Key, Label, Policy};
use edges_errors_cli::documents::explain::{LabelFacts, collect_facts};
use edges_errors_cli::documents::list::write_list;
use edges_errors_core::vocabulary::{Outcome, StrategyKind};

use super::catalogue::{CatalogueOption, Loaded};
use super::format::{Format, possible_words, words};
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
    /// List labels with this policy, such as `backoff`, or with any of this strategy
    #[arg(long, value_name = "POLICY|STRATEGY", value_parser = PolicyParser)]
    retry: Option<String>,
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

/// A parser of any name, which shows and completes the words for strategies.
#[derive(Clone)]
struct PolicyParser;

impl TypedValueParser for PolicyParser {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(possible_words::<StrategyKind>()))
    }
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
        let mut policies = label.retry.rules().map(|rule| &catalogue[rule.policy]);
        self.category.as_ref().is_none_or(|name| *name == category.key.name)
            && self.fault.as_ref().is_none_or(|name| *name == catalogue.fault_of(label).key.name)
            && self.outcome.is_none_or(|outcome| outcome == label.outcome)
            && self.remedy.as_ref().is_none_or(|name| *name == remedy.name)
            && self.status.is_none_or(|status| label.statuses.contains(&status))
            && self.retry.as_ref().is_none_or(|wanted| policies.any(|policy| is_named(policy, wanted)))
    }

    /// Checks that the catalogue has the policy, the category, the remedy and the fault that are asked for.
    fn check_names(&self, catalogue: &Catalogue) -> Result<(), Unusable> {
        let categories = catalogue.categories.iter().map(|category| &category.key);
        let remedies = catalogue.remedies.iter().map(|remedy| &remedy.key);
        let faults = catalogue.faults.iter().map(|fault| &fault.key);
        let strategies = StrategyKind::ALL.iter().map(|strategy| strategy.as_str());
        let policies = catalogue.policies.iter().filter_map(|policy| policy.name.as_deref());
        let policies = policies.filter(|name| name.parse::<StrategyKind>().is_err());
        check_name("retry", "policy", self.retry.as_deref(), policies.chain(strategies))?;
        check_name("fault", "fault", self.fault.as_deref(), names(faults))?;
        check_name("category", "category", self.category.as_deref(), names(categories))?;
        check_name("remedy", "remedy", self.remedy.as_deref(), names(remedies))
    }
}

/// Returns whether a policy has a name, or a strategy of that name.
fn is_named(policy: &Policy, wanted: &str) -> bool {
    policy.name.as_deref() == Some(wanted) || policy.strategy.kind().as_str() == wanted
}

fn names<'a>(keys: impl Iterator<Item = &'a Key>) -> impl Iterator<Item = &'a str> {
    keys.map(|key| key.name.as_str())
}

fn check_name<'a>(
    filter: &str,
    what: &str,
    wanted: Option<&str>,
    known: impl Iterator<Item = &'a str>,
) -> Result<(), Unusable> {
    let Some(wanted) = wanted else { return Ok(()) };
    let known: Vec<&str> = known.collect();
    if known.contains(&wanted) {
        return Ok(());
    }
    let shown = wanted.escape_debug();
    let error =
        Unusable::new(format!("invalid value `{shown}` for `--{filter}`: the catalogue has no such {what}"));
    Err(error.help(match nearest(wanted, known.iter().copied()) {
        Some(similar) => format!("a {what} with a similar name exists: `{similar}`"),
        None => format!("one of: {}", known.join(", ")),
    }))
}
