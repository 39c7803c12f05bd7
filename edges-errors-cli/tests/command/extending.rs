//! Files that extend a catalogue, in every command.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::{Ending, read_text, run_in, run_with_input};

/// Extends the shop of the test catalogues.
const CORNER: &str = "[catalogue]\nname = \"Corner shop\"\nextends = \"Shop\"\n\n\
                      [errors.CORNERED]\nstatuses = [409]\ncategory = \"stock\"\nretry = \"daily\"\n\
                      remedy = \"relax\"\ndoc = \"There is no way out.\"\n\n\
                      [override.errors]\nSOLD_OUT.notes = [\"Ours.\"]\n";

/// Extends the corner shop.
const KIOSK: &str = "[catalogue]\nname = \"Kiosk\"\nextends = \"Corner shop\"\n\n\
                     [override.errors]\nCORNERED.doc = \"A kiosk has no corners.\"\n";

/// Extends the built-in catalogue.
const ACME: &str = "[catalogue]\nname = \"Acme\"\nextends = \"Edges\"\n\n\
                    [override.errors]\nLK_ERROR.retry = \"short_delay\"\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("shop.toml", read_text("tests/tests/catalogues/shop.toml").as_str()),
        ("corner.toml", CORNER),
        ("kiosk.toml", KIOSK),
        ("acme.toml", ACME),
    ] {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// Runs the command with words in one line.
fn run(folder: &Path, line: &str) -> Ending {
    run_in(folder, &line.split(' ').collect::<Vec<_>>())
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=x", "-c", "user.email=x@example.com"]).args(arguments);
    assert!(git.output().unwrap().status.success(), "{arguments:?}");
}

#[test]
fn bases_are_found_by_name_in_any_order() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), "check corner.toml --base shop.toml");
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "corner.toml: 8 labels, no mistakes\n", ""));
    for bases in ["--base corner.toml --base shop.toml", "--base shop.toml --base corner.toml"] {
        let (code, out, err) = run(folder.path(), &format!("check kiosk.toml {bases}"));
        assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "kiosk.toml: 8 labels, no mistakes\n", ""));
    }
    // One base serves several files, and a file of the base's name wins over the built-in catalogue.
    let (code, _, err) = run(folder.path(), "check corner.toml acme.toml shop.toml --base shop.toml");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    write(folder.path(), "edges.toml", &read_text("errors.toml").replace("LK_ERROR", "LK_EROR"));
    let (code, _, err) = run(folder.path(), "check acme.toml --base edges.toml");
    assert!(code == Some(1) && err.contains("`LK_EROR`") && err.contains("::: edges.toml:"), "{err}");
}

#[test]
fn a_base_that_is_missing_or_wrong_is_told_with_the_option() {
    let folder = folder();
    for (line, helps) in [
        ("check corner.toml", "help: pass the file of `Shop` with `--base FILE`"),
        ("list --catalogue corner.toml", "help: pass the file of `Shop` with `--base FILE`"),
        (
            "check corner.toml --base acme.toml",
            "help: pass the file of `Shop` with `--base FILE`; given there: `Acme`",
        ),
        (
            "check kiosk.toml --base corner.toml",
            "help: `corner.toml` extends `Shop`: pass the file of that with another `--base FILE`",
        ),
    ] {
        let (code, _, err) = run(folder.path(), line);
        assert!(code > Some(0) && err.contains(helps), "{line}: {err}");
    }
    let (_, out, _) = run(folder.path(), "check corner.toml --format json");
    let told: Value = serde_json::from_str(&out).unwrap();
    assert!(told[0]["help"].as_str().unwrap().contains("--base"), "{out}");
    write(folder.path(), "shop.toml", "[catalogue]\nname = \"Shop\"\n");
    let (code, _, err) = run(folder.path(), "check corner.toml --base shop.toml");
    assert!(code == Some(1) && err.contains("help: `edges-errors check shop.toml` shows them"), "{err}");
    for (line, told) in [
        ("check corner.toml --base absent.toml", "there is no file `absent.toml`"),
        ("check corner.toml --base shop.toml --base shop.toml", "are both named `Shop`"),
    ] {
        let (code, _, err) = run(folder.path(), line);
        assert!(code == Some(2) && err.contains(told), "{line}: {err}");
    }
    let (code, _, err) = run(folder.path(), "check acme.toml --base corner.toml");
    assert_eq!(code, Some(0));
    assert!(
        err.contains("the base `corner.toml` is not used: nothing here says `extends = \"Corner shop\"`")
    );
}

