//! Counting of lines on several processors, with the result of one.
//!
//! Workers take turns in reading a block, decode what they have read at the same time, and take turns again in adding it to
//! the totals. These are handed from one block to the next, so that remarks come in the order of the lines, and as soon as
//! a line is read; and each worker holds one block, so that memory does not grow.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

use edges_errors::retry::Moment;

use super::blocks::{Block, Blocks};
use super::count::Errors;
use super::input::Decoder;
use super::lines::{Batch, Counts, Report};
use super::request::{Caller, Sender};
use super::source::Input;
use crate::ending::Unusable;
use crate::input::MOST_BYTES;

/// The most workers, however many processors there are: each has a block in memory.
const MOST_WORKERS: usize = 8;

/// The lines and errors that were counted.
struct Totals<'a> {
    report: Report<'a>,
    errors: Errors,
}

/// An input that workers share.
struct Queue<'a> {
    blocks: Blocks,
    /// Receives the totals of all blocks that have been read.
    totals: Receiver<Totals<'a>>,
    failure: Option<io::Error>,
}

/// A block that a worker has read, and its turn.
struct Turn<'a, 'r> {
    block: Block<'r>,
    /// Receives the totals of the blocks before it.
    before: Receiver<Totals<'a>>,
    /// Hands on the totals with this block.
    after: SyncSender<Totals<'a>>,
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
                let (after, totals) = sync_channel(1);
                Some(Turn { block, before: std::mem::replace(&mut self.totals, totals), after })
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
        let Input::Lines(lines) = self.input else {
            let (now, mut sender) = (Moment::now(), Sender::new(caller));
            let (mut errors, mut all) = (Errors::default(), Errors::default());
            let counts = self.visit(|error| errors.count(&error, sender.act(&error, now)))?;
            all.take(&mut errors);
            return Ok((all, counts));
        };
        let totals = Totals { report: Report::new(self.name), errors: Errors::default() };
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
    let (first, receiver) = sync_channel(1);
    let queue = Mutex::new(Queue { blocks, totals: receiver, failure: None });
    // Were the receiver gone, the last one would tell.
    let _ = first.send(totals);
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
        for _ in 1..workers {
            // Where there can be no thread more, there are fewer workers.
            let _ = Builder::new().spawn_scoped(scope, || work(&queue, decoder, caller));
        }
        work(&queue, decoder, caller);
    });
    let Queue { totals, failure, .. } = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
    match failure {
        Some(error) => Err(error),
        None => totals.recv().map_err(io::Error::other),
    }
}

/// Counts blocks until none is left, or until another worker has come to grief.
fn work(queue: &Mutex<Queue<'_>>, decoder: Decoder<'_>, caller: &Caller) {
    let (mut room, mut errors, mut sender) = (Vec::new(), Errors::default(), Sender::new(caller));
    loop {
        let turn = queue.lock().ok().and_then(|mut queue| queue.take_turn(&mut room));
        let Some(Turn { block, before, after }) = turn else { return };
        let now = Moment::now();
        let outcome =
            decoder.decode_block(&block, |error| errors.count(&error, sender.act(&error, now)));
        let Ok(mut totals) = before.recv() else { return };
        totals.report.add(outcome);
        totals.errors.take(&mut errors);
        if after.send(totals).is_err() {
            return;
        }
    }
}
