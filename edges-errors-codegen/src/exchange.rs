//! The facts of a catalogue that a derive needs, as text: the callback macro carries it to wherever a derive expands, in
//! whatever crate that is.
//!
//! The first six lines are the name and the sets, then comes a line for each label. Words are separated by blanks and the
//! parts of a word by `:` or `|`: keys hold none of these, which the check of the catalogue has made sure of, and in labels
//! blanks are escaped.

use std::str::FromStr;

use edges_errors_catalogue::model::{Catalogue, Key, Label};
use edges_errors_catalogue::names::is_identifier;
use edges_errors_core::text::spell_out;
use edges_errors_core::vocabulary::{Outcome, StrategyKind};

/// A key of a closed set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangedKey {
    pub name: String,
    pub variant: String,
}

/// A policy that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangedPolicy {
    pub name: String,
    pub strategy: StrategyKind,
}

/// A label, with the names of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangedLabel {
    pub name: String,
    pub variant: String,
    pub category: String,
    pub remedy: String,
    /// The strategies of all its policies, each once.
    pub strategies: Vec<StrategyKind>,
    pub outcome: Outcome,
    pub has_params: bool,
    pub is_removed: bool,
}

impl ExchangedLabel {
    /// Returns the word by which rules name the label: as on the wire, or its variant where that is no identifier or has a
    /// meaning of its own.
    pub fn word(&self) -> &str {
        word_of(&self.name, &self.variant)
    }
}

/// Returns the word by which rules name a label.
pub(crate) fn word_of<'a>(name: &'a str, variant: &'a str) -> &'a str {
    if is_identifier(name) && !MEANT_OTHERWISE.contains(&name) { name } else { variant }
}

/// The words that stand alone in rules and are no labels.
pub(crate) const MEANT_OTHERWISE: [&str; 2] = ["unknown", "in_doubt"];

/// The part of a catalogue that rules of a handler can speak of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exchange {
    /// The name of the API.
    pub name: String,
    pub categories: Vec<ExchangedKey>,
    pub scopes: Vec<ExchangedKey>,
    pub remedies: Vec<ExchangedKey>,
    pub rate_limits: Vec<ExchangedKey>,
    pub policies: Vec<ExchangedPolicy>,
    pub labels: Vec<ExchangedLabel>,
}

/// Writes what [`read_exchange`] reads.
pub fn write_exchange(catalogue: &Catalogue) -> String {
    let policies = catalogue.policies.iter().filter_map(|policy| {
        let name = policy.name.as_ref()?;
        Some(format!("{name}:{}", policy.strategy))
    });
    let mut lines = vec![
        spell_out(&catalogue.name).to_string(),
        write_keys(catalogue.categories.iter().map(|category| &category.key)),
        write_keys(catalogue.scopes.iter().map(|scope| &scope.key)),
        write_keys(catalogue.remedies.iter().map(|remedy| &remedy.key)),
        write_keys(catalogue.rate_limits.iter().map(|limit| &limit.key)),
        policies.collect::<Vec<_>>().join(" "),
    ];
    lines.extend(catalogue.labels.iter().map(|label| write_label(catalogue, label)));
    lines.join("\n")
}

fn write_keys<'a>(keys: impl Iterator<Item = &'a Key>) -> String {
    keys.map(|key| format!("{}:{}", key.name, key.variant)).collect::<Vec<_>>().join(" ")
}

fn write_label(catalogue: &Catalogue, label: &Label) -> String {
    let mut strategies: Vec<&str> = Vec::new();
    for rule in label.retry.rules() {
        let name = catalogue[rule.policy].strategy.as_str();
        if !strategies.contains(&name) {
            strategies.push(name);
        }
    }
    let params = if label.params.is_empty() { "plain" } else { "params" };
    let state = if label.removed.is_some() { "removed" } else { "current" };
    let (name, variant) = (escape(&label.name), &label.variant);
    let category = &catalogue[label.category].key.name;
    let remedy = &catalogue[label.remedy].key.name;
    let (strategies, outcome) = (strategies.join("|"), label.outcome);
    format!("{name} {variant} {category} {remedy} {strategies} {outcome} {params} {state}")
}

/// Reads what [`write_exchange`] wrote; `None` where the text is of another version of these crates.
pub fn read_exchange(text: &str) -> Option<Exchange> {
    let mut lines = text.split('\n');
    Some(Exchange {
        name: lines.next()?.to_owned(),
        categories: read_keys(lines.next()?)?,
        scopes: read_keys(lines.next()?)?,
        remedies: read_keys(lines.next()?)?,
        rate_limits: read_keys(lines.next()?)?,
        policies: read_words(lines.next()?, |word| {
            let (name, strategy) = word.split_once(':')?;
            Some(ExchangedPolicy { name: name.to_owned(), strategy: read(strategy)? })
        })?,
        labels: lines.map(read_label).collect::<Option<_>>()?,
    })
}

