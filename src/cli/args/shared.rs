//! Arguments that several commands have.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;

use super::values::time;

/// Where the documents of a site are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Site")]
pub(crate) struct PublishedAt {
    /// The URL of the site; overrides the configuration.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// The output folder; overrides the configuration.
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,

    /// Accept a base URL that works only on this machine or network.
    #[arg(long)]
    pub(crate) allow_local: bool,
}

/// The site, and what counts as an article now.
#[derive(Debug, Args)]
#[command(next_help_heading = "Site")]
pub(crate) struct SiteArgs {
    #[command(flatten)]
    pub(crate) place: PublishedAt,

    /// The current time, for scheduled and expired articles.
    ///
    /// In the form of RFC 3339: 2026-04-01T18:30:00Z. [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<DateTime<Utc>>,

    /// Include drafts.
    #[arg(long)]
    pub(crate) drafts: bool,
}

/// The site of the articles, if it has a configuration.
#[derive(Debug, Args)]
pub(crate) struct ProjectArgs {
    /// The configuration file; its folder is the project.
    ///
    /// [default: feedwright.toml in the current folder, or else in the nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The URL of the site; overrides the configuration.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// How severe findings are.
#[derive(Debug, Args)]
pub(crate) struct LevelArgs {
    /// Treat a finding as an error; `warnings` means all warnings.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. Errors cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
}

/// Where a summary goes.
#[derive(Debug, Args)]
pub(crate) struct SummaryArgs {
    /// Add a summary in Markdown to a file.
    ///
    /// Use it as the summary of a CI job, or as a comment on a pull request. It is also written if the command fails. The
    /// existing content of the file is kept.
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
}
