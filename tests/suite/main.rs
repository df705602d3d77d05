//! One integration crate: a module per stage, and one for each promise that needs them all.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write the files and start the programs they need, and fail where something is amiss"
)]

mod repository;
mod harness;
mod server;
mod support;

mod authoring;
mod check;
mod cli;
mod decisions;
mod feed;
mod house;
mod layers;
mod promises;
mod published;
mod readme;
mod report;
mod site;
mod root;
mod together;
mod world;
