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
