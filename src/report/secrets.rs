//! What nobody may read in a log: names and passwords in addresses, and the queries and fragments of the addresses that a
//! run was given.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::feed::Url;
use crate::feed::url::userinfo;

/// What stands in the place of a secret.
const HIDDEN: char = '…';

/// The secrets of the addresses that a run was given.
///
/// A name and a password are hidden in every address, `https://…@host/`, whether it was given or not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets(BTreeSet<Secret>);

/// A text to be hidden wherever it stands behind another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Secret {
    behind: &'static str,
    text: String,
}

impl Secrets {
    /// No address was given.
    #[must_use]
    pub(crate) const fn new() -> Secrets {
        Secrets(BTreeSet::new())
    }

    /// Hides the secrets of an address, which need not be a valid one, in all texts: `https://…@host/path?…`.
    pub(crate) fn add(&mut self, address: &str) {
        let Ok(url) = Url::parse(address) else {
            // Nobody knows where the password of an invalid address ends.
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

    fn insert(&mut self, behind: &'static str, text: Option<&str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        let in_json = serde_json::to_string(text).unwrap_or_default();
        // As it is, and as XML, HTML and JSON spell it.
        for text in [text, &text.replace('&', "&amp;"), in_json.trim_matches('"')] {
            self.0.insert(Secret { behind, text: text.to_owned() });
        }
    }

    /// The text without its secrets.
    pub(super) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.hide_with(text, |_, shown| shown.push(HIDDEN))
    }

    /// The text without its secrets, character for character.
    pub(super) fn hide_each_character<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.hide_with(text, |secret, shown| shown.extend(secret.chars().map(|_| HIDDEN)))
    }

    fn hide_with<'t>(&self, text: &'t str, replace: impl Fn(&str, &mut String)) -> Cow<'t, str> {
        let mut places: Vec<_> = userinfo(text).chain(self.places(text)).collect();
        if places.is_empty() {
            return Cow::Borrowed(text);
        }
        places.sort_by_key(|place| (place.start, place.end));
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for place in places {
            if place.start >= at {
                shown.push_str(text.get(at..place.start).unwrap_or_default());
                replace(text.get(place.clone()).unwrap_or_default(), &mut shown);
            }
            at = at.max(place.end);
        }
        shown.push_str(text.get(at..).unwrap_or_default());
        Cow::Owned(shown)
    }

    /// Where the secrets that are known stand in a text.
    fn places(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().flat_map(move |secret| {
            text.match_indices(secret.behind).filter_map(|(at, behind)| {
                let start = at + behind.len();
                let length = secret.length_in(text.get(start..)?)?;
                Some(start..start + length)
            })
        })
    }
}

impl Secret {
    /// How much of a text is the secret, or the beginning of it where a message cuts it.
    fn length_in(&self, text: &str) -> Option<usize> {
        let length: usize = text
            .chars()
            .zip(self.text.chars())
            .take_while(|(c, own)| c == own)
            .map(|(c, _)| c.len_utf8())
            .sum();
        let behind = text.get(length..)?;
        // `?p=2` is not in `?p=22`.
        let is_whole = length == self.text.len() && !behind.starts_with(char::is_alphanumeric);
        let is_cut = length > 0 && behind.starts_with('…');
        (is_whole || is_cut).then_some(length)
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, behind)| (before, Some(behind)))
}
