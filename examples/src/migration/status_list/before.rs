//! The statuses worth another attempt: too many requests, trouble of the server's, and 424, behind which LinkedIn's
//! passing troubles come. The body is not read, as after reqwest's `error_for_status`.

use std::time::Duration;

use crate::migration::{Answer, Next, Request};

const MAX_ATTEMPTS: u32 = 3;
const RETRYABLE: &[u16] = &[408, 424, 429, 500, 502, 503, 504];

/// What comes after a failed request.
#[must_use]
pub fn decide(request: &Request<'_>, answer: &Answer<'_>) -> Next {
    if RETRYABLE.contains(&answer.status) && request.sent < MAX_ATTEMPTS {
        return Next::SendAgain { after: retry_after(answer).unwrap_or_else(|| back_off(request.sent)) };
    }
    Next::GiveUp(format!("HTTP status client error ({})", answer.status))
}

fn retry_after(answer: &Answer<'_>) -> Option<Duration> {
    let seconds = answer.header("retry-after")?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn back_off(sent: u32) -> Duration {
    Duration::from_secs(1) * 2_u32.pow(sent.saturating_sub(1))
}
