//! Feedwright turns articles into feeds.

// pub mod pipeline;
pub mod model;
pub mod diagnostic;
pub mod error;
pub mod fields;
pub mod config;
pub mod scan;
pub mod metadata;
pub mod select;
pub mod render;
pub mod emit;
pub mod publish;
pub mod history;
pub mod report;
