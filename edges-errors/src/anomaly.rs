//! What was odd about an answer: data for whoever watches the API, never a failure to decode.

use core::fmt;

use crate::display::is_readable;
use crate::error::ApiError;
use crate::hints::HintSource;
use crate::label::Label;

/// Something that the catalogue or the API's own schema says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Anomaly {
    /// The label came with a status that the catalogue does not list for it.
    StatusNotListed,
    /// The body states another status than the response has.
    BodyStatusDiffers,
    /// The catalogue does not list the scope.
    UnknownScope,
    /// A field of the envelope, or a declared param, has a type that it should not have. It counts as absent.
    WrongType {
        /// The field.
        field: &'static str,
    },
    /// A field came more than once. Where the values differ, the field counts as absent and the body as malformed.
    DuplicateKey {
        /// The field.
        field: &'static str,
    },
    /// What should say how long to wait is there and cannot be read. It never makes a wait shorter.
    HintUnreadable {
        /// `Retry-After`, the name of a param, or `postponed_until` of a run.
        hint: &'static str,
    },
    /// A param nests too deep to be read as a value; its text is kept.
    TooDeep,
    /// Some bytes of the body are not UTF-8, and are read as U+FFFD.
    InvalidUtf8,
}

/// A clause for a log or a terminal.
impl fmt::Display for Anomaly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StatusNotListed => {
                f.write_str("the label came with a status that the catalogue does not list for it")
            }
            Self::BodyStatusDiffers => f.write_str("the body states another status than the answer has"),
            Self::UnknownScope => f.write_str("the catalogue does not list the scope"),
            Self::WrongType { field } => write!(f, "`{field}` has the wrong type and counts as absent"),
            Self::DuplicateKey { field } => write!(f, "`{field}` came more than once"),
            Self::HintUnreadable { hint } => write!(f, "how long to wait cannot be read from `{hint}`"),
            Self::TooDeep => f.write_str("a param nests too deep to be read as a value"),
            Self::InvalidUtf8 => f.write_str("some bytes of the body are not UTF-8"),
        }
    }
}

impl<L: Label> ApiError<L> {
    /// What was odd about the answer. Looks at everything, params too; meant for a counter or a log, not for deciding.
    ///
    /// ```
    /// use edges_errors::{Anomaly, EdgesError};
    ///
    /// let error = EdgesError::from_parts(500, &(), br#"{"error_label":"BAD_INPUT","status_code":400}"#);
    /// let odd: Vec<_> = error.anomalies().collect();
    /// assert_eq!(odd, [Anomaly::StatusNotListed, Anomaly::BodyStatusDiffers]);
    /// ```
    pub fn anomalies(&self) -> impl Iterator<Item = Anomaly> {
        let mut found = Vec::new();
        self.compare_statuses(&mut found);
        if self.scope_str().is_some() && self.scope().is_none() {
            found.push(Anomaly::UnknownScope);
        }
        let inner = self.inner();
        let oddities = &inner.envelope.oddities;
        found.extend(oddities.wrong_types.iter().flatten().map(|field| Anomaly::WrongType { field }));
        found.extend(oddities.duplicate.map(|field| Anomaly::DuplicateKey { field }));
        self.check_params(&mut found);
        found.extend(
            self.hints()
                .unreadable
                .into_iter()
                .map(|source| Anomaly::HintUnreadable { hint: name_hint(source) }),
        );
        if inner.body.is_lossy() {
            found.push(Anomaly::InvalidUtf8);
        }
        found.into_iter()
    }

    fn compare_statuses(&self, found: &mut Vec<Anomaly>) {
        let Some(status) = self.status() else { return };
        if self.label().is_some_and(|label| !label.statuses().contains(&status)) {
            found.push(Anomaly::StatusNotListed);
        }
        if self.body_status().is_some_and(|stated| stated != status) {
            found.push(Anomaly::BodyStatusDiffers);
        }
    }

    /// Hints are told of as hints; a `null` is no value.
    fn check_params(&self, found: &mut Vec<Anomaly>) {
        let params = self.params();
        for info in self.label().map(L::params).unwrap_or_default() {
            let sent = params.iter().filter(|(name, param)| *name == info.name() && !param.is_null());
            let values: Vec<_> = sent.map(|(_, param)| param).collect();
            if values.iter().any(|param| !info.delays_retry() && !is_readable(info, *param)) {
                found.push(Anomaly::WrongType { field: info.name() });
            }
            if values.len() > 1 {
                found.push(Anomaly::DuplicateKey { field: info.name() });
            }
        }
        if params.iter().any(|(_, param)| param.is_too_deep()) {
            found.push(Anomaly::TooDeep);
        }
    }
}

fn name_hint(source: HintSource) -> &'static str {
    match source {
        HintSource::Header => "Retry-After",
        HintSource::Param(name) => name,
        HintSource::Run => "postponed_until",
    }
}
