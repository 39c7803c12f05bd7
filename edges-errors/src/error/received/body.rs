//! The bytes of a body, kept as they came, and the text that is read.

use std::borrow::Cow;

use super::headers::KeptHeaders;

/// A body of limited length. Bytes that are not UTF-8 are read as U+FFFD.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body {
    /// The headers that were kept, followed by the text.
    storage: String,
    headers: usize,
    /// The bytes, where they differ from the text's.
    bytes: Option<Vec<u8>>,
    too_large: bool,
    lossy: bool,
}

/// The text of a body, and how it relates to the bytes.
struct Text<'a> {
    text: Cow<'a, str>,
    differs: bool,
    lossy: bool,
}

impl Body {
    /// Keeps at most `most` bytes, without headers.
    pub(crate) fn keep(bytes: &[u8], most: usize) -> Self {
        Self::keep_behind(String::with_capacity(bytes.len().min(most)), bytes, most)
    }

    /// Keeps at most `most` bytes behind the headers that [`write_headers`](super::write_headers) has written.
    pub(crate) fn keep_behind(mut storage: String, bytes: &[u8], most: usize) -> Self {
        let headers = storage.len();
        let too_large = bytes.len() > most;
        let kept = bytes.get(..most).unwrap_or(bytes);
        let Text { text, differs, lossy } = read_text(kept, too_large);
        storage.push_str(&text);
        Self { storage, headers, bytes: differs.then(|| kept.to_vec()), too_large, lossy }
    }

    pub(crate) fn headers(&self) -> KeptHeaders<'_> {
        KeptHeaders::new(self.storage.get(..self.headers).unwrap_or_default())
    }

    /// Returns the headers that were kept and the text, which fields are places in.
    pub(crate) fn storage(&self) -> &str {
        &self.storage
    }

    fn whole_text(&self) -> &str {
        self.storage.get(self.headers..).unwrap_or_default()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.whole_text().as_bytes())
    }

    /// Returns the text without a byte order mark.
    pub(crate) fn text(&self) -> &str {
        self.whole_text().strip_prefix('\u{feff}').unwrap_or(self.whole_text())
    }

    pub(crate) fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// Returns whether some bytes are not UTF-8.
    pub(crate) fn is_lossy(&self) -> bool {
        self.lossy
    }
}

fn read_text(kept: &[u8], is_cut: bool) -> Text<'_> {
    match core::str::from_utf8(kept) {
        Ok(text) => Text { text: Cow::Borrowed(text), differs: false, lossy: false },
        // The limit cut a character in two.
        Err(error) if is_cut && error.error_len().is_none() => {
            let whole = kept.get(..error.valid_up_to()).unwrap_or_default();
            Text { text: String::from_utf8_lossy(whole), differs: true, lossy: false }
        }
        Err(_) => Text { text: String::from_utf8_lossy(kept), differs: true, lossy: true },
    }
}
