//! Tests of `authoring`.

mod edit;
mod init;
mod new;
mod pin;
