//! [`ApiError`]: one failure, decoded.

mod anomaly;
mod builder;
mod convert;
mod decode;
mod display;
mod hints;
#[cfg(feature = "http")]
mod http;
mod message;
mod params;
mod payload;
mod received;
mod serde;
mod shown;
mod time;
mod used_up;
mod write;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use edges_errors_core::text::spell_out;

use crate::catalogue::{Catalogue, Key, Label, Outcome, ParamInfo, Status};
use anomaly::find_anomalies;
use hints::{read_date, visit_hints};
use message::match_best;
use received::{Received, WholeHeaders, Work};
use shown::show_params;

pub use anomaly::Anomaly;
pub use builder::{ErrorBuilder, ParamValue};
pub(crate) use builder::{RETRY_AFTER, write_retry_after};
pub use decode::DecodeOptions;
pub(crate) use hints::{FoundHint, HintSource, read_server_time};
pub use params::{Details, Param, Params};
pub use payload::{InvalidPayload, PayloadErrors, decode_payload, decode_unless, recognise_payload};
pub use received::{Headers, Kind, Origin};
pub(crate) use time::Reading;
pub use time::Rfc3339;
pub use used_up::read_remaining;
pub(crate) use used_up::{UsedUp, read_used_up};

/// An error response from the API, or from a proxy in front of it.
///
/// Generic over the labels of a catalogue; use it under the name that the catalogue gives it, such as
/// [`EdgesError`](crate::EdgesError). It is as large as a pointer, cheap to clone, and keeps the body as it came.
///
/// `Display` is one line for a log: label, message and reference, with control characters escaped, never params or
/// headers. `Debug` adds the declared params that are not sensitive.
/// A [`Decision`](crate::retry::Decision) says what to do about it.
///
/// Serialisation writes the entries of the error object as they were received: their order, and with serde_json each
/// value byte for byte; another format takes them through a `serde_json::Value`. [`body`](Self::body) is the whole text.
/// [`from_json`](Self::from_json) reads it back without loss; `Deserialize` keeps keys and their order, but numbers only as
/// far as the format's own numbers reach.
pub struct ApiError<L> {
    // Shared: a decision, a deferral and the caller's own error each hold it, and an error that is small keeps a `Result`
    // small.
    received: Arc<Received<L>>,
}

impl<L> Clone for ApiError<L> {
    fn clone(&self) -> Self {
        Self { received: Arc::clone(&self.received) }
    }
}

/// The answer.
impl<L: Label> ApiError<L> {
    /// Returns the kind of the answer.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.received.kind
    }

    /// Returns the place where the error was found.
    #[must_use]
    pub fn origin(&self) -> Origin<L::Payload> {
        let payload = |index| L::Payload::all().get(index).copied();
        match self.received.delivery.origin.map(payload) {
            Origin::Payload(Some(payload)) => Origin::Payload(payload),
            Origin::Payload(None) | Origin::Stored => Origin::Stored,
            Origin::Response => Origin::Response,
        }
    }

    /// Returns the HTTP status of the response; `None` for what came without one: a callback, a run, a stored error.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.received.delivery.status
    }

    /// Returns the status that the body states; where it differs, [`status`](Self::status) is what happened.
    #[must_use]
    pub fn body_status(&self) -> Option<u16> {
        self.received.envelope.status
    }

    /// Returns the status to go by where no known label says more.
    pub(crate) fn any_status(&self) -> Option<u16> {
        self.status().or(self.body_status())
    }

    /// Returns whether the answer broke off, so that what is missing may have said something else. A JSON object that was
    /// read to its end is whole, even if the connection broke afterwards.
    pub(crate) fn is_broken(&self) -> bool {
        let is_object = matches!(self.kind(), Kind::Known | Kind::UnknownLabel | Kind::NoLabel);
        !self.kind().is_whole() || self.received.delivery.interrupted && !is_object
    }

    /// Returns the headers that were kept: `Retry-After`, `Date`, `Age` and those that the catalogue names. Names are in lower
    /// case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.received.body.headers().iter()
    }

    pub(crate) fn kept_headers(&self) -> impl Headers {
        let Received { delivery, body, .. } = &*self.received;
        WholeHeaders { kept: body.headers(), unreadable_hints: &delivery.unreadable_hints }
    }

    /// Returns the body as it came, up to the limit that the decoding had; of a callback or a run, the error object alone.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.received.body.bytes()
    }

    /// Returns the first 200 characters of the body, sanitised, to find out what a [`Kind::NotObject`] or
    /// [`Kind::Malformed`] answer is. They may hold anything, secrets too, so they are part of neither `Display` nor
    /// `Debug`.
    #[must_use]
    pub fn snippet(&self) -> String {
        spell_out(self.received.body.text().trim()).at_most(MAX_SNIPPET).to_string()
    }

    /// Returns the deviations of the answer from the catalogue and from the API's schema. Looks at everything, params too;
    /// meant for a counter or a log, not for deciding.
    ///
    /// ```
    /// use edges_errors::{Anomaly, EdgesError};
    ///
    /// let error = EdgesError::from_parts(500, (), r#"{"error_label":"BAD_INPUT","status_code":400}"#);
    /// let odd: Vec<_> = error.anomalies().collect();
    /// assert_eq!(odd, [Anomaly::StatusNotListed, Anomaly::BodyStatusDiffers]);
    /// ```
    pub fn anomalies(&self) -> impl Iterator<Item = Anomaly> {
        find_anomalies(&self.received).into_iter()
    }
}

