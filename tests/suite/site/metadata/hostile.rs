//! Hostile metadata: it is handled in bounded time and cannot escape the site, the document or the line.

use std::time::{Duration, Instant};

use feedwright::feed::text::forbidden;
use feedwright::site::article::Article;
use feedwright::site::config::{self, Overrides};
use feedwright::site::metadata::ParseOutcome;

use super::{parse, toml};
use crate::suite::harness::{PLAIN, Site, feed};
use crate::suite::support::{numbered, well_formed};

/// Texts that could end a construct, or change how the rest is read.
const TEXTS: &[&str] = &[
    "]]>",
    "]]>]]&gt;<![CDATA[",
    "<!--",
    "-->",
    "<?xml version=\"1.0\"?>",
    "</title></item></channel></rss>",
    "</entry></feed>",
    "\"}],\"items\":[]}",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}",
    "\u{202e}\u{2066}txt.exe\u{2069}\u{200f}",
    "\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}\u{1fffe}",
    "\u{e0001}\u{e0061}",
    "'\"`\\",
    "%00%0a%2e%2e%2f",
    "=cmd|'/c calc'!A1",
];

/// Paths that leave the folder, or that some system reads as more than a name.
const PATHS: &[&str] = &[
    "../../etc/passwd",
    "..",
    "/etc/passwd",
    "//evil.org/x",
    "\\\\evil.org\\x",
    "..\\..\\x",
    "C:\\x",
    "C:x",
    "file:///etc/passwd",
    "a\u{0}b",
    "a\nb",
    "%2e%2e/%2e%2e/x",
    "..%2f..%2fx",
    "..;/x",
    "....//x",
    ".../x",
    "~root",
    "$HOME",
    "CON",
    "nul.xml",
    "com1",
    "a:b",
    "a.",
    "a ",
    "?x",
    "#x",
    "\u{202e}lmx.a",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://evil.org\\@blog.org/",
    "https://blog.org:99999/",
    "https://[::1]/",
    "http://0x7f.1/",
];

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007F")
}

fn read(keys: &str) -> Option<Article> {
    match parse("news/a.md", &toml(keys)).0 {
        ParseOutcome::Article(article) => Some(*article),
        ParseOutcome::LeftOut(_) | ParseOutcome::NotAnArticle => None,
    }
}

#[test]
fn no_slug_leaves_its_folder() {
    for path in PATHS.iter().chain(TEXTS) {
        let Some(article) = read(&format!("slug = {}", quoted(path))) else { continue };
        let url = url::Url::parse(article.permalink.as_str()).unwrap();
        let parts: Vec<_> = url.path_segments().unwrap().collect();
        assert!(parts.starts_with(&["news"]) && parts.len() == 3, "{path}: {url}");
        assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("blog.org"), None, None), "{path}");
    }
}

#[test]
fn urls_stay_on_the_web_and_paths_on_the_site() {
    for path in PATHS.iter().chain(TEXTS) {
        let Some(article) = read(&format!("url = {}", quoted(path))) else { continue };
        assert!(matches!(article.permalink.scheme(), "http" | "https"), "{path}: {}", article.permalink);
        if !path.starts_with("http") {
            assert_eq!(article.permalink.host(), Some("blog.org"), "{path}: {}", article.permalink);
        }
    }
}

#[test]
fn no_url_of_an_image_a_license_or_comments_runs_code() {
    for path in PATHS {
        for key in ["image", "enclosure", "license", "comments.url", "comments.feed", "source.url"] {
            let name = if key.starts_with("source") { "source.name = \"N\"\n" } else { "" };
            let Some(article) = read(&format!("{name}{key} = {}", quoted(path))) else { continue };
            let urls = [
                article.images.into_iter().next().map(|image| image.file.url),
                article.enclosures.into_iter().next().map(|enclosure| enclosure.url),
                article.license,
                article.comments.url,
                article.comments.feed,
                article.origin.and_then(|origin| origin.url),
            ];
            for url in urls.into_iter().flatten() {
                let runs = ["javascript", "data", "file"].contains(&url.scheme());
                assert!(!runs, "{key} = {path}: {url}");
            }
        }
    }
}

