//! The sections of the response format, payloads, faults, statuses, rate limits, scopes, remedies, policies and contexts; each
//! entry has an id to link to.

use maud::{Markup, html};

use super::format::{write_envelope, write_payload, write_place};
use super::label::write_limit_facts;
use super::parts::{chip_strategy, find_status, link_label, link_policy, link_remedy, link_users};
use crate::documents::format::{HintFacts, PlaceFacts};
use edges_errors_catalogue::model::{
    Catalogue, Context, Fault, Id, Policy, RateLimit, Remedy, Scope, Signal, Status, with_ids,
};
use edges_errors_catalogue::phrases::{describe_effect, describe_policy, join_statuses};

/// A section of the page.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) body: Markup,
}

/// Writes a section for each set that is not empty.
pub(super) fn write_sets(catalogue: &Catalogue) -> Vec<Section> {
    let limits = catalogue.rate_limits.iter().map(|limit| write_limit(catalogue, limit));
    let statuses = catalogue.statuses.iter().map(|status| write_status(catalogue, status));
    let remedies = with_ids(&catalogue.remedies).map(|(id, remedy)| write_remedy(catalogue, id, remedy));
    let policies =
        with_ids(&catalogue.policies).filter_map(|(id, policy)| write_policy(catalogue, id, policy));
    let payloads = catalogue.payloads.iter().map(|payload| write_payload(catalogue, payload));
    let faults = catalogue.faults.iter().map(|fault| write_fault(catalogue, fault));
    let sections = [
        write_section("envelope", "Response format", ENVELOPE, write_envelope(catalogue).into_iter()),
        write_section("payloads", "Payloads", PAYLOADS, payloads),
        write_section("faults", "Faults", FAULTS, faults),
        write_section("statuses", "Responses without a label", STATUSES, statuses),
        write_section("rate-limits", "Rate limits", LIMITS, limits),
        write_section("scopes", "Scopes", SCOPES, catalogue.scopes.iter().map(write_scope)),
        write_section("remedies", "Remedies", REMEDIES, remedies),
        write_section("policies", "Retry policies", POLICIES, policies),
        write_section("contexts", "Request contexts", CONTEXTS, catalogue.contexts.iter().map(write_context)),
    ];
    sections.into_iter().flatten().collect()
}

const ENVELOPE: &str =
    "The places of the parts of an error. A path leads into the body; several are asked in order.";
const PAYLOADS: &str = "What holds an error, and is not the response to the request that failed.";
const FAULTS: &str = "The parties that can be at fault, and then have to act.";
const STATUSES: &str = "The meaning of a status if a response has no label, or one that is not listed here.";
const LIMITS: &str = "The systems that limit requests, and how to tell them apart. A label takes precedence.";
const SCOPES: &str =
    "The part of a request that a response blames. It belongs to the response, not to its label.";
const REMEDIES: &str = "The steps that a person or a program has to take.";
const POLICIES: &str =
    "Whether, when and how often to send a request again. Counts include the first request.";
const CONTEXTS: &str = "Facts about a request that a retry policy can depend on.";

fn write_section(
    id: &'static str,
    title: &'static str,
    about: &str,
    entries: impl Iterator<Item = Markup>,
) -> Option<Section> {
    let entries: Vec<Markup> = entries.collect();
    let body = html! {
        p { (about) }
        dl.entries { @for entry in &entries { (entry) } }
    };
    (!entries.is_empty()).then_some(Section { id, title, body })
}

fn write_fault(catalogue: &Catalogue, fault: &Fault) -> Markup {
    let is_this = |other: &Fault| other.key.name == fault.key.name;
    html! {
        div id={ "fault-" (fault.key.name) } {
            dt {
                code { (fault.key.name) } " " (fault.key.title)
                @if fault.is_caller { " " span.chip { "sends the requests" } }
            }
            dd {
                p { (fault.key.doc) }
                dl.facts {
                    (link_users("Labels", catalogue, |label| is_this(catalogue.fault_of(label))))
                }
            }
        }
    }
}

