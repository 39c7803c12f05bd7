//! The tests that objects have to pass.

use edges_errors_core::wire::{Filter, Test};

use super::super::object::visit_object;
use super::super::string::read_string;

/// The bit of a test.
pub(super) fn bit(at: u32) -> u128 {
    1_u128.checked_shl(at).unwrap_or(0)
}

/// Returns the tests that an object passes, one bit for each. Of a member that comes twice either may pass.
pub(super) fn pass(filters: &[Filter], object: &str) -> u128 {
    let (mut present, mut passed) = (0_u128, 0_u128);
    // What is read before a break is as good as what is there.
    let _ = visit_object(object, |key, value| {
        for (filter, at) in filters.iter().zip(0..).filter(|(filter, _)| filter.key == key) {
            present |= bit(at);
            if meets(&filter.test, value) {
                passed |= bit(at);
            }
        }
    });
    for (filter, at) in filters.iter().zip(0..) {
        if matches!(filter.test, Test::IsNot(_)) && present & bit(at) == 0 {
            passed |= bit(at);
        }
    }
    passed
}

/// Returns whether a member that is there passes a test.
fn meets(test: &Test, value: &str) -> bool {
    let text = match value.as_bytes().first() {
        Some(b'"') => read_string(value),
        Some(b'{' | b'[') | None => None,
        Some(_) => Some(value.into()),
    };
    let is_one_of = |values: &[&str]| text.as_deref().is_some_and(|text| values.contains(&text));
    match test {
        Test::Has => value != "null" && text.as_deref().is_none_or(|text| !text.trim().is_empty()),
        Test::Is(values) => is_one_of(values),
        Test::IsNot(values) => !is_one_of(values),
    }
}
