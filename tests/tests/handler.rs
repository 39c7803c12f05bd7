//! Derived handlers: which rule is taken, and in which forms a handler comes.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use edges_errors::{AsyncEdgesErrorHandler, EdgesError, EdgesErrorHandler, ErrorLabel, Scope, details};

mod shop {
    edges_errors::catalogue!("catalogues/shop.toml");
}

/// Runs a future that never waits.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("these futures never wait"),
    }
}

fn unlisted(label: &str) -> EdgesError {
    EdgesError::from_parts(424, (), format!(r#"{{"error_label":"{label}"}}"#).as_bytes())
}

/// Each method gives its own name.
macro_rules! names {
    ($handler:ty { $($name:ident),* }) => {
        impl $handler { $(fn $name(&self, _: &EdgesError) -> &'static str { stringify!($name) })* }
    };
}

#[derive(EdgesErrorHandler)]
#[edges(
    output = &'static str,
    LIMIT_REACHED | STATUS_429      => pause,
    UNDEFINED_FIELD(missing)        => name_fields,
    "AUTH_EXPIRED"                  => log_in,
    outcome(empty)                  => .results,
    category(input) if scope(param) => fix_parameters,
    category(input)                 => fix_input,
    strategy(exponential | fixed)   => again,
    remedy(contact_support)         => page,
    unknown if rate_limit(edges_api) => pause,
    unknown if status(502 | 503)    => again,
    unknown                         => report,
    _                               => escalate,
)]
struct Worker {
    results: Results,
}

names!(Worker { pause, log_in, fix_parameters, fix_input, again, page, report, escalate });

impl Worker {
    fn name_fields(&self, _: &EdgesError, details: details::UndefinedField) -> &'static str {
        if details.fields.is_some() { "fields" } else { "no fields" }
    }
}

#[derive(EdgesErrorHandler)]
#[edges(output = &'static str, _ => empty)]
struct Results;

names!(Results { empty });

#[test]
fn the_first_rule_that_matches_is_taken() {
    let worker = Worker { results: Results };
    let handle = |error: &EdgesError| worker.handle(error);
    let of = |label: ErrorLabel| handle(&label.sample());
    assert_eq!(of(ErrorLabel::LimitReached), "pause");
    assert_eq!(of(ErrorLabel::UndefinedField), "fields");
    assert_eq!(handle(&unlisted("UNDEFINED_FIELD")), "no fields");
    assert_eq!(of(ErrorLabel::NoResult), "empty");
    assert_eq!(of(ErrorLabel::BadInput), "fix_input");
    assert_eq!(
        handle(&EdgesError::builder(ErrorLabel::BadInput).scope(Scope::Param).build()),
        "fix_parameters"
    );
    assert_eq!(of(ErrorLabel::LkError), "again");
    assert_eq!(of(ErrorLabel::UnknownError), "page");
    assert_eq!(of(ErrorLabel::LkEvent), "escalate");
    assert_eq!(handle(&unlisted("AUTH_EXPIRED")), "log_in");
    assert_eq!(handle(&unlisted("NEW_LABEL")), "report");
    assert_eq!(handle(&EdgesError::from_parts(503, (), b"")), "again");
    let gateway = EdgesError::from_parts(429, [("X-RateLimit-Type", "/v1/runs")], b"");
    assert_eq!(handle(&gateway), "pause");
}

#[test]
fn every_label_is_handled() {
    let worker = Worker { results: Results };
    assert!(ErrorLabel::ALL.iter().all(|label| worker.handle(&label.sample()) != "report"));
}

#[derive(EdgesErrorHandler)]
#[edges(output = usize, LIMIT_REACHED => count, _ => .2.1)]
struct Counter<'a, T: Clone, const N: usize>(Vec<&'a T>, [u8; N], (u8, Rest))
where
    T: Send;

impl<'a, T: Clone + Send, const N: usize> Counter<'a, T, N> {
    fn count(&self, _: &EdgesError) -> usize {
        self.0.len() + N
    }
}

#[derive(EdgesErrorHandler)]
#[edges(output = usize, | _ => count)]
struct Rest(Cell<usize>);

impl Rest {
    fn count(&self, _: &EdgesError) -> usize {
        self.0.update(|count| count + 1);
        self.0.get()
    }
}

#[test]
fn tuple_structs_generics_and_nested_fields_work() {
    let text = "x".to_owned();
    let counter = Counter(vec![&text], [0; 3], (0, Rest(Cell::new(0))));
    assert_eq!(counter.handle(&ErrorLabel::LimitReached.sample()), 4);
    assert_eq!(counter.1, [0; 3]);
    assert_eq!(counter.handle(&ErrorLabel::BadInput.sample()), 1);
    assert_eq!(counter.handle(&unlisted("NEW")), 2);
}

