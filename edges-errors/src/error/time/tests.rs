//! Values that are written and read again.

use super::*;
use proptest::prelude::*;

fn at(seconds: u64, nanos: u32) -> SystemTime {
    UNIX_EPOCH + Duration::new(seconds, nanos)
}

fn before_epoch(seconds: u64) -> SystemTime {
    UNIX_EPOCH - Duration::from_secs(seconds)
}

#[test]
fn written_instants_are_utc_in_whole_seconds() {
    for (time, expected) in [
        (UNIX_EPOCH, "1970-01-01T00:00:00Z"),
        (at(1_795_507_200, 0), "2026-11-24T08:00:00Z"),
        (at(1_795_507_200, 999_999_900), "2026-11-24T08:00:00Z"),
        (at(951_827_696, 0), "2000-02-29T12:34:56Z"),
        (at(253_402_300_799, 999_999_900), "9999-12-31T23:59:59Z"),
        (before_epoch(1), "1969-12-31T23:59:59Z"),
        (UNIX_EPOCH - Duration::from_millis(1), "1969-12-31T23:59:59Z"),
        (before_epoch(1) - Duration::from_millis(1), "1969-12-31T23:59:58Z"),
        (before_epoch(11_644_473_600), "1601-01-01T00:00:00Z"),
    ] {
        assert_eq!(Rfc3339(time).to_string(), expected);
    }
}

#[test]
fn instants_beyond_four_digit_years_are_written_in_words() {
    assert_eq!(Rfc3339(at(253_402_300_800, 0)).to_string(), "after 9999");
    let far = read_time("9999-12-31T23:59:59-23:59").until.map(|time| Rfc3339(time).to_string());
    assert_eq!(far.as_deref(), Some("after 9999"));
    let farthest = (0..64)
        .rev()
        .fold(UNIX_EPOCH, |time, bit| time.checked_add(Duration::from_secs(1 << bit)).unwrap_or(time));
    assert_eq!(Rfc3339(farthest).to_string(), "after 9999");
}

#[cfg(unix)]
#[test]
fn instants_before_the_year_zero_are_written_in_words() {
    assert_eq!(Rfc3339(before_epoch(62_167_219_200)).to_string(), "0000-01-01T00:00:00Z");
    assert_eq!(Rfc3339(before_epoch(62_167_219_200) - Duration::from_nanos(1)).to_string(), "before 0000");
    let farthest = (0..64)
        .rev()
        .fold(UNIX_EPOCH, |time, bit| time.checked_sub(Duration::from_secs(1 << bit)).unwrap_or(time));
    assert_eq!(Rfc3339(farthest).to_string(), "before 0000");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 10 } else { 2_000 }))]

    #[test]
    fn instants_survive_being_written_and_read(seconds in FOUR_DIGIT_YEARS) {
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let time = if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        // Windows ends in 1601.
        if let Some(time) = time {
            prop_assert_eq!(read_time(&Rfc3339(time).to_string()).until, Some(time));
        }
    }
}
