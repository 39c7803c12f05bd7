//! Ready stanzas for the labels that only the page has: what can be derived is, and a comment says what could not.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::cells::{fold_name, normalise, read_statuses, strategy_of_cell};
use super::compare::{is_category, lost_its_category};
use super::table::{Row, Table};
use crate::stanza::{Chosen, one_line, quote, write_key};
use edges_errors_catalogue::model::{Catalogue, Label, StrategyKind};
use edges_errors_catalogue::names::{is_label_name, upper_camel};

/// The longest key of a label's table, and of a category's.
const LABEL_WIDTH: usize = "reference_retry".len();
const CATEGORY_WIDTH: usize = "title".len();

/// Stanzas for every label of the table that the catalogue does not have, each with the categories and remedies that
/// it needs and the catalogue lacks. Appended to the catalogue they pass `check`. Empty if nothing is missing.
///
/// The policy follows from the retry cell: `never` for "No …", `exponential` for "Yes — with backoff", `fixed` for another
/// "Yes …", `until` for "Wait …", `manual` for the rest that is known; of several such policies that of the most similar
/// label. Where a cell decides nothing, the stanza takes what is never retried and says so in a comment.
pub fn write_stanzas(catalogue: &Catalogue, table: &Table) -> String {
    let mut writer = Writer::new(catalogue);
    let mut text = String::new();
    for row in &table.rows {
        text.push_str(&writer.write(row));
    }
    text
}

