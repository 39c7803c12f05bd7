//! Links to the documentation of labels.

use crate::language::LABEL_PLACEHOLDER;

/// The link of `[catalogue]` that the documentation of a label is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links<'a> {
    /// None: labels have no pages, or nobody says where they are.
    None,
    /// `docs_url`, in which a placeholder stands for the label.
    Pattern(&'a str),
    /// `reference`, in which each label has a fragment.
    Reference(&'a str),
}

impl Links<'_> {
    /// Returns the address of the documentation of a label.
    pub fn link_to(self, label: &str) -> Option<String> {
        match self {
            Self::None => None,
            Self::Pattern(pattern) => Some(pattern.replace(LABEL_PLACEHOLDER, &encode(label))),
            Self::Reference(reference) => {
                Some(format!("{reference}#{}", encode(&label.to_ascii_lowercase())))
            }
        }
    }
}

/// Writes a label as a part of a link.
fn encode(label: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    label.bytes().fold(String::new(), |link, byte| {
        if plain(byte) {
            link + char::from(byte).encode_utf8(&mut [0; 4])
        } else {
            format!("{link}%{byte:02X}")
        }
    })
}
