//! Feedwright turns a folder of articles into RSS 2.0, Atom 1.0 and JSON Feed 1.1 that people can rely on.
//!
//! # Architecture
//!
//! Data flows one way, through stages that do not know each other:
//!
//! ```text
//! configuration ─┐
//! content/ ── scan ── metadata ── select ── render ── emit ── check ── history ── publish ── report
//!             files    articles    entries    HTML     bytes  findings  findings   files     words
//! ```
//! - [`model`] has the types between them, [`diagnostic`] what is wrong with the user's content, [`mod@error`] I/O
//!   failures. [`fields`] reads TOML and YAML tables, for both [`config`] and [`metadata`].
//! - [`pipeline`] calls the stages, and shows the whole program on one screen.
//! - Same inputs, same bytes: no stage looks at a clock, the environment, or anything random. Time is a parameter.
//! - [`root`] opens files and folders, and nothing outside of the folder that was named.
//! - Files are read by [`scan`], and written by [`publish`] (documents) and [`authoring`] (articles and configuration,
//!   when the user asks for it).
//! - No program is started. [`scan`] reads git's dates of files from the project's repository (feature `git`).
//! - The user's mistakes are collected and returned beside the result; `Result` is for I/O failures.
//! - Emitting cannot fail: a [`Feed`](model::feed::Feed) is valid by construction.
//!
//! A feed of values in memory needs [`model::feed`] and [`emit`] alone: see [`emit::document`].

pub mod pipeline;
pub mod model;
pub mod diagnostic;
pub mod error;
pub mod root;
pub mod fields;
mod html;
pub mod config;
pub mod scan;
pub mod metadata;
pub mod select;
pub mod render;
pub mod emit;
pub mod check;
pub mod history;
pub mod authoring;
pub mod publish;
pub mod report;

#[cfg(doctest)]
#[doc = include_str!("../content/guide/library.md")]
struct Guide;

/// Every kind of finding, by name.
pub fn codes() -> impl Iterator<Item = &'static diagnostic::Code> {
    let stages = [
        config::CODES,
        scan::CODES,
        metadata::CODES,
        select::CODES,
        render::CODES,
        history::CODES,
        authoring::CODES,
        publish::CODES,
        &check::CODES,
    ];
    let mut codes = stages.concat();
    codes.sort_by_key(|code| code.name);
    codes.dedup_by_key(|code| code.name);
    codes.into_iter()
}
