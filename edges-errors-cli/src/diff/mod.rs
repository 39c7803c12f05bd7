//! What a new edition of a catalogue means for those who use the old one.
//!
//! The reader is a maintainer with a pull request, who asks what happens to the users of the crate: what stops
//! compiling, what goes on differently, what is new, and what only reads differently.

mod labels;
mod levels;
mod order;
mod params;
mod policies;
pub mod report;
mod sets;
mod statuses;

use serde::Serialize;

use edges_errors_catalogue::model::Catalogue;

pub use levels::{Behaviour, Level, Release, Verdict};

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
    /// An entry of `[categories]`.
    Category,
    /// An entry of `[scopes]`.
    Scope,
    /// An entry of `[remedies]`.
    Remedy,
    /// An entry of `[context]`, or one of its values, named `context.value`.
    Context,
    /// `[catalogue]`, or the order of one of the lists.
    Catalogue,
}

impl Kind {
    /// The words before a name; nothing before a label, whose look says what it is.
    pub fn words(self) -> &'static str {
        match self {
            Self::Label => "",
            Self::Param => "param",
            Self::Policy => "policy",
            Self::Status => "status",
            Self::RateLimit => "rate limit",
            Self::Category => "category",
            Self::Scope => "scope",
            Self::Remedy => "remedy",
            Self::Context => "context",
            Self::Catalogue => "catalogue",
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// How much it concerns users.
    pub level: Level,
    /// What kind of thing changed.
    pub kind: Kind,
    /// Its name, such as `LIMIT_REACHED` or `LIMIT_REACHED.postponed_until`.
    pub name: String,
    /// A stable kebab-case name of what happened, such as `added` or `category-changed`.
    pub what: &'static str,
    /// What programs now do differently, where it has a name.
    pub behaviours: Vec<Behaviour>,
    /// The fact in the old catalogue.
    pub old: Option<String>,
    /// The fact in the new catalogue.
    pub new: Option<String>,
    /// What it means for users, in a sentence or two; may be empty.
    pub means: String,
    /// Whom it reaches, where it is a part that others refer to: `LK_ERROR`, `status 503`.
    pub affects: Vec<String>,
    /// The line of the old catalogue, from 1, if it stands there.
    pub old_line: Option<u32>,
    /// The line of the new catalogue, from 1, if it stands there.
    pub new_line: Option<u32>,
}

impl Change {
    fn new(level: Level, subject: &Subject, what: &'static str) -> Self {
        Self {
            level,
            kind: subject.kind,
            name: subject.name.clone(),
            what,
            behaviours: Vec::new(),
            old: None,
            new: None,
            means: String::new(),
            affects: Vec::new(),
            old_line: subject.old_line,
            new_line: subject.new_line,
        }
    }

    fn between(mut self, old: impl Into<String>, new: impl Into<String>) -> Self {
        self.old = Some(old.into());
        self.new = Some(new.into());
        self
    }

    fn means(mut self, means: impl Into<String>) -> Self {
        self.means = means.into();
        self
    }

    fn behaving(mut self, behaviours: impl IntoIterator<Item = Behaviour>) -> Self {
        self.behaviours.extend(behaviours);
        self
    }

    fn affecting(mut self, affects: Vec<String>) -> Self {
        self.affects = affects;
        self
    }
}

/// What a change is about, and where it stands in both files.
struct Subject {
    kind: Kind,
    name: String,
    old_line: Option<u32>,
    new_line: Option<u32>,
}

impl Subject {
    fn new(kind: Kind, name: impl Into<String>, old_line: Option<u32>, new_line: Option<u32>) -> Self {
        Self { kind, name: name.into(), old_line, new_line }
    }

    /// A part of this subject: `LABEL.param`.
    fn part(&self, kind: Kind, name: &str) -> Self {
        Self { kind, name: format!("{}.{name}", self.name), ..*self }
    }

    /// A change of one fact, if it did change.
    fn compare(&self, level: Level, what: &'static str, old: &str, new: &str) -> Option<Change> {
        (old != new).then(|| Change::new(level, self, what).between(old, new))
    }
}

/// Every change between two catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The gravest first; within a level labels come before what they refer to, in the order of the file.
    pub changes: Vec<Change>,
}

impl Diff {
    /// How many changes are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.changes.iter().filter(|change| change.level == level).count()
    }

    /// The gravest level; `None` for catalogues that say the same.
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).max()
    }

    /// Which release the changes ask for.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.level())
    }
}

/// Compares two catalogues that are without mistakes.
///
/// ```
/// use edges_errors_cli::diff::{Behaviour, Level, compare_catalogues};
/// use edges_errors_catalogue::{read_catalogue, source::Source};
///
/// # let old = "[catalogue]\nname = \"Shop\"\nerror = \"ShopError\"\nrevision = \"1\"\n\
/// #     reference = \"https://shop.example\"\n[categories.stock]\nfault = \"caller\"\ndoc = \"Gone.\"\n\
/// #     [remedies.wait]\ndoc = \"Wait.\"\n[errors.SOLD_OUT]\nstatuses = [409]\ncategory = \"stock\"\n\
/// #     retry = { strategy = \"never\" }\nremedy = \"wait\"\ndoc = \"Nothing is left.\"\n";
/// let new = old.replace(r#"{ strategy = "never" }"#, r#"{ strategy = "fixed", delay = "1h" }"#);
/// let read = |text: &str| read_catalogue(&Source::new("errors.toml", text)).catalogue;
/// let diff = compare_catalogues(&read(old), &read(&new));
/// assert_eq!(diff.level(), Some(Level::Behavioural));
/// assert_eq!(diff.changes[0].behaviours, [Behaviour::NowRetried]);
/// ```
pub fn compare_catalogues(old: &Catalogue, new: &Catalogue) -> Diff {
    let mut changes = Vec::new();
    labels::compare_labels(old, new, &mut changes);
    policies::compare_named_policies(old, new, &mut changes);
    statuses::compare_statuses(old, new, &mut changes);
    statuses::compare_rate_limits(old, new, &mut changes);
    sets::compare_sets(old, new, &mut changes);
    sets::compare_headers(old, new, &mut changes);
    changes.sort_by_key(|change| std::cmp::Reverse(change.level));
    Diff { changes }
}
