//! The prose of labels: all of it in one text, which is linked into a program only if it shows some.

use core::fmt::{self, Write};

/// A field of a label's prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProseField {
    /// The meaning of the label.
    Doc,
    /// Common causes.
    Causes,
    /// Steps and alternatives.
    Resolution,
    /// Further notes.
    Notes,
    /// The messages that have placeholders.
    Templates,
    /// Messages as the API has sent them.
    Examples,
    /// The documentation of each param.
    ParamDocs,
    /// The address of the documentation.
    DocsUrl,
    /// The reference's own words on retrying.
    ReferenceRetry,
    /// The revision that removed it.
    Removed,
    /// The reason of the deprecation.
    DeprecationNote,
    /// The label that is sent instead.
    ReplacedBy,
}

impl ProseField {
    /// Every field, in the order in which they are written.
    pub const ALL: [Self; 12] = [
        Self::Doc,
        Self::Causes,
        Self::Resolution,
        Self::Notes,
        Self::Templates,
        Self::Examples,
        Self::ParamDocs,
        Self::DocsUrl,
        Self::ReferenceRetry,
        Self::Removed,
        Self::DeprecationNote,
        Self::ReplacedBy,
    ];
}

/// Between two fields, and between two items of one. Neither can be part of a catalogue's prose, which has no controls.
const FIELD: char = '\u{1e}';
const ITEM: char = '\u{1f}';

/// Writes the prose of one label: `write_items` is asked for each field in turn.
///
/// # Errors
///
/// Those of `out` and of `write_items`.
pub fn write_prose<W: Write>(
    out: &mut W,
    mut write_items: impl FnMut(ProseField, &mut Items<'_, W>) -> fmt::Result,
) -> fmt::Result {
    for (at, field) in ProseField::ALL.into_iter().enumerate() {
        if at > 0 {
            out.write_char(FIELD)?;
        }
        write_items(field, &mut Items { out, any: false })?;
    }
    Ok(())
}

/// Writes the items of one field; made by [`write_prose`].
#[derive(Debug)]
pub struct Items<'a, W> {
    out: &'a mut W,
    any: bool,
}

impl<W: Write> Items<'_, W> {
    /// Writes one item. An empty one is none.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn push(&mut self, item: &str) -> fmt::Result {
        if item.is_empty() {
            return Ok(());
        }
        if self.any {
            self.out.write_char(ITEM)?;
        }
        self.any = true;
        self.out.write_str(item)
    }

    /// Writes several items.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn extend<'i>(&mut self, items: impl IntoIterator<Item = &'i str>) -> fmt::Result {
        items.into_iter().try_for_each(|item| self.push(item))
    }
}

/// Returns the items of a field of one label's prose.
pub fn read_items(prose: &str, field: ProseField) -> impl Iterator<Item = &str> + Clone {
    read_text(prose, field).split(ITEM).filter(|item| !item.is_empty())
}

/// Returns the text of a field that has one item at most.
#[must_use]
pub fn read_text(prose: &str, field: ProseField) -> &str {
    let mut fields = ProseField::ALL.into_iter().zip(prose.split(FIELD));
    fields.find(|(known, _)| *known == field).map_or("", |(_, text)| text)
}

/// Returns one label's prose out of that of all. `offsets` says where each label's part begins and the last one ends, four
/// bytes each in little endian; `None` where there is no such label.
#[must_use]
pub fn label_prose<'t>(text: &'t str, offsets: &[u8], label: usize) -> Option<&'t str> {
    let offsets = offsets.as_chunks().0;
    let offset = |at: usize| offsets.get(at).map(|bytes| u32::from_le_bytes(*bytes) as usize);
    text.get(offset(label)?..offset(label.checked_add(1)?)?)
}

/// Checks that a table has the prose of each label.
///
/// # Panics
///
/// Panics if it has not. It is called while a catalogue's expansion is compiled.
#[expect(clippy::indexing_slicing, reason = "a mistake is a compile error")]
pub const fn check_offsets(text: &str, mut offsets: &[u8], labels: usize) {
    let text = text.as_bytes();
    let (mut count, mut last, mut right) = (0_usize, 0_usize, true);
    // As in `check_rows`, there are no calls.
    while let [a, b, c, d, rest @ ..] = offsets {
        let offset = *a as usize | (*b as usize) << 8 | (*c as usize) << 16 | (*d as usize) << 24;
        let is_continuation = offset < text.len() && text[offset] & 0xc0 == 0x80;
        right &= (last <= offset) & !is_continuation;
        count = count.wrapping_add(1);
        last = offset;
        offsets = rest;
    }
    assert!(
        count == labels.saturating_add(1) && offsets.is_empty(),
        "there is the prose of more or fewer labels than there are"
    );
    assert!(right && last == text.len(), "the prose of the labels is not where its offsets say");
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::string::String;
    use std::vec::Vec;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn prose_is_read_back(fields in prop::collection::vec(prop::collection::vec("[^\u{1e}\u{1f}]{1,6}", 0..4), 12)) {
            let mut prose = String::new();
            write_prose(&mut prose, |field, items| items.extend(fields[field as usize].iter().map(String::as_str)))
                .unwrap();
            for field in ProseField::ALL {
                prop_assert_eq!(read_items(&prose, field).collect::<Vec<_>>(), fields[field as usize].clone());
            }
        }
    }

    #[test]
    fn fields_are_listed_in_the_order_of_their_declaration() {
        assert!(ProseField::ALL.into_iter().map(|field| field as usize).eq(0..12));
    }

    #[test]
    fn the_prose_of_a_label_is_read_back_and_broken_offsets_are_refused() {
        let bytes =
            |offsets: &[u32]| offsets.iter().flat_map(|offset| offset.to_le_bytes()).collect::<Vec<_>>();
        let whole = bytes(&[0, 1, 3]);
        check_offsets("aé", &whole, 2);
        assert_eq!([0, 1, 2].map(|label| label_prose("aé", &whole, label)), [Some("a"), Some("é"), None]);
        for broken in [&[0, 1][..], &[0, 2, 3], &[0, 3, 1], &[0, 1, 4], &[0, 1, 1], &[0, 1, 3, 3]] {
            let check = || check_offsets("aé", &bytes(broken), 2);
            assert!(std::panic::catch_unwind(check).is_err(), "{broken:?}");
        }
        assert!(std::panic::catch_unwind(|| check_offsets("", &[0, 0, 0], 0)).is_err());
    }
}
