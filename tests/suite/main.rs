//! One integration crate: a module per stage, and one for each promise that needs them all.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write the files and start the programs they need, and fail where something is amiss"
)]

mod repository;
mod server;
mod site;
mod support;

mod authoring;
mod check;
mod cli;
mod config;
mod decisions;
mod emit;
mod fields;
mod history;
mod house;
mod metadata;
mod model;
mod pipeline;
mod promises;
mod publish;
mod render;
mod readme;
mod report;
mod root;
mod scan;
mod select;
mod together;
mod world;
