//! The labels worth another attempt, as the reference listed them when the client was written.

use std::time::Duration;

use serde::Deserialize;

use crate::migration::{Answer, Next, Request};

const MAX_ATTEMPTS: u32 = 3;
const LIMIT_RESET: Duration = Duration::from_secs(24 * 60 * 60);
const RETRYABLE: &[&str] = &["GENERIC_ERROR", "LK_524", "LK_ERROR", "PROXY_ERROR", "STATUS_429"];

#[derive(Debug, Deserialize)]
struct ErrorBody {
    error_label: String,
    message: String,
}

/// What comes after a failed request.
#[must_use]
pub fn decide(request: &Request<'_>, answer: &Answer<'_>) -> Next {
    let Ok(error) = serde_json::from_slice::<ErrorBody>(answer.body) else {
        return Next::GiveUp(format!("unexpected answer, status {}", answer.status));
    };
    let label = error.error_label.as_str();
    if label == "NO_RESULT" {
        return Next::Finish;
    }
    if label == "LIMIT_REACHED" {
        return Next::SendAgain { after: LIMIT_RESET };
    }
    if RETRYABLE.contains(&label) && request.sent < MAX_ATTEMPTS {
        return Next::SendAgain { after: retry_after(answer).unwrap_or_else(|| back_off(request.sent)) };
    }
    Next::GiveUp(format!("{label}: {}", error.message))
}

fn retry_after(answer: &Answer<'_>) -> Option<Duration> {
    let seconds = answer.header("retry-after")?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn back_off(sent: u32) -> Duration {
    Duration::from_secs(1) * 2_u32.pow(sent.saturating_sub(1))
}
