use crate::diff::{Behaviour, Change, Kind, Level, compare_catalogues};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;

const SMALLEST: &str = include_str!("../../../../tests/catalogues/smallest.toml");

/// More tables that the tests edit.
const MORE: &str = r#"
[retry.never]
strategy = "never"
[retry.daily]
strategy = "fixed"
delay = "24h"
[contexts.mode]
values = ["express", "normal"]
[statuses.404]
title = "Not Found"
doc = "No such page."
retry = "never"
[errors.LOST]
statuses = [409]
category = "stock"
retry = "never"
remedy = "wait"
effect = "none"
doc = "Lost."
"#;

fn diff(from: &str, to: &str) -> Vec<Change> {
    let base = SMALLEST.replace("{ strategy = \"never\" }", "\"daily\"") + MORE;
    assert!(base.contains(from), "{from}");
    let read = |text: &str| {
        let outcome = read_catalogue(&Sources::new("errors.toml", text));
        assert_eq!(outcome.diagnostics, []);
        outcome.catalogue.unwrap()
    };
    compare_catalogues(&read(&base), &read(&base.replacen(from, to, 1))).changes
}

#[test]
fn an_effect_that_becomes_none_on_a_retried_label_lets_a_post_be_sent_twice() {
    let retried = "doc = \"Nothing is left.\"";
    let changes = diff(retried, &format!("{retried}\neffect = \"none\""));
    let [change] = changes.as_slice() else { unreachable!("{changes:?}") };
    assert_eq!((change.what, change.level), ("effect-changed", Level::Behavioural));
    assert_eq!(change.behaviours, [Behaviour::MaybeSentTwice]);
}

#[test]
fn the_effect_of_a_status_is_compared_as_that_of_a_label() {
    let never = "doc = \"No such page.\"\nretry = \"never\"";
    let changes = diff(never, &format!("{never}\neffect = \"none\""));
    let [change] = changes.as_slice() else { unreachable!("{changes:?}") };
    assert_eq!((change.kind, change.what, change.behaviours.len()), (Kind::Status, "effect-changed", 0));
    let both = diff(never, "doc = \"No such page.\"\nretry = \"daily\"\neffect = \"none\"");
    let found: Vec<_> = both.iter().map(|change| (change.what, change.behaviours.as_slice())).collect();
    assert_eq!(
        found,
        [
            ("retry-changed", &[Behaviour::NowRetried][..]),
            ("effect-changed", &[Behaviour::MaybeSentTwice][..])
        ]
    );
    let added = diff(
        "[errors.LOST]",
        "[statuses.409]\ntitle = \"Conflict\"\ndoc = \"Conflict.\"\nretry = \"daily\"\neffect = \"none\"\n[errors.LOST]",
    );
    let [change] = added.as_slice() else { unreachable!("{added:?}") };
    assert_eq!(change.behaviours, [Behaviour::NowRetried, Behaviour::MaybeSentTwice]);
}

#[test]
fn an_effect_on_a_label_that_is_not_retried_sends_nothing_twice() {
    let changes = diff("effect = \"none\"\n", "");
    let [change] = changes.as_slice() else { unreachable!("{changes:?}") };
    assert_eq!((change.what, change.behaviours.len()), ("effect-changed", 0));
}

#[test]
fn a_label_that_becomes_retried_with_effect_none_is_both() {
    let changes = diff("retry = \"never\"\nremedy", "retry = \"daily\"\nremedy");
    let unused = changes.iter().find(|change| change.kind == Kind::Label).map(|change| &change.behaviours);
    assert_eq!(unused.unwrap(), &[Behaviour::NowRetried, Behaviour::MaybeSentTwice]);
}

#[test]
fn what_depends_on_the_request_is_said_with_the_situation() {
    let changes = diff(
        "retry = \"daily\"",
        "retry = [{ when = { mode = [\"express\"] }, policy = \"never\" }, { policy = \"daily\" }]",
    );
    let [change] = changes.as_slice() else { unreachable!("{changes:?}") };
    assert_eq!(change.behaviours, [Behaviour::NoLongerRetried]);
    assert_eq!(change.means, "No longer retried with mode express.");
}

