//! The stages of a build.

pub(crate) mod config;
mod elements;
mod fields;
mod file_name;
mod folders;
mod generators;
mod ids;
mod links;
pub(crate) mod metadata;
mod pages;
mod pipeline;
mod publish;
mod render;
mod scan;
mod schema;
mod select;
mod sidecar;
mod terms;
mod withheld;
