//! `edges-errors init`, as whoever has an empty folder calls it.

use std::fs;

use super::{run_in, run_with_input};

const START: [&str; 5] = ["init", "--name", "Acme", "--label", "error.code"];

#[test]
fn a_body_is_decoded_right_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run_in(folder.path(), &[&START[..], &["--label-format", "snake_case"]].concat());
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("edges_errors::catalogue!(\"../errors.toml\");"), "{out}");
    let (code, out, err) = run_in(folder.path(), &["check"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    let decode = |arguments: &[&str], body: &str| {
        run_with_input(folder.path(), &[&["decode", "--status", "429"], arguments].concat(), body)
    };
    let known = r#"{"error":{"code":"too_many_requests"}}"#;
    let (code, out, _) = decode(&["--method", "POST"], known);
    assert!(code == Some(0) && out.contains("decision    retry: "), "{out}");
    // What the API sends is appended, and known from then on.
    let new = r#"{"error":{"code":"quota_spent"}}"#;
    let (code, stanzas, _) = decode(&["--stanzas"], new);
    assert_eq!(code, Some(1));
    let catalogue = folder.path().join("errors.toml");
    fs::write(&catalogue, fs::read_to_string(&catalogue).unwrap() + &stanzas).unwrap();
    assert_eq!(decode(&["--method", "POST"], new).0, Some(0));
}

#[test]
fn a_file_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("errors.toml");
    fs::write(&file, "mine").unwrap();
    let (code, out, err) = run_in(folder.path(), &START);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("error: `errors.toml` is there already"), "{err}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let (code, out, _) = run_in(folder.path(), &[&START[..], &["acme.toml"]].concat());
    assert!(code == Some(0) && out.contains("decode --catalogue acme.toml"), "{out}");
}

#[test]
fn what_no_catalogue_can_have_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for (name, label, message, help) in [
        ("Acme", "error..code", "`error..code` is not a path: a key is empty", "such as `error.code`"),
        ("20 Minutes", "code", "`20MinutesError` cannot be the name of a type", "pass another name"),
    ] {
        let (code, out, err) = run_in(folder.path(), &["init", "--name", name, "--label", label]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(err.contains(message) && err.contains(&format!("help: {help}")), "{err}");
    }
    assert!(!folder.path().join("errors.toml").exists());
}

#[test]
fn a_name_and_a_file_are_there() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["", " "] {
        let (code, _, err) = run_in(folder.path(), &["init", "--name", name, "--label", "code"]);
        assert!(code == Some(2) && err.contains("for '--name <NAME>': write the name of the API"), "{err}");
    }
    let (code, _, err) = run_in(folder.path(), &[&START[..], &["-"]].concat());
    let told = "error: `-` is standard input to the other commands, and no name of a file\n\
        help: pass a name such as `errors.toml`\n";
    assert_eq!((code, err.as_str()), (Some(2), told));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// What is printed is meant to be pasted.
#[test]
fn a_file_of_any_name_is_quoted_for_the_shell_and_for_the_macro() {
    let folder = tempfile::tempdir().unwrap();
    let (_, out, _) = run_in(folder.path(), &[&START[..], &["my \"own\"; ls.toml"]].concat());
    assert!(out.contains("edges-errors check 'my \"own\"; ls.toml'\n"), "{out}");
    assert!(out.contains("--catalogue 'my \"own\"; ls.toml' --stanzas"), "{out}");
    assert!(out.contains("catalogue!(\"../my \\\"own\\\"; ls.toml\");"), "{out}");
    // The macro takes no absolute path.
    let file = folder.path().join("acme.toml");
    let (_, out, _) = run_in(folder.path(), &[&START[..], &[file.to_str().unwrap()]].concat());
    assert!(out.contains("catalogue!(\"../acme.toml\");"), "{out}");
}

#[test]
fn a_stanza_quotes_no_reference_that_there_is_not_and_takes_the_status_of_a_body() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &START).0, Some(0));
    let file = folder.path().join("errors.toml");
    let starter = fs::read_to_string(&file).unwrap();
    let place = "# status     = \"error.status\"";
    assert!(starter.contains(place) && starter.contains("[statuses.4xx]"), "{starter}");
    fs::write(&file, starter.replace(place, &place[2..])).unwrap();
    let lines = "{\"error\":{\"code\":\"QUOTA_SPENT\",\"status\":409}}\n".repeat(2);
    let (_, stanzas, err) = run_with_input(folder.path(), &["decode", "--stanzas"], &lines);
    assert!(stanzas.contains("statuses = [409]") && !stanzas.contains("reference"), "{stanzas} {err}");
    assert!(!stanzas.contains("[statuses."), "{stanzas}");
}
