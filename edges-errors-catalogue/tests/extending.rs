//! Catalogues that extend others: what the merged catalogue says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::iter;
use std::time::Duration;

use edges_errors_catalogue::diagnostic::{Look, Rule};
use edges_errors_catalogue::language::{CATALOGUE, Form};
use edges_errors_catalogue::model::{Catalogue, EntrySource, Label, Location, Outcome, Strategy};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::{FileName, Source, Sources};

const EDGES: &str = include_str!("../../errors.toml");
const SHOP: &str = include_str!("golden/extending/base/shop.toml");

const ABOUT: &str = "[catalogue]\nname = \"Ours\"\nextends = \"Shop\"\n";

fn shop() -> Sources {
    Sources::new("shop.toml", SHOP)
}

fn extend(base: Sources, text: &str) -> Sources {
    base.extended_by(Source::new("ours.toml", text))
}

fn read(sources: &Sources) -> Catalogue {
    let checked = read_catalogue(sources);
    let drawn: Vec<_> = checked.diagnostics.iter().map(|it| it.render(sources, Look::Plain)).collect();
    assert!(drawn.is_empty(), "{}", drawn.join("\n\n"));
    checked.catalogue.unwrap()
}

fn read_ours(text: &str) -> Catalogue {
    read(&extend(shop(), &format!("{ABOUT}{text}")))
}

fn label<'a>(catalogue: &'a Catalogue, name: &str) -> &'a Label {
    catalogue.labels.iter().find(|label| label.name == name).unwrap()
}

fn names(catalogue: &Catalogue) -> Vec<&str> {
    catalogue.labels.iter().map(|label| label.name.as_str()).collect()
}

/// A catalogue, without its own name, and as if each entry came from one file.
fn leave_out_sources(mut catalogue: Catalogue) -> Catalogue {
    let reset = |location: &mut Location| {
        *location = Location { source: EntrySource::Own, file: Location::START.file, ..*location };
    };
    catalogue.name = String::new();
    catalogue.extends = None;
    catalogue.files = Vec::new();
    let keys = catalogue.categories.iter_mut().map(|entry| &mut entry.key);
    let keys = keys.chain(catalogue.scopes.iter_mut().map(|entry| &mut entry.key));
    let keys = keys.chain(catalogue.remedies.iter_mut().map(|entry| &mut entry.key));
    let keys = keys.chain(catalogue.faults.iter_mut().map(|entry| &mut entry.key));
    let keys = keys.chain(catalogue.payloads.iter_mut().map(|entry| &mut entry.key));
    let limits = catalogue.rate_limits.iter_mut();
    let keys = keys.chain(limits.flat_map(|limit| iter::once(&mut limit.key).chain(&mut limit.applies_to)));
    keys.for_each(|key| reset(&mut key.location));
    reset(&mut catalogue.envelope.location);
    for context in &mut catalogue.contexts {
        reset(&mut context.key.location);
        context.values.iter_mut().for_each(|value| reset(&mut value.location));
    }
    catalogue.policies.iter_mut().for_each(|policy| reset(&mut policy.location));
    catalogue.statuses.iter_mut().for_each(|status| reset(&mut status.location));
    for label in &mut catalogue.labels {
        reset(&mut label.location);
        let values = label.params.iter_mut().flat_map(|param| &mut param.values);
        values.for_each(|value| reset(&mut value.location));
    }
    catalogue
}

#[test]
fn a_label_that_is_added_has_only_the_links_that_know_it() {
    let links = |about: &str, more: &str| {
        let text = format!(
            "[errors.OURS]\nstatuses = [409]\ncategory = \"ours\"\nretry = \"never\"\nremedy = \"ours\"\ndoc = \"Ours.\"\n{more}\n\
             [categories.ours]\nfault = \"caller\"\n[remedies.ours]\ndoc = \"Ask us.\"\n"
        );
        let catalogue = read(&extend(shop(), &format!("{ABOUT}{about}{text}")));
        let link = |name: &str| label(&catalogue, name).docs_url.clone();
        [link("SOLD_OUT"), link("OURS")]
    };
    let theirs = || Some("https://shop.example/errors#sold_out".to_owned());
    assert_eq!(links("", ""), [theirs(), None]);
    let given = "https://ours.example/errors";
    assert_eq!(links("", &format!("docs_url = \"{given}\"")), [theirs(), Some(given.to_owned())]);
    let ours = |label: &str| Some(format!("{given}#{label}"));
    let pattern = format!("docs_url = \"{given}#{{label}}\"\n");
    assert_eq!(links(&pattern, ""), [ours("SOLD_OUT"), ours("OURS")]);
    assert_eq!(links(&pattern, "docs_url = false"), [ours("SOLD_OUT"), None]);
    let reference = format!("reference = \"{given}\"\n");
    assert_eq!(links(&reference, ""), [ours("sold_out"), ours("ours")]);
    assert_eq!(links(&format!("docs_url = false\n{reference}"), ""), [None, None]);
    let overridden = "[override.errors]\nSOLD_OUT.docs_url = false\n";
    assert_eq!(links("", overridden), [None, None]);
}

