//! [`Answer`]: an error as its catalogue says that the API sends it.

use axum_core::response::{IntoResponse, Response};
use edges_errors::{ApiError, DecodeOptions, ErrorBuilder, ErrorLabel, Kind, Label};
use http::StatusCode;
use http::header::{
    CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING,
};

/// An error as the API of its catalogue sends it, for a server that is this API or stands in for it; `?` makes it of an
/// [`ApiError`] and of an [`ErrorBuilder`].
///
/// The response has the error's status, its body, and the headers that the catalogue names, `Retry-After` among them. Whoever
/// decodes it by the same catalogue has the same error. The error itself is among the extensions of the response, so that
/// your own layer can log and count it.
///
/// ```
/// use std::time::Duration;
/// use axum_core::response::IntoResponse as _;
/// use edges_errors_axum::Answer;
///
/// mod shop {
///     edges_errors::catalogue! { inline = r#"
///         [catalogue]
///         name = "Shop"
///
///         [envelope]
///         label        = "error.code"
///         label_format = "snake_case"
///         message      = "error.message"
///         error_ref    = { header = "X-Request-Id" }
///
///         [categories.stock]
///         fault = "caller"
///
///         [remedies.wait]
///         doc = "Wait for the next delivery."
///
///         [retry.restock]
///         strategy = "until"
///         fallback = "24h"
///
///         [errors.sold_out]
///         statuses = [409]
///         category = "stock"
///         retry    = "restock"
///         remedy   = "wait"
///         effect   = "none"
///         doc      = "Nothing is left."
///     "# }
/// }
/// use shop::{ErrorLabel, ShopError};
///
/// async fn order(left: u32) -> Result<&'static str, Answer<ErrorLabel>> {
///     if left == 0 {
///         let error = ShopError::builder(ErrorLabel::SoldOut).message("No apples are left.").error_ref("req-7");
///         Err(error.retry_after(Duration::from_secs(3_600)))?;
///     }
///     Ok("one apple")
/// }
///
/// # use http_body_util::BodyExt as _;
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let response = order(0).await.into_response();
/// assert_eq!(response.status(), 409);
/// assert_eq!(response.headers()["x-request-id"], "req-7");
/// assert_eq!(response.headers()["retry-after"], "3600");
/// let body = response.into_body().collect().await?.to_bytes();
/// assert_eq!(&body[..], br#"{"error":{"code":"sold_out","message":"No apples are left."}}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Other headers are added as to any response of axum: `([("cache-control", "no-store")], Answer(error))`.
///
/// # The status
///
/// The status is the first of these at which a body is read as an error: the error's own, the one that its body states, the
/// first that the catalogue lists for its label, and 500. An error that came in a payload or was stored has none of its own.
///
/// # Errors of others
///
/// All that an error holds is shown. [`Problem`](crate::Problem) is for errors of an API that your callers have nothing to do
/// with.
#[derive(Debug, Clone)]
pub struct Answer<L: Label = ErrorLabel>(pub ApiError<L>);

impl<L: Label> Answer<L> {
    fn choose_status(&self) -> StatusCode {
        let Self(error) = self;
        let listed = error.label().and_then(|label| label.statuses().first().copied());
        let statuses = [error.status(), error.body_status(), listed].into_iter().flatten();
        let of_errors = statuses.filter(|status| DecodeOptions::new().reads::<L>(*status));
        of_errors
            .filter_map(|status| StatusCode::from_u16(status).ok())
            .find(|status| status.as_u16() < 600 && !WITHOUT_BODY.contains(status))
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn write_headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in self.0.headers() {
            let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            if let Some((name, value)) = header.filter(|(name, _)| !OF_THE_TRANSFER.contains(name)) {
                headers.append(name, value);
            }
        }
        // A proxy's answer is no JSON.
        let is_object = matches!(self.0.kind(), Kind::Known | Kind::UnknownLabel | Kind::NoLabel);
        if is_object {
            headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
        }
        headers
    }
}

/// Statuses of success that HTTP sends no body with.
const WITHOUT_BODY: [StatusCode; 2] = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT];

/// Headers that a catalogue may keep, and that are about how the answer came that the error was read from.
const OF_THE_TRANSFER: [HeaderName; 4] = [CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING];

impl<L: Label> From<ApiError<L>> for Answer<L> {
    fn from(error: ApiError<L>) -> Self {
        Self(error)
    }
}

impl<L: Label> From<ErrorBuilder<L>> for Answer<L> {
    fn from(builder: ErrorBuilder<L>) -> Self {
        Self(builder.build())
    }
}

impl<L: Label> IntoResponse for Answer<L> {
    fn into_response(self) -> Response {
        let status = self.choose_status();
        let headers = self.write_headers();
        let mut response = (status, headers, self.0.body().to_vec()).into_response();
        response.extensions_mut().insert(self.0);
        response
    }
}
