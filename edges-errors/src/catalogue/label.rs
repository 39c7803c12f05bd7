//! Labels and the keys of closed sets: the traits that decoding, retrying and the adapters are generic over.

use core::fmt::{Debug, Display};
use core::hash::Hash;

use edges_errors_core::prose::ProseField;
use edges_errors_core::rows::Row;

use super::facts::{
    Deprecation, Effect, EntrySource, Location, Outcome, ParamInfo, ParseNameError, Policy, RetryRule,
};
use super::tables::{Facts, Prose};

/// A key of one of a catalogue's closed sets: a category, a scope, a remedy, a rate limit, a context's value.
///
/// Implemented by what [`catalogue!`](crate::catalogue) generates, and not to be implemented by hand.
pub trait Key:
    Copy + Eq + Ord + Hash + Debug + Display + Send + Sync + 'static + crate::__private::Sealed
{
    /// Returns every key, in the order of the catalogue: the `ALL` of the enum.
    fn all() -> &'static [Self];

    /// Returns the name in the catalogue and on the wire, such as `rate_limit`.
    fn as_str(self) -> &'static str;

    /// Returns the human-readable title, such as `Rate limit`.
    fn title(self) -> &'static str;

    /// Returns the meaning of the key; empty where the catalogue says nothing.
    fn doc(self) -> &'static str;

    /// Returns the key with this name, without trimming or change of case.
    fn from_name(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|key| key.as_str() == name)
    }
}

/// A value of a request context that the catalogue declares, such as `IdentityMode::Auto`.
pub trait ContextValue: Key {
    /// The context's key, such as `identity_mode`.
    const CONTEXT: &'static str;
}

/// A subject of a catalogue's rate limits, such as `Subject::Identity`.
pub trait LimitSubject: Key {}

/// The labels of a catalogue.
///
/// Implemented by the `ErrorLabel` that [`catalogue!`](crate::catalogue) generates, and not to be implemented by hand.
/// The methods that are needed every day are also inherent methods of `ErrorLabel`; import this trait for the rest.
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
    /// The subjects of the catalogue's rate limits.
    type Subject: LimitSubject;
    /// The parties that can be at fault.
    type Fault: Key;
    /// The payloads that hold errors.
    type Payload: Key;

    #[doc(hidden)]
    fn __facts() -> &'static Facts;
    #[doc(hidden)]
    fn __prose() -> &'static Prose;
    #[doc(hidden)]
    fn __row(self) -> Row {
        Self::__facts().labels.row(self.index())
    }
    #[doc(hidden)]
    fn __fault(category: Self::Category) -> Self::Fault;
    #[doc(hidden)]
    fn __is_caller(fault: Self::Fault) -> bool;
    #[doc(hidden)]
    fn __is_support(remedy: Self::Remedy) -> bool;
    #[doc(hidden)]
    fn __is_resend(remedy: Self::Remedy) -> bool;

    /// Returns every label that the API has ever sent, in the order of the catalogue: the `ALL_INCLUDING_REMOVED` of the
    /// enum.
    fn all_including_removed() -> &'static [Self];

    /// Returns the label's place in [`all_including_removed`](Self::all_including_removed).
    fn index(self) -> usize;

    /// Returns the label with this name, without trimming or change of case.
    fn from_name(name: &str) -> Option<Self>;

    /// Returns the label as on the wire, such as `LIMIT_REACHED`.
    fn as_str(self) -> &'static str {
        Self::__facts().labels.name(self.index())
    }

    /// Returns the statuses that the label comes with; the label decides, whichever it is.
    fn statuses(self) -> &'static [u16] {
        list_at(Self::__facts().statuses, self.__row().statuses)
    }

    /// Returns the category of the error.
    fn category(self) -> Self::Category {
        key_at(self.__row().category)
    }

    /// Returns who has to act: the fault that the label states, or else that of its category.
    fn fault(self) -> Self::Fault {
        let own = Self::__facts().faults.iter().find(|own| own.label == self.index());
        let own = own.and_then(|own| Self::Fault::all().get(own.fault).copied());
        own.unwrap_or_else(|| Self::__fault(self.category()))
    }

    /// Returns the retry rules, to be tried in order; the last one has no conditions.
    fn retry(self) -> &'static [RetryRule] {
        list_at(Self::__facts().rules, self.__row().rules)
    }

    /// Returns what has to be done about the error.
    fn remedy(self) -> Self::Remedy {
        key_at(self.__row().remedy)
    }

    /// Returns what has to be done once the attempts are spent, where that differs from [`remedy`](Self::remedy).
    fn after_attempts(self) -> Option<Self::Remedy> {
        self.__row().after_attempts.map(key_at)
    }

    /// Returns what the error means for the work.
    fn outcome(self) -> Outcome {
        self.__row().outcome
    }

    /// Returns whether what the request asked for may have happened.
    fn effect(self) -> Effect {
        self.__row().effect
    }

    /// Returns the rate limit that the label signals.
    fn rate_limit(self) -> Option<Self::RateLimit> {
        self.__row().rate_limit.map(key_at)
    }

    /// Returns the extra data that the label comes with.
    fn params(self) -> &'static [ParamInfo] {
        list_at(Self::__facts().params, self.__row().params)
    }

    /// Returns where the label is written, or where the catalogue's own file overrides it.
    fn location(self) -> Location {
        Self::__facts().location(self.index())
    }

    /// Returns whether the label is of the catalogue's own file or of the catalogue that this one extends.
    fn source(self) -> EntrySource {
        Self::__facts().source(self.index())
    }

    /// Returns what the label means, in a sentence or two.
    fn doc(self) -> &'static str {
        Self::__prose().labels.text(self.index(), ProseField::Doc)
    }

    /// Returns common causes of the error.
    fn causes(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Causes)
    }

    /// Returns the reference's advice on resolving the error: steps and alternatives, a sentence each.
    fn resolution(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Resolution)
    }

    /// Returns further notes.
    fn notes(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Notes)
    }

    /// Returns the messages with placeholders, such as `Daily limit reached for [service].`
    fn templates(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Templates)
    }

    /// Returns messages as the API has sent them.
    fn examples(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::Examples)
    }

    /// Returns the documentation of each of [`params`](Self::params), in the same order.
    fn param_docs(self) -> impl Iterator<Item = &'static str> + Clone {
        Self::__prose().labels.items(self.index(), ProseField::ParamDocs)
    }

    /// Returns the address of the label's documentation, where the catalogue knows one.
    fn docs_url(self) -> Option<&'static str> {
        Some(Self::__prose().labels.text(self.index(), ProseField::DocsUrl)).filter(|link| !link.is_empty())
    }

    /// Returns the reference's own words on retrying; empty where the catalogue does not quote them.
    fn reference_retry(self) -> &'static str {
        Self::__prose().labels.text(self.index(), ProseField::ReferenceRetry)
    }

    /// Returns the deprecation of the label.
    fn deprecated(self) -> Option<Deprecation<Self>> {
        self.__row().is_deprecated.then(|| {
            let prose = &Self::__prose().labels;
            Deprecation {
                note: prose.text(self.index(), ProseField::DeprecationNote),
                replaced_by: Self::from_name(prose.text(self.index(), ProseField::ReplacedBy)),
            }
        })
    }

    /// Returns the revision in which the API stopped sending the label; `None` while it does.
    fn removed(self) -> Option<&'static str> {
        let removed = self.__row().is_removed;
        removed.then(|| Self::__prose().labels.text(self.index(), ProseField::Removed))
    }
}

