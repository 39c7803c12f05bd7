/**The labels that Cloud answers with.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| `RATE_LIMIT_EXCEEDED` | 429 | Quota | account | yes, with backoff | Wait, and send it again. |
| `UNAVAILABLE` | 503 | System | provider | yes, with backoff | Wait, and send it again. |
| `RESOURCE_EXHAUSTED` | 429 | Quota | account | yes, with backoff | Wait, and send it again. |
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
    /**`RATE_LIMIT_EXCEEDED`: Too many requests in this minute.

**Quota**, status 429, fault: account. Retry: with backoff from 1s by 2 up to 32s, 4 requests in all.

What to do:

* Wait, and send it again.

Params:

* `retryDelay` (duration, delays a retry): The shortest wait.
* `quota_unit` (string): What is counted.

`details.toml:28`.*/
    #[doc(alias = "RATE_LIMIT_EXCEEDED")]
    RateLimitExceeded,
    /**`UNAVAILABLE`: The service is down.

**System**, status 503, fault: provider. Retry: with backoff from 1s by 2 up to 32s, 4 requests in all.

What to do:

* Wait, and send it again.

`details.toml:40`.*/
    #[doc(alias = "UNAVAILABLE")]
    Unavailable,
    /**`RESOURCE_EXHAUSTED`: A quota is used up.

**Quota**, status 429, fault: account. Retry: with backoff from 1s by 2 up to 32s, 4 requests in all.

What to do:

* Wait, and send it again.

`details.toml:47`.*/
    #[doc(alias = "RESOURCE_EXHAUSTED")]
    ResourceExhausted,
}
impl ErrorLabel {
    /// Every label that the API still sends, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[
        Self::RateLimitExceeded,
        Self::Unavailable,
        Self::ResourceExhausted,
    ];
    /// Every label there has ever been, removed ones too; a label's place here is its index.
    pub const ALL_INCLUDING_REMOVED: &'static [Self] = &[
        Self::RateLimitExceeded,
        Self::Unavailable,
        Self::ResourceExhausted,
    ];
}
const _: () = {
    static POLICIES: &[::edges_errors::Policy] = &[
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("backoff"),
            ::edges_errors::Strategy::Exponential {
                base: ::core::time::Duration::from_millis(1000),
                cap: ::core::time::Duration::from_millis(32000),
                factor: ::edges_errors::Factor::from_thousandths(2000),
            },
            ::core::option::Option::Some(4u32),
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("details.toml"),
                    22u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "RATE_LIMIT_EXCEEDEDUNAVAILABLERESOURCE_EXHAUSTED",
            rows: b"\0\0\0\0\x13\0\0\xFF\0\xFF\0\0\0\0\0\0\x1C\0\0\0\x13\0\0\0\x0B\x01\0\xFF\x04\xFF\x01\0\0\0\x01\0(\0\0\0\x1E\0\0\0\x12\0\0\xFF\x04\xFF\0\0\0\0\x01\0/\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[429u16], &[503u16]],
        rules: &[&[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])]],
        params: &[
            &[
                ::edges_errors::ParamInfo::__new(
                    "retryDelay",
                    ::edges_errors::ParamKind::Duration,
                    &[],
                    false,
                    true,
                ),
                ::edges_errors::ParamInfo::__new(
                    "quota_unit",
                    ::edges_errors::ParamKind::String,
                    &[],
                    false,
                    false,
                ),
            ],
            &[],
        ],
        hints: &[
            ::edges_errors::ParamInfo::__new(
                "retryDelay",
                ::edges_errors::ParamKind::Duration,
                &[],
                false,
                true,
            ),
        ],
        fallbacks: &[],
        rate_limits: &[],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("details.toml"),
                end: 3,
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
                        last: 11,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("details", 2),
                            ::edges_errors::__private::wire::Edge::new("message", 9),
                            ::edges_errors::__private::wire::Edge::new("code", 10),
                            ::edges_errors::__private::wire::Edge::new("status", 11),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 11,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.details",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[
                            ::edges_errors::__private::wire::Filter {
                                key: "@type",
                                test: ::edges_errors::__private::wire::Test::Is(
                                    &["example.com/ErrorInfo"],
                                ),
                                node: 3,
                            },
                            ::edges_errors::__private::wire::Filter {
                                key: "@type",
                                test: ::edges_errors::__private::wire::Test::Is(
                                    &["example.com/RequestInfo"],
                                ),
                                node: 6,
                            },
                            ::edges_errors::__private::wire::Filter {
                                key: "@type",
                                test: ::edges_errors::__private::wire::Test::Is(
                                    &["example.com/RetryInfo"],
                                ),
                                node: 8,
                            },
                        ],
                        last: 8,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.details[@type=example.com/ErrorInfo]",
                        ends: false,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("reason", 4),
                            ::edges_errors::__private::wire::Edge::new("metadata", 5),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 5,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.details[@type=example.com/ErrorInfo].reason",
                        ends: true,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 4,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.details[@type=example.com/ErrorInfo].metadata",
                        ends: true,
                        holds_params: true,
                        many: true,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 5,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.details[@type=example.com/RequestInfo]",
                        ends: false,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("requestId", 7),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 7,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.details[@type=example.com/RequestInfo].requestId",
                        ends: true,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 7,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.details[@type=example.com/RetryInfo]",
                        ends: true,
                        holds_params: true,
                        many: true,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 8,
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
                        last: 9,
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
                        last: 10,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error.status",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 11,
                    },
                ],
            },
            label: &[
                ::edges_errors::__private::wire::Place {
                    name: "error.details[@type=example.com/ErrorInfo].reason",
                    source: ::edges_errors::__private::wire::Source::Body(4),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
                ::edges_errors::__private::wire::Place {
                    name: "error.status",
                    source: ::edges_errors::__private::wire::Source::Body(11),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            scope: &[],
            error_ref: &[
                ::edges_errors::__private::wire::Place {
                    name: "error.details[@type=example.com/RequestInfo].requestId",
                    source: ::edges_errors::__private::wire::Source::Body(7),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            message: &[
                ::edges_errors::__private::wire::Place {
                    name: "error.message",
                    source: ::edges_errors::__private::wire::Source::Body(9),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            status: &[
                ::edges_errors::__private::wire::Place {
                    name: "error.code",
                    source: ::edges_errors::__private::wire::Source::Body(10),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            params: &[
                ::edges_errors::__private::wire::ParamsPlace {
                    name: "error.details[@type=example.com/ErrorInfo].metadata",
                    node: 5,
                    others: &[],
                },
                ::edges_errors::__private::wire::ParamsPlace {
                    name: "error.details[@type=example.com/RetryInfo]",
                    node: 8,
                    others: &["@type"],
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
            ],
            hints: &[],
            no_retry: ::core::option::Option::None,
            payloads: &[],
            writes: ::edges_errors::__private::wire::Writes {
                label: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key("error"),
                            ::edges_errors::__private::wire::WriteStep::Key("details"),
                            ::edges_errors::__private::wire::WriteStep::ItemWith(::edges_errors::__private::wire::Member {
                                key: "@type",
                                value: "example.com/ErrorInfo",
                            }),
                            ::edges_errors::__private::wire::WriteStep::Key("reason"),
                        ],
                    ),
                ),
                scope: ::core::option::Option::None,
                error_ref: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key("error"),
                            ::edges_errors::__private::wire::WriteStep::Key("details"),
                            ::edges_errors::__private::wire::WriteStep::ItemWith(::edges_errors::__private::wire::Member {
                                key: "@type",
                                value: "example.com/RequestInfo",
                            }),
                            ::edges_errors::__private::wire::WriteStep::Key("requestId"),
                        ],
                    ),
                ),
                message: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key("error"),
                            ::edges_errors::__private::wire::WriteStep::Key("message"),
                        ],
                    ),
                ),
                status: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key("error"),
                            ::edges_errors::__private::wire::WriteStep::Key("code"),
                        ],
                    ),
                ),
                params: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key("error"),
                            ::edges_errors::__private::wire::WriteStep::Key("details"),
                            ::edges_errors::__private::wire::WriteStep::ItemWith(::edges_errors::__private::wire::Member {
                                key: "@type",
                                value: "example.com/ErrorInfo",
                            }),
                            ::edges_errors::__private::wire::WriteStep::Key("metadata"),
                        ],
                    ),
                ),
            },
        },
    };
    static LOOKUP: ::edges_errors::__private::Lookup<'static> = ::edges_errors::__private::Lookup {
        keys: [
            1961750202426094747, 6038094601263162091, 3207296026000306913,
            14232521865600346941,
        ],
        shift: 60,
        pilots: b"",
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0RATE_LIMEXCEEDEDIT_EXCEEE_LIMIT_\0\0\0\0\x13\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0UNAVAILAVAILABLEVAILABLEUNAVAILA\x13\0\0\0\x0B\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0RESOURCEXHAUSTED_EXHAUSTSOURCE_E\x1E\0\0\0\x12\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        longest: 19,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Cloud",
        revision: ::core::option::Option::None,
        reference: ::core::option::Option::None,
        support: ::core::option::Option::None,
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "Too many requests in this minute.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}The shortest wait.\u{1f}What is counted.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}The service is down.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}A quota is used up.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}",
            offsets: b"\0\0\0\0O\0\0\0n\0\0\0\x8C\0\0\0",
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
    ///`quota`: Quota
    Quota,
    ///`system`: System
    System,
}
::edges_errors::__private::impl_key! {
    Category, [Quota = "quota", "Quota", ""; System = "system", "System", "";]
}
impl Category {
    /// Returns the party that has to act.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Quota => Fault::Account,
            Self::System => Fault::Provider,
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
    ///`wait`: Wait, and send it again.
    Wait,
}
::edges_errors::__private::impl_key! {
    Remedy, [Wait = "wait", "Wait", "Wait, and send it again.";]
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
        ::core::matches!(self, Self::Wait)
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
    "The extra data of [`ErrorLabel::RateLimitExceeded`](super::ErrorLabel::RateLimitExceeded)."]
    #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
    #[non_exhaustive] pub struct RateLimitExceeded { #[doc = "The shortest wait."] pub
    retry_delay : ::core::option::Option < ::core::time::Duration >, #[doc =
    "What is counted."] pub quota_unit : ::core::option::Option <
    ::edges_errors::__private::String >, } impl ::edges_errors::Details for
    RateLimitExceeded { type Label = super::ErrorLabel; const LABEL : super::ErrorLabel =
    super::ErrorLabel::RateLimitExceeded; fn from_params(__params : &
    ::edges_errors::Params < '_ >) -> Self { Self { retry_delay : __params
    .__latest("retryDelay", | __param | __param.to_duration()), quota_unit : __params
    .get("quota_unit").and_then(| __param | __param.to_text()), } } } #[doc =
    r" Fields that are sensitive show only whether they are there."] impl
    ::core::fmt::Debug for RateLimitExceeded { fn fmt(& self, __f : & mut
    ::core::fmt::Formatter < '_ >) -> ::core::fmt::Result { __f
    .debug_struct("RateLimitExceeded").field("retryDelay", & self.retry_delay)
    .field("quota_unit", & self.quota_unit).finish() } } }
}
::edges_errors::__private::if_json! {
    #[doc = "An error that Cloud answered with, decoded."] pub type CloudError =
    ::edges_errors::ApiError < ErrorLabel >;
}
///Everything that is known about the errors of Cloud, for tools.
pub const CATALOGUE: ::edges_errors::Catalogue<ErrorLabel> = ::edges_errors::Catalogue::new();
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { [::edges_errors] whole
        "Cloud\nquota:Quota system:System\n\nwait:Wait\n\nbackoff:exponential\nRATE_LIMIT_EXCEEDED RateLimitExceeded quota wait exponential failure params current\nUNAVAILABLE Unavailable system wait exponential failure plain current\nRESOURCE_EXHAUSTED ResourceExhausted quota wait exponential failure plain current"
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
        use super::super::super::ErrorLabel:: { RateLimitExceeded as RATE_LIMIT_EXCEEDED,
        Unavailable as UNAVAILABLE, ResourceExhausted as RESOURCE_EXHAUSTED }; } pub mod
        filled { pub use super::labels:: *; #[doc = "The labels of these categories."]
        pub const fn category(_words : & [super::super::super::Category]) {} #[doc =
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
        : () = (); } pub mod category { pub use super::super::super::Category:: { Quota
        as quota, System as system }; } pub mod remedy { pub use
        super::super::super::Remedy:: { Wait as wait }; } pub mod scope { pub use
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
