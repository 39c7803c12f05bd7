//! The catalogues that a file extends: those of `--base`, then the built-in ones.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use edges_errors_catalogue::diagnostic::Rule;
use edges_errors_catalogue::source::{Source, Sources};
use edges_errors_catalogue::{Checked, read_catalogue, read_extends, read_name};

use super::edition::Edition;
use crate::ending::Unusable;
use crate::input::read_source;
use crate::stderr::note;

/// The option that names what a file extends.
#[derive(clap::Args)]
pub(crate) struct BaseOption {
    /// Catalogue that a file extends, where that is not a built-in one. Repeat it if this one extends another; `extends` tells
    /// which is whose base, so the order means nothing
    #[arg(long = "base", value_name = "FILE")]
    bases: Vec<PathBuf>,
}

impl BaseOption {
    /// Reads the catalogues that the option names.
    pub(crate) fn read(&self) -> Result<Bases, Unusable> {
        Bases::read(&self.bases, read_source)
    }
}

/// The catalogues that a file may extend.
#[derive(Default)]
pub(crate) struct Bases {
    named: Vec<Base>,
}

/// A catalogue that is named with `--base`.
struct Base {
    name: String,
    file: PathBuf,
    source: Source,
    is_used: Cell<bool>,
}

impl Bases {
    /// Reads catalogues from files, by `read`.
    pub(super) fn read(
        files: &[PathBuf],
        read: impl Fn(&Path) -> Result<Source, Unusable>,
    ) -> Result<Self, Unusable> {
        let mut named: Vec<Base> = Vec::new();
        for file in files {
            let source = read(file)?;
            let Some(name) = read_name(&source) else {
                let error = Unusable::new(format!("the base `{}` has no `catalogue.name`", source.name()));
                return Err(error.help("`edges-errors check` shows what is wrong with it"));
            };
            if let Some(other) = named.iter().find(|base| base.name == name) {
                let (one, two) = (other.source.name(), source.name());
                let error = Unusable::new(format!("the bases `{one}` and `{two}` are both named `{name}`"));
                return Err(error.help("pass one of them with `--base`"));
            }
            named.push(Base { name, file: file.clone(), source, is_used: Cell::new(false) });
        }
        Ok(Self { named })
    }

    /// Returns the files that are named.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.named.iter().map(|base| base.file.clone()).collect()
    }

    /// Puts a text behind the catalogues that it extends, as far as they are known.
    pub(super) fn put_below(&self, own: Source) -> Sources {
        // Each is taken once, so that none extends itself.
        self.stack(own, &mut self.named.iter().collect())
    }

    fn stack(&self, own: Source, free: &mut Vec<&Base>) -> Sources {
        match read_extends(&own).and_then(|name| take_base(&name, free)) {
            Some(base) => self.stack(base, free).extended_by(own),
            None => Sources::from(own),
        }
    }

    /// Reads and checks a catalogue. What is told of its bases says what to do about them here.
    pub(super) fn check(&self, sources: &Sources) -> Checked {
        let mut checked = read_catalogue(sources);
        for mistake in &mut checked.diagnostics {
            if matches!(mistake.rule, Rule::WrongBase | Rule::BrokenBase) {
                mistake.help = self.suggest(sources).or(mistake.help.take());
            }
        }
        checked
    }

    /// Returns how to mend what is wrong with the bases of a catalogue.
    fn suggest(&self, sources: &Sources) -> Option<String> {
        let lowest = sources.all().next()?;
        let base = sources.bases().last();
        let Some(missing) = read_extends(lowest) else {
            return base.map(|base| format!("`edges-errors check {}` shows them", base.name()));
        };
        let is_here = |source: &Source| read_name(source).as_ref() == Some(&missing);
        if base.is_some() && sources.all().any(is_here) {
            let lowest = lowest.name();
            return Some(format!(
                "the files extend each other: remove `extends = \"{missing}\"` from `{lowest}`"
            ));
        }
        let named: Vec<String> = self.named.iter().map(|base| format!("`{}`", base.name)).collect();
        Some(match base {
            Some(_) => {
                let lowest = lowest.name();
                format!("`{lowest}` extends `{missing}`: pass the file of that with another `--base FILE`")
            }
            None if named.is_empty() => format!("pass the file of `{missing}` with `--base FILE`"),
            None => {
                let named = named.join(", ");
                format!("pass the file of `{missing}` with `--base FILE`; given there: {named}")
            }
        })
    }

    /// Tells of each base that no file extends.
    pub(super) fn note_unused(&self) {
        for base in self.named.iter().filter(|base| !base.is_used.get()) {
            let (file, name) = (base.source.name(), &base.name);
            note(format_args!("the base `{file}` is not used: nothing here says `extends = \"{name}\"`"));
        }
    }
}

/// Takes the catalogue of a name: one of `--base`, or else a built-in one.
fn take_base(name: &str, free: &mut Vec<&Base>) -> Option<Source> {
    if let Some(at) = free.iter().position(|base| base.name == name) {
        let base = free.swap_remove(at);
        base.is_used.set(true);
        return Some(base.source.clone());
    }
    Edition::find(name).map(Edition::source_of_base)
}
