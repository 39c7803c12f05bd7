//! What the derive writes for editors, without one: a marker at the cursor is found at its own place, behind the same tokens.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

use edges_errors_codegen::handler::derive_handler;
use proc_macro2::{LineColumn, TokenStream, TokenTree};

/// The word that rust-analyzer inserts at the cursor.
const MARKER: &str = "intellijRulezz";

fn struct_with(attribute: &str) -> String {
    format!("#[edges({attribute})] struct Worker {{ audit: Audit }}")
}

/// Returns the tokens of the derive in one row, with those of its groups between their delimiters.
fn expand(item: &str) -> Vec<TokenTree> {
    let mut row = Vec::new();
    flatten(derive_handler(item.parse().unwrap()), &mut row);
    row
}

fn flatten(tokens: TokenStream, row: &mut Vec<TokenTree>) {
    for token in tokens {
        row.push(token.clone());
        if let TokenTree::Group(group) = token {
            flatten(group.stream(), row);
        }
    }
}

/// Writes a token without what is in it.
fn write(token: &TokenTree) -> String {
    match token {
        TokenTree::Group(group) => format!("{:?}", group.delimiter()),
        token => token.to_string(),
    }
}

/// Returns what is written for editors up to the marker; `$0` is the cursor.
fn find_marker(marked: &str) -> String {
    let item = struct_with(marked);
    let at = item.find("$0").unwrap();
    let written = expand(&item.replacen("$0", MARKER, 1));
    let is_marker =
        |token: &TokenTree| token.to_string().contains(MARKER) && !matches!(token, TokenTree::Group(_));
    let index = written.iter().position(is_marker).unwrap_or_else(|| panic!("`{marked}` is lost"));
    let before = |row: &[TokenTree]| row.iter().take(index).map(write).collect::<Vec<_>>();
    let path = before(&written);
    assert_eq!(path, before(&expand(&item.replacen("$0", "", 1))), "`{marked}`");
    let start = item[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |end| end + 1);
    assert_eq!(written[index].span().start(), LineColumn { line: 1, column: start }, "`{marked}`");
    let tail =
        path.iter().rev().take_while(|token| token.as_str() != "__words" && token.as_str() != "__handler");
    tail.cloned().collect::<Vec<_>>().into_iter().rev().collect()
}

#[test]
fn each_word_is_a_path_at_the_cursor() {
    for (marked, path) in [
        ("$0", "::selector::"),
        ("LIMIT_$0", "::selector::"),
        ("LIMIT_$0REACHED => pause, _ => pause", "::selector::"),
        ("A | $0", "::selector::"),
        ("A | $0 => pause", "::selector::"),
        ("A => pause, $0", "::selector::"),
        ("A => pause, $0 B => pause", "::selector::"),
        ("LIMIT$0(details) => pause", "::filled::"),
        ("ty$0 => pause", "::selector::"),
        ("outp$0", "::selector::"),
        ("output = Map<A, Vec<B>>, $0", "::selector::"),
        ("output = fn(A) -> B, LIM$0", "::selector::"),
        ("cate$0(input) => pause", "::filled::"),
        ("category$0(input) => pause", "::filled::"),
        ("category($0)", "::category::"),
        ("category(input | $0) => pause", "::category::"),
        ("A | remedy(wa$0 | b) if scope(x) => pause", "::remedy::"),
        ("strategy(ex$0", "::strategy::"),
        ("action(aw$0) => pause", "::action::"),
        ("_ if $0", "::guard::"),
        ("_ if status(424 | 429) && $0 => pause", "::guard::"),
        ("_ if scope($0) => pause", "::scope::"),
        ("_ if status(424) && rate_limit(a | b$0) => pause", "::rate_limit::"),
        ("_ if stop($0)", "::stop::"),
        ("in_d$0 => pause", "::selector::"),
        ("_ if in_do$0 && status(424) => pause", "::guard::"),
        ("on = dec$0, _ => pause", "::on::"),
        ("A => $0", "."),
        ("A => pau$0", "."),
        ("NOBODY_KNOWS => pau$0, _ =>", "."),
        ("A => first, B => $0, C => third", "."),
        ("A => .$0", "."),
        ("A => .audit.na$0, _ => pause", ".audit."),
    ] {
        // An open parenthesis is closed by the editor's own reading.
        let closed = if marked.matches('(').count() > marked.matches(')').count() {
            format!("{marked})")
        } else {
            marked.to_owned()
        };
        assert_eq!(find_marker(&closed), path, "`{marked}`");
    }
}

#[test]
fn what_no_name_can_be_has_a_stand_in() {
    for attribute in
        ["self", "Self::A => pause", "A => self", "async", "super | crate => pause", "category(self) => self"]
    {
        let text = derive_handler(struct_with(attribute).parse().unwrap()).to_string();
        let end = text.find("describe").unwrap();
        assert!(!text[..end].contains("self") && !text[..end].contains("crate"), "`{attribute}`: {text}");
        assert!(syn::parse_str::<syn::File>(&text).is_ok(), "`{attribute}`: {text}");
    }
}
