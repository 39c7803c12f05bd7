//! Every form of JSON and of nearly JSON, in the classes of JSONTestSuite, each wherever it can stand: as the body, as the
//! whole of `params`, in `params`, beside it, as the label, before and behind the label.
//!
//! [`VALID`] is what every parser accepts: it costs nothing. [`INVALID`] is what every parser refuses: the body is broken
//! there, and only a label that stood whole before that place is kept. [`OPEN`] is what parsers may settle as they like:
//! each row says what we do and why.

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/advise.rs"]
mod advise;

use edges_errors::{EdgesError, ErrorLabel, Kind};

use advise::advise;

/// Values stand between spaces; those with white space of their own have lists of their own.
const VALID: &[(&str, &str)] = &[
    (
        "numbers",
        "0 -0 7 -7 10 1.0 0.1 -0.0 0.00 1e5 1E5 1e+5 1e-5 0e0 0e+1 -0e-1 123.456e78 -123.456E-7 1.5e00",
    ),
    (
        "strings",
        r#""" "a" "é☃𝄞" "/" "\/" "\"" "\\" "\b\f\n\r\t" "\\u0041" "//" "/**/" "{}" "[" "null" "1e400""#,
    ),
    (
        "escapes",
        r#""\u0061" "\u00e9" "\u00E9" "\u0000" "\u001f" "\u007f" "\u2028" "\ufeff" "\uFFFF" "\uD834\uDD1E""#,
    ),
    ("arrays", r#"[] [[]] [[],[]] [0] [null,true,"1",{}] [""] [[[[[[]]]]]] [{"a":[]}]"#),
    (
        "objects",
        r#"{} {"a":1} {"a":{}} {"":0} {"a":1,"b":2} {"\u0061":1} {"a\nb":1} {"error":{}} {"LK_ERROR":1}"#,
    ),
    ("duplicate keys", r#"{"a":1,"a":1} {"a":1,"a":2} {"a":1,"\u0061":2} {"":0,"":0}"#),
    ("literals", "true false null"),
    (
        "labels in it",
        r#""LK_ERROR" {"error_label":"LK_ERROR"} [{"label":"LK_ERROR"}] {"params":{"error_label":"LK_ERROR"}}"#,
    ),
];

const INVALID: &[(&str, &str)] = &[
    ("signs and zeros", "+1 ++1 --1 - -a 01 -01 00 -00.0 00e0 1-2 −1"),
    ("points", ". 1. .5 -.5 -1. 1..2 1.2.3 1.e1 0.e1 .1e1"),
    ("exponents", "1e 1E 1e+ 1E- 1eE2 1e1.0 e1 1e+-1 1e١"),
    ("foreign numbers", "0x1 0b1 0o7 1_000 1,000 1f 1L NaN nan -NaN Infinity -Infinity inf ٣ １ 1a 0a"),
    ("quotes", r#" 'a' “a” `a` a "a "a'  'a "\" "a\" "\\\" "a"b" ""a"#),
    (
        "escapes",
        r#""\x41" "\a" "\0" "\'" "\1" "\U0041" "\u" "\u1" "\u12" "\u123" "\u{41}" "\u00G0" "\uD834\u" "\uD834\uD" "\é""#,
    ),
    ("arrays", r#"[ ] [1 [1, [, [,1] [1,] [1,,2] [1;2] [1:2] [1}  [[] []] [""[] ["":1] [a] [1]] [[1] ["a"#),
    (
        "objects",
        r#"{ } {"a {"a" {"a": {"a":1 {"a":1, {"a":1,} {,} {,"a":1} {"a":1,,"b":2} {"a":1"b":2} {"a":} {:1} {"a"1} {"a"::1} {"a"=1}"#,
    ),
    ("keys", r#"{a:1} {1:1} {null:1} {[]:1} {{}:1} {'a':1} {"a":1,b:2} {"\x":1} {"\u12":1} {"a":a}"#),
    ("more than one", r#"{}{} {}[] []] {}} 1]2 "a""b" {}1 {}null null{} [][] {}# {}; {},"#),
    ("literals", "tru TRUE True truee fals nul NULL None nil undefined void"),
    ("comments", "//c /**/ /**/1 1/**/ {}// {/**/} [1,//\u{a}] #c {}#c"),
    ("not JSON", r"<a> <null/> \u0031 * $ & @ ~ = a=1 a:1 %7B%7D --- !!int () (1) ; | ¦"),
    ("a byte order mark inside", "\u{feff}1 1\u{feff} {\u{feff}} {\"a\":\u{feff}1} [\u{feff}]"),
    ("white space of other tongues", "\u{a0}1 1\u{a0} {\u{2003}} [\u{3000}] [1,\u{85}2] {\"a\":\u{200b}1}"),
    (
        "controls",
        "\0 1\0 {}\0 [\0] \"\0\" \"\u{1}\" \"\u{1f}\" \u{7f} \u{7}1 \"\u{8}\" {\"\u{1}\":1} {\"a\0\":1}",
    ),
    (
        "labels in it",
        r#"{"error_label":"LK_ERROR",} ["error_label","LK_ERROR"}  "LK_ERROR {error_label:"LK_ERROR"}"#,
    ),
];

const VALID_SPACED: &[&str] =
    &["[ ]", "{ }", "[1 , 2]", "{\"a\" : 1}", "[1 ,\n\t2\r]", "\" \"", "\"a b\"", "{\" \":1}"];
const INVALID_SPACED: &[&str] = &[
    "",
    " ",
    "\n",
    "[1 2]",
    "{\"a\" 1}",
    "1 2",
    "- 1",
    "1 e5",
    "1. 5",
    "\"a\n\"",
    "\"\t\"",
    "\"\r\"",
    "[1\u{c}]",
    "{\"a\t\":1}",
    "[\u{b}1]",
    "tr ue",
    "\"\\ u0041\"",
];

/// Where parsers differ: the value, what it is as a body, whether `params` may hold it, and the reason.
type Open = (&'static str, &'static [u8], Kind, bool, &'static str);

const OPEN: &[Open] = &[
    ("beyond f64", b"1e400", Kind::NotObject, true, KEPT),
    ("below f64", b"-1e-400", Kind::NotObject, true, KEPT),
    (
        "beyond f64, long",
        b"0.4e00669999999999999999999999999999999999969999999006",
        Kind::NotObject,
        true,
        KEPT,
    ),
    ("beyond f64, negative", b"-1e+9999", Kind::NotObject, true, KEPT),
    ("beyond u64", b"18446744073709551616", Kind::NotObject, true, KEPT),
    ("beyond u128", b"-1234567890123456789012345678901234567890", Kind::NotObject, true, KEPT),
    ("a high surrogate alone", br#""\ud800""#, Kind::NotObject, true, LOSSY),
    ("a low surrogate alone", br#""\uDC00""#, Kind::NotObject, true, LOSSY),
    ("two high surrogates", br#""\uD800\uD800\n""#, Kind::NotObject, true, LOSSY),
    ("surrogates the wrong way round", br#""\uDd1e\uD834""#, Kind::NotObject, true, LOSSY),
    ("a high surrogate and a letter", br#""\ud800abc""#, Kind::NotObject, true, LOSSY),
    ("a high surrogate and an escape", br#""\uD888\u1234""#, Kind::NotObject, true, LOSSY),
    ("a surrogate in a key", br#"{"\uDFAA":0}"#, Kind::NoLabel, true, LOSSY),
    ("Latin-1", b"\"caf\xe9\"", Kind::NotObject, true, LOSSY),
    ("a byte that no UTF-8 has", b"\"\xff\"", Kind::NotObject, true, LOSSY),
    ("a continuation byte alone", b"\"\x81\"", Kind::NotObject, true, LOSSY),
    ("an overlong slash", b"\"\xc0\xaf\"", Kind::NotObject, true, LOSSY),
    ("an overlong null of six bytes", b"\"\xfc\x80\x80\x80\x80\x80\"", Kind::NotObject, true, LOSSY),
    ("a surrogate as UTF-8", b"\"\xed\xa0\x80\"", Kind::NotObject, true, LOSSY),
    ("beyond U+10FFFF", b"\"\xf4\xbf\xbf\xbf\"", Kind::NotObject, true, LOSSY),
    ("a character that breaks off", b"\"\xe0\xff\"", Kind::NotObject, true, LOSSY),
    ("a key that is no UTF-8", b"{\"\xb9\":0}", Kind::NoLabel, true, LOSSY),
    ("bytes that are no UTF-8 outside strings", b"{\"a\":\xe5}", Kind::Malformed, false, TEXT),
    ("UTF-16, little endian", b"{\0\"\0a\0\"\0:\0[\0]\0}\0", Kind::Malformed, false, TEXT),
    ("UTF-16, big endian", b"\0{\0}", Kind::NotObject, false, TEXT),
    ("UTF-16 with a mark", b"\xff\xfe{\0}\0", Kind::NotObject, false, TEXT),
    ("UTF-32", b"{\0\0\0}\0\0\0", Kind::Malformed, false, TEXT),
    ("a byte order mark before the body", b"\xef\xbb\xbf{}", Kind::NoLabel, false, MARK),
    ("a byte order mark and nothing", b"\xef\xbb\xbf", Kind::NoBody, false, MARK),
    ("two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf{}", Kind::NotObject, false, MARK),
    ("a byte order mark that breaks off", b"\xef\xbb{}", Kind::NotObject, false, MARK),
];

const KEPT: &str = "the text of a number is kept, and nobody reads it unasked";
const LOSSY: &str = "what is no character costs that character, and no field";
const TEXT: &str = "JSON between programs is UTF-8 (RFC 8259, section 8.1), and nothing here is guessed";
const MARK: &str = "one mark before the body is skipped, which RFC 8259 allows; anywhere else it is no JSON";

fn rows(table: &[(&str, &'static str)], spaced: &[&'static str]) -> Vec<&'static str> {
    let split = table.iter().flat_map(|(_, values)| values.split(' ').filter(|value| !value.is_empty()));
    split.chain(spaced.iter().copied()).collect()
}

fn decode(parts: &[&[u8]]) -> EdgesError {
    let error = EdgesError::from_parts(424, (), parts.concat());
    let shown =
        format!("{error} {error:?} {} {} {}", advise(&error), error.snippet(), error.anomalies().count());
    assert!(!shown.contains('\n'), "{shown}");
    for (_, param) in error.params().iter() {
        let _ = (param.to_value(), param.to_text(), param.to_number(), param.to_list(), param.to_timestamp());
    }
    error
}

/// A body around a value: what stands before it, and behind it.
struct Place(&'static str, &'static str);

const BEHIND_THE_LABEL: [Place; 3] = [
    Place(r#"{"error_label":"LK_524","params":"#, "}"),
    Place(r#"{"error_label":"LK_524","params":{"x":"#, "}}"),
    Place(r#"{"error_label":"LK_524","x":"#, r#","y":"LK_ERROR"}"#),
];

const BEFORE_THE_LABEL: [Place; 3] = [
    Place(r#"{"params":"#, r#","error_label":"LK_524"}"#),
    Place(r#"{"params":{"x":"#, r#"},"error_label":"LK_524"}"#),
    Place(r#"{"x":"#, r#","error_label":"LK_524"}"#),
];

impl Place {
    /// For a test that fails.
    fn show(&self, value: &[u8]) -> String {
        format!("{}{:.80}{}", self.0, value.escape_ascii().to_string(), self.1)
    }

    fn hold(&self, value: &[u8]) -> EdgesError {
        decode(&[self.0.as_bytes(), value, self.1.as_bytes()])
    }
}

fn check_accepted(value: &[u8]) {
    for place in BEHIND_THE_LABEL.iter().chain(&BEFORE_THE_LABEL) {
        let error = place.hold(value);
        let held = (error.kind(), error.label());
        assert_eq!(held, (Kind::Known, Some(ErrorLabel::Lk524)), "{}", place.show(value));
    }
}

fn check_refused(value: &[u8]) {
    for (places, label) in [(&BEHIND_THE_LABEL, Some(ErrorLabel::Lk524)), (&BEFORE_THE_LABEL, None)] {
        for place in places {
            let error = place.hold(value);
            let held = (error.kind(), error.label(), error.label_str());
            let wanted = (Kind::Malformed, label, label.map(ErrorLabel::as_str));
            assert_eq!(held, wanted, "{}", place.show(value));
        }
    }
}

/// Of all the rows one is a label of the catalogue's.
fn check_as_label(value: &[u8]) {
    for key in ["error_label", "label"] {
        let error = decode(&[b"{\"", key.as_bytes(), b"\":", value, b"}"]);
        let means_it = value == br#""LK_ERROR""#;
        assert_eq!(error.label(), means_it.then_some(ErrorLabel::LkError), "{}", value.escape_ascii());
        let stands_in =
            decode(&[b"{\"x\":1,\"", key.as_bytes(), b"\":", value, b",\"error_scope\":\"integ\"}"]);
        assert_eq!(stands_in.label(), error.label(), "{}", value.escape_ascii());
    }
}

#[test]
fn valid_json_is_accepted_wherever_it_stands() {
    for value in rows(VALID, VALID_SPACED) {
        check_accepted(value.as_bytes());
        check_as_label(value.as_bytes());
        let error = decode(&[br#"{"x":"#, value.as_bytes(), b"}"]);
        assert_eq!(error.param("x").map(|param| param.raw().to_owned()), Some(value.to_owned()));
        let bare = decode(&[value.as_bytes()]);
        let listed = value.contains(r#"{"error_label":"LK_ERROR"}"#) && value.starts_with(r#"{"e"#);
        let kind = match value {
            "null" => Kind::NoBody,
            _ if listed => Kind::Known,
            _ if value.starts_with('{') => Kind::NoLabel,
            _ => Kind::NotObject,
        };
        assert_eq!((bare.kind(), bare.label().is_some()), (kind, listed), "{value}");
    }
}

#[test]
fn invalid_json_is_refused_wherever_it_stands() {
    for value in rows(INVALID, INVALID_SPACED) {
        check_refused(value.as_bytes());
        check_as_label(value.as_bytes());
        let bare = decode(&[value.as_bytes()]);
        let kind = match value.trim_ascii().chars().next() {
            None => Kind::NoBody,
            Some('{') => Kind::Malformed,
            Some(_) => Kind::NotObject,
        };
        assert_eq!(bare.kind(), kind, "{value:?}");
        let whole = value.starts_with(r#"{"error_label":"LK_ERROR""#);
        assert_eq!(bare.label(), whole.then_some(ErrorLabel::LkError), "{value:?}");
    }
}

#[test]
fn what_json_leaves_open_has_one_outcome_each() {
    for (what, value, kind, accepted, reason) in OPEN {
        assert_eq!(decode(&[value]).kind(), *kind, "{what}: {reason}");
        if *accepted {
            check_accepted(value);
        } else {
            check_refused(value);
        }
        check_as_label(value);
    }
}

#[test]
fn nesting_is_accepted_as_deep_as_it_closes() {
    for depth in [1, 127, 128, 500, 5_000] {
        for (open, close) in [("[", "]"), (r#"{"":"#, "}"), (r#"[{"a":"#, "}]")] {
            let closed = format!("{}0{}", open.repeat(depth), close.repeat(depth));
            check_accepted(closed.as_bytes());
            check_refused(&closed.as_bytes()[..closed.len() - 1]);
            check_refused(open.repeat(depth).as_bytes());
            check_refused(format!("{closed}{close}").as_bytes());
        }
    }
}
