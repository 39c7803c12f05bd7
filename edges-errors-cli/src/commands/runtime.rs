//! The labels of a catalogue that is read when the command runs: what `catalogue!` generates, for a file that no compiler
//! has seen. One catalogue holds for the whole run.

use std::fmt::{self, Debug, Display, Formatter};
use std::sync::OnceLock;

use edges_errors::__private::{
    Condition, Facts, FileLabels, HeaderSignal, LabelFault, LabelTable, Prose, ProseTable, RateLimitFacts,
    RetryRule, Sealed, StatusFacts, StatusProse, decode_payload,
};
use edges_errors::{
    ApiError, Effect, InvalidPayload, Key, Label, LimitSubject, Location, ParamChoice, ParamInfo,
    PayloadErrors, Policy,
};
use edges_errors_catalogue::model::{self, Catalogue, with_ids};
use edges_errors_catalogue::source::FileName;
use edges_errors_catalogue::tables;
use rustc_hash::FxHashMap;

use super::leak::{leak, leak_all};
use super::wire::{load_header, load_hint, load_wire};

/// An error of the catalogue of this run.
pub(crate) type RunError = ApiError<RunLabel>;

/// A label of the catalogue of this run, by its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RunLabel(u16);

struct Loaded {
    catalogue: &'static Catalogue,
    facts: Facts,
    prose: Prose,
    labels: Vec<RunLabel>,
    by_name: FxHashMap<&'static str, RunLabel>,
}

static LOADED: OnceLock<Loaded> = OnceLock::new();

/// Makes a catalogue that of this run; the first one stays.
pub(crate) fn install_catalogue(catalogue: Catalogue) -> &'static Catalogue {
    LOADED.get_or_init(|| load(leak(catalogue))).catalogue
}

#[expect(clippy::expect_used, reason = "there is no label before its catalogue")]
fn loaded() -> &'static Loaded {
    LOADED.get().expect("the catalogue is installed first")
}

fn load(catalogue: &'static Catalogue) -> Loaded {
    let count = u16::try_from(catalogue.labels.len()).unwrap_or(u16::MAX);
    let names = catalogue.labels.iter().map(|label| label.name.as_str());
    Loaded {
        catalogue,
        facts: load_facts(catalogue),
        prose: load_prose(catalogue),
        labels: (0..count).map(RunLabel).collect(),
        by_name: names.zip((0..count).map(RunLabel)).collect(),
    }
}

fn load_facts(catalogue: &'static Catalogue) -> Facts {
    let table = tables::LabelTable::new(catalogue);
    let policies = leak_all(catalogue.policies.iter().map(|policy| load_policy(catalogue, policy)));
    let rule = |rule: &model::RetryRule| {
        let conditions = rule.when.iter().map(|condition| load_condition(catalogue, condition));
        RetryRule::__new(leak_all(conditions), &policies[rule.policy.index()])
    };
    Facts {
        labels: LabelTable { names: table.names.leak(), rows: table.rows.leak() },
        policies,
        statuses: leak_all(table.statuses.iter().copied()),
        rules: leak_all(table.rules.iter().map(|rules| leak_all(rules.rules().map(rule)))),
        params: leak_all(table.params.iter().map(|params| leak_all(params.iter().map(load_param)))),
        hints: leak_all(catalogue.hints().into_iter().map(load_param)),
        fallbacks: leak_all(catalogue.statuses.iter().map(|status| load_status(catalogue, status, policies))),
        rate_limits: leak_all(catalogue.rate_limits.iter().map(|limit| load_rate_limit(limit, policies))),
        faults: leak_all(
            with_ids(&catalogue.labels).filter_map(|(id, label)| {
                Some(LabelFault { label: id.index(), fault: label.fault?.index() })
            }),
        ),
        files: leak_all(table.files.iter().map(|file| FileLabels { path: file.path, end: file.end })),
        overridden: table.overridden.leak(),
        idempotency_key: catalogue.idempotency_key.as_deref(),
        wire: load_wire(catalogue),
    }
}

fn load_prose(catalogue: &'static Catalogue) -> Prose {
    let table = tables::ProseTable::new(catalogue);
    let statuses =
        catalogue.statuses.iter().map(|status| StatusProse { title: &status.title, doc: &status.doc });
    Prose {
        name: &catalogue.name,
        revision: catalogue.revision.as_deref(),
        reference: catalogue.reference.as_deref(),
        support: catalogue.support.as_deref(),
        in_doubt: catalogue.in_doubt.as_deref(),
        labels: ProseTable { text: table.text.leak(), offsets: table.offsets.leak() },
        statuses: leak_all(statuses),
    }
}

fn load_location(catalogue: &'static Catalogue, entry: model::Location) -> Location {
    let location = catalogue.deciding(entry);
    let path = match &catalogue[location.file] {
        FileName::Path(path) => Some(path.as_str()),
        FileName::InPlace => None,
    };
    Location::__new(path, location.line)
}

