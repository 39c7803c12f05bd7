//! Handling: the traits behind `#[derive(EdgesErrorHandler)]`.

use core::future::Future;

use crate::ErrorLabel;
use crate::error::ApiError;
use crate::label::Label;

/// Answers an error. Derive it with rules, or implement it by hand.
pub trait EdgesErrorHandler<L: Label = ErrorLabel> {
    /// What comes of an error.
    type Output;

    /// Does what is to be done about an error.
    fn handle(&self, error: &ApiError<L>) -> Self::Output;
}

/// [`EdgesErrorHandler`] with `&mut self`: the option `mut` of the derive.
pub trait EdgesErrorHandlerMut<L: Label = ErrorLabel> {
    /// What comes of an error.
    type Output;

    /// Does what is to be done about an error.
    fn handle_mut(&mut self, error: &ApiError<L>) -> Self::Output;
}

/// [`EdgesErrorHandler`] for methods that are `async`: the option `async` of the derive. Its futures are `Send`.
pub trait AsyncEdgesErrorHandler<L: Label = ErrorLabel> {
    /// What comes of an error.
    type Output;

    /// Does what is to be done about an error. Implemented by an `async fn`.
    fn handle(&self, error: &ApiError<L>) -> impl Future<Output = Self::Output> + Send;
}

/// [`AsyncEdgesErrorHandler`] with `&mut self`: the options `async, mut` of the derive.
pub trait AsyncEdgesErrorHandlerMut<L: Label = ErrorLabel> {
    /// What comes of an error.
    type Output;

    /// Does what is to be done about an error. Implemented by an `async fn`.
    fn handle_mut(&mut self, error: &ApiError<L>) -> impl Future<Output = Self::Output> + Send;
}

/// [`AsyncEdgesErrorHandler`] whose futures need not be `Send`: the option `async(local)` of the derive.
pub trait LocalAsyncEdgesErrorHandler<L: Label = ErrorLabel> {
    /// What comes of an error.
    type Output;

    /// Does what is to be done about an error. Implemented by an `async fn`.
    fn handle(&self, error: &ApiError<L>) -> impl Future<Output = Self::Output>;
}

/// [`LocalAsyncEdgesErrorHandler`] with `&mut self`: the options `async(local), mut` of the derive.
pub trait LocalAsyncEdgesErrorHandlerMut<L: Label = ErrorLabel> {
    /// What comes of an error.
    type Output;

    /// Does what is to be done about an error. Implemented by an `async fn`.
    fn handle_mut(&mut self, error: &ApiError<L>) -> impl Future<Output = Self::Output>;
}
