/**The labels that Chat answers with.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| `not_authed` | 200 | Access | caller | no | Check the token. |
| `missing_scope` | 200 | Access | caller | after the remedy | Check the token. |
| `ratelimited` | 200/429 | Limit | account | later, when the limit resets | Check the token. |
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
    /**`not_authed`: There is no token.

**Access**, status 200, fault: caller. Retry: never, it would not help.

What to do:

* Check the token.

`success.toml:37`.*/
    #[doc(alias = "not_authed")]
    NotAuthed,
    /**`missing_scope`: The token lacks a scope.

**Access**, status 200, fault: caller. Retry: not by itself, the same request may succeed once the remedy is done.

What to do:

* Check the token.

Params:

* `needed` (list): The scopes that are needed.
* `provided` (list): The scopes of the token.

`success.toml:44`.*/
    #[doc(alias = "missing_scope")]
    MissingScope,
    /**`ratelimited`: Too many calls.

**Limit**, status 200/429, fault: account. Retry: when the limit resets; after 1m where that is not said.

What to do:

* Check the token.

`success.toml:55`.*/
    #[doc(alias = "ratelimited")]
    Ratelimited,
}
impl ErrorLabel {
    /// Every label that the API still sends, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[
        Self::NotAuthed,
        Self::MissingScope,
        Self::Ratelimited,
    ];
    /// Every label there has ever been, removed ones too; a label's place here is its index.
    pub const ALL_INCLUDING_REMOVED: &'static [Self] = &[
        Self::NotAuthed,
        Self::MissingScope,
        Self::Ratelimited,
    ];
}
const _: () = {
    static POLICIES: &[::edges_errors::Policy] = &[
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("later"),
            ::edges_errors::Strategy::Until {
                fallback: ::core::time::Duration::from_millis(60000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("success.toml"),
                    22u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("never"),
            ::edges_errors::Strategy::Never,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("success.toml"),
                    40u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("manual"),
            ::edges_errors::Strategy::Manual,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("success.toml"),
                    47u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "not_authedmissing_scoperatelimited",
            rows: b"\0\0\0\0\n\0\0\xFF\x04\xFF\0\0\0\0\0\0%\0\0\0\n\0\0\0\r\0\0\xFF\x04\xFF\0\0\x01\0\x01\0,\0\0\0\x17\0\0\0\x0B\x01\0\xFF\0\0\x01\0\x02\0\0\x007\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[200u16], &[200u16, 429u16]],
        rules: &[
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[1])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[2])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])],
        ],
        params: &[
            &[],
            &[
                ::edges_errors::ParamInfo::__new(
                    "needed",
                    ::edges_errors::ParamKind::List,
                    &[],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "provided",
                    ::edges_errors::ParamKind::List,
                    &[],
                    false,
                    false,
                ),
            ],
        ],
        hints: &[],
        fallbacks: &[
            ::edges_errors::__private::StatusFacts {
                first: 200u16,
                last: 299u16,
                policy: &POLICIES[1],
                remedy: ::core::option::Option::None,
                effect: ::edges_errors::Effect::Unknown,
                fault: ::core::option::Option::None,
                location: ::edges_errors::Location::__new(
                    ::core::option::Option::Some("success.toml"),
                    26u32,
                ),
            },
        ],
        rate_limits: &[
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::None,
                statuses: &[429u16],
                remaining: ::core::option::Option::None,
                reset: ::core::option::Option::None,
                applies_to: &["method"],
                policy: &POLICIES[0],
                refuses: false,
            },
        ],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("success.toml"),
                end: 3,
            },
        ],
        overridden: &[],
        idempotency_key: ::core::option::Option::None,
        wire: ::edges_errors::__private::wire::Wire {
            label_format: ::edges_errors::__private::LabelFormat::Snake,
            errors_in_2xx: true,
            tree: ::edges_errors::__private::wire::Tree {
                nodes: &[
                    ::edges_errors::__private::wire::Node {
                        path: "",
                        ends: true,
                        holds_params: true,
                        many: false,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new(
                                "response_metadata",
                                3,
                            ),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[
                            ::edges_errors::__private::wire::Filter {
                                key: "ok",
                                test: ::edges_errors::__private::wire::Test::IsNot(
                                    &["true"],
                                ),
                                node: 1,
                            },
                        ],
                        last: 4,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "[ok!=true]",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[::edges_errors::__private::wire::Edge::new("error", 2)],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 2,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "[ok!=true].error",
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
                        path: "response_metadata",
                        ends: false,
                        holds_params: false,
                        many: false,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("messages", 4),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 4,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "response_metadata.messages",
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
                    name: "[ok!=true].error",
                    source: ::edges_errors::__private::wire::Source::Body(2),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            scope: &[],
            error_ref: &[
                ::edges_errors::__private::wire::Place {
                    name: "X-Req-Id",
                    source: ::edges_errors::__private::wire::Source::Header("x-req-id"),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            message: &[
                ::edges_errors::__private::wire::Place {
                    name: "response_metadata.messages",
                    source: ::edges_errors::__private::wire::Source::Body(4),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            status: &[],
            params: &[
                ::edges_errors::__private::wire::ParamsPlace {
                    name: ".",
                    node: 0,
                    others: &["response_metadata", "ok", "error"],
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
                    name: "x-req-id",
                    is_hint: false,
                    is_signal: false,
                },
            ],
            hints: &[],
            no_retry: ::core::option::Option::None,
            payloads: &[],
            writes: ::edges_errors::__private::wire::Writes {
                label: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("error")],
                    ),
                ),
                scope: ::core::option::Option::None,
                error_ref: ::core::option::Option::Some(::edges_errors::__private::wire::WritePlace::Header {
                    name: "x-req-id",
                    after: "",
                }),
                message: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[
                            ::edges_errors::__private::wire::WriteStep::Key(
                                "response_metadata",
                            ),
                            ::edges_errors::__private::wire::WriteStep::Key("messages"),
                        ],
                    ),
                ),
                status: ::core::option::Option::None,
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
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0not_autht_authedt_authednot_auth\0\0\0\0\n\0\0\0ratelimielimitedelimitedratelimi\x17\0\0\0\x0B\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0missing_ng_scopeng_scopemissing_\n\0\0\0\r\0\x01\0",
        longest: 13,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Chat",
        revision: ::core::option::Option::None,
        reference: ::core::option::Option::None,
        support: ::core::option::Option::None,
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "There is no token.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}The token lacks a scope.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}The scopes that are needed.\u{1f}The scopes of the token.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}Too many calls.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}",
            offsets: b"\0\0\0\0\x1D\0\0\0t\0\0\0\x8E\0\0\0",
        },
        statuses: &[
            ::edges_errors::__private::StatusProse {
                title: "Success",
                doc: "The request was carried out, or the body says why not.",
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
    ///`access`: Access
    Access,
    ///`limit`: Limit
    Limit,
}
::edges_errors::__private::impl_key! {
    Category, [Access = "access", "Access", ""; Limit = "limit", "Limit", "";]
}
impl Category {
    /// Returns the party that has to act.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Access => Fault::Caller,
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
    ///`check_token`: Check the token.
    CheckToken,
}
::edges_errors::__private::impl_key! {
    Remedy, [CheckToken = "check_token", "Check token", "Check the token.";]
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
    ///`method`: So many calls of one method in a minute.
    Method,
}
::edges_errors::__private::impl_key! {
    RateLimit, [Method = "method", "Method", "So many calls of one method in a minute.";]
}
impl RateLimit {
    /// Returns the subjects that are exhausted together: another one of them may still have room. A limit without any
    /// is everybody's.
    #[must_use]
    pub const fn applies_to(self) -> &'static [Subject] {
        match self {
            Self::Method => &[Subject::Method],
        }
    }
    /// Returns ways not to hit it again.
    #[must_use]
    pub const fn advice(self) -> &'static [&'static ::core::primitive::str] {
        match self {
            Self::Method => &[],
        }
    }
    /// The path of the endpoint that shows how much is left.
    #[must_use]
    pub const fn watch(self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Method => ::core::option::Option::None,
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
    ///`method`: Method
    Method,
}
::edges_errors::__private::impl_key! {
    Subject, [Method = "method", "Method", "";]
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
    "The extra data of [`ErrorLabel::MissingScope`](super::ErrorLabel::MissingScope)."]
    #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
    #[non_exhaustive] pub struct MissingScope { #[doc = "The scopes that are needed."]
    pub needed : ::core::option::Option < ::edges_errors::__private::Vec <
    ::edges_errors::__private::String > >, #[doc = "The scopes of the token."] pub
    provided : ::core::option::Option < ::edges_errors::__private::Vec <
    ::edges_errors::__private::String > >, } impl ::edges_errors::Details for
    MissingScope { type Label = super::ErrorLabel; const LABEL : super::ErrorLabel =
    super::ErrorLabel::MissingScope; fn from_params(__params : & ::edges_errors::Params <
    '_ >) -> Self { Self { needed : __params.get("needed").and_then(| __param | __param
    .to_list()), provided : __params.get("provided").and_then(| __param | __param
    .to_list()), } } } #[doc =
    r" Fields that are sensitive show only whether they are there."] impl
    ::core::fmt::Debug for MissingScope { fn fmt(& self, __f : & mut
    ::core::fmt::Formatter < '_ >) -> ::core::fmt::Result { __f
    .debug_struct("MissingScope").field("needed", & self.needed).field("provided", & self
    .provided).finish() } } }
}
::edges_errors::__private::if_json! {
    #[doc = "An error that Chat answered with, decoded."] pub type ChatError =
    ::edges_errors::ApiError < ErrorLabel >;
}
///Everything that is known about the errors of Chat, for tools.
pub const CATALOGUE: ::edges_errors::Catalogue<ErrorLabel> = ::edges_errors::Catalogue::new();
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { [::edges_errors] whole
        "Chat\naccess:Access limit:Limit\n\ncheck_token:CheckToken\nmethod:Method\nlater:until never:never manual:manual\nnot_authed NotAuthed access check_token never failure plain current\nmissing_scope MissingScope access check_token manual failure params current\nratelimited Ratelimited limit check_token until failure plain current"
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
        use super::super::super::ErrorLabel:: { NotAuthed as not_authed, MissingScope as
        missing_scope, Ratelimited as ratelimited }; } pub mod filled { pub use
        super::labels:: *; #[doc = "The labels of these categories."] pub const fn
        category(_words : & [super::super::super::Category]) {} #[doc =
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
        : () = (); } pub mod category { pub use super::super::super::Category:: { Access
        as access, Limit as limit }; } pub mod remedy { pub use
        super::super::super::Remedy:: { CheckToken as check_token }; } pub mod scope {
        pub use super::super::super::Scope:: {}; } pub mod rate_limit { pub use
        super::super::super::RateLimit:: { Method as method }; } pub mod strategy { pub
        use ::edges_errors::__private::vocabulary::StrategyKind:: { Never as never,
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
