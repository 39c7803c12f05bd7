//! The guide to labels of one's own: what it shows is what the command writes and reads.

use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_cli::unlisted::{Answer, Unlisted};
use serde_json::Value;

use super::{parse_catalogue, read_sources, read_text};

fn guide() -> String {
    read_text("edges-errors/src/guide/own_labels.md")
}

/// Returns the block of the guide that begins so, behind its fence.
fn find_block<'a>(guide: &'a str, beginning: &str) -> &'a str {
    let from = guide.find(beginning).unwrap();
    let block = &guide[from..];
    &block[..block.find("```").unwrap()]
}

fn file_of_guide() -> String {
    find_block(&guide(), "[catalogue]\n").to_owned()
}

fn extension(text: &str) -> Sources {
    Sources::new("errors.toml", edges_errors::CATALOGUE_TOML).extended_by(Source::new("edges.toml", text))
}

#[test]
fn the_file_passes_check_and_adds_what_the_log_holds() {
    let file = file_of_guide();
    let catalogue = read_sources(&extension(&file));
    let added: Vec<&str> = catalogue.labels[edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED.len()..]
        .iter()
        .map(|label| label.name.as_str())
        .collect();
    assert!((15..=25).contains(&file.lines().count()), "some twenty lines");

    let base = parse_catalogue(edges_errors::CATALOGUE_TOML);
    let mut unlisted = Unlisted::new(&base);
    let guide = guide();
    for line in find_block(&guide, "{\"error_label\"").lines() {
        let body: Value = serde_json::from_str(line).unwrap();
        let status = body["status_code"].as_u64().and_then(|status| u16::try_from(status).ok());
        let (label, message) = (body["error_label"].as_str(), body["message"].as_str());
        unlisted.note(&Answer { label, status, message, ..Answer::default() });
    }
    let written = read_sources(&extension(&unlisted.write_extension()));
    let found: Vec<&str> = written.labels[edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED.len()..]
        .iter()
        .map(|label| label.name.as_str())
        .collect();
    assert_eq!(found, added);
    assert_eq!(written.name, catalogue.name);
}

#[test]
fn the_example_that_runs_has_the_text_of_the_file() {
    let guide = guide();
    let indented: String = file_of_guide()
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("        {line}\n") })
        .collect();
    assert!(guide.contains(&format!("inline = r#\"\n{indented}    \"# }}\n")), "{indented}");
}
