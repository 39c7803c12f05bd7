//! Counting of lines on several processors, with the result of one.
//!
//! Workers take turns in reading a block, and decode what they have read at the same time. What they have to say of it is
//! said in the order of the blocks, so that the same lines come first whoever was faster: each block hands the totals to the
//! next one. Where a block leaves nothing to say, its worker does not wait for them. A worker has one block in memory.

use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

use super::blocks::{Block, Blocks};
use super::count::{Counter, Errors};
use super::input::Decoder;
use super::lines::{Batch, Counts, Outcome, Report};
use super::request::Caller;
use super::source::Input;
use crate::ending::Unusable;
use crate::input::MOST_BYTES;

/// The most workers, however many processors there are: each has a block in memory.
const MOST_WORKERS: usize = 8;

/// The lines and errors of all blocks up to one.
struct Totals<'a> {
    report: Report<'a>,
    errors: Errors,
}

/// The totals that a block hands to the next one, or their place.
enum Handed<'a> {
    Totals(Box<Totals<'a>>),
    /// Lines that leave nothing to say, behind those whose totals are still to come.
    Behind {
        lines: Outcome,
        totals: Receiver<Self>,
    },
}

/// An input that workers share.
struct Queue<'a> {
    blocks: Blocks,
    /// Receives what the last block hands on.
    last: Receiver<Handed<'a>>,
    failure: Option<io::Error>,
}

/// A block that a worker has read, between two others.
struct Turn<'a, 'r> {
    block: Block<'r>,
    before: Receiver<Handed<'a>>,
    after: SyncSender<Handed<'a>>,
}

impl<'a> Queue<'a> {
    /// Reads the next block; `None` at the end of the input, and where it cannot be read any further.
    fn take_turn<'r>(&mut self, room: &'r mut Vec<u8>) -> Option<Turn<'a, 'r>> {
        if self.failure.is_some() {
            return None;
        }
        match self.blocks.read(room) {
            Ok(block) => {
                let block = block?;
                let (after, last) = sync_channel(1);
                Some(Turn { block, before: std::mem::replace(&mut self.last, last), after })
            }
            Err(error) => {
                self.failure = Some(error);
                None
            }
        }
    }
}

impl Batch<'_> {
    /// Decodes all inputs and counts their errors.
    pub(super) fn count(self, caller: &Caller) -> Result<(Errors, Counts), Unusable> {
        let mut all = Errors::default();
        let Input::Lines(lines) = self.input else {
            let mut counter = Counter::new(caller);
            let counts = self.visit(&mut counter)?;
            all.take(&mut counter.errors);
            return Ok((all, counts));
        };
        let totals = Totals { report: Report::new(self.name), errors: all };
        let counted = count_blocks(Blocks::new(lines, MOST_BYTES), totals, self.decoder, caller);
        let Totals { report, errors } = counted.map_err(|error| Unusable::reading(self.name, &error))?;
        Ok((errors, report.finish()))
    }
}

fn count_blocks<'a>(
    blocks: Blocks,
    totals: Totals<'a>,
    decoder: Decoder<'_>,
    caller: &Caller,
) -> io::Result<Totals<'a>> {
    let (first, last) = sync_channel(1);
    let queue = Mutex::new(Queue { blocks, last, failure: None });
    // Were the receiver gone, the last one would tell.
    let _ = first.send(Handed::Totals(Box::new(totals)));
    let work = || work(&queue, decoder, caller);
    let counted = thread::scope(|scope| {
        let more = 1..thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
        // Where there can be no thread more, there are fewer workers.
        let more: Vec<_> = more.filter_map(|_| Builder::new().spawn_scoped(scope, work).ok()).collect();
        let mut counted = vec![work()];
        counted.extend(
            more.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))),
        );
        counted
    });
    let Queue { last, failure, .. } = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(failure) = failure {
        return Err(failure);
    }
    let mut totals = wait_for_totals(last).ok_or(io::ErrorKind::UnexpectedEof)?;
    counted.into_iter().for_each(|mut errors| totals.errors.take(&mut errors));
    Ok(*totals)
}

/// Counts blocks until none is left, or another worker has come to grief. Returns the errors that are not in the totals.
fn work(queue: &Mutex<Queue<'_>>, decoder: Decoder<'_>, caller: &Caller) -> Errors {
    let (mut room, mut counter) = (Vec::new(), Counter::new(caller));
    while let Some(Turn { block, before, after }) = take_turn(queue, &mut room) {
        counter.look_at_the_clock();
        let lines = decoder.decode_block(&block, &mut counter);
        let handed = if lines.has_remarks() || counter.errors.has_order() {
            wait_for_totals(before).map(|mut totals| {
                totals.report.add(lines);
                totals.errors.take(&mut counter.errors);
                Handed::Totals(totals)
            })
        } else {
            add_silently(lines, before)
        };
        if handed.and_then(|handed| after.send(handed).ok()).is_none() {
            break;
        }
    }
    counter.errors
}

/// Takes the next block, and lets others take theirs.
fn take_turn<'a, 'r>(queue: &Mutex<Queue<'a>>, room: &'r mut Vec<u8>) -> Option<Turn<'a, 'r>> {
    queue.lock().ok()?.take_turn(room)
}

/// Waits for the totals of all blocks before one; `None` if a worker has come to grief.
fn wait_for_totals(mut before: Receiver<Handed<'_>>) -> Option<Box<Totals<'_>>> {
    let mut silent = Outcome::default();
    loop {
        match before.recv().ok()? {
            Handed::Totals(mut totals) => {
                totals.report.add(silent);
                return Some(totals);
            }
            Handed::Behind { lines, totals } => {
                silent.join(lines);
                before = totals;
            }
        }
    }
}

/// Adds lines that leave nothing to say to the totals, if these are there, or else to the lines that wait for them.
fn add_silently(mut silent: Outcome, mut before: Receiver<Handed<'_>>) -> Option<Handed<'_>> {
    loop {
        match before.try_recv() {
            Ok(Handed::Totals(mut totals)) => {
                totals.report.add(silent);
                return Some(Handed::Totals(totals));
            }
            Ok(Handed::Behind { lines, totals }) => {
                silent.join(lines);
                before = totals;
            }
            Err(TryRecvError::Empty) => return Some(Handed::Behind { lines: silent, totals: before }),
            Err(TryRecvError::Disconnected) => return None,
        }
    }
}
