//! The tables behind a catalogue: what generated code fills and [`Label`](crate::Label) reads. That they fit one another
//! is checked while the expansion is compiled, by [`Facts::check`].

use edges_errors_core::hash::Lookup;
use edges_errors_core::prose::{ProseField, check_offsets, label_prose, read_items, read_text};
use edges_errors_core::rows::{LAYOUT, Row, Sizes, check_rows};

use edges_errors_core::wire::{HeaderPlace, HintHeader, Wire};

use super::facts::{Effect, EntrySource, Location, ParamInfo, Policy, RetryRule};

/// The facts that a program decides by.
#[derive(Debug)]
pub struct Facts {
    pub labels: LabelTable,
    pub policies: &'static [Policy],
    pub statuses: &'static [&'static [u16]],
    pub rules: &'static [&'static [RetryRule]],
    pub params: &'static [&'static [ParamInfo]],
    pub hints: &'static [ParamInfo],
    pub fallbacks: &'static [StatusFacts],
    pub rate_limits: &'static [RateLimitFacts],
    pub faults: &'static [LabelFault],
    /// In order; the labels of each come behind those of the one before it.
    pub files: &'static [FileLabels],
    /// The labels of another catalogue that the last file overrides.
    pub overridden: &'static [usize],
    /// In lower case.
    pub idempotency_key: Option<&'static str>,
    pub wire: Wire,
}

/// A label whose fault is not that of its category.
#[derive(Debug)]
pub struct LabelFault {
    pub label: usize,
    pub fault: usize,
}

/// A file, with the place at which its labels end.
#[derive(Debug)]
pub struct FileLabels {
    /// `None` for a text that is written in the macro.
    pub path: Option<&'static str>,
    pub end: usize,
}

/// An entry of `[statuses]`.
#[derive(Debug)]
pub struct StatusFacts {
    pub first: u16,
    pub last: u16,
    pub policy: &'static Policy,
    pub remedy: Option<usize>,
    pub effect: Effect,
    pub fault: Option<usize>,
    pub location: Location,
}

/// An entry of `[rate_limits]`.
#[derive(Debug)]
pub struct RateLimitFacts {
    /// `None` where a label is the signal.
    pub signal: Option<HeaderSignal>,
    /// The statuses at which a header is the signal.
    pub statuses: &'static [u16],
    /// The header that says how many requests are left.
    pub remaining: Option<HeaderPlace>,
    /// The header that says when the limit resets.
    pub reset: Option<HintHeader>,
    /// The names of the subjects.
    pub applies_to: &'static [&'static str],
    pub policy: &'static Policy,
    /// A request that it refused was not carried out.
    pub refuses: bool,
}

#[cfg(feature = "json")]
impl RateLimitFacts {
    /// Returns the place of how many requests are left, where the same header says when the limit resets: a list, of which each
    /// member is about one limit.
    pub(crate) fn shared_header(&self) -> Option<&HeaderPlace> {
        let (remaining, reset) = (self.remaining.as_ref()?, self.reset.as_ref()?);
        (remaining.name == reset.name).then_some(remaining)
    }
}

/// A header that only one limit sends.
#[derive(Debug)]
pub struct HeaderSignal {
    /// In lower case.
    pub name: &'static str,
    /// The value that it has; `None` where every value is the sign.
    pub is: Option<&'static str>,
}

/// The labels: all names one after another, and a row of bytes for each.
#[derive(Debug)]
pub struct LabelTable {
    pub names: &'static str,
    pub rows: &'static [u8],
}

/// The sizes of an expansion's closed sets, and the version of the generator that wrote it.
#[derive(Debug)]
pub struct Expansion {
    pub layout: u32,
    pub labels: usize,
    pub categories: usize,
    pub remedies: usize,
    pub rate_limits: usize,
    pub faults: usize,
    pub payloads: usize,
}

impl Facts {
    /// Panics where the tables do not fit the expansion: a compile error, since it is called in a constant.
    pub const fn check(&self, lookup: &Lookup<'_>, expansion: &Expansion) {
        assert!(
            expansion.layout == LAYOUT,
            "the catalogue was expanded by another version of the edges-errors crates: update them together"
        );
        let sizes = Sizes {
            names: self.labels.names.len(),
            categories: expansion.categories,
            remedies: expansion.remedies,
            rate_limits: expansion.rate_limits,
            statuses: self.statuses.len(),
            rules: self.rules.len(),
            params: self.params.len(),
        };
        check_rows(self.labels.rows, expansion.labels, &sizes);
        lookup.check(expansion.labels);
        assert!(
            self.rate_limits.len() == expansion.rate_limits,
            "there are more or fewer rate limits than facts"
        );
        assert!(
            self.wire.payloads.len() == expansion.payloads,
            "there are more or fewer payloads than formats"
        );
        let is_complete = matches!(self.files, [.., last] if last.end == expansion.labels);
        assert!(is_complete, "a label is of no file");
        self.check_rules();
        self.check_fallbacks(expansion);
        self.check_faults(expansion.faults);
    }

