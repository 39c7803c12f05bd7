//! What a derive has to know of a catalogue, as one line of text for each label: written into the callback macro, and
//! read back where the derive expands, in whatever crate that is.

use edges_errors_catalogue::model::{Catalogue, Key, Label};
use edges_errors_core::vocabulary::{Outcome, StrategyKind};

/// A key of a closed set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangedKey {
    pub name: String,
    pub variant: String,
}

/// A label, with indices into the sets of [`Exchange`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangedLabel {
    pub name: String,
    pub variant: String,
    pub category: usize,
    pub remedy: usize,
    /// The strategies of all its policies, each once.
    pub strategies: Vec<StrategyKind>,
    pub outcome: Outcome,
    pub has_params: bool,
    pub is_removed: bool,
}

/// The part of a catalogue that rules of a handler can speak of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exchange {
    pub error: String,
    pub categories: Vec<ExchangedKey>,
    pub scopes: Vec<ExchangedKey>,
    pub remedies: Vec<ExchangedKey>,
    pub rate_limits: Vec<ExchangedKey>,
    pub labels: Vec<ExchangedLabel>,
}

/// The sets' lines come first, then a line for each label. Names hold neither blanks nor colons: they were checked.
pub fn write_exchange(catalogue: &Catalogue) -> String {
    let mut lines = vec![
        catalogue.header.error.clone(),
        write_keys(catalogue.categories.iter().map(|category| &category.key)),
        write_keys(catalogue.scopes.iter().map(|scope| &scope.key)),
        write_keys(catalogue.remedies.iter().map(|remedy| &remedy.key)),
        write_keys(catalogue.rate_limits.iter().map(|limit| &limit.key)),
    ];
    lines.extend(catalogue.labels.iter().map(|label| write_label(catalogue, label)));
    lines.join("\n")
}

fn write_keys<'a>(keys: impl Iterator<Item = &'a Key>) -> String {
    keys.map(|key| format!("{}:{}", key.name, key.variant)).collect::<Vec<_>>().join(" ")
}

fn write_label(catalogue: &Catalogue, label: &Label) -> String {
    let mut strategies: Vec<&str> = Vec::new();
    for rule in &label.retry {
        let name = catalogue.policies[rule.policy].strategy.as_str();
        if !strategies.contains(&name) {
            strategies.push(name);
        }
    }
    let params = if label.params.is_empty() { "-" } else { "params" };
    let removed = if label.removed.is_some() { "removed" } else { "-" };
    let Label { name, variant, category, remedy, .. } = label;
    let (strategies, outcome) = (strategies.join("|"), label.outcome);
    format!("{name} {variant} {category} {remedy} {strategies} {outcome} {params} {removed}")
}

/// Reads what [`write_exchange`] wrote; `None` where the text is of another version of these crates.
pub fn read_exchange(text: &str) -> Option<Exchange> {
    let mut lines = text.split('\n');
    let error = lines.next()?.to_owned();
    let [categories, scopes, remedies, rate_limits] =
        [lines.next()?, lines.next()?, lines.next()?, lines.next()?].map(read_keys);
    let labels = lines.map(read_label).collect::<Option<Vec<_>>>()?;
    Some(Exchange {
        error,
        categories: categories?,
        scopes: scopes?,
        remedies: remedies?,
        rate_limits: rate_limits?,
        labels,
    })
}

fn read_keys(line: &str) -> Option<Vec<ExchangedKey>> {
    let key = |pair: &str| {
        let (name, variant) = pair.split_once(':')?;
        Some(ExchangedKey { name: name.to_owned(), variant: variant.to_owned() })
    };
    line.split(' ').filter(|pair| !pair.is_empty()).map(key).collect()
}

fn read_label(line: &str) -> Option<ExchangedLabel> {
    let mut words = line.split(' ');
    let mut word = || words.next();
    Some(ExchangedLabel {
        name: word()?.to_owned(),
        variant: word()?.to_owned(),
        category: word()?.parse().ok()?,
        remedy: word()?.parse().ok()?,
        strategies: word()?.split('|').map(|name| name.parse().ok()).collect::<Option<_>>()?,
        outcome: word()?.parse().ok()?,
        has_params: word()? == "params",
        is_removed: word()? == "removed",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use edges_errors_catalogue::read_catalogue;
    use edges_errors_catalogue::source::Source;

    #[test]
    fn what_is_written_is_read_back() {
        let text = include_str!("../../tests/catalogues/small.toml");
        let catalogue = read_catalogue(&Source::new("small.toml", text)).catalogue;
        let exchange = read_exchange(&write_exchange(&catalogue)).unwrap();
        assert_eq!(exchange.error, "ShopError");
        assert_eq!(exchange.remedies[1], ExchangedKey { name: "ask".to_owned(), variant: "Ask".to_owned() });
        let sold_out = &exchange.labels[0];
        assert_eq!(
            (sold_out.name.as_str(), sold_out.has_params, sold_out.is_removed),
            ("SOLD_OUT", true, false)
        );
        assert_eq!(sold_out.strategies, [StrategyKind::Never, StrategyKind::Until]);
        assert!(exchange.labels[2].is_removed);
    }

    #[test]
    fn another_text_is_none() {
        assert_eq!(read_exchange(""), None);
        assert_eq!(read_exchange("E\n\n\n\n\nX Y z"), None);
    }
}
