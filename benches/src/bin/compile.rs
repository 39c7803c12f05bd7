//! What a catalogue costs the compiler and the binary, beside the same facts written by hand and with derives.
//!
//! `cargo run --release -p benches --bin compile` (or `just bench-compile`)

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use benches::catalogue::{make_labels, to_variant, write_catalogue};
use benches::workshop::{HELLO, Kept, PATIENCE, ROUNDS, Workshop, run};

fn main() -> io::Result<()> {
    let workshop = Workshop::open("compile")?;
    println!(
        "A crate with the labels, dependencies built: seconds of `cargo build` (of those for the hand-written one)"
    );
    println!(
        "{:<10}{:>18}{:>18}{:>26}{:>14}",
        "labels", "catalogue!", "by hand", "strum, thiserror, phf", "edit / touch"
    );
    for count in [27, 1_000, 10_000] {
        compare_crates(&workshop, count)?;
    }
    compare_clean_builds(&workshop)?;
    compare_sizes(&workshop)
}

fn compare_crates(workshop: &Workshop, count: usize) -> io::Result<()> {
    let labels = make_labels(count);
    let ours = write_ours(workshop, &format!("ours-{count}"), &labels, "")?;
    let by_hand = workshop.write_crate(
        &format!("hand-{count}"),
        "",
        &[("src/lib.rs", &(write_enum(&labels, "", |_| String::new()) + &write_matches(&labels)))],
    )?;
    let derived = workshop.write_crate(
        &format!("derived-{count}"),
        "[dependencies]\nphf = { version = \"0.14\", features = [\"macros\"] }\n\
         strum = { version = \"0.28\", features = [\"derive\"] }\nthiserror = \"2\"\n",
        &[("src/lib.rs", &write_derived(&labels))],
    )?;
    let mut times = [None; 3];
    for (time, folder) in times.iter_mut().zip([&ours, &by_hand, &derived]) {
        *time = workshop.measure_build(folder, "src/lib.rs", Kept::Nothing)?;
    }
    let touch = workshop.measure_build(&ours, "src/lib.rs", Kept::LastBuild)?;
    let edit = workshop.measure_build(&ours, "errors.toml", Kept::LastBuild)?;
    let against_hand = |time: Option<Duration>| match (time, times[1]) {
        (Some(time), Some(hand)) => {
            format!("{:.2} ({:.2})", time.as_secs_f64(), time.as_secs_f64() / hand.as_secs_f64())
        }
        (Some(time), None) => format!("{:.2} (-)", time.as_secs_f64()),
        (None, _) => format!("over {}", PATIENCE.as_secs()),
    };
    let [first, second, third] = times.map(against_hand);
    let edit = edit.zip(touch).map_or(f64::NAN, |(edit, touch)| edit.as_secs_f64() / touch.as_secs_f64());
    println!("{count:<10}{first:>18}{second:>18}{third:>26}{edit:>14.2}");
    Ok(())
}

fn write_ours(workshop: &Workshop, name: &str, labels: &[String], main: &str) -> io::Result<PathBuf> {
    let project = Workshop::project().join("edges-errors");
    let manifest =
        format!("[dependencies]\nedges-errors = {{ path = {project:?}, default-features = false }}\n");
    let catalogue = write_catalogue(labels);
    let library = "edges_errors::catalogue!(\"../errors.toml\");\n";
    let mut files = vec![("errors.toml", &*catalogue), ("src/lib.rs", library)];
    if !main.is_empty() {
        files.push(("src/main.rs", main));
    }
    workshop.write_crate(name, &manifest, &files)
}

/// The enum with its documentation, as `catalogue!` writes it.
fn write_enum(labels: &[String], derives: &str, attribute: impl Fn(&str) -> String) -> String {
    let mut text = format!(
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash{derives})]\npub enum ErrorLabel {{\n"
    );
    for label in labels {
        let _ = writeln!(
            text,
            "    /// What {label} means, in a sentence.\n    {}{},",
            attribute(label),
            to_variant(label)
        );
    }
    text + "}\n"
}

/// What a program asks of a label, as matches.
fn write_matches(labels: &[String]) -> String {
    let mut text =
        "impl ErrorLabel {\n    pub fn from_name(name: &str) -> Option<Self> {\n        Some(match name {\n"
            .to_owned();
    for label in labels {
        let _ = writeln!(text, "            {label:?} => Self::{},", to_variant(label));
    }
    text.push_str("            _ => return None,\n        })\n    }\n");
    write_match(&mut text, labels, "as_str", "&'static str", |label, _| format!("{label:?}"));
    text + &write_facts(labels) + "}\n"
}

