//! The policy for tower's retry layer.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use edges_errors::retry::{
    Action, Clock, Decision, Deferred, Failure, JitterRng, RequestContext, RequestHead, RetryPlan,
    RetryState, Sleep, TokioClock,
};
use edges_errors::{ErrorLabel, Label};
use http::{Extensions, Request};
use tower::retry::Policy;

use crate::classify::classify_transport;
use crate::error::Error;

/// A rule for what an inner service's error says about the request.
type Classify<L> = fn(&(dyn StdError + 'static)) -> Failure<'static, L>;
pub(crate) type Hook = dyn Fn(&RequestHead<'_>) -> RequestContext + Send + Sync;
type Observe<L> = dyn Fn(&Decision<L>, &Extensions) + Send + Sync;

/// Sends a request again where its error's label says so, waits as long as the label and the server ask, and never
/// repeats what may have been done. For [`RetryLayer`](tower::retry::RetryLayer), above
/// [`DecodeErrorLayer`](crate::DecodeErrorLayer).
///
/// ```
/// use edges_errors::retry::{RequestContext, RetryBudget, RetryPlan};
/// use edges_errors_tower::EdgesRetry;
///
/// let budget = RetryBudget::default();
/// let retry = EdgesRetry::new()
///     .plan(RetryPlan::default().max_attempts(4).budget(&budget))
///     // An extraction only reads, so it may be sent twice; whatever else is posted may not.
///     .context(|request| RequestContext::of(request).idempotent(request.path().contains("-extract-")));
/// ```
///
/// The first of these that says so decides whether a request may be sent twice: a [`RequestContext`] among its extensions; the
/// [hook](Self::context); the header that the catalogue names as `idempotency_key`, if the request has it; its method.
///
/// tower clones the policy for each request: the state of one request is its own, the budget is everybody's.
///
/// Both layers have labels of the same catalogue; those of two [do not compile](crate::for_labels).
pub struct ApiRetry<L: 'static> {
    plan: RetryPlan,
    context: Option<Arc<Hook>>,
    classify: Classify<L>,
    observe: Option<Arc<Observe<L>>>,
    clock: Arc<dyn Clock>,
    /// Of the request that was cloned last.
    state: Option<RetryState>,
    /// That request is on its second attempt or a later one.
    resending: bool,
}

/// The retry policy for the labels of Edges. [`for_labels!`](crate::for_labels) gives one for those of another catalogue.
pub type EdgesRetry = ApiRetry<ErrorLabel>;

impl<L> Default for ApiRetry<L> {
    fn default() -> Self {
        Self {
            plan: RetryPlan::default(),
            context: None,
            classify: classify_transport,
            observe: None,
            clock: Arc::new(TokioClock),
            state: None,
            resending: false,
        }
    }
}

impl<L> ApiRetry<L> {
    /// Returns the policy with [`RetryPlan::default`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the ceilings and the shared budget. The context of a request is its own.
    #[must_use]
    pub fn plan(mut self, plan: RetryPlan) -> Self {
        self.plan = plan;
        self
    }

    /// Sets the hook that gives each request its context, before it is sent for the first time. What it leaves unset, and
    /// what the request's own [`RequestContext`] states, is not its to say: see [`RequestContext::resolve`].
    #[must_use]
    pub fn context(
        mut self,
        context: impl Fn(&RequestHead<'_>) -> RequestContext + Send + Sync + 'static,
    ) -> Self {
        self.context = Some(Arc::new(context));
        self
    }

    /// Sets how an error of the inner service is read, instead of by its chain of sources (`TryFrom<&Error>` for
    /// [`Failure`]).
    #[must_use]
    pub fn classify(mut self, classify: fn(&(dyn StdError + 'static)) -> Failure<'static, L>) -> Self {
        self.classify = classify;
        self
    }

    /// Calls `observe` with every decision, retries included, and with the extensions of its request: for counters, and for
    /// a log of your own ([`Decision::fields`]).
    #[must_use]
    pub fn on_decision(
        mut self,
        observe: impl Fn(&Decision<L>, &Extensions) + Send + Sync + 'static,
    ) -> Self {
        self.observe = Some(Arc::new(observe));
        self
    }

    /// Sets a clock other than [`TokioClock`], for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }
}

impl<L: Label, B: Clone, Res> Policy<Request<B>, Res, Error<L>> for ApiRetry<L> {
    type Future = Sleep;

    fn retry(&mut self, request: &mut Request<B>, result: &mut Result<Res, Error<L>>) -> Option<Sleep> {
        let state = self.state.as_mut()?;
        let error = match result {
            Ok(_) => {
                state.on_success();
                return None;
            }
            Err(error) => error,
        };
        let failure = match &*error {
            Error::Api { error, .. } => Failure::Api(error),
            Error::Transport { error, .. } => (self.classify)(&**error),
            Error::Closed(closed) => Failure::Closed(closed),
            Error::Deferred(_) => return None,
        };
        let mut rng = JitterRng::from_entropy();
        let decision = state.on_failure_at(failure, self.clock.now(), || rng.next_u64());
        #[cfg(feature = "tracing")]
        decision.trace();
        if let Some(observe) = &self.observe {
            observe(&decision, request.extensions());
        }
        if let Action::Retry { after } = decision.action() {
            self.resending = true;
            return Some(self.clock.sleep(after));
        }
        if let Some(deferred) = decision.deferred() {
            replace_with_deferred(error, deferred);
        } else if let Error::Api { decision: last, .. } | Error::Transport { decision: last, .. } = error {
            *last = Some(Box::new(decision));
        }
        None
    }

    /// Starts the state of a request. tower asks for a clone before each attempt, and before the first on the policy that
    /// all requests share, of which it makes this request's own policy afterwards.
    fn clone_request(&mut self, request: &Request<B>) -> Option<Request<B>> {
        if !self.resending {
            let head = RequestHead::from(request);
            let by_hook = self.context.as_ref().map(|hook| hook(&head));
            let context = RequestContext::resolve::<L>(&head, by_hook.as_ref());
            let plan = self.plan.clone().context(&context);
            self.state = Some(plan.resume_at(head.progress(), self.clock.now()));
        }
        Some(request.clone())
    }
}

/// Replaces an error by its deferral; a connection's error becomes the source.
fn replace_with_deferred<L: Label>(error: &mut Error<L>, deferred: Deferred<L>) {
    let placeholder = Error::from(deferred.clone());
    if let Error::Transport { error: transport, .. } = std::mem::replace(error, placeholder) {
        *error = deferred.with_source(transport).into();
    }
}

impl<L> Clone for ApiRetry<L> {
    fn clone(&self) -> Self {
        Self {
            plan: self.plan.clone(),
            context: self.context.clone(),
            classify: self.classify,
            observe: self.observe.clone(),
            clock: Arc::clone(&self.clock),
            state: self.state.clone(),
            resending: self.resending,
        }
    }
}

impl<L> Debug for ApiRetry<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiRetry").field("plan", &self.plan).finish_non_exhaustive()
    }
}
