//! The readers of waits and of times against tables of their own.

use super::*;
use proptest::prelude::*;

fn at(seconds: u64, nanos: u32) -> Reading {
    Reading::until(UNIX_EPOCH + Duration::new(seconds, nanos))
}

fn secs(seconds: u64) -> Reading {
    Reading::wait(Duration::from_secs(seconds))
}

fn nanos(nanos: u64) -> Reading {
    Reading::wait(Duration::from_nanos(nanos))
}

const LONGEST: Reading = Reading::wait(Duration::from_secs(u64::MAX));

/// 2026-11-24T08:00:00Z.
const NOVEMBER: u64 = 1_795_507_200;

#[test]
fn nothing_and_blanks_are_absent() {
    for text in ["", " ", "\t", "\r\n", " \u{a0} "] {
        assert_eq!((read_wait(text), read_time(text)), (Reading::ABSENT, Reading::ABSENT), "{text:?}");
    }
}

#[test]
fn waits_are_seconds_with_points_and_exponents() {
    for (text, expected) in [
        ("0", secs(0)),
        ("00", secs(0)),
        ("30", secs(30)),
        ("+30", secs(30)),
        ("007", secs(7)),
        ("30.000", secs(30)),
        ("30.", secs(30)),
        ("007.5", nanos(7_500_000_000)),
        (".5", nanos(500_000_000)),
        ("3e1", secs(30)),
        ("3E+1", secs(30)),
        ("3.0e01", secs(30)),
        ("0.3e2", secs(30)),
        ("300e-1", secs(30)),
        ("7200.0", secs(7_200)),
        ("299.997", nanos(299_997_000_000)),
        ("0.9", nanos(900_000_000)),
        ("0.000000001", nanos(1)),
        ("9007199254740993", secs(9_007_199_254_740_993)),
        ("18446744073709551614", secs(u64::MAX - 1)),
        ("18446744073709551615", secs(u64::MAX)),
        ("18446744073709551615.999999999", Reading::wait(Duration::MAX)),
        ("0e400", secs(0)),
        ("0e99999999999999999999", secs(0)),
    ] {
        assert_eq!(read_wait(text), expected, "{text}");
    }
}

#[test]
fn waits_are_rounded_up_below_the_nanosecond() {
    for (text, expected) in [
        ("0.0000000001", 1),
        ("0.0000000010", 1),
        ("0.0000000011", 2),
        ("0.9999999999", 1_000_000_000),
        ("5e-10", 1),
        ("1e-99999999999999999999", 1),
        ("0.0000001ms", 1),
        ("0.1ns", 1),
        ("1.0000001ms", 1_000_001),
    ] {
        assert_eq!(read_wait(text), nanos(expected), "{text}");
    }
}

#[test]
fn waits_beyond_u64_are_the_longest() {
    let digits = "9".repeat(100_000);
    for text in [
        "18446744073709551616",
        "99999999999999999999999999999999999",
        digits.as_str(),
        "1.8446744073709552e19",
        "1e400",
        "1e99999999999999999999",
        "99999999999999999999 days",
        "1e99999999999999999999ns",
        "18446744073709551615s 1s",
    ] {
        assert_eq!(read_wait(text), LONGEST, "{text}");
    }
}

#[test]
fn waits_may_name_their_units() {
    for (text, expected) in [
        ("120s", secs(120)),
        ("120 S", secs(120)),
        ("5m", secs(300)),
        ("1500ms", nanos(1_500_000_000)),
        ("2h", secs(7_200)),
        ("1d", secs(86_400)),
        ("1w", secs(604_800)),
        ("250us", nanos(250_000)),
        ("5 minutes", secs(300)),
        ("1 Minute", secs(60)),
        ("30 seconds", secs(30)),
        ("1.5 hours", secs(5_400)),
        ("1e2s", secs(100)),
        ("1h30m", secs(5_400)),
        ("1h 30m 5s", secs(5_405)),
        ("0s", secs(0)),
    ] {
        assert_eq!((read_wait(text), read_time(text)), (expected, expected), "{text}");
    }
}

#[test]
fn values_are_read_through_quotes_semicolons_and_blanks() {
    for text in
        ["\"120\"", "'120'", "120;", " 120 ", "\"120\";", "\"120;\"", "\" 120 \"", "120 ;;", "120\u{a0}"]
    {
        assert_eq!(read_wait(text), secs(120), "{text}");
    }
    for text in [" 2026-11-24T08:00:00Z ", "\"2026-11-24T08:00:00Z\"", "2026-11-24T08:00:00Z;", "1795507200;"]
    {
        assert_eq!(read_time(text), at(NOVEMBER, 0), "{text}");
    }
}

