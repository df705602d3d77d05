//! The command-line arguments. Each doc comment here is a help text.

use std::path::PathBuf;

use anstream::ColorChoice;
use chrono::{DateTime, Utc};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::authoring::adopt::DateFrom;
use crate::diagnostic::nearest;
use crate::feed::Language;
use crate::published::Accept;
use crate::site::zone::Zone;

/// Turns a folder of articles into RSS, Atom and JSON feeds that people can rely on.
#[derive(Debug, Parser)]
#[command(name = "feedwright", version, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Cli {
    /// The format of findings and results.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT", help_heading = GLOBAL)]
    pub(crate) message_format: MessageFormat,

    /// Report only errors.
    ///
    /// Results of `list`, `diff` and `explain`, and lines of JSON, are still written.
    #[arg(long, short, global = true, help_heading = GLOBAL)]
    pub(crate) quiet: bool,

    /// The maximum time for all requests in total.
    #[arg(long, global = true, default_value_t = 60, value_name = "SECONDS", value_parser = seconds, hide_short_help = true, help_heading = GLOBAL)]
    pub(crate) timeout: u32,

    /// Use colors.
    ///
    /// By default, on terminals that support colors, unless the variable `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = GLOBAL)]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The heading of options that every command has.
const GLOBAL: &str = "Global options";

