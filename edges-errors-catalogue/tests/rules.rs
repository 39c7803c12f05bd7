//! The explanation of each rule: its first example has exactly this mistake, and its second one none.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use edges_errors_catalogue::diagnostic::Rule;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::{Source, Sources};

/// The catalogue that the examples belong to; they show only what they are about.
const SHOP: &str = concat!(
    include_str!("../../tests/catalogues/smallest.toml"),
    "\n[statuses.5xx]\ntitle = \"Server Error\"\ndoc = \"The server failed.\"\nretry = \"never\"\n"
);

/// A table of a catalogue: its header and the lines below.
struct Table<'a> {
    header: &'a str,
    lines: Vec<&'a str>,
}

fn split_tables(text: &str) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    for line in text.lines() {
        match tables.last_mut() {
            _ if line.starts_with('[') => tables.push(Table { header: line, lines: Vec::new() }),
            Some(table) => table.lines.push(line),
            None => assert!(line.is_empty() || line.starts_with('#'), "{line}"),
        }
    }
    tables
}

/// Returns the key that a line gives, if it begins one.
fn key_of(line: &str) -> Option<&str> {
    line.split_once(" = ").map(|(key, _)| key).filter(|key| !key.starts_with(' '))
}

/// Puts an example into the shop's catalogue: its keys replace those of the same table.
fn complete(example: &str) -> String {
    let (mut shop, example) = (split_tables(SHOP), split_tables(example));
    for table in &example {
        for known in shop.iter_mut().filter(|known| known.header == table.header) {
            let given: Vec<&str> = table.lines.iter().filter_map(|line| key_of(line)).collect();
            known.lines.retain(|line| key_of(line).is_none_or(|key| !given.contains(&key)));
            known.lines.extend(&table.lines);
        }
    }
    let added = example
        .into_iter()
        .filter(|table| split_tables(SHOP).iter().all(|known| known.header != table.header));
    let added: Vec<_> = added.collect();
    shop.extend(added);
    shop.iter()
        .flat_map(|table| std::iter::once(&table.header).chain(&table.lines))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Puts an example where the rule asks for it: in the shop's catalogue, or in a file that extends it.
fn place(rule: Rule, example: &str) -> Sources {
    const TOWN: &str = "[catalogue]\nname = \"Shop in town\"\nextends = \"Shop\"\n";
    if example.contains("\nextends = ") {
        Sources::new("errors.toml", SHOP).extended_by(Source::new("ours.toml", example))
    } else if rule == Rule::NoStatuses {
        let (without, _) = SHOP.split_once("\n[statuses.5xx]").unwrap();
        Sources::new(
            "errors.toml",
            format!("{without}\n{}", example.replace("[catalogue]\nname = \"Shop\"\n", "")),
        )
    } else if rule == Rule::BrokenBase {
        Sources::new("errors.toml", complete(example)).extended_by(Source::new("ours.toml", TOWN))
    } else {
        Sources::new("errors.toml", complete(example))
    }
}

fn broken_rules(sources: &Sources) -> Vec<&'static str> {
    let checked = read_catalogue(sources);
    checked.diagnostics.iter().chain(&checked.warnings).map(|mistake| mistake.rule.as_str()).collect()
}

#[test]
fn each_rule_is_explained_by_an_example_of_its_mistake_and_the_mended_one() {
    for rule in Rule::ALL {
        let text = rule.explanation();
        let summary = text.split_once("\n\n").unwrap().0;
        assert!(summary.ends_with('.') && !summary.contains('\n'), "{summary}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        // 65,536 labels are an example for a test of their own.
        if *rule == Rule::TooMany {
            continue;
        }
        let examples: Vec<&str> = text.split("```").skip(1).step_by(2).collect();
        let [wrong, right] = examples.as_slice() else { unreachable!("{text}") };
        let [wrong, right] = [wrong, right].map(|example| example.strip_prefix("toml\n").unwrap());
        assert_eq!(broken_rules(&place(*rule, wrong)), [rule.as_str()], "{wrong}");
        assert_eq!(broken_rules(&place(*rule, right)), [""; 0], "{right}");
    }
}
