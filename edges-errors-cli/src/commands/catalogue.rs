//! The catalogue that a command reads: a file, or the one that the command was built with.

use std::env;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::locate::{decode_text, read_text};
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_catalogue::{read_catalogue, read_extends};

use crate::ending::Unusable;
use crate::input::{is_stream, name_input, read_bytes};
use crate::stderr::{note, report};

/// The name of a catalogue's file.
const CATALOGUE_FILE: &str = "errors.toml";

/// The name of the built-in catalogue's file beside that of one which extends it, as `catalogue!` has it.
const BASE_FILE: &str = "edges-errors/errors.toml";

/// The option that names a catalogue.
#[derive(clap::Args)]
pub(crate) struct CatalogueOption {
    /// Use this catalogue; `-` reads standard input. Without it, the nearest errors.toml here or in a folder above is
    /// used, or else the built-in catalogue
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
}

/// A place of a catalogue.
pub(crate) enum Place {
    File(PathBuf),
    BuiltIn,
}

/// A catalogue without mistakes.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) catalogue: Catalogue,
    /// The name of its file.
    pub(crate) name: String,
}

impl CatalogueOption {
    /// Reads the catalogue that the option names, or the default one.
    pub(crate) fn load(&self) -> Result<Loaded, Unusable> {
        load_source(&self.choose().read()?)
    }

    /// Returns whether a catalogue was named.
    pub(crate) fn is_named(&self) -> bool {
        self.catalogue.is_some()
    }

    /// Returns the place that the option names, or the default one.
    pub(crate) fn choose(&self) -> Place {
        self.catalogue.clone().map_or_else(find_default, Place::File)
    }
}

impl Place {
    /// Reads the text that is there.
    pub(crate) fn read(&self) -> Result<Sources, Unusable> {
        match self {
            Self::File(file) => read_source(file),
            Self::BuiltIn => Ok(Sources::new(CATALOGUE_FILE, edges_errors::CATALOGUE_TOML)),
        }
    }
}

/// Puts a text behind the built-in catalogue, if it extends that one.
pub(crate) fn find_base(own: Source) -> Sources {
    let extends = read_extends(&own);
    if extends.as_deref() == Some(edges_errors::CATALOGUE.name()) {
        return Sources::new(BASE_FILE, edges_errors::CATALOGUE_TOML).extended_by(own);
    }
    Sources::from(own)
}

/// Finds the nearest catalogue; says which one it is where that is not seen at a glance.
pub(crate) fn find_default() -> Place {
    let folder = env::current_dir().unwrap_or_default();
    let folders = folder.ancestors().count();
    let above = (0..folders).map(|steps| PathBuf::from("../".repeat(steps)).join(CATALOGUE_FILE));
    let Some(file) = above.into_iter().find(|file| file.is_file()) else {
        note(format_args!(
            "the built-in catalogue is used: there is no {CATALOGUE_FILE} here or in a folder above"
        ));
        return Place::BuiltIn;
    };
    if file.as_os_str() != CATALOGUE_FILE {
        note(format_args!("the catalogue `{}` is used", file.display()));
    }
    Place::File(file)
}

/// Returns this command's version with the edition of the built-in catalogue.
pub(crate) fn version() -> String {
    let catalogue = edges_errors::CATALOGUE;
    format!("{} (catalogue {} {})", env!("CARGO_PKG_VERSION"), catalogue.name(), catalogue.revision())
}

/// Reads the text of a catalogue, which may come through a pipe.
pub(crate) fn read_source(file: &Path) -> Result<Sources, Unusable> {
    let name = name_input(file);
    let text = if is_stream(file) { decode_text(read_bytes(file)?, &name) } else { read_text(file, &name) }
        .map_err(Unusable::from)?;
    Ok(find_base(Source::new(name, text)))
}

/// Reads a catalogue without mistakes; prints the mistakes of one that has some.
pub(crate) fn load_source(source: &Sources) -> Result<Loaded, Unusable> {
    let checked = read_catalogue(source);
    for mistake in checked.drawn() {
        report(format_args!("{}\n\n", mistake.render(source, Look::Coloured)));
    }
    if let Some(more) = checked.count_undrawn() {
        report(format_args!("{more}\n\n"));
    }
    let name = source.own().name().to_owned();
    match (checked.catalogue, checked.diagnostics.len()) {
        (Ok(catalogue), _) => Ok(Loaded { catalogue, name }),
        (Err(_), 1) => Err(Unusable::new(format!("aborting due to 1 mistake in `{name}`"))),
        (Err(_), count) => Err(Unusable::new(format!("aborting due to {count} mistakes in `{name}`"))),
    }
}
