//! The sections of the response format, payloads, faults, statuses, rate limits, scopes, remedies, policies and contexts; each
//! entry has an id to link to.

use maud::{Markup, html};

use super::entry::{write_entry, write_key};
use crate::documents::entry::Entry;
use crate::documents::explain::EntryFacts;
use edges_errors_catalogue::model::{Catalogue, with_ids};

/// A section of the page.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) body: Markup,
}

/// Writes a section for each set that is not empty.
pub(super) fn write_sets(catalogue: &Catalogue) -> Vec<Section> {
    let payloads = catalogue.payloads.iter().map(|payload| EntryFacts::payload(catalogue, payload));
    let faults = catalogue.faults.iter().map(|fault| EntryFacts::fault(catalogue, fault));
    let statuses = catalogue.statuses.iter().map(|status| EntryFacts::status(catalogue, status.range));
    let limits = catalogue.rate_limits.iter().map(|limit| EntryFacts::rate_limit(catalogue, limit));
    let scopes = catalogue.scopes.iter().map(|scope| EntryFacts::scope(catalogue, scope));
    let remedies = with_ids(&catalogue.remedies).map(|(id, _)| EntryFacts::remedy(catalogue, id));
    // Policies in place are written with their label.
    let policies = with_ids(&catalogue.policies).filter(|(_, policy)| policy.name.is_some());
    let policies = policies.map(|(id, _)| EntryFacts::policy(catalogue, id));
    let contexts = catalogue.contexts.iter().map(|context| EntryFacts::context(catalogue, context));
    let sections = [
        write_section("envelope", "Response format", ENVELOPE, write_envelope(catalogue)),
        write_section("payloads", "Payloads", PAYLOADS, write_entries("payload", payloads)),
        write_section("faults", "Faults", FAULTS, write_entries("fault", faults)),
        write_section("statuses", "Responses without a label", STATUSES, write_entries("status", statuses)),
        write_section("rate-limits", "Rate limits", LIMITS, write_entries("limit", limits)),
        write_section("scopes", "Scopes", SCOPES, write_entries("scope", scopes)),
        write_section("remedies", "Remedies", REMEDIES, write_entries("remedy", remedies)),
        write_section("policies", "Retry policies", POLICIES, write_entries("policy", policies)),
        write_section("contexts", "Request contexts", CONTEXTS, write_entries("context", contexts)),
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
    entries: Vec<Markup>,
) -> Option<Section> {
    let body = html! {
        p { (about) }
        dl.entries { @for entry in &entries { (entry) } }
    };
    (!entries.is_empty()).then_some(Section { id, title, body })
}

fn write_entries<'a>(prefix: &str, facts: impl Iterator<Item = EntryFacts<'a>>) -> Vec<Markup> {
    facts.map(|facts| write_entry(prefix, &Entry::of(&facts))).collect()
}

/// Writes an entry for each key of the response format.
fn write_envelope(catalogue: &Catalogue) -> Vec<Markup> {
    let facts = EntryFacts::envelope(catalogue);
    Entry::of(&facts).rows.iter().map(write_key).collect()
}
