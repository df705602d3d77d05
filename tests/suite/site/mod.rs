//! The stages of a build.

mod config;
mod fields;
pub(crate) mod metadata;
mod pipeline;
mod publish;
mod render;
mod scan;
mod select;
