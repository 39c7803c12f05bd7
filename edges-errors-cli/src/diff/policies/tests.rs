use super::*;
use edges_errors_catalogue::model::{Factor, Location};

fn policy(strategy: Strategy, max_attempts: Option<u32>) -> Policy {
    Policy { name: None, strategy, max_attempts, location: Location::START }
}

fn fixed(seconds: u64) -> Strategy {
    Strategy::Fixed { delay: Duration::from_secs(seconds) }
}

fn exponential(base: u64, cap: u64) -> Strategy {
    let (base, cap) = (Duration::from_secs(base), Duration::from_secs(cap));
    Strategy::Exponential { base, cap, factor: Factor::DOUBLE }
}

#[test]
fn a_single_request_is_no_retry() {
    let (once, thrice) = (policy(fixed(1), Some(1)), policy(fixed(1), Some(3)));
    assert_eq!(compare_policies(&once, &thrice), [Behaviour::NowRetried]);
    assert_eq!(compare_policies(&thrice, &once), [Behaviour::NoLongerRetried]);
}

#[test]
fn waits_are_compared_over_the_attempts_that_both_make() {
    use Behaviour::*;
    let compare = |old, new| compare_policies(&policy(old, Some(4)), &policy(new, Some(4)));
    assert_eq!(compare(fixed(1), fixed(2)), [WaitsLonger]);
    assert_eq!(compare(exponential(2, 60), exponential(1, 60)), [WaitsShorter]);
    assert_eq!(compare(fixed(3), exponential(1, 60)), [WaitsDifferently]);
    // 1 s, 2 s, 4 s: the cap is never reached.
    assert_eq!(compare(exponential(1, 60), exponential(1, 90)), []);
    assert_eq!(
        compare_policies(&policy(fixed(1), Some(2)), &policy(fixed(2), None)),
        [WaitsLonger, SentMoreOften]
    );
}

#[test]
fn huge_numbers_do_not_overflow() {
    let year = 315_360_000;
    let huge = Strategy::Exponential {
        base: Duration::from_secs(year),
        cap: Duration::from_secs(year),
        factor: Factor::from_thousandths(100_000),
    };
    assert_eq!(compare_policies(&policy(huge, None), &policy(huge, None)), []);
}
