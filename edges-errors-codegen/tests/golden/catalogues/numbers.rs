/**The labels that Phone answers with.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| `20404` | 404 | Request | caller | no | Correct the request. |
| `20429` | 429 | Limit | account | yes, after a fixed wait | Correct the request. |
| `-32601` | 400 | Request | caller | later, when the limit resets | Correct the request. |
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
    /**`20404`: There is no such thing.

**Request**, status 404, fault: caller. Retry: never, it would not help.

What to do:

* Correct the request.

`numbers.toml:58`.*/
    #[doc(alias = "20404")]
    NotFound,
    /**`20429`: Too many requests.

**Limit**, status 429, fault: account. Retry: after 5s.

What to do:

* Correct the request.

`numbers.toml:66`.*/
    #[doc(alias = "20429")]
    TooMany,
    /**`-32601`: There is no such method.

**Request**, status 400, fault: caller. Retry: when the limit resets; after 1h where that is not said.

What to do:

* Correct the request.

`numbers.toml:75`.*/
    #[doc(alias = "-32601")]
    NoMethod,
}
impl ErrorLabel {
    /// Every label that the API still sends, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[Self::NotFound, Self::TooMany, Self::NoMethod];
    /// Every label there has ever been, removed ones too; a label's place here is its index.
    pub const ALL_INCLUDING_REMOVED: &'static [Self] = &[
        Self::NotFound,
        Self::TooMany,
        Self::NoMethod,
    ];
}
const _: () = {
    static POLICIES: &[::edges_errors::Policy] = &[
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("soon"),
            ::edges_errors::Strategy::Fixed {
                delay: ::core::time::Duration::from_millis(5000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("numbers.toml"),
                    34u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("later"),
            ::edges_errors::Strategy::Until {
                fallback: ::core::time::Duration::from_millis(3600000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("numbers.toml"),
                    38u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("never"),
            ::edges_errors::Strategy::Never,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("numbers.toml"),
                    62u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "2040420429-32601",
            rows: b"\0\0\0\0\x05\0\0\xFF\x04\xFF\0\0\0\0\0\0:\0\0\0\x05\0\0\0\x05\x01\0\xFF\0\xFF\x01\0\x01\0\0\0B\0\0\0\n\0\0\0\x06\0\0\xFF\x04\xFF\x02\0\x02\0\0\0K\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[404u16], &[429u16], &[400u16]],
        rules: &[
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[2])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[1])],
        ],
        params: &[&[]],
        hints: &[],
        fallbacks: &[],
        rate_limits: &[
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::Some(::edges_errors::__private::HeaderSignal {
                    name: "x-limit",
                    is: ::core::option::Option::Some("messages"),
                }),
                statuses: &[429u16, 503u16],
                remaining: ::core::option::Option::Some(::edges_errors::__private::wire::HeaderPlace {
                    name: "x-reset",
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("r="),
                        until: ::core::option::Option::Some(";"),
                    },
                }),
                reset: ::core::option::Option::Some(::edges_errors::__private::wire::HintHeader {
                    name: "x-reset",
                    kind: ::edges_errors::__private::HintKind::Seconds,
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("t="),
                        until: ::core::option::Option::Some(";"),
                    },
                }),
                applies_to: &["account"],
                policy: &POLICIES[1],
                refuses: true,
            },
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::Some(::edges_errors::__private::HeaderSignal {
                    name: "x-limit",
                    is: ::core::option::Option::Some("calls"),
                }),
                statuses: &[429u16],
                remaining: ::core::option::Option::None,
                reset: ::core::option::Option::None,
                applies_to: &["account"],
                policy: &POLICIES[0],
                refuses: false,
            },
        ],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("numbers.toml"),
                end: 3,
            },
        ],
        overridden: &[],
        idempotency_key: ::core::option::Option::None,
        wire: ::edges_errors::__private::wire::Wire {
            label_format: ::edges_errors::__private::LabelFormat::Integer,
            errors_in_2xx: false,
            tree: ::edges_errors::__private::wire::Tree {
                nodes: &[
                    ::edges_errors::__private::wire::Node {
                        path: "",
                        ends: true,
                        holds_params: true,
                        many: false,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("code", 1),
                            ::edges_errors::__private::wire::Edge::new("request_ids", 2),
                            ::edges_errors::__private::wire::Edge::new("message", 4),
                            ::edges_errors::__private::wire::Edge::new("status", 5),
                            ::edges_errors::__private::wire::Edge::new("errors", 6),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 9,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "code",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 1,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "request_ids",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::Some(3),
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 3,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "request_ids.*",
                        ends: true,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 3,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "message",
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
                    ::edges_errors::__private::wire::Node {
                        path: "status",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 5,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "errors",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::Some(7),
                        filters: &[],
                        last: 9,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "errors[]",
                        ends: false,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("code", 8),
                            ::edges_errors::__private::wire::Edge::new("message", 9),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 9,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "errors[].code",
                        ends: true,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 8,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "errors[].message",
                        ends: true,
                        holds_params: false,
                        many: true,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 9,
                    },
                ],
            },
            label: &[
                ::edges_errors::__private::wire::Place {
                    name: "code",
                    source: ::edges_errors::__private::wire::Source::Body(1),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
                ::edges_errors::__private::wire::Place {
                    name: "errors[].code",
                    source: ::edges_errors::__private::wire::Source::Body(8),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            scope: &[],
            error_ref: &[
                ::edges_errors::__private::wire::Place {
                    name: "request_ids.*",
                    source: ::edges_errors::__private::wire::Source::Body(3),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            message: &[
                ::edges_errors::__private::wire::Place {
                    name: "message",
                    source: ::edges_errors::__private::wire::Source::Body(4),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
                ::edges_errors::__private::wire::Place {
                    name: "errors[].message",
                    source: ::edges_errors::__private::wire::Source::Body(9),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            status: &[
                ::edges_errors::__private::wire::Place {
                    name: "status",
                    source: ::edges_errors::__private::wire::Source::Body(5),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            params: &[
                ::edges_errors::__private::wire::ParamsPlace {
                    name: ".",
                    node: 0,
                    others: &["code", "request_ids", "message", "status", "errors"],
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
                    name: "x-left",
                    is_hint: false,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-limit",
                    is_hint: false,
                    is_signal: true,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-reset",
                    is_hint: true,
                    is_signal: false,
                },
            ],
            hints: &[],
            no_retry: ::core::option::Option::None,
            payloads: &[
                ::edges_errors::__private::wire::PayloadFormat {
                    tree: ::edges_errors::__private::wire::Tree {
                        nodes: &[
                            ::edges_errors::__private::wire::Node {
                                path: "",
                                ends: false,
                                holds_params: false,
                                many: false,
                                plain: false,
                                keys: &[
                                    ::edges_errors::__private::wire::Edge::new("items", 1),
                                ],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[],
                                last: 2,
                            },
                            ::edges_errors::__private::wire::Node {
                                path: "items",
                                ends: true,
                                holds_params: false,
                                many: false,
                                plain: false,
                                keys: &[],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[
                                    ::edges_errors::__private::wire::Filter {
                                        key: "code",
                                        test: ::edges_errors::__private::wire::Test::Has,
                                        node: 2,
                                    },
                                ],
                                last: 2,
                            },
                            ::edges_errors::__private::wire::Node {
                                path: "items[code]",
                                ends: true,
                                holds_params: false,
                                many: true,
                                plain: false,
                                keys: &[],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[],
                                last: 2,
                            },
                        ],
                    },
                    error: 2,
                    untested: 1,
                    failed: ::core::option::Option::None,
                    ended: ::core::option::Option::None,
                    resumed: ::core::option::Option::None,
                    until: ::core::option::Option::None,
                    until_name: "",
                    asynchronous: false,
                },
                ::edges_errors::__private::wire::PayloadFormat {
                    tree: ::edges_errors::__private::wire::Tree {
                        nodes: &[
                            ::edges_errors::__private::wire::Node {
                                path: "",
                                ends: false,
                                holds_params: false,
                                many: false,
                                plain: false,
                                keys: &[
                                    ::edges_errors::__private::wire::Edge::new("job", 1),
                                ],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[],
                                last: 6,
                            },
                            ::edges_errors::__private::wire::Node {
                                path: "job",
                                ends: false,
                                holds_params: false,
                                many: false,
                                plain: false,
                                keys: &[
                                    ::edges_errors::__private::wire::Edge::new("error", 2),
                                    ::edges_errors::__private::wire::Edge::new("resumes_at", 6),
                                ],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[
                                    ::edges_errors::__private::wire::Filter {
                                        key: "state",
                                        test: ::edges_errors::__private::wire::Test::Is(
                                            &["failed"],
                                        ),
                                        node: 3,
                                    },
                                    ::edges_errors::__private::wire::Filter {
                                        key: "state",
                                        test: ::edges_errors::__private::wire::Test::Is(&["done"]),
                                        node: 4,
                                    },
                                    ::edges_errors::__private::wire::Filter {
                                        key: "state",
                                        test: ::edges_errors::__private::wire::Test::Is(
                                            &["waiting"],
                                        ),
                                        node: 5,
                                    },
                                ],
                                last: 6,
                            },
                            ::edges_errors::__private::wire::Node {
                                path: "job.error",
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
                                path: "job[state=failed]",
                                ends: true,
                                holds_params: false,
                                many: true,
                                plain: false,
                                keys: &[],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[],
                                last: 3,
                            },
                            ::edges_errors::__private::wire::Node {
                                path: "job[state=done]",
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
                                path: "job[state=waiting]",
                                ends: true,
                                holds_params: false,
                                many: true,
                                plain: false,
                                keys: &[],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[],
                                last: 5,
                            },
                            ::edges_errors::__private::wire::Node {
                                path: "job.resumes_at",
                                ends: true,
                                holds_params: false,
                                many: false,
                                plain: true,
                                keys: &[],
                                any: ::core::option::Option::None,
                                items: ::core::option::Option::None,
                                filters: &[],
                                last: 6,
                            },
                        ],
                    },
                    error: 2,
                    untested: 2,
                    failed: ::core::option::Option::Some(3),
                    ended: ::core::option::Option::Some(4),
                    resumed: ::core::option::Option::Some(5),
                    until: ::core::option::Option::Some(6),
                    until_name: "job.resumes_at",
                    asynchronous: true,
                },
            ],
            writes: ::edges_errors::__private::wire::Writes {
                label: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("code")],
                    ),
                ),
                scope: ::core::option::Option::None,
                error_ref: ::core::option::Option::None,
                message: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("message")],
                    ),
                ),
                status: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("status")],
                    ),
                ),
                params: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(&[]),
                ),
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
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0020420429204204292042042920420429\x05\0\0\0\x05\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0-3262601-3262601-3262601-3262601\n\0\0\0\x06\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0020400404204004042040040420400404\0\0\0\0\x05\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        longest: 6,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Phone",
        revision: ::core::option::Option::None,
        reference: ::core::option::Option::None,
        support: ::core::option::Option::None,
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "There is no such thing.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}Too many requests.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}There is no such method.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}",
            offsets: b"\0\0\0\0\"\0\0\0?\0\0\0b\0\0\0",
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
    ///`request`: Request
    Request,
    ///`limit`: Limit
    Limit,
}
::edges_errors::__private::impl_key! {
    Category, [Request = "request", "Request", ""; Limit = "limit", "Limit", "";]
}
impl Category {
    /// Returns the party that has to act.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Request => Fault::Caller,
            Self::Limit => Fault::Account,
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
    ///`fix`: Correct the request.
    Fix,
}
::edges_errors::__private::impl_key! {
    Remedy, [Fix = "fix", "Fix", "Correct the request.";]
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
#[repr(u8)]
pub enum RateLimit {
    ///`messages`: So many messages a second.
    Messages,
    ///`calls`: So many calls at a time.
    Calls,
}
::edges_errors::__private::impl_key! {
    RateLimit, [Messages = "messages", "Messages", "So many messages a second."; Calls =
    "calls", "Calls", "So many calls at a time.";]
}
impl RateLimit {
    /// Returns the subjects that are exhausted together: another one of them may still have room. A limit without any
    /// is everybody's.
    #[must_use]
    pub const fn applies_to(self) -> &'static [Subject] {
        match self {
            Self::Messages => &[Subject::Account],
            Self::Calls => &[Subject::Account],
        }
    }
    /// Returns ways not to hit it again.
    #[must_use]
    pub const fn advice(self) -> &'static [&'static ::core::primitive::str] {
        match self {
            Self::Messages => &[],
            Self::Calls => &[],
        }
    }
    /// The path of the endpoint that shows how much is left.
    #[must_use]
    pub const fn watch(self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Messages => ::core::option::Option::None,
            Self::Calls => ::core::option::Option::None,
        }
    }
    /// Returns the policy of an error that has no label of its own, and of a request that finds the limit closed.
    #[must_use]
    pub fn retry(self) -> &'static ::edges_errors::Policy {
        ::edges_errors::__private::limit_policy::<
            ErrorLabel,
        >(self as ::core::primitive::usize)
    }
}
::edges_errors::__private::if_json! {
    impl RateLimit { #[doc =
    r" Returns how many requests are left before the limit is hit, as the headers of an answer say, of a success as"]
    #[doc = r" well; `None` where they do not say so."] #[must_use] pub fn
    remaining(self, __headers : impl ::edges_errors::Headers) -> ::core::option::Option <
    ::core::primitive::u64 > { ::edges_errors::__private::read_remaining:: < ErrorLabel >
    (self as ::core::primitive::usize, & __headers) } }
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
#[repr(u8)]
pub enum Subject {
    ///`account`: Account
    Account,
}
::edges_errors::__private::impl_key! {
    Subject, [Account = "account", "Account", "";]
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
#[repr(u8)]
pub enum Payload {
    ///`batch`: Batch
    Batch,
    ///`job`: Job
    Job,
}
::edges_errors::__private::impl_key! {
    Payload, [Batch = "batch", "Batch", ""; Job = "job", "Job", "";]
}
::edges_errors::__private::if_json! {
    ::edges_errors::__private::impl_payload! { Payload, ErrorLabel }
}
::edges_errors::__private::if_json! {
    #[doc = "An error that Phone answered with, decoded."] pub type PhoneError =
    ::edges_errors::ApiError < ErrorLabel >;
}
///Everything that is known about the errors of Phone, for tools.
pub const CATALOGUE: ::edges_errors::Catalogue<ErrorLabel> = ::edges_errors::Catalogue::new();
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { [::edges_errors] whole
        "Phone\nrequest:Request limit:Limit\n\nfix:Fix\nmessages:Messages calls:Calls\nsoon:fixed later:until never:never\n20404 NotFound request fix never failure plain current\n20429 TooMany limit fix fixed failure plain current\n-32601 NoMethod request fix until failure plain current"
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
        use super::super::super::ErrorLabel:: { NotFound as NotFound, TooMany as TooMany,
        NoMethod as NoMethod }; } pub mod filled { pub use super::labels:: *; #[doc =
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
        : () = (); } pub mod category { pub use super::super::super::Category:: { Request
        as request, Limit as limit }; } pub mod remedy { pub use
        super::super::super::Remedy:: { Fix as fix }; } pub mod scope { pub use
        super::super::super::Scope:: {}; } pub mod rate_limit { pub use
        super::super::super::RateLimit:: { Messages as messages, Calls as calls }; } pub
        mod strategy { pub use ::edges_errors::__private::vocabulary::StrategyKind:: {
        Never as never, Manual as manual, Fixed as fixed, Exponential as exponential,
        Until as until }; } pub mod outcome { pub use
        ::edges_errors::__private::vocabulary::Outcome:: { Failure as failure, Empty as
        empty, Done as done }; } pub mod action { pub use
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
