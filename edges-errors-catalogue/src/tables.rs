//! A catalogue as the tables that a program reads: a row of facts for each label, the lists that many labels share, and
//! one text for all prose.

use edges_errors_core::prose::{ProseField, write_prose};
use edges_errors_core::rows::{NO_INDEX, Row};

use crate::model::{Catalogue, EntrySource, Id, Label, Param, Retry, Template, with_ids};
use crate::source::FileName;

/// The facts of all labels.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelTable<'a> {
    /// The labels' names, one after another.
    pub names: String,
    /// An encoded [`Row`] for each label.
    pub rows: Vec<u8>,
    /// The lists of statuses that rows refer to, each once.
    pub statuses: Vec<&'a [u16]>,
    /// The lists of retry rules that rows refer to, each once.
    pub rules: Vec<&'a Retry>,
    /// The lists of params that rows refer to, each once.
    pub params: Vec<&'a [Param]>,
    /// The files in order; the labels of each come behind those of the one before it.
    pub files: Vec<FileLabels<'a>>,
    /// The places of the labels that the last file overrides.
    pub overridden: Vec<usize>,
}

/// A file, with the place at which its labels end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLabels<'a> {
    /// The path; `None` for a text that is written in a macro.
    pub path: Option<&'a str>,
    /// The number of labels up to the last one of the file.
    pub end: usize,
}

/// The prose of all labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseTable {
    /// One label's fields after another's.
    pub text: String,
    /// The offsets at which each label's part begins and the last one ends, four bytes each in little endian.
    pub offsets: Vec<u8>,
}

impl<'a> LabelTable<'a> {
    /// Returns the table of a catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let (mut statuses, mut rules, mut params) = (Pool::default(), Pool::default(), Pool::default());
        let mut names = String::new();
        let mut rows = Vec::new();
        for (id, label) in with_ids(&catalogue.labels) {
            let row = Row {
                name_start: u32::try_from(names.len()).unwrap_or(u32::MAX),
                name_len: u8::try_from(label.name.len()).unwrap_or(u8::MAX),
                category: index(label.category),
                remedy: index(label.remedy),
                after_attempts: label.after_attempts.map(index),
                rate_limit: catalogue.rate_limit_of(id).map(index),
                outcome: label.outcome,
                effect: label.effect,
                is_removed: label.removed.is_some(),
                is_deprecated: label.deprecated.is_some(),
                statuses: statuses.index_of(label.statuses.as_slice()),
                rules: rules.index_of(&label.retry),
                params: params.index_of(label.params.as_slice()),
                line: catalogue.deciding(label.location).line,
            };
            rows.extend(row.encode());
            names.push_str(&label.name);
        }
        let labels = with_ids(&catalogue.labels);
        let overridden = labels.filter(|(_, label)| label.location.source == EntrySource::Overridden);
        Self {
            names,
            rows,
            statuses: statuses.lists,
            rules: rules.lists,
            params: params.lists,
            files: list_files(catalogue),
            overridden: overridden.map(|(id, _)| id.index()).collect(),
        }
    }
}

fn list_files(catalogue: &Catalogue) -> Vec<FileLabels<'_>> {
    let files = with_ids(&catalogue.files).map(|(file, name)| {
        let end = catalogue.labels.partition_point(|label| label.location.file <= file);
        let path = match name {
            FileName::Path(path) => Some(path.as_str()),
            FileName::InPlace => None,
        };
        FileLabels { path, end }
    });
    files.collect()
}

impl ProseTable {
    /// Returns the table of a catalogue.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut table = Self { text: String::new(), offsets: 0_u32.to_le_bytes().to_vec() };
        for label in &catalogue.labels {
            write_label(catalogue, label, &mut table.text);
            table.offsets.extend(u32::try_from(table.text.len()).unwrap_or(u32::MAX).to_le_bytes());
        }
        table
    }
}

fn write_label(catalogue: &Catalogue, label: &Label, text: &mut String) {
    let written = write_prose(text, |field, items| match field {
        ProseField::Doc => items.push(&label.doc),
        ProseField::Causes => items.extend(texts(&label.causes)),
        ProseField::Resolution => items.extend(texts(&label.resolution)),
        ProseField::Notes => items.extend(texts(&label.notes)),
        ProseField::Templates => {
            let templates = label.templates.iter().filter(|template| template.form().has_placeholders());
            items.extend(templates.map(Template::text))
        }
        ProseField::Examples => items.extend(texts(&label.examples)),
        ProseField::ParamDocs => items.extend(label.params.iter().map(|param| param.doc.as_str())),
        ProseField::DocsUrl => items.extend(label.docs_url.as_deref()),
        ProseField::ReferenceRetry => items.extend(label.reference_retry.as_deref()),
        ProseField::Removed => items.extend(label.removed.as_deref()),
        ProseField::DeprecationNote => items.extend(label.deprecated.iter().map(|one| one.note.as_str())),
        ProseField::ReplacedBy => {
            let other = label.deprecated.as_ref().and_then(|deprecated| deprecated.replaced_by);
            items.extend(other.map(|other| catalogue[other].name.as_str()))
        }
    });
    debug_assert!(written.is_ok(), "a string takes everything");
}

fn texts(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().map(String::as_str)
}

/// Lists that many labels share, each kept once.
struct Pool<'a, T: ?Sized> {
    lists: Vec<&'a T>,
    /// The indices of the lists, sorted by what the lists hold.
    sorted: Vec<u16>,
}

impl<T: ?Sized> Default for Pool<'_, T> {
    fn default() -> Self {
        Self { lists: Vec::new(), sorted: Vec::new() }
    }
}

impl<'a, T: Ord + ?Sized> Pool<'a, T> {
    fn index_of(&mut self, list: &'a T) -> u16 {
        match self.sorted.binary_search_by(|at| self.lists[usize::from(*at)].cmp(list)) {
            Ok(at) => self.sorted[at],
            Err(at) => {
                // There are no more lists than labels, which the check has counted.
                let index = u16::try_from(self.lists.len()).unwrap_or(u16::MAX);
                self.lists.push(list);
                self.sorted.insert(at, index);
                index
            }
        }
    }
}

/// Returns an index of one byte; the check has counted what it may refer to.
fn index<T>(id: Id<T>) -> u8 {
    u8::try_from(id.index()).unwrap_or(NO_INDEX)
}
