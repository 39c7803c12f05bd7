//! Generated documentation of catalogues whose every string is hostile: Markdown has to see text in it, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_codegen::expand::{Site, expand_catalogue};
use edges_errors_core::text::is_steering;
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Returns the text of every `#[doc = ".."]`, wherever it stands.
fn docs(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = String::new();
    for token in tokens {
        match &token {
            TokenTree::Group(group) => found.extend(docs(group.stream())),
            TokenTree::Literal(literal) if before == "doc =" => found.extend(text_of(literal)),
            _ => {}
        }
        let word = token.to_string();
        before = if before == "doc" && word == "=" { "doc =".to_owned() } else { word };
    }
    found
}

fn text_of(literal: &Literal) -> Option<String> {
    syn::parse2::<syn::LitStr>(TokenTree::from(literal.clone()).into()).ok().map(|text| text.value())
}

fn expand(text: &str) -> Vec<String> {
    let checked = read_catalogue(&Sources::new("hostile.toml", text));
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let catalogue = checked.catalogue.unwrap();
    let site = Site {
        runtime: "::edges_errors".parse().unwrap(),
        written: Span::call_site(),
        callback: "__catalogue_of_the_fixture".to_owned(),
        broken: false,
        base: None,
        texts: Vec::new(),
    };
    docs(expand_catalogue(&catalogue, &site))
}

fn check(doc: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(doc, options) {
        let is_ours = match &event {
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::Rule => false,
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => false,
            Event::Start(Tag::Link { dest_url, .. }) => {
                dest_url.starts_with("https://hostile.example/") || dest_url.starts_with("super::")
            }
            Event::Start(
                Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::Heading { .. }
                | Tag::HtmlBlock
                | Tag::BlockQuote(_)
                | Tag::Strikethrough
                | Tag::FootnoteDefinition(_)
                | Tag::Emphasis,
            ) => false,
            // Bullets are ours, numbers are not.
            Event::Start(Tag::List(start)) => start.is_none(),
            _ => true,
        };
        assert!(is_ours, "{event:?} in {doc:?}");
    }
    assert!(!doc.chars().any(|c| c != '\n' && is_steering(c)), "{doc:?}");
}

const HOSTILE: &str =
    "x` <img src=x onerror=alert(1)> [a](javascript:alert(1)) ``` ~~~ *e* _e_ ~~s~~ [`Vec`] # h";

#[test]
fn hostile_prose_stays_text() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tests/catalogues/hostile.toml");
    let docs = expand(&fs::read_to_string(path).unwrap());
    assert!(docs.len() > 10);
    docs.iter().for_each(|doc| check(doc));
}

#[test]
fn hostile_names_stay_text() {
    let text = include_str!("../../tests/tests/catalogues/hostile.toml");
    let context = format!(
        "\n[contexts.mode]\nvalues = ['{HOSTILE}', \"a\"]\ndoc = '{HOSTILE}'\n[errors.SOLD_OUT.params]\n"
    );
    let text = text.replace("\n[errors.SOLD_OUT.params]\n", &context);
    let text = text.replace("\"odd-name\" =", &format!("'{HOSTILE}' ="));
    let docs = expand(&text.replace("\"a b\" =", &format!("'{HOSTILE}' =")));
    assert!(docs.iter().filter(|doc| doc.contains("onerror")).count() > 3, "{docs:#?}");
    docs.iter().for_each(|doc| check(doc));
}
