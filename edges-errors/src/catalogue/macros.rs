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
///
///         [envelope]
///         label = "error.code"
///
///         [categories.stock]
///         fault = "caller"
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
/// let error = shop::ShopError::from_parts(409, (), r#"{"error":{"code":"SOLD_OUT"}}"#);
/// assert_eq!(error.label(), Some(shop::ErrorLabel::SoldOut));
/// ```
///
/// It is invoked at module level and generates `ErrorLabel`, `Category`, `Scope`, `Remedy`, `RateLimit`, `Subject`, `Fault`,
/// `Payload`, an enum for each declared context, `details`, `CATALOGUE`, and the error type, named after the API or as
/// `[catalogue] error` says. That type is an alias of [`ApiError`](crate::ApiError): to implement foreign traits for it, wrap it in
/// a struct of your own.
///
/// A macro of your own that passes a path on must take it as `$path:literal`.
///
/// # Extending a catalogue
///
/// A catalogue can extend another one, which is named by the module that expands it, in whatever crate that is. Its file
/// says what it adds and what it sees differently; everything else, and every later correction, is the base's.
///
/// ```
/// mod ours {
///     edges_errors::catalogue! { extends = edges_errors, inline = r#"
///         [catalogue]
///         name    = "Edges as we see it"
///         extends = "Edges"
///
///         [errors.LK_BAD_COOKIE]
///         statuses = [424]
///         category = "linkedin"
///         retry    = "manual"
///         remedy   = "refresh_identity"
///         doc      = "The session of the identity has ended."
///
///         [override.errors]
///         LK_ERROR.retry = "short_delay"
///     "# }
/// }
///
/// let error = ours::EdgesError::from_parts(424, (), r#"{"error_label":"LK_BAD_COOKIE"}"#);
/// assert_eq!(error.label(), Some(ours::ErrorLabel::LkBadCookie));
///
/// let label = ours::ErrorLabel::from(edges_errors::ErrorLabel::LkError);
/// assert_eq!(label.retry()[0].policy().name(), Some("short_delay"));
/// assert_eq!(edges_errors::ErrorLabel::try_from(label), Ok(edges_errors::ErrorLabel::LkError));
/// assert!(edges_errors::ErrorLabel::try_from(ours::ErrorLabel::LkBadCookie).is_err());
/// ```
///
/// Labels and the keys of all closed sets convert from those of the base, and back where the base has them. An error
/// converts by [`ApiError::convert`](crate::ApiError::convert). An extension can be extended in turn.
#[macro_export]
macro_rules! catalogue {
    (extends = :: $($base:ident)::+, $($input:tt)*) => {
        ::$($base)::+::__catalogue::source! {
            [$crate::__private::expand_catalogue] [$crate] [::$($base)::+] $($input)*
        }
    };
    (extends = $($base:ident)::+, $($input:tt)*) => {
        $($base)::+::__catalogue::source! {
            [$crate::__private::expand_catalogue] [$crate] [$($base)::+] $($input)*
        }
    };
    ($($input:tt)*) => { $crate::__private::expand_catalogue! { [$crate] $($input)* } };
}

/// The conversions between the labels, or the keys of a closed set, of a catalogue and those of one that it extends.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_base {
    (label $own:ident: $base:path) => {
        $crate::__impl_base!($own: $base, extend_label, reduce_label);
    };
    (key $own:ident: $base:path) => {
        $crate::__impl_base!($own: $base, extend_key, reduce_key);
    };
    ($own:ident: $base:path, $extend:ident, $reduce:ident) => {
        impl ::core::convert::From<$base> for $own {
            fn from(__base: $base) -> Self {
                $crate::__private::$extend(__base)
            }
        }

        impl ::core::convert::TryFrom<$own> for $base {
            type Error = $crate::ParseNameError;

            fn try_from(__own: $own) -> ::core::result::Result<Self, $crate::ParseNameError> {
                $crate::__private::$reduce(__own)
            }
        }
    };
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

