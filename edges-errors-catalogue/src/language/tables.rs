//! Every table and key of `errors.toml`.

use edges_errors_core::vocabulary::{Effect, HintKind, LabelFormat, Outcome, ParamKind, StrategyKind};

use super::description::{Form, Key, Presence};
use super::types::{
    Attempts, Categories, Entries, Exact, False, Faults, HeaderName, HeaderText, HeaderValue, Identifier,
    KeyName, LabelName, Labels, LimitEffect, Link, LinkPattern, List, Multiplier, NameIn, OneOf, Overrides,
    PathText, Policies, Prose, Remedies, Set, Status, StatusName, Wait,
};
use super::value::Type;

table! {
    /// Everything that is known about the errors of an API. `edges_errors::catalogue!` expands it, and `edges-errors check`
    /// checks it.
    Document {
        /// The API that the catalogue describes.
        catalogue: required CatalogueEntry = [catalogue],
        /// The response format: the places of the parts of an error.
        envelope: required EnvelopeEntry = { label = "error.code" },
        /// Payloads: what holds an error, and is not the response to the request that failed.
        payloads: optional Entries<KeyName, PayloadEntry> = [payloads.callback],
        /// Parties that can be at fault. Unless given: `caller`, `account`, `provider` and `api`.
        faults: optional Entries<KeyName, FaultEntry> = [faults.caller],
        /// Kinds of errors, and whose fault they are.
        categories: optional Entries<KeyName, CategoryEntry> = [categories.rate_limit],
        /// Parts of a request that an answer can blame.
        scopes: optional Entries<KeyName, ScopeEntry> = [scopes.input],
        /// Remedies: the steps that a person or a program can take about an error.
        remedies: optional Entries<KeyName, RemedyEntry> = [remedies.fix_input],
        /// Policies: whether, when and how often the same request is sent again.
        retry: optional Entries<KeyName, PolicyEntry> = [retry.backoff],
        /// Facts that a caller may state about a request, for policies that depend on them.
        contexts: optional Entries<KeyName, ContextEntry> = [contexts.identity_mode],
        /// The meaning of a status, or of a class of statuses, without a listed label.
        statuses: optional Entries<StatusName, StatusEntry> = [statuses.5xx],
        /// The limits that the API sets, and how each is recognised.
        rate_limits: optional Entries<KeyName, RateLimitEntry> = [rate_limits.daily],
        /// The labels. Their order is that of the generated enum.
        errors: required Entries<LabelName, LabelEntry> = [errors.LIMIT_REACHED],
        /// Facts of the extended catalogue that this one sees differently: the same sections, in which nothing is required.
        r#override: optional Overrides = [override.errors],
    }
}

either! {
    /// A link for each label, or `false` where labels have none.
    LinksEntry { Link(LinkPattern), None(False), }
}

either! {
    /// A link, or `false` where there is none.
    LinkEntry { Link(Link), None(False), }
}

table! {
    /// The API that the catalogue describes.
    CatalogueEntry {
        /// The name of the API.
        name: required Prose = "Shop",
        /// The name of the catalogue that this file extends.
        extends: optional Prose = "Edges",
        /// The name of the generated error type. Unless given: the name of the API in UpperCamelCase, and `Error`.
        error: optional Identifier = "ShopError",
        /// The edition of the reference that the catalogue describes.
        revision: optional Prose = "v1",
        /// The address of the published reference.
        reference: optional Link = "https://shop.example/errors",
        /// The address of the documentation of a label, in which `{label}` stands for it. Unless given: `reference`, `#` and
        /// the label in lower case. `false` if labels have no pages of their own. The links of a base hold for its own labels.
        docs_url: optional LinksEntry = "https://shop.example/errors/{label}",
        /// The place to report what the caller cannot mend.
        support: optional Prose = "Write to help@shop.example.",
        /// The way to find out whether a request was carried out, as a sentence. It comes first where a request that is not
        /// idempotent is not sent again.
        in_doubt: optional Prose = "Look the order up before you send it again.",
        /// The header of a request that makes sending it twice the same as sending it once.
        idempotency_key: optional HeaderName = "Idempotency-Key",
    }
}

