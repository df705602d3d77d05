//! `[check] links`: where the links of entries lead on the built site.

use super::add_pages;
use crate::suite::harness::{PLAIN, Site};
use crate::suite::support::files;

const FEED: &str = "[check]\nlinks = true\n[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n";

/// A page that names the feed.
fn page(text: &str) -> String {
    format!(
        "<!doctype html><html><head><title>T</title><link rel=\"alternate\" type=\"application/rss+xml\" \
         href=\"/feed.xml\"></head><body>{text}</body></html>"
    )
}

fn article(keys: &str, text: &str) -> String {
    format!("+++\ntitle = \"T\"\ndate = 2026-01-01\n{keys}\n+++\n{text}\n")
}

/// The findings about an article `a.md` on a site with some files.
fn found(keys: &str, text: &str, site: &[(&str, &str)]) -> Vec<String> {
    let settings = format!("{PLAIN}{FEED}");
    let built = Site::new(&settings, &[("a.md", &article(keys, text))]);
    add_pages(&built, &[("a/index.html", &page("<h2 id=\"arches\">Arches</h2>"))]);
    add_pages(&built, site);
    built.findings()
}

#[track_caller]
fn leads_nowhere(text: &str, site: &[(&str, &str)], place: &str, address: &str) {
    let found = found("", text, site);
    let expected =
        format!("warning[broken-link] content/a.md:{place} `https://blog.org/{address}` is a broken link");
    assert!(matches!(found.as_slice(), [one] if one.starts_with(&expected)), "{text}: {found:#?}");
}

#[track_caller]
fn leads_somewhere(text: &str, site: &[(&str, &str)]) {
    assert_eq!(found("", text, site), Vec::<String>::new(), "{text}");
}

#[test]
fn a_link_leads_to_a_file_a_folder_or_a_page() {
    let tree = [("b/index.html", ""), ("c.html", ""), ("d.pdf", ""), ("e f/ü.html", "")];
    for text in [
        "[x](/b/)",
        "[x](/b)",
        "[x](/b/index.html)",
        "[x](/c)",
        "[x](/c.html)",
        "[x](/d.pdf?x=1)",
        "[x](/d.pdf#page=2)",
        "[x](/e%20f/%C3%BC)",
        "[x](../b/)",
        "[x](http://blog.org/b/)",
        "[x](https://blog.org/feed.xml)",
        "[x](https://elsewhere.org/nothing)",
        "[x](mailto:a@blog.org)",
        "[x](#)",
    ] {
        leads_somewhere(text, &tree);
    }
}

#[test]
fn a_link_that_leads_nowhere_is_reported_at_its_place() {
    leads_nowhere("One.\n\nTwo [x](/b/) three.", &[], "8:9", "b/");
    leads_nowhere("![x](/photos/y.png)", &[], "6:6", "photos/y.png");
    leads_nowhere("![x](y.png)", &[], "6:6", "a/y.png");
    leads_nowhere("[x](../b.html)", &[], "6:5", "b.html");
    leads_nowhere("See <https://blog.org/b/c>.", &[], "6:6", "b/c");
    leads_nowhere("[x][1]\n\n[1]: /c%20d/", &[], "8:6", "c%20d/");
    leads_nowhere("<a href='/b/'>x</a>", &[("b.htm", "")], "6:10", "b/");
}

#[test]
fn a_link_that_only_the_page_has_is_reported_there() {
    let settings = format!("{PLAIN}[content]\nbody-from = \"page\"\n{FEED}");
    let text = "[x](/b/) {{< made >}}";
    let site = Site::new(&settings, &[("a.md", &article("", text))]);
    let built = page("\n<h1>T</h1>\n<article><a href=/b/>x</a> <img src=../made.png></article>");
    add_pages(&site, &[("a/index.html", &built)]);
    let found = site.findings();
    let places: Vec<_> = found.iter().map(|line| line.split(" is a broken link").next().unwrap()).collect();
    assert_eq!(
        places,
        [
            "warning[broken-link] content/a.md:6:5 `https://blog.org/b/`",
            "warning[broken-link] public/a/index.html:3:37 `https://blog.org/made.png`",
        ]
    );
}

