//! Feedwright turns articles into feeds.

pub mod pipeline;
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

/// Every kind of finding that there is, by name.
pub fn codes() -> impl Iterator<Item = &'static diagnostic::Code> {
    let stages = [
        config::CODES,
        scan::CODES,
        metadata::CODES,
        select::CODES,
        render::CODES,
        publish::CODES,
        history::CODES,
    ];
    let mut codes = stages.concat();
    codes.sort_by_key(|code| code.name);
    codes.dedup_by_key(|code| code.name);
    codes.into_iter()
}
