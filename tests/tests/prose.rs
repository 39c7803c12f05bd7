//! The prose of a catalogue is asked for by what prints it, and by nothing else: a program that decides and prints none is to
//! have none in it.

use std::fmt::{self, Display, Formatter};
use std::sync::LazyLock;

use edges_errors::__private::{Facts, Prose, Sealed};
use edges_errors::retry::{Moment, RequestContext, RetryPlan};
use edges_errors::{ApiError, Label};

/// A catalogue in which a label that is no longer sent is the only one of its status.
mod kinds {
    edges_errors::catalogue!("../catalogues/kinds.toml");
}

use kinds::{Category, ErrorLabel, Fault, Payload, RateLimit, Remedy, Scope, Subject};

/// A label whose prose nobody may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Silent(ErrorLabel);

impl Display for Silent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.0.as_str())
    }
}

impl Sealed for Silent {}

impl Label for Silent {
    type Category = Category;
    type Scope = Scope;
    type Remedy = Remedy;
    type RateLimit = RateLimit;
    type Subject = Subject;
    type Fault = Fault;
    type Payload = Payload;

    fn __facts() -> &'static Facts {
        ErrorLabel::__facts()
    }

    #[expect(clippy::panic, reason = "the test fails by it")]
    fn __prose() -> &'static Prose {
        panic!("prose is asked for")
    }

    fn __fault(category: Category) -> Fault {
        ErrorLabel::__fault(category)
    }

    fn __is_caller(fault: Fault) -> bool {
        ErrorLabel::__is_caller(fault)
    }

    fn __is_support(remedy: Remedy) -> bool {
        ErrorLabel::__is_support(remedy)
    }

    fn __is_resend(remedy: Remedy) -> bool {
        ErrorLabel::__is_resend(remedy)
    }

    fn all_including_removed() -> &'static [Self] {
        static ALL: LazyLock<Vec<Silent>> =
            LazyLock::new(|| ErrorLabel::ALL_INCLUDING_REMOVED.iter().copied().map(Silent).collect());
        &ALL
    }

    fn index(self) -> usize {
        Label::index(self.0)
    }

    fn from_name(name: &str) -> Option<Self> {
        ErrorLabel::from_name(name).map(Self)
    }
}

#[test]
fn a_decision_needs_no_prose() {
    let labels = ErrorLabel::ALL_INCLUDING_REMOVED;
    assert!(labels.iter().any(|label| label.removed().is_some()));
    let statuses: Vec<u16> = labels.iter().flat_map(|label| label.statuses()).copied().chain([599]).collect();
    let mut bodies: Vec<Vec<u8>> = labels.iter().map(|label| label.sample().body().to_vec()).collect();
    bodies.extend(["", "{", r#"{"error_label":"NEW"}"#].map(|body| body.as_bytes().to_vec()));
    for body in &bodies {
        for status in &statuses {
            for method in ["GET", "POST"] {
                let error = ApiError::<Silent>::from_parts(*status, [("Retry-After", "7")], body);
                let mut state = RetryPlan::for_request(&RequestContext::new(method)).start_at(Moment::now());
                let decision = state.on_failure_at(&error, Moment::now(), || 7);
                let _ = (decision.action(), decision.remedy(), decision.hints(), decision.policy());
            }
        }
    }
}
