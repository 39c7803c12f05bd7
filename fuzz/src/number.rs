//! The value of a number as the wire rules have it: an oracle that works on the digits as text.

use serde_json::value::RawValue;

/// The value in billionths of an unsigned JSON number, rounded up to a whole one, and `u128::MAX` for what is larger.
/// Digits alone may begin with zeros, which JSON numbers may not. `None` for anything else.
pub fn billionths(text: &str) -> Option<u128> {
    if !is_number(text) {
        return None;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits = [whole, fraction].concat();
    // No text that is tried has more digits than this makes room for.
    let exponent = saturating_parse(exponent).clamp(-100_000, 100_000);
    let places = exponent + 9 - i64::try_from(fraction.len()).ok()?;
    let cut = usize::try_from(-places).unwrap_or(0).min(digits.len());
    let finer = digits.split_off(digits.len() - cut);
    digits.push_str(&"0".repeat(usize::try_from(places).unwrap_or(0)));
    let whole = digits.trim_start_matches('0');
    let whole = if whole.is_empty() { 0 } else { whole.parse().unwrap_or(u128::MAX) };
    Some(whole.saturating_add(u128::from(finer.contains(|digit| digit != '0'))))
}

/// Whether the text is digits alone, or a JSON number without a sign.
pub fn is_number(text: &str) -> bool {
    let is_json = || serde_json::from_str::<&RawValue>(text).is_ok_and(|raw| raw.get() == text);
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.starts_with(|first: char| first.is_ascii_digit()) && (is_plain || is_json())
}

fn saturating_parse(exponent: &str) -> i64 {
    let limit = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
    exponent.parse().unwrap_or(limit)
}
