//! Addresses as browsers parse them: every address that is written from an attribute, in a body or in a template,
//! is checked by third-party parsers of URLs and `srcset`.

use std::fmt::Write as _;
use std::path::Path;

use feedwright::site::kind::FileKind;
use feedwright::site::render::Templates;
use proptest::prelude::*;
use url::Url;

use super::cases::E;
use super::judge::{addresses, candidates, misplaced};
use super::{article, html, rendered, rendered_in};

/// Text that may precede or surround an address.
const AROUND: &[&str] = &[
    "",
    " ",
    "\t",
    "\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{1}",
    "\u{8}",
    "\u{1f}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{1680}",
    "\u{2000}",
    "\u{2001}",
    "\u{2002}",
    "\u{2003}",
    "\u{2004}",
    "\u{2005}",
    "\u{2006}",
    "\u{2007}",
    "\u{2008}",
    "\u{2009}",
    "\u{200a}",
    "\u{200b}",
    "\u{2028}",
    "\u{2029}",
    "\u{202f}",
    "\u{205f}",
    "\u{2060}",
    "\u{3000}",
    "\u{feff}",
    " \u{a0} ",
    "\u{a0}\u{1}",
    "\u{1}\u{a0}",
    "\u{a0}\t\u{3000}",
    ",",
    "(",
    "\"",
    "'",
];

/// Addresses, most of which are not allowed in some attribute.
const ADDRESSES: &[&str] = &[
    "",
    "#x",
    "#y",
    "/logout",
    "//evil.test/p",
    "\\\\evil.test\\p",
    "about:blank",
    "blob:https://evil.test/x",
    "data:image/png;base64,AA==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "data:text/html,<script>alert(1)</script>",
    "feed:javascript:alert(1)",
    "file:///etc/passwd",
    "filesystem:https://evil.test/x",
    "ftp://evil.test/",
    "http://evil.test/",
    "http:evil",
    "http://[evil",
    "https://ok.test/x,",
    "https://ok.test/x?y=,#z,",
    "intent://x#Intent;scheme=http;end",
    "jar:javascript:alert(1)!/",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "logout",
    "mailto:a@evil.test",
    "ms-msdt:/id",
    "m\ts-msdt:/id",
    "search-ms:query=x",
    "vbscript:x",
    "view-source:https://evil.test/",
    "ws://evil.test/",
];

/// Every element that has an address, with `@` for it.
const ELEMENTS: &str = "<a href=\"@\">a</a><map><area href=\"@\"></map><blockquote cite=\"@\">b</blockquote><q cite=\"@\">c</q>\
    <ins cite=\"@\">d</ins><del cite=\"@\">e</del><img src=\"@\"><img srcset=\"@\"><img srcset=\"@ 1x\">\
    <img srcset=\"https://ok.test/x,@ 2x\"><img srcset=\"https://ok.test/x,&#1; @ 2x\"><img srcset=\"x 1x,@,y 2x\">\
    <picture><source srcset=\"@ 640w\"><source srcset=\"y (,) @ 2x, @ 3x\"></picture>\
    <video src=\"@\" poster=\"@\"><source src=\"@\"><track src=\"@\"></video><audio src=\"@\"></audio>\
    <iframe src=\"@\">f</iframe><iframe data-src=\"@\"></iframe><iframe data-lazy-src=\"@\" src=\"https://ok.test/\"></iframe>\
    <img data-src=\"@\"><img data-original=\"@\"><img data-srcset=\"@ 1x\"><video data-poster=\"@\"></video>\
    <noscript><img src=\"@\"></noscript><a ping=\"@\" href=\"@\">g</a><img longdesc=\"@\" usemap=\"@\" src=\"@\">\
    <table background=\"@\"><tr><td background=\"@\" id=\"x\">h</td></tr></table><math href=\"@\"><mi href=\"@\">i</mi></math>\
    <object data=\"@\"></object><embed src=\"@\"><form action=\"@\"><button formaction=\"@\"></button></form>";

/// A text as it is written into an attribute.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, character| {
        match character {
            '"' | '&' | '\0'..='\x1f' | '\x7f' => write!(escaped, "&#{};", u32::from(character)).unwrap(),
            other => escaped.push(other),
        }
        escaped
    })
}

/// An entry whose template is all of its HTML.
fn templated(template: &str) -> String {
    let template = format!("{{% raw %}}{template}{{% endraw %}}");
    let templates = Templates::with_entry(Path::new("entry.html"), template).unwrap();
    let (rendered, _) = rendered_in(&article(FileKind::Text, ""), "Words.", &[], &templates);
    rendered.content.to_string()
}

/// The errors in the addresses of the tree that a browser builds, and of the tags of the text.
fn wrong(html: &str) -> Vec<String> {
    let document = dom_query::Document::fragment(html);
    let nodes = document.root().descendants();
    let attributes: Vec<_> = nodes
        .iter()
        .flat_map(|node| {
            let name = node.node_name().unwrap_or_default().to_string();
            node.attrs().into_iter().map(move |attribute| {
                (name.clone(), attribute.name.local.to_string(), attribute.value.to_string())
            })
        })
        .collect();
    let mut found = addresses(&attributes);
    for frame in nodes.iter().filter(|node| node.has_name("iframe")) {
        if !frame.has_attr("src") || frame.first_child().is_some() {
            found.push(format!("a frame: {}", frame.html()));
        }
    }
    found.extend(misplaced(html));
    found
}