fn write_status(catalogue: &Catalogue, status: &Status) -> Markup {
    let policy = &catalogue[status.policy];
    html! {
        div id={ "status-" (status.range) } {
            dt { code { (status.range) } " " (status.title) }
            dd {
                p { (status.doc) }
                dl.facts {
                    dt { "Retry" }
                    dd { (describe_policy(policy)) (link_policy(catalogue, status.policy)) }
                    @if let Some(remedy) = status.remedy {
                        dt { "What to do" }
                        dd { (link_remedy(catalogue, remedy)) }
                    }
                    dt { "Side effect" }
                    dd { (describe_effect(status.effect)) }
                    @if let Some(fault) = status.fault { dt { "Fault" } dd { (catalogue[fault].key.name) } }
                    (link_users("Labels", catalogue, |label| {
                        label.statuses.iter().any(|sent| find_status(catalogue, *sent) == Some(status))
                    }))
                }
            }
        }
    }
}

fn write_limit(catalogue: &Catalogue, limit: &RateLimit) -> Markup {
    html! {
        div id={ "limit-" (limit.key.name) } {
            dt { (limit.key.title) }
            dd {
                p { (limit.key.doc) }
                dl.facts {
                    dt { "Recognised by" }
                    @match &limit.signal {
                        Signal::Header { name, is } => {
                            dd {
                                "the header " code { (name) }
                                @if let Some(is) = is { " with the value " code { (is) } }
                                ", at status " (join_statuses(&limit.statuses))
                            }
                        },
                        Signal::Label(label) => {
                            dd { "the label " (link_label(&catalogue[*label])) ", at any status" }
                        },
                    }
                    dt { "Retry" }
                    dd {
                        (describe_policy(&catalogue[limit.policy])) (link_policy(catalogue, limit.policy))
                    }
                    @if let Signal::Header { .. } = limit.signal {
                        dt { "Side effect" }
                        dd { (describe_effect(limit.effect)) }
                    }
                    @if let Some(remaining) = &limit.remaining {
                        dt { "What is left" }
                        dd { (write_place(&PlaceFacts::of(remaining))) }
                    }
                    @if let Some(reset) = limit.reset.as_ref().map(HintFacts::of) {
                        dt { "Reset" }
                        dd { (write_place(&reset.place)) " (" (reset.kind) ")" }
                    }
                }
                (write_limit_facts(limit))
            }
        }
    }
}

fn write_scope(scope: &Scope) -> Markup {
    html! {
        div id={ "scope-" (scope.key.name) } {
            dt { code { (scope.key.name) } " " (scope.key.title) }
            dd {
                p { (scope.key.doc) }
                @if let Some(action) = &scope.action { dl.facts { dt { "Typical action" } dd { (action) } } }
            }
        }
    }
}

fn write_remedy(catalogue: &Catalogue, id: Id<Remedy>, remedy: &Remedy) -> Markup {
    html! {
        div id={ "remedy-" (remedy.key.name) } {
            dt {
                code { (remedy.key.name) } " " (remedy.key.title)
                @if remedy.support { " " span.chip { "writes to support" } }
            }
            dd {
                p { (remedy.key.doc) }
                dl.facts {
                    (link_users("Labels", catalogue, |label| label.remedy == id))
                    (link_users("After the attempts", catalogue, |label| label.after_attempts == Some(id)))
                }
            }
        }
    }
}

/// Writes a named policy; policies in place are written with their label.
fn write_policy(catalogue: &Catalogue, id: Id<Policy>, policy: &Policy) -> Option<Markup> {
    let name = policy.name.as_ref()?;
    Some(html! {
        div id={ "policy-" (name) } {
            dt { code { (name) } " " (chip_strategy(policy.strategy, policy.strategy.as_str())) }
            dd {
                p { (describe_policy(policy)) }
                dl.facts {
                    (link_users("Labels", catalogue, |label| {
                        label.retry.rules().any(|rule| rule.policy == id)
                    }))
                }
            }
        }
    })
}

fn write_context(context: &Context) -> Markup {
    html! {
        div id={ "context-" (context.key.name) } {
            dt { code { (context.key.name) } " " (context.key.title) }
            dd {
                @if !context.key.doc.is_empty() { p { (context.key.doc) } }
                ul { @for value in &context.values { li { code { (value.name) } } } }
            }
        }
    }
}
