//! Catalogues that extend others: of another crate, of this one, renamed, re-exported, and several levels deep.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use edges_errors as renamed;
use edges_errors::retry::{Moment, RequestContext, RetryPlan};
use edges_errors::{
    ApiError, CATALOGUE, ContextValue as _, EdgesError, EdgesErrorHandler, EntrySource, Key, Kind, Label,
    ParseNameError,
};

/// The Edges API with three labels more and two facts changed.
pub mod acme {
    edges_errors::catalogue! { extends = edges_errors, "catalogues/acme.toml" }
}

/// What extends an extension is given in place.
mod team {
    edges_errors::catalogue! { extends = crate::acme, inline = r#"
        [catalogue]
        name    = "The team"
        extends = "Acme on Edges"
        error   = "TeamError"

        [contexts.shift]
        values = ["day", "night"]

        [scopes.desk]
        doc = "The desk."

        [override.errors]
        ACME_QUOTA.retry   = [{ when = { shift = ["night"] }, policy = "wait_a_day" }, { policy = "manual" }]
        LIMIT_REACHED.doc  = "Too much for today."
    "# }
}

/// A module that re-exports the whole of another crate.
pub mod facade {
    pub use edges_errors;
    pub use edges_errors::*;
}

/// Extends its base without saying anything more.
macro_rules! unchanged {
    ($($base:tt)*) => {
        edges_errors::catalogue! { extends = $($base)*, inline = "catalogue = { name = 'Unchanged', extends = 'Edges' }" }
    };
}

mod paths {
    pub(super) mod of_a_crate {
        unchanged!(edges_errors);
    }
    pub(super) mod from_the_root {
        unchanged!(::edges_errors);
    }
    pub(super) mod of_a_renamed_crate {
        unchanged!(crate::renamed);
    }
    pub(super) mod through_a_facade {
        unchanged!(crate::facade);
    }
    pub(super) mod through_a_facade_of_crates {
        unchanged!(crate::facade::edges_errors);
    }
    pub(super) mod beside {
        use super::from_the_root as near;
        edges_errors::catalogue! { extends = self::near, inline = "catalogue = { name = 'Near', extends = 'Unchanged' }" }
    }
    pub(super) mod above {
        edges_errors::catalogue! {
            extends = super::of_a_crate,
            inline = "catalogue = { name = 'Above', extends = 'Unchanged' }"
        }
    }
}

/// A base of this crate whose module nobody else can name.
mod private {
    mod shop {
        edges_errors::catalogue!("../catalogues/small.toml");
    }

