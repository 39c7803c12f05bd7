/**The labels that Shop answers with.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| `SOLD_OUT` | 409 | Stock | caller | no | Wait for the next delivery. |
*/
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq
)]
#[non_exhaustive]
#[repr(u16)]
pub enum ErrorLabel {
    /**`SOLD_OUT`: Nothing is left.

**Stock**, status 409, fault: caller. Retry: never, it would not help.

What to do:

* Wait for the next delivery.

`smallest.toml:14`.*/
    #[doc(alias = "SOLD_OUT")]
    SoldOut,
}
impl ErrorLabel {
    /// Every label that the API still sends, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[Self::SoldOut];
    /// Every label there has ever been, removed ones too; a label's place here is its index.
    pub const ALL_INCLUDING_REMOVED: &'static [Self] = &[Self::SoldOut];
}
const _: () = {
    static POLICIES: &[::edges_errors::Policy] = &[
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("never"),
            ::edges_errors::Strategy::Never,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("smallest.toml"),
                    17u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "SOLD_OUT",
            rows: b"\0\0\0\0\x08\0\0\xFF\x04\xFF\0\0\0\0\0\0\x0E\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[409u16]],
        rules: &[&[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])]],
        params: &[&[]],
        hints: &[],
        fallbacks: &[],
        rate_limits: &[],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("smallest.toml"),
                end: 1,
            },
        ],
        overridden: &[],
        idempotency_key: ::core::option::Option::None,
        wire: ::edges_errors::__private::wire::Wire {
            label_format: ::edges_errors::__private::LabelFormat::ScreamingSnake,
            errors_in_2xx: false,
            tree: ::edges_errors::__private::wire::Tree {
                nodes: &[
                    ::edges_errors::__private::wire::Node {
                        path: "",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[::edges_errors::__private::wire::Edge::new("error", 1)],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 2,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[::edges_errors::__private::wire::Edge::new("code", 2)],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 2,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.code",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 2,
                    },
                ],
            },
            label: &[
                ::edges_errors::__private::wire::Place {
                    name: "error.code",
                    source: ::edges_errors::__private::wire::Source::Body(2),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            scope: &[],
            error_ref: &[],
            message: &[],
            status: &[],
            params: &[],
            headers: &[
                ::edges_errors::__private::wire::KeptHeader {
                    name: "retry-after",
                    is_hint: true,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "date",
                    is_hint: false,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "age",
                    is_hint: false,
                    is_signal: true,
                },
            ],
            hints: &[],
            no_retry: ::core::option::Option::None,
            payloads: &[],
            writes: ::edges_errors::__private::wire::Writes {
                label: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key("error"),
                            ::edges_errors::__private::wire::WriteStep::Key("code"),
                        ],
                    ),
                ),
                scope: ::core::option::Option::None,
                error_ref: ::core::option::Option::None,
                message: ::core::option::Option::None,
                status: ::core::option::Option::None,
                params: ::core::option::Option::None,
            },
        },
    };
    static LOOKUP: ::edges_errors::__private::Lookup<'static> = ::edges_errors::__private::Lookup {
        keys: [
            16294208416658607535, 7960286522194355701, 487617019471545679,
            17909611376780542445,
        ],
        shift: 60,
        pilots: b"",
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0SOLD_OUTSOLD_OUTSOLD_OUTSOLD_OUT\0\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        longest: 8,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Shop",
        revision: ::core::option::Option::None,
        reference: ::core::option::Option::None,
        support: ::core::option::Option::None,
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "Nothing is left.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}",
            offsets: b"\0\0\0\0\x1B\0\0\0",
        },
        statuses: &[],
    };
    const _: () = FACTS
        .check(
            &LOOKUP,
            &::edges_errors::__private::Expansion {
                layout: 2u32,
                labels: ErrorLabel::ALL_INCLUDING_REMOVED.len(),
                categories: Category::ALL.len(),
                remedies: Remedy::ALL.len(),
                rate_limits: RateLimit::ALL.len(),
                faults: Fault::ALL.len(),
                payloads: Payload::ALL.len(),
            },
        );
    const _: () = PROSE.labels.check(ErrorLabel::ALL_INCLUDING_REMOVED.len());
    ::edges_errors::__private::impl_label! {
        ErrorLabel, Category, Scope, Remedy, RateLimit, Subject, Fault, Payload, FACTS,
        LOOKUP, PROSE
    }
};
///The kind of an error, which says whose fault it is.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
    ::core::fmt::Debug,
)]
#[non_exhaustive]
#[repr(u8)]
pub enum Category {
    ///`stock`: Stock
    Stock,
}
::edges_errors::__private::impl_key! {
    Category, [Stock = "stock", "Stock", "";]
}
impl Category {
    /// Returns the party that has to act.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Stock => Fault::Caller,
        }
    }
}
///The part of the request that an error is about; a property of a response, not of a label.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
    ::core::fmt::Debug,
)]
#[non_exhaustive]
pub enum Scope {}
::edges_errors::__private::impl_key! {
    Scope, []
}
impl Scope {
    /// The typical action, where the reference names one.
    #[must_use]
    pub const fn action(
        self,
    ) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {}
    }
}
///The step that a person or a program has to take about an error.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
    ::core::fmt::Debug,
)]
#[non_exhaustive]
#[repr(u8)]
pub enum Remedy {
    ///`wait`: Wait for the next delivery.
    Wait,
}
::edges_errors::__private::impl_key! {
    Remedy, [Wait = "wait", "Wait", "Wait for the next delivery.";]
}
impl Remedy {
    /// Returns whether the remedy is to write to support, who will ask for the error's reference.
    #[must_use]
    pub const fn is_support(self) -> ::core::primitive::bool {
        false
    }
    /// Returns whether the remedy is to send the same request again, unchanged.
    #[must_use]
    pub const fn is_resend(self) -> ::core::primitive::bool {
        false
    }
}
///The rate limit that was hit. Limits are told apart by their signals, and not by the status.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
    ::core::fmt::Debug,
)]
#[non_exhaustive]
pub enum RateLimit {}
::edges_errors::__private::impl_key! {
    RateLimit, []
}
impl RateLimit {
    /// Returns the subjects that are exhausted together: another one of them may still have room. A limit without any
    /// is everybody's.
    #[must_use]
    pub const fn applies_to(self) -> &'static [Subject] {
        match self {}
    }
    /// Returns ways not to hit it again.
    #[must_use]
    pub const fn advice(self) -> &'static [&'static ::core::primitive::str] {
        match self {}
    }
    /// The path of the endpoint that shows how much is left.
    #[must_use]
    pub const fn watch(self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {}
    }
    /// Returns the policy of an error that has no label of its own, and of a request that finds the limit closed.
    #[must_use]
    pub fn retry(self) -> &'static ::edges_errors::Policy {
        match self {}
    }
}
///The kinds of subject that a rate limit is exhausted for: another one of the kind may still have room.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
    ::core::fmt::Debug,
)]
#[non_exhaustive]
pub enum Subject {}
::edges_errors::__private::impl_key! {
    Subject, []
}
impl ::edges_errors::LimitSubject for Subject {}
///The party that has to act about an error.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
    ::core::fmt::Debug,
)]
#[non_exhaustive]
#[repr(u8)]
pub enum Fault {
    ///`caller`: The request\: whoever wrote the calling program.
    Caller,
    ///`account`: The account, or its subscription.
    Account,
    ///`provider`: A party that the API itself depends on.
    Provider,
    ///`api`: The API itself.
    Api,
}
::edges_errors::__private::impl_key! {
    Fault, [Caller = "caller", "Caller",
    "The request: whoever wrote the calling program."; Account = "account", "Account",
    "The account, or its subscription."; Provider = "provider", "Provider",
    "A party that the API itself depends on."; Api = "api", "API", "The API itself.";]
}
impl Fault {
    /// Returns whether the party is the one that sends the requests.
    #[must_use]
    pub const fn is_caller(self) -> ::core::primitive::bool {
        ::core::matches!(self, Self::Caller)
    }
}
///Data that holds errors, and is not the response to the request that failed.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
    ::core::fmt::Debug,
)]
#[non_exhaustive]
pub enum Payload {}
::edges_errors::__private::impl_key! {
    Payload, []
}
::edges_errors::__private::if_json! {
    ::edges_errors::__private::impl_payload! { Payload, ErrorLabel }
}
::edges_errors::__private::if_json! {
    #[doc = "An error that Shop answered with, decoded."] pub type ShopError =
    ::edges_errors::ApiError < ErrorLabel >;
}
///Everything that is known about the errors of Shop, for tools.
pub const CATALOGUE: ::edges_errors::Catalogue<ErrorLabel> = ::edges_errors::Catalogue::new();
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { [::edges_errors] whole
        "Shop\nstock:Stock\n\nwait:Wait\n\nnever:never\nSOLD_OUT SoldOut stock wait never failure plain current"
        $($input)* }
    };
}
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture_source {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { extends["0.1.0"] $($input)* }
    };
}
#[doc(hidden)]
pub mod __catalogue {
    pub use __catalogue_of_the_fixture as describe;
    pub use __catalogue_of_the_fixture_source as source;
    pub use ::edges_errors::__private::{expand_handler, if_editor};
    pub use super::{
        Category, ErrorLabel, Fault, Payload, RateLimit, Remedy, Scope, Subject,
    };
    pub mod contexts {}
    ::edges_errors::__private::if_editor! {
        pub mod words { ::edges_errors::__private::if_json! { pub type Error =
        ::edges_errors::ApiError < super::super::ErrorLabel >; pub type Decision =
        ::edges_errors::retry::Decision < super::super::ErrorLabel >; } mod labels { pub
        use super::super::super::ErrorLabel:: { SoldOut as SOLD_OUT }; } pub mod filled {
        pub use super::labels:: *; #[doc = "The labels of these categories."] pub const
        fn category(_words : & [super::super::super::Category]) {} #[doc =
        "The labels with these remedies."] pub const fn remedy(_words : &
        [super::super::super::Remedy]) {} #[doc =
        "The labels whose policies have these strategies."] pub const fn strategy(_words
        : & [::edges_errors::__private::vocabulary::StrategyKind]) {} #[doc =
        "The labels with these outcomes."] pub const fn outcome(_words : &
        [::edges_errors::__private::vocabulary::Outcome]) {} #[doc =
        "What the decision says to do."] pub const fn action(_words : &
        [::edges_errors::__private::vocabulary::ActionKind]) {} #[doc =
        "Why the decision says to stop."] pub const fn stop(_words : &
        [::edges_errors::__private::vocabulary::StopReason]) {} } pub mod selector { pub
        use super::labels:: *; pub use super::filled:: { category, remedy, strategy,
        outcome, action, stop }; #[doc =
        "Labels that the catalogue does not list, and errors without a label."] pub const
        unknown : () = (); #[doc =
        "Decisions to stop whose request may have been carried out."] pub const in_doubt
        : () = (); #[doc = "The option `output = T`: the type that the methods return."]
        pub const output : () = (); #[doc =
        "The option `catalogue = path::of::module`: the labels that the rules name."] pub
        const catalogue : () = (); #[doc =
        "The option `on = decision`: the methods take a decision."] pub const on : () =
        (); } pub mod guard { #[doc = "The part of the request that the error is about."]
        pub const fn scope(_words : & [super::super::super::Scope]) {} #[doc =
        "The status of the response."] pub const fn status(_words : &
        [::core::primitive::u16]) {} #[doc = "The rate limit that was hit."] pub const fn
        rate_limit(_words : & [super::super::super::RateLimit]) {} #[doc =
        "What the decision says to do."] pub const fn action(_words : &
        [::edges_errors::__private::vocabulary::ActionKind]) {} #[doc =
        "Why the decision says to stop."] pub const fn stop(_words : &
        [::edges_errors::__private::vocabulary::StopReason]) {} #[doc =
        "Decisions to stop whose request may have been carried out."] pub const in_doubt
        : () = (); } pub mod category { pub use super::super::super::Category:: { Stock
        as stock }; } pub mod remedy { pub use super::super::super::Remedy:: { Wait as
        wait }; } pub mod scope { pub use super::super::super::Scope:: {}; } pub mod
        rate_limit { pub use super::super::super::RateLimit:: {}; } pub mod strategy {
        pub use ::edges_errors::__private::vocabulary::StrategyKind:: { Never as never,
        Manual as manual, Fixed as fixed, Exponential as exponential, Until as until }; }
        pub mod outcome { pub use ::edges_errors::__private::vocabulary::Outcome:: {
        Failure as failure, Empty as empty, Done as done }; } pub mod action { pub use
        ::edges_errors::__private::vocabulary::ActionKind:: { Retry as retry, Defer as
        defer, Await as r#await, Stop as stop }; } pub mod stop { pub use
        ::edges_errors::__private::vocabulary::StopReason:: { NotRetryable as
        not_retryable, NeedsRemedy as needs_remedy, NotIdempotent as not_idempotent,
        NotRepeatable as not_repeatable, Unlisted as unlisted, AttemptsExhausted as
        attempts_exhausted, DeadlineExceeded as deadline_exceeded, BudgetExhausted as
        budget_exhausted, WaitTooLong as wait_too_long }; } pub mod on { #[doc =
        r" The methods take a decision, and rules may ask for `action(..)`, `stop(..)` and `in_doubt`."]
        pub const decision : () = (); } }
    }
}
