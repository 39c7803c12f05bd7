//! One input: an error body, a response as printed by `curl -i`, or a payload that the catalogue declares.

use std::convert::Infallible;
use std::fmt::{self, Display, Formatter};
use std::ops::ControlFlow;

use edges_errors::__private::decode_unless;
use edges_errors::{DecodeOptions, Key as _};

use super::answer::find_last_answer;
use crate::commands::runtime::{RunError, RunLabel, RunPayload};
use crate::ending::Unusable;

/// The form of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// An error body.
    Body,
    /// One of the payloads that the catalogue declares.
    Payload(RunPayload),
}

/// The name of the form that is not one of the catalogue's payloads.
const BODY: &str = "body";

impl Form {
    /// Returns the form with a name.
    ///
    /// # Errors
    ///
    /// A name that is neither `body` nor that of a payload of the catalogue of this run.
    pub(super) fn from_name(name: &str) -> Result<Self, Unusable> {
        if name == BODY {
            return Ok(Self::Body);
        }
        RunPayload::from_name(name).map(Self::Payload).ok_or_else(|| {
            let known: Vec<&str> =
                [BODY].into_iter().chain(RunPayload::all().iter().map(|payload| payload.as_str())).collect();
            let shown = name.escape_debug();
            Unusable::new(format!("invalid value `{shown}` for `--as`: the catalogue has no such payload"))
                .help(format!("one of: {}", known.join(", ")))
        })
    }
}

/// The options for the decoding of inputs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decoder<'a> {
    /// The form that the user named.
    pub(super) form: Option<Form>,
    /// The status of the response that the input is the body of.
    pub(super) status: Option<u16>,
    pub(super) headers: &'a [(String, String)],
}

/// The reason why an input cannot be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    NotAnObject,
    /// Headers of a response without its status.
    HeadersAlone,
    /// A payload of another form was named for a response with this status, which holds an error body.
    ErrorAnswer(u16),
}

impl Decoder<'_> {
    /// Decodes the error of an input; `None` if it is not one.
    pub(super) fn decode(&self, bytes: &[u8]) -> Result<Option<RunError>, Refusal> {
        let ControlFlow::Continue(error) = self.decode_unless(bytes, |_| None::<Infallible>)?;
        Ok(error)
    }

    /// Decodes the error of an input, unless the label of a stored error says enough.
    pub(super) fn decode_unless<T>(
        &self,
        bytes: &[u8],
        says_enough: impl FnOnce(RunLabel) -> Option<T>,
    ) -> Result<ControlFlow<T, Option<RunError>>, Refusal> {
        if let Some(answer) = find_last_answer(bytes) {
            let headers: Vec<(String, String)> =
                answer.headers.into_iter().chain(self.headers.iter().cloned()).collect();
            let status = self.status.unwrap_or(answer.status);
            return self.decode_answer(status, &headers, answer.body).map(ControlFlow::Continue);
        }
        match self.status {
            Some(status) => self.decode_answer(status, self.headers, bytes).map(ControlFlow::Continue),
            None if self.headers.is_empty() => self.decode_payload(bytes, says_enough),
            None => Err(Refusal::HeadersAlone),
        }
    }

    /// Decodes the body of a response: an error body if its status says so.
    fn decode_answer(
        &self,
        status: u16,
        headers: &[(String, String)],
        body: &[u8],
    ) -> Result<Option<RunError>, Refusal> {
        match self.form {
            None | Some(Form::Body) => Ok(DecodeOptions::new().detect(status, headers, body)),
            Some(Form::Payload(_)) if status >= 400 => Err(Refusal::ErrorAnswer(status)),
            Some(Form::Payload(payload)) => decode_as(payload, body),
        }
    }

    fn decode_payload<T>(
        &self,
        bytes: &[u8],
        says_enough: impl FnOnce(RunLabel) -> Option<T>,
    ) -> Result<ControlFlow<T, Option<RunError>>, Refusal> {
        let decoded = match self.form {
            None => {
                let decoded = decode_unless(bytes, says_enough);
                return decoded
                    .map(|decoded| decoded.map_continue(|mut errors| errors.next()))
                    .map_err(|_| Refusal::NotAnObject);
            }
            Some(Form::Payload(payload)) => decode_as(payload, bytes),
            Some(Form::Body) => RunError::from_json(bytes).map(Some).map_err(|_| Refusal::NotAnObject),
        };
        decoded.map(ControlFlow::Continue)
    }
}

fn decode_as(payload: RunPayload, bytes: &[u8]) -> Result<Option<RunError>, Refusal> {
    payload.decode(bytes).map(|mut errors| errors.next()).map_err(|_| Refusal::NotAnObject)
}

impl Display for Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("not a JSON object"),
            Self::HeadersAlone => f.write_str("`--header` needs the status of the response"),
            Self::ErrorAnswer(status) => write!(
                f,
                "a response with status {status} holds an error body, and `--as` names another form"
            ),
        }
    }
}

impl Refusal {
    /// Returns the error of a run that can decode nothing else.
    pub(super) fn explain(self, name: &str, bytes: &[u8]) -> Unusable {
        match self {
            Self::NotAnObject if has_text_before_objects(bytes) => {
                Unusable::new(format!("`{name}` has text before its JSON objects"))
                    .help("pass the objects alone, as `sed 's/^[^{]*//'` leaves them")
            }
            Self::NotAnObject => Unusable::new(format!("`{name}` is {self}"))
                .help("pass the HTTP status that it came with: `--status CODE`"),
            Self::HeadersAlone => Unusable::new(self.to_string())
                .help("pass it with `--status CODE`, or pipe in what `curl -i` prints"),
            Self::ErrorAnswer(_) => Unusable::new(self.to_string()).help("leave `--as` out"),
        }
    }
}

/// Returns whether a line has text, such as a time, and then an object, as lines of a log have.
fn has_text_before_objects(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').any(|line| {
        let start = line.iter().position(|byte| *byte == b'{').filter(|start| *start > 0);
        start.and_then(|start| line.get(start..)).is_some_and(|rest| RunError::from_json(rest).is_ok())
    })
}
