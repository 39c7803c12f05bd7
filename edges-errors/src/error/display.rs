//! One line for a log, and the output for debugging. Both hold text from outside, so both are sanitised.

use core::fmt::{self, Debug, Display, Formatter, Write};

use edges_errors_core::text::spell_out;

use super::ApiError;
use super::received::Kind;
use crate::catalogue::{Key as _, Label};

/// The longest line, in characters, and the longest name within it.
const MAX_LINE: usize = 512;
const MAX_NAME: usize = 128;

impl<L: Label> Display for ApiError<L> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let reference =
            self.error_ref().map(|error_ref| format!(" (ref {})", spell_out(error_ref).at_most(MAX_NAME)));
        let reference = reference.unwrap_or_default();
        let mut line = String::new();
        match (self.label_str().filter(|label| !label.trim().is_empty()), self.any_status()) {
            (Some(label), _) => write!(line, "{}", spell_out(label).at_most(MAX_NAME))?,
            (None, Some(status)) => write!(line, "status {status}")?,
            (None, None) if self.kind() == Kind::NoResponse => match self.rate_limit() {
                Some(limit) => write!(line, "not sent: the rate limit `{}` is closed", limit.as_str())?,
                None => line.push_str("no response"),
            },
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

fn describe_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::NoBody => ": no body",
        Kind::NotObject => ": the body is not a JSON object",
        Kind::Malformed => ": the body is malformed",
        Kind::TooLarge => ": the body is too large",
        Kind::Known | Kind::UnknownLabel | Kind::NoLabel | Kind::NoResponse => "",
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