#[test]
fn catalogues_that_extend_each_other_are_told() {
    let folder = folder();
    for (own, other) in [("A", "B"), ("B", "A")] {
        let text = format!("[catalogue]\nname = \"{own}\"\nextends = \"{other}\"\n");
        write(folder.path(), &format!("{own}.toml"), &text);
    }
    for bases in ["--base B.toml", "--base B.toml --base A.toml"] {
        let (code, _, err) = run(folder.path(), &format!("check A.toml {bases}"));
        assert_eq!(code, Some(1));
        let help = "help: the files extend each other: remove `extends = \"";
        assert!(err.contains(help), "{bases}: {err}");
    }
}

/// Runs a command on the corner shop.
fn corner(line: &str) -> String {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &format!("{line} --catalogue corner.toml --base shop.toml"));
    assert_eq!((code, err.as_str()), (Some(0), ""), "{line}");
    out
}

/// Returns the line of the shop's catalogue on which a table begins.
fn line_in_shop(header: &str) -> usize {
    let text = read_text("tests/tests/catalogues/shop.toml");
    text.lines().position(|line| line == header).unwrap() + 1
}

#[test]
fn lines_are_named_with_their_files() {
    let (daily, sold_out) = (line_in_shop("[retry.daily]"), line_in_shop("[errors.SOLD_OUT]"));
    let own = corner("explain CORNERED");
    let policy = format!("(policy `daily`, shop.toml:{daily})");
    assert!(own.contains("\ncorner.toml:5\n") && own.contains(&policy), "{own}");
    let overridden = format!("shop.toml:{sold_out}, overridden at corner.toml:13");
    assert!(corner("explain SOLD_OUT").contains(&format!("\n{overridden}\n")));
    let facts: Value = serde_json::from_str(&corner("explain SOLD_OUT --format json")).unwrap();
    assert_eq!(facts["file"], "shop.toml");
    assert_eq!(facts["line"], sold_out);
    assert_eq!(facts["overridden"]["file"], "corner.toml");
    let facts: Value = serde_json::from_str(&corner("export json")).unwrap();
    assert_eq!(facts["policies"][2]["file"], "shop.toml");
    let page = corner("export html");
    assert!(page.contains("corner.toml:5") && page.contains(&overridden));
    assert!(corner("list").contains("\nCORNERED "));
    assert!(corner("export markdown").contains("### `CORNERED`"));
}

#[test]
fn a_diff_compares_what_the_files_say_together() {
    let folder = folder();
    // A change of the base is one of each file that extends it.
    write(
        folder.path(),
        "later.toml",
        &read_text("tests/tests/catalogues/shop.toml").replace("\"1d\"", "\"2d\""),
    );
    let (code, out, err) =
        run(folder.path(), "diff corner.toml corner.toml --base later.toml --old-base shop.toml");
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let place = format!("[later.toml:{}]", line_in_shop("[retry.daily]"));
    assert!(out.contains("policy daily") && out.contains(&place), "{out}");
    // A fact that is overridden changes where that is written.
    let (code, out, _) = run(folder.path(), "diff shop.toml corner.toml --base shop.toml --allow breaking");
    assert_eq!(code, Some(0));
    assert!(out.contains("[corner.toml:5]") && out.contains("[corner.toml:13]"), "{out}");
    let (_, out, _) = run(folder.path(), "diff corner.toml shop.toml --base shop.toml --format json");
    let json: Value = serde_json::from_str(&out).unwrap();
    let removed = json["changes"].as_array().unwrap().iter().find(|change| change["name"] == "CORNERED");
    assert_eq!(removed.unwrap()["old_place"]["file"], "corner.toml");
    let (code, out, _) = run(folder.path(), "diff acme.toml --edition default --allow breaking");
    assert_eq!(code, Some(0));
    assert!(out.contains("acme.toml -> errors.toml") && out.contains("LK_ERROR: retry changed"), "{out}");
}

