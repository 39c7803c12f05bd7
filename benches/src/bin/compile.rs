//! What a catalogue costs the compiler and the binary, beside the same facts written by hand and with derives.
//!
//! `cargo run --release -p benches --bin compile` (or `just bench-compile`), with `crates`, `clean` or `sizes` for a part of it.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use benches::catalogue::{make_labels, to_variant, write_catalogue};
use benches::workshop::{HELLO, Kept, PATIENCE, ROUNDS, Step, Usage, Workshop, measure, run};

fn main() -> io::Result<()> {
    let part = env::args().nth(1).unwrap_or_else(|| "all".to_owned());
    let workshop = Workshop::open("compile")?;
    match part.as_str() {
        "crates" => compare_all_crates(&workshop),
        "clean" => compare_clean_builds(&workshop),
        "sizes" => compare_sizes(&workshop),
        "all" => {
            compare_all_crates(&workshop)?;
            compare_clean_builds(&workshop)?;
            compare_sizes(&workshop)
        }
        _ => Err(io::Error::other("usage: compile [crates|clean|sizes|all]")),
    }
}

fn compare_all_crates(workshop: &Workshop) -> io::Result<()> {
    println!(
        "A crate with the labels, dependencies built: seconds of work (of those for the hand-written one)"
    );
    println!(
        "{:<16}{:>18}{:>18}{:>26}{:>14}",
        "labels", "catalogue!", "by hand", "strum, thiserror, phf", "edit / touch"
    );
    for step in [Step::Build, Step::Check] {
        for count in [27, 1_000, 10_000] {
            compare_crates(workshop, count, step)?;
        }
    }
    Ok(())
}

fn compare_crates(workshop: &Workshop, count: usize, step: Step) -> io::Result<()> {
    let labels = make_labels(count);
    let ours = write_ours(workshop, &format!("ours-{count}"), Features::None, &labels, "")?;
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
        let built = workshop.measure_build(folder, "src/lib.rs", step, Kept::Nothing)?;
        *time = built.map(|built| built.work);
    }
    let touch = workshop.measure_build(&ours, "src/lib.rs", step, Kept::LastBuild)?;
    let edit = workshop.measure_build(&ours, "errors.toml", step, Kept::LastBuild)?;
    let against_hand = |time: Option<f64>| match (time, times[1]) {
        (Some(time), Some(hand)) => format!("{time:.2} ({:.2})", time / hand),
        (Some(time), None) => format!("{time:.2} (-)"),
        (None, _) => format!("over {}", PATIENCE.as_secs()),
    };
    let [first, second, third] = times.map(against_hand);
    let edit = edit.zip(touch).map_or(f64::NAN, |(edit, touch)| edit.work / touch.work);
    let what = format!("{count} {}", step.as_str());
    println!("{what:<16}{first:>18}{second:>18}{third:>26}{edit:>14.2}");
    Ok(())
}

/// The features of the runtime that a crate asks for.
#[derive(Clone, Copy)]
enum Features {
    None,
    Json,
}

