//! The bytes of a body, kept as they came, and the text that is read.

/// A body of at most so many bytes. Bytes that are no UTF-8 are read as U+FFFD.
#[derive(Debug)]
pub(crate) struct Body {
    text: String,
    /// The bytes, where they differ from the text's.
    bytes: Option<Vec<u8>>,
    too_large: bool,
    lossy: bool,
}

impl Body {
    pub(crate) fn keep(bytes: &[u8], most: usize) -> Self {
        let too_large = bytes.len() > most;
        let kept = bytes.get(..most).unwrap_or(bytes);
        match core::str::from_utf8(kept) {
            Ok(text) => Self { text: text.to_owned(), bytes: None, too_large, lossy: false },
            // The limit cut a character in two.
            Err(error) if too_large && error.error_len().is_none() => {
                let text =
                    String::from_utf8_lossy(kept.get(..error.valid_up_to()).unwrap_or_default()).into_owned();
                Self { text, bytes: Some(kept.to_vec()), too_large, lossy: false }
            }
            Err(_) => {
                let text = String::from_utf8_lossy(kept).into_owned();
                Self { text, bytes: Some(kept.to_vec()), too_large, lossy: true }
            }
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// The text without a byte order mark.
    pub(crate) fn text(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }

    pub(crate) fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// Whether some bytes were no UTF-8.
    pub(crate) fn is_lossy(&self) -> bool {
        self.lossy
    }
}
