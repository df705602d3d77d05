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
    let feed = |encoding: &str| feed(ITEM).replace("Rain", "Café").replace("utf-8", encoding);
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let declared = feed("utf-16");
    for bytes in [
        [b"\xFF\xFE".to_vec(), little(&declared)].concat(),
        [b"\xFE\xFF".to_vec(), big(&declared)].concat(),
        little(&declared),
    ] {
        assert_eq!(found(&bytes, &options()), ["warning[encoding-not-utf8]"]);
    }
    // The declaration of another encoding is a fatal error (XML 1.0 §4.3.3).
    assert_eq!(found(&little(&feed("utf-8")), &options()), ["error[wrong-encoding] 1:31-1:36"]);
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

#[test]
fn a_check_that_stops_says_so() {
    let items = "<item><guid></guid></item>".repeat(60_000);
    let checked = check::document(Path::new("case"), feed(&items).as_bytes(), &options());
    let (first, _) = &checked.findings[0];
    assert_eq!(format!("[{}]", first.code.name), "[unchecked-rest]");
    assert_eq!(first.message, "the rest of the file was not checked, after 100000 findings");
    assert_eq!(checked.findings.len(), 100_000);
    let few = check::document(Path::new("case"), feed(&"<item/>".repeat(100)).as_bytes(), &options());
    assert!(few.findings.iter().all(|(finding, _)| finding.code.name != "unchecked-rest"));
}

/// The help of the only finding with this code.
fn help(code: &str, document: &str) -> String {
    let checked = check::document(Path::new("case"), document.as_bytes(), &options());
    let mut found = checked.findings.into_iter().filter(|(finding, _)| finding.code.name == code);
    let (finding, _) = found.next().unwrap_or_else(|| panic!("no {code}: {document}"));
    assert!(found.next().is_none(), "{code} is found twice: {document}");
    finding.help.unwrap_or_else(|| panic!("{code} has no help: {document}"))
}

#[test]
fn what_is_not_read_after_a_fault_is_counted() {
    let rest = format!("<item><title>a < b</title></item>\n{ITEM}\n{ITEM}\n");
    let unread = "; the 3 lines and 2 entries after it were not checked";
    assert!(help("malformed-xml", &feed(&rest)).ends_with(unread));
    let one = feed(&format!("<item><title>a < b</title></item>{ITEM}"));
    assert!(help("malformed-xml", &one).ends_with("; the 1 entry after it was not checked"));
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\",, \"items\": [\n{}\n]}\n";
    assert!(help("malformed-json", json).ends_with("; the 2 lines after it were not checked"));
    // Nothing follows the end of a file that was cut off.
    assert_eq!(
        help("malformed-xml", &feed("").replace("</channel></rss>\n", "")),
        "add its closing tag, or check whether the file was truncated"
    );
    let mut broken = feed(&format!("<item><title>caf\u{e9}</title></item>\n{ITEM}\n")).into_bytes();
    let at = broken.iter().position(|byte| *byte == 0xC3).unwrap();
    broken.splice(at..=at + 1, [0xE9]);
    let checked = check::document(Path::new("case"), &broken, &options());
    let help = checked.findings[0].0.help.as_deref().unwrap();
    assert!(help.ends_with("; the 2 lines and 1 entry after it were not checked"), "{help}");
}

#[test]
fn advice_says_what_to_write() {
    let item = |inside: &str| feed(&ITEM.replace("</item>", &format!("{inside}</item>")));
    let date = |date: &str| feed(&ITEM.replace("Mon, 19 Oct 2026 08:00:00 GMT", date));
    let language = |tag: &str| feed(ITEM).replace(">en<", &format!(">{tag}<"));
    for (code, document, advice) in [
        ("blank-element", feed(ITEM).replace("Kampung News", ""), "fill it in"),
        ("blank-element", item("<category/>"), "fill it in, or remove it"),
        ("malformed-url", feed(ITEM).replace("https://kampung.example/</link>", "</link>"), "write the URL"),
        ("malformed-url", item("<comments/>"), "write the URL, or remove it"),
        (
            "malformed-html",
            item("<description>&lt;p</description>"),
            "close it with `>`, or write `&lt;` if `<` is meant as text",
        ),
        (
            "malformed-number",
            feed(
                "<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link><width>500</width></image>",
            ),
            "write 144 or less",
        ),
        ("unreadable-date", date("Mon, 19 Oct 2026 10:00:00 CEST"), "write `Mon, 19 Oct 2026 08:00:00 GMT`"),
        (
            "unreadable-date",
            date("Monday, 19 October 2026 10:00 +0200"),
            "write `Mon, 19 Oct 2026 08:00:00 GMT`",
        ),
        ("unreadable-date", date("Mon, 19 Oct 2026 10:00:00 GMT+2"), "write `Mon, 19 Oct 2026 08:00:00 GMT`"),
        ("unreadable-date", date("Mo., 19 Oct 2026 08:00:00 UTC"), "write `Mon, 19 Oct 2026 08:00:00 GMT`"),
        (
            "unreadable-date",
            date("Mon, 19 Oct 2026 08:00:00"),
            "add its zone: `Mon, 19 Oct 2026 08:00:00 GMT` if it is in UTC",
        ),
        ("unreadable-date", date("yesterday"), "write it like `Mon, 19 Oct 2026 08:00:00 GMT`"),
        ("unknown-language", language("en-UK"), "write `en-GB`"),
        ("unknown-language", language("pt_br"), "write `pt-br`"),
        ("unknown-language", language("English"), "write `en`"),
        ("unknown-language", language("id-XQQ"), "write `id`"),
        ("unknown-language", language("?"), "write it like `en`, `id` or `pt-BR`"),
    ] {
        assert_eq!(help(code, &document), advice, "{document}");
    }
}

