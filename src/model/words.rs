//! Strings that many articles share, each stored once: tags, names, languages, sections.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use super::text::Text;

/// A word of a [`Words`]. Its number depends on which article was read first, so nothing is ever ordered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(NonZeroU32);

impl Word {
    /// Its place among the words.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Every word once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    texts: Vec<Text>,
    known: BTreeMap<Text, Word>,
}

impl Words {
    /// The text of a word.
    #[must_use]
    pub fn text(&self, word: Word) -> &Text {
        const EMPTY: &Text = &Text::EMPTY;
        self.texts.get(word.index()).unwrap_or(EMPTY)
    }

    /// Every word, at its index.
    #[must_use]
    pub fn all(&self) -> &[Text] {
        &self.texts
    }

    fn word(&mut self, text: &str) -> Word {
        if let Some(word) = self.known.get(text) {
            return *word;
        }
        self.texts.push(Text::new(text));
        let number = u32::try_from(self.texts.len()).ok().and_then(NonZeroU32::new);
        let word = Word(number.unwrap_or(NonZeroU32::MAX));
        self.known.insert(Text::new(text), word);
        word
    }
}

/// Words while several threads add to them.
#[derive(Debug, Default)]
pub struct Shared(Mutex<Words>);

impl Shared {
    /// What a thread asks: it waits for the others only where a word is new to it.
    #[must_use]
    pub fn asker(&self) -> Asker<'_> {
        Asker { shared: self, known: Known::default() }
    }

    /// All words, when every thread is done.
    #[must_use]
    pub fn into_words(self) -> Words {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_types, reason = "asked for every word of every article, and never gone through")]
type Known = std::collections::HashMap<Text, Word>;

/// One thread's way to the words.
#[derive(Debug)]
pub struct Asker<'w> {
    shared: &'w Shared,
    known: Known,
}

impl Asker<'_> {
    /// The word for a text.
    pub fn word(&mut self, text: &str) -> Word {
        if let Some(word) = self.known.get(text) {
            return *word;
        }
        let word = self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).word(text);
        self.known.insert(Text::new(text), word);
        word
    }
}
