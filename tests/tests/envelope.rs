//! Response formats that a catalogue declares: the rules by which bodies are read, each in a catalogue that needs it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::time::Duration;

use edges_errors::retry::{Action, RequestContext, RetryPlan, StopReason};
use edges_errors::{Anomaly, ApiError, DecodeOptions, EdgesErrorHandler, Kind, Label, Origin};
use support::{NOW, get, now, wall};

mod nested {
    edges_errors::catalogue!("../catalogues/nested.toml");
}

mod details {
    edges_errors::catalogue!("../catalogues/details.toml");
}

mod success {
    edges_errors::catalogue!("../catalogues/success.toml");
}

mod numbers {
    edges_errors::catalogue!("../catalogues/numbers.toml");
}

mod headers {
    edges_errors::catalogue!("../catalogues/headers.toml");
}

fn read<L: Label>(status: u16, body: &str) -> ApiError<L> {
    ApiError::from_parts(status, (), body)
}

fn anomalies<L: Label>(error: &ApiError<L>) -> Vec<Anomaly> {
    error.anomalies().collect()
}

fn decide<L: Label>(context: &RequestContext, error: &ApiError<L>) -> Action {
    RetryPlan::for_request(context).start_at(now()).on_failure_at(error, now(), || u64::MAX).action()
}

/// The names of all params.
fn names<L: Label>(error: &ApiError<L>) -> Vec<String> {
    error.params().iter().map(|(name, _)| name.to_owned()).collect()
}

/// Rules name labels as on the wire, and by their variants where that is no identifier.
#[test]
fn handlers_name_labels_of_each_format() {
    #[derive(EdgesErrorHandler)]
    #[edges(catalogue = numbers, output = &'static str, NotFound => not_found, TooMany | NoMethod => other, unknown => other)]
    struct Numbers;

    impl Numbers {
        fn not_found(&self, _: &numbers::PhoneError) -> &'static str {
            "not found"
        }

        fn other(&self, _: &numbers::PhoneError) -> &'static str {
            "other"
        }
    }

    #[derive(EdgesErrorHandler)]
    #[edges(catalogue = nested, output = String, card_declined(why) => name, lock_timeout => say, _ => say)]
    struct Words;

    impl Words {
        fn name(&self, _: &nested::PaymentsError, why: nested::details::CardDeclined) -> String {
            why.decline_code.unwrap_or_default()
        }

        fn say(&self, error: &nested::PaymentsError) -> String {
            error.to_string()
        }
    }

    assert_eq!(Numbers.handle(&numbers::ErrorLabel::NotFound.sample()), "not found");
    assert_eq!(Numbers.handle(&numbers::ErrorLabel::NoMethod.sample()), "other");
    assert_eq!(Words.handle(&nested::ErrorLabel::CardDeclined.sample()), "decline_code");
    assert!(Words.handle(&nested::ErrorLabel::LockTimeout.sample()).starts_with("lock_timeout"));
}

#[test]
fn parts_are_where_their_paths_lead() {
    use nested::{ErrorLabel, Fault};
    let body = r#"{"error":{"code":"card_declined","type":"card_error","message":"No","decline_code":"lost",
        "param":null},"code":"lock_timeout","message":"elsewhere"}"#;
    let error: nested::PaymentsError = ApiError::from_parts(402, [("request-id", "req_1")], body);
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::CardDeclined)));
    assert_eq!((error.message(), error.error_ref()), (Some("No"), Some("req_1")));
    assert_eq!(names(&error), ["decline_code", "param"], "what a path enters is no extra data");
    assert_eq!((error.fault(), error.is_callers_fault()), (Some(Fault::Account), false));
    assert_eq!(ErrorLabel::CardDeclined.docs_url(), Some("https://payments.example/errors/card_declined"));
    assert_eq!(anomalies(&error), []);
}

