//! The reference page as its markup: what a browser, a screen reader and a reader without a script get.
//! What only a browser can tell is in `tests/tests/page.rs`.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use edges_errors_cli::documents::explain::collect_facts;
use edges_errors_cli::documents::html::write_page;
use edges_errors_cli::documents::json::write_catalogue;
use scraper::{ElementRef, Html, Selector};
use toml::{Table, Value};

use super::{parse_catalogue, read_catalogue, read_text};

const HOSTILE: &str = "tests/tests/catalogues/hostile.toml";
const SHOP: &str = "tests/tests/catalogues/shop.toml";
const AWS: &str = "tests/catalogues/apis/aws.toml";
const OPENAI: &str = "tests/catalogues/apis/openai.toml";
const ALL: [&str; 12] = [
    "errors.toml",
    SHOP,
    HOSTILE,
    "tests/tests/catalogues/extended.toml",
    "tests/catalogues/smallest.toml",
    "tests/catalogues/quotas.toml",
    AWS,
    "tests/catalogues/apis/google.toml",
    OPENAI,
    "tests/catalogues/apis/slack.toml",
    "tests/catalogues/apis/stripe.toml",
    "tests/catalogues/apis/twilio.toml",
];

fn page(file: &str) -> Html {
    Html::parse_document(&write_page(&read_catalogue(file)))
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn by_id<'a>(page: &'a Html, id: &str) -> ElementRef<'a> {
    let found = select(page, &format!("[id='{id}']"));
    assert_eq!(found.len(), 1, "{id}");
    found[0]
}

/// The section of a label.
fn of_label<'a>(page: &'a Html, name: &str) -> ElementRef<'a> {
    let sections = select(page, ".label").into_iter();
    let found: Vec<_> = sections.filter(|section| section.attr("data-label") == Some(name)).collect();
    assert_eq!(found.len(), 1, "{name}");
    found[0]
}

/// The text of an element as a reader sees it.
fn text(element: ElementRef<'_>) -> String {
    fold(&element.text().collect::<String>())
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an element shows a text, or leads to it as an address.
fn says(element: ElementRef<'_>, fact: &str) -> bool {
    let links = Selector::parse("a").unwrap();
    text(element).contains(&fold(fact)) || element.select(&links).any(|link| link.attr("href") == Some(fact))
}

fn attributes<'a>(page: &'a Html, name: &str) -> Vec<&'a str> {
    select(page, &format!("[{name}]")).into_iter().map(|element| element.attr(name).unwrap()).collect()
}

#[test]
fn the_page_is_html_without_a_mistake_and_the_same_each_time() {
    for file in ALL {
        let written = write_page(&read_catalogue(file));
        assert_eq!(written, write_page(&read_catalogue(file)), "{file}");
        let parsed = Html::parse_document(&written);
        assert_eq!(parsed.errors, Vec::<&str>::new(), "{file}");
        assert_eq!(format!("{:?}", parsed.quirks_mode), "NoQuirks", "{file}");
    }
}

#[test]
fn each_label_has_a_row_and_a_section() {
    for file in ALL {
        let (catalogue, page) = (read_catalogue(file), page(file));
        let count = catalogue.labels.len();
        assert_eq!(
            (select(&page, "tbody tr").len(), select(&page, ".label").len()),
            (count, count),
            "{file}"
        );
        for label in &catalogue.labels {
            let section = of_label(&page, &label.name);
            let id = section.attr("id").unwrap();
            let row = by_id(&page, &format!("row-{id}"));
            let link = row.select(&Selector::parse("th[scope=row] a").unwrap()).next().unwrap();
            assert_eq!((link.attr("href"), text(link)), (Some(&*format!("#{id}")), label.name.clone()));
            assert!(section.value().classes().any(|class| class == "label"), "{}", label.name);
        }
    }
}

