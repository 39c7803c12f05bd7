//! The key of a limit that is closed for somebody.

use core::fmt::{self, Debug, Formatter};
use core::hash::{Hash, Hasher};

use crate::catalogue::{Catalogue, Key as _, Label};
use crate::retry::Subjects;

/// A rate limit and whom it is exhausted for.
///
/// The ids of the subjects may be names or addresses of people: `Debug` leaves them out, and what is stored outside of the
/// process is a hash of the key, with a secret of its owner's.
#[derive(Clone, Copy)]
pub struct LimitKey<'a> {
    catalogue: &'static str,
    limit: &'static str,
    kinds: &'static [&'static str],
    /// The request's own subjects, and those that hold where it names none.
    named: [&'a Subjects; 2],
}

/// A key with the place of its limit in the catalogue.
pub(super) struct PlacedKey<'a> {
    pub(super) place: usize,
    pub(super) key: LimitKey<'a>,
}

impl<'a> LimitKey<'a> {
    /// Returns a key of each limit all of whose subjects are named.
    pub(super) fn all<L: Label>(named: [&'a Subjects; 2]) -> impl Iterator<Item = PlacedKey<'a>> {
        let limits = L::RateLimit::all().iter().zip(L::__facts().rate_limits).enumerate();
        limits.filter_map(move |(place, (limit, facts))| {
            let key = LimitKey {
                catalogue: Catalogue::<L>::new().name(),
                limit: limit.as_str(),
                kinds: facts.applies_to,
                named,
            };
            key.is_complete().then_some(PlacedKey { place, key })
        })
    }

    /// Returns the name of the catalogue, such as `Edges`.
    #[must_use]
    pub fn catalogue(&self) -> &'static str {
        self.catalogue
    }

    /// Returns the name of the limit, such as `linkedin_guard`.
    #[must_use]
    pub fn limit(&self) -> &'static str {
        self.limit
    }

    /// Writes the key into a keyed hash, such as an HMAC, in a form that is the same in every process and on every machine.
    ///
    /// Those are the catalogue, the limit, and the name and the id of each of its subjects, in the order of `applies_to`; each as the
    /// number of its bytes, in eight bytes with the least first, and the bytes. So no two keys write the same.
    ///
    /// ```
    /// use edges_errors::cooldowns::LimitKey;
    ///
    /// fn write(key: &LimitKey<'_>) -> Vec<u8> {
    ///     let mut bytes = Vec::new();
    ///     key.write_to(|part| bytes.extend_from_slice(part));
    ///     bytes
    /// }
    /// ```
    pub fn write_to(&self, mut write: impl FnMut(&[u8])) {
        let subjects = self.kinds.iter().flat_map(|kind| [Some(*kind), self.id_of(kind)]).flatten();
        for part in [self.catalogue, self.limit].into_iter().chain(subjects) {
            // A length of memory has at most 64 bits.
            write(&(part.len() as u64).to_le_bytes());
            write(part.as_bytes());
        }
    }

    fn id_of(&self, kind: &str) -> Option<&'a str> {
        self.named.iter().find_map(|subjects| subjects.get(kind))
    }

    fn is_complete(&self) -> bool {
        self.kinds.iter().all(|kind| self.id_of(kind).is_some())
    }
}

impl Hash for LimitKey<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.write_to(|part| state.write(part));
    }
}

impl Debug for LimitKey<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("LimitKey")
            .field("catalogue", &self.catalogue)
            .field("limit", &self.limit)
            .field("subjects", &self.kinds)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorLabel, Subject};

    fn subjects(named: &[(Subject, &str)]) -> Subjects {
        let mut subjects = Subjects::default();
        named.iter().for_each(|(kind, id)| subjects.set(kind.as_str(), (*id).into()));
        subjects
    }

    fn limits(request: &[(Subject, &str)], fixed: &[(Subject, &str)]) -> Vec<&'static str> {
        let (request, fixed) = (subjects(request), subjects(fixed));
        LimitKey::all::<ErrorLabel>([&request, &fixed]).map(|placed| placed.key.limit()).collect()
    }

    fn write(request: &[(Subject, &str)], fixed: &[(Subject, &str)]) -> Vec<Vec<u8>> {
        let (request, fixed) = (subjects(request), subjects(fixed));
        let write = |placed: PlacedKey<'_>| {
            let mut bytes = Vec::new();
            placed.key.write_to(|part| bytes.extend_from_slice(part));
            bytes
        };
        LimitKey::all::<ErrorLabel>([&request, &fixed]).map(write).collect()
    }

    #[test]
    fn only_limits_all_of_whose_subjects_are_named_have_a_key() {
        use Subject::{Action, Identity, Workspace};
        assert!(limits(&[], &[]).is_empty());
        assert!(limits(&[(Identity, "ada")], &[]).is_empty());
        assert!(limits(&[(Identity, "ada"), (Action, "")], &[]).is_empty());
        assert_eq!(limits(&[(Identity, "ada")], &[(Workspace, "acme")]), ["edges_api"]);
        assert_eq!(limits(&[(Identity, "ada"), (Action, "visit")], &[]), ["linkedin_guard", "linkedin"]);
        assert_eq!(limits(&[(Identity, "ada")], &[(Action, "visit")]), ["linkedin_guard", "linkedin"]);
    }

    /// Processes of different versions share a store.
    #[test]
    fn the_form_of_a_key_stays() {
        let [key] = &write(&[], &[(Subject::Workspace, "é")])[..] else { panic!("one limit") };
        let parts = ["Edges", "edges_api", "workspace", "é"];
        let expected = parts.map(|part| [&(part.len() as u64).to_le_bytes(), part.as_bytes()].concat());
        assert_eq!(*key, expected.concat());
    }

    #[test]
    fn ids_do_not_run_together_and_a_request_goes_before_what_never_changes() {
        let of = |identity, action| write(&[(Subject::Identity, identity), (Subject::Action, action)], &[]);
        assert_ne!(of("ab", "c"), of("a", "bc"));
        let fixed = [(Subject::Identity, "other"), (Subject::Action, "c")];
        assert_eq!(write(&[(Subject::Identity, "ab")], &fixed), of("ab", "c"));
    }

    #[test]
    fn ids_are_not_shown() {
        let request = subjects(&[(Subject::Identity, "ada"), (Subject::Action, "visit")]);
        let keys: Vec<_> =
            LimitKey::all::<ErrorLabel>([&request, &request]).map(|placed| placed.key).collect();
        let shown = format!("{request:?} {keys:?}");
        assert!(!shown.contains("ada") && !shown.contains("visit"), "{shown}");
        assert!(shown.contains("linkedin_guard") && shown.contains("identity"), "{shown}");
    }
}
