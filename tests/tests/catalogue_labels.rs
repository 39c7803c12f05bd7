//! Labels by their names and messages: what the catalogue says decodes to what it says it of.

use std::collections::HashSet;
use std::fmt::Debug;
use std::str::FromStr;

use edges_errors::{
    Category, EdgesError, ErrorLabel, IdentityMode, Key, Kind, Label, ParseNameError, RateLimit, Remedy,
    Scope, details,
};

#[test]
fn every_template_and_example_decodes_to_its_own_label_with_its_arguments() {
    let fills = ["x", "two words", "a.b: c", "Zoë (1) “q” 100%", "https://example.com/in/a?b=[c]&d"];
    let mut templates = 0;
    for &label in ErrorLabel::ALL {
        for template in label.templates() {
            for fill in fills {
                templates += 1;
                let (message, placeholders) = fill_placeholders(template, fill);
                let error = decode(label, &message);
                assert_eq!((error.kind(), error.label()), (Kind::Known, Some(label)), "{message}");
                assert_eq!(error.message(), Some(&*message));
                let args: Vec<(&str, &str)> = error.message_args().collect();
                assert_eq!(
                    args,
                    placeholders.iter().map(|placeholder| (*placeholder, fill)).collect::<Vec<_>>(),
                    "{message}"
                );
            }
        }
        for example in label.examples() {
            let error = decode(label, example);
            assert_eq!((error.kind(), error.label()), (Kind::Known, Some(label)), "{example}");
            let rebuilt = error.message_args().fold(String::new(), |all, (_, value)| all + value);
            assert!(example.contains(&rebuilt), "{example}: {rebuilt}");
        }
        let messages = label.templates().chain(label.examples());
        assert_eq!(messages.clone().collect::<HashSet<_>>().len(), messages.count(), "{label}");
    }
    assert_eq!(templates, 8 * fills.len(), "the reference brackets eight messages");
}

fn fill_placeholders<'a>(template: &'a str, fill: &str) -> (String, Vec<&'a str>) {
    let (mut message, mut placeholders, mut rest) = (String::new(), Vec::new(), template);
    while let Some((before, after)) = rest.split_once('[') {
        let (placeholder, behind) = after.split_once(']').unwrap_or((after, ""));
        message = message + before + fill;
        placeholders.push(placeholder);
        rest = behind;
    }
    (message + rest, placeholders)
}

fn decode(label: ErrorLabel, message: &str) -> EdgesError {
    let body = serde_json::json!({"error_label": label.as_str(), "message": message}).to_string();
    EdgesError::from_parts(label.statuses()[0], (), body.as_bytes())
}

#[test]
fn the_references_messages_are_quoted_to_the_letter() {
    let quoted = [
        (ErrorLabel::BadInput, "Input should start with https://www.google.com/maps/search"),
        (ErrorLabel::BadParameters, "'skip' parameter should be lesser than the group total members."),
        (ErrorLabel::NoAccess, "You don't have access to the resource: [resource_name]"),
        (ErrorLabel::NoResult, "No results for [query]"),
        (ErrorLabel::LimitReached, "Daily limit reached for [service]."),
        (ErrorLabel::LimitReached, "Daily limit reached for connection requests on LinkedIn."),
        (ErrorLabel::GenericError, "Error while [action]: an unexpected error occurred"),
        (ErrorLabel::GenericError, "Error while parsing [data]: an unexpected error occurred"),
        (ErrorLabel::UndefinedField, "One or multiple of the necessary values are undefined: [fields]"),
        (ErrorLabel::NotConnected, "You are not connected with [profile]."),
        (
            ErrorLabel::ProxyError,
            "Error while setting up the proxy: The integration identity do not have an IP address. Please refresh the \
             integration identity.",
        ),
    ];
    for (label, message) in quoted {
        let known = label.templates().chain(label.examples()).any(|known| known == message);
        assert!(known, "{label} lacks {message}");
    }
    let has_none = |label: &&ErrorLabel| label.templates().chain(label.examples()).count() == 0;
    // A label that the reference does not list has no retry cell.
    let published = ErrorLabel::ALL.iter().filter(|label| !label.reference_retry().is_empty());
    assert_eq!(
        published.filter(has_none).copied().collect::<Vec<_>>(),
        [ErrorLabel::UnknownError, ErrorLabel::ActionAborted],
        "the reference quotes none for them"
    );
}

