//! Nouns, and what keeps them correct.

mod redirect;