#[test]
fn an_extension_without_content_says_what_its_base_says() {
    for (text, name) in [(EDGES, "Edges"), (SHOP, "Shop")] {
        let base = Sources::new("base.toml", text);
        let about = format!("[catalogue]\nname = \"Ours\"\nextends = \"{name}\"\n");
        let once = extend(base.clone(), &about);
        let twice = extend(once.clone(), &about.replace(&format!("\"{name}\""), "\"Ours\""));
        let said = leave_out_sources(read(&base));
        assert_eq!(leave_out_sources(read(&once)), said);
        assert_eq!(leave_out_sources(read(&twice)), said);
    }
}

#[test]
fn a_base_and_the_rest_of_its_text_as_an_extension_are_the_whole_text() {
    // Wherever the labels are cut in two, the second half extends the first.
    let whole = read(&Sources::new("errors.toml", EDGES));
    let is_label =
        |at: &usize| EDGES[*at..].lines().next().is_some_and(|header| header.matches('.').count() == 1);
    let labels = EDGES.match_indices("\n[errors.").map(|(at, _)| at + 1).filter(is_label);
    for cut in labels.skip(20) {
        let (first, rest) = EDGES.split_at(cut);
        let sources = Sources::new("first.toml", first).extended_by(Source::new(
            "rest.toml",
            format!("[catalogue]\nname = \"Edges\"\nextends = \"Edges\"\n{rest}"),
        ));
        // What only later labels refer to is unused, or not there, in the first half alone.
        let checked = read_catalogue(&sources);
        let Ok(merged) = checked.catalogue else { panic!("{:?}", checked.diagnostics) };
        assert_eq!(names(&merged), names(&whole));
        for (merged, label) in merged.labels.iter().zip(&whole.labels) {
            assert_eq!(
                (&merged.doc, merged.category, &merged.retry),
                (&label.doc, label.category, &label.retry)
            );
        }
    }
}

#[test]
fn each_section_adds_behind_what_the_base_has() {
    let ours = read_ours(
        r#"
        [categories.money]
        fault = "account"
        doc   = "There is none."

        [scopes.purse]
        doc = "The purse."

        [remedies.pay]
        doc = "Pay."

        [retry.later]
        strategy = "fixed"
        delay    = "1h"

        [contexts.size]
        values = ["small", "large"]

        [statuses.402]
        title  = "Payment Required"
        doc    = "Pay first."
        retry  = "later"
        remedy = "pay"

        [rate_limits.purse]
        doc        = "The purse is empty."
        signal     = { label = "NO_MONEY" }
        applies_to = ["purse"]
        retry      = "later"

        [errors.NO_MONEY]
        statuses = [402]
        category = "money"
        retry    = [{ when = { size = ["small"] }, policy = "later" }, { policy = "never" }]
        remedy   = "pay"
        doc      = "No money is left."

        [payloads.order]
        error = "problem"
        doc   = "An order."

        [faults.bank]
        doc = "Who holds the money."
        "#,
    );
    let base = read(&shop());
    assert_eq!(names(&ours), ["SOLD_OUT", "OLD_ORDER", "LOST", "NO_MONEY"]);
    for section in CATALOGUE.keys() {
        let counts = match section.name {
            "payloads" => (base.payloads.len(), ours.payloads.len()),
            "faults" => (base.faults.len(), ours.faults.len()),
            "categories" => (base.categories.len(), ours.categories.len()),
            "scopes" => (base.scopes.len(), ours.scopes.len()),
            "remedies" => (base.remedies.len(), ours.remedies.len()),
            "retry" => (base.policies.len(), ours.policies.len()),
            "contexts" => (base.contexts.len(), ours.contexts.len()),
            "statuses" => (base.statuses.len(), ours.statuses.len()),
            "rate_limits" => (base.rate_limits.len(), ours.rate_limits.len()),
            "errors" => (base.labels.len(), ours.labels.len()),
            _ => {
                assert!(matches!(section.form, Form::Table(_) | Form::Overrides), "{}", section.name);
                continue;
            }
        };
        assert_eq!(counts.0 + 1, counts.1, "{}", section.name);
    }
    let added = label(&ours, "NO_MONEY");
    assert_eq!(ours.describe_location(added.location), "ours.toml:34");
    assert_eq!(added.location.source, EntrySource::Own);
    let sold_out = label(&ours, "SOLD_OUT").location;
    assert_eq!(
        (ours.describe_location(sold_out).as_str(), sold_out.source),
        ("shop.toml:57", EntrySource::Base)
    );
}

