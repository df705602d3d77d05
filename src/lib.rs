//! Feedwright turns a folder of articles into RSS 2.0, Atom 1.0 and JSON Feed 1.1 that people can rely on. It also writes
//! feeds from values in memory, checks the feeds of any program, and compares two states of a feed.
//!
//! # Quick start
//!
//! ```
//! use feedwright::feed::{Entry, Feed, Format, Url};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let home = Url::parse("https://blog.ruiz.dev/")?;
//! let mut feed = Feed::new("Ana's blog", home.clone(), home.below("feed.xml")?);
//! let mut entry = Entry::new(home.below("hello/")?, "Hello", "2026-04-01T15:30:00Z".parse()?);
//! entry.content = Some("<p>Hello, readers.</p>".into());
//! feed.entries.push(entry.into());
//! let document = Format::Rss.write(&feed);
//! assert!(document.starts_with(b"<?xml"));
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! | feature | offers | start at |
//! |---|---|---|
//! | none | feeds from values in memory, written as RSS, Atom or JSON | [`feed::Feed`] |
//! | `check` | what is wrong with a feed; what subscribers would see of a change | [`check::document`], [`published::compare`] |
//! | `site` | a folder of articles in, published documents out | [`site::Site`] |
//! | `git` | with `site`: the dates of files from the project's git repository | |
//! | `cli` (default) | the program `feedwright` | |
//!
//! Each feature includes those above it. With `default-features = false`, a program compiles only `feed`.
//!
//! # Architecture
//!
//! The modules are layers: each knows those above it in the list below, and none of those beneath it.
//!
//! - [`feed`] is what a feed is, and how it is written as RSS, Atom and JSON. Writing cannot fail: a
//!   [`Feed`] is valid by construction.
//! - `source` reads texts, with the place of everything in them. It has no rules and no findings.
//! - [`check`] says what is wrong with a feed.
//! - [`published`] knows what subscribers have, and what they would see of a change.
//! - [`site`] turns a site's articles into published documents.
//! - `authoring` writes articles and configuration, when the user asks for it.
//! - `report` writes findings and results for people and programs.
//!
//! All of them share [`diagnostic`] (what is wrong with the user's content), [`mod@error`] (what went wrong in the world)
//! and `root` (files and folders, and nothing outside of the folder that was named).
//!
//! A build passes through the stages of [`site`], which do not know each other; `site::pipeline` calls them:
//!
//! ```text
//! configuration ─┐
//! content/ ── scan ── metadata ── select ── render ── feed ── check ── published ── publish ── report
//!             files    articles    entries    HTML    bytes  findings   findings     files
//! ```
//!
//! - Same inputs, same bytes: no stage looks at a clock, the environment, or anything random. Time is a parameter.
//! - Files are read by `site::scan`, and written by `site::publish` (documents) and `authoring` (articles and
//!   configuration).
//! - Only `preview --open` starts a program, which opens its page. `site::scan` reads the dates of files from the project's
//!   git repository (feature `git`).
//! - The user's mistakes are collected and returned beside the result; `Result` is for I/O failures.

#![cfg_attr(
    not(feature = "cli"),
    expect(dead_code, reason = "rooms that are not compiled use what those below them offer")
)]
#![cfg_attr(
    all(feature = "check", not(feature = "cli")),
    expect(unused_imports, reason = "rooms that are not compiled use what those below them offer")
)]

pub mod feed;
#[cfg(feature = "check")]
mod source;
#[cfg(feature = "check")]
pub mod check;
#[cfg(feature = "check")]
pub mod published;
#[cfg(feature = "site")]
pub mod site;
#[cfg(feature = "site")]
mod authoring;
#[cfg(feature = "cli")]
mod report;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "check")]
pub mod diagnostic;
#[cfg(feature = "site")]
pub mod error;
#[cfg(feature = "site")]
mod root;

pub use feed::{Entry, Feed, Format};
#[cfg(feature = "site")]
pub use site::Site;

#[cfg(doctest)]
#[doc = include_str!("../content/guide/library.md")]
struct Guide;

#[cfg(any(all(test, feature = "cli"), feature = "__fuzzing"))]
extern crate self as feedwright;

#[cfg(feature = "__fuzzing")]
#[doc(hidden)]
#[expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "checks make files, and panic where they find something"
)]
#[path = "../fuzz/checks/mod.rs"]
pub mod fuzzing;

#[cfg(all(test, feature = "cli"))]
#[path = "../tests/suite/unit.rs"]
mod suite;

#[cfg(feature = "site")]
impl Site {
    /// Reads the configuration of a site. Relative paths in it start at the folder of the file.
    ///
    /// # Errors
    /// What is wrong with the configuration, if it cannot be read or has an error.
    pub fn read(
        file: &std::path::Path,
        overrides: &site::Overrides,
    ) -> Result<Site, Vec<diagnostic::Diagnostic>> {
        Site::configured(file, overrides, &codes())
    }
}

/// Every kind of finding, by name. It is given to the rooms that need it, since none of them knows all others.
#[cfg(feature = "site")]
pub(crate) fn codes() -> Vec<&'static diagnostic::Code> {
    let rooms = [
        site::config::CODES,
        site::fields::CODES,
        site::fields::people::CODES,
        site::fields::podcast::CODES,
        site::generators::CODES,
        site::pages::CODES,
        site::pins::CODES,
        site::scan::CODES,
        site::metadata::CODES,
        site::select::CODES,
        site::render::CODES,
        published::CODES,
        authoring::CODES,
        site::publish::CODES,
        &check::CODES,
        #[cfg(feature = "cli")]
        cli::failure::CODES,
    ];
    let mut codes = rooms.concat();
    codes.sort_by_key(|code| code.name);
    codes
}
