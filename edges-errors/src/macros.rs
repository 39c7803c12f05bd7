//! The macros: `catalogue!` for users, and the parts of an expansion that are the same for every catalogue.
//!
//! Every name that a generated function gives to an argument begins with two underscores: where the user's module has a
//! constant or an imported variant of the same name, the argument would be a pattern that matches this one value.

/// Expands a catalogue of API errors into the module that invokes it.
///
/// The path is relative to the file that writes it, as in `include_str!`, and must stay inside the package, so that the
/// published package carries the catalogue. Editing the file rebuilds. The text can also be given in place:
///
/// ```
/// mod shop {
///     edges_errors::catalogue! { inline = r#"
///         [catalogue]
///         name = "Shop"
///         error = "ShopError"
///         revision = "1"
///         reference = "https://shop.example/errors"
///
///         [categories.stock]
///         title = "Stock"
///         fault = "caller"
///         doc = "What was ordered is not there."
///
///         [remedies.wait]
///         doc = "Wait for the next delivery."
///
///         [retry.daily]
///         strategy = "fixed"
///         delay = "24h"
///
///         [errors.SOLD_OUT]
///         statuses = [409]
///         category = "stock"
///         retry = "daily"
///         remedy = "wait"
///         doc = "Nothing is left."
///     "# }
/// }
///
/// let error = shop::ShopError::from_parts(409, &(), br#"{"label":"SOLD_OUT"}"#);
/// assert_eq!(error.label(), Some(shop::ErrorLabel::SoldOut));
/// ```
///
/// It stands at module level and generates `ErrorLabel`, `Category`, `Scope`, `Remedy`, `RateLimit`, an enum for each
/// declared context, `details`, `CATALOGUE`, and the error type under the name that `[catalogue] error` gives it. That
/// type is an alias of [`ApiError`](crate::ApiError): to implement foreign traits for it, wrap it in a struct of your own.
///
/// A macro of your own that passes a path on must take it as `$path:literal`.
#[macro_export]
macro_rules! catalogue {
    ($($input:tt)*) => { $crate::__private::expand_catalogue! { [$crate] $($input)* } };
}

/// Keeps its items only where this crate is built with `json`: generated code must not ask, its `cfg` would be read in
/// the user's crate.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_json {
    ($($items:tt)*) => { $($items)* };
}

#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_json {
    ($($items:tt)*) => {};
}

/// What every closed set can do.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_key {
    ($key:ident, [$($variant:ident = $name:literal, $title:literal, $doc:literal;)*]) => {
        impl $key {
            /// Every key, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the name in the catalogue and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns the human-readable title, such as `Rate limit`.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// Returns what the key stands for; empty where the catalogue says nothing.
            #[must_use]
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }
        }

        impl $crate::__private::Sealed for $key {}

        impl $crate::Key for $key {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn as_str(self) -> &'static str {
                self.as_str()
            }

            fn title(self) -> &'static str {
                self.title()
            }

            fn doc(self) -> &'static str {
                self.doc()
            }
        }

        $crate::__impl_text!($key, $crate::Key);
    };
}

/// `Display`, `FromStr` and serde, all by the name on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_text {
    ($key:ident, $trait:path) => {
        impl ::core::fmt::Display for $key {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for $key {
            type Err = $crate::ParseNameError;

            fn from_str(__name: &str) -> ::core::result::Result<Self, $crate::ParseNameError> {
                <Self as $trait>::from_name(__name).ok_or_else($crate::ParseNameError::new)
            }
        }

        $crate::__if_json! {
            impl $crate::__private::serde::Serialize for $key {
                fn serialize<S>(&self, __serializer: S) -> ::core::result::Result<S::Ok, S::Error>
                where
                    S: $crate::__private::serde::Serializer,
                {
                    __serializer.serialize_str(self.as_str())
                }
            }

            impl<'de> $crate::__private::serde::Deserialize<'de> for $key {
                fn deserialize<D>(__deserializer: D) -> ::core::result::Result<Self, D::Error>
                where
                    D: $crate::__private::serde::Deserializer<'de>,
                {
                    $crate::__private::deserialize_name(__deserializer, <Self as $trait>::from_name)
                }
            }
        }
    };
}