#[test]
fn a_sample_decodes_to_its_own_label_with_all_its_details() {
    for &label in ErrorLabel::ALL_INCLUDING_REMOVED {
        let error = label.sample();
        assert_eq!((error.kind(), error.label()), (Kind::Known, Some(label)));
        assert_eq!(error.status(), label.statuses().first().copied());
        assert_eq!(error.anomalies().collect::<Vec<_>>(), [], "{label}");
        assert!(error.error_ref().is_some());
        assert_eq!(
            error.message().is_some(),
            label.templates().chain(label.examples()).count() > 0,
            "{label}"
        );
        for info in label.params() {
            assert!(error.param(info.name()).is_some(), "{label}: {}", info.name());
        }
    }
    let limit = ErrorLabel::LimitReached.sample().details::<details::LimitReached>().unwrap();
    assert!(limit.postponed_until.is_some());
    let throttled = ErrorLabel::Status429.sample().details::<details::Status429>().unwrap();
    assert!(throttled.retry_after.is_some() && throttled.postponed_until.is_some());
    let access = ErrorLabel::NoAccess.sample().details::<details::NoAccess>().unwrap();
    assert!(access.billing_starts_at.is_some() && access.billing_ends_at.is_some());
    assert!(access.billing_interval.is_some());
    let account = ErrorLabel::NoValidAccountConfigured.sample();
    let account = account.details::<details::NoValidAccountConfigured>().unwrap();
    assert!(account.workspace_uid.is_some() && account.identity_ids.is_some_and(|ids| !ids.is_empty()));
    assert!(account.identity_mode.is_some());
    assert!(ErrorLabel::Status404.sample().details::<details::Status404>().unwrap().appendix.is_some());
    assert!(
        ErrorLabel::MandatoryDataMissing
            .sample()
            .details::<details::MandatoryDataMissing>()
            .unwrap()
            .key
            .is_some()
    );
    assert!(
        ErrorLabel::UndefinedField.sample().details::<details::UndefinedField>().unwrap().fields.is_some()
    );
}

#[test]
fn a_name_is_compared_to_the_letter() {
    for &label in ErrorLabel::ALL_INCLUDING_REMOVED {
        let name = label.as_str();
        assert_eq!(ErrorLabel::from_name(name), Some(label));
        let near = [
            name.to_lowercase(),
            format!("{name} "),
            format!(" {name}"),
            format!("{name}_"),
            name[1..].into(),
        ];
        for near in near {
            assert_eq!(ErrorLabel::from_name(&near), None, "{near}");
            let refused = near.parse::<ErrorLabel>().unwrap_err();
            assert_eq!(refused.to_string(), "unknown name");
        }
        for cut in 0..name.len() {
            assert_eq!(ErrorLabel::from_name(&name[..cut]), None);
        }
    }
}

#[test]
fn labels_and_keys_are_their_names_in_every_format() {
    fn check<K>(all: &[K], as_str: fn(K) -> &'static str)
    where
        K: Copy + PartialEq + Debug + std::fmt::Display + FromStr<Err = ParseNameError>,
        K: serde::Serialize + for<'de> serde::Deserialize<'de>,
    {
        assert!(!all.is_empty());
        for &key in all {
            let name = as_str(key);
            assert_eq!((key.to_string(), name.parse()), (name.to_owned(), Ok(key)));
            assert_eq!(format!("[{key:>40}]"), format!("[{name:>40}]"), "widths are respected");
            let json = serde_json::to_string(&key).unwrap();
            assert_eq!(json, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<K>(&json).unwrap(), key);
            assert_eq!(serde_json::from_value::<K>(name.into()).unwrap(), key);
        }
        for wrong in ["\"\"", "\"no such name\"", "null", "0", "[]", "{}"] {
            assert!(serde_json::from_str::<K>(wrong).is_err(), "{wrong}");
        }
    }
    check(ErrorLabel::ALL_INCLUDING_REMOVED, ErrorLabel::as_str);
    check(Category::ALL, Category::as_str);
    check(Scope::ALL, Scope::as_str);
    check(Remedy::ALL, Remedy::as_str);
    check(RateLimit::ALL, RateLimit::as_str);
    check(IdentityMode::ALL, IdentityMode::as_str);
    check(details::Status404Appendix::ALL, details::Status404Appendix::as_str);
    assert_eq!(<Category as Key>::from_name("rate_limit"), Some(Category::RateLimit));
    assert_eq!(format!("{:?}", ErrorLabel::Lk524), "LK_524");
}

#[test]
fn a_label_may_be_the_key_of_a_map() {
    let map = std::collections::BTreeMap::from([(ErrorLabel::Lk524, 1), (ErrorLabel::BadInput, 2)]);
    let json = serde_json::to_string(&map).unwrap();
    assert_eq!(json, r#"{"BAD_INPUT":2,"LK_524":1}"#);
    let again: std::collections::BTreeMap<ErrorLabel, i32> = serde_json::from_str(&json).unwrap();
    assert_eq!(again, map);
    assert_eq!(ErrorLabel::ALL.iter().collect::<HashSet<_>>().len(), ErrorLabel::ALL.len());
}