#[test]
fn a_base_of_the_repository_is_read_at_the_revision() {
    let folder = folder();
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "first"]);
    let shop = read_text("tests/tests/catalogues/shop.toml").replace("\"1d\"", "\"2d\"");
    write(folder.path(), "shop.toml", &shop);
    let (code, out, err) = run(folder.path(), "diff --since HEAD corner.toml --base shop.toml");
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let place = format!("[shop.toml:{}]", line_in_shop("[retry.daily]"));
    assert!(out.contains("policy daily") && out.contains(&place), "{out}");
    // One that came later, or is elsewhere, is taken as it is.
    write(folder.path(), "moved.toml", &shop);
    let (code, out, err) = run(folder.path(), "diff --since HEAD corner.toml --base moved.toml");
    assert_eq!(code, Some(0), "{out}");
    assert!(err.contains("note: `moved.toml` does not exist at `HEAD`: it is taken as it is now"), "{err}");
    let elsewhere = tempfile::tempdir().unwrap();
    let base = elsewhere.path().join("shop.toml");
    fs::write(&base, shop).unwrap();
    let line = format!("diff --since HEAD corner.toml --base {}", base.display());
    let (code, out, err) = run(folder.path(), &line);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
}

#[test]
fn what_the_base_says_too_is_a_warning() {
    let folder = folder();
    let own = format!("{ACME}LK_524.retry = \"wait_minutes\"\nLK_EVENT.fault = \"account\"\n");
    write(folder.path(), "acme.toml", &own);
    let (code, out, err) = run(folder.path(), "check acme.toml");
    let count = edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED.len();
    assert_eq!(code, Some(0));
    assert_eq!(out, format!("acme.toml: {count} labels, no mistakes, 2 warnings\n"));
    assert_eq!(err.matches("warning[idle-override]: ").count(), 2, "{err}");
    assert!(err.contains("acme.toml:7:8") && err.contains("::: edges-errors/errors.toml:"), "{err}");
    let (code, out, _) = run(folder.path(), "check acme.toml --format json");
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, told.as_array().unwrap().len()), (Some(0), 2));
    assert_eq!((&told[0]["severity"], &told[0]["rule"]), (&"warning".into(), &"idle-override".into()));
    // Other commands are not about the file.
    let (_, _, err) = run(folder.path(), "list --catalogue acme.toml");
    assert_eq!(err, "");
    write(folder.path(), "acme.toml", &(own + "LK_524.statuses = [1]\n"));
    let (code, _, err) = run(folder.path(), "check acme.toml");
    assert!(code == Some(1) && err.ends_with("acme.toml: 1 mistake, 2 warnings\n"), "{err}");
}

#[test]
fn a_catalogue_is_exported_with_all_that_it_extends() {
    let whole = corner("export toml");
    assert!(
        whole.contains("[errors.CORNERED]") && whole.contains("notes           = [\"Ours.\"]"),
        "{whole}"
    );
    let folder = folder();
    write(folder.path(), "whole.toml", &whole);
    let (code, out, _) = run(folder.path(), "check whole.toml");
    assert_eq!((code, out.as_str()), (Some(0), "whole.toml: 8 labels, no mistakes\n"));
    let (code, out, _) =
        run(folder.path(), "diff corner.toml whole.toml --base shop.toml --allow none --format text");
    assert_eq!((code, out.lines().next()), (Some(0), Some("corner.toml -> whole.toml: no change")));
}

