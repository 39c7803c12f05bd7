//! Many inputs, one per line, in constant memory.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read as _};

use edges_errors::{Fault, InvalidPayload, Label as _};
use edges_errors_cli::documents::decoded::{CountFacts, SummaryFacts, write_summary};

use super::input::decode_input;
use super::request::Request;
use crate::commands::format::Format;
use crate::commands::runtime::{RunError, RunLabel};
use crate::ending::Ending;

/// The most labels that are told apart: input may hold any number of unlisted ones.
const MOST_NAMES: usize = 1_000;

/// Decodes each line and passes on the result.
pub(super) fn visit_lines(
    mut lines: impl BufRead,
    longest: u64,
    mut visit: impl FnMut(Result<Option<RunError>, InvalidPayload>),
) -> io::Result<()> {
    let mut line = Vec::new();
    while read_line(&mut lines, longest, &mut line)? {
        if !line.trim_ascii().is_empty() {
            visit(decode_input(&line, None, &[]));
        }
    }
    Ok(())
}

/// Counts the errors, then prints them, the most frequent first.
pub(super) fn count_lines(
    lines: impl BufRead,
    longest: u64,
    request: &Request,
    format: Format,
) -> io::Result<Ending> {
    let mut counts: BTreeMap<String, CountFacts> = BTreeMap::new();
    let (mut total, mut fine, mut unreadable) = (0_u64, 0_u64, 0_u64);
    visit_lines(lines, longest, |decoded| {
        total += 1;
        match decoded {
            Ok(Some(error)) => count_error(&mut counts, &error, request),
            Ok(None) => fine += 1,
            Err(_) => unreadable += 1,
        }
    })?;
    let mut errors: Vec<CountFacts> = counts.into_values().collect();
    errors.sort_by_key(|counted| std::cmp::Reverse(counted.count));
    let summary = SummaryFacts { errors, lines: total, fine, unreadable };
    format.print(&summary, write_summary);
    let listed = summary.errors.iter().all(|counted| RunLabel::from_name(&counted.error).is_some());
    Ok(if unreadable == 0 && listed { Ending::Fine } else { Ending::Findings })
}

/// Reads a line up to the limit; returns whether there was one.
fn read_line(lines: &mut impl BufRead, longest: u64, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = lines.by_ref().take(longest).read_until(b'\n', line)?;
    if line.last() != Some(&b'\n') && u64::try_from(read).is_ok_and(|read| read == longest) {
        lines.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

fn count_error(counts: &mut BTreeMap<String, CountFacts>, error: &RunError, request: &Request) {
    let name = error.label_str().unwrap_or("(no label)");
    let known = counts.contains_key(name) || counts.len() < MOST_NAMES;
    let name = if known { name } else { "(other labels)" };
    let fault = error.fault().map(Fault::as_str);
    let decision = request.decide(error).action().as_str();
    let counted = counts.entry(name.to_owned()).or_insert_with(|| CountFacts {
        error: name.to_owned(),
        count: 0,
        fault,
        decision,
    });
    counted.count += 1;
    (counted.fault, counted.decision) = (fault, decision);
}
