//! Rules whose cases are too long to be read, or not text at all, or need more than a file: each is made here, with the
//! defect and without it.

use std::collections::BTreeSet;
use std::path::Path;

use feedwright::check::{self, Answer, Options, Profile};
use feedwright::feed::Url;

use super::cases::named;
use super::scaffold::options;

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
            format!("{}[{}", finding.severity.as_str(), named(finding).replacen(' ', "] ", 1))
        })
        .map(|line| if line.contains(']') { line } else { line + "]" })
        .collect()
}

/// The same options, the document with the defect and what is found in it; and the document without.
fn differ(options: &Options, bad: impl AsRef<[u8]>, expected: &[&str], good: impl AsRef<[u8]>) {
    assert_eq!(found(bad.as_ref(), options), expected);
    let clean: Vec<String> = Vec::new();
    assert_eq!(found(good.as_ref(), options), clean);
}

fn plain() -> Options {
    options()
}

fn at(address: &str) -> Options {
    Options { base: Some(Url::parse(address).unwrap()), ..plain() }
}

#[test]
fn what_is_nested_too_deeply_is_not_read() {
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
    differ(&plain(), xhtml(509), &[&format!("error[nested-too-deeply] 2:{column}-2:{}", column + 1)], before);
}

#[test]
fn entities_that_explode_are_not_expanded() {
    let feed = |entities: &str, text: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE rss [{entities}]>\n{RSS}<category>{text}</category>{ITEM}</channel></rss>\n"
        )
    };
    let bomb = (0..16)
        .fold(String::new(), |text, n| text + &format!("<!ENTITY e{} \"&e{n};&e{n};&e{n};&e{n};\">", n + 1));
    let bad = feed(&format!("<!ENTITY e0 \"rain\">{bomb}"), "&e16;");
    let end = bad.lines().nth(1).unwrap().chars().count() + 1;
    let (both, info) = (format!("2:1-2:{end}"), "info[document-type] 2:1-2:40");
    assert_eq!(
        found(bad.as_bytes(), &plain()),
        [format!("info[document-type] {both}"), format!("error[entity-expansion] {both}")]
    );
    assert_eq!(
        found(feed("<!ENTITY rain \"rain\">", "&rain;").as_bytes(), &plain()),
        [info.replace("40", "39")]
    );
    let itself = feed("<!ENTITY a \"&a;\">", "&a;");
    assert!(
        found(itself.as_bytes(), &plain()).iter().any(|line| line.starts_with("error[entity-expansion]"))
    );
}

#[test]
fn what_lies_outside_of_the_file_is_never_loaded() {
    let feed = |text: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE rss [<!ENTITY passwords SYSTEM \"file:///etc/passwd\">]>\n{RSS}<category>{text}</category>{ITEM}</channel></rss>\n"
        )
    };
    let doctype = "info[document-type] 2:1-2:65";
    let bad = feed("&passwords;");
    let column = bad.lines().nth(2).unwrap().find('&').unwrap() + 1;
    let external = format!("warning[external-entity] 3:{column}-3:{}", column + 11);
    assert_eq!(found(bad.as_bytes(), &plain()), [doctype, &external]);
    assert_eq!(found(feed("rain").as_bytes(), &plain()), [doctype]);
}

#[test]
fn bytes_that_are_no_text_are_said_at_their_place() {
    let good = feed(ITEM);
    let column = good.lines().nth(1).unwrap().find("Rain").unwrap() + 1;
    let bad = [
        good.split("Rain").next().unwrap().as_bytes(),
        b"\xFF",
        &good.as_bytes()[good.find("ain<").unwrap()..],
    ]
    .concat();
    differ(&plain(), bad, &[&format!("error[undecodable-text] 2:{column}-2:{column}")], good);
}

