//! The catalogue that a command reads: a file, or the one that the command was built with.

use std::env;
use std::path::PathBuf;

use edges_errors_catalogue::Checked;
use edges_errors_catalogue::diagnostic::Look;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::source::Sources;

use super::base::{BaseOption, Bases};
use super::edition::Edition;
use crate::ending::Unusable;
use crate::input::read_source;
use crate::stderr::{note, report};

/// The name of a catalogue's file.
pub(super) const CATALOGUE_FILE: &str = "errors.toml";

/// The options that name a catalogue.
#[derive(clap::Args)]
pub(crate) struct CatalogueOption {
    /// Use this catalogue; `-` reads standard input. Without it, the nearest errors.toml here or in a folder above is
    /// used, or else the built-in catalogue
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// Use a built-in catalogue
    #[arg(long, value_name = "EDITION", conflicts_with = "catalogue")]
    edition: Option<Edition>,
    #[command(flatten)]
    pub(crate) base: BaseOption,
}

/// A place of a catalogue.
pub(crate) enum Place {
    File(PathBuf),
    BuiltIn(Edition),
}

/// A catalogue without mistakes.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) catalogue: Catalogue,
    /// The name of its file.
    pub(crate) name: String,
    /// Its texts.
    pub(crate) sources: Sources,
}

impl CatalogueOption {
    /// Reads the catalogue that the options name, or the default one.
    pub(crate) fn load(&self) -> Result<Loaded, Unusable> {
        self.load_from(&self.choose())
    }

    /// Reads the catalogue that the options name, or the default one, without a word; the built-in one where that has mistakes.
    pub(crate) fn load_silently(&self) -> Result<Loaded, Unusable> {
        let bases = self.base.read()?;
        let sources = match self.find_named() {
            Some(_) => Some(self.choose().read(&bases)?),
            None => seek_default().and_then(|file| Place::File(file).read(&bases).ok()),
        };
        if let Some(sources) = sources {
            let checked = bases.check(&sources);
            if let Ok(catalogue) = checked.catalogue {
                let name = sources.own().name().to_owned();
                return Ok(Loaded { catalogue, name, sources });
            }
        }
        load(Place::BuiltIn(Edition::Default).read(&bases)?, &bases)
    }

    /// Reads the catalogue at a place.
    pub(crate) fn load_from(&self, place: &Place) -> Result<Loaded, Unusable> {
        let bases = self.base.read()?;
        let loaded = load(place.read(&bases)?, &bases)?;
        bases.note_unused();
        Ok(loaded)
    }

    /// Returns the option that names a catalogue, if there is one.
    pub(crate) fn find_named(&self) -> Option<&'static str> {
        let named = self.catalogue.as_ref().map(|_| "--catalogue");
        named.or(self.edition.map(|_| "--edition"))
    }

    /// Returns the place that the options name, or the default one.
    pub(crate) fn choose(&self) -> Place {
        match (&self.catalogue, self.edition) {
            (Some(file), _) => Place::File(file.clone()),
            (None, Some(edition)) => Place::BuiltIn(edition),
            (None, None) => find_default(),
        }
    }
}

impl Place {
    /// Reads the text that is there, and those that it extends.
    pub(crate) fn read(&self, bases: &Bases) -> Result<Sources, Unusable> {
        Ok(bases.put_below(match self {
            Self::File(file) => read_source(file)?,
            Self::BuiltIn(edition) => edition.source(),
        }))
    }
}

/// Finds the nearest catalogue; says which one it is where that is not seen at a glance.
pub(crate) fn find_default() -> Place {
    let Some(file) = seek_default() else {
        note(format_args!(
            "the built-in catalogue is used: there is no {CATALOGUE_FILE} here or in a folder above"
        ));
        return Place::BuiltIn(Edition::Default);
    };
    if file.as_os_str() != CATALOGUE_FILE {
        note(format_args!("the catalogue `{}` is used", file.display()));
    }
    Place::File(file)
}

/// Finds the nearest file of a catalogue, here or in a folder above.
fn seek_default() -> Option<PathBuf> {
    let folder = env::current_dir().unwrap_or_default();
    let folders = folder.ancestors().count();
    let above = (0..folders).map(|steps| PathBuf::from("../".repeat(steps)).join(CATALOGUE_FILE));
    above.into_iter().find(|file| file.is_file())
}

/// Returns this command's version with the edition of the built-in catalogue.
pub(crate) fn version() -> String {
    let catalogue = edges_errors::CATALOGUE;
    let revision = catalogue.revision().map(|revision| format!(" {revision}")).unwrap_or_default();
    format!("{} (catalogue {}{revision})", env!("CARGO_PKG_VERSION"), catalogue.name())
}

/// Reads a catalogue without mistakes; prints the mistakes of one that has some.
pub(crate) fn load(sources: Sources, bases: &Bases) -> Result<Loaded, Unusable> {
    let own = sources.own();
    if own.text().trim().is_empty() {
        let name = own.name();
        return Err(Unusable::new(format!("`{name}` is empty")).help(format!(
            "`> {name}` empties a file before the command reads it: append to it with `>> {name}`"
        )));
    }
    let checked = bases.check(&sources);
    report_mistakes(&checked, &sources);
    let name = sources.own().name().to_owned();
    match (checked.catalogue, checked.diagnostics.len()) {
        (Ok(catalogue), _) => Ok(Loaded { catalogue, name, sources }),
        (Err(_), 1) => Err(Unusable::new(format!("aborting due to 1 mistake in `{name}`"))),
        (Err(_), count) => Err(Unusable::new(format!("aborting due to {count} mistakes in `{name}`"))),
    }
}

/// Draws the mistakes of a catalogue on standard error.
pub(super) fn report_mistakes(checked: &Checked, sources: &Sources) {
    for mistake in checked.drawn() {
        report(format_args!("{}\n\n", mistake.render(sources, Look::Coloured)));
    }
    if let Some(more) = checked.count_undrawn() {
        report(format_args!("{more}\n\n"));
    }
}