#[test]
fn an_override_changes_what_it_says_and_nothing_else() {
    let base = read(&shop());
    let ours = read_ours(
        r#"
        [override.errors]
        SOLD_OUT.outcome    = "empty"
        SOLD_OUT.notes      = ["Ours."]
        OLD_ORDER.statuses  = [409]
        OLD_ORDER.deprecated.note = "Says nothing"

        [override.errors.SOLD_OUT.params]
        customer.sensitive = false
        shelf              = { type = "string", doc = "Where it was." }
        "#,
    );
    let (before, after) = (label(&base, "SOLD_OUT"), label(&ours, "SOLD_OUT"));
    assert_eq!((after.outcome, after.notes.as_slice()), (Outcome::Empty, &["Ours.".to_owned()][..]));
    let params: Vec<_> = after.params.iter().map(|param| (param.name.as_str(), param.sensitive)).collect();
    assert_eq!(params, [("next_delivery", false), ("customer", false), ("type", false), ("shelf", false)]);
    let changed = Label {
        outcome: before.outcome,
        notes: before.notes.clone(),
        params: before.params.clone(),
        location: before.location,
        ..after.clone()
    };
    assert_eq!(&changed, before);
    assert_eq!((after.location.line, after.location.source), (before.location.line, EntrySource::Overridden));
    let old_order = label(&ours, "OLD_ORDER");
    assert_eq!(old_order.statuses, [409]);
    let deprecated = old_order.deprecated.as_ref().unwrap();
    assert_eq!(deprecated.note, "Says nothing");
    assert_eq!(ours[deprecated.replaced_by.unwrap()].name, "SOLD_OUT");
    assert_eq!(names(&ours), names(&base));
    let lost = label(&base, "LOST");
    assert_eq!(&Label { location: lost.location, ..label(&ours, "LOST").clone() }, lost);
}

#[test]
fn the_usual_faults_of_a_base_stay_the_first_ones() {
    let names = |ours: &Catalogue| -> Vec<String> {
        ours.faults.iter().map(|fault| fault.key.name.clone()).collect()
    };
    let bank = "[faults.bank]\ndoc = \"Who holds the money.\"\n";
    let once = extend(shop(), &format!("{ABOUT}{bank}"));
    assert_eq!(names(&read(&once)), ["caller", "account", "provider", "api", "bank"]);
    let twice =
        extend(once, "[catalogue]\nname = \"Theirs\"\nextends = \"Ours\"\n[faults.mint]\ndoc = \"Mints.\"\n");
    assert_eq!(names(&read(&twice)), ["caller", "account", "provider", "api", "bank", "mint"]);
    for (text, rule) in [
        (bank.replace("faults.bank", "faults.api"), Rule::Redefined),
        (format!("{bank}rust_name = \"Api\"\n"), Rule::Redefined),
        (format!("{bank}caller = true\n"), Rule::BadFault),
    ] {
        let checked = read_catalogue(&extend(shop(), &format!("{ABOUT}{text}")));
        let rules: Vec<Rule> = checked.diagnostics.iter().map(|mistake| mistake.rule).collect();
        assert_eq!(rules, [rule], "{text}");
    }
}

#[test]
fn the_places_of_a_base_are_kept_completed_and_overridden() {
    let base = read(&shop()).envelope;
    let ours = read_ours("[envelope]\nmessage = \"error.message\"\n").envelope;
    assert_eq!((&ours.label, ours.message.len(), base.message.len()), (&base.label, 1, 0));
    let ours = read_ours("[override.envelope]\nlabel = \"[ok=false].code\"\n").envelope;
    assert_eq!((ours.label.len(), ours.label == base.label), (1, false));
}

