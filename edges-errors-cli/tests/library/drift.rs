//! The published reference's table against errors.toml: as it is, spelt otherwise, and edited.

use std::collections::BTreeSet;
use std::fs;

use edges_errors_catalogue::diagnostic::{Look, Rule};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_cli::drift::report::{write_json, write_markdown, write_text};
use edges_errors_cli::drift::{
    Drift, FindingKind, Names, Reference, Row, compare_reference, read_reference, write_extension,
    write_stanzas,
};
use expect_test::expect_file;
use proptest::prelude::*;

use super::{golden, parse_catalogue, read_sources, read_text};

const NAMES: Names<'_> = Names { page: "reference.md", catalogue: "errors.toml" };

fn page(name: &str) -> String {
    fs::read_to_string(golden(&format!("drift/{name}"))).unwrap()
}

/// The labels that the reference publishes.
fn published() -> BTreeSet<String> {
    read_reference(&page("reference.md")).unwrap().rows.into_iter().map(|row| row.label).collect()
}

/// The project's catalogue with the labels that the reference publishes. It may have been given others.
fn own_text() -> String {
    let (published, mut kept) = (published(), true);
    let own = read_text("errors.toml");
    let lines = own.lines().filter(|line| {
        if let Some(header) = line.strip_prefix('[') {
            let label = header.strip_prefix("errors.").and_then(|path| path.split(['.', ']']).next());
            kept = label.is_none_or(|label| published.contains(label));
        }
        kept
    });
    lines.map(|line| format!("{line}\n")).collect()
}

fn drift(page: &str) -> Drift {
    compare_reference(&parse_catalogue(&own_text()), &read_reference(page).unwrap(), NAMES.page)
}

/// The findings without their places.
fn found(page: &str) -> Vec<(FindingKind, String, Option<String>, Option<String>)> {
    drift(page).findings.into_iter().map(|f| (f.kind, f.name, f.old, f.new)).collect()
}

#[test]
fn the_catalogue_is_what_the_reference_publishes() {
    let drift = drift(&page("reference.md"));
    assert_eq!(drift.findings, []);
    assert_eq!((drift.listed, drift.notes.len()), (published().len(), 0));
}

/// A label that is overridden already has its table, so what differs in it is told; the rest is appended.
#[test]
fn a_file_that_extends_is_told_what_differs_in_labels_of_its_base() {
    let page = page("edited.md");
    let own = "[catalogue]\nname = \"Ours\"\nextends = \"Edges\"\n\n[override.errors]\nLK_524.notes = [\"Ours.\"]\n";
    let base = || Sources::new("errors.toml", own_text());
    let reference = read_reference(&page).unwrap();
    let extended = read_sources(&base().extended_by(Source::new("ours.toml", own)));
    let stanzas = write_stanzas(&extended, &reference, NAMES.page, own);
    expect_file![golden("drift/edited.extension.toml")].assert_eq(&stanzas);
    let appended = read_sources(&base().extended_by(Source::new("ours.toml", format!("{own}{stanzas}"))));
    let left = compare_reference(&appended, &reference, NAMES.page).findings;
    let before = compare_reference(&extended, &reference, NAMES.page).findings;
    assert!(
        left.len() < before.len() && !left.iter().any(|one| one.kind == FindingKind::Missing),
        "{left:?}"
    );
}

#[test]
fn a_label_that_only_the_catalogue_has_is_extra() {
    let reference = read_reference(&page("reference.md")).unwrap();
    let label = "\n[errors.NOT_PUBLISHED]\nstatuses = [424]\ncategory = \"input\"\nretry = \"never\"\nremedy = \"fix_input\"\n\
                 doc = \"The page does not list it.\"\n";
    let catalogue = parse_catalogue(&(read_text("errors.toml") + label));
    let drift = compare_reference(&catalogue, &reference, NAMES.page);
    let found: Vec<_> = drift.findings.iter().map(|finding| (finding.kind, finding.name.as_str())).collect();
    let published = published();
    let own = catalogue.current_labels().map(|label| label.name.as_str());
    let extra = own.filter(|label| !published.contains(*label)).map(|label| (FindingKind::Extra, label));
    assert_eq!(found, extra.collect::<Vec<_>>());
    assert!(found.contains(&(FindingKind::Extra, "NOT_PUBLISHED")));
}

