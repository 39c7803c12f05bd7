//! Policies and durations in words, the same in documentation, tables and the command.

use std::time::Duration;

use crate::model::{Catalogue, Condition, Label, Outcome, Policy, Strategy};

/// A duration as in the file: `500ms`, `2m`, `24h`.
pub fn format_duration(duration: Duration) -> String {
    let milliseconds = duration.as_millis();
    let units = [(3_600_000, "h"), (60_000, "m"), (1_000, "s")];
    let whole =
        units.into_iter().find(|(unit, _)| milliseconds >= *unit && milliseconds.is_multiple_of(*unit));
    match whole {
        Some((unit, name)) => format!("{}{name}", milliseconds / unit),
        None => format!("{milliseconds}ms"),
    }
}

/// What a policy does, as a phrase that follows "Retry:".
pub fn describe_policy(policy: &Policy) -> String {
    let attempts = match policy.max_attempts {
        Some(1) => ", 1 request in all".to_owned(),
        Some(count) => format!(", {count} requests in all"),
        None => String::new(),
    };
    match policy.strategy {
        Strategy::Never => "never, the same request cannot succeed".to_owned(),
        Strategy::Manual => "not by itself, the same request may succeed once the remedy is done".to_owned(),
        Strategy::Fixed { delay } => format!("after {}{attempts}", format_duration(delay)),
        Strategy::Exponential { base, cap, factor } => format!(
            "with backoff from {} by {} up to {}{attempts}",
            format_duration(base),
            format_factor(factor),
            format_duration(cap)
        ),
        Strategy::Until { fallback } => {
            format!(
                "when the limit resets; after {} where that is not said{attempts}",
                format_duration(fallback)
            )
        }
    }
}

/// Thousandths as a plain number: `2`, `1.5`.
fn format_factor(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// When a conditional policy holds: `identity_mode is auto or managed`.
pub fn describe_condition(catalogue: &Catalogue, condition: &Condition) -> String {
    let context = &catalogue.contexts[condition.context];
    let values: Vec<&str> =
        condition.values.iter().map(|value| context.values[*value].name.as_str()).collect();
    format!("{} is {}", context.key.name, values.join(" or "))
}

/// What an effect, by its name in the file, means for sending the request again.
pub fn describe_effect(effect: &str) -> &'static str {
    match effect {
        "none" => "none: what was asked for has not happened, so sending it again repeats nothing",
        "applied" => "applied: what was asked for is so already",
        _ => "unknown: it may have happened, so only an idempotent request is sent again",
    }
}

/// Retry in one or two words, for a cell.
pub fn summarise_retry(catalogue: &Catalogue, label: &Label) -> String {
    let words = match catalogue.policies[label.default_policy()].strategy {
        Strategy::Never => match label.outcome {
            Outcome::Failure => "no",
            Outcome::Empty => "no: empty result",
            Outcome::Done => "no: done already",
        },
        Strategy::Manual => "after the remedy",
        Strategy::Fixed { .. } => "yes, after a fixed wait",
        Strategy::Exponential { .. } => "yes, with backoff",
        Strategy::Until { .. } => "later, when the limit resets",
    };
    if label.retry.len() > 1 { format!("{words} (depends on the request)") } else { words.to_owned() }
}

/// Statuses as the quick table shows them: `429/424`.
pub fn join_statuses(statuses: &[u16]) -> String {
    statuses.iter().map(u16::to_string).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_use_the_largest_whole_unit() {
        assert_eq!(format_duration(Duration::from_millis(500)), "500ms");
        assert_eq!(format_duration(Duration::from_secs(90)), "90s");
        assert_eq!(format_duration(Duration::from_secs(120)), "2m");
        assert_eq!(format_duration(Duration::from_secs(86_400)), "24h");
        assert_eq!(format_duration(Duration::ZERO), "0ms");
    }

    #[test]
    fn factors_lose_their_trailing_zeros() {
        assert_eq!(format_factor(2_000), "2");
        assert_eq!(format_factor(1_500), "1.5");
        assert_eq!(format_factor(10_000), "10");
    }
}
