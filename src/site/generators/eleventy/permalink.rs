//! The page of an article: from the template of its permalink, if that is simple, or from the path of its file.

use deunicode::deunicode_char;
use serde_json::Value as Json;

use super::super::paths::page_at;
use super::data::Data;
use crate::site::fields::{Node, Value};
use crate::site::file_name::{DateInName, join, name};
use crate::site::rules::{Page, Parts};

/// What `permalink` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Permalink {
    /// There is no page.
    None,
    /// Texts and expressions, in turn.
    Template(Vec<Piece>),
    /// A program makes it.
    Computed,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// The path of the file without its extension and date.
    Stem,
    /// The name of the file without its date.
    Slug,
    /// The date in a form of `strftime`.
    Date(String),
    /// The value of a key, as the filter `slugify` makes it.
    Slugified(String),
    /// The value of a key.
    Key(String),
}

/// A permalink in data.
pub(super) fn of_value(value: &Json) -> Permalink {
    match value {
        Json::String(text) if text == "false" => Permalink::None,
        Json::String(text) => Permalink::of(text),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            Permalink::Computed
        }
    }
}

impl Permalink {
    /// Reads a template of Liquid or Nunjucks.
    pub(super) fn of(template: &str) -> Permalink {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((inside, after)) = after.split_once("}}") else { return Permalink::Computed };
            let Some(piece) = Piece::of(inside.trim_matches('-').trim()) else { return Permalink::Computed };
            pieces.extend([Piece::Text(before.to_owned()), piece]);
            rest = after;
        }
        if template.contains("{%") || template.contains("${") {
            return Permalink::Computed;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Permalink::Template(pieces)
    }

    pub(super) fn is_computed(&self) -> bool {
        *self == Permalink::Computed
    }
}

impl Piece {
    fn of(expression: &str) -> Option<Piece> {
        let mut parts = expression.split('|').map(str::trim);
        let value = parts.next()?;
        // Addresses are made from what is left of these.
        let filters: Vec<_> = parts.filter(|filter| !matches!(*filter, "url" | "safe")).collect();
        let is_key = value.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c)) && !value.is_empty();
        match (value, filters.as_slice()) {
            ("page.fileSlug", [] | ["slugify"]) => Some(Piece::Slug),
            ("page.filePathStem", []) => Some(Piece::Stem),
            ("page.date" | "date", [filter]) => {
                let form = filter.strip_prefix("date")?.trim_start().strip_prefix(':')?.trim();
                let form = form.trim_matches(['"', '\'']);
                let is_known = form
                    .split('%')
                    .skip(1)
                    .all(|rest| rest.starts_with(['Y', 'm', 'd', 'y', 'H', 'M', 'S', '-', 'j']));
                is_known.then(|| Piece::Date(form.to_owned()))
            }
            (key, ["slugify"]) if is_key && !key.starts_with("page.") => {
                Some(Piece::Slugified(key.to_owned()))
            }
            (key, []) if is_key && !key.starts_with("page.") => Some(Piece::Key(key.to_owned())),
            _ => None,
        }
    }

    fn write(&self, path: &mut String, parts: &Parts<'_>) -> Option<()> {
        match self {
            Piece::Text(text) => path.push_str(text),
            Piece::Stem => path.extend(["/", &join(parts.file_name.dir, &stem(parts))]),
            Piece::Slug => path.push_str(slug(parts)),
            Piece::Date(form) => path.push_str(&parts.date.to_utc().format(form).to_string()),
            Piece::Slugified(key) => path.push_str(&slugify(&value(parts, key)?)),
            Piece::Key(key) => path.push_str(&value(parts, key)?),
        }
        Some(())
    }
}

fn value(parts: &Parts<'_>, key: &str) -> Option<String> {
    parts.text(key)
}

/// The name of a file without its date; of an `index` file, that of its folder.
fn slug<'p>(parts: &Parts<'p>) -> &'p str {
    parts.file_name.words(DateInName::Iso)
}

fn stem(parts: &Parts<'_>) -> String {
    let name = parts.file_name.name;
    if parts.file_name.is_index && !name.is_empty() {
        format!("{name}/index")
    } else {
        slug(parts).to_owned()
    }
}

/// The page of an article.
pub(super) fn page(parts: &Parts<'_>, data: &Data) -> Page {
    let own = parts.head.at("permalink").map(of_key);
    let layout = parts.text("layout");
    let permalink = own.as_ref().or_else(|| data.permalink(parts.path, layout.as_deref()));
    match permalink {
        Some(Permalink::None) => Page::Nowhere,
        Some(Permalink::Template(pieces)) => {
            let mut path = String::new();
            let is_whole = pieces.iter().all(|piece| piece.write(&mut path, parts).is_some());
            if is_whole { encoded(path.trim_start_matches('/')) } else { by_file(parts) }
        }
        // The built site has it.
        Some(Permalink::Computed) | None => by_file(parts),
    }
}

/// The permalink in a head.
fn of_key(value: &Value<'_>) -> Permalink {
    let is_false = value.truth() == Some(false);
    match &value.node {
        Node::Text(text) | Node::Plain(text) if !is_false => Permalink::of(text),
        Node::Boolean(_) | Node::Text(_) | Node::Plain(_) if is_false => Permalink::None,
        Node::Text(_)
        | Node::Plain(_)
        | Node::Boolean(_)
        | Node::Integer(_)
        | Node::Float(_)
        | Node::Datetime(_)
        | Node::List(_)
        | Node::Table(_) => Permalink::Computed,
    }
}

/// The default: the path of the file, as it is; a file with the name of its folder stands for that.
fn by_file(parts: &Parts<'_>) -> Page {
    let file = parts.file_name;
    let is_folder = !file.is_index && name(file.dir) == file.name && !file.dir.is_empty();
    let path = if is_folder { file.dir.to_owned() } else { join(file.dir, file.name) };
    encoded(&if path.is_empty() { path } else { format!("{path}/") })
}

/// A path as it is written in links.
fn encoded(path: &str) -> Page {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        Some(_) | None => path,
    };
    page_at(path)
}

/// The filter `slugify`: Latin letters and digits in lower case, with hyphens between words.
fn slugify(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => words.push_str(" and "),
            'ä' | 'Ä' => words.push_str("ae"),
            'ö' | 'Ö' => words.push_str("oe"),
            'ü' | 'Ü' => words.push_str("ue"),
            '\'' | '’' if matches!(chars.peek(), Some('s' | 't')) => {}
            c if c.is_ascii() => words.push(c),
            // East Asian scripts have no Latin letters there.
            c if c < '\u{2E80}' => words.push_str(deunicode_char(c).unwrap_or_default()),
            _ => words.push(' '),
        }
    }
    let lower = words.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
