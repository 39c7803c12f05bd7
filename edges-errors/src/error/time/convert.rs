//! Conversions between [`Rfc3339`] and the timestamps of other crates.

use std::time::SystemTime;

use super::Rfc3339;

impl From<SystemTime> for Rfc3339 {
    fn from(time: SystemTime) -> Self {
        Self(time)
    }
}

impl From<Rfc3339> for SystemTime {
    fn from(time: Rfc3339) -> Self {
        time.0
    }
}

/// Fails for a time that jiff does not represent.
#[cfg(feature = "jiff")]
impl TryFrom<Rfc3339> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(time: Rfc3339) -> Result<Self, jiff::Error> {
        time.0.try_into()
    }
}

/// Fails for a time that [`SystemTime`] does not represent.
#[cfg(feature = "jiff")]
impl TryFrom<jiff::Timestamp> for Rfc3339 {
    type Error = jiff::Error;

    fn try_from(time: jiff::Timestamp) -> Result<Self, jiff::Error> {
        time.try_into().map(Self)
    }
}

#[cfg(feature = "time")]
mod time_crate {
    use std::time::UNIX_EPOCH;

    use time::OffsetDateTime;
    use time::error::{ComponentRange, ConversionRange};

    use super::super::duration_from_nanos;
    use super::Rfc3339;

    /// Fails for a time that the crate `time` does not represent.
    impl TryFrom<Rfc3339> for OffsetDateTime {
        type Error = ComponentRange;

        fn try_from(time: Rfc3339) -> Result<Self, ComponentRange> {
            let nanos = |nanos: u128| i128::try_from(nanos).unwrap_or(i128::MAX);
            Self::from_unix_timestamp_nanos(match time.0.duration_since(UNIX_EPOCH) {
                Ok(after) => nanos(after.as_nanos()),
                Err(before) => nanos(before.duration().as_nanos()).saturating_neg(),
            })
        }
    }

    /// Fails for a time that [`SystemTime`](std::time::SystemTime) does not represent.
    impl TryFrom<OffsetDateTime> for Rfc3339 {
        type Error = ConversionRange;

        fn try_from(time: OffsetDateTime) -> Result<Self, ConversionRange> {
            let nanos = time.unix_timestamp_nanos();
            let distance = duration_from_nanos(nanos.unsigned_abs()).ok_or(ConversionRange)?;
            let converted =
                if nanos < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
            converted.map(Self).ok_or(ConversionRange)
        }
    }
}

#[cfg(all(test, any(feature = "jiff", feature = "time")))]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::*;

    fn times() -> [SystemTime; 4] {
        let (second, nano) = (Duration::from_secs(1_795_507_200), Duration::from_nanos(1));
        [UNIX_EPOCH, UNIX_EPOCH + second + nano, UNIX_EPOCH - second - nano, UNIX_EPOCH - nano]
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_has_the_same_time() {
        for time in times() {
            let converted = jiff::Timestamp::try_from(Rfc3339(time)).unwrap();
            assert_eq!(Rfc3339::try_from(converted).unwrap(), Rfc3339(time));
        }
        let far = UNIX_EPOCH + Duration::from_secs(1 << 40);
        assert!(jiff::Timestamp::try_from(Rfc3339(far)).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time_has_the_same_time() {
        for time in times() {
            let converted = time::OffsetDateTime::try_from(Rfc3339(time)).unwrap();
            assert_eq!(Rfc3339::try_from(converted).unwrap(), Rfc3339(time));
        }
        let far = UNIX_EPOCH + Duration::from_secs(1 << 40);
        assert!(time::OffsetDateTime::try_from(Rfc3339(far)).is_err());
    }
}