table! {
    /// The response format of the API: the places of the parts of an error. What no place is declared for is not read.
    EnvelopeEntry {
        /// The name of the error: the first of these places whose value is a listed label; if none is listed, the first that
        /// has a value.
        label: required PlacesEntry = "error.code",
        /// The part of the request that is to blame.
        scope: optional PlacesEntry = "error.scope",
        /// The reference to quote to support.
        error_ref: optional PlacesEntry = { header = "X-Request-Id" },
        /// The message for people. Several messages are joined by `; `.
        message: optional PlacesEntry = "error.message",
        /// The HTTP status, as the body states it.
        status: optional PlacesEntry = "error.status",
        /// Objects whose entries are extra data, the first before the second. A member that another path enters is none.
        params: optional PlacesEntry = ["error.details", "."],
        /// The format of labels: of the keys of `[errors]`, and of what makes a 2xx answer an error.
        #[default("SCREAMING_SNAKE_CASE")]
        label_format: optional OneOf<LabelFormat> = "SCREAMING_SNAKE_CASE",
        /// True if a 2xx answer that has a label of the declared format is an error.
        #[default(false)]
        errors_in_2xx: optional bool = true,
        /// Headers, beside `Retry-After`, that say how long to wait, each with its type.
        hint_headers: optional Entries<HeaderName, OneOf<HintKind>> = { retry-after-ms = "milliseconds" },
        /// The header by which the API says not to send the request again.
        no_retry: optional NoRetryEntry = { header = "X-Should-Retry", is = "false" },
        /// Further headers that an error keeps. Those that the catalogue names elsewhere are kept anyway.
        keep_headers: optional Set<HeaderName> = ["X-RateLimit-Limit"],
    }
}

either! {
    /// A place, or several that are asked in order.
    PlacesEntry { Path(PathText), Place(PlaceTable), List(PlaceList), }
}

either! {
    /// A place: a path, or a table that says more.
    PlaceEntry { Path(PathText), Place(PlaceTable), }
}

exclusive_table! {
    /// The place of a part of an error, and how much of its text counts.
    #[otherwise(BadPath, "a place is either a path or a header")]
    PlaceTable {
        /// The path of the value in the body.
        path: PathText as Path = "error.code" {
            /// The mark behind which the value begins, if it is there; of several before `until` the last. Behind an `until` it counts
            /// where it follows at once.
            after: Exact = "#",
            /// The mark at which the value ends: the first one, behind `after` if that is there. Where the text has neither mark, all
            /// of it is the value. Where several places cut one label out of the same text, such a value in front of a listed
            /// label is a finer label that is not listed.
            until: Exact = ":",
        }
        /// The header that has the value.
        header: HeaderName as Header = "X-Error-Code" {
            /// The mark behind which the value begins, if it is there; of several before `until` the last. Behind an `until` it counts
            /// where it follows at once.
            after: HeaderText = "error=",
            /// The mark at which the value ends: the first one, behind `after` if that is there.
            until: HeaderText = ";",
        }
    }
}

table! {
    /// A header whose value forbids to send the request again. Any other value says nothing.
    NoRetryEntry {
        /// The header.
        header: required HeaderName = "X-Should-Retry",
        /// The value that forbids it.
        is: required HeaderValue = "false",
    }
}

table! {
    /// A form of data that holds an error, and is not the response to the request that failed: a callback, a job, a batch.
    PayloadEntry {
        ..naming: NamingEntry,
        /// The meaning of the payload.
        doc: optional Prose = "What the API sends when a run has ended.",
        /// The error: the envelope is read in each object that the path leads to. A payload is recognised by the path, also
        /// where there is `null` at its end.
        error: required PathText = "error",
        /// A path whose presence says that the work failed for good. There is an error then, also where `error` leads to
        /// none, and nobody resumes the work.
        failed: optional PathText = "job[state=failed]",
        /// A path whose presence says that the work has come to its end otherwise: nobody resumes it.
        ended: optional PathText = "job[state=done]",
        /// A path whose presence says that the API sends the work again by itself, whether or not the time can be read.
        resumed: optional PathText = "job[state=waiting]",
        /// The time at which the API does, or before which the work is not to be sent again.
        until: optional PathText = "job.resumes_at",
        /// True if the payload belongs to work that the API does later: the wait for a rate limit whose policy is `until` is then
        /// the API's, unless the work failed or has ended.
        #[default(false)]
        asynchronous: optional bool = true,
    }
}

