//! Reading from the front of a text.

/// The rest of a text. Every step either takes what it names from the front, or returns `None`.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a>(pub(super) &'a [u8]);

impl<'a> Cursor<'a> {
    #[inline]
    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    /// Takes one byte out of `set`; where it returns `None` it has taken nothing.
    #[inline]
    pub(super) fn one_of(&mut self, set: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        let found = set.contains(first).then_some(*first)?;
        self.0 = rest;
        Some(found)
    }

    /// Takes these bytes.
    #[inline]
    pub(super) fn these<const COUNT: usize>(&mut self, bytes: &[u8; COUNT]) -> Option<()> {
        (self.some()? == bytes).then_some(())
    }

    /// Takes so many bytes, whatever they are.
    #[inline]
    pub(super) fn some<const COUNT: usize>(&mut self) -> Option<&'a [u8; COUNT]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(bytes)
    }

    /// Takes all the bytes out of `set` at the front, at least one.
    pub(super) fn some_of(&mut self, set: &[u8]) -> Option<()> {
        self.one_of(set)?;
        self.skip(set);
        Some(())
    }

    pub(super) fn skip(&mut self, set: &[u8]) {
        while self.one_of(set).is_some() {}
    }

    /// Takes all the ASCII digits at the front, at least one.
    pub(super) fn digits(&mut self) -> Option<&'a [u8]> {
        self.run(u8::is_ascii_digit)
    }

    /// Takes all the ASCII letters at the front, at least one.
    pub(super) fn letters(&mut self) -> Option<&'a [u8]> {
        self.run(u8::is_ascii_alphabetic)
    }

    fn run(&mut self, belongs: fn(&u8) -> bool) -> Option<&'a [u8]> {
        let count = self.0.iter().take_while(|byte| belongs(byte)).count();
        let (run, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        (!run.is_empty()).then_some(run)
    }

    /// Takes exactly so many digits, with a value of at most `max`.
    #[inline]
    pub(super) fn number<const WIDTH: usize>(&mut self, max: i64) -> Option<i64> {
        let digits = self.some::<WIDTH>()?;
        let value = digits.iter().all(u8::is_ascii_digit).then(|| decimal_value(digits))?;
        (value <= max).then_some(value)
    }
}

/// Returns the value of ASCII digits; `i64::MAX` if it is larger than that.
#[inline]
pub(super) fn decimal_value(digits: &[u8]) -> i64 {
    digits
        .iter()
        .fold(0, |value: i64, digit| value.saturating_mul(10).saturating_add(i64::from(digit_value(*digit))))
}

#[inline]
pub(super) fn digit_value(digit: u8) -> u8 {
    digit.saturating_sub(b'0')
}
