/**The labels that Quotas answers with.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| `burst-exceeded` | 429 | Limit | account | yes, after a fixed wait | Correct the request. |
| `quota-exceeded` | 429 | Limit | account | later, when the limit resets | Correct the request. |
| `upload-exceeded` | 429 | Limit | account | later, when the limit resets | Correct the request. |
| `trial-over` | 402 | Limit | account | after the remedy | Correct the request. |
| `not-found` | 404 | Request | caller | no | Correct the request. |
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
    /**`burst-exceeded`: Too many requests at a time.

**Limit**, status 429, fault: account. Retry: after 5s.

What to do:

* Correct the request.

`quotas.toml:69`.*/
    #[doc(alias = "burst-exceeded")]
    BurstExceeded,
    /**`quota-exceeded`: Too many requests on a day.

**Limit**, status 429, fault: account. Retry: when the limit resets; after 1h where that is not said.

What to do:

* Correct the request.

`quotas.toml:77`.*/
    #[doc(alias = "quota-exceeded")]
    QuotaExceeded,
    /**`upload-exceeded`: Too many uploads.

**Limit**, status 429, fault: account. Retry: when the limit resets; after 1h where that is not said.

What to do:

* Correct the request.

`quotas.toml:85`.*/
    #[doc(alias = "upload-exceeded")]
    UploadExceeded,
    /**`trial-over`: Whoever goes on has to pay.

**Limit**, status 402, fault: account. Retry: not by itself, the same request may succeed once the remedy is done.

What to do:

* Correct the request.

`quotas.toml:93`.*/
    #[doc(alias = "trial-over")]
    TrialOver,
    /**`not-found`: There is no such thing.

**Request**, status 404, fault: caller. Retry: never, it would not help.

What to do:

* Correct the request.

`quotas.toml:101`.*/
    #[doc(alias = "not-found")]
    NotFound,
}
impl ErrorLabel {
    /// Every label that the API still sends, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[
        Self::BurstExceeded,
        Self::QuotaExceeded,
        Self::UploadExceeded,
        Self::TrialOver,
        Self::NotFound,
    ];
    /// Every label there has ever been, removed ones too; a label's place here is its index.
    pub const ALL_INCLUDING_REMOVED: &'static [Self] = &[
        Self::BurstExceeded,
        Self::QuotaExceeded,
        Self::UploadExceeded,
        Self::TrialOver,
        Self::NotFound,
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
                    ::core::option::Option::Some("quotas.toml"),
                    19u32,
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
                    ::core::option::Option::Some("quotas.toml"),
                    23u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("manual"),
            ::edges_errors::Strategy::Manual,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("quotas.toml"),
                    96u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("never"),
            ::edges_errors::Strategy::Never,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("quotas.toml"),
                    104u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "burst-exceededquota-exceededupload-exceededtrial-overnot-found",
            rows: b"\0\0\0\0\x0E\0\0\xFF\0\0\0\0\0\0\0\0E\0\0\0\x0E\0\0\0\x0E\0\0\xFF\0\x01\0\0\x01\0\0\0M\0\0\0\x1C\0\0\0\x0F\0\0\xFF\0\x02\0\0\x01\0\0\0U\0\0\0+\0\0\0\n\0\0\xFF\0\x04\x01\0\x02\0\0\0]\0\0\x005\0\0\0\t\x01\0\xFF\0\xFF\x02\0\x03\0\0\0e\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[429u16], &[402u16], &[404u16]],
        rules: &[
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[1])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[2])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[3])],
        ],
        params: &[&[]],
        hints: &[],
        fallbacks: &[],
        rate_limits: &[
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::None,
                statuses: &[429u16],
                remaining: ::core::option::Option::Some(::edges_errors::__private::wire::HeaderPlace {
                    name: "ratelimit",
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("\"burst\";r="),
                        until: ::core::option::Option::Some(";"),
                    },
                }),
                reset: ::core::option::Option::Some(::edges_errors::__private::wire::HintHeader {
                    name: "ratelimit",
                    kind: ::edges_errors::__private::HintKind::Seconds,
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("\"burst\";r=0;t="),
                        until: ::core::option::Option::Some(","),
                    },
                }),
                applies_to: &["key"],
                policy: &POLICIES[0],
                refuses: false,
            },
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::None,
                statuses: &[429u16],
                remaining: ::core::option::Option::Some(::edges_errors::__private::wire::HeaderPlace {
                    name: "ratelimit",
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("\"daily\";r="),
                        until: ::core::option::Option::Some(";"),
                    },
                }),
                reset: ::core::option::Option::Some(::edges_errors::__private::wire::HintHeader {
                    name: "ratelimit",
                    kind: ::edges_errors::__private::HintKind::Seconds,
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("\"daily\";r=0;t="),
                        until: ::core::option::Option::Some(","),
                    },
                }),
                applies_to: &["account"],
                policy: &POLICIES[1],
                refuses: false,
            },
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::None,
                statuses: &[429u16],
                remaining: ::core::option::Option::Some(::edges_errors::__private::wire::HeaderPlace {
                    name: "upload-ratelimit",
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("r="),
                        until: ::core::option::Option::Some(";"),
                    },
                }),
                reset: ::core::option::Option::Some(::edges_errors::__private::wire::HintHeader {
                    name: "upload-ratelimit",
                    kind: ::edges_errors::__private::HintKind::Seconds,
                    cut: ::edges_errors::__private::wire::Cut {
                        after: ::core::option::Option::Some("t="),
                        until: ::core::option::Option::Some(";"),
                    },
                }),
                applies_to: &["account"],
                policy: &POLICIES[1],
                refuses: false,
            },
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::Some(::edges_errors::__private::HeaderSignal {
                    name: "x-minute",
                    is: ::core::option::Option::None,
                }),
                statuses: &[429u16],
                remaining: ::core::option::Option::Some(::edges_errors::__private::wire::HeaderPlace {
                    name: "x-minute-left",
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                }),
                reset: ::core::option::Option::Some(::edges_errors::__private::wire::HintHeader {
                    name: "x-minute-ends",
                    kind: ::edges_errors::__private::HintKind::Timestamp,
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                }),
                applies_to: &[],
                policy: &POLICIES[1],
                refuses: false,
            },
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::None,
                statuses: &[429u16],
                remaining: ::core::option::Option::Some(::edges_errors::__private::wire::HeaderPlace {
                    name: "x-trial-left",
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                }),
                reset: ::core::option::Option::Some(::edges_errors::__private::wire::HintHeader {
                    name: "x-trial-ends",
                    kind: ::edges_errors::__private::HintKind::Timestamp,
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                }),
                applies_to: &[],
                policy: &POLICIES[2],
                refuses: false,
            },
        ],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("quotas.toml"),
                end: 5,
            },
        ],
        overridden: &[],
        idempotency_key: ::core::option::Option::None,
        wire: ::edges_errors::__private::wire::Wire {
            label_format: ::edges_errors::__private::LabelFormat::Kebab,
            errors_in_2xx: false,
            tree: ::edges_errors::__private::wire::Tree {
                nodes: &[
                    ::edges_errors::__private::wire::Node {
                        path: "",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[::edges_errors::__private::wire::Edge::new("code", 1)],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 1,
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
                ],
            },
            label: &[
                ::edges_errors::__private::wire::Place {
                    name: "code",
                    source: ::edges_errors::__private::wire::Source::Body(1),
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
                ::edges_errors::__private::wire::KeptHeader {
                    name: "ratelimit",
                    is_hint: true,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "upload-ratelimit",
                    is_hint: true,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-minute",
                    is_hint: false,
                    is_signal: true,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-minute-left",
                    is_hint: false,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-minute-ends",
                    is_hint: true,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-trial-left",
                    is_hint: false,
                    is_signal: false,
                },
                ::edges_errors::__private::wire::KeptHeader {
                    name: "x-trial-ends",
                    is_hint: true,
                    is_signal: false,
                },
            ],
            hints: &[],
            no_retry: ::core::option::Option::None,
            payloads: &[],
            writes: ::edges_errors::__private::wire::Writes {
                label: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("code")],
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
            1961750202426094747, 6038094601263162091, 3207296026000306913,
            14232521865600346941,
        ],
        shift: 60,
        pilots: b"",
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0upload-eexceededexceededupload-e\x1C\0\0\0\x0F\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0not-founot-foundot-foundnot-foun5\0\0\0\t\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0quota-exexceededexceededquota-ex\x0E\0\0\0\x0E\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0burst-exexceededexceededburst-ex\0\0\0\0\x0E\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0trial-ovial-overial-overtrial-ov+\0\0\0\n\0\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        longest: 15,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Quotas",
        revision: ::core::option::Option::None,
        reference: ::core::option::Option::None,
        support: ::core::option::Option::None,
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "Too many requests at a time.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}Too many requests on a day.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}Too many uploads.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}Whoever goes on has to pay.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}There is no such thing.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}",
            offsets: b"\0\0\0\0'\0\0\0M\0\0\0i\0\0\0\x8F\0\0\0\xB1\0\0\0",
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
    ///`limit`: Limit
    Limit,
    ///`request`: Request
    Request,
}
::edges_errors::__private::impl_key! {
    Category, [Limit = "limit", "Limit", ""; Request = "request", "Request", "";]
}
impl Category {
    /// Returns the party that has to act.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Limit => Fault::Account,
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
    ///`burst`: So many requests of a key at a time.
    Burst,
    ///`daily`: So many requests of an account a day.
    Daily,
    ///`uploads`: So many uploads of an account.
    Uploads,
    ///`minute`: So many requests of anybody a minute.
    Minute,
    ///`trial`: So many requests before somebody pays.
    Trial,
}
::edges_errors::__private::impl_key! {
    RateLimit, [Burst = "burst", "Burst", "So many requests of a key at a time."; Daily =
    "daily", "Daily", "So many requests of an account a day."; Uploads = "uploads",
    "Uploads", "So many uploads of an account."; Minute = "minute", "Minute",
    "So many requests of anybody a minute."; Trial = "trial", "Trial",
    "So many requests before somebody pays.";]
}
impl RateLimit {
    /// Returns the subjects that are exhausted together: another one of them may still have room. A limit without any
    /// is everybody's.
    #[must_use]
    pub const fn applies_to(self) -> &'static [Subject] {
        match self {
            Self::Burst => &[Subject::Key],
            Self::Daily => &[Subject::Account],
            Self::Uploads => &[Subject::Account],
            Self::Minute => &[],
            Self::Trial => &[],
        }
    }
    /// Returns ways not to hit it again.
    #[must_use]
    pub const fn advice(self) -> &'static [&'static ::core::primitive::str] {
        match self {
            Self::Burst => &[],
            Self::Daily => &[],
            Self::Uploads => &[],
            Self::Minute => &[],
            Self::Trial => &[],
        }
    }
    /// The path of the endpoint that shows how much is left.
    #[must_use]
    pub const fn watch(self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Burst => ::core::option::Option::None,
            Self::Daily => ::core::option::Option::None,
            Self::Uploads => ::core::option::Option::None,
            Self::Minute => ::core::option::Option::None,
            Self::Trial => ::core::option::Option::None,
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
    ///`key`: Key
    Key,
    ///`account`: Account
    Account,
}
::edges_errors::__private::impl_key! {
    Subject, [Key = "key", "Key", ""; Account = "account", "Account", "";]
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
    #[doc = "An error that Quotas answered with, decoded."] pub type QuotasError =
    ::edges_errors::ApiError < ErrorLabel >;
}
///Everything that is known about the errors of Quotas, for tools.
pub const CATALOGUE: ::edges_errors::Catalogue<ErrorLabel> = ::edges_errors::Catalogue::new();
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { [::edges_errors] whole
        "Quotas\nlimit:Limit request:Request\n\nfix:Fix\nburst:Burst daily:Daily uploads:Uploads minute:Minute trial:Trial\nsoon:fixed later:until manual:manual never:never\nburst-exceeded BurstExceeded limit fix fixed failure plain current\nquota-exceeded QuotaExceeded limit fix until failure plain current\nupload-exceeded UploadExceeded limit fix until failure plain current\ntrial-over TrialOver limit fix manual failure plain current\nnot-found NotFound request fix never failure plain current"
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
        use super::super::super::ErrorLabel:: { BurstExceeded as BurstExceeded,
        QuotaExceeded as QuotaExceeded, UploadExceeded as UploadExceeded, TrialOver as
        TrialOver, NotFound as NotFound }; } pub mod filled { pub use super::labels:: *;
        #[doc = "The labels of these categories."] pub const fn category(_words : &
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
        : () = (); } pub mod category { pub use super::super::super::Category:: { Limit
        as limit, Request as request }; } pub mod remedy { pub use
        super::super::super::Remedy:: { Fix as fix }; } pub mod scope { pub use
        super::super::super::Scope:: {}; } pub mod rate_limit { pub use
        super::super::super::RateLimit:: { Burst as burst, Daily as daily, Uploads as
        uploads, Minute as minute, Trial as trial }; } pub mod strategy { pub use
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
