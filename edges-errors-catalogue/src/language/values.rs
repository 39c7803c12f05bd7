//! The meaning of single values: prose, links, durations, numbers, words.

use std::fmt::Display;
use std::time::Duration;

use edges_errors_core::duration::{self, ParseDurationError};
use edges_errors_core::text::spell_out;
use edges_errors_core::vocabulary::Factor;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, nearest};
use crate::path::{Path, PathError};
use crate::source::{Span, Spanned, Text};

/// Reads prose. It is data: white space is folded, and what could steer a terminal or turn text around is spelt out.
pub(super) fn check_prose(text: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.is_empty() {
        diagnostics.push(empty_text(text));
        return None;
    }
    Some(spell_out(&folded).to_string())
}

/// Reads text that is compared with, or shown as, what the API sends.
pub(crate) fn check_exact(text: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
    if text.is_empty() {
        diagnostics.push(empty_text(text));
        return None;
    }
    if let Some(control) = text.chars().find(|c| c.is_control()) {
        let message = "this text contains a control character";
        diagnostics.push(
            Diagnostic::new(Rule::ControlCharacter, text.span.clone(), message)
                .note(format!("help: remove `{}`", control.escape_unicode())),
        );
        return None;
    }
    Some(text.value.clone())
}

fn empty_text(text: &Text) -> Diagnostic {
    Diagnostic::new(Rule::EmptyText, text.span.clone(), "text must not be empty").note("write something here")
}

/// Reads a link for readers.
pub(super) fn check_link(text: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
    let Some(fault) = fault_of_link(text) else { return Some(text.value.clone()) };
    let message = format!("`{}` is not a link", text.escape_debug());
    diagnostics.push(Diagnostic::new(Rule::BadLink, text.span.clone(), message).note(fault));
    None
}

/// Reads a link that names a label.
pub(super) fn check_link_pattern(text: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
    let link = check_link(text, diagnostics)?;
    if !link.contains(LABEL_PLACEHOLDER) {
        let message = "this link is the same for every label";
        diagnostics.push(
            Diagnostic::new(Rule::BadLink, text.span.clone(), message)
                .note(format!("`{LABEL_PLACEHOLDER}` stands for the label")),
        );
        return None;
    }
    Some(link)
}

/// The placeholder for the label in a link.
pub(crate) const LABEL_PLACEHOLDER: &str = "{label}";

/// Returns what is wrong with a link.
fn fault_of_link(link: &str) -> Option<String> {
    let Some(rest) = link.strip_prefix("https://") else {
        return Some("links start with `https://`".to_owned());
    };
    if let Some(foreign) = rest.chars().find(|c| !c.is_ascii_graphic() || "<>\"`()[]".contains(*c)) {
        let mut utf8 = [0; 4];
        let encoded: String =
            foreign.encode_utf8(&mut utf8).bytes().map(|byte| format!("%{byte:02X}")).collect();
        return Some(format!(
            "help: write `{encoded}` for `{}`, which no link can hold",
            foreign.escape_debug()
        ));
    }
    let has_host = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    (!has_host).then(|| "a host follows `https://`, such as `https://shop.example`".to_owned())
}

/// Reads the name of a header.
pub(crate) fn check_header_name(text: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let right = !text.is_empty() && text.chars().all(token);
    if !right {
        let message = format!("`{}` is not a header name", text.escape_debug());
        diagnostics.push(
            Diagnostic::new(Rule::BadSignal, text.span.clone(), message).note("such as `X-RateLimit-Type`"),
        );
    }
    right.then(|| text.value.clone())
}

/// Reads a piece of the value of a header.
pub(super) fn check_header_text(text: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
    let exact = check_exact(text, diagnostics)?;
    let Some(foreign) = exact.chars().find(|c| !c.is_ascii()) else { return Some(exact) };
    let message = format!("`{}` cannot be in a header", text.escape_debug());
    let note = format!("`{}` is not in ASCII, and a header holds nothing else", foreign.escape_debug());
    diagnostics.push(Diagnostic::new(Rule::BadSignal, text.span.clone(), message).note(note));
    None
}

/// Reads the value of a header, which is compared without the spaces around it.
pub(super) fn check_header_value(text: &Text, diagnostics: &mut Diagnostics) -> Option<String> {
    let exact = check_header_text(text, diagnostics)?;
    let trimmed = exact.trim_ascii();
    if trimmed.len() == exact.len() {
        return Some(exact);
    }
    let message = "a header has no spaces around its value";
    let note =
        if trimmed.is_empty() { "write the value".to_owned() } else { format!("help: write `{trimmed}`") };
    diagnostics.push(Diagnostic::new(Rule::BadSignal, text.span.clone(), message).note(note));
    None
}

