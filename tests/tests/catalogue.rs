//! `errors.toml` against the published reference and the rules that follow from it.

use std::fmt::Write as _;
use std::time::Duration;

use edges_errors::{
    CATALOGUE, Category, ContextValue, ErrorLabel, Factor, Fault, IdentityMode, Label, Location, RateLimit,
    Remedy, Scope, Strategy, Subject, details,
};
use expect_test::expect_file;

const TOML: &str = include_str!("../../errors.toml");

/// Every label with what a program decides by. `just bless` rewrites it.
#[test]
fn the_facts_of_each_label_are_those_that_were_read_last() {
    let mut lines = String::new();
    for &label in ErrorLabel::ALL_INCLUDING_REMOVED {
        let policies: Vec<&str> =
            label.retry().iter().map(|rule| rule.policy().name().unwrap_or("in place")).collect();
        let after = label.after_attempts().map_or("-", |remedy| remedy.as_str());
        let (category, fault, remedy) = (label.category(), label.fault(), label.remedy());
        let (policies, effect, outcome) = (policies.join(", "), label.effect(), label.outcome());
        let cells = format!("{category} | {fault} | {policies} | {remedy} | {after} | {effect} | {outcome}");
        let _ = writeln!(lines, "{label} | {:?} | {cells}", label.statuses());
    }
    expect_file!["golden/labels.txt"].assert_eq(&lines);
}

#[test]
fn the_references_retry_cell_decides_the_strategy() {
    // A label that the reference does not list has no cell.
    for label in ErrorLabel::ALL.iter().filter(|label| !label.reference_retry().is_empty()) {
        let cell = label.reference_retry();
        let expected = match cell {
            "Yes — with backoff" => "exponential",
            "Yes — wait & retry" | "Yes — retry" => "fixed",
            "Wait 24h" => "until",
            "Contact support" => "manual",
            _ if cell.starts_with("No — ") => "never",
            _ if cell.starts_with("Maybe — ") || cell.starts_with("Refresh ") => "manual",
            _ => "a cell that no rule covers",
        };
        let [rule] = label.retry() else { unreachable!("{label} has one policy") };
        assert_eq!(rule.policy().strategy().as_str(), expected, "{label}: {cell}");
        assert!(rule.conditions().is_empty(), "{label}");
    }
}

#[test]
fn the_policies_have_the_designs_numbers() {
    let (ms, s) = (Duration::from_millis, Duration::from_secs);
    let exponential = |base, cap| Strategy::Exponential { base, cap, factor: Factor::DOUBLE };
    let expected = [
        ("never", Strategy::Never, None),
        ("manual", Strategy::Manual, None),
        ("backoff", exponential(ms(500), s(20)), Some(3)),
        ("throttle", exponential(s(5), s(60)), Some(3)),
        ("wait_minutes", Strategy::Fixed { delay: s(120) }, Some(3)),
        ("short_delay", Strategy::Fixed { delay: s(5) }, Some(3)),
        ("wait_a_day", Strategy::Until { fallback: s(24 * 3_600) }, None),
    ];
    assert_eq!(CATALOGUE.policies().len(), expected.len());
    for (name, strategy, attempts) in expected {
        let policy = CATALOGUE.policies().iter().find(|policy| policy.name() == Some(name)).unwrap();
        assert_eq!((policy.strategy(), policy.max_attempts()), (strategy, attempts), "{name}");
        assert!(line_of(policy.location().unwrap()).starts_with(&format!("[retry.{name}]")), "{name}");
        assert_eq!(strategy.retries(), !["never", "manual"].contains(&name));
    }
}

