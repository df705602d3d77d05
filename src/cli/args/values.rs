//! The values of arguments: words and their help, and texts that are parsed.

use anstream::ColorChoice;
use chrono::{DateTime, Utc};
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::authoring::adopt::DateSource;
use crate::diagnostic::nearest;
use crate::feed::Language;
use crate::published::Accept;
use crate::report::MessageFormat;
use crate::site::zone::Zone;

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

impl ValueEnum for MessageFormat {
    fn value_variants<'a>() -> &'a [MessageFormat] {
        &[MessageFormat::Human, MessageFormat::Json, MessageFormat::Github, MessageFormat::Sarif]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            MessageFormat::Human => {
                ("human", "Readable text: findings on standard error, results on standard output")
            }
            MessageFormat::Json => ("json", "One JSON object per line"),
            MessageFormat::Github => ("github", "GitHub Actions annotations"),
            MessageFormat::Sarif => ("sarif", "SARIF 2.1.0, for code scanning"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

/// A set of rules for one kind of consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileName {
    /// What Apple and Podcasting 2.0 require.
    Podcast,
    /// What news aggregators require.
    News,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The file feedwright.toml.
    Config,
    /// The metadata of an article, or the .toml beside one.
    Article,
}

/// A BCP 47 language tag.
pub(super) fn language(tag: &str) -> Result<Language, &'static str> {
    Language::parse(tag).ok_or("expected a language tag, such as id or zh-Hant")
}

/// A time zone by its name.
pub(super) fn timezone(name: &str) -> Result<Zone, String> {
    let names = Zone::names();
    Zone::named(name).ok_or_else(|| match nearest(name, names.iter().map(String::as_str)) {
        Some(suggestion) => format!("unknown time zone; did you mean `{suggestion}`?"),
        None => "unknown time zone; write a name from the IANA database, such as `Asia/Jakarta`".to_owned(),
    })
}

/// Reads the name of a change that subscribers would notice.
pub(super) fn accepted() -> impl TypedValueParser<Value = Accept> {
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
            ("reidentified", "Articles get other ids, so every subscriber sees them again")
        }
        Accept::Reused => ("reused", "An id identifies a different article"),
        Accept::Redated => ("redated", "Many dates change"),
        Accept::Emptied => (
            "emptied",
            "A published document loses all, or more than half, of its entries; or no document has an entry",
        ),
        Accept::Backfilled => ("backfilled", "Old articles are shown as new"),
        Accept::First => ("first", "Nothing is published yet"),
        Accept::Unreadable => ("unreadable", "A published document cannot be read"),
    }
}

impl ValueEnum for DateSource {
    fn value_variants<'a>() -> &'a [DateSource] {
        &DateSource::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            DateSource::Filename => "The beginning of the file name: 2026-04-01-words.md",
            DateSource::Path => "The folders and the name of the file: 2026/04/01/words.md",
            DateSource::Text => "A line of the text that contains only a date",
            DateSource::Git => "The commit that added the file",
            DateSource::Mtime => "The modification time of the file, which copying a site changes",
        };
        Some(PossibleValue::new(self.as_str()).help(help))
    }
}

/// A number of seconds, at least one.
pub(super) fn seconds(text: &str) -> Result<u32, &'static str> {
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0);
    seconds.ok_or("expected a number of seconds, such as 60")
}

/// An instant, as in RFC 3339.
pub(super) fn time(text: &str) -> Result<DateTime<Utc>, &'static str> {
    text.parse().map_err(|_| "expected a date and a time with its offset, such as 2026-04-01T18:30:00Z")
}
