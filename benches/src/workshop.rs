//! Writing a crate and running cargo on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
