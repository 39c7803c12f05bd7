//! What a message says in the places where its template has holes.

use edges_errors_core::template::{Arguments, Template};

use crate::error::ApiError;
use crate::label::Label;

/// The holes of a template and what a message has in their place, in order.
///
/// ```
/// use edges_errors::EdgesError;
///
/// let body = br#"{"error_label":"LIMIT_REACHED","message":"Daily limit reached for profile views."}"#;
/// let error = EdgesError::from_parts(429, &(), body);
/// let args: Vec<_> = error.message_args().collect();
/// assert_eq!(args, [("service", "profile views")]);
/// ```
#[derive(Debug, Clone)]
pub struct MessageArgs<'a> {
    arguments: Option<Arguments<'static, 'a>>,
}

impl<'a> Iterator for MessageArgs<'a> {
    type Item = (&'static str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.arguments.as_mut()?.next().map(|argument| (argument.name, argument.value))
    }
}

impl<L: Label> ApiError<L> {
    /// The arguments that the message was made with, by the label's templates: of those that match, the one with the
    /// most literal bytes, then the first. Empty where none matches or the one that does has no holes. Best effort:
    /// where the API sends the data as a param too, that is what to read.
    pub fn message_args(&self) -> MessageArgs<'_> {
        let arguments = self.label().zip(self.message());
        MessageArgs { arguments: arguments.and_then(|(label, message)| match_best(label, message)) }
    }
}

fn match_best<L: Label>(label: L, message: &str) -> Option<Arguments<'static, '_>> {
    let templates = label.templates().map(Template::Pattern);
    let matching =
        templates.filter_map(|template| Some((template.literal_len(), template.match_message(message)?)));
    let best = matching.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, arguments)| arguments)
}