/// Each address with each surrounding text: before it, behind it, and on both sides.
fn texts() -> impl Iterator<Item = String> {
    let numbered = |(number, around)| {
        ADDRESSES.iter().enumerate().map(move |(other, address)| (number + other, around, address))
    };
    AROUND.iter().enumerate().flat_map(numbered).map(|(number, around, address)| match number % 3 {
        0 => format!("{around}{address}{around}"),
        1 => format!("{around}{address}"),
        _ => format!("{address}{around}"),
    })
}

#[test]
fn every_url_of_a_body_is_checked_as_it_is_written() {
    for text in texts() {
        let body = ELEMENTS.replace('@', &escaped(&text));
        let html = rendered(FileKind::Html, "", &body).0.content.to_string();
        assert_eq!(wrong(&html), Vec::<String>::new(), "{text:?}: {html}");
    }
}

#[test]
fn every_url_of_a_template_is_checked_as_it_is_written() {
    for text in texts() {
        let html = templated(&ELEMENTS.replace('@', &escaped(&text)));
        assert_eq!(wrong(&html), Vec::<String>::new(), "{text:?}: {html}");
    }
}

#[test]
fn a_base_is_read_as_its_links_are() {
    for text in texts() {
        let href = escaped(&text);
        let body = format!(
            "<html><head><base href=\"{href}\"></head><body><a href=\"x\">a</a><img src=\"x\" srcset=\"x 2x\"><iframe src=\"x\"></iframe></body></html>"
        );
        let html = rendered(FileKind::Html, "", &body).0.content.to_string();
        assert_eq!(wrong(&html), Vec::<String>::new(), "{href:?}: {html}");
    }
}

#[test]
fn an_address_without_the_space_around_it_is_judged_and_written() {
    for (body, expected) in [
        (
            "<iframe src=\"&nbsp;http://evil.test/\"></iframe>",
            "<a href=\"http://evil.test/\">http://evil.test/</a>",
        ),
        ("<iframe src=\"&nbsp;mailto:a@b.org\"></iframe>", ""),
        ("<iframe src=\"&nbsp;ms-msdt:/id\"></iframe>", ""),
        ("<iframe src=\"&nbsp;intent:x\"></iframe>", ""),
        ("<iframe src=\"&nbsp;ws://evil.test/\"></iframe>", ""),
        ("<iframe src=\"\"></iframe>", ""),
        ("<iframe src=\"#x\"></iframe>", ""),
        (
            "<iframe src=\"&nbsp;https://b.org/v&#3;\"></iframe>",
            "<iframe src=\"https://b.org/v\"></iframe><p><a href=\"https://b.org/v\">https://b.org/v</a></p>",
        ),
        ("<a href=\"&nbsp;ms-msdt:/id\">a</a>", "<a>a</a>"),
        ("<a href=\"&#x3000;intent:x\">a</a>", "<a>a</a>"),
        ("<a href=\"&#xFEFF;tg:x\">a</a>", "<a href=\"tg:x\">a</a>"),
        ("<a href=\"&nbsp;https://b.org/\u{3000}\">a</a>", "<a href=\"https://b.org/\">a</a>"),
        ("<a href=\"&nbsp;mailto:a@b.org\">a</a>", "<a href=\"mailto:a@b.org\">a</a>"),
        ("<a href=\"&nbsp;#n\" id=\"n\">a</a>", "<a href=\"#{E}n\" id=\"{E}n\">a</a>"),
        ("<a href=\"#n&#10;m\">a</a>", "<a href=\"https://blog.org/news/a/#nm\">a</a>"),
        ("<img src=\"&nbsp;DATA:image/PNG;base64,&#10;AA\">", "<img src=\"data:image/PNG;base64,AA\">"),
        ("<img src=\"&nbsp;mailto:a@b.org\" alt=\"\"><img src=\"\">", ""),
        ("<q cite=\"&nbsp;view-source:https://b.org/\">a</q>", "<q>a</q>"),
    ] {
        assert_eq!(
            rendered(FileKind::Html, "", body).0.content.as_str(),
            expected.replace("{E}", E),
            "{body}"
        );
    }
}

