//! Stanzas for labels that only the page lists; a comment marks each value that is a guess.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::cells::{fold_name, normalise, read_statuses, strategy_of_cell};
use super::compare::{is_category, list_differences, lost_its_category};
use super::envelope::find_unread;
use super::finding::FindingKind;
use super::page::{Reference, Row};
use super::structure::Member;
use crate::stanza::{
    Chosen, Stanza, StanzaKey, VariantNames, append_stanzas, quote, usual_fault, usual_status, write_about,
    write_change, write_keys, write_name, write_place,
};
use crate::text::{capitalise, one_line, place};
use edges_errors_catalogue::model::{Catalogue, Effect, EntrySource, Label, Location, StrategyKind};
use edges_errors_catalogue::names::upper_camel;

/// Writes a stanza for every label that the catalogue does not have, with the categories and remedies that
/// it needs and the catalogue lacks, and overrides for what differs in labels of a catalogue that this one extends. Appended
/// to the catalogue's own file, whose text is `own`, they pass `check`. Empty if there is nothing to write.
///
/// The policy follows from the retry cell: `never` for "No …", `until` for "Wait …" and where `postponed_until` is named,
/// `exponential` for "Yes" and "Yes — with backoff", `fixed` for "Yes — retry", `manual` for other known words; of several
/// such policies, that of the most similar label. A label whose cell means none of these is never retried, and a comment says so.
pub fn write_stanzas(catalogue: &Catalogue, reference: &Reference, page: &str, own: &str) -> String {
    append_stanzas(own, list_stanzas(catalogue, reference, page, |location| location.source))
}

/// Writes a file that extends the catalogue by what [`write_stanzas`] writes, and by overrides for all that differs; it
/// passes `check`. Empty if there is nothing to write.
pub fn write_extension(catalogue: &Catalogue, reference: &Reference, page: &str) -> String {
    let stanzas = list_stanzas(catalogue, reference, page, |_| EntrySource::Base).concat();
    if stanzas.is_empty() {
        return stanzas;
    }
    write_about(&format!("{} as published", catalogue.name), &catalogue.name) + &stanzas
}

fn list_stanzas(
    catalogue: &Catalogue,
    reference: &Reference,
    page: &str,
    source: impl Fn(Location) -> EntrySource,
) -> Vec<String> {
    let mut writer = Writer::new(catalogue, page);
    let places = write_places(catalogue, &reference.members, source(catalogue.envelope.location));
    let rows = reference.rows.iter().map(|row| {
        match catalogue.labels.iter().find(|label| label.name == row.label) {
            Some(label) => writer.write_override(row, label, source(label.location)),
            None => writer.write(row),
        }
    });
    [places].into_iter().chain(rows).collect()
}

/// Writes the places of parts that the page describes elsewhere, before those that the catalogue has.
fn write_places(catalogue: &Catalogue, members: &[Member], source: EntrySource) -> String {
    let mut lines = String::new();
    for unread in find_unread(&catalogue.envelope, members) {
        let Some(part) = unread.part else { continue };
        let places: Vec<String> =
            [quote(&unread.member.path)].into_iter().chain(part.places.iter().map(write_place)).collect();
        let places = match places.as_slice() {
            [place] => place.clone(),
            places => format!("[{}]", places.join(", ")),
        };
        let _ = writeln!(lines, "{} = {places}", part.key);
    }
    if lines.is_empty() {
        return lines;
    }
    write_change(catalogue, catalogue.envelope.location, source, "envelope", &lines)
}