#[test]
fn each_drift_is_told_in_each_form() {
    let (page, catalogue) = (page("edited.md"), parse_catalogue(&own_text()));
    let reference = read_reference(&page).unwrap();
    // Lines of errors.toml move with every edit of it; the golden holds those of the page.
    let mut drift = compare_reference(&catalogue, &reference, NAMES.page);
    for finding in &mut drift.findings {
        let place = finding.catalogue_place.as_mut();
        let label = catalogue.labels.iter().find(|label| label.name == finding.name);
        let is_part = finding.name.starts_with("envelope.");
        let location = is_part.then_some(catalogue.envelope.location).or(label.map(|label| label.location));
        assert_eq!(
            place.as_ref().map(|place| (place.file.as_str(), place.line)),
            location.map(|location| ("errors.toml", location.line))
        );
        if let Some(place) = place {
            place.line = 1;
        }
    }
    expect_file![golden("drift/edited.txt")].assert_eq(&write_text(&drift, NAMES, Look::Plain));
    expect_file![golden("drift/edited.out.md")].assert_eq(&write_markdown(&drift, NAMES));
    expect_file![golden("drift/edited.json")].assert_eq(&write_json(&drift, NAMES));
    expect_file![golden("drift/edited.toml")].assert_eq(&write_stanzas(
        &catalogue,
        &reference,
        NAMES.page,
        &own_text(),
    ));
}

#[test]
fn each_kind_of_drift_has_old_and_new() {
    use FindingKind::*;
    let reference = page("reference.md");
    let row = "| `NO_ACCESS` | 402 | Access | No — check subscription |\n";
    let say = |text: &str| Some(text.to_owned());
    let all = say("402, Access, No — check subscription");
    for (edit, kind, old, new) in [
        ("| `NO_ACCESS` | 403 | Access | No — check subscription |\n", Status, say("402"), say("403")),
        (
            "| `NO_ACCESS` | 402/403 | Access | No — check subscription |\n",
            Status,
            say("402"),
            say("402/403"),
        ),
        ("| `NO_ACCESS` | many | Access | No — check subscription |\n", Status, say("402"), say("many")),
        (
            "| `NO_ACCESS` | 402 | Config | No — check subscription |\n",
            Category,
            say("Access"),
            say("Config"),
        ),
        ("| `NO_ACCESS` | 402 | Money | No — check subscription |\n", Category, say("Access"), say("Money")),
        (
            "| `NO_ACCESS` | 402 | Access | Yes — retry |\n",
            Retry,
            say("No — check subscription"),
            say("Yes — retry"),
        ),
        ("", Extra, all.clone(), None),
    ] {
        assert!(reference.contains(row));
        let expected = vec![(kind, "NO_ACCESS".to_owned(), old, new)];
        assert_eq!(found(&reference.replace(row, edit)), expected, "{edit}");
    }
    let longer = reference.replace(row, &format!("{row}| NEW_ONE | 424 | Access | No — never |\n"));
    assert_eq!(found(&longer), [(Missing, "NEW_ONE".to_owned(), None, say("424, Access, No — never"))]);
    assert_eq!(drift(&longer).findings[0].page_line, Some(17));
}

#[test]
fn a_blank_category_is_that_of_the_row_above() {
    let reference = page("reference.md");
    let blank = reference.replace("| `BAD_PARAMETERS` | 400 | Input |", "| `BAD_PARAMETERS` | 400 | |");
    assert_ne!(blank, reference);
    assert_eq!(found(&blank), []);
    let wrong = reference.replace("| `NO_ACCESS` | 402 | Access |", "| `NO_ACCESS` | 402 | |");
    let findings = drift(&wrong).findings;
    assert_eq!(
        (findings.len(), findings[0].note.as_str()),
        (1, "The cell is blank; this is the category of reference.md:15.")
    );
}

