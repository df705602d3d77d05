//! Pages that nobody would write: each is read in time that grows with its length, or refused.

use std::time::{Duration, Instant};

use feedwright::feed::{Text, Url};
use feedwright::site::pages::{self, SiteOfPage, links};
use proptest::prelude::*;

use super::add_pages;
use crate::suite::harness::{PLAIN, Site, article};

fn found_in(page: &str) -> Result<bool, String> {
    let start = Instant::now();
    let body = pages::body(page, &Text::line("A title"), None);
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
    body.map(|body| body.is_some()).map_err(|oversized| oversized.to_string())
}

#[test]
fn deep_broken_and_repetitive_pages_are_read_or_refused() {
    let deep = |tag: &str| format!("<article>{}A word.", format!("<{tag}>").repeat(10_000));
    let wide = |part: &str| format!("<article>{}</article>", part.repeat(3_000));
    for page in [
        deep("div"),
        deep("b"),
        deep("table><tr><td"),
        deep("article"),
        wide("<a href=#x>x</a>"),
        wide("<ul><li><a href=#x>x</a></ul>"),
        wide("<h1>A title</h1>"),
        wide("<article>word</article>"),
        wide("<a rel=tag href=/t>t</a>"),
        wide("<p class=\"meta tags toc comments\">word</p>"),
        wide("<time datetime=2026-01-01>x</time>"),
        format!("<article><p class=\"{}\">word</p>", "toc ".repeat(10_000)),
        format!("<article><p {}>word</p>", "a=b ".repeat(10_000)),
        "<article>".to_owned(),
        "<script type=application/ld+json>".to_owned() + &"[".repeat(10_000),
        "\0<\0".repeat(1000),
        String::new(),
    ] {
        let _ = found_in(&page);
    }
    assert_eq!(found_in("<p>A word</p></article></main></body></html><article>in the end"), Ok(true));
}

#[test]
fn pages_without_marks_are_read_in_time_too() {
    let deep = format!("{}A word, and another, and so on.", "<div><p>x</p>".repeat(1_000));
    let lists = format!("{}word", "<ul><li>".repeat(1_000));
    let paragraphs = "<p>A sentence, with a comma, of some length, so that it counts for something here.</p>"
        .repeat(1_000);
    for page in [deep, lists, paragraphs] {
        let _ = found_in(&page);
    }
}

#[test]
fn a_page_that_is_too_large_or_not_utf8_is_an_error_at_the_page() {
    let site = Site::new(
        &format!("{PLAIN}[content]\nbody-from = \"page\"\n"),
        &[("a.md", &article("A", "date = 2026-01-02")), ("b.md", &article("B", "date = 2026-01-01"))],
    );
    std::fs::create_dir_all(site.path("public/a")).unwrap();
    std::fs::write(site.path("public/a/index.html"), b"<article>caf\xE9</article>").unwrap();
    add_pages(&site, &[("b/index.html", &"<p>word</p>".repeat(1_000_000))]);
    let found = site.findings();
    assert_eq!(
        found,
        [
            "error[not-utf8] public/a/index.html:1:13 the byte 0xE9 is not valid UTF-8 | save the file as UTF-8; if it is in Windows-1252, as many old texts are, convert it: `iconv -f WINDOWS-1252 -t UTF-8 public/a/index.html > public/a/index.html.utf8 && mv public/a/index.html.utf8 public/a/index.html`",
            "error[unreadable-file] public/b/index.html `public/b/index.html` is larger than 8 MiB | shorten it, or leave it out with `exclude` if it is not an article",
        ]
    );
}

/// What pages are made of, and what breaks them.
const PIECES: &[&str] = &[
    "<article>",
    "</article>",
    "<main><h1>A title</h1>",
    "<meta property=\"article:published_time\" content=\"2026-01-01\">",
    "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"datePublished\":\"2026-01-01\"",
    "}</script>",
    "<time datetime=\"2026-01-01\">",
    "<p class=\"toc e-content\">words &amp; words",
    "<a href=\"#x\" id=\"x\">",
    "<img src=\"a.png\" srcset=\"b.png 2x, ,\">",
    "<!--",
    "<![CDATA[",
    "<title>",
    "<template>",
    "\"",
    "\u{0}",
    "é🦀",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_can_be_a_page(
        pieces in proptest::collection::vec(
            prop_oneof![
                proptest::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
                proptest::collection::vec(any::<u8>(), 0..8),
            ],
            0..24,
        ),
    ) {
        let page = String::from_utf8_lossy(&pieces.concat()).into_owned();
        let title = Text::line("A title");
        for selector in [None, Some("article")] {
            if let Ok(Some(body)) = pages::body(&page, &title, selector) {
                prop_assert!(!body.html.trim().is_empty());
                let _ = links::addresses(&body.html);
            }
        }
        let base_url = &Url::parse("https://blog.org/").unwrap();
        let site = SiteOfPage { base_url, title: "Blog", description: None };
        if let Some(table) = pages::metadata("a/index.html", &page, site) {
            for key in ["title", "date", "url"] {
                prop_assert!(table.get(key).is_some(), "{}", key);
            }
        }
        let _ = links::ids(&page);
    }
}

#[test]
fn any_bytes_can_be_among_the_pages_of_a_site() {
    let site = Site::new(
        &format!("{PLAIN}[check]\nlinks = true\n"),
        &[("a.md", "+++\ntitle = \"A\"\ndate = 2026-01-02\n+++\n[x](/b/#y) [z](/c/#w)\n")],
    );
    for (folder, bytes) in [
        ("a", &b"<link rel=alternate type=application/rss+xml href=\xFF>"[..]),
        ("b", b"\0\xFF<p id=y"),
        ("c", b""),
    ] {
        std::fs::create_dir_all(site.path("public").join(folder)).unwrap();
        std::fs::write(site.path("public").join(folder).join("index.html"), bytes).unwrap();
    }
    let found = site.findings();
    assert!(found.iter().all(|line| line.starts_with("warning[")), "{found:#?}");
    assert!(found.iter().any(|line| line.contains("no id `w`")), "{found:#?}");
}
