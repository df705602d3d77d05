//! Stage 3: articles in, the entries of each feed out, ordered. The clock comes in as `now`, and decides only
//! whether an article is public yet, or still.

mod entry;
mod fan_out;
mod live;
mod terms;

pub use entry::{Translations, entry, translations};
pub use fan_out::{Selection, feed, selections};
pub use live::{Live, live, undated};
pub use terms::Terms;

use crate::diagnostic::{Code, Severity};

static AMBIGUOUS_TERM: Code = Code {
    name: "ambiguous-term",
    severity: Severity::Error,
    summary: "two terms whose feeds would have one path",
    spec: "",
};

static DUPLICATE_ID: Code = Code {
    name: "duplicate-id",
    severity: Severity::Error,
    summary: "two articles with one identity: readers would show only one of them",
    spec: "RFC 4287 §4.2.6",
};

static DUPLICATE_PATH: Code = Code {
    name: "duplicate-output-path",
    severity: Severity::Error,
    summary: "two feeds would write the same file",
    spec: "",
};

static DUPLICATE_PERMALINK: Code = Code {
    name: "duplicate-permalink",
    severity: Severity::Error,
    summary: "two articles with one page",
    spec: "",
};

pub(crate) static EMPTY_FEED: Code = Code {
    name: "empty-feed",
    severity: Severity::Warning,
    summary: "a feed that no article is in; it is not written",
    spec: "",
};

static FORGOTTEN_DATE: Code = Code {
    name: "forgotten-date",
    severity: Severity::Warning,
    summary: "a file without a date among files that have one",
    spec: "",
};

static NAMELESS_TERM: Code = Code {
    name: "nameless-term",
    severity: Severity::Error,
    summary: "a term of which nothing is left that could name a file",
    spec: "",
};

/// What this stage can find.
pub static CODES: &[&Code] = &[
    &AMBIGUOUS_TERM,
    &DUPLICATE_ID,
    &DUPLICATE_PATH,
    &DUPLICATE_PERMALINK,
    &EMPTY_FEED,
    &FORGOTTEN_DATE,
    &NAMELESS_TERM,
];
