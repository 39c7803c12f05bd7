//! The readers of times against tables of their own.

use super::oracles::timestamp_of_time_crate;
use super::*;

fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    parse_timestamp(text)?.to_system_time()
}

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
fn timestamps_are_also_read_as_people_and_other_notations_write_them() {
    for text in [
        "2026-11-24 08:00:00Z",
        "2026-11-24\t08:00:00Z",
        "2026-11-24   08:00",
        "2026-11-24T08:00",
        "2026-11-24T08:00Z",
        "2026-11-24T08:00:00",
        "2026-11-24T08:00:00 Z",
        "2026-11-24T08:00:00UTC",
        "2026-11-24 08:00:00 UTC",
        "2026-11-24T08:00:00 gmt",
        "2026-11-24T09:00:00+0100",
        "2026-11-24T09:00+0100",
        "2026-11-24T09:00:00+01",
        "2026-11-24 09:00:00 +01:00",
        "2026-11-24 09:00:00.000 +0100",
        "2026-11-24T00:00:00-0800",
    ] {
        assert_eq!(timestamp(text), (1_795_507_200, 0), "{text}");
    }
    assert_eq!(timestamp("2026-11-24 08:00:00.25"), (1_795_507_200, 250_000_000));
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
        "2026-11-24T08Z",
        "2026-11-24_08:00:00Z",
        "2026-11-24X08:00:00Z",
        "2026-11-2408:00:00Z",
        "2026-11-24T08:00:00.Z",
        "2026-11-24T08:00:00.",
        "2026-11-24T08:00:00,5Z",
        "2026-11-24T08:00:00.5.5Z",
        "2026-11-24T08:00:00.-5Z",
        "2026-11-24T08:00:00+01:",
        "2026-11-24T08:00:00+1:00",
        "2026-11-24T08:00:00+01:0",
        "2026-11-24T08:00:00+01:00:00",
        "2026-11-24T08:00:00+01:00Z",
        "2026-11-24T08:00:00Z+01:00",
        "2026-11-24T08:00:00ZZ",
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
        "2026-11-24T",
        "2026-11-24 ",
        "2026-11-24T08:00:",
        "2026-11-24T08:00.5Z",
        "2026-11-24T08:00:00 +01:0",
        "2026-11-24T08:00:00+010",
        "2026-11-24T08:00:00+01000",
        "2026-11-24T08:00:00 EST",
        "2026-11-24T08:00:00UTC+1",
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
fn of_its_proper_prefixes_only_those_are_times_that_lack_seconds_or_offset() {
    let text = "2026-11-24T08:00:00.123+01:00";
    let accepted = (0..text.len()).map(|end| &text[..end]).filter(|text| parse_timestamp(text).is_some());
    let expected = [
        "2026-11-24T08:00",
        "2026-11-24T08:00:00",
        "2026-11-24T08:00:00.1",
        "2026-11-24T08:00:00.12",
        "2026-11-24T08:00:00.123",
        "2026-11-24T08:00:00.123+01",
    ];
    assert!(accepted.eq(expected));
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
fn http_dates_are_read_in_their_three_forms_and_near_them() {
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 Z",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 09:49:37 +01:00",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 8:49:37 GMT",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "SUN, 06 NOV 1994 08:49:37 gmt",
        "Sunday, 06 November 1994 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06  Nov  1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994 GMT",
        // The day of the week is not compared with the date.
        "Mon, 06 Nov 1994 08:49:37 GMT",
    ] {
        let read = parse_http_date(text).map(|Timestamp { seconds, nanos }| (seconds, nanos));
        assert_eq!(read, Some((784_111_777, 0)), "{text}");
    }
    let (seventy, sixty_nine) = ("Thu, 01 Jan 70 00:00:00 GMT", "Tue, 01 Jan 69 00:00:00 GMT");
    assert_eq!(parse_http_date(seventy).map(|read| read.seconds), Some(0));
    assert_eq!(parse_http_date(sixty_nine).map(|read| read.seconds), Some(3_124_224_000));
}

#[test]
fn what_names_no_instant_is_no_http_date() {
    for text in [
        "",
        "Sun",
        "Sun, ",
        "06 Nov 1994 08:49:37 GMT",
        "Zun, 06 Nov 1994 08:49:37 GMT",
        "Su, 06 Nov 1994 08:49:37 GMT",
        "Sundays, 06 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 29 Feb 1900 08:49:37 GMT",
        "Sun, 006 Nov 1994 08:49:37 GMT",
        "Sun, 06 No 1994 08:49:37 GMT",
        "Sun, 06 11 1994 08:49:37 GMT",
        "Sun, 06 Nov 994 08:49:37 GMT",
        "Sun, 06 Nov 11994 08:49:37 GMT",
        "Sun, 06 Nov 1994",
        "Sun, 06 Nov 1994 08",
        "Sun, 06 Nov 1994 08.49.37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:60 GMT",
        "Sun, 06 Nov 1994 08:49:37 EST",
        "Sun, 06 Nov 1994 08:49:37 GMT junk",
        "Sun, 06 Nov 1994 08:49:37 GMT, 7",
        "Sun Nov  6 08:49:37",
        "Sun Nov  6 1994 08:49:37",
        "Sun Nov 1994 08:49:37",
        "S\u{fc}n, 06 Nov 1994 08:49:37 GMT",
    ] {
        assert_eq!(parse_http_date(text), None, "{text:?}");
    }
}
