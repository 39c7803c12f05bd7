//! Many at once, one to a line: counted by what they are, in constant memory.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read as _};

use edges_errors::EdgesError;

use super::input::decode_input;
use super::{Request, decide};
use crate::Ending;

/// Labels that no catalogue lists are without end; so many are told apart.
const MOST_NAMES: usize = 1_000;

/// How often, whose fault, and what a caller would do next.
#[derive(Default)]
struct Count {
    count: u64,
    fault: &'static str,
    decision: &'static str,
}

/// Counts the errors, then prints them, the most frequent first.
pub(super) fn count_lines(mut lines: impl BufRead, longest: u64, request: &Request) -> io::Result<Ending> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let (mut total, mut fine, mut unreadable) = (0_u64, 0_u64, 0_u64);
    let mut line = Vec::new();
    while read_line(&mut lines, longest, &mut line)? {
        if line.trim_ascii().is_empty() {
            continue;
        }
        total += 1;
        match decode_input(&line, None, &[]) {
            Ok(Some(error)) => add(&mut counts, &error, request),
            Ok(None) => fine += 1,
            Err(_) => unreadable += 1,
        }
    }
    let mut counts: Vec<(String, Count)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(count.count));
    anstream::println!("{:>8}  {:<28} {:<9} next", "count", "error", "fault");
    for (name, count) in &counts {
        anstream::println!("{:>8}  {name:<28} {:<9} {}", count.count, count.fault, count.decision);
    }
    anstream::println!("{total:>8}  lines: {fine} without an error, {unreadable} unreadable");
    let listed = counts.iter().all(|(name, _)| edges_errors::ErrorLabel::from_name(name).is_some());
    Ok(if unreadable == 0 && listed { Ending::Fine } else { Ending::Findings })
}

/// One line without what is behind the limit; whether there was one.
fn read_line(lines: &mut impl BufRead, longest: u64, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = lines.by_ref().take(longest).read_until(b'\n', line)?;
    if line.last() != Some(&b'\n') && u64::try_from(read).is_ok_and(|read| read == longest) {
        lines.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

fn add(counts: &mut BTreeMap<String, Count>, error: &EdgesError, request: &Request) {
    let name = match error.label() {
        Some(label) => label.as_str().to_owned(),
        None => {
            error.label_str().map_or_else(|| "(no label)".to_owned(), |text| text.escape_debug().to_string())
        }
    };
    let known = counts.contains_key(&name) || counts.len() < MOST_NAMES;
    let count = counts.entry(if known { name } else { "(other labels)".to_owned() }).or_default();
    count.count += 1;
    count.fault = error.fault().map_or("-", edges_errors::Fault::as_str);
    count.decision = decide(error, request).decision().as_str();
}
