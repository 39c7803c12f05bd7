//! What users see of a mistake: the compiler's own output, case by case.
//!
//! The output belongs to one version of rustc, the one in `ui/rustc-version`, without the sources of std, which rustc shows
//! lines of. Elsewhere the cases are skipped, which in CI is a failure. `just bless` rewrites them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::process::Command;

#[test]
fn mistakes_read_well() {
    if let Some(reason) = find_difference() {
        assert!(std::env::var_os("CI").is_none(), "{reason}");
        eprintln!("SKIPPED: {reason}");
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/catalogue/*.rs");
    cases.compile_fail("ui/handler/*.rs");
    cases.compile_fail("ui/adapters/*.rs");
}

/// Returns why the compiler here says other things than the one that the cases were made with.
fn find_difference() -> Option<String> {
    let made_with = include_str!("../ui/rustc-version").trim();
    let here = ask_rustc(&["-V"]);
    if here.trim() != made_with {
        return Some(format!("the UI cases were made with `{made_with}`, and this is `{}`", here.trim()));
    }
    let sources = Path::new(ask_rustc(&["--print", "sysroot"]).trim()).join("lib/rustlib/src/rust/library");
    sources
        .exists()
        .then(|| format!("the UI cases were made without rust-src, and `{}` is there", sources.display()))
}

fn ask_rustc(arguments: &[&str]) -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let output = Command::new(rustc).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
