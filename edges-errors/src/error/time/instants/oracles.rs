//! The readers of times against the crates `time` and `httpdate`.

use super::*;
use ::time::OffsetDateTime;
use ::time::format_description::well_known::Rfc3339;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

/// Returns the time that the `time` crate reads, as a [`Timestamp`].
pub(super) fn timestamp_of_time_crate(text: &str) -> Option<Timestamp> {
    let read = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    Some(Timestamp { seconds: read.unix_timestamp(), nanos: read.nanosecond() })
}

/// Timestamps that are mostly right, field by field: the limits and one step beyond them come up often.
fn nearly_timestamps() -> impl Strategy<Value = String> {
    const YEARS: &[&str] = &["1970", "1969", "2024", "2026", "2000", "1900", "0000", "0004", "9999"];
    const DAYS: &[&str] = &["01", "04", "09", "15", "16", "24", "28", "29", "30", "31", "00", "32"];
    const SEPARATORS: &[&str] =
        &["T", "T", "T", "T", "T", "T", "T", "t", "t", " ", "_", "8", "\n", "\u{9ea}"];
    const TIMES: &[&str] = &[
        "00:00:00", "08:00", "23:59:59", "23:59:60", "23:59:60", "23:59:60", "22:59:60", "15:29:60",
        "24:00:00",
    ];
    const FRACTIONS: &[&str] = &["", "", ".0", ".5", ".000000001", ".123456789", ".9999999999999", "."];
    const OFFSETS: &[&str] = &[
        "Z", "Z", "Z", "z", "", "+00:00", "+0000", "-00:00", "-01", "-01:00", "+05:30", "-08:30", "+23:59",
        "-23:59", "+24:00", "-00:60",
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

/// `time` skips the byte between date and time unread; `text` is one where that byte is neither a `T` nor a blank.
fn has_other_separator(text: &str) -> bool {
    !matches!(text.as_bytes()[10], b'T' | b't' | b' ')
}

/// Returns whether `text` is a leap second of a day that does not end a month in UTC.
fn is_leap_second_within_month(text: &str) -> bool {
    let before = text.replacen(":60", ":59", 1);
    text.get(17..).is_some_and(|rest| rest.starts_with("60"))
        && OffsetDateTime::parse(&before, &Rfc3339).is_ok_and(|before| {
            before.to_utc().day() != before.to_utc().month().length(before.to_utc().year())
        })
}

/// Returns a time that is written more loosely than RFC 3339 allows, as RFC 3339 has it.
fn write_strictly(text: &str) -> String {
    let (date, rest) = text.split_at(10);
    let rest = rest.trim_start_matches(['T', 't', ' ']);
    let at_offset = rest.find(['Z', 'z', '+', '-', ' ']).unwrap_or(rest.len());
    let (time, offset) = rest.split_at(at_offset);
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    let offset = match offset.trim() {
        "" => "Z".to_owned(),
        offset if offset.len() == 3 => format!("{offset}:00"),
        offset if offset.len() == 5 => format!("{}:{}", &offset[..3], &offset[3..]),
        offset => offset.to_owned(),
    };
    format!("{date}T{time}{offset}")
}

/// The `time` crate is the oracle. It is known to differ in three ways, and in no other:
/// * it skips one byte between date and time, whichever it is, where we insist on `T`, `t` or blanks;
/// * it takes a leap second only at the end of a month (UTC), we take one at the end of any day;
/// * it insists on seconds and on an offset with a colon.
#[test]
fn rfc3339_agrees_with_the_time_crate_but_for_three_known_differences() {
    let [agreed, other_separator, leap_second, looser] = [const { Cell::new(0) }; 4];
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
                (Some(_), None) if is_leap_second_within_month(&text) => count(&leap_second),
                (Some(ours), None) => {
                    let strict = write_strictly(&text);
                    prop_assert!(strict != text, "only we accept {:?}", text);
                    if !is_leap_second_within_month(&strict) {
                        prop_assert_eq!(Some(ours), timestamp_of_time_crate(&strict), "{:?}", text);
                    }
                    count(&looser);
                }
                (None, None) => {}
            }
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    let seen = [agreed.get(), other_separator.get(), leap_second.get(), looser.get()];
    assert!(seen[0] > 1_000 && seen[1..].iter().all(|seen| *seen > 100), "too few cases reached: {seen:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 10 } else { 4_000 }))]

    /// `httpdate` is the oracle for strict HTTP-dates.
    #[test]
    fn every_http_date_of_the_crate_httpdate_is_read_as_the_same_second(seconds in 0..=253_402_300_799_u64, form in 0..3) {
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        let fixdate = httpdate::fmt_http_date(time);
        let (weekday, rest) = fixdate.split_at(3);
        let parts: Vec<&str> = rest.trim_start_matches(", ").split(' ').collect();
        let text = match (form, &parts[..]) {
            (0, [day, month, year, time, _]) => format!("{weekday} {month} {day} {time} {year}"),
            (1, [day, month, year, time, _]) if (1970..2070).contains(&year.parse::<i32>().unwrap()) => {
                let weekday = WEEKDAYS.iter().find(|name| name.starts_with(weekday)).unwrap();
                format!("{weekday}, {day}-{month}-{} {time} GMT", &year[2..])
            }
            _ => fixdate.clone(),
        };
        prop_assert_eq!(httpdate::parse_http_date(&text).ok(), Some(time), "{}", text);
        prop_assert_eq!(parse_http_date(&text).and_then(Timestamp::to_system_time), Some(time), "{}", text);
    }

    #[test]
    fn a_date_in_the_fixed_form_or_near_it_is_read_as_any_other(
        seconds in 0..=253_402_300_799_u64,
        at in 0..29_usize,
        byte in prop::sample::select(b" ,:.0123459ADGJMNSTabceinopruZ+-".to_vec()),
    ) {
        let fixdate = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
        prop_assert!(read_fixed_date(Cursor(fixdate.as_bytes())).is_some(), "{}", fixdate);
        let mut near = fixdate.clone().into_bytes();
        near[at] = byte;
        for text in [fixdate, String::from_utf8(near).unwrap()] {
            let fixed = read_fixed_date(Cursor(text.as_bytes()));
            prop_assert!(fixed.is_none() || fixed == read_loose_date(&text), "{}", text);
        }
    }

    #[test]
    fn no_text_makes_a_reader_of_times_panic(
        text: String,
        near in "[A-Za-z]{2,4},? ?[0-9]{0,3}[ -][A-Za-z]{0,4}[ -][0-9]{1,5} [0-9:]{0,9} ?[A-Z+0-9:]{0,6}",
    ) {
        for text in [text, near] {
            let _ = (parse_timestamp(&text), parse_http_date(&text), is_weekday(&text));
        }
    }
}
