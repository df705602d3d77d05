//! Fields in, values out: types that several keys share, and keys with tables as values.

use mime_guess::Mime;

use super::identity::has_forbidden_characters;
use super::{INVALID_MEDIA_TYPE, INVALID_URL, MISSING_SRC, UNKNOWN_KEY};
use crate::diagnostic::Diagnostic;
use crate::feed::Text;
use crate::feed::url::trimmed;
use crate::feed::{Comments, Origin, Url};
use crate::site::article::{EnclosureRef, ImageRef};
use crate::site::fields::{Fields, Located, Node, Table, people};
use crate::site::files::Source;
use crate::site::kind::Kind;

/// A list of single-line texts, without blank ones and duplicates.
pub(super) fn lines(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Text> {
    let values = fields.list(key).unwrap_or_default();
    let mut lines: Vec<Text> = Vec::with_capacity(values.len());
    for value in values {
        let Some(text) = fields.as_text(value) else { continue };
        let line = fields.clean(&text);
        if !line.is_blank() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Any absolute URL.
pub(super) fn absolute_url(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Url> {
    let text = fields.text(key)?;
    let parsed = Url::parse(text.value).map_err(|error| error.to_string());
    url(fields, &text, parsed, "write an absolute URL, with https://")
}

/// A URL, or a relative URL that is resolved against the page.
pub(super) fn resolved_url(fields: &mut Fields<'_, '_>, key: &'static str, page: &Url) -> Option<Url> {
    let text = fields.text(key)?;
    resolve(fields, &text, page)
}

fn resolve(fields: &mut Fields<'_, '_>, text: &Located<&str>, page: &Url) -> Option<Url> {
    url(fields, text, resolved(text.value, page), "write a path, or an absolute URL with https://")
}

fn resolved(text: &str, page: &Url) -> Result<Url, String> {
    if trimmed(text).is_empty() {
        return Err("it is blank".to_owned());
    }
    page.join(text).map_err(|error| error.to_string())
}

/// The URL of a file that readers load automatically.
fn media_url(text: &str, page: &Url) -> Result<Url, String> {
    let url = resolved(text, page)?;
    if url.is_web() {
        Ok(url)
    } else {
        Err(format!("readers do not load files with the scheme `{}`", url.scheme()))
    }
}

fn url(
    fields: &mut Fields<'_, '_>,
    text: &Located<&str>,
    parsed: Result<Url, String>,
    help: &str,
) -> Option<Url> {
    let parsed = if has_forbidden_characters(trimmed(text.value)) {
        Err("it contains a forbidden character".to_owned())
    } else {
        parsed
    };
    match parsed {
        Ok(url) => Some(url),
        Err(why) => {
            let finding =
                Diagnostic::new(&INVALID_URL, format!("`{}` is not a URL: {why}", text.value.escape_debug()));
            fields.report(finding.help(help), &text.span);
            None
        }
    }
}

/// `image`
pub(super) fn image(fields: &mut Fields<'_, '_>, page: &Url) -> Option<ImageRef> {
    let table = file(fields, "image")?;
    let mut inside = fields.inside(&table);
    let src = src(&mut inside, page);
    let texts = ["alt", "caption", "credit", "copyright"].map(|key| inside.line(key));
    inside.finish(&UNKNOWN_KEY);
    let [alt, caption, credit, copyright] = texts;
    let (src, url) = src?;
    Some(ImageRef { src, url, alt, caption, credit, copyright })
}

/// `enclosure`. A media file is its own enclosure.
pub(super) fn enclosure(fields: &mut Fields<'_, '_>, source: &Source, page: &Url) -> Option<EnclosureRef> {
    let Some(table) = file(fields, "enclosure") else {
        return own_file(source, page);
    };
    let mut inside = fields.inside(&table);
    let src = src(&mut inside, page);
    let bytes = inside.count("bytes").map(|bytes| bytes.value);
    let media_type = media_type(&mut inside);
    inside.finish(&UNKNOWN_KEY);
    let (src, url) = src?;
    Some(EnclosureRef { src, url, bytes, media_type })
}

fn own_file(source: &Source, page: &Url) -> Option<EnclosureRef> {
    match source.kind {
        Kind::Media => Some(EnclosureRef {
            src: source.name().to_owned(),
            url: page.file_below(source.name()).ok()?,
            bytes: None,
            media_type: None,
        }),
        Kind::Markdown | Kind::Html | Kind::Text | Kind::Unrendered => None,
    }
}

/// A table with `src`. A text alone is the `src`.
fn file<'v>(fields: &mut Fields<'_, 'v>, key: &'static str) -> Option<Table<'v>> {
    let value = fields.value(key)?;
    match &value.node {
        Node::Table(table) => Some(table.clone()),
        Node::Text(_) | Node::Plain(_) => Some(Table {
            entries: vec![("src".into(), value.span.clone(), value.clone())],
            span: value.span.clone(),
        }),
        Node::Integer(_) | Node::Float(_) | Node::Boolean(_) | Node::Datetime(_) | Node::List(_) => {
            let expected = format!("a table: {{ {} }}", fields.pair("src", "\"…\""));
            fields.wrong(value, &expected)
        }
    }
}

fn src(inside: &mut Fields<'_, '_>, page: &Url) -> Option<(String, Url)> {
    let Some(src) = inside.text("src") else {
        if inside.key_span("src").is_none() {
            let span = inside.span();
            let help = format!("add {}", inside.pair("src", "\"photo.jpg\""));
            inside.report(Diagnostic::new(&MISSING_SRC, "missing `src`").help(help), &span);
        }
        return None;
    };
    let url =
        url(inside, &src, media_url(src.value, page), "write a path, or an absolute URL with https://")?;
    Some((trimmed(src.value).to_owned(), url))
}

fn media_type(inside: &mut Fields<'_, '_>) -> Option<String> {
    let text = inside.text("type")?;
    let parsed = text.value.parse::<Mime>().ok();
    if parsed.is_none() {
        let finding = Diagnostic::new(
            &INVALID_MEDIA_TYPE,
            format!("`{}` is not a media type", text.value.escape_debug()),
        );
        inside.report(finding.help("write something like \"audio/mpeg\""), &text.span);
    }
    parsed.map(|media_type| media_type.to_string())
}

/// `source`
pub(super) fn origin(fields: &mut Fields<'_, '_>) -> Option<Origin> {
    let table = fields.table("source")?;
    let mut inside = fields.inside(table.value);
    let name = inside.line("name").filter(|name| !name.is_blank());
    let (url, feed) = (absolute_url(&mut inside, "url"), absolute_url(&mut inside, "feed"));
    inside.finish(&UNKNOWN_KEY);
    if name.is_none() {
        let finding = Diagnostic::new(&people::INVALID_PERSON, "source without a name");
        let help = format!("add {}", fields.pair("name", "\"…\""));
        fields.report(finding.help(help), &table.span);
    }
    Some(Origin { name: name?, url, feed })
}

/// `comments`
pub(super) fn comments(fields: &mut Fields<'_, '_>, page: &Url) -> Comments {
    let Some(table) = fields.table("comments") else { return Comments::default() };
    let mut inside = fields.inside(table.value);
    let comments = Comments {
        url: resolved_url(&mut inside, "url", page),
        count: inside.count("count").map(|count| count.value),
        feed: resolved_url(&mut inside, "feed", page),
    };
    inside.finish(&UNKNOWN_KEY);
    comments
}