#[test]
fn a_removed_label_stands_apart() {
    let page = page(SHOP);
    let removed = |selector: &str| -> Vec<String> {
        let found = select(&page, selector).into_iter();
        found.map(|element| element.attr("id").unwrap().to_owned()).collect()
    };
    assert_eq!(removed("#removed .label"), ["CHEQUE_BOUNCED"]);
    assert_eq!(removed("#removed tbody tr"), ["row-CHEQUE_BOUNCED"]);
    assert_eq!(select(&page, "#quick-reference tbody tr").len(), 6);
    assert!(text(by_id(&page, "CHEQUE_BOUNCED")).contains("Removed in revision 2024-01."));
}

#[test]
fn each_id_is_there_once_and_each_reference_finds_one() {
    for file in ALL {
        check_ids(file, &page(file));
    }
}

/// Labels that are named as parts of the page are, or as no id can be.
#[test]
fn a_label_of_any_name_has_an_id_of_its_own() {
    let names = [
        "search",
        "main",
        "count",
        "faults",
        "envelope",
        "quick-reference",
        "row-main",
        "title-main",
        "category-stock",
        "label-main",
        "label-label-main",
        "Sold out",
        "Sold%20out",
        "caf\u{e9}",
        "\u{e9}",
        "a\"b",
        "7",
    ];
    let mut text = "[catalogue]\nname = \"Ids\"\n[envelope]\nlabel = \"code\"\nlabel_format = \"any\"\n\
        [categories.stock]\nfault = \"caller\"\n[remedies.wait]\ndoc = \"Wait.\"\n"
        .to_owned();
    for (number, name) in names.iter().enumerate() {
        text += &format!(
            "[errors.{name:?}]\nrust_name = \"Label{number}\"\nstatuses = [400]\ncategory = \"stock\"\n\
             retry = \"never\"\nremedy = \"wait\"\ndoc = \"A name.\"\n"
        );
    }
    let page = Html::parse_document(&write_page(&parse_catalogue(&text)));
    check_ids("ids.toml", &page);
    for name in names {
        let id = of_label(&page, name).attr("id").unwrap();
        assert!(!id.contains(char::is_whitespace), "{id}");
    }
}

