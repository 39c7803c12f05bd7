//! Advice on an error, for the person who has to act.

use core::fmt::{self, Display, Formatter};
use std::time::SystemTime;

use edges_errors_core::duration::words;
use edges_errors_core::text::spell_out;

use super::decision::Decision;
use crate::catalogue::{Key, Label, ParamInfo, ParamKind};
use crate::error::ApiError;

/// Advice on one error. Made by [`ApiError::advice`] and [`Decision::advice`].
#[derive(Clone)]
pub struct Advice<L> {
    error: ApiError<L>,
    now: SystemTime,
}

impl<L: Label> ApiError<L> {
    /// Returns what to do about the error: the label's resolution, else the scope's action, the rate limit's advice, or the
    /// status's words; what the params name; and the reference to quote where support is the remedy. Params that are
    /// sensitive are left out.
    ///
    /// ```
    /// use edges_errors::EdgesError;
    ///
    /// let body = r#"{"error_label":"MANDATORY_DATA_MISSING","params":{"key":"handle"}}"#;
    /// let advice = EdgesError::from_parts(424, (), body).advice().to_string();
    /// assert!(advice.ends_with("(key: handle)"), "{advice}");
    /// ```
    #[must_use]
    pub fn advice(&self) -> Advice<L> {
        self.advice_at(SystemTime::now())
    }

    /// Returns the [`advice`](Self::advice) as of another time: times in the params are also shown as seen from there.
    #[must_use]
    pub fn advice_at(&self, now: SystemTime) -> Advice<L> {
        Advice { error: self.clone(), now }
    }
}

impl<L: Label> Decision<L> {
    /// Returns what to do about the error, as of the time of the decision.
    #[must_use]
    pub fn advice(&self) -> Advice<L> {
        self.error().advice_at(self.decided_at())
    }
}

impl<L: Label> fmt::Debug for Advice<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Advice({self})")
    }
}

impl<L: Label> Display for Advice<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.what_to_do())?;
        let named: Vec<String> =
            self.error.shown_params().into_iter().map(|(info, text)| self.name_param(info, &text)).collect();
        if !named.is_empty() {
            write!(f, " ({})", named.join("; "))?;
        }
        let Some(error_ref) = self.error.error_ref() else { return Ok(()) };
        let error_ref = spell_out(error_ref).at_most(128);
        match (self.asks_support(self.error.remedy()), self.asks_support(self.after_attempts())) {
            (true, _) => write!(f, " Quote the reference {error_ref} to support."),
            (false, true) => write!(f, " If it goes on, quote the reference {error_ref} to support."),
            (false, false) => Ok(()),
        }
    }
}

impl<L: Label> Advice<L> {
    fn what_to_do(&self) -> &'static str {
        let label = self.error.label();
        let resolution = label.and_then(|label| label.resolution().next());
        let remedy = || label.map(|label| label.remedy().doc());
        let action = || self.error.scope().and_then(L::__action);
        let limit = || self.error.rate_limit().and_then(|limit| L::__advice(limit).first().copied());
        let status = || self.error.status_info().map(|status| status.doc());
        let words = resolution.or_else(action).or_else(remedy).or_else(limit).or_else(status);
        words.unwrap_or("No advice is available for this error.")
    }

    /// Writes a param, and a time also as a duration.
    fn name_param(&self, info: &ParamInfo, text: &str) -> String {
        let name = info.name();
        let param = self.error.param(name).filter(|_| info.kind() == ParamKind::Timestamp);
        let time = param.and_then(|param| param.to_timestamp());
        match time.and_then(|time| time.duration_since(self.now).ok()) {
            Some(ahead) => format!("{name}: {text}, in {}", words(ahead).rounded_up()),
            None => format!("{name}: {text}"),
        }
    }

    fn after_attempts(&self) -> Option<L::Remedy> {
        self.error.label().and_then(L::after_attempts)
    }

    fn asks_support(&self, remedy: Option<L::Remedy>) -> bool {
        remedy.is_some_and(L::__is_support)
    }
}
