//! The progress of a round, and its result.

use std::collections::BTreeMap;
use std::time::Duration;

use edges_errors_testkit::{Fault, Ledger};

use crate::args::RoundArgs;
use crate::judge::Verdict;
use crate::store::{Counts, End};

/// A round that has ended.
pub(crate) struct Round<'a> {
    pub(crate) args: &'a RoundArgs,
    pub(crate) ends: &'a [End],
    pub(crate) counts: &'a Counts,
    pub(crate) ledger: &'a Ledger,
    pub(crate) deaths: u64,
    pub(crate) took: Duration,
}

pub(crate) fn print_progress(counts: &Counts, requests: u64, deaths: u64, took: Duration) {
    let Counts { waiting, sending, called_back, finished, .. } = counts;
    println!(
        "{:>4} s   {finished:>5} ended   {waiting:>5} waiting   {sending:>3} under way   {called_back:>4} left to the API   \
         {requests:>6} requests   {deaths:>4} deaths",
        took.as_secs()
    );
}

/// Prints what became of the tasks, and the promises.
pub(crate) fn print_table(round: &Round<'_>, verdict: &Verdict) {
    let Round { args, ends, counts, ledger, deaths, took } = round;
    let totals = ledger.totals();
    println!("\n{} tasks, {} processes, seed {}", args.tasks, args.processes, args.seed);
    for (outcome, count) in count_outcomes(ends) {
        println!("{count:>8}  {outcome}");
    }
    println!();
    row(totals.requests, "requests");
    let kinds = Fault::all().map(Fault::name).chain(["plan limit"]);
    let (met, all) = (kinds.clone().filter(|kind| ledger.answers.contains_key(*kind)).count(), kinds.count());
    row(met, &format!("kinds of failures met, of {all}"));
    row(counts.kept_back, "requests not sent: a limit was known to be closed");
    row(counts.handed_over, "requests by another identity: the first one's limit was known to be closed");
    row(counts.put_back, "waits in the queue");
    row(*deaths, "processes killed");
    row(counts.recovered, "requests under way when their process died");
    row(ledger.unheard, "waits named to a process that died before it can have told anybody");
    let days = took.as_secs_f64() * f64::from(args.speed) / 86_400.0;
    println!("{:>7.0}s  in all, {days:.1} days of the API's time", took.as_secs_f64());
    print_set_aside(ends);
    println!("\ncounted by the API:");
    promise("lost", &verdict.lost);
    promise("done twice", &verdict.repeated);
    promise("sent before their time", &verdict.early);
    promise("set aside without need", &verdict.needlessly_set_aside);
}

fn row(count: impl std::fmt::Display, what: &str) {
    println!("{count:>8}  {what}");
}

fn count_outcomes(ends: &[End]) -> BTreeMap<&str, usize> {
    let mut outcomes = BTreeMap::new();
    for end in ends {
        *outcomes.entry(end.outcome.as_deref().unwrap_or("no end")).or_default() += 1;
    }
    outcomes
}

/// Lists what was under way when its process died and may not be done twice.
fn print_set_aside(ends: &[End]) {
    let set_aside: Vec<_> = ends.iter().filter(|end| end.set_aside).collect();
    println!("\n{} set aside, since their process died with the request under way:", set_aside.len());
    for end in set_aside {
        println!("  {} {:<16} {}", end.name, end.action, end.outcome.as_deref().unwrap_or_default());
    }
}

fn promise(what: &str, broken: &[String]) {
    let some = broken.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(" ");
    println!("{:>8}  {what}  {some}", broken.len());
}
