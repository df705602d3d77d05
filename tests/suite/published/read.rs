//! Tests of reading published documents.

use feedwright::published;
use proptest::prelude::*;

fn known(text: &str) -> Option<(Vec<String>, Option<String>, bool)> {
    let known = published::read(text.as_bytes())?;
    let ids = known.items.into_iter().filter_map(|item| item.id).collect();
    Some((ids, known.self_url, known.ours))
}

#[track_caller]
fn check(text: &str, ids: &[&str], self_url: Option<&str>, ours: bool) {
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(known(text), Some((ids, self_url.map(str::to_owned), ours)), "{text}");
}

#[test]
fn rss_is_read_completely() {
    check(
        "<?xml version=\"1.0\"?><!-- x --><rss><channel><link>l</link><generator>Feedwright</generator>\
         <atom:link rel=\"self\" href=\"https://a.org/f?a=1&amp;b\"/>\
         <item><guid>a&amp;&#x62;</guid></item><item><guid><![CDATA[<b>]]></guid><x><guid>no</guid></x></item></channel></rss>",
        &["a&b", "<b>"],
        Some("https://a.org/f?a=1&b"),
        true,
    );
}

#[test]
fn atom_is_read_completely() {
    check(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><link rel=\"self\" href=\"s\"></link><link rel=\"alternate\" href=\"h\"/>\
         <generator>Other</generator><entry><id> a </id><source><id>no</id></source></entry><entry><id>b</id></entry></feed>",
        &["a", "b"],
        Some("s"),
        false,
    );
}

#[test]
fn json_feed_is_read_completely() {
    let start = "{\"version\": \"https://jsonfeed.org/version/1.1\"";
    check(
        &format!(
            "{start}, \"feed_url\": \"u\", \"_feedwright\": {{}}, \"items\": [{{\"id\": \"a\"}}, {{}}]}}"
        ),
        &["a"],
        Some("u"),
        true,
    );
    check(&format!("{start}}}"), &[], None, false);
}

/// The addresses of the items of an RSS feed.
fn links(items: &str) -> Vec<Option<String>> {
    let feed = published::read(format!("<rss><channel>{items}</channel></rss>").as_bytes()).unwrap();
    feed.items.into_iter().map(|item| item.link).collect()
}

#[test]
fn a_guid_that_is_a_permalink_is_the_address_of_an_item_without_a_link() {
    let page = "https://desa.example/hujan";
    for guid in [
        format!("<guid>{page}</guid>"),
        format!("<guid isPermaLink=\"true\"> {page}\n</guid>"),
        format!("<guid isPermaLink=\"\">{page}</guid><link/>"),
        format!("<link> </link><guid><![CDATA[{page}]]></guid>"),
    ] {
        assert_eq!(links(&format!("<item>{guid}</item>")), [Some(page.to_owned())], "{guid}");
    }
    for guid in [
        format!("<guid isPermaLink=\"false\">{page}</guid>"),
        format!("<guid isPermaLink=\" False \">{page}</guid>"),
        "<guid>tag:desa.example,2026:hujan</guid>".to_owned(),
        "<guid>1234</guid>".to_owned(),
        "<guid/>".to_owned(),
    ] {
        assert_eq!(links(&format!("<item>{guid}</item>")), [None], "{guid}");
    }
}

#[test]
fn the_link_of_an_item_is_its_address_wherever_its_guid_stands() {
    let (guid, link) = ("<guid>https://desa.example/?p=1</guid>", "<link>https://desa.example/hujan</link>");
    let found = links(&format!("<item>{guid}{link}</item><item>{link}{guid}</item><item>{guid}</item>"));
    let found: Vec<_> = found.iter().map(|link| link.as_deref().unwrap()).collect();
    let page = "https://desa.example/hujan";
    assert_eq!(found, [page, page, "https://desa.example/?p=1"]);
}

#[test]
fn an_atom_id_is_no_address() {
    let feed = published::read(b"<feed><entry><id>https://desa.example/hujan</id></entry></feed>").unwrap();
    assert_eq!(feed.items[0].link, None);
}

#[track_caller]
fn holds(text: &str, entries: usize) {
    assert_eq!(published::read(text.as_bytes()).map(|known| known.items.len()), Some(entries), "{text}");
}

#[test]
fn entries_without_an_id_are_entries() {
    holds("<rss><channel><item><link>a</link></item><item/><item><guid>b</guid></item></channel></rss>", 3);
    holds("<feed><entry><title>a</title></entry><entry><id>b</id></entry></feed>", 2);
    let version = "\"version\": \"https://jsonfeed.org/version/1.1\"";
    holds(&format!("{{{version}, \"items\": [{{\"id\": 1}}, {{}}, {{\"id\": \"a\"}}]}}"), 3);
}

