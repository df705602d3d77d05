//! The stages of a build.

mod config;
mod fields;
mod file_name;
pub(crate) mod metadata;
mod pipeline;
mod publish;
mod render;
mod scan;
mod select;
mod sidecar;
