//! The built-in catalogues.

use clap::ValueEnum;
use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_catalogue::{read_catalogue, read_name};

/// A built-in edition of the Edges catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Edition {
    /// The reference that is known as a whole
    Default,
    /// The newest published table, which extends the default edition
    Latest,
}

impl Edition {
    const ALL: [Self; 2] = [Self::Default, Self::Latest];

    /// Returns the edition that is a catalogue of this name.
    pub(super) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| read_name(&edition.source()).as_deref() == Some(name))
    }

    /// Returns those of some labels that the newest edition lists, where a catalogue that does not is the default one.
    pub(super) fn find_in_latest<'l>(
        catalogue: &Catalogue,
        unlisted: impl IntoIterator<Item = &'l str>,
    ) -> Vec<&'l str> {
        let mut unlisted = unlisted.into_iter().peekable();
        // Most inputs have nothing for which the newest edition would have to be read.
        if unlisted.peek().is_none() || Self::find(&catalogue.name) != Some(Self::Default) {
            return Vec::new();
        }
        let sources = Sources::from(Self::Default.source()).extended_by(Self::Latest.source());
        let Ok(latest) = read_catalogue(&sources).catalogue else { return Vec::new() };
        let lists = |name: &str| latest.labels.iter().any(|label| label.name == name);
        unlisted.filter(|name| lists(name)).collect()
    }

    /// Returns the text.
    pub(super) fn source(self) -> Source {
        Source::new(self.path(), self.text())
    }

    /// Returns the text with the name that it has beside that of a catalogue which extends it, as `catalogue!` has it.
    pub(super) fn source_of_base(self) -> Source {
        Source::new(format!("edges-errors/{}", self.path()), self.text())
    }

    /// Puts comments on how it is used before a file that extends the edition; an empty one stays empty.
    pub(super) fn explain_extension(self, file: &str) -> String {
        if file.is_empty() {
            return String::new();
        }
        let module = match self {
            Self::Default => "edges_errors",
            Self::Latest => "edges_errors::latest",
        };
        format!(
            "# Nobody can append to the built-in catalogue, so this file extends it: save it beside your Cargo.toml, and write\n\
             # `edges_errors::catalogue! {{ extends = {module}, \"FILE\" }}` in a module of its own. `edges-errors check FILE` reads\n\
             # it, and so does each command with `--catalogue FILE`.\n{file}"
        )
    }

    fn path(self) -> &'static str {
        match self {
            Self::Default => "errors.toml",
            Self::Latest => "editions/latest.toml",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Default => edges_errors::CATALOGUE_TOML,
            Self::Latest => edges_errors::LATEST_TOML,
        }
    }
}
