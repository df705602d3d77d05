//! Stage 1: a directory in, its sources out, sorted. Every file that Feedwright reads is read here; what is in
//! it, is for later stages.

mod media;
mod read;
mod walk;

pub use media::{enclosure, image};
pub use read::{body, bytes, head, published, text};
pub use walk::{Sources, sources};

use crate::diagnostic::{Code, Severity};

static AMBIGUOUS_METADATA: Code = Code {
    name: "ambiguous-metadata",
    severity: Severity::Error,
    summary: "one .toml file beside several files that it could belong to",
    spec: "",
};

static LINK_LEAVES_CONTENT: Code = Code {
    name: "link-leaves-content",
    severity: Severity::Error,
    summary: "a symbolic link that leads out of the content folder, or in a circle",
    spec: "",
};

static LONELY_METADATA: Code = Code {
    name: "lonely-metadata",
    severity: Severity::Info,
    summary: "a .toml file without an article beside it",
    spec: "",
};

static MISSING_FILE: Code = Code {
    name: "missing-file",
    severity: Severity::Warning,
    summary: "a file that should lie beside the article does not",
    spec: "",
};

static NAME_NOT_UTF8: Code = Code {
    name: "name-not-utf8",
    severity: Severity::Error,
    summary: "a file whose name cannot become part of a URL",
    spec: "RFC 3986 §2.5",
};

static NOT_UTF8: Code = Code {
    name: "not-utf8",
    severity: Severity::Error,
    summary: "a text in another encoding than UTF-8",
    spec: "RFC 3629",
};

static UNREADABLE_FILE: Code = Code {
    name: "unreadable-file",
    severity: Severity::Error,
    summary: "a file that cannot be read",
    spec: "",
};

static UNMEASURED_ENCLOSURE: Code = Code {
    name: "unmeasured-enclosure",
    severity: Severity::Warning,
    summary: "an enclosure whose size nobody knows: podcast apps show none",
    spec: "RSS 2.0 <enclosure>",
};

/// What this stage can find.
pub static CODES: &[&Code] = &[
    &AMBIGUOUS_METADATA,
    &LINK_LEAVES_CONTENT,
    &LONELY_METADATA,
    &MISSING_FILE,
    &NAME_NOT_UTF8,
    &NOT_UTF8,
    &UNMEASURED_ENCLOSURE,
    &UNREADABLE_FILE,
];
