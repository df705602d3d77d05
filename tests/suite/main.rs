//! Tests of the program and the public API: the command line, the promises, the README. The library's internals are
//! tested by `unit.rs`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write the files and start the programs they need, and fail where something is amiss"
)]

mod code;
mod harness;
mod repository;
mod server;
mod support;
mod tag_pictures;

mod browsers;
mod cli;
mod decisions;
mod entries;
mod episodes;
pub(crate) mod house;
mod layers;
mod newsroom;
mod pictures;
mod podcasts;
mod recordings;
mod promises;
mod public_api;
mod readme;
mod together;
mod world;