#[test]
fn feeds_that_others_made_carelessly_are_read_to_their_end() {
    holds("<rss><channel><title>Q & A</title><item/><item><guid>R&D</guid></item></channel></rss>", 2);
    holds("<feed><entry><content><br><p>a</content></entry></p><entry/></feed>", 2);
    holds("<feed><entry><title>&nbsp;</title></entry><entry/></feed>", 2);
    holds("\u{FEFF}<feed><entry/></feed>", 1);
    holds("\u{FEFF} {\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{}]}", 1);
    // The last of duplicate keys counts, and a value that is not a list holds no entries.
    let version = "\"version\": \"https://jsonfeed.org/version/1.1\"";
    holds(
        &format!("{{{version}, \"feed_url\": \"a\", \"feed_url\": \"b\", \"items\": [], \"items\": [{{}}]}}"),
        1,
    );
    for nothing in ["null", "{\"a\": 1}", "\"x\"", "7", "true"] {
        holds(&format!("{{{version}, \"items\": {nothing}}}"), 0);
    }
    let other = "<rss><channel><atom10:link rel=\"self\" href=\"u\"/></channel></rss>";
    assert_eq!(published::read(other.as_bytes()).unwrap().self_url.as_deref(), Some("u"));
}

#[test]
fn only_the_requested_values_of_json_are_read() {
    let version = "\"version\": \"https://jsonfeed.org/version/1.1\"";
    let item = "{\"id\": [1, {\"id\": 2}], \"id\": \"a\\u0062\", \"\\u0075rl\": \"u\", \"tags\": [[[1]]], \"title\": 7, \
                \"attachments\": [{\"url\": \"f\", \"url\": \"g\"}, 1, {\"url\": \"h\"}]}";
    let text = format!("{{{version}, \"items\": [{item}, 7, null]}}");
    let known = published::read(text.as_bytes()).unwrap();
    assert_eq!(known.items.len(), 3);
    let item = &known.items[0];
    assert_eq!((item.id.as_deref(), item.link.as_deref()), (Some("ab"), Some("u")));
    assert_eq!((item.enclosure.as_deref(), item.title.as_str()), (Some("g"), ""));
}

#[test]
fn more_than_a_million_entries_are_not_a_feed() {
    let xml = format!("<rss><channel>{}</channel></rss>", "<item/>".repeat(1_000_001));
    assert_eq!(published::read(xml.as_bytes()), None);
    let entries = ["7"].repeat(1_000_001).join(",");
    let json = format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{entries}]}}");
    assert_eq!(published::read(json.as_bytes()), None);
}

#[test]
fn an_id_that_is_a_number_is_its_digits() {
    check(
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": 17}]}",
        &["17"],
        None,
        false,
    );
}

#[test]
fn documents_that_are_not_feeds_are_not_read() {
    for text in
        ["", " ", "words", "<html></html>", "{}", "[1]", "{\"version\": \"x\"}", "<?xml version=\"1.0\"?>"]
    {
        assert_eq!(known(text), None, "{text}");
    }
}

/// A feed whose first entry holds nested elements of the given depth.
fn nested(depth: usize) -> String {
    let (open, close) = ("<x>".repeat(depth - 3), "</x>".repeat(depth - 3));
    format!(
        "<rss><channel><item><guid>a</guid>{open}{close}</item><item><guid>b</guid></item></channel></rss>"
    )
}

#[test]
fn elements_are_read_as_deep_as_check_reads_them() {
    check(&nested(300), &["a", "b"], None, false);
    check(&nested(512), &["a", "b"], None, false);
    assert_eq!(known(&nested(513)), None);
}

