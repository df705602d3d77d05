//! `feedwright explain`: a code in, its page out; without a code, a list of all codes.

use std::fmt;

use crate::report;

use crate::cli::args::Explain;
use crate::cli::failure::Failure;
use crate::cli::session::ExitStatus;
use crate::cli::{output, settings};

pub(crate) fn run(args: &Explain) -> Result<ExitStatus, Failure> {
    let mut out = output::stdout();
    match &args.code {
        Some(name) if name == "json" => KINDS.iter().try_for_each(|kind| out.text(&kind.to_string()))?,
        Some(name) => out.text(&report::page(settings::code(name)?))?,
        None => crate::codes().into_iter().try_for_each(|code| out.line(&report::entry(code)))?,
    }
    Ok(ExitStatus::Clean)
}

/// A kind of line of `--message-format json`: its description and its keys, some of which may be absent.
struct Kind {
    name: &'static str,
    description: &'static str,
    keys: &'static str,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<11} {}\n            {}", self.name, self.description, self.keys)
    }
}

/// Every kind, in order of appearance.
const KINDS: &[Kind] = &[
    Kind {
        name: "project",
        description: "build, list: the configuration file of the following lines, if several are passed",
        keys: "file",
    },
    Kind {
        name: "diagnostic",
        description: "all commands: a finding",
        keys: "code severity message file line column end_line end_column help spec",
    },
    Kind {
        name: "article",
        description: "list: an article, its feeds, and why it is in none",
        keys: "file id date permalink feeds beyond_limit reason page body",
    },
    Kind {
        name: "change",
        description: "diff: what subscribers see of one entry",
        keys: "feed change by title old_id new_id old_url new_url old_date new_date",
    },
    Kind {
        name: "diff",
        description: "diff: the counts for a pair of feeds",
        keys: "old new status new_entries updated shown_again hidden redated gone fell_off unchanged format moved feed_id",
    },
    Kind {
        name: "link",
        description: "links: a feed that the page links to in its head",
        keys: "rel type title href path",
    },
    Kind {
        name: "ping",
        description: "ping: the result of notifying a hub of a changed document",
        keys: "path url hub status attempts",
    },
    Kind { name: "pinned", description: "pin: an id that was written", keys: "file line text feed" },
    Kind {
        name: "adopted",
        description: "adopt: a file that got metadata",
        keys: "file metadata entries, each with key value from certainty lines",
    },
    Kind { name: "unfilled", description: "adopt: a line left to fill in", keys: "file line key text" },
    Kind {
        name: "document",
        description: "build, links, adopt, measure, new, init: a file and its status",
        keys: "path status entries bytes",
    },
    Kind { name: "left-out", description: "build: an article that is in no feed", keys: "file reason" },
    Kind {
        name: "summary",
        description: "all commands, as the last line of each project: the totals of the run",
        keys: "errors warnings …",
    },
];
