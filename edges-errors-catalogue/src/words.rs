//! The limits of the language, the same for the check and for the schema.

use edges_errors_core::vocabulary::Effect;

/// The greatest `max_attempts`, which counts requests.
pub const MAX_ATTEMPTS: i64 = 1_000;

/// What a limit refused it has not carried out, or that is not known.
pub const LIMIT_EFFECTS: &[Effect] = &[Effect::None, Effect::Unknown];