#[test]
fn a_host_redirects_what_its_file_says() {
    let redirects = ("_redirects", "# old\n/old/ /new/ 301\n/blog/* /:splat\n");
    leads_somewhere("[x](/old) [y](/blog/x/)", &[redirects]);
    leads_nowhere("[x](/older/)", &[redirects], "6:5", "older/");
}

#[test]
fn a_fragment_is_an_id_of_its_page() {
    let tree = [("b/index.html", "<a name=top2></a><p id=\"öl\">x</p>")];
    for text in [
        "[x](/b/#%C3%B6l)",
        "[x](/b/#top2)",
        "[x](/b/#top)",
        "[x](/b/#:~:text=x)",
        "[x](/a/#arches)",
        "[x](#arches)",
    ] {
        leads_somewhere(text, &tree);
    }
    for (text, id, file) in [("[x](/b/#oil)", "oil", "b"), ("[x](#doors)", "doors", "a")] {
        let expected = format!(
            "warning[broken-fragment] content/a.md:6:5 `https://blog.org/{file}/#{id}` leads to the top of `{file}/index.html`, which has no id `{id}` | "
        );
        let found = found("", text, &tree);
        assert!(matches!(found.as_slice(), [one] if one.starts_with(&expected)), "{text}: {found:#?}");
    }
}

#[test]
fn what_the_metadata_names_is_reported_at_its_key() {
    let settings = format!("{PLAIN}{FEED}");
    let site = Site::new(
        &settings,
        &[
            (
                "a.md",
                &article(
                    "image = \"/a.png\"\nenclosure = { src = \"/a.mp3\", bytes = 9, type = \"audio/mpeg\" }",
                    "x",
                ),
            ),
            ("b.md", &article("url = \"/bb/\"", "x")),
        ],
    );
    add_pages(&site, &[("index.html", &page(""))]);
    let found = site.findings();
    let places: Vec<_> = found.iter().map(|line| line.split(" is a broken link").next().unwrap()).collect();
    assert_eq!(
        places,
        [
            "warning[broken-link] content/a.md:2:9 `https://blog.org/a/`",
            "warning[broken-link] content/a.md:4:9 `https://blog.org/a.png`",
            "warning[broken-link] content/a.md:5:13 `https://blog.org/a.mp3`",
            "warning[broken-link] content/b.md:4:7 `https://blog.org/bb/`",
        ]
    );
}

#[test]
fn what_was_reported_is_not_said_again() {
    let found = found("image = \"a.png\"", "[x](nope.md)", &[]);
    let codes: Vec<_> = found.iter().map(|line| line.split(']').next().unwrap()).collect();
    assert_eq!(codes, ["warning[missing-file", "warning[dead-link"], "{found:#?}");
}

#[test]
fn pages_name_the_feeds_and_nothing_else() {
    let settings = format!("{PLAIN}{FEED}[[feed]]\npath = \"news/atom.xml\"\nformat = \"atom\"\n");
    let site = Site::new(&settings, &[("a.md", &article("", "x"))]);
    let other = "<link rel=alternate type=application/atom+xml href=../rss.xml>";
    add_pages(&site, &[("a/index.html", &page("")), ("c/index.html", other), ("d/index.html", other)]);
    let found = site.findings();
    let messages: Vec<_> = found.iter().map(|line| line.split(" | ").next().unwrap()).collect();
    assert_eq!(
        messages,
        [
            "warning[unnamed-feed] feedwright.toml:11:8 no page of the site links to the feed `https://blog.org/news/atom.xml`",
            "warning[missing-feed] public/c/index.html the page links to the feed `https://blog.org/rss.xml`, which does not exist, as another page does",
        ]
    );
}

#[test]
fn a_site_without_pages_is_reported_once() {
    let settings = format!("{PLAIN}{FEED}");
    let site = Site::new(&settings, &[("a.md", &article("", "[x](/b/)"))]);
    let found = site.findings();
    assert!(matches!(found.as_slice(), [one] if one.starts_with("warning[unchecked-links]")), "{found:#?}");
}

