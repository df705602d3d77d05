//! Zola.

use super::Site;

const CONFIG: (&str, &str) =
    ("config.toml", "base_url = \"https://a.org/b\"\ntitle = \"A\"\ngenerate_feeds = true\n");

/// A head with a date and more lines.
fn head(more: &str) -> String {
    format!("+++\ntitle = \"T\"\ndate = 2026-01-02\n{more}+++\n")
}

#[test]
fn pages_are_where_zola_puts_them() {
    let plain = head("");
    let site = Site::of(&[
        CONFIG,
        ("content/blog/Rust 1.8.0.md", &plain),
        ("content/blog/日本.md", &plain),
        ("content/blog/½ don’t ä.md", &plain),
        ("content/blog/2018-10-10.md", "+++\ntitle = \"T\"\n+++\n"),
        ("content/blog/2018-10-11-x_y.md", "+++\ntitle = \"T\"\n+++\n"),
        ("content/blog/bundle/index.md", &plain),
        ("content/Raw Folder/p.md", &head("slug = \"A b\"\n")),
        ("content/q.md", &head("path = \"a/B c\"\n")),
        ("content/blog/index.fr.md", &plain),
    ]);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(
        pages,
        [
            "/Raw%20Folder/a-b/",
            "/blog/2018-10-10/",
            "/blog/x-y/",
            "/blog/rust-1-8-0/",
            "/blog/bundle/",
            "/blog/index-fr/",
            "/blog/1-2-don-t-a/",
            "/blog/ri-ben/",
            "/a/B%20c/",
        ]
    );
}

#[test]
fn a_site_whose_dates_are_in_its_paths_gets_that_setting() {
    let head = |path: &str| format!("+++\ntitle = \"T\"\npath = \"{path}\"\n+++\n");
    let site = Site::of(&[
        CONFIG,
        ("content/rain.md", &head("2026/04/01/Rain")),
        ("content/inner/wind.md", &head("inner/2026/04/02/Wind")),
        ("content/inner/about.md", &head("inner/about")),
        ("content/a.md", &head("2026/03/01/a")),
        ("content/b.md", &head("2026/03/02/b")),
        ("content/c.md", &head("2026/03/03/c")),
        ("content/d.md", &head("2026/03/04/d")),
        ("content/e.md", &head("2026/03/05/e")),
        ("content/f.md", &head("2026/03/06/f")),
        ("content/g.md", &head("2026/03/07/g")),
    ]);
    let articles = site.articles();
    assert_eq!(articles.len(), 9);
    assert_eq!(articles[0], "inner/wind.md 2026-04-02T00:00:00Z https://a.org/b/inner/2026/04/02/Wind/");
    assert_eq!(site.left_out(), ["inner/about.md undated"]);
}

#[test]
fn the_feed_of_the_root_section_replaces_that_of_the_site() {
    let site = Site::of(&[
        CONFIG,
        ("content/_index.md", "+++\ntitle = \"Main\"\ngenerate_feeds = true\n+++\n"),
        ("content/a.md", &head("")),
        ("content/inner/b.md", &head("")),
    ]);
    assert_eq!(site.feeds(), ["atom.xml atom: a.md"]);
}

#[test]
fn terms_have_the_pages_that_zola_renders() {
    let config = "base_url = \"https://a.org/b\"\ntaxonomy_root = \"by\"\ntaxonomies = [{ name = \"tags\" }, { name = \
                  \"categories\", render = false }]\n[languages.fr]\ntaxonomies = [{ name = \"tags\" }]\n";
    let post = head("[taxonomies]\ntags = [\"Été 26\"]\ncategories = [\"Sea\"]\n");
    let site = Site::of(&[("config.toml", config), ("content/a.md", &post), ("content/b.fr.md", &post)]);
    let of =
        |folder: &str| ["Sea - -".to_owned(), format!("Été 26 {folder}by/tags/ete-26/ {folder}by/tags/")];
    assert_eq!(site.categories(), [of("/"), of("/fr/")].concat());
}

#[test]
fn slugs_may_be_safe_or_off_and_dates_may_stay() {
    let plain = head("");
    let pages = |settings: &str| {
        let config = format!("base_url = \"https://a.org\"\ngenerate_feeds = true\n{settings}");
        let files = [
            ("config.toml", config.as_str()),
            ("content/Été: b.md", &plain),
            ("content/2018-10-11-x_Y.md", "+++\ntitle = \"T\"\n+++\n"),
        ];
        Site::of(&files).pages().into_iter().map(|(_, page)| page).collect::<Vec<_>>()
    };
    assert_eq!(pages(""), ["/x-y/", "/ete-b/"]);
    assert_eq!(pages("[slugify]\npaths = \"safe\"\n"), ["/x_Y/", "/%C3%89t%C3%A9%20b/"]);
    assert_eq!(pages("[slugify]\npaths = \"off\"\n"), ["/x_Y/", "/%C3%89t%C3%A9:%20b/"]);
    assert_eq!(pages("[slugify]\npaths_keep_dates = true\n"), ["/2018-10-11-x-y/", "/ete-b/"]);
}

