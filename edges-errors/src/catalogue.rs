//! A view of a whole catalogue, for tools.

use core::marker::PhantomData;

use crate::facts::{Fault, Policy};
use crate::label::{Key, Label};
use crate::tables::StatusFacts;

/// Everything that one catalogue says. Generated as `CATALOGUE`.
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

    /// What the API is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        L::__prose().name
    }

    /// The edition of the reference that the catalogue describes.
    #[must_use]
    pub fn revision(self) -> &'static str {
        L::__prose().revision
    }

    /// Where the reference is published.
    #[must_use]
    pub fn reference(self) -> &'static str {
        L::__prose().reference
    }

    /// Where to report an error that the caller cannot mend.
    #[must_use]
    pub fn support(self) -> Option<&'static str> {
        L::__prose().support
    }

    /// Every label there has ever been, in the order of the file.
    #[must_use]
    pub fn labels(self) -> &'static [L] {
        L::all_ever()
    }

    /// The categories, in the order of the file.
    #[must_use]
    pub fn categories(self) -> &'static [L::Category] {
        L::Category::all()
    }

    /// The scopes, in the order of the file.
    #[must_use]
    pub fn scopes(self) -> &'static [L::Scope] {
        L::Scope::all()
    }

    /// The remedies, in the order of the file.
    #[must_use]
    pub fn remedies(self) -> &'static [L::Remedy] {
        L::Remedy::all()
    }

    /// The rate limits, in the order of the file.
    #[must_use]
    pub fn rate_limits(self) -> &'static [L::RateLimit] {
        L::RateLimit::all()
    }

    /// The policies: the named ones in the order of the file, then those that labels write in place.
    #[must_use]
    pub fn policies(self) -> &'static [Policy] {
        L::__facts().policies
    }

    /// What a status means where no known label says more; an exact entry comes before its class, and a status that
    /// has neither has none.
    #[must_use]
    pub fn status(self, status: u16) -> Option<Status<L>> {
        let facts = L::__facts().fallbacks;
        let matching = |entry: &&StatusFacts| (entry.first..=entry.last).contains(&status);
        let best =
            facts.iter().filter(matching).min_by_key(|entry| entry.last.saturating_sub(entry.first))?;
        let index = facts.iter().position(|entry| core::ptr::eq(entry, best))?;
        Some(Status { facts: best, index, labels: PhantomData })
    }

    /// The entries of `[statuses]`, in the order of the file.
    pub fn statuses(self) -> impl Iterator<Item = Status<L>> {
        let entries = L::__facts().fallbacks.iter().enumerate();
        entries.map(|(index, facts)| Status { facts, index, labels: PhantomData })
    }
}

/// What a status, or a class of them, means where no known label says more.
#[derive(Debug, Clone, Copy)]
pub struct Status<L> {
    facts: &'static StatusFacts,
    index: usize,
    labels: PhantomData<fn() -> L>,
}

impl<L: Label> Status<L> {
    /// The statuses it speaks of: one, or a class such as 500 to 599.
    #[must_use]
    pub fn range(self) -> core::ops::RangeInclusive<u16> {
        self.facts.first..=self.facts.last
    }

    /// The phrase, such as `Failed Dependency`.
    #[must_use]
    pub fn title(self) -> &'static str {
        L::__prose().statuses.get(self.index).map_or("", |status| status.title)
    }

    /// What it means here.
    #[must_use]
    pub fn doc(self) -> &'static str {
        L::__prose().statuses.get(self.index).map_or("", |status| status.doc)
    }

    /// Whether and how the request is sent again.
    #[must_use]
    pub fn policy(self) -> &'static Policy {
        self.facts.policy
    }

    /// What has to be done about it, where the catalogue says so.
    #[must_use]
    pub fn remedy(self) -> Option<L::Remedy> {
        L::Remedy::all().get(self.facts.remedy?).copied()
    }

    /// Who has to act, where the catalogue says so.
    #[must_use]
    pub fn fault(self) -> Option<Fault> {
        self.facts.fault
    }

    /// The line of the catalogue on which it stands, from 1.
    #[must_use]
    pub fn line(self) -> u32 {
        self.facts.line
    }
}