#[test]
fn a_policy_that_changes_is_told_once_and_names_those_it_reaches() {
    let changes = diff("delay = \"24h\"", "delay = \"25h\"");
    let [change] = changes.as_slice() else { unreachable!("{changes:?}") };
    assert_eq!((change.kind, change.affects.as_slice()), (Kind::Policy, ["SOLD_OUT".to_owned()].as_slice()));
    assert_eq!(change.behaviours, [Behaviour::WaitsLonger]);
}

#[test]
fn a_policy_written_in_place_with_the_same_facts_is_no_behaviour() {
    let changes = diff("retry = \"never\"\nremedy", "retry = { strategy = \"never\" }\nremedy");
    assert!(changes.iter().all(|change| change.level == Level::Prose), "{changes:?}");
}

#[test]
fn a_label_that_changes_what_is_done_about_answers_that_come_already_is_behavioural() {
    let added = |rest: &str| {
        let entry = "[errors.NEW]\ncategory = \"stock\"\nremedy = \"wait\"\ndoc = \"New.\"";
        let changes = diff("[errors.LOST]", &format!("{entry}\n{rest}\n[errors.LOST]"));
        let change =
            changes.into_iter().find(|change| change.name == "NEW" && change.what == "added").unwrap();
        (change.level, change.behaviours, change.means)
    };
    let (level, behaviours, means) = added("statuses = [424]\nretry = \"daily\"\neffect = \"none\"");
    assert_eq!(
        (level, behaviours),
        (Level::Behavioural, vec![Behaviour::NowRetried, Behaviour::MaybeSentTwice])
    );
    assert!(
        means.contains(" With status 424, it was never sent again, is now retried, may be sent twice. "),
        "{means}"
    );
    let (level, behaviours, _) = added("statuses = [404, 424]\nretry = \"daily\"");
    assert_eq!((level, behaviours), (Level::Behavioural, vec![Behaviour::NowRetried]));
    for retry in ["never", "daily\"\nremoved = \"v2"] {
        let (level, behaviours, _) = added(&format!("statuses = [424]\nretry = \"{retry}\""));
        assert_eq!((level, behaviours), (Level::Additive, vec![]), "{retry}");
    }
}

#[test]
fn what_is_done_about_an_added_label_is_compared_with_what_its_status_said() {
    let base = SMALLEST.to_owned() + MORE;
    let old = base.replacen("retry = \"never\"", "retry = \"daily\"\neffect = \"none\"", 1);
    let entry = "[errors.NEW]\ncategory = \"stock\"\nremedy = \"wait\"\ndoc = \"New.\"\nstatuses = [404]\nretry = \"daily\"\n";
    let read = |text: &str| {
        let outcome = read_catalogue(&Sources::new("errors.toml", text));
        assert_eq!(outcome.diagnostics, []);
        outcome.catalogue.unwrap()
    };
    let changes = compare_catalogues(&read(&old), &read(&(old.clone() + entry))).changes;
    let added = changes.iter().find(|change| change.name == "NEW").unwrap();
    assert_eq!(added.behaviours, [Behaviour::NoLongerSentTwice]);
    assert!(added.means.contains("With status 404, it was sent again"), "{}", added.means);
    assert!(added.means.contains("; it is no longer sent twice."), "{}", added.means);
}

#[test]
fn a_variant_that_another_entry_keeps_is_not_gone() {
    let removed = |from: &str, to: &str| {
        let changes = diff(from, to);
        changes.into_iter().find(|change| change.what == "removed").map(|change| (change.level, change.means))
    };
    let (level, means) = removed("[errors.LOST]", "[errors.MISSING]\nrust_name = \"Lost\"").unwrap();
    assert_eq!(level, Level::Behavioural);
    assert!(means.contains("`ErrorLabel::Lost` stays, as the variant of `MISSING`"), "{means}");
    let (level, _) = removed("[errors.LOST]", "[errors.MISSING]").unwrap();
    assert_eq!(level, Level::Breaking);
}
