//! Many inputs: one per line, in constant memory, or the items of a list.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};
use std::io::{self, BufRead, Read as _};

use edges_errors::{Key, Label as _};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_cli::documents::decoded::{CountFacts, SummaryFacts, write_summary};

use super::input::{Decoder, Refusal};
use super::remark::say_no_label;
use super::request::{Caller, Request};
use super::source::Input;
use crate::commands::format::Format;
use crate::commands::runtime::{RunError, RunLabel};
use crate::ending::{Ending, Unusable};
use crate::input::MOST_BYTES;
use crate::stderr::note;

/// The most labels that are told apart: input may hold any number of unlisted ones.
const MOST_NAMES: usize = 1_000;

/// The most places that are told of.
const MOST_REMARKS: usize = 10;

/// Many inputs with what is needed to decode them.
pub(super) struct Batch<'a> {
    pub(super) input: Input,
    /// The name of the input.
    pub(super) name: &'a str,
    pub(super) decoder: Decoder<'a>,
}

/// The reason why a line is not decoded.
#[derive(Clone, Copy)]
enum Oddity {
    Empty,
    TooLong,
    Refused(Refusal),
}

impl Display for Oddity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::TooLong => write!(f, "longer than {} MiB", MOST_BYTES / 1024 / 1024),
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

/// The remarks on lines that are not decoded, each with its number.
struct Remarks<'a> {
    name: &'a str,
    said: usize,
    left_out: usize,
}

impl Remarks<'_> {
    fn add(&mut self, number: u64, oddity: Oddity) {
        if self.said == MOST_REMARKS {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        self.said += 1;
        note(format_args!("{}:{number}: {oddity}", self.name));
    }

    fn finish(&self) {
        if self.left_out > 0 {
            note(format_args!("{} more such places in {}", self.left_out, self.name));
        }
    }
}

/// The counts of a batch.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) fine: u64,
    pub(super) unreadable: u64,
}

impl Batch<'_> {
    /// Decodes each input and passes on its error. Those that cannot be decoded, and empty lines, are reported on
    /// standard error.
    pub(super) fn visit(self, mut visit: impl FnMut(RunError)) -> Result<Counts, Unusable> {
        let Self { input, name, decoder } = self;
        let mut counts = Counts::default();
        let mut remarks = Remarks { name, said: 0, left_out: 0 };
        let mut decode = |number, bytes: Result<&[u8], Oddity>| {
            let decoded = bytes.and_then(|bytes| decoder.decode(bytes).map_err(Oddity::Refused));
            counts.read += 1;
            match decoded {
                Ok(Some(error)) => visit(error),
                Ok(None) => counts.fine += 1,
                Err(oddity) => {
                    remarks.add(number, oddity);
                    match oddity {
                        Oddity::Empty => counts.read -= 1,
                        Oddity::TooLong | Oddity::Refused(_) => counts.unreadable += 1,
                    }
                }
            }
        };
        match input {
            Input::One(bytes) => decode(1, Ok(&bytes)),
            Input::List(items) => {
                (1..).zip(&items).for_each(|(number, item)| decode(number, Ok(item.as_bytes())));
            }
            Input::Lines(lines) => {
                visit_lines(lines, decode).map_err(|error| Unusable::reading(name, &error))?;
            }
        }
        remarks.finish();
        Ok(counts)
    }
}

fn visit_lines(mut lines: impl BufRead, mut visit: impl FnMut(u64, Result<&[u8], Oddity>)) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = lines.by_ref().take(MOST_BYTES).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        let is_cut = line.last() != Some(&b'\n') && u64::try_from(read).is_ok_and(|read| read == MOST_BYTES);
        if is_cut {
            lines.skip_until(b'\n')?;
            visit(number, Err(Oddity::TooLong));
        } else if line.trim_ascii().is_empty() {
            visit(number, Err(Oddity::Empty));
        } else {
            visit(number, Ok(&line));
        }
    }
    Ok(())
}

/// Counts the errors, then prints them, the most frequent first.
pub(super) fn count_errors(
    batch: Batch<'_>,
    request: &Request,
    format: Format,
    catalogue: &Catalogue,
) -> Result<Ending, Unusable> {
    let name = batch.name;
    let caller = request.caller();
    let (mut names, mut has_label): (BTreeMap<String, CountFacts>, bool) = (BTreeMap::new(), false);
    let counts = batch.visit(|error| {
        has_label |= error.label_str().is_some();
        count_error(&mut names, &error, &caller);
    })?;
    let mut errors: Vec<CountFacts> = names.into_values().collect();
    errors.sort_by_key(|counted| std::cmp::Reverse(counted.count));
    let Counts { read, fine, unreadable } = counts;
    if !errors.is_empty() {
        request.say_assumption();
        if !has_label {
            say_no_label(name, catalogue);
        }
    }
    let summary = SummaryFacts { errors, lines: read, fine, unreadable };
    format.print(&summary, write_summary)?;
    let listed = summary.errors.iter().all(|counted| RunLabel::from_name(&counted.error).is_some());
    Ok(if unreadable == 0 && listed { Ending::Fine } else { Ending::Findings })
}

fn count_error(names: &mut BTreeMap<String, CountFacts>, error: &RunError, caller: &Caller) {
    let name = error.label_str().unwrap_or("(no label)");
    if let Some(counted) = names.get_mut(name) {
        return add_error(counted, error, caller);
    }
    let name = if names.len() < MOST_NAMES { name } else { "(other labels)" };
    let counted = names.entry(name.to_owned()).or_insert_with(|| CountFacts {
        error: name.to_owned(),
        count: 0,
        faults: BTreeSet::new(),
        decisions: BTreeMap::new(),
    });
    add_error(counted, error, caller);
}

fn add_error(counted: &mut CountFacts, error: &RunError, caller: &Caller) {
    counted.count += 1;
    counted.faults.extend(error.fault().map(Key::as_str));
    *counted.decisions.entry(caller.decide(error).action().as_str()).or_default() += 1;
}
