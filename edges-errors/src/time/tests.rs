//! The parsers against tables of their own and against the `time` crate.

use super::*;
use ::time::OffsetDateTime;
use ::time::format_description::well_known::Rfc3339;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

fn at(seconds: u64, nanos: u32) -> SystemTime {
    UNIX_EPOCH + Duration::new(seconds, nanos)
}

fn before_epoch(seconds: u64) -> SystemTime {
    UNIX_EPOCH - Duration::from_secs(seconds)
}

fn timestamp(text: &str) -> (i64, u32) {
    let Timestamp { seconds, nanos } = parse_timestamp(text).unwrap_or_else(|| panic!("rejected: {text}"));
    (seconds, nanos)
}

/// What the `time` crate reads, in the terms of [`Timestamp`].
fn timestamp_of_time_crate(text: &str) -> Option<Timestamp> {
    let read = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    Some(Timestamp { seconds: read.unix_timestamp(), nanos: read.nanosecond() })
}

#[test]
fn rfc3339_reads_the_instant_that_is_written() {
    for (text, seconds, nanos) in [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1970-01-01T00:00:01Z", 1, 0),
        ("1970-01-02T00:00:00Z", 86_400, 0),
        ("1969-12-31T23:59:59Z", -1, 0),
        ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
        ("2026-11-23T08:00:00Z", 1_795_420_800, 0),
        ("2026-11-24T08:00:00Z", 1_795_507_200, 0),
        ("2000-02-29T12:34:56Z", 951_827_696, 0),
        ("2024-12-31T23:59:59Z", 1_735_689_599, 0),
        ("2100-03-01T00:00:00Z", 4_107_542_400, 0),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
        ("0000-02-29T00:00:00Z", -62_162_121_600, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("1601-01-01T00:00:00Z", -11_644_473_600, 0),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
    ] {
        assert_eq!(timestamp(text), (seconds, nanos), "{text}");
    }
}

#[test]
fn rfc3339_letters_may_be_lower_case() {
    for text in ["2026-11-24T08:00:00z", "2026-11-24t08:00:00Z", "2026-11-24t08:00:00z"] {
        assert_eq!(timestamp(text), (1_795_507_200, 0), "{text}");
    }
}

#[test]
fn rfc3339_subtracts_the_offset() {
    for (text, seconds) in [
        ("2026-11-24T08:00:00+00:00", 1_795_507_200),
        ("2026-11-24T08:00:00-00:00", 1_795_507_200),
        ("2026-11-24T09:00:00+01:00", 1_795_507_200),
        ("2026-11-24T13:30:00+05:30", 1_795_507_200),
        ("2026-11-24T00:00:00-08:00", 1_795_507_200),
        ("2026-11-25T07:59:00+23:59", 1_795_507_200),
        ("2026-11-23T08:01:00-23:59", 1_795_507_200),
        ("1970-01-01T00:00:00+00:01", -60),
        ("0000-01-01T00:00:00+23:59", -62_167_305_540),
        ("9999-12-31T23:59:59-23:59", 253_402_387_139),
    ] {
        assert_eq!(timestamp(text), (seconds, 0), "{text}");
    }
}

#[test]
fn rfc3339_keeps_nanoseconds_and_drops_what_is_finer() {
    for (text, nanos) in [
        ("2026-11-24T08:00:00.0Z", 0),
        ("2026-11-24T08:00:00.5Z", 500_000_000),
        ("2026-11-24T08:00:00.05+00:00", 50_000_000),
        ("2026-11-24T08:00:00.000000001Z", 1),
        ("2026-11-24T08:00:00.123456789Z", 123_456_789),
        ("2026-11-24T08:00:00.0000000009Z", 0),
        ("2026-11-24T08:00:00.999999999999999999999999999999Z", 999_999_999),
    ] {
        assert_eq!(timestamp(text), (1_795_507_200, nanos), "{text}");
    }
    let long = format!("2026-11-24T08:00:00.{}Z", "9".repeat(100_000));
    assert_eq!(timestamp(&long), (1_795_507_200, 999_999_999));
}

#[test]
fn rfc3339_reads_a_leap_second_as_the_last_nanosecond_before_midnight_utc() {
    for (text, seconds) in [
        ("2016-12-31T23:59:60Z", 1_483_228_799),
        ("2016-12-31T23:59:60.0Z", 1_483_228_799),
        ("2016-12-31T23:59:60.75Z", 1_483_228_799),
        ("2016-12-31T15:59:60-08:00", 1_483_228_799),
        ("2017-01-01T05:29:60+05:30", 1_483_228_799),
        ("0000-01-01T00:59:60+01:00", -62_167_219_201),
        ("9999-12-31T23:59:60Z", 253_402_300_799),
    ] {
        assert_eq!(timestamp(text), (seconds, 999_999_999), "{text}");
        assert_eq!(parse_timestamp(text), timestamp_of_time_crate(text), "{text}");
    }
    // Not at the end of a month, where the `time` crate says no.
    assert_eq!(timestamp("2026-11-24T23:59:60Z"), (1_795_564_799, 999_999_999));
    assert_eq!(timestamp_of_time_crate("2026-11-24T23:59:60Z"), None);
}

#[test]
fn rfc3339_rejects_a_leap_second_anywhere_but_at_the_end_of_a_utc_day() {
    for text in [
        "2016-12-31T23:58:60Z",
        "2016-12-31T22:59:60Z",
        "2016-12-31T00:00:60Z",
        "2016-12-31T23:59:60+01:00",
        "2016-12-31T23:59:60-00:01",
        "2016-12-31T15:59:60+08:00",
        "2016-12-31T23:59:61Z",
    ] {
        assert_eq!(parse_rfc3339(text), None, "{text}");
    }
}

#[test]
fn rfc3339_knows_how_long_each_month_is() {
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (month, days) in (1..).zip(days) {
        let date = |day| parse_rfc3339(&format!("2026-{month:02}-{day:02}T00:00:00Z"));
        assert!(date(0).is_none() && date(1).is_some(), "month {month}");
        assert!(date(days).is_some() && date(days + 1).is_none(), "month {month}");
    }
    for (year, is_leap) in
        [("0000", true), ("1900", false), ("2000", true), ("2024", true), ("2026", false), ("2100", false)]
    {
        assert_eq!(parse_rfc3339(&format!("{year}-02-29T00:00:00Z")).is_some(), is_leap, "{year}");
        assert_eq!(parse_rfc3339(&format!("{year}-02-30T00:00:00Z")), None, "{year}");
    }
}

#[test]
fn rfc3339_accepts_the_last_value_of_every_field() {
    for text in ["2026-12-31T23:59:59Z", "2026-12-31T23:59:59+23:59", "2026-12-31T23:59:59-23:59"] {
        assert!(parse_rfc3339(text).is_some(), "{text}");
    }
}

#[test]
fn rfc3339_rejects_fields_out_of_range() {
    for text in [
        "2026-00-24T08:00:00Z",
        "2026-13-24T08:00:00Z",
        "2026-11-00T08:00:00Z",
        "2026-11-31T08:00:00Z",
        "2026-11-24T24:00:00Z",
        "2026-11-24T08:60:00Z",
        "2026-11-24T08:00:99Z",
        "2026-11-24T08:00:00+24:00",
        "2026-11-24T08:00:00-24:00",
        "2026-11-24T08:00:00+00:60",
        "2026-11-24T08:00:00+99:99",
    ] {
        assert_eq!(parse_rfc3339(text), None, "{text}");
    }
}

#[test]
fn rfc3339_rejects_every_other_way_to_write_a_time() {
    for text in [
        "",
        "soon",
        "null",
        "{}",
        "1795420800",
        "2026-11-23",
        "08:00:00Z",
        "2026-11-24T08:00:00",
        "2026-11-24T08:00Z",
        "2026-11-24T08Z",
        "2026-11-24 08:00:00Z",
        "2026-11-24_08:00:00Z",
        "2026-11-24X08:00:00Z",
        "2026-11-2408:00:00Z",
        "2026-11-24T08:00:00 Z",
        "2026-11-24T08:00:00.Z",
        "2026-11-24T08:00:00.",
        "2026-11-24T08:00:00,5Z",
        "2026-11-24T08:00:00.5.5Z",
        "2026-11-24T08:00:00.-5Z",
        "2026-11-24T08:00:00+01",
        "2026-11-24T08:00:00+0100",
        "2026-11-24T08:00:00+01:",
        "2026-11-24T08:00:00+1:00",
        "2026-11-24T08:00:00+01:0",
        "2026-11-24T08:00:00+01:00:00",
        "2026-11-24T08:00:00+01:00Z",
        "2026-11-24T08:00:00Z+01:00",
        "2026-11-24T08:00:00ZZ",
        "2026-11-24T08:00:00UTC",
        "2026-11-24T08:00:00[UTC]",
        "2026-11-24T08:00:00Z[UTC]",
        "2026-11-24T08:00:00\u{2212}08:00",
        "26-11-24T08:00:00Z",
        "12026-11-24T08:00:00Z",
        "+2026-11-24T08:00:00Z",
        "-2026-11-24T08:00:00Z",
        "+02026-11-24T08:00:00Z",
        "2026-1-24T08:00:00Z",
        "2026-11-4T08:00:00Z",
        "2026-11-24T8:00:00Z",
        "2026-11-24T08:0:00Z",
        "2026-11-24T08:00:0Z",
        "2026-+1-24T08:00:00Z",
        "2026- 1-24T08:00:00Z",
        "2026/11/24T08:00:00Z",
        "2026-11-24T08-00-00Z",
        "20261124T080000Z",
        "2026-328T08:00:00Z",
        "2026-W48-2T08:00:00Z",
        "24/11/2026 08:00:00",
        "Tue, 24 Nov 2026 08:00:00 GMT",
        "2026-11-24T08:00:00Z\0",
        "2026-11-24T08:00:00Z\n",
        "2026-11-24T08:00:00Z ",
        " 2026-11-24T08:00:00Z",
        "\u{feff}2026-11-24T08:00:00Z",
        "202\u{0666}-11-24T08:00:00Z",
        "2026-11-2\u{09ea}T08:00:00Z",
        "2026-11-24T0\u{09ea}:00:00Z",
        "２０２６-11-24T08:00:00Z",
    ] {
        assert_eq!(parse_rfc3339(text), None, "{text:?}");
    }
}

#[test]
fn rfc3339_rejects_every_proper_prefix() {
    let text = "2026-11-24T08:00:00.123+01:00";
    for end in 0..text.len() {
        assert_eq!(parse_rfc3339(&text[..end]), None, "{}", &text[..end]);
    }
}

#[test]
fn rfc3339_gives_system_times_on_both_sides_of_the_epoch() {
    assert_eq!(parse_rfc3339("1970-01-01T00:00:00Z"), Some(UNIX_EPOCH));
    assert_eq!(parse_rfc3339("2026-11-23T08:00:00.5Z"), Some(at(1_795_420_800, 500_000_000)));
    assert_eq!(parse_rfc3339("1969-12-31T23:59:59Z"), Some(before_epoch(1)));
    let half_before = UNIX_EPOCH - Duration::from_millis(500);
    assert_eq!(parse_rfc3339("1969-12-31T23:59:59.5Z"), Some(half_before));
    assert_eq!(parse_rfc3339("1601-01-01T00:00:00Z"), Some(before_epoch(11_644_473_600)));
    assert_eq!(parse_rfc3339("9999-12-31T23:59:59-23:59"), Some(at(253_402_387_139, 0)));
}

#[cfg(unix)]
#[test]
fn rfc3339_reaches_back_to_the_year_zero() {
    assert_eq!(parse_rfc3339("0000-01-01T00:00:00Z"), Some(before_epoch(62_167_219_200)));
    assert_eq!(parse_rfc3339("0000-01-01T00:00:00+23:59"), Some(before_epoch(62_167_305_540)));
}

#[test]
fn epoch_reads_seconds_and_milliseconds() {
    for (text, expected) in [
        ("0", at(0, 0)),
        ("1", at(1, 0)),
        ("1795420800", at(1_795_420_800, 0)),
        ("1795420800000", at(1_795_420_800, 0)),
        ("1795420800123", at(1_795_420_800, 123_000_000)),
        ("99999999999", at(99_999_999_999, 0)),
        ("100000000000", at(100_000_000, 0)),
        ("100000000001", at(100_000_000, 1_000_000)),
        ("253402300799", at(253_402_300, 799_000_000)),
        ("253402300799000", at(253_402_300_799, 0)),
        ("9007199254740993", at(9_007_199_254_740, 993_000_000)),
        ("0001795420800", at(1_795_420_800, 0)),
    ] {
        assert_eq!(parse_epoch(text), Some(expected), "{text}");
    }
}

#[test]
fn epoch_reads_points_and_exponents() {
    for (text, expected) in [
        ("1795420800.0", at(1_795_420_800, 0)),
        ("1795420800.5", at(1_795_420_800, 500_000_000)),
        ("1795420800.123456700", at(1_795_420_800, 123_456_700)),
        ("1.7954208e9", at(1_795_420_800, 0)),
        ("1.7954208E+9", at(1_795_420_800, 0)),
        ("17954208000e-1", at(1_795_420_800, 0)),
        ("1.7954208e12", at(1_795_420_800, 0)),
        ("1795420800000.5", at(1_795_420_800, 500_000)),
        ("99999999999.5", at(99_999_999_999, 500_000_000)),
        ("1e11", at(100_000_000, 0)),
        ("0.0", at(0, 0)),
        ("0e400", at(0, 0)),
        ("0.1", at(0, 100_000_000)),
    ] {
        assert_eq!(parse_epoch(text), Some(expected), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn epoch_rounds_up_below_the_nanosecond() {
    assert_eq!(parse_epoch("1.0000000001"), Some(at(1, 1)));
    assert_eq!(parse_epoch("100000000000.0000001"), Some(at(100_000_000, 1)));
    assert_eq!(parse_epoch("100000000000.0000010"), Some(at(100_000_000, 1)));
    assert_eq!(parse_epoch("100000000000.0000011"), Some(at(100_000_000, 2)));
    assert_eq!(parse_epoch("1e-400"), Some(at(0, 1)));
}

#[test]
fn epoch_rejects_what_no_system_time_can_hold() {
    let digits = "9".repeat(100_000);
    for text in ["99999999999999999999999999999999999", "1e400", "1e99999999999999999999", digits.as_str()] {
        assert_eq!(parse_epoch(text), None, "{text}");
    }
}

/// Neither signed, nor anything else JSON would not call a number (digits after leading zeros aside).
const NOT_NUMBERS: [&str; 43] = [
    "", " ", "-", "+", ".", "e", "e5", ".5", "5.", "5.e1", "5e", "5e+", "5e-", "5e1.0", "5e+-1", "5ee1",
    "1.5.0", "-0", "-1", "-1.5", "-2", "+5", "007.5", "00e1", "00.0", "1,5", "1_000", "1 000", "0x10", "1f",
    "NaN", "nan", "inf", "Infinity", "-inf", "true", "null", "soon", "30s", "PT30S", "\"30\"", "３０",
    "30\0",
];

#[test]
fn epoch_and_seconds_reject_what_is_not_an_unsigned_json_number() {
    for text in NOT_NUMBERS {
        assert_eq!(parse_epoch(text), None, "{text:?}");
        assert_eq!(parse_seconds(text), None, "{text:?}");
    }
    for text in [" 30", "30 ", "\t30", "30\n", "\u{feff}30"] {
        assert_eq!(parse_epoch(text), None, "{text:?}");
        assert_eq!(parse_seconds(text), None, "{text:?}");
    }
}

#[test]
fn seconds_reads_integers_points_and_exponents() {
    for (text, expected) in [
        ("0", Duration::ZERO),
        ("00", Duration::ZERO),
        ("30", Duration::from_secs(30)),
        ("030", Duration::from_secs(30)),
        ("30.0", Duration::from_secs(30)),
        ("30.000", Duration::from_secs(30)),
        ("3e1", Duration::from_secs(30)),
        ("3E+1", Duration::from_secs(30)),
        ("3.0e01", Duration::from_secs(30)),
        ("0.3e2", Duration::from_secs(30)),
        ("300e-1", Duration::from_secs(30)),
        ("1.5", Duration::from_millis(1_500)),
        ("15e-1", Duration::from_millis(1_500)),
        ("0.001", Duration::from_millis(1)),
        ("0.1", Duration::from_millis(100)),
        ("0.000000001", Duration::from_nanos(1)),
        ("86400", Duration::from_secs(86_400)),
        ("9007199254740993", Duration::from_secs(9_007_199_254_740_993)),
        ("18446744073709551614", Duration::from_secs(u64::MAX - 1)),
        ("18446744073709551615", Duration::from_secs(u64::MAX)),
        ("18446744073709551615.999999999", Duration::MAX),
        ("0e400", Duration::ZERO),
        ("0e-400", Duration::ZERO),
        ("0e99999999999999999999", Duration::ZERO),
    ] {
        assert_eq!(parse_seconds(text), Some(expected), "{text}");
    }
}

#[test]
fn seconds_rounds_up_below_the_nanosecond() {
    for (text, nanos) in [
        ("0.0000000001", 1),
        ("0.0000000010", 1),
        ("0.0000000011", 2),
        ("0.9999999999", 1_000_000_000),
        ("5e-10", 1),
        ("1e-30", 1),
        ("1e-99999999999999999999", 1),
    ] {
        assert_eq!(parse_seconds(text), Some(Duration::from_nanos(nanos)), "{text}");
    }
}

#[test]
fn seconds_takes_integers_beyond_u64_for_the_longest_wait() {
    let digits = "9".repeat(100_000);
    for text in [
        "18446744073709551616",
        "99999999999999999999999999999999999",
        digits.as_str(),
        // How serde_json prints 2^64 and 10^30 once it has read them as `f64`.
        "1.8446744073709552e19",
        "1e30",
        "1.7976931348623157e308",
    ] {
        assert_eq!(parse_seconds(text), Some(Duration::from_secs(u64::MAX)), "{text}");
    }
}

#[test]
fn seconds_rejects_numbers_that_are_not_finite() {
    for text in ["1e400", "1.0e400", "1e309", "1e99999999999999999999"] {
        assert_eq!(parse_seconds(text), None, "{text}");
    }
}

#[test]
fn delta_seconds_reads_digits() {
    for (text, seconds) in [
        ("0", 0),
        ("2", 2),
        ("007", 7),
        ("120", 120),
        (" 120", 120),
        ("120 ", 120),
        ("\t 120 \t", 120),
        ("9223372036854775807", 9_223_372_036_854_775_807),
        ("18446744073709551614", u64::MAX - 1),
        ("18446744073709551615", u64::MAX),
        ("18446744073709551616", u64::MAX),
        ("99999999999999999999999999999999999", u64::MAX),
    ] {
        assert_eq!(parse_delta_seconds(text.as_bytes()), Some(Duration::from_secs(seconds)), "{text:?}");
    }
}

#[test]
fn delta_seconds_rejects_everything_but_digits() {
    for text in [
        "",
        " ",
        "\t",
        "abc",
        "120junk",
        "junk120",
        "7200.0",
        "3e1",
        "-2",
        "-10",
        "+2",
        "1 2",
        "1,2",
        "2, 3",
        "0x10",
        "120\0",
        "120\n",
        "\n120",
        "\r120",
        "120\u{a0}",
        "٣",
        "Fri, 31 Dec 1999 23:59:59 GMT",
    ] {
        assert_eq!(parse_delta_seconds(text.as_bytes()), None, "{text:?}");
    }
    assert_eq!(parse_delta_seconds(b"\xff"), None);
    assert_eq!(parse_delta_seconds(b"12\xff"), None);
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
    let far = parse_rfc3339("9999-12-31T23:59:59-23:59").map(format_rfc3339);
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
fn every_day_of_the_four_digit_years_follows_the_day_before() {
    let mut date = Date { year: 0, month: 1, day: 1 };
    let first = FOUR_DIGIT_YEARS.start() / SECONDS_PER_DAY;
    let last = FOUR_DIGIT_YEARS.end() / SECONDS_PER_DAY;
    for days in first..=last {
        assert_eq!(days_from_date(date), days, "{date:?}");
        assert_eq!(date_from_days(days), date, "{days}");
        date = match date {
            Date { year, month, day } if Some(day) < days_in_month(year, month) => {
                Date { year, month, day: day + 1 }
            }
            Date { year, month: 12, .. } => Date { year: year + 1, month: 1, day: 1 },
            Date { year, month, .. } => Date { year, month: month + 1, day: 1 },
        };
    }
    assert_eq!(date, Date { year: 10_000, month: 1, day: 1 });
}

/// Timestamps that are mostly right, field by field: the limits and one step beyond them come up often.
fn nearly_timestamps() -> impl Strategy<Value = String> {
    const YEARS: &[&str] = &["1970", "1969", "2024", "2026", "2000", "1900", "0000", "0004", "9999"];
    const DAYS: &[&str] = &["01", "04", "09", "15", "16", "24", "28", "29", "30", "31", "00", "32"];
    const SEPARATORS: &[&str] =
        &["T", "T", "T", "T", "T", "T", "T", "t", "t", " ", "_", "8", "\n", "\u{9ea}"];
    const TIMES: &[&str] =
        &["00:00:00", "23:59:59", "23:59:60", "23:59:60", "23:59:60", "22:59:60", "15:29:60", "24:00:00"];
    const FRACTIONS: &[&str] = &["", "", ".0", ".5", ".000000001", ".123456789", ".9999999999999", "."];
    const OFFSETS: &[&str] = &[
        "Z", "Z", "Z", "z", "+00:00", "-00:00", "-01:00", "+05:30", "-08:30", "+23:59", "-23:59", "+24:00",
        "-00:60",
    ];
    let any_of = prop::sample::select::<&str>;
    let year =
        prop_oneof![any_of(YEARS).prop_map(String::from), (0..=9999).prop_map(|year| format!("{year:04}"))];
    let time_of_day = prop_oneof![
        any_of(TIMES).prop_map(String::from),
        (0..86_400).prop_map(|s| format!("{:02}:{:02}:{:02}", s / 3_600, s / 60 % 60, s % 60)),
    ];
    let fields =
        (year, 0..=13, any_of(DAYS), any_of(SEPARATORS), time_of_day, any_of(FRACTIONS), any_of(OFFSETS));
    fields.prop_map(|(year, month, day, separator, time_of_day, fraction, offset)| {
        format!("{year}-{month:02}-{day}{separator}{time_of_day}{fraction}{offset}")
    })
}

/// [`nearly_timestamps`], some of them with one or two characters replaced, inserted or removed.
fn mutated_timestamps() -> impl Strategy<Value = String> {
    const CHARACTERS: &[&str] = &[
        "0", "1", "2", "3", "5", "6", "9", "T", "t", "Z", "z", ":", ".", "+", "-", " ", "\0", "\u{661}", "",
    ];
    let mutation = (0..50_usize, any::<bool>(), prop::sample::select(CHARACTERS));
    let mutations = prop::collection::vec(mutation, 0..=2);
    (nearly_timestamps(), mutations).prop_map(|(text, mutations)| {
        let mut characters: Vec<String> = text.chars().map(String::from).collect();
        for (index, inserts, new) in mutations {
            match characters.get_mut(index) {
                Some(character) if inserts => character.push_str(new),
                Some(character) => *character = new.to_owned(),
                None => {}
            }
        }
        characters.concat()
    })
}

/// `time` skips the byte between date and time unread; `text` is one where that byte is not a `T`.
fn has_other_separator(text: &str) -> bool {
    !matches!(text.as_bytes()[10], b'T' | b't')
}

/// Whether `text` is a leap second of a day that does not end a month in UTC.
fn is_leap_second_within_month(text: &str) -> bool {
    let before = text.replacen(":60", ":59", 1);
    text[17..].starts_with("60")
        && OffsetDateTime::parse(&before, &Rfc3339).is_ok_and(|before| {
            before.to_utc().day() != before.to_utc().month().length(before.to_utc().year())
        })
}

/// The `time` crate is the oracle. It is known to differ in two ways, and in no other:
/// * it skips one byte between date and time, whichever it is, where we insist on `T` or `t`;
/// * it takes a leap second only at the end of a month (UTC), we take one at the end of any day.
#[test]
fn rfc3339_agrees_with_the_time_crate_but_for_two_known_differences() {
    let (agreed, other_separator, leap_second) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let config = ProptestConfig { cases: 24_000, source_file: Some(file!()), ..ProptestConfig::default() };
    let count = |counter: &Cell<u32>| counter.set(counter.get() + 1);
    TestRunner::new(config)
        .run(&mutated_timestamps(), |text| {
            match (parse_timestamp(&text), timestamp_of_time_crate(&text)) {
                (Some(ours), Some(theirs)) => {
                    prop_assert_eq!(ours, theirs);
                    count(&agreed);
                }
                (None, Some(theirs)) => {
                    prop_assert!(has_other_separator(&text), "only `time` accepts {:?}", text);
                    let with_t = format!("{}T{}", &text[..10], &text[11..]);
                    prop_assert_eq!(parse_timestamp(&with_t), Some(theirs));
                    count(&other_separator);
                }
                (Some(_), None) => {
                    prop_assert!(is_leap_second_within_month(&text), "only we accept {:?}", text);
                    count(&leap_second);
                }
                (None, None) => {}
            }
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    let seen = [agreed.get(), other_separator.get(), leap_second.get()];
    assert!(seen[0] > 1_000 && seen[1] > 100 && seen[2] > 100, "too few cases reached: {seen:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 10 } else { 2_000 }))]

    #[test]
    fn instants_survive_being_written_and_read(seconds in FOUR_DIGIT_YEARS) {
        let time = Timestamp { seconds, nanos: 0 }.to_system_time();
        // Windows ends in 1601.
        if let Some(time) = time {
            prop_assert_eq!(parse_rfc3339(&format_rfc3339(time)), Some(time));
        }
    }

    #[test]
    fn integers_are_read_without_rounding(value: u64) {
        let wait = Duration::from_secs(value);
        prop_assert_eq!(parse_seconds(&value.to_string()), Some(wait));
        prop_assert_eq!(parse_delta_seconds(value.to_string().as_bytes()), Some(wait));
        let since_epoch =
            if value < 100_000_000_000 { wait } else { Duration::from_millis(value) };
        prop_assert_eq!(parse_epoch(&value.to_string()), UNIX_EPOCH.checked_add(since_epoch));
    }

    #[test]
    fn durations_survive_being_written_as_decimals(seconds: u64, nanos in 0..1_000_000_000_u32) {
        let text = format!("{seconds}.{nanos:09}");
        prop_assert_eq!(parse_seconds(&text), Some(Duration::new(seconds, nanos)));
    }

    #[test]
    fn an_exponent_moves_the_point(digits in 1..=999_999_u64, places in 0..=9_u32) {
        let expected = Some(Duration::from_nanos(digits * 10_u64.pow(9 - places)));
        prop_assert_eq!(parse_seconds(&format!("{digits}e-{places}")), expected);
        prop_assert_eq!(parse_seconds(&format!("{digits}000e-{}", places + 3)), expected);
        prop_assert_eq!(parse_seconds(&format!("0.{digits:06}e{}", 6 - i64::from(places))), expected);
    }

    #[test]
    fn no_text_makes_a_parser_panic(text: String, bytes: Vec<u8>, number in "[0-9]{0,50}[.eE+-]{0,2}[0-9]{0,30}") {
        for text in [text, number] {
            let _ = (parse_rfc3339(&text), parse_epoch(&text), parse_seconds(&text));
            let _ = parse_delta_seconds(text.as_bytes());
        }
        let _ = parse_delta_seconds(&bytes);
    }
}
