//! Tests of `authoring`.

mod adopt;
mod credits;
mod datelines;
mod edit;
mod embargoes;
mod init;
mod learn;
mod new;
mod pin;
mod wires;
