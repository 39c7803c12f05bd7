//! Stanzas for what was collected, to append to the catalogue or to extend it with; a comment marks each value that is a guess.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{MOST_LABELS, Seen, Unlisted};
use crate::stanza::{
    Chosen, Stanza, VariantNames, append_stanzas, quote, quote_all, usual_fault, usual_status, write_about,
    write_change, write_name,
};
use crate::text::one_line;
use edges_errors_catalogue::model::{Catalogue, EntrySource, Label, LabelFormat, Param, ParamKind, Strategy};
use edges_errors_catalogue::names::{is_identifier, is_key_name, is_reserved_variant, snake, upper_camel};

impl Unlisted<'_> {
    /// Writes stanzas that pass `check` once they are appended to the catalogue's own file, whose text is `own`, and comments for
    /// additions to existing tables. Empty if the catalogue lists everything.
    pub fn write_stanzas(&self, own: &str) -> String {
        append_stanzas(own, self.list_stanzas(|label| label.location.source))
    }

    /// Writes a file that extends the catalogue by what it does not list, and passes `check`. Empty if the catalogue
    /// lists everything.
    pub fn write_extension(&self) -> String {
        let stanzas = self.list_stanzas(|_| EntrySource::Base).concat();
        if stanzas.is_empty() {
            return stanzas;
        }
        let base = &self.catalogue.name;
        write_about(&format!("{base} as we see it"), base) + &stanzas
    }

    fn list_stanzas(&self, source: impl Fn(&Label) -> EntrySource) -> Vec<String> {
        let mut writer = Writer::new(self.catalogue);
        let labels = self.labels.iter().flat_map(|(name, seen)| match self.find_label(name) {
            Some(label) => write_additions(label, source(label), seen, self.catalogue),
            None => vec![writer.write_label(name, seen)],
        });
        let mut stanzas: Vec<String> = labels.collect();
        stanzas.extend(self.statuses.iter().map(|status| writer.write_status(*status)));
        stanzas.extend(self.scopes.iter().map(|scope| write_scope(scope)));
        if self.more {
            stanzas.push(format!("\n# and more labels than the {MOST_LABELS} that are remembered\n"));
        }
        stanzas
    }
}

/// Writes the statuses and params of a listed label that the catalogue does not list.
fn write_additions(label: &Label, source: EntrySource, seen: &Seen, catalogue: &Catalogue) -> Vec<String> {
    let table = format!("errors.{}", write_name(&label.name));
    let mut stanzas = Vec::new();
    let new: Vec<u16> =
        seen.statuses.iter().copied().filter(|status| !label.statuses.contains(status)).collect();
    if !new.is_empty() {
        let all: Vec<u16> = label.statuses.iter().copied().chain(new).collect();
        let line = format!("statuses = {all:?}\n");
        stanzas.push(write_change(catalogue, label.location, source, &table, &line));
    }
    let fields = label.params.iter().map(|param| param.field.clone()).collect();
    let params = write_params(fields, &seen.params, catalogue);
    if params.is_empty() {
        return stanzas;
    }
    let table = format!("{table}.params");
    stanzas.push(match source {
        EntrySource::Own if label.params.is_empty() => format!("\n[{table}]\n{params}"),
        _ => write_change(catalogue, label.location, source, &table, &params),
    });
    stanzas
}