/// The longest part of a body that is shown, in characters.
const MAX_SNIPPET: usize = 200;

/// The content of the body.
impl<L: Label> ApiError<L> {
    /// Returns the label, if the catalogue lists it. For a truncated body ([`Kind::is_whole`] is false), this is the label
    /// read before the cut.
    #[must_use]
    pub fn label(&self) -> Option<L> {
        self.received.label
    }

    /// Returns the label as it was sent, listed or not, neither trimmed nor changed in case.
    #[must_use]
    pub fn label_str(&self) -> Option<&str> {
        self.received.envelope.label(&self.received.body)
    }

    /// Returns the label of an earlier place than [`label`](Self::label)'s, where the catalogue lists only the coarser one.
    #[must_use]
    pub fn finer_label_str(&self) -> Option<&str> {
        self.received.envelope.finer_label(&self.received.body)
    }

    /// Returns the part of the request that the error is about, if the catalogue lists the scope.
    #[must_use]
    pub fn scope(&self) -> Option<L::Scope> {
        L::Scope::from_name(self.scope_str()?)
    }

    /// Returns the scope as it was sent, listed or not.
    #[must_use]
    pub fn scope_str(&self) -> Option<&str> {
        self.received.envelope.scope(&self.received.body)
    }

    /// Returns the reference to quote to support.
    #[must_use]
    pub fn error_ref(&self) -> Option<&str> {
        self.received.envelope.error_ref(&self.received.body)
    }

    /// Returns the message for people, as it was sent; several messages are joined by `; `.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.received.envelope.message(&self.received.body)
    }

    /// Returns the placeholders of the label's template with the text that fills them in the message, in order.
    ///
    /// Of the templates that match, this is the one with the most literal bytes, then the first. Empty where none matches or
    /// the one that does has no placeholders. Best effort: where the API sends the data as a param too, read the param.
    ///
    /// ```
    /// use edges_errors::EdgesError;
    ///
    /// let body = r#"{"error_label":"LIMIT_REACHED","message":"Daily limit reached for profile views."}"#;
    /// let error = EdgesError::from_parts(429, (), body);
    /// let args: Vec<_> = error.message_args().collect();
    /// assert_eq!(args, [("service", "profile views")]);
    /// ```
    pub fn message_args(&self) -> impl Iterator<Item = (&'static str, &str)> + Clone {
        let arguments = self.label().zip(self.message()).and_then(|(label, text)| match_best(label, text));
        arguments.into_iter().flatten().map(|argument| (argument.name, argument.value))
    }

    /// Returns the extra data: the entries of the objects that the catalogue declares as such. Read anew on each call.
    #[must_use]
    pub fn params(&self) -> Params<'_> {
        Params::read::<L>(&self.received.envelope, &self.received.body)
    }

    /// Returns one of the [`params`](Self::params) by its name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<Param<'_>> {
        self.params().get(name)
    }

    /// Returns the label's extra data, typed; `None` where the error has another label.
    ///
    /// ```
    /// use edges_errors::{EdgesError, details};
    ///
    /// let body = r#"{"error_label":"UNDEFINED_FIELD","params":{"fields":"handle, urn"}}"#;
    /// let error = EdgesError::from_parts(424, (), body);
    /// assert_eq!(error.details::<details::UndefinedField>().unwrap().fields.unwrap(), ["handle", "urn"]);
    /// assert!(error.details::<details::LimitReached>().is_none());
    /// ```
    #[must_use]
    pub fn details<D: Details<Label = L>>(&self) -> Option<D> {
        (self.label() == Some(D::LABEL)).then(|| D::from_params(&self.params()))
    }

    /// Returns the declared params that may be shown and are of the declared kind, in words.
    pub(crate) fn shown_params(&self) -> Vec<(&'static ParamInfo, String)> {
        self.label().map(|label| show_params(label.params(), &self.params())).unwrap_or_default()
    }
}

