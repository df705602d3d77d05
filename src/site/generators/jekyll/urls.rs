//! A document in, the path of its page out: a style or a template of `permalink`, whose tokens are replaced.

use std::fmt::Write;

use percent_encoding::{AsciiSet, utf8_percent_encode};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::documents::{Document, words};
use crate::feed::url::escapes::PARTS;
use crate::site::file_name::{name, without_extension};
use crate::site::rules::PageParts;

/// Characters that are encoded in a path.
const PATH: &AsciiSet = &PARTS.remove(b'&');

/// The same, of a path that is partly encoded already.
pub(super) const ENCODED: &AsciiSet = &PATH.remove(b'%');

/// The template of the posts of a site with this `permalink`.
pub(super) fn of_posts(style: &str) -> String {
    let template = match style {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        template => template,
    };
    template.to_owned()
}

/// The template of a collection of a site with this `permalink`.
pub(super) fn of_collection(style: &str) -> String {
    let end = match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        template if template.ends_with('/') => "/",
        template if template.ends_with(":output_ext") => ":output_ext",
        _ => "",
    };
    format!("/:collection/:path{end}")
}

/// The path of a page by a template, percent-encoded, with a slash at its beginning.
pub(super) fn path(template: &str, document: Document<'_>, parts: &PageParts<'_>) -> String {
    let mut path = String::from("/");
    let mut rest = template;
    while let Some((text, after)) = rest.split_once(':') {
        path.push_str(text);
        let end = after.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(after.len());
        let (token, behind) = after.split_at(end);
        // `:year_` is the token `year` and a `_`, since no token ends in one.
        let name = token.trim_end_matches('_');
        match value(name, document, parts) {
            Some(value) => path.extend(utf8_percent_encode(&value, PATH)),
            None => {
                let _ = write!(path, ":{name}");
            }
        }
        path.push_str(token.get(name.len()..).unwrap_or_default());
        rest = behind;
    }
    path.push_str(rest);
    sanitized(&utf8_percent_encode(&path, ENCODED).to_string())
}

/// As Jekyll cleans a URL.
fn sanitized(path: &str) -> String {
    let path = path.replace("..", "/").replace("./", "");
    let mut squeezed = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !squeezed.ends_with('/') {
            squeezed.push(c);
        }
    }
    squeezed
}

/// The value of a token.
fn value(token: &str, document: Document<'_>, parts: &PageParts<'_>) -> Option<String> {
    let form = match token {
        "year" => "%Y",
        "short_year" => "%y",
        "month" => "%m",
        "i_month" => "%-m",
        "short_month" => "%b",
        "long_month" => "%B",
        "day" => "%d",
        "i_day" => "%-d",
        "y_day" => "%j",
        "short_day" => "%a",
        "long_day" => "%A",
        "w_year" => "%G",
        "week" => "%V",
        "w_day" => "%u",
        "hour" => "%H",
        "minute" => "%M",
        "second" => "%S",
        _ => return word(token, document, parts),
    };
    Some(parts.date.format(form).to_string())
}

fn word(token: &str, document: Document<'_>, parts: &PageParts<'_>) -> Option<String> {
    let stem = without_extension(name(document.path));
    let categories = |each: &dyn Fn(&str) -> String| {
        let mut all: Vec<String> = Vec::new();
        for category in parts.categories.iter().map(|category| each(category)) {
            if !all.contains(&category) {
                all.push(category);
            }
        }
        all.join("/")
    };
    Some(match token {
        "title" => slugified(&slug(document, parts), true),
        "slug" => slugified(&slug(document, parts), false).to_lowercase(),
        "name" => slugified(stem, false).to_lowercase(),
        "categories" => categories(&str::to_lowercase),
        "slugified_categories" => categories(&|category| slugified(category, false).to_lowercase()),
        "collection" => document.label.to_owned(),
        "path" => format!("/{}", without_extension(document.path).trim_end_matches('.')),
        "output_ext" => extension(document.path),
        _ => return None,
    })
}

/// The `slug` of a document, or the words of its name.
pub(super) fn slug(document: Document<'_>, parts: &PageParts<'_>) -> String {
    parts.text("slug").unwrap_or_else(|| words(without_extension(name(document.path))).to_owned())
}

fn extension(path: &str) -> String {
    match crate::site::file_name::extension(path).to_lowercase().as_str() {
        "md" | "markdown" | "mkdown" | "mkdn" | "mkd" | "" => ".html".to_owned(),
        _ => format!(".{}", crate::site::file_name::extension(path)),
    }
}

/// Hyphens between what may stay: letters, marks and decimal digits, and with `pretty` the marks of a path.
pub(super) fn slugified(text: &str, is_pretty: bool) -> String {
    let stays = |c: char| {
        let letter =
            matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark);
        let digit = c.general_category() == GeneralCategory::DecimalNumber;
        letter || digit || is_pretty && "._~!$&'()+,;=@".contains(c)
    };
    let parts = text.split(|c| !stays(c)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// The title that a document without one has.
pub(super) fn title(stem: &str) -> String {
    words(stem).split('-').map(capitalized).collect::<Vec<_>>().join(" ")
}

/// A word with a capital at its beginning, and none behind it.
pub(super) fn capitalized(word: &str) -> String {
    let mut rest = word.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), rest.as_str().to_lowercase())
}

/// The id of a document with a page at a path: the folder of the page, and the slug.
pub(super) fn id(path: &str, document: Document<'_>, parts: &PageParts<'_>) -> String {
    let folder = crate::site::file_name::dir(path.trim_end_matches('/'));
    format!("{}/{}", folder.trim_end_matches('/'), slug(document, parts))
}
