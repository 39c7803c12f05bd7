//! The headers of an answer that has used a limit up.

use std::time::{Duration, SystemTime};

use edges_errors_core::vocabulary::HintKind;

use crate::catalogue::RateLimitFacts;
use crate::error::{Rfc3339, write_retry_after};

/// Writes the headers of an answer that has used a limit up for so long; none where the catalogue declares none.
pub(super) fn write_used_up(
    limit: &RateLimitFacts,
    wait: Duration,
    wall: SystemTime,
) -> Vec<(&'static str, String)> {
    let Some((remaining, reset)) = limit.remaining.as_ref().zip(limit.reset.as_ref()) else {
        return Vec::new();
    };
    let left = format!("{}0", remaining.cut.after.unwrap_or_default());
    let behind = reset.cut.after.unwrap_or_default();
    let time = format!("{behind}{}", write_reset(reset.kind, wait, wall));
    if limit.shared_header().is_none() {
        vec![(remaining.name, left), (reset.name, time)]
    } else if behind.starts_with(&left) {
        vec![(reset.name, time)]
    } else {
        vec![(reset.name, format!("{left}{}{time}", remaining.cut.until.unwrap_or_default()))]
    }
}

/// Writes a reset, rounded up: a limit never seems open too early.
fn write_reset(kind: HintKind, wait: Duration, wall: SystemTime) -> String {
    match kind {
        HintKind::Seconds => write_retry_after(wait),
        HintKind::Milliseconds => wait.as_nanos().div_ceil(1_000_000).to_string(),
        HintKind::Duration => format!("{}s", write_retry_after(wait)),
        HintKind::Timestamp => {
            let opens = wall.checked_add(wait).unwrap_or(wall);
            let rounded = opens.checked_add(Duration::from_nanos(999_999_999)).unwrap_or(opens);
            Rfc3339(rounded).to_string()
        }
    }
}
