//! The subjects of changes: entries of one catalogue or of both.

use edges_errors_catalogue::model::{Catalogue, Key, Location};

use super::change::{Change, Kind};
use super::levels::Level;
use crate::place::Place;

/// The two catalogues.
#[derive(Clone, Copy)]
pub(super) struct Editions<'a> {
    pub(super) old: &'a Catalogue,
    pub(super) new: &'a Catalogue,
}

impl<'a> Editions<'a> {
    /// Returns the subject that is at a location of the new catalogue.
    pub(super) fn added(self, kind: Kind, name: impl Into<String>, is: Location) -> Subject {
        let new_place = Some(Place::deciding(self.new, is));
        Subject { kind, name: name.into(), old_place: None, new_place }
    }

    /// Returns the subject that was at a location of the old catalogue.
    pub(super) fn removed(self, kind: Kind, name: impl Into<String>, was: Location) -> Subject {
        let old_place = Some(Place::deciding(self.old, was));
        Subject { kind, name: name.into(), old_place, new_place: None }
    }

    /// Returns the subject that is in both catalogues.
    pub(super) fn both(self, kind: Kind, name: impl Into<String>, was: Location, is: Location) -> Subject {
        let old_place = Some(Place::deciding(self.old, was));
        Subject { old_place, ..self.added(kind, name, is) }
    }

    /// Returns an entry that is in both catalogues.
    pub(super) fn keep<T>(self, subject: Subject, before: &'a T, after: &'a T) -> Kept<'a, T> {
        Kept { subject, editions: self, before, after }
    }
}

/// The subject of a change, with its place in both catalogues.
pub(super) struct Subject {
    kind: Kind,
    name: String,
    old_place: Option<Place>,
    new_place: Option<Place>,
}

impl Subject {
    /// Returns a subject that is no entry.
    pub(super) fn whole(kind: Kind, name: impl Into<String>) -> Self {
        Self { kind, name: name.into(), old_place: None, new_place: None }
    }

    /// Returns a part of this subject: `LABEL.param`.
    pub(super) fn part(&self, kind: Kind, name: &str) -> Self {
        let (old_place, new_place) = (self.old_place.clone(), self.new_place.clone());
        Self { kind, name: format!("{}.{name}", self.name), old_place, new_place }
    }

    /// Returns a change of this.
    pub(super) fn change(&self, level: Level, what: &'static str) -> Change {
        Change {
            level,
            kind: self.kind,
            name: self.name.clone(),
            what,
            behaviours: Vec::new(),
            old: None,
            new: None,
            means: String::new(),
            affects: Vec::new(),
            old_place: self.old_place.clone(),
            new_place: self.new_place.clone(),
        }
    }

    /// Describes that this is gone, and that another entry has its variant now.
    pub(super) fn keep_variant(&self, what: &'static str, rust_name: &str, heir: &Key) -> Change {
        let means = format!(
            "`{rust_name}::{}` stays, as the variant of `{}`: code that names it compiles, and means that one.",
            heir.variant, heir.name
        );
        self.change(Level::Behavioural, what).means(means)
    }
}

/// An entry that is in both catalogues.
pub(super) struct Kept<'a, T> {
    pub(super) subject: Subject,
    pub(super) editions: Editions<'a>,
    pub(super) before: &'a T,
    pub(super) after: &'a T,
}

impl<'a, T> Kept<'a, T> {
    /// Returns a fact in the old catalogue, and the same in the new one.
    pub(super) fn each<F>(&self, fact: impl Fn(&'a Catalogue, &'a T) -> F) -> [F; 2] {
        [fact(self.editions.old, self.before), fact(self.editions.new, self.after)]
    }

    /// Returns the change of a fact, and what it means, if the words for it did change.
    pub(super) fn compare<W: Into<String>>(
        &self,
        level: Level,
        what: &'static str,
        words: impl Fn(&'a Catalogue, &'a T) -> W,
        means: &str,
    ) -> Option<Change> {
        let [old, new] = self.each(words).map(Into::into);
        (old != new).then(|| self.subject.change(level, what).between(old, new).means(means))
    }

    /// Returns the change of a fact by which programs decide.
    pub(super) fn behavioural<W: Into<String>>(
        &self,
        what: &'static str,
        words: impl Fn(&'a Catalogue, &'a T) -> W,
        means: &str,
    ) -> Option<Change> {
        self.compare(Level::Behavioural, what, words, means)
    }

    /// Returns the change of wording.
    pub(super) fn prose<W: Into<String>>(
        &self,
        what: &'static str,
        words: impl Fn(&'a Catalogue, &'a T) -> W,
    ) -> Option<Change> {
        self.compare(Level::Prose, what, words, "")
    }

    /// Returns the change of a list of sentences, with those that were added or removed.
    pub(super) fn texts(&self, what: &'static str, texts: impl Fn(&'a T) -> &'a [String]) -> Option<Change> {
        let (old, new) = (texts(self.before), texts(self.after));
        if old == new {
            return None;
        }
        let only = |these: &[String], others: &[String]| {
            let texts: Vec<&str> =
                these.iter().filter(|text| !others.contains(text)).map(String::as_str).collect();
            (!texts.is_empty()).then(|| texts.join(" / "))
        };
        let mut change = self.subject.change(Level::Prose, what);
        (change.old, change.new) = (only(old, new), only(new, old));
        if change.old.is_none() && change.new.is_none() {
            change.means = "The same sentences in another order.".to_owned();
        }
        Some(change)
    }
}

/// Returns a fact in words, where there may be none.
pub(super) fn or_none(fact: Option<&str>) -> &str {
    fact.unwrap_or("none")
}
