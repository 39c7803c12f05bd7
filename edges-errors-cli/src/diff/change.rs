//! Changes between two catalogues.

use serde::Serialize;

use super::levels::{Behaviour, Level, Verdict};
use crate::place::Place;

/// The kind of thing that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// `[errors.LABEL]`.
    Label,
    /// A param of a label, named `LABEL.param`.
    Param,
    /// A named policy of `[retry]`.
    Policy,
    /// An entry of `[statuses]`.
    Status,
    /// An entry of `[rate_limits]`.
    RateLimit,
    /// A subject of the rate limits.
    Subject,
    /// An entry of `[categories]`.
    Category,
    /// An entry of `[scopes]`.
    Scope,
    /// An entry of `[remedies]`.
    Remedy,
    /// An entry of `[contexts]`, or one of its values, named `context.value`.
    Context,
    /// A key of `[envelope]`.
    Envelope,
    /// An entry of `[payloads]`, or one of its keys, named `payload.key`.
    Payload,
    /// An entry of `[faults]`.
    Fault,
    /// `[catalogue]`, or the order of one of the lists.
    Catalogue,
}

impl Kind {
    /// Returns the words before a name; empty for a label, which is known by its capitals.
    pub fn words(self) -> &'static str {
        match self {
            Self::Label => "",
            Self::Param => "param",
            Self::Policy => "policy",
            Self::Status => "status",
            Self::RateLimit => "rate limit",
            Self::Subject => "subject",
            Self::Category => "category",
            Self::Scope => "scope",
            Self::Remedy => "remedy",
            Self::Context => "context",
            Self::Envelope => "envelope",
            Self::Payload => "payload",
            Self::Fault => "fault",
            Self::Catalogue => "catalogue",
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The level: how much it concerns users.
    pub level: Level,
    /// The kind of thing that changed.
    pub kind: Kind,
    /// Its name, such as `LIMIT_REACHED` or `LIMIT_REACHED.postponed_until`.
    pub name: String,
    /// A stable kebab-case name of the change, such as `added` or `category-changed`.
    pub what: &'static str,
    /// The behaviours of programs that change.
    pub behaviours: Vec<Behaviour>,
    /// The fact in the old catalogue.
    pub old: Option<String>,
    /// The fact in the new catalogue.
    pub new: Option<String>,
    /// The consequence for users in a sentence or two; may be empty.
    pub means: String,
    /// The labels, statuses and rate limits that refer to the changed thing, such as `LK_ERROR` or `status 503`.
    pub affects: Vec<String>,
    /// The place in the old catalogue, if the thing is there.
    pub old_place: Option<Place>,
    /// The place in the new catalogue, if the thing is there.
    pub new_place: Option<Place>,
}

impl Change {
    pub(super) fn between(self, old: impl Into<String>, new: impl Into<String>) -> Self {
        self.with_old(old).with_new(new)
    }

    /// Says what was there, and is not any more.
    pub(super) fn with_old(mut self, old: impl Into<String>) -> Self {
        self.old = Some(old.into());
        self
    }

    /// Says what is there, and was not.
    pub(super) fn with_new(mut self, new: impl Into<String>) -> Self {
        self.new = Some(new.into());
        self
    }

    pub(super) fn means(mut self, means: impl Into<String>) -> Self {
        self.means = means.into();
        self
    }

    pub(super) fn behaving(mut self, behaviours: impl IntoIterator<Item = Behaviour>) -> Self {
        self.behaviours.extend(behaviours);
        self
    }

    pub(super) fn affecting(mut self, affects: Vec<String>) -> Self {
        self.affects = affects;
        self
    }
}

/// All changes between two catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// By level, the highest first; within a level labels come before sets, in the order of the file.
    pub changes: Vec<Change>,
}

impl Diff {
    /// Returns the number of changes of a level.
    pub fn count(&self, level: Level) -> usize {
        self.changes.iter().filter(|change| change.level == level).count()
    }

    /// Returns the highest level; `None` if the catalogues say the same.
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).max()
    }

    /// Returns the release that the changes need.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.level())
    }
}
