//! [`ApiError`]: one failure, decoded.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::catalogue::{Catalogue, Status};
use crate::decode::{Body, Delivery, Envelope, Kind, Origin, RunState};
use crate::facts::{Fault, Outcome};
use crate::label::{Key, Label};
use crate::params::{Details, Param, Params};
use crate::tables::RateLimitFacts;
use crate::time::Reading;

/// A failure as the API told it, or as it came through whatever stands between.
///
/// Generic over the labels of a catalogue; use it under the name that the catalogue gives it, such as
/// [`EdgesError`](crate::EdgesError). It is as large as a pointer, cheap to clone, and keeps the body as it came.
///
/// `Display` is one line for a log: label, message and reference, with control characters escaped, never params or
/// headers. `Debug` adds the declared params that are not sensitive. What it means and what to do about it is
/// [`advice`](Self::advice).
///
/// Serialisation writes the entries of the error object as they were received: their order, and with serde_json each
/// value byte for byte; another format takes them through a `serde_json::Value`. [`body`](Self::body) is the whole text. [`from_json`](Self::from_json) reads it back without loss; `Deserialize` keeps keys
/// and their order, but numbers only as far as the format's own numbers reach.
pub struct ApiError<L> {
    inner: Arc<Inner<L>>,
}

pub(crate) struct Inner<L> {
    pub(crate) delivery: Delivery,
    pub(crate) body: Body,
    pub(crate) envelope: Envelope,
    pub(crate) label: Option<L>,
    pub(crate) kind: Kind,
}

impl<L> Clone for ApiError<L> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

impl<L: Label> ApiError<L> {
    pub(crate) fn from_inner(inner: Arc<Inner<L>>) -> Self {
        Self { inner }
    }

    pub(crate) fn inner(&self) -> &Inner<L> {
        &self.inner
    }

