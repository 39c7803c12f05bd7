//! Programs that are switched to labels of their own by a changed `use`, and programs that are half switched.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::response::IntoResponse as _;
use edges_errors::retry::Progress;
use edges_errors::{ApiError, DecodeOptions, EdgesError, Label};
use edges_errors_reqwest::{ApiRetry, Error, ResponseExt as _};
use expect_test::expect_file;
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use syn::{Item, UseTree, Visibility};

mod acme {
    edges_errors::catalogue! { extends = edges_errors, "catalogues/acme.toml" }
}

/// The labels of Acme under the names of the adapter for reqwest.
mod edges {
    edges_errors_reqwest::for_labels!(super::acme::ErrorLabel);
}

/// The first example of README.
mod published {
    use edges_errors_reqwest::{EdgesRetry, Error, ResponseExt as _};

    use super::{Job, Queue, in_minutes};

    pub(super) async fn run(job: Job, queue: &mut Queue) -> Result<(), Error> {
        include!("own_labels/readme.rs");
        Ok(())
    }
}

/// The same under another `use`.
mod switched {
    use crate::edges::{EdgesRetry, Error, ResponseExt as _};

    use super::{Job, Queue, in_minutes};

    pub(super) async fn run(job: Job, queue: &mut Queue) -> Result<(), Error> {
        include!("own_labels/readme.rs");
        Ok(())
    }
}

/// What README's program has besides.
struct Job {
    url: String,
    message: &'static str,
    progress: Progress,
}

struct Queue;

impl Queue {
    fn finish(&mut self, job: Job, answer: reqwest::Result<String>) {
        unreachable!("{}: {answer:?}", job.url)
    }

    fn put_back(&mut self, job: Job, _: SystemTime, _: Progress) {
        unreachable!("{}", job.url)
    }
}

fn in_minutes(minutes: u64) -> SystemTime {
    SystemTime::now() + Duration::from_secs(60 * minutes)
}

#[test]
fn the_program_is_that_of_readme_but_for_one_use() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(path).unwrap();
    let block = readme.split("```rust").nth(1).unwrap();
    let program: Vec<&str> = block.lines().skip(1).take_while(|line| *line != "```").collect();
    let (taken, rest): (Vec<&str>, Vec<&str>) =
        program.into_iter().partition(|line| line.contains("edges_errors_reqwest"));
    assert_eq!(taken, ["use edges_errors_reqwest::{EdgesRetry, Error, ResponseExt as _};"]);
    expect_file!["own_labels/readme.rs"].assert_eq(&format!("{{\n{}\n}}\n", rest.join("\n")));
}

/// A server that gives one answer again and again, and counts the requests.
struct Server {
    url: String,
    requests: Arc<AtomicUsize>,
}

impl Server {
    async fn start(status: u16, body: impl Into<String>) -> io::Result<Self> {
        let requests = Arc::new(AtomicUsize::new(0));
        let (body, count) = (body.into(), Arc::clone(&requests));
        let status = http::StatusCode::from_u16(status).unwrap();
        let answer = move || {
            count.fetch_add(1, Ordering::Relaxed);
            std::future::ready((status, body).into_response())
        };
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}/", listener.local_addr()?);
        tokio::spawn(axum::serve(listener, Router::new().fallback(answer)).into_future());
        Ok(Self { url, requests })
    }

    /// Answers as the API does with this error.
    async fn sample<L: Label>(error: &ApiError<L>) -> io::Result<Self> {
        Self::start(error.status().unwrap(), std::str::from_utf8(error.body()).unwrap()).await
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}

#[tokio::test(start_paused = true)]
async fn a_changed_use_changes_what_the_program_does() {
    let body = r#"{"error_label":"LK_ERROR","message":"m"}"#;
    let (before, after) = (Server::start(424, body).await.unwrap(), Server::start(424, body).await.unwrap());
    let extract = |server: &Server| {
        let url = format!("{}linkedin-extract-people", server.url);
        Job { url, message: "Hello", progress: Progress::default() }
    };
    published::run(extract(&before), &mut Queue).await.unwrap();
    switched::run(extract(&after), &mut Queue).await.unwrap();
    // Acme never sends it again.
    assert_eq!((before.requests(), after.requests()), (3, 1));
}

