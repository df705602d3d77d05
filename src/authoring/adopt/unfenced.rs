//! The lines of a Markdown file in; the metadata of `Key: value` lines at its beginning out, as in Pelican and
//! `MultiMarkdown`. Fenced heads are read elsewhere.

use super::Certainty;
use super::dates::{self, Reading};
use super::head::{self, MetadataLine};
use super::lines::Line;
use crate::authoring::quoted;
use crate::feed::Language;

/// The kind of value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Date,
    List,
    Names,
    Language,
    Slug,
    Page,
    Status,
    /// `true` or `false`, or a word that may mean either: then it is a draft.
    Truth,
    /// A date before which nothing is published.
    Embargo,
}

/// The other program's keys in lower case, our keys, and their kinds of values.
const KEYS: &[(&str, &str, Kind)] = &[
    ("author", "authors", Kind::Names),
    ("authors", "authors", Kind::Names),
    ("category", "categories", Kind::Text),
    ("categories", "categories", Kind::List),
    ("copyright", "rights", Kind::Text),
    ("date", "date", Kind::Date),
    ("description", "summary", Kind::Text),
    ("draft", "draft", Kind::Truth),
    ("embargo", "publish", Kind::Embargo),
    ("expires", "expires", Kind::Date),
    ("keywords", "tags", Kind::List),
    ("lang", "language", Kind::Language),
    ("language", "language", Kind::Language),
    ("modified", "updated", Kind::Date),
    ("publish", "publish", Kind::Embargo),
    ("slug", "slug", Kind::Slug),
    ("status", "draft", Kind::Status),
    ("summary", "summary", Kind::Text),
    ("tags", "tags", Kind::List),
    ("title", "title", Kind::Text),
    ("url", "url", Kind::Page),
];

/// A line `Key: value`, with its continuation lines.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    key: String,
    value: String,
    lines: Vec<usize>,
}

/// A head without fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnfencedHead {
    /// Its metadata.
    pub(super) entries: Vec<MetadataLine>,
    /// The numbers of its lines.
    pub(super) lines: Vec<usize>,
}

/// The maximum number of lines of such a head.
const MAX_PAIRS: usize = 100;

/// The head of a file, if it contains a title and ends with a blank line.
pub(super) fn read(lines: &[Line<'_>]) -> Option<UnfencedHead> {
    let mut pairs: Vec<Pair> = Vec::new();
    let head = lines.iter().skip_while(|line| line.text.is_empty()).take_while(|line| !line.text.is_empty());
    for line in head {
        if pairs.len() == MAX_PAIRS {
            return None;
        }
        let is_indented = line.raw.starts_with([' ', '\t']);
        match (is_indented, pair(line), pairs.last_mut()) {
            (false, Some(pair), _) => pairs.push(pair),
            (true, _, Some(above)) => above.extend(line),
            (_, _, _) => return None,
        }
    }
    let lines = pairs.iter().flat_map(|pair| pair.lines.iter().copied()).collect();
    let is_head = pairs.iter().any(|pair| pair.key.eq_ignore_ascii_case("title"));
    is_head.then(|| UnfencedHead { entries: entries(&pairs), lines })
}

/// Keys are a few plain words. `Note: this is prose` looks like one, but is not a head without a title.
fn pair(line: &Line<'_>) -> Option<Pair> {
    let (key, value) = line.text.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.len() <= 30
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let is_divided = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_divided).then(|| Pair {
        key: key.to_owned(),
        value: value.trim().to_owned(),
        lines: vec![line.number],
    })
}

impl Pair {
    fn extend(&mut self, line: &Line<'_>) {
        let gap = if self.value.is_empty() { "" } else { " " };
        self.value.push_str(gap);
        self.value.push_str(line.text);
        self.lines.push(line.number);
    }
}

