//! Finding a label by its name, beside phf, hashify, rustc-hash, `match`, strum, serde's derive and the floor: a label whose
//! index is known already, loaded and compared.
//!
//! `cargo run --release -p benches --bin lookup` (or `just bench-lookup`)

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use benches::catalogue::{make_labels, make_names, to_variant, write_catalogue};
use benches::workshop::{Workshop, run};

const HARNESS: &str = include_str!("../../templates/lookup.rs");
const STREAMS: [&str; 5] = ["known", "unknown", "mixed", "dependent", "one label"];
/// `match`, strum and serde take minutes to compile with so many.
const TOO_MANY: usize = 5_000;

fn main() -> io::Result<()> {
    let workshop = Workshop::open("lookup")?;
    for count in [27, 1_000, 10_000] {
        let name = format!("lookup-{count}");
        let folder = write_program(&workshop, &name, count)?;
        run(workshop.cargo(&folder).args(["build", "--release", "--quiet"]))?;
        let program = workshop.built("release", &name);
        print_times(count, &run(&mut std::process::Command::new(&program))?.stdout);
        print_instructions(&program, count);
    }
    Ok(())
}

fn write_program(workshop: &Workshop, name: &str, count: usize) -> io::Result<std::path::PathBuf> {
    let labels = make_labels(count);
    let manifest = format!(
        "[dependencies]\nedges-errors = {{ path = {:?}, default-features = false }}\nhashify = \"0.3\"\n\
         phf = {{ version = \"0.14\", features = [\"macros\"] }}\nrustc-hash = \"2\"\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nstrum = {{ version = \"0.28\", features = [\"derive\"] }}\n\
         \n[profile.release]\nlto = \"fat\"\ncodegen-units = 1\npanic = \"abort\"\n",
        Workshop::project().join("edges-errors")
    );
    let generated = write_implementations(&labels);
    let files = [
        ("src/main.rs", HARNESS),
        ("src/generated.rs", &generated),
        ("errors.toml", &write_catalogue(&labels)),
    ];
    workshop.write_crate(name, &manifest, &files)
}

/// Each as a function from a name, and the index that the floor is told, to an index.
fn write_implementations(labels: &[String]) -> String {
    let pairs = |arrow: &str, close: &str| {
        labels.iter().enumerate().fold(String::new(), |mut text, (at, label)| {
            let _ = write!(text, "{label:?} {arrow} {at}{close}, ");
            text
        })
    };
    let others: Vec<String> =
        make_names(2_000, 99).into_iter().filter(|name| !labels.contains(name)).collect();
    let mut text = format!(
        "pub const COUNT: usize = {};\npub const NAMES: &[&str] = &{labels:?};\npub const OTHERS: &[&str] = &{others:?};\n\
         pub struct Implementation {{ pub name: &'static str, pub find: fn(&str, u16) -> u16 }}\n\
         pub static HITS: std::sync::LazyLock<std::collections::HashSet<&str>> =\n    \
         std::sync::LazyLock::new(|| NAMES.iter().copied().collect());\n\
         #[allow(dead_code)]\nmod ours {{ edges_errors::catalogue!(\"../errors.toml\"); }}\n\
         #[inline(never)]\nfn floor(name: &str, index: u16) -> u16 {{\n    \
         match NAMES.get(index as usize) {{ Some(known) if *known == name => index, _ => u16::MAX }}\n}}\n\
         #[inline(never)]\nfn ours(name: &str, _: u16) -> u16 {{\n    \
         ours::ErrorLabel::from_name(name).map_or(u16::MAX, |label| label as u16)\n}}\n\
         static PHF: phf::Map<&'static str, u16> = phf::phf_map! {{ {} }};\n\
         #[inline(never)]\nfn phf(name: &str, _: u16) -> u16 {{ PHF.get(name).copied().unwrap_or(u16::MAX) }}\n\
         #[inline(never)]\nfn hashify(name: &str, _: u16) -> u16 {{\n    \
         hashify::map!(name.as_bytes(), u16, {}).copied().unwrap_or(u16::MAX)\n}}\n\
         static FX: std::sync::LazyLock<rustc_hash::FxHashMap<&'static str, u16>> =\n    \
         std::sync::LazyLock::new(|| NAMES.iter().enumerate().map(|(at, name)| (*name, at as u16)).collect());\n\
         #[inline(never)]\nfn fx(name: &str, _: u16) -> u16 {{ FX.get(name).copied().unwrap_or(u16::MAX) }}\n",
        labels.len(),
        pairs("=>", "u16"),
        pairs("=>", ""),
    );
    let mut names = vec!["floor", "ours", "phf", "hashify", "fx"];
    if labels.len() < TOO_MANY {
        text.push_str(&write_slow_compilers(labels, &pairs("=>", "")));
        names.extend(["by_match", "strum", "serde"]);
    }
    text.push_str("pub static ALL: &[Implementation] = &[\n");
    for name in names {
        let _ = writeln!(text, "    Implementation {{ name: {name:?}, find: {name} }},");
    }
    text + "];\n"
}

