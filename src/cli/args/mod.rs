//! The command line: its commands, and the options of all of them. Each doc comment in this folder is a help text.

mod commands;
mod shared;
mod values;

pub(crate) use commands::{
    Adopt, Build, Check, Completions, Diff, Explain, Init, Links, List, Measure, New, Pin, Ping, Preview,
    Schema,
};
pub(crate) use shared::{LevelArgs, ProjectArgs, PublishedAt, SiteArgs};
pub(crate) use values::{Color, ProfileName, SchemaOf};

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::report::MessageFormat;
use values::seconds;

/// Turns a folder of articles into reliable RSS, Atom and JSON feeds.
#[derive(Debug, Parser)]
#[command(name = "feedwright", version, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Cli {
    /// The format of findings and results.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT", help_heading = GLOBAL)]
    pub(crate) message_format: MessageFormat,

    /// Report only errors.
    ///
    /// Results of `list`, `diff` and `explain`, and JSON lines, are still written.
    #[arg(long, short, global = true, help_heading = GLOBAL)]
    pub(crate) quiet: bool,

    /// The time limit for all requests in total.
    #[arg(long, global = true, default_value_t = 60, value_name = "SECONDS", value_parser = seconds, hide_short_help = true, help_heading = GLOBAL)]
    pub(crate) timeout: u32,

    /// Use colors.
    ///
    /// `auto` uses colors on terminals that support them, unless the variable `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = GLOBAL)]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The heading of options that every command has.
const GLOBAL: &str = "Global options";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build every feed, and publish all of them or none.
    Build(Build),
    /// List the articles, and the feeds they are in or why they are in none.
    List(List),
    /// Validate any feed: what is wrong, where, and what to write instead.
    Check(Check),
    /// Print the `<link>` tags that lead from pages to feeds, or find pages without them.
    Links(Links),
    /// Notify WebSub hubs of the documents that the last build changed.
    Ping(Ping),
    /// Show what subscribers would see if one feed replaced another.
    Diff(Diff),
    /// Write the published ids into the articles, so that a move shows no entry twice.
    Pin(Pin),
    /// Measure recordings on other hosts, and write the results into the articles.
    Measure(Measure),
    /// Add metadata to files that have none, and mark what is left to fill in.
    Adopt(Adopt),
    /// Create an article with its metadata filled in.
    New(New),
    /// Write a configuration for an existing site, or create a small new site.
    Init(Init),
    /// Write an HTML page that shows entries the way feed readers do.
    Preview(Preview),
    /// Explain a code, or list all codes.
    Explain(Explain),
    /// Print a JSON Schema that lets editors complete and check keys.
    Schema(Schema),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the manual page.
    #[command(after_long_help = "Examples:\n  feedwright man > feedwright.1")]
    Man,
}

/// What a command writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CommandOutput<'c> {
    /// A report, which a summary may be made of.
    Report {
        /// The file that the summary is added to.
        summary: Option<&'c PathBuf>,
    },
    /// A page or a file of reference.
    Reference,
}

impl Command {
    /// What it writes.
    pub(crate) fn output(&self) -> CommandOutput<'_> {
        let summary = match self {
            Command::Build(build) => build.summary.summary.as_ref(),
            Command::Check(check) => check.summary.summary.as_ref(),
            Command::List(_)
            | Command::Links(_)
            | Command::Ping(_)
            | Command::Diff(_)
            | Command::Pin(_)
            | Command::Measure(_)
            | Command::Adopt(_)
            | Command::New(_)
            | Command::Init(_)
            | Command::Preview(_) => None,
            Command::Explain(_) | Command::Schema(_) | Command::Completions(_) | Command::Man => {
                return CommandOutput::Reference;
            }
        };
        CommandOutput::Report { summary }
    }
}