/// The page as text that was cut out of a browser: no blank lines, no outer pipes, a column lost.
#[test]
fn a_category_that_the_page_has_lost_is_noted_and_not_guessed() {
    let page = page("reference.md");
    let lines = page.lines().filter(|line| !line.is_empty());
    let lines = lines.map(|line| match line.split_once("| LinkedIn |") {
        Some((before, retry)) => format!("{} |{retry} |", &before[2..]),
        None => line.trim_start_matches("| ").to_owned(),
    });
    let drift = drift(&lines.collect::<Vec<_>>().join("\n").replace("## Scopes", "Scopes"));
    assert_eq!((drift.findings.as_slice(), drift.listed), ([].as_slice(), published().len()));
    let [note] = drift.notes.as_slice() else { unreachable!("{:?}", drift.notes) };
    assert!(
        note.contains("LK_ERROR (reference.md:") && note.contains(", NOT_CONNECTED (reference.md:"),
        "{note}"
    );
    assert!(!note.contains("STATUS_429"), "{note}");
}

#[test]
fn a_removed_label_is_neither_missing_nor_extra() {
    let own = own_text().replace("[errors.LK_EVENT]\n", "[errors.LK_EVENT]\nremoved = \"v2\"\n");
    let reference = page("reference.md");
    let without: String = reference
        .lines()
        .filter(|line| !line.contains("LK_EVENT"))
        .fold(String::new(), |all, line| all + line + "\n");
    for (page, notes) in [(&reference, 1), (&without, 0)] {
        let drift = compare_reference(&parse_catalogue(&own), &read_reference(page).unwrap(), NAMES.page);
        assert_eq!((drift.findings.len(), drift.notes.len()), (0, notes));
    }
}

#[test]
fn stanzas_pass_check_once_appended_and_then_nothing_is_missing() {
    let edited = page("edited.md");
    let reference = read_reference(&edited).unwrap();
    let stanzas = write_stanzas(&parse_catalogue(&own_text()), &reference, NAMES.page, &own_text());
    let longer = parse_catalogue(&format!("{}{stanzas}", own_text()));
    let drift = compare_reference(&longer, &reference, NAMES.page);
    let left: Vec<_> = drift.findings.iter().map(|finding| (finding.kind, finding.name.as_str())).collect();
    assert!(left.iter().all(|(kind, _)| *kind != FindingKind::Missing), "{left:?}");
    let policy = |name: &str| {
        let label = longer.labels.iter().find(|label| label.name == name).unwrap();
        longer[label.default_policy()].name.clone().unwrap()
    };
    for (label, name) in [
        ("PROFILE_PRIVATE", "never"),
        ("LK_SLOW", "backoff"),
        ("LK_BUSY", "throttle"),
        ("LK_LATER", "wait_minutes"),
        ("QUOTA_SPENT", "wait_a_day"),
        ("WEBHOOK_LOST", "manual"),
        ("ODD_ONE", "never"),
    ] {
        assert_eq!(policy(label), name, "{label}");
    }
}

/// A page with the usual table, and a description of the response structure.
fn describing(structure: &str) -> String {
    let table = page("reference.md");
    let (table, _) = table.split_once("## Error Response Structure").unwrap();
    format!("{table}{structure}")
}

/// The places that differ, with the fact of the catalogue and that of the page.
fn places(envelope: &str, page: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let own = own_text();
    let (before, rest) = own.split_once("[envelope]\n").unwrap();
    let (_, after) = rest.split_once("\n# Payloads").unwrap();
    let catalogue = parse_catalogue(&format!("{before}[envelope]\n{envelope}\n# Payloads{after}"));
    let drift = compare_reference(&catalogue, &read_reference(page).unwrap(), NAMES.page);
    assert_eq!(drift.notes, Vec::<String>::new());
    drift.findings.into_iter().map(|found| (found.name, found.old, found.new)).collect()
}

const FLAT: &str = "label = [\"error_label\", \"label\"]\nscope = \"error_scope\"\nerror_ref = \"error_ref\"\nmessage = \"message\"\n\
                    status = \"status_code\"\nparams = [\"params\", \".\"]\n";

