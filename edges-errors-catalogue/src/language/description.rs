//! The declarations as data: for messages, the schema and the page that documents the language.

use edges_errors_core::vocabulary::Vocabulary;
use toml::de::DeValue;

/// A table and the keys that it knows.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The subject of the table.
    pub doc: &'static str,
    pub(crate) groups: &'static [&'static [Key]],
}

impl Table {
    /// Returns the keys in the order in which documentation lists them.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> {
        let mut groups = self.groups.iter();
        let mut keys = [].iter();
        // What is compiled for `flatten` is compiled again for each way in which the keys are asked for.
        std::iter::from_fn(move || {
            loop {
                match keys.next() {
                    Some(key) => return Some(key),
                    None => keys = groups.next()?.iter(),
                }
            }
        })
    }

    /// Returns the key that a path leads to, such as `errors`, `LIMIT_REACHED`, `statuses`.
    pub fn find_key(&self, path: &[&str]) -> Option<&'static Key> {
        let (name, rest) = path.split_first()?;
        let key = self.keys().find(|key| key.name == *name)?;
        if rest.is_empty() { Some(key) } else { key.form.find_key(rest) }
    }
}

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key as catalogues write it.
    pub name: &'static str,
    /// The meaning of the key.
    pub doc: &'static str,
    /// The rule for leaving the key out.
    pub presence: Presence,
    /// The form of its value.
    pub form: Form,
    pub(crate) example: Option<&'static str>,
}

impl Key {
    /// Returns a line that gives the key, such as `name = "Shop"` or `[catalogue]`.
    pub fn line(&self) -> String {
        let example = self.example.map_or_else(|| self.form.example(), str::to_owned);
        if self.has_header() { example } else { format!("{} = {example}", self.name) }
    }

    /// Returns whether the key is given as a table with a header of its own.
    pub(crate) fn has_header(&self) -> bool {
        let is_table = matches!(self.form, Form::Table(_) | Form::Entries { .. } | Form::Overrides);
        is_table && self.example.is_some_and(|example| example.starts_with('['))
    }
}

/// The rule for leaving a key out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It has to be given.
    Required,
    /// It may be left out.
    Optional,
    /// Left out, it means this value.
    Default(&'static str),
}

/// The form of a value.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// A string of some form.
    Text(&'static TextForm),
    /// The name of an entry of another section.
    Reference {
        /// The section's key at the top level.
        section: &'static str,
        /// The form of its names.
        names: &'static TextForm,
    },
    /// A word of a closed vocabulary.
    Words(fn() -> Vec<Word>),
    /// `true` or `false`.
    Boolean,
    /// `false`, where there is nothing to give.
    False,
    /// A whole number within bounds.
    Integer {
        /// The smallest.
        least: u32,
        /// The greatest.
        most: u32,
        /// A usual one.
        example: u32,
    },
    /// A number within bounds.
    Number {
        /// The smallest.
        least: u32,
        /// The greatest.
        most: u32,
    },
    /// A list.
    List {
        /// The form of its items.
        of: &'static Form,
        /// The least number of items.
        least: usize,
        /// The rule for repeated items.
        repeats: Repeats,
    },
    /// A table with known keys.
    Table(&'static Table),
    /// A table whose keys are names of the catalogue's own.
    Entries {
        /// The form of the names.
        names: &'static TextForm,
        /// The form of the value under each name.
        of: &'static Form,
        /// The least number of entries.
        least: usize,
    },
    /// One of several forms, which differ in their type or their keys.
    Either(&'static [Form]),
    /// A table with the sections of [`CATALOGUE`](super::CATALOGUE) but `[catalogue]`, in which nothing is required.
    Overrides,
}

/// The rule for repeated items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// Each item is given once.
    Never,
    /// Items may be equal.
    Maybe,
}

/// A form of strings.
#[derive(Debug, Clone, Copy)]
pub struct TextForm {
    /// The name of the form, such as `duration`.
    pub name: &'static str,
    /// The way such a string is written.
    pub doc: &'static str,
    /// A regular expression of ECMA 262, as JSON Schema takes it, that all such strings match.
    pub pattern: &'static str,
    /// The longest such string, in bytes, where there is one.
    pub longest: Option<usize>,
    /// A value, as TOML.
    pub example: &'static str,
    /// Returns whether two strings mean the same.
    pub(crate) same: fn(&str, &str) -> bool,
}

/// A word of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub name: &'static str,
    /// The meaning of the word.
    pub doc: &'static str,
}

impl Word {
    pub(crate) fn of(word: impl Vocabulary) -> Self {
        Self { name: word.as_str(), doc: word.doc() }
    }

