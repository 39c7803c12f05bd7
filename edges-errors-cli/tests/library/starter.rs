//! The catalogue to begin with, for each format of labels. `tests` builds them with the macro.

use edges_errors_catalogue::model::LabelFormat;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::starter::{Starter, write_starter};
use expect_test::expect_file;

use super::locate;

#[test]
fn a_starter_of_each_format_passes_check() {
    for format in LabelFormat::ALL.iter().copied() {
        let text = write_starter(Starter { name: "Acme", label: "error.code", label_format: format });
        let checked = read_catalogue(&Sources::new("errors.toml", text.clone()));
        assert_eq!((checked.diagnostics, checked.warnings), (vec![], vec![]), "{text}");
        let file = format!("tests/catalogues/started/{}.toml", format.as_str());
        expect_file![locate(&file)].assert_eq(&text);
    }
}

#[test]
fn a_value_is_written_as_it_is() {
    let starter = Starter { name: "A \"b\" \\", label: "'a.b'[type=x].c", label_format: LabelFormat::Any };
    let catalogue = super::parse_catalogue(&write_starter(starter));
    assert_eq!(catalogue.name, "A \"b\" \\");
    assert_eq!(catalogue.envelope.label[0].text(), "'a.b'[type=x].c");
}
