//! Codes of JSON Feed 1.1, for its table of keys and for the checks beyond it, which are in [`crate::check::json`].

use super::rules;
use super::xml::NESTED_TOO_DEEPLY;
use crate::check::finding::{Findings, unread};
use crate::source::fault::Fault;
use crate::source::json::JsonFault;

rules! {
    MALFORMED_JSON "malformed-json" Error "malformed JSON" "RFC 8259; JSON Feed 1.1 Suggestions for Feed Readers"
        "Readers must not use any part of a malformed file. People keep seeing old articles, and nobody notices."
        Json r#""description": "What happened", «,»"#
        => r#""description": "What happened","#;
    UNKNOWN_JSON_VERSION "unknown-json-feed-version" Error "unknown JSON Feed version" "JSON Feed 1.1 version"
        "Readers such as NetNewsWire recognize a JSON feed by this URL, and find no feed without it."
        Json r#""version": «"1.1"»,"#
        => r#""version": "https://jsonfeed.org/version/1.1","#;
    MISSING_KEY "missing-json-key" Error "missing required key" "JSON Feed 1.1 Top-level, Items"
        "NetNewsWire rejects feeds without a title or items; items without an id are dropped."
        File r#"«{»
  "version": "https://jsonfeed.org/version/1.1",
  "home_page_url": "https://news.example/",
  "feed_url": "https://news.example/feed.json",
  "language": "en",
  "items": [{ {json-item} }]
}"#
        => r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "News",
  "home_page_url": "https://news.example/",
  "feed_url": "https://news.example/feed.json",
  "language": "en",
  "items": [{ {json-item} }]
}"#;
    ADVISED_KEY "advised-json-key" Warning "missing recommended key" "JSON Feed 1.1 home_page_url"
        "Readers use home_page_url to show the site's name and icon, and to open it; Miniflux resolves relative URLs \
         against it."
        File r#"«{»
  "version": "https://jsonfeed.org/version/1.1",
  "title": "News",
  "feed_url": "https://news.example/feed.json",
  "language": "en",
  "items": [{ {json-item} }]
}"#
        => r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "News",
  "home_page_url": "https://news.example/",
  "feed_url": "https://news.example/feed.json",
  "language": "en",
  "items": [{ {json-item} }]
}"#;
    WRONG_JSON_TYPE "wrong-json-type" Error or Warning "value of the wrong type" "JSON Feed 1.1"
        "Readers that decode into types reject the whole feed, others ignore the value. For expired it is a warning, \
         since only true has an effect there."
        JsonItem r#""tags": «"rain"»,"#
        => r#""tags": ["rain"],"#;
    ID_NOT_A_STRING "json-id-not-a-string" Warning "id that is a number" "JSON Feed 1.1 items.id"
        "Readers convert it to a string, each in its own way: 1.0 and 1 become two articles or one."
        JsonItem r#""id": «42»,"#
        => r#""id": "42","#;
    UNKNOWN_KEY "unknown-json-key" Warning "unknown key" "JSON Feed 1.1 Extensions"
        "Readers ignore it. It is usually a typo; custom keys begin with an underscore."
        JsonItem r#"«"summry"»: "Rain","#
        => r#""summary": "Rain","#;
    DUPLICATE_KEY "duplicate-json-key" Warning "duplicate key in an object" "RFC 8259 §4"
        "Most programs use the last value, some the first, and some reject the file."
        JsonItem r#""summary": "Rain", «"summary"»: "Wind","#
        => r#""summary": "Rain","#;
    EMPTY_AUTHOR "empty-author" Error "author without a name, URL or avatar" "JSON Feed 1.1 authors"
        "An author has at least one of name, url and avatar. Readers show an empty line."
        JsonItem r#""authors": [«{}»],"#
        => r#""authors": [{ "name": "Ana" }],"#;
    DEPRECATED_AUTHOR "deprecated-json-author" Info "deprecated author without authors" "JSON Feed 1.1 Changes"
        "Version 1.1 replaced author with authors. Write both: old readers use author, new ones use authors."
        JsonItem r#"«"author"»: { "name": "Ana" },"#
        => r#""author": { "name": "Ana" }, "authors": [{ "name": "Ana" }],"#;
    EXTENSION_NAME "json-extension-name" Error "malformed extension name" "JSON Feed 1.1 Extensions"
        "The name is an underscore followed by a letter, without dots. Any other name may become a key of the format \
         one day."
        JsonItem r#"«"_rain.fall"»: { "about": "https://kampung.example/rain" },"#
        => r#""_rainfall": { "about": "https://kampung.example/rain" },"#;
    UNDOCUMENTED_EXTENSION "undocumented-extension" Info "extension without documentation" "JSON Feed 1.1 Extensions"
        "The key about, the URL of a page that documents the extension, tells people who find it in a feed what it \
         means."
        JsonItem r#"«"_rainfall"»: { "millimetres": 80 },"#
        => r#""_rainfall": { "about": "https://kampung.example/rain", "millimetres": 80 },"#;
    NEXT_IS_SELF "next-page-is-this-page" Error "next page is this page itself" "JSON Feed 1.1 next_url"
        "Readers that follow it loop forever."
        Json r#""next_url": «"https://kampung.example/feed.json"»,"#
        => r#""next_url": "https://kampung.example/feed-2.json","#;
}

/// Reports a fault of a document.
pub(crate) fn fault(fault: Fault<JsonFault<'_>>, text: &str, findings: &mut Findings) {
    const SEPARATOR: &str = "add the missing comma or quotation mark before it";
    const KEY: &str = "write \"key\": value, without a comma after the last one";
    let (message, help) = match fault.kind {
        JsonFault::Truncated => {
            ("unexpected end of the file".to_owned(), "check whether the file was truncated")
        }
        JsonFault::TrailingComma => ("trailing comma".to_owned(), "remove it"),
        JsonFault::TrailingText => ("unexpected text after the end of the JSON".to_owned(), "remove it"),
        JsonFault::NoSeparator(found) => {
            (format!("expected a comma or a closing bracket, found `{found}`"), SEPARATOR)
        }
        JsonFault::NoKey(found) => (format!("expected a key in quotation marks, found `{found}`"), KEY),
        JsonFault::ControlCharacter => {
            ("line break or control character in a string".to_owned(), "write `\\n`")
        }
        JsonFault::TooDeep(max) => {
            let message = format!("more than {max} nested values");
            return findings.add(
                &NESTED_TOO_DEEPLY,
                fault.range,
                message,
                "nest fewer objects and arrays, or add missing closing brackets",
            );
        }
        JsonFault::Syntax(error) => (format!("malformed JSON: {error}"), "write valid JSON (RFC 8259)"),
    };
    let rest = unread(text.get(fault.range.end as usize..).unwrap_or_default());
    findings.add(&MALFORMED_JSON, fault.range, message, format!("{help}{rest}"));
}