fn write_ours(
    workshop: &Workshop,
    name: &str,
    features: Features,
    labels: &[String],
    main: &str,
) -> io::Result<PathBuf> {
    let project = Workshop::project().join("edges-errors");
    let features = match features {
        Features::None => "",
        Features::Json => "\"json\"",
    };
    let manifest = format!(
        "[dependencies]\nedges-errors = {{ path = {project:?}, default-features = false, features = [{features}] }}\n"
    );
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

/// How a program is built from nothing.
struct Clean {
    step: Step,
    profile: &'static str,
    jobs: &'static str,
}

const CLEAN: [Clean; 6] = [
    Clean { step: Step::Build, profile: "dev", jobs: "2" },
    Clean { step: Step::Build, profile: "dev", jobs: "1" },
    Clean { step: Step::Build, profile: "release", jobs: "2" },
    Clean { step: Step::Build, profile: "release", jobs: "1" },
    Clean { step: Step::Check, profile: "dev", jobs: "2" },
    Clean { step: Step::Check, profile: "dev", jobs: "1" },
];

/// A program that depends on this project with its default features, and one on what would be used instead. The rounds take
/// turns, so that both meet the same neighbours, and nothing is incremental: of crates from a registry nothing ever is.
fn compare_clean_builds(workshop: &Workshop) -> io::Result<()> {
    let project = Workshop::project().join("edges-errors");
    let ours = format!("[dependencies]\nedges-errors = {{ path = {project:?} }}\n");
    let peers = "[dependencies]\nphf = { version = \"0.14\", features = [\"macros\"] }\n\
         serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
         strum = { version = \"0.28\", features = [\"derive\"] }\nthiserror = \"2\"\n";
    let mut folders = Vec::new();
    for (name, manifest) in [("hello-ours", &*ours), ("hello-peers", peers)] {
        let folder = workshop.write_crate(name, manifest, &[("src/main.rs", HELLO)])?;
        run(workshop.cargo(&folder).arg("fetch"))?;
        folders.push(folder);
    }
    println!("A clean build of a program that depends on edges-errors, and of one on");
    println!("strum, thiserror, phf, serde derive and serde_json: seconds of waiting, and seconds of work");
    println!("{:<24}{:>16}{:>16}{:>18}", "", "edges-errors", "the others", "ratios");
    for clean in CLEAN {
        let mut least: [Option<Usage>; 2] = [None; 2];
        for _ in 0..ROUNDS {
            for (least, folder) in least.iter_mut().zip(&folders) {
                let usage = clean.measure(workshop, folder)?;
                *least = Some(least.map_or(usage, |least| least.least(usage)));
            }
        }
        let Clean { step, profile, jobs } = clean;
        let what = format!("{} {profile} -j{jobs}", step.as_str());
        if let [Some(ours), Some(peers)] = least {
            let both = |usage: Usage| format!("{:.1} {:.1}", usage.wall, usage.work);
            let ratios = format!("{:.2} {:.2}", ours.wall / peers.wall, ours.work / peers.work);
            println!("{what:<24}{:>16}{:>16}{ratios:>18}", both(ours), both(peers));
        }
    }
    Ok(())
}

impl Clean {
    fn measure(&self, workshop: &Workshop, folder: &Path) -> io::Result<Usage> {
        let target = workshop.built("", "clean");
        let _ = fs::remove_dir_all(&target);
        let mut cargo = workshop.cargo(folder);
        cargo.args([self.step.as_str(), "--quiet", "--offline", "-j", self.jobs, "--profile", self.profile]);
        Ok(measure(cargo.env("CARGO_TARGET_DIR", &target).env("CARGO_INCREMENTAL", "0"))?.usage)
    }
}

const LOOKUP: &str = "use edges_errors::Label as _;
fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    println!(\"{:?}\", size::ErrorLabel::from_name(&name).map(|label| label.statuses()));
}
";

const PROSE: &str = "use edges_errors::Label as _;
fn main() {
    for label in size::ErrorLabel::ALL {
        println!(\"{label} {} {:?}\", label.doc(), label.causes().collect::<Vec<_>>());
    }
}
";

const DECODING: &str = "use edges_errors::Label as _;
fn main() {
    let body = std::env::args().nth(1).unwrap_or_default();
    let error = size::EdgesError::from_parts(424, (), body);
    println!(\"{:?} {:?}\", error.label(), error.label().map(|label| label.statuses()));
}
";

const DECISION: &str = "use edges_errors::retry::{RequestContext, RetryPlan};
fn main() {
    let body = std::env::args().nth(1).unwrap_or_default();
    let error = size::EdgesError::from_parts(424, (), body);
    let plan = RetryPlan::for_request(&RequestContext::new(\"GET\"));
    println!(\"{:?} {:?}\", error.label(), plan.start().on_failure(&error).action());
}
";

/// The same by hand: a struct of strings, and a value for the params.
const BY_HAND: &str = "#[derive(serde::Deserialize)]
struct Body { error_label: Option<String>, error_scope: Option<String>, error_ref: Option<String>, message: Option<String>,
    status_code: Option<u16>, params: Option<serde_json::Value> }
fn main() {
    let body = std::env::args().nth(1).unwrap_or_default();
    if let Ok(Body { error_label, error_scope, error_ref, message, status_code, params }) = serde_json::from_str(&body) {
        println!(\"{error_label:?} {error_scope:?} {error_ref:?} {message:?} {status_code:?} {params:?}\");
    }
}
";

/// A piece of the prose of the real catalogue.
const PIECE: &[u8] = b"The daily or other perio";

fn compare_sizes(workshop: &Workshop) -> io::Result<()> {
    println!("A stripped release binary: bytes, and bytes more than one that says hello");
    let labels = make_labels(27);
    let mut hello = None;
    for (what, features, main) in [
        ("nothing of it", Features::None, HELLO),
        ("lookup and facts", Features::None, LOOKUP),
        ("prose as well", Features::None, PROSE),
        ("decoding", Features::Json, DECODING),
        ("decoding, deciding", Features::Json, DECISION),
    ] {
        let folder = write_ours(workshop, "size", features, &labels, main)?;
        hello = Some(print_size(workshop, what, &folder, hello)?);
    }
    let by_hand = workshop.write_crate(
        "size",
        "[dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
        &[("src/lib.rs", ""), ("src/main.rs", BY_HAND)],
    )?;
    print_size(workshop, "serde_json by hand", &by_hand, hello)?;
    Ok(())
}

/// Prints the size of a program beside that of the first, and returns that of the first.
fn print_size(workshop: &Workshop, what: &str, folder: &Path, hello: Option<u64>) -> io::Result<u64> {
    let program = fs::read(workshop.build_stripped(folder, "size")?)?;
    let size = program.len() as u64;
    let hello = hello.unwrap_or(size);
    let prose = program.windows(PIECE.len()).any(|bytes| bytes == PIECE);
    println!("{what:<20} {size:>10} {:>8}   prose linked: {prose}", size - hello);
    Ok(hello)
}
