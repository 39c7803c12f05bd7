//! Catalogues and pages through pipes, the default catalogue, and input without end.

use std::fs;

use super::{locate, read_text, run, run_in, run_with_input};

#[test]
fn a_catalogue_comes_through_standard_input() {
    let catalogue = read_text("errors.toml");
    let (code, out, err) = run_with_input(&locate("."), &["check", "-"], &catalogue);
    let told = format!("<stdin>: {} labels, no mistakes\n", edges_errors::ErrorLabel::ALL.len());
    assert_eq!((code, out, err.as_str()), (Some(0), told, ""));
    for arguments in
        [&["list", "--catalogue", "-"][..], &["diff", "-", "errors.toml"], &["diff", "errors.toml", "-"]]
    {
        assert_eq!(run_with_input(&locate("."), arguments, &catalogue).0, Some(0), "{arguments:?}");
    }
    let (code, _, err) = run_with_input(&locate("."), &["diff", "-", "-"], &catalogue);
    assert!(code == Some(2) && err.contains("named twice"), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_catalogue_comes_through_a_pipe_of_the_shell() {
    let catalogue = read_text("errors.toml");
    for arguments in [
        &["check", "/dev/stdin"][..],
        &["list", "--catalogue", "/dev/stdin"],
        &["diff", "/dev/stdin", "errors.toml"],
    ] {
        let (code, _, err) = run_with_input(&locate("."), arguments, &catalogue);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn input_without_end_is_refused() {
    for arguments in [
        &["check", "/dev/zero"][..],
        &["list", "--catalogue", "/dev/zero"],
        &["drift", "/dev/zero"],
        &["decode", "/dev/zero"],
        &["decode", "--status", "424", "/dev/zero"],
        &["diff", "/dev/zero", "errors.toml"],
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains("`/dev/zero` is too large"), "{err}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told_in_the_words_of_the_command() {
    let (code, out, err) = run(&["check", "nope.toml"]);
    assert_eq!((code, out.as_str(), err.as_str()), (Some(2), "", "error: there is no file `nope.toml`\n"));
}

#[test]
fn the_nearest_catalogue_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("src/deep");
    fs::create_dir_all(&below).unwrap();
    let body = below.join("body.json");
    fs::write(&body, "{}").unwrap();
    let commands: &[&[&str]] = &[&["list"], &["check"], &["explain", "LIMIT_REACHED"], &["export", "json"]];
    for arguments in commands {
        let (code, _, err) = run_in(&below, arguments);
        assert_eq!(code, Some(0), "{err}");
        assert!(err.starts_with("note: the built-in catalogue is used: "), "{err}");
    }
    fs::copy(locate("tests/tests/catalogues/shop.toml"), folder.path().join("errors.toml")).unwrap();
    let (code, out, err) = run_in(&below, &["list"]);
    assert!(code == Some(0) && out.contains("SOLD_OUT"), "{out}");
    assert_eq!(err, "note: the catalogue `../../errors.toml` is used\n");
    let (_, out, err) = run_in(folder.path(), &["list"]);
    assert!(err.is_empty() && out.contains("SOLD_OUT"), "{err}");
}

#[test]
fn a_catalogue_that_is_named_for_nothing_is_told() {
    for arguments in [
        &["diff", "errors.toml", "errors.toml", "--catalogue", "errors.toml"][..],
        &["diff", "--since", "HEAD", "errors.toml", "--catalogue", "errors.toml"],
    ] {
        let (code, _, err) = run(arguments);
        assert!(code == Some(2) && err.contains("--catalogue"), "{err}");
    }
}
