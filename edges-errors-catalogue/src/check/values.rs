//! Single values: durations, numbers, words out of fixed lists, prose.

use std::time::Duration;

use edges_errors_core::text::spell_out;
use edges_errors_core::vocabulary::{DurationUnit, Factor, Vocabulary};

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, nearest};
use crate::syntax::document::{Spanned, Text, Texts};

use crate::words::MAX_ATTEMPTS;

/// Ten years; longer is a mistake, and everything below it can be added to any time that a clock shows.
const MAX_MILLISECONDS: u64 = 3_650 * 86_400_000;

/// A duration written as a whole number and one unit, such as `"500ms"`.
pub(crate) fn check_duration(text: &Text, errors: &mut Diagnostics) -> Option<Duration> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let complain = |note: &str| {
        let message = format!("`{}` is not a duration", text.escape_debug());
        Some(Diagnostic::new(Rule::BadDuration, text.span.clone(), message).note(note))
    };
    let complaint = match (number.parse::<u64>(), unit.parse::<DurationUnit>()) {
        (Ok(number), Ok(unit)) => match number.checked_mul(unit.as_millis()) {
            Some(total) if total <= MAX_MILLISECONDS => return Some(Duration::from_millis(total)),
            _ => complain("at most 10 years: 3650d"),
        },
        (Ok(number), Err(_)) if unit.is_empty() => {
            complain(&format!("add a unit: `{number}s`, `{number}ms`, …"))
        }
        (Err(_), Ok(_)) if digits > 0 => complain("at most 10 years: 3650d"),
        (Err(_), _) if text.starts_with('-') => complain("a duration cannot be negative"),
        _ => complain("a whole number and one unit of ms, s, m, h, d, such as `500ms`"),
    };
    complaint.into_iter().for_each(|complaint| errors.push(complaint));
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
    fn durations_have_one_unit_and_do_not_overflow() {
        let read = |value: &str| check_duration(&text(value), &mut Diagnostics::default());
        assert_eq!(read("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(read("24h"), Some(Duration::from_secs(86_400)));
        assert_eq!(read("3650d"), Some(Duration::from_secs(3_650 * 86_400)));
        for wrong in ["", "5", "-5s", "1.5s", "5 s", "1h30m", "s", "99999999999999999999s", "3651d", "5S"] {
            assert_eq!(read(wrong), None, "{wrong}");
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