#[derive(EdgesErrorHandler)]
#[edges(async, output = u16, LIMIT_REACHED(details) => pause, _ => .inner)]
struct Async {
    inner: Inner,
}

impl Async {
    async fn pause(&self, _: &EdgesError, details: details::LimitReached) -> u16 {
        std::future::ready(u16::from(details.postponed_until.is_some())).await
    }
}

#[derive(EdgesErrorHandler)]
#[edges(async, output = u16, _ => status)]
struct Inner;

impl Inner {
    async fn status(&self, error: &EdgesError) -> u16 {
        error.status().unwrap_or_default()
    }
}

#[derive(EdgesErrorHandler)]
#[edges(async, _ => count)]
struct AsyncUnit(std::sync::atomic::AtomicU32);

impl AsyncUnit {
    async fn count(&self, _: &EdgesError) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

#[derive(EdgesErrorHandler)]
#[edges(async, output = u32, _ => count)]
struct Local(std::rc::Rc<u32>);

impl Local {
    async fn count(&self, _: &EdgesError) -> u32 {
        let held = std::rc::Rc::clone(&self.0);
        std::future::ready(()).await;
        *held
    }
}

#[test]
fn futures_are_awaited_and_send_where_those_of_the_methods_are() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    async fn in_general<H: AsyncEdgesErrorHandler>(handler: H, error: EdgesError) -> H::Output {
        handler.handle(&error).await
    }
    let (limit, other) = (ErrorLabel::LimitReached.sample(), ErrorLabel::BadInput.sample());
    let handler = Async { inner: Inner };
    assert_eq!(now(is_send(handler.handle(&limit))), 1);
    assert_eq!(now(handler.handle(&other)), 400);
    let counter = AsyncUnit(0.into());
    now(is_send(counter.handle(&other)));
    assert_eq!(counter.0.into_inner(), 1);
    assert_eq!(now(Local(std::rc::Rc::new(7)).handle(&other)), 7);
    assert_eq!(now(is_send(in_general(Inner, other))), 400);
}

mod other_catalogue {
    #![allow(deprecated, reason = "a rule names a label that is removed")]

    use super::shop;
    use edges_errors::{EdgesErrorHandler as _, Label as _};

    #[derive(edges_errors::EdgesErrorHandler)]
    #[edges(catalogue = super::shop, output = bool, SOLD_OUT => yes, unknown | _ => no)]
    struct ByPath;

    #[derive(edges_errors::EdgesErrorHandler)]
    #[edges(catalogue = shop, output = bool, _ => yes)]
    struct ByUse;

    #[derive(edges_errors::EdgesErrorHandler)]
    #[edges(catalogue = shop, output = bool, _ if status(500) => no, CHEQUE_BOUNCED => yes, _ => no)]
    struct Removed;

    macro_rules! methods {
        ($($handler:ident),*) => { $(impl $handler {
            fn yes(&self, _: &shop::ShopError) -> bool { true }
            #[allow(dead_code, reason = "one of them needs none")]
            fn no(&self, _: &shop::ShopError) -> bool { false }
        })* };
    }

    methods!(ByPath, ByUse, Removed);

    #[test]
    fn another_catalogue_is_named_by_its_path() {
        assert!(ByPath.handle(&shop::ErrorLabel::SoldOut.sample()));
        assert!(!ByPath.handle(&shop::ShopError::from_parts(500, (), b"")));
        assert!(ByUse.handle(&shop::ErrorLabel::SoldOut.sample()));
    }

    #[test]
    fn a_removed_label_is_unknown_unless_it_is_named() {
        let removed =
            shop::ErrorLabel::ALL_INCLUDING_REMOVED.iter().find(|label| label.removed().is_some()).unwrap();
        assert!(!ByPath.handle(&shop::ShopError::builder(*removed).build()));
        assert!(Removed.handle(&shop::ShopError::builder(*removed).build()));
        let refused = shop::ShopError::builder(*removed).status(500).build();
        assert!(!Removed.handle(&refused));
    }
}

