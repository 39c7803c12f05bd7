//! The whole reference of each catalogue as Markdown.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Source;
use edges_errors_cli::documents::markdown::write_reference;

#[test]
fn each_catalogue_has_its_golden_reference() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["kinds", "small"] {
        let text = fs::read_to_string(package.join(format!("../tests/catalogues/{name}.toml"))).unwrap();
        let checked = read_catalogue(&Source::new(name, text));
        assert!(checked.mistakes.is_empty(), "{name}");
        let page = write_reference(&checked.catalogue);
        let golden = package.join(format!("tests/golden/catalogues/{name}.md"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(golden, page).unwrap();
        } else {
            assert_eq!(fs::read_to_string(golden).unwrap(), page, "run `just bless` and read the difference");
        }
    }
}
