//! Another API's catalogue beside the Edges API's in one program: nothing in the runtime knows an Edges label.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use edges_errors::retry::{Moment, RequestContext, RetryPlan};
use edges_errors::{
    Anomaly, ApiError, ContextValue, EdgesError, Effect, Factor, Kind, Label, Outcome, ParamInfo, ParamKind,
    Policy, Strategy,
};

mod shop {
    edges_errors::catalogue!("catalogues/shop.toml");
}

/// A third one, as small as can be, with a label of the same name.
mod tiny {
    edges_errors::catalogue!("../catalogues/smallest.toml");
}

use shop::{
    CATALOGUE, Category, Customer, ErrorLabel, Fault, Mode, RateLimit, Remedy, Scope, ShopError, Subject,
    details,
};

use advise::{advise, decide};

fn decode(status: u16, body: &str) -> ShopError {
    ShopError::from_parts(status, (), body.as_bytes())
}

fn at(seconds: u64) -> Option<SystemTime> {
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

fn label_remedy<L: Label>(error: &ApiError<L>) -> Option<L::Remedy> {
    error.label().map(L::remedy)
}

fn only_policy(label: ErrorLabel) -> &'static Policy {
    label.retry().last().map_or_else(|| unreachable!("a label has a policy"), |rule| rule.policy())
}

#[test]
fn a_label_decodes_in_its_own_catalogue_and_in_no_other() {
    let body = r#"{"error_label":"SOLD_OUT","error_scope":"basket","error_ref":"S-1","message":"The teapot is gone"}"#;
    let error = decode(409, body);
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::SoldOut)));
    assert_eq!((error.scope(), error.category()), (Some(Scope::Basket), Some(Category::StockAndSupply)));
    assert_eq!((label_remedy(&error), error.fault()), (Some(Remedy::WaitForDelivery), Some(Fault::Api)));
    assert_eq!(error.anomalies().count(), 0);
    let edges = EdgesError::from_parts(409, (), body.as_bytes());
    assert_eq!(
        (edges.kind(), edges.label_str(), edges.scope()),
        (Kind::UnknownLabel, Some("SOLD_OUT"), None)
    );
    let elsewhere = tiny::ShopError::from_parts(409, (), body.as_bytes());
    assert_eq!(
        (elsewhere.kind(), elsewhere.label_str()),
        (Kind::NoLabel, None),
        "its labels are at `error.code`"
    );
    let tiny = tiny::ShopError::from_parts(409, (), r#"{"error":{"code":"SOLD_OUT"},"scope":"x"}"#);
    assert_eq!(
        (tiny.label(), label_remedy(&tiny)),
        (Some(tiny::ErrorLabel::SoldOut), Some(tiny::Remedy::Wait))
    );
    assert_eq!((tiny.scope_str(), tiny.anomalies().count()), (None, 0), "what has no place is not read");
}

#[test]
fn no_label_or_scope_of_the_edges_api_means_anything_here() {
    for label in edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED {
        let headers = [("X-RateLimit-Type", "/v1/runs")];
        let body = format!(
            r#"{{"error_label":"{label}","error_scope":"integ","params":{{"retry_after":60,
            "postponed_until":"2030-01-01T00:00:00Z"}}}}"#
        );
        let error = ShopError::from_parts(429, headers, body.as_bytes());
        assert_eq!((error.kind(), error.label(), error.scope()), (Kind::UnknownLabel, None, None), "{label}");
        assert_eq!(
            (error.rate_limit(), decide(&error).remedy(), error.outcome()),
            (None, None, Outcome::Failure)
        );
        assert_eq!(
            (error.retry_after(), error.postponed_until()),
            (None, None),
            "names that are not declared here"
        );
    }
}

#[test]
fn hints_work_under_the_catalogues_own_names() {
    for label in ["SOLD_OUT", "RATIONED", "ALREADY_ORDERED", "NEW"] {
        let body = format!(
            r#"{{"label":"{label}","cool_down":"30","params":{{"ship_after":"2026-11-23T08:00:00Z"}}}}"#
        );
        let error = ShopError::from_parts(429, [("Retry-After", "20")], body.as_bytes());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(30)), "{label}");
        assert_eq!(error.postponed_until(), at(1_795_420_800), "{label}");
    }
    let odd = decode(429, r#"{"label":"RATIONED","cool_down":"a while"}"#);
    assert_eq!(odd.anomalies().collect::<Vec<_>>(), [Anomaly::HintUnreadable { hint: "cool_down" }]);
}

