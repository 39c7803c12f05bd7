//! The catalogue that a command reads: a file, or the one that the command was built with.

use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::locate::read_text;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Source;

use crate::ending::Unusable;

/// The option that names a catalogue.
#[derive(clap::Args)]
pub(crate) struct CatalogueOption {
    /// Use this catalogue instead of the built-in one
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
}

/// A catalogue without mistakes.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) catalogue: Catalogue,
    /// The name of its file.
    pub(crate) name: String,
}

impl CatalogueOption {
    /// Reads the catalogue that the option names, or the built-in one.
    pub(crate) fn load(&self) -> Result<Loaded, Unusable> {
        let source = match &self.catalogue {
            Some(file) => read_source(file)?,
            None => built_in(),
        };
        load_source(&source)
    }
}

/// Returns this command's version with the edition of the built-in catalogue.
pub(crate) fn version() -> String {
    let catalogue = edges_errors::CATALOGUE;
    format!("{} (catalogue {} {})", env!("CARGO_PKG_VERSION"), catalogue.name(), catalogue.revision())
}

/// Returns the text of the built-in catalogue.
pub(crate) fn built_in() -> Source {
    Source::new("errors.toml", edges_errors::CATALOGUE_TOML)
}

/// Reads the text of a catalogue.
pub(crate) fn read_source(file: &Path) -> Result<Source, Unusable> {
    let name = file.display().to_string();
    let text = read_text(file, &name).map_err(Unusable::from)?;
    Ok(Source::new(name, text))
}

/// Reads a catalogue without mistakes; prints the mistakes of one that has some.
pub(crate) fn load_source(source: &Source) -> Result<Loaded, Unusable> {
    let checked = read_catalogue(source);
    for mistake in checked.drawn() {
        anstream::eprintln!("{}\n", mistake.render(source, Look::Coloured));
    }
    if let Some(more) = checked.count_undrawn() {
        anstream::eprintln!("{more}\n");
    }
    let name = source.name().to_owned();
    match (checked.catalogue, checked.diagnostics.len()) {
        (Ok(catalogue), _) => Ok(Loaded { catalogue, name }),
        (Err(_), 1) => Err(Unusable::new(format!("aborting due to 1 mistake in `{name}`"))),
        (Err(_), count) => Err(Unusable::new(format!("aborting due to {count} mistakes in `{name}`"))),
    }
}
