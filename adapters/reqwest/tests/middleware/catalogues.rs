//! A middleware and a caller that go by different catalogues.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use edges_errors::retry::{Action, Decision, Failure, Progress, StopReason};
use edges_errors::{DecodeOptions, EdgesError, ErrorLabel};
use edges_errors_reqwest::{CatalogueMismatch, EdgesRetry, Error, ResponseExt as _};

use crate::script::{Script, answer, hang_up, labelled, ok};
use crate::{client, default_client, shop};

type ShopError = Error<shop::ErrorLabel>;

fn mismatch(error: &ShopError) -> &CatalogueMismatch {
    let Error::Mismatch(mismatch) = error else { unreachable!("{error:?}") };
    assert_eq!((mismatch.asked(), mismatch.decided_by()), ("Shop", "Edges"));
    assert!(error.to_string().contains("`Edges`") && error.to_string().contains("`Shop`"), "{error}");
    assert!(error.to_string().ends_with("ErrorLabel>::new()`"), "{error}");
    assert!(error.api().is_none() && error.status().is_none() && error.transport().is_none());
    assert!(Failure::try_from(error).is_err());
    assert_eq!(error.decision().action(), Action::Stop { reason: StopReason::NotIdempotent });
    mismatch
}

#[tokio::test(start_paused = true)]
async fn a_deferral_of_another_catalogue_names_both_and_stays_readable() {
    let limited = answer(503, "Retry-After: 3600\r\n", "");
    let script = Script::play([limited]);
    let request = default_client().get(&script.url).with_extension(Progress { attempts: 0, deferrals: 4 });
    let error = ShopError::from(request.send().await.unwrap_err());
    let deferral = mismatch(&error).deferral().unwrap();
    let wait = deferral.not_before.duration_since(SystemTime::now()).unwrap();
    assert!(wait > Duration::from_secs(3_500) && wait < Duration::from_secs(4_000), "{wait:?}");
    assert_eq!(deferral.progress, Progress { attempts: 1, deferrals: 4 });
    assert!(error.source().unwrap().is::<Error>(), "{:?}", error.source());
}

#[tokio::test(start_paused = true)]
async fn a_response_that_was_judged_by_another_catalogue_names_both() {
    let script = Script::play([labelled("OUT_OF_STOCK", 409)]);
    let response = default_client().get(&script.url).send().await.unwrap();
    let error = response.error_for_label_with::<shop::ErrorLabel>(DecodeOptions::new()).await.unwrap_err();
    assert_eq!(mismatch(&error).deferral(), None);
    let decision = error.source().unwrap();
    assert!(decision.to_string().contains("Status 409"), "{decision}");
    assert!(decision.source().unwrap().is::<EdgesError>());
}

#[tokio::test(start_paused = true)]
async fn a_typed_stop_and_a_lost_connection_of_another_catalogue_name_both() {
    let script = Script::play([labelled("NO_RESULT", 424)]);
    let typed = client(EdgesRetry::new().errors_as_err());
    mismatch(&typed.get(&script.url).send().await.unwrap_err().into());
    let script = Script::play([hang_up()]);
    mismatch(&default_client().post(&script.url).send().await.unwrap_err().into());
}

#[tokio::test(start_paused = true)]
async fn a_success_is_a_success_by_any_catalogue() {
    let script = Script::play([ok()]);
    let response = default_client().get(&script.url).send().await.unwrap();
    assert!(response.error_for_label_with::<shop::ErrorLabel>(DecodeOptions::new()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_layer_above_takes_an_error_out_and_puts_it_back() {
    let script = Script::play([labelled("LIMIT_REACHED", 424)]);
    let error: Error = default_client().post(&script.url).send().await.unwrap_err().into();
    let wrapped = reqwest_middleware::Error::from(error);
    assert!(wrapped.to_string().contains("is deferred until"), "{wrapped}");
    assert!(matches!(Error::<ErrorLabel>::from(wrapped), Error::Deferred(_)));
}

#[tokio::test(start_paused = true)]
async fn the_decision_of_the_right_catalogue_is_found() {
    let script = Script::play([labelled("NO_SUCH_THING", 409)]);
    let retry = shop::EdgesRetry::new();
    let response = client(retry).get(&script.url).send().await.unwrap();
    assert!(response.extensions().get::<Decision<shop::ErrorLabel>>().is_some());
    let error = response.error_for_label_with::<shop::ErrorLabel>(DecodeOptions::new()).await.unwrap_err();
    assert!(matches!(error, Error::Api { decision: Some(_), .. }), "{error:?}");
}
