//! The whole reference of each catalogue as Markdown.

use edges_errors_cli::documents::markdown::write_reference;
use expect_test::expect_file;

use super::{golden, read_catalogue};

#[test]
fn each_catalogue_has_its_golden_reference() {
    for name in ["kinds", "small"] {
        let page = write_reference(&read_catalogue(&format!("tests/catalogues/{name}.toml")));
        expect_file![golden(&format!("catalogues/{name}.md"))].assert_eq(&page);
    }
}