/// The metadata of the pairs. Unknown and repeated keys are kept under `extra`.
fn entries(pairs: &[Pair]) -> Vec<MetadataLine> {
    let mut entries: Vec<MetadataLine> = Vec::new();
    for pair in pairs.iter().filter(|pair| !pair.value.is_empty()) {
        let ours = entry(pair).filter(|entry| !entries.iter().any(|other| other.key == entry.key));
        let entry = ours.unwrap_or_else(|| extra(pair, &entries));
        entries.push(entry.lifted(pair.lines.clone()));
    }
    entries.retain(|entry| !entry.value.is_empty());
    entries
}

fn entry(pair: &Pair) -> Option<MetadataLine> {
    let theirs = pair.key.to_lowercase();
    let (_, key, kind) = KEYS.iter().find(|(known, _, _)| *known == theirs)?;
    let value = match kind {
        Kind::Text if *key == "categories" => head::list(&[pair.value.as_str()]),
        Kind::List => head::list(&split(&pair.value, &[',', ';'])),
        Kind::Names if pair.value.contains(';') => head::list(&split(&pair.value, &[';'])),
        Kind::Names => head::list(&split(&pair.value, &[','])),
        Kind::Language => quoted(Language::parse(&pair.value)?.as_str()),
        Kind::Slug if pair.value.contains(['/', '\\']) || pair.value.contains("..") => return None,
        Kind::Text | Kind::Slug => quoted(&pair.value),
        Kind::Page if pair.value.contains("://") => quoted(&pair.value),
        Kind::Page => quoted(&format!("/{}", pair.value.trim_start_matches('/'))),
        Kind::Date => return Some(date(key, &pair.value, FROM)),
        Kind::Embargo => return Some(embargo(&pair.value)),
        Kind::Truth => match pair.value.to_lowercase().as_str() {
            "false" | "no" => "false".to_owned(),
            _ => "true".to_owned(),
        },
        Kind::Status => match pair.value.to_lowercase().as_str() {
            "draft" => "true".to_owned(),
            "published" => String::new(),
            _ => return None,
        },
    };
    Some(MetadataLine::known(key, value, FROM, Certainty::Sure))
}

const FROM: &str = "from the lines at its head";

/// The date before which nothing is published. One that cannot be read makes a draft.
fn embargo(value: &str) -> MetadataLine {
    match dates::value(value) {
        Some(Reading::One(written)) if !dates::loses_time(value) => {
            MetadataLine::known("publish", dates::toml(written), FROM, Certainty::Sure)
        }
        Some(Reading::One(_) | Reading::Either(..)) | None => {
            let shown: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let todo = format!(
                "replace it with `publish = 2026-04-01T06:00:00+07:00`, the end of the embargo: {shown}"
            );
            MetadataLine::known(
                "draft",
                "true".to_owned(),
                "the end of the embargo is unclear",
                Certainty::Sure,
            )
            .noted(&todo)
        }
    }
}

/// The date of a key. An ambiguous or invalid one is left to fill in.
pub(super) fn date(key: &str, value: &str, from: &str) -> MetadataLine {
    match dates::value(value) {
        Some(Reading::One(written)) if dates::loses_time(value) => {
            head::without_zone(key, dates::toml(written), value)
        }
        Some(Reading::One(written)) => MetadataLine::known(key, dates::toml(written), from, Certainty::Sure),
        Some(Reading::Either(first, second)) => head::ambiguous_date(key, value, first, second),
        None => MetadataLine::open(
            key,
            quoted(value),
            "write it like 2026-04-01T18:30:00+07:00",
            "unknown date format",
        ),
    }
}

fn split<'v>(value: &'v str, marks: &[char]) -> Vec<&'v str> {
    value.split(marks).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// An entry under `extra`, with an unused name.
fn extra(pair: &Pair, entries: &[MetadataLine]) -> MetadataLine {
    let name = pair.key.to_lowercase().replace(' ', "-");
    let names =
        (1..).map(|n| format!("extra.{name}{}", if n == 1 { String::new() } else { format!("-{n}") }));
    let is_free = |key: &String| !entries.iter().any(|entry| entry.key == *key);
    let key = names.into_iter().find(is_free).unwrap_or_default();
    MetadataLine::known(&key, quoted(&pair.value), FROM, Certainty::Sure)
}
