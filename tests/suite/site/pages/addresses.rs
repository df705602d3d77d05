//! `permalink = "pages"`: the pages of the built site, and the articles that they belong to.

use std::fs;
use std::path::Path;

use feedwright::site::config::Overrides;
use feedwright::site::pipeline::{self, Options};

use crate::suite::harness::now;
use crate::suite::support::{files, lines};

const CONFIG: &str = "[site]\nbase-url = \"https://reef.org/\"\ntitle = \"Reef\"\ntimezone = \"UTC\"\nlanguage = \"en\"\n\
    [site.languages.id]\n[content]\npermalink = \"pages\"\n";

/// A head with a title and a date.
fn article(title: &str, date: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = {date}\n+++\nText.\n")
}

/// A page with a title, and more in its head.
fn page(title: &str, more: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><title>{title} | Reef</title>{more}</head><body><h1>{title}</h1></body></html>"
    )
}

/// What comes of a site: `file address`, then `file reason`, then the findings.
fn site(options: &Options, articles: &[(&str, &str)], pages: &[(&str, &str)]) -> Vec<String> {
    site_of(CONFIG, options, articles, pages)
}

fn site_of(
    config: &str,
    options: &Options,
    articles: &[(&str, &str)],
    pages: &[(&str, &str)],
) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("content")).unwrap();
    files(&dir.path().join("content"), articles);
    files(&dir.path().join("public"), pages);
    let file = dir.path().join("feedwright.toml");
    let (config, found) = pipeline::configure(&file, config, &Overrides::default(), &feedwright::codes());
    let config = config.unwrap_or_else(|| panic!("{:#?}", lines(&found)));
    let index = pipeline::index(&config, options, found, &|_| {}).unwrap();
    // Each article has the same address when it is read again for a feed.
    for (article, indexed) in index.articles(&config).unwrap().iter().zip(&index.articles) {
        assert_eq!((article.permalink.as_str(), article.id.as_str()), (&*indexed.permalink, indexed.id()));
    }
    let mut said: Vec<_> = index
        .articles
        .iter()
        .map(|article| format!("{} {}", article.source.path, article.permalink))
        .collect();
    said.sort();
    said.extend(index.left_out.iter().map(|left| format!("{} {}", left.path(), left.reason.as_str())));
    let root = format!("{}/", Path::new(dir.path()).display());
    said.extend(lines(&index.diagnostics).into_iter().map(|line| line.replace(&root, "")));
    said
}

fn plain(articles: &[(&str, &str)], pages: &[(&str, &str)]) -> Vec<String> {
    site(&Options::at(now()), articles, pages)
}

#[test]
fn the_page_is_the_one_whose_path_ends_as_that_of_the_article() {
    let (text, any) = (article("T", "2026-01-02"), page("Other", ""));
    let said = plain(
        &[
            ("2026-01-02-Kelp Forest.md", &text),
            ("2026-01-02-tide.md", &text),
            ("notes/2026-01-02-shore.md", &text),
            ("deep/index.md", &text),
            ("über.md", &text),
            ("short.md", &article("T", "2026-01-02").replace("date", "slug = \"long-name\"\ndate")),
        ],
        &[
            ("blog/kelp-forest/index.html", &any),
            ("blog/2026-01-02-tide.html", &any),
            ("shore/index.html", &any),
            ("x/2026/01/05/shore/index.html", &any),
            ("y/notes/shore/index.html", &any),
            ("blog/deep/index.html", &any),
            ("blog/Über/index.html", &any),
            ("blog/long-name/index.html", &any),
            ("index.html", &any),
        ],
    );
    assert_eq!(
        said,
        [
            "2026-01-02-Kelp Forest.md https://reef.org/blog/kelp-forest/",
            "2026-01-02-tide.md https://reef.org/blog/2026-01-02-tide.html",
            "deep/index.md https://reef.org/blog/deep/",
            "notes/2026-01-02-shore.md https://reef.org/y/notes/shore/",
            "short.md https://reef.org/blog/long-name/",
            "über.md https://reef.org/blog/%C3%9Cber/",
        ]
    );
}

#[test]
fn parts_of_the_date_count_as_part_of_the_path() {
    let any = page("Other", "");
    let said = plain(
        &[
            ("a/2026-01-02-tide.md", &article("A", "2026-01-02")),
            ("b/2026-03-04-tide.md", &article("B", "2026-03-04")),
        ],
        &[("2026/03/04/tide/index.html", &any), ("2026/01/02/tide/index.html", &any)],
    );
    assert_eq!(
        said,
        [
            "a/2026-01-02-tide.md https://reef.org/2026/01/02/tide/",
            "b/2026-03-04-tide.md https://reef.org/2026/03/04/tide/"
        ]
    );
}

