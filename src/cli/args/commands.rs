//! The arguments of each command.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use clap_complete::Shell;

use super::shared::{LevelArgs, ProjectArgs, PublishedAt, SiteArgs, SummaryArgs};
use super::values::{ProfileName, SchemaOf, accepted, language, time, timezone};
use crate::authoring::adopt::DateSource;
use crate::feed::Language;
use crate::published::Accept;
use crate::site::zone::Zone;

/// Build every feed, and publish all of them or none.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  feedwright build\n  feedwright build --dry-run --against old\n  feedwright build --skip-invalid --summary summary.md"
)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(crate) struct Build {
    /// The configuration file; its folder is the project.
    ///
    /// Repeat it to build several projects, one after the other. [default: feedwright.toml in the current folder, or
    /// else in the nearest above it]
    #[arg(long, value_name = "FILE", help_heading = "Site")]
    pub(crate) config: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) site: SiteArgs,

    /// Write nothing; only show what would be written.
    #[arg(long, help_heading = "Writing")]
    pub(crate) dry_run: bool,

    /// Remove documents that are no longer part of any feed.
    #[arg(long, help_heading = "Writing")]
    pub(crate) prune: bool,

    /// Build again after each change, until Ctrl-C.
    ///
    /// Each build prints its findings and one line. Scheduled articles appear when they are due. With --now, time runs on
    /// from there.
    #[arg(long, conflicts_with = "summary", help_heading = "Writing")]
    pub(crate) watch: bool,

    /// Look for changes every second.
    ///
    /// Network folders and some containers report no changes. --watch does this by itself if the system cannot report any.
    #[arg(long, requires = "watch", hide_short_help = true, help_heading = "Writing")]
    pub(crate) poll: bool,

    #[command(flatten, next_help_heading = "Writing")]
    pub(crate) summary: SummaryArgs,

    /// Also compare with these published feeds.
    ///
    /// A file, a folder, or the URL of the site; `none` compares only with the output folder. [default: `against` of the
    /// configuration, for documents that the output folder does not have]
    #[arg(long, value_name = "FILE|DIR|URL", help_heading = "Findings")]
    pub(crate) against: Option<String>,

    /// Allow a noticeable change.
    ///
    /// Without it, a change that subscribers would notice is an error.
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = accepted(), help_heading = "Findings")]
    pub(crate) accept: Vec<Accept>,

    /// Leave out articles with errors in their metadata.
    ///
    /// Each is reported as a warning. Without it, nothing is published. Two articles with the same page or id still stop the
    /// build, since nothing tells which of them to publish.
    #[arg(long, help_heading = "Findings")]
    pub(crate) skip_invalid: bool,

    #[command(flatten, next_help_heading = "Findings")]
    pub(crate) levels: LevelArgs,
}

/// List the articles, and the feeds they are in or why they are in none.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright list\n  feedwright list content/hello.md")]
pub(crate) struct List {
    /// The configuration file; its folder is the project.
    ///
    /// Repeat it to list several projects, one after the other. [default: feedwright.toml in the current folder, or
    /// else in the nearest above it]
    #[arg(long, value_name = "FILE", help_heading = "Site")]
    pub(crate) config: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) site: SiteArgs,

    /// List only these articles, and what is wrong with them.
    ///
    /// The .toml file beside an article stands for the article.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten, next_help_heading = "Findings")]
    pub(crate) levels: LevelArgs,
}

/// Validate any feed: what is wrong, where, and what to write instead.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  feedwright check public\n  feedwright check public/feed.xml --deny warnings"
)]
pub(crate) struct Check {
    /// Files, folders (every feed in them), URLs, or - for standard input.
    #[arg(value_name = "FILE|DIR|URL|-", required = true)]
    pub(crate) inputs: Vec<String>,

    /// Also apply the rules for a kind of consumer.
    #[arg(long, value_enum, value_name = "PROFILE", value_delimiter = ',')]
    pub(crate) profile: Vec<ProfileName>,

    /// The URL where the feed is or will be published; with --site, the URL of the site.
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,

    #[command(flatten)]
    pub(crate) summary: SummaryArgs,

    /// Check links to the site in the folder of the built site.
    ///
    /// They must lead to pages and files in that folder.
    #[arg(long, value_name = "DIR", requires = "base")]
    pub(crate) site: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) levels: LevelArgs,

    /// The configuration file, whose `[check]` table is used.
    ///
    /// [default: feedwright.toml in the current folder, or else in the nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The current time, for dates in the future.
    ///
    /// In the form of RFC 3339: 2026-04-01T18:30:00Z. [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<DateTime<Utc>>,
}

/// Print the `<link>` tags that lead from pages to feeds, write a list of all feeds, or find pages without such tags.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright links\n  feedwright links --opml feeds.opml")]
pub(crate) struct Links {
    /// The configuration file; its folder is the project. [default: feedwright.toml in the current folder, or else in the
    /// nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) site: SiteArgs,

    /// Print the tags for a section, instead of the home page.
    #[arg(long, value_name = "SECTION")]
    pub(crate) section: Option<String>,

    /// Print the tags for a language, instead of the site's.
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(crate) language: Option<Language>,

    /// Print the tags for the page of an article's file, or at a path.
    #[arg(long, value_name = "FILE|PATH", conflicts_with_all = ["section", "language"])]
    pub(crate) page: Option<String>,

