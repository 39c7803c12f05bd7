//! Single values: durations, numbers, words out of fixed lists, prose.

use std::time::Duration;

use edges_errors_core::duration::{self, ParseDurationError};
use edges_errors_core::text::spell_out;
use edges_errors_core::vocabulary::{Factor, Vocabulary};

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, nearest};
use crate::syntax::document::{Spanned, Text, Texts};

use crate::words::MAX_ATTEMPTS;

/// A duration, such as `"500ms"` or `"1m 30s"`.
pub(crate) fn check_duration(text: &Text, errors: &mut Diagnostics) -> Option<Duration> {
    let note = match duration::parse(text) {
        Ok(duration) => return Some(duration),
        Err(ParseDurationError::MissingUnit) => {
            let number = text.rsplit(' ').next().unwrap_or_default();
            format!("add a unit: `{number}s`, `{number}ms`, …")
        }
        Err(
            error @ (ParseDurationError::Negative
            | ParseDurationError::TooLong
            | ParseDurationError::Malformed),
        ) => error.to_string(),
    };
    let message = format!("`{}` is not a duration", text.escape_debug());
    errors.push(Diagnostic::new(Rule::BadDuration, text.span.clone(), message).note(note));
    None
}

/// `max_attempts` counts requests.
pub(crate) fn check_attempts(number: &Spanned<i64>, errors: &mut Diagnostics) -> Option<u32> {
    if (1..=MAX_ATTEMPTS).contains(&number.value) {
        return u32::try_from(number.value).ok();
    }
    let message = format!("`max_attempts` is from 1 to {MAX_ATTEMPTS}");
    let note = if number.value == 0 { "it counts the first request too; write 1" } else { "out of range" };
    errors.push(Diagnostic::new(Rule::BadAttempts, number.span.clone(), message).note(note));
    None
}

/// A factor, exact to a thousandth.
pub(crate) fn check_factor(text: &Text, errors: &mut Diagnostics) -> Option<Factor> {
    let plain = text.replace('_', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let padded = format!("{fraction:0<3}");
    let thousandths = match (whole.parse::<u32>(), padded.parse::<u32>()) {
        (Ok(whole), Ok(fraction)) if padded.len() == 3 => {
            whole.checked_mul(1_000).and_then(|whole| whole.checked_add(fraction))
        }
        _ => None,
    };
    let factor = thousandths.filter(|factor| (1_000..=100_000).contains(factor));
    if factor.is_none() {
        let message = "`factor` is a number from 1 to 100 with at most three decimals";
        errors.push(Diagnostic::new(Rule::BadFactor, text.span.clone(), message).note("such as 2 or 1.5"));
    }
    factor.map(Factor::from_thousandths)
}

/// A word out of a fixed list.
pub(crate) fn check_word<V: Vocabulary>(
    what: &str,
    word: &Text,
    known: &[V],
    errors: &mut Diagnostics,
) -> Option<V> {
    let found = known.iter().copied().find(|known| known.as_str() == word.value);
    if found.is_none() {
        let names = || known.iter().map(|known| known.as_str());
        let message = format!("`{}` is not {what}", word.escape_debug());
        let note = match nearest(word, names()) {
            Some(near) => format!("help: write `{near}`"),
            None => format!("one of {}", names().collect::<Vec<_>>().join(", ")),
        };
        errors.push(Diagnostic::new(Rule::UnknownValue, word.span.clone(), message).note(note));
    }
    found
}

/// Prose is data: white space is folded, and what could steer a terminal or turn text around is spelt out.
pub(crate) fn check_prose(text: Option<&Text>, errors: &mut Diagnostics) -> String {
    let Some(text) = text else { return String::new() };
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.is_empty() {
        errors.push(
            Diagnostic::new(Rule::EmptyText, text.span.clone(), "this text is empty").note("say something"),
        );
    }
    spell_out(&folded).to_string()
}

/// A list of prose.
pub(crate) fn check_all_prose(texts: Option<&Texts>, errors: &mut Diagnostics) -> Vec<String> {
    texts.into_iter().flat_map(|texts| &texts.value).map(|text| check_prose(Some(text), errors)).collect()
}

/// Text that is compared with, or shown as, what the API sends: kept to the letter.
pub(crate) fn check_wire(text: &Text, errors: &mut Diagnostics) -> Option<String> {
    if text.is_empty() {
        errors.push(
            Diagnostic::new(Rule::EmptyText, text.span.clone(), "this text is empty").note("say something"),
        );
        return None;
    }
    if text.chars().any(char::is_control) {
        let message = "this text holds a control character";
        errors.push(
            Diagnostic::new(Rule::ControlCharacter, text.span.clone(), message)
                .note("no control characters here"),
        );
        return None;
    }
    Some(text.value.clone())
}

/// A list of wire texts in which each may stand once.
pub(crate) fn check_all_wire<'a>(texts: Option<&'a Texts>, errors: &mut Diagnostics) -> Vec<&'a Text> {
    let mut seen: Vec<&Text> = Vec::new();
    for text in texts.into_iter().flat_map(|texts| &texts.value) {
        if let Some(first) = seen.iter().find(|first| first.value == text.value) {
            errors.push(repeated(text, first));
        } else if check_wire(text, errors).is_some() {
            seen.push(text);
        }
    }
    seen
}

/// The complaint about a value that a list already holds.
pub(crate) fn repeated<T: std::fmt::Display>(again: &Spanned<T>, first: &Spanned<T>) -> Diagnostic {
    Diagnostic::new(Rule::Duplicate, again.span.clone(), format!("`{}` is listed twice", again.value))
        .note("remove this one")
        .related(first.span.clone(), "listed here first")
}

/// A link for readers.
pub(crate) fn check_link(text: &Text, errors: &mut Diagnostics) -> Option<String> {
    let right = text.starts_with("https://")
        && text.chars().all(|c| c.is_ascii_graphic() && !"<>\"`()[]".contains(c));
    if !right {
        let message = format!("`{}` is not a link", text.escape_debug());
        errors.push(
            Diagnostic::new(Rule::BadLink, text.span.clone(), message).note("links start with `https://`"),
        );
    }
    right.then(|| text.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Text {
        Spanned { value: value.to_owned(), span: 0..value.len() }
    }

    #[test]
    fn a_duration_is_read_or_its_mistake_is_told() {
        let read = |value: &str| {
            let mut errors = Diagnostics::default();
            (check_duration(&text(value), &mut errors), errors.is_empty())
        };
        assert_eq!(read("1m 30s"), (Some(Duration::from_secs(90)), true));
        for wrong in ["", "5", "-5s", "1h30m", "3651d"] {
            assert_eq!(read(wrong), (None, false), "{wrong}");
        }
    }

    #[test]
    fn factors_are_exact_thousandths() {
        let read = |value: &str| check_factor(&text(value), &mut Diagnostics::default());
        assert_eq!(read("2"), Some(Factor::DOUBLE));
        assert_eq!(read("1.5"), Some(Factor::from_thousandths(1_500)));
        for wrong in ["0.5", "101", "1.2345", "nan", "1e1", "-2", "+2.0001"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn prose_is_folded_and_spelt_out() {
        let clean = check_prose(Some(&text(" a\n\tb \u{1b}[31m \u{202e}x ")), &mut Diagnostics::default());
        assert_eq!(clean, "a b \\u{1b}[31m \\u{202e}x");
    }
}
