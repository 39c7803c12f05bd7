//! Pieces of `errors.toml` for people to paste: keys with values, and a comment beside each guess.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use edges_errors_catalogue::model::{
    self, Catalogue, EntrySource, Fault, Label, LabelFormat, Location, PlaceSource,
};
use edges_errors_catalogue::names::{is_identifier, is_reserved_variant, label_variant};
use edges_errors_core::text::is_steering;
use toml::de::DeTable;

use crate::place::Place;

/// A value with a comment.
pub(crate) struct Chosen {
    pub(crate) value: String,
    pub(crate) comment: Option<String>,
}

impl Chosen {
    pub(crate) fn sure(value: impl Into<String>) -> Self {
        Self { value: value.into(), comment: None }
    }

    pub(crate) fn guess(value: impl Into<String>, comment: impl Into<String>) -> Self {
        Self { value: value.into(), comment: Some(comment.into()) }
    }

    /// Returns the same value as a string of TOML.
    pub(crate) fn quoted(self) -> Self {
        Self { value: quote(&self.value), ..self }
    }
}

/// A table with its keys, whose values are aligned.
pub(crate) struct Stanza {
    header: String,
    keys: Vec<StanzaKey>,
}

impl Stanza {
    /// Returns a table without keys, such as that of `errors.SOLD_OUT`.
    pub(crate) fn new(path: &str) -> Self {
        Self { header: format!("[{path}]"), keys: Vec::new() }
    }

    /// Adds a comment behind the header.
    pub(crate) fn note(mut self, comment: &str) -> Self {
        self.header.push_str(&format!(" # {comment}"));
        self
    }

    /// Adds a key, if there is a value for it.
    pub(crate) fn key(mut self, key: &'static str, chosen: impl Into<Option<Chosen>>) -> Self {
        self.keys.extend(chosen.into().map(|chosen| (key, chosen)));
        self
    }

    /// Writes the table below an empty line.
    pub(crate) fn write(&self) -> String {
        format!("\n{}\n{}", self.header, write_keys(&self.keys))
    }
}

/// A key of a stanza, and its value.
pub(crate) type StanzaKey = (&'static str, Chosen);

/// Writes keys with their values, which are aligned.
pub(crate) fn write_keys(keys: &[StanzaKey]) -> String {
    let width = keys.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
    let write = |(key, Chosen { value, comment }): &StanzaKey| match comment {
        Some(comment) => format!("{key:<width$} = {value} # {comment}\n"),
        None => format!("{key:<width$} = {value}\n"),
    };
    keys.iter().map(write).collect()
}

/// Writes lines of a table that is there: as an override of a base's, or else as a comment on where to write them, since a table
/// is written once.
pub(crate) fn write_change(
    catalogue: &Catalogue,
    entry: Location,
    source: EntrySource,
    table: &str,
    lines: &str,
) -> String {
    let over = match source {
        EntrySource::Base => return format!("\n[override.{table}]\n{lines}"),
        EntrySource::Own => "",
        EntrySource::Overridden => "override.",
    };
    let lines: String = lines.lines().map(|line| format!("# {}\n", line.trim_start_matches("# "))).collect();
    format!("\n# {}: in [{over}{table}], write\n{lines}", Place::deciding(catalogue, entry))
}

/// Writes what a file is that extends a catalogue.
pub(crate) fn write_about(name: &str, base: &str) -> String {
    format!("[catalogue]\nname    = {}\nextends = {}\n", quote(name), quote(base))
}

/// Returns text as a basic string of TOML.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_steering(c) => {
                let code = u32::from(c);
                // Four digits reach as far as one unit of UTF-16.
                let _ = if code > 0xffff {
                    write!(quoted, "\\U{code:08X}")
                } else {
                    write!(quoted, "\\u{code:04X}")
                };
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns texts as a list of TOML.
pub(crate) fn quote_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quote).collect::<Vec<_>>().join(", "))
}