#[test]
fn the_editions_are_catalogues() {
    let folder = folder();
    let (code, latest, err) = run(folder.path(), "list --edition latest");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(latest.contains("\nLK_BAD_COOKIE "), "{latest}");
    let (_, default, err) = run(folder.path(), "list --edition default");
    assert!(!default.contains("LK_BAD_COOKIE") && err.is_empty(), "{default}");
    let (_, out, _) = run(folder.path(), "explain LK_ERROR --edition latest");
    assert!(out.contains("\nedges-errors/errors.toml:"), "{out}");
    assert!(out.contains(", overridden at editions/latest.toml:"), "{out}");
    let (code, _, err) = run(folder.path(), "list --edition latest --catalogue acme.toml");
    assert!(code == Some(2) && err.contains("cannot be used with"), "{err}");
    let (code, _, err) = run(folder.path(), "diff acme.toml acme.toml --edition latest");
    assert!(
        code == Some(2) && err.contains("NEW is named twice: pass it as a file or with `--edition`"),
        "{err}"
    );
    let (code, out, err) = run(folder.path(), "explain unknown-key --base shop.toml");
    assert!(code == Some(0) && out.starts_with("unknown-key: ") && err.is_empty(), "{out}{err}");
    // A file extends the newest edition, and by it the default one.
    write(
        folder.path(),
        "acme.toml",
        &ACME.replace("\"Edges\"", "\"Edges, newest table\"").replace("LK_ERROR", "LK_413"),
    );
    let (code, out, _) = run(folder.path(), "check acme.toml");
    let count = edges_errors::ErrorLabel::ALL_INCLUDING_REMOVED.len() + 9;
    assert!(code == Some(0) && out.starts_with(&format!("acme.toml: {count} labels")), "{out}");
}

#[test]
fn stanzas_are_for_the_file_of_whoever_asks() {
    let folder = folder();
    let bodies = "{\"error_label\":\"NEW_ONE\",\"status_code\":424}\n{\"error_label\":\"LK_524\",\"status_code\":500}\n\
                  {\"error_label\":\"LK_ERROR\",\"status_code\":500}\n";
    let stanzas = |arguments: &[&str]| {
        let arguments = [&["decode", "--stanzas"], arguments].concat();
        let (code, out, err) = run_with_input(folder.path(), &arguments, bodies);
        assert_eq!(code, Some(1), "{err}");
        out
    };
    let own = stanzas(&["--catalogue", "acme.toml"]);
    assert!(own.contains("\n[override.errors.LK_524]\nstatuses = [424, 500]\n"), "{own}");
    assert!(own.contains("\n# acme.toml:6: in [override.errors.LK_ERROR], write\n"), "{own}");
    assert!(own.contains("\n[errors.NEW_ONE] ") && !own.contains("[catalogue]"), "{own}");
    write(folder.path(), "appended.toml", &format!("{ACME}{own}"));
    let (code, _, err) = run(folder.path(), "check appended.toml");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for (edition, module, base) in
        [("default", "edges_errors", "Edges"), ("latest", "edges_errors::latest", "Edges, newest table")]
    {
        let file = stanzas(&["--edition", edition]);
        let head: Vec<&str> = file.lines().take(3).collect();
        assert!(head.iter().all(|line| line.starts_with("# ")), "{file}");
        assert!(
            head[1].contains(&format!("`edges_errors::catalogue! {{ extends = {module}, \"FILE\" }}`")),
            "{file}"
        );
        assert!(file.contains(&format!("extends = \"{base}\"\n")), "{file}");
        write(folder.path(), "new.toml", &file);
        let (code, _, err) = run(folder.path(), "check new.toml");
        assert_eq!((code, err.as_str()), (Some(0), ""));
    }
    let page = "| Label | Status | Category | Retry |\n| --- | --- | --- | --- |\n\
                | `LK_NEWEST` | 424 | LinkedIn | No |\n| `LK_524` | 424 | LinkedIn | No — give up |\n";
    write(folder.path(), "page.md", page);
    let (code, file, _) = run(folder.path(), "drift page.md --stanzas --edition default");
    assert_eq!(code, Some(1));
    assert!(
        file.contains("extends = \"Edges\"\n") && file.contains("\n[override.errors.LK_524]\n"),
        "{file}"
    );
    write(folder.path(), "new.toml", &file);
    let (code, _, err) = run(folder.path(), "check new.toml");
    // The page does not name the remedy of what is no longer sent again.
    assert!(code == Some(0) && err.matches("warning[").count() == 1, "{err}");
    assert!(err.starts_with("warning[idle-remedy]: the remedy `retry_later` of `LK_524`"), "{err}");
    let (_, out, _) = run(folder.path(), "drift page.md --catalogue new.toml");
    assert!(!out.contains("\nLK_524"), "{out}");
}
