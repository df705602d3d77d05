//! A function that is part of the rules of a site. Two of them are equal if they are the same one.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A shared function of type `F`, which is a `dyn Fn`.
pub(crate) struct Function<F: ?Sized>(Arc<F>);

impl<F: ?Sized> Function<F> {
    /// Wraps a function.
    #[must_use]
    pub(crate) fn new(function: Arc<F>) -> Function<F> {
        Function(function)
    }
}

impl<F: ?Sized> Clone for Function<F> {
    fn clone(&self) -> Function<F> {
        Function(Arc::clone(&self.0))
    }
}

impl<F: ?Sized> fmt::Debug for Function<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Function")
    }
}

impl<F: ?Sized> PartialEq for Function<F> {
    fn eq(&self, other: &Function<F>) -> bool {
        std::ptr::addr_eq(Arc::as_ptr(&self.0), Arc::as_ptr(&other.0))
    }
}

impl<F: ?Sized> Deref for Function<F> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.0
    }
}