#[test]
fn redirects_hidden_pages_and_lists_are_no_pages_of_articles() {
    let text = article("T", "2026-01-02");
    let said = plain(
        &[("2.md", &text), ("kelp.md", &text), ("ours.md", &text), ("tide.md", &text)],
        &[
            (
                "old/kelp/index.html",
                "<meta http-equiv=\"refresh\" content=\"0; url=https://reef.org/new/kelp/\">",
            ),
            ("new/kelp/index.html", &page("K", "")),
            ("draft/tide/index.html", &page("T", "<meta name=ROBOTS content='NoIndex, follow'>")),
            ("blog/tide/index.html", &page("T", "<meta name=robots content='index'>")),
            ("page/2/index.html", &page("T", "")),
            ("two/2/index.html", &page("T", "")),
            ("feeds/ours/index.html", &page("T", "<meta name=generator content='Feedwright'>")),
            ("x/ours/index.html", &page("T", "<meta name=generator content='Other'>")),
        ],
    );
    assert_eq!(
        said,
        [
            "2.md https://reef.org/two/2/",
            "kelp.md https://reef.org/new/kelp/",
            "ours.md https://reef.org/x/ours/",
            "tide.md https://reef.org/blog/tide/",
        ]
    );
}

#[test]
fn a_canonical_address_counts_if_it_is_on_the_site_and_the_pages_own() {
    let text = article("T", "2026-01-02");
    let link = |url: &str| page("T", &format!("<link rel='preload canonical' href='{url}'>"));
    let said = plain(
        &[("a.md", &text), ("b.md", &text), ("c.md", &text), ("d.md", &text)],
        &[
            ("x/a.html", &link("/x/a")),
            ("x/b.html", &link("https://elsewhere.org/b")),
            ("x/c/index.html", &link("https://reef.org/")),
            ("x/d/index.html", &link("https://reef.org/")),
            ("index.html", &link("https://reef.org/")),
        ],
    );
    assert_eq!(
        said,
        [
            "a.md https://reef.org/x/a",
            "b.md https://reef.org/x/b.html",
            "c.md https://reef.org/x/c/",
            "d.md https://reef.org/x/d/"
        ]
    );
}

#[test]
fn title_day_language_and_sitemap_tell_pages_apart() {
    let said = plain(
        &[
            ("a/one.md", &article("Kelp & Tide", "2026-01-02")),
            ("b/one.md", &article("Other", "2026-01-02")),
            ("a/two.md", &article("T", "2026-01-02")),
            ("b/two.md", &article("T", "2026-01-03")),
            ("c/two.md", &article("T", "2026-01-04")),
            ("three.md", &article("T", "2026-01-02")),
            ("three.id.md", &article("T", "2026-01-02")),
            ("four.md", &article("T", "2026-01-02")),
        ],
        &[
            (
                "x/one/index.html",
                &page("Something else", "<meta property=og:title content='Kelp &amp; Tide'>"),
            ),
            ("y/one/index.html", &page("Something else", "")),
            (
                "x/two/index.html",
                &page(
                    "T",
                    "<script>if (a<b) document.write('<p class=\"')</script>\
                <script type=application/ld+json>{\"@graph\":[{\"datePublished\":\"2026-01-03T08:00:00Z\"}]}</script>",
                ),
            ),
            ("y/two/index.html", &page("T", "<meta property=article:published_time content=2026-01-02>")),
            (
                "z/two/index.html",
                &page("T", "").replace("</h1>", "</h1><time class=x datetime=2026-01-04>4 January</time>"),
            ),
            ("x/three/index.html", &page("T", "")),
            ("y/three/index.html", &page("T", "").replace("lang=\"en\"", "lang=id")),
            ("x/four/index.html", &page("T", "")),
            ("y/four/index.html", &page("T", "")),
            (
                "sitemap.xml",
                "<sitemapindex><sitemap><loc>https://reef.org/sitemap-0.xml</loc></sitemap></sitemapindex>",
            ),
            ("sitemap-0.xml", "<urlset><url><loc>https://reef.org/y/four/</loc></url></urlset>"),
        ],
    );
    assert_eq!(
        said,
        [
            "a/one.md https://reef.org/x/one/",
            "a/two.md https://reef.org/y/two/",
            "b/one.md https://reef.org/y/one/",
            "b/two.md https://reef.org/x/two/",
            "c/two.md https://reef.org/z/two/",
            "four.md https://reef.org/y/four/",
            "three.id.md https://reef.org/y/three/",
            "three.md https://reef.org/x/three/",
        ]
    );
}

#[test]
fn a_page_in_a_variety_of_the_language_is_in_the_language() {
    let text = article("T", "2026-01-02");
    let said = plain(
        &[("five.id.md", &text)],
        &[
            ("x/five/index.html", &page("T", "")),
            ("y/five/index.html", &page("T", "").replace("lang=\"en\"", "lang=\"id-ID\"")),
        ],
    );
    assert_eq!(said, ["five.id.md https://reef.org/y/five/"]);
}

