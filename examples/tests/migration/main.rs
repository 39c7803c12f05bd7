//! Clients by hand and with edges-errors: their lines, and their wrong decisions over every label, with and without hints.
//!
//! `cargo test -p examples --test migration -- --nocapture` prints the table that docs/migration.md shows, and each kind of mistake.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod facts;
mod judge;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::{ErrorLabel, Label};
use examples::migration::{Answer, Next, Request, label_set, status_list, text_only};
use expect_test::expect_file;

use facts::{FACTS, Fact, Needed};
use judge::{Case, Wrong, judge};

type Decide = fn(&Request<'_>, &Answer<'_>) -> Next;

struct Client {
    name: &'static str,
    before: (Decide, &'static str),
    after: (Decide, &'static str),
}

macro_rules! client {
    ($module:ident, $name:literal) => {
        Client {
            name: $name,
            before: (
                $module::before::decide,
                include_str!(concat!("../../src/migration/", stringify!($module), "/before.rs")),
            ),
            after: (
                $module::after::decide,
                include_str!(concat!("../../src/migration/", stringify!($module), "/after.rs")),
            ),
        }
    };
}

const CLIENTS: [Client; 3] = [
    client!(label_set, "a set of labels"),
    client!(status_list, "a list of statuses"),
    client!(text_only, "words in the message"),
];

const ERROR_REF: &str = "ERR-20261124";

/// A way in which an answer asks for a wait, or none.
#[derive(Debug, Clone, Copy)]
enum Hint {
    None,
    /// In `params`, as the text that the schema says it is.
    RetryAfter(u64),
    PostponedUntil(u64),
    Header(&'static str, u64),
}

const HINTS: [Hint; 4] =
    [Hint::None, Hint::RetryAfter(90), Hint::PostponedUntil(7_200), Hint::Header("30", 30)];

impl Hint {
    fn wait(self) -> Option<Duration> {
        match self {
            Self::None => None,
            Self::RetryAfter(wait) | Self::PostponedUntil(wait) | Self::Header(_, wait) => {
                Some(Duration::from_secs(wait))
            }
        }
    }
}

#[test]
fn with_the_crate_no_decision_is_wrong_and_the_page_says_how_many_were() {
    let mut rows = String::new();
    let mut count = 0;
    for client in CLIENTS {
        let (before, after) = (judge_all(client.before.0), judge_all(client.after.0));
        assert!(after.wrong.is_empty(), "{}: {:#?}", client.name, after.wrong);
        count = before.count;
        let by_kind = count_kinds(&before);
        println!("{}", client.name);
        for (kind, times) in &by_kind {
            println!("{times:>5}  {}", kind.describe());
        }
        rows += &format!(
            "| {} | {} → {} | {} → 0 | {} | {} |\n",
            client.name,
            count_lines(client.before.1),
            count_lines(client.after.1),
            before.wrong.len(),
            describe(by_kind.first_key_value()),
            describe(by_kind.iter().max_by_key(|(_, times)| **times)),
        );
    }
    let table = format!(
        "| hand-written client matches on | lines of code | wrong of {count} decisions | the worst mistake | the most frequent |\n\
         | --- | ---: | ---: | --- | --- |\n{rows}"
    );
    println!("\n{table}");
    check_page(&table);
}

/// The judge knows each kind of mistake: a right decision passes, and one that is wrong in that way does not.
#[test]
fn the_judge_tells_right_from_wrong() {
    let again = |seconds| Next::SendAgain { after: Duration::from_secs(seconds) };
    let aside = |seconds| Next::PutAside { until: UNIX_EPOCH + Duration::from_secs(seconds) };
    let tell = |words: &str| Next::GiveUp(words.to_owned());
    for (label, method, hint, next, wanted) in [
        ("LK_ERROR", "GET", None, again(1), None),
        ("LK_ERROR", "POST", None, tell("LK_ERROR"), None),
        ("LK_ERROR", "POST", None, again(1), Some(Wrong::DoesTwice)),
        ("LK_ERROR", "POST", None, aside(300), Some(Wrong::DoesTwice)),
        ("LK_ERROR", "GET", None, Next::Finish, Some(Wrong::HidesFailure)),
        ("LK_ERROR", "GET", None, tell("LK_ERROR"), Some(Wrong::GivesUp)),
        ("LK_ERROR", "GET", None, again(61), Some(Wrong::SleepsLong)),
        ("LK_ERROR", "GET", Some(30), again(29), Some(Wrong::TooEarly)),
        ("LK_524", "GET", None, aside(60), Some(Wrong::TooEarly)),
        ("LK_524", "GET", None, aside(120), None),
        ("LIMIT_REACHED", "POST", None, aside(86_400), None),
        ("LIMIT_REACHED", "POST", None, again(86_400), Some(Wrong::SleepsLong)),
        ("LIMIT_REACHED", "POST", None, aside(86_399), Some(Wrong::TooEarly)),
        ("LIMIT_REACHED", "GET", Some(7_200), aside(86_400), Some(Wrong::TooLate)),
        ("BAD_INPUT", "GET", Some(30), again(30), Some(Wrong::Pointless)),
        ("BAD_INPUT", "GET", None, tell("status 400"), Some(Wrong::LosesData)),
        ("NO_RESULT", "GET", None, Next::Finish, None),
        ("NO_RESULT", "GET", None, tell("NO_RESULT"), Some(Wrong::MissesEnd)),
        ("NO_RESULT", "GET", None, again(1), Some(Wrong::Pointless)),
        ("UNKNOWN_ERROR", "GET", None, tell("UNKNOWN_ERROR"), Some(Wrong::LosesData)),
        ("UNKNOWN_ERROR", "GET", None, tell("UNKNOWN_ERROR ERR-20261124"), None),
        ("MANDATORY_DATA_MISSING", "GET", None, tell("MANDATORY_DATA_MISSING"), Some(Wrong::LosesData)),
    ] {
        let fact = FACTS.iter().find(|fact| fact.label == label).unwrap();
        let case = Case { fact, method, hint: hint.map(Duration::from_secs), error_ref: ERROR_REF };
        assert_eq!(judge(&case, UNIX_EPOCH, &next), wanted, "{label} {method} {hint:?} {next:?}");
    }
}

#[test]
fn the_facts_are_about_every_label_of_the_reference() {
    // The catalogue may have been given labels that the reference does not list.
    let page = "../edges-errors-cli/tests/golden/drift/reference.md";
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let published = |label: &&ErrorLabel| page.contains(&format!("| `{label}` |"));
    let labels: Vec<_> = FACTS.iter().map(|fact| (fact.label, fact.statuses)).collect();
    let known: Vec<_> =
        ErrorLabel::ALL.iter().filter(published).map(|label| (label.as_str(), label.statuses())).collect();
    assert_eq!(labels, known);
}

#[derive(Default)]
struct Judged {
    count: usize,
    wrong: Vec<(String, Wrong)>,
}

/// Every label at each of its statuses, sent once with each method, with each hint.
fn judge_all(decide: Decide) -> Judged {
    let mut judged = Judged::default();
    for fact in FACTS {
        for &status in fact.statuses {
            for method in ["GET", "POST"] {
                for hint in HINTS {
                    let now = SystemTime::now();
                    let (headers, body) = write_answer(fact, status, hint, now);
                    let answer = Answer { status, headers: &headers, body: body.as_bytes() };
                    let next = decide(&Request { method, sent: 1 }, &answer);
                    let case = Case { fact, method, hint: hint.wait(), error_ref: ERROR_REF };
                    judged.count += 1;
                    if let Some(wrong) = judge(&case, now, &next) {
                        judged.wrong.push((format!("{method} {} {hint:?}: {next:?}", fact.label), wrong));
                    }
                }
            }
        }
    }
    judged
}

fn write_answer(
    fact: &Fact,
    status: u16,
    hint: Hint,
    now: SystemTime,
) -> (Vec<(&'static str, &'static str)>, String) {
    let mut params = serde_json::Map::new();
    let mut headers = vec![("Content-Type", "application/json")];
    if let Needed::Param(name, value) = fact.needed {
        params.insert(name.to_owned(), value.into());
    }
    match hint {
        Hint::None => {}
        Hint::RetryAfter(wait) => {
            params.insert("retry_after".to_owned(), wait.to_string().into());
        }
        Hint::PostponedUntil(wait) => {
            // Whole seconds, rounded up, so that the time named is never before the wait that is judged.
            let until = (now + Duration::from_secs(wait + 1)).duration_since(UNIX_EPOCH).unwrap().as_secs();
            params.insert("postponed_until".to_owned(), until.into());
        }
        Hint::Header(value, _) => headers.push(("Retry-After", value)),
    }
    let body = serde_json::json!({
        "error_label": fact.label,
        "error_scope": "integ",
        "error_ref": ERROR_REF,
        "message": fact.message,
        "status_code": status,
        "params": params,
    });
    (headers, body.to_string())
}

fn describe(kind: Option<(&Wrong, &usize)>) -> String {
    kind.map_or_else(String::new, |(kind, times)| format!("{} ({times})", kind.describe()))
}

fn count_kinds(judged: &Judged) -> BTreeMap<Wrong, usize> {
    let mut kinds = BTreeMap::new();
    for (_, wrong) in &judged.wrong {
        *kinds.entry(*wrong).or_default() += 1;
    }
    kinds
}

/// Lines of code, without blank ones and comments.
fn count_lines(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

const BEGIN: &str = "<!-- migration: written by `just bless` from what a test counts -->\n";
const END: &str = "<!-- /migration -->";

fn check_page(wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/migration.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    expect_file![path].assert_eq(&format!("{before}{BEGIN}{wanted}{END}{after}"));
}