    /// What kind of answer it was.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.inner.kind
    }

    /// Whether the answer broke off: what lacks, may have said something else. A JSON object that was read to its end is
    /// whole, whatever came of the connection afterwards.
    pub(crate) fn is_broken(&self) -> bool {
        let is_object = matches!(self.kind(), Kind::Known | Kind::UnknownLabel | Kind::NoLabel);
        !self.kind().is_whole() || self.inner.delivery.interrupted && !is_object
    }

    /// Where the error was found.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.inner.delivery.origin
    }

    /// The label, if the catalogue lists it. Where the body broke off ([`Kind::is_whole`] is false), one that was read
    /// whole before.
    #[must_use]
    pub fn label(&self) -> Option<L> {
        self.inner.label
    }

    /// The label as it was sent, listed or not; compared to the letter, neither trimmed nor changed in case.
    #[must_use]
    pub fn label_str(&self) -> Option<&str> {
        self.inner.envelope.label_text(&self.inner.body)
    }

    /// The HTTP status of the response. `None` for what came without one: a callback, a run, a stored error.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.inner.delivery.status
    }

    /// The `status_code` that the body states; where it differs, [`status`](Self::status) is what happened.
    #[must_use]
    pub fn body_status(&self) -> Option<u16> {
        self.inner.envelope.status
    }

    /// The status to go by where no known label says more.
    pub(crate) fn any_status(&self) -> Option<u16> {
        self.status().or(self.body_status())
    }

    /// What the catalogue says of the status; `None` for one that it does not speak of.
    #[must_use]
    pub fn status_info(&self) -> Option<Status<L>> {
        Catalogue::<L>::new().status(self.any_status()?)
    }

    /// Which part of the request the error is about, if the catalogue lists the scope.
    #[must_use]
    pub fn scope(&self) -> Option<L::Scope> {
        L::Scope::from_name(self.scope_str()?)
    }

    /// The scope as it was sent, listed or not.
    #[must_use]
    pub fn scope_str(&self) -> Option<&str> {
        self.inner.envelope.scope.as_ref().map(|scope| scope.text(&self.inner.body))
    }

    /// The reference to quote to support.
    #[must_use]
    pub fn error_ref(&self) -> Option<&str> {
        self.inner.envelope.error_ref.as_ref().map(|error_ref| error_ref.text(&self.inner.body))
    }

    /// The message for people, as it was sent; several messages are joined by `; `.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.inner.envelope.message.as_ref().map(|message| message.text(&self.inner.body))
    }

    /// The extra data: what `params` holds, and what stands beside it at the top level. Read anew on each call.
    #[must_use]
    pub fn params(&self) -> Params<'_> {
        Params::read(&self.inner.envelope, &self.inner.body)
    }

    /// One of the [`params`](Self::params) by its name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<Param<'_>> {
        self.params().get(name)
    }

    /// The label's extra data, typed; `None` where the error has another label.
    ///
    /// ```
    /// use edges_errors::{EdgesError, details};
    ///
    /// let body = br#"{"error_label":"UNDEFINED_FIELD","params":{"fields":"handle, urn"}}"#;
    /// let error = EdgesError::from_parts(424, &(), body);
    /// assert_eq!(error.details::<details::UndefinedField>().unwrap().fields.unwrap(), ["handle", "urn"]);
    /// assert!(error.details::<details::LimitReached>().is_none());
    /// ```
    #[must_use]
    pub fn details<D: Details<Label = L>>(&self) -> Option<D> {
        (self.label() == Some(D::LABEL)).then(|| D::from_params(&self.params()))
    }

    /// What kind of error it is; `None` without a known label.
    #[must_use]
    pub fn category(&self) -> Option<L::Category> {
        self.label().map(L::category)
    }

    /// What has to be done about it: the label's remedy, else the status's, else `None`.
    #[must_use]
    pub fn remedy(&self) -> Option<L::Remedy> {
        match self.label() {
            Some(label) => Some(label.remedy()),
            None => self.status_info()?.remedy(),
        }
    }

    /// What it means for the work. An error without a known label is a failure.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.label().map_or(Outcome::Failure, L::outcome)
    }

    /// Who has to act: by the label, else by the status, else `None`.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        match self.label() {
            Some(label) => Some(label.fault()),
            None => self.status_info()?.fault(),
        }
    }

    /// Which rate limit was hit: the one that the label tells of, else at status 429 the one that a header tells of.
    #[must_use]
    pub fn rate_limit(&self) -> Option<L::RateLimit> {
        self.label().and_then(L::rate_limit).or_else(|| self.signalled_limit())
    }

    /// The rate limit that a header signals at status 429, whatever the label is.
    pub(crate) fn signalled_limit(&self) -> Option<L::RateLimit> {
        let signalled =
            |limit: &RateLimitFacts| limit.header.is_some_and(|name| self.inner.body.headers().has(name));
        let index =
            L::__facts().rate_limits.iter().position(signalled).filter(|_| self.status() == Some(429))?;
        L::RateLimit::all().get(index).copied()
    }

    /// The longest wait that is given as a duration, in the header `Retry-After` or in a param of the catalogue's that
    /// delays a retry. Counted from when the response was received; `None` where there is none.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.hints().longest_wait()
    }

    /// The latest time before which not to try again, in the header `Retry-After`, in a param of the catalogue's that
    /// delays a retry, or in the run that failed. By the server's clock, and perhaps in the past; `None` where there is
    /// none.
    #[must_use]
    pub fn postponed_until(&self) -> Option<SystemTime> {
        self.hints().latest_time()
    }

    /// Whether the API itself tries again: the run is BLOCKED and has a `postponed_until`, be it one that cannot be read.
    /// To send the work then would do it twice.
    #[must_use]
    pub fn is_postponed_by_api(&self) -> bool {
        self.api_postponement().is_some()
    }

    /// When the API itself tries again; `None` where it does not, and where its time cannot be read
    /// ([`is_postponed_by_api`](Self::is_postponed_by_api)).
    #[must_use]
    pub fn postponed_by_api(&self) -> Option<SystemTime> {
        self.api_postponement()?.to_timestamp()
    }

    /// The `postponed_until` of a run that the API has blocked.
    fn api_postponement(&self) -> Option<Param<'_>> {
        let run = self.inner.delivery.run.as_ref()?;
        let raw = run.postponed_until.as_deref().filter(|_| run.is_blocked())?;
        Some(Param::new(raw)).filter(|param| param.read_time() != Reading::ABSENT)
    }

    /// Whether the run of which the error tells has come to its end.
    pub(crate) fn is_of_ended_run(&self) -> bool {
        self.inner.delivery.run.as_ref().is_some_and(RunState::has_ended)
    }

    /// The headers that were kept: retry hints, `Date`, `Age` and those about rate limits. Names are in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inner.body.headers().iter()
    }

    /// The body as it came, up to the limit that the decoding had; of a callback or a run, the error object alone.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.inner.body.bytes()
    }
}

impl<L: Label> std::error::Error for ApiError<L> {}