/// Returns the policy of a rate limit by its index, for generated code.
#[expect(clippy::indexing_slicing, reason = "the expansion was checked to have facts of each rate limit")]
pub fn limit_policy<L: Label>(index: usize) -> &'static Policy {
    L::__facts().rate_limits[index].policy
}

/// Returns the label of an extension that a label of its base is: those of the base come first, in their order.
#[expect(clippy::indexing_slicing, reason = "the expansion was checked to have the labels of its base")]
pub fn extend_label<B: Label, L: Label>(label: B) -> L {
    L::all_including_removed()[label.index()]
}

/// Returns the label of the base that a label of an extension is.
///
/// # Errors
///
/// The base has no such label.
pub fn reduce_label<L: Label, B: Label>(label: L) -> Result<B, ParseNameError> {
    B::all_including_removed().get(label.index()).copied().ok_or_else(ParseNameError::new)
}

/// Returns the key of an extension that a key of its base is: those of the base come first, in their order.
#[expect(clippy::indexing_slicing, reason = "the expansion was checked to have the keys of its base")]
pub fn extend_key<B: Key, K: Key>(key: B) -> K {
    K::all()[index_of(key)]
}

/// Returns the key of the base that a key of an extension is.
///
/// # Errors
///
/// The base has no such key.
pub fn reduce_key<K: Key, B: Key>(key: K) -> Result<B, ParseNameError> {
    B::all().get(index_of(key)).copied().ok_or_else(ParseNameError::new)
}

fn index_of<K: Key>(key: K) -> usize {
    K::all().iter().take_while(|known| **known != key).count()
}

/// Returns the list at an index of a row.
#[expect(
    clippy::indexing_slicing,
    reason = "the expansion was checked to have the lists that its rows refer to"
)]
fn list_at<T>(lists: &'static [&'static [T]], index: u16) -> &'static [T] {
    lists[usize::from(index)]
}

/// Returns the key at an index of a row.
#[expect(
    clippy::indexing_slicing,
    reason = "the expansion was checked to have the keys that its rows refer to"
)]
fn key_at<K: Key>(index: u8) -> K {
    K::all()[usize::from(index)]
}
