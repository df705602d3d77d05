//! Tests of `authoring`.

mod adopt;
mod edit;
mod init;
mod learn;
mod new;
mod pin;
mod wires;