/// Remembers what it has written, so that two stanzas do not define one key twice.
struct Writer<'a> {
    catalogue: &'a Catalogue,
    labels: BTreeSet<String>,
    variants: BTreeSet<String>,
    categories: BTreeSet<String>,
    remedies: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            labels: catalogue.labels.iter().map(|label| label.name.clone()).collect(),
            variants: catalogue.labels.iter().map(|label| label.variant.clone()).collect(),
            categories: catalogue.categories.iter().map(|category| category.key.name.clone()).collect(),
            remedies: catalogue.remedies.iter().map(|remedy| remedy.key.name.clone()).collect(),
        }
    }

    fn write(&mut self, row: &Row) -> String {
        if !is_label_name(&row.label) {
            return format!(
                "\n# line {}: `{}` is not a label as the catalogue takes them\n",
                row.line,
                one_line(&row.label)
            );
        }
        if !self.labels.insert(row.label.clone()) {
            return String::new();
        }
        let (category_cell, retry_cell) = if lost_its_category(self.catalogue, row) {
            ("", row.category.as_str())
        } else {
            (row.category.as_str(), row.retry.as_str())
        };
        let (category_cell, retry_cell) = (category_cell.trim(), retry_cell.trim());
        let mut before = String::new();
        let category = self.choose_category(category_cell, &mut before);
        let similar =
            Similar { catalogue: self.catalogue, category: &category.value, cell: normalise(retry_cell) };
        let policy = choose_policy(&similar, retry_cell);
        let remedy = self.choose_remedy(&similar, retry_cell, &mut before);
        let mut text = format!("{before}\n[errors.{}]\n", row.label);
        write_key(&mut text, LABEL_WIDTH, "statuses", &self.choose_statuses(row));
        write_key(&mut text, LABEL_WIDTH, "category", &category.quoted());
        write_key(&mut text, LABEL_WIDTH, "retry", &policy);
        if !retry_cell.is_empty() {
            write_key(&mut text, LABEL_WIDTH, "reference_retry", &Chosen::sure(quote(retry_cell)));
        }
        write_key(&mut text, LABEL_WIDTH, "remedy", &remedy.quoted());
        let doc = format!("The reference lists it and says: {}", one_line(retry_cell).trim_end_matches('.'));
        let comment = "the page's table has no more: say what it means";
        write_key(&mut text, LABEL_WIDTH, "doc", &Chosen::guess(quote(&format!("{doc}.")), comment));
        if let Some(name) = self.choose_rust_name(&row.label) {
            write_key(
                &mut text,
                LABEL_WIDTH,
                "rust_name",
                &Chosen::guess(quote(&name), "the label's own name is taken or reserved"),
            );
        }
        text
    }

    fn choose_statuses(&self, row: &Row) -> Chosen {
        if let Some(mut statuses) = read_statuses(&row.statuses) {
            let mut seen = BTreeSet::new();
            statuses.retain(|status| seen.insert(*status));
            return Chosen::sure(format!("{statuses:?}"));
        }
        let first = |label: &Label| label.statuses.first().copied();
        let usual = most_frequent(self.catalogue.labels.iter().filter_map(first)).unwrap_or(500);
        let cell = one_line(&row.statuses);
        Chosen::guess(format!("[{usual}]"), format!("the page says `{cell}`, which is no status of an error"))
    }

    /// The category of the cell's title, else a new one.
    fn choose_category(&mut self, cell: &str, before: &mut String) -> Chosen {
        let page = fold_name(cell);
        if is_category(self.catalogue, cell) {
            let categories = &self.catalogue.categories;
            let found =
                categories.iter().find(|c| page == fold_name(&c.key.title) || page == fold_name(&c.key.name));
            return Chosen::sure(found.map_or_else(String::new, |category| category.key.name.clone()));
        }
        let name = slug(cell).unwrap_or_else(|| "uncategorised".to_owned());
        let comment = if cell.is_empty() { "the page names no category" } else { "new" };
        if self.categories.insert(name.clone()) {
            let title = if cell.is_empty() { "Uncategorised" } else { cell };
            let _ = write!(before, "\n[categories.{name}]\n");
            write_key(before, CATEGORY_WIDTH, "title", &Chosen::sure(quote(title)));
            write_key(
                before,
                CATEGORY_WIDTH,
                "fault",
                &Chosen::guess(quote("edges"), "the page does not say whose fault it is"),
            );
            let doc = quote(&format!("The reference calls it {title}."));
            write_key(before, CATEGORY_WIDTH, "doc", &Chosen::guess(doc, "say what kind of trouble it is"));
        }
        Chosen::guess(name, comment)
    }

    /// What the cell says after its dash, else what similar labels need, else a new remedy.
    fn choose_remedy(&mut self, similar: &Similar<'_>, cell: &str, before: &mut String) -> Chosen {
        let of = |label: &Label| self.catalogue.remedies[label.remedy].key.name.clone();
        if let Some(label) = similar.by_cell() {
            return Chosen::sure(of(label));
        }
        let plain = normalise(cell);
        // A bare "No" names nothing to do; "Contact support" does.
        let whole = if plain.contains(' ') { plain.as_str() } else { "" };
        let words = plain.split_once('-').map_or(whole, |(_, rest)| rest);
        let retried = strategy_of_cell(cell).is_some_and(StrategyKind::retries);
        if retried && let Some(label) = similar.by_strategy(strategy_of_cell(cell)) {
            return Chosen::guess(of(label), format!("as {}", label.name));
        }
        let name = slug(words).unwrap_or_else(|| "find_out".to_owned());
        if self.remedies.contains(&name) {
            return Chosen::sure(name);
        }
        self.remedies.insert(name.clone());
        let doc =
            quote(&format!("{}.", capitalise(if words.is_empty() { "find out what to do" } else { words })));
        let _ = write!(before, "\n[remedies.{name}]\n");
        write_key(before, 0, "doc", &Chosen::guess(doc, "say what has to be done"));
        Chosen::guess(name, "new")
    }

    /// A name for a label whose own one is another label's, or stands for something else.
    fn choose_rust_name(&mut self, label: &str) -> Option<String> {
        let own = upper_camel(label);
        let reserved = edges_errors_catalogue::names::is_reserved_variant(&own);
        if !reserved && self.variants.insert(own.clone()) {
            return None;
        }
        let names = std::iter::once(format!("{own}Error")).chain((2..).map(|n| format!("{own}Error{n}")));
        names.take(usize::from(u16::MAX)).find(|name| self.variants.insert(name.clone()))
    }
}

