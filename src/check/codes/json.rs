//! JSON Feed 1.1: its keys as a table, and what goes beyond it.

use super::rules;

rules! {
    MALFORMED_JSON "malformed-json" Error "the file is not valid JSON" "RFC 8259; JSON Feed 1.1 Suggestions for Feed Readers"
        "Readers are told to use nothing of a broken file. People see old articles, and nobody is told."
        Json r#""description": "What happened", «,»"#
        => r#""description": "What happened","#;
    UNKNOWN_JSON_VERSION "unknown-json-feed-version" Error "a version of JSON Feed that there is none of" "JSON Feed 1.1 version"
        "Readers such as NetNewsWire know a feed by that address, and find none."
        Json r#""version": «"1.1"»,"#
        => r#""version": "https://jsonfeed.org/version/1.1","#;
    MISSING_KEY "missing-json-key" Error "a key that the format requires is not there" "JSON Feed 1.1 Top-level, Items"
        "NetNewsWire refuses feeds without a title or items; items without an id are thrown away."
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
    ADVISED_KEY "advised-json-key" Warning "a key that a feed on the web should have is not there" "JSON Feed 1.1 home_page_url"
        "Readers show the site's name and icon, and open it, by home_page_url; Miniflux resolves relative addresses \
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
    WRONG_JSON_TYPE "wrong-json-type" Error "a value of another type than its key has" "JSON Feed 1.1"
        "Readers that decode into types refuse the whole feed for it, others pass over the value. For expired it is a warning, since only true counts there."
        JsonItem r#""tags": «"rain"»,"#
        => r#""tags": ["rain"],"#;
    ID_NOT_A_STRING "json-id-not-a-string" Warning "an id that is a number" "JSON Feed 1.1 items.id"
        "Readers turn it into a string, each in its own way: 1.0 and 1 are then two articles or one."
        JsonItem r#""id": «42»,"#
        => r#""id": "42","#;
    UNKNOWN_KEY "unknown-json-key" Warning "a key that the format does not have" "JSON Feed 1.1 Extensions"
        "Readers pass over it: it is mostly a slip. Keys of one's own begin with an underscore."
        JsonItem r#"«"summry"»: "Rain","#
        => r#""summary": "Rain","#;
    DUPLICATE_KEY "duplicate-json-key" Warning "an object has a key twice" "RFC 8259 §4"
        "Most programs take the last, some the first, some refuse the file."
        JsonItem r#""summary": "Rain", «"summary"»: "Wind","#
        => r#""summary": "Rain","#;
    EMPTY_AUTHOR "empty-author" Error "an author without a name, an address or a picture" "JSON Feed 1.1 authors"
        "An author has at least one of name, url and avatar. Readers show an empty line."
        JsonItem r#""authors": [«{}»],"#
        => r#""authors": [{ "name": "Ana" }],"#;
    DEPRECATED_AUTHOR "deprecated-json-author" Info "author alone, which authors has replaced" "JSON Feed 1.1 Changes"
        "Version 1.1 has authors. Both may stand for the sake of old readers; new ones look at authors."
        JsonItem r#"«"author"»: { "name": "Ana" },"#
        => r#""author": { "name": "Ana" }, "authors": [{ "name": "Ana" }],"#;
    EXTENSION_NAME "json-extension-name" Error "an extension whose name has not its form" "JSON Feed 1.1 Extensions"
        "The name is an underscore, a letter, and no dot. Anything else may become a key of the format one day."
        JsonItem r#"«"_rain.fall"»: { "about": "https://kampung.example/rain" },"#
        => r#""_rainfall": { "about": "https://kampung.example/rain" },"#;
    UNDOCUMENTED_EXTENSION "undocumented-extension" Info "an extension that does not say what it is" "JSON Feed 1.1 Extensions"
        "An object with about, the address of a page on it, tells people who find it in a feed what it means."
        JsonItem r#"«"_rainfall"»: { "millimetres": 80 },"#
        => r#""_rainfall": { "about": "https://kampung.example/rain", "millimetres": 80 },"#;
    NEXT_IS_SELF "next-page-is-this-page" Error "the next page is this very page" "JSON Feed 1.1 next_url"
        "Readers that follow it never come to an end."
        Json r#""next_url": «"https://kampung.example/feed.json"»,"#
        => r#""next_url": "https://kampung.example/feed-2.json","#;
}
