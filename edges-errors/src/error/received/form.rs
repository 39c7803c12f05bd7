//! The forms of payloads, told apart by the keys at their top level.

use super::Body;
use super::object::visit_object;

/// The form of a payload that may hold an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PayloadForm {
    /// An error object, as in the body of an answer: [`from_json`](crate::ApiError::from_json).
    Body,
    /// A callback: [`from_callback`](crate::ApiError::from_callback).
    Callback,
    /// A run: [`from_run`](crate::ApiError::from_run).
    Run,
    /// An input of a run: [`from_run_input`](crate::ApiError::from_run_input).
    RunInput,
}

/// The keys at the top level of an object.
#[derive(Debug, Default)]
struct Keys {
    error_label: bool,
    /// A message, a scope, a reference or a status: an error object has them without a label, too.
    envelope: bool,
    /// An `error` that is an object or `null`.
    error: bool,
    /// An object `run`, or another key that only callbacks have.
    callback: bool,
    last_error: bool,
    input_data: bool,
    run_uid: bool,
    /// A `status` in words.
    state: bool,
}

impl Keys {
    fn note(&mut self, key: &str, value: &str) {
        let holds = value != "null";
        match key {
            "error_label" => self.error_label |= holds,
            "message" | "error_scope" | "error_ref" | "status_code" => self.envelope |= holds,
            "error" => self.error |= !holds || value.starts_with('{'),
            "run" => self.callback |= value.starts_with('{'),
            "callback_ref_uid" | "event" => self.callback |= holds,
            "last_error" => self.last_error = true,
            "input_data" => self.input_data = true,
            "run_uid" => self.run_uid |= holds,
            "status" => self.state |= value.starts_with('"'),
            _ => {}
        }
    }

    fn form(&self) -> PayloadForm {
        if self.error_label {
            PayloadForm::Body
        } else if self.callback || self.error && !self.envelope {
            PayloadForm::Callback
        } else if self.input_data && (self.last_error || self.state) {
            PayloadForm::RunInput
        } else if self.last_error || self.run_uid && self.state {
            PayloadForm::Run
        } else {
            PayloadForm::Body
        }
    }
}

impl PayloadForm {
    /// Returns the form of a payload by its structure; `None` for what is not one JSON object.
    ///
    /// An object with an `error_label` is an error object, whatever is beside it.
    ///
    /// ```
    /// use edges_errors::PayloadForm;
    ///
    /// let run = br#"{"status":"SUCCEEDED","last_error":null}"#;
    /// assert_eq!(PayloadForm::recognise(run), Some(PayloadForm::Run));
    /// let body = br#"{"error_label":"LK_ERROR","run":{"run_uid":"r"}}"#;
    /// assert_eq!(PayloadForm::recognise(body), Some(PayloadForm::Body));
    /// assert_eq!(PayloadForm::recognise(b"[]"), None);
    /// ```
    pub fn recognise(payload: &[u8]) -> Option<Self> {
        let payload = Body::keep(payload, usize::MAX);
        let mut keys = Keys::default();
        visit_object(payload.text(), &mut |key, value| keys.note(&key, value)).ok()?;
        Some(keys.form())
    }
}

#[cfg(test)]
mod tests {
    use super::PayloadForm::{self, Body, Callback, Run, RunInput};

    #[test]
    fn forms_are_told_apart_by_structure() {
        for (payload, form) in [
            (r#"{"run":{"status":"FAILED"},"error":{"error_label":"A"}}"#, Callback),
            (r#"{"event":"run.failed","error":{"error_label":"A"}}"#, Callback),
            (r#"{"error":{"error_label":"A"}}"#, Callback),
            (r#"{"run":{},"error":null}"#, Callback),
            (r#"{"status":"SUCCEEDED","last_error":null}"#, Run),
            (r#"{"last_error":{"label":"A"}}"#, Run),
            (r#"{"run_uid":"r","status":"SUCCEEDED"}"#, Run),
            (r#"{"input_data":{},"last_error":null}"#, RunInput),
            (r#"{"input_data":{},"status":"FAILED"}"#, RunInput),
            (r#"{"error_label":"A","run":{"run_uid":"r"}}"#, Body),
            (r#"{"error_label":"A","error":null,"last_error":null}"#, Body),
            (r#"{"error":"Unauthorized"}"#, Body),
            (r#"{"message":"Forbidden","status_code":403,"error":null}"#, Body),
            (r#"{"message":"m","params":{"last_error":null,"run":{}}}"#, Body),
            (r#"{"label":"A","message":"m"}"#, Body),
            ("{}", Body),
        ] {
            assert_eq!(PayloadForm::recognise(payload.as_bytes()), Some(form), "{payload}");
        }
    }

    #[test]
    fn what_the_decoder_forgives_is_forgiven() {
        for payload in [
            "\u{feff}{\"run\":{},\"error\":null}",
            r#"{"run":{},"run":{},"error":null,"error":{"message":"\ud800"}}"#,
            r#"{"custom_\ud800":1,"run":{}}"#,
        ] {
            assert_eq!(PayloadForm::recognise(payload.as_bytes()), Some(Callback), "{payload}");
        }
        assert_eq!(PayloadForm::recognise(b"{\"run\":{\"a\":\"\xff\"}}"), Some(Callback));
        for payload in ["", "[]", "null", "{", "{}{}", "{\u{2026}}"] {
            assert_eq!(PayloadForm::recognise(payload.as_bytes()), None, "{payload}");
        }
    }
}