fn write_slow_compilers(labels: &[String], arms: &str) -> String {
    let variants = |attribute: &str| {
        labels.iter().fold(String::new(), |mut text, label| {
            let _ = write!(text, "#[{attribute} = {label:?})] {}, ", to_variant(label));
            text
        })
    };
    format!(
        "#[inline(never)]\nfn by_match(name: &str, _: u16) -> u16 {{ match name {{ {arms} _ => u16::MAX }} }}\n\
         #[derive(strum::EnumString)]\n#[repr(u16)]\nenum Strum {{ {} }}\n\
         #[inline(never)]\nfn strum(name: &str, _: u16) -> u16 {{\n    \
         name.parse::<Strum>().map_or(u16::MAX, |label| label as u16)\n}}\n\
         #[derive(serde::Deserialize)]\n#[repr(u16)]\nenum Serde {{ {} }}\n\
         #[inline(never)]\nfn serde(name: &str, _: u16) -> u16 {{\n    \
         use serde::de::{{Deserialize as _, IntoDeserializer as _, value::{{Error, StrDeserializer}}}};\n    \
         let name: StrDeserializer<'_, Error> = name.into_deserializer();\n    \
         Serde::deserialize(name).map_or(u16::MAX, |label| label as u16)\n}}\n",
        variants("strum(serialize"),
        variants("serde(rename"),
    )
}

/// Nanoseconds for one lookup, the least of all rounds, and as a ratio to the floor.
fn print_times(count: usize, output: &[u8]) {
    let text = String::from_utf8_lossy(output);
    let mut least: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    let mut names = Vec::new();
    for line in text.lines() {
        if let [what, name, _, time] = line.split('\t').collect::<Vec<_>>()[..] {
            least.insert((what, name), time.parse().unwrap_or(f64::NAN));
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    println!("\n{count} labels: least nanoseconds of all rounds (times the floor's)");
    println!("{:<10}{}", "", STREAMS.map(|what| format!("{what:>18}")).concat());
    for name in names {
        let cell = |what: &&str| {
            let (time, floor) = (least.get(&(*what, name)), least.get(&(*what, "floor")));
            let time = time.copied().unwrap_or(f64::NAN);
            format!("{:>18}", format!("{time:.2} ({:.2})", time / floor.copied().unwrap_or(f64::NAN)))
        };
        println!("{name:<10}{}", STREAMS.iter().map(cell).collect::<String>());
    }
}

/// Instructions for one lookup, which are the same on a busy machine: the difference of two runs.
fn print_instructions(program: &Path, count: usize) {
    println!("{count} labels: instructions for one lookup (callgrind)");
    for name in ["floor", "ours", "hashify", "fx", "phf", "by_match"] {
        let counted = ["known", "unknown", "one label"].map(|stream| {
            let count = |passes: &str| count_instructions(program, [name, stream, passes]);
            let difference = count("3").zip(count("1")).map(|(three, one)| (three - one) as f64 / 32_768.0);
            difference.map_or_else(|| format!("{:>18}", "-"), |each| format!("{each:>18.1}"))
        });
        println!("{name:<10}{}{}{:>36}", counted[0], counted[1], counted[2].trim_start());
    }
}

/// `None` where there is no valgrind, or no such implementation.
fn count_instructions(program: &Path, arguments: [&str; 3]) -> Option<u64> {
    let mut valgrind = std::process::Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args(arguments);
    let output = run(&mut valgrind).ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().find_map(|line| line.split("Collected : ").nth(1)?.trim().parse().ok())
}
