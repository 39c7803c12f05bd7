//! Rate limits that requests share: where one has learned that a limit is exhausted, the others do not run into it.
//!
//! [`Cooldowns`] remember until when each limit is closed, and for whom: `applies_to` in the catalogue says what is exhausted,
//! and a request says [which](RequestContext::subject) it is for. The
//! [guide](crate::guide::cooldowns) shows them at work, in the adapters and in a loop by hand.
//!
//! # The rules
//!
//! 1. A limit that applies to subjects is closed for those that the refused request names; a subject that a request does not name
//!    is never guessed, and the limit then neither asked nor closed. One that never changes in a program is named once
//!    ([`Cooldowns::subject`]). A limit without subjects is everybody's.
//! 2. A refusal closes its limit for as long as it says, without jitter; without a hint for the `delay`, `fallback` or `base` of the
//!    policy that the limit has in the catalogue. A hint that cannot be read closes it for as long as it makes the request itself wait.
//!    Whose request it was plays no part. An answer that broke off before it said for how long closes nothing, nor does one that
//!    asks for more than 45 days.
//! 3. An answer that has used a limit up closes it, a success as well as an error: where the catalogue says by which headers
//!    (`remaining` and `reset` of a limit), and these say that nothing is left and until when ([`ClosedLimit::used_up`]). So the
//!    refusal is not needed.
//! 4. Only a later time replaces an earlier one.
//! 5. A request that finds a limit closed is judged as if the limit had refused it without doing anything, which is true: it waits
//!    here or is put off, also if it is not idempotent. It uses up neither attempt nor budget, and nothing is counted but a
//!    [deferral](crate::retry::Progress::deferrals). Nothing was sent, so it is never [`Action::Await`](crate::retry::Action::Await).
//! 6. Those who wait for the same limit do not come all at once. On top of the time until it opens each waits for between a
//!    twentieth and a tenth of it, at most 30 s; where the policy of the limit is `exponential`, as long as its backoff says, if
//!    that is longer, which grows each time that the request finds a limit closed. And each asks once more before it sends.
//! 7. Memory is bounded. Once [as many limits](Cooldowns::with_capacity) are closed, the one that opens first is forgotten, and the
//!    next request for it learns it anew.

mod key;
mod memory;
mod store;

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::ErrorLabel;
use crate::catalogue::{Key as _, Label};
use crate::error::{ApiError, Headers};
use crate::retry::{ClosedLimit, MAX_WAIT, Moment, RequestContext, Subjects};
use key::PlacedKey;
use memory::Memory;

pub use key::LimitKey;
pub use store::{Closing, CooldownStore, StoreFuture, StoreUnavailable};

/// The limits that are closed, and until when. Cheap to clone; all clones share what they know.
///
/// ```
/// use edges_errors::cooldowns::Cooldowns;
/// use edges_errors::retry::{Moment, RequestContext};
/// use edges_errors::{EdgesError, RateLimit, Subject};
///
/// let cooldowns = Cooldowns::new().subject(Subject::Workspace, "acme");
/// let message = RequestContext::new("POST").subject(Subject::Identity, "ada").subject(Subject::Action, "send-message");
/// let error = EdgesError::from_parts(424, (), r#"{"error_label":"LIMIT_REACHED"}"#);
/// cooldowns.learn_local(&message, &error, Moment::now());
///
/// let closed = cooldowns.ask_local(&message, Moment::now()).unwrap();
/// assert_eq!(closed.limit(), RateLimit::LinkedInGuard);
/// let other = message.subject(Subject::Identity, "grace");
/// assert!(cooldowns.ask_local(&other, Moment::now()).is_none());
/// ```
pub struct Cooldowns<L = ErrorLabel> {
    memory: Arc<Memory>,
    store: Option<Arc<SharedStore>>,
    /// The subjects that never change.
    fixed: Arc<Subjects>,
    labels: PhantomData<fn() -> L>,
}

struct SharedStore {
    store: Box<dyn CooldownStore>,
    failures: AtomicU64,
}

/// The most limits that are remembered unless it is set.
const CAPACITY: usize = 10_000;

impl Cooldowns {
    /// Returns cooldowns for the limits of Edges, in memory; `Cooldowns::<shop::ErrorLabel>::default()` are for those of another
    /// catalogue.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

/// In memory, for 10,000 closed limits at the most.
impl<L> Default for Cooldowns<L> {
    fn default() -> Self {
        Self::with_capacity(CAPACITY)
    }
}

impl<L> Cooldowns<L> {
    /// Returns cooldowns that remember at most so many closed limits, each for one set of subjects; some 100 bytes each.
    #[must_use]
    pub fn with_capacity(limits: usize) -> Self {
        let (memory, fixed) = (Arc::new(Memory::new(limits)), Arc::default());
        Self { memory, store: None, fixed, labels: PhantomData }
    }

    /// Shares what is learned with other processes, through a store.
    #[must_use]
    pub fn store(mut self, store: impl CooldownStore) -> Self {
        self.store = Some(Arc::new(SharedStore { store: Box::new(store), failures: AtomicU64::new(0) }));
        self
    }

    /// Returns how often the store was not available.
    #[must_use]
    pub fn store_failures(&self) -> u64 {
        self.store.as_ref().map_or(0, |shared| shared.failures.load(Ordering::Relaxed))
    }

    /// Returns how many limits are known to be closed in this process, each for one set of subjects.
    #[must_use]
    pub fn count_closed(&self, now: Moment) -> usize {
        self.memory.count(now.monotonic)
    }
}

impl<L: Label> Cooldowns<L> {
    /// Names a subject of all requests that do not name another one, such as the workspace. Clones that were made before do not
    /// have it.
    #[must_use]
    pub fn subject(mut self, subject: L::Subject, id: impl Into<Arc<str>>) -> Self {
        Arc::make_mut(&mut self.fixed).set(subject.as_str(), id.into());
        self
    }

