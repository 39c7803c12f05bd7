//! Every change of a strategy under every effect that allows it, of a listed label and of one that is added.

use std::fmt::Write as _;

use edges_errors_cli::diff::{Behaviour, Change, Level, compare_catalogues};
use expect_test::expect_file;

use super::{golden, parse_catalogue, read_text};

/// A value of `retry` with what a program does under it.
struct Retry {
    name: &'static str,
    toml: &'static str,
    /// Some request is sent again.
    retries: bool,
}

const RETRIES: [Retry; 6] = [
    Retry { name: "never", toml: r#"{ strategy = "never" }"#, retries: false },
    Retry { name: "manual", toml: r#"{ strategy = "manual" }"#, retries: false },
    Retry { name: "fixed", toml: r#"{ strategy = "fixed", delay = "1m", max_attempts = 3 }"#, retries: true },
    Retry {
        name: "exponential",
        toml: r#"{ strategy = "exponential", base = "1s", cap = "20s", max_attempts = 3 }"#,
        retries: true,
    },
    Retry {
        name: "until",
        toml: r#"{ strategy = "until", fallback = "24h", max_attempts = 3 }"#,
        retries: true,
    },
    Retry {
        name: "conditional",
        toml: r#"[{ when = { mode = ["express"] }, policy = { strategy = "fixed", delay = "1m", max_attempts = 3 } }, { policy = { strategy = "never" } }]"#,
        retries: true,
    },
];

const EFFECTS: [&str; 2] = ["unknown", "none"];

fn add_label(retry: &Retry, effect: &str) -> String {
    format!(
        "{}\n[contexts.mode]\nvalues = [\"express\"]\n[errors.TILL_LOST]\nstatuses = [424]\ncategory = \"stock\"\n\
         remedy = \"wait\"\ndoc = \"The till hung up.\"\nretry = {}\neffect = \"{effect}\"\n",
        read_text("tests/catalogues/smallest.toml"),
        retry.toml
    )
}

/// A catalogue without the label, in which its status has a policy of its own, unless it is never retried.
fn add_status(retry: &Retry) -> String {
    let base = read_text("tests/catalogues/smallest.toml");
    if retry.name == "never" {
        return base;
    }
    let body = retry.toml.trim_matches(['{', '}', ' ']).replace(", ", "\n");
    format!(
        "{base}\n[contexts.mode]\nvalues = [\"express\"]\n[retry.status]\n{body}\n[statuses.424]\ntitle = \"Failed\"\n\
         doc = \"Something failed.\"\nretry = \"status\"\n"
    )
}

fn changes_of_label(old: &str, new: &str) -> Vec<Change> {
    let changes = compare_catalogues(&parse_catalogue(old), &parse_catalogue(new)).changes;
    changes.into_iter().filter(|change| change.name == "TILL_LOST").collect()
}

/// The beginning of what is said of an added label that changes behaviour.
const SOMETHING_ELSE: &str = "Something else is done about an answer with it that comes already. ";

/// Writes a line for each change: its level, what programs do, and the sentence about it.
fn write_row(table: &mut String, old: &Retry, new: &Retry, effect: &str, changes: &[Change]) {
    for change in changes {
        let behaviours: Vec<&str> = change.behaviours.iter().map(|behaviour| behaviour.as_str()).collect();
        let means = change
            .means
            .trim_end()
            .trim_start_matches(SOMETHING_ELSE)
            .split("Handlers stop compiling")
            .next();
        let line = format!(
            "{} -> {}, effect {effect} | {} | {} | {}",
            old.name,
            new.name,
            change.level.as_str(),
            behaviours.join(", "),
            means.unwrap_or_default()
        );
        let _ = writeln!(table, "{}", line.trim_end());
    }
}

#[test]
fn a_label_whose_strategy_changes_says_what_programs_do() {
    let mut table = String::new();
    for (old, new) in RETRIES.iter().flat_map(|old| RETRIES.iter().map(move |new| (old, new))) {
        for effect in EFFECTS {
            let changes = changes_of_label(&add_label(old, effect), &add_label(new, effect));
            write_row(&mut table, old, new, effect, &changes);
            assert_eq!(changes.is_empty(), old.name == new.name, "{table}");
            assert!(changes.iter().all(|change| change.level == Level::Behavioural), "{table}");
            let has = |behaviour| changes.iter().any(|change| change.behaviours.contains(&behaviour));
            assert_eq!(
                has(Behaviour::MaybeSentTwice),
                effect == "none" && has(Behaviour::NowRetried),
                "{table}"
            );
            assert_eq!(
                has(Behaviour::NoLongerSentTwice),
                effect == "none" && has(Behaviour::NoLongerRetried),
                "{table}"
            );
            assert_eq!(
                has(Behaviour::NowRetried),
                new.retries && (!old.retries || old.name == "conditional" && new.name != old.name),
                "{table}"
            );
        }
    }
    expect_file![golden("diff/strategies-changed.txt")].assert_eq(&table);
}

#[test]
fn a_label_that_is_added_says_what_is_done_about_answers_that_come_already() {
    let mut table = String::new();
    for (old, new) in RETRIES[..5].iter().flat_map(|old| RETRIES.iter().map(move |new| (old, new))) {
        for effect in EFFECTS {
            let changes = changes_of_label(&add_status(old), &add_label(new, effect));
            write_row(&mut table, old, new, effect, &changes);
            let [added] = changes.as_slice() else { unreachable!("{table}") };
            let twice = effect == "none" && new.retries;
            assert_eq!(added.behaviours.contains(&Behaviour::MaybeSentTwice), twice, "{table}");
            let same = old.name == new.name && !twice;
            assert_eq!(added.level == Level::Additive, same, "{table}");
            assert_eq!(added.means.starts_with(SOMETHING_ELSE), !same, "{table}");
        }
    }
    expect_file![golden("diff/strategies-added.txt")].assert_eq(&table);
}
