//! Tests of `published`.

mod compare;
mod guard;
mod migration;
mod read;
