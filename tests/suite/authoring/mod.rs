//! Tests of `authoring`.

mod adopt;
mod datelines;
mod edit;
mod init;
mod learn;
mod new;
mod pin;
mod wires;
