//! The path of a post in, what `new_post_name` says about it out: its slug, its date, and the values of other keys.

use regex::{Regex, escape};

use super::slug::{Case, slugized};
use crate::site::fields::{Node, Table, Value};
use crate::site::file_name::without_extension;

/// The parts of names that are not any text.
const FORMS: &[(&str, &str)] = &[
    ("year", r"\d{4}"),
    ("month", r"\d{2}"),
    ("day", r"\d{2}"),
    ("i_month", r"\d{1,2}"),
    ("i_day", r"\d{1,2}"),
    ("hash", "[0-9a-f]{12}"),
];

/// Parts that are not keys of heads.
const OWN: &[&str] = &["title", "year", "month", "day", "i_month", "i_day", "hash"];

/// The names of posts.
#[derive(Debug)]
pub(super) struct Names {
    form: Option<Regex>,
    parts: Vec<String>,
}

impl Names {
    /// The names that `new_post_name` gives: `:lang/:title.md`.
    pub(super) fn of(pattern: &str) -> Names {
        let mut form = "^".to_owned();
        let mut parts = Vec::new();
        let mut rest = without_extension(pattern);
        while let Some((text, after)) = rest.split_once(':') {
            let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
            let part = after.get(..end).unwrap_or_default().trim_end_matches('_');
            let of_part = FORMS.iter().find(|(known, _)| *known == part).map_or(".+?", |(_, form)| form);
            form.push_str(&escape(text));
            if part.is_empty() {
                form.push(':');
            } else {
                form.extend(["(", of_part, ")"]);
                parts.push(part.to_owned());
            }
            rest = after.get(part.len()..).unwrap_or_default();
        }
        form.extend([&escape(rest), "$"]);
        Names { form: Regex::new(&form).ok(), parts }
    }

    /// The value of a part in the path of a post.
    pub(super) fn part<'p>(&self, path: &'p str, part: &str) -> Option<&'p str> {
        let at = self.parts.iter().position(|known| known == part)?;
        let found = self.form.as_ref()?.captures(without_extension(path))?;
        found.get(at + 1).map(|value| value.as_str())
    }

    /// The value of a part that is a key of heads, too.
    pub(super) fn key<'p>(&self, path: &'p str, key: &str) -> Option<&'p str> {
        if OWN.contains(&key) { None } else { self.part(path, key) }
    }

    /// The slug of a post: its title in the path, or the whole path where that has another form.
    pub(super) fn slug(&self, path: &str) -> String {
        let title = self.part(path, "title").map(str::to_owned);
        title.unwrap_or_else(|| slugized(without_extension(path), Case::Same))
    }

    /// The values of keys that a head without them gets.
    pub(super) fn values(&self, path: &str) -> Table<'static> {
        let keys = self.parts.iter().filter(|part| !OWN.contains(&part.as_str()));
        let named = keys.filter_map(|key| Some((key.clone(), self.part(path, key)?.to_owned())));
        let dated = self.date(path).map(|date| ("date".to_owned(), date));
        let entry = |(key, text): (String, String)| {
            (key.into(), 0..0, Value { node: Node::Text(text.into()), span: 0..0 })
        };
        Table { entries: named.chain(dated).map(entry).collect(), span: 0..0 }
    }

    fn date(&self, path: &str) -> Option<String> {
        let any = |parts: [&str; 2]| parts.into_iter().find_map(|part| self.part(path, part));
        let (month, day) = (any(["month", "i_month"])?, any(["day", "i_day"])?);
        Some(format!("{}-{month:0>2}-{day:0>2}", self.part(path, "year")?))
    }
}