#[test]
fn details_have_every_type_of_param_and_every_kind_of_name() {
    let body = r#"{"error_label":"SOLD_OUT","left":"-3","params":{"ship_after":1795420800,"type":"teapot","price":"1.5e1",
        "backorder":"true","shops":"Graz, Wien","extra":{"a":[1,null]},"reserved-for":"Ada","size":"X-L"}}"#;
    let details = decode(409, body).details::<details::SoldOut>().unwrap();
    assert_eq!(details.ship_after, at(1_795_420_800));
    assert_eq!((details.r#type.as_deref(), details.left), (Some("teapot"), Some(-3)));
    assert_eq!((details.price, details.backorder), (Some(15.0), Some(true)));
    assert_eq!(details.shops.as_deref(), Some(&["Graz".to_owned(), "Wien".to_owned()][..]));
    assert_eq!(details.extra, Some(serde_json::json!({"a": [1, null]})));
    assert_eq!(details.reserved.as_deref(), Some("Ada"));
    assert_eq!(details.size, Some(details::SoldOutSize::XL));
    assert_eq!(details::SoldOutSize::Type.title(), "The type itself");
    assert_eq!(details::SoldOutSize::XL.as_str(), "X-L");
    let none = decode(409, r#"{"error_label":"SOLD_OUT"}"#).details::<details::SoldOut>().unwrap();
    assert_eq!(none, details::SoldOut::default());
    assert!(decode(409, r#"{"error_label":"RATIONED"}"#).details::<details::SoldOut>().is_none());
}

#[test]
fn values_of_the_declared_type_are_read_as_well_as_strings() {
    let body = r#"{"error_label":"SOLD_OUT","params":{"left":3.0,"price":2,"backorder":false,"shops":["a",1],"size":"S",
        "type":5,"extra":"text"}}"#;
    let error = decode(410, body);
    let details = error.details::<details::SoldOut>().unwrap();
    assert_eq!((details.left, details.price, details.backorder), (Some(3), Some(2.0), Some(false)));
    assert_eq!((details.r#type.as_deref(), details.size), (Some("5"), Some(details::SoldOutSize::S)));
    assert_eq!((details.shops.unwrap().len(), details.extra), (2, Some("text".into())));
    assert_eq!(error.anomalies().count(), 0);
    let wrong = r#"{"error_label":"SOLD_OUT","params":{"left":"many","price":"x","backorder":2,"shops":{},"size":"M"}}"#;
    let error = decode(410, wrong);
    assert_eq!(error.details::<details::SoldOut>().unwrap(), details::SoldOut::default());
    let told: Vec<Anomaly> = error.anomalies().collect();
    let expected = ["left", "price", "backorder", "shops", "size"].map(|field| Anomaly::WrongType { field });
    assert!(expected.iter().all(|anomaly| told.contains(anomaly)) && told.len() == 5, "{told:?}");
}

#[test]
fn sensitive_params_are_never_shown_and_the_others_are() {
    let error = ErrorLabel::SoldOut.sample();
    let body =
        r#"{"error_label":"SOLD_OUT","params":{"reserved-for":"CANARY","type":"teapot","other":"CANARY"}}"#;
    let secret = decode(409, body);
    let details = secret.details::<details::SoldOut>().unwrap();
    for text in [format!("{secret:?}"), secret.to_string(), advise(&secret), format!("{details:?}")] {
        assert!(!text.contains("CANARY"), "{text}");
    }
    assert!(format!("{secret:?}").contains("teapot") && format!("{details:?}").contains("teapot"));
    let info = ErrorLabel::SoldOut.params();
    let sensitive: Vec<&str> =
        info.iter().filter(|info| info.is_sensitive()).map(|info| info.name()).collect();
    assert_eq!(sensitive, ["reserved-for"]);
    let mut params: Vec<(&str, &str)> =
        info.iter().map(|info| info.name()).zip(ErrorLabel::SoldOut.param_docs()).collect();
    params.sort_unstable();
    assert_eq!(params[0], ("backorder", "Whether it can be ordered ahead."), "docs go with their params");
    assert_eq!(params.len(), 9);
    let words = [("S", "Small"), ("X-L", "Extra large"), ("type", "The type itself")];
    let values = info.iter().filter(|info| info.kind() == ParamKind::Enum).flat_map(ParamInfo::values);
    assert!(values.map(|value| (value.name(), value.title())).eq(words));
    assert!(error.details::<details::SoldOut>().unwrap().size.is_some());
}

#[test]
fn params_are_shown_as_what_they_are() {
    let shown = |label: &str, name: &str, value: &str| {
        let body = format!(r#"{{"error_label":"{label}","params":{{"{name}":{value}}}}}"#);
        let debug = format!("{:?}", decode(409, &body));
        debug.split_once("params: ").unwrap().1.replace(", .. }", "")
    };
    assert_eq!(shown("SOLD_OUT", "ship_after", "1795420800000"), r#"{"ship_after": "2026-11-23T08:00:00Z"}"#);
    assert_eq!(shown("RATIONED", "cool_down", r#""90""#), r#"{"cool_down": "1m 30s"}"#);
    assert_eq!(shown("SOLD_OUT", "shops", r#"["Graz","Wien"]"#), r#"{"shops": "Graz, Wien"}"#);
    assert_eq!(shown("SOLD_OUT", "extra", "[1,null]"), r#"{"extra": "[1,null]"}"#);
    assert_eq!(shown("SOLD_OUT", "size", r#""X-L""#), r#"{"size": "X-L (Extra large)"}"#);
    assert_eq!(shown("SOLD_OUT", "left", "many"), "{}");
}

#[test]
fn policies_are_named_inline_and_conditional() {
    let gently = Strategy::Exponential {
        base: Duration::from_millis(250),
        cap: Duration::from_secs(60),
        factor: Factor::from_thousandths(1_500),
    };
    let daily = only_policy(ErrorLabel::SoldOut);
    assert_eq!(daily.strategy(), Strategy::Fixed { delay: Duration::from_secs(86_400) });
    assert_eq!((daily.name(), daily.max_attempts()), (Some("daily"), Some(7)));
    let inline = only_policy(ErrorLabel::Rationed);
    assert_eq!(inline.strategy(), Strategy::Until { fallback: Duration::from_secs(6 * 3_600) });
    assert_eq!((inline.name(), inline.max_attempts()), (None, Some(2)));

    let rules = ErrorLabel::NoMoney.retry();
    let strategies: Vec<Strategy> = rules.iter().map(|rule| rule.policy().strategy()).collect();
    assert_eq!(strategies, [gently, Strategy::Fixed { delay: Duration::from_secs(3) }, Strategy::Manual]);
    let conditions = |rule: usize| {
        let conditions = rules[rule].conditions().iter();
        let mut all: Vec<_> = conditions.map(|when| (when.context(), when.values().to_vec())).collect();
        all.sort();
        all
    };
    assert_eq!(conditions(0), [("async", vec!["later"]), ("customer", vec!["member", "gold-member"])]);
    assert_eq!(conditions(1), [("customer", vec!["guest"])]);
    assert_eq!(conditions(2), []);
    assert_eq!(rules[1].policy().name(), None);
}

#[test]
fn contexts_become_enums() {
    assert_eq!((Customer::CONTEXT, Mode::CONTEXT), ("customer", "async"));
    let names: Vec<&str> = Customer::ALL.iter().map(|value| value.as_str()).collect();
    assert_eq!(names, ["guest", "member", "gold-member"]);
    assert_eq!("gold-member".parse(), Ok(Customer::GoldMember));
    assert_eq!(Mode::ALL, [Mode::Now, Mode::Later]);
    let request = || RequestContext::new("POST").with(Mode::Later);
    assert_eq!(request().with(Customer::Guest).with(Customer::Member), request().with(Customer::Member));
    let error = decode(402, r#"{"error_label":"CARD_REFUSED"}"#);
    let policy = |context| {
        let now = Moment::now();
        let decision = RetryPlan::for_request(&context).start_at(now).on_failure_at(&error, now, || 0);
        decision.policy().strategy()
    };
    assert_eq!(policy(request().with(Customer::Member)), ErrorLabel::NoMoney.retry()[0].policy().strategy());
    assert_eq!(policy(request()), Strategy::Manual, "a context that is not set meets no condition");
}

#[test]
fn outcome_effect_and_remedies_are_the_catalogues() {
    assert_eq!(ErrorLabel::AlreadyOrdered.outcome(), Outcome::Done);
    assert_eq!(ErrorLabel::AlreadyOrdered.effect(), Effect::Applied);
    assert_eq!(
        (ErrorLabel::SoldOut.outcome(), ErrorLabel::SoldOut.effect()),
        (Outcome::Failure, Effect::None)
    );
    assert_eq!(ErrorLabel::Rationed.effect(), Effect::Unknown, "unless the catalogue says more");
    assert_eq!(ErrorLabel::SoldOut.after_attempts(), Some(Remedy::CallShop));
    assert_eq!(ErrorLabel::Rationed.after_attempts(), None);
    assert_eq!(ErrorLabel::Rationed.remedy(), Remedy::Fewer);
    assert_eq!((Remedy::Fewer.as_str(), Remedy::Fewer.title()), ("order_less", "Order less"));
    assert_eq!(Remedy::WaitForDelivery.title(), "Wait");
    let support: Vec<Remedy> = Remedy::ALL.iter().copied().filter(|remedy| remedy.is_support()).collect();
    assert_eq!(support, [Remedy::CallShop]);
    assert_eq!(
        (Scope::Kind.as_str(), Scope::Kind.action(), Scope::Basket.title()),
        ("type", None, "The basket")
    );
}

#[test]
fn a_rate_limit_is_told_by_the_catalogues_own_signs() {
    let queue =
        |status, body: &str| ShopError::from_parts(status, [("x-queue-length", "7")], body.as_bytes());
    assert_eq!(queue(429, "").rate_limit(), Some(RateLimit::Counter));
    assert_eq!(queue(429, r#"{"label":"NEW"}"#).rate_limit(), Some(RateLimit::Counter));
    assert_eq!(queue(503, "").rate_limit(), None);
    assert_eq!(queue(429, r#"{"label":"RATIONED"}"#).rate_limit(), Some(RateLimit::Rationed));
    assert_eq!(decode(409, r#"{"label":"RATIONED"}"#).rate_limit(), Some(RateLimit::Rationed));
    assert_eq!(decode(429, "").rate_limit(), None);
    assert!(queue(429, "").headers().any(|header| header == ("x-queue-length", "7")));
    assert_eq!(
        (RateLimit::Counter.retry().name(), RateLimit::Rationed.retry().name()),
        (Some("gently"), Some("until_delivery"))
    );
    assert_eq!(
        (RateLimit::Counter.applies_to(), RateLimit::Rationed.applies_to()),
        (&[Subject::Customer][..], &[Subject::Customer, Subject::Item][..])
    );
    assert_eq!(RateLimit::Counter.advice(), ["Come back later.", "Send one person."]);
    assert_eq!((RateLimit::Counter.watch(), RateLimit::Rationed.watch()), (Some("/queue"), None));
    assert_eq!((RateLimit::Counter.title(), RateLimit::Rationed.title()), ("The counter", "Per customer"));
}

#[test]
fn statuses_are_exact_before_they_are_a_class() {
    let policy = |status| CATALOGUE.status(status).and_then(|info| info.policy().name());
    assert_eq!((policy(409), policy(400), policy(499)), (Some("daily"), Some("never"), Some("never")));
    assert_eq!(
        (policy(503), policy(500), policy(599)),
        (Some("until_delivery"), Some("gently"), Some("gently"))
    );
    assert_eq!((policy(399), policy(600)), (None, None));
    let broken = decode(500, r#"{"error_ref":"S-9"}"#);
    assert_eq!(
        (broken.status_info().unwrap().remedy(), broken.fault()),
        (Some(Remedy::CallShop), Some(Fault::Api))
    );
    assert_eq!(broken.status_info().unwrap().title(), "Server Error");
    assert_eq!(
        decode(503, "").status_info().unwrap().remedy(),
        None,
        "an exact entry inherits nothing from its class"
    );
}

#[test]
fn of_two_templates_that_match_the_longer_and_then_the_first_holds() {
    let args = |message: &str| {
        let body = serde_json::json!({"label": "SOLD_OUT", "message": message}).to_string();
        let error = decode(409, &body);
        error.message_args().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";")
    };
    assert_eq!(args("The kettle is gone"), "item=kettle");
    assert_eq!(args("Our box is gone"), "what=Our");
    assert_eq!(
        args("The red box is gone"),
        "item=red box",
        "twelve literal bytes each: the first in the file"
    );
    assert_eq!(args("3 of The box is gone are left, not 4"), "count=3;item=The box is gone;wanted=4");
    assert_eq!(args("1 of a of b are left, not 2, not 3"), "count=1;item=a of b;wanted=2, not 3");
    assert_eq!(args("Nothing left at all"), "", "an example that no template matches has no placeholders");
    let templates: Vec<&str> = ErrorLabel::SoldOut.templates().collect();
    assert_eq!(
        templates,
        ["The [item] is gone", "[what] box is gone", "[count] of [item] are left, not [wanted]"]
    );
    assert_eq!(
        ErrorLabel::SoldOut.examples().collect::<Vec<_>>(),
        ["The teapot is gone", "Nothing left at all"]
    );
}

#[test]
fn advice_quotes_the_reference_where_support_is_the_remedy() {
    let bare = advise(&decode(402, r#"{"label":"CARD_REFUSED","error_ref":"S-2"}"#));
    assert!(bare.contains("S-2"), "{bare}");
}

#[test]
fn prose_and_links_are_the_catalogues() {
    let label = ErrorLabel::SoldOut;
    assert_eq!((label.doc(), label.reference_retry()), ("Nothing is left.", "Tomorrow"));
    assert_eq!(label.causes().collect::<Vec<_>>(), ["Everybody wanted one.", "The lorry is late."]);
    assert_eq!(label.resolution().collect::<Vec<_>>(), ["Order again tomorrow.", "Order something else."]);
    assert_eq!(label.notes().collect::<Vec<_>>(), ["Deliveries come at night."]);
    assert_eq!(label.docs_url(), Some("https://shop.example/sold-out#why"));
    assert_eq!(ErrorLabel::Rationed.docs_url(), Some("https://shop.example/errors#rationed"));
    assert_eq!((ErrorLabel::Rationed.causes().count(), ErrorLabel::Rationed.reference_retry()), (0, ""));
    assert_eq!((CATALOGUE.name(), CATALOGUE.revision()), ("Shop", Some("2026-11")));
    assert_eq!(
        (CATALOGUE.reference(), CATALOGUE.support()),
        (Some("https://shop.example/errors"), Some("Write to help@shop.example."))
    );
    assert_eq!(tiny::CATALOGUE.support(), None);
    assert_eq!((tiny::CATALOGUE.revision(), tiny::CATALOGUE.reference()), (None, None));
    assert_eq!(tiny::ErrorLabel::SoldOut.docs_url(), None);
    let file = include_str!("catalogues/shop.toml");
    for &label in ErrorLabel::ALL_INCLUDING_REMOVED {
        let line = file.lines().nth(usize::try_from(label.location().line()).unwrap() - 1);
        assert_eq!(line, Some(&*format!("[errors.{label}]")));
    }
}

#[test]
#[allow(deprecated, reason = "these labels are what is tested")]
fn a_removed_label_decodes_and_is_no_longer_among_all() {
    assert!(!ErrorLabel::ALL.contains(&ErrorLabel::ChequeBounced));
    assert_eq!(ErrorLabel::ALL_INCLUDING_REMOVED.len(), ErrorLabel::ALL.len() + 1);
    assert_eq!(ErrorLabel::ALL_INCLUDING_REMOVED[5], ErrorLabel::ChequeBounced, "it keeps its place");
    assert_eq!((ErrorLabel::ChequeBounced.removed(), ErrorLabel::SoldOut.removed()), (Some("2024-01"), None));
    assert_eq!("CHEQUE_BOUNCED".parse(), Ok(ErrorLabel::ChequeBounced));
    let error = decode(402, r#"{"error_label":"CHEQUE_BOUNCED","params":{"number":"7"}}"#);
    assert_eq!((error.kind(), error.label()), (Kind::Known, Some(ErrorLabel::ChequeBounced)));
    assert_eq!(label_remedy(&error), Some(Remedy::CallShop));
    assert_eq!(error.details::<details::ChequeBounced>().unwrap().number.as_deref(), Some("7"));
    assert_eq!(CATALOGUE.labels(), ErrorLabel::ALL_INCLUDING_REMOVED);
}

#[test]
#[allow(deprecated, reason = "these labels are what is tested")]
fn a_deprecated_label_is_among_all_and_names_its_successor() {
    assert!(
        ErrorLabel::ALL.contains(&ErrorLabel::EmptyShelf)
            && ErrorLabel::ALL.contains(&ErrorLabel::SelfOrdered)
    );
    let deprecation = ErrorLabel::EmptyShelf.deprecated().unwrap();
    assert_eq!(deprecation.note(), "the shop is more precise now");
    assert_eq!(deprecation.replaced_by(), Some(ErrorLabel::SoldOut));
    let deprecation = ErrorLabel::SelfOrdered.deprecated().unwrap();
    assert_eq!((deprecation.note(), deprecation.replaced_by()), ("it can now", None));
    assert!(ErrorLabel::SoldOut.deprecated().is_none());
    let error = decode(404, r#"{"label":"EMPTY_SHELF"}"#);
    assert_eq!((error.label(), error.outcome()), (Some(ErrorLabel::EmptyShelf), Outcome::Empty));
}

#[test]
fn names_given_by_hand_change_the_variant_and_not_the_wire() {
    assert_eq!(ErrorLabel::NoMoney.as_str(), "CARD_REFUSED");
    assert_eq!(decode(402, r#"{"label":"CARD_REFUSED"}"#).label(), Some(ErrorLabel::NoMoney));
    assert_eq!(decode(402, r#"{"label":"NO_MONEY"}"#).label(), None);
    assert_eq!((Category::StockAndSupply.as_str(), RateLimit::Rationed.as_str()), ("stock", "per_customer"));
    assert_eq!(decode(400, r#"{"label":"SELF"}"#).label().map(ErrorLabel::as_str), Some("SELF"));
}

#[test]
fn a_sample_of_every_label_decodes_to_itself() {
    for &label in ErrorLabel::ALL_INCLUDING_REMOVED {
        let error = label.sample();
        assert_eq!((error.kind(), error.label()), (Kind::Known, Some(label)));
        assert_eq!(error.anomalies().collect::<Vec<_>>(), [], "{label}");
        assert_eq!(error.params().iter().count(), label.params().len());
    }
    let tiny = tiny::ErrorLabel::SoldOut.sample();
    assert_eq!((tiny.status(), tiny.message()), (Some(409), None));
}

/// What is written once for every catalogue.
fn count_retried<L: Label>() -> usize {
    let retries = |label: &&L| label.retry().iter().any(|rule| rule.policy().strategy().retries());
    L::all_including_removed().iter().filter(retries).count()
}

#[test]
fn one_function_serves_every_catalogue() {
    assert_eq!(count_retried::<ErrorLabel>(), 3);
    assert_eq!(count_retried::<tiny::ErrorLabel>(), 0);
    assert!((6..edges_errors::ErrorLabel::ALL.len()).contains(&count_retried::<edges_errors::ErrorLabel>()));
    let empty = (tiny::RateLimit::ALL.len(), tiny::Subject::ALL.len(), tiny::Scope::ALL.len());
    assert_eq!(empty, (0, 0, 0), "what is not declared is empty");
}

#[test]
fn the_smallest_catalogue_is_the_one_in_the_readme() {
    let text = include_str!("../catalogues/smallest.toml");
    let (_, shown) = text.split_once('\n').unwrap();
    assert!(include_str!("../../README.md").contains(&format!("```toml\n{shown}```\n")));
    let error = tiny::ShopError::from_parts(409, (), r#"{"error":{"code":"SOLD_OUT"}}"#);
    assert_eq!(error.label(), Some(tiny::ErrorLabel::SoldOut));
}