/// The facts of the catalogue.
impl<L: Label> ApiError<L> {
    /// Returns the category of the label; `None` without a known label.
    #[must_use]
    pub fn category(&self) -> Option<L::Category> {
        self.label().map(L::category)
    }

    /// Returns what the catalogue says of the status; `None` for a status that it does not name.
    #[must_use]
    pub fn status_info(&self) -> Option<Status<L>> {
        Catalogue::<L>::new().status(self.any_status()?)
    }

    /// Returns what the error means for the work. An error without a known label is a failure.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.label().map_or(Outcome::Failure, L::outcome)
    }

    /// Returns who has to act: by the label, or else by the status.
    #[must_use]
    pub fn fault(&self) -> Option<L::Fault> {
        match self.label() {
            Some(label) => Some(label.fault()),
            None => self.status_info()?.fault(),
        }
    }

    /// Returns whether the party that has to act is the one that sends the requests.
    #[must_use]
    pub fn is_callers_fault(&self) -> bool {
        self.fault().is_some_and(L::__is_caller)
    }

    /// Returns the rate limit that was hit: the one that the label signals, or else the one that a header signals at a status
    /// that it comes with. Where a request was not sent since a limit without a signal is closed, it is that one.
    #[must_use]
    pub fn rate_limit(&self) -> Option<L::RateLimit> {
        self.received.rate_limit()
    }

    /// Returns the rate limit that a header signals, whatever the label is.
    pub(crate) fn signalled_limit(&self) -> Option<L::RateLimit> {
        self.received.signalled_limit()
    }

    /// Returns whether the API says not to send the request again.
    pub(crate) fn forbids_retry(&self) -> bool {
        let no_retry = L::__facts().wire.no_retry.as_ref();
        no_retry.is_some_and(|no_retry| {
            self.received.body.headers().get(no_retry.name).any(|value| value == no_retry.is)
        })
    }
}

/// The time at which the work can go on.
impl<L: Label> ApiError<L> {
    /// Returns the longest wait that is given as a duration, in the header `Retry-After` or in another that the catalogue
    /// names, or in a param that it marks as delaying a retry. Counted from when the response was received.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let mut longest = None;
        self.visit_hints(|hint| longest = longest.max(hint.reading.wait));
        longest
    }

    /// Returns the latest time before which not to try again, in the header `Retry-After` or another, in a param that the
    /// catalogue marks as delaying a retry, or in the payload. By the server's clock, and perhaps in the past.
    #[must_use]
    pub fn postponed_until(&self) -> Option<SystemTime> {
        let mut latest = None;
        self.visit_hints(|hint| latest = latest.max(hint.reading.until));
        latest
    }

    /// Returns whether the API itself sends the work again, even if its time cannot be read. To send it then would do it twice.
    #[must_use]
    pub fn is_postponed_by_api(&self) -> bool {
        self.work().is_some_and(|work| work.is_resumed)
    }

    /// Returns when the API itself sends the work again; `None` where it does not, and where its time cannot be read
    /// ([`is_postponed_by_api`](Self::is_postponed_by_api)).
    #[must_use]
    pub fn postponed_by_api(&self) -> Option<SystemTime> {
        let work = self.work().filter(|work| work.is_resumed)?;
        Param::new(work.until.as_deref()?).to_timestamp()
    }

    /// Returns whether the API waits for limits itself: the error is of work that it does later, and that has not ended.
    pub(crate) fn is_of_open_work(&self) -> bool {
        self.work().is_some_and(|work| work.is_asynchronous && !work.has_ended)
    }

    fn work(&self) -> Option<&Work> {
        self.received.delivery.work.as_ref()
    }

    /// Calls `visit` with everything that says how long to wait.
    pub(crate) fn visit_hints(&self, visit: impl FnMut(FoundHint)) {
        visit_hints(&self.received, visit);
    }

    /// Returns the server's time when it answered.
    pub(crate) fn server_time(&self) -> Option<SystemTime> {
        let (mut date, mut has_age) = (None, false);
        for (name, value) in self.received.body.headers().iter() {
            match name {
                "date" => date = date.or(Some(value)),
                "age" => has_age = true,
                _ => {}
            }
        }
        read_date(date, has_age)
    }
}

impl<L: Label> std::error::Error for ApiError<L> {}
