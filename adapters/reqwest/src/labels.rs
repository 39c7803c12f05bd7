//! [`for_labels!`](crate::for_labels): the names of this crate, for the labels of another catalogue.

/// Gives the module that invokes it the names of this crate for the labels of another catalogue: [`Error`](crate::Error),
/// [`ResponseExt`](crate::ResponseExt), and with the feature `middleware` also
/// [`EdgesRetry`](https://docs.rs/edges-errors-reqwest/latest/edges_errors_reqwest/type.EdgesRetry.html) and the types of a
/// mismatch. A program is switched by its `use`.
///
/// The labels are those of a catalogue of any crate. The module may be the catalogue's own, or another one:
///
/// ```
/// mod shop {
///     edges_errors::catalogue!("../tests/shop.toml");
/// }
/// /// In place of `edges_errors_reqwest`.
/// mod client {
///     edges_errors_reqwest::for_labels!(super::shop::ErrorLabel);
/// }
/// # mod program {
/// use client::{Error, ResponseExt as _};
/// # use super::{client, shop};
///
/// async fn order(request: reqwest::RequestBuilder) -> Result<String, Error> {
///     match request.send().await?.error_for_label().await {
///         Ok(response) => Ok(response.text().await?),
///         Err(error) if error.label() == Some(shop::ErrorLabel::OutOfStock) => Ok("nothing left".to_owned()),
///         Err(error) => Err(error),
///     }
/// }
/// # }
/// # fn main() {}
/// ```
///
/// The methods of both traits `ResponseExt` have the same names: with both in scope a call of them is ambiguous, and does not
/// compile.
#[macro_export]
macro_rules! for_labels {
    ($labels:ty $(,)?) => {
        /// Either the API answered with an error, or there was no answer that can be used.
        pub type Error = $crate::Error<$labels>;

        /// Turns answers that are errors into errors that know what they are.
        pub trait ResponseExt: ::core::marker::Sized {
            /// Turns an answer with a status of 400 or above into an `Error::Api` with a label of this catalogue; any other
            /// passes as it is.
            ///
            /// # Errors
            ///
            /// `Error::Api`, and `Error::Mismatch` below an `EdgesRetry` of another catalogue.
            fn error_for_label(self)
            -> impl ::core::future::Future<Output = $crate::__private::Answer<$labels>> + ::core::marker::Send;

            /// Does the same as `error_for_label`, with the labels of any catalogue and with options.
            ///
            /// # Errors
            ///
            /// As `error_for_label`.
            fn error_for_label_with<__L: $crate::__private::Label>(
                self,
                __options: $crate::__private::DecodeOptions,
            ) -> impl ::core::future::Future<Output = $crate::__private::Answer<__L>> + ::core::marker::Send;
        }

        impl<__R: $crate::__private::Received> ResponseExt for __R
        where
            // So that a type that is no set of labels is one error, and not one for each method.
            $labels: $crate::__private::Label,
        {
            fn error_for_label(self)
            -> impl ::core::future::Future<Output = $crate::__private::Answer<$labels>> + ::core::marker::Send {
                let __options = $crate::__private::DecodeOptions::new();
                $crate::ResponseExt::error_for_label_with::<$labels>(self, __options)
            }

            fn error_for_label_with<__L: $crate::__private::Label>(
                self,
                __options: $crate::__private::DecodeOptions,
            ) -> impl ::core::future::Future<Output = $crate::__private::Answer<__L>> + ::core::marker::Send {
                $crate::ResponseExt::error_for_label_with::<__L>(self, __options)
            }
        }

        $crate::__private::if_middleware! {
            /// Sends a request again where the label of its error says so. Whoever calls through it asks for the same labels.
            pub type EdgesRetry = $crate::ApiRetry<$labels>;

            pub use $crate::{CatalogueMismatch, ForeignDeferral};
        }
    };
}

/// Keeps its items only where this crate is built with `middleware`: generated code must not ask, its `cfg` would be read in
/// the user's crate.
#[cfg(feature = "middleware")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_middleware {
    ($($items:tt)*) => { $($items)* };
}

#[cfg(not(feature = "middleware"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_middleware {
    ($($items:tt)*) => {};
}