/// Writes a line for each param; `fields` are the names that are taken.
fn write_params(
    mut fields: BTreeSet<String>,
    params: &BTreeMap<String, ParamKind>,
    catalogue: &Catalogue,
) -> String {
    let mut text = String::new();
    let declared =
        |name: &str| catalogue.labels.iter().flat_map(|label| &label.params).find(|param| param.name == name);
    for (name, kind) in params {
        let field = snake(name);
        if name.chars().any(char::is_control) || !is_identifier(&field) || !fields.insert(field) {
            let _ = writeln!(text, "# `{}`: this name needs a `rust_name`, chosen by hand", one_line(name));
            continue;
        }
        match declared(name).filter(|param| param.kind != ParamKind::Enum) {
            Some(param) => {
                let _ = writeln!(text, "{} = {}", write_name(name), copy_param(param));
            }
            None => {
                let doc = "The value that the API sends under this name.";
                let _ = writeln!(
                    text,
                    "{} = {{ type = \"{kind}\", doc = {} }} # a guess: describe it; {}",
                    write_name(name),
                    quote(doc),
                    advise_on(*kind)
                );
            }
        }
    }
    text
}

/// Returns what a person may know of a param that a log does not show.
fn advise_on(kind: ParamKind) -> &'static str {
    match kind {
        ParamKind::Integer | ParamKind::Number | ParamKind::Seconds | ParamKind::Milliseconds => {
            "if it says how long to wait, write `type = \"seconds\", delays_retry = true`"
        }
        ParamKind::String | ParamKind::Timestamp | ParamKind::Duration => {
            "add `sensitive = true` if it is; if it is the time to wait for, write `type = \"timestamp\", delays_retry = true`"
        }
        ParamKind::Boolean | ParamKind::List | ParamKind::Json | ParamKind::Enum => {
            "add `sensitive = true` if it is"
        }
    }
}

/// Writes a param as another label declares it.
fn copy_param(param: &Param) -> String {
    let flag = |name: &str, set: bool| if set { format!(", {name} = true") } else { String::new() };
    format!(
        "{{ type = \"{}\", doc = {}{}{} }}",
        param.kind.as_str(),
        quote(&param.doc),
        flag("sensitive", param.sensitive),
        flag("delays_retry", param.delays_retry)
    )
}

fn write_scope(scope: &str) -> String {
    if !is_key_name(scope) || is_reserved_variant(&upper_camel(scope)) {
        return format!("\n# the scope `{}` is not in the form of a key\n", one_line(scope));
    }
    let doc = Chosen::guess(quote("The part of a request that this scope names."), "describe it");
    Stanza::new(&format!("scopes.{scope}")).key("doc", doc).write()
}

/// A writer of stanzas that defines no key twice.
struct Writer<'a> {
    catalogue: &'a Catalogue,
    variants: VariantNames,
    added: BTreeSet<&'static str>,
}

