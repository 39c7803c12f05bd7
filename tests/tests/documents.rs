//! Documents that are generated and committed say what errors.toml says; `just bless` rewrites them.

use std::fs;
use std::path::Path;

use edges_errors_catalogue::markdown::write_quick_table;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use expect_test::expect_file;

const BEGIN: &str = "<!-- labels: written by `just bless` from errors.toml -->\n";
const END: &str = "<!-- /labels -->";

#[test]
fn the_readme_holds_the_table_of_the_labels() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let source = Sources::new("errors.toml", fs::read_to_string(root.join("errors.toml")).unwrap());
    let outcome = read_catalogue(&source);
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted = write_quick_table(&outcome.catalogue.unwrap());
    expect_file![path].assert_eq(&format!("{before}{BEGIN}{wanted}{END}{after}"));
}