#[test]
fn a_page_of_another_day_or_of_other_words_is_not_found_by_title_or_day() {
    let published = |day: &str| format!("<meta property=article:published_time content={day}>");
    let articles = [
        ("a.md", article("Kelp forests", "2026-01-02")),
        ("b.md", article("The northern tide tables", "2026-01-03")),
        ("c.md", article("Harbor lights", "2026-01-04")),
    ];
    let articles: Vec<_> = articles.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let time = "</h1><time datetime=2026-01-04>4 January</time>";
    let said = plain(
        &articles,
        &[
            ("p/100/index.html", &page("Kelp Forests", &published("2025-05-05"))),
            ("p/101/index.html", &page("Weather report", &published("2026-01-03"))),
            ("p/102/index.html", &page("All lights", "").replace("</h1>", time)),
        ],
    );
    assert!(!said.iter().any(|line| line.contains("/p/10")), "{said:#?}");
}

#[test]
fn a_page_that_is_found_by_title_or_day_alone_is_listed() {
    let said = plain(
        &[
            ("a.md", &article("Kelp forests", "2026-01-02")),
            ("b.md", &article("The northern tide tables", "2026-01-03")),
        ],
        &[
            ("p/100/index.html", &page("Kelp Forests", "")),
            (
                "p/101/index.html",
                &page("Tide tables", "<meta property=article:published_time content=2026-01-03>"),
            ),
        ],
    );
    assert_eq!(
        said,
        [
            "a.md https://reef.org/p/100/",
            "b.md https://reef.org/p/101/",
            "info[page-by-title] content/a.md its page was found only by its title: https://reef.org/p/100/ | if that is the wrong page, remove it from the output folder, or write `url` here",
            "info[page-by-title] content/b.md its page was found only by its day: https://reef.org/p/101/ | if that is the wrong page, remove it from the output folder, or write `url` here",
        ]
    );
}

#[test]
fn pages_that_nothing_tells_apart_are_an_error() {
    let said = plain(
        &[
            ("a.md", &article("T", "2026-01-02")),
            ("x/b.md", &article("T", "2026-01-02")),
            ("y/b.md", &article("T", "2026-01-02")),
        ],
        &[
            ("x/a/index.html", &page("T", "")),
            ("z/a/index.html", &page("T", "")),
            ("b/index.html", &page("T", "")),
        ],
    );
    assert_eq!(
        said,
        [
            "a.md invalid",
            "x/b.md invalid",
            "y/b.md invalid",
            "error[ambiguous-page] content/a.md its page could be any of `https://reef.org/x/a/`, \
             `https://reef.org/z/a/` | remove the pages of old builds from the output folder, or write `url` here",
            "error[ambiguous-page] content/x/b.md the page `https://reef.org/b/` could also belong to another article | \
             remove the pages of old builds from the output folder, or write `url` here",
            "error[ambiguous-page] content/y/b.md the page `https://reef.org/b/` could also belong to another article | \
             remove the pages of old builds from the output folder, or write `url` here",
        ]
    );
}

#[test]
fn an_article_without_a_page_is_an_error_unless_it_is_not_public() {
    let said = plain(
        &[
            ("a.md", &article("A", "2026-01-02")),
            ("b.md", &article("B", "2026-01-02")),
            ("c.md", &article("C", "2026-01-02").replace("date", "draft = true\ndate")),
            ("d.md", &article("D", "2036-01-02")),
            ("e.md", &article("E", "2026-01-02").replace("date", "url = \"/links/e\"\ndate")),
        ],
        &[
            ("a/index.html", &page("T", "")),
            ("links/e.html", &page("T", "")),
            ("x/c/index.html", &page("T", "")),
        ],
    );
    assert_eq!(
        said,
        [
            "a.md https://reef.org/a/",
            "e.md https://reef.org/links/e",
            "b.md invalid",
            "c.md draft",
            "d.md scheduled",
            "error[missing-page] content/b.md no page of this article in `public` | build the site first; if the site has no page of it, leave it out with `exclude`",
        ]
    );
    let drafts = site(
        &Options { drafts: true, ..Options::at(now()) },
        &[
            ("a.md", &article("A", "2026-01-02")),
            ("c.md", &article("C", "2026-01-02").replace("date", "draft = true\ndate")),
        ],
        &[("a/index.html", &page("T", ""))],
    );
    assert_eq!(drafts[..2], ["a.md https://reef.org/a/", "c.md draft"]);
    assert!(drafts[2].starts_with("info[missing-page] content/c.md"), "{drafts:?}");
}

#[test]
fn a_site_that_has_not_been_built_is_one_error() {
    let said = plain(&[("a.md", &article("A", "2026-01-02")), ("b.md", &article("B", "2026-01-02"))], &[]);
    assert_eq!(
        said,
        [
            "a.md invalid",
            "b.md invalid",
            "error[unbuilt-site] `public` has no pages | build the site first, or write `permalink` under [content] in \
             feedwright.toml",
        ]
    );
}

#[test]
fn pages_may_lie_in_another_folder_and_ids_follow_their_addresses() {
    let config = format!(
        "{CONFIG}pages = \"public/site\"\nid = \"{{base-url}}{{path-without-extension}}#{{slug}}\"\n"
    );
    let said = site_of(
        &config,
        &Options::at(now()),
        &[("a.md", &article("A", "2026-01-02"))],
        &[("site/x/a.html", &page("A", "")), ("a/index.html", &page("A", ""))],
    );
    assert_eq!(said, ["a.md https://reef.org/x/a.html"]);
}
