//! Tests of `authoring`.

mod adopt;
mod edit;
mod init;
mod new;
mod pin;