fn load_policy(catalogue: &'static Catalogue, policy: &'static model::Policy) -> Policy {
    let location = load_location(catalogue, policy.location);
    Policy::__new(policy.name.as_deref(), policy.strategy, policy.max_attempts, Some(location))
}

fn load_condition(catalogue: &'static Catalogue, condition: &model::Condition) -> Condition {
    let context = &catalogue[condition.context];
    let values = condition.values.iter().map(|value| context[*value].name.as_str());
    Condition::__new(&context.key.name, leak_all(values))
}

fn load_param(param: &'static model::Param) -> ParamInfo {
    let values = param.values.iter().map(|value| ParamChoice::__new(&value.name, &value.title));
    ParamInfo::__new(&param.name, param.kind, leak_all(values), param.sensitive, param.delays_retry)
}

fn load_status(
    catalogue: &'static Catalogue,
    status: &model::Status,
    policies: &'static [Policy],
) -> StatusFacts {
    let (first, last) = status.range.bounds();
    StatusFacts {
        first,
        last,
        policy: &policies[status.policy.index()],
        remedy: status.remedy.map(|remedy| remedy.index()),
        effect: status.effect,
        fault: status.fault.map(|fault| fault.index()),
        location: load_location(catalogue, status.location),
    }
}

fn load_rate_limit(limit: &'static model::RateLimit, policies: &'static [Policy]) -> RateLimitFacts {
    let signal = match &limit.signal {
        Some(model::Signal::Header { name, is }) => {
            Some(HeaderSignal { name: name.to_ascii_lowercase().leak(), is: is.as_deref() })
        }
        Some(model::Signal::Label(_)) | None => None,
    };
    RateLimitFacts {
        signal,
        statuses: &limit.statuses,
        remaining: limit.remaining.as_ref().and_then(load_header),
        reset: limit.reset.as_ref().map(load_hint),
        applies_to: leak_all(limit.applies_to.iter().map(|subject| subject.name.as_str())),
        policy: &policies[limit.policy.index()],
        refuses: limit.effect == Effect::None,
    }
}

/// One of the closed sets: a key is its place among the entries.
macro_rules! closed_set {
    ($name:ident, $list:expr) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(u16);

        impl $name {
            fn keys() -> &'static [&'static model::Key] {
                static KEYS: OnceLock<Vec<&model::Key>> = OnceLock::new();
                let list: fn(&'static Catalogue) -> Vec<&'static model::Key> = $list;
                KEYS.get_or_init(|| list(loaded().catalogue))
            }

            fn key(self) -> &'static model::Key {
                Self::keys()[usize::from(self.0)]
            }
        }

        impl Sealed for $name {}

        impl Key for $name {
            fn all() -> &'static [Self] {
                static ALL: OnceLock<Vec<$name>> = OnceLock::new();
                let places = 0..u16::try_from(Self::keys().len()).unwrap_or(u16::MAX);
                ALL.get_or_init(|| places.map(Self).collect())
            }

            fn as_str(self) -> &'static str {
                &self.key().name
            }

            fn title(self) -> &'static str {
                &self.key().title
            }

            fn doc(self) -> &'static str {
                &self.key().doc
            }
        }

        impl Display for $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl Debug for $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

closed_set!(RunCategory, |catalogue| catalogue.categories.iter().map(|entry| &entry.key).collect());
closed_set!(RunScope, |catalogue| catalogue.scopes.iter().map(|entry| &entry.key).collect());
closed_set!(RunRemedy, |catalogue| catalogue.remedies.iter().map(|entry| &entry.key).collect());
closed_set!(RunRateLimit, |catalogue| catalogue.rate_limits.iter().map(|entry| &entry.key).collect());
closed_set!(RunSubject, Catalogue::subjects);
closed_set!(RunFault, |catalogue| catalogue.faults.iter().map(|entry| &entry.key).collect());
closed_set!(RunPayload, |catalogue| catalogue.payloads.iter().map(|entry| &entry.key).collect());

impl RunPayload {
    /// Decodes the errors of a payload, in their order.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<PayloadErrors<RunLabel>, InvalidPayload> {
        decode_payload(self, bytes)
    }
}

impl LimitSubject for RunSubject {}

impl Sealed for RunLabel {}

impl Label for RunLabel {
    type Category = RunCategory;
    type Scope = RunScope;
    type Remedy = RunRemedy;
    type RateLimit = RunRateLimit;
    type Fault = RunFault;
    type Payload = RunPayload;
    type Subject = RunSubject;

