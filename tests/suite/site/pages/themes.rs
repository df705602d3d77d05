//! Pages as themes of all generators lay them out: what is found is the text of the article and nothing else, and what
//! they say of themselves is read.
//!
//! In each file the text stands between `<!--text-->` and `<!--/text-->`, without what is between `<!--page-->` and
//! `<!--/page-->`.

use std::fmt::Write as _;
use std::fs;

use super::{add_pages, contents, words};
use crate::suite::harness::{Site, project};

/// A page: the name of its file, its path on the site, and the title, date, mark and what else it is read as.
struct Theme {
    name: &'static str,
    path: &'static str,
    title: &'static str,
    date: &'static str,
    found_by: &'static str,
}

const fn theme(
    name: &'static str,
    path: &'static str,
    title: &'static str,
    date: &'static str,
    found_by: &'static str,
) -> Theme {
    Theme { name, path, title, date, found_by }
}

const THEMES: &[Theme] = &[
    theme("papermod", "posts/lamp/", "A lamp for the pier", "2026-03-04T08:30:00Z", ".post-content"),
    theme("stack", "p/jaring-tua/", "Jaring tua", "2026-03-04T17:00:00Z", ".article-content"),
    theme("blowfish", "gulls/", "Counting gulls", "2026-03-07T00:00:00Z", ".article-content"),
    theme(
        "minima",
        "2026/03/08/tide.html",
        "Tom & the tide",
        "2026-03-08T06:15:00Z",
        "[itemprop~=articleBody]",
    ),
    theme("minimal-mistakes", "rope/", "Salt on the rope", "2026-03-09T00:00:00Z", ".e-content"),
    theme("tabi", "ca/fog/", "La boira", "2026-03-10T00:00:00Z", ".e-content"),
    theme("eleventy-base-blog", "blog/third-ring/", "The third ring", "2026-03-11T00:00:00Z", "main"),
    theme("astro-starter", "blog/paint/", "Paint for hulls", "2026-03-12T00:00:00Z", "article .prose"),
    theme("starlight-blog", "blog/knots/", "Knots that hold", "2026-03-13T00:00:00Z", ".sl-markdown-content"),
    theme("docusaurus", "blog/crane", "The crane turns", "2026-03-14T00:00:00Z", "#__blog-post-container"),
    theme("next", "2026/03/15/deng/", "港口的灯", "2026-03-15T04:00:00Z", "[itemprop~=articleBody]"),
    theme("notmyidea", "fog-signals.html", "Fog signals", "2026-03-15T23:00:00Z", ".entry-content"),
    theme("quarto", "posts/tides/", "Tides as numbers", "2026-03-17T00:00:00Z", "#quarto-document-content"),
    theme("mkdocs-material", "blog/log/", "The harbor log", "2026-03-18T00:00:00Z", ".md-content__inner"),
    theme("sphinx", "blog/nets.html", "Mending nets", "2026-03-19T00:00:00Z", "[role=main]"),
    theme("vitepress", "charts.html", "Charts in the browser", "2026-03-20T00:00:00Z", ".vp-doc"),
];

const SETTINGS: &str = "[site]\nbase-url = \"https://harbor.org/\"\ntitle = \"Harbor notes\"\ntimezone = \"UTC\"\n\
    [[feed]]\npath = \"feed.json\"\nformat = \"json\"\nlimit = \"all\"\n[[feed]]\npath = \"atom.xml\"\nformat = \"atom\"\nlimit = \"all\"\n[content]\n";

impl Theme {
    fn page(&self) -> String {
        let file = project().join(format!("tests/suite/site/pages/themes/{}.html", self.name));
        fs::read_to_string(file).unwrap()
    }

    fn file(&self) -> String {
        match self.path {
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file if file.contains(".html") => file.to_owned(),
            bare => format!("{bare}.html"),
        }
    }

    /// The words of the text.
    fn words(&self) -> Vec<String> {
        let page = self.page();
        let mut text = String::new();
        for piece in page.split("<!--text-->").skip(1) {
            for part in piece.split("<!--/text-->").next().unwrap().split("<!--page-->") {
                text.push_str(part.rsplit("<!--/page-->").next().unwrap());
                text.push(' ');
            }
        }
        words(&text)
    }
}

/// The words of one list that another lacks.
fn lacking(words: &[String], others: &[String]) -> Vec<String> {
    let mut left = others.to_vec();
    let is_lacking = |word: &&String| match left.iter().position(|other| other == *word) {
        Some(at) => {
            left.remove(at);
            false
        }
        None => true,
    };
    words.iter().filter(is_lacking).cloned().collect()
}

/// The words that entries lack, and those that they have besides, by theme.
fn differences(site: &Site) -> String {
    let contents = contents(site, "feed.json");
    let mut titles: Vec<_> = contents.iter().map(|(title, _)| title.as_str()).collect();
    let mut expected: Vec<_> = THEMES.iter().map(|theme| theme.title).collect();
    titles.sort_unstable();
    expected.sort_unstable();
    assert_eq!(titles, expected);
    let mut differences = String::new();
    for theme in THEMES {
        let (_, html) = contents.iter().find(|(title, _)| title == theme.title).unwrap();
        let (expected, found) = (theme.words(), words(html));
        assert!(expected.len() > 3, "{}", theme.name);
        let (missing, more) = (lacking(&expected, &found), lacking(&found, &expected));
        if !missing.is_empty() || !more.is_empty() {
            writeln!(differences, "{}: missing {missing:?}, too many {more:?}", theme.name).unwrap();
        }
    }
    differences
}

#[test]
fn the_text_on_a_page_of_a_theme_is_that_of_the_article_and_nothing_else() {
    let site = Site::new(&format!("{SETTINGS}body-from = \"page\"\n"), &[]);
    for theme in THEMES {
        let head = format!(
            "+++\ntitle = \"{}\"\ndate = {}\nurl = \"/{}\"\n+++\n{{{{< shortcode >}}}}\n",
            theme.title, theme.date, theme.path
        );
        site.add(&[(&format!("{}.md", theme.name), &head)]);
        add_pages(&site, &[(&theme.file(), &theme.page())]);
    }
    let found = site.findings();
    assert!(found.iter().all(|line| line.starts_with("warning[different-page-body]")), "{found:#?}");
    assert_eq!(differences(&site), "");
}

#[test]
fn the_page_of_a_theme_says_what_its_article_is() {
    let site = Site::new(&format!("{SETTINGS}dir = \"public\"\n"), &[]);
    for theme in THEMES {
        add_pages(&site, &[(&theme.file(), &theme.page())]);
    }
    let found = site.findings();
    assert!(found.iter().all(|line| line.starts_with("warning[different-page-body]")), "{found:#?}");
    assert_eq!(differences(&site), "");
    let feed: serde_json::Value = serde_json::from_str(&site.read("feed.json")).unwrap();
    for theme in THEMES {
        let items = feed["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["title"] == theme.title).unwrap();
        let url = format!("https://harbor.org/{}", theme.path);
        assert_eq!((&item["url"], &item["id"]), (&url.clone().into(), &url.into()), "{}", theme.name);
        assert_eq!(item["date_published"], theme.date, "{}", theme.name);
    }
}

#[test]
fn the_mark_that_finds_the_text_is_the_surest_one_of_the_page() {
    for theme in THEMES {
        let title = feedwright::feed::Text::line(theme.title);
        let body = feedwright::site::pages::body(&theme.page(), &title, None).unwrap().unwrap();
        assert_eq!(body.found_by.to_string(), theme.found_by, "{}", theme.name);
        assert!(body.has_title, "{}", theme.name);
    }
}
