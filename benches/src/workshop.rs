//! Writing a crate and running cargo on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

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
        fs::create_dir_all(&root)?;
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
    pub fn measure_build(&self, folder: &Path, file: &str, kept: Kept) -> io::Result<Option<Duration>> {
        let seconds = PATIENCE.as_secs().to_string();
        let mut first = Command::new("timeout");
        first.arg(&seconds).arg("cargo").args(["build", "--quiet"]).current_dir(folder);
        let incremental = match kept {
            Kept::Nothing => "0",
            Kept::LastBuild => "1",
        };
        first.env("CARGO_TARGET_DIR", self.built("", "")).env("CARGO_INCREMENTAL", incremental);
        if !first.status()?.success() {
            return Ok(None);
        }
        let path = folder.join(file);
        let text = fs::read_to_string(&path)?;
        let comment = if file.ends_with(".toml") { "#" } else { "//" };
        let mut least = Duration::MAX;
        for round in 0..ROUNDS {
            fs::write(&path, format!("{text}\n{comment} {round}\n"))?;
            let started = Instant::now();
            run(self.cargo(folder).args(["build", "--quiet"]).env("CARGO_INCREMENTAL", incremental))?;
            least = least.min(started.elapsed());
        }
        fs::write(&path, text)?;
        Ok(Some(least))
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
