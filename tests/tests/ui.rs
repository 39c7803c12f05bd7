//! What users see of a mistake: the compiler's own output, case by case.
//!
//! The output belongs to one version of rustc, the one in `ui/rustc-version`. Elsewhere the cases are skipped, which in
//! CI is a failure. `just bless` rewrites them.

use std::process::Command;

#[test]
fn mistakes_read_well() {
    let made_with = include_str!("../ui/rustc-version").trim();
    let output =
        Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into())).arg("-V").output().unwrap();
    let here = String::from_utf8(output.stdout).unwrap();
    if here.trim() != made_with {
        let skipped = format!("the UI cases were made with `{made_with}`, and this is `{}`", here.trim());
        assert!(std::env::var_os("CI").is_none(), "{skipped}");
        eprintln!("SKIPPED: {skipped}");
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/catalogue/*.rs");
    cases.compile_fail("ui/handler/*.rs");
    cases.compile_fail("ui/adapters/*.rs");
}
