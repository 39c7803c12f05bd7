//! The tables behind a catalogue. `edges-errors-codegen/src/expand/tables.rs` writes what is read here; the two files
//! change together. Reading is total: a table that is not as it should be gives empty answers.

use super::facts::{Effect, Fault, Outcome, ParamInfo, Policy, RetryRule};
use super::lookup::Lookup;

/// What a program decides by.
#[derive(Debug)]
pub struct Facts {
    pub labels: LabelTable,
    pub policies: &'static [Policy],
    pub statuses: &'static [&'static [u16]],
    pub rules: &'static [&'static [RetryRule]],
    pub params: &'static [&'static [ParamInfo]],
    pub hints: &'static [ParamInfo],
    pub fallbacks: &'static [StatusFacts],
    pub rate_limits: &'static [RateLimitFacts],
}

/// An entry of `[statuses]`.
#[derive(Debug)]
pub struct StatusFacts {
    pub first: u16,
    pub last: u16,
    pub policy: usize,
    pub remedy: Option<usize>,
    pub fault: Option<Fault>,
    pub line: u32,
}

/// An entry of `[rate_limits]`.
#[derive(Debug)]
pub struct RateLimitFacts {
    /// In lower case; `None` where a label is the signal.
    pub header: Option<&'static str>,
    pub policy: usize,
    /// Whether what it refused was not carried out.
    pub refuses: bool,
}

/// The labels: all names one after another, a row for each, and how to find one by its name.
#[derive(Debug)]
pub struct LabelTable {
    pub names: &'static str,
    pub rows: &'static [u8],
    pub lookup: Lookup,
}

const ROW: usize = 20;
const NO_INDEX: u8 = 0xff;

/// One label's row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    bytes: [u8; ROW],
}

impl LabelTable {
    pub(crate) fn row(&self, index: usize) -> Row {
        let bytes = self.rows.as_chunks::<ROW>().0.get(index).copied();
        Row { bytes: bytes.unwrap_or([0; ROW]) }
    }

    pub(crate) fn name(&self, index: usize) -> &'static str {
        let row = self.row(index);
        let start = row.name_start();
        self.names.get(start..start.saturating_add(row.name_length())).unwrap_or_default()
    }

    /// The index of a label by its name, to the letter.
    #[inline]
    pub fn find(&self, name: &str) -> Option<usize> {
        if self.lookup.slots.is_empty() {
            return self.find_one_by_one(name);
        }
        self.lookup.find(name.as_bytes(), self.names.as_bytes())
    }

    /// Where no key tells the names apart there are no places.
    #[cold]
    fn find_one_by_one(&self, name: &str) -> Option<usize> {
        (0..self.rows.len() / ROW).find(|index| self.name(*index) == name)
    }
}

impl Row {
    fn name_start(self) -> usize {
        let [a, b, c, d, ..] = self.bytes;
        usize::try_from(u32::from_le_bytes([a, b, c, d])).unwrap_or(usize::MAX)
    }

    fn name_length(self) -> usize {
        usize::from(self.bytes[4])
    }

    pub(crate) fn category(self) -> usize {
        usize::from(self.bytes[5])
    }

    pub(crate) fn remedy(self) -> usize {
        usize::from(self.bytes[6])
    }

    pub(crate) fn after_attempts(self) -> Option<usize> {
        optional(self.bytes[7])
    }

    pub(crate) fn outcome(self) -> Outcome {
        match self.bytes[8] & 3 {
            0 => Outcome::Failure,
            1 => Outcome::Empty,
            _ => Outcome::Done,
        }
    }

    pub(crate) fn effect(self) -> Effect {
        match self.bytes[8] >> 2 & 3 {
            0 => Effect::None,
            1 => Effect::Unknown,
            _ => Effect::Applied,
        }
    }

    pub(crate) fn is_removed(self) -> bool {
        self.bytes[8] & 1 << 4 != 0
    }

    pub(crate) fn is_deprecated(self) -> bool {
        self.bytes[8] & 1 << 5 != 0
    }

    pub(crate) fn rate_limit(self) -> Option<usize> {
        optional(self.bytes[9])
    }

    pub(crate) fn statuses(self) -> usize {
        usize::from(u16::from_le_bytes([self.bytes[10], self.bytes[11]]))
    }

    pub(crate) fn rules(self) -> usize {
        usize::from(u16::from_le_bytes([self.bytes[12], self.bytes[13]]))
    }

    pub(crate) fn params(self) -> usize {
        usize::from(u16::from_le_bytes([self.bytes[14], self.bytes[15]]))
    }

    pub(crate) fn line(self) -> u32 {
        u32::from_le_bytes([self.bytes[16], self.bytes[17], self.bytes[18], self.bytes[19]])
    }
}

fn optional(index: u8) -> Option<usize> {
    (index != NO_INDEX).then_some(usize::from(index))
}

/// What people read; not linked into a program that shows none of it.
#[derive(Debug)]
pub struct Prose {
    pub name: &'static str,
    pub revision: &'static str,
    pub reference: &'static str,
    pub support: Option<&'static str>,
    pub labels: ProseTable,
    /// Title and text of each entry of `[statuses]`.
    pub statuses: &'static [(&'static str, &'static str)],
}

/// The prose of all labels in one text, and where each label's part begins.
#[derive(Debug)]
pub struct ProseTable {
    pub text: &'static str,
    pub offsets: &'static [u8],
}

/// The fields of one label's prose, in the order in which they are written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ProseField {
    Doc,
    Causes,
    Resolution,
    Notes,
    Templates,
    Examples,
    ParamDocs,
    Docs,
    ReferenceRetry,
    Removed,
    DeprecationNote,
    ReplacedBy,
}

const FIELD: char = '\u{1e}';
const ITEM: char = '\u{1f}';
/// Before a template that is an example taken literally.
pub(crate) const LITERAL: char = '\u{1d}';

impl ProseTable {
    pub(crate) fn text(&self, label: usize, field: ProseField) -> &'static str {
        let offset = |index: usize| {
            let bytes = self.offsets.as_chunks::<4>().0.get(index)?;
            usize::try_from(u32::from_le_bytes(*bytes)).ok()
        };
        let range = offset(label).zip(label.checked_add(1).and_then(offset));
        let text = range.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default();
        text.split(FIELD).nth(field as usize).unwrap_or_default()
    }

    pub(crate) fn items(
        &self,
        label: usize,
        field: ProseField,
    ) -> impl Iterator<Item = &'static str> + Clone {
        self.text(label, field).split(ITEM).filter(|item| !item.is_empty())
    }
}