#[test]
fn two_entries_with_one_id_name_each_other() {
    let document = feed(&format!("\n{ITEM}\n{}", ITEM.replace("</title>", " again</title>")));
    let checked = check::document(Path::new("case"), document.as_bytes(), &options());
    let message = |code: &str| {
        let mut found = checked.findings.iter().map(|(finding, _)| finding);
        found.find(|finding| finding.code.name == code).unwrap().message.clone()
    };
    let column = 1 + ITEM.find("<guid>").unwrap() + "<guid>".len();
    assert_eq!(message("duplicate-entry-id"), format!("another entry has the same id, at 3:{column}"));
}

#[test]
fn a_file_that_is_no_feed_is_reported_once_as_what_it_is() {
    let utf_32: Vec<u8> = feed(ITEM).chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    for (bytes, message) in [
        (b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), "the file is not a feed: it is compressed with gzip"),
        (b"PK\x03\x04\x14\0".to_vec(), "the file is not a feed: it is a ZIP archive"),
        (b"%PDF-1.7\n\xff\xfe".to_vec(), "the file is not a feed: it is a PDF document"),
        (
            [b"\xff\xfe\0\0".to_vec(), utf_32.clone()].concat(),
            "the file is in UTF-32, which readers do not support",
        ),
        (utf_32, "the file is in UTF-32, which readers do not support"),
        (b"\x4c\x6f\xa7\x94\x93".to_vec(), "the file is in EBCDIC, which readers do not support"),
        (b"<!doctype html><title>Not found<p>".to_vec(), "the file is not a feed: it looks like a web page"),
        (b"<!-- a --><HTML lang=en><br>".to_vec(), "the file is not a feed: it looks like a web page"),
    ] {
        let checked = check::document(Path::new("case"), &bytes, &options());
        let messages: Vec<_> = checked.findings.iter().map(|(finding, _)| finding.message.as_str()).collect();
        assert_eq!(messages, [message]);
        assert!(checked.findings[0].0.help.is_some(), "{message}");
    }
}

#[test]
fn programs_and_templates_that_mention_a_feed_are_none() {
    for source in [
        "fn rss() -> &'static str { \"<rss version='2.0'>\" }",
        "# <rss> is written by this script\nprint('<rss>')",
        "<?php echo '<?xml version=\"1.0\"?>'; ?>\n<rss version=\"2.0\">",
        "<?xml version=\"1.0\"?>{% if page.xsl %}<?xml-stylesheet?>{% endif %}<feed xmlns=\"http://www.w3.org/2005/Atom\">",
        "---\npermalink: /feed.xml\n---\n<rss version=\"2.0\">",
        "{\"homepage\": \"https://jsonfeed.org/version/1.1\"}",
        "{{ printf \"<?xml\" }}<rss version=\"2.0\">",
        "<!doctype html><html><code>&lt;rss></code></html>",
    ] {
        assert!(!check::is_feed(source.as_bytes()), "{source}");
    }
    for document in [
        feed(ITEM),
        format!("\n{}", feed(ITEM)),
        "<!-- rain --><feed>".to_owned(),
        "{ \"version\" : \"https://jsonfeed.org/version/1\" }".to_owned(),
    ] {
        assert!(check::is_feed(document.as_bytes()), "{document}");
    }
}

#[test]
fn bytes_that_are_no_text_are_said_to_be_binary() {
    let said = |bytes: &[u8]| {
        let checked = check::document(Path::new("feed.xml"), bytes, &Options::default());
        checked.findings.into_iter().map(|(finding, _)| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(said(b"\x01\0\xc3\0\x07"), ["the file is not a feed: it is binary data"]);
    assert_eq!(said(b"\0\0"), ["the file is not a feed: it is binary data"]);
    let utf16 = said(b"\xff\xfea\0b\0");
    assert!(utf16.contains(&"the file is not a feed: it looks like plain text".to_owned()), "{utf16:?}");
    assert_eq!(said(b"\xef\xbb\xbf"), ["the file is not a feed: it is empty"]);
}

#[test]
fn what_nobody_reads_is_a_feed_by_its_name_or_its_encoding() {
    let is_feed = |path: &str, bytes: &[u8]| check::is_feed_file(Path::new(path), bytes);
    for (path, bytes) in [
        ("public/feed.xml", b"".as_slice()),
        ("public/RSS.xml", b" \n"),
        ("public/feed.json", b""),
        ("public/news.atom", b"\x1f\x8b\x08"),
        ("public/news.rss", b"<!doctype html><title>Not found"),
        ("public/x.xml", b"<\0\0\0?\0\0\0"),
        ("public/x.xml", b"\x4c\x6f\xa7\x94\x93"),
    ] {
        assert!(is_feed(path, bytes), "{path} {bytes:?}");
    }
    for (path, bytes) in [
        ("public/sitemap.xml", b"".as_slice()),
        ("public/sitemap.xml", b"\x1f\x8b\x08"),
        ("public/index.html", b"<!doctype html><title>Rain"),
        ("src/feed.rs", b""),
        ("src/feed.xml", b"---\npermalink: /feed.xml\n---\n<rss version=\"2.0\">"),
        ("a.png", b"\x89PNG"),
    ] {
        assert!(!is_feed(path, bytes), "{path} {bytes:?}");
    }
}
