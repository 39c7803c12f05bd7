//! What an editor offers in a crate that uses these macros, asked of a rust-analyzer: `just editor` runs it.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod language_server;

use language_server::{Cursor, Server};
use serde_json::Value;

/// A guest with a catalogue of its own, an extension, and a handler whose attribute a case fills.
const GUEST: &str = r#"//! A guest.
use edges_errors::{EdgesErrorHandler, ErrorLabel};

pub mod shop {
    edges_errors::catalogue! { inline = "
        envelope = { label = 'code' }
        [catalogue]
        name = 'Shop'
        [categories.stock]
        fault = 'caller'
        [remedies.wait]
        doc = 'Wait for the next delivery.'
        [errors.SOLD_OUT]
        statuses = [409]
        category = 'stock'
        retry = 'never'
        remedy = 'wait'
        doc = 'Nothing is left.'
    " }
}

pub mod ours {
    edges_errors::catalogue! { extends = edges_errors, inline = "
        catalogue = { name = 'Ours', extends = 'Edges' }
        [errors.LK_BAD_COOKIE]
        statuses = [424]
        category = 'linkedin'
        retry = 'manual'
        remedy = 'refresh_identity'
        doc = 'The session of the identity has ended.'
    " }
}

#[derive(EdgesErrorHandler)]
#[edges(ATTRIBUTE)]
struct Worker {
    audit: Audit,
}

impl Worker {
    fn pause<E>(&self, _: &E) {}
    fn give_up<E>(&self, _: &E) {}
}

struct Audit;

impl<E> EdgesErrorHandler<E> for Audit {
    type Output = ();
    fn handle(&self, _: &E) {}
}

pub fn labels() -> (ErrorLabel, ours::ErrorLabel, shop::ErrorLabel) {
    (ErrorLabel::Lk524, ours::ErrorLabel::LkBadCookie, shop::ErrorLabel::SoldOut)
}
"#;

fn with_attribute(attribute: &str) -> String {
    GUEST.replace("ATTRIBUTE", attribute)
}

#[test]
fn an_editor_completes_leads_and_explains() {
    let mut server = Server::start(&with_attribute("_ => pause"));
    check_completion(&mut server);
    check_navigation(&mut server);
    check_diagnostics(&mut server);
}

fn check_completion(server: &mut Server) {
    for (attribute, wanted) in [
        ("LIMIT_$0 => pause, _ => pause", "LIMIT_REACHED"),
        ("LIMIT_$0", "LIMIT_REACHED"),
        ("STATUS_429 | LIMIT_$0 => pause, _ => pause", "LIMIT_REACHED"),
        ("STATUS_429 | $0 => pause, _ => pause", "LIMIT_REACHED"),
        ("STATUS_429 => pause, $0", "LIMIT_REACHED"),
        ("$0", "LIMIT_REACHED"),
        ("category($0) => pause, _ => pause", "linkedin"),
        ("category(linkedin | inp$0) => pause, _ => pause", "input"),
        ("remedy(conta$0) => pause, _ => pause", "contact_support"),
        ("strategy(exp$0) => pause, _ => pause", "exponential"),
        ("outcome(em$0) => pause, _ => pause", "empty"),
        ("_ if scope(par$0) => pause, _ => pause", "param"),
        ("_ if rate_limit(edges$0) => pause, _ => pause", "edges_api"),
        ("LIMIT_REACHED => pause, _ if status(424) && sc$0 => pause, _ => pause", "scope"),
        ("on = dec$0", "decision"),
        ("on = decision, stop(unl$0) => pause, _ => pause", "unlisted"),
        ("on = decision, action(de$0) => pause, _ => pause", "defer"),
        ("outp$0", "output"),
        ("cat$0", "catalogue"),
        ("cat$0", "category"),
        ("LIMIT_REACHED => pau$0, _ => pause", "pause"),
        ("LIMIT_REACHED => pau$0", "pause"),
        ("LIMIT_REACHED => $0", "pause"),
        ("LIMIT_REACHED => $0, _ => pause", "give_up"),
        ("LIMIT_REACHED => .au$0", "audit"),
        ("catalogue = ours, LK_$0 => pause, _ => pause", "LK_BAD_COOKIE"),
        ("catalogue = ours, LK_$0 => pause, _ => pause", "LK_524"),
        ("catalogue = crate::shop, S$0 => pause, _ => pause", "SOLD_OUT"),
        ("catalogue = crate::shop, remedy(w$0) => pause, _ => pause", "wait"),
        ("catalogue = ou$0, _ => pause", "ours"),
    ] {
        let offered = server.complete(&with_attribute(attribute));
        let is_offered = offered.iter().any(|text| text.trim_end_matches("()") == wanted);
        println!(
            "{} `{attribute}` -> {} {:?}",
            if is_offered { "ok" } else { "MISSING" },
            offered.len(),
            offered.iter().take(14).collect::<Vec<_>>()
        );
    }
}

fn check_navigation(server: &mut Server) {
    for marked in [
        with_attribute("LIMIT_REA$0CHED => pause, _ => pause"),
        with_attribute("catalogue = ours, LIMIT_REA$0CHED => pause, _ => pause"),
        with_attribute("catalogue = ours, LK_BAD$0_COOKIE => pause, _ => pause"),
        with_attribute("catalogue = shop, SOLD_$0OUT => pause, _ => pause"),
        with_attribute("_ => pause").replace("Lk524", "Lk$0524"),
        with_attribute("_ => pause").replace("::LkBadCookie", "::LkBad$0Cookie"),
        with_attribute("_ => pause").replace("::SoldOut", "::Sol$0dOut"),
        with_attribute("LIMIT_REACHED => pau$0se, _ => pause"),
        with_attribute("category(lin$0kedin) => pause, _ => pause"),
        with_attribute("_ if scope(in$0put) => pause, _ => pause"),
    ] {
        let cursor = Cursor::read(&marked);
        let definition = server.ask_at("textDocument/definition", &cursor);
        let hover = server.ask_at("textDocument/hover", &cursor);
        let line = marked.lines().find(|line| line.contains("$0")).unwrap();
        println!("{line}\n    {definition}\n    {}", hover["contents"]["value"]);
    }
}

fn check_diagnostics(server: &mut Server) {
    for attribute in [
        "_ => pause",
        "LIMIT_REACHED => pause, category(input) | remedy(retry) => pause, _ if scope(input) && status(424) => .audit, _ => pause,",
        "LIMIT_REACHD => pause, _ => pause",
        "LIMIT_REACHED => nobody, _ => pause",
        "LIMIT_REACHED => , _ => pause",
        "category() => pause, _ => pause",
        "on = decision, stop(unlisted) => pause, _ => pause",
        "cate, _ => pause",
    ] {
        println!("{attribute}: {:#?}", server.diagnose(&with_attribute(attribute)));
    }
    let _: Value = Value::Null;
}