/// A writer of stanzas that defines no key twice.
struct Writer<'a> {
    catalogue: &'a Catalogue,
    /// The name of the page.
    page: &'a str,
    /// Those that have been written.
    labels: BTreeSet<String>,
    variants: VariantNames,
    categories: BTreeSet<String>,
    remedies: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    fn new(catalogue: &'a Catalogue, page: &'a str) -> Self {
        Self {
            catalogue,
            page,
            labels: BTreeSet::new(),
            variants: VariantNames::of_labels(catalogue),
            categories: catalogue.categories.iter().map(|category| category.key.name.clone()).collect(),
            remedies: catalogue.remedies.iter().map(|remedy| remedy.key.name.clone()).collect(),
        }
    }

    fn write(&mut self, row: &Row) -> String {
        let format = self.catalogue.envelope.label_format;
        if !format.is_label(&row.label) {
            return format!(
                "\n# {}: `{}` is not a label: labels are `{format}` here\n",
                place(self.page, row.line),
                one_line(&row.label)
            );
        }
        if !self.labels.insert(row.label.clone()) {
            return String::new();
        }
        let Cells { category: category_cell, retry: retry_cell } = Cells::of(self.catalogue, row);
        let mut before = String::new();
        let category = self.choose_category(category_cell, &mut before);
        let similar =
            Similar { catalogue: self.catalogue, category: &category.value, cell: normalise(retry_cell) };
        let policy = choose_policy(&similar, retry_cell);
        let remedy = self.choose_remedy(&similar, retry_cell, &mut before);
        let doc = format!("The reference lists it and says: {}.", one_line(retry_cell).trim_end_matches('.'));
        let stanza = Stanza::new(&format!("errors.{}", write_name(&row.label)))
            .key("statuses", self.choose_statuses(row))
            .key("category", category.quoted())
            .key("retry", policy)
            .key("reference_retry", (!retry_cell.is_empty()).then(|| Chosen::sure(quote(retry_cell))))
            .key("remedy", remedy.quoted())
            .key("doc", Chosen::guess(quote(&doc), "all that the table says: describe what it means"))
            .key("rust_name", self.variants.claim(&row.label));
        before + &stanza.write()
    }

    /// Writes what differs in a label of the base; a label of the catalogue's own is changed where it is.
    fn write_override(&mut self, row: &Row, label: &Label, source: EntrySource) -> String {
        let differences = list_differences(self.catalogue, row, label);
        let is_new = label.removed.is_none() && !self.labels.contains(&row.label);
        if source == EntrySource::Own || differences.is_empty() || !is_new {
            return String::new();
        }
        let Cells { category: category_cell, retry: retry_cell } = Cells::of(self.catalogue, row);
        let (mut before, mut facts) = (String::new(), Vec::new());
        for difference in differences {
            match difference {
                FindingKind::Status if read_statuses(&row.statuses).is_some() => {
                    facts.push(("statuses", self.choose_statuses(row)));
                }
                FindingKind::Category if !category_cell.is_empty() => {
                    facts.push(("category", self.choose_category(category_cell, &mut before).quoted()));
                }
                FindingKind::Retry if !retry_cell.is_empty() => {
                    facts.extend(self.choose_retry(label, retry_cell));
                }
                // The cell says nothing, or no status.
                FindingKind::Status | FindingKind::Category | FindingKind::Retry => {}
                FindingKind::Missing | FindingKind::Extra | FindingKind::Place => {}
            }
        }
        if facts.is_empty() {
            return String::new();
        }
        self.labels.insert(row.label.clone());
        let table = format!("errors.{}", write_name(&row.label));
        before + &write_change(self.catalogue, label.location, source, &table, &write_keys(&facts))
    }

    /// Returns the cell, and the policy that it means where the label has another one.
    fn choose_retry(&self, label: &Label, cell: &str) -> Vec<StanzaKey> {
        let current = self.catalogue[label.default_policy()].strategy.kind();
        let Some(meaning) = strategy_of_cell(cell).filter(|meaning| *meaning != current) else {
            return vec![("reference_retry", Chosen::sure(quote(cell)))];
        };
        if label.retry.is_conditional() || label.effect == Effect::Applied && meaning.retries() {
            let comment =
                format!("it means `{meaning}`, and `retry` is `{current}`: choose a policy by hand");
            return vec![("reference_retry", Chosen::guess(quote(cell), comment))];
        }
        let category = &self.catalogue[label.category].key.name;
        let similar = Similar { catalogue: self.catalogue, category, cell: normalise(cell) };
        vec![("reference_retry", Chosen::sure(quote(cell))), ("retry", choose_policy(&similar, cell))]
    }

    fn choose_statuses(&self, row: &Row) -> Chosen {
        if let Some(mut statuses) = read_statuses(&row.statuses) {
            let mut seen = BTreeSet::new();
            statuses.retain(|status| seen.insert(*status));
            return Chosen::sure(format!("{statuses:?}"));
        }
        let usual = usual_status(self.catalogue);
        let cell = one_line(&row.statuses);
        Chosen::guess(format!("[{usual}]"), format!("the page says `{cell}`, which is not an error status"))
    }

    /// Returns the category with the cell's title, or a new one.
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
            let fault = quote(usual_fault(self.catalogue));
            let doc = quote(&format!("The reference calls it {title}."));
            let stanza = Stanza::new(&format!("categories.{name}"))
                .key("title", Chosen::sure(quote(title)))
                .key("fault", Chosen::guess(fault, "the page does not name the party at fault"))
                .key("doc", Chosen::guess(doc, "describe this kind of error"));
            before.push_str(&stanza.write());
        }
        Chosen::guess(name, comment)
    }

    /// Returns the remedy of a label with the same cell or strategy, or a new one named after the cell.
    fn choose_remedy(&mut self, similar: &Similar<'_>, cell: &str, before: &mut String) -> Chosen {
        let of = |label: &Label| self.catalogue[label.remedy].key.name.clone();
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
        let doc = Chosen::guess(doc, "describe what to do");
        before.push_str(&Stanza::new(&format!("remedies.{name}")).key("doc", doc).write());
        Chosen::guess(name, "new")
    }
}

