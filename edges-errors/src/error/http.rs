//! `http` types in and out.

use http::{HeaderMap, HeaderValue, StatusCode};

use super::ApiError;
use super::received::Headers;
use crate::catalogue::Label;

impl Headers for HeaderMap {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.get_all(name).iter().map(HeaderValue::as_bytes)
    }
}

impl<L: Label> ApiError<L> {
    /// Decodes a response whose body has been read.
    ///
    /// ```
    /// use edges_errors::{EdgesError, ErrorLabel};
    ///
    /// let response = http::Response::builder().status(424).body(r#"{"error_label":"NO_RESULT"}"#).unwrap();
    /// assert_eq!(EdgesError::from_response(&response).label(), Some(ErrorLabel::NoResult));
    /// ```
    pub fn from_response(response: &http::Response<impl AsRef<[u8]>>) -> Self {
        Self::from_parts(response.status().as_u16(), response.headers(), response.body())
    }

    /// Returns the HTTP status of the response; `None` where there was none, or one that `http` does not represent.
    #[must_use]
    pub fn status_code(&self) -> Option<StatusCode> {
        StatusCode::from_u16(self.status()?).ok()
    }
}