#[test]
fn of_a_list_the_longest_holds_and_what_cannot_be_read_is_not_lost() {
    for (text, expected) in [
        ("1, 299", secs(299)),
        ("0,7200", secs(7_200)),
        ("7200,0", secs(7_200)),
        ("0, 0", secs(0)),
        ("1,", secs(1)),
        (",1", secs(1)),
        ("\"1\", \"299\"", secs(299)),
        ("5m, 10s", secs(300)),
        ("1, soon", Reading { unreadable: true, ..secs(1) }),
        ("soon, 7200", Reading { unreadable: true, ..secs(7_200) }),
        ("-1, 7200", Reading { passed: true, ..secs(7_200) }),
        (",", Reading::UNREADABLE),
        ("Sun, 06 Nov 1994 08:49:37 GMT", at(784_111_777, 0)),
        ("Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:38 GMT", at(784_111_778, 0)),
        ("7, Sun, 06 Nov 1994 08:49:37 GMT", Reading { until: at(784_111_777, 0).until, ..secs(7) }),
    ] {
        assert_eq!(read_wait(text), expected, "{text}");
    }
    assert_eq!(read_time("2026-11-24T08:00:00Z, 2026-11-24T07:00:00Z"), at(NOVEMBER, 0));
    let many = "1,".repeat(100_000) + "2";
    assert_eq!(read_wait(&many), secs(2));
}

#[test]
fn negative_values_and_the_time_zero_have_passed() {
    for text in ["-1", "-0.5", "-0", "-5m", "-1e400", "\"-1\""] {
        assert_eq!((read_wait(text), read_time(text)), (Reading::PASSED, Reading::PASSED), "{text}");
    }
    for text in ["0", "0.0", "000"] {
        assert_eq!(read_time(text), Reading::PASSED, "{text}");
    }
}

#[test]
fn a_time_where_a_wait_belongs_is_that_time_and_the_reverse() {
    for text in ["2026-11-24T08:00:00Z", "Tue, 24 Nov 2026 08:00:00 GMT", "2026-11-24 08:00"] {
        assert_eq!((read_wait(text), read_time(text)), (at(NOVEMBER, 0), at(NOVEMBER, 0)), "{text}");
    }
    // A number where a wait belongs is a wait, however large: the longer of the two readings.
    assert_eq!(read_wait("1795507200"), secs(NOVEMBER));
}

#[test]
fn numbers_as_times_are_since_1970_in_the_unit_that_their_size_tells() {
    for (text, expected) in [
        ("1795507200", at(NOVEMBER, 0)),
        ("0001795507200", at(NOVEMBER, 0)),
        ("1795507200000", at(NOVEMBER, 0)),
        ("1795507200123", at(NOVEMBER, 123_000_000)),
        ("1795507200123456", at(NOVEMBER, 123_456_000)),
        ("1795507200123456789", at(NOVEMBER, 123_456_789)),
        ("1795507200.5", at(NOVEMBER, 500_000_000)),
        ("1.7955072e9", at(NOVEMBER, 0)),
        ("1.7955072e12", at(NOVEMBER, 0)),
        ("1795507200000.5", at(NOVEMBER, 500_000)),
        ("1000000000", at(1_000_000_000, 0)),
        ("99999999999", at(99_999_999_999, 0)),
        ("100000000000", at(100_000_000, 0)),
        ("99999999999999", at(99_999_999_999, 999_000_000)),
        ("100000000000000", at(100_000_000, 0)),
        ("99999999999999999", at(99_999_999_999, 999_999_000)),
        ("100000000000000000", at(100_000_000, 0)),
    ] {
        assert_eq!(read_time(text), expected, "{text}");
    }
}

#[cfg(unix)]
#[test]
fn times_are_rounded_up_below_the_nanosecond() {
    assert_eq!(read_time("1000000000.0000000001"), at(1_000_000_000, 1));
    assert_eq!(read_time("100000000000.0000010"), at(100_000_000, 1));
    assert_eq!(read_time("100000000000.0000011"), at(100_000_000, 2));
    assert_eq!(read_time("100000000000000000.1"), at(100_000_000, 1));
}

