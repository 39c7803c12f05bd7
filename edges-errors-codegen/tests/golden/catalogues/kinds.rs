/**The labels that Bank answers with, from revision 1 of its reference.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| [`NO_MONEY`](https://bank.example/errors#no_money) | 402 | Account | account | yes, after a fixed wait | Pay in. |
| [`NO_CREDIT`](https://bank.example/errors#no_credit) | 402 | Account | account | yes, after a fixed wait | Pay in. |
| [`NO_LIMIT`](https://bank.example/errors#no_limit) | 403 | Account | account | yes, after a fixed wait | Wait. |
| [`NO_PAYEE`](https://bank.example/errors#no_payee) | 404 | Transfer | caller | yes, after a fixed wait | Wait. |
| [`NIGHT`](https://bank.example/errors#night) | 424 | Transfer | caller | no: empty result (depends on the request) | Wait. |
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
    /**`NO_MONEY`: There is not enough.

**Account**, status 402, fault: account. Retry: after 1m.

What to do:

* Pay in.

Params:

* `currency` (string): Of the account.
* `missing` (integer): How much is missing.
* `rate` (number): The rate of exchange.
* `blocked` (boolean): Whether the account is blocked.
* `since` (timestamp): Since when.
* `opens_in` (seconds, delays a retry): When the bank opens.
* `holders` (list): Whose account it is.
* `kind` (one of `GIRO`): Which account.
* `terms` (json): What was agreed.

[Reference](<https://bank.example/errors#no_money>), `kinds.toml:65`.*/
    #[doc(alias = "NO_MONEY")]
    NoMoney,
    /**`NO_CREDIT`: There is no credit\; the policy is that of NO\_MONEY.

**Account**, status 402, fault: account. Retry: after 1m.

What to do:

* Pay in.

[Reference](<https://bank.example/errors#no_credit>), `kinds.toml:83`.*/
    #[doc(alias = "NO_CREDIT")]
    NoCredit,
    /**`NO_LIMIT`: The limit is reached\; as NO\_MONEY, and only once more.

**Account**, status 403, fault: account. Retry: after 1m, 2 requests in all.

What to do:

* Wait.

[Reference](<https://bank.example/errors#no_limit>), `kinds.toml:90`.*/
    #[doc(alias = "NO_LIMIT")]
    NoLimit,
    /**`NO_PAYEE`: The payee is not there yet\; as NO\_MONEY, and slower.

**Transfer**, status 404, fault: caller. Retry: after 2m.

What to do:

* Wait.

[Reference](<https://bank.example/errors#no_payee>), `kinds.toml:97`.*/
    #[doc(alias = "NO_PAYEE")]
    NoPayee,
    /**`NIGHT`: Nothing moves at night.

**Transfer**, status 424, fault: caller. Retry: where customer is member or owner, after 1m; otherwise never, it would not help.

What to do:

* Wait.

[Reference](<https://bank.example/errors#night>), `kinds.toml:104`.*/
    #[doc(alias = "NIGHT")]
    Night,
    /**`CHEQUE`: Cheques were taken once.

**Transfer**, status 410, fault: caller. Retry: never, it would not help.

What to do:

* Pay in.

Removed in revision 1; old bodies still decode.

[Reference](<https://bank.example/errors#cheque>), `kinds.toml:112`.*/
    #[doc(alias = "CHEQUE")]
    #[deprecated(note = "revision 1 no longer sends it")]
    Cheque,
}
const _: () = {
    #[derive(::edges_errors::__private::Unlinted)]
    #[items(
        impl
        ErrorLabel{#[doc = r" Every label that the API still sends, in the order of the catalogue."]pub
        const
        ALL:&'static[Self]= &[Self::NoMoney,
        Self::NoCredit,
        Self::NoLimit,
        Self::NoPayee,
        Self::Night];#[doc = r" Every label there has ever been, removed ones too; a label's place here is its index."]pub
        const
        ALL_INCLUDING_REMOVED:&'static[Self]= &[Self::NoMoney,
        Self::NoCredit,
        Self::NoLimit,
        Self::NoPayee,
        Self::Night,
        Self::Cheque];}
    )]
    struct _Unlinted;
};
const _: () = {
    static POLICIES: &[::edges_errors::Policy] = &[
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("never"),
            ::edges_errors::Strategy::Never,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    36u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("by_hand"),
            ::edges_errors::Strategy::Manual,
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    39u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("minutely"),
            ::edges_errors::Strategy::Fixed {
                delay: ::core::time::Duration::from_millis(60000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    42u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("steadily"),
            ::edges_errors::Strategy::Exponential {
                base: ::core::time::Duration::from_millis(5000),
                cap: ::core::time::Duration::from_millis(5000),
                factor: ::edges_errors::Factor::from_thousandths(2000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    46u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::None,
            ::edges_errors::Strategy::Fixed {
                delay: ::core::time::Duration::from_millis(60000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    68u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::None,
            ::edges_errors::Strategy::Fixed {
                delay: ::core::time::Duration::from_millis(60000),
            },
            ::core::option::Option::Some(2u32),
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    93u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::None,
            ::edges_errors::Strategy::Fixed {
                delay: ::core::time::Duration::from_millis(120000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    100u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "NO_MONEYNO_CREDITNO_LIMITNO_PAYEENIGHTCHEQUE",
            rows: b"\0\0\0\0\x08\0\0\xFF\x04\xFF\0\0\0\0\0\0A\0\0\0\x08\0\0\0\t\0\0\xFF\x04\xFF\0\0\0\0\x01\0S\0\0\0\x11\0\0\0\x08\0\x01\xFF\x04\xFF\x01\0\x01\0\x01\0Z\0\0\0\x19\0\0\0\x08\x01\x01\xFF\x04\xFF\x02\0\x02\0\x01\0a\0\0\0!\0\0\0\x05\x01\x01\xFF\x05\xFF\x03\0\x03\0\x01\0h\0\0\0&\0\0\0\x06\x01\0\xFF\x14\xFF\x04\0\x04\0\x01\0p\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[402u16], &[403u16], &[404u16], &[424u16], &[410u16]],
        rules: &[
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[4])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[5])],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[6])],
            &[
                ::edges_errors::__private::RetryRule::__new(
                    &[
                        ::edges_errors::__private::Condition::__new(
                            "customer",
                            &["member", "owner"],
                        ),
                    ],
                    &POLICIES[2],
                ),
                ::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0]),
            ],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])],
        ],
        params: &[
            &[
                ::edges_errors::ParamInfo::__new(
                    "currency",
                    ::edges_errors::ParamKind::String,
                    &[],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "missing",
                    ::edges_errors::ParamKind::Integer,
                    &[],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "rate",
                    ::edges_errors::ParamKind::Number,
                    &[],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "blocked",
                    ::edges_errors::ParamKind::Boolean,
                    &[],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "since",
                    ::edges_errors::ParamKind::Timestamp,
                    &[],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "opens_in",
                    ::edges_errors::ParamKind::Seconds,
                    &[],
                    false,
                    true,
                ),
                ::edges_errors::ParamInfo::__new(
                    "holders",
                    ::edges_errors::ParamKind::List,
                    &[],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "kind",
                    ::edges_errors::ParamKind::Enum,
                    &[::edges_errors::ParamChoice::__new("GIRO", "Giro")],
                    false,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "terms",
                    ::edges_errors::ParamKind::Json,
                    &[],
                    false,
                    false,
                ),
            ],
            &[],
        ],
        hints: &[
            ::edges_errors::ParamInfo::__new(
                "opens_in",
                ::edges_errors::ParamKind::Seconds,
                &[],
                false,
                true,
            ),
        ],
        fallbacks: &[
            ::edges_errors::__private::StatusFacts {
                first: 400u16,
                last: 499u16,
                policy: &POLICIES[1],
                remedy: ::core::option::Option::None,
                effect: ::edges_errors::Effect::Unknown,
                fault: ::core::option::Option::None,
                location: ::edges_errors::Location::__new(
                    ::core::option::Option::Some("kinds.toml"),
                    54u32,
                ),
            },
        ],
        rate_limits: &[
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::Some(::edges_errors::__private::HeaderSignal {
                    name: "x-transfers",
                    is: ::core::option::Option::None,
                }),
                statuses: &[429u16],
                remaining: ::core::option::Option::None,
                reset: ::core::option::Option::None,
                applies_to: &["account"],
                policy: &POLICIES[3],
                refuses: false,
            },
        ],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("kinds.toml"),
                end: 6,
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
                        ends: true,
                        holds_params: true,
                        many: false,
                        plain: false,
                        keys: &[
                            ::edges_errors::__private::wire::Edge::new("error_label", 1),
                            ::edges_errors::__private::wire::Edge::new("error_scope", 2),
                            ::edges_errors::__private::wire::Edge::new("error_ref", 3),
                            ::edges_errors::__private::wire::Edge::new("message", 4),
                            ::edges_errors::__private::wire::Edge::new("status_code", 5),
                            ::edges_errors::__private::wire::Edge::new("params", 6),
                            ::edges_errors::__private::wire::Edge::new("label", 7),
                            ::edges_errors::__private::wire::Edge::new("scope", 8),
                        ],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 8,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "error_label",
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
                        path: "error_scope",
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
                        path: "error_ref",
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
                        path: "status_code",
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
                        path: "params",
                        ends: true,
                        holds_params: true,
                        many: false,
                        plain: false,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 6,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "label",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 7,
                    },
                    ::edges_errors::__private::wire::Node {
                        path: "scope",
                        ends: true,
                        holds_params: false,
                        many: false,
                        plain: true,
                        keys: &[],
                        any: ::core::option::Option::None,
                        items: ::core::option::Option::None,
                        filters: &[],
                        last: 8,
                    },
                ],
            },
            label: &[
                ::edges_errors::__private::wire::Place {
                    name: "error_label",
                    source: ::edges_errors::__private::wire::Source::Body(1),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
                ::edges_errors::__private::wire::Place {
                    name: "label",
                    source: ::edges_errors::__private::wire::Source::Body(7),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            scope: &[
                ::edges_errors::__private::wire::Place {
                    name: "error_scope",
                    source: ::edges_errors::__private::wire::Source::Body(2),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
                ::edges_errors::__private::wire::Place {
                    name: "scope",
                    source: ::edges_errors::__private::wire::Source::Body(8),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            error_ref: &[
                ::edges_errors::__private::wire::Place {
                    name: "error_ref",
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
            ],
            status: &[
                ::edges_errors::__private::wire::Place {
                    name: "status_code",
                    source: ::edges_errors::__private::wire::Source::Body(5),
                    cut: ::edges_errors::__private::wire::Cut::NONE,
                },
            ],
            params: &[
                ::edges_errors::__private::wire::ParamsPlace {
                    name: "params",
                    node: 6,
                    others: &[],
                },
                ::edges_errors::__private::wire::ParamsPlace {
                    name: ".",
                    node: 0,
                    others: &[
                        "error_label",
                        "error_scope",
                        "error_ref",
                        "message",
                        "status_code",
                        "params",
                        "label",
                        "scope",
                    ],
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
                    name: "x-transfers",
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
                        &[::edges_errors::__private::wire::WriteStep::Key("error_label")],
                    ),
                ),
                scope: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("error_scope")],
                    ),
                ),
                error_ref: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("error_ref")],
                    ),
                ),
                message: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("message")],
                    ),
                ),
                status: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("status_code")],
                    ),
                ),
                params: ::core::option::Option::Some(
                    ::edges_errors::__private::wire::WritePlace::Body(
                        &[::edges_errors::__private::wire::WriteStep::Key("params")],
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
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0NO_LIMITNO_LIMITNO_LIMITNO_LIMIT\x11\0\0\0\x08\0\x02\0NO_CREDIO_CREDITO_CREDITNO_CREDI\x08\0\0\0\t\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0NO_MONEYNO_MONEYNO_MONEYNO_MONEY\0\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0NIGHIGHTNIGHIGHTNIGHIGHTNIGHIGHT!\0\0\0\x05\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0CHEQEQUECHEQEQUECHEQEQUECHEQEQUE&\0\0\0\x06\0\x05\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0NO_PAYEENO_PAYEENO_PAYEENO_PAYEE\x19\0\0\0\x08\0\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        longest: 9,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Bank",
        revision: ::core::option::Option::Some("1"),
        reference: ::core::option::Option::Some("https://bank.example/errors"),
        support: ::core::option::Option::None,
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "There is not enough.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}Of the account.\u{1f}How much is missing.\u{1f}The rate of exchange.\u{1f}Whether the account is blocked.\u{1f}Since when.\u{1f}When the bank opens.\u{1f}Whose account it is.\u{1f}Which account.\u{1f}What was agreed.\u{1e}https://bank.example/errors#no_money\u{1e}\u{1e}\u{1e}\u{1e}There is no credit; the policy is that of NO_MONEY.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://bank.example/errors#no_credit\u{1e}\u{1e}\u{1e}\u{1e}The limit is reached; as NO_MONEY, and only once more.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://bank.example/errors#no_limit\u{1e}\u{1e}\u{1e}\u{1e}The payee is not there yet; as NO_MONEY, and slower.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://bank.example/errors#no_payee\u{1e}\u{1e}\u{1e}\u{1e}Nothing moves at night.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://bank.example/errors#night\u{1e}\u{1e}\u{1e}\u{1e}Cheques were taken once.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://bank.example/errors#cheque\u{1e}\u{1e}1\u{1e}\u{1e}",
            offsets: b"\0\0\0\0\xF3\0\0\0V\x01\0\0\xBB\x01\0\0\x1E\x02\0\0a\x02\0\0\xA7\x02\0\0",
        },
        statuses: &[
            ::edges_errors::__private::StatusProse {
                title: "Refused",
                doc: "The bank refuses.",
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
    ///`account`: The account does not allow it.
    Account,
    ///`transfer`: The transfer is wrong.
    Transfer,
}
::edges_errors::__private::impl_key! {
    Category, [Account = "account", "Account", "The account does not allow it."; Transfer
    = "transfer", "Transfer", "The transfer is wrong.";]
}
impl Category {
    /// Returns the party that has to act.
    #[must_use]
    pub const fn fault(self) -> Fault {
        match self {
            Self::Account => Fault::Account,
            Self::Transfer => Fault::Caller,
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
#[repr(u8)]
pub enum Scope {
    ///`sender`: Who pays.
    Sender,
    ///`receiver`: Who is paid.
    Receiver,
}
::edges_errors::__private::impl_key! {
    Scope, [Sender = "sender", "Sender", "Who pays."; Receiver = "receiver", "Receiver",
    "Who is paid.";]
}
impl Scope {
    /// The typical action, where the reference names one.
    #[must_use]
    pub const fn action(
        self,
    ) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Sender => ::core::option::Option::None,
            Self::Receiver => ::core::option::Option::None,
        }
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
    ///`pay_in`: Pay in.
    PayIn,
    ///`wait`: Wait.
    Wait,
}
::edges_errors::__private::impl_key! {
    Remedy, [PayIn = "pay_in", "Pay in", "Pay in."; Wait = "wait", "Wait", "Wait.";]
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
    ///`transfers`: Too many transfers.
    Transfers,
}
::edges_errors::__private::impl_key! {
    RateLimit, [Transfers = "transfers", "Transfers", "Too many transfers.";]
}
impl RateLimit {
    /// Returns the subjects that are exhausted together: another one of them may still have room. A limit without any
    /// is everybody's.
    #[must_use]
    pub const fn applies_to(self) -> &'static [Subject] {
        match self {
            Self::Transfers => &[Subject::Account],
        }
    }
    /// Returns ways not to hit it again.
    #[must_use]
    pub const fn advice(self) -> &'static [&'static ::core::primitive::str] {
        match self {
            Self::Transfers => &[],
        }
    }
    /// The path of the endpoint that shows how much is left.
    #[must_use]
    pub const fn watch(self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Transfers => ::core::option::Option::None,
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
pub enum Payload {}
::edges_errors::__private::impl_key! {
    Payload, []
}
::edges_errors::__private::if_json! {
    ::edges_errors::__private::impl_payload! { Payload, ErrorLabel }
}
///The values of the request context `customer`.
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
pub enum Customer {
    ///`guest`: Guest
    Guest,
    ///`member`: Member
    Member,
    ///`owner`: Owner
    Owner,
}
::edges_errors::__private::impl_key! {
    Customer, [Guest = "guest", "Guest", ""; Member = "member", "Member", ""; Owner =
    "owner", "Owner", "";]
}
impl ::edges_errors::ContextValue for Customer {
    const CONTEXT: &'static ::core::primitive::str = "customer";
}
::edges_errors::__private::if_json! {
    #[doc = r" The extra data of each label that has some, typed."] #[doc = r""] #[doc =
    r" A field is `None` where the error did not carry it, or carried something else than it should."]
    pub mod details { #[doc = "The values of `kind` in `NO_MONEY`."]
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq,
    ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord, ::core::hash::Hash,
    ::core::fmt::Debug,)] #[non_exhaustive] #[repr(u8)] pub enum NoMoneyKind { #[doc =
    "`GIRO`: Giro"] Giro, } ::edges_errors::__private::impl_key! { NoMoneyKind, [Giro =
    "GIRO", "Giro", "";] } #[doc =
    "The extra data of [`ErrorLabel::NoMoney`](super::ErrorLabel::NoMoney)."]
    #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
    #[non_exhaustive] pub struct NoMoney { #[doc = "Of the account."] pub currency :
    ::core::option::Option < ::edges_errors::__private::String >, #[doc =
    "How much is missing."] pub missing : ::core::option::Option < ::core::primitive::i64
    >, #[doc = "The rate of exchange."] pub rate : ::core::option::Option <
    ::core::primitive::f64 >, #[doc = "Whether the account is blocked."] pub blocked :
    ::core::option::Option < ::core::primitive::bool >, #[doc = "Since when."] pub since
    : ::core::option::Option < ::edges_errors::__private::SystemTime >, #[doc =
    "When the bank opens."] pub opens_in : ::core::option::Option <
    ::core::time::Duration >, #[doc = "Whose account it is."] pub holders :
    ::core::option::Option < ::edges_errors::__private::Vec <
    ::edges_errors::__private::String > >, #[doc = "Which account."] pub kind :
    ::core::option::Option < NoMoneyKind >, #[doc = "What was agreed."] pub terms :
    ::core::option::Option < ::edges_errors::__private::Value >, } impl
    ::edges_errors::Details for NoMoney { type Label = super::ErrorLabel; const LABEL :
    super::ErrorLabel = super::ErrorLabel::NoMoney; fn from_params(__params : &
    ::edges_errors::Params < '_ >) -> Self { Self { currency : __params.get("currency")
    .and_then(| __param | __param.to_text()), missing : __params.get("missing")
    .and_then(| __param | __param.to_integer()), rate : __params.get("rate").and_then(|
    __param | __param.to_number()), blocked : __params.get("blocked").and_then(| __param
    | __param.to_bool()), since : __params.get("since").and_then(| __param | __param
    .to_timestamp()), opens_in : __params.__latest("opens_in", | __param | __param
    .to_seconds()), holders : __params.get("holders").and_then(| __param | __param
    .to_list()), kind : __params.get("kind").and_then(| __param | __param.to_key()),
    terms : __params.get("terms").and_then(| __param | __param.to_value()), } } } #[doc =
    r" Fields that are sensitive show only whether they are there."] impl
    ::core::fmt::Debug for NoMoney { fn fmt(& self, __f : & mut ::core::fmt::Formatter <
    '_ >) -> ::core::fmt::Result { __f.debug_struct("NoMoney").field("currency", & self
    .currency).field("missing", & self.missing).field("rate", & self.rate)
    .field("blocked", & self.blocked).field("since", & self.since).field("opens_in", &
    self.opens_in).field("holders", & self.holders).field("kind", & self.kind)
    .field("terms", & self.terms).finish() } } }
}
::edges_errors::__private::if_json! {
    #[doc = "An error that Bank answered with, decoded."] pub type BankError =
    ::edges_errors::ApiError < ErrorLabel >;
}
///Everything that is known about the errors of Bank, for tools.
pub const CATALOGUE: ::edges_errors::Catalogue<ErrorLabel> = ::edges_errors::Catalogue::new();
#[doc(hidden)]
#[macro_export]
macro_rules! __catalogue_of_the_fixture {
    ([$($then:tt)*] $($input:tt)*) => {
        $($then)* ! { [::edges_errors] whole
        "Bank\naccount:Account transfer:Transfer\nsender:Sender receiver:Receiver\npay_in:PayIn wait:Wait\ntransfers:Transfers\nnever:never by_hand:manual minutely:fixed steadily:exponential\nNO_MONEY NoMoney account pay_in fixed failure params current\nNO_CREDIT NoCredit account pay_in fixed failure plain current\nNO_LIMIT NoLimit account wait fixed failure plain current\nNO_PAYEE NoPayee transfer wait fixed failure plain current\nNIGHT Night transfer wait fixed|never empty plain current\nCHEQUE Cheque transfer pay_in never failure plain removed"
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
    pub mod contexts {
        pub use super::super::Customer as customer;
    }
    ::edges_errors::__private::if_editor! {
        pub mod words { ::edges_errors::__private::if_json! { pub type Error =
        ::edges_errors::ApiError < super::super::ErrorLabel >; pub type Decision =
        ::edges_errors::retry::Decision < super::super::ErrorLabel >; } mod labels {
        #[derive(::edges_errors::__private::Unlinted)] #[items(pub use
        super::super::super::ErrorLabel:: { NoMoney as NO_MONEY, NoCredit as NO_CREDIT,
        NoLimit as NO_LIMIT, NoPayee as NO_PAYEE, Night as NIGHT, Cheque as CHEQUE };)]
        struct _Unlinted; } pub mod filled { pub use super::labels:: *; #[doc =
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
        : () = (); } pub mod category { pub use super::super::super::Category:: { Account
        as account, Transfer as transfer }; } pub mod remedy { pub use
        super::super::super::Remedy:: { PayIn as pay_in, Wait as wait }; } pub mod scope
        { pub use super::super::super::Scope:: { Sender as sender, Receiver as receiver
        }; } pub mod rate_limit { pub use super::super::super::RateLimit:: { Transfers as
        transfers }; } pub mod strategy { pub use
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
