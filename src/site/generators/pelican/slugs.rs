//! Slugs as Pelican makes them of titles, names of files, categories, tags and authors.

use deunicode::deunicode;
use regex::{Regex, RegexBuilder};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::super::settings::{Settings, list};
use crate::site::rules::without_tags;

/// What Pelican replaces in slugs without a setting: what is not a letter, digit, `_`, space or hyphen, then spaces.
const DEFAULT: &[(&str, &str)] =
    &[(r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-")];

/// How a text becomes a slug.
#[derive(Clone, Debug)]
pub(super) struct Slugs {
    substitutions: Vec<(Regex, String)>,
    keeps_case: bool,
    keeps_unicode: bool,
}

impl Slugs {
    /// The rules of a setting such as `CATEGORY_REGEX_SUBSTITUTIONS`, else of `SLUG_REGEX_SUBSTITUTIONS`. The second
    /// value contains the patterns that cannot be read.
    pub(super) fn of(settings: &Settings, key: &str) -> (Slugs, Vec<String>) {
        let written = [key, "SLUG_REGEX_SUBSTITUTIONS"].iter().find_map(|key| {
            settings.get(&[key])?.0.as_array().map(|pairs| pairs.iter().filter_map(pair).collect())
        });
        let default = || DEFAULT.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
        let pairs: Vec<(String, String)> = written.unwrap_or_else(default);
        let mut unread = Vec::new();
        let mut substitutions = Vec::new();
        for (from, to) in pairs {
            match regex(&from) {
                Some(from) => substitutions.push((from, replacement(&to))),
                None => unread.push(from),
            }
        }
        let slugs = Slugs {
            substitutions,
            keeps_case: settings.is_true(&["SLUGIFY_PRESERVE_CASE"]),
            keeps_unicode: settings.is_true(&["SLUGIFY_USE_UNICODE"]),
        };
        (slugs, unread)
    }

    pub(super) fn slug(&self, text: &str) -> String {
        let composed: String = without_tags(text).nfkc().collect();
        let ascii =
            if self.keeps_unicode { composed } else { deunicode(&composed.replace(is_pictogram, "")) };
        let replaced = self
            .substitutions
            .iter()
            .fold(ascii, |text, (from, to)| from.replace_all(&text, to.as_str()).into_owned());
        let slug = if self.keeps_case { replaced } else { replaced.to_lowercase() };
        slug.trim().to_owned()
    }
}

/// Whether a character is one that Python's unidecode leaves out, and `deunicode` has a name for.
fn is_pictogram(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{27BF}' | '\u{1F200}'..='\u{1FAFF}')
}

fn pair(value: &Value) -> Option<(String, String)> {
    match list(value).as_slice() {
        [from, to] => Some((from.clone(), to.clone())),
        _ => None,
    }
}

/// A regular expression of Python, in which case does not matter. It is bounded as our own library bounds it.
pub(super) fn regex(pattern: &str) -> Option<Regex> {
    // `\Z` is the end of the text, and is `\z` here.
    RegexBuilder::new(&pattern.replace(r"\Z", r"\z")).case_insensitive(true).build().ok()
}

/// A replacement of Python: `\1` and `\g<name>` are groups.
fn replacement(text: &str) -> String {
    let text = text.replace('$', "$$");
    let mut result = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('\\') {
        result.push_str(before);
        let named = after.strip_prefix("g<").and_then(|name| name.split_once('>'));
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (group, left) = named.or_else(|| after.split_at_checked(digits)).unwrap_or_default();
        if group.is_empty() {
            result.push('\\');
            rest = after;
        } else {
            result.extend(["${", group, "}"]);
            rest = left;
        }
    }
    result + rest
}