fn write_facts(labels: &[String]) -> String {
    let mut text = String::new();
    write_match(&mut text, labels, "statuses", "&'static [u16]", |_, _| "&[424]".to_owned());
    write_match(&mut text, labels, "category", "u8", |_, at| (at % 4).to_string());
    write_match(&mut text, labels, "retry", "u8", |_, at| (at % 3).to_string());
    write_match(&mut text, labels, "remedy", "u8", |_, at| (at % 7).to_string());
    write_match(&mut text, labels, "doc", "&'static str", |label, _| {
        format!("\"What {label} means, in a sentence.\"")
    });
    write_match(&mut text, labels, "causes", "&'static [&'static str]", |label, _| {
        format!("&[\"One cause of {label}.\"]")
    });
    write_match(&mut text, labels, "resolution", "&'static [&'static str]", |label, _| {
        format!("&[\"What to do about {label}.\"]")
    });
    text
}

fn write_match(
    text: &mut String,
    labels: &[String],
    name: &str,
    kind: &str,
    value: impl Fn(&str, usize) -> String,
) {
    let _ = writeln!(text, "    pub fn {name}(self) -> {kind} {{\n        match self {{");
    for (at, label) in labels.iter().enumerate() {
        let _ = writeln!(text, "            Self::{} => {},", to_variant(label), value(label, at));
    }
    text.push_str("        }\n    }\n");
}

/// Names by strum, `Display` by thiserror, lookup by phf, the rest by hand.
fn write_derived(labels: &[String]) -> String {
    let mut text = write_enum(labels, ", strum::IntoStaticStr, strum::EnumIter, thiserror::Error", |label| {
        format!("#[strum(serialize = {label:?})]\n    #[error(\"{label}\")]\n    ")
    });
    text.push_str("pub static LABELS: phf::Map<&'static str, ErrorLabel> = phf::phf_map! {\n");
    for label in labels {
        let _ = writeln!(text, "    {label:?} => ErrorLabel::{},", to_variant(label));
    }
    text + "};\nimpl ErrorLabel {\n" + &write_facts(labels) + "}\n"
}

/// A program that depends on this project with its default features, and one on what would be used instead.
fn compare_clean_builds(workshop: &Workshop) -> io::Result<()> {
    let project = Workshop::project().join("edges-errors");
    let ours = format!("[dependencies]\nedges-errors = {{ path = {project:?} }}\n");
    let peers = "[dependencies]\nphf = { version = \"0.14\", features = [\"macros\"] }\n\
         serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
         strum = { version = \"0.28\", features = [\"derive\"] }\nthiserror = \"2\"\n";
    println!("\nA clean build of a program that depends on it: seconds, and seconds of work");
    for (what, manifest) in
        [("edges-errors", &*ours), ("strum, thiserror, phf, serde derive, serde_json", peers)]
    {
        let folder = workshop.write_crate("hello", manifest, &[("src/main.rs", HELLO)])?;
        run(workshop.cargo(&folder).arg("fetch"))?;
        for profile in ["dev", "release"] {
            let mut least = (f64::INFINITY, f64::INFINITY);
            for _ in 0..ROUNDS {
                let target = workshop.built("", "clean");
                let _ = fs::remove_dir_all(&target);
                let mut build = Command::new("bash");
                build.args([
                    "-c",
                    &format!("TIMEFORMAT='%R %U'; time cargo build --quiet --profile {profile}"),
                ]);
                let said = run(build.current_dir(&folder).env("CARGO_TARGET_DIR", &target))?.stderr;
                let said = String::from_utf8_lossy(&said).into_owned();
                let mut times =
                    said.lines().last().unwrap_or_default().split(' ').filter_map(|time| time.parse().ok());
                let (real, user) = (times.next().unwrap_or(f64::NAN), times.next().unwrap_or(f64::NAN));
                least = (least.0.min(real), least.1.min(user));
            }
            println!("{what:<50} {profile:<8} {:>6.1} {:>6.1}", least.0, least.1);
        }
    }
    Ok(())
}

fn compare_sizes(workshop: &Workshop) -> io::Result<()> {
    println!("\nA stripped release binary: bytes, and bytes more than one that says hello");
    let one = "fn main() {\n    let name = std::env::args().nth(1).unwrap_or_default();\n    \
         println!(\"{:?}\", size::ErrorLabel::from_name(&name).map(|label| label.statuses()));\n}\n";
    let all = "fn main() {\n    for label in size::ErrorLabel::ALL {\n        \
         println!(\"{label} {} {:?}\", label.doc(), label.causes().collect::<Vec<_>>());\n    }\n}\n";
    let mut hello = None;
    for (what, main) in [("nothing of it", HELLO), ("lookup and facts", one), ("prose as well", all)] {
        let folder = write_ours(workshop, "size", &make_labels(27), main)?;
        let program = workshop.build_stripped(&folder, "size")?;
        let size = fs::metadata(&program)?.len();
        let hello = *hello.get_or_insert(size);
        let prose = fs::read(&program)?.windows(24).any(|bytes| bytes == b"The daily or other perio");
        println!("{what:<20} {size:>10} {:>8}   prose linked: {prose}", size - hello);
    }
    Ok(())
}
