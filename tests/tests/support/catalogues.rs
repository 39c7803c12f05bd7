//! Every catalogue of `tests/catalogues` and of the folders below it, expanded, to check each and Edges.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use edges_errors::Label;

/// A check of the labels of one catalogue.
pub(crate) trait Check {
    type Failure;

    fn check<L: Label>(&mut self, file: &Path) -> Result<(), Self::Failure>;
}

/// Expands each of these catalogues, and declares the function that checks each and Edges.
macro_rules! catalogues {
    ($($name:ident = $path:literal),+ $(,)?) => {
        $(pub(crate) mod $name {
            edges_errors::catalogue!($path);
        })+

        const FILES: &[&str] = &[$(concat!(stringify!($name), ".toml")),+];

        pub(crate) fn check_each<C: Check>(check: &mut C) -> Result<(), C::Failure> {
            check.check::<edges_errors::ErrorLabel>(&locate("../../../errors.toml"))?;
            $(check.check::<$name::ErrorLabel>(&locate($path))?;)+
            Ok(())
        }
    };
}

catalogues! {
    aws = "../../catalogues/apis/aws.toml",
    details = "../../catalogues/details.toml",
    google = "../../catalogues/apis/google.toml",
    headers = "../../catalogues/headers.toml",
    kinds = "../../catalogues/kinds.toml",
    nested = "../../catalogues/nested.toml",
    numbers = "../../catalogues/numbers.toml",
    openai = "../../catalogues/apis/openai.toml",
    quotas = "../../catalogues/quotas.toml",
    slack = "../../catalogues/apis/slack.toml",
    small = "../../catalogues/small.toml",
    smallest = "../../catalogues/smallest.toml",
    stripe = "../../catalogues/apis/stripe.toml",
    success = "../../catalogues/success.toml",
    twilio = "../../catalogues/apis/twilio.toml",
}

/// Returns the path of a file that is named from this folder.
fn locate(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(path)
}

#[test]
fn each_catalogue_is_tried() {
    let folders = ["../../catalogues", "../../catalogues/apis"].map(locate);
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let files = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<String> = files.filter(|name| name.ends_with(".toml")).collect();
    assert_eq!(files.iter().map(String::as_str).collect::<Vec<_>>(), FILES);
}
