//! Params that say how long to wait, wherever a catalogue has its extra data.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::time::Duration;

use edges_errors::Anomaly;

mod shop {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Shop"

        [envelope]
        label  = "code"
        params = ["details", "errors[].meta", "hints[type=retry,pause]", "extra.*", "inner.details", "inner", "."]

        [categories.stock]
        fault = "caller"

        [remedies.wait]
        doc = "Wait for a while."

        [retry.daily]
        strategy = "until"
        fallback = "24h"

        [errors.SOLD_OUT]
        statuses = [409]
        category = "stock"
        retry    = "daily"
        remedy   = "wait"
        doc      = "Nothing is left."
        params   = { wait = { type = "seconds", doc = "How long to wait.", delays_retry = true } }
    "# }
}

fn read(members: &str) -> (Option<u64>, Vec<Anomaly>) {
    let error = shop::ShopError::from_parts(409, (), format!(r#"{{"code":"SOLD_OUT",{members}}}"#));
    (error.retry_after().map(|wait| wait.as_secs()), error.anomalies().collect())
}

#[test]
fn a_wait_counts_in_each_object_of_extra_data_and_in_no_other() {
    for (members, seconds) in [
        (r#""wait":5"#, Some(5)),
        (r#""details":{"wait":5}"#, Some(5)),
        (r#""details":{"a":{"wait":6},"wait":5},"a":[{"wait":7}]"#, Some(5)),
        (r#""errors":[{"meta":{"wait":5}},{"wait":7},{"meta":{"wait":6}}]"#, Some(6)),
        (
            r#""hints":[{"type":"retry","wait":5},{"type":"other","wait":7},{"wait":8,"type":"pause"}]"#,
            Some(8),
        ),
        (r#""hints":[{"wait":7}],"other":{"wait":9}"#, None),
        (r#""extra":{"a":{"wait":5},"b":{"wait":"6s"},"wait":7}"#, Some(6)),
        (r#""inner":{"wait":5,"details":{"wait":7}}"#, Some(7)),
        (r#""inner":{"wait":5,"details":9}"#, Some(5)),
        (r#""w\u0061it":"5""#, Some(5)),
        (r#""details":null,"details":{"wait":5}"#, None),
        (r#""wait":[5,"2m"],"details":{"wait":7,"wait":"1m"}"#, Some(120)),
    ] {
        assert_eq!(read(members).0, seconds, "{members}");
    }
}

#[test]
fn objects_that_contradict_each_other_have_no_wait() {
    let (wait, anomalies) = read(r#""details":{"wait":5},"details":{"wait":6}"#);
    assert_eq!((wait, anomalies), (None, vec![Anomaly::DuplicateKey { field: "details" }]));
    assert_eq!(read(r#""details":{"wait":5},"details":{"wait":5}"#).0, Some(5));
}

#[test]
fn a_wait_that_breaks_off_is_unreadable_and_those_before_it_count() {
    let body = r#"{"code":"SOLD_OUT","wait":7,"details":{"wait":5,"errors":[],"wait":36"#;
    let error = shop::ShopError::from_parts(409, (), body);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.anomalies().any(|anomaly| anomaly == Anomaly::HintUnreadable { hint: "wait" }));
    let whole = shop::ShopError::from_parts(409, (), &body[..body.len() - 10]);
    assert_eq!(whole.retry_after(), Some(Duration::from_secs(7)));
    assert!(
        whole.anomalies().all(|anomaly| anomaly != Anomaly::HintUnreadable { hint: "wait" }),
        "{whole:?}"
    );
}