fn check_ids(file: &str, page: &Html) {
    let ids = attributes(page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{file}");
    let links = attributes(page, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
    let names = ["for", "aria-labelledby", "aria-controls"];
    let names = names.into_iter().flat_map(|name| attributes(page, name));
    for id in links.chain(names) {
        assert!(unique.contains(id), "{file}: nothing has the id {id}");
    }
}

#[test]
fn each_control_has_a_name_and_the_order_of_the_page() {
    let page = page("errors.toml");
    let controls = select(&page, "input, select, textarea");
    assert_eq!(controls.len(), 5);
    for control in controls {
        let label = select(&page, &format!("label[for={}]", control.attr("id").unwrap()));
        assert_eq!(label.len(), 1);
        assert!(!text(label[0]).is_empty());
    }
    let buttons = select(&page, "button");
    assert!(buttons.iter().all(|button| !text(*button).is_empty() && button.attr("type") == Some("button")));
    assert!(attributes(&page, "tabindex").iter().all(|index| *index == "-1"));
    assert_eq!(
        text(select(&page, "[role=status]")[0]),
        format!("{} labels", edges_errors::ErrorLabel::ALL.len())
    );
}

#[test]
fn landmarks_headings_and_tables_are_what_a_screen_reader_expects() {
    for file in ALL {
        let page = page(file);
        for landmark in [
            "html[lang=en]",
            "header",
            "nav[aria-label]",
            "search[aria-label]",
            "main",
            "footer",
            "title",
            "h1",
        ] {
            assert_eq!(select(&page, landmark).len(), 1, "{file}: {landmark}");
        }
        let mut level = 0;
        for heading in select(&page, "h1, h2, h3, h4, h5, h6") {
            let next: usize = heading.value().name()[1..].parse().unwrap();
            assert!(next <= level + 1, "{file}: {} comes after a heading of level {level}", text(heading));
            assert!(!text(heading).is_empty(), "{file}");
            level = next;
        }
        for table in select(&page, "table") {
            let count = |selector: &str| table.select(&Selector::parse(selector).unwrap()).count();
            assert_eq!((count("caption"), count("thead th[scope=col]")), (1, 6));
            assert_eq!(count("tbody th[scope=row]"), count("tbody tr"));
        }
    }
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    for file in ALL {
        let page = page(file);
        assert_eq!(select(&page, "link, img, iframe, object, embed, base, form, audio, video, svg").len(), 0);
        assert_eq!((select(&page, "script").len(), select(&page, "style").len()), (1, 1));
        for element in page.root_element().descendent_elements() {
            for (name, value) in element.value().attrs() {
                let allowed = match name {
                    "href" if element.attr("download").is_some() => {
                        value.starts_with("data:application/json;base64,")
                    }
                    "href" => value.starts_with('#') || value.starts_with("https://"),
                    "src" | "srcset" | "style" | "action" | "poster" | "ping" => false,
                    _ => !name.starts_with("on"),
                };
                assert!(allowed, "{file}: {name}={value}");
            }
        }
        let style = text(select(&page, "style")[0]);
        assert!(!style.contains("url(") && !style.contains("@import"));
        let policy = select(&page, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    }
}

#[test]
fn hostile_prose_stays_text() {
    let names = |page: &Html| -> BTreeSet<String> {
        let elements = page.root_element().descendent_elements();
        elements.map(|element| element.value().name().to_owned()).collect()
    };
    let (hostile, shop) = (page(HOSTILE), page(SHOP));
    assert_eq!(names(&hostile).difference(&names(&shop)).collect::<Vec<_>>(), Vec::<&String>::new());
    let steering = |c: char| c.is_control() || "\u{202e}\u{2066}".contains(c);
    let written = write_page(&read_catalogue(HOSTILE));
    assert_eq!(written.chars().find(|c| *c != '\n' && steering(*c)), None);
    let mut facts = Vec::new();
    for table in tables(HOSTILE).values() {
        collect_prose(table, &mut facts);
    }
    assert!(facts.len() > 40);
    for piece in facts.iter().flat_map(|fact| fact.split(steering)) {
        assert!(says(hostile.root_element(), piece), "{piece:?}");
    }
}

#[test]
fn what_is_no_character_of_html_is_spelled_out() {
    let mut catalogue = read_catalogue("errors.toml");
    catalogue.labels[0].doc = "\0 \r \u{fdd0} \u{1ffff} \u{feff}".to_owned();
    let page = Html::parse_document(&write_page(&catalogue));
    assert_eq!(page.errors, Vec::<&str>::new());
    let doc = select(&page, ".doc")[0];
    assert_eq!(text(doc), r"\u{0} \u{d} \u{fdd0} \u{1ffff} \u{feff}");
}

#[test]
fn an_address_that_no_reader_should_follow_is_no_link() {
    let mut catalogue = read_catalogue("errors.toml");
    catalogue.reference = Some("javascript:alert(1)".to_owned());
    catalogue.labels[0].docs_url = Some("http://docs.example/".to_owned());
    let page = Html::parse_document(&write_page(&catalogue));
    let links = select(&page, "a:not([download])");
    let addresses: Vec<&str> = links.iter().map(|link| link.attr("href").unwrap()).collect();
    assert!(addresses.iter().all(|href| href.starts_with('#') || href.starts_with("https://")));
    assert_eq!(select(&page, "header a:not([download])").len(), 0);
}

/// Every string, number and wire name below a value of the file, without the keys that the page says in other words.
fn collect_prose(value: &Value, facts: &mut Vec<String>) {
    const IN_OTHER_WORDS: [&str; 7] =
        ["rust_name", "strategy", "base", "cap", "delay", "fallback", "category"];
    match value {
        // The names of the language are said with the place.
        Value::String(text) if text == "." => facts.push(". (the object itself)".to_owned()),
        Value::String(text) => facts.push(text.clone()),
        Value::Integer(number) => facts.push(number.to_string()),
        Value::Array(values) => values.iter().for_each(|value| collect_prose(value, facts)),
        Value::Table(table) => {
            for (key, value) in table.iter().filter(|(key, _)| !IN_OTHER_WORDS.contains(&key.as_str())) {
                let said = match (key.as_str(), value) {
                    (_, Value::Boolean(false)) => None,
                    ("sensitive", _) => Some("sensitive, never shown"),
                    ("delays_retry", _) => Some("delays a retry"),
                    ("caller", Value::Boolean(true)) => Some("sends the requests"),
                    ("asynchronous", _) => Some("of work that the API does later"),
                    ("errors_in_2xx", _) => Some("an answer with status 2xx may be an error"),
                    ("params" | "values" | "when" | "hint_headers", Value::Table(named)) => {
                        facts.extend(named.keys().cloned());
                        None
                    }
                    _ => None,
                };
                facts.extend(said.map(str::to_owned));
                collect_prose(value, facts);
            }
        }
        _ => {}
    }
}

/// The tables of a file, without what is the generator's alone.
fn tables(file: &str) -> Table {
    let mut tables: Table = read_text(file).parse().unwrap();
    let about = tables["catalogue"].as_table_mut().unwrap();
    about.remove("error");
    // Each label has its own address.
    about.remove("docs_url");
    tables
}

#[test]
fn the_section_of_a_label_says_all_that_the_catalogue_says_of_it() {
    for file in ["errors.toml", SHOP, AWS, OPENAI] {
        let (catalogue, page, tables) = (read_catalogue(file), page(file), tables(file));
        for label in &catalogue.labels {
            let section = of_label(&page, &label.name);
            let mut wanted = Vec::new();
            collect_prose(&tables["errors"][&label.name], &mut wanted);
            let facts = collect_facts(&catalogue, label);
            wanted.extend(
                [
                    facts.category,
                    facts.fault,
                    facts.remedy.doc,
                    facts.outcome.as_str(),
                    facts.effect.as_str(),
                ]
                .map(str::to_owned),
            );
            wanted.extend(facts.after_attempts.map(|remedy| remedy.doc.to_owned()));
            wanted.extend(facts.retry.iter().map(|retry| retry.policy.words.clone()));
            if let Some(limit) = &facts.rate_limit {
                let advice = limit.advice.iter().map(String::as_str);
                wanted.extend(
                    limit
                        .applies_to
                        .iter()
                        .copied()
                        .chain(advice)
                        .chain(limit.watch)
                        .chain([limit.title])
                        .map(str::to_owned),
                );
            }
            for fact in wanted {
                assert!(says(section, &fact), "{file}, {}: {fact}\n{}", label.name, text(section));
            }
        }
    }
}

#[test]
fn a_template_without_a_hole_is_shown_and_an_example_only_once() {
    let query = r#"templates       = ["No results for [query]"]"#;
    let with = format!("{}, \"Nothing found\"]\nexamples = [\"Empty set\"]", query.trim_end_matches(']'));
    let catalogue = parse_catalogue(&read_text("errors.toml").replace(query, &with));
    let page = Html::parse_document(&write_page(&catalogue));
    let texts: Vec<String> = select(&page, "#NO_RESULT .wire li").into_iter().map(text).collect();
    assert_eq!(texts, ["No results for [query]", "Nothing found", "Empty set"]);
}

#[test]
fn the_page_says_all_that_stands_beside_the_labels() {
    for file in ALL.into_iter().filter(|file| *file != HOSTILE) {
        let page = page(file);
        for (name, table) in tables(file).iter().filter(|(name, _)| *name != "errors") {
            let mut wanted = Vec::new();
            collect_prose(table, &mut wanted);
            for fact in wanted {
                assert!(says(page.root_element(), &fact), "{file}, [{name}]: {fact}");
            }
        }
    }
}

#[test]
fn each_part_of_the_format_has_its_place_and_its_meaning() {
    let blocks = Selector::parse("dt, p, dd > code").unwrap();
    let part = |file: &str, id: &str| {
        let page = page(file);
        by_id(&page, id).select(&blocks).map(text).collect::<Vec<_>>().join(" ")
    };
    for (file, key, place) in [
        ("errors.toml", "label", "label error_label, else label The name of the error: "),
        ("errors.toml", "params", "params params, then . (the object itself) Objects whose entries "),
        (AWS, "label", "label the header x-amzn-errortype behind # up to :, else __type behind # up to :, "),
        (AWS, "error_ref", "error_ref the header x-amzn-requestid The reference to quote to support."),
        (OPENAI, "hint_headers", "hint_headers the header retry-after-ms (milliseconds) Headers, beside "),
        (OPENAI, "no_retry", "no_retry the header x-should-retry with the value false The header by which "),
    ] {
        let part = part(file, &format!("envelope-{key}"));
        assert!(part.starts_with(place), "{part}");
    }
    let run = part("errors.toml", "payload-run");
    assert!(run.contains("until postponed_until The time at which the API does, "), "{run}");
}

#[test]
fn the_page_holds_the_catalogue_as_json() {
    for file in ["errors.toml", HOSTILE] {
        let page = page(file);
        let link = select(&page, "header a[download='errors.json']")[0];
        let encoded = link.attr("href").unwrap().strip_prefix("data:application/json;base64,").unwrap();
        let json = BASE64_STANDARD.decode(encoded).unwrap();
        assert_eq!(String::from_utf8(json).unwrap(), write_catalogue(&read_catalogue(file)));
    }
}

#[test]
fn a_retry_that_is_none_has_the_colour_of_what_it_means() {
    let page = page("errors.toml");
    let chip = |label: &str| {
        let chips = select(&page, &format!("#row-{label} .chip"));
        (chips[0].attr("data-strategy"), chips[0].attr("data-outcome"))
    };
    assert_eq!(chip("PROXY_ERROR"), (Some("manual"), None));
    assert_eq!(chip("STATUS_404"), (Some("never"), None));
    assert_eq!(chip("NO_RESULT"), (None, Some("empty")));
    assert_eq!(chip("SN_CONFLICT"), (None, Some("done")));
}

#[test]
fn sections_carry_what_the_filters_ask_for() {
    let page = page(SHOP);
    let data =
        |label: &str, name: &str| by_id(&page, label).attr(&format!("data-{name}")).unwrap().to_owned();
    assert_eq!(data("SOLD_OUT", "status"), "409 410");
    assert_eq!(data("CARD_REFUSED", "retry"), "exponential fixed manual");
    assert_eq!((data("RATIONED", "category"), data("RATIONED", "fault")), ("stock".into(), "api".into()));
    for (filter, values) in [
        ("category", vec!["", "stock", "payment", "self_service"]),
        ("status", vec!["", "400", "402", "404", "409", "410", "429"]),
        ("retry", vec!["", "never", "manual", "fixed", "exponential", "until"]),
        ("fault", vec!["", "caller", "account", "api"]),
    ] {
        let options = select(&page, &format!("#{filter} option"));
        assert_eq!(options.iter().map(|option| option.attr("value").unwrap()).collect::<Vec<_>>(), values);
    }
}

#[test]
fn a_failure_says_nothing_of_what_was_done() {
    let page = page("errors.toml");
    let label = text(by_id(&page, "LK_ERROR"));
    assert!(label.contains("Outcomefailure: The request failed; its effect tells"), "{label}");
    assert!(label.contains("Side effectunknown: It may have happened"), "{label}");
    assert!(!label.contains("carried out"), "{label}");
}

#[test]
fn a_limit_without_subjects_is_exhausted_for_everybody() {
    let catalogue = format!("{}\n{LIMIT_OF_ALL}", read_text("tests/catalogues/smallest.toml"));
    let page = write_page(&parse_catalogue(&catalogue));
    let page = Html::parse_document(&page);
    let limit = text(by_id(&page, "limit-all"));
    assert!(limit.contains("Exhausted foreverybody"), "{limit}");
}

const LIMIT_OF_ALL: &str = "[rate_limits.all]\ntitle = 'All'\ndoc = 'The limit of all.'\n\
     signal = { header = 'X-Limit' }\nstatuses = [429]\nretry = 'never'\n";

#[test]
fn a_label_that_is_a_number_has_its_name_in_words() {
    let page = page("tests/catalogues/numbers.toml");
    let first = |element: ElementRef<'_>, tag: &str| {
        text(element.select(&Selector::parse(tag).unwrap()).next().unwrap())
    };
    assert_eq!(first(of_label(&page, "20404"), "h3"), "20404 Not found");
    assert_eq!(first(by_id(&page, "row-20404"), "th"), "20404 Not found");
}