#[test]
fn links_are_checked_only_if_that_is_wanted() {
    let site = Site::new(PLAIN, &[("a.md", &article("", "[x](/b/)"))]);
    add_pages(&site, &[("a/index.html", &page(""))]);
    site.clean();
}

/// A site that Zola builds, with articles named so, and pages.
fn of_zola(articles: &[&str], pages: &[&str]) -> Site {
    let site =
        Site::new("[content]\ngenerator = \"zola\"\n[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n", &[]);
    let config = "base_url = \"https://blog.org\"\ntitle = \"Blog\"\n";
    files(&site.path(""), &[("zola.toml", config)]);
    for name in articles {
        site.add(&[(&format!("{name}.md"), &article("", "[x](https://blog.org/nowhere/)"))]);
    }
    for page in pages {
        add_pages(&site, &[(&format!("{page}/index.html"), "<p>x</p>")]);
    }
    site
}

#[test]
fn an_article_without_a_page_is_reported_on_the_site_of_a_generator() {
    let site = of_zola(&["ferry", "quay"], &["quay"]);
    let expected = "warning[broken-link] content/ferry.md:2:9 `https://blog.org/ferry/` is a broken link: the site has no \
                    `ferry/index.html` | build the site first: `zola build`; if the page has another address, write \
                    permalink = \"pages\" under [content]";
    assert_eq!(site.findings(), [expected]);
    add_pages(&site, &[("ferry/index.html", "<p>x</p>")]);
    site.clean();
}

#[test]
fn an_article_that_its_generator_does_not_render_needs_no_page() {
    let site = of_zola(&["quay"], &["quay"]);
    site.add(&[("buoy.md", &article("[extra]", "x").replace("[extra]", "render = false"))]);
    site.clean();
}

#[test]
fn a_site_of_a_generator_that_is_not_built_is_reported_once() {
    let site = of_zola(&["ferry", "quay", "mole"], &[]);
    let unbuilt = "info[unchecked-links] public `public` has no pages, so it was not checked for the pages of articles | build the \
                   site first: `zola build`";
    assert_eq!(site.findings(), [unbuilt]);
    add_pages(&site, &[("about/index.html", "<p>x</p>")]);
    let found = site.findings();
    let none = "warning[broken-link] public `public` has no page for any of the 3 articles in the feeds | build the site first";
    assert!(matches!(found.as_slice(), [one] if one.starts_with(none)), "{found:#?}");
}

#[test]
fn a_link_to_a_file_that_is_only_a_page_leads_to_that() {
    let site = Site::new(
        PLAIN,
        &[
            ("a.md", &article("", "[x](p/about.md) [y](note.md#z) [z](news/_index.md) [w](@/_index.md)")),
            ("p/about.md", "+++\ntitle = \"About\"\n+++\nx\n"),
            ("note.md", &article("feed = false", "x")),
        ],
    );
    let pages = ["p/about", "note", "news", "."].map(|name| format!("{name}/index.html"));
    let pages: Vec<_> = pages.iter().map(|file| (file.as_str(), "<p>x</p>")).collect();
    add_pages(&site, &pages);
    site.clean();
    let html = site.texts("feed.xml", "encoded").concat();
    for address in ["p/about/\"", "note/#z\"", "news/\"", "\""] {
        assert!(html.contains(&format!("href=\"https://blog.org/{address}")), "{address}: {html}");
    }
}

#[test]
fn a_link_to_a_file_without_a_page_is_dead() {
    for file in ["p/about.md", "note.md", "news/_index.md"] {
        let site = Site::new(
            PLAIN,
            &[
                ("a.md", &article("", &format!("[x]({file})"))),
                ("p/about.md", "+++\ntitle = \"About\"\n+++\nx\n"),
                ("note.md", &article("feed = false", "x")),
            ],
        );
        add_pages(&site, &[("a/index.html", "")]);
        let found = site.findings();
        assert!(
            matches!(found.as_slice(), [one] if one.starts_with("warning[dead-link]")),
            "{file}: {found:#?}"
        );
    }
}