    /// Returns where a label is written, or where the last file overrides it.
    pub(crate) fn location(&self, label: usize) -> Location {
        let file = match self.source(label) {
            EntrySource::Overridden => self.files.last(),
            EntrySource::Base | EntrySource::Own => self.files.iter().find(|file| label < file.end),
        };
        Location::__new(file.and_then(|file| file.path), self.labels.row(label).line)
    }

    /// Returns whether a label is of the last file, or of one that it extends.
    pub(crate) fn source(&self, label: usize) -> EntrySource {
        match self.files {
            [.., base, _] if label < base.end => {
                let is_overridden = self.overridden.contains(&label);
                if is_overridden { EntrySource::Overridden } else { EntrySource::Base }
            }
            _ => EntrySource::Own,
        }
    }

    const fn check_rules(&self) {
        let mut lists = self.rules;
        while let [rules, rest @ ..] = lists {
            let holds = matches!(rules, [.., last] if last.conditions().is_empty());
            assert!(holds, "a label has no policy that holds for every request");
            lists = rest;
        }
    }

    const fn check_fallbacks(&self, expansion: &Expansion) {
        let mut fallbacks = self.fallbacks;
        while let [status, rest @ ..] = fallbacks {
            if let Some(remedy) = status.remedy {
                assert!(remedy < expansion.remedies, "a status has a remedy that is not there");
            }
            if let Some(fault) = status.fault {
                assert!(fault < expansion.faults, "a status has a fault that is not there");
            }
            fallbacks = rest;
        }
    }

    const fn check_faults(&self, count: usize) {
        let mut faults = self.faults;
        while let [own, rest @ ..] = faults {
            assert!(own.fault < count, "a label has a fault that is not there");
            faults = rest;
        }
    }
}

impl LabelTable {
    #[expect(clippy::expect_used, reason = "the expansion was checked to have a row for each label")]
    #[inline]
    pub(crate) fn row(&self, index: usize) -> Row {
        self.rows.as_chunks().0.get(index).and_then(Row::decode).expect("every label has a row")
    }

    /// Returns the name of a row; the expansion was checked to have it.
    #[inline]
    pub(crate) fn name(&self, index: usize) -> &'static str {
        let row = self.row(index);
        &self.names[row.name_start as usize..][..usize::from(row.name_len)]
    }

    /// Returns the index of the label with exactly this name.
    #[inline]
    pub fn find(&self, lookup: &Lookup<'_>, name: &str) -> Option<usize> {
        if lookup.slots.is_empty() {
            return self.find_one_by_one(name);
        }
        lookup.find(name.as_bytes(), self.names.as_bytes())
    }

    /// Finds a label in a table without places, which no key tells apart.
    #[cold]
    fn find_one_by_one(&self, name: &str) -> Option<usize> {
        (0..self.rows.len() / Row::LEN).find(|index| self.name(*index) == name)
    }
}

/// The texts for people; not linked into a program that shows none of them.
#[derive(Debug)]
pub struct Prose {
    pub name: &'static str,
    pub revision: Option<&'static str>,
    pub reference: Option<&'static str>,
    pub support: Option<&'static str>,
    pub in_doubt: Option<&'static str>,
    pub labels: ProseTable,
    /// Of each entry of `[statuses]`.
    pub statuses: &'static [StatusProse],
}

/// The prose of an entry of `[statuses]`.
#[derive(Debug)]
pub struct StatusProse {
    pub title: &'static str,
    pub doc: &'static str,
}

/// The prose of all labels in one text, and where each label's part begins and the last one ends.
#[derive(Debug)]
pub struct ProseTable {
    pub text: &'static str,
    pub offsets: &'static [u8],
}

