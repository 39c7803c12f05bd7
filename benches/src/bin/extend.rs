//! What a catalogue costs that extends another one, and what it costs the other to carry its text along for that.
//!
//! `cargo run --release -p benches --bin extend` (or `just bench-extend`)

use std::fs;
use std::io;
use std::path::PathBuf;

use benches::catalogue::{make_labels, make_names, write_catalogue, write_entries};
use benches::workshop::{HELLO, Kept, Step, Workshop};

/// The labels that are put on top of the others.
const OWN_LABELS: usize = 20;

/// A piece of the text of every catalogue here that no program holds for any other reason.
const TEXT: &[u8] = b"[remedies.retry_later]";

fn main() -> io::Result<()> {
    let workshop = Workshop::open("extend")?;
    println!("The text that a catalogue carries: what a macro with nothing else adds to an empty crate");
    println!("{:<10}{:>14}{:>14}{:>14}", "labels", "text, bytes", "rlib, bytes", "build, ms");
    for count in [27, 1_000] {
        measure_text(&workshop, count)?;
    }
    println!("\nA crate with {OWN_LABELS} labels more, dependencies built: seconds of `cargo build`");
    println!("{:<10}{:>12}{:>16}{:>18}", "on", "extends", "copied whole", "nothing of it");
    for count in [27, 1_000] {
        compare_crates(&workshop, count)?;
    }
    println!("\nA stripped release binary that looks a label up: bytes");
    for count in [27, 1_000] {
        compare_programs(&workshop, count)?;
    }
    Ok(())
}

fn measure_text(workshop: &Workshop, count: usize) -> io::Result<()> {
    let text = write_catalogue(&make_labels(count));
    let carrying = format!(
        "#[macro_export]\nmacro_rules! source {{\n    ([$($then:tt)*] $($input:tt)*) => {{ $($then)*! {{ [{text:?}] $($input)* }} }};\n}}\n"
    );
    let mut measured = [(f64::NAN, 0); 2];
    for (measured, (name, library)) in
        measured.iter_mut().zip([("empty", "//! Nothing.\n"), ("carrying", &*carrying)])
    {
        let folder = workshop.write_crate(name, "", &[("src/lib.rs", library)])?;
        let built = workshop.measure_build(&folder, "src/lib.rs", Step::Build, Kept::Nothing)?;
        let time = built.map_or(f64::NAN, |built| built.wall);
        *measured = (time, fs::metadata(workshop.built("debug", &format!("lib{name}.rlib")))?.len());
    }
    let [(empty_time, empty_size), (time, size)] = measured;
    let more = (time - empty_time) * 1e3;
    println!("{count:<10}{:>14}{:>14}{more:>14.0}", text.len(), size - empty_size);
    Ok(())
}

/// A crate with a catalogue, and two more that have its labels and the own ones: by extending it, and by a copy.
struct Crates {
    extending: PathBuf,
    copying: PathBuf,
}

fn write_crates(workshop: &Workshop, count: usize, main: &str) -> io::Result<Crates> {
    let labels = make_labels(count);
    let base = write_catalogue(&labels);
    let own: Vec<String> = make_names(2 * OWN_LABELS, 2)
        .into_iter()
        .filter(|name| !labels.contains(name))
        .take(OWN_LABELS)
        .collect();
    let entries = write_entries(&own);
    let name = if count == 27 { "Edges" } else { "Made up" };
    let extension = format!("[catalogue]\nname = \"Extended\"\nextends = \"{name}\"\n{entries}");
    let copy = format!("{base}{entries}");
    let runtime = format!(
        "[dependencies]\nedges-errors = {{ path = {:?}, default-features = false }}\n",
        Workshop::project().join("edges-errors")
    );
    let on_base = format!("{runtime}base-{count} = {{ path = \"../base-{count}\" }}\n");
    let library = "edges_errors::catalogue!(\"../errors.toml\");\n";
    let extends = format!("edges_errors::catalogue! {{ extends = base_{count}, \"../errors.toml\" }}\n");
    let write = |kind: &str, manifest: &str, text: &str, library: &str| {
        let files =
            [("errors.toml", text), ("src/lib.rs", library), ("src/main.rs", &*main.replace("KIND", kind))];
        workshop.write_crate(&format!("{kind}-{count}"), manifest, &files)
    };
    workshop.write_crate(
        &format!("base-{count}"),
        &runtime,
        &[("errors.toml", &base), ("src/lib.rs", library)],
    )?;
    Ok(Crates {
        extending: write("extending", &on_base, &extension, &extends)?,
        copying: write("copying", &runtime, &copy, library)?,
    })
}

fn compare_crates(workshop: &Workshop, count: usize) -> io::Result<()> {
    let Crates { extending, copying } = write_crates(workshop, count, HELLO)?;
    let nothing = workshop.write_crate(
        "nothing",
        &format!("[dependencies]\nbase-{count} = {{ path = \"../base-{count}\" }}\n"),
        &[("src/lib.rs", "//! Nothing.\n"), ("src/main.rs", HELLO)],
    )?;
    let mut times = [f64::NAN; 3];
    for (time, folder) in times.iter_mut().zip([&extending, &copying, &nothing]) {
        let built = workshop.measure_build(folder, "src/lib.rs", Step::Build, Kept::Nothing)?;
        *time = built.map_or(f64::NAN, |built| built.wall);
    }
    let [extends, copied, nothing] = times;
    println!("{count:<10}{extends:>12.2}{copied:>16.2}{nothing:>18.2}");
    Ok(())
}

fn compare_programs(workshop: &Workshop, count: usize) -> io::Result<()> {
    let main = format!(
        "fn main() {{\n    let name = std::env::args().nth(1).unwrap_or_default();\n    \
         println!(\"{{:?}}\", KIND_{count}::ErrorLabel::from_name(&name).map(|label| label.statuses()));\n}}\n"
    );
    let main = format!("use edges_errors::Label as _;\n{main}");
    let Crates { extending, copying } = write_crates(workshop, count, &main)?;
    for (kind, folder) in [("extending", extending), ("copying", copying)] {
        let program = fs::read(workshop.build_stripped(&folder, &format!("{kind}-{count}"))?)?;
        let linked = program.windows(TEXT.len()).any(|bytes| bytes == TEXT);
        println!(
            "{:<24}{:>10}   text linked: {linked}",
            format!("{OWN_LABELS} on {count}, {kind}"),
            program.len()
        );
    }
    Ok(())
}
