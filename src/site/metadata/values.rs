//! Fields in, values out: types that several keys share, and keys with tables as values.

use mime_guess::Mime;

use super::identity::has_forbidden_characters;
use super::{INVALID_MEDIA_TYPE, INVALID_URL, MISSING_SRC, TEXT_FOR_LIST, UNKNOWN_KEY};
use crate::diagnostic::Diagnostic;
use crate::feed::Text;
use crate::feed::url::{is_site_path, scheme, trimmed};
use crate::feed::{Comments, Origin, Url};
use crate::site::article::{EnclosureRef, ImageFileRef, ImageRef};
use crate::site::fields::{Fields, Located, Node, Table, Value, duration, people};
use crate::site::files::Source;
use crate::site::kind::FileKind;
use crate::site::license;

/// A list of single-line texts, without blank ones and duplicates.
pub(super) fn lines(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Text> {
    report_text(fields, key);
    let values = fields.text_values(key).unwrap_or_default();
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

/// Reports an unquoted YAML text of several words, which may be meant as a list.
fn report_text(fields: &mut Fields<'_, '_>, key: &'static str) {
    let Some(value) = fields.value(key) else { return };
    let Node::Plain(text) = &value.node else { return };
    let text = text.trim();
    let separator: &[char] = if text.contains(',') { &[','] } else { &[' ', '\t'] };
    let words: Vec<_> = text.split(separator).map(str::trim).filter(|word| !word.is_empty()).collect();
    if words.len() < 2 {
        return;
    }
    let finding =
        Diagnostic::new(&TEXT_FOR_LIST, format!("`{}` is one text, not a list", text.escape_debug()));
    let items: Option<Vec<_>> = words.iter().map(|word| word.strip_prefix('-')).collect();
    let help = match items {
        Some(items) => format!("write a space after each `-`, or `{key}: [{}]`", items.join(", ")),
        None => format!("write `{key}: [{}]`, or put it in quotes if it is a single item", words.join(", ")),
    };
    fields.report(finding.help(help), &value.span);
}

/// Any absolute URL.
pub(super) fn absolute_url(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Url> {
    let text = fields.text(key)?;
    let parsed = Url::parse(text.value).map_err(|error| error.to_string());
    url(fields, &text, parsed, "write an absolute URL, with https://")
}

/// `license`: a URL, a path on the site, or the SPDX identifier of a Creative Commons license.
pub(super) fn license(fields: &mut Fields<'_, '_>, site: &Url) -> Option<Url> {
    let text = fields.text("license")?;
    let is_path = is_site_path(text.value);
    let parsed = if is_path { site.on_site(trimmed(text.value)) } else { license::address(text.value) };
    let parsed = parsed.map_err(|error| error.to_string());
    url(fields, &text, parsed, &license::help(text.value))
}

/// What relative URLs are relative to.
#[derive(Clone, Copy)]
pub(super) struct Bases<'b> {
    /// The article's page.
    pub(super) page: &'b Url,
    /// The site, below which paths with a slash at their beginning are.
    pub(super) site: &'b Url,
}

/// A URL, or a relative one.
fn resolved_url(fields: &mut Fields<'_, '_>, key: &'static str, bases: Bases<'_>) -> Option<Url> {
    let text = fields.text(key)?;
    url(fields, &text, resolved(text.value, bases), "write a path, or an absolute URL with https://")
}

fn resolved(text: &str, bases: Bases<'_>) -> Result<Url, String> {
    let text = trimmed(text);
    let url = match text {
        "" => return Err("it is blank".to_owned()),
        _ if is_site_path(text) => bases.site.on_site(text),
        // The name of a file may contain what has a meaning in a URL.
        _ => bases.page.join(text).or_else(|error| match scheme(text) {
            Some(_) => Err(error),
            None => bases.page.file_beside(text),
        }),
    };
    url.map_err(|error| error.to_string())
}

/// The URL of a file that readers load automatically.
pub(super) fn media_url(text: &str, bases: Bases<'_>) -> Result<Url, String> {
    let url = resolved(text, bases)?;
    if url.is_web() {
        Ok(url)
    } else {
        Err(format!("readers do not load files with the scheme `{}`", url.scheme()))
    }
}

/// A URL that was read, or a finding.
pub(super) fn report_url(
    fields: &mut Fields<'_, '_>,
    text: &Located<&str>,
    parsed: Result<Url, String>,
) -> Option<Url> {
    url(fields, text, parsed, "write a path, or an absolute URL with https://")
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

/// `image`, and `images`: more of them.
pub(super) fn images(fields: &mut Fields<'_, '_>, bases: Bases<'_>) -> Vec<ImageRef> {
    let first = fields.value("image").and_then(|value| image(fields, value, bases));
    let more = fields.list("images").unwrap_or_default();
    let more: Vec<_> = more.iter().filter_map(|value| image(fields, value, bases)).collect();
    first.into_iter().chain(more).collect()
}

fn image(fields: &mut Fields<'_, '_>, value: &Value<'_>, bases: Bases<'_>) -> Option<ImageRef> {
    let table = file_of(fields, value)?;
    let mut inside = fields.inside(&table);
    let files = image_files(&mut inside, bases);
    let texts = ["alt", "caption", "credit", "copyright"].map(|key| inside.line(key));
    inside.finish(&UNKNOWN_KEY);
    let [alt, caption, credit, copyright] = texts;
    let mut files = files.into_iter();
    let (span, file) = (value.span.clone(), files.next()?);
    Some(ImageRef { span, file, forms: files.collect(), alt, caption, credit, copyright })
}

/// `src`: a file, or the files of one picture in several sizes or types.
fn image_files(inside: &mut Fields<'_, '_>, bases: Bases<'_>) -> Vec<ImageFileRef> {
    let file = |(src, url)| ImageFileRef { src, url };
    let is_list = inside.value("src").is_some_and(|src| matches!(src.node, Node::List(_)));
    if !is_list {
        return src(inside, bases).map(file).into_iter().collect();
    }
    let texts = inside.texts("src").unwrap_or_default();
    texts.iter().filter_map(|text| src_url(inside, text, bases)).map(file).collect()
}

/// `enclosure`: a file, or several. A media file is its own enclosure.
pub(super) fn enclosures(
    fields: &mut Fields<'_, '_>,
    source: &Source,
    bases: Bases<'_>,
) -> Vec<EnclosureRef> {
    let Some(values) = fields.list("enclosure") else {
        return own_file(source, bases.page).into_iter().collect();
    };
    values.iter().filter_map(|value| enclosure(fields, value, bases)).collect()
}

fn enclosure(fields: &mut Fields<'_, '_>, value: &Value<'_>, bases: Bases<'_>) -> Option<EnclosureRef> {
    let table = file_of(fields, value)?;
    let mut inside = fields.inside(&table);
    let file = file_to_play(&mut inside, bases);
    inside.finish(&UNKNOWN_KEY);
    file
}

/// The keys of a file to play.
pub(super) fn file_to_play(inside: &mut Fields<'_, '_>, bases: Bases<'_>) -> Option<EnclosureRef> {
    let src = src(inside, bases);
    // In feeds, 0 stands for a size that is unknown.
    let bytes = inside.count("bytes", 12_345_678).map(|bytes| bytes.value).filter(|bytes| *bytes > 0);
    let media_type = media_type(inside);
    let seconds = duration::seconds(inside, "duration").map(duration::whole);
    let (src, url) = src?;
    Some(EnclosureRef { span: Some(inside.span()), src, url, bytes, media_type, seconds })
}

fn own_file(source: &Source, page: &Url) -> Option<EnclosureRef> {
    match source.kind {
        FileKind::Media => Some(EnclosureRef {
            span: None,
            src: source.name().to_owned(),
            url: page.file_below(source.name()).ok()?,
            bytes: None,
            media_type: None,
            seconds: None,
        }),
        FileKind::Markdown | FileKind::Html | FileKind::Text | FileKind::Unrendered => None,
    }
}

/// A table with `src`. A text alone is the `src`.
pub(super) fn file_of<'v>(fields: &mut Fields<'_, '_>, value: &Value<'v>) -> Option<Table<'v>> {
    match (value.as_table(), value.as_text()) {
        (Some(table), _) => Some(table.clone()),
        (None, Some(_)) => Some(Table {
            entries: vec![("src".into(), value.span.clone(), value.clone())],
            span: value.span.clone(),
        }),
        (None, None) => {
            let expected = format!("a table: {{ {} }}", fields.pair("src", "\"…\""));
            fields.wrong(value, &expected)
        }
    }
}

fn src(inside: &mut Fields<'_, '_>, bases: Bases<'_>) -> Option<(String, Url)> {
    let Some(src) = inside.text("src") else {
        if inside.key_span("src").is_none() {
            let span = inside.span();
            let help = format!("add {}", inside.pair("src", "\"photo.jpg\""));
            inside.report(Diagnostic::new(&MISSING_SRC, "missing `src`").help(help), &span);
        }
        return None;
    };
    src_url(inside, &src, bases)
}

fn src_url(inside: &mut Fields<'_, '_>, src: &Located<&str>, bases: Bases<'_>) -> Option<(String, Url)> {
    let url = report_url(inside, src, media_url(src.value, bases))?;
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
pub(super) fn comments(fields: &mut Fields<'_, '_>, bases: Bases<'_>) -> Comments {
    let Some(table) = fields.table("comments") else { return Comments::default() };
    let mut inside = fields.inside(table.value);
    let comments = Comments {
        url: resolved_url(&mut inside, "url", bases),
        count: inside.count("count", 3).map(|count| count.value),
        feed: resolved_url(&mut inside, "feed", bases),
    };
    inside.finish(&UNKNOWN_KEY);
    comments
}