#[test]
fn a_feed_with_excessive_nesting_is_never_a_smaller_feed() {
    let deep = format!("<rss><channel><item><guid>a</guid></item>{}", "<x>".repeat(100_000));
    assert_eq!(known(&deep), None);
    let version = "\"version\": \"https://jsonfeed.org/version/1.1\"";
    let json = |depth: usize| {
        format!(
            "{{{version}, \"items\": [{{\"id\": \"a\", \"_x\": {}{}}}]}}",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    check(&json(126), &["a"], None, false);
    assert_eq!(known(&json(127)), None);
}

#[test]
fn names_of_modules_are_read_by_their_namespaces() {
    let feed = |declared: &str, prefix: &str| {
        let text = format!(
            "<rss{declared}><channel><item><{prefix}date>2026-10-19</{prefix}date></item></channel></rss>"
        );
        published::read(text.as_bytes()).unwrap().items[0].date.is_some()
    };
    let uri = "http://purl.org/dc/elements/1.1/";
    assert!(feed("", "dc:"));
    assert!(feed(&format!(" xmlns:d=\"{uri}\""), "d:"));
    assert!(!feed(" xmlns:dc=\"https://kampung.example/ns\"", "dc:"));
}

#[test]
fn addresses_with_bare_ampersands_are_read() {
    let feed = "<rss><channel><item><enclosure url=\"https://a.org/?a=1&b=2\"/><link>https://a.org/?c&d</link>\
                <guid>&nbsp;&amp;nbsp;</guid></item></channel></rss>";
    let item = &published::read(feed.as_bytes()).unwrap().items[0];
    assert_eq!(item.enclosure.as_deref(), Some("https://a.org/?a=1&b=2"));
    assert_eq!(item.link.as_deref(), Some("https://a.org/?c&d"));
    assert_eq!(item.id.as_deref(), Some("&nbsp;&nbsp;"));
}

#[test]
fn entities_that_a_feed_declares_are_not_expanded() {
    let feed =
        "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><item><guid>&a;</guid></item></channel></rss>";
    check(feed, &["&a;"], None, false);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in "<rss>|<feed>|\\{|") {
        let _ = published::read(&[start.as_bytes(), &bytes].concat());
    }
}

#[test]
fn text_after_the_feed_is_ignored() {
    let whole = "<rss><channel><item><guid>a</guid></item></channel></rss>";
    for after in ["\n", " text", "<br /><b>Warning</b>", "<!-- open", "</rss>", "<?"] {
        check(&format!("{whole}{after}"), &["a"], None, false);
    }
    for before in ["\n<?xml version=\"1.0\"?>", "text", "<!DOCTYPE rss>", "<?php ?>", "<!-- -- -->"] {
        check(&format!("{before}{whole}"), &["a"], None, false);
    }
}

/// Malformed documents without entries.
const MISTAKES: &[&str] = &[
    "a < b",
    "<1>",
    "<x a=1/>",
    "<x a/>",
    "<x a='1'b='2'/>",
    "<x a='1' a='2'/>",
    "</x>",
    "<x:y/>",
    "]]>",
    "&",
    "&x",
    "&#8;",
    "\u{8}",
    "<!-- -- -->",
    "<?xml version='1.0'?>",
    "<x xmlns:a=''/>",
    "<x></y></x>",
    "<x><y></x>",
];

/// Elements that are not closed.
const UNCLOSED: &[&str] = &["<x>", "<x a=1>", "<title>", "<x></y>"];

#[test]
fn mistakes_within_a_feed_lose_no_entry() {
    for broken in MISTAKES {
        let feed = format!(
            "<rss><channel><item><guid>a</guid>{broken}</item>{broken}<item><guid>b</guid></item></channel></rss>"
        );
        check(&feed, &["a", "b"], None, false);
    }
    for broken in UNCLOSED {
        let feed = format!(
            "<rss><channel><item><guid>a</guid>{broken}</item><item><guid>b</guid></item>{broken}</channel></rss>"
        );
        check(&feed, &["a", "b"], None, false);
    }
}

#[test]
fn entries_in_what_is_not_closed_are_not_lost_in_silence() {
    for broken in UNCLOSED.iter().chain(&["<item>"]) {
        let feed = format!(
            "<rss><channel><item><guid>a</guid></item>{broken}<item><guid>b</guid></item></channel></rss>"
        );
        assert_eq!(known(&feed), None, "{feed}");
    }
    // If every element is closed, the entries belong to something else.
    let feed = "<rss><channel><item><guid>a</guid></item><x><item/></x></channel></rss>";
    check(feed, &["a"], None, false);
}

#[test]
fn a_truncated_document_is_not_a_feed() {
    let whole = "<rss><channel><item><guid>a</guid></item></channel></rss>";
    for end in ["<rss><channel><item>".len(), whole.len() - "</channel></rss>".len(), whole.len() - 1] {
        assert_eq!(published::read(&whole.as_bytes()[..end]), None, "{end}");
    }
    // An invalid byte, and markup that is not closed.
    for cut in [&b"\xFF"[..], b"<!--", b"<![CDATA[", b"<?x", b"<x", b"<!x"] {
        let start = b"<rss><channel><item><guid>a</guid></item>";
        assert_eq!(published::read(&[start, cut, b"</channel></rss"].concat()), None, "{cut:?}");
    }
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"a\"}]}";
    for end in 1..json.len() {
        assert_eq!(published::read(&json.as_bytes()[..end]), None, "{end}");
    }
}
