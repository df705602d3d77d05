//! An article in, its page out: from the template of its permalink, if that is simple, or from the path of its file.

use deunicode::deunicode_char;

use super::super::paths::page_at;
use super::data::{COMPUTING, Data};
use super::facts;
use super::permalink::{Permalink, of_key};
use super::piece::Piece;
use crate::site::fields::{Table, UNKNOWN_KEYS, Value};
use crate::site::file_name::{DateInName, join, name};
use crate::site::rules::{PageLocation, PageParts};

/// The page of an article.
pub(super) fn page(parts: &PageParts<'_>, data: &Data) -> PageLocation {
    let layout = parts.text("layout");
    let head = |key: &str| parts.head.at(key).map(|value| of_key(value, &data.filters));
    let computed = head("eleventyComputed.permalink");
    let own = head("permalink");
    let computed = computed.as_ref().or_else(|| data.computed(parts.path, layout.as_deref()));
    let permalink = own.as_ref().or_else(|| data.permalink(parts.path, layout.as_deref()));
    // A program may leave some articles as they are.
    let mut said = [computed, permalink].into_iter().flatten();
    said.find_map(|permalink| location(permalink, parts, data)).unwrap_or_else(|| by_file(parts))
}

/// The page of an article by what `permalink` says; `None` if that changes nothing.
fn location(permalink: &Permalink, parts: &PageParts<'_>, data: &Data) -> Option<PageLocation> {
    match permalink {
        Permalink::None => Some(PageLocation::Nowhere),
        Permalink::Template(pieces) => {
            let mut path = String::new();
            let is_known = pieces.iter().all(|piece| piece.keys().all(|key| !is_computed(key, parts.head)));
            let is_whole = is_known && write_all(pieces, &mut path, parts).is_some();
            Some(if is_whole { encoded(path.trim_start_matches('/')) } else { unknown(parts) })
        }
        Permalink::Unless(condition) => {
            let is_known =
                condition.keys().iter().all(|key| key == "permalink" || !is_computed(key, parts.head));
            if !is_known {
                return Some(unknown(parts));
            }
            // It has no address yet that the condition could ask for.
            let leaves_out = facts::holds(condition, parts, &data.input, data, |_, _| PageLocation::Nowhere);
            leaves_out.then_some(PageLocation::Nowhere)
        }
        Permalink::Computed => Some(unknown(parts)),
    }
}

/// An address that only the built site has. The path of the file may resemble it.
fn unknown(parts: &PageParts<'_>) -> PageLocation {
    let PageLocation::Encoded(path) = by_file(parts) else { return PageLocation::Nowhere };
    PageLocation::Computed(path)
}

/// Whether a key, or one that it is inside of, is computed.
fn is_computed(key: &str, head: &Table<'_>) -> bool {
    let mut above = key.match_indices('.').filter_map(|(at, _)| key.get(..at)).chain([key]);
    let is_computed = |path: &str| head.at(path).is_some_and(Value::is_computed);
    above.any(|path| {
        is_computed(path) || COMPUTING.iter().any(|table| head.at(&format!("{table}.{path}")).is_some())
    }) || COMPUTING
        .iter()
        .any(|table| is_computed(table) || head.at(&format!("{table}.{UNKNOWN_KEYS}")).is_some())
}

/// Writes the value of a piece.
fn write(piece: &Piece, path: &mut String, parts: &PageParts<'_>) -> Option<()> {
    match piece {
        Piece::Text(text) => path.push_str(text),
        Piece::Stem => path.extend(["/", &join(parts.file_name.dir, &stem(parts))]),
        Piece::Slug => path.push_str(slug(parts)),
        Piece::Date(form) => path.push_str(&parts.date.to_utc().format(form).to_string()),
        Piece::Slugified(key) => path.push_str(&slugify(&parts.text(key)?)),
        Piece::Slugged(key) => path.push_str(&slug_of(&parts.text(key)?)?),
        Piece::Key(key) => path.push_str(&parts.text(key)?),
        Piece::Either(one, other) => {
            return write_all(one, path, parts).or_else(|| write_all(other, path, parts));
        }
    }
    Some(())
}

/// Writes the values of several pieces, or nothing.
fn write_all(pieces: &[Piece], path: &mut String, parts: &PageParts<'_>) -> Option<()> {
    let length = path.len();
    let are_written = pieces.iter().all(|piece| write(piece, path, parts).is_some());
    if !are_written {
        path.truncate(length);
    }
    are_written.then_some(())
}

/// The name of a file without its date; of an `index` file, that of its folder.
fn slug<'p>(parts: &PageParts<'p>) -> &'p str {
    parts.file_name.words(DateInName::Iso)
}

fn stem(parts: &PageParts<'_>) -> String {
    let name = parts.file_name.name;
    if parts.file_name.is_index && !name.is_empty() {
        format!("{name}/index")
    } else {
        slug(parts).to_owned()
    }
}

/// The default: the path of the file, as it is; a file with the name of its folder stands for that.
fn by_file(parts: &PageParts<'_>) -> PageLocation {
    let file = parts.file_name;
    let is_folder = !file.is_index && name(file.dir) == file.name && !file.dir.is_empty();
    let path = if is_folder { file.dir.to_owned() } else { join(file.dir, file.name) };
    encoded(&if path.is_empty() { path } else { format!("{path}/") })
}

/// A path as it is written in links.
fn encoded(path: &str) -> PageLocation {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        Some(_) | None => path,
    };
    page_at(path)
}

/// The filter `slug`, as far as it is known: of ASCII, which keeps more marks.
pub(super) fn slug_of(text: &str) -> Option<String> {
    let is_kept = |c: &char| c.is_ascii_alphanumeric() || " _*+~.()'\"!-:@&$%<>|".contains(*c);
    let is_plain = text.is_ascii() && !text.contains(['&', '$', '%', '<', '>', '|']);
    let kept: String = text.chars().filter(is_kept).collect();
    let words: Vec<_> = kept.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    is_plain.then(|| words.join("-").to_ascii_lowercase())
}

/// The filter `slugify`: Latin letters and digits in lower case, with hyphens between words.
pub(super) fn slugify(text: &str) -> String {
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
