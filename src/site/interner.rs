//! Words that many articles share, each stored once: tags, names, languages, sections.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use crate::feed::Text;

/// A word of a [`Interner`]. Its number depends on which article was read first, so nothing is ever ordered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol(NonZeroU32);

impl Symbol {
    /// Its place among the words.
    #[must_use]
    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Every word once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Interner {
    texts: Vec<Text>,
    known: BTreeMap<Text, Symbol>,
}

impl Interner {
    /// The text of a word.
    #[must_use]
    pub(crate) fn text(&self, symbol: Symbol) -> &Text {
        const EMPTY: &Text = &Text::EMPTY;
        self.texts.get(symbol.index()).unwrap_or(EMPTY)
    }

    /// Every word, at its index.
    #[must_use]
    pub(crate) fn all(&self) -> &[Text] {
        &self.texts
    }

    fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(symbol) = self.known.get(text) {
            return *symbol;
        }
        self.texts.push(Text::new(text));
        let number = u32::try_from(self.texts.len()).ok().and_then(NonZeroU32::new);
        let symbol = Symbol(number.unwrap_or(NonZeroU32::MAX));
        self.known.insert(Text::new(text), symbol);
        symbol
    }
}

/// Words while several threads add to them.
#[derive(Debug, Default)]
pub(crate) struct SharedInterner(Mutex<Interner>);

impl SharedInterner {
    /// What a thread asks: it waits for the others only where a word is new to it.
    #[must_use]
    pub(crate) fn local(&self) -> LocalInterner<'_> {
        LocalInterner { shared: self, known: Known::default() }
    }

    /// All words, when every thread is done.
    #[must_use]
    pub(crate) fn into_interner(self) -> Interner {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_types, reason = "asked for every word of every article, and never gone through")]
type Known = std::collections::HashMap<Text, Symbol>;

/// One thread's way to the words.
#[derive(Debug)]
pub(crate) struct LocalInterner<'w> {
    shared: &'w SharedInterner,
    known: Known,
}

impl LocalInterner<'_> {
    /// The word for a text.
    pub(crate) fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(symbol) = self.known.get(text) {
            return *symbol;
        }
        let symbol = self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).symbol(text);
        self.known.insert(Text::new(text), symbol);
        symbol
    }
}
