//! Unit tests of the library: a module for each room and stage. The program and the public API are tested by
//! `main.rs`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write the files and start the programs they need, and fail where something is amiss"
)]

mod harness;
mod pinning;
mod repository;
mod support;

mod authoring;
mod check;
mod feed;
mod hosts;
mod published;
mod registry;
mod redirect;
mod report;
mod root;
mod site;
mod source;
