//! Sites that people already have: a generator's rules beside none, addresses out of the pages of the built site, and a feed
//! for each tag in each language.

use std::fmt::Write as _;

use crate::Figure;
use crate::measure::{best, limit, mebibytes};
use crate::site::{LANGUAGES, Layout, Site, TAGS_IN_LANGUAGES};
use crate::{MIB, NEWEST_FEEDS, WARM_THREADS};

/// What the rules of Hugo take, beside those of a site without a generator: the same articles and feeds.
pub(crate) fn hugo(articles: usize) -> Vec<Figure> {
    let plain = Site::new(Layout::Yaml, articles, NEWEST_FEEDS);
    let hugo = Site::new(Layout::Yaml, articles, &format!("[content]\ngenerator = \"hugo\"\n{NEWEST_FEEDS}"));
    hugo.write("hugo.toml", "baseURL = \"https://blog.ruiz.dev/\"\ntitle = \"Ana's blog\"\n");
    let [without, with] = best([&|| plain.build(true), &|| hugo.build(true)]);
    println!("hugo: {:.3} s, without a generator {:.3} s", with.seconds, without.seconds);
    vec![
        ("times the time without a generator", with.seconds / without.seconds, 1.3),
        ("times its memory", mebibytes(with.bytes) / mebibytes(without.bytes).max(1.0), 1.3),
    ]
}

/// What it takes to find the pages of a fifth of the articles, which are 20,000, beside reading the beginnings of all files.
pub(crate) fn built(articles: usize) -> Vec<Figure> {
    let articles = articles / 5;
    let settings = format!("[content]\npermalink = \"pages\"\n{NEWEST_FEEDS}");
    let site = Site::new(Layout::Sections, articles, &settings).with_pages(articles);
    let heads = || limit("heads", WARM_THREADS, &site.content());
    let pages = || limit("heads", WARM_THREADS, &site.output());
    let [heads, pages, build] = best([&heads, &pages, &|| site.build(true)]);
    println!(
        "built: heads {:.3} s, pages {:.3} s, build {:.3} s",
        heads.seconds, pages.seconds, build.seconds
    );
    vec![("times the time of the heads and the pages", build.seconds / (heads.seconds + pages.seconds), 4.0)]
}

/// What it takes to make feeds of a fifth of the articles, which are 20,000, out of their pages alone, beside reading the
/// beginnings of these.
pub(crate) fn pages_alone(articles: usize) -> Vec<Figure> {
    let articles = articles / 5;
    let settings = format!("[content]\ndir = \"public\"\n{NEWEST_FEEDS}");
    let site = Site::new(Layout::Sections, 0, &settings).with_articles_on_pages(articles);
    let pages = || limit("heads", WARM_THREADS, &site.output());
    let [pages, build] = best([&pages, &|| site.build(true)]);
    println!(
        "articles: pages {:.3} s, build {:.3} s, {} MiB",
        pages.seconds,
        build.seconds,
        build.bytes / MIB
    );
    vec![
        ("times the time of the beginnings of the pages", build.seconds / pages.seconds, 10.0),
        ("MiB of memory", mebibytes(build.bytes), 100.0),
    ]
}

/// What it takes to check the links of a twentieth of the articles, which are 5,000, all of which are in a feed: beside the
/// same feed unchecked, the beginnings of all pages and all links that were looked at.
pub(crate) fn links(articles: usize) -> Vec<Figure> {
    let articles = articles / 20;
    let feeds = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\nlimit = \"all\"\n";
    let site = |check: &str| {
        let settings = format!("[content]\nbody-from = \"page\"\n{check}{feeds}");
        Site::new(Layout::Sections, articles, &settings).with_articles_on_pages(articles)
    };
    let (unchecked, checked) = (site(""), site("[check]\nlinks = true\n"));
    let pages = || limit("heads", WARM_THREADS, &checked.output());
    let [pages, without, with] = best([&pages, &|| unchecked.build(true), &|| checked.build(true)]);
    println!(
        "links: pages {:.3} s, unchecked {:.3} s, build {:.3} s, {} MiB",
        pages.seconds,
        without.seconds,
        with.seconds,
        with.bytes / MIB
    );
    vec![
        ("times the time without that check", with.seconds / without.seconds, 4.0),
        ("times its memory", mebibytes(with.bytes) / mebibytes(without.bytes).max(1.0), 1.5),
    ]
}

/// What 12 languages with 301 feeds each take with a twentieth of the articles, which are 5,000, beside one feed with all of
/// them; and how often an article is rendered.
pub(crate) fn languages(articles: usize) -> Vec<Figure> {
    let articles = articles / 20;
    let mut settings = String::new();
    for language in &LANGUAGES[1..] {
        let _ = writeln!(settings, "[site.languages.{language}]");
    }
    let feed = |each: &str, path: &str| {
        format!("[[feed]]\neach = {each}\npath = \"tags/{path}.xml\"\nformat = \"atom\"\n")
    };
    let fan_out =
        [feed("\"language\"", "{language}"), feed("[\"language\", \"tag\"]", "{language}/{tag}")].concat();
    let all = "[[feed]]\npath = \"feed.xml\"\nformat = \"atom\"\nlimit = \"all\"\n";
    let one = Site::new(Layout::Languages, articles, &format!("{settings}{all}"));
    let many = Site::new(Layout::Languages, articles, &format!("{settings}{fan_out}"));
    let heads = || limit("heads", WARM_THREADS, &many.content());
    let [heads, one, build] = best([&heads, &|| one.build(true), &|| many.build(true)]);
    let (rendered, documents) = many.rendered();
    let count = |count: usize| f64::from(u32::try_from(count).unwrap());
    println!(
        "languages: heads {:.3} s, one feed {:.3} s, {documents} feeds {:.3} s: {:.0} times the heads",
        heads.seconds,
        one.seconds,
        build.seconds,
        build.seconds / heads.seconds
    );
    let feeds = LANGUAGES.len() * (TAGS_IN_LANGUAGES.min(articles / LANGUAGES.len()) + 1);
    assert!(documents >= feeds, "{documents} documents of at least {feeds}");
    vec![
        ("times an article is rendered", count(rendered) / count(articles), 1.0),
        ("times the time of one feed with all articles", build.seconds / one.seconds, 6.0),
    ]
}
