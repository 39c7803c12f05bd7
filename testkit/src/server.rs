//! The server: its routes, and its life from start to drop.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use edges_errors::{ErrorLabel, Label};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::answers;
use crate::failures::{Failure, list_failures};
use crate::requests::{Requests, count_request};

/// The API of a catalogue, served on a port of 127.0.0.1 until it is dropped: then it takes no more requests, and answers that
/// are under way end as the client lets them.
///
/// | path | answer |
/// |---|---|
/// | `/ok` | 200 with JSON |
/// | `/cut-ok` | 200 whose body ends before its `Content-Length` |
/// | `/errors/{LABEL}` | the label's typical error; where the catalogue does not list it, an error with that label at the status that most labels have |
/// | `/limits/{limit}` | the refusal of a rate limit, by its name in the catalogue: its sign, and `Retry-After: 30` |
/// | `/limits/{limit}/last` | 200 that leaves nothing of the limit for 30 seconds, where the catalogue has `remaining` and `reset` |
/// | `/html` | 502 with a page of a proxy's |
/// | `/empty` | 503 without a body |
/// | `/cut/{LABEL}` | the label's error, whose body ends before its `Content-Length`, after the whole label |
/// | `/slow/{LABEL}` | the label's error, whose body comes in pieces of eight bytes, twenty in a second |
/// | `/endless` | 500 whose body never ends |
///
/// Statuses, bodies and headers are those that the catalogue declares: its `[envelope]` says where each part is. All methods are
/// answered alike.
#[derive(Debug)]
pub struct Api {
    address: SocketAddr,
    requests: Requests,
    failures: Vec<Failure>,
    _running: oneshot::Sender<()>,
}

/// A label that the makers of Edges publish in a sample, and that its reference does not list.
pub(crate) const UNLISTED: &str = "PROFILE_NOT_ACCESSIBLE";

impl Api {
    /// Binds a free port and serves the API of Edges in a task of the current tokio runtime, which needs I/O and time enabled.
    ///
    /// # Errors
    ///
    /// Fails if no port of 127.0.0.1 can be bound.
    pub async fn start() -> io::Result<Self> {
        Self::serve::<ErrorLabel>(Some(UNLISTED)).await
    }

    /// Does the same with the API of another catalogue.
    ///
    /// ```
    /// mod shop {
    ///     edges_errors::catalogue! { inline = r#"
    ///         [catalogue]
    ///         name = "Shop"
    ///
    ///         [envelope]
    ///         label        = "error.code"
    ///         label_format = "snake_case"
    ///
    ///         [categories.stock]
    ///         fault = "caller"
    ///
    ///         [remedies.wait]
    ///         doc = "Wait for the next delivery."
    ///
    ///         [errors.sold_out]
    ///         statuses = [409]
    ///         category = "stock"
    ///         retry    = "never"
    ///         remedy   = "wait"
    ///         doc      = "Nothing is left."
    ///     "# }
    /// }
    /// use edges_errors_testkit::Api;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let api = Api::start_as::<shop::ErrorLabel>().await?;
    /// # let client = reqwest::Client::builder().no_proxy().build()?;
    /// let response = client.get(api.url("/errors/sold_out")).send().await?;
    /// assert_eq!(response.status(), 409);
    /// assert_eq!(response.text().await?, r#"{"error":{"code":"sold_out"}}"#);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if no port of 127.0.0.1 can be bound.
    pub async fn start_as<L: Label>() -> io::Result<Self> {
        Self::serve::<L>(None).await
    }

    async fn serve<L: Label>(unlisted: Option<&'static str>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let requests = Requests::default();
        let (running, dropped) = oneshot::channel();
        let router = route_requests::<L>().layer(from_fn_with_state(requests.clone(), count_request));
        let server = axum::serve(listener, router).with_graceful_shutdown(async {
            // The sender only ever goes away.
            let _ = dropped.await;
        });
        tokio::spawn(server.into_future());
        Ok(Self { address, requests, failures: list_failures::<L>(unlisted), _running: running })
    }

    /// Returns the URL of a path, such as `/errors/LIMIT_REACHED`; a query string may follow it.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Returns the number of requests there have been for a path, percent-encoded or not, whatever their method and query
    /// string.
    #[must_use]
    pub fn requests(&self, path: &str) -> u64 {
        self.requests.count(path)
    }

    /// Returns every failure that ends: the labels in the order of the catalogue, of Edges also one that it does not list, then
    /// the rest.
    #[must_use]
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }
}

fn route_requests<L: Label>() -> Router {
    Router::new()
        .route("/ok", any(answers::succeed))
        .route("/cut-ok", any(answers::break_off_success))
        .route("/errors/{label}", any(answers::fail_with_label::<L>))
        .route("/limits/{limit}", any(answers::refuse::<L>))
        .route("/limits/{limit}/last", any(answers::use_up::<L>))
        .route("/html", any(answers::answer_html))
        .route("/empty", any(answers::answer_nothing))
        .route("/cut/{label}", any(answers::break_off::<L>))
        .route("/slow/{label}", any(answers::answer_slowly::<L>))
        .route("/endless", any(answers::answer_endlessly))
}