/// The labels that resemble a row: by the words of its retry cell, then by what they mean.
struct Similar<'a> {
    catalogue: &'a Catalogue,
    category: &'a str,
    cell: String,
}

impl<'a> Similar<'a> {
    /// A label with the same cell, of the same category if there is one.
    fn by_cell(&self) -> Option<&'a Label> {
        self.prefer_category(|label| {
            label.reference_retry.as_deref().is_some_and(|cell| normalise(cell) == self.cell)
        })
    }

    fn by_strategy(&self, meaning: Option<StrategyKind>) -> Option<&'a Label> {
        let strategy = meaning?;
        self.prefer_category(|label| {
            self.catalogue.policies[label.default_policy()].strategy.kind() == strategy
        })
    }

    fn prefer_category(&self, fits: impl Fn(&Label) -> bool) -> Option<&'a Label> {
        let mut fitting = self.catalogue.current_labels().filter(|label| fits(label)).peekable();
        let first = fitting.peek().copied();
        let same = fitting.find(|label| self.catalogue.categories[label.category].key.name == self.category);
        same.or(first)
    }
}

/// The named policy of the strategy that the cell asks for; in place where the catalogue has none.
fn choose_policy(similar: &Similar<'_>, cell: &str) -> Chosen {
    let catalogue = similar.catalogue;
    let named = |strategy: StrategyKind| {
        let of_label = |label: &Label| catalogue.policies.get(label.default_policy());
        let alike = [similar.by_cell(), similar.by_strategy(strategy_of_cell(cell))];
        let alike = alike.into_iter().flatten().filter_map(of_label);
        let mut candidates = alike.chain(&catalogue.policies);
        candidates.find(|policy| policy.name.is_some() && policy.strategy.kind() == strategy)
    };
    let Some(meaning) = strategy_of_cell(cell) else {
        let comment = format!("`{}` decides no strategy: not retried until you choose one", one_line(cell));
        let value = named(StrategyKind::Never).and_then(|policy| policy.name.as_deref());
        return Chosen::guess(value.map_or_else(|| in_place(StrategyKind::Never).to_owned(), quote), comment);
    };
    match named(meaning).and_then(|policy| policy.name.as_deref()) {
        Some(name) => Chosen::sure(quote(name)),
        None if !meaning.retries() => Chosen::sure(in_place(meaning)),
        None => Chosen::guess(in_place(meaning), "the catalogue has no such policy: the numbers are a guess"),
    }
}

fn in_place(meaning: StrategyKind) -> &'static str {
    match meaning {
        StrategyKind::Never => r#"{ strategy = "never" }"#,
        StrategyKind::Manual => r#"{ strategy = "manual" }"#,
        StrategyKind::Fixed => r#"{ strategy = "fixed", delay = "1m", max_attempts = 3 }"#,
        StrategyKind::Exponential => {
            r#"{ strategy = "exponential", base = "1s", cap = "60s", max_attempts = 3 }"#
        }
        StrategyKind::Until => r#"{ strategy = "until", fallback = "24h" }"#,
    }
}

/// `Check the profile` to `check_the_profile`; `None` where no key can be made of it.
fn slug(words: &str) -> Option<String> {
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let name = parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_");
    let name = name.get(..64).unwrap_or(&name).trim_end_matches('_').to_owned();
    let usable = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !edges_errors_catalogue::names::is_reserved_variant(&upper_camel(&name));
    usable.then_some(name)
}

fn capitalise(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn most_frequent(items: impl Iterator<Item = u16>) -> Option<u16> {
    let mut counts = std::collections::BTreeMap::new();
    for item in items {
        *counts.entry(item).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(item, _)| item)
}
