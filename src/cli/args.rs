//! What can be typed.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns a folder of articles into RSS, Atom and JSON feeds that people can rely on.
#[derive(Debug, Parser)]
#[command(name = "feedwright", version, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Cli {
    /// How findings and results are written.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,

    /// How long everything that is fetched may take in all.
    #[arg(long, global = true, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) timeout: u32,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes every feed, and publishes all of them or none.
    Build(Build),
    /// Says for each article which feeds it is in, or why it is in none.
    List(List),
    /// Says what is wrong with any feed, where, why it matters, and what to write instead.
    Check(Check),
    /// Says what subscribers would see of the difference between two feeds.
    Diff(Diff),
    /// Writes the ids that are published into the articles' metadata, so that no move re-announces them.
    Pin(Pin),
    /// Gives metadata to files that have none: what can be inferred is written, the rest is left to fill in.
    Adopt(Adopt),
    /// Makes an article, with its metadata filled in.
    New(New),
    /// Writes a configuration for the site that is there, or a small new site.
    Init(Init),
    /// Prints the page of a finding; all findings in a list without one.
    Explain(Explain),
}

/// How findings and results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people: findings to standard error, results to standard output.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Where the site is, and what counts as an article now.
#[derive(Debug, Args)]
pub(crate) struct Site {
    /// The configuration; its folder is the project. [default: feedwright.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Where the site is published, whatever the configuration says.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// Where documents go, whatever the configuration says.
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,

    /// Accept a base URL that works on this machine or network only.
    #[arg(long)]
    pub(crate) allow_local: bool,

    /// The time that decides what is scheduled or expired (RFC 3339). [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<DateTime<Utc>>,

    /// Let drafts in.
    #[arg(long)]
    pub(crate) drafts: bool,
}

/// Which site articles are written for, if it has a configuration yet.
#[derive(Debug, Args)]
pub(crate) struct Project {
    /// The configuration; its folder is the project. [default: feedwright.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Where the site is published, whatever the configuration says.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// Makes every feed, and publishes all of them or none.
#[derive(Debug, Args)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) site: Site,

    /// Write nothing, but say what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Remove documents of ours that no feed makes any more.
    #[arg(long)]
    pub(crate) prune: bool,

    /// Compare with what is published there: a file, a folder, or the address of the site; the output folder is always
    /// compared with.
    #[arg(long, value_name = "FILE|DIR|URL")]
    pub(crate) against: Option<String>,

    /// Let a change through that subscribers would notice.
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) accept: Vec<Accept>,

    /// Make a finding an error; `warnings` means all of them.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. An error cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
}

/// A change that subscribers would notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Accept {
    /// Articles get another id, and every subscriber gets them again.
    Reidentified,
    /// An id names another article than before.
    Reused,
    /// Many dates move.
    Redated,
    /// A published document loses all, or more than half, of its entries.
    Emptied,
}

/// Says for each article which feeds it is in, or why it is in none.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) site: Site,

    /// Only these articles.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

/// Says what is wrong with any feed, where, why it matters, and what to write instead.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files, folders (every feed in them), addresses, or - for standard input.
    #[arg(value_name = "FILE|DIR|URL|-", required = true)]
    pub(crate) inputs: Vec<String>,

    /// Heed what a kind of consumer wants, too.
    #[arg(long, value_enum, value_name = "PROFILE", value_delimiter = ',')]
    pub(crate) profile: Vec<ProfileName>,

    /// The address that the feed has, or will have.
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,

    /// Make a finding an error; `warnings` means all of them.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. An error cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,

    /// The configuration, whose [check] counts here too. [default: feedwright.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The time after which a date is in the future (RFC 3339). [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<DateTime<Utc>>,
}

/// A set of rules for one kind of consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileName {
    /// What Apple and Podcasting 2.0 want.
    Podcast,
    /// What news aggregators want.
    News,
}

/// Says what subscribers would see of the difference between two feeds.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// What they have: a file, a folder of feeds, or an address.
    #[arg(value_name = "OLD")]
    pub(crate) old: String,

    /// What they would get: a file, a folder of feeds, or an address.
    #[arg(value_name = "NEW")]
    pub(crate) new: String,

    /// Let a change through that subscribers would notice.
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) accept: Vec<Accept>,
}

/// Writes the ids that are published into the articles' metadata, so that no move re-announces them.
#[derive(Debug, Args)]
pub(crate) struct Pin {
    #[command(flatten)]
    pub(crate) site: Site,

    /// What is published: a file, a folder of feeds, or an address; of a site, every feed of the configuration.
    #[arg(long, value_name = "FILE|DIR|URL", required = true)]
    pub(crate) from: Vec<String>,

    /// Write nothing, but say what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Makes an article, with its metadata filled in.
#[derive(Debug, Args)]
pub(crate) struct New {
    #[command(flatten)]
    pub(crate) project: Project,

    /// The file, below the content folder: Markdown, or whatever its extension says.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// Its title. [default: the words of its name]
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// Write nothing, but say what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// The date that it gets (RFC 3339). [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<DateTime<Utc>>,
}

/// Writes a configuration for the site that is there, or a small new site.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder of the site.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) dir: PathBuf,

    /// Where the site is published, whatever its generator says.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// What it is called, whatever its generator says.
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// Write nothing, but show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Gives metadata to files that have none: what can be inferred is written, the rest is left to fill in.
///
/// Markdown gets it at its head, any other file a .toml beside it. Files that have metadata are left alone.
#[derive(Debug, Args)]
pub(crate) struct Adopt {
    #[command(flatten)]
    pub(crate) project: Project,

    /// Files, and folders: every Markdown, HTML and text file in them.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Where dates come from, in this order.
    #[arg(long, value_enum, value_name = "SOURCE", value_delimiter = ',', default_values_t = [DateFrom::Filename, DateFrom::Text, DateFrom::Git])]
    pub(crate) date_from: Vec<DateFrom>,

    /// Write nothing, but say what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Where the date of a file may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DateFrom {
    /// The beginning of its name: 2026-04-01-words.md.
    Filename,
    /// A line of the text that consists of it.
    Text,
    /// The commit that added it.
    Git,
    /// The file system; copying a site changes that.
    Mtime,
}

/// Prints the page of a finding; all findings in a list without one.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of the finding: `missing-self-link`; or `json`, for the lines of `--message-format json`.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}
