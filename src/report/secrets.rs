//! Addresses and texts in, texts without secrets out. Secrets are user names and passwords in any address, and queries
//! and fragments of the addresses that a run was given.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::feed::Url;
use crate::feed::url::userinfo;

/// Replaces a secret.
const HIDDEN: char = '…';

/// The secrets of the addresses that a run was given.
///
/// User names and passwords are hidden in every address (`https://…@host/`), whether it was given or not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets(BTreeSet<Secret>);

/// A text that is hidden after a certain prefix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Secret {
    prefix: &'static str,
    text: String,
}

impl Secrets {
    /// No secrets.
    #[must_use]
    pub(crate) const fn new() -> Secrets {
        Secrets(BTreeSet::new())
    }

    /// Hides the secrets of an address, which may be invalid, in all texts: `https://…@host/path?…`.
    pub(crate) fn add(&mut self, address: &str) {
        let Ok(url) = Url::parse(address) else {
            // The end of the password of an invalid address is uncertain.
            let rest = address.split_once("://").map(|(_, rest)| rest);
            self.insert("://", rest.and_then(|rest| rest.rsplit_once('@')).map(|(userinfo, _)| userinfo));
            return self.add_parts(address);
        };
        self.add_parts(address);
        self.add_parts(url.as_str());
    }

    fn add_parts(&mut self, address: &str) {
        let (address, fragment) = split(address, '#');
        let (address, query) = split(address, '?');
        self.insert("#", fragment);
        self.insert("?", query);
        let authority = address.split_once("://").and_then(|(_, rest)| rest.split(['/', '\\']).next());
        self.insert("://", authority.and_then(|text| text.rsplit_once('@')).map(|(userinfo, _)| userinfo));
    }

    fn insert(&mut self, prefix: &'static str, text: Option<&str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        let in_json = serde_json::to_string(text).unwrap_or_default();
        // As it is, and escaped for XML, HTML and JSON.
        for text in [text, &text.replace('&', "&amp;"), in_json.trim_matches('"')] {
            self.0.insert(Secret { prefix, text: text.to_owned() });
        }
    }

    /// The text with its secrets hidden.
    pub(super) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.hide_with(text, None, |_, shown| shown.push(HIDDEN))
    }

    /// A source line with its secrets hidden, character for character. A password in the metadata of an article is one.
    pub(super) fn hide_each_character<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.hide_with(text, password(text), |secret, shown| shown.extend(secret.chars().map(|_| HIDDEN)))
    }

    fn hide_with<'t>(
        &self,
        text: &'t str,
        more: Option<Range<usize>>,
        replace: impl Fn(&str, &mut String),
    ) -> Cow<'t, str> {
        let mut ranges: Vec<_> = userinfo(text).chain(self.ranges(text)).chain(more).collect();
        if ranges.is_empty() {
            return Cow::Borrowed(text);
        }
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for range in ranges {
            if range.start >= at {
                shown.push_str(text.get(at..range.start).unwrap_or_default());
                replace(text.get(range.clone()).unwrap_or_default(), &mut shown);
            }
            at = at.max(range.end);
        }
        shown.push_str(text.get(at..).unwrap_or_default());
        Cow::Owned(shown)
    }

    /// The ranges of known secrets in a text.
    fn ranges(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().flat_map(move |secret| {
            text.match_indices(secret.prefix).filter_map(|(at, prefix)| {
                let start = at + prefix.len();
                let length = secret.length_in(text.get(start..)?)?;
                Some(start..start + length)
            })
        })
    }
}

/// The value of the key `password`, in any syntax of metadata, on a line.
fn password(line: &str) -> Option<Range<usize>> {
    const KEY: &str = "password";
    let rest = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':' | '{'));
    let (key, rest) = rest.split_at_checked(KEY.len())?;
    let rest = rest.trim_start_matches(['"', '\'', ' ', '\t']);
    let value = rest.strip_prefix([':', '=']).filter(|_| key.eq_ignore_ascii_case(KEY))?.trim();
    let end = line.trim_end().len();
    Some(end - value.len()..end)
}

impl Secret {
    /// The length of the secret at the beginning of a text, or of its beginning if a message truncates it.
    fn length_in(&self, text: &str) -> Option<usize> {
        let length: usize = text
            .chars()
            .zip(self.text.chars())
            .take_while(|(c, own)| c == own)
            .map(|(c, _)| c.len_utf8())
            .sum();
        let rest = text.get(length..)?;
        // `?p=2` is not in `?p=22`.
        let is_whole = length == self.text.len() && !rest.starts_with(char::is_alphanumeric);
        let is_truncated = length > 0 && rest.starts_with('…');
        (is_whole || is_truncated).then_some(length)
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}
