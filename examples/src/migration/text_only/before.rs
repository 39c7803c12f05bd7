//! The message is the error, and words in it that were seen in a log decide.

use std::time::Duration;

use serde::Deserialize;

use crate::migration::{Answer, Next, Request};

const MAX_ATTEMPTS: u32 = 3;
const PASSING: &[&str] = &["error while", "limit reached", "timeout", "too many requests", "try again"];
const HARMLESS: &[&str] = &["already pending", "no results"];

#[derive(Debug, Deserialize)]
struct ErrorBody {
    message: String,
}

/// What comes after a failed request.
#[must_use]
pub fn decide(request: &Request<'_>, answer: &Answer<'_>) -> Next {
    let message = match serde_json::from_slice::<ErrorBody>(answer.body) {
        Ok(error) => error.message,
        Err(_) => String::from_utf8_lossy(answer.body).into_owned(),
    };
    let text = message.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(HARMLESS) {
        return Next::Finish;
    }
    if says(PASSING) && request.sent < MAX_ATTEMPTS {
        return Next::SendAgain { after: retry_after(answer).unwrap_or_else(|| back_off(request.sent)) };
    }
    Next::GiveUp(message)
}

fn retry_after(answer: &Answer<'_>) -> Option<Duration> {
    let seconds = answer.header("retry-after")?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn back_off(sent: u32) -> Duration {
    Duration::from_secs(1) * 2_u32.pow(sent.saturating_sub(1))
}