#[test]
fn a_frame_of_a_template_is_judged_as_one_of_a_body() {
    for (template, expected) in [
        ("a<iframe src=\"http://evil.test/\">b</iframe>c", "ac"),
        ("a<iframe>b</iframe>c", "ac"),
        ("a<iframe srcdoc=\"x\"></iframe><iframe src=\"javascript:x\"></iframe>c", "ac"),
        (
            "<iframe src=\"https://b.org/\"><img src=x onerror=alert(1)></iframe>",
            "<iframe src=\"https://b.org/\"></iframe>",
        ),
        (
            "<p title=\"<iframe>\">&lt;iframe&gt;</p><iframe width=\"1\" src=\"//b.org/\"><iframe></iframe>d",
            "<p title=\"&lt;iframe&gt;\">&lt;iframe&gt;</p><iframe width=\"1\" src=\"https://b.org/\"></iframe>d",
        ),
        ("<h2>a<xyz><h3>b<iframe>c</iframe></h3></xyz></h2>", "<h2>a</h2><h3>b</h3>"),
        ("<p>a</p><iframe src=\"https://b.org/\">", "<p>a</p><iframe src=\"https://b.org/\"></iframe>"),
    ] {
        assert_eq!(templated(template), expected, "{template}");
    }
}

#[test]
fn the_candidates_of_a_srcset_that_browsers_load_are_kept() {
    let page = "https://blog.org/news/a";
    for (srcset, expected) in [
        ("https://ok.test/x,&#1; /logout 2x", ""),
        ("https://ok.test/x,&#1; javascript:alert(1) 2x", ""),
        ("https://ok.test/x,&#1; file:///x 2x, //evil.test/p", "https://evil.test/p"),
        ("https://ok.test/x,&#1; 2x", "https://ok.test/x%2C 2x"),
        ("https://ok.test/?x,&#1;, y", &format!("https://ok.test/?x%2C, {page}/y")),
        ("https://ok.test/#x,&#1;", "https://ok.test/#x%2C"),
        ("a 1x, b,c 2x,d", &format!("{page}/a 1x, {page}/b,c 2x, {page}/d")),
        ("a 1.5x, b .5x, c 1e1x, d 0x", &format!("{page}/a 1.5x, {page}/b .5x, {page}/c 1e1x, {page}/d 0x")),
        ("a 1w, b 2w 3h, c 4h 5w", &format!("{page}/a 1w, {page}/b 2w 3h, {page}/c 4h 5w")),
        ("a 0w, b 1h, c 1w 1x, d 1x 1x, e -1x, f 1.x, g x, h 1, i +1w, j infx, k 1q", ""),
        ("a (1x, /logout 2x), b 2x", &format!("{page}/b 2x")),
        ("a 1x(, b", ""),
        ("a,,, b", &format!("{page}/a, {page}/b")),
        ("a\u{a0}1x, b&#11;2x", &format!("{page}/a%C2%A01x, {page}/b%0B2x")),
        ("a&#12;1x,&#13;b", &format!("{page}/a 1x, {page}/b")),
        ("#x 1x, mailto:a@b.org 2x, ftp://b.org/ 3x, data:image/png,x 4x", ""),
        ("&nbsp;http://b.org/ 2x", "http://b.org/ 2x"),
        (" , ,", ""),
        ("&#1; 1x", ""),
    ] {
        let kept = if expected.is_empty() { String::new() } else { format!(" srcset=\"{expected}\"") };
        let start = "<img src=\"https://b.org/p\"";
        assert_eq!(
            html(FileKind::Html, &format!("{start} srcset=\"{srcset}\">")),
            format!("{start}{kept}>"),
            "{srcset}"
        );
    }
}

/// The candidates of a `srcset`, resolved: those that a feed may carry.
fn resolved(srcset: &str, base: &Url) -> Vec<(String, String)> {
    let is_around =
        |character: char| character.is_whitespace() || character.is_control() || character == '\u{feff}';
    let found = candidates(srcset).into_iter().filter_map(|(address, descriptors)| {
        let text = address.trim_matches(is_around);
        let url = base.join(text).ok().filter(|_| !text.is_empty() && !text.starts_with('#'))?;
        // RFC 3986 §3.5 knows no second `#`.
        let text = match url.as_str().split_once('#') {
            Some((before, fragment)) => format!("{before}#{}", fragment.replace('#', "%23")),
            None => url.to_string(),
        };
        let whole = text.trim_end_matches(',');
        let commas = "%2C".repeat(text.len() - whole.len());
        matches!(url.scheme(), "http" | "https").then(|| (format!("{whole}{commas}"), descriptors))
    });
    found.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_srcset_is_read_as_browsers_read_it(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                ",", " ", ", ", "\t", "\u{a0}", "\u{1}", "\u{b}", "\u{c}", "(", ")", "a", "/logout", "//evil.test/p",
                "https://ok.test/x", "javascript:x", "file:///x", " 2x", " 100w", " 1e3x", " 50h", " .5x", "#x", "?", "%2C",
            ]),
            0..12,
        )
    ) {
        let srcset = pieces.concat();
        let body = format!("<img srcset=\"{}\">", escaped(&srcset));
        let html = rendered(FileKind::Html, "", &body).0.content.to_string();
        prop_assert_eq!(wrong(&html), Vec::<String>::new());
        let written = dom_query::Document::fragment(html.as_str()).select("img").attr("srcset").unwrap_or_default();
        let page = Url::parse("https://blog.org/news/a/").unwrap();
        prop_assert_eq!(candidates(&written), resolved(&srcset, &page), "{:?}: {}", srcset, written);
    }
}
