//! The middleware for [reqwest-middleware](reqwest_middleware): decodes, waits, sends again, or returns the error.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{
    Action, Clock, Decision, Failure, JitterRng, RequestContext, RequestHead, RetryPlan, RetryState,
    TokioClock,
};
use edges_errors::{ApiError, DecodeOptions, ErrorLabel, Label};
use http::Extensions;
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};

use crate::body::{Start, read_start, restore_body};
use crate::error::{Error, classify_transport, is_never_sent};
use crate::mismatch::insert_decision;

type Result<T> = std::result::Result<T, reqwest_middleware::Error>;
type Hook = dyn Fn(&RequestHead<'_>) -> RequestContext + Send + Sync;
type Observe<L> = dyn Fn(&Decision<L>, &Extensions) + Send + Sync;

/// Sends a request again where its error's label says so, waits as long as the label and the server ask, and never
/// repeats what may have been done.
///
/// ```
/// use edges_errors::retry::{Progress, RequestContext, RetryBudget, RetryPlan};
/// use edges_errors_reqwest::{EdgesRetry, Error, ResponseExt as _};
/// use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
///
/// # fn build() -> ClientWithMiddleware {
/// let budget = RetryBudget::default();
/// let retry = EdgesRetry::new()
///     .plan(RetryPlan::default().max_attempts(4).budget(&budget))
///     // An extraction only reads, so it may be sent twice; whatever else is posted may not.
///     .context(|request| RequestContext::of(request).idempotent(request.path().contains("-extract-")));
/// ClientBuilder::new(reqwest::Client::new()).with(retry).build()
/// # }
///
/// async fn search(client: &ClientWithMiddleware, api: &str) -> Result<String, Error> {
///     let search = client.post(format!("{api}/actions/linkedin-extract-people/run/live"));
///     Ok(search.send().await?.error_for_label().await?.text().await?)
/// }
///
/// async fn message(client: &ClientWithMiddleware, api: &str, progress: Progress) -> Result<(), Error> {
///     let message = client.post(format!("{api}/actions/linkedin-message-profile/run/live"));
///     message.with_extension(progress).send().await?.error_for_label().await?;
///     Ok(())
/// }
/// ```
///
/// # What comes out
///
/// | decision | result |
/// |---|---|
/// | success | the response, its body unread |
/// | [`Retry`](Action::Retry) | nothing yet: it waits and sends the request again |
/// | [`Defer`](Action::Defer) | [`Error::Deferred`], as an error of the middleware: `?` makes an [`Error`] of it |
/// | [`Stop`](Action::Stop) | the response as reqwest gives it, its body whole, with the [`ApiError`] and the [`Decision`] among its extensions |
/// | [`Stop`](Action::Stop) without an answer | [`Error::Transport`] with the decision, as an error of the middleware |
/// | what no further attempt mends, such as a refused redirect | reqwest's own error |
///
/// [`errors_as_err`](Self::errors_as_err) makes [`Error::Api`] of a `Stop`.
///
/// [`Await`](Action::Await) is never decided on an answer: the API goes on by itself with what it has taken up, and tells of
/// that in a callback or with the run. An [`Error`] made of such an error has that decision, with the time if the API names
/// one ([`Error::decision`]).
///
/// # What it asks of the request
///
/// * Whether it may be sent twice. The first of these that says so holds: a [`RequestContext`] among its extensions; the
///   [hook](Self::context); the header that the catalogue names as `idempotency_key`, if the request has it when it comes
///   here; its method. A request whose body cannot be cloned, such as a stream, is sent once: where another would wait in
///   place, it stops with [`StopReason::NotRepeatable`](edges_errors::retry::StopReason::NotRepeatable).
/// * What it is for, where there are [cooldowns](Self::cooldowns): the subjects of its context.
/// * How far it had come before it went through a queue: [`Progress`](edges_errors::retry::Progress) among its extensions.
///
/// # Redirects
///
/// reqwest follows redirects by itself, below any middleware, and does not say so. What is met where a redirect leads to looks as
/// if the request itself had met it: if no connection can be made there, or a rate limit refuses, the request is sent again, though
/// the answer that redirected it may tell that it was carried out. Where an API answers so, with 303 above all, build its client
/// with [`redirect::Policy::none`](reqwest::redirect::Policy::none): each redirect then comes out as a response.
///
/// # Order among other middleware
///
/// Middleware attached after it runs for each attempt, and middleware attached before it runs once. Attach no other retrying
/// middleware: the attempts would multiply. An error of another middleware passes as it is. One that looks at the errors of
/// this one takes them out by `Error::from`, and puts them back by `into`: `is_timeout` and the like of
/// [`reqwest_middleware::Error`] do not look into them, and those of [`Error::transport`] do. A context of anyhow's that it puts
/// around them is in no caller's way: `Error::from` looks through it.
///
/// The types of middleware do not show its catalogue. Where the caller asks for the labels of another one, every failure
/// is [`Error::Mismatch`].
pub struct ApiRetry<L> {
    plan: RetryPlan,
    options: DecodeOptions,
    errors_as_err: bool,
    context: Option<Arc<Hook>>,
    cooldowns: Option<Cooldowns<L>>,
    observe: Option<Arc<Observe<L>>>,
    clock: Arc<dyn Clock>,
    labels: PhantomData<fn() -> L>,
}

/// The retry middleware for the labels of Edges. [`for_labels!`](crate::for_labels) gives one for those of another catalogue.
pub type EdgesRetry = ApiRetry<ErrorLabel>;

impl<L> ApiRetry<L> {
    /// Returns the middleware with [`RetryPlan::default`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl<L> Default for ApiRetry<L> {
    fn default() -> Self {
        Self {
            plan: RetryPlan::default(),
            options: DecodeOptions::new(),
            errors_as_err: false,
            context: None,
            cooldowns: None,
            observe: None,
            clock: Arc::new(TokioClock),
            labels: PhantomData,
        }
    }
}

impl<L: Label> ApiRetry<L> {
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

    /// Shares the limits that are closed with other clients and programs: a request that would run into one waits, or is
    /// [`Error::Deferred`], without being sent. The hook says what a request is for
    /// ([`RequestContext::subject`]). They are asked before each attempt, and told of each answer that refuses a request or uses a
    /// limit up.
    #[must_use]
    pub fn cooldowns(mut self, cooldowns: &Cooldowns<L>) -> Self {
        self.cooldowns = Some(cooldowns.clone());
        self
    }

    /// Sets how bodies are decoded.
    #[must_use]
    pub fn decode_options(mut self, options: DecodeOptions) -> Self {
        self.options = options;
        self
    }

    /// Returns API errors as [`Error::Api`] instead of as a response.
    #[must_use]
    pub fn errors_as_err(mut self) -> Self {
        self.errors_as_err = true;
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

    /// Returns the state of a request.
    fn start(&self, request: &Request, extensions: &Extensions) -> RetryState {
        let url = request.url();
        let head = RequestHead::new(request.method(), url.path(), request.headers(), extensions)
            .with_host(url.host_str())
            .with_query(url.query());
        let by_hook = self.context.as_ref().map(|hook| hook(&head));
        let context = RequestContext::resolve::<L>(&head, by_hook.as_ref());
        let context = if request.try_clone().is_some() { context } else { context.repeatable(false) };
        self.plan.clone().context(&context).resume_at(head.progress(), self.clock.now())
    }

    /// Waits until no limit is closed for the request, or gives it back where that takes too long.
    async fn wait_until_open(
        &self,
        state: &mut RetryState,
        extensions: &Extensions,
        rng: &mut JitterRng,
    ) -> Result<()> {
        let Some(cooldowns) = &self.cooldowns else { return Ok(()) };
        loop {
            let now = self.clock.now();
            let Some(closed) = cooldowns.ask(state.context(), now).await else { return Ok(()) };
            let decision = state.on_failure_at(&closed, now, || rng.next_u64());
            self.report(&decision, extensions);
            match (decision.action(), decision.deferred()) {
                (Action::Retry { after }, _) => self.clock.sleep(after).await,
                (_, Some(deferred)) => return Err(Error::from(deferred).into()),
                (_, None) => {
                    let error = decision.error().clone();
                    return Err(Error::from_answer(error, None, Some(decision)).into());
                }
            }
        }
    }

    /// Takes note of the limits that a success has used up.
    async fn learn_success(&self, context: &RequestContext, response: &Response) {
        if let Some(cooldowns) = &self.cooldowns {
            cooldowns.learn_success(context, response.headers(), self.clock.now()).await;
        }
    }

    /// Takes note of a refusal and decides about a failure.
    async fn judge(&self, failed: &Failed<L>, state: &mut RetryState, rng: &mut JitterRng) -> Decision<L> {
        let now = self.clock.now();
        if let (Some(cooldowns), Failed::Api { error, .. }) = (&self.cooldowns, failed) {
            cooldowns.learn(state.context(), error, now).await;
        }
        state.on_failure_at(failed.failure(), now, || rng.next_u64())
    }

    /// Sends the request and reads as much of the response as tells whether it is an error. What no retry can mend is
    /// handed on.
    async fn attempt(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Attempt<L>> {
        let url = request.url().clone();
        let mut response = match next.run(request, extensions).await {
            Ok(response) => response,
            Err(reqwest_middleware::Error::Reqwest(error)) => {
                let never_sent = is_never_sent(&error, Some(&url)).then_some(Failure::NotSent);
                return match never_sent.or_else(|| classify_transport(&error)) {
                    Some(failure) => Ok(Attempt::Failed(Failed::Transport { error, failure })),
                    None => Err(error.into()),
                };
            }
            Err(other) => return Err(other),
        };
        let status = response.status().as_u16();
        if !self.options.reads::<L>(status) {
            return Ok(Attempt::Succeeded(response));
        }
        let start = read_start(&mut response, self.options.get_max_body()).await;
        let options = self.options.interrupted(start.is_cut());
        Ok(match options.detect(status, response.headers(), &start.bytes) {
            Some(error) => Attempt::Failed(Failed::Api { response, start, error }),
            None => Attempt::Succeeded(restore_body(response, start)),
        })
    }

    fn report(&self, decision: &Decision<L>, extensions: &Extensions) {
        #[cfg(feature = "tracing")]
        decision.trace();
        if let Some(observe) = &self.observe {
            observe(decision, extensions);
        }
    }

    /// Returns a failure that this middleware does no more about.
    fn give_back(&self, failed: Failed<L>, decision: Decision<L>) -> Result<Response> {
        let deferred = decision.deferred();
        match (failed, deferred) {
            (Failed::Api { .. }, Some(deferred)) => Err(Error::from(deferred).into()),
            (Failed::Transport { error, .. }, Some(deferred)) => {
                Err(Error::from(deferred.with_source(error.without_url())).into())
            }
            (Failed::Transport { error, .. }, None) => {
                Err(Error::from_transport(error, Some(decision)).into())
            }
            (Failed::Api { start, error, .. }, None) if self.errors_as_err => {
                Err(Error::from_answer(error, start.into_cut(), Some(decision)).into())
            }
            (Failed::Api { response, start, error }, None) => {
                let mut response = restore_body(response, start);
                response.extensions_mut().insert(error);
                insert_decision(decision, response.extensions_mut());
                Ok(response)
            }
        }
    }
}

#[async_trait::async_trait]
impl<L: Label> Middleware for ApiRetry<L> {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let mut state = self.start(&request, extensions);
        let mut rng = JitterRng::from_entropy();
        loop {
            self.wait_until_open(&mut state, extensions, &mut rng).await?;
            let spare = request.try_clone();
            let failed = match self.attempt(request, extensions, next.clone()).await? {
                Attempt::Succeeded(response) => {
                    self.learn_success(state.context(), &response).await;
                    state.on_success();
                    return Ok(response);
                }
                Attempt::Failed(failed) => failed,
            };
            let decision = self.judge(&failed, &mut state, &mut rng).await;
            self.report(&decision, extensions);
            match (decision.action(), spare) {
                (Action::Retry { after }, Some(spare)) => {
                    drop(failed);
                    self.clock.sleep(after).await;
                    request = spare;
                }
                _ => return self.give_back(failed, decision),
            }
        }
    }
}

enum Attempt<L: 'static> {
    Succeeded(Response),
    Failed(Failed<L>),
}

enum Failed<L: 'static> {
    Api { response: Response, start: Start, error: ApiError<L> },
    Transport { error: reqwest::Error, failure: Failure<'static, L> },
}

impl<L: Label> Failed<L> {
    fn failure(&self) -> Failure<'_, L> {
        match self {
            Self::Api { error, .. } => Failure::Api(error),
            Self::Transport { failure, .. } => *failure,
        }
    }
}

impl<L> fmt::Debug for ApiRetry<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiRetry")
            .field("plan", &self.plan)
            .field("options", &self.options)
            .field("errors_as_err", &self.errors_as_err)
            .finish_non_exhaustive()
    }
}
