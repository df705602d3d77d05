//! A document that was requested and is not loaded yet: from a file, or from a server.

use crate::error::Error;

/// A document that was requested, and need not be in memory yet.
pub(crate) struct PendingDocument<'a> {
    max_size: u64,
    load: Load<'a>,
}

/// Waits for the rest of a document; `None` if there is no such document.
type Load<'a> = Box<dyn FnOnce() -> Result<Option<Vec<u8>>, Error> + Send + 'a>;

/// Requests the document at a path.
pub(crate) type RequestDocument<'a> = Box<dyn Fn(&str) -> PendingDocument<'a> + Sync + 'a>;

impl<'a> PendingDocument<'a> {
    /// A document that takes `max_size` bytes at most, as soon as `load` has been called.
    pub(crate) fn new(
        max_size: u64,
        load: impl FnOnce() -> Result<Option<Vec<u8>>, Error> + Send + 'a,
    ) -> PendingDocument<'a> {
        PendingDocument { max_size, load: Box::new(load) }
    }

    /// A document that does not exist.
    #[must_use]
    pub(crate) fn absent() -> PendingDocument<'a> {
        PendingDocument::new(0, || Ok(None))
    }

    /// The maximum number of bytes that it takes.
    #[must_use]
    pub(crate) fn max_size(&self) -> u64 {
        self.max_size
    }

    /// The document; `None` if it does not exist.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn load(self) -> Result<Option<Vec<u8>>, Error> {
        (self.load)()
    }
}
