//! What a message says in the places where its template has holes.

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
    args: std::vec::IntoIter<(&'static str, &'a str)>,
}

impl<'a> Iterator for MessageArgs<'a> {
    type Item = (&'static str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.args.next()
    }
}

impl<L: Label> ApiError<L> {
    /// The arguments that the message was made with, by the label's templates: of those that match, the one with the
    /// most literal bytes, then the first. Empty where none matches or the one that does has no holes. Best effort:
    /// where the API sends the data as a param too, that is what to read.
    pub fn message_args(&self) -> MessageArgs<'_> {
        let args = self.label().zip(self.message()).map(|(label, message)| best_match(label, message));
        MessageArgs { args: args.unwrap_or_default().into_iter() }
    }
}

fn best_match<L: Label>(label: L, message: &str) -> Vec<(&'static str, &str)> {
    let mut best: Option<(usize, Vec<(&'static str, &str)>)> = None;
    for template in label.templates() {
        let Some((literal, args)) = match_template(template, message) else { continue };
        if best.as_ref().is_none_or(|(most, _)| literal > *most) {
            best = Some((literal, args));
        }
    }
    best.map(|(_, args)| args).unwrap_or_default()
}

/// Matches a message against a template such as `Daily limit reached for [service].`, whose holes take at least one
/// character each and as few as they can. Gives the number of literal bytes and the holes' contents.
fn match_template<'a>(
    template: &'static str,
    message: &'a str,
) -> Option<(usize, Vec<(&'static str, &'a str)>)> {
    let mut args = Vec::new();
    let mut literal_bytes = 0_usize;
    let (prefix, mut rest_template) = split_literal(template);
    let mut rest = message.strip_prefix(prefix)?;
    literal_bytes = literal_bytes.saturating_add(prefix.len());
    while let Some(inside) = rest_template.strip_prefix('[') {
        let (name, after) = inside.split_once(']')?;
        let (literal, next) = split_literal(after);
        literal_bytes = literal_bytes.saturating_add(literal.len());
        let (value, behind) = split_at_literal(rest, literal, next.is_empty())?;
        args.push((name, value));
        rest = behind;
        rest_template = next;
    }
    rest.is_empty().then_some((literal_bytes, args))
}

fn split_literal(template: &'static str) -> (&'static str, &'static str) {
    template.split_at_checked(template.find('[').unwrap_or(template.len())).unwrap_or((template, ""))
}

/// Cuts a text into what a hole takes and what follows the literal behind it; the last literal stands at the end.
fn split_at_literal<'a>(text: &'a str, literal: &str, last: bool) -> Option<(&'a str, &'a str)> {
    let first = text.chars().next()?.len_utf8();
    let at = if last {
        text.strip_suffix(literal)?.len()
    } else {
        text.get(first..)?.find(literal)?.checked_add(first)?
    };
    let (value, behind) = text.split_at_checked(at)?;
    (at >= first).then(|| (value, behind.get(literal.len()..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::match_template;

    #[test]
    fn holes_take_as_little_as_they_can_and_at_least_one_character() {
        let (bytes, args) = match_template("[a] and [b].", "x and y and z.").unwrap();
        assert_eq!((bytes, args), (6, vec![("a", "x"), ("b", "y and z")]));
        assert!(match_template("no [a].", "no .").is_none());
        assert!(match_template("no [a].", "no é.").is_some());
        assert!(match_template("You need [a]", "You need more").is_some());
        assert!(match_template("plain", "plain text").is_none());
    }
}