/// Keeps its items only where an editor expands them, which completes paths to names that a compiler need not know.
///
/// rust-analyzer sets `miri` for every crate, unless it is configured otherwise, and `rust_analyzer` only for those of the
/// workspace. Miri itself sees the items too, and takes them.
#[cfg(miri)]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_editor {
    ($($items:tt)*) => { $($items)* };
}

#[cfg(not(miri))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_editor {
    ($($items:tt)*) => {};
}

/// The methods of every closed set.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_key {
    ($key:ident, [$($variant:ident = $name:literal, $title:literal, $doc:literal;)*]) => {
        impl $key {
            /// Every key, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the name in the catalogue and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static ::core::primitive::str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns the human-readable title, such as `Rate limit`.
            #[must_use]
            pub const fn title(self) -> &'static ::core::primitive::str {
                match self { $(Self::$variant => $title,)* }
            }

            /// Returns the meaning of the key; empty where the catalogue says nothing.
            #[must_use]
            pub const fn doc(self) -> &'static ::core::primitive::str {
                match self { $(Self::$variant => $doc,)* }
            }
        }

        impl $crate::__private::Sealed for $key {}

        impl $crate::Key for $key {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn as_str(self) -> &'static ::core::primitive::str {
                self.as_str()
            }

            fn title(self) -> &'static ::core::primitive::str {
                self.title()
            }

            fn doc(self) -> &'static ::core::primitive::str {
                self.doc()
            }
        }

        $crate::__impl_text!($key, $crate::Key);
    };
}

/// `Display`, `AsRef<str>`, `FromStr` and serde, all by the name on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_text {
    ($key:ident, $trait:path) => {
        impl ::core::fmt::Display for $key {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<::core::primitive::str> for $key {
            fn as_ref(&self) -> &::core::primitive::str {
                self.as_str()
            }
        }

        impl ::core::str::FromStr for $key {
            type Err = $crate::ParseNameError;

            fn from_str(
                __name: &::core::primitive::str,
            ) -> ::core::result::Result<Self, $crate::ParseNameError> {
                <Self as $trait>::from_name(__name).ok_or_else($crate::ParseNameError::new)
            }
        }

        $crate::__if_json! {
            impl $crate::__private::serde_core::Serialize for $key {
                fn serialize<S>(&self, __serializer: S) -> ::core::result::Result<S::Ok, S::Error>
                where
                    S: $crate::__private::serde_core::Serializer,
                {
                    __serializer.serialize_str(self.as_str())
                }
            }

            impl<'de> $crate::__private::serde_core::Deserialize<'de> for $key {
                fn deserialize<D>(__deserializer: D) -> ::core::result::Result<Self, D::Error>
                where
                    D: $crate::__private::serde_core::Deserializer<'de>,
                {
                    $crate::__private::deserialize_name(__deserializer, <Self as $trait>::from_name)
                }
            }
        }
    };
}

/// The decoding of every catalogue's payloads.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_payload {
    ($payload:ident, $label:ident) => {
        impl $payload {
            /// Decodes the errors of a payload, in their order; none if the work did not fail. Work that failed for good has one,
            /// even if no error says why.
            ///
            /// # Errors
            ///
            /// A payload that is not one JSON object.
            pub fn decode(
                self,
                __payload: impl ::core::convert::AsRef<[::core::primitive::u8]>,
            ) -> ::core::result::Result<$crate::PayloadErrors<$label>, $crate::InvalidPayload> {
                $crate::__private::decode_payload::<$label>(self, __payload.as_ref())
            }

            /// Returns the payload that an object has the structure of; `None` for an error object, and for what is not one JSON
            /// object.
            #[must_use]
            pub fn recognise(
                __payload: impl ::core::convert::AsRef<[::core::primitive::u8]>,
            ) -> ::core::option::Option<Self> {
                $crate::__private::recognise_payload::<$label>(__payload.as_ref())
            }
        }
    };
}

