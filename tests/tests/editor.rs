//! What an editor offers in a crate that uses these macros, asked of a rust-analyzer: `just editor` runs it.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod language_server;

use edges_errors::{ErrorLabel, Label as _};
use language_server::{Cursor, Server};

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
    async fn wait<E>(&self, _: &E) {}
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

/// The lines that the labels of these catalogues lead to.
const EDGES: &str = r#"catalogue!("../errors.toml");"#;
const OURS: &str = r#"edges_errors::catalogue! { extends = edges_errors, inline = ""#;
const SHOP: &str = r#"edges_errors::catalogue! { inline = ""#;

fn with_attribute(attribute: &str) -> String {
    GUEST.replace("ATTRIBUTE", attribute)
}

#[test]
fn an_editor_completes_leads_and_explains() {
    let mut server = Server::start(&with_attribute("_ => pause"));
    check_completion(&mut server);
    check_navigation(&mut server);
    check_methods(&mut server);
    check_diagnostics(&mut server);
}

fn check_completion(server: &mut Server) {
    for (attribute, wanted) in [
        ("$0", "LIMIT_REACHED"),
        ("LIMIT_$0", "LIMIT_REACHED"),
        ("LIMIT_$0 => pause, _ => pause", "LIMIT_REACHED"),
        ("STATUS_429 | $0 => pause, _ => pause", "LIMIT_REACHED"),
        ("STATUS_429 => pause, $0", "LIMIT_REACHED"),
        ("LIMIT_$0(details) => pause, _ => pause", "LIMIT_REACHED"),
        ("cat$0", "category"),
        ("cat$0", "catalogue"),
        ("outp$0", "output"),
        ("on = dec$0", "decision"),
        ("category($0) => pause, _ => pause", "linkedin"),
        ("category(linkedin | inp$0) => pause, _ => pause", "input"),
        ("remedy(conta$0)", "contact_support"),
        ("strategy(exp$0) => pause, _ => pause", "exponential"),
        ("outcome(em$0) => pause, _ => pause", "empty"),
        ("_ if scope(par$0) => pause, _ => pause", "param"),
        ("_ if rate_limit(edges$0) => pause, _ => pause", "edges_api"),
        ("_ if status(424) && sc$0 => pause, _ => pause", "scope"),
        ("on = decision, stop(unl$0) => pause, _ => pause", "unlisted"),
        ("on = decision, action(de$0) => pause, _ => pause", "defer"),
        ("on = decision, in_d$0 => pause, _ => pause", "in_doubt"),
        ("on = decision, _ if in_d$0 => pause, _ => pause", "in_doubt"),
        ("LIMIT_REACHED => $0, _ => pause", "pause"),
        ("LIMIT_REACHED => pau$0", "pause"),
        ("NOBODY => pau$0, _ => pause", "pause"),
        ("LIMIT_REACHED => .au$0, _ => pause", "audit"),
        ("catalogue = ours, LK_$0 => pause, _ => pause", "LK_BAD_COOKIE"),
        ("catalogue = crate::ours, LK_$0 => pause, _ => pause", "LK_524"),
        ("catalogue = shop, $0, _ => pause", "SOLD_OUT"),
        ("catalogue = shop, remedy(w$0) => pause, _ => pause", "wait"),
    ] {
        let offered = server.complete(&with_attribute(attribute));
        assert!(offered.iter().any(|text| text == wanted), "`{attribute}`: {offered:?}");
    }
}

/// From a label, in a rule and elsewhere, to its catalogue; and what is told of it.
fn check_navigation(server: &mut Server) {
    let line = |label: ErrorLabel| format!("errors.toml:{}", label.location().line());
    for (attribute, code, definition, hover) in [
        ("LIMIT_REA$0CHED => pause, _ => pause", None, EDGES, line(ErrorLabel::LimitReached)),
        ("catalogue = ours, LK_5$024 => pause, _ => pause", None, OURS, line(ErrorLabel::Lk524)),
        (
            "catalogue = ours, LK_BAD$0_COOKIE => pause, _ => pause",
            None,
            OURS,
            "line 3 of the catalogue".to_owned(),
        ),
        ("catalogue = shop, SOLD_$0OUT => pause, _ => pause", None, SHOP, "Nothing is left".to_owned()),
        ("category(link$0edin) => pause, _ => pause", None, EDGES, "LinkedIn".to_owned()),
        ("_ => pause", Some(("ErrorLabel::Lk524", "ErrorLabel::Lk$0524")), EDGES, line(ErrorLabel::Lk524)),
        ("_ => pause", Some(("::LkBadCookie", "::LkBad$0Cookie")), OURS, "LK_BAD_COOKIE".to_owned()),
        ("_ => pause", Some(("::SoldOut", "::Sol$0dOut")), SHOP, "Nothing is left".to_owned()),
    ] {
        let text = with_attribute(attribute);
        let text = code.map_or(text.clone(), |(found, marked)| text.replacen(found, marked, 1));
        let cursor = Cursor::read(&text);
        assert_eq!(server.find_definitions(&cursor), [definition], "`{attribute}` {code:?}");
        let told = server.ask_at("textDocument/hover", &cursor)["contents"]["value"].to_string();
        assert!(told.contains(&hover), "`{attribute}` {code:?}: {told}");
    }
}

/// Methods that rules name are found and renamed with their uses.
fn check_methods(server: &mut Server) {
    let text = with_attribute("LIMIT_REACHED => pause, _ => give_up").replace("fn pause", "fn pau$0se");
    let edits = server.rename(&Cursor::read(&text), "hold");
    assert_eq!(edits, 2, "the method and the rule");
}

fn check_diagnostics(server: &mut Server) {
    for right in [
        "_ => pause,",
        "LIMIT_REACHED(limit) if status(424) && scope(input) => .audit, category(input | access) => pause, _ => pause",
        "on = decision, async, output = (), stop(unlisted) => wait, unknown => wait, _ => wait",
        "on = decision, async, output = (), LIMIT_REACHED if in_doubt => wait, in_doubt => wait, _ => wait",
        "catalogue = shop, SOLD_OUT => pause, unknown => pause",
    ] {
        assert_eq!(server.diagnose(&with_attribute(right)), [""; 0], "`{right}`");
    }
    for (wrong, told) in [
        ("LIMIT_REACHD => pause, _ => pause", "a label with a similar name exists: `LIMIT_REACHED`"),
        ("category(inptu) => pause, _ => pause", "help: write `input`"),
        ("category() => pause, _ => pause", "`category()` names nothing"),
        ("LIMIT_REACHED => , _ => pause", "a rule hands the error to a method"),
        ("LIMIT_REACHED => pause", "labels and unlisted labels are not handled"),
        ("outptu = u8, _ => pause", "help: write `output`"),
    ] {
        let said = server.diagnose(&with_attribute(wrong));
        assert!(matches!(said.as_slice(), [only] if only.contains(told)), "`{wrong}`: {said:#?}");
    }
}