/// Neither a number nor a wait with a unit nor a time.
const UNREADABLE: [&str; 46] = [
    ".",
    "e",
    "e5",
    "5e",
    "5e+",
    "5e1.0",
    "5e+-1",
    "5ee1",
    "1.5.0",
    "1_000",
    "1 000",
    "0x10",
    "1f",
    "NaN",
    "nan",
    "inf",
    "Infinity",
    "true",
    "null",
    "soon",
    "PT30S",
    "３０",
    "٣",
    "30\0",
    "30\u{feff}",
    "{}",
    "[30]",
    "120junk",
    "junk120",
    "1 2",
    "--1",
    "- 1",
    "1h 30",
    "5 parsecs",
    "5M",
    "1s2",
    "7200;a=b",
    "in 5 minutes",
    "2026-11-24",
    "2026-02-29T08:00:00Z",
    "Zun, 29 Sep 2023 16:26:37 GMT",
    "Fri, 32 Dec 1999 23:59:59 GMT",
    "08:00",
    ";",
    "\"\"",
    "\"120",
];

#[test]
fn everything_else_is_unreadable() {
    for text in UNREADABLE {
        assert_eq!(
            (read_wait(text), read_time(text)),
            (Reading::UNREADABLE, Reading::UNREADABLE),
            "{text:?}"
        );
    }
    for text in
        ["1", "60", "20261119", "999999999", "999999999.9", "99999999999999999999999999999999999", "1e400"]
    {
        assert_eq!(read_time(text), Reading::UNREADABLE, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 10 } else { 2_000 }))]

    #[test]
    fn integers_are_read_without_rounding(value: u64) {
        prop_assert_eq!(read_wait(&value.to_string()), secs(value));
    }

    #[test]
    fn durations_survive_being_written_as_decimals(seconds: u64, nanos in 0..1_000_000_000_u32) {
        let wait = Reading::wait(Duration::new(seconds, nanos));
        prop_assert_eq!(read_wait(&format!("{seconds}.{nanos:09}")), wait);
        prop_assert_eq!(read_wait(&format!("{seconds}s {nanos}ns")), wait);
    }

    #[test]
    fn an_exponent_moves_the_point(digits in 1..=999_999_u64, places in 0..=9_u32) {
        let expected = nanos(digits * 10_u64.pow(9 - places));
        prop_assert_eq!(read_wait(&format!("{digits}e-{places}")), expected);
        prop_assert_eq!(read_wait(&format!("{digits}000e-{}", places + 3)), expected);
        prop_assert_eq!(read_wait(&format!("0.{digits:06}e{}", 6 - i64::from(places))), expected);
    }

    #[test]
    fn a_time_means_the_same_in_every_unit_since_1970(seconds in 1_000_000_000..100_000_000_000_u64) {
        for zeros in ["", "000", "000000", "000000000"] {
            let text = format!("{seconds}{zeros}");
            prop_assert_eq!(read_time(&text), at(seconds, 0), "{}", text);
        }
    }

    #[test]
    fn no_text_is_both_a_number_and_a_time(
        near in "[-+]?[0-9]{1,5}[-eE. ]{0,2}[0-9]{0,2}-?[0-9]{0,2}[ T:]?[a-zA-Z]{0,3}",
        far in "[0-9]{4}-[01][0-9]-[0-2][0-9][ T][0-2][0-9]:[0-5][0-9]",
    ) {
        for text in [near, far] {
            let time = parse_timestamp(&text).or_else(|| parse_http_date(&text));
            for kind in [HintKind::Seconds, HintKind::Milliseconds, HintKind::Timestamp] {
                prop_assert!(time.is_none() || read_number(&text, kind).is_none(), "{}", text);
            }
        }
    }

    /// A value that is there is never taken for absent, and nothing makes a reader panic.
    #[test]
    fn whatever_is_not_blank_says_something(
        text: String,
        near in "[-+\"' ]{0,2}[0-9]{0,22}[.eE,;: T-]{0,2}[0-9]{0,12}[-+:;, ]{0,3}[a-zA-Z]{0,7}[\"' ;,]{0,2}",
    ) {
        for text in [text, near] {
            for reading in [read_wait(&text), read_time(&text)] {
                prop_assert_eq!(reading == Reading::ABSENT, text.trim().is_empty(), "{:?}", text);
            }
        }
    }
}
