//! Errors that come without a response: callbacks, runs, and errors that were stored.

use core::fmt::{self, Formatter};

use super::ApiError;
use super::decode::MAX_BODY;
use super::received::object::{read_string, visit_object};
use super::received::{Body, Delivery, Origin, RunState};
use crate::catalogue::Label;

/// The error returned for a payload that is not a JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidPayload;

impl fmt::Display for InvalidPayload {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the payload is not a JSON object")
    }
}

impl std::error::Error for InvalidPayload {}

/// Decoding of payloads that come without a response.
impl<L: Label> ApiError<L> {
    /// Decodes the `error` of a callback's payload; `None` if the run did not fail. A run that is FAILED, INVALID or
    /// STOPPED failed, even if no error says why.
    ///
    /// ```
    /// use edges_errors::{EdgesError, ErrorLabel};
    ///
    /// let payload = br#"{"run":{"run_uid":"r1","status":"FAILED"},"error":{"error_label":"NOT_CONNECTED"}}"#;
    /// let error = EdgesError::from_callback(payload).unwrap().unwrap();
    /// assert_eq!((error.label(), error.status()), (Some(ErrorLabel::NotConnected), None));
    /// assert!(EdgesError::from_callback(br#"{"run":{},"error":null}"#).unwrap().is_none());
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidPayload`] if the payload is not one JSON object.
    pub fn from_callback(payload: impl AsRef<[u8]>) -> Result<Option<Self>, InvalidPayload> {
        decode_payload(payload.as_ref(), Form::CALLBACK)
    }

    /// Decodes the `last_error` of a run; `None` if it did not fail. A run that is FAILED, INVALID or STOPPED failed, even
    /// if no error says why.
    ///
    /// If the run is BLOCKED and has a `postponed_until`, the API sends the work again by itself:
    /// [`is_postponed_by_api`](Self::is_postponed_by_api).
    ///
    /// # Errors
    ///
    /// [`InvalidPayload`] if the payload is not one JSON object.
    pub fn from_run(payload: impl AsRef<[u8]>) -> Result<Option<Self>, InvalidPayload> {
        decode_payload(payload.as_ref(), Form::RUN)
    }

    /// Decodes the `last_error` of a run's input; `None` if it did not fail, which `"has_failed": false` says too. An input
    /// that is FAILED, INVALID or STOPPED failed, even if no error says why.
    ///
    /// # Errors
    ///
    /// [`InvalidPayload`] if the payload is not one JSON object.
    pub fn from_run_input(payload: impl AsRef<[u8]>) -> Result<Option<Self>, InvalidPayload> {
        decode_payload(payload.as_ref(), Form::RUN_INPUT)
    }

    /// Decodes an error object that was stored, byte for byte; `serde_json::to_vec` of an error writes it.
    ///
    /// # Errors
    ///
    /// [`InvalidPayload`] if the text is not one JSON object.
    pub fn from_json(object: impl AsRef<[u8]>) -> Result<Self, InvalidPayload> {
        let body = Body::keep(object.as_ref(), usize::MAX);
        visit_object(body.text(), &mut |_, _| ()).map_err(|_| InvalidPayload)?;
        Ok(Self::decode(body, Delivery::without_response(Origin::Stored, None)))
    }
}

/// The places of a payload's error and of the state of its run.
struct Form {
    origin: Origin,
    error_key: &'static str,
    /// `None` where the payload is the run itself.
    run_key: Option<&'static str>,
}

impl Form {
    const CALLBACK: Self = Self { origin: Origin::Callback, error_key: "error", run_key: Some("run") };
    const RUN: Self = Self { origin: Origin::Run, error_key: "last_error", run_key: None };
    const RUN_INPUT: Self = Self { origin: Origin::RunInput, ..Self::RUN };
}

fn decode_payload<L: Label>(payload: &[u8], form: Form) -> Result<Option<ApiError<L>>, InvalidPayload> {
    let payload = Body::keep(payload, usize::MAX);
    let (mut error, mut run) = (None, "{}");
    visit_object(payload.text(), &mut |key, value| {
        if key == form.error_key {
            // Of several the last one that reports a failure, or else the first.
            if error.is_none() || tells_failure(value) {
                error = Some(value);
            }
        } else if Some(&*key) == form.run_key {
            run = value;
        }
    })
    .map_err(|_| InvalidPayload)?;
    let run = read_run(if form.run_key.is_some() { run } else { payload.text() });
    let error = error.unwrap_or("null");
    if !run.has_failed() && !tells_failure(error) {
        return Ok(None);
    }
    let body = Body::keep(error.as_bytes(), MAX_BODY);
    Ok(Some(ApiError::decode(body, Delivery::without_response(form.origin, Some(run)))))
}

/// Reads the state of the run that an object describes.
fn read_run(object: &str) -> RunState {
    let mut run = RunState::default();
    // What is read before a break is as good as what is there.
    let _ = visit_object(object, &mut |key, value| match &*key {
        "status" => run.status = read_string(value).map(Into::into),
        "postponed_until" => run.postponed_until = (value != "null").then(|| value.into()),
        _ => {}
    });
    run
}

/// Returns whether an `error` or `last_error` is an error, and not one that says it did not fail.
fn tells_failure(object: &str) -> bool {
    if object == "null" {
        return false;
    }
    let mut has_failed = None;
    // An object that breaks off is an error of its own kind.
    let _ = visit_object(object, &mut |key, value| {
        if key == "has_failed" {
            has_failed = Some(has_failed == Some(true) || value != "false");
        }
    });
    has_failed.unwrap_or(true)
}