#[test]
fn structs_in_functions_and_out_of_macros_work() {
    macro_rules! make_handler {
        ($name:ident, $($rule:tt)*) => {
            #[derive(EdgesErrorHandler)]
            #[edges(output = u8, $($rule)*)]
            struct $name;

            impl $name {
                fn one(&self, _: &EdgesError) -> u8 { 1 }
                fn two(&self, _: &EdgesError) -> u8 { 2 }
            }
        };
    }
    make_handler!(Made, BAD_INPUT => one, _ => two);
    assert_eq!((Made.handle(&ErrorLabel::BadInput.sample()), Made.handle(&unlisted("X"))), (1, 2));

    #[derive(EdgesErrorHandler)]
    #[edges(_ => nothing)]
    struct Here;

    impl Here {
        fn nothing(&self, _: &EdgesError) {}
    }
    Here.handle(&unlisted("X"));
}

#[derive(EdgesErrorHandler)]
#[edges(output = Option<&'a T>, LIMIT_REACHED => some, _ => none)]
struct Borrows<'a, T> {
    value: &'a T,
}

impl<'a, T> Borrows<'a, T> {
    fn some(&self, _: &EdgesError) -> Option<&'a T> {
        Some(self.value)
    }

    fn none(&self, _: &EdgesError) -> Option<&'a T> {
        None
    }
}

#[test]
fn an_output_may_borrow_and_be_generic() {
    let handler = Borrows { value: &7 };
    let outputs =
        [ErrorLabel::LimitReached, ErrorLabel::BadInput].map(|label| handler.handle(&label.sample()));
    assert_eq!(outputs, [Some(&7), None]);
}

#[derive(EdgesErrorHandler)]
#[edges(output = Box<dyn std::fmt::Display>, BAD_INPUT => number, LK_ERROR => never, _ => text)]
struct Coerced;

impl Coerced {
    fn number(&self, _: &EdgesError) -> Box<u8> {
        Box::new(7)
    }

    fn text(&self, _: &EdgesError) -> Box<char> {
        Box::new('t')
    }

    fn never(&self, error: &EdgesError) -> ! {
        unreachable!("{error}")
    }
}

#[derive(EdgesErrorHandler)]
#[edges(BAD_INPUT => never, _ => nothing)]
struct Never;

impl Never {
    fn never(&self, error: &EdgesError) -> ! {
        unreachable!("{error}")
    }

    fn nothing(&self, _: &EdgesError) {}
}

#[test]
fn outputs_are_coerced_and_methods_may_never_return() {
    assert_eq!(Coerced.handle(&ErrorLabel::BadInput.sample()).to_string(), "7");
    assert_eq!(Coerced.handle(&ErrorLabel::LimitReached.sample()).to_string(), "t");
    Never.handle(&ErrorLabel::LimitReached.sample());
}

#[derive(EdgesErrorHandler)]
#[edges(
    output = u8,
    _ if scope(r#param) => one,
    BAD_INPUT if status(400) => two,
    "NEW" | "NEWER" => three,
    _ if status(500) => four,
    _ => five,
)]
struct Guards;

impl Guards {
    fn one(&self, _: &EdgesError) -> u8 {
        1
    }

    fn two(&self, _: &EdgesError) -> u8 {
        2
    }

    fn three(&self, _: &EdgesError) -> u8 {
        3
    }

    fn four(&self, _: &EdgesError) -> u8 {
        4
    }

    fn five(&self, _: &EdgesError) -> u8 {
        5
    }
}

#[test]
fn a_guarded_rest_stands_anywhere() {
    let scoped = EdgesError::builder(ErrorLabel::BadInput).scope(Scope::Param).build();
    assert_eq!(Guards.handle(&scoped), 1);
    assert_eq!(Guards.handle(&ErrorLabel::BadInput.sample()), 2);
    assert_eq!(Guards.handle(&unlisted("NEWER")), 3);
    assert_eq!(Guards.handle(&EdgesError::from_parts(500, (), b"")), 4);
    assert_eq!(Guards.handle(&unlisted("NEWEST")), 5);
}

/// The traits can be implemented by hand.
struct ByHand;

impl EdgesErrorHandler for ByHand {
    type Output = bool;

    fn handle(&self, error: &EdgesError) -> bool {
        error.label().is_some()
    }
}

#[derive(EdgesErrorHandler)]
#[edges(output = bool, _ => .0)]
struct AroundByHand(ByHand);

#[test]
fn a_field_can_be_a_handler_written_by_hand() {
    assert!(AroundByHand(ByHand).handle(&ErrorLabel::BadInput.sample()));
}

mod decisions {
    use edges_errors::retry::{Action, Decision, RequestContext, RetryPlan, StopReason};
    use edges_errors::{AsyncEdgesErrorHandler, EdgesError, EdgesErrorHandler, ErrorLabel, details};

    use super::{Inner, Results, now, unlisted};