#[test]
fn no_text_ends_the_document_that_contains_it() {
    let settings = format!(
        "{PLAIN}{}{}{}",
        feed("a.xml", "rss", ""),
        feed("b.xml", "atom", ""),
        feed("c.json", "json", "")
    );
    for text in TEXTS {
        let quoted = quoted(text);
        let keys = ["title", "summary", "rights"].map(|key| format!("{key} = {quoted}\n")).concat();
        let lists =
            format!("tags = [{quoted}, \"x\"]\ncategories = [{quoted}]\nauthors = [{quoted}, \"A\"]\n");
        let image = format!(
            "image = {{ src = \"https://b.org/p.png\", alt = {quoted}, caption = {quoted}, credit = {quoted} }}\n"
        );
        let article = format!("+++\ndate = 2026-04-01\n{keys}{lists}{image}+++\n{text}\n");
        let site = Site::new(&settings, &[("a.md", &article), ("b.md", &toml(""))]);
        let found = site.findings();
        let refused: Vec<_> = found.iter().filter(|line| line.starts_with("error")).collect();
        if refused.is_empty() {
            for path in ["a.xml", "b.xml", "c.json"] {
                assert_eq!(well_formed(&site.read(path)).entries.len(), 2, "{text:?}");
                assert_eq!(forbidden(&site.read(path)).count(), 0, "{text:?}");
            }
        } else {
            // A person without a name is one whose every character is forbidden.
            assert!(refused.iter().all(|line| line.contains("content/a.md:")), "{text:?}: {refused:?}");
        }
    }
}

