//! The words and limits of the language, the same for the check and for the schema.

use crate::model::{Effect, Fault, Outcome};

/// The greatest `max_attempts`, which counts requests.
pub const MAX_ATTEMPTS: i64 = 1_000;

pub const FAULTS: &[(&str, Fault)] = &[
    ("caller", Fault::Caller),
    ("account", Fault::Account),
    ("linkedin", Fault::LinkedIn),
    ("edges", Fault::Edges),
];

pub const EFFECTS: &[(&str, Effect)] =
    &[("none", Effect::None), ("unknown", Effect::Unknown), ("applied", Effect::Applied)];

/// What a limit refused it has not carried out, or that is not known.
pub const LIMIT_EFFECTS: &[(&str, Effect)] = &[("none", Effect::None), ("unknown", Effect::Unknown)];

pub const OUTCOMES: &[(&str, Outcome)] =
    &[("failure", Outcome::Failure), ("empty", Outcome::Empty), ("done", Outcome::Done)];

pub const STRATEGIES: &[(&str, &str)] = &[
    ("never", "never"),
    ("manual", "manual"),
    ("fixed", "fixed"),
    ("exponential", "exponential"),
    ("until", "until"),
];

pub const PARAM_KINDS: &[(&str, &str)] = &[
    ("string", "string"),
    ("integer", "integer"),
    ("number", "number"),
    ("boolean", "boolean"),
    ("timestamp", "timestamp"),
    ("seconds", "seconds"),
    ("list", "list"),
    ("enum", "enum"),
    ("json", "json"),
];