/// The cells of a row that say what a label is. The page loses the category of some rows.
struct Cells<'a> {
    category: &'a str,
    retry: &'a str,
}

impl<'a> Cells<'a> {
    fn of(catalogue: &Catalogue, row: &'a Row) -> Self {
        let (category, retry) = if lost_its_category(catalogue, row) {
            ("", row.category.as_str())
        } else {
            (row.category.as_str(), row.retry.as_str())
        };
        Self { category: category.trim(), retry: retry.trim() }
    }
}

/// The labels that resemble a row, by the words of its retry cell or by their meaning.
struct Similar<'a> {
    catalogue: &'a Catalogue,
    category: &'a str,
    cell: String,
}

impl<'a> Similar<'a> {
    /// Returns a label with the same cell, preferably of the same category.
    fn by_cell(&self) -> Option<&'a Label> {
        self.prefer_category(|label| {
            label.reference_retry.as_deref().is_some_and(|cell| normalise(cell) == self.cell)
        })
    }

    fn by_strategy(&self, meaning: Option<StrategyKind>) -> Option<&'a Label> {
        let strategy = meaning?;
        self.prefer_category(|label| self.catalogue[label.default_policy()].strategy.kind() == strategy)
    }

    fn prefer_category(&self, fits: impl Fn(&Label) -> bool) -> Option<&'a Label> {
        let mut fitting = self.catalogue.current_labels().filter(|label| fits(label)).peekable();
        let first = fitting.peek().copied();
        let same = fitting.find(|label| self.catalogue[label.category].key.name == self.category);
        same.or(first)
    }
}

/// Returns a named policy of the strategy that the cell means, or one in place if the catalogue has none.
fn choose_policy(similar: &Similar<'_>, cell: &str) -> Chosen {
    let catalogue = similar.catalogue;
    let named = |strategy: StrategyKind| {
        let of_label = |label: &Label| &similar.catalogue[label.default_policy()];
        let alike = [similar.by_cell(), similar.by_strategy(strategy_of_cell(cell))];
        let alike = alike.into_iter().flatten().map(of_label);
        let mut candidates = alike.chain(&catalogue.policies);
        candidates.find(|policy| policy.name.is_some() && policy.strategy.kind() == strategy)
    };
    let Some(meaning) = strategy_of_cell(cell) else {
        let comment = format!("`{}` names no strategy: not retried until you choose one", one_line(cell));
        let value = named(StrategyKind::Never).and_then(|policy| policy.name.as_deref());
        return Chosen::guess(value.map_or_else(|| in_place(StrategyKind::Never).to_owned(), quote), comment);
    };
    match named(meaning).and_then(|policy| policy.name.as_deref()) {
        Some(name) => Chosen::sure(quote(name)),
        None if !meaning.retries() => Chosen::sure(in_place(meaning)),
        None => {
            Chosen::guess(in_place(meaning), "the catalogue has no such policy, so the numbers are a guess")
        }
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

/// Makes a key of words, such as `check_the_profile` of `Check the profile`, if they allow it.
fn slug(words: &str) -> Option<String> {
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let name = parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_");
    let name = name.get(..64).unwrap_or(&name).trim_end_matches('_').to_owned();
    let usable = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !edges_errors_catalogue::names::is_reserved_variant(&upper_camel(&name));
    usable.then_some(name)
}