#[test]
fn details_are_told_apart_by_a_member() {
    use details::ErrorLabel;
    let body = r#"{"error":{"code":429,"message":"Slow","status":"RESOURCE_EXHAUSTED","details":[
        {"@type":"example.com/Other","reason":"UNAVAILABLE","requestId":"no"},
        {"reason":"RATE_LIMIT_EXCEEDED","@type":"example.com/ErrorInfo","metadata":{"quota_unit":"1/min"}},
        {"@type":"example.com/RetryInfo","retryDelay":"57.2s"},
        {"@type":"example.com/RequestInfo","requestId":"r-1"}]}}"#;
    let error: details::CloudError = read(429, body);
    assert_eq!((error.label(), error.error_ref()), (Some(ErrorLabel::RateLimitExceeded), Some("r-1")));
    assert_eq!((error.body_status(), error.retry_after()), (Some(429), Some(Duration::from_millis(57_200))));
    assert_eq!(names(&error), ["quota_unit", "retryDelay"]);
    assert_eq!(anomalies(&error), []);
    let bare: details::CloudError = read(503, r#"{"error":{"status":"UNAVAILABLE","details":[]}}"#);
    assert_eq!(bare.label(), Some(ErrorLabel::Unavailable));
}

#[test]
fn a_header_comes_before_the_body_and_texts_are_cut() {
    use headers::{ErrorLabel, Fault};
    let sent = |header: &str, body: &str| -> headers::TablesError {
        ApiError::from_parts(400, [("x-ErrorType", header), ("X-RequestId", "r")], body)
    };
    let throttled =
        sent("ThrottlingException:http://tables.example/", r#"{"__type":"a#ValidationException"}"#);
    assert_eq!(
        (throttled.label(), throttled.error_ref()),
        (Some(ErrorLabel::ThrottlingException), Some("r"))
    );
    assert_eq!(throttled.label_str(), Some("ThrottlingException"));
    for body in [
        r#"{"__type":"com.example#ValidationException:http://x/y","Message":"m"}"#,
        r#"{"code":"ValidationException","message":"m"}"#,
        r#"{"__type":"com.example\u0023ValidationException","message":"m"}"#,
    ] {
        let error: headers::TablesError = read(400, body);
        let found = (error.label(), error.message(), error.fault());
        assert_eq!(found, (Some(ErrorLabel::ValidationException), Some("m"), Some(Fault::Client)), "{body}");
        assert!(error.is_callers_fault());
    }
    // An answer without a body has its label in the header.
    assert_eq!(sent("ValidationException", "").label(), Some(ErrorLabel::ValidationException));
}

#[test]
fn rule_1_a_value_of_the_wrong_type_is_absent_and_the_next_place_is_asked() {
    for code in ["5", "true", r#"["a"]"#, "1.5"] {
        let error: nested::PaymentsError =
            read(402, &format!(r#"{{"error":{{"code":{code},"type":"card_error"}}}}"#));
        assert_eq!(error.label(), Some(nested::ErrorLabel::CardError), "{code}");
        assert_eq!(anomalies(&error), [Anomaly::WrongType { field: "error.code" }], "{code}");
    }
    // A value that has places inside it may be of another type.
    let text: nested::PaymentsError = read(402, r#"{"error":"it broke"}"#);
    assert_eq!((text.kind(), text.label_str(), text.params().len()), (Kind::NoLabel, None, 0));
    assert_eq!(anomalies(&text), [Anomaly::WrongType { field: "error" }], "it should hold extra data");
    let null: nested::PaymentsError =
        read(402, r#"{"error":{"code":null,"type":"card_error","message":null}}"#);
    assert_eq!((null.label(), anomalies(&null)), (Some(nested::ErrorLabel::CardError), vec![]));
}

#[test]
fn rule_2_a_member_that_contradicts_itself_costs_all_that_is_below_it() {
    let error: nested::PaymentsError =
        read(402, r#"{"error":{"code":"card_declined","message":"m"},"error":{"code":"card_declined"}}"#);
    assert_eq!((error.kind(), error.label_str(), error.message()), (Kind::Malformed, None, None));
    assert_eq!(
        (error.params().len(), anomalies(&error)),
        (0, vec![Anomaly::DuplicateKey { field: "error" }])
    );
    let code: nested::PaymentsError = read(
        402,
        r#"{"error":{"code":"card_declined","message":"m","code":"card_error","type":"card_error"}}"#,
    );
    assert_eq!((code.kind(), code.label()), (Kind::Malformed, Some(nested::ErrorLabel::CardError)));
    assert_eq!(code.message(), Some("m"), "what is beside it holds");
    let same: nested::PaymentsError =
        read(402, r#"{"error":{"code":"card_declined"},"error":{"code":"card_declined"}}"#);
    assert_eq!((same.kind(), same.label()), (Kind::Known, Some(nested::ErrorLabel::CardDeclined)));
    assert_eq!(anomalies(&same), [Anomaly::DuplicateKey { field: "error" }]);
    // Items of a list are no duplicates, and neither are the members of `*`.
    let list: numbers::PhoneError = read(
        404,
        r#"{"errors":[{"code":20404,"message":"a"},{"code":20429,"message":"b"}],"request_ids":{"x":"1","y":"2"}}"#,
    );
    assert_eq!((list.kind(), list.label()), (Kind::Known, Some(numbers::ErrorLabel::NotFound)));
    assert_eq!((list.message(), list.error_ref(), anomalies(&list)), (Some("a; b"), Some("1"), vec![]));
    let item: numbers::PhoneError = read(404, r#"{"errors":[{"code":20404,"code":20429},{"code":20404}]}"#);
    assert_eq!((item.kind(), item.label()), (Kind::Malformed, None));
}

#[test]
fn rule_2_labels_that_contradict_each_other_are_told() {
    let error: nested::PaymentsError =
        read(402, r#"{"error":{"code":"card_declined","type":"invalid_request_error"}}"#);
    assert_eq!(error.label(), Some(nested::ErrorLabel::CardDeclined));
    assert_eq!(anomalies(&error), [Anomaly::LabelsDiffer]);
}

#[test]
fn rule_3_what_was_whole_before_a_break_counts_in_nested_objects_too() {
    use nested::ErrorLabel::CardDeclined;
    for (body, label, message, params) in [
        (r#"{"error":{"code":"card_declined","mess"#, Some(CardDeclined), None, 0),
        (r#"{"error":{"code":"card_declined","message":"m","a":1,"b"#, Some(CardDeclined), Some("m"), 1),
        (r#"{"id":1,"error":{"code":"card_declined","message":"m""#, Some(CardDeclined), Some("m"), 0),
        (r#"{"error":{"code":"card_declined","message":oops}}"#, Some(CardDeclined), None, 0),
        (r#"{"error":{"code":"card_declin"#, None, None, 0),
        (r#"{"error":{"code":"card_declined"},"error":{"code":"card_dec"#, None, None, 0),
        (r#"{"error":"#, None, None, 0),
    ] {
        let error: nested::PaymentsError = read(402, body);
        assert_eq!((error.kind(), error.label()), (Kind::Malformed, label), "{body}");
        assert_eq!((error.message(), error.params().len()), (message, params), "{body}");
    }
    let body = r#"{"error":{"details":[{"a":1},{"@type":"example.com/ErrorInfo","reason":"UNAVAILABLE","x"#;
    let error: details::CloudError = read(503, body);
    assert_eq!((error.kind(), error.label()), (Kind::Malformed, Some(details::ErrorLabel::Unavailable)));
    // Numbers that reach the end may have gone on.
    let number: numbers::PhoneError = read(404, r#"{"errors":[{"code":20404"#);
    assert_eq!((number.kind(), number.label_str()), (Kind::Malformed, None));
    let status: details::CloudError = read(503, r#"{"error":{"code":503,"#);
    assert_eq!(status.body_status(), None);
}

#[test]
fn rule_3_what_stands_behind_a_break_between_the_items_of_a_list_is_not_read() {
    let item = r#"{"@type":"example.com/ErrorInfo","reason":"UNAVAILABLE"}"#;
    let whole: details::CloudError = read(503, &format!(r#"{{"error":{{"details":[null,{item}]}}}}"#));
    assert_eq!(whole.label(), Some(details::ErrorLabel::Unavailable));
    for before in ["null", "true", "1e9", "\"\"", "[]", "{}", ",", "null,,", "oops,", "\u{c}", "null:"] {
        let error: details::CloudError = read(503, &format!(r#"{{"error":{{"details":[{before}{item}]}}}}"#));
        assert_eq!((error.kind(), error.label_str()), (Kind::Malformed, None), "{before}");
        let first: details::CloudError = read(503, &format!(r#"{{"error":{{"details":[{item}{before}{{"#));
        assert_eq!(first.label(), Some(details::ErrorLabel::Unavailable), "{before}");
    }
}

#[test]
fn rule_3_a_body_that_is_cut_anywhere_never_gains_a_label() {
    let body =
        r#"{"a":{"b":[1,2]},"error":{"x":"\"}","code":"card_declined","type":"card_error","message":"m"}}"#;
    let whole: nested::PaymentsError = read(402, body);
    for end in 0..body.len() {
        let cut: nested::PaymentsError = read(402, &body[..end]);
        assert!(cut.label().is_none() || cut.label() == whole.label(), "{}", &body[..end]);
        assert_ne!(cut.kind(), Kind::Known);
    }
}

#[test]
fn rule_4_a_coarser_label_stands_in_and_the_finer_one_is_told() {
    let error: nested::PaymentsError = read(402, r#"{"error":{"code":"brand_new","type":"card_error"}}"#);
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(nested::ErrorLabel::CardError)));
    assert_eq!((error.label_str(), error.finer_label_str()), (Some("card_error"), Some("brand_new")));
    assert_eq!(anomalies(&error), [Anomaly::FinerNotListed]);
    let finer: nested::PaymentsError = read(429, r#"{"error":{"type":"card_error","code":"lock_timeout"}}"#);
    assert_eq!((finer.label(), finer.finer_label_str()), (Some(nested::ErrorLabel::LockTimeout), None));
    let neither: nested::PaymentsError = read(402, r#"{"error":{"code":"brand_new","type":"new_type"}}"#);
    assert_eq!((neither.kind(), neither.label_str()), (Kind::UnknownLabel, Some("brand_new")));
    assert_eq!((neither.finer_label_str(), anomalies(&neither)), (None, vec![]));
    // A label that was read before a break makes nothing of a stop.
    let broken: nested::PaymentsError = read(402, r#"{"error":{"type":"card_error","code":"lock_"#);
    assert_eq!(decide(&get(), &broken), Action::Stop { reason: StopReason::NeedsRemedy });
}

#[test]
fn rule_5_depth_and_size_are_bounded() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = format!(r#"{{"x":{deep},"error":{{"y":{deep},"code":"card_declined","z":{deep}}}}}"#);
    let error: nested::PaymentsError = read(402, &body);
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(nested::ErrorLabel::CardDeclined)));
    let body = format!(r#"{{"error":{}{}}}"#, r#"{"error":"#.repeat(5_000), "}".repeat(5_000));
    let nested: nested::PaymentsError = read(402, &body);
    assert_eq!(nested.label(), None);
    let options = DecodeOptions::new().max_body(40);
    let cut: nested::PaymentsError =
        options.decode(402, (), r#"{"error":{"code":"card_declined","message":"a long one"}}"#);
    assert_eq!((cut.kind(), cut.label()), (Kind::TooLarge, Some(nested::ErrorLabel::CardDeclined)));
    let bytes = b"{\"error\":{\"code\":\"card_declined\",\"message\":\"\xff\"}}";
    let lossy: nested::PaymentsError = ApiError::from_parts(402, (), bytes);
    assert_eq!((lossy.message(), anomalies(&lossy)), (Some("\u{fffd}"), vec![Anomaly::InvalidUtf8]));
}

#[test]
fn rule_6_a_2xx_answer_is_an_error_if_it_has_a_label_of_the_format() {
    use success::ErrorLabel;
    let detect = |status, body: &str| DecodeOptions::new().detect::<ErrorLabel>(status, (), body);
    let error = detect(200, r#"{"ok":false,"error":"missing_scope","needed":"a,b"}"#).unwrap();
    assert_eq!((error.label(), error.status()), (Some(ErrorLabel::MissingScope), Some(200)));
    assert_eq!(error.details::<success::details::MissingScope>().unwrap().needed.unwrap(), ["a", "b"]);
    assert_eq!(names(&error), ["needed"], "what a test asks is no extra data");
    assert_eq!(detect(201, r#"{"error":"brand_new"}"#).unwrap().kind(), Kind::UnknownLabel);
    let limited = detect(200, r#"{"ok":false,"error":"ratelimited"}"#).unwrap();
    assert_eq!(limited.rate_limit(), Some(success::RateLimit::Method));
    for (status, body) in [
        (200, r#"{"ok":true,"error":"missing_scope"}"#),
        (200, r#"{"ok":true,"channels":[]}"#),
        (200, r#"{"ok":false,"error":"Not A Label"}"#),
        (200, r#"{"ok":false,"error":{"code":"missing_scope"}}"#),
        (200, "[]"),
        (200, ""),
        (302, r#"{"ok":false,"error":"missing_scope"}"#),
    ] {
        assert!(detect(status, body).is_none(), "{status} {body}");
    }
    assert!(detect(500, "").is_some());
    assert!(DecodeOptions::new().reads::<ErrorLabel>(204) && !DecodeOptions::new().reads::<ErrorLabel>(304));
    assert_eq!(success::CATALOGUE.status(200).unwrap().title(), "Success");
}

#[test]
fn rule_7_whole_numbers_are_labels_and_nothing_else_is_normalised() {
    use numbers::ErrorLabel::{self, NoMethod, NotFound};
    for (code, label, text) in [
        ("20404", Some(NotFound), Some("20404")),
        ("20404.0", Some(NotFound), Some("20404")),
        ("20404.000", Some(NotFound), Some("20404")),
        (r#""20404""#, Some(NotFound), Some("20404")),
        ("-32601", Some(NoMethod), Some("-32601")),
        ("20404.5", None, None),
        ("2.0404e4", None, None),
        (r#"" 20404""#, None, Some(" 20404")),
        (r#""20404.0""#, None, Some("20404.0")),
        ("7", None, Some("7")),
    ] {
        let error: numbers::PhoneError = read(404, &format!(r#"{{"code":{code}}}"#));
        assert_eq!((error.label(), error.label_str()), (label, text), "{code}");
        let is_odd = anomalies(&error).contains(&Anomaly::WrongType { field: "code" });
        assert_eq!(is_odd, text.is_none(), "{code}");
    }
    assert_eq!("20404".parse::<ErrorLabel>().unwrap(), NotFound);
    assert_eq!((NotFound.as_str(), format!("{NotFound:?}")), ("20404", "20404".to_owned()));
    let upper: nested::PaymentsError = read(402, r#"{"error":{"code":"Card_Declined"}}"#);
    assert_eq!(upper.label(), None);
}

#[test]
fn headers_that_the_catalogue_names_lengthen_a_wait() {
    let hinted = |headers: &[(&str, &str)]| -> headers::TablesError {
        ApiError::from_parts(400, headers, r#"{"__type":"ThrottlingException"}"#)
    };
    assert_eq!(hinted(&[("x-retry-after", "1500")]).retry_after(), Some(Duration::from_millis(1_500)));
    let until = hinted(&[("x-until", "2026-11-23T09:00:00Z"), ("retry-after", "7")]);
    assert_eq!(
        (until.retry_after(), until.postponed_until()),
        (Some(Duration::from_secs(7)), Some(wall(NOW + 3_600)))
    );
    let odd = hinted(&[("x-retry-after", "soon")]);
    assert_eq!(anomalies(&odd), [Anomaly::HintUnreadable { hint: "x-retry-after" }]);
    assert!(matches!(decide(&get(), &odd), Action::Defer { .. }), "it makes no wait shorter");
    let kept: numbers::PhoneError = ApiError::from_parts(404, [("X-Left", "3"), ("X-Other", "4")], "{}");
    assert_eq!(kept.headers().collect::<Vec<_>>(), [("x-left", "3")]);
    let nested =
        |headers: &[(&str, &str)]| -> nested::PaymentsError { ApiError::from_parts(429, headers, "") };
    assert_eq!(nested(&[("x-wait", "6m0s")]).retry_after(), Some(Duration::from_secs(360)));
    assert_eq!(
        anomalies(&nested(&[("x-wait", "360")])),
        [Anomaly::HintUnreadable { hint: "x-wait" }],
        "no unit"
    );
}

#[test]
fn the_api_can_forbid_a_retry_and_cannot_order_one() {
    let locked = r#"{"error":{"code":"lock_timeout"}}"#;
    let says = |value: &str| -> nested::PaymentsError {
        ApiError::from_parts(429, [("x-should-retry", value)], locked)
    };
    assert!(matches!(decide(&get(), &says("true")), Action::Retry { .. }));
    assert_eq!(decide(&get(), &says("false")), Action::Stop { reason: StopReason::NotRetryable });
    let declined = r#"{"error":{"code":"card_declined"}}"#;
    let error: nested::PaymentsError = ApiError::from_parts(402, [("x-should-retry", "true")], declined);
    assert_eq!(decide(&get(), &error), Action::Stop { reason: StopReason::NeedsRemedy });
}

#[test]
fn a_limit_is_signalled_by_a_value_at_its_statuses_and_resets_when_its_header_says() {
    use numbers::RateLimit;
    let limited = |status: u16, kind: &str| -> numbers::PhoneError {
        ApiError::from_parts(status, [("x-limit", kind), ("x-reset", "\"m\";r=0;t=30;w=60")], "{}")
    };
    assert_eq!(limited(429, "messages").rate_limit(), Some(RateLimit::Messages));
    assert_eq!(limited(503, "messages").rate_limit(), Some(RateLimit::Messages));
    assert_eq!(limited(429, "calls").rate_limit(), Some(RateLimit::Calls));
    assert_eq!(limited(503, "calls").rate_limit(), None, "429 unless given");
    assert_eq!(limited(429, "other").rate_limit(), None);
    assert_eq!(limited(429, "messages").retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(limited(429, "calls").retry_after(), None, "the time is another limit's");
    let left = |value: &str| RateLimit::Messages.remaining([("x-reset", value)]);
    assert_eq!((left("\"m\";r=7;t=30"), left("\"m\";r=all"), left("")), (Some(7), None, None));
    assert_eq!(RateLimit::Calls.remaining([("x-reset", "\"m\";r=7")]), None);
}

#[test]
fn a_payload_gives_an_error_for_each_object_that_its_path_leads_to() {
    use numbers::{ErrorLabel, Payload};
    let batch =
        r#"{"items":[{"id":1},{"code":20404},{"code":null},{"code":20429,"message":"m"},{"code":7}]}"#;
    assert_eq!(Payload::recognise(batch), Some(Payload::Batch));
    let errors: Vec<numbers::PhoneError> = Payload::Batch.decode(batch).unwrap().collect();
    let labels: Vec<_> = errors.iter().map(|error| (error.label(), error.label_str())).collect();
    let expected = [
        (Some(ErrorLabel::NotFound), Some("20404")),
        (Some(ErrorLabel::TooMany), Some("20429")),
        (None, Some("7")),
    ];
    assert_eq!(labels, expected);
    assert!(errors.iter().all(|error| error.origin() == Origin::Payload(Payload::Batch)));
    assert_eq!(errors[1].body(), br#"{"code":20429,"message":"m"}"#);
    assert_eq!(Payload::Batch.decode(r#"{"items":[]}"#).unwrap().len(), 0);
    assert!(Payload::Batch.decode("[]").is_err());
}

#[test]
fn a_payload_says_who_goes_on_with_the_work() {
    use numbers::Payload;
    let job = |state: &str, error: &str| -> Vec<numbers::PhoneError> {
        let text =
            format!(r#"{{"job":{{"state":"{state}","resumes_at":"2026-11-23T09:00:00Z","error":{error}}}}}"#);
        assert_eq!(Payload::recognise(&text), Some(Payload::Job), "{state} {error}");
        Payload::Job.decode(&text).unwrap().collect()
    };
    let later = r#"{"code":-32601}"#;
    let at_nine = Some(wall(NOW + 3_600));
    assert_eq!(decide(&get(), &job("waiting", later)[0]), Action::Await { until: at_nine });
    // The label is no limit's, so nobody resumes the work unless the payload says it.
    for state in ["running", "failed", "done"] {
        let action = decide(&get(), &job(state, later)[0]);
        assert!(matches!(action, Action::Defer { not_before } if not_before >= wall(NOW + 3_600)), "{state}");
    }
    assert_eq!(job("failed", "null").len(), 1);
    assert_eq!((job("done", "null").len(), job("waiting", "null").len()), (0, 0));
    assert_eq!(Payload::recognise(r#"{"code":20404,"job":{"state":"failed"}}"#), None, "an error object");
    assert_eq!(Payload::recognise(r#"{"other":1}"#), None);
}
