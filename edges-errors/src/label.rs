//! Labels and the keys of closed sets: the traits that decoding, retrying and the adapters are generic over.

use core::fmt::{Debug, Display};
use core::hash::Hash;

use edges_errors_core::prose::ProseField;
use edges_errors_core::rows::Row;

use crate::facts::{Deprecation, Effect, Outcome, ParamInfo, Policy, RetryRule};
use crate::tables::{Facts, Prose};

/// A key of one of a catalogue's closed sets: a category, a scope, a remedy, a rate limit, a context's value.
///
/// Implemented by what [`catalogue!`](crate::catalogue) generates, and not to be implemented by hand.
pub trait Key:
    Copy + Eq + Ord + Hash + Debug + Display + Send + Sync + 'static + crate::__private::Sealed
{
    /// Every key, in the order of the catalogue.
    fn all() -> &'static [Self];

    /// The name in the catalogue and on the wire, such as `rate_limit`.
    fn as_str(self) -> &'static str;

    /// The words, such as `Rate limit`.
    fn title(self) -> &'static str;

    /// What it stands for; empty where the catalogue says nothing.
    fn doc(self) -> &'static str;

    /// The key with this name, to the letter.
    fn from_name(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|key| key.as_str() == name)
    }
}

/// A value of a request context that the catalogue declares, such as `IdentityMode::Auto`.
pub trait ContextValue: Key {
    /// The context's key, such as `identity_mode`.
    const CONTEXT: &'static str;
}

/// The labels of a catalogue.
///
/// Implemented by the `ErrorLabel` that [`catalogue!`](crate::catalogue) generates, and not to be implemented by hand.
/// Everything here is also an inherent method of `ErrorLabel`.
pub trait Label:
    Copy + Eq + Ord + Hash + Debug + Display + Send + Sync + 'static + crate::__private::Sealed
{
    /// The catalogue's categories.
    type Category: Key;
    /// The catalogue's scopes.
    type Scope: Key;
    /// The catalogue's remedies.
    type Remedy: Key;
    /// The catalogue's rate limits.
    type RateLimit: Key;

    #[doc(hidden)]
    fn __facts() -> &'static Facts;
    #[doc(hidden)]
    fn __prose() -> &'static Prose;
    #[doc(hidden)]
    fn __row(self) -> Row {
        Self::__facts().labels.row(self.index())
    }
    #[doc(hidden)]
    fn __fault(category: Self::Category) -> crate::Fault;
    #[doc(hidden)]
    fn __action(scope: Self::Scope) -> Option<&'static str>;
    #[doc(hidden)]
    fn __advice(limit: Self::RateLimit) -> &'static [&'static str];
    #[doc(hidden)]
    fn __is_support(remedy: Self::Remedy) -> bool;

    /// Every label there has ever been, removed ones too, in the order of the catalogue.
    fn all_ever() -> &'static [Self];

    /// The label's place in [`Label::all_ever`].
    fn index(self) -> usize;

    /// The label with this name, to the letter: no trimming, no change of case.
    fn from_name(name: &str) -> Option<Self>;

    /// As on the wire, such as `LIMIT_REACHED`.
    fn as_str(self) -> &'static str {
        Self::__facts().labels.name(self.index())
    }

    /// The statuses that the label comes with; the label decides, whichever it is.
    fn statuses(self) -> &'static [u16] {
        list_at(Self::__facts().statuses, self.__row().statuses)
    }

    /// What kind of error it is.
    fn category(self) -> Self::Category {
        key_at(self.__row().category)
    }

    /// The policies, tried in order; the last one has no conditions.
    fn retry(self) -> &'static [RetryRule] {
        list_at(Self::__facts().rules, self.__row().rules)
    }

    /// What has to be done about it.
    fn remedy(self) -> Self::Remedy {
        key_at(self.__row().remedy)
    }

    /// What has to be done once the attempts are spent, where that differs from [`Label::remedy`].
    fn after_attempts(self) -> Option<Self::Remedy> {
        self.__row().after_attempts.map(key_at)
    }

    /// What it means for the work.
    fn outcome(self) -> Outcome {
        self.__row().outcome
    }

    /// Whether what the request asked for may have happened.
    fn effect(self) -> Effect {
        self.__row().effect
    }

    /// The rate limit that the label tells of.
    fn rate_limit(self) -> Option<Self::RateLimit> {
        self.__row().rate_limit.map(key_at)
    }

    /// The extra data that the label comes with.
    fn params(self) -> &'static [ParamInfo] {
        list_at(Self::__facts().params, self.__row().params)
    }

    /// The line of the catalogue on which the label stands, from 1.
    fn line(self) -> u32 {
        self.__row().line
    }

    /// What it means, in a sentence or two.
    fn doc(self) -> &'static str {
        Self::__prose().labels.text(self.index(), ProseField::Doc)
    }

    /// What commonly leads to it.
    fn causes(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Causes)
    }

    /// What to do about it: steps and alternatives, a sentence each.
    fn resolution(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Resolution)
    }

    /// What else is worth knowing.
    fn notes(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Notes)
    }

    /// The messages that have holes, such as `Daily limit reached for [service].`
    fn templates(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Templates)
    }

    /// Messages as the API has sent them.
    fn examples(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Examples)
    }

    /// What each of [`Label::params`] says, in the same order.
    fn param_docs(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::ParamDocs)
    }

    /// Where the label is documented.
    fn docs_url(self) -> &'static str {
        Self::__prose().labels.text(self.index(), ProseField::DocsUrl)
    }

    /// The reference's own words on retrying, literally; empty where the catalogue does not quote them.
    fn reference_retry(self) -> &'static str {
        Self::__prose().labels.text(self.index(), ProseField::ReferenceRetry)
    }

    /// Why the label should not be used any more; `None` where it may.
    fn deprecated(self) -> Option<Deprecation<Self>> {
        self.__row().is_deprecated.then(|| {
            let prose = &Self::__prose().labels;
            Deprecation {
                note: prose.text(self.index(), ProseField::DeprecationNote),
                replaced_by: Self::from_name(prose.text(self.index(), ProseField::ReplacedBy)),
            }
        })
    }

    /// The revision in which the API stopped sending the label; `None` while it does.
    fn removed(self) -> Option<&'static str> {
        let removed = self.__row().is_removed;
        removed.then(|| Self::__prose().labels.text(self.index(), ProseField::Removed))
    }
}

/// The policy of a rate limit by its index, for generated code.
#[expect(clippy::indexing_slicing, reason = "the expansion was checked to have facts of each rate limit")]
pub fn limit_policy<L: Label>(index: usize) -> &'static Policy {
    L::__facts().rate_limits[index].policy
}

/// The list at an index of a row.
#[expect(
    clippy::indexing_slicing,
    reason = "the expansion was checked to have the lists that its rows refer to"
)]
fn list_at<T>(lists: &'static [&'static [T]], index: u16) -> &'static [T] {
    lists[usize::from(index)]
}

/// The key at an index of a row.
#[expect(
    clippy::indexing_slicing,
    reason = "the expansion was checked to have the keys that its rows refer to"
)]
fn key_at<K: Key>(index: u8) -> K {
    K::all()[usize::from(index)]
}