/// The same structure as a list, as a table, as a sample, and as text that has lost its layout.
#[test]
fn the_response_structure_is_read_in_each_layout() {
    let list = "## Error Response Structure\n\nA body has:\n\n* **error_label** (string) — the type: one of the table\n\
                * **error_scope** – the part\n* **error_ref**: to quote\n* **message**: for people\n* **status_code** (integer): as HTTP\n\
                * **params**: more\n\n## Next\n\n- code: nothing of it\n";
    let table = "### Response format\n\n| Field | Type |\n| --- | --- |\n| `error_label` | string |\n| error_scope | string |\n\
                 | `error_ref` | string |\n| `message` | string |\n| `status_code` | integer |\n| `params` | object |\n";
    let sample = "# Error structure\n\n```json\n{\n  \"error_label\": \"X\",\n  \"error_scope\": \"input\",\n  \"error_ref\": \"1\",\n  \
                  \"message\": \"m\",\n  \"status_code\": 424,\n  \"params\": { \"code\": 1 }\n}\n```\n";
    let lost = "Error Response Structure\nYou get what follows:error_label: Names the typeerror_scope: Says which part (e.g., “input”)error_ref: \
                A code to quotemessage: Describes itstatus_code: The status of HTTPparams: More (if any)\n200: Fine\n\
                Why we say code: it is short\ncode: none\n";
    for structure in [list, table, sample, lost] {
        let page = describing(structure);
        assert_eq!(places(FLAT, &page), [], "{structure}");
        let without = FLAT.replace("scope = \"error_scope\"\n", "");
        let unread = ("envelope.scope".to_owned(), None, Some("error_scope".to_owned()));
        assert_eq!(places(&without, &page), [unread], "{structure}");
    }
}

