//! Decimal numbers, exact.

use super::cursor::{Cursor, decimal_value, digit_value};

/// A decimal number without a sign: its value is `whole.fraction` x 10^`exponent`.
pub(super) struct Decimal<'a> {
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

/// So many digits have a value that fits 64 bits.
const MAX_DIGITS: usize = 18;

/// One billionth, the unit of [`Decimal::billionths`].
pub(super) const BILLION: u128 = 1_000_000_000;

impl<'a> Decimal<'a> {
    /// Reads a number from the front: all that RFC 8259 (section 6) calls one, and also with leading zeros and with a
    /// point that is first or last.
    pub(super) fn read(rest: &mut Cursor<'a>) -> Option<Self> {
        let whole = rest.digits().unwrap_or_default();
        let fraction = match rest.one_of(b".") {
            Some(_) => rest.digits().unwrap_or_default(),
            None => &[],
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        Some(Self { whole, fraction, exponent: read_exponent(rest).unwrap_or(0) })
    }

    /// Returns the value of a number that is written with digits alone, if it has not too many.
    pub(super) fn to_integer(&self) -> Option<u64> {
        let is_plain = self.fraction.is_empty() && self.exponent == 0 && self.whole.len() <= MAX_DIGITS;
        is_plain.then(|| decimal_value(self.whole).unsigned_abs())
    }

    /// Returns the value x 10^9, exact but for rounding up to an integer; `u128::MAX` if it is larger than that.
    pub(super) fn billionths(&self) -> u128 {
        if let Some(integer) = self.to_integer() {
            return u128::from(integer).saturating_mul(BILLION);
        }
        let digit_count = self.whole.len().saturating_add(self.fraction.len());
        // The number of digits before the decimal point once it has moved by the exponent and by nine places.
        let point = i64::try_from(self.whole.len()).unwrap_or(i64::MAX);
        let point = point.saturating_add(self.exponent).saturating_add(9);
        let point = usize::try_from(point.max(0)).unwrap_or(usize::MAX);

        let mut value: u128 = 0;
        let mut is_cut = false;
        for (index, digit) in self.whole.iter().chain(self.fraction).enumerate() {
            if index < point {
                value = value.saturating_mul(10).saturating_add(u128::from(digit_value(*digit)));
            } else {
                is_cut |= *digit != b'0';
            }
        }
        let missing_zeros = u32::try_from(point.saturating_sub(digit_count)).unwrap_or(u32::MAX);
        value.saturating_mul(10_u128.saturating_pow(missing_zeros)).saturating_add(u128::from(is_cut))
    }
}

/// Reads the exponent behind an `e`, where it is one and not a word.
fn read_exponent(rest: &mut Cursor<'_>) -> Option<i64> {
    let mut ahead = *rest;
    ahead.one_of(b"eE")?;
    let sign = ahead.one_of(b"+-");
    let value = decimal_value(ahead.digits()?);
    *rest = ahead;
    Some(if sign == Some(b'-') { value.saturating_neg() } else { value })
}
