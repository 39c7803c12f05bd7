//! The rate limits: their signs, whom they apply to, and the headers by which an answer says that it has used one up.

use super::entries::{Entries, whole};
use super::format::given;
use super::names::{Identifiers, Namespace, check_key};
use super::places::Places;
use super::policies::Policies;
use super::references::References;
use super::sets::{check_set, check_set_key, document, texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::language::repeated;
use crate::language::tables::{RateLimitEntry, RemainingEntry, ResetEntry, SignalEntry};
use crate::model::{Effect, HintHeader, Key, Place, PlaceSource, RateLimit, Signal};
use crate::names::{humanise, upper_camel};
use crate::source::{Given, Span, Spanned, Text};

pub(super) fn check_rate_limits(
    entries: Entries<'_, RateLimitEntry>,
    references: &References<'_>,
    policies: &mut Policies,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<RateLimit>> {
    let mut variants = Namespace::of(Identifiers::Variant);
    let mut signals: Vec<Signalled> = Vec::new();
    let mut counts: Vec<Spanned<Place>> = Vec::new();
    let mut subjects = Subjects::default();
    check_set("rate limits", entries, diagnostics, |name, entry, diagnostics| {
        let has_signal = !entry.signal.is_absent();
        let given = entry.statuses.right().map(|statuses| statuses.value.iter().map(|status| status.value));
        let statuses: Vec<u16> = match given {
            Some(given) => given.collect(),
            None if has_signal => vec![429],
            None => Vec::new(),
        };
        // Of a request that finds its limit closed nothing was done.
        let effect = if has_signal { Effect::Unknown } else { Effect::None };
        let signal = match &entry.signal {
            Given::Absent => Some(None),
            Given::Wrong => None,
            Given::Right(signal) => {
                check_signal(signal, &statuses, references, &mut signals, diagnostics).map(Some)
            }
        };
        let policy =
            entry.retry.as_ref().and_then(|name| policies.resolve(name, references.places, diagnostics));
        check_limit_keys(entry, references, diagnostics);
        let Allowance { remaining, reset } = check_allowance(entry, &mut counts, diagnostics);
        let applies_to = subjects.check(entry, references.places, diagnostics);
        let key = check_set_key(name, &entry.naming, references.places, &mut variants, diagnostics)?;
        Some(RateLimit {
            key: document(key, entry.doc.as_ref())?,
            signal: signal?,
            applies_to: applies_to?,
            policy: policy?,
            statuses,
            remaining,
            reset,
            effect: entry.effect.right().map_or(effect, |effect| effect.value),
            advice: entry.advice.right().map(texts).unwrap_or_default(),
            watch: entry.watch.right().map(|watch| watch.value.clone()),
        })
    })
}

/// The subjects of all limits: the same name is the same subject.
pub(super) struct Subjects {
    variants: Namespace,
    known: Vec<Key>,
}

impl Default for Subjects {
    fn default() -> Self {
        Self { variants: Namespace::of(Identifiers::Subject), known: Vec::new() }
    }
}

impl Subjects {
    /// Reads the subjects of one limit.
    pub(super) fn check(
        &mut self,
        entry: &RateLimitEntry,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Key>> {
        let names = match &entry.applies_to {
            Given::Right(names) => names.value.as_slice(),
            Given::Absent => &[],
            Given::Wrong => return None,
        };
        whole(names.iter().map(|name| self.check_one(name, places, diagnostics)).collect())
    }

    fn check_one(&mut self, name: &Text, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Option<Key> {
        if let Some(known) = self.known.iter().find(|known| known.name == name.value) {
            return Some(known.clone());
        }
        let right = check_key(name, diagnostics);
        let variant = self.variants.take(name, upper_camel(name), None, diagnostics)?;
        let (title, location) = (humanise(name), places.locate(&name.span));
        let key = Key { name: name.value.clone(), variant, title, doc: String::new(), location };
        self.known.push(key.clone());
        right.then_some(key)
    }
}

/// Reports what a limit says of a signal that is no header: of a label the label's own effect and statuses hold, and without a
/// signal no request is refused.
fn check_limit_keys(entry: &RateLimitEntry, references: &References<'_>, diagnostics: &mut Diagnostics) {
    if let Some(statuses) = entry.statuses.right() {
        references.wire.check_statuses(&statuses.value, diagnostics);
    }
    let (effect_is, statuses_are) = match &entry.signal {
        Given::Absent => {
            ("a limit without a signal refuses nothing", "a limit without a signal has no status")
        }
        Given::Right(Spanned { value: SignalEntry::Label { .. }, .. }) => (
            "a limit whose signal is a label has the effect of the label",
            "a limit whose signal is a label is hit at any status",
        ),
        Given::Right(Spanned { value: SignalEntry::Header { .. }, .. }) | Given::Wrong => return,
    };
    let effect = entry.effect.right().map(|word| (&word.span, effect_is));
    let statuses = entry.statuses.right().map(|statuses| (&statuses.span, statuses_are));
    for (span, message) in effect.into_iter().chain(statuses) {
        diagnostics
            .push(Diagnostic::new(Rule::BadSignal, span.clone(), message).note("help: remove this line"));
    }
}

/// The signal of a limit that was read before, and the statuses at which it is one.
struct Signalled {
    signal: Signal,
    statuses: Vec<u16>,
    span: Span,
}

impl Signalled {
    /// Returns whether every answer with a later signal has this one: the same header, whatever its value is.
    fn takes_all(&self, later: &Signal, statuses: &[u16]) -> bool {
        match (&self.signal, later) {
            (Signal::Header { name, is: None }, Signal::Header { name: later, is: Some(_) }) => {
                name.eq_ignore_ascii_case(later)
                    && statuses.iter().all(|status| self.statuses.contains(status))
            }
            (Signal::Header { .. } | Signal::Label(_), Signal::Header { .. } | Signal::Label(_)) => false,
        }
    }
}

fn check_signal(
    entry: &Spanned<SignalEntry>,
    statuses: &[u16],
    references: &References<'_>,
    taken: &mut Vec<Signalled>,
    diagnostics: &mut Diagnostics,
) -> Option<Signal> {
    let (text, signal) = match &entry.value {
        SignalEntry::Header { header, is } => {
            let is = is.right().map(|is| is.value.clone());
            (header, Signal::Header { name: header.value.clone(), is })
        }
        SignalEntry::Label { label } => (label, Signal::Label(references.resolve_label(label, diagnostics)?)),
    };
    if let Some(first) = taken.iter().find(|first| first.signal == signal) {
        let first = Text { value: text.value.clone(), span: first.span.clone() };
        diagnostics.push(repeated(text, &first));
        return Some(signal);
    }
    if let Some(first) = taken.iter().find(|first| first.takes_all(&signal, statuses)) {
        diagnostics.push(
            Diagnostic::new(Rule::UnreachableLimit, entry.span.clone(), "this limit is never recognised")
                .note("help: move it before the one without `is`")
                .related(first.span.clone(), "any value of the header is this one"),
        );
    }
    taken.push(Signalled { signal: signal.clone(), statuses: statuses.to_vec(), span: text.span.clone() });
    Some(signal)
}

/// The headers that say how many requests are left, and until when.
struct Allowance {
    remaining: Option<Place>,
    reset: Option<HintHeader>,
}

/// Reports a number of requests without the time until which it holds, and one that two limits read: an answer would close both.
fn check_allowance(
    entry: &RateLimitEntry,
    counts: &mut Vec<Spanned<Place>>,
    diagnostics: &mut Diagnostics,
) -> Allowance {
    let remaining = entry.remaining.right();
    if let Some(remaining) = remaining.filter(|_| matches!(entry.reset, Given::Absent)) {
        let message = "the key `reset` is missing beside `remaining`";
        let note = "nothing says until when nothing is left; add \
            `reset = { header = \"X-RateLimit-Reset\", type = \"timestamp\" }`";
        diagnostics.push(Diagnostic::new(Rule::MissingKey, remaining.span.clone(), message).note(note));
    }
    let header = remaining.and_then(|entry| entry.header.as_ref());
    let remaining = remaining.and_then(|entry| read_remaining(entry));
    let reset = entry.reset.right().and_then(|entry| read_reset(entry));
    if let Some((header, count)) = header.zip(remaining.clone()) {
        match counts.iter().find(|first| first.value == count) {
            Some(first) => {
                let first = Text { value: header.value.clone(), span: first.span.clone() };
                diagnostics.push(repeated(header, &first));
            }
            None => counts.push(Spanned { value: count, span: header.span.clone() }),
        }
    }
    Allowance { remaining, reset }
}

fn read_remaining(entry: &RemainingEntry) -> Option<Place> {
    let source = PlaceSource::Header(entry.header.as_ref()?.value.clone());
    Some(Place { source, after: given(&entry.after), until: given(&entry.until) })
}

fn read_reset(entry: &ResetEntry) -> Option<HintHeader> {
    let (header, kind) = (entry.header.as_ref()?.value.clone(), entry.r#type.as_ref()?.value);
    Some(HintHeader { header, kind, after: given(&entry.after), until: given(&entry.until) })
}