/// When to color what people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On terminals that support colors.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes all later output follow it.
    pub(crate) fn apply(self) {
        match self {
            Color::Auto => {}
            Color::Always => ColorChoice::Always.write_global(),
            Color::Never => ColorChoice::Never.write_global(),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build every feed, and publish all of them or none.
    Build(Build),
    /// List the articles with their feeds, or why they are in none.
    List(List),
    /// Validate any feed: what is wrong, where, and what to write instead.
    Check(Check),
    /// Print the tags by which pages name the feeds, or find the pages that name none.
    Links(Links),
    /// Tell the WebSub hubs of the documents that the last build changed.
    Ping(Ping),
    /// Show what subscribers would see of the difference between two feeds.
    Diff(Diff),
    /// Write the published ids into the articles, so that a move shows nothing twice.
    Pin(Pin),
    /// Measure recordings on other hosts, and write what was measured into the articles.
    Measure(Measure),
    /// Write metadata for files without any, with the rest left to fill in.
    Adopt(Adopt),
    /// Create an article with its metadata filled in.
    New(New),
    /// Write a configuration for an existing site, or create a small new site.
    Init(Init),
    /// Show entries as several readers leave them, in one page for a browser.
    Preview(Preview),
    /// Explain a finding, or list all of them.
    Explain(Explain),
    /// Print a JSON Schema, with which editors complete keys.
    Schema(Schema),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the manual page.
    #[command(after_long_help = "Examples:\n  feedwright man > feedwright.1")]
    Man,
}

impl Command {
    /// The file that a summary is added to.
    pub(crate) fn summary(&self) -> Option<&PathBuf> {
        match self {
            Command::Build(build) => build.summary.as_ref(),
            Command::Check(check) => check.summary.as_ref(),
            Command::List(_)
            | Command::Diff(_)
            | Command::Pin(_)
            | Command::Measure(_)
            | Command::Preview(_)
            | Command::Links(_)
            | Command::Ping(_)
            | Command::Adopt(_)
            | Command::New(_)
            | Command::Init(_)
            | Command::Explain(_)
            | Command::Schema(_)
            | Command::Completions(_)
            | Command::Man => None,
        }
    }

    /// Whether it writes a page or a file of reference, rather than a report.
    pub(crate) fn is_page(&self) -> bool {
        match self {
            Command::Explain(_) | Command::Schema(_) | Command::Completions(_) | Command::Man => true,
            Command::Build(_)
            | Command::List(_)
            | Command::Check(_)
            | Command::Diff(_)
            | Command::Pin(_)
            | Command::Measure(_)
            | Command::Preview(_)
            | Command::Links(_)
            | Command::Ping(_)
            | Command::Adopt(_)
            | Command::New(_)
            | Command::Init(_) => false,
        }
    }
}

/// The format of findings and results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Readable text: findings on standard error, results on standard output.
    #[default]
    Human,
    /// One JSON object per line.
    Json,
    /// GitHub Actions annotations.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

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
pub(crate) struct Site {
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
pub(crate) struct Project {
    /// The configuration file; its folder is the project.
    ///
    /// [default: feedwright.toml in the current folder, or else in the nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The URL of the site; overrides the configuration.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// Build every feed, and publish all of them or none.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  feedwright build\n  feedwright build --dry-run --against old\n  feedwright build --skip-invalid --summary summary.md"
)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(crate) struct Build {
    /// The configuration file; its folder is the project.
    ///
    /// Give it again to build several projects, one after the other. [default: feedwright.toml in the current folder, or
    /// else in the nearest above it]
    #[arg(long, value_name = "FILE", help_heading = "Site")]
    pub(crate) config: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) site: Site,

    /// Write nothing; only show what would be written.
    #[arg(long, help_heading = "Writing")]
    pub(crate) dry_run: bool,

    /// Remove documents that are no longer part of any feed.
    #[arg(long, help_heading = "Writing")]
    pub(crate) prune: bool,

    /// Build again after each change, until Ctrl-C.
    ///
    /// Each build is one line, with its findings. Articles that are scheduled appear when they are due; a time that is
    /// given with --now goes on from there.
    #[arg(long, conflicts_with = "summary", help_heading = "Writing")]
    pub(crate) watch: bool,

    /// Look for changes every second.
    ///
    /// Network folders and some containers report no changes. If the system reports none, --watch does this by itself.
    #[arg(long, requires = "watch", hide_short_help = true, help_heading = "Writing")]
    pub(crate) poll: bool,

    /// Add a summary in Markdown to a file.
    ///
    /// It is made for the summary of a job, or a comment on a pull request, and is also written if there is an error.
    /// What the file already has is kept.
    #[arg(long, value_name = "FILE", help_heading = "Writing")]
    pub(crate) summary: Option<PathBuf>,

    /// Also compare with the published feeds there.
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
    /// Each is a warning. Without it, nothing is published.
    #[arg(long, help_heading = "Findings")]
    pub(crate) skip_invalid: bool,

    /// Treat a finding as an error; `warnings` means all warnings.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',', help_heading = "Findings")]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. Errors cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',', help_heading = "Findings")]
    pub(crate) allow: Vec<String>,
}

/// List the articles with their feeds, or why they are in none.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright list\n  feedwright list content/hello.md")]
pub(crate) struct List {
    /// The configuration file; its folder is the project.
    ///
    /// Give it again to list several projects, one after the other. [default: feedwright.toml in the current folder, or
    /// else in the nearest above it]
    #[arg(long, value_name = "FILE", help_heading = "Site")]
    pub(crate) config: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) site: Site,

    /// Only these articles, and what is wrong with them.
    ///
    /// The .toml beside an article stands for the article.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Treat a finding as an error; `warnings` means all warnings.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',', help_heading = "Findings")]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. Errors cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',', help_heading = "Findings")]
    pub(crate) allow: Vec<String>,
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

    /// The URL that the feed has, or will have; with --site, the URL of the site.
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,

    /// Add a summary in Markdown to a file.
    ///
    /// It is made for the summary of a job, or a comment on a pull request, and is also written if there is an error.
    /// What the file already has is kept.
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,

    /// The folder of the built site, for links to the site.
    ///
    /// They must lead to pages and files in it.
    #[arg(long, value_name = "DIR", requires = "base")]
    pub(crate) site: Option<PathBuf>,

    /// Treat a finding as an error; `warnings` means all warnings.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. Errors cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,

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

/// Print the tags by which pages name the feeds, list all feeds, or find the pages that name none.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright links\n  feedwright links --opml feeds.opml")]
pub(crate) struct Links {
    /// The configuration file; its folder is the project. [default: feedwright.toml in the current folder, or else in the
    /// nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) site: Site,

    /// The tags for the pages of a section, rather than for the home page.
    #[arg(long, value_name = "SECTION")]
    pub(crate) section: Option<String>,

    /// The tags for pages in a language, rather than in that of the site.
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(crate) language: Option<Language>,

    /// The tags for one page: that of an article's file, or the one at a path of the site.
    #[arg(long, value_name = "FILE|PATH", conflicts_with_all = ["section", "language"])]
    pub(crate) page: Option<String>,

    /// Write a list of all feeds in OPML 2.0, from which readers subscribe to them.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["section", "language", "page"])]
    pub(crate) opml: Option<PathBuf>,

    /// Report the pages in the folder of the built site that name no feed, or one that does not exist.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["section", "language", "page", "opml"])]
    pub(crate) check: Option<PathBuf>,

    /// Treat a finding as an error; `warnings` means all warnings.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. Errors cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
}

/// Tell the WebSub hubs of the documents that the last build changed.
///
/// Each document is told of when its address has the bytes of its file in the output folder. --timeout limits the time for
/// all of it, waiting included.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright ping build.jsonl")]
pub(crate) struct Ping {
    /// The lines that `feedwright build --message-format json` wrote: a file, or - for standard input.
    #[arg(value_name = "FILE|-")]
    pub(crate) build: String,

    /// The configuration file; its folder is the project. [default: feedwright.toml in the current folder, or else in the
    /// nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) place: PublishedAt,

    /// Treat a finding as an error; `warnings` means all warnings.
    #[arg(long, value_name = "CODE|warnings", value_delimiter = ',')]
    pub(crate) deny: Vec<String>,

    /// Do not report a finding. Errors cannot be allowed.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<String>,
}

/// A set of rules for one kind of consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileName {
    /// What Apple and Podcasting 2.0 require.
    Podcast,
    /// What news aggregators require.
    News,
}

