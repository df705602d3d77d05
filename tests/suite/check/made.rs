//! Cases that are not files: they are too long, are in UTF-16, compare several forms of one feed, or depend on
//! whether a server answered with 304.

use std::path::Path;

use feedwright::check::{self, Answer, Options};

use super::annotation::options;
use super::cases::named;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const RSS: &str = "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Kampung News</title><link>https://kampung.example/</link><description>What happened</description><language>en</language><atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://kampung.example/feed.xml\"/>";
const ITEM: &str = "<item><title>Rain</title><link>https://kampung.example/rain</link><guid>https://kampung.example/rain</guid><pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate></item>";

fn feed(inside: &str) -> String {
    format!("{HEAD}{RSS}{inside}</channel></rss>\n")
}

fn item(number: usize, padding: usize) -> String {
    let (hour, minute, second) = (number / 3600, number / 60 % 60, number % 60);
    format!(
        "<item><title>Rain {number}</title><link>https://kampung.example/{number}</link><guid>https://kampung.example/{number}</guid><pubDate>Mon, 19 Oct 2026 {hour:02}:{minute:02}:{second:02} GMT</pubDate><description>{}</description></item>",
        "rain ".repeat(padding)
    )
}

fn items(count: usize, padding: usize) -> String {
    feed(&(0..count).map(|number| item(number, padding)).collect::<String>())
}

fn found(bytes: &[u8], options: &Options) -> Vec<String> {
    let checked = check::document(Path::new("case"), bytes, options);
    checked
        .findings
        .iter()
        .map(|(finding, _)| {
            let name = named(finding);
            let name = name.split(" as ").next().unwrap_or_default();
            format!("{}[{}", finding.severity.as_str(), name.replacen(' ', "] ", 1))
        })
        .map(|line| if line.contains(']') { line } else { line + "]" })
        .collect()
}

/// The options, the document with the defect, its findings, and the document without the defect.
fn differ(options: &Options, bad: impl AsRef<[u8]>, expected: &[&str], good: impl AsRef<[u8]>) {
    assert_eq!(found(bad.as_ref(), options), expected);
    let clean: Vec<String> = Vec::new();
    assert_eq!(found(good.as_ref(), options), clean);
}

#[test]
fn documents_with_excessive_nesting_are_not_read() {
    let xhtml = |depth: usize| {
        let (open, close) = (
            "<div xmlns=\"http://www.w3.org/1999/xhtml\">".to_owned() + &"<b>".repeat(depth),
            "</b>".repeat(depth) + "</div>",
        );
        let entry = format!(
            "<entry><id>tag:kampung.example,2026:rain</id><title>Rain</title><updated>2026-10-19T08:00:00Z</updated><link href=\"https://kampung.example/rain\"/><content type=\"xhtml\">{open}wet{close}</content></entry>"
        );
        format!(
            "{HEAD}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><id>tag:kampung.example,2026:feed</id><title>Kampung News</title><updated>2026-10-19T08:00:00Z</updated><author><name>Ana</name></author><link rel=\"self\" type=\"application/atom+xml\" href=\"https://kampung.example/atom.xml\"/><link href=\"https://kampung.example/\"/>{entry}</feed>\n"
        )
    };
    let before = xhtml(508);
    let column = before.lines().nth(1).unwrap().find("<b>").unwrap() + 3 * 508 + 2;
    differ(
        &options(),
        xhtml(509),
        &[&format!("error[nested-too-deeply] 2:{column}-2:{}", column + 1)],
        before,
    );
}

#[test]
fn lines_end_in_every_way() {
    let lines = format!("{HEAD}{}", RSS.replace("><", ">\n<"))
        + "<item><title>Rain</title><link>/rain</link></item></channel></rss>";
    let place = |text: &str| {
        found(text.as_bytes(), &options()).into_iter().find(|line| line.contains("relative-link"))
    };
    assert_eq!(place(&lines.replace('\n', "\r\n")), place(&lines));
    assert_eq!(place(&lines.replace('\n', "\r")), place(&lines));
}

#[test]
fn more_than_three_hundred_entries_are_too_many() {
    let column = feed("").lines().nth(1).unwrap().find("channel").unwrap() + 1;
    differ(
        &options(),
        items(301, 0),
        &[&format!("warning[too-many-entries] 2:{column}-2:{}", column + 7)],
        items(300, 0),
    );
}

#[test]
fn a_feed_is_large_from_half_a_megabyte_on() {
    differ(&options(), items(20, 6000), &["info[large-feed]"], items(20, 5000));
    assert_eq!(found(items(20, 10_000).as_bytes(), &options()), ["warning[large-feed]"]);
}

#[test]
fn utf_16_is_read_and_warned_of() {
    let feed = feed(ITEM).replace("Rain", "Café");
    for bytes in [
        [b"\xFF\xFE".to_vec(), feed.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(),
        [b"\xFE\xFF".to_vec(), feed.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat(),
        feed.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ] {
        assert_eq!(found(&bytes, &options()), ["warning[encoding-not-utf8]"]);
    }
}

#[test]
fn a_server_answers_that_nothing_has_changed() {
    let checked_as = |revalidated| {
        let fields =
            [("content-type", "application/rss+xml"), ("etag", "\"1\""), ("content-encoding", "gzip")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Options { answer: Some(Answer { fields, revalidated: Some(revalidated) }), ..options() }
    };
    let feed = feed(ITEM);
    assert_eq!(found(feed.as_bytes(), &checked_as(false)), ["warning[not-revalidated]"]);
    assert_eq!(found(feed.as_bytes(), &checked_as(true)), Vec::<String>::new());
}