    fn __facts() -> &'static Facts {
        &loaded().facts
    }

    fn __prose() -> &'static Prose {
        &loaded().prose
    }

    fn __fault(category: RunCategory) -> RunFault {
        let fault = loaded().catalogue.categories[usize::from(category.0)].fault;
        RunFault(u16::try_from(fault.index()).unwrap_or(u16::MAX))
    }

    fn __is_caller(fault: RunFault) -> bool {
        loaded().catalogue.faults[usize::from(fault.0)].is_caller
    }

    fn __is_resend(remedy: RunRemedy) -> bool {
        loaded().catalogue.remedies[usize::from(remedy.0)].resend
    }

    fn __is_support(remedy: RunRemedy) -> bool {
        loaded().catalogue.remedies[usize::from(remedy.0)].support
    }

    fn all_including_removed() -> &'static [Self] {
        &loaded().labels
    }

    fn index(self) -> usize {
        usize::from(self.0)
    }

    fn from_name(name: &str) -> Option<Self> {
        loaded().by_name.get(name).copied()
    }
}

impl Display for RunLabel {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Debug for RunLabel {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use edges_errors::retry::{Moment, RequestContext, RetryPlan};
    use edges_errors::{CATALOGUE, EdgesError, ErrorLabel};

    use super::*;

    fn install() {
        use crate::commands::base::Bases;
        use crate::commands::catalogue::{Place, load};
        use crate::commands::edition::Edition;

        let bases = Bases::default();
        let sources = Place::BuiltIn(Edition::Default).read(&bases).unwrap();
        install_catalogue(load(sources, &bases).unwrap().catalogue);
    }

    /// Everything that a program can ask of a label, as text.
    fn describe<L: Label>(label: L) -> String {
        let limit = label.rate_limit().map(Key::as_str);
        let facts = (label.statuses(), label.category().as_str(), label.retry(), label.remedy().as_str());
        let more = (label.after_attempts().map(Key::as_str), label.outcome(), label.effect(), limit);
        let prose = (label.doc(), label.docs_url(), label.reference_retry(), label.location());
        let lists: Vec<Vec<&str>> = vec![
            label.causes().collect(),
            label.resolution().collect(),
            label.notes().collect(),
            label.templates().collect(),
            label.examples().collect(),
            label.param_docs().collect(),
        ];
        format!("{label} {facts:?} {more:?} {prose:?} {lists:?} {:?}", label.params())
    }

    /// Reports what a program is told about one answer, and what it would do next.
    fn judge<L: Label>(now: Moment, status: u16, headers: &[(&str, &str)], body: &[u8]) -> String {
        let error = ApiError::<L>::from_parts(status, headers, body);
        let mut state = RetryPlan::for_request(&RequestContext::new("POST")).start_at(now);
        let decision = state.on_failure_at(&error, now, || 7);
        let said = (
            error.to_string(),
            error.kind(),
            error.fault().map(Key::as_str),
            decision.remedy().map(Key::as_str),
        );
        let anomalies: Vec<_> = error.anomalies().collect();
        let scope = error.scope().map(Key::title);
        format!("{said:?} {scope:?} {anomalies:?} {:?} {decision}", decision.advice().to_string())
    }

    #[test]
    fn a_catalogue_that_is_read_says_what_the_compiled_one_says() {
        install();
        assert_eq!(RunLabel::all_including_removed().len(), ErrorLabel::ALL_INCLUDING_REMOVED.len());
        for (read, compiled) in
            RunLabel::all_including_removed().iter().zip(ErrorLabel::ALL_INCLUDING_REMOVED)
        {
            assert_eq!(describe(*read), describe(*compiled));
            assert_eq!(RunLabel::from_name(compiled.as_str()), Some(*read));
        }
        assert_eq!(RunLabel::from_name("NOT_LISTED"), None);
        let keys = |keys: &[RunRemedy]| keys.iter().map(|key| key.as_str()).collect::<Vec<_>>();
        assert_eq!(
            keys(RunRemedy::all()),
            CATALOGUE.remedies().iter().map(|key| key.as_str()).collect::<Vec<_>>()
        );
    }

    #[test]
    fn answers_are_judged_as_by_the_compiled_catalogue() {
        install();
        let now = Moment::now();
        let limited = [("X-RateLimit-Type", "/v1/runs"), ("Retry-After", "7")];
        for headers in [&limited[..], &[]] {
            for status in [400, 404, 424, 429, 500, 503, 599] {
                for label in ErrorLabel::ALL_INCLUDING_REMOVED {
                    let sample: EdgesError = label.sample();
                    assert_eq!(
                        judge::<RunLabel>(now, status, headers, sample.body()),
                        judge::<ErrorLabel>(now, status, headers, sample.body())
                    );
                }
                let unlisted = br#"{"error_label":"NEW","error_scope":"auth","params":{"retry_after":"90"}}"#;
                assert_eq!(
                    judge::<RunLabel>(now, status, headers, unlisted),
                    judge::<ErrorLabel>(now, status, headers, unlisted)
                );
            }
        }
    }
}
