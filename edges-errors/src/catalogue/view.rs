//! A view of a whole catalogue, for tools.

use core::marker::PhantomData;

use super::facts::{Effect, Fault, Location, Policy};
use super::label::{Key, Label};
use super::tables::StatusFacts;

/// A whole catalogue. Generated as `CATALOGUE`.
///
/// ```
/// use edges_errors::CATALOGUE;
///
/// assert_eq!(CATALOGUE.name(), "Edges");
/// let plain_503 = CATALOGUE.status(503).unwrap();
/// assert!(plain_503.policy().strategy().retries());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Catalogue<L> {
    labels: PhantomData<fn() -> L>,
}

impl<L: Label> Catalogue<L> {
    #[doc(hidden)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "made by generated code only")]
    pub const fn new() -> Self {
        Self { labels: PhantomData }
    }

    /// Returns the name of the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        L::__prose().name
    }

    /// Returns the edition of the reference that the catalogue describes.
    #[must_use]
    pub fn revision(self) -> &'static str {
        L::__prose().revision
    }

    /// Returns the address of the reference.
    #[must_use]
    pub fn reference(self) -> &'static str {
        L::__prose().reference
    }

    /// Returns where to report an error that the caller cannot resolve.
    #[must_use]
    pub fn support(self) -> Option<&'static str> {
        L::__prose().support
    }

    /// Returns how to find out whether a request was carried out, as a sentence.
    #[must_use]
    pub fn in_doubt(self) -> Option<&'static str> {
        L::__prose().in_doubt
    }

    /// Returns the header of a request that makes sending it twice the same as sending it once, in lower case.
    #[must_use]
    pub fn idempotency_key(self) -> Option<&'static str> {
        L::__facts().idempotency_key
    }

    /// Returns every label that the API has ever sent, in the order of the file.
    #[must_use]
    pub fn labels(self) -> &'static [L] {
        L::all_including_removed()
    }

    /// Returns the categories, in the order of the file.
    #[must_use]
    pub fn categories(self) -> &'static [L::Category] {
        L::Category::all()
    }

    /// Returns the scopes, in the order of the file.
    #[must_use]
    pub fn scopes(self) -> &'static [L::Scope] {
        L::Scope::all()
    }

    /// Returns the remedies, in the order of the file.
    #[must_use]
    pub fn remedies(self) -> &'static [L::Remedy] {
        L::Remedy::all()
    }

    /// Returns the rate limits, in the order of the file.
    #[must_use]
    pub fn rate_limits(self) -> &'static [L::RateLimit] {
        L::RateLimit::all()
    }

    /// Returns the subjects of the rate limits, in the order in which they are first named.
    #[must_use]
    pub fn subjects(self) -> &'static [L::Subject] {
        L::Subject::all()
    }

    /// Returns the policies: the named ones in the order of the file, then those that labels write in place.
    #[must_use]
    pub fn policies(self) -> &'static [Policy] {
        L::__facts().policies
    }

    /// Returns what a status means where no known label says more. An exact entry comes before its class.
    #[must_use]
    pub fn status(self, status: u16) -> Option<Status<L>> {
        let facts = L::__facts().fallbacks;
        let matching = |entry: &&StatusFacts| (entry.first..=entry.last).contains(&status);
        let best =
            facts.iter().filter(matching).min_by_key(|entry| entry.last.saturating_sub(entry.first))?;
        let index = facts.iter().position(|entry| core::ptr::eq(entry, best))?;
        Some(Status { facts: best, index, labels: PhantomData })
    }

    /// Returns the entries of `[statuses]`, in the order of the file.
    pub fn statuses(self) -> impl Iterator<Item = Status<L>> {
        let entries = L::__facts().fallbacks.iter().enumerate();
        entries.map(|(index, facts)| Status { facts, index, labels: PhantomData })
    }
}

/// An entry of `[statuses]`: what a status, or a class of them, means where no known label says more.
#[derive(Debug, Clone, Copy)]
pub struct Status<L> {
    facts: &'static StatusFacts,
    index: usize,
    labels: PhantomData<fn() -> L>,
}

impl<L: Label> Status<L> {
    /// Returns the statuses of the entry: one, or a class such as 500 to 599.
    #[must_use]
    pub fn range(self) -> core::ops::RangeInclusive<u16> {
        self.facts.first..=self.facts.last
    }

    /// Returns the phrase, such as `Failed Dependency`.
    #[must_use]
    pub fn title(self) -> &'static str {
        L::__prose().statuses.get(self.index).map_or("", |status| status.title)
    }

    /// Returns what the status means for this API.
    #[must_use]
    pub fn doc(self) -> &'static str {
        L::__prose().statuses.get(self.index).map_or("", |status| status.doc)
    }

    /// Returns the policy by which the request is sent again.
    #[must_use]
    pub fn policy(self) -> &'static Policy {
        self.facts.policy
    }

    /// Returns what has to be done about the error, where the catalogue says so.
    #[must_use]
    pub fn remedy(self) -> Option<L::Remedy> {
        L::Remedy::all().get(self.facts.remedy?).copied()
    }

    /// Returns the effect that the request may have had before an answer with the status.
    #[must_use]
    pub fn effect(self) -> Effect {
        self.facts.effect
    }

    /// Returns who has to act, where the catalogue says so.
    #[must_use]
    pub fn fault(self) -> Option<Fault> {
        self.facts.fault
    }

    /// Returns where the entry is written.
    #[must_use]
    pub fn location(self) -> Location {
        self.facts.location
    }
}