table! {
    /// A party that can be at fault, and then has to act.
    FaultEntry {
        ..naming: NamingEntry,
        /// The party.
        doc: optional Prose = "Whoever wrote the calling program.",
        /// True for the one party that sends the requests: the client of HTTP's 4xx statuses.
        #[default(false)]
        caller: optional bool = true,
    }
}

table! {
    /// The names of an entry of a closed set.
    NamingEntry {
        /// The Rust name, where the one derived from the key does not suit.
        rust_name: optional Identifier = "LinkedIn",
        /// The name for people. Derived from the key unless given.
        title: optional Prose = "Rate limit",
    }
}

table! {
    /// A kind of error.
    CategoryEntry {
        ..naming: NamingEntry,
        /// The party that has to act: the first question of whoever is on call.
        fault: required NameIn<Faults> = "account",
        /// The common trait of the errors of the category.
        doc: optional Prose = "A usage limit is exhausted.",
    }
}

table! {
    /// A part of a request.
    ScopeEntry {
        ..naming: NamingEntry,
        /// The meaning of an answer that blames this part.
        doc: required Prose = "The data given as input is not valid.",
        /// The typical action, where the reference names one.
        action: optional Prose = "Fix the input format or value",
    }
}

table! {
    /// Something to do about an error.
    RemedyEntry {
        ..naming: NamingEntry,
        /// The step to take, as a sentence.
        doc: required Prose = "Correct the input.",
        /// True if the remedy is to write to support, who will ask for the error's reference.
        #[default(false)]
        support: optional bool = true,
        /// True if the remedy is to send the same request again, unchanged. It is never offered where a request must not
        /// be sent again.
        #[default(false)]
        resend: optional bool = true,
    }
}

tagged_table! {
    /// A policy: whether, when and how often the same request is sent again.
    PolicyEntry {
        /// The time of the next request.
        strategy: StrategyKind as StrategyEntry {
            Never {}
            Manual {}
            Fixed {
                /// The wait from the answer to the next request.
                delay: required Wait = "24h",
            }
            Exponential {
                /// The longest first wait.
                base: required Wait = "500ms",
                /// The longest wait of all.
                cap: required Wait = "20s",
                /// The number that the wait is multiplied by each time. It has at most three decimals.
                #[default(2)]
                factor: optional Multiplier = 1.5,
            }
            Until {
                /// The wait where the API does not say when the limit resets.
                fallback: required Wait = "24h",
            }
        }
        /// The number of requests that are sent in all, the first one included. Left to the caller unless given.
        max_attempts: optional Attempts = 5,
    }
}

table! {
    /// A fact that a caller may state about a request. Each context becomes an enum.
    ContextEntry {
        ..naming: NamingEntry,
        /// The subject of the context.
        doc: optional Prose = "How the identity is chosen.",
        /// The values that the context can have.
        values: required ContextValues = ["direct", "auto"],
    }
}

table! {
    /// The meaning of a status where there is no label, or none that is listed.
    StatusEntry {
        /// The phrase for the status.
        title: required Prose = "Failed Dependency",
        /// The meaning of the status at this API.
        doc: required Prose = "LinkedIn failed or refused the operation.",
        /// The policy of such an error.
        retry: required NameIn<Policies> = "backoff",
        /// The remedy for such an error.
        remedy: optional NameIn<Remedies> = "retry_later",
        /// The effect that the request may have had before an answer with the status.
        #[default("unknown")]
        effect: optional OneOf<Effect> = "none",
        /// The party that has to act.
        fault: optional NameIn<Faults> = "api",
    }
}