    pub(crate) fn all<V: Vocabulary>() -> Vec<Self> {
        V::ALL.iter().copied().map(Self::of).collect()
    }
}

impl Form {
    /// Returns the key that a path leads to from a value of this form.
    pub fn find_key(&self, path: &[&str]) -> Option<&'static Key> {
        match self {
            Self::Table(table) => table.find_key(path),
            Self::Entries { of, .. } => of.find_key(path.get(1..)?),
            Self::Either(forms) => forms.iter().find_map(|form| form.find_key(path)),
            Self::Text(_)
            | Self::Reference { .. }
            | Self::Words(_)
            | Self::Boolean
            | Self::False
            | Self::Integer { .. }
            | Self::Number { .. }
            | Self::List { .. }
            | Self::Overrides => None,
        }
    }

    /// Returns whether a value has one of the types of the form.
    pub(crate) fn accepts(&self, value: &DeValue<'_>) -> bool {
        self.types().into_iter().any(|known| known.is_of(value))
    }

    /// Returns what a value of another type is in this form, where nothing has to be guessed: a number or a boolean without
    /// its quotes, or a list of a single item.
    pub(crate) fn adapt(&self, value: &DeValue<'_>) -> Option<String> {
        match self {
            Self::Integer { .. } | Self::Number { .. } | Self::Boolean => {
                let unquoted = value.as_str()?;
                let read = DeValue::parse(unquoted).ok()?;
                self.accepts(read.get_ref()).then(|| unquoted.to_owned())
            }
            Self::List { of, .. } if of.accepts(value) => match value {
                DeValue::String(text) => Some(format!("[{text:?}]")),
                DeValue::Integer(integer) if integer.radix() == 10 => Some(format!("[{}]", integer.as_str())),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns an example of a value, as TOML.
    pub(crate) fn example(&self) -> String {
        match self {
            Self::Text(text) => text.example.to_owned(),
            Self::Reference { names, .. } => names.example.to_owned(),
            Self::Words(words) => words().iter().take(1).map(|word| format!("\"{}\"", word.name)).collect(),
            Self::Boolean => "true".to_owned(),
            Self::False => "false".to_owned(),
            Self::Integer { example, .. } => example.to_string(),
            Self::Number { least, .. } => least.to_string(),
            Self::List { of, .. } => format!("[{}]", of.example()),
            Self::Table(table) => {
                let required = table.keys().filter(|key| key.presence == Presence::Required);
                format!("{{ {} }}", required.map(Key::line).collect::<Vec<_>>().join(", "))
            }
            Self::Entries { of, .. } => format!("{{ name = {} }}", of.example()),
            Self::Overrides => "{ … }".to_owned(),
            Self::Either(forms) => forms.iter().take(1).map(Self::example).collect(),
        }
    }

    /// Returns what the value is in TOML, such as `a string` or `a list of integers`.
    pub fn describe(&self) -> String {
        match self {
            Self::List { of, .. } => {
                let items: Vec<&str> = of.types().into_iter().map(TomlType::plural).collect();
                format!("a list of {}", items.join(" or "))
            }
            _ => self.types().into_iter().map(TomlType::singular).collect::<Vec<_>>().join(" or "),
        }
    }

    /// Returns the types that a value may have, each once.
    fn types(&self) -> Vec<TomlType> {
        let one = match self {
            Self::Text(_) | Self::Reference { .. } | Self::Words(_) => TomlType::String,
            Self::Boolean | Self::False => TomlType::Boolean,
            Self::Integer { .. } => TomlType::Integer,
            Self::Number { .. } => TomlType::Number,
            Self::List { .. } => TomlType::List,
            Self::Table(_) | Self::Entries { .. } | Self::Overrides => TomlType::Table,
            Self::Either(forms) => {
                let mut types: Vec<TomlType> = forms.iter().flat_map(Self::types).collect();
                types.dedup();
                return types;
            }
        };
        vec![one]
    }
}

/// A type of TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TomlType {
    String,
    Integer,
    Number,
    Boolean,
    List,
    Table,
}

impl TomlType {
    fn is_of(self, value: &DeValue<'_>) -> bool {
        match self {
            Self::String => value.is_str(),
            Self::Integer => value.is_integer(),
            Self::Number => value.is_integer() || value.is_float(),
            Self::Boolean => value.is_bool(),
            Self::List => value.is_array(),
            Self::Table => value.is_table(),
        }
    }

    fn singular(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::List => "a list",
            Self::Table => "a table",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::String => "strings",
            Self::Integer => "integers",
            Self::Number => "numbers",
            Self::Boolean => "booleans",
            Self::List => "lists",
            Self::Table => "tables",
        }
    }
}
