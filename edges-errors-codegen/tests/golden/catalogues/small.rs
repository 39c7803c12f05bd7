/**The labels that Shop answers with, from revision 2 of its reference.

New labels are added in minor releases; one that is not listed here is data, not a failure to decode.

| Label | Status | Category | Fault | Retry | What to do |
| --- | --- | --- | --- | --- | --- |
| [`SOLD_OUT`](https://shop.example/errors#sold_out) | 409/424 | Stock | caller | later, when the limit resets (depends on the request) | Wait for the next delivery. |
| [`OLD_ORDER`](https://shop.example/old) | 410 | Stock | caller | no: done already | Ask the shop. |
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
    /**`SOLD_OUT`: Nothing is left of \`it\`.

**Stock**, status 409/424, fault: caller. Retry: where mode is express, never, it would not help; otherwise when the limit resets; after 24h where that is not said.

Causes:

* Many buyers.

What to do:

* Wait for the next delivery.
* Order something else.
* Once the attempts are spent\: Ask the shop.

Notes:

* Deliveries come at night.

Params:

* `next_delivery` (timestamp, delays a retry): When there is more.
* `customer` (string, never shown): Who asked.
* `type` (one of `FOOD`, `drink`): Of what.

Messages:

* `[product] is sold out.`
* `The shelf is empty.`
* `Milk is sold out.`
* `Nothing [at all] left.`

[Reference](<https://shop.example/errors#sold_out>), `small.toml:65`.*/
    #[doc(alias = "SOLD_OUT")]
    SoldOut,
    /**`OLD_ORDER`: The order was made before.

**Stock**, status 410, fault: caller. Retry: never, it would not help.

What to do:

* Ask the shop.

[Reference](<https://shop.example/old>), `small.toml:85`.*/
    #[doc(alias = "OLD_ORDER")]
    #[deprecated(note = "Says too little; use `SoldOut`")]
    OldOrder,
    /**`LOST`: The order got lost.

**Stock**, status 404, fault: caller. Retry: never, it would not help.

What to do:

* Ask the shop.

Removed in revision 2; old bodies still decode.

[Reference](<https://shop.example/errors#lost>), `small.toml:96`.*/
    #[doc(alias = "LOST")]
    #[deprecated(note = "revision 2 no longer sends it")]
    Lost,
}
const _: () = {
    #[derive(::edges_errors::__private::Unlinted)]
    #[items(
        impl
        ErrorLabel{#[doc = r" Every label that the API still sends, in the order of the catalogue."]pub
        const
        ALL:&'static[Self]= &[Self::SoldOut,
        Self::OldOrder];#[doc = r" Every label there has ever been, removed ones too; a label's place here is its index."]pub
        const
        ALL_INCLUDING_REMOVED:&'static[Self]= &[Self::SoldOut,
        Self::OldOrder,
        Self::Lost];}
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
                    ::core::option::Option::Some("small.toml"),
                    32u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::Some("slowly"),
            ::edges_errors::Strategy::Exponential {
                base: ::core::time::Duration::from_millis(1000),
                cap: ::core::time::Duration::from_millis(60000),
                factor: ::edges_errors::Factor::from_thousandths(1500),
            },
            ::core::option::Option::Some(4u32),
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("small.toml"),
                    35u32,
                ),
            ),
        ),
        ::edges_errors::Policy::__new(
            ::core::option::Option::None,
            ::edges_errors::Strategy::Until {
                fallback: ::core::time::Duration::from_millis(86400000),
            },
            ::core::option::Option::None,
            ::core::option::Option::Some(
                ::edges_errors::Location::__new(
                    ::core::option::Option::Some("small.toml"),
                    68u32,
                ),
            ),
        ),
    ];
    static FACTS: ::edges_errors::__private::Facts = ::edges_errors::__private::Facts {
        labels: ::edges_errors::__private::LabelTable {
            names: "SOLD_OUTOLD_ORDERLOST",
            rows: b"\0\0\0\0\x08\0\0\x01\0\x01\0\0\0\0\0\0A\0\0\0\x08\0\0\0\t\0\x01\xFF*\xFF\x01\0\x01\0\x01\0U\0\0\0\x11\0\0\0\x04\0\x01\xFF\x14\xFF\x02\0\x01\0\x01\0`\0\0\0",
        },
        policies: POLICIES,
        statuses: &[&[409u16, 424u16], &[410u16], &[404u16]],
        rules: &[
            &[
                ::edges_errors::__private::RetryRule::__new(
                    &[::edges_errors::__private::Condition::__new("mode", &["express"])],
                    &POLICIES[0],
                ),
                ::edges_errors::__private::RetryRule::__new(&[], &POLICIES[2]),
            ],
            &[::edges_errors::__private::RetryRule::__new(&[], &POLICIES[0])],
        ],
        params: &[
            &[
                ::edges_errors::ParamInfo::__new(
                    "next_delivery",
                    ::edges_errors::ParamKind::Timestamp,
                    &[],
                    false,
                    true,
                ),
                ::edges_errors::ParamInfo::__new(
                    "customer",
                    ::edges_errors::ParamKind::String,
                    &[],
                    true,
                    false,
                ),
                ::edges_errors::ParamInfo::__new(
                    "type",
                    ::edges_errors::ParamKind::Enum,
                    &[
                        ::edges_errors::ParamChoice::__new("FOOD", "Food"),
                        ::edges_errors::ParamChoice::__new("drink", "Drinks"),
                    ],
                    false,
                    false,
                ),
            ],
            &[],
        ],
        hints: &[
            ::edges_errors::ParamInfo::__new(
                "next_delivery",
                ::edges_errors::ParamKind::Timestamp,
                &[],
                false,
                true,
            ),
        ],
        fallbacks: &[
            ::edges_errors::__private::StatusFacts {
                first: 500u16,
                last: 599u16,
                policy: &POLICIES[1],
                remedy: ::core::option::Option::None,
                effect: ::edges_errors::Effect::Unknown,
                fault: ::core::option::Option::Some(3),
                location: ::edges_errors::Location::__new(
                    ::core::option::Option::Some("small.toml"),
                    45u32,
                ),
            },
        ],
        rate_limits: &[
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::Some(::edges_errors::__private::HeaderSignal {
                    name: "x-orders",
                    is: ::core::option::Option::None,
                }),
                statuses: &[429u16],
                remaining: ::core::option::Option::None,
                reset: ::core::option::Option::None,
                applies_to: &["customer"],
                policy: &POLICIES[1],
                refuses: false,
            },
            ::edges_errors::__private::RateLimitFacts {
                signal: ::core::option::Option::None,
                statuses: &[429u16],
                remaining: ::core::option::Option::None,
                reset: ::core::option::Option::None,
                applies_to: &["product"],
                policy: &POLICIES[0],
                refuses: false,
            },
        ],
        faults: &[],
        files: &[
            ::edges_errors::__private::FileLabels {
                path: ::core::option::Option::Some("small.toml"),
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
                    name: "x-orders",
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
            16294208416658607535, 7960286522194355701, 487617019471545679,
            17909611376780542445,
        ],
        shift: 60,
        pilots: b"",
        slots: b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0SOLD_OUTSOLD_OUTSOLD_OUTSOLD_OUT\0\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0LOSTLOSTLOSTLOSTLOSTLOSTLOSTLOST\x11\0\0\0\x04\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0OLD_ORDELD_ORDERLD_ORDEROLD_ORDE\x08\0\0\0\t\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        longest: 9,
    };
    static PROSE: ::edges_errors::__private::Prose = ::edges_errors::__private::Prose {
        name: "Shop",
        revision: ::core::option::Option::Some("2"),
        reference: ::core::option::Option::Some("https://shop.example/errors"),
        support: ::core::option::Option::Some("Write to help@shop.example."),
        in_doubt: ::core::option::Option::None,
        labels: ::edges_errors::__private::ProseTable {
            text: "Nothing is left of `it`.\u{1e}Many buyers.\u{1e}Wait for the next delivery.\u{1f}Order something else.\u{1e}Deliveries come at night.\u{1e}[product] is sold out.\u{1e}Milk is sold out.\u{1f}Nothing [at all] left.\u{1e}When there is more.\u{1f}Who asked.\u{1f}Of what.\u{1e}https://shop.example/errors#sold_out\u{1e}Tomorrow\u{1e}\u{1e}\u{1e}The order was made before.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://shop.example/old\u{1e}\u{1e}\u{1e}Says too little\u{1e}SOLD_OUTThe order got lost.\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}\u{1e}https://shop.example/errors#lost\u{1e}\u{1e}2\u{1e}\u{1e}",
            offsets: b"\0\0\0\0\n\x01\0\0^\x01\0\0\x9D\x01\0\0",
        },
        statuses: &[
            ::edges_errors::__private::StatusProse {
                title: "Server Error",
                doc: "The shop is closed.",
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
    ///`stock`: What was ordered is not there.
    Stock,
}
::edges_errors::__private::impl_key! {
    Category, [Stock = "stock", "Stock", "What was ordered is not there.";]
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
#[repr(u8)]
pub enum Scope {
    ///`order`: The order.
    Order,
}
::edges_errors::__private::impl_key! {
    Scope, [Order = "order", "Order", "The order.";]
}
impl Scope {
    /// The typical action, where the reference names one.
    #[must_use]
    pub const fn action(
        self,
    ) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Order => ::core::option::Option::Some("Look at the order again"),
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
    ///`wait`: Wait for the next delivery.
    Wait,
    ///`ask`: Ask the shop.
    Ask,
}
::edges_errors::__private::impl_key! {
    Remedy, [Wait = "wait", "Wait", "Wait for the next delivery."; Ask = "ask", "Ask",
    "Ask the shop.";]
}
impl Remedy {
    /// Returns whether the remedy is to write to support, who will ask for the error's reference.
    #[must_use]
    pub const fn is_support(self) -> ::core::primitive::bool {
        ::core::matches!(self, Self::Ask)
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
    ///`orders`: Too many orders.
    Orders,
    ///`stock`: Nothing left today.
    Stock,
}
::edges_errors::__private::impl_key! {
    RateLimit, [Orders = "orders", "Orders", "Too many orders."; Stock = "stock",
    "Stock", "Nothing left today.";]
}
impl RateLimit {
    /// Returns the subjects that are exhausted together: another one of them may still have room. A limit without any
    /// is everybody's.
    #[must_use]
    pub const fn applies_to(self) -> &'static [Subject] {
        match self {
            Self::Orders => &[Subject::Customer],
            Self::Stock => &[Subject::Product],
        }
    }
    /// Returns ways not to hit it again.
    #[must_use]
    pub const fn advice(self) -> &'static [&'static ::core::primitive::str] {
        match self {
            Self::Orders => &["Order less."],
            Self::Stock => &[],
        }
    }
    /// The path of the endpoint that shows how much is left.
    #[must_use]
    pub const fn watch(self) -> ::core::option::Option<&'static ::core::primitive::str> {
        match self {
            Self::Orders => ::core::option::Option::Some("/customers/{customer}/orders"),
            Self::Stock => ::core::option::Option::None,
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
    ///`customer`: Customer
    Customer,
    ///`product`: Product
    Product,
}
::edges_errors::__private::impl_key! {
    Subject, [Customer = "customer", "Customer", ""; Product = "product", "Product", "";]
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
///The values of the request context `mode`.
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
pub enum Mode {
    ///`express`: Express
    Express,
    ///`normal`: Normal
    Normal,
}
::edges_errors::__private::impl_key! {
    Mode, [Express = "express", "Express", ""; Normal = "normal", "Normal", "";]
}
impl ::edges_errors::ContextValue for Mode {
    const CONTEXT: &'static ::core::primitive::str = "mode";
}
::edges_errors::__private::if_json! {
    #[doc = r" The extra data of each label that has some, typed."] #[doc = r""] #[doc =
    r" A field is `None` where the error did not carry it, or carried something else than it should."]
    pub mod details { #[doc = "The values of `type` in `SOLD_OUT`."]
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq,
    ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord, ::core::hash::Hash,
    ::core::fmt::Debug,)] #[non_exhaustive] #[repr(u8)] pub enum SoldOutType { #[doc =
    "`FOOD`: Food"] Food, #[doc = "`drink`: Drinks"] Drink, }
    ::edges_errors::__private::impl_key! { SoldOutType, [Food = "FOOD", "Food", ""; Drink
    = "drink", "Drinks", "";] } #[doc =
    "The extra data of [`ErrorLabel::SoldOut`](super::ErrorLabel::SoldOut)."]
    #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::default::Default)]
    #[non_exhaustive] pub struct SoldOut { #[doc = "When there is more."] pub
    next_delivery : ::core::option::Option < ::edges_errors::__private::SystemTime >,
    #[doc = "Who asked."] pub customer : ::core::option::Option <
    ::edges_errors::__private::String >, #[doc = "Of what."] pub r#type :
    ::core::option::Option < SoldOutType >, } impl ::edges_errors::Details for SoldOut {
    type Label = super::ErrorLabel; const LABEL : super::ErrorLabel =
    super::ErrorLabel::SoldOut; fn from_params(__params : & ::edges_errors::Params < '_
    >) -> Self { Self { next_delivery : __params.__latest("next_delivery", | __param |
    __param.to_timestamp()), customer : __params.get("customer").and_then(| __param |
    __param.to_text()), r#type : __params.get("type").and_then(| __param | __param
    .to_key()), } } } #[doc =
    r" Fields that are sensitive show only whether they are there."] impl
    ::core::fmt::Debug for SoldOut { fn fmt(& self, __f : & mut ::core::fmt::Formatter <
    '_ >) -> ::core::fmt::Result { __f.debug_struct("SoldOut").field("next_delivery", &
    self.next_delivery).field("customer", & ::edges_errors::__private::Redacted(self
    .customer.is_some())).field("type", & self.r#type).finish() } } }
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
        "Shop\nstock:Stock\norder:Order\nwait:Wait ask:Ask\norders:Orders stock:Stock\nnever:never slowly:exponential\nSOLD_OUT SoldOut stock wait never|until failure params current\nOLD_ORDER OldOrder stock ask never done plain current\nLOST Lost stock ask never failure plain removed"
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
        pub use super::super::Mode as mode;
    }
    ::edges_errors::__private::if_editor! {
        pub mod words { ::edges_errors::__private::if_json! { pub type Error =
        ::edges_errors::ApiError < super::super::ErrorLabel >; pub type Decision =
        ::edges_errors::retry::Decision < super::super::ErrorLabel >; } mod labels {
        #[derive(::edges_errors::__private::Unlinted)] #[items(pub use
        super::super::super::ErrorLabel:: { SoldOut as SOLD_OUT, OldOrder as OLD_ORDER,
        Lost as LOST };)] struct _Unlinted; } pub mod filled { pub use super::labels:: *;
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
        : () = (); } pub mod category { pub use super::super::super::Category:: { Stock
        as stock }; } pub mod remedy { pub use super::super::super::Remedy:: { Wait as
        wait, Ask as ask }; } pub mod scope { pub use super::super::super::Scope:: {
        Order as order }; } pub mod rate_limit { pub use super::super::super::RateLimit::
        { Orders as orders, Stock as stock }; } pub mod strategy { pub use
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
