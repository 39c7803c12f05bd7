//! Two catalogues in, what it means for users out: goldens of each form.

use std::collections::BTreeSet;
use std::fs;

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::diff::report::{Names, write_json, write_markdown, write_text};
use edges_errors_cli::diff::{Behaviour, Change, Diff, Level, compare_catalogues};
use expect_test::expect_file;

use super::{golden, parse_catalogue, read_sources, read_text};

const NAMES: Names<'_> = Names { old: "main:errors.toml", new: "errors.toml" };

fn own_catalogue() -> String {
    read_text("errors.toml")
}

fn pair(name: &str) -> Diff {
    let side = |side: &str, file: &str| {
        let text = fs::read_to_string(golden(&format!("diff/{name}.{side}.toml"))).unwrap();
        read_sources(&Sources::new(file, text))
    };
    compare_catalogues(&side("old", NAMES.old), &side("new", NAMES.new))
}

#[test]
fn each_pair_is_told_in_each_form() {
    for name in ["everything", "prose"] {
        let diff = pair(name);
        expect_file![golden(&format!("diff/{name}.txt"))].assert_eq(&write_text(&diff, NAMES, Look::Plain));
        expect_file![golden(&format!("diff/{name}.md"))].assert_eq(&write_markdown(&diff, NAMES));
        expect_file![golden(&format!("diff/{name}.json"))].assert_eq(&write_json(&diff, NAMES));
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let diff = pair("everything");
    let coloured = write_text(&diff, NAMES, Look::Coloured);
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    for (at, part) in coloured.split('\u{1b}').enumerate() {
        plain.push_str(if at == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(plain, write_text(&diff, NAMES, Look::Plain));
}

#[test]
fn a_catalogue_does_not_differ_from_itself_wherever_its_tables_stand() {
    let own = own_catalogue();
    let diff =
        compare_catalogues(&parse_catalogue(&own), &parse_catalogue(&format!("# A line more.\n\n{own}")));
    assert_eq!(diff.changes, []);
    let text = write_text(&diff, NAMES, Look::Plain);
    assert!(text.ends_with("Needs no release: the catalogues say the same.\n"), "{text}");
}

/// Each edit of the project's own catalogue, with the one change that matters in it.
fn edited(from: &str, to: &str) -> Vec<Change> {
    let own = own_catalogue();
    assert!(own.contains(from), "{from}");
    compare_catalogues(&parse_catalogue(&own), &parse_catalogue(&own.replacen(from, to, 1))).changes
}

#[test]
fn each_edit_has_the_level_that_its_users_feel() {
    let proxy =
        "[errors.PROXY_ERROR]\nstatuses        = [424]\ncategory        = \"config\"\nretry           = ";
    let cases = [
        (
            format!("{proxy}\"manual\""),
            format!("{proxy}\"backoff\""),
            "PROXY_ERROR",
            Level::Behavioural,
            &[Behaviour::NowRetried, Behaviour::MaybeSentTwice][..],
        ),
        (
            "cap          = \"20s\"\nmax_attempts = 3".to_owned(),
            "cap          = \"20s\"\nmax_attempts = 5".to_owned(),
            "backoff",
            Level::Behavioural,
            &[Behaviour::SentMoreOften],
        ),
        (
            // Its header tells that nothing was done, so that a POST was sent again too.
            "retry      = \"backoff\"\neffect     = \"none\"".to_owned(),
            "retry      = \"never\"\neffect     = \"none\"".to_owned(),
            "edges_api",
            Level::Behavioural,
            &[Behaviour::NoLongerRetried, Behaviour::NoLongerSentTwice],
        ),
        (
            "type = \"enum\"\ndoc  = \"What kind of resource is missing.\"".to_owned(),
            "type = \"enum\"\ndoc  = \"What is missing.\"".to_owned(),
            "STATUS_404.appendix",
            Level::Prose,
            &[],
        ),
        (
            "key = { type = \"string\"".to_owned(),
            "key = { type = \"list\"".to_owned(),
            "MANDATORY_DATA_MISSING.key",
            Level::Breaking,
            &[],
        ),
        (
            "key = { type = \"string\"".to_owned(),
            "key = { sensitive = true, type = \"string\"".to_owned(),
            "MANDATORY_DATA_MISSING.key",
            Level::Behavioural,
            &[Behaviour::NowHidden],
        ),
        (
            "PROFILE       = \"LinkedIn profile\"\n".to_owned(),
            String::new(),
            "STATUS_404.appendix",
            Level::Breaking,
            &[],
        ),
        (
            "[errors.LK_EVENT]\n".to_owned(),
            "[errors.LK_EVENT]\nremoved = \"v2\"\n".to_owned(),
            "LK_EVENT",
            Level::Behavioural,
            &[],
        ),
        (
            "[errors.LK_EVENT]\n".to_owned(),
            "[errors.LK_EVENT]\ndeprecated = { note = \"Old\" }\n".to_owned(),
            "LK_EVENT",
            Level::Additive,
            &[],
        ),
        (
            "fields = { type = \"list\", doc = \"The names of the undefined values.\" }".to_owned(),
            String::new(),
            "UNDEFINED_FIELD.fields",
            Level::Breaking,
            &[],
        ),
        (
            // STATUS_429 declares the same hint, and a hint counts on every error.
            "fields = {".to_owned(),
            "retry_after = { type = \"seconds\", doc = \"When.\", delays_retry = true }\nfields = {"
                .to_owned(),
            "UNDEFINED_FIELD.retry_after",
            Level::Additive,
            &[],
        ),
        (
            "fields = {".to_owned(),
            "again_in = { type = \"seconds\", doc = \"When.\", delays_retry = true }\nfields = {".to_owned(),
            "UNDEFINED_FIELD.again_in",
            Level::Behavioural,
            &[Behaviour::HintObeyed],
        ),
        (
            "error     = \"EdgesError\"".to_owned(),
            "error     = \"Problem\"".to_owned(),
            "Edges",
            Level::Breaking,
            &[],
        ),
    ];
    for (from, to, name, level, behaviours) in cases {
        let changes = edited(&from, &to);
        let [change] = changes.as_slice() else { unreachable!("{to}: {changes:#?}") };
        assert_eq!((change.name.as_str(), change.level), (name, level), "{to}");
        assert_eq!(change.behaviours, behaviours, "{to}");
    }
}

/// Whoever upgrades waits otherwise than before, and is told.
#[test]
fn a_template_without_a_hole_is_a_template_too() {
    let query = r#"templates       = ["No results for [query]""#;
    let changes = edited(&format!("{query}]"), &format!("{query}, \"Nothing found\"]"));
    let [change] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((change.what, change.new.as_deref()), ("template-added", Some("Nothing found")));
}

#[test]
fn each_number_of_a_policy_is_behaviour() {
    let own = own_catalogue();
    let mut table = "";
    let mut numbers = 0;
    for line in own.lines() {
        if line.starts_with('[') {
            table = line;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let key = key.trim();
        if !table.starts_with("[retry.")
            || !["base", "cap", "delay", "fallback", "max_attempts"].contains(&key)
        {
            continue;
        }
        // One more of it, whatever the unit.
        let value = value.trim();
        let digits = value.trim_matches(|c: char| !c.is_ascii_digit());
        let more = value.replace(digits, &(digits.parse::<u32>().unwrap() + 1).to_string());
        let policy = table.trim_start_matches("[retry.").split(']').next().unwrap();
        let (before, after) = own.split_once(table).unwrap();
        let new = format!("{before}{table}{}", after.replacen(line, &format!("{key} = {more}"), 1));
        let changes = compare_catalogues(&parse_catalogue(&own), &parse_catalogue(&new)).changes;
        let [change] = changes.as_slice() else { unreachable!("{policy}.{key}: {changes:#?}") };
        assert_eq!((change.name.as_str(), change.level), (policy, Level::Behavioural), "{key} = {more}");
        numbers += 1;
    }
    assert_eq!(numbers, 11, "the numbers of the seven policies");
}

#[test]
fn a_label_that_is_gone_is_breaking_and_one_that_is_new_is_not() {
    let own = own_catalogue();
    let longer = format!(
        "{own}\n[errors.NEW_ONE]\nstatuses = [424]\ncategory = \"system\"\nretry = \"never\"\n\
         remedy = \"contact_support\"\ndoc = \"New.\"\n"
    );
    let (own, longer) = (parse_catalogue(&own), parse_catalogue(&longer));
    assert_eq!(compare_catalogues(&own, &longer).level(), Some(Level::Additive));
    assert_eq!(compare_catalogues(&longer, &own).level(), Some(Level::Breaking));
}

#[test]
fn a_key_that_is_renamed_keeps_its_variant_by_rust_name() {
    let own = own_catalogue();
    let scoped = |name: &str| format!("{own}\n[scopes.{name}]\ndoc = \"New.\"\n");
    let (old, kept) = (scoped("gate"), format!("{}rust_name = \"Gate\"\n", scoped("door")));
    let removal = |new: &str| {
        let diff = compare_catalogues(&parse_catalogue(&old), &parse_catalogue(new));
        diff.changes.into_iter().find(|change| change.what == "removed").unwrap()
    };
    let change = removal(&kept);
    assert!(change.level == Level::Behavioural && change.means.contains("`Scope::Gate` stays"), "{change:?}");
    assert_eq!(removal(&scoped("door")).level, Level::Breaking);
}

/// The names that programs which read the JSON rely on.
const WHATS: &[&str] = &[
    "action-changed",
    "added",
    "advice-changed",
    "after-attempts-changed",
    "applies-to-changed",
    "asynchronous-changed",
    "caller-changed",
    "category-changed",
    "causes-changed",
    "deprecated",
    "deprecation-changed",
    "doc-changed",
    "docs-changed",
    "effect-changed",
    "error-type-renamed",
    "errors-in-2xx-changed",
    "examples-changed",
    "fault-changed",
    "format-changed",
    "hint-changed",
    "hint-header-added",
    "hint-header-changed",
    "hint-header-removed",
    "idempotency-key-changed",
    "in-doubt-changed",
    "kept-header-added",
    "kept-header-removed",
    "listed-again",
    "name-changed",
    "no-retry-changed",
    "notes-changed",
    "numbers-changed",
    "order-changed",
    "outcome-changed",
    "place-added",
    "place-changed",
    "policy-name-changed",
    "reference-changed",
    "reference-retry-changed",
    "remaining-changed",
    "remedy-changed",
    "removal-changed",
    "removed",
    "renamed",
    "resend-changed",
    "reset-changed",
    "resolution-changed",
    "retry-changed",
    "revision-changed",
    "sensitivity-changed",
    "signal-changed",
    "status-changed",
    "statuses-changed",
    "strategy-changed",
    "support-changed",
    "template-added",
    "template-removed",
    "title-changed",
    "tombstoned",
    "type-changed",
    "undeprecated",
    "value-added",
    "value-doc-changed",
    "value-removed",
    "watch-changed",
];

#[test]
fn what_happened_has_a_stable_name_and_the_golden_shows_each() {
    let found: BTreeSet<&str> = pair("everything").changes.iter().map(|change| change.what).collect();
    assert_eq!(found, WHATS.iter().copied().collect());
}
