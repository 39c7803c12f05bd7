//! The reference page in a real browser, which must be installed: `just page` sees to that.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/answers.rs"]
mod answers;
mod browser;
mod contrast;
mod pasted;

use browser::{Browser, browse, read};
use contrast::find_faint_texts;
use edges_errors::ErrorLabel;
use edges_errors_catalogue::model::{Catalogue, Label};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const EDGES: &str = "errors.toml";
const SHOP: &str = "tests/tests/catalogues/shop.toml";
const HOSTILE: &str = "tests/tests/catalogues/hostile.toml";

#[test]
fn search_narrows_as_one_types_and_announces_how_many_are_left() {
    browse(EDGES, async |page: Browser| {
        assert_eq!(page.shown().await.len(), ErrorLabel::ALL.len());
        assert_eq!(page.announced().await, format!("{} labels", ErrorLabel::ALL.len()));
        let search = page.find("#search").await;
        search.send_keys("inmail").await?;
        assert_eq!(page.shown().await, ["LK_INMAIL_CANNOT_RESEND", "LK_INMAIL_NOT_ENOUGH_CREDIT"]);
        assert_eq!(page.announced().await, format!("2 of {} labels", ErrorLabel::ALL.len()));
        search.send_keys(" CREDITS").await?;
        assert_eq!(page.shown().await, ["LK_INMAIL_NOT_ENOUGH_CREDIT"]);
        search.send_keys(" nowhere").await?;
        assert_eq!(page.shown().await, Vec::<String>::new());
        assert_eq!(page.announced().await, format!("0 of {} labels", ErrorLabel::ALL.len()));
        assert!(page.find("#none").await.is_displayed().await?);
        Ok(())
    });
}

#[test]
fn what_is_found_comes_into_view_from_anywhere_in_the_page() {
    browse(EDGES, async |page: Browser| {
        page.ask("window.scrollTo(0, document.body.scrollHeight)").await;
        page.find("#search").await.send_keys("inmail").await?;
        assert!(page.is_in_view("row-LK_INMAIL_CANNOT_RESEND").await);
        Ok(())
    });
}

#[test]
fn each_filter_leaves_the_labels_that_the_catalogue_says_it_should() {
    browse(EDGES, async |page: Browser| {
        let catalogue = read(EDGES);
        let mut options = 0;
        for filter in ["category", "status", "retry", "fault"] {
            let values = page
                .ask(&format!(
                    "[...document.querySelector('#{filter}').options].map((option) => option.value)"
                ))
                .await;
            let values: Vec<String> = serde_json::from_value(values).unwrap();
            for value in values.iter().filter(|value| !value.is_empty()) {
                page.choose(filter, value).await?;
                let fits = |label: &&Label| facts(&catalogue, label, filter).contains(value);
                let wanted: Vec<&str> =
                    catalogue.labels.iter().filter(fits).map(|label| label.name.as_str()).collect();
                assert!(!wanted.is_empty(), "{filter} {value}");
                assert_eq!(page.shown().await, wanted, "{filter} {value}");
                assert_eq!(
                    page.announced().await,
                    format!("{} of {} labels", wanted.len(), ErrorLabel::ALL.len())
                );
                options += 1;
            }
            page.choose(filter, "").await?;
            assert_eq!(page.announced().await, format!("{} labels", ErrorLabel::ALL.len()));
        }
        assert_eq!(options, 9 + 5 + 5 + 4);
        Ok(())
    });
}

/// What a label has for a filter to ask for.
fn facts(catalogue: &Catalogue, label: &Label, filter: &str) -> Vec<String> {
    let category = &catalogue[label.category];
    match filter {
        "category" => vec![category.key.name.clone()],
        "fault" => vec![catalogue.fault_of(label).key.name.clone()],
        "status" => label.statuses.iter().map(u16::to_string).collect(),
        _ => {
            let policies = label.retry.rules().map(|rule| &catalogue[rule.policy]);
            policies.map(|policy| policy.strategy.as_str().to_owned()).collect()
        }
    }
}

#[test]
fn filters_and_search_narrow_together_until_they_are_cleared() {
    browse(EDGES, async |page: Browser| {
        page.choose("fault", "account").await?;
        page.choose("status", "429").await?;
        assert_eq!(page.shown().await, ["LIMIT_REACHED", "STATUS_429"]);
        page.choose("retry", "exponential").await?;
        assert_eq!(page.shown().await, ["STATUS_429"]);
        page.find("#search").await.send_keys("inmail").await?;
        assert_eq!(page.announced().await, format!("0 of {} labels", ErrorLabel::ALL.len()));
        page.find("#clear").await.click().await?;
        assert_eq!(page.announced().await, format!("{} labels", ErrorLabel::ALL.len()));
        let values = "[...document.querySelectorAll('input, select')].map((control) => control.value)";
        assert_eq!(page.ask(values).await, json!(["", "", "", "", ""]));
        assert_eq!(page.focused().await, "search");
        Ok(())
    });
}