impl<'a> Writer<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        let variants = VariantNames::of_labels(catalogue);
        Self { catalogue, variants, added: BTreeSet::new() }
    }

    fn write_label(&mut self, label: &str, seen: &Seen) -> String {
        let format = self.catalogue.envelope.label_format;
        if !format.is_label(label) {
            return format!("\n# `{}` is not a label: labels are `{format}` here\n", one_line(label));
        }
        let mut text = String::new();
        let category = self.choose_category(label, &mut text);
        let never =
            Chosen::guess(self.choose_never(&mut text), "a guess: not retried until you choose a policy");
        let remedy = self.choose_remedy(&mut text);
        let times = if seen.count == 1 { "once".to_owned() } else { format!("{} times", seen.count) };
        let name = write_name(label);
        let statuses: Vec<u16> = seen.statuses.iter().copied().collect();
        let statuses = if statuses.is_empty() {
            Chosen::guess(format!("[{}]", usual_status(self.catalogue)), "a guess: it came without a status")
        } else {
            Chosen::sure(format!("{statuses:?}"))
        };
        let doc = quote(match self.catalogue.reference {
            Some(_) => "The API sends it, and the reference does not list it.",
            None => "The API sends it.",
        });
        let examples = (!seen.messages.is_empty()).then(|| {
            let examples = quote_all(seen.messages.iter().map(String::as_str));
            Chosen::guess(examples, "as received: remove personal data")
        });
        let stanza = Stanza::new(&format!("errors.{name}"))
            .note(&format!("came {times}"))
            .key("statuses", statuses)
            .key("category", category)
            .key("retry", never)
            .key("remedy", remedy)
            .key(
                "# effect",
                Chosen::guess(
                    quote("none"),
                    "if nothing is done before it is refused: only then is a POST sent again",
                ),
            )
            .key("doc", Chosen::guess(doc, "describe what it means"))
            .key("rust_name", self.variants.claim(label))
            .key("examples", examples);
        text.push_str(&stanza.write());
        let params = write_params(BTreeSet::new(), &seen.params, self.catalogue);
        if !params.is_empty() {
            let _ = write!(text, "\n[errors.{name}.params]\n{params}");
        }
        text
    }

    /// Returns the category of a label that begins with the same word, or one for uncategorised labels.
    fn choose_category(&mut self, name: &str, text: &mut String) -> Chosen {
        let first = |name: &str| match self.catalogue.envelope.label_format {
            // Numbers are given out in ranges.
            LabelFormat::Integer => name.chars().take(2).collect(),
            LabelFormat::ScreamingSnake
            | LabelFormat::Snake
            | LabelFormat::Camel
            | LabelFormat::Pascal
            | LabelFormat::Kebab
            | LabelFormat::Any => snake(name).split('_').next().unwrap_or_default().to_owned(),
        };
        let alike = self.catalogue.labels.iter().find(|label| first(&label.name) == first(name));
        if let Some(label) = alike {
            let category = &self.catalogue[label.category].key.name;
            return Chosen::guess(quote(category), format!("a guess: as {}", label.name));
        }
        let exists = self.catalogue.categories.iter().any(|category| category.key.name == "uncategorised");
        if !exists && self.added.insert("category") {
            let fault = quote(usual_fault(self.catalogue));
            let stanza = Stanza::new("categories.uncategorised")
                .key("fault", Chosen::guess(fault, "a guess: name the party at fault"))
                .key("doc", Chosen::sure(quote("Errors that nobody has sorted yet.")));
            text.push_str(&stanza.write());
        }
        Chosen::guess(quote("uncategorised"), "choose one")
    }

    /// Returns the name of a policy that never retries.
    fn choose_never(&mut self, text: &mut String) -> String {
        let policies = &self.catalogue.policies;
        let never = policies.iter().filter(|policy| policy.strategy == Strategy::Never);
        if let Some(name) = never.filter_map(|policy| policy.name.as_deref()).next() {
            return quote(name);
        }
        let taken = |name: &String| policies.iter().any(|policy| policy.name.as_ref() == Some(name));
        let mut name = "not_retried".to_owned();
        while taken(&name) {
            name.push_str("_either");
        }
        if self.added.insert("policy") {
            let strategy = Chosen::sure(quote(Strategy::Never.as_str()));
            text.push_str(&Stanza::new(&format!("retry.{name}")).key("strategy", strategy).write());
        }
        quote(&name)
    }

    fn choose_remedy(&mut self, text: &mut String) -> Chosen {
        let exists = self.catalogue.remedies.iter().any(|remedy| remedy.key.name == "find_out");
        if !exists && self.added.insert("remedy") {
            let doc = Chosen::sure(quote("Find out what it means and what to do."));
            text.push_str(&Stanza::new("remedies.find_out").key("doc", doc).write());
        }
        Chosen::guess(quote("find_out"), "describe what to do")
    }

    fn write_status(&mut self, status: u16) -> String {
        let mut text = String::new();
        let never = Chosen::sure(self.choose_never(&mut text));
        let doc = quote(match self.catalogue.reference {
            Some(_) => "The API sends it, and the reference does not say why.",
            None => "The API sends it.",
        });
        let stanza = Stanza::new(&format!("statuses.{status}"))
            .key("title", Chosen::guess(quote(&format!("Status {status}")), "its phrase"))
            .key("doc", Chosen::guess(doc, "describe what it means"))
            .key("retry", never);
        text + &stanza.write()
    }
}
