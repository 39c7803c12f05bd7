//! Wrong answers, planted one at a time: the judgement finds each.

use std::time::Duration;

use edges_errors::Remedy;
use edges_errors::retry::{ActionKind, Decision};
use serde_json::json;

use crate::answers::{Answers, Asker};
use crate::support::{first, get, labelled, post};

/// A wrong answer, and who is said to give it.
type Planted = (fn(&mut Answers), &'static str);

/// Plants each wrong answer among the right ones to one decision.
fn plant(decision: &Decision<edges_errors::ErrorLabel>, wrong: &[Planted]) {
    let mut asker = Asker::new();
    for (label, request) in [("LK_ERROR", get()), ("LIMIT_REACHED", post()), ("LK_ERROR", post())] {
        let right = asker.ask(&first(&request, &labelled(label)));
        assert_eq!(asker.judge(&right), Ok(()), "what each event says is known from here on");
    }
    let right = asker.ask(decision);
    assert_eq!(asker.judge(&right), Ok(()));
    for (plant, who) in wrong {
        let mut answers = right.clone();
        plant(&mut answers);
        let found = asker.judge(&answers);
        assert!(found.as_ref().is_err_and(|found| found.contains(who)), "{who}: {found:?}");
    }
}

const ORDER: &str = "Wait, then send the same request again.";

#[test]
fn an_order_where_the_action_is_to_stop_is_found() {
    let stop = first(&post(), &labelled("LK_ERROR"));
    plant(
        &stop,
        &[
            (|answers| answers.remedy = Some(Remedy::RetryLater), "the remedy"),
            (|answers| answers.advice = ORDER.to_owned(), "the advice"),
            (|answers| answers.advice += " Put the work back into the queue until tomorrow.", "the advice"),
            (|answers| answers.explanation += " It is sent again after 5s.", "the explanation"),
            (|answers| answers.is_deferred = true, "the deferral"),
            (|answers| answers.has_wait = true, "the wait"),
            (|answers| answers.fields.action = "retry", "the field of the action"),
            (|answers| answers.fields.wait = Some(Duration::ZERO), "the field of the wait"),
            (|answers| answers.arm = ActionKind::Retry, "the arm of a handler"),
            (|answers| set(answers, "edges.action", "retry"), "`edges.action` of the event"),
            (|answers| set(answers, "edges.wait_ms", "500"), "`edges.wait_ms` of the event"),
            (|answers| set(answers, "message", "the request is sent again"), "the words of the event"),
            (|answers| set(answers, "message", "the request is put off"), "the words of the event"),
            (
                |answers| answers.problems[0].retry_after = Some("5".to_owned()),
                "`Retry-After` of the problem",
            ),
            (|answers| answers.problems[0].status = 503, "the status of the problem"),
            (|answers| answers.problems[0].body["status"] = json!(503), "`status` in the problem"),
            (|answers| answers.problems[0].body["detail"] = json!(ORDER), "the words of the problem"),
            (|answers| answers.text += ORDER, "the text of the command"),
            (|answers| answers.json["remedy"] = json!("retry_later"), "the remedy in JSON"),
            (|answers| answers.json["decision"]["action"] = json!("retry"), "the action in JSON"),
            (|answers| answers.json["what_to_do"] = json!(ORDER), "`what_to_do`"),
            (|answers| answers.json["decision"]["in_seconds"] = json!(5), "the time in JSON"),
            (
                |answers| answers.json["decision"]["explanation"] = json!("It is sent again after 5s."),
                "`explanation`",
            ),
        ],
    );
}

#[test]
fn a_resend_of_which_somebody_does_not_tell_is_found() {
    let defer = first(&post(), &labelled("LIMIT_REACHED"));
    plant(
        &defer,
        &[
            (|answers| answers.remedy = Some(Remedy::ContactSupport), "the remedy"),
            (|answers| answers.advice = "Contact support.".to_owned(), "the advice"),
            (|answers| answers.explanation.clear(), "the explanation"),
            (|answers| answers.is_deferred = false, "the deferral"),
            (|answers| answers.arm = ActionKind::Stop, "the arm of a handler"),
            (|answers| _ = answers.event.fields.remove("edges.wait_ms"), "`edges.wait_ms` of the event"),
            (|answers| answers.problems[1].retry_after = None, "`Retry-After` of the problem"),
            (|answers| answers.problems[1].status = 502, "the status of the problem"),
            (|answers| answers.text.clear(), "the text of the command"),
            (|answers| answers.json["decision"] = json!({ "action": "defer" }), "`explanation`"),
        ],
    );
}

fn set(answers: &mut Answers, field: &'static str, value: &str) {
    answers.event.fields.insert(field, value.to_owned());
}