#[test]
fn labels_with_conditions_and_removed_ones_are_found_like_others() {
    browse(SHOP, async |page: Browser| {
        page.choose("retry", "fixed").await?;
        assert_eq!(page.shown().await, ["SOLD_OUT", "CARD_REFUSED"]);
        page.find("#clear").await.click().await?;
        page.find("#search").await.send_keys("cheque").await?;
        assert_eq!(page.shown().await, ["CHEQUE_BOUNCED"]);
        assert!(!page.find("#quick-reference table").await.is_displayed().await?);
        assert!(!page.find("#none").await.is_displayed().await?);
        Ok(())
    });
}

#[test]
fn a_permalink_leads_to_its_label_on_load_by_a_click_and_past_the_filters() {
    browse(EDGES, async |page: Browser| {
        for width in [320, 768, 1280] {
            page.resize(width, 640).await?;
            page.open("#LIMIT_REACHED").await?;
            assert!(page.is_in_view("title-LIMIT_REACHED").await, "{width}");
            assert_eq!(page.ask("document.querySelector(':target').id").await, "LIMIT_REACHED");
        }

        page.open("").await?;
        page.find("#row-SN_CONFLICT th a").await.click().await?;
        assert_eq!(page.ask("location.hash").await, "#SN_CONFLICT");
        assert!(page.is_in_view("title-SN_CONFLICT").await);
        page.find("#title-ACTION_ABORTED a").await.click().await?;
        assert_eq!(page.driver.current_url().await?.fragment(), Some("ACTION_ABORTED"));

        for hidden in ["UNKNOWN_ERROR", "category-system"] {
            page.open("").await?;
            page.find("#search").await.send_keys("inmail").await?;
            page.find(&format!("a[href='#{hidden}']:not([hidden] *)")).await.click().await?;
            assert_eq!(page.shown().await.len(), ErrorLabel::ALL.len());
            assert!(page.is_in_view(hidden).await, "{hidden}");
            page.find("#search").await.send_keys("inmail").await?;
            page.find(&format!("a[href='#{hidden}']:not([hidden] *)")).await.click().await?;
            assert!(page.is_in_view(hidden).await, "{hidden} again");
        }
        Ok(())
    });
}

#[test]
fn the_keyboard_alone_is_enough_and_the_focus_can_be_seen() {
    browse(EDGES, async |page: Browser| {
        page.press(Key::Tab).await?;
        assert_eq!(page.ask("document.activeElement.hash").await, "#main");
        assert!(page.find(".skip").await.is_displayed().await?);
        page.press(Key::Enter).await?;
        page.press(Key::Tab).await?;
        assert_eq!(page.focused().await, "search");
        page.press("inmail").await?;
        assert_eq!(page.announced().await, format!("2 of {} labels", ErrorLabel::ALL.len()));
        for filter in ["category", "status", "retry", "fault", "clear"] {
            page.press(Key::Tab).await?;
            assert_eq!(page.focused().await, filter);
            let outline = page.ask("getComputedStyle(document.activeElement).outline").await;
            assert!(outline.as_str().unwrap().contains("solid"), "{filter}: {outline}");
        }
        page.press(Key::Tab).await?;
        assert_eq!(page.ask("document.activeElement.hash").await, "#LK_INMAIL_CANNOT_RESEND");
        page.press(Key::Enter).await?;
        assert!(page.is_in_view("title-LK_INMAIL_CANNOT_RESEND").await);
        Ok(())
    });
}

