//! What is written, and what of it is read again.

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
        assert_eq!(format_rfc3339(time), expected);
    }
}

#[test]
fn instants_beyond_four_digit_years_are_written_in_words() {
    assert_eq!(format_rfc3339(at(253_402_300_800, 0)), "after 9999");
    let far = read_time("9999-12-31T23:59:59-23:59").until.map(format_rfc3339);
    assert_eq!(far.as_deref(), Some("after 9999"));
    let farthest = (0..64)
        .rev()
        .fold(UNIX_EPOCH, |time, bit| time.checked_add(Duration::from_secs(1 << bit)).unwrap_or(time));
    assert_eq!(format_rfc3339(farthest), "after 9999");
}

#[cfg(unix)]
#[test]
fn instants_before_the_year_zero_are_written_in_words() {
    assert_eq!(format_rfc3339(before_epoch(62_167_219_200)), "0000-01-01T00:00:00Z");
    assert_eq!(format_rfc3339(before_epoch(62_167_219_200) - Duration::from_nanos(1)), "before 0000");
    let farthest = (0..64)
        .rev()
        .fold(UNIX_EPOCH, |time, bit| time.checked_sub(Duration::from_secs(1 << bit)).unwrap_or(time));
    assert_eq!(format_rfc3339(farthest), "before 0000");
}

#[test]
fn written_waits_have_at_most_two_units() {
    let hours = |hours: u64| Duration::from_secs(hours * 3_600);
    for (duration, expected) in [
        (Duration::ZERO, "0s"),
        (Duration::from_millis(1), "1ms"),
        (Duration::from_millis(250), "250ms"),
        (Duration::from_millis(999), "999ms"),
        (Duration::from_secs(1), "1s"),
        (Duration::from_millis(1_500), "1s 500ms"),
        (Duration::from_secs(45), "45s"),
        (Duration::from_secs(59), "59s"),
        (Duration::from_secs(60), "1m"),
        (Duration::from_secs(120), "2m"),
        (Duration::from_secs(125), "2m 5s"),
        (Duration::from_secs(3_599), "59m 59s"),
        (hours(1), "1h"),
        (Duration::from_secs(7_380), "2h 3m"),
        (hours(24), "24h"),
        (hours(48), "48h"),
        (hours(49), "2d 1h"),
        (hours(72), "3d"),
        (hours(76), "3d 4h"),
        (hours(45 * 24), "45d"),
        (Duration::from_secs(u64::MAX), "213503982334601d 8h"),
        (Duration::MAX, "213503982334601d 8h"),
    ] {
        assert_eq!(format_duration(duration), expected);
    }
}

#[test]
fn written_waits_are_rounded_up() {
    for (duration, expected) in [
        (Duration::from_nanos(1), "1ms"),
        (Duration::from_micros(250_001), "251ms"),
        (Duration::from_micros(999_001), "1s"),
        (Duration::from_micros(9_999_001), "10s"),
        (Duration::from_millis(9_999), "9s 999ms"),
        (Duration::from_millis(10_001), "11s"),
        (Duration::from_millis(59_001), "1m"),
        (Duration::from_millis(3_599_001), "1h"),
        (Duration::from_secs(3_601), "1h 1m"),
        (Duration::from_secs(7_381), "2h 4m"),
        (Duration::from_secs(48 * 3_600 - 1), "48h"),
        (Duration::from_secs(48 * 3_600 + 1), "2d 1h"),
        (Duration::from_secs(72 * 3_600 - 1), "3d"),
    ] {
        assert_eq!(format_duration(duration), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 10 } else { 2_000 }))]

    #[test]
    fn instants_survive_being_written_and_read(seconds in FOUR_DIGIT_YEARS) {
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let time = if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        // Windows ends in 1601.
        if let Some(time) = time {
            prop_assert_eq!(read_time(&format_rfc3339(time)).until, Some(time));
        }
    }

    #[test]
    fn written_waits_never_say_less_than_the_wait(duration: Duration) {
        let text = format_duration(duration);
        prop_assert!(nanos_written(&text) >= duration.as_nanos(), "{}", text);
        prop_assert!(text.len() <= 24 && text.split(' ').count() <= 2, "{}", text);
    }
}

/// The nanoseconds that [`format_duration`] wrote.
fn nanos_written(text: &str) -> u128 {
    let units = [
        ("ms", NANOS_PER_MILLI),
        ("s", NANOS_PER_SECOND),
        ("m", NANOS_PER_MINUTE),
        ("h", NANOS_PER_HOUR),
        ("d", NANOS_PER_DAY),
    ];
    text.split(' ')
        .map(|part| {
            let (digits, name) = part.split_at(part.find(|c: char| !c.is_ascii_digit()).unwrap());
            let (_, nanos) = units.into_iter().find(|unit| unit.0 == name).unwrap();
            digits.parse::<u128>().unwrap() * nanos
        })
        .sum()
}
