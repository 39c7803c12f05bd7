//! Faults of the workers, planted to see that the ledger finds them.

use clap::ValueEnum;

/// A rule that the workers break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Plant {
    /// Not to write down that a request goes out
    ForgetMarker,
    /// To send at once what is put off, and to learn from no refusal
    IgnoreWaits,
    /// To send again what was under way when its process died
    SendAgain,
}

impl Plant {
    /// Returns the name that the command line takes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ForgetMarker => "forget-marker",
            Self::IgnoreWaits => "ignore-waits",
            Self::SendAgain => "send-again",
        }
    }
}
