//! One line for a log, and what a debugger may see. Both hold text from outside, so both are sanitised.

use core::fmt::{self, Debug, Display, Formatter, Write};

use edges_errors_core::duration::words;
use edges_errors_core::text::spell_out;

use crate::error::ApiError;
use crate::facts::{ParamInfo, ParamKind};
use crate::label::Label;
use crate::params::Param;
use crate::time::format_rfc3339;

/// The longest line, in characters, and the longest name within it.
const MAX_LINE: usize = 512;
const MAX_NAME: usize = 128;
const MAX_SNIPPET: usize = 200;

impl<L: Label> Display for ApiError<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let reference =
            self.error_ref().map(|error_ref| format!(" (ref {})", spell_out(error_ref).at_most(MAX_NAME)));
        let reference = reference.unwrap_or_default();
        let mut line = String::new();
        match (self.label_str().filter(|label| !label.trim().is_empty()), self.any_status()) {
            (Some(label), _) => write!(line, "{}", spell_out(label).at_most(MAX_NAME))?,
            (None, Some(status)) => write!(line, "status {status}")?,
            (None, None) => line.push_str("error without a label"),
        }
        let room = MAX_LINE.saturating_sub(line.chars().count()).saturating_sub(reference.chars().count());
        match self.message() {
            Some(message) => write!(line, ": {}", spell_out(message).at_most(room.saturating_sub(2)))?,
            None => line.push_str(describe_kind(self.kind())),
        }
        line.push_str(&reference);
        f.write_str(&line)
    }
}

fn describe_kind(kind: crate::Kind) -> &'static str {
    match kind {
        crate::Kind::NoBody => ": no body",
        crate::Kind::NotJson => ": the body is not JSON",
        crate::Kind::Malformed => ": the body is malformed",
        crate::Kind::TooLarge => ": the body is too large",
        _ => "",
    }
}

impl<L: Label> ApiError<L> {
    /// The first 200 characters of the body, sanitised, for whoever has to find out what a [`Kind::NotJson`] or
    /// [`Kind::Malformed`] answer is. It may hold anything, secrets too, so it is part of neither `Display` nor `Debug`.
    ///
    /// [`Kind::NotJson`]: crate::Kind::NotJson
    /// [`Kind::Malformed`]: crate::Kind::Malformed
    #[must_use]
    pub fn snippet(&self) -> String {
        spell_out(self.inner().body.text().trim()).at_most(MAX_SNIPPET).to_string()
    }
}

impl<L: Label> Debug for ApiError<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = |text: &str| format_args!("{}", spell_out(text).at_most(MAX_LINE)).to_string();
        f.debug_struct("ApiError")
            .field("kind", &self.kind())
            .field("label", &self.label_str().map(text))
            .field("status", &self.status())
            .field("scope", &self.scope_str().map(text))
            .field("error_ref", &self.error_ref().map(text))
            .field("message", &self.message().map(text))
            .field("params", &ShownParams(self))
            .finish_non_exhaustive()
    }
}

/// The params that the label declares and that are not sensitive.
struct ShownParams<'a, L>(&'a ApiError<L>);

impl<L: Label> Debug for ShownParams<'_, L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.shown_params().into_iter().map(|(info, value)| (info.name(), value)))
            .finish()
    }
}

impl<L: Label> ApiError<L> {
    /// The declared params that may be shown and are what they should be, in words.
    pub(crate) fn shown_params(&self) -> Vec<(&'static ParamInfo, String)> {
        let params = self.params();
        let declared = self.label().map(L::params).unwrap_or_default();
        let shown = declared.iter().filter(|info| !info.is_sensitive());
        shown.filter_map(|info| Some((info, show_param(info, params.get(info.name())?)?))).collect()
    }
}

fn show_param(info: &ParamInfo, param: Param<'_>) -> Option<String> {
    let text = match info.kind() {
        ParamKind::Timestamp => format_rfc3339(param.to_timestamp()?),
        ParamKind::Seconds => words(param.to_seconds()?).rounded_up().to_string(),
        ParamKind::List => param.to_list()?.join(", "),
        ParamKind::Json => param.raw().to_owned(),
        ParamKind::Enum => {
            let text = param.to_text()?;
            let known = info.values().iter().find(|value| value.name() == text);
            known.map_or(text, |value| format!("{} ({})", value.name(), value.title()))
        }
        ParamKind::String | ParamKind::Integer | ParamKind::Number | ParamKind::Boolean => param.to_text()?,
    };
    Some(spell_out(&text).at_most(MAX_SNIPPET).to_string())
}

/// Whether a param that is there is what the catalogue says.
pub(crate) fn is_readable(info: &ParamInfo, param: Param<'_>) -> bool {
    match info.kind() {
        ParamKind::String => param.as_text().is_some(),
        ParamKind::Integer => param.to_integer().is_some(),
        ParamKind::Number => param.to_number().is_some(),
        ParamKind::Boolean => param.to_bool().is_some(),
        ParamKind::Timestamp => param.to_timestamp().is_some(),
        ParamKind::Seconds => param.to_seconds().is_some(),
        ParamKind::List => param.to_list().is_some(),
        ParamKind::Enum => {
            param.as_text().is_some_and(|text| info.values().iter().any(|value| value.name() == text))
        }
        ParamKind::Json => param.to_value().is_some(),
    }
}