table! {
    /// A limit that the API sets.
    RateLimitEntry {
        ..naming: NamingEntry,
        /// The subject of the limit.
        doc: required Prose = "Too many requests for one identity.",
        /// The sign of an error of this limit. Without one, no answer is an error of it: it is closed by `remaining`, and by a
        /// program that counts for itself.
        signal: optional SignalEntry = { header = "X-RateLimit-Type" },
        /// The statuses at which a header is the signal. Unless given: 429.
        statuses: optional Statuses = [429, 503],
        /// The number of requests that are left before the limit is hit. An answer that leaves none closes it until its `reset`,
        /// which is then required.
        remaining: optional RemainingEntry = { header = "X-RateLimit-Remaining" },
        /// The time of the limit's next reset: a wait where this limit was hit.
        reset: optional ResetEntry = { header = "X-RateLimit-Reset", type = "timestamp" },
        /// The subjects that are exhausted together: another one of these may still have room. They become the variants of
        /// `Subject`. A limit that does not name any is everybody's.
        applies_to: optional Subjects = ["identity", "action"],
        /// The policy of an error that has no label of its own, and of a request that finds the limit closed.
        retry: required NameIn<Policies> = "backoff",
        /// The effect that a request may have had before the limit refused it, where a header is the signal. A label has
        /// its own effect.
        #[default("unknown")]
        effect: optional LimitEffect = "none",
        /// Ways to stay below the limit, a sentence each.
        advice: optional List<Prose> = ["Spread the requests over the day."],
        /// The path of the endpoint that shows how much is left.
        watch: optional Exact = "/identities/{identity}/limits",
    }
}

exclusive_table! {
    /// The sign of an error of a limit.
    #[otherwise(BadSignal, "a signal is either a header or a label")]
    SignalEntry {
        /// The header of an answer that only this limit sends.
        header: HeaderName as Header = "X-RateLimit-Type" {
            /// The value that the header has, where others say something else.
            is: HeaderValue = "requests",
        }
        /// The label that only this limit sends, at any status.
        label: NameIn<Labels> as Label = "LIMIT_REACHED" {}
    }
}

table! {
    /// A header with a number of requests that are left.
    RemainingEntry {
        /// The header.
        header: required HeaderName = "X-RateLimit-Remaining",
        /// The mark behind which the value begins, if it is there; of several before `until` the last. Behind an `until` it counts
        /// where it follows at once.
        after: optional HeaderText = "r=",
        /// The mark at which the value ends: the first one, behind `after` if that is there.
        until: optional HeaderText = ";",
    }
}

table! {
    /// A header that says when a limit resets.
    ResetEntry {
        /// The header.
        header: required HeaderName = "X-RateLimit-Reset",
        /// The type of its value.
        r#type: required OneOf<HintKind> = "timestamp",
        /// The mark behind which the value begins, if it is there; of several before `until` the last. Behind an `until` it counts
        /// where it follows at once.
        after: optional HeaderText = "t=",
        /// The mark at which the value ends: the first one, behind `after` if that is there.
        until: optional HeaderText = ";",
    }
}

table! {
    /// An error of the API, by the label that its body states.
    LabelEntry {
        /// The Rust variant, where the one derived from the label does not suit.
        rust_name: optional Identifier = "LimitReached",
        /// The statuses that the label comes with.
        statuses: required Statuses = [429, 424],
        /// The kind of error.
        category: required NameIn<Categories> = "rate_limit",
        /// The party that has to act, where it is another one than the category's.
        fault: optional NameIn<Faults> = "account",
        /// The policy, which decides whether, when and how often the same request is sent again: by its name, in place,
        /// or as rules by which it depends on the request.
        retry: required RetryEntry = "backoff",
        /// The words of the reference about retrying, literally.
        reference_retry: optional Prose = "Yes, with backoff",
        /// The remedy for the error.
        remedy: required NameIn<Remedies> = "wait_for_reset",
        /// The remedy once the attempts are spent.
        after_attempts: optional NameIn<Remedies> = "contact_support",
        /// The effect that the request may have had before the error.
        #[default("unknown")]
        effect: optional OneOf<Effect> = "none",
        /// The meaning of the error for the work.
        #[default("failure")]
        outcome: optional OneOf<Outcome> = "empty",
        /// The meaning of the label, in a sentence or two.
        doc: required Prose = "A limit is reached.",
        /// Common causes of the error, a sentence each.
        causes: optional List<Prose> = ["Many requests on one day."],
        /// Steps to take about it, and alternatives, a sentence each.
        resolution: optional List<Prose> = ["Wait until the limit resets."],
        /// Further facts that are worth knowing.
        notes: optional List<Prose> = ["The limit resets at midnight."],
        /// Messages as the API words them. `[name]` is a placeholder for at least one character.
        templates: optional Set<Exact> = ["Daily limit reached for [service]."],
        /// Messages that the API has sent. One that no template matches becomes a template without placeholders.
        examples: optional Set<Exact> = ["Daily limit reached for LinkedIn."],
        /// The address of the label's documentation, or `false` if it has none. Unless given: that of `[catalogue]`, where
        /// that is of the same file or of one that extends it.
        docs_url: optional LinkEntry = "https://shop.example/errors/limits",
        /// The extra data that an error of this label carries, by its name on the wire.
        params: optional Entries<Exact, ParamEntry> = { reset_at = { type = "timestamp", doc = "When the limit resets." } },
        /// The label should not be used any more: naming it in Rust gives a warning.
        deprecated: optional DeprecatedEntry = { note = "The API sends LIMIT_REACHED instead." },
        /// The revision that removed the label. The label stays, deprecated, and old answers decode.
        removed: optional Prose = "v2",
    }
}