#[test]
fn statuses_without_a_label_mean_what_the_design_says() {
    let policy =
        |status| CATALOGUE.status(status).map_or("never", |info| info.policy().name().unwrap_or("inline"));
    for status in [400, 401, 402, 403, 404, 422, 424, 500] {
        assert_eq!(policy(status), "never", "{status}");
    }
    assert_eq!(policy(429), "throttle");
    for status in (501..600).chain([408]) {
        assert_eq!(policy(status), "backoff", "{status}");
    }
    let named = [400, 401, 402, 403, 404, 408, 422, 424, 429];
    for status in (0..500).chain([600, 999, u16::MAX]).filter(|status| !named.contains(status)) {
        assert_eq!(policy(status), "never", "{status}");
    }
    let plain_500 = CATALOGUE.status(500).unwrap();
    assert_eq!((plain_500.remedy(), plain_500.fault()), (Some(Remedy::ContactSupport), Some(Fault::Edges)));
    assert!(CATALOGUE.status(424).unwrap().doc().contains("LinkedIn"));
    assert_eq!(CATALOGUE.status(503).unwrap().range(), 503..=503, "an exact entry comes before its class");
    assert_eq!(CATALOGUE.status(599).unwrap().range(), 500..=599);
    for status in CATALOGUE.statuses() {
        assert!(!status.title().is_empty() && !status.doc().is_empty());
        assert!(line_of(status.location()).starts_with("[statuses."));
    }
}

/// Every param with its type, and with what is special about it. `just bless` rewrites it.
#[test]
fn the_params_of_each_label_are_those_that_were_read_last() {
    let mut lines = String::new();
    for &label in ErrorLabel::ALL_INCLUDING_REMOVED {
        assert_eq!(label.params().len(), label.param_docs().count(), "{label}");
        for info in label.params() {
            let traits = [(info.is_sensitive(), "sensitive"), (info.delays_retry(), "delays a retry")];
            let traits = traits.iter().filter(|(holds, _)| *holds).map(|(_, words)| format!(" | {words}"));
            let _ =
                writeln!(lines, "{label}.{} | {}{}", info.name(), info.kind(), traits.collect::<String>());
        }
    }
    expect_file!["golden/params.txt"].assert_eq(&lines);
}

#[test]
fn enumerated_values_are_the_references() {
    let appendix: Vec<(&str, &str)> =
        details::Status404Appendix::ALL.iter().map(|value| (value.as_str(), value.title())).collect();
    let expected = [
        ("PROFILE", "LinkedIn profile"),
        ("COMPANY", "Company page"),
        ("POST", "LinkedIn post"),
        ("GROUP_MEMBERS", "Group membership data"),
        ("POST_ACTIVITY", "Post engagement data"),
        ("MESSAGE", "Conversation or message"),
    ];
    assert_eq!(appendix, expected);
    assert_eq!(IdentityMode::CONTEXT, "identity_mode");
    assert_eq!(
        IdentityMode::ALL.iter().map(|mode| mode.as_str()).collect::<Vec<_>>(),
        ["direct", "auto", "managed"]
    );
    let modes = details::NoValidAccountConfiguredIdentityMode::ALL;
    assert_eq!(modes.iter().map(|mode| mode.as_str()).collect::<Vec<_>>(), ["direct", "auto", "managed"]);
}

#[test]
fn categories_and_scopes_are_the_references() {
    let categories: Vec<(&str, &str)> =
        Category::ALL.iter().map(|category| (category.as_str(), category.title())).collect();
    let expected = [
        ("input", "Input"),
        ("access", "Access"),
        ("not_found", "Not Found"),
        ("rate_limit", "Rate Limit"),
        ("linkedin", "LinkedIn"),
        ("sales_navigator", "Sales Navigator"),
        ("config", "Config"),
        ("processing", "Processing"),
        ("system", "System"),
    ];
    assert_eq!(categories, expected);
    assert_eq!((Category::LinkedIn.fault(), Category::Input.fault()), (Fault::LinkedIn, Fault::Caller));
    let scopes: Vec<(&str, Option<&str>)> =
        Scope::ALL.iter().map(|scope| (scope.as_str(), scope.action())).collect();
    let expected = [
        ("input", Some("Fix the input format or value")),
        ("param", Some("Check parameter requirements")),
        ("config", Some("Verify your setup in the dashboard")),
        ("integ", Some("Check resource availability or retry later")),
        ("auth", None),
        ("server", None),
    ];
    assert_eq!(scopes, expected);
}