#[test]
fn without_a_script_all_is_there_and_no_control_is_dead() {
    browse(EDGES, async |page: Browser| {
        page.command("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
        page.open("").await?;
        assert_eq!(page.ask("document.documentElement.className").await, "");
        assert_eq!(page.shown().await.len(), ErrorLabel::ALL.len());
        for control in page.driver.find_all(By::Css("input, select, button")).await? {
            assert!(!control.is_displayed().await?);
        }
        page.find("#row-SN_CONFLICT th a").await.click().await?;
        assert!(page.is_in_view("title-SN_CONFLICT").await);
        Ok(())
    });
}

#[test]
fn text_stands_out_in_light_and_in_dark() {
    for catalogue in [EDGES, SHOP] {
        browse(catalogue, async |page: Browser| {
            for (scheme, background) in [("light", "rgb(252, 252, 251)"), ("dark", "rgb(21, 24, 28)")] {
                page.emulate("screen", &[("prefers-color-scheme", scheme)]).await?;
                assert_eq!(page.ask("getComputedStyle(document.body).backgroundColor").await, background);
                let (faint, texts) = find_faint_texts(&page).await;
                assert!(texts > 200, "{texts}");
                assert_eq!(faint, Vec::<String>::new(), "{scheme}");
            }
            Ok(())
        });
    }
}

#[test]
fn a_narrow_window_scrolls_in_one_direction_only() {
    for catalogue in [EDGES, SHOP, HOSTILE] {
        browse(catalogue, async move |page: Browser| {
            for width in [320, 480, 768, 1024, 1280] {
                page.resize(width, 640).await?;
                page.open("").await?;
                let more = page.find("#more").await;
                assert_eq!(more.is_displayed().await?, width < 768);
                if width < 768 {
                    assert!(!page.find("#category").await.is_displayed().await?);
                    more.click().await?;
                    assert_eq!(more.attr("aria-expanded").await?.as_deref(), Some("true"));
                }
                assert!(page.find("#category").await.is_displayed().await?);
                assert_eq!(page.ask("innerWidth").await, width);
                let beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
                assert_eq!(page.ask(beyond).await, 0, "{catalogue} at {width}");
            }
            Ok(())
        });
    }
}

#[test]
fn a_screen_reader_gets_landmarks_names_and_tables_at_any_width() {
    browse(EDGES, async |page: Browser| {
        for width in [1280, 320] {
            page.resize(width, 640).await?;
            page.open("").await?;
            if width == 320 {
                page.find("#more").await.click().await?;
            }
            let tree = page.command("Accessibility.getFullAXTree", json!({})).await?;
            let nodes: Vec<&Value> =
                tree["nodes"].as_array().unwrap().iter().filter(|node| node["ignored"] == false).collect();
            let names = |role: &str| -> Vec<&str> {
                let nodes = nodes.iter().filter(|node| node["role"]["value"] == role);
                nodes.map(|node| node["name"]["value"].as_str().unwrap_or_default()).collect()
            };
            assert_eq!((names("banner").len(), names("main").len(), names("contentinfo").len()), (1, 1, 1));
            assert_eq!((names("search"), names("navigation")), (vec!["Labels"], vec!["On this page"]));
            assert_eq!((names("searchbox"), names("status").len()), (vec!["Search"], 1));
            assert_eq!(names("combobox"), ["Category", "Status", "Retry", "Fault"]);
            assert_eq!(names("table"), ["Labels that the API sends"]);
            assert_eq!(
                names("columnheader"),
                ["Label", "Status", "Category", "Fault", "Retry", "What to do"]
            );
            assert_eq!(
                (names("rowheader").len(), names("article").len()),
                (ErrorLabel::ALL.len(), ErrorLabel::ALL.len())
            );
        }
        Ok(())
    });
}

#[test]
fn nothing_is_asked_of_the_network_and_nothing_goes_wrong() {
    for catalogue in [EDGES, SHOP, HOSTILE] {
        browse(catalogue, async |page: Browser| {
            page.requests().await?;
            page.open("").await?;
            page.find("#search").await.send_keys("a").await?;
            page.choose("fault", "caller").await?;
            page.find("#clear").await.click().await?;
            assert_eq!(page.complaints().await?, Vec::<String>::new());
            assert_eq!(page.requests().await?, [page.address.as_str()]);
            Ok(())
        });
    }
}

#[test]
fn the_page_forbids_what_it_does_not_hold() {
    browse(HOSTILE, async |page: Browser| {
        page.requests().await?;
        page.ask("document.body.append(Object.assign(new Image(), { src: 'https://image.example/' }))").await;
        page.ask("document.body.insertAdjacentHTML('beforeend', '<i onclick=\"document.title = 1\">i</i>')")
            .await;
        page.ask("document.body.lastElementChild.click()").await;
        assert_ne!(page.driver.title().await?, "1");
        assert_eq!(page.requests().await?, Vec::<String>::new());
        assert_eq!(page.complaints().await?.len(), 2);
        Ok(())
    });
}

#[test]
fn nothing_moves_while_the_page_loads_and_no_control_while_it_is_used() {
    browse(EDGES, async |page: Browser| {
        for width in [1280, 320] {
            page.resize(width, 640).await?;
            page.open("").await?;
            let moved = "new Promise((done) => {
                let sum = 0;
                const add = (list) => list.getEntries().forEach(({ value }) => (sum += value));
                new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done(sum), 300);
            })";
            assert_eq!(page.ask(moved).await, 0);
            let places = "[...document.querySelectorAll('input, select, button')].map((control) => {
                const { x, y, width, height } = control.getBoundingClientRect();
                return [x, y, width, height];
            })";
            let before = page.ask(places).await;
            page.find("#search").await.send_keys("inmail").await?;
            assert_eq!(page.ask(places).await, before);
        }
        Ok(())
    });
}

#[test]
fn on_paper_are_the_labels_in_dark_on_light_and_no_controls() {
    browse(EDGES, async |page: Browser| {
        page.emulate("print", &[("prefers-color-scheme", "dark")]).await?;
        for gone in ["search", "nav"] {
            assert!(!page.find(gone).await.is_displayed().await?);
        }
        assert_eq!(page.shown().await.len(), ErrorLabel::ALL.len());
        assert_eq!(page.ask("getComputedStyle(document.body).backgroundColor").await, "rgb(255, 255, 255)");
        assert_eq!(find_faint_texts(&page).await.0, Vec::<String>::new());
        let address = page
            .ask("getComputedStyle(document.querySelector('#NO_RESULT .source a'), '::after').content")
            .await;
        assert!(address.as_str().unwrap().contains("https://"), "{address}");
        Ok(())
    });
}
