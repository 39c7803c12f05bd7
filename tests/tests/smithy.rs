//! Smithy's published protocol tests for error responses of `restJson1`, `awsJson1_0` and `awsJson1_1`: code and message come out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use edges_errors::DecodeOptions;
use serde::Deserialize;

mod service {
    //! The format of AWS JSON with the errors of the protocol tests; `x-amzn-query-error` is of services that once spoke the
    //! query protocol, and keep its codes.
    edges_errors::catalogue! { inline = r##"
        [catalogue]
        name = "Service"
        [envelope]
        label_format = "PascalCase"
        label = [
          { header = "x-amzn-query-error", until = ";" },
          { header = "x-amzn-errortype", after = "#", until = ":" },
          { path = "__type", after = "#", until = ":" },
          { path = "code", after = "#", until = ":" },
        ]
        message = ["message", "Message"]
        params = "."
        [categories.any]
        fault = "caller"
        [remedies.look]
        doc = "Look at the request."
        [statuses.5xx]
        title = "Server Error"
        doc = "The service failed."
        retry = "never"
        [errors.InvalidGreeting]
        statuses = [400]
        category = "any"
        retry = "never"
        remedy = "look"
        doc = "The greeting is not valid."
        [errors.ComplexError]
        statuses = [400, 403]
        category = "any"
        retry = "never"
        remedy = "look"
        doc = "An error with members."
        [errors.FooError]
        statuses = [500]
        category = "any"
        retry = "never"
        remedy = "look"
        doc = "The dark corners."
        [errors.NoCustomCodeError]
        statuses = [400]
        category = "any"
        retry = "never"
        remedy = "look"
        doc = "An error without a query code."
        [errors.Customized]
        statuses = [400]
        category = "any"
        retry = "never"
        remedy = "look"
        doc = "The query code of CustomCodeError."
    "## }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    protocol: String,
    status: u16,
    #[serde(default)]
    headers: Vec<(String, String)>,
    body: String,
    code: String,
    message: Option<String>,
}

fn published_cases() -> Vec<Case> {
    let table: Table = toml::from_str(include_str!("../catalogues/apis/bodies/smithy.toml")).unwrap();
    table.case
}

#[test]
fn code_and_message_are_those_of_the_published_cases() {
    let options = DecodeOptions::new();
    for case in published_cases() {
        let error = options.detect::<service::ErrorLabel>(case.status, &case.headers, &case.body);
        let error = error.unwrap_or_else(|| panic!("{} is an error", case.id));
        let label = error.label().map(service::ErrorLabel::as_str);
        let found = (label, error.message());
        assert_eq!(found, (Some(&*case.code), case.message.as_deref()), "{}", case.id);
    }
}

#[test]
fn every_published_case_of_an_error_is_in_the_table() {
    let cases = published_cases();
    let count = |protocol| cases.iter().filter(|case| case.protocol == protocol).count();
    assert_eq!(["restJson1", "awsJson1_0", "awsJson1_1"].map(count), [14, 16, 14]);
}
