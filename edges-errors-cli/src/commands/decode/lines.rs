//! Many inputs: one per line, in constant memory, or the items of a list.

use std::fmt::{self, Display, Formatter};
use std::ops::ControlFlow;

use super::blocks::{Block, Blocks, split_lines};
use super::input::{Decoder, Refusal};
use super::source::Input;
use crate::commands::runtime::{RunError, RunLabel};
use crate::ending::Unusable;
use crate::input::MOST_BYTES;
use crate::stderr::note;

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

/// The outcome of some lines: their numbers, beside the errors that a visitor has taken.
#[derive(Default)]
pub(super) struct Outcome {
    /// The number of lines, empty ones too.
    lines: u64,
    counts: Counts,
    /// The first lines that were not decoded.
    remarks: Vec<Remark>,
    /// The number of further ones.
    left_out: u64,
}

/// A line that was not decoded.
struct Remark {
    /// Its number among the lines of the outcome, from 1.
    line: u64,
    oddity: Oddity,
}

/// The counts of lines that are not empty.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) fine: u64,
    pub(super) unreadable: u64,
}

impl Counts {
    fn add(&mut self, others: &Self) {
        self.read += others.read;
        self.fine += others.fine;
        self.unreadable += others.unreadable;
    }
}

/// Takes the errors of lines.
pub(super) trait Visitor {
    /// Takes an error by its label, if this says enough; returns whether it does.
    fn take_label(&mut self, label: RunLabel) -> bool;

    /// Takes an error.
    fn take(&mut self, error: RunError);
}

impl Outcome {
    /// Adds a line that was decoded, or was not.
    fn add(&mut self, decoded: Result<Line, Oddity>) {
        self.lines += 1;
        self.counts.read += 1;
        match decoded {
            Ok(Line::Error) => {}
            Ok(Line::Fine) => self.counts.fine += 1,
            Err(oddity) => self.add_oddity(oddity),
        }
    }

    pub(super) fn has_remarks(&self) -> bool {
        !self.remarks.is_empty()
    }

    /// Adds lines that there are no remarks on.
    pub(super) fn join(&mut self, others: Self) {
        self.lines += others.lines;
        self.counts.add(&others.counts);
    }

    fn add_oddity(&mut self, oddity: Oddity) {
        match oddity {
            Oddity::Empty => self.counts.read -= 1,
            Oddity::TooLong | Oddity::Refused(_) => self.counts.unreadable += 1,
        }
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(Remark { line: self.lines, oddity });
        } else {
            self.left_out += 1;
        }
    }
}

/// A line that was decoded.
enum Line {
    Error,
    /// It is not an error.
    Fine,
}

impl Decoder<'_> {
    /// Decodes each of some inputs, and passes on its error.
    fn decode_each<'l>(
        &self,
        inputs: impl IntoIterator<Item = Result<&'l [u8], Oddity>>,
        visitor: &mut impl Visitor,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        for input in inputs {
            outcome.add(input.and_then(|input| self.decode_line(input, visitor)));
        }
        outcome
    }

    fn decode_line(&self, line: &[u8], visitor: &mut impl Visitor) -> Result<Line, Oddity> {
        let take_label = |label| visitor.take_label(label).then_some(());
        match self.decode_unless(line, take_label).map_err(Oddity::Refused)? {
            ControlFlow::Break(()) => Ok(Line::Error),
            ControlFlow::Continue(Some(error)) => {
                visitor.take(error);
                Ok(Line::Error)
            }
            ControlFlow::Continue(None) => Ok(Line::Fine),
        }
    }

    /// Decodes each line of a block, and passes on its error.
    pub(super) fn decode_block(&self, block: &Block<'_>, visitor: &mut impl Visitor) -> Outcome {
        match block {
            Block::Lines(lines) => {
                let is_empty = |line: &[u8]| line.trim_ascii().is_empty();
                let lines = split_lines(lines);
                self.decode_each(
                    lines.map(|line| if is_empty(line) { Err(Oddity::Empty) } else { Ok(line) }),
                    visitor,
                )
            }
            Block::TooLong => self.decode_each([Err(Oddity::TooLong)], visitor),
        }
    }
}

/// The outcome of all lines so far. Those that cannot be decoded, and empty ones, are reported on standard error.
pub(super) struct Report<'a> {
    name: &'a str,
    lines: u64,
    counts: Counts,
    said: usize,
    left_out: u64,
}

impl<'a> Report<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self { name, lines: 0, counts: Counts::default(), said: 0, left_out: 0 }
    }

    /// Adds the outcome of the next lines.
    pub(super) fn add(&mut self, outcome: Outcome) {
        for Remark { line, oddity } in outcome.remarks {
            if self.said < MOST_REMARKS {
                self.said += 1;
                note(format_args!("{}:{}: {oddity}", self.name, self.lines + line));
            } else {
                self.left_out += 1;
            }
        }
        self.left_out += outcome.left_out;
        self.lines += outcome.lines;
        self.counts.add(&outcome.counts);
    }

    /// Says how many lines there was no remark on.
    pub(super) fn finish(self) -> Counts {
        if self.left_out > 0 {
            note(format_args!("{} more such places in {}", self.left_out, self.name));
        }
        self.counts
    }
}

impl Batch<'_> {
    /// Decodes each input, one after the other, and passes on its error.
    pub(super) fn visit(self, visitor: &mut impl Visitor) -> Result<Counts, Unusable> {
        let Self { input, name, decoder } = self;
        let mut report = Report::new(name);
        match input {
            Input::One(bytes) => report.add(decoder.decode_each([Ok(&bytes[..])], visitor)),
            Input::List(items) => {
                report.add(decoder.decode_each(items.iter().map(|item| Ok(item.as_bytes())), visitor));
            }
            Input::Lines(lines) => {
                let (mut blocks, mut room) = (Blocks::new(lines, MOST_BYTES), Vec::new());
                let unreadable = |error| Unusable::reading(name, &error);
                while let Some(block) = blocks.read(&mut room).map_err(unreadable)? {
                    report.add(decoder.decode_block(&block, visitor));
                }
            }
        }
        Ok(report.finish())
    }
}
