//! The command's own arguments: version, completions and misuse.

use super::run;

#[test]
fn the_version_names_the_catalogue() {
    let (code, out, _) = run(&["--version"]);
    let wanted = format!("edges-errors {} (catalogue Edges v1)\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((code, out), (Some(0), wanted));
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, _) = run(&["completions", shell]);
        assert!(code == Some(0) && out.contains("explain") && out.contains("drift"), "{shell}");
    }
    assert_eq!(run(&["completions", "csh"]).0, Some(2));
}

#[test]
fn what_makes_no_sense_is_told_on_standard_error() {
    for arguments in [&[][..], &["chekc"], &["list", "--stauts", "424"]] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!err.contains('\u{1b}'), "no colour into a pipe");
    }
    assert!(run(&["chekc"]).2.contains("'check'"));
}
