//! [`for_labels!`](crate::for_labels): the names of this crate, for the labels of another catalogue.

/// Gives the module that invokes it the names of this crate for the labels of another catalogue: [`Error`](crate::Error),
/// [`DecodeErrorLayer`](crate::DecodeErrorLayer), [`EdgesRetry`](crate::EdgesRetry) and the types around them. A program is
/// switched by its `use`.
///
/// The labels are those of a catalogue of any crate. The module may be the catalogue's own, or another one.
///
/// ```
/// mod shop {
///     edges_errors::catalogue!("../tests/shop.toml");
///     edges_errors_tower::for_labels!(ErrorLabel);
/// }
/// use shop::{DecodeErrorLayer, EdgesRetry};
/// # use bytes::Bytes;
/// # use edges_errors_tower::BoxError;
/// # use http::{Request, Response};
/// # use http_body_util::Full;
/// # use tower::{ServiceBuilder, ServiceExt as _, retry::RetryLayer};
/// # async fn send(_: Request<()>) -> Result<Response<Full<Bytes>>, BoxError> { Err("down".into()) }
///
/// let _answer = ServiceBuilder::new()
///     .layer(RetryLayer::new(EdgesRetry::new()))
///     .layer(DecodeErrorLayer::new())
///     .service(tower::service_fn(send))
///     .oneshot(Request::new(()));
/// ```
///
/// All layers have labels of the same catalogue: those of two do not compile.
#[macro_export]
macro_rules! for_labels {
    ($labels:ty $(,)?) => {
        /// The API answered with an error, the request is put off, or there was no answer.
        pub type Error = $crate::Error<$labels>;

        /// Makes errors with labels of this catalogue of the answers of a service, and of its own errors.
        pub type DecodeErrorLayer = $crate::DecodeApiErrorLayer<$labels>;

        /// The service that `DecodeErrorLayer` makes.
        pub type DecodeError<__S> = $crate::DecodeApiError<__S, $labels>;

        /// Sends a request again where the label of its error says so.
        pub type EdgesRetry = $crate::ApiRetry<$labels>;

        /// Keeps requests from running into a limit that another one has met.
        pub type CooldownLayer = $crate::CooldownLayer<$labels>;

        /// The service that `CooldownLayer` makes.
        pub type Cooldown<__S> = $crate::Cooldown<__S, $labels>;

        pub use $crate::{BoxError, DecodedBody};
    };
}
