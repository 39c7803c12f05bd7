//! Deviations of answers: data for monitoring the API, never a failure to decode.

use core::fmt;

use super::hints::{FoundHint, visit_hints};
use super::params::Params;
use super::received::Received;
use super::shown::is_readable;
use crate::catalogue::{Key, Label};

/// A deviation from the catalogue or from the API's schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Anomaly {
    /// The label came with a status that the catalogue does not list for it.
    StatusNotListed,
    /// The body states another status than the response has.
    BodyStatusDiffers,
    /// The catalogue does not list the scope.
    UnknownScope,
    /// The catalogue lists a coarser label of the answer, and not the finer one.
    FinerNotListed,
    /// Two places hold labels of different categories; the first holds.
    LabelsDiffer,
    /// The value at a place of the envelope, or a declared param, has a type that it should not have. It counts as absent.
    WrongType {
        /// The place as the catalogue writes it, or the param.
        field: &'static str,
    },
    /// A member came more than once. Where the values differ, it counts as absent and the body as malformed.
    DuplicateKey {
        /// The path of the member, or the param.
        field: &'static str,
    },
    /// A hint on how long to wait that cannot be read. It never makes a wait shorter.
    HintUnreadable {
        /// The header, the param, or the path in the payload.
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
            Self::FinerNotListed => f.write_str("the catalogue lists only a coarser label of the answer"),
            Self::LabelsDiffer => f.write_str("two places hold labels of different categories"),
            Self::WrongType { field } => write!(f, "`{field}` has the wrong type and counts as absent"),
            Self::DuplicateKey { field } => write!(f, "`{field}` came more than once"),
            Self::HintUnreadable { hint } => write!(f, "how long to wait cannot be read from `{hint}`"),
            Self::TooDeep => f.write_str("a param nests too deep to be read as a value"),
            Self::InvalidUtf8 => f.write_str("some bytes of the body are not UTF-8"),
        }
    }
}

/// Returns every deviation of an answer.
pub(super) fn find_anomalies<L: Label>(received: &Received<L>) -> Vec<Anomaly> {
    let Received { body, envelope, .. } = received;
    let mut found = Vec::new();
    compare_statuses(received, &mut found);
    if envelope.scope(body).is_some_and(|scope| L::Scope::from_name(scope).is_none()) {
        found.push(Anomaly::UnknownScope);
    }
    found.extend(envelope.finer_label(body).map(|_| Anomaly::FinerNotListed));
    found.extend(envelope.labels_differ.then_some(Anomaly::LabelsDiffer));
    found.extend(envelope.wrong_types.iter().map(|field| Anomaly::WrongType { field }));
    found.extend(envelope.repeated.map(|field| Anomaly::DuplicateKey { field }));
    check_params(received, &mut found);
    visit_hints(received, |FoundHint { source, reading }| {
        let unreadable = Anomaly::HintUnreadable { hint: source.name() };
        // A server may repeat one as often as it likes.
        found.extend(Some(unreadable).filter(|anomaly| reading.unreadable && !found.contains(anomaly)));
    });
    if body.is_lossy() {
        found.push(Anomaly::InvalidUtf8);
    }
    found
}

fn compare_statuses<L: Label>(received: &Received<L>, found: &mut Vec<Anomaly>) {
    let Some(status) = received.delivery.status else { return };
    if received.label.is_some_and(|label| !label.statuses().contains(&status)) {
        found.push(Anomaly::StatusNotListed);
    }
    if received.envelope.status.is_some_and(|stated| stated != status) {
        found.push(Anomaly::BodyStatusDiffers);
    }
}

/// Checks the declared params. One that delays a retry is checked as a hint; a `null` is not a value.
fn check_params<L: Label>(received: &Received<L>, found: &mut Vec<Anomaly>) {
    let params = Params::read::<L>(&received.envelope, &received.body);
    for info in received.label.map(L::params).unwrap_or_default() {
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
