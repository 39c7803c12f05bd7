//! Pasted errors: the page and the decoder agree on which label an error has.

use serde_json::Value;

use super::answers::{ApiAnswer, read_answers};
use super::{EDGES, SHOP};
use crate::browser::{Browser, browse};

const AWS: &str = "tests/catalogues/apis/aws.toml";
const GOOGLE: &str = "tests/catalogues/apis/google.toml";
const SLACK: &str = "tests/catalogues/apis/slack.toml";
const TWILIO: &str = "tests/catalogues/apis/twilio.toml";

#[test]
fn a_pasted_body_or_payload_finds_its_label_where_the_format_says_it_is() {
    let google = r#"{"error":{"status":"RESOURCE_EXHAUSTED","details":[
        {"@type":"type.googleapis.com/google.rpc.RequestInfo","reason":"UNAVAILABLE"},
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"googleapis.com","reason":"RATE_LIMIT_EXCEEDED"}]}}"#;
    let reason =
        "error.details[@type=type.googleapis.com/google.rpc.ErrorInfo][domain=googleapis.com].reason";
    let redirected = "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n<p>moved</p>HTTP/1.1 100 Continue\r\n\r\n\
        HTTP/1.1 424 Failed Dependency\r\nServer: a\r\n\r\n{\"error_label\":\"LK_524\"}";
    let aws = "HTTP/2 400\r\nx-amzn-errortype: aws#ThrottlingException:http://x\r\n\r\n{\"__type\":\"aws#ValidationException\"}";
    let twice = "HTTP/2 400\r\nx-amzn-errortype:\r\nX-Amzn-ErrorType: ThrottlingException\r\nx-amzn-errortype: Other\r\n\r\n{}";
    let cases = [
        (
            EDGES,
            r#"{"error_label":"NO_RESULT","label":"LK_ERROR"}"#,
            "NO_RESULT",
            "NO_RESULT, at error_label",
        ),
        (EDGES, r#"{"error_label":null,"label":"LK_ERROR"}"#, "LK_ERROR", "LK_ERROR, at label"),
        (EDGES, r#"{"error":{"error_label":"LK_524"},"run":{}}"#, "LK_524", "LK_524, at error_label"),
        (EDGES, r#"{"last_error":{"label":"LK_524","has_failed":true}}"#, "LK_524", "LK_524, at label"),
        (EDGES, redirected, "LK_524", "LK_524, at error_label"),
        (EDGES, r#"{"label":"NEW_LABEL"}"#, "", "NEW_LABEL, at label, is not listed"),
        (GOOGLE, google, "RATE_LIMIT_EXCEEDED", &format!("RATE_LIMIT_EXCEEDED, at {reason}")),
        (AWS, aws, "ThrottlingException", "ThrottlingException, at x-amzn-errortype"),
        (AWS, twice, "ThrottlingException", "ThrottlingException, at x-amzn-errortype"),
        (
            AWS,
            r#"{"__type":"aws#ValidationException:u"}"#,
            "ValidationException",
            "ValidationException, at __type",
        ),
        (SLACK, r#"{"ok":false,"error":"ratelimited"}"#, "ratelimited", "ratelimited, at [ok!=true].error"),
        (TWILIO, r#"{"code":20404}"#, "20404", "20404, at code"),
    ];
    for api in [EDGES, GOOGLE, AWS, SLACK, TWILIO] {
        let cases: Vec<(String, String, String)> = cases
            .iter()
            .filter(|(catalogue, ..)| *catalogue == api)
            .map(|(_, text, label, said)| ((*text).to_owned(), (*label).to_owned(), (*said).to_owned()))
            .collect();
        browse(api, async move |page: Browser| {
            for (text, label, said) in cases {
                page.paste(&text).await;
                assert_eq!(page.shown().await.join(" "), label, "{text}");
                assert_eq!(page.said().await, format!("The label: {said}."), "{text}");
            }
            page.find("#clear").await.click().await?;
            assert_eq!(page.said().await, "");
            assert_eq!(page.complaints().await?, Vec::<String>::new());
            Ok(())
        });
    }
}

#[test]
fn a_pasted_message_finds_the_label_whose_template_it_follows() {
    browse(EDGES, async |page: Browser| {
        page.paste("Daily limit reached for LinkedIn (Sales Navigator).").await;
        assert_eq!(page.shown().await, ["LIMIT_REACHED"]);
        assert_eq!(page.said().await, "The text is a message of these.");
        page.paste(r#"{"message":"Daily limit reached for it."}"#).await;
        assert_eq!(page.shown().await, ["LIMIT_REACHED"]);
        assert_eq!(page.said().await, "No label at error_label or label; the message is one of these.");
        page.paste(r#"{"message":"inmail"}"#).await;
        assert_eq!(page.shown().await, Vec::<String>::new());
        assert_eq!(page.said().await, "No label at error_label or label.");
        Ok(())
    });
}

#[test]
fn a_pasted_message_is_read_once_however_often_it_could_go_on_as_a_template() {
    browse(SHOP, async |page: Browser| {
        page.paste(&format!(r#"{{"message":"{}"}}"#, "9 of ".repeat(200_000))).await;
        assert_eq!(page.shown().await, Vec::<String>::new());
        page.paste("9 of 9 of them are left, not 10").await;
        assert_eq!(page.shown().await.len(), 1);
        Ok(())
    });
}

/// The browser and the decoder agree on which label an answer has.
#[test]
fn each_answer_of_other_apis_finds_the_label_that_the_decoder_finds() {
    for api in ["aws", "google", "openai", "slack", "stripe", "twilio"] {
        let answers = read_answers(api).unwrap();
        browse(&format!("tests/catalogues/apis/{api}.toml"), async move |page: Browser| {
            let mut found = 0;
            for ApiAnswer { name, status, headers, body, label } in answers {
                // A label that was read before a break is for the decoder to tell.
                let (Some(label), Ok(_)) = (label, serde_json::from_str::<Value>(&body)) else { continue };
                let headers: String =
                    headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
                page.paste(&format!("HTTP/1.1 {status}\r\n{headers}\r\n{body}")).await;
                assert_eq!(page.shown().await, [label], "{api}: {name}");
                found += 1;
            }
            assert!(found > 3, "{api}: {found}");
            Ok(())
        });
    }
}
