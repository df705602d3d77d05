//! Texts that many articles share, each stored once: tags, names, languages, sections.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use crate::feed::Text;

/// A text in an [`Interner`]. Its number depends on which article was read first, so nothing is ever ordered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol(NonZeroU32);

impl Symbol {
    /// Its index among the texts.
    #[must_use]
    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Every text once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Interner {
    texts: Vec<Text>,
    known: BTreeMap<Text, Symbol>,
}

impl Interner {
    /// The text of a symbol.
    #[must_use]
    pub(crate) fn text(&self, symbol: Symbol) -> &Text {
        const EMPTY: &Text = &Text::EMPTY;
        self.texts.get(symbol.index()).unwrap_or(EMPTY)
    }

    /// Every text, at its index.
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

/// An interner to which several threads add texts.
#[derive(Debug, Default)]
pub(crate) struct SharedInterner(Mutex<Interner>);

impl SharedInterner {
    /// The interner of one thread, which waits for the others only if it does not remember a text.
    #[must_use]
    pub(crate) fn local(&self) -> LocalInterner<'_> {
        LocalInterner { shared: self, known: SymbolsByText::default() }
    }

    /// All texts, when every thread is done.
    #[must_use]
    pub(crate) fn into_interner(self) -> Interner {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looked up for every tag and name of every article, and never iterated over.
type SymbolsByText = rustc_hash::FxHashMap<Text, Symbol>;

/// The maximum number of texts that a thread remembers, so that many threads on a site with many tags need little memory.
const MAX_KNOWN: usize = 1024;

/// The interner of one thread, with the symbols that it has looked up first.
#[derive(Debug)]
pub(crate) struct LocalInterner<'w> {
    shared: &'w SharedInterner,
    known: SymbolsByText,
}

impl LocalInterner<'_> {
    /// The symbol of a text.
    pub(crate) fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(symbol) = self.known.get(text) {
            return *symbol;
        }
        let symbol = self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).symbol(text);
        if self.known.len() < MAX_KNOWN {
            self.known.insert(Text::new(text), symbol);
        }
        symbol
    }
}