#[test]
fn no_term_moves_a_document_out_of_its_folder() {
    let settings = format!("{PLAIN}{}", feed("tags/{tag}/feed.xml", "rss", "each = \"tag\""));
    for path in PATHS.iter().chain(TEXTS) {
        let keys = format!("tags = [{}]", quoted(path));
        let site = Site::new(&settings, &[("a.md", &toml(&keys))]);
        site.build();
        for written in site.published().keys() {
            assert!(written.starts_with("tags/") && written.split('/').count() == 3, "{path}: {written}");
        }
        let around: Vec<_> =
            std::fs::read_dir(site.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(around.len() <= 3, "{path}: {around:?}");
    }
}

/// Heads that are short and expand when read, each below the size limit of a head.
fn bombs() -> Vec<(&'static str, String)> {
    vec![
        ("arrays in arrays", format!("x = {}{}", "[".repeat(30_000), "]".repeat(30_000))),
        ("arrays that do not end", format!("x = {}", "[".repeat(60_000))),
        ("tables in tables", format!("x = {}1{}", "{a=".repeat(15_000), "}".repeat(15_000))),
        ("tables that do not end", format!("x = {}", "{a=".repeat(20_000))),
        ("a dotted key", format!("extra.{}a = 1", "a.".repeat(30_000))),
        ("a dotted header", format!("[extra.{}a]", "a.".repeat(30_000))),
        ("many dotted keys", numbered(3_000, |n| format!("extra.k{n}.a = 1\n"))),
        ("many headers", numbered(4_000, |n| format!("[extra.t{n}]\n"))),
        ("tables of tables", "[[extra.a]]\n[[extra.a.b]]\n".repeat(2_000)),
        ("one key, many times", "extra = 1\n".repeat(1_500)),
        ("a long key", format!("{} = 1", "k".repeat(60_000))),
        ("a long text", format!("summary = \"{}\"", "\\u0001".repeat(10_000))),
        ("a long number", format!("x = {}", "9".repeat(60_000))),
        ("a long exponent", format!("x = 1e{}", "9".repeat(60_000))),
        ("many numbers", format!("tags = [{}]", "1,".repeat(30_000))),
        ("many tags", format!("tags = [{}]", numbered(7_000, |n| format!("\"{n}\",")))),
        ("quotes", "\"".repeat(60_000)),
        ("backslashes", format!("title = \"{}\"", "\\".repeat(60_000))),
    ]
}

#[test]
fn a_head_that_expands_is_handled() {
    for (name, bomb) in bombs() {
        assert!(bomb.len() < 64 * 1024, "{name}");
        let (outcome, found) = parse("a.md", &toml(&bomb));
        assert!(matches!(outcome, ParseOutcome::Article(_)) || !found.is_empty(), "{name}");
    }
}

/// How long it takes to read a head with so many mistakes on one line.
fn time_of_mistakes(count: usize) -> Duration {
    let head = toml(&format!("tags = [{}]", "1,".repeat(count)));
    let start = Instant::now();
    let (_, found) = parse("a.md", &head);
    assert_eq!(found.len(), count);
    start.elapsed()
}

#[test]
fn four_times_the_mistakes_in_a_head_are_found_in_four_times_as_long() {
    // Other processes disturb the measurement, so one linear run is enough.
    assert!((0..5).any(|_| time_of_mistakes(28_000) <= time_of_mistakes(7_000) * 8));
}

#[test]
fn a_configuration_that_expands_is_handled() {
    for (name, bomb) in bombs() {
        let text = format!("{PLAIN}\n[extra]\n{bomb}");
        let (config, found) = config::read(
            "feedwright.toml".as_ref(),
            &text,
            &Overrides::default(),
            feedwright::site::config::Known::new(&feedwright::codes()),
        );
        assert!(config.is_some() || !found.is_empty(), "{name}");
    }
}

#[test]
fn yaml_that_expands_is_handled() {
    let laughs = (1..10).fold("a0: &a0 [lol]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))
    });
    let nested = (0..300).fold(String::new(), |text, n| text + &format!("{}a:\n", " ".repeat(n)));
    let bombs = [
        ("laughs", laughs),
        ("sequences in sequences", format!("x: {}", "[".repeat(60_000))),
        ("sequences in lines", format!("x:\n{}", "- ".repeat(30_000))),
        ("mappings in mappings", format!("x: {}", "{a: ".repeat(15_000))),
        ("mappings in lines", nested),
        ("keys that ask", "? ".repeat(30_000)),
        ("anchors", "&a ".repeat(20_000)),
        ("tags", format!("x: {}", "!!str ".repeat(10_000))),
        ("merges", "<<: *a\n".repeat(8_000)),
        ("one key, many times", "a:\n".repeat(3_000)),
        ("many keys", numbered(8_000, |n| format!("k{n}:\n"))),
        ("documents", "--- x\n".repeat(10_000)),
        ("quotes", format!("x: \"{}", "\\".repeat(60_000))),
        ("folds", format!("x: >\n{}", " \n".repeat(30_000))),
        ("indents", format!("x: |9\n{}", "          a\n".repeat(5_000))),
        ("percents", "%\n".repeat(30_000)),
    ];
    for (name, bomb) in bombs {
        let (outcome, found) = parse("a.md", &format!("---\ntitle: T\ndate: 2026-04-01\n{bomb}\n---\n"));
        assert!(matches!(outcome, ParseOutcome::Article(_)) || !found.is_empty(), "{name}");
    }
}

#[test]
fn an_address_that_each_link_would_repeat_is_not_too_long() {
    let long = "a".repeat(5_000);
    for (key, code, why) in [
        (format!("url = \"/{long}/\""), "invalid-url", "it is longer than 4096 bytes"),
        (format!("slug = \"{long}\""), "invalid-slug", "it is too long for a URL"),
    ] {
        let (_, found) = parse("a.md", &toml(&key));
        let is_said =
            |line: &String| line.starts_with(&format!("error[{code}] a.md:4:")) && line.contains(why);
        assert!(found.len() == 1 && found.iter().all(is_said), "{code}");
    }
}
