//! Which catalogue is asked: a file, or the one that the command was built with.

use std::path::Path;

use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::source::Source;

use crate::commands::diff::{read_right, read_source};
use crate::{Ending, complain};

/// This command's version, and which edition of the reference it was built with.
pub(crate) fn version() -> String {
    let catalogue = edges_errors::CATALOGUE;
    format!("{} (catalogue {} {})", env!("CARGO_PKG_VERSION"), catalogue.name(), catalogue.revision())
}

/// A catalogue without mistakes, and what its file is called.
pub(crate) fn load_catalogue(file: Option<&Path>) -> Result<(Catalogue, String), Ending> {
    let source = match file {
        Some(file) => read_source(file).map_err(complain)?,
        None => Source::new("errors.toml", edges_errors::CATALOGUE_TOML),
    };
    let catalogue = read_right(&source).ok_or(Ending::Unusable)?;
    Ok((catalogue, source.name().to_owned()))
}
