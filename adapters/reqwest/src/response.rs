//! The methods on `reqwest::Response`.

use edges_errors::{DecodeOptions, ErrorLabel, Label};
use reqwest::Response;

use crate::body::{read_start, restore_body};
use crate::error::Error;
#[cfg(feature = "middleware")]
use crate::mismatch::take_decision;

pub(crate) mod sealed {
    use edges_errors::{DecodeOptions, Label};
    use reqwest::Response;

    use crate::error::Error;

    /// A response, or the result of sending a request. Its own trait, because rustc explains a method that is not there only by a bound of the
    /// impl that has it.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is neither a response of reqwest 0.13 nor the result of sending a request",
        label = "not a response of reqwest 0.13",
        note = "with another version of reqwest, or another client, pass status, headers and body to `EdgesError::from_parts`",
        note = "what reqwest-middleware returns needs the feature `middleware` of `edges-errors-reqwest`"
    )]
    pub trait Received: Sized {
        /// Makes an error of an answer that is one.
        fn receive<L: Label>(
            self,
            options: DecodeOptions,
        ) -> impl Future<Output = Result<Response, Error<L>>> + Send;
    }
}

use sealed::Received;

/// Turns answers that are errors into errors that know what they are. Implemented for [`reqwest::Response`], and for what
/// `send().await` returns, so that a `match` sees every error, deferrals too: a `?` in front of it would hand some on.
///
/// ```no_run
/// use edges_errors_reqwest::{Error, ResponseExt as _};
///
/// # async fn run(request: reqwest::RequestBuilder) {
/// match request.send().await.error_for_label().await {
///     Ok(response) => println!("{}", response.status()),
///     Err(Error::Api { error, .. }) => println!("{error}"),
///     Err(error) => println!("no answer: {error}"),
/// }
/// # }
/// ```
pub trait ResponseExt: Received {
    /// Turns an answer with a status of 400 or above into an [`Error::Api`] with one of Edges' labels; any other passes as it is, its
    /// body unread. [`error_for_status`](Response::error_for_status) differs only above 599, where HTTP has no statuses.
    ///
    /// ```
    /// use edges_errors::{ErrorLabel, Remedy};
    /// use edges_errors_reqwest::ResponseExt as _;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let body = r#"{"error_label":"LK_524","message":"LinkedIn timed out"}"#;
    /// # let response = reqwest::Response::from(http::Response::builder().status(424).body(body).unwrap());
    ///
    /// let error = response.error_for_label().await.unwrap_err();
    /// assert_eq!(error.to_string(), "LK_524: LinkedIn timed out");
    /// assert_eq!(error.label(), Some(ErrorLabel::Lk524));
    /// assert_eq!(error.label().unwrap().remedy(), Remedy::RetryLater);
    /// # });
    /// # std::io::Result::Ok(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Api`]: an error body that breaks off counts as far as it came. Below an
    /// [`EdgesRetry`](https://docs.rs/edges-errors-reqwest/latest/edges_errors_reqwest/struct.EdgesRetry.html) of another
    /// catalogue, `Error::Mismatch`.
    fn error_for_label(self) -> impl Future<Output = Result<Response, Error>> + Send {
        self.error_for_label_with::<ErrorLabel>(DecodeOptions::new())
    }

    /// Does the same as [`error_for_label`](Self::error_for_label), with the labels of any catalogue and with options.
    ///
    /// The beginning of a 2xx body is read too where the catalogue has `errors_in_2xx`. The answer is an error if that has a
    /// label, listed or not, of the declared format. Any other comes back as if nobody had looked: status, version, headers,
    /// extensions, URL and the whole body, what has been read and what is still to come; where it breaks off, it does so
    /// when it is read.
    ///
    /// ```
    /// use edges_errors::{DecodeOptions, ErrorLabel};
    /// use edges_errors_reqwest::ResponseExt as _;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let body = r#"{"error_label":"LK_524","message":"LinkedIn timed out"}"#;
    /// # let response = reqwest::Response::from(http::Response::builder().status(424).body(body).unwrap());
    ///
    /// let options = DecodeOptions::new().max_body(1_024);
    /// let error = response.error_for_label_with::<ErrorLabel>(options).await.unwrap_err();
    /// assert_eq!(error.label(), Some(ErrorLabel::Lk524));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`error_for_label`](Self::error_for_label).
    fn error_for_label_with<L: Label>(
        self,
        options: DecodeOptions,
    ) -> impl Future<Output = Result<Response, Error<L>>> + Send {
        self.receive(options)
    }
}

impl<R: Received> ResponseExt for R {}

impl Received for Response {
    async fn receive<L: Label>(mut self, options: DecodeOptions) -> Result<Response, Error<L>> {
        let status = self.status().as_u16();
        if !options.reads::<L>(status) {
            return Ok(self);
        }
        let start = read_start(&mut self, options.get_max_body()).await;
        let options = options.interrupted(start.is_cut());
        match options.detect(status, self.headers(), &start.bytes) {
            Some(error) => {
                #[cfg(feature = "middleware")]
                let decision = take_decision(self.extensions_mut()).map_err(Error::Mismatch)?;
                #[cfg(not(feature = "middleware"))]
                let decision = None;
                Err(Error::from_answer(error, start.into_cut(), decision))
            }
            None => Ok(restore_body(self, start)),
        }
    }
}

impl Received for Result<Response, reqwest::Error> {
    async fn receive<L: Label>(self, options: DecodeOptions) -> Result<Response, Error<L>> {
        self?.receive(options).await
    }
}

#[cfg(feature = "middleware")]
impl Received for Result<Response, reqwest_middleware::Error> {
    async fn receive<L: Label>(self, options: DecodeOptions) -> Result<Response, Error<L>> {
        self?.receive(options).await
    }
}
