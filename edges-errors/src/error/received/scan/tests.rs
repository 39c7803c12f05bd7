//! The cursor against serde_json, and at its own limits.

use proptest::prelude::*;
use serde_core::de::IgnoredAny;

use super::*;

fn is_value(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    scanner.value().is_ok() && scanner.is_at_end()
}

/// Texts of the pieces that JSON is made of, and some that just miss.
fn texts() -> impl Strategy<Value = String> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\t",
        "\u{c}",
        "\"",
        "\\",
        "\"a\"",
        "\"a\":",
        "\"\\n\"",
        "\"\\u00e9\"",
        "\"\\u00g0\"",
        "\"\\x\"",
        "\"\u{1}\"",
        "\"\u{7f}\u{e9}\u{1f600}\"",
        "0",
        "1",
        "-",
        "00",
        "-0",
        "1.5",
        "1.",
        ".5",
        "1e9",
        "1E+9",
        "1e",
        "-1e-9",
        "true",
        "false",
        "null",
        "nul",
        "True",
        "\u{feff}",
        "\"a long text of words\"",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn a_value_is_what_serde_json_takes_for_one(text in texts(), around in 0..4_u8) {
        // Inside a list, where a number has an end.
        let text = if around == 0 { format!("{{\"key\":{text}}}") } else { format!("[{text}]") };
        prop_assert_eq!(is_value(&text), serde_json::from_str::<IgnoredAny>(&text).is_ok(), "{}", text);
    }
}

#[test]
fn a_number_that_reaches_the_end_is_not_whole() {
    for text in ["1", "-0.5", "1e9", " 36"] {
        assert!(!is_value(text) && is_value(&format!("{text} ")), "{text}");
    }
}

#[test]
fn nesting_is_told_apart_at_every_depth() {
    for depth in [1, 63, 64, 65, 128, 129, 1_000] {
        let open: String = (0..depth).map(|level| if level % 3 == 0 { "{\"a\":" } else { "[" }).collect();
        let close: String = (0..depth).rev().map(|level| if level % 3 == 0 { "}" } else { "]" }).collect();
        assert!(is_value(&format!("{open}0{close}")), "{depth}");
        let wrong =
            close.replacen(if depth % 3 == 1 { "}" } else { "]" }, if depth % 3 == 1 { "]" } else { "}" }, 1);
        assert!(!is_value(&format!("{open}0{wrong}")), "{depth}");
    }
}

#[test]
fn what_needs_no_escape_in_a_string_ends_it_nowhere() {
    for length in 0..40 {
        for inside in ["a", "\u{7f}", "\u{e9}", "\u{1f600}"] {
            let text = format!("\"{}\"", inside.repeat(length));
            assert_eq!(Scanner::new(&text).value(), Ok(Raw { text: &text, form: Form::Verbatim }), "{text}");
        }
        let before = "a".repeat(length);
        assert!(!is_value(&format!("\"{before}\u{1}\"")));
        let escaped = format!("\"{before}\\n\"");
        assert_eq!(Scanner::new(&escaped).value().map(|raw| raw.form), Ok(Form::Escaped));
    }
}

#[test]
fn a_control_character_ends_a_key_too() {
    assert_eq!(Scanner::new("\"a\\n\u{1}\":1").key(), Err(Broken));
}

#[test]
fn the_first_end_of_eight_bytes_is_found_wherever_it_is_and_whatever_is_around_it() {
    let characters = [b' ', b'!', b'#', b'[', b']', b'a', 0x7f, 0x80, 0xa2, 0xdc, 0xff];
    let any = characters.into_iter().chain([b'"', b'\\', 0, 0x1f]);
    let mut found = 0;
    for (before, after) in characters.into_iter().flat_map(|one| any.clone().map(move |other| (one, other))) {
        for (at, byte) in (0..8).flat_map(|at| (0..=u8::MAX).map(move |byte| (at, byte))) {
            let mut block = [before; 8];
            block[at] = byte;
            block[at + 1..].fill(after);
            let first = block.iter().position(|byte| ends_characters(*byte));
            let ends = find_ends(u64::from_le_bytes(block));
            assert_eq!((ends != 0).then(|| ends.trailing_zeros() as usize / 8), first, "{block:?}");
            found += usize::from(first.is_some());
        }
    }
    assert!(found > 50_000, "{found}");
}
