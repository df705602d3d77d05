//! Texts of articles, one behind the other: each on its own, they would take twice as much memory.

/// Texts, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextPool(String);

/// Where a text in a [`TextPool`] is; by default, an empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PooledText {
    start: u32,
    length: u32,
}

impl TextPool {
    /// Adds a text. Beyond 4 GiB, texts are empty.
    pub(crate) fn add(&mut self, text: &str) -> PooledText {
        let place = u32::try_from(self.0.len()).ok().zip(u32::try_from(text.len()).ok());
        let Some((start, length)) = place else { return PooledText::default() };
        self.0.push_str(text);
        PooledText { start, length }
    }

    /// The text at a place.
    #[must_use]
    pub(crate) fn text(&self, PooledText { start, length }: PooledText) -> &str {
        let (start, length) = (start as usize, length as usize);
        self.0.get(start..start + length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{PooledText, TextPool};

    #[test]
    fn texts_are_what_they_were() {
        let mut pool = TextPool::default();
        let texts = ["élan", "", "Яблоко"];
        let places = texts.map(|text| pool.add(text));
        assert_eq!(places.map(|place| pool.text(place)), texts);
        assert_eq!(pool.text(PooledText::default()), "");
    }
}
