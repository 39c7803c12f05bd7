//! The layer that keeps requests from running into limits that are closed.

use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use edges_errors::cooldowns::Cooldowns;
use edges_errors::retry::{Clock, RequestContext, RequestHead, TokioClock};
use edges_errors::{ErrorLabel, Label};
use http::{Request, Response};
use tower::{Layer, Service};

use crate::error::Error;
use crate::retry::Hook;

/// Asks [`Cooldowns`] before each attempt, and tells them of each answer that refuses a request or uses a limit up. It belongs below
/// [`RetryLayer`](tower::retry::RetryLayer), since tower asks a policy only once there is an answer, and above
/// [`DecodeErrorLayer`](crate::DecodeErrorLayer).
///
/// A request that would run into a limit is [`Error::Closed`], at once: [`EdgesRetry`](crate::EdgesRetry) waits and sends it, or
/// makes [`Error::Deferred`] of it. Both are given the same hook:
///
/// ```
/// use edges_errors::Subject;
/// use edges_errors::cooldowns::Cooldowns;
/// use edges_errors::retry::{RequestContext, RequestHead};
/// use edges_errors_tower::{CooldownLayer, DecodeErrorLayer, EdgesRetry};
/// # use bytes::Bytes;
/// # use edges_errors_tower::{BoxError, Error};
/// # use http::{Request, Response};
/// # use http_body_util::Full;
/// # use tower::{Service as _, ServiceBuilder, ServiceExt as _, retry::RetryLayer};
/// # async fn send(_: Request<()>) -> Result<Response<Full<Bytes>>, BoxError> {
/// #     Ok(Response::builder().status(424).body(r#"{"error_label":"LIMIT_REACHED"}"#.into())?)
/// # }
///
/// fn context(request: &RequestHead<'_>) -> RequestContext {
///     let context = RequestContext::of(request);
///     match request.path().trim_start_matches('/').split_once('/') {
///         Some((identity, action)) => {
///             context.subject(Subject::Identity, identity).subject(Subject::Action, action)
///         }
///         None => context,
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), BoxError> {
/// let cooldowns = Cooldowns::new();
/// let mut service = ServiceBuilder::new()
///     .layer(RetryLayer::new(EdgesRetry::new().context(context)))
///     .layer(CooldownLayer::new(&cooldowns).context(context))
///     .layer(DecodeErrorLayer::new())
///     .service(tower::service_fn(send));
/// # for learned in [false, true] {
/// #     let request = Request::post("/ada/send-message").body(())?;
/// #     let error = service.ready().await?.call(request).await.unwrap_err();
/// #     assert!(matches!(error, Error::Deferred(_)));
/// #     assert_eq!(error.to_string().contains("earlier request has learned"), learned);
/// # }
/// # Ok(())
/// # }
/// ```
pub struct CooldownLayer<L: 'static = ErrorLabel> {
    cooldowns: Cooldowns<L>,
    context: Option<Arc<Hook>>,
    clock: Arc<dyn Clock>,
}

impl<L> CooldownLayer<L> {
    /// Returns a layer over these cooldowns.
    #[must_use]
    pub fn new(cooldowns: &Cooldowns<L>) -> Self {
        Self { cooldowns: cooldowns.clone(), context: None, clock: Arc::new(TokioClock) }
    }

    /// Sets the hook that says what a request is for ([`RequestContext::subject`]); a [`RequestContext`] among its extensions
    /// goes before it.
    #[must_use]
    pub fn context(
        mut self,
        context: impl Fn(&RequestHead<'_>) -> RequestContext + Send + Sync + 'static,
    ) -> Self {
        self.context = Some(Arc::new(context));
        self
    }

    /// Sets a clock other than [`TokioClock`], for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }
}

impl<L> Clone for CooldownLayer<L> {
    fn clone(&self) -> Self {
        Self {
            cooldowns: self.cooldowns.clone(),
            context: self.context.clone(),
            clock: Arc::clone(&self.clock),
        }
    }
}

impl<L> Debug for CooldownLayer<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("CooldownLayer").field("cooldowns", &self.cooldowns).finish_non_exhaustive()
    }
}

impl<S, L> Layer<S> for CooldownLayer<L> {
    type Service = Cooldown<S, L>;

    fn layer(&self, inner: S) -> Self::Service {
        Cooldown { inner, layer: self.clone() }
    }
}

/// The service that [`CooldownLayer`] makes.
pub struct Cooldown<S, L: 'static = ErrorLabel> {
    inner: S,
    layer: CooldownLayer<L>,
}

impl<S: Clone, L> Clone for Cooldown<S, L> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone() }
    }
}

impl<S: Debug, L> Debug for Cooldown<S, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cooldown").field("inner", &self.inner).field("layer", &self.layer).finish()
    }
}

impl<S, L, ReqB, ResB> Service<Request<ReqB>> for Cooldown<S, L>
where
    L: Label,
    S: Service<Request<ReqB>, Response = Response<ResB>, Error = Error<L>> + Clone + Send + 'static,
    S::Future: Send,
    ReqB: Send + 'static,
    ResB: Send,
{
    type Response = Response<ResB>;
    type Error = Error<L>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<ReqB>) -> Self::Future {
        // The service that is ready goes with the request, and its clone stays.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let CooldownLayer { cooldowns, context, clock } = self.layer.clone();
        let head = RequestHead::from(&request);
        let by_hook = context.map(|hook| hook(&head));
        let context = RequestContext::resolve::<L>(&head, by_hook.as_ref());
        Box::pin(async move {
            if let Some(closed) = cooldowns.ask(&context, clock.now()).await {
                return Err(Error::Closed(closed));
            }
            let result = inner.call(request).await;
            match &result {
                Ok(response) => cooldowns.learn_success(&context, response.headers(), clock.now()).await,
                Err(error) => {
                    if let Some(error) = error.api() {
                        cooldowns.learn(&context, error, clock.now()).await;
                    }
                }
            }
            result
        })
    }
}
