//! What answers hold that no catalogue lists becomes stanzas that pass the check, whatever the answers are.

use edges_errors_catalogue::model::{Catalogue, ParamKind};
use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_cli::unlisted::{Answer, Unlisted};
use proptest::prelude::*;

use super::{parse_catalogue, read_sources, read_text};

const NOTHING: Answer<'_> = Answer { label: None, status: None, scope: None, message: None, params: &[] };

/// Returns a catalogue with one label, and neither a policy that is `never` nor a status.
fn retried() -> String {
    let never = r#""never""#;
    let smallest = read_text("tests/catalogues/smallest.toml");
    assert!(smallest.contains(never));
    smallest.replace(never, r#"{ strategy = "fixed", delay = "1s" }"#)
}

/// The stanzas of some answers, and the catalogue with them.
fn append(text: &str, answers: &[Answer<'_>]) -> (String, Catalogue) {
    let catalogue = parse_catalogue(text);
    let mut unlisted = Unlisted::new(&catalogue);
    answers.iter().for_each(|answer| unlisted.note(answer));
    let stanzas = unlisted.write_stanzas(text);
    let appended = parse_catalogue(&format!("{text}{stanzas}"));
    (stanzas, appended)
}

/// The catalogue of some text together with a file that extends it.
fn extend(base: &str, own: &str) -> Catalogue {
    read_sources(&Sources::new("base.toml", base).extended_by(Source::new("own.toml", own)))
}

/// The file that extends a catalogue by what some answers hold, and the catalogue of both.
fn extend_by(base: &str, answers: &[Answer<'_>]) -> (String, Catalogue) {
    let catalogue = parse_catalogue(base);
    let mut unlisted = Unlisted::new(&catalogue);
    answers.iter().for_each(|answer| unlisted.note(answer));
    let extension = unlisted.write_extension();
    let extended = if extension.is_empty() { catalogue } else { extend(base, &extension) };
    (extension, extended)
}

/// Appends to a file that extends the project's catalogue what some answers hold that neither lists.
fn append_to_extension(own: &str, answers: &[Answer<'_>]) -> (String, Catalogue) {
    let base = read_text("errors.toml");
    let catalogue = extend(&base, own);
    let mut unlisted = Unlisted::new(&catalogue);
    answers.iter().for_each(|answer| unlisted.note(answer));
    let stanzas = unlisted.write_stanzas(own);
    let appended = extend(&base, &format!("{own}{stanzas}"));
    (stanzas, appended)
}

/// Labels that no catalogue lists, of each format.
const NEW: [&str; 16] = [
    "QUITE_NEW",
    "quite_new",
    "quite_new_one",
    "quiteNew",
    "QuiteNewException",
    "quite-new",
    "99123",
    "99124",
    "0",
    "provider/quite_new",
    "größer als \"10\"",
    "404",
    "unknown",
    "Unknown",
    "UNKNOWN",
    "…",
];

#[test]
fn labels_of_each_format_are_listed_once_their_stanzas_are_appended() {
    for api in ["aws", "google", "openai", "slack", "stripe", "twilio"] {
        let text = read_text(&format!("tests/catalogues/apis/{api}.toml"));
        let catalogue = parse_catalogue(&text);
        let format = catalogue.envelope.label_format;
        let listed = |name: &str| catalogue.labels.iter().any(|label| label.name == name);
        let new: Vec<&str> =
            NEW.into_iter().filter(|label| format.is_label(label) && !listed(label)).collect();
        assert!(!new.is_empty(), "{api}");
        let status = if catalogue.envelope.errors_in_2xx { 200 } else { 418 };
        let answers: Vec<Answer<'_>> =
            NEW.iter().map(|label| Answer { label: Some(label), status: Some(status), ..NOTHING }).collect();
        let (stanzas, appended) = append(&text, &answers);
        for name in &new {
            let label = appended.labels.iter().find(|label| label.name == *name).unwrap();
            assert_eq!(label.statuses, [status], "{stanzas}");
        }
        let mut ranges = appended.statuses.iter().map(|entry| entry.range.bounds());
        assert!(ranges.any(|(first, last)| (first..=last).contains(&status)), "{stanzas}");
        for name in NEW.iter().filter(|name| !format.is_label(name)) {
            assert!(
                stanzas.contains(&format!("is not a label: labels are `{format}` here")),
                "{name}: {stanzas}"
            );
        }
        assert_eq!(append_again(&appended, &answers, &new), "", "{api}");
    }
}

/// The stanzas of the answers with these labels that a catalogue still does not list.
fn append_again(catalogue: &Catalogue, answers: &[Answer<'_>], labels: &[&str]) -> String {
    let mut unlisted = Unlisted::new(catalogue);
    let listed = answers.iter().filter(|answer| answer.label.is_some_and(|label| labels.contains(&label)));
    listed.for_each(|answer| unlisted.note(answer));
    unlisted.write_stanzas("")
}

/// The format with the most labels: any text.
#[test]
fn any_text_can_be_a_label_and_has_a_name_in_rust() {
    let text = read_text("tests/catalogues/smallest.toml")
        .replace("label = \"error.code\"", "label = \"error.code\"\nlabel_format = \"any\"");
    let answers: Vec<Answer<'_>> = NEW.iter().map(|label| Answer { label: Some(label), ..NOTHING }).collect();
    let (stanzas, appended) = append(&text, &answers);
    assert_eq!(appended.labels.len(), 1 + NEW.len(), "{stanzas}");
    assert!(stanzas.contains("rust_name = \"Error404\""), "{stanzas}");
}

/// A table that is written in one line is closed to what comes later in the file; dotted keys leave it open.
#[test]
fn what_cannot_be_appended_is_told_in_comments() {
    let answers = [
        Answer { label: Some("LK_ERROR"), status: Some(400), ..NOTHING },
        Answer { label: Some("QUITE_NEW"), status: Some(400), ..NOTHING },
    ];
    let about = "[catalogue]\nname = \"Ours\"\nextends = \"Edges\"\n";
    let dotted = format!("{about}[override]\nerrors.LK_524.notes = [\"Ours.\"]\n");
    let (stanzas, _) = append_to_extension(&dotted, &answers);
    assert!(stanzas.contains("\n[override.errors.LK_ERROR]\nstatuses = [424, 400]\n"), "{stanzas}");
    let below = format!("{about}[override]\nerrors = {{ LK_524 = {{ notes = [\"Ours.\"] }} }}\n");
    let before = format!("override = {{ errors = {{ LK_524 = {{ notes = [\"Ours.\"] }} }} }}\n{about}");
    for own in [below, before] {
        let (stanzas, appended) = append_to_extension(&own, &answers);
        assert!(stanzas.contains("\n# [override.errors.LK_ERROR]\n# statuses = [424, 400]\n"), "{stanzas}");
        assert!(appended.labels.iter().any(|label| label.name == "QUITE_NEW"), "{stanzas}");
    }
}

#[test]
fn guesses_follow_the_habits_of_the_catalogue() {
    let shop = read_text("tests/tests/catalogues/shop.toml");
    let (stanzas, appended) = append(&shop, &[Answer { label: Some("QUITE_NEW"), ..NOTHING }]);
    let category = appended.categories.iter().find(|category| category.key.name == "uncategorised").unwrap();
    let known = parse_catalogue(&shop);
    assert!(known.categories.iter().any(|known| known.fault == category.fault), "{stanzas}");
    let label = appended.labels.iter().find(|label| label.name == "QUITE_NEW").unwrap();
    assert!(known.labels.iter().any(|known| known.statuses.first() == label.statuses.first()), "{stanzas}");
}

#[test]
fn a_listed_answer_needs_nothing() {
    let listed = Answer {
        label: Some("LIMIT_REACHED"),
        status: Some(424),
        scope: Some("integ"),
        params: &[("postponed_until", "\"2026-01-01T00:00:00Z\"")],
        ..NOTHING
    };
    let unlabelled = Answer { status: Some(503), ..NOTHING };
    assert_eq!(append(&read_text("errors.toml"), &[listed, unlabelled, NOTHING]).0, "");
}

#[test]
fn a_new_label_comes_with_what_was_seen_of_it_and_is_never_sent_again() {
    let params =
        [("retry_after", "\"60\""), ("seats", "3"), ("until", "\"2026-01-01T00:00:00Z\""), ("x", "null")];
    let first = Answer {
        label: Some("LK_NEW"),
        status: Some(424),
        message: Some("It is \"new\"."),
        params: &params,
        ..NOTHING
    };
    let second = Answer { status: Some(429), params: &[("seats", "3.5")], ..first };
    let (stanzas, catalogue) = append(&read_text("errors.toml"), &[first, second]);
    let label = catalogue.labels.last().unwrap();
    assert_eq!((label.name.as_str(), label.statuses.as_slice()), ("LK_NEW", [424, 429].as_slice()));
    assert_eq!(catalogue[label.category].key.name, "linkedin", "as other labels that begin with LK");
    assert!(!catalogue[label.default_policy()].strategy.retries());
    assert_eq!(label.examples, ["It is \"new\"."]);
    let params: Vec<_> = label.params.iter().map(|param| (param.name.as_str(), &param.kind)).collect();
    assert_eq!(
        params,
        [
            ("retry_after", &ParamKind::Seconds),
            ("seats", &ParamKind::Number),
            ("until", &ParamKind::Timestamp)
        ]
    );
    assert!(label.params[0].delays_retry, "as another label declares it");
    assert!(stanzas.contains("came 2 times"), "{stanzas}");
    // What a log cannot show is pointed at, so that no wait that it asks for is cut short.
    let line = |start: &str| stanzas.lines().find(|line| line.starts_with(start)).unwrap();
    assert!(line("seats = ").contains("`type = \"seconds\", delays_retry = true`"), "{stanzas}");
    assert!(line("until = ").contains("`type = \"timestamp\", delays_retry = true`"), "{stanzas}");
    assert!(line("# effect = ").contains("only then is a POST sent again"), "{stanzas}");
}

#[test]
fn what_belongs_into_a_table_that_is_there_is_told_with_its_line() {
    let status =
        Answer { label: Some("LK_ERROR"), status: Some(500), params: &[("hint", "\"h\"")], ..NOTHING };
    let param =
        Answer { label: Some("LIMIT_REACHED"), status: Some(429), params: &[("hint", "true")], ..NOTHING };
    let (stanzas, catalogue) = append(&read_text("errors.toml"), &[status, param]);
    let line = |name: &str| catalogue.labels.iter().find(|label| label.name == name).unwrap().location.line;
    assert!(stanzas.contains(&format!(
        "# errors.toml:{}: in [errors.LK_ERROR], write\n# statuses = [424, 500]",
        line("LK_ERROR")
    )));
    assert!(stanzas.contains("\n[errors.LK_ERROR.params]\nhint = "), "it has no params yet: {stanzas}");
    let told = format!(
        "# errors.toml:{}: in [errors.LIMIT_REACHED.params], write\n# hint = ",
        line("LIMIT_REACHED")
    );
    assert!(stanzas.contains(&told), "{stanzas}");
}

/// Nobody can append to a catalogue of another crate, so all that is new is an extension of it.
#[test]
fn an_extension_lists_what_the_base_does_not() {
    let base = read_text("errors.toml");
    let new = Answer { label: Some("LK_NEW"), status: Some(418), scope: Some("moon"), ..NOTHING };
    let known = Answer {
        label: Some("LIMIT_REACHED"),
        status: Some(409),
        params: &[("plan", "\"p\""), ("postponed_until", "\"2026-01-01T00:00:00Z\"")],
        ..NOTHING
    };
    let (extension, catalogue) = extend_by(&base, &[new, known]);
    assert!(extension.starts_with("[catalogue]\nname    = \"Edges as we see it\"\nextends = \"Edges\"\n"));
    let limit = catalogue.labels.iter().find(|label| label.name == "LIMIT_REACHED").unwrap();
    assert_eq!(limit.statuses, [429, 424, 409]);
    let params: Vec<&str> = limit.params.iter().map(|param| param.name.as_str()).collect();
    assert_eq!(params, ["postponed_until", "plan"], "{extension}");
    assert_eq!(catalogue.labels.last().unwrap().name, "LK_NEW");
    // Appended to, it says what came since: of its own labels, of the base's, and of those that it overrides.
    let later = [
        Answer { label: Some("LK_NEW"), status: Some(424), ..NOTHING },
        Answer { label: Some("NO_RESULT"), params: &[("query", "\"q\"")], ..NOTHING },
        Answer { status: Some(424), params: &[("until", "1")], ..known },
    ];
    let (stanzas, catalogue) = append_to_extension(&extension, &later);
    assert!(stanzas.contains("in [errors.LK_NEW], write\n# statuses = [418, 424]"), "{stanzas}");
    assert!(
        stanzas.contains("\n# own.toml:5: in [override.errors.LIMIT_REACHED.params], write\n# until = "),
        "{stanzas}"
    );
    let empty = catalogue.labels.iter().find(|label| label.name == "NO_RESULT").unwrap();
    assert_eq!(empty.params.len(), 1, "{stanzas}");
    assert_eq!(extend_by(&base, &[NOTHING]).0, "", "nothing is new");
}

#[test]
fn a_catalogue_without_what_a_stanza_needs_gets_it() {
    let label = Answer { label: Some("NEW"), status: Some(418), scope: Some("moon"), ..NOTHING };
    let (_, catalogue) = append(&retried(), &[label, Answer { label: Some("NEWER"), ..label }]);
    assert_eq!(catalogue.labels.len(), 3);
    assert_eq!(catalogue.statuses.len(), 1);
    assert_eq!(catalogue.scopes.len(), 1);
    assert_eq!(catalogue.policies.iter().filter(|policy| !policy.strategy.retries()).count(), 1);
}

#[test]
fn memory_does_not_grow_with_the_number_of_labels() {
    let names: Vec<String> = (0..2_000).map(|number| format!("MADE_UP_{number}")).collect();
    let answers: Vec<Answer<'_>> = names.iter().map(|name| Answer { label: Some(name), ..NOTHING }).collect();
    let (stanzas, catalogue) = append(&retried(), &answers);
    assert_eq!(catalogue.labels.len(), 1_001);
    assert!(stanzas.ends_with("more labels than the 1000 that are remembered\n"));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[A-Z]{1,3}(_[A-Z0-9]{1,3}){0,2}",
        "[a-zA-Z_-]{0,6}",
        Just("SELF".to_owned()),
        Just("OK".to_owned()),
        Just("SOLD_OUT".to_owned()),
        Just("self".to_owned()),
        Just("\"\\\u{7f}\u{202e}\n[x]".to_owned()),
    ]
}

proptest! {
    #[test]
    fn stanzas_of_any_answers_pass_the_check(
        answers in prop::collection::vec(
            (
                prop::option::of(text()),
                prop::option::of(prop_oneof![any::<u16>(), 400..600_u16]),
                prop::option::of(text()),
                prop::option::of(text()),
                prop::collection::vec((text(), prop_oneof![any::<String>(), Just("1".to_owned()), Just("\"a\"".to_owned())]), 0..4),
            ),
            0..12,
        ),
    ) {
        let params: Vec<Vec<(&str, &str)>> = answers
            .iter()
            .map(|(.., params)| params.iter().map(|(name, raw)| (name.as_str(), raw.as_str())).collect())
            .collect();
        let answers: Vec<Answer<'_>> = answers
            .iter()
            .zip(&params)
            .map(|((label, status, scope, message, _), params)| Answer {
                label: label.as_deref(),
                status: *status,
                scope: scope.as_deref(),
                message: message.as_deref(),
                params,
            })
            .collect();
        let (stanzas, _) = append(&retried(), &answers);
        prop_assert!(!stanzas.chars().any(|c| c.is_control() && c != '\n'));
        let (extension, _) = extend_by(&retried(), &answers);
        append_to_extension("[catalogue]\nname = \"Ours\"\nextends = \"Edges\"\n", &answers);
        prop_assert!(!extension.chars().any(|c| c.is_control() && c != '\n'));
    }
}
