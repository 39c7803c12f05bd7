//! The table.

use crate::server::{DAY, HOUR, MINUTE};
use crate::simulation::{OUTAGE, Outcome, Scenario, count_tasks, rules_of};
use crate::strategies::Strategy;

const PARAMETERS: &str = "\
Half of the tasks read, half send; latency 200 to 400 ms; 5 to 15 s between tasks. Of a hundred requests three meet a
hiccup (424; half of those sends are done all the same), and two of a hundred tasks are wrong for good.
edges-errors   RetryPlan::default(): 3 requests, 60 s in place, 5 min in all
  budget       500 tokens for 100 workers
  cooldowns    of one process, of a hundred workers; shared ones of all processes, as through a store that answers at once;
               where the API tells, each answer says what is left of both limits, and until when
  queue        puts back for 5 min, or until the hint, what was stopped for want of attempts, time or budget
reqwest-retry  ExponentialBackoff, 3 retries, 1 s to 30 min, full jitter
backon         1 s to 60 s, factor 2, 3 retries, jitter; Retry-After as in its documentation
plain loop     anything but 2xx, 1 s doubled, 5 requests";

const NOTES: &str = "\
\"Of these refused\" are the requests that a limit has refused; the others above 1 are hiccups and tasks that are wrong, which no
cooldown avoids: 1.05 requests for a success. Where the API says nothing of what is left, cooldowns leave one refusal for each
time that a limit closes, and some when it opens: a rolling limit frees one use after the other. Where it does, refusals of an
identity that one worker has to itself are gone, and of a shared one those are left that were under way. A plan's limit of a
minute, which the whole fleet uses up at once, is no better for it: all wait for the same second, in which a few calls are freed.
What honesty costs: where limits hold for a day the kernel drains last, because it waits for them. Sends of which nobody
knows whether they were done are set aside for somebody to look at. And three attempts are over in two seconds: in an
outage the kernel alone gives up more than a loop that insists, and needs a queue behind it to lose nothing.";

pub(crate) fn print_parameters(seed: u64) {
    println!("Seed {seed}. {PARAMETERS}");
}

pub(crate) fn print_heading(scenario: Scenario, workers: usize) {
    let rules = rules_of(scenario, workers);
    let tasks = count_tasks(scenario);
    match scenario {
        Scenario::Outage => println!(
            "\n{workers} workers, {tasks} tasks each; {} calls a minute; nothing works from minute {} to {}",
            rules.plan_limit,
            OUTAGE.0 / MINUTE,
            OUTAGE.1 / MINUTE
        ),
        Scenario::PlanLimit => {
            println!("\n{workers} workers, {tasks} tasks each; {} calls a minute", rules.plan_limit);
        }
        Scenario::DailyLimits => println!(
            "\n{workers} workers, {tasks} tasks each; {} uses a day for each identity",
            rules.daily_limit
        ),
        Scenario::SharedLimits => println!(
            "\n{workers} workers, {tasks} tasks each; {} uses a day for each identity, which ten processes share",
            rules.daily_limit
        ),
    }
    println!(
        "{:<22} {:>12} {:>9} {:>10} {:>10} {:>10} {:>10} {:>10} {:>8} {:>8}",
        "", "requests per", "of these", "into known", "peak over", "drained", "waits cut", "sent", "", "set"
    );
    println!(
        "{:<22} {:>12} {:>9} {:>10} {:>10} {:>10} {:>10} {:>10} {:>8} {:>8}",
        "strategy", "success", "refused", "limits", "mean load", "after", "short", "twice", "lost", "aside"
    );
}

pub(crate) fn print_row(strategy: Strategy, outcome: &Outcome) {
    let per_success = |requests: u64| requests as f64 / outcome.succeeded.max(1) as f64;
    println!(
        "{:<22} {:>12.3} {:>9.3} {:>10} {:>10} {:>10} {:>10} {:>10} {:>8} {:>8}",
        strategy.name(),
        per_success(outcome.requests),
        per_success(outcome.refused),
        outcome.needless,
        if outcome.peak_over_mean > 0.0 { format!("{:.2}", outcome.peak_over_mean) } else { "-".to_owned() },
        describe_time(outcome.drained),
        outcome.cut_short,
        outcome.duplicates,
        outcome.lost,
        outcome.set_aside,
    );
}

fn describe_time(time: u64) -> String {
    if time >= DAY {
        format!("{:.3} d", time as f64 / DAY as f64)
    } else if time >= HOUR {
        format!("{:.1} h", time as f64 / HOUR as f64)
    } else {
        format!("{:.1} min", time as f64 / MINUTE as f64)
    }
}

pub(crate) fn print_notes() {
    println!("\n{NOTES}");
}
