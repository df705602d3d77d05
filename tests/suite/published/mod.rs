//! Tests of `history`.

mod compare;
mod migration;
mod read;
