//! The arguments of a message: the text that fills the placeholders of its template.

use edges_errors_core::template::{Arguments, Template};

use crate::catalogue::Label;

/// Returns the arguments of a message by the label's templates: of those that match, the one with the most literal bytes,
/// then the first.
pub(super) fn match_best<L: Label>(label: L, message: &str) -> Option<Arguments<'static, '_>> {
    let templates = label.templates().map(Template::Pattern);
    let matching =
        templates.filter_map(|template| Some((template.literal_len(), template.match_message(message)?)));
    let best = matching.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, arguments)| arguments)
}
