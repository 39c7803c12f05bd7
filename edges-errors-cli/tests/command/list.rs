//! `edges-errors list` and its filters.

use super::run;

#[test]
fn labels_are_listed_by_every_filter() {
    let count = |filter: &[&str]| {
        let (code, out, err) = run(&[&["list"], filter].concat());
        assert_eq!((code, err.as_str()), (Some(0), ""), "{filter:?}");
        out.lines().count() - 1
    };
    assert_eq!(count(&[]), edges_errors::ErrorLabel::ALL.len());
    assert_eq!(count(&["--category", "rate_limit"]), 2);
    assert_eq!(count(&["--status", "400"]), 2);
    assert_eq!(count(&["--retry", "until"]), 1);
    assert_eq!(count(&["--outcome", "done"]), 1);
    assert_eq!(count(&["--fault", "edges", "--retry", "fixed"]), 1);
    assert_eq!(count(&["--remedy", "contact_support"]), 2);
}

#[test]
fn no_label_is_a_finding_and_no_such_filter_unusable() {
    let (code, out, _) = run(&["list", "--status", "418"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    let (code, _, err) = run(&["list", "--category", "rate_limt"]);
    assert!(code == Some(2) && err.contains("similar name exists: `rate_limit`"), "{err}");
}

#[test]
fn the_words_of_a_vocabulary_are_completed_and_told() {
    let (code, out, err) = run(&["list", "--outcome", "dne"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("[possible values: ") && err.contains("'done'"), "{err}");
    let completions = run(&["completions", "bash"]).1;
    assert!(completions.contains("exponential") && completions.contains("failure"), "{completions}");
    for (filter, word, similar) in
        [("--retry", "nver", "never"), ("--retry", "back-off", "backoff"), ("--fault", "calle", "caller")]
    {
        let (code, out, err) = run(&["list", filter, word]);
        assert!(code == Some(2) && out.is_empty(), "{filter}");
        assert!(err.contains(&format!("with a similar name exists: `{similar}`")), "{err}");
    }
}

#[test]
fn labels_are_listed_by_their_policy_or_its_strategy() {
    let list = |retry: &str| {
        let (code, out, err) = run(&["list", "--retry", retry]);
        assert_eq!(code, Some(0), "{err}");
        out.lines()
            .skip(1)
            .filter_map(|line| Some(line.split_whitespace().next()?.to_owned()))
            .collect::<Vec<_>>()
    };
    let (backoff, throttle, exponential) = (list("backoff"), list("throttle"), list("exponential"));
    assert!(
        backoff.contains(&"LK_ERROR".to_owned()) && !backoff.contains(&"STATUS_429".to_owned()),
        "{backoff:?}"
    );
    assert_eq!(throttle, ["STATUS_429"]);
    assert!(exponential.len() >= backoff.len() + throttle.len(), "{exponential:?}");
}
