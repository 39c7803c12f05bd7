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
    for (filter, word, similar) in [("--retry", "nver", "never"), ("--outcome", "dne", "done")] {
        let (code, out, err) = run(&["list", filter, word]);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{filter}");
        assert!(err.contains("[possible values: ") && err.contains(&format!("'{similar}'")), "{err}");
        assert!(run(&["completions", "bash"]).1.contains(similar), "{filter}");
    }
    let (code, out, err) = run(&["list", "--fault", "calle"]);
    assert!(code == Some(2) && out.is_empty() && err.contains("a similar name exists: `caller`"), "{err}");
}
