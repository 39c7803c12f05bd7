/**The labels that Payments answers with.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| [`card_declined`](https://payments.example/errors/card_declined) | 402 | Card | account | after the remedy | Ask the customer for another card. |
| [`lock_timeout`](https://payments.example/errors/lock_timeout) | 429 | Request | caller | yes, with backoff | Ask the customer for another card. |
| [`card_error`](https://payments.example/errors/card_error) | 402 | Card | account | after the remedy | Ask the customer for another card. |
| [`invalid_request_error`](https://payments.example/errors/invalid_request_error) | 400/404 | Request | caller | no | Ask the customer for another card. |
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
    /**`card_declined`: The card was declined.

**Card**, status 402, fault: account. Retry: not by itself, the same request may succeed once the remedy is done.

What to do:

* Ask the customer for another card.

Params:

* `decline_code` (string): Why the bank declined it.

[Reference](<https://payments.example/errors/card_declined>), `nested.toml:37`.*/
    #[doc(alias = "card_declined")]
    CardDeclined,
    /**`lock_timeout`: Another request changes the same object.

**Request**, status 429, fault: caller. Retry: with backoff from 500ms by 2 up to 8s, 3 requests in all.

What to do:

* Ask the customer for another card.

Params:

* `frees_in` (milliseconds, delays a retry): When the lock ends.

[Reference](<https://payments.example/errors/lock_timeout>), `nested.toml:47`.*/
    #[doc(alias = "lock_timeout")]
    LockTimeout,
    /**`card_error`: Something is wrong with the card.

**Card**, status 402, fault: account. Retry: not by itself, the same request may succeed once the remedy is done.

What to do:

* Ask the customer for another card.

[Reference](<https://payments.example/errors/card_error>), `nested.toml:58`.*/
    #[doc(alias = "card_error")]
    CardError,
    /**`invalid_request_error`: The request is wrong.

**Request**, status 400/404, fault: caller. Retry: never, it would not help.

What to do:

* Ask the customer for another card.

[Reference](<https://payments.example/errors/invalid_request_error>), `nested.toml:65`.*/
    #[doc(alias = "invalid_request_error")]
    InvalidRequestError,
}
impl ErrorLabel {
    /// Every label that the API still sends, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[
        Self::CardDeclined,
        Self::LockTimeout,
        Self::CardError,
        Self::InvalidRequestError,
    ];
    /// Every label there has ever been, removed ones too; a label's place here is its index.
    pub const ALL_INCLUDING_REMOVED: &'static [Self] = &[
        Self::CardDeclined,
        Self::LockTimeout,
        Self::CardError,
        Self::InvalidRequestError,
    ];
}
const _: () = {
    static POLICIES: &[::edges_errors::Policy] = &[
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("backoff"),
            ::edges_errors::Strategy::Exponential {
                base: ::core::time::Duration::from_millis(500),
                cap: ::core::time::Duration::from_millis(8000),
                factor: ::edges_errors::Factor::from_thousandths(2000),
            },
            ::core::option::Option::Some(3u32),
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("nested.toml"),
                    25u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("manual"),
            ::edges_errors::Strategy::Manual,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("nested.toml"),
                    40u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("never"),
            ::edges_errors::Strategy::Never,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("nested.toml"),
                    68u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "card_declinedlock_timeoutcard_errorinvalid_request_error",
            rows: b"\0\0\0\0\r\0\0\xFF\x04\xFF\0\0\0\0\0\0%\0\0\0\r\0\0\0\x0C\x01\0\xFF\0\xFF\x01\0\x01\0\x01\0/\0\0\0\x19\0\0\0\n\0\0\xFF\x04\xFF\0\0\0\0\x02\0:\0\0\0#\0\0\0\x15\x01\0\xFF\x04\xFF\x02\0\x02\0\x02\0A\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[402u16], &[429u16], &[400u16, 404u16]],
        rules: &[
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[1])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[2])],
        ],
        params: &[
            &[
                ::edges_errors::ParamInfo::__new(
                    "decline_code",
                    ::edges_errors::ParamKind::String,
                    &[],
                    false,
                    false,
                ),
            ],
            &[
                ::edges_errors::ParamInfo::__new(
                    "frees_in",
                    ::edges_errors::ParamKind::Milliseconds,
                    &[],
                    false,
                    true,
                ),
            ],
            &[],
        ],
        hints: &[
            ::edges_errors::ParamInfo::__new(
                "frees_in",
                ::edges_errors::ParamKind::Milliseconds,
                &[],
                false,
                true,
            ),
        ],
        fallbacks: &[
            ::edges_errors::__private::StatusFacts {
                first: 500u16,
                last: 599u16,
                policy: &POLICIES[0],
                remedy: ::core::option::Option::None,
                effect: ::edges_errors::Effect::Unknown,
                fault: ::core::option::Option::Some(3),
                location: ::edges_errors::Location::__new(
                    ::core::option::Option::Some("nested.toml"),
                    31u32,
                ),
            },
        ],
        rate_limits: &[],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("nested.toml"),
                end: 4,
            },
        ],
        overridden: &[],
        idempotency_key: ::core::option::Option::Some("idempotency-key"),
        wire: ::edges_errors::__private::wire::Wire {
            label_format: ::edges_errors::__private::LabelFormat::Snake,
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
                        last: 4,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error",
                        ends: true,
                        holds_params: true,
                        many: false,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("code", 2),
                            ::edges_errors::__private::wire::Edge::new("message", 3),
                            ::edges_errors::__private::wire::Edge::new("type", 4),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 4,
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
                    ::edges_errors::__private::wire::Node {
                        path: "error.message",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 3,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.type",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 4,
                    },
                ],
            },
            label: &[
                ::edges_errors::__private::wire::Place {
                    name: "error.code",
                    source: ::edges_errors::__private::wire::Source::Body(2),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
                ::edges_errors::__private::wire::Place {
                    name: "error.type",
                    source: ::edges_errors::__private::wire::Source::Body(4),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            scope: &[],
            error_ref: &[
                ::edges_errors::__private::wire::Place {
                    name: "Request-Id",
                    source: ::edges_errors::__private::wire::Source::Header(
                        "request-id",
                    ),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            message: &[
                ::edges_errors::__private::wire::Place {
                    name: "error.message",
                    source: ::edges_errors::__private::wire::Source::Body(3),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            status: &[],
            params: &[
                ::edges_errors::__private::wire::ParamsPlace {
                    name: "error",
                    node: 1,
                    others: &["code", "message", "type"],
                },
            ],
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
                ::edges_errors::__private::wire::KeptHeader {
                    name: "request-id",
                    is_hint: false,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "retry-after-ms",
                    is_hint: true,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-wait",
                    is_hint: true,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-should-retry",
                    is_hint: false,
                    is_signal: false,
                },
            ],
            hints: &[
                ::edges_errors::__private::wire::HintHeader {
                    name: "retry-after-ms",
                    kind: ::edges_errors::__private::HintKind::Milliseconds,
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
                ::edges_errors::__private::wire::HintHeader {
                    name: "x-wait",
                    kind: ::edges_errors::__private::HintKind::Duration,
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            no_retry: ::core::option::Option::Some(::edges_errors::__private::wire::NoRetry {
                name: "x-should-retry",
                is: "false",
            }),
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
                error_ref: ::core::option::Option::Some(::edges_errors::__private::wire::WritePlace::Header {
                    name: "request-id",
                    after: "",
                }),
                message: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key("error"),
                            ::edges_errors::__private::wire::WriteStep::Key("message"),
                        ],
                    ),
                ),
                status: ::core::option::Option::None,
                params: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("error")],
                    ),
                ),
            },
        },
    };
    static LOOKUP: ::edges_errors::__private::Lookup<'static> = ::edges_errors::__private::Lookup {
        keys: [
            4532161160992623299, 17561866513979060391, 7313543279846440201,
            14038607207048404727,
        ],
        shift: 60,
        pilots: b"",
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0card_errrd_errorrd_errorcard_err\x19\0\0\0\n\0\x02\0card_decdeclineddeclinedcard_dec\0\0\0\0\r\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0lock_tim_timeout_timeoutlock_tim\r\0\0\0\x0C\0\x01\0invalid_st_errorrequest_id_reque#\0\0\0\x15\0\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        longest: 21,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Payments",
        revision: ::core::option::Option::None,
        reference: ::core::option::Option::None,
        support: ::core::option::Option::None,
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "The card was declined.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}Why the bank declined it.\u{1e}https://payments.example/errors/card_declined\u{1e}\u{1e}\u{1e}\u{1e}Another request changes the same object.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}When the lock ends.\u{1e}https://payments.example/errors/lock_timeout\u{1e}\u{1e}\u{1e}\u{1e}Something is wrong with the card.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://payments.example/errors/card_error\u{1e}\u{1e}\u{1e}\u{1e}The request is wrong.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://payments.example/errors/invalid_request_error\u{1e}\u{1e}\u{1e}\u{1e}",
            offsets: b"\0\0\0\0g\0\0\0\xD9\0\0\0/\x01\0\0\x84\x01\0\0",
        },
        statuses: &[
            ::edges_errors::__private::StatusProse {
                title: "Server Error",
                doc: "The API failed.",
            },
        ],
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
    ///`card`: Card
    Card,
    ///`request`: Request
    Request,
}
::edges_errors::__private::impl_key! {
    Category, [Card = "card", "Card", ""; Request = "request", "Request", "";]
}
impl Category {
    /// Returns the party that has to act.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Card => Fault::Account,
            Self::Request => Fault::Caller,
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
    ///`ask`: Ask the customer for another card.
    Ask,
}
::edges_errors::__private::impl_key! {
    Remedy, [Ask = "ask", "Ask", "Ask the customer for another card.";]
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
    #[doc = r" The extra data of each label that has some, typed."] #[doc = r""] #[doc =
    r" A field is `None` where the error did not carry it, or carried something else than it should."]
    pub mod details { #[doc =
    "The extra data of [`ErrorLabel::CardDeclined`](super::ErrorLabel::CardDeclined)."]
    #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
    #[non_exhaustive] pub struct CardDeclined { #[doc = "Why the bank declined it."] pub
    decline_code : ::core::option::Option < ::edges_errors::__private::String >, } impl
    ::edges_errors::Details for CardDeclined { type Label = super::ErrorLabel; const
    LABEL : super::ErrorLabel = super::ErrorLabel::CardDeclined; fn from_params(__params
    : & ::edges_errors::Params < '_ >) -> Self { Self { decline_code : __params
    .get("decline_code").and_then(| __param | __param.to_text()), } } } #[doc =
    r" Fields that are sensitive show only whether they are there."] impl
    ::core::fmt::Debug for CardDeclined { fn fmt(& self, __f : & mut
    ::core::fmt::Formatter < '_ >) -> ::core::fmt::Result { __f
    .debug_struct("CardDeclined").field("decline_code", & self.decline_code).finish() } }
    #[doc =
    "The extra data of [`ErrorLabel::LockTimeout`](super::ErrorLabel::LockTimeout)."]
    #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
    #[non_exhaustive] pub struct LockTimeout { #[doc = "When the lock ends."] pub
    frees_in : ::core::option::Option < ::core::time::Duration >, } impl
    ::edges_errors::Details for LockTimeout { type Label = super::ErrorLabel; const LABEL
    : super::ErrorLabel = super::ErrorLabel::LockTimeout; fn from_params(__params : &
    ::edges_errors::Params < '_ >) -> Self { Self { frees_in : __params
    .__latest("frees_in", | __param | __param.to_milliseconds()), } } } #[doc =
    r" Fields that are sensitive show only whether they are there."] impl
    ::core::fmt::Debug for LockTimeout { fn fmt(& self, __f : & mut
    ::core::fmt::Formatter < '_ >) -> ::core::fmt::Result { __f
    .debug_struct("LockTimeout").field("frees_in", & self.frees_in).finish() } } }
}
::edges_errors::__private::if_json! {
    #[doc = "An error that Payments answered with, decoded."] pub type PaymentsError =
    ::edges_errors::ApiError < ErrorLabel >;
}
///Everything that is known about the errors of Payments, for tools.
pub const CATALOGUE: ::edges_errors::Catalogue<ErrorLabel> = ::edges_errors::Catalogue::new();
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { [::edges_errors] whole
        "Payments\ncard:Card request:Request\n\nask:Ask\n\nbackoff:exponential manual:manual never:never\ncard_declined CardDeclined card ask manual failure params current\nlock_timeout LockTimeout request ask exponential failure params current\ncard_error CardError card ask manual failure plain current\ninvalid_request_error InvalidRequestError request ask never failure plain current"
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
        use super::super::super::ErrorLabel:: { CardDeclined as card_declined,
        LockTimeout as lock_timeout, CardError as card_error, InvalidRequestError as
        invalid_request_error }; } pub mod filled { pub use super::labels:: *; #[doc =
        "The labels of these categories."] pub const fn category(_words : &
        [super::super::super::Category]) {} #[doc = "The labels with these remedies."]
        pub const fn remedy(_words : & [super::super::super::Remedy]) {} #[doc =
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
        : () = (); } pub mod category { pub use super::super::super::Category:: { Card as
        card, Request as request }; } pub mod remedy { pub use
        super::super::super::Remedy:: { Ask as ask }; } pub mod scope { pub use
        super::super::super::Scope:: {}; } pub mod rate_limit { pub use
        super::super::super::RateLimit:: {}; } pub mod strategy { pub use
        ::edges_errors::__private::vocabulary::StrategyKind:: { Never as never, Manual as
        manual, Fixed as fixed, Exponential as exponential, Until as until }; } pub mod
        outcome { pub use ::edges_errors::__private::vocabulary::Outcome:: { Failure as
        failure, Empty as empty, Done as done }; } pub mod action { pub use
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