#[tokio::test]
async fn the_module_speaks_of_its_labels_for_plain_reqwest_too() {
    let server = Server::sample(&acme::ErrorLabel::LkBadCookie.sample()).await.unwrap();
    let plain = || async { reqwest::get(&server.url).await.unwrap() };
    let error: edges::Error = edges::ResponseExt::error_for_label(plain().await).await.unwrap_err();
    assert_eq!(error.label(), Some(acme::ErrorLabel::LkBadCookie));
    let error = edges_errors_reqwest::ResponseExt::error_for_label(plain().await).await.unwrap_err();
    assert_eq!((error.label(), error.api().unwrap().label_str()), (None, Some("LK_BAD_COOKIE")));
}

fn client<L: Label>(retry: ApiRetry<L>) -> ClientWithMiddleware {
    let plain = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    ClientBuilder::new(plain).with(retry).build()
}

/// Sends a request through a middleware of the labels `M`, and asks for those of `L`.
async fn send<M: Label, L: Label>(url: &str) -> Error<L> {
    let asked = async {
        client(ApiRetry::<M>::new())
            .get(url)
            .send()
            .await?
            .error_for_label_with::<L>(DecodeOptions::new())
            .await
    };
    asked.await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn half_switched_no_error_passes_for_one_of_the_other_catalogue() {
    type Ours = acme::ErrorLabel;
    type Theirs = edges_errors::ErrorLabel;
    let samples = Ours::ALL.iter().map(|label| label.sample());
    let no_label = [(503, ""), (429, ""), (424, r#"{"error_label":"NEW"}"#), (400, "<html>")]
        .map(|(status, body)| acme::AcmeError::from_parts(status, (), body));
    for error in samples.chain(no_label) {
        let server = Server::sample(&error).await.unwrap();
        let whole: Error<Ours> = send::<Ours, Ours>(&server.url).await;
        assert!(whole.api().is_some_and(|whole| whole.label() == error.label()), "{error}: {whole:?}");
        let half: Error<Ours> = send::<Theirs, Ours>(&server.url).await;
        check_mismatch(&half, "Acme on Edges", "Edges");
        let half: Error<Theirs> = send::<Ours, Theirs>(&server.url).await;
        check_mismatch(&half, "Edges", "Acme on Edges");
    }
}

fn check_mismatch<L: Label>(error: &Error<L>, asked: &str, decided_by: &str) {
    let Error::Mismatch(mismatch) = error else { unreachable!("{error:?}") };
    assert_eq!((mismatch.asked(), mismatch.decided_by()), (asked, decided_by));
    assert!(error.to_string().contains(&format!("asked for labels of `{asked}`")), "{error}");
    assert!(error.api().is_none() && error.label().is_none());
}

/// Returns the names that a `pub use` gives.
fn list_names(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => list_names(&path.tree),
        UseTree::Group(group) => group.items.iter().flat_map(list_names).collect(),
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(rename) => vec![rename.rename.to_string()],
        UseTree::Glob(_) => unreachable!("a glob does not name what it gives"),
    }
}

#[test]
fn a_module_of_labels_has_every_name_of_its_crate_that_is_not_generic() {
    const GENERIC: [&str; 3] = ["ApiRetry", "DecodeApiError", "DecodeApiErrorLayer"];
    for (adapter, least) in [("reqwest", 5), ("tower", 6)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../adapters").join(adapter).join("src");
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let front = syn::parse_file(&read("lib.rs")).unwrap();
        let exports = front.items.iter().filter_map(|item| match item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => Some(list_names(&item.tree)),
            _ => None,
        });
        let names: Vec<String> = exports.flatten().filter(|name| !GENERIC.contains(&name.as_str())).collect();
        assert!(names.len() >= least, "{names:?}");
        let labels = read("labels.rs");
        let (_, given) = labels.split_once("($labels:ty").unwrap();
        let given: Vec<&str> = given.split(|c: char| !c.is_alphanumeric()).collect();
        for name in names {
            assert!(given.contains(&name.as_str()), "`for_labels!` of {adapter} does not give `{name}`");
        }
    }
}

#[test]
fn the_errors_convert_where_a_program_has_both() {
    let theirs = EdgesError::from_parts(424, (), r#"{"error_label":"LK_BAD_COOKIE"}"#);
    let ours = edges::Error::from(theirs.convert::<acme::ErrorLabel>());
    assert_eq!(ours.label(), Some(acme::ErrorLabel::LkBadCookie));
}