/// What every catalogue's labels can do: the methods of [`Label`](crate::Label), without having to import it.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_label {
    ($label:ident, $category:ident, $scope:ident, $remedy:ident, $rate_limit:ident, $facts:ident, $lookup:ident, $prose:ident) => {
        impl $crate::__private::Sealed for $label {}

        impl $crate::Label for $label {
            type Category = $category;
            type Scope = $scope;
            type Remedy = $remedy;
            type RateLimit = $rate_limit;

            fn __facts() -> &'static $crate::__private::Facts {
                &$facts
            }

            fn __prose() -> &'static $crate::__private::Prose {
                &$prose
            }

            fn __fault(__category: $category) -> $crate::Fault {
                __category.fault()
            }

            fn __action(__scope: $scope) -> ::core::option::Option<&'static str> {
                __scope.action()
            }

            fn __advice(__limit: $rate_limit) -> &'static [&'static str] {
                __limit.advice()
            }

            fn __is_support(__remedy: $remedy) -> bool {
                __remedy.is_support()
            }

            fn __is_resend(__remedy: $remedy) -> bool {
                __remedy.is_resend()
            }

            // Here and not in the trait, so that the compiler sees the tables.
            fn from_name(__name: &str) -> ::core::option::Option<Self> {
                $facts.labels.find(&$lookup, __name).and_then(|__index| Self::ALL_EVER.get(__index)).copied()
            }

            fn all_ever() -> &'static [Self] {
                Self::ALL_EVER
            }

            fn index(self) -> usize {
                self as usize
            }
        }

        impl $label {
            /// Returns the label as on the wire, such as `LIMIT_REACHED`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                $crate::Label::as_str(self)
            }

            /// Returns the label with exactly this name: no trimming, no change of case.
            #[must_use]
            pub fn from_name(__name: &str) -> ::core::option::Option<Self> {
                <Self as $crate::Label>::from_name(__name)
            }

            /// Returns the statuses that the label comes with; the label decides, whichever it is.
            #[must_use]
            pub fn statuses(self) -> &'static [u16] {
                $crate::Label::statuses(self)
            }

            /// Returns the kind of error.
            #[must_use]
            pub fn category(self) -> $category {
                $crate::Label::category(self)
            }

            /// Returns who has to act.
            #[must_use]
            pub fn fault(self) -> $crate::Fault {
                $crate::Label::fault(self)
            }

            /// Returns the policies, tried in order; the last one has no conditions.
            #[must_use]
            pub fn retry(self) -> &'static [$crate::RetryRule] {
                $crate::Label::retry(self)
            }

            /// Returns what has to be done about it.
            #[must_use]
            pub fn remedy(self) -> $remedy {
                $crate::Label::remedy(self)
            }

            /// Returns what has to be done once the attempts are spent, where that differs from [`Self::remedy`].
            #[must_use]
            pub fn after_attempts(self) -> ::core::option::Option<$remedy> {
                $crate::Label::after_attempts(self)
            }

            /// Returns what the error means for the work.
            #[must_use]
            pub fn outcome(self) -> $crate::Outcome {
                $crate::Label::outcome(self)
            }

            /// Returns whether what the request asked for may have happened.
            #[must_use]
            pub fn effect(self) -> $crate::Effect {
                $crate::Label::effect(self)
            }

            /// Returns the rate limit that the label reports.
            #[must_use]
            pub fn rate_limit(self) -> ::core::option::Option<$rate_limit> {
                $crate::Label::rate_limit(self)
            }

            /// Returns the extra data that the label comes with.
            #[must_use]
            pub fn params(self) -> &'static [$crate::ParamInfo] {
                $crate::Label::params(self)
            }

            /// Returns the line of the catalogue that declares the label, from 1.
            #[must_use]
            pub fn line(self) -> u32 {
                $crate::Label::line(self)
            }

            /// Returns what the label means, in a sentence or two.
            #[must_use]
            pub fn doc(self) -> &'static str {
                $crate::Label::doc(self)
            }

            /// Returns what commonly causes it.
            pub fn causes(self) -> impl ::core::iter::Iterator<Item = &'static str> + ::core::clone::Clone {
                $crate::Label::causes(self)
            }

            /// Returns what to do about it: steps and alternatives, a sentence each.
            pub fn resolution(
                self,
            ) -> impl ::core::iter::Iterator<Item = &'static str> + ::core::clone::Clone {
                $crate::Label::resolution(self)
            }

            /// Returns what else is worth knowing.
            pub fn notes(self) -> impl ::core::iter::Iterator<Item = &'static str> + ::core::clone::Clone {
                $crate::Label::notes(self)
            }

            /// Returns the messages that have placeholders, written `[name]`.
            pub fn templates(
                self,
            ) -> impl ::core::iter::Iterator<Item = &'static str> + ::core::clone::Clone {
                $crate::Label::templates(self)
            }

            /// Returns messages as the API has sent them.
            pub fn examples(self) -> impl ::core::iter::Iterator<Item = &'static str> + ::core::clone::Clone {
                $crate::Label::examples(self)
            }

            /// Returns the documentation of each of [`Self::params`], in the same order.
            pub fn param_docs(
                self,
            ) -> impl ::core::iter::Iterator<Item = &'static str> + ::core::clone::Clone {
                $crate::Label::param_docs(self)
            }

            /// Returns the link to the label's documentation.
            #[must_use]
            pub fn docs_url(self) -> &'static str {
                $crate::Label::docs_url(self)
            }

            /// Returns the reference's own words on retrying; empty where the catalogue does not quote them.
            #[must_use]
            pub fn reference_retry(self) -> &'static str {
                $crate::Label::reference_retry(self)
            }

            /// Returns why the label should not be used any more; `None` where it may.
            #[must_use]
            pub fn deprecated(self) -> ::core::option::Option<$crate::Deprecation<Self>> {
                $crate::Label::deprecated(self)
            }

            /// Returns the revision in which the API stopped sending the label; `None` while it does.
            #[must_use]
            pub fn removed(self) -> ::core::option::Option<&'static str> {
                $crate::Label::removed(self)
            }
        }

        impl ::core::fmt::Debug for $label {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.write_str(self.as_str())
            }
        }

        impl ::core::hash::Hash for $label {
            fn hash<H: ::core::hash::Hasher>(&self, __state: &mut H) {
                __state.write_usize(*self as usize);
            }
        }

        impl ::core::cmp::PartialOrd for $label {
            fn partial_cmp(&self, __other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, __other))
            }
        }

        /// In the order of the catalogue.
        impl ::core::cmp::Ord for $label {
            fn cmp(&self, __other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&(*self as usize), &(*__other as usize))
            }
        }

        $crate::__impl_text!($label, $crate::Label);

        $crate::__if_json! {
            impl $label {
                /// Returns a typical error with this label, for tests: its first status, first message and every param.
                #[must_use]
                pub fn sample(self) -> $crate::ApiError<Self> {
                    $crate::ErrorBuilder::sample(self).build()
                }
            }
        }
    };
}