/// Reads a duration, such as `500ms` or `1m 30s`.
pub(super) fn check_duration(text: &Text, diagnostics: &mut Diagnostics) -> Option<Duration> {
    let error = match duration::parse(text) {
        Ok(duration) => return Some(duration),
        Err(error) => error,
    };
    let note = match error {
        ParseDurationError::MissingUnit => {
            let number = text.rsplit(' ').next().unwrap_or_default();
            format!("add a unit: `{number}s`, `{number}ms`, …")
        }
        ParseDurationError::Negative | ParseDurationError::TooLong | ParseDurationError::Malformed => {
            error.to_string()
        }
    };
    let message = format!("`{}` is not a duration", text.escape_debug());
    diagnostics.push(Diagnostic::new(Rule::BadDuration, text.span.clone(), message).note(note));
    None
}

/// Reads the greatest number of requests, which is within `1..=most`.
pub(super) fn check_attempts(number: &Spanned<i64>, most: u32, diagnostics: &mut Diagnostics) -> Option<u32> {
    let attempts = u32::try_from(number.value).ok().filter(|number| (1..=most).contains(number));
    if attempts.is_none() {
        let message = format!("`max_attempts` is from 1 to {most}");
        let note =
            if number.value == 0 { "it counts the first request too; write 1" } else { "out of range" };
        diagnostics.push(Diagnostic::new(Rule::BadAttempts, number.span.clone(), message).note(note));
    }
    attempts
}

/// Reads the status of an error.
pub(super) fn check_status(number: &Spanned<i64>, diagnostics: &mut Diagnostics) -> Option<u16> {
    let status = u16::try_from(number.value).ok().filter(|status| matches!(status, 200..=299 | 400..=599));
    if status.is_none() {
        diagnostics.push(bad_status(&number.value, number.span.clone(), "from 400 to 599"));
    }
    status
}

/// The report of a status that no error has.
pub(crate) fn bad_status(status: &dyn Display, span: Span, note: &str) -> Diagnostic {
    let message = format!("`{status}` is not an error status");
    Diagnostic::new(Rule::BadStatus, span, message).note(note)
}

/// Reads a path.
pub(super) fn check_path(text: &Text, diagnostics: &mut Diagnostics) -> Option<Path> {
    let error = match Path::parse(text) {
        Ok(path) => return Some(path),
        Err(error) => error,
    };
    let (shown, note) = (text.escape_debug(), "such as `error.code` or `errors[].code`");
    let diagnostic = match error {
        PathError::TooLong(steps) => {
            let message = format!("`{shown}` has {steps} steps; a path has at most 8");
            Diagnostic::new(Rule::BadPath, text.span.clone(), message)
        }
        PathError::Index => {
            let message = format!("`{shown}` is not a path: {error}");
            let help = "`[]` leads to every item of a list: `errors[].code`";
            Diagnostic::new(Rule::BadPath, text.span.clone(), message).help(help)
        }
        PathError::EmptyKey
        | PathError::EmptyValue
        | PathError::Unexpected(_)
        | PathError::OpenQuote
        | PathError::OpenFilter
        | PathError::Root => {
            let message = format!("`{shown}` is not a path: {error}");
            Diagnostic::new(Rule::BadPath, text.span.clone(), message).note(note)
        }
    };
    diagnostics.push(diagnostic);
    None
}

/// Reads a factor from its digits, exact to a thousandth.
pub(super) fn check_factor(digits: &Text, diagnostics: &mut Diagnostics) -> Option<Factor> {
    let plain = digits.replace('_', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let padded = format!("{fraction:0<3}");
    let thousandths = match (whole.parse::<u32>(), padded.parse::<u32>()) {
        (Ok(whole), Ok(fraction)) if padded.len() == 3 => {
            whole.checked_mul(1_000).and_then(|whole| whole.checked_add(fraction))
        }
        (Ok(_) | Err(_), Ok(_) | Err(_)) => None,
    };
    let factor = thousandths.filter(|factor| (1_000..=100_000).contains(factor));
    if factor.is_none() {
        let message = "`factor` is a number from 1 to 100 with at most three decimals";
        diagnostics
            .push(Diagnostic::new(Rule::BadFactor, digits.span.clone(), message).note("such as 2 or 1.5"));
    }
    factor.map(Factor::from_thousandths)
}

/// The report of a word that a vocabulary does not have.
pub(super) fn unknown_word(word: &Text, a_word: &str, words: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not {a_word}", word.escape_debug());
    let note = match nearest(word, words.iter().copied()) {
        Some(near) => format!("help: write `{near}`"),
        None => format!("one of {}", words.join(", ")),
    };
    Diagnostic::new(Rule::UnknownValue, word.span.clone(), message).note(note)
}

/// The report of a value that a list already holds.
pub(crate) fn repeated<T: Display>(again: &Spanned<T>, first: &Spanned<T>) -> Diagnostic {
    Diagnostic::new(Rule::Duplicate, again.span.clone(), format!("`{}` is listed twice", again.value))
        .note("remove this one")
        .related(first.span.clone(), "listed here first")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Text {
        Spanned { value: value.to_owned(), span: 0..value.len() }
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
        let clean = check_prose(&text(" a\n\tb \u{1b}[31m \u{202e}x "), &mut Diagnostics::default());
        assert_eq!(clean.as_deref(), Some("a b \\u{1b}[31m \\u{202e}x"));
    }
}