impl ProseTable {
    pub(crate) fn text(&self, label: usize, field: ProseField) -> &'static str {
        read_text(self.label(label), field)
    }

    pub(crate) fn items(
        &self,
        label: usize,
        field: ProseField,
    ) -> impl Iterator<Item = &'static str> + Clone {
        read_items(self.label(label), field)
    }

    /// Panics where there is not the prose of each label: a compile error, since it is called in a constant.
    pub const fn check(&self, labels: usize) {
        check_offsets(self.text, self.offsets, labels);
    }

    #[expect(clippy::expect_used, reason = "the expansion was checked to have the prose of each label")]
    fn label(&self, label: usize) -> &'static str {
        label_prose(self.text, self.offsets, label).expect("every label has its prose")
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use edges_errors_core::vocabulary::LabelFormat;
    use edges_errors_core::wire::{Tree, Writes};

    use super::super::facts::{Condition, Effect, Outcome};
    use super::*;

    const LOCATION: Location = Location::__new(None, 1);

    static NEVER: Policy = Policy::__new(None, crate::Strategy::Never, None, Some(LOCATION));

    const ALWAYS: &[RetryRule] = &[RetryRule::__new(&[], &NEVER)];
    const SOMETIMES: &[RetryRule] = &[RetryRule::__new(&[Condition::__new("mode", &["auto"])], &NEVER)];

    const ROW: Row = Row {
        name_start: 0,
        name_len: 3,
        category: 0,
        remedy: 0,
        after_attempts: None,
        rate_limit: None,
        outcome: Outcome::Failure,
        effect: Effect::Unknown,
        is_removed: false,
        is_deprecated: false,
        statuses: 0,
        rules: 0,
        params: 0,
        line: 1,
    };

    static ROWS: &[[u8; Row::LEN]] = &[ROW.encode(), Row { name_start: 3, ..ROW }.encode()];

    const LOOKUP: Lookup<'static> = Lookup { keys: [0; 4], shift: 0, pilots: &[], slots: &[], longest: 3 };

    const EXPANSION: Expansion = Expansion {
        layout: LAYOUT,
        labels: 2,
        categories: 1,
        remedies: 1,
        rate_limits: 0,
        faults: 1,
        payloads: 0,
    };

    fn facts() -> Facts {
        Facts {
            labels: LabelTable { names: "ONETWO", rows: ROWS.as_flattened() },
            policies: &[],
            statuses: &[&[424]],
            rules: &[ALWAYS],
            params: &[&[]],
            hints: &[],
            fallbacks: &[],
            rate_limits: &[],
            faults: &[],
            files: &[FileLabels { path: None, end: 2 }],
            overridden: &[],
            idempotency_key: None,
            wire: WIRE,
        }
    }

    const WIRE: Wire = Wire {
        label_format: LabelFormat::ScreamingSnake,
        errors_in_2xx: false,
        tree: Tree { nodes: &[] },
        label: &[],
        scope: &[],
        error_ref: &[],
        message: &[],
        status: &[],
        params: &[],
        headers: &[],
        hints: &[],
        no_retry: None,
        payloads: &[],
        writes: Writes {
            label: None,
            scope: None,
            error_ref: None,
            message: None,
            status: None,
            params: None,
        },
    };

    #[test]
    fn tables_that_do_not_fit_the_expansion_are_refused() {
        facts().check(&LOOKUP, &EXPANSION);
        static FALLBACK: StatusFacts = StatusFacts {
            first: 500,
            last: 599,
            policy: &NEVER,
            remedy: Some(1),
            effect: Effect::Unknown,
            fault: None,
            location: LOCATION,
        };
        let broken = [
            (facts(), Expansion { layout: LAYOUT + 1, ..EXPANSION }),
            (facts(), Expansion { labels: 1, ..EXPANSION }),
            (facts(), Expansion { categories: 0, ..EXPANSION }),
            (facts(), Expansion { rate_limits: 1, ..EXPANSION }),
            (Facts { statuses: &[], ..facts() }, EXPANSION),
            (Facts { files: &[], ..facts() }, EXPANSION),
            (Facts { files: &[FileLabels { path: None, end: 1 }], ..facts() }, EXPANSION),
            (Facts { rules: &[&[]], ..facts() }, EXPANSION),
            (Facts { rules: &[SOMETIMES], ..facts() }, EXPANSION),
            (Facts { fallbacks: core::slice::from_ref(&FALLBACK), ..facts() }, EXPANSION),
            (facts(), Expansion { payloads: 1, ..EXPANSION }),
            (Facts { faults: &[LabelFault { label: 0, fault: 1 }], ..facts() }, EXPANSION),
        ];
        for (at, (facts, expansion)) in broken.into_iter().enumerate() {
            assert!(catch_unwind(|| facts.check(&LOOKUP, &expansion)).is_err(), "{at}");
        }
    }

    #[test]
    fn names_that_no_key_tells_apart_are_compared_one_by_one() {
        let labels = facts().labels;
        assert_eq!(
            ["ONE", "TWO", "one", ""].map(|name| labels.find(&LOOKUP, name)),
            [Some(0), Some(1), None, None]
        );
    }
}
