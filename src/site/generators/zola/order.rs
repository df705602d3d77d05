//! The articles of a section in; whether they are in the order of their dates if their paths are sorted out.

use serde_json::Value;

use super::feeds::Site;
use crate::site::file_name::{DateInName, dir, extension, join, name, split_date, without_extension};
use crate::site::generators::folders::head;
use crate::site::generators::settings::text;

impl Site<'_> {
    /// Whether the paths, or with `by_slug` the slugs, of all articles in some folders begin with their dates.
    pub(super) fn are_named_by_date(&self, folders: &[String], by_slug: bool) -> bool {
        let content = self.project.content.unwrap_or("content");
        let files = (self.project.list)(content);
        let is_own = |file: &&String| {
            let is_page = extension(file) == "md" && !name(file).starts_with("_index.");
            is_page && folders.iter().any(|folder| folder == dir(page_of(file)))
        };
        let mut before = files.iter().filter(is_own).map(|file| {
            let text = self.project.text(&join(content, file))?;
            self.before_date(page_of(file), &head(&text), by_slug)
        });
        let Some(first) = before.next() else { return true };
        first.is_some() && before.all(|other| other == first)
    }

    /// What is before the date in the path of an article; `None` if its date is not there.
    fn before_date(&self, page: &str, head: &Value, by_slug: bool) -> Option<String> {
        let (in_name, words) = split_date(name(page), DateInName::Instant);
        let keeps_date = words.is_empty() || self.settings.is_true(&["slugify", "paths_keep_dates"]);
        let of_name = || if keeps_date { name(page) } else { words }.to_owned();
        let path = text(head, &["path"]).filter(|_| !by_slug).or_else(|| text(head, &["slug"]));
        let path = path.unwrap_or_else(of_name);
        // Without a date of its own, the one in its path is that of the article.
        let date = text(head, &["date"]).or_else(|| Some(in_name?.to_string()));
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).take(8).collect::<String>();
        let (before, from) = path.split_at(path.find(|c: char| c.is_ascii_digit())?);
        let is_its_date = date.is_none_or(|date| digits(&date) == digits(from));
        (is_its_date && digits(from).len() == 8).then(|| before.to_owned())
    }
}

/// The path of a page below the content folder, without its extension: its file, or the folder of an `index.md`.
fn page_of(file: &str) -> &str {
    let stem = without_extension(file);
    if name(stem) == "index" { dir(stem) } else { stem }
}
