//! Failures of a call.

use std::borrow::Cow;

use redis::{ErrorKind, RedisError};

/// The failure of a call, in words that may be shown: the server's own message may quote a key.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: FailureKind,
    pub(crate) detail: Cow<'static, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// There was no answer within the time limit.
    TimedOut,
    /// There is no connection.
    Unreachable,
    /// The server does not do it: it is a replica, or loading, or full, or this user may not.
    Refused,
    /// The answer is not one of such a server.
    Unreadable,
}

impl FailureKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
        }
    }
}

impl Failure {
    pub(crate) const TIMED_OUT: Self =
        Self { kind: FailureKind::TimedOut, detail: Cow::Borrowed("no answer within the time limit") };

    pub(crate) const NO_RUNTIME: Self =
        Self { kind: FailureKind::Unreachable, detail: Cow::Borrowed("called outside of a tokio runtime") };

    pub(crate) const TOO_FEW: Self =
        Self { kind: FailureKind::Unreadable, detail: Cow::Borrowed("an answer is missing") };
}

impl From<RedisError> for Failure {
    fn from(error: RedisError) -> Self {
        let kind = match error.kind() {
            ErrorKind::Io if error.is_timeout() => FailureKind::TimedOut,
            ErrorKind::Io => FailureKind::Unreachable,
            ErrorKind::Server(_) | ErrorKind::Extension | ErrorKind::AuthenticationFailed => {
                FailureKind::Refused
            }
            _ => FailureKind::Unreadable,
        };
        let detail = match (error.kind(), error.code()) {
            // The words of the system, which knows of no key.
            (ErrorKind::Io, _) => error.to_string(),
            (_, Some(code)) => code.to_owned(),
            (_, None) => error.category().to_owned(),
        };
        Self { kind, detail: detail.into() }
    }
}
