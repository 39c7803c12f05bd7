//! Levels and behaviours of changes, and the release that they need.

use edges_errors_core::vocabulary;
use serde::Serialize;

vocabulary! {
    /// The degree to which a change concerns users of the generated crate, from least to most.
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    Level {
        /// Wording, by which no program decides.
        Prose = "prose",
        /// Something new, or a new deprecation; existing code behaves as before.
        Additive = "additive",
        /// Programs compile as before, and behave differently.
        Behavioural = "behavioural",
        /// Programs stop compiling, since a variant, a field or a type is removed or replaced; or labels are in another format.
        Breaking = "breaking",
    }
}

vocabulary! {
    /// A change of what programs do.
    #[derive(Serialize)]
    #[serde(into = "&'static str")]
    #[non_exhaustive]
    Behaviour {
        /// The same request is now retried.
        NowRetried = "now retried",
        /// The same request is no longer retried.
        NoLongerRetried = "no longer retried",
        /// The same request may now succeed once a person has applied the remedy.
        NowWorthTrying = "may now succeed after the remedy",
        /// The same request can no longer succeed, even after the remedy.
        NoLongerWorthTrying = "can no longer succeed after the remedy",
        /// No wait is shorter, and one is longer.
        WaitsLonger = "waits longer",
        /// No wait is longer, and one is shorter.
        WaitsShorter = "waits less",
        /// Some waits are longer, others shorter.
        WaitsDifferently = "waits differently",
        /// More requests are sent before giving up.
        SentMoreOften = "sent more often",
        /// Fewer requests are sent before giving up.
        SentLessOften = "sent less often",
        /// A request that is not idempotent, such as a POST, is now sent again: if the error is wrong about having done
        /// nothing, a message goes out twice.
        MaybeSentTwice = "may now be sent twice",
        /// A request that is not idempotent is no longer sent again.
        NoLongerSentTwice = "no longer sent twice",
        /// A param now delays retries.
        HintObeyed = "hint now obeyed",
        /// A param no longer delays retries.
        HintIgnored = "hint no longer obeyed",
        /// `Debug` now shows a value.
        NowShown = "now shown in logs",
        /// `Debug` now hides a value.
        NowHidden = "no longer shown in logs",
    }
}

impl Behaviour {
    /// Returns the words with their verb, such as `is now retried`.
    pub(super) fn clause(self) -> &'static str {
        match self {
            Self::NowRetried => "is now retried",
            Self::NoLongerRetried => "is no longer retried",
            Self::NowWorthTrying => "may now succeed after the remedy",
            Self::NoLongerWorthTrying => "can no longer succeed after the remedy",
            Self::WaitsLonger => "now waits longer",
            Self::WaitsShorter => "now waits less",
            Self::WaitsDifferently => "now waits differently",
            Self::SentMoreOften => "is now sent more often",
            Self::SentLessOften => "is now sent less often",
            Self::MaybeSentTwice => "may be sent twice",
            Self::NoLongerSentTwice => "is no longer sent twice",
            Self::HintObeyed => "now obeys the hint",
            Self::HintIgnored => "no longer obeys the hint",
            Self::NowShown => "is now shown in logs",
            Self::NowHidden => "is no longer shown in logs",
        }
    }

    /// Returns true if it follows from the effect of an error as well as from a policy.
    pub(super) fn is_of_effect(self) -> bool {
        matches!(self, Self::MaybeSentTwice | Self::NoLongerSentTwice)
    }

    /// Returns true if something else is done about the same answer: other requests are sent, or at other times, or
    /// somebody is told that the remedy helps.
    pub(super) fn changes_response(self) -> bool {
        match self {
            Self::NowRetried
            | Self::NoLongerRetried
            | Self::NowWorthTrying
            | Self::NoLongerWorthTrying
            | Self::WaitsLonger
            | Self::WaitsShorter
            | Self::WaitsDifferently
            | Self::SentMoreOften
            | Self::SentLessOften
            | Self::MaybeSentTwice
            | Self::NoLongerSentTwice => true,
            Self::HintObeyed | Self::HintIgnored | Self::NowShown | Self::NowHidden => false,
        }
    }
}

impl From<Behaviour> for &'static str {
    fn from(behaviour: Behaviour) -> Self {
        behaviour.as_str()
    }
}

vocabulary! {
    /// A part of a version number.
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    Release {
        /// None: users see no difference.
        None = "no",
        /// `x.y.Z`.
        Patch = "patch",
        /// `x.Y.z`.
        Minor = "minor",
        /// `X.y.z`.
        Major = "major",
    }
}

/// The release that changes need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The highest level of the changes.
    pub level: Option<Level>,
    /// The smallest sufficient release from version 1.0 on.
    pub release: Release,
    /// The smallest sufficient release of a version `0.x`, where Cargo treats the minor number like a major one.
    pub release_before_1_0: Release,
}

impl Verdict {
    pub(super) fn of(level: Option<Level>) -> Self {
        let (release, release_before_1_0) = match level {
            None => (Release::None, Release::None),
            Some(Level::Prose) => (Release::Patch, Release::Patch),
            Some(Level::Additive | Level::Behavioural) => (Release::Minor, Release::Patch),
            Some(Level::Breaking) => (Release::Major, Release::Minor),
        };
        Self { level, release, release_before_1_0 }
    }

    /// Returns the verdict in a sentence or two.
    pub fn words(&self) -> String {
        let (release, early) = (self.release.as_str(), self.release_before_1_0.as_str());
        let needs = if release == early {
            format!("Needs a {release} release")
        } else {
            format!("Needs a {release} release (0.x: {early})")
        };
        match self.level {
            None => "Needs no release: the catalogues say the same.".to_owned(),
            Some(Level::Prose) => format!("{needs}: only wording changed."),
            Some(Level::Additive) => format!("{needs}: existing code behaves as before."),
            Some(Level::Behavioural) => {
                format!(
                    "{needs}: everything compiles, but programs behave differently. Say so in the changelog."
                )
            }
            Some(Level::Breaking) => format!("{needs}: existing code breaks."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_by_what_they_do_to_users() {
        assert!(Level::ALL.is_sorted());
    }

    #[test]
    fn before_1_0_each_release_is_one_part_less_as_cargo_reads_versions() {
        let releases = |level| {
            let verdict = Verdict::of(level);
            (verdict.release, verdict.release_before_1_0)
        };
        assert_eq!(releases(Some(Level::Breaking)), (Release::Major, Release::Minor));
        assert_eq!(releases(Some(Level::Behavioural)), (Release::Minor, Release::Patch));
        assert_eq!(releases(Some(Level::Additive)), (Release::Minor, Release::Patch));
        assert_eq!(releases(Some(Level::Prose)), (Release::Patch, Release::Patch));
        assert_eq!(releases(None), (Release::None, Release::None));
    }
}