#[test]
fn three_systems_can_limit_and_each_has_its_sign_and_policy() {
    const WATCH: &str = "/identities/{identity_uid}/actions/{action_slug}/limits";
    let expected = [
        (RateLimit::EdgesApi, "edges_api", "backoff", &[Subject::Workspace][..], None, None),
        (
            RateLimit::LinkedInGuard,
            "linkedin_guard",
            "wait_a_day",
            &[Subject::Identity, Subject::Action],
            Some(WATCH),
            Some(ErrorLabel::LimitReached),
        ),
        (
            RateLimit::LinkedIn,
            "linkedin",
            "throttle",
            &[Subject::Identity, Subject::Action],
            Some(WATCH),
            Some(ErrorLabel::Status429),
        ),
    ];
    assert_eq!(RateLimit::ALL.len(), expected.len());
    for (limit, name, policy, applies_to, watch, label) in expected {
        assert_eq!((limit.as_str(), limit.retry().name()), (name, Some(policy)));
        assert_eq!((limit.applies_to(), limit.watch()), (applies_to, watch), "{name}");
        assert!(!limit.advice().is_empty());
        let of: Vec<ErrorLabel> =
            ErrorLabel::ALL.iter().copied().filter(|label| label.rate_limit() == Some(limit)).collect();
        assert_eq!(of, Vec::from_iter(label), "{name}");
    }
    let advice = RateLimit::LinkedIn.advice().join(" ");
    for word in ["endpoint", "identities", "tool", "time zone"] {
        assert!(advice.contains(word), "{word} of the reference's four pieces of advice: {advice}");
    }
}

fn line_of(location: Location) -> &'static str {
    assert_eq!(location.file(), Some("errors.toml"));
    let index = usize::try_from(location.line()).unwrap_or_default().wrapping_sub(1);
    TOML.lines().nth(index).unwrap_or("beyond the end of the file")
}

#[test]
fn the_order_and_the_lines_are_the_files() {
    let headers = TOML.lines().filter_map(|line| line.strip_prefix("[errors.")?.strip_suffix(']'));
    let in_file: Vec<&str> = headers.filter(|name| !name.contains('.')).collect();
    let names: Vec<&str> = ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| label.as_str()).collect();
    assert_eq!(names, in_file);
    for (index, &label) in ErrorLabel::ALL_INCLUDING_REMOVED.iter().enumerate() {
        assert_eq!(line_of(label.location()), format!("[errors.{label}]"));
        assert_eq!(label.index(), index);
    }
    assert!(ErrorLabel::ALL_INCLUDING_REMOVED.is_sorted(), "`Ord` is the order of the file");
}

#[test]
fn every_label_has_prose_and_a_link() {
    for &label in ErrorLabel::ALL_INCLUDING_REMOVED {
        assert!(label.doc().ends_with('.') && label.doc().len() > 20, "{label}");
        let is_published = !label.reference_retry().is_empty();
        assert!(!is_published || label.resolution().count() > 0, "{label}");
        let prose = label.causes().chain(label.resolution()).chain(label.notes()).chain(label.param_docs());
        for text in prose {
            assert!(text.ends_with('.') && !text.contains("  "), "{label}: {text}");
        }
        assert!(label.docs_url().starts_with(CATALOGUE.reference()), "{label}: {}", label.docs_url());
        assert!(label.deprecated().is_none() && label.removed().is_none());
        assert!(!label.remedy().doc().is_empty() && !label.category().doc().is_empty());
    }
    assert_eq!((CATALOGUE.name(), CATALOGUE.revision()), ("Edges", "v1"));
    assert!(CATALOGUE.support().is_some_and(|support| support.contains("error_ref")));
    assert!(CATALOGUE.reference().starts_with("https://"));
    assert_eq!(CATALOGUE.labels(), ErrorLabel::ALL_INCLUDING_REMOVED);
    assert_eq!(CATALOGUE.categories(), Category::ALL);
    assert_eq!(CATALOGUE.scopes(), Scope::ALL);
    assert_eq!(CATALOGUE.remedies(), Remedy::ALL);
    assert_eq!(CATALOGUE.rate_limits(), RateLimit::ALL);
    assert_eq!(CATALOGUE.subjects(), [Subject::Workspace, Subject::Identity, Subject::Action]);
}
