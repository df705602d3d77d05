//! Tests of `history`.

use feedwright::history::{self, Known};
use proptest::prelude::*;

fn known(text: &str) -> Option<(Vec<String>, Option<String>, bool)> {
    history::read(text.as_bytes()).map(|Known { ids, self_url, ours }| (ids, self_url, ours))
}

#[track_caller]
fn check(text: &str, ids: &[&str], self_url: Option<&str>, ours: bool) {
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(known(text), Some((ids, self_url.map(str::to_owned), ours)), "{text}");
}

#[test]
fn rss_is_read_as_it_stands() {
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
fn atom_is_read_as_it_stands() {
    check(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><link rel=\"self\" href=\"s\"></link><link rel=\"alternate\" href=\"h\"/>\
         <generator>Other</generator><entry><id> a </id><source><id>no</id></source></entry><entry><id>b</id></entry></feed>",
        &["a", "b"],
        Some("s"),
        false,
    );
}

#[test]
fn json_feed_is_read_as_it_stands() {
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

#[test]
fn what_is_no_feed_is_none() {
    for text in
        ["", " ", "words", "<html></html>", "{}", "[1]", "{\"version\": \"x\"}", "<?xml version=\"1.0\"?>"]
    {
        assert_eq!(known(text), None, "{text}");
    }
}

#[test]
fn a_feed_that_is_cut_or_nested_beyond_reason_is_read_as_far_as_it_goes() {
    check("<rss><channel><item><guid>a</guid></item><item><gu", &["a"], None, false);
    let deep = format!("<rss><channel><item><guid>a</guid></item>{}", "<x>".repeat(100_000));
    check(&deep, &["a"], None, false);
}

#[test]
fn a_document_may_lose_half_of_its_entries_and_no_more() {
    let published = Known { ids: (0..10).map(|n| n.to_string()).collect(), self_url: None, ours: true };
    let stops = |now, accepted| history::emptied("f.xml".as_ref(), &published, now, accepted).is_some();
    assert!(stops(0, false) && stops(4, false));
    assert!(!stops(5, false) && !stops(10, false) && !stops(20, false));
    assert!(!stops(0, true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in "<rss>|<feed>|\\{|") {
        let _ = history::read(&[start.as_bytes(), &bytes].concat());
    }
}
