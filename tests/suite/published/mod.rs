//! Tests of `history`.

mod against;
mod compare;
mod migration;
mod read;
mod redirect;
