//! `edges-errors decode --stanzas` with the catalogues of other APIs: what it writes is in their format.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{Ending, locate, read_text, run_with_input};

/// Answers of one API; other columns are those of a test in `tests`.
#[derive(Deserialize)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    status: u16,
    #[serde(default)]
    headers: Vec<(String, String)>,
    body: String,
    /// The label, where the catalogue does not list it.
    unknown: Option<String>,
    #[serde(default)]
    anomalies: Vec<String>,
}

impl Case {
    /// Returns the answer as `curl -i` prints it.
    fn answer(&self) -> String {
        let headers: String =
            self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("HTTP/1.1 {}\r\n{headers}\r\n{}", self.status, self.body)
    }

    fn is_unlisted(&self) -> bool {
        self.unknown.is_some() || self.anomalies.iter().any(|anomaly| anomaly == "FinerNotListed")
    }
}

fn decode(catalogue: &Path, arguments: &[&str], input: &str) -> Ending {
    let catalogue = catalogue.to_str().unwrap();
    let arguments = [&["decode", "--catalogue", catalogue], arguments].concat();
    run_with_input(Path::new("."), &arguments, input)
}

#[test]
fn what_other_apis_send_is_listed_once_its_stanzas_are_appended() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = 0;
    for api in ["aws", "google", "openai", "slack", "stripe", "twilio"] {
        let catalogue = locate(&format!("tests/catalogues/apis/{api}.toml"));
        let table: Table =
            toml::from_str(&read_text(&format!("tests/catalogues/apis/bodies/{api}.toml"))).unwrap();
        for case in table.case.iter().filter(|case| case.is_unlisted()) {
            seen += 1;
            let (code, stanzas, err) = decode(&catalogue, &["--stanzas"], &case.answer());
            assert_eq!((code, err.as_str()), (Some(1), ""), "{}", case.name);
            let appended = folder.path().join("appended.toml");
            fs::write(&appended, fs::read_to_string(&catalogue).unwrap() + &stanzas).unwrap();
            let (code, out, err) = decode(&appended, &["--method", "GET"], &case.answer());
            assert_eq!((code, err.as_str()), (Some(0), ""), "{}: {stanzas}", case.name);
            assert!(!out.contains("coarser"), "{}: {out}", case.name);
        }
    }
    assert!(seen >= 6, "{seen}");
}
