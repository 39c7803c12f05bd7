//! Keys and tables of the language, by their paths.

use edges_errors_catalogue::language::{CATALOGUE, Form, Key, Table, Word};
use serde::Serialize;

use crate::documents::language::{
    Plain, describe_form, describe_presence, only_word, placeholder, tables_of,
};

/// A key of the language, or a table of a name of one's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyFacts {
    /// The path, such as `envelope.label` or `retry.NAME.strategy`.
    pub key: String,
    /// Other paths that mean the same, where the key was asked for by its name alone.
    pub also_at: Vec<String>,
    pub doc: &'static str,
    /// The form of the value.
    pub value: String,
    /// That it has to be given, or its meaning where it is not.
    pub presence: Option<String>,
    /// A line that gives it.
    pub example: Option<String>,
    /// The words that tables with the key begin with, where not all tables have it.
    pub only_with: Vec<String>,
    /// The words that it can have.
    pub words: Vec<WordFacts>,
    /// The keys of its table.
    pub keys: Vec<MemberFacts>,
}

/// A word of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordFacts {
    pub word: &'static str,
    pub doc: &'static str,
}

/// A key of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberFacts {
    pub key: &'static str,
    pub doc: &'static str,
}

/// A key, and the table that has it.
#[derive(Clone, Copy)]
struct Found {
    key: &'static Key,
    table: &'static Table,
}

/// The end of a path.
enum Target {
    /// A key of one table, or of several that a word tells apart.
    Keys(Vec<Found>),
    /// The value under a name of one's own.
    Entry(&'static Form),
}

impl KeyFacts {
    /// Returns what a path leads to, in which names of one's own stand for themselves.
    pub(super) fn find(path: &[&str]) -> Option<Self> {
        let mut canonical = Vec::new();
        let target = follow(&[CATALOGUE], path, &mut canonical)?;
        let name = canonical.join(".");
        match target {
            Target::Keys(found) => Self::of_keys(name, &found),
            Target::Entry(form) => {
                let tables = tables_of(form);
                Some(Self {
                    key: name,
                    also_at: Vec::new(),
                    doc: tables.first().map_or("", |table| table.doc),
                    value: describe_form(form, &mut Plain),
                    presence: None,
                    example: None,
                    only_with: Vec::new(),
                    words: list_words(form),
                    keys: list_members(&tables),
                })
            }
        }
    }

    fn of_keys(name: String, found: &[Found]) -> Option<Self> {
        let first = found.first()?.key;
        let tags = found.iter().filter_map(|found| tag_of(found.table)).collect::<Vec<_>>();
        let words: Vec<WordFacts> = found.iter().flat_map(|found| list_words(&found.key.form)).collect();
        let is_tag = found.len() > 1 && words.len() == found.len();
        let value = if is_tag {
            let words: Vec<String> = words.iter().map(|word| format!("`\"{}\"`", word.word)).collect();
            words.join(", ")
        } else {
            describe_form(&first.form, &mut Plain)
        };
        Some(Self {
            key: name,
            also_at: Vec::new(),
            doc: if is_tag { "The word that decides on the other keys." } else { first.doc },
            value,
            presence: Some(describe_presence(first.presence)),
            example: Some(first.line()),
            only_with: if is_tag { Vec::new() } else { tags },
            words,
            keys: list_members(&tables_of(&first.form)),
        })
    }

    /// Returns the keys whose paths end in a name; those that mean the same are one, at the first path.
    pub(super) fn find_ending(name: &str) -> Vec<Self> {
        let mut keys: Vec<Self> = Vec::new();
        for path in Self::paths().into_iter().filter(|path| path.rsplit('.').next() == Some(name)) {
            let Some(found) = Self::find(&path.split('.').collect::<Vec<_>>()) else { continue };
            match keys.iter_mut().find(|known| known.means_the_same(&found)) {
                Some(known) => known.also_at.push(found.key),
                None => keys.push(found),
            }
        }
        keys
    }

    /// Returns whether another key differs in nothing but its place.
    fn means_the_same(&self, other: &Self) -> bool {
        *self == Self { key: self.key.clone(), also_at: self.also_at.clone(), ..other.clone() }
    }

    /// Returns the paths of all keys.
    pub(super) fn paths() -> Vec<String> {
        let mut paths = Vec::new();
        collect_paths(&[CATALOGUE], &mut Vec::new(), &mut paths);
        paths
    }
}

/// Follows a path from tables that a word tells apart, and spells it as the language does.
fn follow(tables: &[&'static Table], path: &[&str], canonical: &mut Vec<String>) -> Option<Target> {
    let (name, rest) = path.split_first()?;
    let found: Vec<Found> = tables
        .iter()
        .flat_map(|table| table.keys().map(|key| Found { key, table }))
        .filter(|found| found.key.name == *name)
        .collect();
    let first = found.first()?.key;
    canonical.push(first.name.to_owned());
    if rest.is_empty() {
        return Some(Target::Keys(found));
    }
    match first.form {
        Form::Entries { names, of, .. } => {
            let (own, rest) = rest.split_first()?;
            let placeholder = placeholder(names);
            let is_placeholder = [placeholder.as_str(), "X"].contains(own);
            canonical.push(placeholder);
            match rest {
                [] if is_placeholder => Some(Target::Entry(of)),
                [] => None,
                rest => follow(&tables_of(of), rest, canonical),
            }
        }
        _ => follow(&tables_of(&first.form), rest, canonical),
    }
}

fn collect_paths(tables: &[&'static Table], above: &mut Vec<String>, paths: &mut Vec<String>) {
    for key in tables.iter().flat_map(|table| table.keys()) {
        above.push(key.name.to_owned());
        let path = above.join(".");
        if !paths.contains(&path) {
            paths.push(path);
            if let Form::Entries { names, .. } = key.form {
                above.push(placeholder(names));
                collect_paths(&tables_of(&key.form), above, paths);
                above.pop();
            } else {
                collect_paths(&tables_of(&key.form), above, paths);
            }
        }
        above.pop();
    }
}

/// Returns the line that begins a table of one word, such as `strategy = "never"`.
fn tag_of(table: &'static Table) -> Option<String> {
    let key = table.keys().next()?;
    only_word(&key.form).map(|_| key.line())
}

fn list_words(form: &Form) -> Vec<WordFacts> {
    match form {
        Form::Words(words) => {
            words().into_iter().map(|Word { name, doc }| WordFacts { word: name, doc }).collect()
        }
        Form::Entries { of, .. } | Form::List { of, .. } => list_words(of),
        _ => Vec::new(),
    }
}

/// Lists the keys of tables, each once.
fn list_members(tables: &[&'static Table]) -> Vec<MemberFacts> {
    let mut members: Vec<MemberFacts> = Vec::new();
    for key in tables.iter().flat_map(|table| table.keys()) {
        if !members.iter().any(|known| known.key == key.name) {
            let is_tag = tables.len() > 1 && only_word(&key.form).is_some();
            let doc = if is_tag { "The word that decides on the other keys." } else { key.doc };
            members.push(MemberFacts { key: key.name, doc });
        }
    }
    members
}
