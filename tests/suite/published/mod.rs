//! Tests of `published`.

mod compare;
mod migration;
mod read;