/// Show what subscribers would see of the difference between two feeds.
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

/// Write the published ids into the articles, so that a move shows nothing twice.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright pin --from old --dry-run")]
pub(crate) struct Pin {
    /// The configuration file; its folder is the project.
    ///
    /// [default: feedwright.toml in the current folder, or else in the nearest above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) site: Site,

    /// The published feeds: a file, a folder of feeds, or a URL.
    ///
    /// For a site, every feed of the configuration.
    #[arg(long, value_name = "FILE|DIR|URL", required = true)]
    pub(crate) from: Vec<String>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Measure recordings on other hosts, and write their sizes and lengths into the articles' metadata.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright measure --dry-run")]
pub(crate) struct Measure {
    #[command(flatten)]
    pub(crate) project: Project,

    /// Only measure the recordings of these articles.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Also fetch from addresses of this machine and its network.
    #[arg(long)]
    pub(crate) allow_local: bool,
}

/// Create an article with its metadata filled in.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright new news/first-rain.md --dry-run")]
pub(crate) struct New {
    #[command(flatten)]
    pub(crate) project: Project,

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

    /// The feeds that the site has published: a file, a folder, or a URL. They are reproduced as they are.
    #[arg(long, value_name = "PUBLISHED")]
    pub(crate) from: Vec<String>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Write metadata for files without any: what can be inferred, with the rest left to fill in.
/// Markdown files get it at their head, other files in a .toml beside them. Files with metadata are left alone.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright adopt wire --author Reuters --dry-run")]
pub(crate) struct Adopt {
    #[command(flatten)]
    pub(crate) project: Project,

    /// Files or folders (every Markdown, HTML and text file in them).
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// The sources of dates, in order.
    #[arg(long, value_enum, value_name = "SOURCE", value_delimiter = ',', default_values_t = [DateFrom::Filename, DateFrom::Text, DateFrom::Git])]
    pub(crate) date_from: Vec<DateFrom>,

    /// The author of the texts that name none. Give it again for more authors.
    #[arg(long = "author", value_name = "NAME")]
    pub(crate) authors: Vec<String>,

    /// The agency or site that the texts come from, where they do not say it.
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,