    pub(super) mod ours {
        edges_errors::catalogue! { extends = super::shop, inline = r#"
            [catalogue]
            name    = "Our shop"
            extends = "Shop"

            [override]
            contexts.mode.rust_name       = "Speed"
            errors.SOLD_OUT.rust_name     = "NothingLeft"
            rate_limits.stock.rust_name   = "Shelf"
        "# }

        pub(in super::super) fn convert_mode() -> (Speed, bool) {
            let theirs = super::shop::Mode::Express;
            (Speed::from(theirs), super::shop::Mode::try_from(Speed::Express) == Ok(theirs))
        }
    }
}

/// Everything that a program can ask of a label.
fn describe<L: Label>(label: L) -> String {
    let limit = label.rate_limit().map(Key::as_str);
    let facts = (label.statuses(), label.category().as_str(), label.retry(), label.remedy().as_str());
    let more =
        (label.after_attempts().map(Key::as_str), label.outcome(), label.effect(), limit, label.fault());
    let prose = (label.doc(), label.docs_url(), label.reference_retry(), label.removed());
    let lists: Vec<Vec<&str>> = vec![
        label.causes().collect(),
        label.resolution().collect(),
        label.notes().collect(),
        label.templates().collect(),
        label.examples().collect(),
        label.param_docs().collect(),
    ];
    format!("{label} {facts:?} {more:?} {prose:?} {lists:?} {:?}", label.params())
        .replace("edges-errors/errors.toml", "errors.toml")
}

/// Converts each label of a base up and down again.
fn check_labels<B, L>()
where
    B: Label + TryFrom<L, Error = ParseNameError>,
    L: Label + From<B>,
{
    for base in B::all_including_removed() {
        let ours = L::from(*base);
        assert_eq!(ours.as_str(), base.as_str());
        assert_eq!(B::try_from(ours), Ok(*base));
    }
    for ours in L::all_including_removed() {
        assert_eq!(B::try_from(*ours).ok(), B::from_name(ours.as_str()), "{ours}");
    }
}

/// Converts each key of a closed set up and down again.
fn check_keys<B, K>()
where
    B: Key + TryFrom<K, Error = ParseNameError>,
    K: Key + From<B>,
{
    assert!(B::all().iter().all(|base| K::from(*base).as_str() == base.as_str()));
    for ours in K::all() {
        assert_eq!(B::try_from(*ours).ok(), B::from_name(ours.as_str()), "{ours}");
    }
}

#[test]
fn an_extension_has_the_labels_of_its_base_and_then_its_own() {
    let theirs = edges_errors::ErrorLabel::ALL.iter().map(|label| label.as_str());
    let ours: Vec<&str> = acme::ErrorLabel::ALL.iter().map(|label| label.as_str()).collect();
    let added = ["LK_BAD_COOKIE", "ACME_QUOTA", "PROFILE_NOT_ACCESSIBLE"];
    assert_eq!(ours, theirs.chain(added).collect::<Vec<_>>());
    assert_eq!(acme::CATALOGUE.name(), "Acme on Edges");
    assert_eq!(acme::CATALOGUE.revision(), CATALOGUE.revision());
    assert_eq!(acme::CATALOGUE.in_doubt(), Some("Look at the run in Acme's own list."));
}

#[test]
fn what_is_not_overridden_is_the_bases() {
    let changed: BTreeSet<&str> = ["LK_ERROR"].into();
    let slower: Vec<&str> = acme::ErrorLabel::ALL_INCLUDING_REMOVED
        .iter()
        .filter_map(|ours| Some((*ours, edges_errors::ErrorLabel::try_from(*ours).ok()?)))
        .filter(|(ours, theirs)| describe(*ours) != describe(*theirs))
        .filter(|(ours, _)| !changed.contains(ours.as_str()))
        .map(|(ours, _)| ours.as_str())
        .collect();
    let backoff = |label: &&&str| {
        let label = edges_errors::ErrorLabel::from_name(label).unwrap();
        label.retry().iter().any(|rule| rule.policy().name() == Some("backoff"))
    };
    assert_eq!(slower.iter().filter(|label| !backoff(label)).collect::<Vec<_>>(), Vec::<&&str>::new());
    let policy = acme::CATALOGUE.policies().iter().find(|policy| policy.name() == Some("backoff")).unwrap();
    assert_eq!(policy.max_attempts(), Some(5));
    assert_eq!(acme::ErrorLabel::LkError.retry()[0].policy().name(), Some("never"));
}

#[test]
fn an_extension_that_says_nothing_is_its_base_whichever_path_leads_there() {
    fn check<L: Label>() {
        let theirs = edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED;
        assert_eq!(L::all_including_removed().len(), theirs.len());
        for (ours, theirs) in L::all_including_removed().iter().zip(theirs) {
            assert_eq!(describe(*ours), describe(*theirs));
            assert_eq!(ours.source(), EntrySource::Base);
        }
    }
    check::<paths::of_a_crate::ErrorLabel>();
    check::<paths::from_the_root::ErrorLabel>();
    check::<paths::of_a_renamed_crate::ErrorLabel>();
    check::<paths::through_a_facade::ErrorLabel>();
    check::<paths::through_a_facade_of_crates::ErrorLabel>();
    check::<paths::beside::ErrorLabel>();
    check::<paths::above::ErrorLabel>();
}

#[test]
fn labels_and_keys_convert_both_ways_on_every_level() {
    use {acme as ours, edges_errors as theirs};
    check_labels::<theirs::ErrorLabel, ours::ErrorLabel>();
    check_labels::<ours::ErrorLabel, team::ErrorLabel>();
    check_labels::<theirs::ErrorLabel, team::ErrorLabel>();
    check_labels::<theirs::ErrorLabel, paths::beside::ErrorLabel>();
    check_keys::<theirs::Category, ours::Category>();
    check_keys::<theirs::Scope, ours::Scope>();
    check_keys::<theirs::Remedy, ours::Remedy>();
    check_keys::<theirs::RateLimit, ours::RateLimit>();
    check_keys::<theirs::IdentityMode, ours::IdentityMode>();
    check_keys::<ours::Remedy, team::Remedy>();
    check_keys::<theirs::Remedy, team::Remedy>();
    check_keys::<theirs::Scope, team::Scope>();
    check_keys::<theirs::IdentityMode, team::IdentityMode>();
    assert_eq!(team::Shift::CONTEXT, "shift");
    assert!(theirs::Remedy::try_from(ours::Remedy::CallAcme).is_err());
}

#[test]
fn what_has_another_name_in_rust_still_converts() {
    use private::ours::{ErrorLabel, RateLimit, Speed, convert_mode};
    assert_eq!(ErrorLabel::NothingLeft.as_str(), "SOLD_OUT");
    assert_eq!(ErrorLabel::NothingLeft.rate_limit(), Some(RateLimit::Shelf));
    assert_eq!(convert_mode(), (Speed::Express, true));
}

#[test]
fn places_name_their_file_and_labels_their_source() {
    let place = |label: acme::ErrorLabel| (label.location().to_string(), label.source());
    let limit = edges_errors::ErrorLabel::LimitReached.location().line();
    assert_eq!(
        place(acme::ErrorLabel::LimitReached),
        (format!("edges-errors/errors.toml:{limit}"), EntrySource::Base)
    );
    assert_eq!(
        place(acme::ErrorLabel::LkError),
        (String::from("tests/catalogues/acme.toml:38"), EntrySource::Overridden)
    );
    let backoff = acme::CATALOGUE.policies().iter().find(|policy| policy.name() == Some("backoff")).unwrap();
    assert_eq!(backoff.location().unwrap().to_string(), "tests/catalogues/acme.toml:40");
    let own = (String::from("tests/catalogues/acme.toml:8"), EntrySource::Own);
    assert_eq!(place(acme::ErrorLabel::LkBadCookie), own);
    // Two levels up, what Acme says is of the base.
    let team = |label: team::ErrorLabel| (label.location().to_string(), label.source());
    assert_eq!(team(team::ErrorLabel::LkBadCookie), (own.0, EntrySource::Base));
    assert_eq!(team(team::ErrorLabel::LkError).1, EntrySource::Base);
    assert_eq!(team(team::ErrorLabel::AcmeQuota).1, EntrySource::Overridden);
    assert_eq!(edges_errors::ErrorLabel::LkError.source(), EntrySource::Own);
    let inline = paths::of_a_crate::CATALOGUE.status(503).unwrap().location();
    assert_eq!(inline.file(), Some("edges-errors/errors.toml"));
}

#[test]
fn a_decision_follows_the_policies_of_the_extension() {
    let body = r#"{"error_label":"ACME_QUOTA","params":{"refilled_at":"2026-11-25T08:00:00Z"}}"#;
    let error = acme::AcmeError::from_parts(429, (), body);
    let refilled_at = error.details::<acme::details::AcmeQuota>().unwrap().refilled_at.unwrap();
    let now = Moment::now();
    let decide = |error: &acme::AcmeError| {
        let plan = RetryPlan::for_request(&RequestContext::new("GET"));
        plan.start_at(now).on_failure_at(error, now, || 0).to_string()
    };
    assert!(
        decide(&error).starts_with("`ACME_QUOTA` (tests/catalogues/acme.toml:16) is "),
        "{}",
        decide(&error)
    );
    assert!(refilled_at.elapsed().is_ok() || decide(&error).contains("`refilled_at` asks for"));
    // What it overrides decides, and is named.
    let sentence = decide(&acme::ErrorLabel::LkError.sample());
    assert!(
        sentence.starts_with("`LK_ERROR` (tests/catalogues/acme.toml:38) is not sent again"),
        "{sentence}"
    );
}

#[test]
fn an_error_converts_without_loss_and_by_its_label() {
    fn answers() -> Vec<EdgesError> {
        let samples = edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED.iter().map(|label| label.sample());
        let bodies = [
            r#"{"error_label":"LK_BAD_COOKIE","error_ref":"R-1","params":{"reset_at":"2026-11-25T08:00:00Z"}}"#,
            r#"{"error_label":"NEW","retry_after":"30"}"#,
            r#"{"message":"no label"}"#,
            r#"{"error_label":"LK_ERROR","mess"#,
            "<html>Bad gateway</html>",
            "null",
            "",
        ];
        let headers = [("Retry-After", "30"), ("Date", "Tue, 24 Nov 2026 08:00:00 GMT")];
        samples.chain(bodies.map(|body| EdgesError::from_parts(424, headers, body))).collect()
    }
    fn shown<L: Label>(error: &ApiError<L>) -> String {
        let headers: Vec<(String, String)> =
            error.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let text = (error.body().to_vec(), error.to_string(), error.label_str().map(str::to_owned));
        let hints = (error.retry_after(), error.postponed_until());
        format!("{:?}", (headers, text, hints, error.status(), error.origin()))
    }
    for error in answers() {
        let label = error.label_str().and_then(acme::ErrorLabel::from_name);
        let kept = error.clone();
        let ours = error.convert::<acme::ErrorLabel>();
        assert_eq!((ours.label(), shown(&ours)), (label, shown(&kept)));
        let kind =
            if label.is_some() && kept.kind() == Kind::UnknownLabel { Kind::Known } else { kept.kind() };
        assert_eq!(ours.kind(), kind);
        // One that nobody else holds is not copied.
        let body = ours.body().as_ptr();
        let back = ours.convert::<edges_errors::ErrorLabel>();
        assert_eq!((back.kind(), back.label(), shown(&back)), (kept.kind(), kept.label(), shown(&kept)));
        assert_eq!(back.body().as_ptr(), body);
    }
}

#[derive(EdgesErrorHandler)]
#[edges(
    catalogue = acme,
    output = &'static str,
    ACME_QUOTA(quota)     => quota,
    LK_BAD_COOKIE         => sign_in,
    outcome(empty | done) => finish,
    unknown               => report,
    _                     => report,
)]
struct Worker;

impl Worker {
    fn quota(&self, _: &acme::AcmeError, quota: acme::details::AcmeQuota) -> &'static str {
        if quota.refilled_at.is_some() { "later" } else { "call" }
    }
    fn sign_in(&self, _: &acme::AcmeError) -> &'static str {
        "sign in"
    }
    fn finish(&self, _: &acme::AcmeError) -> &'static str {
        "done"
    }
    fn report(&self, _: &acme::AcmeError) -> &'static str {
        "report"
    }
}

#[test]
fn a_derived_handler_speaks_of_the_extension() {
    let handle = |label: acme::ErrorLabel| Worker.handle(&label.sample());
    assert_eq!(handle(acme::ErrorLabel::AcmeQuota), "later");
    assert_eq!(handle(acme::ErrorLabel::LkBadCookie), "sign in");
    assert_eq!(handle(acme::ErrorLabel::ProfileNotAccessible), "done");
    assert_eq!(handle(acme::ErrorLabel::LkError), "report");
}
