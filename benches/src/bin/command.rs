//! The command on large inputs: `decode` of JSON lines beside serde_json's own scan of them, jq and Python; `check` of a
//! catalogue with thousands of mistakes.
//!
//! `cargo run --release -p benches --bin command` (or `just bench-command`, which builds the command first)

use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use benches::catalogue::{Numbers, make_labels, write_catalogue};
use benches::workshop::{ROUNDS, Usage, Workshop, measure_any};
use serde::de::IgnoredAny;

/// MB of lines, where none are asked for.
const USUAL_MB: u64 = 200;

/// Counts the labels of lines.
const PYTHON: &str = "import collections, json, sys
print(collections.Counter(json.loads(line).get('error_label') for line in open(sys.argv[1])))";
const JQ: &str = "reduce inputs as $e ({}; .[$e.error_label] += 1)";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["scan", file] => scan(Path::new(file)),
        [] => compare(USUAL_MB),
        [megabytes] => compare(megabytes.parse().map_err(io::Error::other)?),
        _ => Err(io::Error::other("usage: command [MEGABYTES]")),
    }
}

fn compare(megabytes: u64) -> io::Result<()> {
    let workshop = Workshop::open("command")?;
    compare_decode(&workshop, megabytes)?;
    measure_check(&workshop)
}

/// Reads the lines as serde_json alone would: each is parsed, and nothing of it is kept.
fn scan(file: &Path) -> io::Result<()> {
    let (mut input, mut line, mut read) = (BufReader::new(File::open(file)?), Vec::new(), 0_u64);
    while input.read_until(b'\n', &mut line)? > 0 {
        serde_json::from_slice::<IgnoredAny>(&line)?;
        read += 1;
        line.clear();
    }
    println!("{read} lines");
    Ok(())
}

fn compare_decode(workshop: &Workshop, megabytes: u64) -> io::Result<()> {
    let file = workshop.built("", "lines.jsonl");
    let written = write_lines(&file, megabytes * 1_000_000)?;
    println!("{:.0} MB of JSON lines: the least of {ROUNDS} rounds", written as f64 / 1e6);
    println!("{:<32}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}", "", "wall, s", "work, s", "MB/s", "MiB", "wall", "work");
    let mut scanning = Command::new(env::current_exe()?);
    scanning.arg("scan").arg(&file);
    let mut ours = Command::new(program());
    ours.arg("decode").arg(&file);
    let mut alone = Command::new("taskset");
    alone.args(["-c", "0"]).arg(program()).arg("decode").arg(&file);
    let mut jq = Command::new("jq");
    jq.args(["-n", "-c", JQ]).arg(&file);
    let mut python = Command::new("python3");
    python.args(["-c", PYTHON]).arg(&file);
    let commands = [
        ("serde_json, IgnoredAny", scanning),
        ("edges-errors decode", ours),
        ("edges-errors decode, one core", alone),
        ("jq", jq),
        ("python3, json", python),
    ];
    let mut least: [Option<Usage>; 5] = [None; 5];
    for _ in 0..ROUNDS {
        for (least, (what, command)) in least.iter_mut().zip(&commands) {
            let measured = measure_any(command)?;
            if measured.output.stdout.is_empty() {
                println!("{what}: {}", String::from_utf8_lossy(&measured.output.stderr));
                continue;
            }
            *least = Some(least.map_or(measured.usage, |least| least.least(measured.usage)));
        }
    }
    let nothing = Usage { wall: f64::NAN, work: f64::NAN, peak: 0 };
    let scan = least[0].unwrap_or(nothing);
    for (usage, (what, _)) in least.iter().zip(&commands) {
        let Some(Usage { wall, work, peak }) = *usage else { continue };
        let (speed, peak) = (written as f64 / 1e6 / wall, peak as f64 / 1024.0);
        let (walls, works) = (wall / scan.wall, work / scan.work);
        println!("{what:<32}{wall:>9.2}{work:>9.2}{speed:>9.0}{peak:>9.1}{walls:>9.2}{works:>9.2}");
    }
    fs::remove_file(file)
}

/// Writes error bodies as the API sends them, one a line, until there are so many bytes; returns how many there are.
fn write_lines(file: &Path, most: u64) -> io::Result<u64> {
    let labels = make_labels(27);
    let (mut numbers, mut written, mut lines) = (Numbers::of(3), 0, BufWriter::new(File::create(file)?));
    while written < most {
        let label = &labels[(numbers.draw() % 27) as usize];
        let (run, identity) = (numbers.draw(), numbers.draw());
        let line = format!(
            "{{\"error_label\":\"{label}\",\"error_scope\":\"integ\",\"error_ref\":\"err-{run:016x}\",\
             \"message\":\"The action {run:x} of the identity could not be carried out.\",\"status_code\":424,\
             \"params\":{{\"identity_ids\":\"{identity:016x}\",\"workspace_uid\":\"ws-{:05}\"}}}}\n",
            identity % 100_000
        );
        lines.write_all(line.as_bytes())?;
        written += line.len() as u64;
    }
    lines.flush()?;
    Ok(written)
}

/// 8,000 labels, each with a category and a remedy that nothing declares.
fn measure_check(workshop: &Workshop) -> io::Result<()> {
    let text = write_catalogue(&make_labels(8_000));
    let (head, entries) = text.split_at(text.find("\n[errors.").unwrap_or(0));
    let entries = ["input", "access", "linkedin", "system"].iter().fold(
        entries.replace("\"retry_later\"", "\"retry_latr\""),
        |text, category| {
            text.replace(&format!("category = \"{category}\""), &format!("category = \"{category}s\""))
        },
    );
    let file = workshop.built("", "mistakes.toml");
    fs::write(&file, format!("{head}{entries}"))?;
    let mut check = Command::new(program());
    check.arg("check").arg(&file);
    let mut least: Option<Usage> = None;
    let mut said = String::new();
    for _ in 0..ROUNDS {
        let measured = measure_any(&check)?;
        least = Some(least.map_or(measured.usage, |least| least.least(measured.usage)));
        said = String::from_utf8_lossy(&measured.output.stderr).into_owned();
    }
    let last = said.lines().rev().nth(1).unwrap_or_default();
    println!("\n`check` of 8000 labels with 16000 mistakes (last line: {last}): seconds, of work, MiB");
    if let Some(Usage { wall, work, peak }) = least {
        println!("{wall:.2} {work:.2} {:.1}", peak as f64 / 1024.0);
    }
    Ok(())
}

/// The command, built for release.
fn program() -> PathBuf {
    Workshop::project().join("target/release/edges-errors")
}