    /// The time zone of times without one, such as Asia/Jakarta.
    #[arg(long, value_name = "ZONE", value_parser = timezone)]
    pub(crate) timezone: Option<Zone>,

    /// Write nothing; only show what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// A BCP 47 language tag.
fn language(tag: &str) -> Result<Language, &'static str> {
    Language::parse(tag).ok_or("expected a language tag, such as id or zh-Hant")
}

/// A time zone by its name.
fn timezone(name: &str) -> Result<Zone, String> {
    let names = Zone::names();
    Zone::named(name).ok_or_else(|| match nearest(name, names.iter().map(String::as_str)) {
        Some(suggestion) => format!("unknown time zone; did you mean `{suggestion}`?"),
        None => "unknown time zone; write a name from the IANA database, such as `Asia/Jakarta`".to_owned(),
    })
}

/// Reads the name of a change that subscribers would notice.
fn accepted() -> impl TypedValueParser<Value = Accept> {
    let value = |accept: Accept| {
        let (name, help) = described(accept);
        PossibleValue::new(name).help(help)
    };
    let named = |name: String| Accept::ALL.into_iter().find(|accept| described(*accept).0 == name);
    PossibleValuesParser::new(Accept::ALL.map(value)).try_map(move |name| named(name).ok_or("unknown change"))
}

/// The name of a change, and what it is.
fn described(accept: Accept) -> (&'static str, &'static str) {
    match accept {
        Accept::Reidentified => {
            ("reidentified", "Articles get another id, so every subscriber gets them again")
        }
        Accept::Reused => ("reused", "An id identifies a different article"),
        Accept::Redated => ("redated", "Many dates move"),
        Accept::Emptied => (
            "emptied",
            "A published document loses all, or more than half, of its entries; or no document has an entry",
        ),
        Accept::Backfilled => ("backfilled", "Old articles arrive as new"),
        Accept::First => ("first", "Nothing is published yet"),
        Accept::Unreadable => ("unreadable", "Something at the place of a published document cannot be read"),
    }
}

impl ValueEnum for DateFrom {
    fn value_variants<'a>() -> &'a [DateFrom] {
        &DateFrom::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            DateFrom::Filename => "The beginning of the file name: 2026-04-01-words.md",
            DateFrom::Path => "The folders and the name of the file: 2026/04/01/words.md",
            DateFrom::Text => "A line of the text that contains only a date",
            DateFrom::Git => "The commit that added the file",
            DateFrom::Mtime => "The modification time of the file, which copying a site changes",
        };
        Some(PossibleValue::new(self.as_str()).help(help))
    }
}

/// Show entries as several readers leave them, in one page for a browser, with what each of them takes away.
/// The page has no script, and loads nothing.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  feedwright preview\n  feedwright preview content/hello.md --output hello.html"
)]
pub(crate) struct Preview {
    #[command(flatten)]
    pub(crate) project: Project,

    /// These articles, even if they are drafts. [default: the five newest]
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The page to write. Only a page of an earlier preview is replaced.
    #[arg(long, value_name = "FILE", default_value = "preview.html")]
    pub(crate) output: PathBuf,

    /// Open the page in the browser.
    #[arg(long)]
    pub(crate) open: bool,

    /// The current time, for scheduled and expired articles (RFC 3339). [default: `SOURCE_DATE_EPOCH`, or the clock]
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) now: Option<DateTime<Utc>>,
}

/// Explain a finding, or list all of them.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  feedwright explain missing-self-link\n  feedwright explain json")]
pub(crate) struct Explain {
    /// The code of a finding, such as `missing-self-link`; or `json`, for the lines of `--message-format json`.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Print a JSON Schema, with which editors complete keys.
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

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The file feedwright.toml.
    Config,
    /// The metadata of an article, or the .toml beside one.
    Article,
}

fn seconds(text: &str) -> Result<u32, &'static str> {
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0);
    seconds.ok_or("expected a number of seconds, such as 60")
}

fn time(text: &str) -> Result<DateTime<Utc>, &'static str> {
    text.parse().map_err(|_| "expected a date and a time with its offset, such as 2026-04-01T18:30:00Z")
}
