//! Writing a crate and running cargo on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

/// Builds of each crate, of which the fastest counts.
pub const ROUNDS: usize = 3;
/// Longer than this is not waited for.
pub const PATIENCE: Duration = Duration::from_secs(300);
/// The smallest program.
pub const HELLO: &str = "fn main() {\n    println!(\"hello\");\n}\n";

/// What rustc may use of earlier builds.
#[derive(Debug, Clone, Copy)]
pub enum Kept {
    /// Dependencies alone.
    Nothing,
    /// What it has kept of the crate's last build.
    LastBuild,
}

/// The work of cargo that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// `cargo build`
    Build,
    /// `cargo check`
    Check,
}

impl Step {
    /// The subcommand.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Check => "check",
        }
    }
}

/// What a command took, with everything that it started.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Seconds until it ended.
    pub wall: f64,
    /// Seconds of processors: others who share the machine change them least.
    pub work: f64,
    /// The most memory that one process held, in KiB.
    pub peak: u64,
}

impl Usage {
    /// The least of each.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            work: self.work.min(other.work),
            peak: self.peak.min(other.peak),
        }
    }
}

/// A folder under `target` for crates that are built and thrown away.
#[derive(Debug)]
pub struct Workshop {
    root: PathBuf,
}

impl Workshop {
    /// A folder with this name.
    ///
    /// # Errors
    ///
    /// Where it cannot be made.
    pub fn open(name: &str) -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/benches").join(name);
        fs::create_dir_all(root.join("target"))?;
        Ok(Self { root: root.canonicalize()? })
    }

    /// This project's root.
    #[must_use]
    pub fn project() -> PathBuf {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        root.canonicalize().unwrap_or(root)
    }

    /// Writes a crate: its dependencies as lines of a manifest, and its files.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written.
    pub fn write_crate(&self, name: &str, manifest: &str, files: &[(&str, &str)]) -> io::Result<PathBuf> {
        let folder = self.root.join(name);
        fs::create_dir_all(folder.join("src"))?;
        let head = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n"
        );
        fs::write(folder.join("Cargo.toml"), head + manifest)?;
        for (path, text) in files {
            fs::write(folder.join(path), text)?;
        }
        Ok(folder)
    }

    /// cargo in a crate's folder, with this folder's own target directory.
    #[must_use]
    pub fn cargo(&self, folder: &Path) -> Command {
        let mut command = Command::new("cargo");
        command.current_dir(folder).env("CARGO_TARGET_DIR", self.root.join("target"));
        // What cargo itself was called with is not for the crates that are measured.
        for name in ["CARGO_PROFILE_DEV_DEBUG", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            command.env_remove(name);
        }
        command
    }

    /// Builds once, then again after each change of a file; `None` where the first build takes too long.
    ///
    /// # Errors
    ///
    /// Where a build fails.
    pub fn measure_build(
        &self,
        folder: &Path,
        file: &str,
        step: Step,
        kept: Kept,
    ) -> io::Result<Option<Usage>> {
        let incremental = match kept {
            Kept::Nothing => "0",
            Kept::LastBuild => "1",
        };
        let seconds = PATIENCE.as_secs().to_string();
        let mut first = Command::new("timeout");
        first.arg(&seconds).args(["cargo", step.as_str(), "--quiet"]).current_dir(folder);
        first.env("CARGO_TARGET_DIR", self.built("", "")).env("CARGO_INCREMENTAL", incremental);
        if !first.status()?.success() {
            return Ok(None);
        }
        let path = folder.join(file);
        let text = fs::read_to_string(&path)?;
        let comment = if file.ends_with(".toml") { "#" } else { "//" };
        let mut least: Option<Usage> = None;
        for round in 0..ROUNDS {
            fs::write(&path, format!("{text}\n{comment} {round}\n"))?;
            let mut again = self.cargo(folder);
            let usage =
                measure(again.args([step.as_str(), "--quiet"]).env("CARGO_INCREMENTAL", incremental))?.usage;
            least = Some(least.map_or(usage, |least| least.least(usage)));
        }
        fs::write(&path, text)?;
        Ok(least)
    }

    /// Builds the program of a crate as it is shipped, optimised and stripped, and returns its path.
    ///
    /// # Errors
    ///
    /// Where it does not build.
    pub fn build_stripped(&self, folder: &Path, name: &str) -> io::Result<PathBuf> {
        let strip = "profile.release.strip=true";
        run(self.cargo(folder).args(["build", "--release", "--quiet", "--config", strip]))?;
        Ok(self.built("release", name))
    }

    /// Where built programs are.
    #[must_use]
    pub fn built(&self, profile: &str, name: &str) -> PathBuf {
        self.root.join("target").join(profile).join(name)
    }
}

/// Runs a command; its output where it succeeds.
///
/// # Errors
///
/// Where it cannot be started, or fails: then with what it said.
pub fn run(command: &mut Command) -> io::Result<Output> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{command:?} failed:\n{said}")))
}

/// A command that has ended.
#[derive(Debug)]
pub struct Measured {
    /// What it took.
    pub usage: Usage,
    /// Its output; standard error has the line of `time` as its last.
    pub output: Output,
}

/// Runs a command under GNU time, which counts what its children take too.
///
/// # Errors
///
/// Where it cannot be started, or fails: then with what it said.
pub fn measure(command: &mut Command) -> io::Result<Measured> {
    let measured = measure_any(command)?;
    if measured.output.status.success() {
        return Ok(measured);
    }
    let said = String::from_utf8_lossy(&measured.output.stderr);
    Err(io::Error::other(format!("{command:?} failed:\n{said}")))
}

/// Runs a command under GNU time, however it ends.
///
/// # Errors
///
/// Where it cannot be started, or GNU time is not installed.
pub fn measure_any(command: &Command) -> io::Result<Measured> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["--quiet", "-f", "%e %U %S %M"]).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => timed.env(name, value),
            None => timed.env_remove(name),
        };
    }
    let output = timed.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().last().unwrap_or_default();
    let numbers: Vec<f64> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [wall, user, system, peak] = numbers[..] else {
        return Err(io::Error::other(format!("{command:?}: no times at the end of:\n{said}")));
    };
    Ok(Measured { usage: Usage { wall, work: user + system, peak: peak as u64 }, output })
}