#[test]
fn a_strategy_drops_the_other_keys_of_its_policy_and_any_other_key_does_not() {
    let slowly = |text: &str| {
        let ours = read_ours(&format!("[override.retry.slowly]\n{text}"));
        let policy =
            ours.policies.iter().find(|policy| policy.name.as_deref() == Some("slowly")).unwrap().clone();
        (policy.strategy, policy.max_attempts, policy.location.source)
    };
    let delay = Duration::from_secs(5);
    assert_eq!(
        slowly("strategy = \"fixed\"\ndelay = \"5s\""),
        (Strategy::Fixed { delay }, None, EntrySource::Overridden)
    );
    let (strategy, attempts, _) = slowly("max_attempts = 9");
    assert!(matches!(strategy, Strategy::Exponential { .. }) && attempts == Some(9), "{strategy:?}");
    // A sign is a header or a label, and a rule is one of a list: both are replaced as a whole.
    let ours = read_ours(
        "[override]\nrate_limits.stock.signal = { header = \"X-Stock\" }\nerrors.SOLD_OUT.retry = \"never\"\n",
    );
    assert_eq!(label(&ours, "SOLD_OUT").retry.rules().count(), 1);
    assert!(ours.limit_signalled_by(label(&ours, "SOLD_OUT")).is_none());
}

#[test]
fn the_catalogue_itself_is_described_by_the_own_file_first() {
    let ours = read_ours("revision = \"7\"\nin_doubt = \"Ask us.\"\n");
    let base = read(&shop());
    assert_eq!((ours.name.as_str(), ours.extends.as_deref()), ("Ours", Some("Shop")));
    assert_eq!((ours.revision.as_deref(), ours.in_doubt.as_deref()), (Some("7"), Some("Ask us.")));
    assert_eq!((&ours.error, &ours.reference, &ours.support), (&base.error, &base.reference, &base.support));
    assert_eq!(ours.files, ["shop.toml", "ours.toml"].map(|name| FileName::Path(name.to_owned())));
}

#[test]
fn three_levels_are_read_in_order_and_the_last_one_tells_its_own() {
    let middle = extend(
        shop(),
        "[catalogue]\nname = \"Middle\"\nextends = \"Shop\"\n[override.errors]\nSOLD_OUT.outcome = \"empty\"\n",
    );
    let top = "[catalogue]\nname = \"Top\"\nextends = \"Middle\"\n[override.errors]\nOLD_ORDER.outcome = \"empty\"\n";
    let catalogue = read(&middle.clone().extended_by(Source::in_place(top)));
    assert_eq!(catalogue.files.len(), 3);
    let of = |name| (label(&catalogue, name).outcome, label(&catalogue, name).location.source);
    assert_eq!(of("SOLD_OUT"), (Outcome::Empty, EntrySource::Base));
    assert_eq!(of("OLD_ORDER"), (Outcome::Empty, EntrySource::Overridden));
    // The name of the base is that of the level below, and not of one further down.
    let wrong = middle.extended_by(Source::in_place(top.replace("\"Middle\"", "\"Shop\"")));
    let found = read_catalogue(&wrong).diagnostics;
    assert_eq!(found.iter().map(|mistake| mistake.rule).collect::<Vec<_>>(), [Rule::WrongBase]);
}

#[test]
fn the_mistakes_of_a_base_are_not_told_again() {
    let broken = SHOP.replace("category        = \"stock\"", "category = \"stok\"");
    let own = "[catalogue]\nname = \"Ours\"\nextends = \"Shop\"\n";
    let rules = |base: &str, own: &str| {
        let found = read_catalogue(&extend(Sources::new("shop.toml", base), own)).diagnostics;
        found.into_iter().map(|mistake| mistake.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&broken, own), [Rule::BrokenBase]);
    assert_eq!(rules(&broken[1..100], own), [Rule::BrokenBase]);
    let mistaken = format!("{own}[override.errors]\nSOLD_OUT.remedy = \"nobody\"\n");
    assert_eq!(rules(&broken, &mistaken), [Rule::BrokenBase]);
    assert_eq!(rules(SHOP, &mistaken), [Rule::UnknownRemedy]);
    assert_eq!(rules("catalogue = 1", own), [Rule::BrokenBase]);
    // An extension whose own base is left out.
    assert_eq!(rules(own, &own.replace("Shop", "Ours")), [Rule::BrokenBase]);
}

#[test]
fn a_file_that_extends_another_is_not_read_alone() {
    let sources =
        Sources::new("ours.toml", format!("{ABOUT}[override.errors]\nSOLD_OUT.retry = \"never\"\n"));
    let found = read_catalogue(&sources).diagnostics;
    assert_eq!(found.iter().map(|mistake| mistake.rule).collect::<Vec<_>>(), [Rule::WrongBase]);
    assert!(found[0].message.contains("`Shop`") && found[0].help.is_some());
    let sources =
        Sources::new("shop.toml", format!("{SHOP}\n[override.errors]\nSOLD_OUT.retry = \"never\"\n"));
    let found = read_catalogue(&sources).diagnostics;
    assert_eq!(found.iter().map(|mistake| mistake.rule).collect::<Vec<_>>(), [Rule::WrongBase]);
}
