//! The proleptic Gregorian calendar, and instants as seconds since 1970.

pub(super) const SECONDS_PER_MINUTE: i64 = 60;
pub(super) const MINUTES_PER_HOUR: i64 = 60;
pub(super) const MINUTES_PER_DAY: i64 = 1_440;
pub(super) const SECONDS_PER_DAY: i64 = 86_400;

/// A day of the proleptic Gregorian calendar; `month` and `day` count from 1. A year has four digits, so that no arithmetic with
/// it wraps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
}

/// The calendar repeats every 400 years, which are this many days.
const DAYS_PER_CYCLE: i64 = 146_097;

/// Days from 0000-03-01, where a cycle starts, to 1970-01-01.
const CYCLE_START_TO_EPOCH: i64 = 719_468;

pub(super) fn days_in_month(year: i64, month: i64) -> Option<i64> {
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap_year => Some(29),
        2 => Some(28),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// Days from 1970-01-01 to `date`.
///
/// Years are counted from March, so that the leap day ends a year and every month starts at a fixed day of it. From
/// March on, months are 31, 30, 31, 30, 31 days long over and over: 153 days in five, hence `(153 * month + 2) / 5`.
pub(super) fn days_from_date(Date { year, month, day }: Date) -> i64 {
    let (year, month) = match month {
        ..=2 => (year.wrapping_sub(1), month.wrapping_add(9)),
        _ => (year, month.wrapping_sub(3)),
    };
    let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (month.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(day).wrapping_sub(1);
    cycle
        .wrapping_mul(DAYS_PER_CYCLE)
        .wrapping_add(days_before_year(year))
        .wrapping_add(day_of_year)
        .wrapping_sub(CYCLE_START_TO_EPOCH)
}

/// Returns the date so many days after 1970-01-01: the inverse of [`days_from_date`].
pub(super) fn date_from_days(days: i64) -> Date {
    let days = days.saturating_add(CYCLE_START_TO_EPOCH);
    let (cycle, day_of_cycle) = (days.div_euclid(DAYS_PER_CYCLE), days.rem_euclid(DAYS_PER_CYCLE));
    // Taking out the leap days met so far (one in 4 years, less one in 100, plus one in 400) leaves years of 365 days.
    let leap_days = (day_of_cycle / 1_460).saturating_sub(day_of_cycle / 36_524);
    let leap_days = leap_days.saturating_add(day_of_cycle / (DAYS_PER_CYCLE - 1));
    let year = day_of_cycle.saturating_sub(leap_days) / 365;
    let day_of_year = day_of_cycle.saturating_sub(days_before_year(year));

    let month = day_of_year.saturating_mul(5).saturating_add(2) / 153;
    let day_before_month = month.saturating_mul(153).saturating_add(2) / 5;
    let day = day_of_year.saturating_sub(day_before_month).saturating_add(1);
    let year = cycle.saturating_mul(400).saturating_add(year);
    match month {
        ..10 => Date { year, month: month.saturating_add(3), day },
        _ => Date { year: year.saturating_add(1), month: month.saturating_sub(9), day },
    }
}

/// Days from the start of a 400-year cycle to the start of its year number `year`, both in March.
fn days_before_year(year: i64) -> i64 {
    year.wrapping_mul(365).wrapping_add(year / 4).wrapping_sub(year / 100)
}

#[cfg(test)]
mod tests {
    use super::super::FOUR_DIGIT_YEARS;
    use super::*;

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
}