either! {
    /// A policy for every request, by its name or in place, or several that depend on the request, tried in order.
    RetryEntry { Name(NameIn<Policies>), InPlace(PolicyEntry), Conditional(RetryRules), }
}

either! {
    /// A policy, by its name or in place.
    PolicyRefEntry { Name(NameIn<Policies>), InPlace(PolicyEntry), }
}

filled! {
    /// The statuses of a label or a limit.
    Statuses: Set<Status>, BadStatus, "a label has at least one status", "such as `[424]`";
    /// Places that are asked in order.
    PlaceList: List<PlaceEntry>, BadPath, "there is at least one place", "such as `[\"error.code\"]`";
    /// The subjects of a limit.
    Subjects: Set<KeyName>, BadSubject, "a limit that is everybody's names no subjects", "help: remove this line";
    /// The values of a context.
    ContextValues: Set<Exact>, EnumValues, "a context has at least one value", "list at least one";
    /// The rules of a conditional `retry`. The last one, and only it, has no `when`.
    RetryRules: List<RuleEntry>, UnconditionalLast,
        "a conditional `retry` needs at least its last, unconditional entry", "add `{ policy = \"…\" }`";
}

table! {
    /// A rule of a conditional `retry`. Rules are tried in order; the last one, and only it, has no `when`.
    RuleEntry {
        /// The values that the context of a request may have, for each context. Without conditions the policy holds for
        /// every request that is left.
        when: optional Entries<KeyName, Set<Exact>> = { identity_mode = ["auto"] },
        /// The policy.
        policy: required PolicyRefEntry = "backoff",
    }
}

table! {
    /// A piece of extra data. It becomes a field of the label's details.
    ParamEntry {
        /// The Rust field, where the one derived from the name does not suit.
        rust_name: optional Identifier = "reset_at",
        /// The type of the value.
        r#type: required OneOf<ParamKind> = "timestamp",
        /// The meaning of the value.
        doc: required Prose = "When the limit resets.",
        /// The values of an `enum`, each with its title.
        values: optional Entries<Exact, Prose, 1> = { direct = "The identities that the request names" },
        /// True if the value is kept out of every output.
        #[default(false)]
        sensitive: optional bool = true,
        /// True if the value says how long to wait. It is then a `timestamp`, `seconds`, `milliseconds` or a `duration`.
        #[default(false)]
        delays_retry: optional bool = true,
    }
}

table! {
    /// The advice to those who name a label that should not be used any more.
    DeprecatedEntry {
        /// The reason not to use it.
        note: required Prose = "Says too little.",
        /// The label that the API sends instead.
        replaced_by: optional NameIn<Labels> = "LIMIT_REACHED",
    }
}

impl PolicyEntry {
    /// Returns the lines of a policy of a strategy: those of the keys that it needs.
    pub(crate) fn example(strategy: StrategyKind) -> Vec<String> {
        let Form::Either(forms) = <Self as Type>::FORM else { return Vec::new() };
        let tables =
            forms.iter().filter_map(|form| if let Form::Table(table) = form { Some(table) } else { None });
        let keys = tables.filter(|table| table.doc == strategy.doc()).flat_map(|table| table.keys());
        keys.filter(|key| key.presence == Presence::Required).map(Key::line).collect()
    }
}
