//! The bytes of a body, kept as they came, and the text that is read.

use std::borrow::Cow;

use crate::headers::KeptHeaders;

/// A body of at most so many bytes. Bytes that are no UTF-8 are read as U+FFFD.
#[derive(Debug)]
pub(crate) struct Body {
    /// The headers that were kept, and behind them the text: one allocation for both.
    storage: String,
    headers: usize,
    /// The bytes, where they differ from the text's.
    bytes: Option<Vec<u8>>,
    too_large: bool,
    lossy: bool,
}

/// Room for the headers that most answers come with.
const HEADERS: usize = 128;

impl Body {
    /// A body without headers.
    pub(crate) fn keep(bytes: &[u8], most: usize) -> Self {
        Self::keep_behind(bytes, most, 0, |_| {})
    }

    /// A body behind what is written before it.
    pub(crate) fn keep_with_headers(bytes: &[u8], most: usize, write: impl FnOnce(&mut String)) -> Self {
        Self::keep_behind(bytes, most, HEADERS, write)
    }

    fn keep_behind(bytes: &[u8], most: usize, room: usize, write: impl FnOnce(&mut String)) -> Self {
        let too_large = bytes.len() > most;
        let kept = bytes.get(..most).unwrap_or(bytes);
        let (text, differs, lossy) = match core::str::from_utf8(kept) {
            Ok(text) => (Cow::Borrowed(text), false, false),
            // The limit cut a character in two.
            Err(error) if too_large && error.error_len().is_none() => {
                let whole = kept.get(..error.valid_up_to()).unwrap_or_default();
                (String::from_utf8_lossy(whole), true, false)
            }
            Err(_) => (String::from_utf8_lossy(kept), true, true),
        };
        let mut storage = String::with_capacity(text.len().saturating_add(room));
        write(&mut storage);
        let headers = storage.len();
        storage.push_str(&text);
        Self { storage, headers, bytes: differs.then(|| kept.to_vec()), too_large, lossy }
    }

    pub(crate) fn headers(&self) -> KeptHeaders<'_> {
        KeptHeaders { text: self.storage.get(..self.headers).unwrap_or_default() }
    }

    fn whole_text(&self) -> &str {
        self.storage.get(self.headers..).unwrap_or_default()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.whole_text().as_bytes())
    }

    /// The text without a byte order mark.
    pub(crate) fn text(&self) -> &str {
        self.whole_text().strip_prefix('\u{feff}').unwrap_or(self.whole_text())
    }

    pub(crate) fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// Whether some bytes were no UTF-8.
    pub(crate) fn is_lossy(&self) -> bool {
        self.lossy
    }
}
