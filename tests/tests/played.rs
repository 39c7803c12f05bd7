//! The testkit plays the API of each catalogue: over HTTP, what is fetched by the same catalogue is what was asked for.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::time::{Duration, SystemTime};

use edges_errors::retry::ClosedLimit;
use edges_errors::{ApiError, DecodeOptions, Key as _, Kind, Label};
use edges_errors_testkit::Api;
use reqwest::Method;

mod aws {
    edges_errors::catalogue!("../catalogues/apis/aws.toml");
}

mod google {
    edges_errors::catalogue!("../catalogues/apis/google.toml");
}

mod openai {
    edges_errors::catalogue!("../catalogues/apis/openai.toml");
}

mod quotas {
    edges_errors::catalogue!("../catalogues/quotas.toml");
}

mod slack {
    edges_errors::catalogue!("../catalogues/apis/slack.toml");
}

mod twilio {
    edges_errors::catalogue!("../catalogues/apis/twilio.toml");
}

/// An answer, as far as it came.
struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Vec<u8>,
    is_cut: bool,
}

impl Answer {
    async fn fetch(api: &Api, path: &str) -> Self {
        Self::fetch_by(Method::POST, api, path).await
    }

    async fn fetch_by(method: Method, api: &Api, path: &str) -> Self {
        // Loopback needs no proxy, whatever the environment says.
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut response = client.request(method, api.url(path)).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut body = Vec::new();
        let is_cut = loop {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break false,
                Err(_) => break true,
            }
        };
        Self { status, headers, body, is_cut }
    }

    fn decode<L: Label>(&self) -> ApiError<L> {
        let options = DecodeOptions::new().interrupted(self.is_cut);
        options.detect(self.status, &self.headers, &self.body).unwrap()
    }
}

async fn check<L: Label>() {
    let api = Api::start_as::<L>().await.unwrap();
    let labels = || L::all_including_removed().iter().filter(|label| label.removed().is_none());
    for label in labels() {
        let answer = Answer::fetch(&api, &format!("/errors/{label}")).await;
        let error = answer.decode::<L>();
        assert_eq!((error.label(), error.anomalies().count()), (Some(*label), 0), "{label}");
        assert!(label.statuses().contains(&answer.status), "{label}");
        let cut = Answer::fetch(&api, &format!("/cut/{label}")).await;
        assert!(cut.is_cut, "{label}");
        assert_eq!(cut.decode::<L>().label(), Some(*label));
    }
    let slow = labels().next().unwrap();
    assert_eq!(Answer::fetch(&api, &format!("/slow/{slow}")).await.decode::<L>().label(), Some(*slow));
    for limit in L::RateLimit::all() {
        let refused = Answer::fetch(&api, &format!("/limits/{}", limit.as_str())).await.decode::<L>();
        assert_eq!(refused.rate_limit(), Some(*limit));
        assert!(refused.retry_after() >= Some(Duration::from_secs(30)));
        let last = Answer::fetch(&api, &format!("/limits/{}/last", limit.as_str())).await;
        assert_eq!(last.status, 200);
        let used_up = ClosedLimit::<L>::used_up(&last.headers, SystemTime::now());
        assert!(used_up.iter().all(|closed| closed.limit() == *limit), "{used_up:?}");
    }
    assert_eq!(Answer::fetch(&api, "/limits/none").await.status, 404);
    for failure in api.failures() {
        assert!(DecodeOptions::new().reads::<L>(Answer::fetch(&api, &failure.path).await.status));
    }
}

#[tokio::test]
async fn each_catalogue_has_its_own_errors_and_limits() {
    tokio::join!(
        check::<edges_errors::ErrorLabel>(),
        check::<aws::ErrorLabel>(),
        check::<google::ErrorLabel>(),
        check::<openai::ErrorLabel>(),
        check::<quotas::ErrorLabel>(),
        check::<slack::ErrorLabel>(),
        check::<twilio::ErrorLabel>(),
    );
}

mod sentences {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Sentences"

        [envelope]
        label        = "message"
        label_format = "any"

        [categories.access]
        fault = "caller"

        [remedies.sign_in]
        doc = "Sign in."

        [errors."Bad credentials"]
        statuses = [401]
        category = "access"
        retry    = "never"
        remedy   = "sign_in"
        doc      = "The token is not known."

        [errors."50%20 done/sent? #1 ünd"]
        rust_name = "Half"
        statuses = [409]
        category = "access"
        retry    = "never"
        remedy   = "sign_in"
        doc      = "Half of it is done."
    "# }
}

#[tokio::test]
async fn what_is_fetched_is_counted_whatever_characters_a_label_has() {
    let api = Api::start_as::<sentences::ErrorLabel>().await.unwrap();
    let labels = sentences::ErrorLabel::ALL;
    for (failure, label) in api.failures().iter().zip(labels) {
        let error = Answer::fetch(&api, &failure.path).await.decode::<sentences::ErrorLabel>();
        assert_eq!(error.label(), Some(*label), "{}", failure.path);
        assert_eq!(api.requests(&failure.path), 1, "{}", failure.path);
    }
    assert_eq!((api.requests("/errors/Bad credentials"), api.requests("/errors/Bad%20credentials")), (1, 1));
    Answer::fetch(&api, "/errors/Bad credentials").await;
    assert_eq!(api.requests(&api.failures()[0].path), 2);
}

#[tokio::test]
async fn every_method_is_answered_alike() {
    let api = Api::start_as::<google::ErrorLabel>().await.unwrap();
    for method in
        [Method::GET, Method::PUT, Method::PATCH, Method::DELETE, Method::from_bytes(b"PURGE").unwrap()]
    {
        let error = Answer::fetch_by(method, &api, "/errors/NOT_FOUND").await.decode::<google::ErrorLabel>();
        assert_eq!((error.status(), error.label()), (Some(404), Some(google::ErrorLabel::NotFound)));
    }
    assert_eq!(api.requests("/errors/NOT_FOUND"), 5);
    let head = Answer::fetch_by(Method::HEAD, &api, "/errors/NOT_FOUND").await;
    assert_eq!((head.status, head.body.len()), (404, 0));
}

#[tokio::test]
async fn a_limit_is_used_up_by_the_headers_of_its_catalogue() {
    let api = Api::start_as::<quotas::ErrorLabel>().await.unwrap();
    for limit in ["burst", "daily", "uploads", "minute"] {
        let last = Answer::fetch(&api, &format!("/limits/{limit}/last")).await;
        let used_up = ClosedLimit::<quotas::ErrorLabel>::used_up(&last.headers, SystemTime::now());
        assert_eq!(used_up.iter().map(|closed| closed.limit().as_str()).collect::<Vec<_>>(), [limit]);
    }
}

#[tokio::test]
async fn a_label_that_is_not_listed_comes_in_the_format_and_at_the_usual_status() {
    let api = Api::start_as::<google::ErrorLabel>().await.unwrap();
    let error = Answer::fetch(&api, "/errors/BRAND_NEW").await.decode::<google::ErrorLabel>();
    assert_eq!((error.kind(), error.label_str()), (Kind::UnknownLabel, Some("BRAND_NEW")));
    let api = Api::start().await.unwrap();
    assert_eq!(Answer::fetch(&api, "/errors/BRAND_NEW").await.status, 424);
}
