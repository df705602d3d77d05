//! The tags of a recording in, the same as metadata out: what the file beside it leaves open, or all of it.

use std::borrow::Cow;

use super::NO_METADATA;
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::Text;
use crate::feed::text::unify_line_ends;
use crate::site::date::written;
use crate::site::fields::{Node, Table, Value};
use crate::site::files::Source;
use crate::site::recording::Tags;

/// The metadata of a recording that is an article by its tags: it has a title, and the day on which it appeared.
pub(super) fn own(tags: &Tags) -> Option<Table<'static>> {
    let is_article = title(tags).is_some() && date(tags).is_some();
    is_article.then(|| with(Table::default(), tags))
}

/// The metadata beside a recording, with what it lacks from the tags.
pub(super) fn with<'a>(mut table: Table<'a>, tags: &Tags) -> Table<'a> {
    let has_summary = has_summary(&table) || is_text(tags);
    let known = [
        ("title", title(tags)),
        ("date", date(tags)),
        ("summary", non_blank(tags.summary.as_ref()).filter(|_| !has_summary)),
        ("authors", non_blank(tags.artist.as_ref())),
    ];
    for (key, text) in known {
        let text = text.filter(|_| table.get(key).is_none());
        let value = |text: &str| Value { node: Node::Text(Cow::Owned(text.to_owned())), span: 0..0 };
        table.entries.extend(text.map(|text| (Cow::Borrowed(key), 0..0, value(text))));
    }
    table
}

/// The text of a recording whose metadata has no summary: what its tags say about it, if that has several lines.
pub(super) fn notes(table: &Table<'_>, tags: &Tags) -> Option<Text> {
    let said = non_blank(tags.summary.as_ref()).filter(|_| is_text(tags) && !has_summary(table))?;
    // Several texts of one tag have this mark between them.
    Some(Text::new(&unify_line_ends(&said.replace('\0', "\n"))))
}

fn has_summary(table: &Table<'_>) -> bool {
    ["summary", "description"].iter().any(|key| table.get(key).is_some())
}

/// Whether the tags say more than a line about the recording.
fn is_text(tags: &Tags) -> bool {
    non_blank(tags.summary.as_ref()).is_some_and(|said| said.contains(['\n', '\r', '\0']))
}

/// The finding about a recording that is not an article.
pub(super) fn absent(source: &Source, tags: Option<&Tags>) -> Diagnostic {
    let lacking = match tags {
        Some(tags) if title(tags).is_some() => "a full date in its tags",
        Some(tags) if date(tags).is_some() => "a title in its tags",
        Some(_) | None => "a title and a date in its tags",
    };
    let help = format!(
        "if it is an episode, put its title and date in `{}` beside it, or name it as `enclosure` of an article",
        source.sidecar_name()
    );
    let message = format!("recording without {lacking}, so it is not an article");
    Diagnostic::new(&NO_METADATA, message).at(Place::file(&source.file())).help(help)
}

fn title(tags: &Tags) -> Option<&str> {
    non_blank(tags.title.as_ref())
}

/// The date, if it names a day: many tags have only a year.
fn date(tags: &Tags) -> Option<&str> {
    tags.date.as_deref().map(str::trim).filter(|date| written(date).is_some())
}

fn non_blank(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}
