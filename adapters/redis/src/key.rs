//! The keys of the server's entries.

use core::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use edges_errors::cooldowns::LimitKey;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The fewest bytes of a secret: with less, whoever reads the server could try all secrets, and then all ids.
pub(crate) const SHORTEST_SECRET: usize = 16;

/// The bytes of a hash that go into a key: as many as keep any two keys apart, half of what the hash has.
const HASH_BYTES: usize = 16;

/// Names entries by a keyed hash, so that the server learns nothing of the subjects, which are names and addresses of people.
///
/// The hash is HMAC-SHA-256. Fleets last longer than versions of a program and of its compiler, and are written in other
/// languages too: it is the same everywhere. An unkeyed hash of an id can be undone by trying ids.
#[derive(Clone)]
pub(crate) struct KeyNames {
    hmac: Hmac<Sha256>,
    pub(crate) prefix: Arc<str>,
}

impl KeyNames {
    /// Returns names with a secret, unless it is too short.
    pub(crate) fn new(secret: &[u8], prefix: &str) -> Option<Self> {
        let hmac = Hmac::new_from_slice(secret).ok().filter(|_| secret.len() >= SHORTEST_SECRET)?;
        Some(Self { hmac, prefix: prefix.into() })
    }

    pub(crate) fn name(&self, key: &LimitKey<'_>) -> String {
        let mut hmac = self.hmac.clone();
        key.write_to(|part| hmac.update(part));
        let bytes = hmac.finalize().into_bytes();
        let hash = bytes.iter().take(HASH_BYTES).fold(0, |hash: u128, byte| hash << 8 | u128::from(*byte));
        format!("{}{hash:032x}", self.prefix)
    }
}

/// Leaves the secret out.
impl Debug for KeyNames {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.prefix, f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use edges_errors::Subject;
    use edges_errors::cooldowns::{Closing, CooldownStore, Cooldowns, StoreFuture};
    use edges_errors::retry::{Moment, RequestContext};

    use super::*;

    /// A store that only names what it is asked for.
    #[derive(Clone)]
    struct Named(KeyNames, Arc<Mutex<Vec<String>>>);

    impl CooldownStore for Named {
        fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>> {
            self.1.lock().unwrap().extend(keys.iter().map(|key| self.0.name(key)));
            Box::pin(async { Ok(vec![Duration::ZERO; keys.len()]) })
        }

        fn close<'a>(&'a self, _: &'a [Closing<'a>]) -> StoreFuture<'a, ()> {
            Box::pin(async { Ok(()) })
        }
    }

    async fn name(secret: &[u8], workspace: &str) -> Vec<String> {
        let named = Named(KeyNames::new(secret, "p:").unwrap(), Arc::default());
        let context = RequestContext::new("GET").subject(Subject::Workspace, workspace);
        let closed = Cooldowns::new().store(named.clone()).ask(&context, Moment::now()).await;
        assert!(closed.is_none());
        named.1.lock().unwrap().clone()
    }

    /// Processes of different versions share a server. The hash is what Python's `hmac` makes of the same.
    #[tokio::test]
    async fn the_name_of_an_entry_stays() {
        assert_eq!(name(&[7; 32], "acme").await, ["p:ad1a8063413b1b912eeaa0b9f835912a"]);
    }

    #[tokio::test]
    async fn a_name_depends_on_subject_and_secret() {
        assert_ne!(name(&[7; 32], "acme").await, name(&[7; 32], "acne").await);
        assert_ne!(name(&[7; 32], "acme").await, name(&[8; 32], "acme").await);
    }

    #[test]
    fn a_secret_that_could_be_guessed_is_none() {
        assert!(KeyNames::new(&[7; SHORTEST_SECRET - 1], "").is_none());
        assert!(KeyNames::new(&[7; SHORTEST_SECRET], "").is_some());
        assert!(KeyNames::new(&[7; 1000], "").is_some());
    }
}
