//! Every label is found, and nothing that is nearly one. What holds for any catalogue is tested beside the search, in
//! `edges-errors-codegen/tests/lookup.rs`.

use edges_errors::ErrorLabel;
use proptest::prelude::*;

#[test]
fn the_labels_of_edges() {
    for label in ErrorLabel::ALL_INCLUDING_REMOVED {
        let name = label.as_str();
        assert_eq!(ErrorLabel::from_name(name), Some(*label));
        for near in [name.to_lowercase(), format!("{name}_"), format!(" {name}"), name[1..].to_owned()] {
            assert_eq!(ErrorLabel::from_name(&near), None, "{near}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_asked_for(name in any::<String>()) {
        let known = ErrorLabel::ALL_INCLUDING_REMOVED.iter().find(|label| label.as_str() == name).copied();
        prop_assert_eq!(ErrorLabel::from_name(&name), known);
    }
}