    /// Write all feeds as an OPML list for readers; - prints it.
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["section", "language", "page"])]
    pub(crate) opml: Option<PathBuf>,

    /// Report pages of a built site without a link to a feed.
    ///
    /// Links to feeds that do not exist are reported, too.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["section", "language", "page", "opml"])]
    pub(crate) check: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) levels: LevelArgs,
}

/// Notify WebSub hubs of the documents that the last build changed.
///
/// The hubs of a document are notified once its URL serves the same bytes as its file in the output folder. --timeout limits
/// the total time, including this wait.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright ping build.jsonl")]
pub(crate) struct Ping {
    /// The output of `feedwright build --message-format json`: a file, or - for standard input.
    #[arg(value_name = "FILE|-")]
    pub(crate) build: String,

    /// The configuration file; its folder is the project. [default: feedwright.toml in the current folder, or else in the
    /// nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) place: PublishedAt,

    #[command(flatten)]
    pub(crate) levels: LevelArgs,
}

/// Show what subscribers would see if one feed replaced another.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright diff old public")]
pub(crate) struct Diff {
    /// The published feeds: a file, a folder of feeds, or a URL.
    #[arg(value_name = "OLD")]
    pub(crate) old: String,

    /// The new feeds: a file, a folder of feeds, or a URL.
    #[arg(value_name = "NEW")]
    pub(crate) new: String,

    /// Allow a noticeable change.
    ///
    /// Without it, a change that subscribers would notice is an error.
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = accepted())]
    pub(crate) accept: Vec<Accept>,
}

/// Write the published ids into the articles, so that a move shows no entry twice.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright pin --from old --dry-run")]
pub(crate) struct Pin {
    /// The configuration file; its folder is the project.
    ///
    /// [default: feedwright.toml in the current folder, or else in the nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) site: SiteArgs,

    /// The published feeds: a file, a folder of feeds, or a URL.
    ///
    /// The URL of a site stands for every feed of the configuration.
    #[arg(long, value_name = "FILE|DIR|URL", required = true)]
    pub(crate) from: Vec<String>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Measure recordings on other hosts, and write their sizes and durations into the metadata of the articles.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright measure --dry-run")]
pub(crate) struct Measure {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// Only measure the recordings of these articles.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Also fetch from this machine and its network.
    #[arg(long)]
    pub(crate) allow_local: bool,
}

/// Create an article with its metadata filled in.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright new news/first-rain.md --dry-run")]
pub(crate) struct New {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// The file to create, below the content folder; its extension determines its kind.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// The title. [default: the words of the file name]
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// The date (RFC 3339). [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<DateTime<Utc>>,
}

/// Write a configuration for an existing site, or create a small new site.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright init blog --base-url https://blog.ruiz.dev/ --dry-run")]
pub(crate) struct Init {
    /// The folder of the site.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) dir: PathBuf,

    /// The URL of the site; overrides the generator's configuration.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// The title of the site; overrides the generator's configuration.
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// The published feeds of the site: a file, a folder, or a URL. The configuration reproduces them.
    #[arg(long, value_name = "PUBLISHED")]
    pub(crate) from: Vec<String>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Add metadata to files that have none: what can be inferred, and what is left to fill in.
/// Markdown files get it at their head, other files in a .toml file beside them. Files with metadata are not changed.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright adopt wire --author Reuters --dry-run")]
pub(crate) struct Adopt {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// Files or folders (every Markdown, HTML and text file in them).
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// The sources of dates, in order.
    #[arg(long, value_enum, value_name = "SOURCE", value_delimiter = ',', default_values_t = [DateSource::Filename, DateSource::Text, DateSource::Git])]
    pub(crate) date_from: Vec<DateSource>,

    /// The author of texts that do not name one. Repeat it for more authors.
    #[arg(long = "author", value_name = "NAME")]
    pub(crate) authors: Vec<String>,

    /// The agency or site of texts that do not name one.
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,

    /// The time zone of times without one, such as Asia/Jakarta.
    #[arg(long, value_name = "ZONE", value_parser = timezone)]
    pub(crate) timezone: Option<Zone>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Write an HTML page that shows entries the way feed readers do, and what each of them removes.
/// The page has no scripts, and loads nothing.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  feedwright preview\n  feedwright preview content/hello.md --output hello.html"
)]
pub(crate) struct Preview {
    #[command(flatten)]
    pub(crate) project: ProjectArgs,

    /// The articles to show, even if they are drafts. [default: the five newest]
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The page to write. It replaces only the page of an earlier preview.
    #[arg(long, value_name = "FILE", default_value = "preview.html")]
    pub(crate) output: PathBuf,

    /// Open the page in the browser.
    #[arg(long)]
    pub(crate) open: bool,

    /// The current time, for scheduled and expired articles (RFC 3339). [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<DateTime<Utc>>,
}

/// Explain a code, or list all codes.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright explain missing-self-link\n  feedwright explain json")]
pub(crate) struct Explain {
    /// The code of a finding, such as `missing-self-link`; or `json`, for the lines of `--message-format json`.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Print a JSON Schema that lets editors complete and check keys.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright schema config > feedwright.schema.json")]
pub(crate) struct Schema {
    /// What to describe.
    #[arg(value_enum, value_name = "WHAT")]
    pub(crate) of: SchemaOf,
}

/// Print completions for a shell.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright completions bash > feedwright.bash")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: Shell,
}