/// The methods of every catalogue's labels: those that programs ask for every day are inherent, and all are those of
/// [`Label`](crate::Label).
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_label {
    (
        $label:ident, $category:ident, $scope:ident, $remedy:ident, $rate_limit:ident, $subject:ident, $fault:ident,
        $payload:ident, $facts:ident, $lookup:ident, $prose:ident
    ) => {
        impl $crate::__private::Sealed for $label {}

        impl $crate::Label for $label {
            type Category = $category;
            type Scope = $scope;
            type Remedy = $remedy;
            type RateLimit = $rate_limit;
            type Subject = $subject;
            type Fault = $fault;
            type Payload = $payload;

            fn __facts() -> &'static $crate::__private::Facts {
                &$facts
            }

            fn __prose() -> &'static $crate::__private::Prose {
                &$prose
            }

            fn __fault(__category: $category) -> $fault {
                __category.fault()
            }

            fn __is_caller(__fault: $fault) -> ::core::primitive::bool {
                __fault.is_caller()
            }

            fn __is_support(__remedy: $remedy) -> ::core::primitive::bool {
                __remedy.is_support()
            }

            fn __is_resend(__remedy: $remedy) -> ::core::primitive::bool {
                __remedy.is_resend()
            }

            // Here and not in the trait, so that the compiler sees the tables.
            fn from_name(__name: &::core::primitive::str) -> ::core::option::Option<Self> {
                let __index = $facts.labels.find(&$lookup, __name)?;
                Self::ALL_INCLUDING_REMOVED.get(__index).copied()
            }

            fn all_including_removed() -> &'static [Self] {
                Self::ALL_INCLUDING_REMOVED
            }

            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
        }

        impl $label {
            /// Returns the label as on the wire, such as `LIMIT_REACHED`.
            #[must_use]
            pub fn as_str(self) -> &'static ::core::primitive::str {
                $crate::Label::as_str(self)
            }

            /// Returns the label with this name, without trimming or change of case.
            #[must_use]
            pub fn from_name(__name: &::core::primitive::str) -> ::core::option::Option<Self> {
                <Self as $crate::Label>::from_name(__name)
            }

            /// Returns the category of the error.
            #[must_use]
            pub fn category(self) -> $category {
                $crate::Label::category(self)
            }

            /// Returns who has to act.
            #[must_use]
            pub fn fault(self) -> $fault {
                $crate::Label::fault(self)
            }

            /// Returns what has to be done about the error.
            #[must_use]
            pub fn remedy(self) -> $remedy {
                $crate::Label::remedy(self)
            }

            /// Returns what the error means for the work.
            #[must_use]
            pub fn outcome(self) -> $crate::Outcome {
                $crate::Label::outcome(self)
            }

            /// Returns the retry rules, to be tried in order; the last one has no conditions.
            #[must_use]
            pub fn retry(self) -> &'static [$crate::RetryRule] {
                $crate::Label::retry(self)
            }

            /// Returns what the label means, in a sentence or two.
            #[must_use]
            pub fn doc(self) -> &'static ::core::primitive::str {
                $crate::Label::doc(self)
            }
        }

        impl ::core::fmt::Debug for $label {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.write_str(self.as_str())
            }
        }

        impl ::core::hash::Hash for $label {
            fn hash<H: ::core::hash::Hasher>(&self, __state: &mut H) {
                __state.write_usize(*self as ::core::primitive::usize);
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
                ::core::cmp::Ord::cmp(
                    &(*self as ::core::primitive::usize),
                    &(*__other as ::core::primitive::usize),
                )
            }
        }

        $crate::__impl_text!($label, $crate::Label);

        $crate::__if_json! {
            impl $label {
                /// Returns a typical error with this label, for tests: its first status, first message and every param. Times lie
                /// an hour ahead of now, and waits are a minute.
                #[must_use]
                pub fn sample(self) -> $crate::ApiError<Self> {
                    $crate::ErrorBuilder::sample(self).build()
                }

                /// Returns the [`sample`](Self::sample) as of another time.
                #[must_use]
                pub fn sample_at(self, now: $crate::__private::SystemTime) -> $crate::ApiError<Self> {
                    $crate::ErrorBuilder::sample_at(self, now).build()
                }
            }
        }
    };
}