/// Returns a place as a value of TOML.
pub(crate) fn write_place(place: &model::Place) -> String {
    let cuts = [("after", &place.after), ("until", &place.until)];
    let cuts =
        cuts.into_iter().filter_map(|(key, cut)| Some(format!(", {key} = {}", quote(cut.as_deref()?))));
    let cuts: String = cuts.collect();
    match &place.source {
        PlaceSource::Path(path) if cuts.is_empty() => quote(&path.text),
        PlaceSource::Path(path) => format!("{{ path = {}{cuts} }}", quote(&path.text)),
        PlaceSource::Header(name) => format!("{{ header = {}{cuts} }}", quote(name)),
    }
}

/// Returns a key of TOML, bare if possible.
pub(crate) fn write_name(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if bare { name.to_owned() } else { quote(name) }
}

/// Returns the first status that most labels of a catalogue have; 400 if it has no labels.
pub(crate) fn usual_status(catalogue: &Catalogue) -> u16 {
    let first = |label: &Label| label.statuses.first().copied();
    most_frequent(catalogue.labels.iter().filter_map(first)).unwrap_or(400)
}

/// Returns the party that most categories of a catalogue name; the caller if it has no categories.
pub(crate) fn usual_fault(catalogue: &Catalogue) -> &str {
    let parties = catalogue.categories.iter().map(|category| &catalogue[category.fault]);
    let caller = || catalogue.faults.iter().find(|fault| fault.is_caller).map(fault_name);
    most_frequent(parties.map(fault_name)).or_else(caller).unwrap_or_default()
}

fn fault_name(fault: &Fault) -> &str {
    &fault.key.name
}

/// Returns the most frequent item; of several the first in their order.
fn most_frequent<T: Ord>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_insert(0_usize) += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(item, _)| item)
}

/// Puts stanzas together that are appended to a text. One that cannot be, since the text has a table of it in one line,
/// becomes a comment.
pub(crate) fn append_stanzas(own: &str, stanzas: Vec<String>) -> String {
    let is_toml = |appended: &str| DeTable::parse(&format!("{own}{appended}")).is_ok();
    let whole = stanzas.concat();
    if is_toml(&whole) {
        return whole;
    }
    stanzas.into_iter().fold(String::new(), |before, stanza| {
        let appended = format!("{before}{stanza}");
        if is_toml(&appended) { appended } else { before + &comment_out(&stanza) }
    })
}

fn comment_out(stanza: &str) -> String {
    let lines: String =
        stanza.lines().filter(|line| !line.is_empty()).map(|line| format!("# {line}\n")).collect();
    format!(
        "\n# the file has a table of this in one line, to which nothing can be appended: add it there\n{lines}"
    )
}

/// The names of the variants of `ErrorLabel`, no two of which are the same.
pub(crate) struct VariantNames {
    format: LabelFormat,
    taken: BTreeSet<String>,
}

impl VariantNames {
    pub(crate) fn of_labels(catalogue: &Catalogue) -> Self {
        let taken = catalogue.labels.iter().map(|label| label.variant.clone()).collect();
        Self { format: catalogue.envelope.label_format, taken }
    }

    /// Takes the name of a new label's variant; returns the `rust_name` that it needs if it has no name of its own, or one
    /// that is taken or reserved.
    pub(crate) fn claim(&mut self, label: &str) -> Option<Chosen> {
        let own = label_variant(label, self.format);
        if !is_identifier(&own) {
            let free = self.find_free(&format!("Error{own}"))?;
            return Some(Chosen::guess(quote(&free), "no name in Rust follows from the label: choose one"));
        }
        if !is_reserved_variant(&own) && self.taken.insert(own.clone()) {
            return None;
        }
        let free = self.find_free(&format!("{own}Error"))?;
        Some(Chosen::guess(quote(&free), "the label's own name is taken or reserved"))
    }

    /// Takes a name, or one with a number behind it.
    fn find_free(&mut self, name: &str) -> Option<String> {
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered).take(usize::from(u16::MAX));
        names.find(|name| self.taken.insert(name.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_reads_back() {
        let text = "a\u{9b}\u{202e}\u{e0001}\u{200b}\"\\é";
        let quoted = quote(text);
        assert!(!quoted.contains(edges_errors_core::text::is_steering), "{quoted:?}");
        let table: toml::Table = format!("key = {quoted}").parse().unwrap();
        assert_eq!(table["key"].as_str(), Some(text));
    }
}
