//! One integration crate: a module per stage.

mod config;
mod emit;
mod history;
mod metadata;
mod publish;
mod render;
mod report;
mod scan;
mod select;
