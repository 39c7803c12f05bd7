//! Handlers.

use edges_errors::EdgesErrorHandler as _;
use examples::migration::{Answer, Next, Request, label_set, status_list, text_only};

use crate::cases::{Case, Does, check, check_labels, plan};

mod readme {
    include!(concat!(env!("OUT_DIR"), "/readme-handler.rs"));

    pub(super) fn handle(decision: &Decision<ErrorLabel>) -> &'static str {
        Worker.handle(decision)
    }
}

#[test]
fn the_handler_of_the_readme() {
    check(|case| if readme::handle(&case.decision) == "later" { Does::Resend } else { Does::NotResend });
}

mod derive {
    include!(concat!(env!("OUT_DIR"), "/derive.rs"));

    pub(super) fn resends(decision: &Decision<ErrorLabel>) -> bool {
        matches!(Worker { people: People }.handle(decision), Next::Again | Next::PutBack)
    }

    pub(super) fn looks(decision: &Decision<ErrorLabel>) -> bool {
        Worker { people: People }.handle(decision) == Next::Look
    }
}

#[test]
fn the_handler_in_the_documentation_of_the_derive() {
    check(|case| if derive::resends(&case.decision) { Does::Resend } else { Does::NotResend });
}

mod latest {
    include!(concat!(env!("OUT_DIR"), "/latest.rs"));

    pub(super) fn handle(decision: &Decision<ErrorLabel>) -> &'static str {
        Worker.handle(decision)
    }
}

#[allow(dead_code, reason = "the catalogue is a module of the program's own")]
mod own_labels {
    include!(concat!(env!("OUT_DIR"), "/own-labels.rs"));

    pub(super) fn handle(decision: &Decision<ErrorLabel>) -> &'static str {
        Worker.handle(decision)
    }
}

#[test]
fn the_handlers_of_the_newest_edition_and_of_own_labels() {
    check_labels(|decision| if latest::handle(decision) == "later" { Does::Resend } else { Does::NotResend });
    check_labels(
        |decision| if own_labels::handle(decision) == "later" { Does::Resend } else { Does::NotResend },
    );
}

mod first_hour {
    include!(concat!(env!("OUT_DIR"), "/first-hour.rs"));

    pub(super) fn resends(decision: &Decision<ErrorLabel>) -> bool {
        match decide_next(decision) {
            Next::Wait(wait) => decision.wait() == Some(wait),
            Next::PutBack(not_before) => decision.deferred().unwrap().not_before() == not_before,
            Next::LeaveToApi | Next::Report(_) => false,
        }
    }
}

mod post {
    include!(concat!(env!("OUT_DIR"), "/post.rs"));

    pub(super) fn resends(decision: &Decision<ErrorLabel>) -> bool {
        settle(decision) == State::Waiting
    }

    pub(super) fn looks(decision: &Decision<ErrorLabel>) -> bool {
        matches!(settle(decision), State::InDoubt(_))
    }
}

#[test]
fn the_guide_to_posts_keeps_what_was_never_sent() {
    use edges_errors::retry::{Failure, Progress};

    let spent = Progress { attempts: 2, deferrals: 0 };
    let decide = |failure| plan("POST").resume(spent).on_failure(failure);
    assert!(post::resends(&decide(Failure::Connect)));
    assert!(!post::resends(&decide(Failure::Timeout)) && !post::resends(&decide(Failure::NotSent)));
}

mod testing {
    include!(concat!(env!("OUT_DIR"), "/testing.rs"));

    pub(super) fn resends(decision: &Decision<ErrorLabel>) -> bool {
        Worker.handle(decision) == Next::PutBack
    }

    pub(super) fn looks(decision: &Decision<ErrorLabel>) -> bool {
        Worker.handle(decision) == Next::Look
    }
}

#[test]
fn the_decisions_of_the_first_hour_of_a_post_and_of_tests() {
    for resends in [first_hour::resends, post::resends, testing::resends] {
        check(|case| if resends(&case.decision) { Does::Resend } else { Does::NotResend });
    }
}

#[allow(dead_code, reason = "the example has a `main`")]
#[path = "../../src/bin/handler.rs"]
mod example;

#[test]
fn the_handler_of_the_example() {
    let worker = example::Worker { people: example::People };
    check(|case| match worker.handle(&case.decision) {
        example::Next::Again | example::Next::PutAside => Does::Resend,
        _ => Does::NotResend,
    });
}

#[allow(dead_code, reason = "the guide sends requests too")]
mod plain {
    include!(concat!(env!("OUT_DIR"), "/reqwest-plain.rs"));

    pub(super) fn resends(plan: RetryPlan, error: Error) -> bool {
        matches!(Worker { plan }.decide(Err(error)), Next::Later(_))
    }
}

/// It knows nothing of attempts before: what is shown is a first request.
#[test]
fn the_handler_of_the_guide_to_plain_reqwest() {
    check(|case| {
        if case.decision.attempts() > 1 {
            return crate::cases::wanted(&case.decision);
        }
        let resends = plain::resends(plan(case.method), case.error.clone().into());
        if resends { Does::Resend } else { Does::NotResend }
    });
}

/// `tests/migration` counts their wrong decisions; here they are asked as everything else that is shown.
#[test]
fn the_migrated_clients() {
    type Decide = fn(&Request<'_>, &Answer<'_>) -> Next;
    let clients: [Decide; 3] =
        [label_set::after::decide, status_list::after::decide, text_only::after::decide];
    for decide in clients {
        check(|Case { method, error, decision }| {
            let Some(status) = error.status() else { return crate::cases::wanted(decision) };
            let headers: Vec<_> = error.headers().collect();
            let sent = decision.attempts().max(1);
            let request = Request { method, sent: if decision.max_attempts() == sent { sent } else { 1 } };
            match decide(&request, &Answer { status, headers: &headers, body: error.body() }) {
                Next::SendAgain { .. } | Next::PutAside { .. } => Does::Resend,
                Next::Finish | Next::GiveUp(_) => Does::NotResend,
            }
        });
    }
}

/// Nothing that may have been carried out is merely reported, whatever the reason of the stop.
#[test]
fn what_is_in_doubt_is_looked_at() {
    let cases = crate::cases::cases();
    let failed = cases.iter().map(|case| &case.decision);
    let failed = failed.filter(|decision| decision.error().outcome() == edges_errors::Outcome::Failure);
    let mut reasons = std::collections::BTreeSet::new();
    for decision in failed {
        let is_in_doubt = decision.is_in_doubt();
        assert_eq!(readme::handle(decision) == "find out whether it was sent", is_in_doubt, "{decision}");
        assert_eq!(derive::looks(decision), is_in_doubt, "{decision}");
        assert_eq!(post::looks(decision), is_in_doubt, "{decision}");
        assert_eq!(testing::looks(decision), is_in_doubt, "{decision}");
        let worker = example::Worker { people: example::People };
        assert_eq!(worker.handle(decision) == example::Next::LookFirst, is_in_doubt, "{decision}");
        reasons.extend(is_in_doubt.then(|| decision.fields().reason));
    }
    assert!(reasons.len() > 2, "{reasons:?}");
}

/// The rules do not only agree with the kernel: each of them is used.
#[test]
fn every_rule_of_the_readmes_handler_is_met() {
    let met: std::collections::BTreeSet<_> =
        crate::cases::cases().iter().map(|case| readme::handle(&case.decision)).collect();
    let all = ["done", "find out whether it was sent", "later", "left to the API", "reported"];
    assert!(met.iter().eq(all.iter()), "{met:?}");
}
