//! Handling: the traits behind `#[derive(EdgesErrorHandler)]`.

use core::future::{Future, IntoFuture};

use crate::EdgesError;
use crate::catalogue::Label;
use crate::error::ApiError;
use crate::retry::Decision;

/// Handles an error, or a [`Decision`] about one. Derive it with rules, or implement it by hand.
///
/// A handler of errors handles decisions too, by the error that each is about.
///
/// It takes `&self`: one handler serves every task of a program. What a handler counts or collects is in a `Cell`, an
/// atomic or a `Mutex`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler of `{E}`",
    note = "derive `EdgesErrorHandler` for it, with the same `catalogue` and without `async`"
)]
pub trait EdgesErrorHandler<E = EdgesError> {
    /// The result of handling.
    type Output;

    /// Handles `error`.
    fn handle(&self, error: &E) -> Self::Output;
}

impl<L: Label, H: EdgesErrorHandler<ApiError<L>>> EdgesErrorHandler<Decision<L>> for H {
    type Output = H::Output;

    fn handle(&self, decision: &Decision<L>) -> H::Output {
        self.handle(decision.error())
    }
}

/// [`EdgesErrorHandler`] for methods that are `async`: the option `async` of the derive.
///
/// The future is not required to be `Send`, so that a handler also works where there is only one thread. That of a derived
/// handler is `Send` whenever those of its methods are, and can be spawned.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `async` handler of `{E}`",
    note = "derive `EdgesErrorHandler` for it, with the same `catalogue` and the option `async`"
)]
pub trait AsyncEdgesErrorHandler<E = EdgesError> {
    /// The result of handling.
    type Output;

    /// Handles `error`. Implemented by an `async fn`.
    fn handle(&self, error: &E) -> impl Future<Output = Self::Output>;
}

impl<L: Label, H: AsyncEdgesErrorHandler<ApiError<L>>> AsyncEdgesErrorHandler<Decision<L>> for H {
    type Output = H::Output;

    fn handle(&self, decision: &Decision<L>) -> impl Future<Output = H::Output> {
        self.handle(decision.error())
    }
}

/// The return types of methods of a handler with this `output`: the output itself, or nothing because they never do.
///
/// The last parameter keeps the two implementations apart.
#[diagnostic::on_unimplemented(
    message = "the method returns `{Self}`, and the `output` of the handler is `{Output}`",
    label = "returns `{Self}`, not `{Output}`",
    note = "the output is `()` unless the option `output = T` before the rules says otherwise",
    note = "methods that are `async fn` need the option `async` before the rules"
)]
pub trait IsOutput<Output, How> {
    /// Returns the same value.
    fn into_output(self) -> Output;
}

/// The way of a type that is the output itself.
pub struct AsItself;

/// The way of a type that has no values.
pub struct AsNever;

#[diagnostic::do_not_recommend]
impl<T> IsOutput<T, AsItself> for T {
    #[inline]
    fn into_output(self) -> T {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<Output> IsOutput<Output, AsNever> for Never {
    fn into_output(self) -> Output {
        self
    }
}

/// The type `!`, which has no other name in stable Rust.
type Never = <fn() -> ! as Returns>::Type;

/// The type that a function returns.
pub trait Returns {
    /// The type.
    type Type;
}

impl<T> Returns for fn() -> T {
    type Type = T;
}

/// Calls a method of a handler.
#[inline]
pub fn call_method<Output, T: IsOutput<Output, How>, How>(method: impl FnOnce() -> T) -> Output {
    method().into_output()
}

/// Returns what an `async` method of a handler returned once it was awaited.
#[inline]
pub fn awaited_method<Output, T: IsOutput<Output, How>, How>(returned: T) -> Output {
    returned.into_output()
}

/// The return types of methods of an `async` handler.
#[diagnostic::on_unimplemented(
    message = "the method returns `{Self}`, and the handler is `async`",
    label = "returns `{Self}`, which is not a future",
    note = "make the method an `async fn`, or drop the option `async`"
)]
pub trait IsFuture<Output>: IntoFuture<Output = Output> {}

#[diagnostic::do_not_recommend]
impl<F: IntoFuture> IsFuture<F::Output> for F {}

/// Awaits an `async` method of a handler. It is a future itself, so that nobody complains that a method's output is none.
#[inline]
pub async fn call_async_method<Output, F: IsFuture<Output>>(future: F) -> Output {
    future.await
}