fn read_keys(line: &str) -> Option<Vec<ExchangedKey>> {
    read_words(line, |word| {
        let (name, variant) = word.split_once(':')?;
        Some(ExchangedKey { name: name.to_owned(), variant: variant.to_owned() })
    })
}

fn read_words<T>(line: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    line.split(' ').filter(|word| !word.is_empty()).map(read).collect()
}

fn read_label(line: &str) -> Option<ExchangedLabel> {
    let mut words = line.split(' ');
    let label = ExchangedLabel {
        name: unescape(words.next()?),
        variant: words.next()?.to_owned(),
        category: words.next()?.to_owned(),
        remedy: words.next()?.to_owned(),
        strategies: words.next()?.split('|').map(read).collect::<Option<_>>()?,
        outcome: read(words.next()?)?,
        has_params: read_choice(words.next()?, "params", "plain")?,
        is_removed: read_choice(words.next()?, "removed", "current")?,
    };
    words.next().is_none().then_some(label)
}

/// Writes a label without blanks.
fn escape(label: &str) -> String {
    label.replace('\\', "\\\\").replace(' ', "\\_")
}

fn unescape(word: &str) -> String {
    let mut label = String::with_capacity(word.len());
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        label.push(match c {
            '\\' if chars.next() == Some('_') => ' ',
            other => other,
        });
    }
    label
}

fn read<T: FromStr>(word: &str) -> Option<T> {
    word.parse().ok()
}

/// Reads one of two words: `true` for the first.
fn read_choice(word: &str, yes: &str, no: &str) -> Option<bool> {
    (word == yes || word == no).then_some(word == yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use edges_errors_catalogue::read_catalogue;
    use edges_errors_catalogue::source::Sources;

    fn write() -> String {
        let text = include_str!("../../tests/catalogues/small.toml");
        write_exchange(&read_catalogue(&Sources::new("small.toml", text)).catalogue.unwrap())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let exchange = read_exchange(&write()).unwrap();
        assert_eq!(exchange.name, "Shop");
        assert_eq!(exchange.remedies[1], ExchangedKey { name: "ask".to_owned(), variant: "Ask".to_owned() });
        let slowly = ExchangedPolicy { name: "slowly".to_owned(), strategy: StrategyKind::Exponential };
        assert!(exchange.policies.contains(&slowly), "{:?}", exchange.policies);
        let [sold_out, old_order, lost] = exchange.labels.as_slice() else { panic!("{exchange:?}") };
        assert_eq!(sold_out.name, "SOLD_OUT");
        assert_eq!(sold_out.variant, "SoldOut");
        assert_eq!(sold_out.category, "stock");
        assert_eq!(sold_out.strategies, [StrategyKind::Never, StrategyKind::Until]);
        assert!(sold_out.has_params && !sold_out.is_removed);
        assert_eq!(old_order.outcome, Outcome::Done);
        assert!(lost.is_removed && !lost.has_params);
    }

    #[test]
    fn a_label_of_any_format_is_read_back_and_has_a_word() {
        for label in ["a b", "a\\b", "\\_", " \\ ", "provider/limit"] {
            assert_eq!(unescape(&escape(label)), label);
            assert!(!escape(label).contains(' '));
        }
        let line = |name: &str| {
            format!("Shop\n\n\n\n\n\n{} Named any wait fixed failure plain current", escape(name))
        };
        let word = |name: &str| read_exchange(&line(name)).unwrap().labels[0].word().to_owned();
        assert_eq!(["ONE", "card_declined", "type"].map(word), ["ONE", "card_declined", "type"]);
        assert_eq!(["20404", "over-quota", "a b", "unknown", "in_doubt", "self"].map(word), ["Named"; 6]);
    }

    #[test]
    fn an_empty_set_is_an_empty_line() {
        let exchange = read_exchange("Shop\n\n\n\n\n").unwrap();
        assert_eq!(exchange, Exchange { name: "Shop".to_owned(), ..Exchange::default() });
    }

    #[test]
    fn a_text_of_another_version_is_none() {
        let label = |line: &str| read_exchange(&format!("Shop\n\n\n\n\n\n{line}"));
        assert!(label("ONE One any wait fixed failure plain current").is_some());
        for other in [
            "ONE One any wait sometimes failure plain current",
            "ONE One any wait fixed maybe plain current",
            "ONE One any wait fixed failure - -",
            "ONE One any wait fixed failure plain",
            "ONE One any wait fixed failure plain current more",
        ] {
            assert_eq!(label(other), None, "{other}");
        }
        assert_eq!(read_exchange(""), None);
        assert_eq!(read_exchange("Shop\nstock\n\n\n\n"), None);
        let text = write();
        let cut = |lines: usize| text.split('\n').take(lines).collect::<Vec<_>>().join("\n");
        assert_eq!(read_exchange(&cut(5)), None);
        assert!(read_exchange(&cut(6)).is_some());
    }
}