#[test]
fn a_part_is_compared_by_the_whole_of_its_path() {
    let nested =
        "label = \"error.code\"\nmessage = \"error.message\"\nerror_ref = { header = \"X-Request-Id\" }\n";
    let sample = |body: &str| describing(&format!("## Response structure\n\n```\n{body}\n```\n"));
    let say = |name: &str, old: Option<&str>, new: Option<&str>| {
        (format!("envelope.{name}"), old.map(str::to_owned), new.map(str::to_owned))
    };
    assert_eq!(places(nested, &sample(r#"{"error":{"code":"x","message":"m"}}"#)), []);
    assert_eq!(
        places(nested, &sample(r#"{"fault":{"code":"x","message":"m"}}"#)),
        [
            say("label", Some("error.code"), Some("fault.code")),
            say("message", Some("error.message"), Some("fault.message")),
        ]
    );
    assert_eq!(
        places(nested, &sample(r#"{"error":{"code":"x","hint":"h"}}"#)),
        [say("params", None, Some("error.hint")), say("message", Some("error.message"), None)]
    );
}

#[test]
fn the_lines_of_a_place_are_for_where_the_table_is() {
    let page = describing(
        "## Response structure\n\n- `error_label`: it\n- `why`: the message\n- `error_scope`: part\n",
    );
    let reference = read_reference(&page).unwrap();
    let own = own_text().replace("scope        = [\"error_scope\", \"scope\"]\n", "");
    let stanzas = write_stanzas(&parse_catalogue(&own), &reference, NAMES.page, &own);
    assert_eq!(stanzas, "\n# errors.toml:20: in [envelope], write\n# scope = \"error_scope\"\n");
    let base = || Sources::new("errors.toml", own.clone());
    let ours = "[catalogue]\nname = \"Ours\"\nextends = \"Edges\"\n";
    let extended = read_sources(&base().extended_by(Source::new("ours.toml", ours)));
    let stanzas = write_stanzas(&extended, &reference, NAMES.page, ours);
    assert_eq!(stanzas, "\n[override.envelope]\nscope = \"error_scope\"\n");
    let appended = read_sources(&base().extended_by(Source::new("ours.toml", format!("{ours}{stanzas}"))));
    assert_eq!(write_stanzas(&appended, &reference, NAMES.page, ours), "");
}

fn respell(line: &str, choice: usize) -> String {
    if !line.contains("424 |") && !line.contains("42") && !line.contains("400 |") && !line.contains("402 |") {
        return line.to_owned();
    }
    let dash = ["—", "–", "-", "&mdash;", " — ", "--"][choice % 6];
    let line = line.replace('—', dash).replace("’", ["’", "'"][choice % 2]);
    match choice / 6 % 5 {
        0 => line.replace('`', ""),
        1 => line.replace(" | ", "   |\t"),
        2 => line.replace('`', "**").replace("429/424", "424 / 429"),
        3 => line.replace(" | ", "|").replace("& ", "&amp; "),
        _ => line.trim_start_matches("| ").replace('`', ""),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spelling_is_no_drift(choices in prop::collection::vec(0_usize..30, 70), crlf: bool) {
        let reference = page("reference.md");
        let lines = reference.lines().zip(choices).map(|(line, choice)| respell(line, choice));
        let page = lines.collect::<Vec<_>>().join(if crlf { "\r\n" } else { "\n" });
        prop_assert_eq!(found(&page), vec![], "{}", page);
        prop_assert_eq!(drift(&page).listed, published().len());
    }

    #[test]
    fn any_row_that_names_a_label_makes_a_stanza_that_passes_check(
        label in "[A-Z][A-Z0-9]{0,9}(_[A-Z0-9]{1,8}){0,3}",
        statuses in "[0-9/ a-z]{0,9}",
        category in "[A-Za-z0-9 \"\\\\_é-]{0,12}",
        retry in "(No|Yes|Wait|Maybe|Ask|)[ —-]{0,3}[a-z0-9 \"\\\\é]{0,14}",
    ) {
        let own = own_text();
        let catalogue = parse_catalogue(&own);
        let row = Row { label, statuses, category, category_line: None, retry, line: 1 };
        let stanza = write_stanzas(&catalogue, &Reference { rows: vec![row], members: Vec::new() }, NAMES.page, &own);
        let longer = read_catalogue(&Sources::new("errors.toml", format!("{own}{stanza}")));
        prop_assert_eq!(longer.diagnostics, vec![], "{}", stanza);
    }

    #[test]
    fn any_row_of_a_listed_label_makes_an_override_that_passes_check(
        number in 0_usize..27,
        statuses in "(4[0-9]{2}(/5[0-9]{2})?|[a-z]{3})",
        category in "[A-Za-z0-9 \"\\\\_é-]{0,12}",
        retry in "(No|Yes|Wait|Maybe|Ask|)[ —-]{0,3}[a-z0-9 \"\\\\é]{0,14}",
    ) {
        let own = own_text();
        let catalogue = parse_catalogue(&own);
        let label = &catalogue.labels[number % catalogue.labels.len()];
        let statuses_are_listed = statuses.starts_with('4');
        let row = Row { label: label.name.clone(), statuses, category, category_line: None, retry, line: 1 };
        let reference = Reference { rows: vec![row], members: Vec::new() };
        let extension = write_extension(&catalogue, &reference, NAMES.page);
        let base = || Sources::new("errors.toml", own.clone());
        let extended = read_catalogue(&base().extended_by(Source::new("ours.toml", extension.clone())));
        prop_assert_eq!(&extended.diagnostics, &vec![], "{}", extension);
        // A row does not name the remedy, which may not go with its policy any more.
        let other = extended.warnings.iter().filter(|warning| warning.rule != Rule::IdleRemedy).count();
        prop_assert_eq!(other, 0, "{}", extension);
        // The label differs no longer, but for cells that say nothing.
        let extended = extended.catalogue.unwrap();
        let left = compare_reference(&extended, &reference, NAMES.page).findings;
        let left = left.into_iter().filter(|finding| finding.name == reference.rows[0].label);
        for finding in left {
            let says_nothing = match finding.kind {
                FindingKind::Status => !statuses_are_listed,
                FindingKind::Category | FindingKind::Retry => finding.new.as_deref().is_some_and(|cell| cell.trim().is_empty()),
                _ => false,
            };
            prop_assert!(says_nothing, "{:?}\n{}", finding, extension);
        }
    }

    #[test]
    fn no_page_makes_the_reader_fail(page in "([|`A-Z_ \\n\\\\—-]|4[0-9]{2}|Label|Code|Category|Retry){0,200}") {
        if let Some(reference) = read_reference(&page) {
            compare_reference(&parse_catalogue(&own_text()), &reference, NAMES.page);
        }
    }
}
