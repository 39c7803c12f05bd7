//! Gaps of a catalogue without mistakes.

use super::entries::Sections;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Rule};
use crate::language::tables::{Document, RetryEntry};
use crate::model::{Catalogue, Id, Policy, RateLimit, Remedy, Signal};
use crate::source::{Span, Text};

/// The policy to paste where the catalogue has none that sends a request again.
const BACKOFF: [&str; 5] = [
    "[retry.backoff]",
    "strategy = \"exponential\"",
    "base = \"500ms\"",
    "cap = \"20s\"",
    "max_attempts = 3",
];

/// An answer without a label that a catalogue had better say something of.
struct Gap {
    /// A status that nothing is said of.
    status: u16,
    /// The entry to paste.
    lines: [&'static str; 3],
}

const SERVER_ERROR: Gap = Gap {
    status: 503,
    lines: [
        "[statuses.5xx]",
        "title = \"Server Error\"",
        "doc = \"The server, or a proxy before it, failed.\"",
    ],
};

const TOO_MANY_REQUESTS: Gap = Gap {
    status: 429,
    lines: [
        "[statuses.429]",
        "title = \"Too Many Requests\"",
        "doc = \"A limit, perhaps that of a proxy, is reached.\"",
    ],
};

/// Tells of a catalogue that says nothing about answers of a failing server without a label, nor about a bare 429 though it
/// has labels for that status. What it extends is told of where that is checked.
pub(crate) fn miss_statuses(catalogue: &Catalogue) -> Option<Diagnostic> {
    if catalogue.extends.is_some() {
        return None;
    }
    let has_entry = |first: u16, last: u16| {
        let mut ranges = catalogue.statuses.iter().map(|status| status.range.bounds());
        ranges.any(|(from, to)| from <= last && first <= to)
    };
    let has_labels = catalogue.current_labels().any(|label| label.statuses.contains(&429));
    let is_limit = |limit: &RateLimit| {
        matches!(limit.signal, Some(Signal::Header { .. })) && limit.statuses.contains(&429)
    };
    let is_said = !has_labels || has_entry(429, 429) || catalogue.rate_limits.iter().any(is_limit);
    let server = (!has_entry(500, 599)).then_some(SERVER_ERROR);
    let gaps: Vec<Gap> = server.into_iter().chain((!is_said).then_some(TOO_MANY_REQUESTS)).collect();
    let statuses: Vec<String> = gaps.iter().map(|gap| gap.status.to_string()).collect();
    let message = format!(
        "`[statuses]` says nothing of a {} without a label, after which nothing is sent again",
        statuses.join(" or ")
    );
    (!gaps.is_empty()).then(|| {
        Diagnostic::new(Rule::NoStatuses, 0..0, message)
            .help_lines("add what it means:", &write_entries(catalogue, &gaps))
    })
}

/// Writes an entry for each gap, with a policy that sends a request again.
fn write_entries(catalogue: &Catalogue, gaps: &[Gap]) -> Vec<String> {
    let retried = catalogue.policies.iter().filter(|policy| policy.strategy.retries());
    let known = retried.filter_map(|policy| policy.name.as_deref()).next();
    let is_taken = catalogue.policies.iter().any(|policy| policy.name.as_deref() == Some("backoff"));
    let name = known.unwrap_or(if is_taken { "server_error" } else { "backoff" });
    let mut lines = Vec::new();
    for gap in gaps {
        lines.extend(gap.lines.map(str::to_owned));
        lines.push(format!("retry = \"{name}\""));
    }
    if known.is_none() {
        lines.extend(BACKOFF.map(|line| line.replace("backoff", name)));
    }
    lines
}

/// Tells of remedies that no decision offers: they send the same request again, and no policy does. What is written in a
/// base is told of where that is checked.
pub(crate) fn find_idle_remedies(
    document: &Document,
    catalogue: &Catalogue,
    places: &Places<'_>,
) -> Vec<Diagnostic> {
    let sections = Sections::of(document);
    let labels = sections.errors.entries.iter().zip(&catalogue.labels).flat_map(|(named, label)| {
        let entry = named.entry.as_ref();
        let remedy = entry.and_then(|entry| entry.remedy.as_ref()).map(|written| Offer {
            of: format!("`{}`", label.name),
            remedy: Some(label.remedy),
            written,
            retry: entry.and_then(|entry| entry.retry.as_ref()).map(retry_span),
            policies: label.retry.rules().map(|rule| rule.policy).collect(),
        });
        let after = entry.and_then(|entry| entry.after_attempts.right()).map(|written| Offer {
            of: format!("`{}` once the attempts are spent", label.name),
            remedy: label.after_attempts,
            written,
            retry: None,
            policies: Vec::new(),
        });
        remedy.into_iter().chain(after)
    });
    let statuses = sections.statuses.entries.iter().zip(&catalogue.statuses).filter_map(|(named, status)| {
        let entry = named.entry.as_ref()?;
        Some(Offer {
            of: format!("status `{}`", status.range),
            remedy: status.remedy,
            written: entry.remedy.right()?,
            retry: entry.retry.as_ref().map(|name| &name.span),
            policies: vec![status.policy],
        })
    });
    labels.chain(statuses).filter_map(|offer| offer.find_idle(catalogue, places)).collect()
}

/// A remedy where it is named, and the policies beside it.
struct Offer<'a> {
    of: String,
    remedy: Option<Id<Remedy>>,
    written: &'a Text,
    retry: Option<&'a Span>,
    /// None where the requests are at an end.
    policies: Vec<Id<Policy>>,
}

impl Offer<'_> {
    fn find_idle(&self, catalogue: &Catalogue, places: &Places<'_>) -> Option<Diagnostic> {
        let is_offered = self.policies.iter().any(|policy| catalogue[*policy].strategy.retries());
        self.remedy.filter(|remedy| catalogue[*remedy].resend && !is_offered)?;
        let message = format!("the remedy `{}` of {} is never offered", self.written.value, self.of);
        let written = [Some(&self.written.span), self.retry].into_iter().flatten();
        let (own, of_base): (Vec<&Span>, Vec<&Span>) = written.partition(|span| places.is_own(span));
        let (first, others) = own.split_first()?;
        let note = "it sends the same request again, where no policy does";
        let told = Diagnostic::new(Rule::IdleRemedy, (*first).clone(), message).note(note);
        let told = others.iter().chain(&of_base).fold(told, |told, span| told.related((*span).clone(), ""));
        Some(told.help("name a remedy that changes something, or a policy that sends the request again"))
    }
}

fn retry_span(retry: &RetryEntry) -> &Span {
    match retry {
        RetryEntry::Name(name) => &name.span,
        RetryEntry::InPlace(policy) => &policy.span,
        RetryEntry::Conditional(rules) => &rules.span,
    }
}