    /// Returns the limit that keeps a request from being sent: of those that are closed for its subjects, the one that opens
    /// last. Ask before each attempt, and let [`on_failure`](crate::retry::RetryState::on_failure) judge what comes.
    pub async fn ask(&self, context: &RequestContext, now: Moment) -> Option<ClosedLimit<L>> {
        let known = self.ask_local(context, now);
        match &self.store {
            Some(shared) if known.is_none() => self.ask_store(shared, context, now).await,
            _ => known,
        }
    }

    /// Returns the same without asking the store: what this process has learned, for a program that blocks.
    #[must_use]
    pub fn ask_local(&self, context: &RequestContext, now: Moment) -> Option<ClosedLimit<L>> {
        if self.memory.is_empty() {
            return None;
        }
        let closed = self.keys(context).filter_map(|PlacedKey { place, key }| {
            Some(ClosedLimit::at(place, self.memory.ask(&key, now.monotonic)?))
        });
        closed.max_by_key(ClosedLimit::wait)
    }

    async fn ask_store(
        &self,
        shared: &SharedStore,
        context: &RequestContext,
        now: Moment,
    ) -> Option<ClosedLimit<L>> {
        let (places, keys): (Vec<_>, Vec<_>) =
            self.keys(context).map(|PlacedKey { place, key }| (place, key)).unzip();
        if keys.is_empty() {
            return None;
        }
        let waits = shared.count(shared.store.ask(&keys).await)?;
        let closed = places.iter().zip(&keys).zip(waits).filter(|(_, wait)| !wait.is_zero());
        let closed = closed.map(|((place, key), wait)| {
            self.close_local(key, wait, now);
            ClosedLimit::at(*place, wait)
        });
        closed.max_by_key(ClosedLimit::wait)
    }

    /// Takes note of an error: if a rate limit has refused the request, or the answer has used one up, it is closed for the subjects
    /// of the request.
    pub async fn learn(&self, context: &RequestContext, error: &ApiError<L>, now: Moment) {
        self.close_all(context, &ClosedLimit::all_of(error, now.wall), now).await;
    }

    /// Does the same without telling the store: for a program that blocks.
    pub fn learn_local(&self, context: &RequestContext, error: &ApiError<L>, now: Moment) {
        self.close_all_local(context, &ClosedLimit::all_of(error, now.wall), now);
    }

    /// Takes note of an answer that is a success: the limits that it has [used up](ClosedLimit::used_up) are closed for the subjects
    /// of the request. Without any it reads some headers and does no more. An error is for [`learn`](Self::learn).
    pub async fn learn_success(&self, context: &RequestContext, headers: impl Headers, now: Moment) {
        let closed = ClosedLimit::used_up(headers, now.wall);
        self.close_all(context, &closed, now).await;
    }

    /// Does the same without telling the store: for a program that blocks.
    pub fn learn_success_local(&self, context: &RequestContext, headers: impl Headers, now: Moment) {
        self.close_all_local(context, &ClosedLimit::used_up(headers, now.wall), now);
    }

    /// Closes a limit for the subjects of a request, unless it is closed for longer: for what a program learns elsewhere. 45 days
    /// are the most.
    pub async fn close(&self, context: &RequestContext, limit: L::RateLimit, wait: Duration, now: Moment) {
        self.close_all(context, &[ClosedLimit::new(limit, wait)], now).await;
    }

    async fn close_all(&self, context: &RequestContext, closed: &[ClosedLimit<L>], now: Moment) {
        let closings = self.close_all_local(context, closed, now);
        if let Some(shared) = self.store.as_ref().filter(|_| !closings.is_empty()) {
            shared.count(shared.store.close(&closings).await);
        }
    }

    /// Closes in memory those limits all of whose subjects are named, and returns what to tell a store.
    fn close_all_local<'a>(
        &'a self,
        context: &'a RequestContext,
        closed: &[ClosedLimit<L>],
        now: Moment,
    ) -> Vec<Closing<'a>> {
        let closings = closed.iter().filter_map(|closed| {
            let placed = self.keys(context).find(|placed| placed.place == closed.place())?;
            self.close_local(&placed.key, closed.wait(), now);
            Some(Closing { key: placed.key, wait: closed.wait() })
        });
        closings.collect()
    }

    fn close_local(&self, key: &LimitKey<'_>, wait: Duration, now: Moment) {
        if let Some(until) = now.monotonic.checked_add(wait.min(MAX_WAIT)) {
            self.memory.close(key, until, now.monotonic);
        }
    }

    /// Returns the keys of the limits that a request can run into.
    fn keys<'a>(&'a self, context: &'a RequestContext) -> impl Iterator<Item = PlacedKey<'a>> {
        LimitKey::all::<L>([context.subjects(), &self.fixed])
    }
}

impl SharedStore {
    /// Counts a call that failed.
    fn count<T>(&self, result: Result<T, StoreUnavailable>) -> Option<T> {
        if result.is_err() {
            self.failures.fetch_add(1, Ordering::Relaxed);
        }
        result.ok()
    }
}

impl<L> Clone for Cooldowns<L> {
    fn clone(&self) -> Self {
        Self {
            memory: Arc::clone(&self.memory),
            store: self.store.clone(),
            fixed: Arc::clone(&self.fixed),
            labels: PhantomData,
        }
    }
}

impl<L> Debug for Cooldowns<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cooldowns").field("subjects", &self.fixed).finish_non_exhaustive()
    }
}