    fn decide(method: &str, error: &EdgesError) -> Decision<ErrorLabel> {
        RetryPlan::for_request(&RequestContext::new(method)).start().on_failure(error)
    }

    #[derive(EdgesErrorHandler)]
    #[edges(
        on = decision,
        output = &'static str,
        NO_RESULT => .0,
        UNDEFINED_FIELD(missing) if stop(not_retryable) => ask,
        "AUTH_EXPIRED" if action(stop) => log_in,
        action(retry) => again,
        action(defer | await) => later,
        stop(not_idempotent | unlisted) => look,
        _ if status(402) => pay,
        _ => report,
    )]
    struct Worker(Results);

    macro_rules! names {
        ($($name:ident),*) => {
            $(fn $name(&self, _: &Decision<ErrorLabel>) -> &'static str { stringify!($name) })*
        };
    }

    impl Worker {
        names!(log_in, again, later, look, pay, report);

        fn ask(&self, _: &Decision<ErrorLabel>, missing: details::UndefinedField) -> &'static str {
            if missing.fields.is_some() { "fields" } else { "no fields" }
        }
    }

    #[test]
    fn actions_and_reasons_choose_the_rule() {
        let of = |method: &str, error: &EdgesError| Worker(Results).handle(&decide(method, error));
        assert_eq!(of("GET", &ErrorLabel::NoResult.sample()), "empty", "the field is a handler of errors");
        assert_eq!(of("GET", &ErrorLabel::UndefinedField.sample()), "fields");
        assert_eq!(of("GET", &ErrorLabel::LkError.sample()), "again");
        assert_eq!(of("POST", &ErrorLabel::LkError.sample()), "look");
        assert_eq!(of("POST", &EdgesError::builder(ErrorLabel::LimitReached).build()), "later");
        assert_eq!(of("GET", &unlisted("AUTH_EXPIRED")), "log_in");
        assert_eq!(of("GET", &unlisted("NEW_LABEL")), "look");
        assert_eq!(of("GET", &ErrorLabel::NoAccess.sample()), "pay");
        assert_eq!(of("GET", &ErrorLabel::BadInput.sample()), "report");
    }

    #[derive(EdgesErrorHandler)]
    #[edges(
        on = decision,
        output = &'static str,
        UNDEFINED_FIELD(missing) if in_doubt => ask,
        stop(attempts_exhausted) | in_doubt => look,
        action(stop) => report,
        action(retry | defer | await) => later,
    )]
    struct Careful;

    impl Careful {
        names!(look, report, later);

        fn ask(&self, _: &Decision<ErrorLabel>, _: details::UndefinedField) -> &'static str {
            "ask"
        }
    }

    #[test]
    fn doubt_chooses_the_rule_whatever_the_reason() {
        let mut rules = std::collections::BTreeSet::new();
        for (method, label) in ["GET", "POST"]
            .into_iter()
            .flat_map(|method| ErrorLabel::ALL.iter().map(move |label| (method, *label)))
        {
            let decision = decide(method, &label.sample());
            let is_field = label == ErrorLabel::UndefinedField;
            let wanted = match decision.action() {
                Action::Stop { .. } if decision.is_in_doubt() && is_field => "ask",
                Action::Stop { reason }
                    if decision.is_in_doubt() || reason == StopReason::AttemptsExhausted =>
                {
                    "look"
                }
                Action::Stop { .. } => "report",
                _ => "later",
            };
            assert_eq!(Careful.handle(&decision), wanted, "{decision}");
            rules.insert(wanted);
        }
        assert!(rules.is_superset(&["look", "report", "later"].into()), "{rules:?}");
    }

    #[derive(EdgesErrorHandler)]
    #[edges(
        on = decision,
        async,
        output = u16,
        action(stop) => .1,
        BAD_INPUT => stopped,
        action(retry | defer | await) => .0,
    )]
    struct Generic<T: AsyncEdgesErrorHandler<Output = u16>>(T, Inner);

    impl<T: AsyncEdgesErrorHandler<Output = u16>> Generic<T> {
        async fn stopped(&self, _: &Decision<ErrorLabel>) -> u16 {
            0
        }
    }

    #[test]
    fn asynchronous_handlers_of_decisions_hand_on_to_those_of_errors() {
        let handler = Generic(Inner, Inner);
        let decision = decide("GET", &ErrorLabel::BadInput.sample());
        assert_eq!(now(handler.handle(&decision)), 400);
        assert_eq!(now(Inner.handle(&decision)), 400, "a handler of errors takes decisions as well");
    }
}
