//! `edges-errors drift`, as a maintainer and a scheduled CI job call it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use tempfile::TempDir;

use super::{Ending, read_text, run_in, run_with_input};

fn reference() -> String {
    read_text("edges-errors-cli/tests/golden/drift/reference.md")
}

/// The project's catalogue with the labels that the reference publishes. It may have been given others.
fn published() -> String {
    let (reference, mut kept) = (reference(), true);
    let own = read_text("errors.toml");
    let lines = own.lines().filter(|line| {
        if let Some(header) = line.strip_prefix('[') {
            let label = header.strip_prefix("errors.").and_then(|path| path.split(['.', ']']).next());
            kept = label.is_none_or(|label| reference.contains(&format!("| `{label}` |")));
        }
        kept
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// A folder with the published catalogue and a page.
fn folder(page: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.toml"), published()).unwrap();
    fs::write(folder.path().join("reference.md"), page).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Ending {
    run_in(folder, &[&["drift"], arguments].concat())
}

/// The published page after an edit: a label more, and another retry cell.
fn edited() -> String {
    let row = "| `LK_524` | 424 | LinkedIn | Yes — wait & retry |\n";
    assert!(reference().contains(row));
    let more = "| `PROFILE_PRIVATE` | 424 | LinkedIn | No — check permissions |\n";
    reference().replace(row, &format!("| `LK_524` | 424 | LinkedIn | Yes — with backoff |\n{more}"))
}

#[test]
fn the_published_page_has_not_moved_on() {
    let folder = folder(&reference());
    let (code, out, err) = run(folder.path(), &["reference.md"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let labels = reference().matches("\n| `").count();
    assert_eq!(out, format!("reference.md lists {labels} labels: no difference from errors.toml\n"));
}

#[test]
fn each_difference_is_a_finding_with_both_places() {
    let folder = folder(&edited());
    let (code, out, err) = run(folder.path(), &["reference.md"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(out.contains("Yes — wait & retry -> Yes — with backoff"), "{out}");
    assert!(out.contains("reference.md:24") && out.contains("errors.toml:"), "{out}");
    assert!(!out.contains('\u{1b}'), "no colour into a pipe");
    for (format, words) in
        [("json", "\"kind\": \"missing\""), ("markdown", "| `PROFILE_PRIVATE` | missing |")]
    {
        let (code, out, _) = run(folder.path(), &["reference.md", "--format", format]);
        assert_eq!(code, Some(1));
        assert!(out.contains(words), "{out}");
    }
}

/// What the page says of the response structure, and `[envelope]` does not.
#[test]
fn a_place_that_the_catalogue_lacks_is_a_finding_with_both_places() {
    let folder = folder(&reference());
    let catalogue = folder.path().join("errors.toml");
    let scope = "scope        = [\"error_scope\", \"scope\"]\n";
    assert!(published().contains(scope));
    fs::write(&catalogue, published().replace(scope, "")).unwrap();
    let (code, out, err) = run(folder.path(), &["reference.md"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let line = |text: &str, wanted: &str| text.lines().position(|line| line == wanted).unwrap() + 1;
    let envelope = line(&published(), "[envelope]");
    let page = reference().lines().position(|line| line.starts_with("- `error_scope`")).unwrap() + 1;
    let labels = reference().matches("\n| `").count();
    assert_eq!(
        out,
        format!(
            "envelope.scope  [errors.toml:{envelope}, reference.md:{page}]\n  place     nothing -> error_scope\n\n\
             reference.md lists {labels} labels: 1 difference from errors.toml (1 place)\n\
             help: `--stanzas` prints the lines of `[envelope]`\n"
        )
    );
    let (_, stanzas, _) = run(folder.path(), &["reference.md", "--stanzas"]);
    assert!(stanzas.ends_with("in [envelope], write\n# scope = \"error_scope\"\n"), "{stanzas}");
}

#[test]
fn stanzas_alone_go_to_standard_output_and_pass_check_when_appended() {
    let folder = folder(&edited());
    let (code, stanzas, err) = run(folder.path(), &["reference.md", "--stanzas"]);
    assert_eq!(code, Some(1));
    assert!(stanzas.contains("[errors.PROFILE_PRIVATE]") && !stanzas.contains("->"), "{stanzas}");
    assert!(err.contains("2 differences"), "{err}");
    let catalogue = folder.path().join("errors.toml");
    let mut file = fs::File::options().append(true).open(&catalogue).unwrap();
    file.write_all(stanzas.as_bytes()).unwrap();
    let (code, _, err) = run_in(folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{err}");
    let (code, out, _) = run(folder.path(), &["reference.md"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("1 difference from errors.toml (1 retry)"), "{out}");
}

#[test]
fn a_page_can_come_through_a_pipe() {
    let folder = folder("");
    let arguments = ["drift", "-", "--catalogue", "errors.toml"];
    assert_eq!(run_with_input(folder.path(), &arguments, reference()).0, Some(0));
}

#[test]
fn what_cannot_be_compared_is_unusable() {
    let folder = folder("# A page\n\n| Scope | Description |\n| --- | --- |\n| input | x |\n");
    let (code, out, err) = run(folder.path(), &["reference.md"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("`reference.md` has no quick-reference table"), "{err}");
    let (code, _, err) = run(folder.path(), &["absent.md"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("`absent.md` cannot be read"), "{err}");
    fs::write(folder.path().join("reference.md"), reference()).unwrap();
    fs::write(folder.path().join("broken.toml"), "[catalogue]\nnme = 1\n").unwrap();
    let (code, _, err) = run(folder.path(), &["reference.md", "--catalogue", "broken.toml"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("error[unknown-key]"), "{err}");
}

/// What README shows is what the command prints.
#[test]
fn the_readme_shows_what_is_printed() {
    let folder = folder(&edited());
    let (_, out, _) = run(folder.path(), &["reference.md"]);
    let own = published();
    let line = own[..own.find("[errors.LK_524]").unwrap()].lines().count() + 1;
    assert!(out.contains(&format!("errors.toml:{line}")), "{out}");
    // The line moves with every edit of errors.toml; README's need not.
    let out = out.replace(&format!("errors.toml:{line}"), "errors.toml:520");
    let readme = read_text("edges-errors-cli/README.md");
    assert!(readme.contains(&out), "README does not show:\n{out}");
}
