//! One integration crate: a module per stage, and one for each promise that needs them all.

mod support;

mod config;
mod emit;
mod history;
mod metadata;
mod publish;
mod render;
mod report;
mod scan;
mod select;