#[test]
fn other_encodings_are_read_and_warned_of() {
    let good = feed(&ITEM.replace("Rain", "Café"));
    let latin = good.replace("utf-8", "iso-8859-1");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    differ(&plain(), latin, &["warning[encoding-not-utf8]"], &good);
    for bytes in [
        [b"\xFF\xFE".to_vec(), good.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(),
        [b"\xFE\xFF".to_vec(), good.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat(),
        good.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ] {
        assert_eq!(found(&bytes, &plain()), ["warning[encoding-not-utf8]"]);
    }
    assert_eq!(found(feed(ITEM).replace("utf-8", "us-ascii").as_bytes(), &plain()), Vec::<String>::new());
}

#[test]
fn a_byte_order_mark_is_no_text_and_moves_no_column() {
    let clean: Vec<String> = Vec::new();
    assert_eq!(found(format!("\u{FEFF}{}", feed(ITEM)).as_bytes(), &plain()), clean);
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": 1, \"home_page_url\": \"https://kampung.example/\", \"feed_url\": \"https://kampung.example/feed.json\", \"language\": \"en\", \"items\": [{\"id\": \"1\", \"url\": \"https://kampung.example/1\", \"content_text\": \"Rain\", \"date_published\": \"2026-10-19T08:00:00Z\"}]}";
    let wrong = ["error[wrong-json-type] 1:58-1:59"];
    assert_eq!(found(json.as_bytes(), &plain()), wrong);
    assert_eq!(found(format!("\u{FEFF}{json}").as_bytes(), &plain()), wrong);
    let marked = "\u{FEFF}<feed/>";
    assert_eq!(found(marked.as_bytes(), &plain()), ["error[not-a-feed] 1:2-1:6"]);
}

#[test]
fn lines_end_in_every_way() {
    let lines = format!("{HEAD}{}", RSS.replace("><", ">\n<"))
        + "<item><title>Rain</title><link>/rain</link></item></channel></rss>";
    let place =
        |text: &str| found(text.as_bytes(), &plain()).into_iter().find(|line| line.contains("relative-link"));
    assert_eq!(place(&lines.replace('\n', "\r\n")), place(&lines));
    assert_eq!(place(&lines.replace('\n', "\r")), place(&lines));
}

#[test]
fn an_encoding_that_nobody_knows_is_an_error() {
    assert_eq!(
        found(feed(ITEM).replace("utf-8", "klingon").as_bytes(), &plain()),
        ["error[undecodable-text]"]
    );
}

#[test]
fn a_root_that_comes_late_is_not_recognised() {
    let comment =
        |length: usize| feed(ITEM).replacen("\n<rss", &format!("\n<!--{}-->\n<rss", "x".repeat(length)), 1);
    differ(&plain(), comment(512), &["warning[late-root] 3:2-3:5"], comment(400));
}

#[test]
fn texts_beyond_what_their_reader_keeps_are_too_long() {
    let feed = |length: usize| {
        feed(&format!(
            "<podcast:person xmlns:podcast=\"https://podcastindex.org/namespace/1.0\">{}</podcast:person>{ITEM}",
            "a".repeat(length)
        ))
    };
    let bad = feed(129);
    let column = bad.lines().nth(1).unwrap().find("aaa").unwrap() + 1;
    differ(&plain(), &bad, &[&format!("warning[text-too-long] 2:{column}-2:{}", column + 129)], feed(128));
}

#[test]
fn a_self_link_is_where_the_feed_is() {
    let feed = feed(ITEM);
    let column = feed.lines().nth(1).unwrap().find("href=").unwrap() + 1;
    let bad = format!("warning[self-link-elsewhere] 2:{column}-2:{}", column + 39);
    assert_eq!(found(feed.as_bytes(), &at("https://kampung.example/feed")), [bad]);
    assert_eq!(found(feed.as_bytes(), &at("https://kampung.example/feed.xml")), Vec::<String>::new());
}

#[test]
fn more_than_three_hundred_entries_are_too_many() {
    let column = feed("").lines().nth(1).unwrap().find("channel").unwrap() + 1;
    differ(
        &plain(),
        items(301, 0),
        &[&format!("warning[too-many-entries] 2:{column}-2:{}", column + 7)],
        items(300, 0),
    );
}

#[test]
fn a_feed_is_large_from_half_a_megabyte_on() {
    differ(&plain(), items(20, 6000), &["info[large-feed]"], items(20, 5000));
    assert_eq!(found(items(20, 10_000).as_bytes(), &plain()), ["warning[large-feed]"]);
}

#[test]
fn a_podcast_is_rss() {
    let podcast = Options { profiles: BTreeSet::from([Profile::Podcast]), ..plain() };
    let atom = format!(
        "{HEAD}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><id>tag:kampung.example,2026:feed</id><title>Kampung News</title><updated>2026-10-19T08:00:00Z</updated><author><name>Ana</name></author><link rel=\"self\" type=\"application/atom+xml\" href=\"https://kampung.example/atom.xml\"/><link href=\"https://kampung.example/\"/><entry><id>tag:kampung.example,2026:rain</id><title>Rain</title><updated>2026-10-19T08:00:00Z</updated><link href=\"https://kampung.example/rain\"/><summary>It rained.</summary></entry></feed>\n"
    );
    assert_eq!(found(atom.as_bytes(), &podcast), ["error[podcast-not-rss] 2:2-2:6"]);
    assert_eq!(found(atom.as_bytes(), &plain()), Vec::<String>::new());
}

fn answered(revalidated: Option<bool>) -> Options {
    let fields = [("content-type", "application/rss+xml"), ("etag", "\"1\""), ("content-encoding", "gzip")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Options { answer: Some(Answer { fields, revalidated }), ..plain() }
}

#[test]
fn a_server_answers_that_nothing_has_changed() {
    let feed = feed(ITEM);
    assert_eq!(found(feed.as_bytes(), &answered(Some(false))), ["warning[not-revalidated]"]);
    assert_eq!(found(feed.as_bytes(), &answered(Some(true))), Vec::<String>::new());
}

#[test]
fn a_server_encrypts() {
    let options = |address: &str| Options { base: at(address).base, ..answered(Some(true)) };
    let feed = feed(ITEM).replace("https://kampung.example/feed.xml", "http://kampung.example/feed.xml");
    assert_eq!(found(feed.as_bytes(), &options("http://kampung.example/feed.xml")), ["warning[not-https]"]);
    let feed = feed.replace("http://kampung", "https://kampung");
    assert_eq!(found(feed.as_bytes(), &options("https://kampung.example/feed.xml")), Vec::<String>::new());
}

/// A feed of one item that holds this, too.
fn holding(inside: &str) -> String {
    let rss =
        RSS.replace("<channel>", "<channel xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">");
    let item = ITEM.replace("</item>", &format!("{inside}</item>"));
    format!("{HEAD}{rss}{item}</channel></rss>\n")
}

#[test]
fn an_address_in_html_is_read_as_browsers_read_it() {
    let found = |html: &str| {
        let feed = holding(&format!("<description><![CDATA[{html}]]></description>"));
        let found = found(feed.as_bytes(), &plain());
        found.iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let whole = "https://kampung.example/x.png";
    for (srcset, expected) in [
        (format!("{whole},, /logout 2x"), "warning[relative-url-in-html]"),
        (format!("{whole} 1x,/x.png 2x"), "warning[relative-url-in-html]"),
        (format!("{whole} 1x,javascript:alert(1) 2x"), "warning[script-url]"),
        (format!("{whole}?a,b 1x, {whole} 2x"), ""),
        (format!("{whole} (, x.png 1x) 2x,{whole} 2x"), ""),
        (format!("{whole} 1x, x.png none"), ""),
    ] {
        let expected: Vec<_> = [expected].into_iter().filter(|code| !code.is_empty()).collect();
        assert_eq!(
            found(&format!("<img src=\"{whole}\" alt=\"\" srcset=\"{srcset}\">")),
            expected,
            "{srcset}"
        );
    }
    for (href, expected) in [
        ("\u{a0}https://kampung.example/", "warning[relative-url-in-html]"),
        (" https://kampung.example/\n", ""),
        ("&#9;java&#10;script:alert(1)", "warning[script-url]"),
        ("\u{a0}JavaScript:alert(1)", "warning[script-url]"),
    ] {
        let expected: Vec<_> = [expected].into_iter().filter(|code| !code.is_empty()).collect();
        assert_eq!(found(&format!("<a href=\"{href}\">rain</a>")), expected, "{href:?}");
    }
}

#[test]
fn html_that_is_broken_behind_text_is_said_at_its_place() {
    for (before, broken, said) in [
        ("<p>Дождь, 雨 &amp; rain</p><p>все <b>дни</b> и</p>", "<p", 2),
        ("<p>\nit &eacute;&nbsp;", "&#1;", 4),
        ("", "<!-- дождь", 10),
    ] {
        let feed = holding(&format!("<description><![CDATA[{before}{broken}]]></description>"));
        let end = format!("{broken}]]></description></item></channel></rss>\n");
        let start = feed.strip_suffix(&end).unwrap();
        let line = start.lines().count();
        let column = start.lines().last().unwrap().chars().count() + 1;
        let place = format!("{line}:{column}-{line}:{}", column + said);
        let found = found(feed.as_bytes(), &plain());
        assert_eq!(found.first(), Some(&format!("warning[malformed-html] {place}")), "{broken}");
    }
}

#[test]
fn a_reference_without_its_end_is_said_at_the_letter_that_follows() {
    for letter in ["é", "雨"] {
        let feed = holding(&format!("<description><![CDATA[<p>It &#1{letter} rained</p>]]></description>"));
        let column = feed.lines().last().unwrap().split(letter).next().unwrap().chars().count() + 1;
        let found = found(feed.as_bytes(), &plain());
        let place = format!("warning[malformed-html] 2:{column}-");
        assert!(matches!(found.as_slice(), [one] if one.starts_with(&place)), "{place} {found:?}");
    }
}

#[test]
fn a_text_that_is_repeated_is_the_same_however_it_is_written() {
    let found = |content: &str| {
        let content = format!("<content:encoded>{content}</content:encoded>");
        found(holding(&format!("<description>Rain &amp; wind.</description>{content}")).as_bytes(), &plain())
    };
    for same in [
        "Rain &#38; wind.",
        " <!-- so --><![CDATA[Rain ]]>&amp; wind<![CDATA[.]]>\r\n",
        "\n&#32;Rain &amp; wind. ",
    ] {
        assert!(
            matches!(found(same).as_slice(), [one] if one.starts_with("info[same-text-twice]")),
            "{same}"
        );
    }
    for other in [
        "Rain &amp; wind",
        "Rain &amp; wind. Snow",
        "Rain &amp;  wind.",
        "Rain",
        "Rain &#38;&#38; wind.",
        "&#32;",
    ] {
        assert!(!found(other).iter().any(|line| line.contains("same-text-twice")), "{other}");
    }
}

/// What is found in a channel that holds this, by code.
fn in_channel(piece: &str) -> Vec<String> {
    let found = found(feed(&format!("{piece}{ITEM}")).as_bytes(), &plain());
    found.iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn a_cloud_has_a_host_and_a_port() {
    let cloud = |domain: &str, port: &str| {
        format!(
            "<cloud domain=\"{domain}\" port=\"{port}\" path=\"/rpc\" registerProcedure=\"\" protocol=\"http-post\"/>"
        )
    };
    assert!(in_channel(&cloud("rpc.example.org", "80")).is_empty());
    assert_eq!(in_channel(&cloud("https://rpc.example.org/", "80")), ["error[malformed-url]"]);
    assert_eq!(in_channel(&cloud("rpc.example.org", "70000")), ["error[malformed-number]"]);
}
