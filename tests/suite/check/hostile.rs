//! Hostile input: every input gets a clear result, and no panic.

use std::path::Path;

use feedwright::check::{self, Checked};
use proptest::prelude::*;

use super::annotation::options;
use super::cases;

fn checked(bytes: &[u8]) -> Checked {
    check::document(Path::new("case"), bytes, &options())
}

/// Codes of the findings, each once.
fn codes(bytes: &[u8]) -> Vec<&'static str> {
    let mut codes: Vec<_> = checked(bytes).findings.iter().map(|(finding, _)| finding.code.name).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn feed(inside: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link><description>D</description>{inside}</channel></rss>"
    )
}

#[test]
fn a_hundred_thousand_elements_in_each_other_are_too_deep() {
    assert!(
        codes("<rss version=\"2.0\"><channel>".to_owned().into_bytes().as_slice()).contains(&"malformed-xml")
    );
    assert!(codes(feed(&"<a>".repeat(100_000)).as_bytes()).contains(&"nested-too-deeply"));
    let json = format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"x\": {}", "[".repeat(100_000));
    assert!(codes(json.as_bytes()).contains(&"nested-too-deeply"));
    let html = feed(&format!(
        "<item><title>T</title><description>{}</description></item>",
        "&lt;b&gt;".repeat(100_000)
    ));
    assert!(codes(html.as_bytes()).contains(&"unbalanced-html"));
}

#[test]
fn one_attribute_of_fifty_megabytes_is_read() {
    let long = "a".repeat(50_000_000);
    let found = codes(
        feed(&format!("<item><title>T</title><guid isPermaLink=\"{long}\">x</guid></item>")).as_bytes(),
    );
    assert!(found.contains(&"unknown-value"), "{found:?}");
}

#[test]
fn a_hundred_thousand_attributes_are_compared_in_time() {
    let many = (0..100_000).fold(String::new(), |text, n| text + &format!(" a{n}=\"\""));
    assert!(
        codes(feed(&format!("<item{many}><title>T</title></item>")).as_bytes())
            .contains(&"unknown-attribute")
    );
    let namespaces = (0..50_000).fold(String::new(), |text, n| text + &format!(" xmlns:a{n}=\"urn:x:{n}\""));
    assert!(
        codes(feed(&format!("<item{namespaces}><title>T</title></item>")).as_bytes())
            .contains(&"unknown-namespace")
    );
}

#[test]
fn an_html_tag_with_a_million_attributes_is_handled() {
    for tag in ["<p ", "</p "] {
        let html = format!("{tag}{}", "a=\">\" ".repeat(1_000_000));
        let feed =
            feed(&format!("<item><title>T</title><description><![CDATA[{html}]]></description></item>"));
        assert!(codes(feed.as_bytes()).contains(&"malformed-html"), "{tag}");
    }
}

#[test]
fn quadratic_inputs_take_little_time() {
    let title = |text: &str| feed(&format!("<item><title>{text}</title></item>"));
    assert!(!codes(title(&"&lt;b ".repeat(500_000)).as_bytes()).contains(&"html-in-text"));
    let ampersands = format!("<!DOCTYPE rss [<!ENTITY a \"{}\">]>{}", "&".repeat(60_000), feed(""));
    assert!(codes(ampersands.as_bytes()).contains(&"document-type"));
    let keys = (0..100_000).fold(String::new(), |text, n| text + &format!(",\"k{n}\":1"));
    let json = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{{\"id\": \"1\"{keys}}}]}}"
    );
    assert!(codes(json.as_bytes()).contains(&"unknown-json-key"));
    assert!(
        codes(feed(&format!("<item>{}</item>", "<a/>".repeat(99_000))).as_bytes())
            .contains(&"unknown-element")
    );
}

#[test]
fn findings_beyond_the_limit_end_the_check() {
    let checked = checked(feed(&"<a/>".repeat(200_000)).as_bytes());
    assert_eq!(checked.findings.len(), 100_000);
}

/// The small annotated cases: they are truncated at every byte.
fn cases() -> Vec<Vec<u8>> {
    let files = cases::all().into_iter().map(|case| case.bytes);
    let mut cases: Vec<_> = files.filter(|bytes| bytes.len() < 3000).collect();
    cases.sort();
    cases
}

#[test]
fn a_file_truncated_anywhere_is_handled() {
    let cases = cases();
    assert!(cases.len() > 200);
    for case in cases.iter().step_by(9) {
        for end in 0..case.len() {
            let _ = checked(case.get(..end).unwrap());
        }
    }
}

#[test]
fn a_truncated_feed_has_an_error() {
    let feed = feed("<item><title>T</title></item>");
    for end in 0..feed.len() {
        let found = checked(feed.as_bytes().get(..end).unwrap());
        let is_error = |severity| severity == feedwright::diagnostic::Severity::Error;
        assert!(found.findings.iter().any(|(finding, _)| is_error(finding.severity)), "at {end}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_handled(bytes: Vec<u8>) {
        let _ = checked(&bytes);
    }

    #[test]
    fn any_bytes_in_a_feed_are_handled(at in 0_usize..10_000, case in 0_usize..10_000, bytes: Vec<u8>) {
        let cases = cases();
        let mut case = cases[case % cases.len()].clone();
        let at = at % case.len();
        case.splice(at..(at + bytes.len()).min(case.len()), bytes);
        let _ = checked(&case);
    }

    #[test]
    fn every_place_lies_in_the_file(at in 0_usize..10_000, case in 0_usize..10_000, insert in "[<>&\"'/= a-z\u{e9}\u{1F600}]{0,6}") {
        let cases = cases();
        let case = String::from_utf8_lossy(&cases[case % cases.len()]).into_owned();
        // In other encodings, what is inserted would be other characters.
        let declares_another = |text: &str| !text.to_lowercase().contains("encoding=\"utf-8\"") && text.contains("encoding=");
        prop_assume!(!declares_another(case.lines().next().unwrap_or_default()));
        let at = case.floor_char_boundary(at % case.len());
        let case = format!("{}{insert}{}", case.get(..at).unwrap(), case.get(at..).unwrap());
        let lines: Vec<_> = case.split('\n').map(|line| line.chars().count()).collect();
        for (finding, _) in checked(case.as_bytes()).findings {
            let Some(span) = finding.place.and_then(|place| place.span) else { continue };
            for end in [span.start, span.end] {
                let length = lines[end.line as usize - 1];
                prop_assert!(end.column as usize <= length + 1, "{} {end:?}", finding.code.name);
            }
            prop_assert!(span.start <= span.end, "{} {span:?}", finding.code.name);
        }
    }
}
