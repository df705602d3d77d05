//! The setting `permalinks` in; the pattern of a page, and what its tokens stand for, out.

use chrono::{DateTime, Datelike, FixedOffset};
use globset::GlobMatcher;
use serde_json::Value;

use super::values::glob;
use crate::site::generators::settings::{Settings, text};

/// A pattern for the paths of some pages.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// The kind of these pages; `None` for all.
    kind: Option<String>,
    target: Target,
    /// The pattern.
    pub(super) pattern: String,
}

/// The pages of a pattern, by their paths in the site.
#[derive(Clone, Debug)]
enum Target {
    /// Those of a section and below it; those in no section, if it has no name.
    Section(String),
    /// Those that match.
    Glob(GlobMatcher),
    All,
}

/// The patterns of a language, in their order.
pub(super) fn rules(settings: &Settings, language: &str) -> Vec<Rule> {
    let own = of(settings, &["languages", language, "permalinks"]);
    [own, of(settings, &["permalinks"])].concat()
}

fn of(settings: &Settings, path: &[&str]) -> Vec<Rule> {
    match settings.get(path) {
        Some((Value::Array(rules), _)) => rules.iter().filter_map(targeted).collect(),
        Some((Value::Object(_), _)) => {
            let mut rules: Vec<_> = settings.entries(path).into_iter().flat_map(by_section).collect();
            // The one that says most.
            rules.sort_by_key(|rule| match &rule.target {
                Target::Section(section) => std::cmp::Reverse(section.len()),
                Target::Glob(_) | Target::All => std::cmp::Reverse(0),
            });
            rules
        }
        Some((Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_), _)) | None => Vec::new(),
    }
}

/// `{ pattern, target }`
fn targeted(rule: &Value) -> Option<Rule> {
    let target = match text(rule, &["target", "path"]) {
        Some(path) => Target::Glob(glob(&path.to_lowercase())?),
        None => Target::All,
    };
    let kind = text(rule, &["target", "kind"]).map(|kind| kind.to_lowercase());
    Some(Rule { kind, target, pattern: text(rule, &["pattern"])? })
}

/// `section = pattern`, or that in the table of a kind.
fn by_section((key, value): (&String, &Value)) -> Vec<Rule> {
    let rule = |kind: &str, section: &str, pattern: &str| Rule {
        kind: Some(kind.to_owned()),
        target: Target::Section(section.trim_matches(['/', ' ']).to_lowercase()),
        pattern: pattern.to_owned(),
    };
    match value {
        Value::String(pattern) => vec![rule("page", key, pattern), rule("term", key, pattern)],
        Value::Object(sections) => {
            let each = sections
                .iter()
                .filter_map(|(section, pattern)| Some(rule(&key.to_lowercase(), section, pattern.as_str()?)));
            each.collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => Vec::new(),
    }
}

impl Rule {
    /// Whether it is for the page of a kind at a path in the site, which begins with a slash.
    pub(super) fn is_for(&self, kind: &str, path: &str) -> bool {
        let is_kind = self.kind.as_ref().is_none_or(|own| glob(own).is_some_and(|own| own.is_match(kind)));
        is_kind
            && match &self.target {
                Target::Section(section) if section.is_empty() => {
                    kind == "page" && path.matches('/').count() == 1
                }
                Target::Section(section) => path
                    .strip_prefix('/')
                    .and_then(|path| path.strip_prefix(section.as_str()))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
                Target::Glob(glob) => glob.is_match(path),
                Target::All => true,
            }
    }
}

/// The pattern with what its tokens stand for. Unknown ones stay.
pub(super) fn expanded(pattern: &str, token: &dyn Fn(&str) -> Option<String>) -> String {
    let mut path = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        let (before, after) = rest.split_at(at);
        let after = after.strip_prefix(':').unwrap_or_default();
        if let Some(before) = before.strip_suffix('\\') {
            path.extend([before, ":"]);
            rest = after;
            continue;
        }
        let (name, behind) = after.split_at(token_length(after));
        path.push_str(before);
        match token(name).filter(|_| !name.is_empty()) {
            Some(value) => path.push_str(&value),
            None => path.extend([":", name]),
        }
        rest = behind;
    }
    path.push_str(rest);
    path
}

/// The length of a token's name, with the part in brackets.
fn token_length(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let rest = text.get(name..).unwrap_or_default();
    match rest.strip_prefix('[').and_then(|inside| inside.find(']')) {
        Some(end) => name + end + 2,
        None => name,
    }
}

/// The elements that the brackets of a token choose: `[1:]`, `[last]`, `[0]`.
pub(super) fn slice<'p>(parts: &'p [String], brackets: &str) -> &'p [String] {
    let inside = brackets.trim_matches(['[', ']']).trim().to_lowercase();
    let last = parts.len().saturating_sub(1);
    let number = |text: &str| if text == "last" { last } else { text.parse().unwrap_or(0) };
    let range = match inside.split_once(':') {
        Some((low, high)) => {
            let high = if high.is_empty() { parts.len() } else { number(high).min(parts.len()) };
            number(low)..high
        }
        None => number(&inside)..number(&inside).saturating_add(1),
    };
    parts.get(range).unwrap_or_default()
}

/// A part of a date, by its name or as a layout of Go.
pub(super) fn date(token: &str, date: DateTime<FixedOffset>) -> Option<String> {
    let form = match token {
        "year" => return Some(date.year().to_string()),
        "yearday" => return Some(date.ordinal().to_string()),
        "month" => "%m",
        "monthname" => "%B",
        "day" => "%d",
        "weekday" => "%w",
        "weekdayname" => "%A",
        layout => return go_layout(layout, date),
    };
    Some(date.format(form).to_string())
}

/// Parts of Go's layouts, those that begin others behind them.
const LAYOUTS: &[(&str, &str)] = &[
    ("January", "%B"),
    ("Jan", "%b"),
    ("Monday", "%A"),
    ("Mon", "%a"),
    ("2006", "%Y"),
    ("002", "%j"),
    ("01", "%m"),
    ("02", "%d"),
    ("03", "%I"),
    ("04", "%M"),
    ("05", "%S"),
    ("06", "%y"),
    ("15", "%H"),
    ("PM", "%p"),
    ("pm", "%P"),
    ("1", "%-m"),
    ("2", "%-d"),
    ("3", "%-I"),
    ("4", "%-M"),
    ("5", "%-S"),
];

/// `None` if there is no part of a layout in the text.
fn go_layout(layout: &str, date: DateTime<FixedOffset>) -> Option<String> {
    let (mut text, mut rest, mut is_layout) = (String::new(), layout, false);
    while let Some(first) = rest.chars().next() {
        let part = LAYOUTS.iter().find_map(|(part, form)| Some((rest.strip_prefix(part)?, form)));
        if let Some((behind, form)) = part {
            is_layout = true;
            text.push_str(&date.format(form).to_string());
            rest = behind;
        } else {
            text.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    is_layout.then_some(text)
}
