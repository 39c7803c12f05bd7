//! What a decoded error costs the allocator.

use edges_errors::{EdgesError, ErrorLabel};

const HEADERS: [(&str, &str); 3] =
    [("date", "Mon, 23 Nov 2026 08:00:00 GMT"), ("retry-after", "60"), ("x-ratelimit-remaining", "0")];

#[test]
fn an_error_is_two_allocations() {
    for label in ErrorLabel::ALL {
        let body = label.sample().body().to_vec();
        let info = allocation_counter::measure(|| drop(EdgesError::from_parts(424, HEADERS, &body)));
        // serde_json keeps a stack of its own for what is nested in params.
        let nested = u64::from(body.contains(&b'['));
        assert_eq!((info.count_total, info.count_current), (2 + nested, 0), "{label:?}");
    }
    // And an error of its own for what is no JSON.
    let junk = b"<html>no JSON</html>";
    let info = allocation_counter::measure(|| drop(EdgesError::from_parts(502, (), junk)));
    assert_eq!((info.count_total, info.count_current), (3, 0));
}

#[test]
fn a_clone_is_none() {
    let error = ErrorLabel::LimitReached.sample();
    assert_eq!(allocation_counter::measure(|| drop(error.clone())).count_total, 0);
}