#[test]
fn the_feeds_are_those_that_zola_makes() {
    let config = "base_url = \"https://a.org\"\ntitle = \"A\"\ndescription = \"D\"\ndefault_language = \"zh\"\n\
                  generate_feeds = true\nfeed_limit = 2\nfeed_filenames = [\"rss.xml\", \"index.html\"]\n\
                  taxonomies = [{ name = \"tags\", feed = true }, { name = \"series\", feed = true }, { name = \"kinds\" }]\n\
                  [languages.zh-TW]\ntitle = \"B\"\ngenerate_feeds = true\nfeed_filenames = [\"atom.xml\"]\n\
                  taxonomies = [{ name = \"authors\", feed = true }]\n[languages.fr]\n";
    let dated = |day: u8, more: &str| format!("+++\ntitle = \"T\"\ndate = 2026-01-0{day}\n{more}+++\n");
    let site = Site::of(&[
        ("config.toml", config),
        (
            "content/a.md",
            &dated(1, "[taxonomies]\ntags = [\"C++\", \"c\"]\nseries = [\"Long Walks\"]\nkinds = [\"x\"]\n"),
        ),
        ("content/deep/er/b.md", &dated(2, "[taxonomies]\nseries = [\"Long Walks\"]\n")),
        ("content/c.md", &dated(3, "")),
        ("content/c.zh-TW.md", &dated(3, "[taxonomies]\nauthors = [\"Ana B\"]\n")),
        ("content/d.zh-TW.md", &dated(4, "")),
        ("content/e.fr.md", &dated(4, "")),
        ("content/undated.md", "+++\ntitle = \"T\"\n+++\n"),
    ]);
    let feeds = [
        "rss.xml rss: c.md deep/er/b.md",
        "tags/c/rss.xml rss: a.md",
        "series/long-walks/rss.xml rss: deep/er/b.md a.md",
        "zh-TW/atom.xml atom: d.zh-TW.md c.zh-TW.md",
        "zh-TW/authors/ana-b/atom.xml atom: c.zh-TW.md",
    ];
    assert_eq!(site.feeds(), feeds);
    let titles = [
        "rss.xml: A, D",
        "tags/c/rss.xml: A - C++, D",
        "series/long-walks/rss.xml: A - Long Walks, D",
        "zh-TW/atom.xml: B, D",
        "zh-TW/authors/ana-b/atom.xml: B - Ana B, D",
    ];
    assert_eq!(site.titles_of_feeds(), titles);
}

#[test]
fn a_section_has_a_feed_of_the_pages_in_its_list() {
    let config = "base_url = \"https://a.org\"\ntitle = \"A\"\n[languages.fr]\n";
    let section = |more: &str| format!("+++\ntitle = \"S\"\n{more}+++\n");
    let site = Site::of(&[
        ("config.toml", config),
        ("content/blog/_index.md", &section("description = \"E\"\ngenerate_feeds = true\n")),
        ("content/blog/a.md", &head("")),
        ("content/blog/bundle/index.md", &head("")),
        ("content/blog/bundle/other.md", &head("")),
        ("content/blog/link.md", &head("render = false\n")),
        ("content/blog/below/_index.md", &section("transparent = true\n")),
        ("content/blog/below/b.md", &head("")),
        ("content/blog/below/deep/_index.md", &section("transparent = true\n")),
        ("content/blog/below/deep/c.md", &head("")),
        ("content/blog/apart/_index.md", &section("")),
        ("content/blog/apart/d.md", &head("")),
        ("content/blog/a.fr.md", &head("")),
        ("content/notes/_index.fr.md", &section("generate_feeds = true\n")),
        ("content/notes/e.fr.md", &head("")),
        ("content/notes/e.md", &head("")),
        ("content/manual/_index.md", &section("generate_feeds = true\nsort_by = \"weight\"\n")),
        ("content/manual/f.md", &head("weight = 1\n")),
        ("content/manual/g.md", &head("")),
    ]);
    let feeds = [
        "blog/atom.xml atom: blog/a.md blog/below/b.md blog/below/deep/c.md blog/bundle/index.md",
        "manual/atom.xml atom: manual/f.md",
        "fr/notes/atom.xml atom: notes/e.fr.md",
    ];
    let mut found = site.feeds();
    found.sort_by_key(|feed| feed.starts_with("fr/"));
    assert_eq!(found, feeds);
    let titles = ["blog/atom.xml: A - S, E", "fr/notes/atom.xml: A - S, -", "manual/atom.xml: A - S, -"];
    let mut found = site.titles_of_feeds();
    found.sort();
    assert_eq!(found, titles);
}

#[test]
fn what_zola_withholds_is_in_no_feed() {
    let site = Site::of(&[
        (
            "config.toml",
            "base_url = \"https://a.org\"\ngenerate_feeds = true\nignored_content = [\"*.private.md\"]\n",
        ),
        ("content/a.md", &head("draft = true\n")),
        ("content/b.md", &head("render = false\n")),
        ("content/c.private.md", &head("")),
        ("content/.d.md", &head("")),
        ("content/later/_index.md", "+++\ndraft = true\n+++\n"),
        ("content/later/deep/e.md", &head("")),
        ("content/f.md", "+++\ntitle = \"T\"\ndate = 2027-01-02\n+++\n"),
        ("content/g.md", &head("[extra]\nhidden = true\n")),
        ("content/h.md", &head("hidden = true\n")),
    ]);
    assert_eq!(site.feeds(), ["atom.xml atom: b.md g.md"]);
    assert_eq!(site.left_out(), ["a.md draft", "f.md scheduled", "h.md withheld"]);
}
