//! Pelican.

use super::{Site, WRITE_EXCLUDE};

const CONFIG: (&str, &str) = (
    "pelicanconf.py",
    "AUTHOR = 'Ana'\nSITENAME = 'A'\nSITEURL = 'https://A.org:8080/b'\nPATH = 'content'\nTIMEZONE = 'Asia/Jakarta'\n",
);

/// A head in lines, with a title, a date and more lines.
fn head(title: &str, more: &str) -> String {
    format!("Title: {title}\nDate: 2026-01-02\n{more}\nTeks.\n")
}

/// A site with more settings.
#[track_caller]
fn site(settings: &str, files: &[(&str, &str)]) -> Site {
    let config = format!("{}{settings}", CONFIG.1);
    Site::of(&[&[(CONFIG.0, config.as_str())], files].concat())
}

#[test]
fn pages_are_where_pelican_puts_them() {
    let titles = ["C++ & C#: _apa_ itu 2.0?", "Über 日本", "<i>Kapal</i> &amp; nelayan", "L’été 🎉 déjà"];
    let heads = titles.map(|title| head(title, ""));
    let files: Vec<_> = ["content/a.md", "content/b.markdown", "content/c.mkd", "content/d.mdown"]
        .into_iter()
        .zip(&heads)
        .collect();
    let files: Vec<_> = files.into_iter().map(|(path, text)| (path, text.as_str())).collect();
    let pages: Vec<_> = site("", &files).pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(
        pages,
        ["/c-c-_apa_-itu-20.html", "/uber-ri-ben.html", "/kapal-nelayan.html", "/lete-deja.html"]
    );
}

#[test]
fn the_fields_of_article_url_are_filled_in() {
    let site = site(
        "ARTICLE_URL = 'x/{date:%Y}/{date:%b}/{date:%-d}/{category}/{author}/{lang}/{kind}/{slug}/'\n",
        &[("content/Kota Lama/a.md", &head("T", "Slug: My Slug/X\nKind: k\nAuthor: Doe, Jane\n"))],
    );
    assert_eq!(
        site.articles(),
        [
            "Kota Lama/a.md 2026-01-01T17:00:00Z https://a.org:8080/b/x/2026/Jan/2/kota-lama/doe-jane/en/k/My%20Slug/X/ tag:a.org,2026-01-02:/b/x/2026/Jan/2/kota-lama/doe-jane/en/k/My Slug/X/"
        ]
    );
}

#[test]
fn an_article_in_another_language_has_a_page_of_its_own() {
    let site = site(
        "ARTICLE_URL = '{date:%Y}/{slug}.html'\n",
        &[
            ("content/a.md", &head("Sama", "")),
            ("content/b.md", &head("Berbeda", "Slug: sama\nLang: fr\n")),
            ("content/c.md", &head("Lain", "Lang: EN\n")),
        ],
    );
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(pages, ["/2026/sama.html", "/sama-fr.html", "/2026/lain.html"]);
}

#[test]
fn a_url_in_the_head_overrides_the_pattern() {
    let site = site(
        "",
        &[
            ("content/a.md", &head("T", "url: x/y\n")),
            ("content/b.md", &head("U", "url: /x y#z\nsave_as: q.html\n")),
        ],
    );
    assert_eq!(
        site.articles(),
        [
            "a.md 2026-01-01T17:00:00Z https://a.org:8080/b/x/y tag:a.org,2026-01-02:/b/x/y",
            "b.md 2026-01-01T17:00:00Z https://a.org:8080/x%20y#z tag:a.org,2026-01-02:/x y/z",
        ]
    );
}

#[test]
fn heads_are_lines_without_yaml() {
    let site = site(
        "",
        &[
            (
                "content/a.md",
                "---\nTITLE: 'Kapal': [baru]\ndate: 2026-01-02 08:05\nTags: x, y z; w\nTags: v\nsummary: satu\n    **dua** tiga\n---\nTeks: a\n",
            ),
            (
                "content/b.md",
                "\u{FEFF}Title: B\r\nDate: 2026-01-01\r\nTags: p, q\r\n\r\nDate: 2020-01-01\r\n",
            ),
            ("content/c.md", "Teks saja.\n"),
            ("content/d.md", "\nTitle: D\nDate: 2026-01-02\n"),
        ],
    );
    let articles = site.articles();
    assert_eq!(
        articles,
        [
            "a.md 2026-01-02T01:05:00Z https://a.org:8080/b/kapal-baru.html tag:a.org,2026-01-02:/b/kapal-baru.html",
            "b.md 2025-12-31T17:00:00Z https://a.org:8080/b/b.html tag:a.org,2026-01-01:/b/b.html",
        ]
    );
    assert_eq!(site.left_out(), ["c.md excluded", "d.md excluded"]);
    assert_eq!(site.findings(), Vec::<String>::new());
}

#[test]
fn restructured_text_is_an_article_without_content() {
    let site = site(
        "",
        &[
            (
                "content/a.rst",
                ".. komentar\n\n########\nKapal *x*\n########\n\n:date: 2026-01-02 10:20 +0100\n:tags: a, b\n:summary: ``Satu``\n   dua\n\nTeks.\n",
            ),
            ("content/b.rst", "Nelayan\n=======\n:Date: 2026-01-01\n:slug: lain\n\nBab\n---\n\n:x: y\n"),
            ("content/c.rst", "Teks saja.\n"),
        ],
    );
    assert_eq!(
        site.articles(),
        [
            "a.rst 2026-01-02T09:20:00Z https://a.org:8080/b/kapal-x.html tag:a.org,2026-01-02:/b/kapal-x.html",
            "b.rst 2025-12-31T17:00:00Z https://a.org:8080/b/lain.html tag:a.org,2026-01-01:/b/lain.html",
        ]
    );
    assert_eq!(site.titles(), ["Kapal x", "Nelayan"]);
    assert_eq!(site.left_out(), ["c.rst excluded"]);
}

#[test]
fn the_head_of_html_is_metadata() {
    let html = "<html>\n<head>\n<title>Kapal &amp; laut</title>\n<meta name=\"Date\" content=\"2026-01-02\">\n<meta name=\"keywords\" contents=\"a, b\">\n</head>\n<body><p>Teks.</p></body></html>\n";
    let site = site(
        "TAG_FEED_ATOM = 't/{slug}.xml'\n",
        &[("content/a.html", html), ("content/b.html", "<p>Teks.</p>\n")],
    );
    assert_eq!(site.pages(), [("a.html".to_owned(), "/kapal-laut.html".to_owned())]);
    assert_eq!(site.left_out(), ["b.html excluded"]);
    assert!(site.feeds().contains(&"t/b.xml atom: a.html".to_owned()));
}

#[test]
fn what_is_not_published_is_left_out() {
    let site = site(
        "",
        &[
            ("content/a.md", &head("A", "Status: draft\n")),
            ("content/b.md", &head("B", "Status: Hidden\n")),
            ("content/c.md", &head("C", "Status: skip\n")),
            ("content/d.md", &head("D", "Status: published\n")),
            ("content/e.md", "Title: E\n\nTeks.\n"),
            ("content/pages/f.md", &head("F", "")),
            ("content/g.txt", &head("G", "")),
            ("drafts/h.md", &head("H", "")),
        ],
    );
    assert_eq!(site.pages(), [("d.md".to_owned(), "/d.html".to_owned())]);
    let mut left = site.left_out();
    left.sort();
    assert_eq!(left, ["a.md withheld", "b.md withheld", "c.md withheld", "e.md undated"]);
}

#[test]
fn what_a_head_lacks_comes_from_settings_and_paths() {
    let site = site(
        "ARTICLE_PATHS = ['blog', 'x.md']\nARTICLE_EXCLUDES = ['blog/no']\nFILENAME_METADATA = r'(?P<date>\\d{4}_\\d{2}_\\d{2})-(?P<slug>.*)'\nPATH_METADATA = r'blog/(?P<section>[^/]*)/.*'\nEXTRA_PATH_METADATA = {'blog/late': {'status': 'draft'}, 'x.md': {'date': '2025-05-06'}}\nDEFAULT_METADATA = {'status': 'published'}\nARTICLE_URL = '{section}/{category}/{slug}.html'\nREADERS = {'html': None}\n",
        &[
            ("content/blog/one/2026_01_02-kapal.md", "Title: T\n\n"),
            ("content/blog/late/2026_01_03-x.md", "Title: T\n\n"),
            ("content/blog/no/2026_01_04-x.md", "Title: T\n\n"),
            ("content/blog/a.html", "<title>T</title></head>"),
            ("content/other/2026_01_05-x.md", "Title: T\n\n"),
            ("content/x.md", "Title: X\nSection: s\n\n"),
        ],
    );
    assert_eq!(
        site.articles(),
        [
            "blog/one/2026_01_02-kapal.md 2026-01-01T17:00:00Z https://a.org:8080/b/one/one/kapal.html tag:a.org,2026-01-02:/b/one/one/kapal.html",
            "x.md 2025-05-05T17:00:00Z https://a.org:8080/b/s/misc/x.html tag:a.org,2025-05-06:/b/s/misc/x.html",
        ]
    );
    assert_eq!(site.left_out(), ["blog/late/2026_01_03-x.md withheld"]);
}

#[test]
fn dates_are_read_as_dateutil_reads_them() {
    let dates = [
        ("03/04/2026", "2026-03-03T17:00:00Z"),
        ("13/04/2026", "2026-04-12T17:00:00Z"),
        ("2026/4/3 9:05", "2026-04-03T02:05:00Z"),
        ("3.4.2026", "2026-03-03T17:00:00Z"),
        ("20260403", "2026-04-02T17:00:00Z"),
        ("20260403T090507", "2026-04-03T02:05:07Z"),
        ("20260403T0905Z", "2026-04-03T09:05:00Z"),
        ("2026-04-03_09:05:07", "2026-04-03T02:05:07Z"),
        ("3 April 2026", "2026-04-02T17:00:00Z"),
        ("April 3rd, 2026 at 9:05pm", "2026-04-03T14:05:00Z"),
        ("Mon, 3 Apr 2026 12:05 AM", "2026-04-02T17:05:00Z"),
        ("Fri, 03 Apr 2026 09:05:00 +0200", "2026-04-03T07:05:00Z"),
        ("Apr 3 2026 09:05:00 GMT", "2026-04-03T09:05:00Z"),
        ("2026-04-03T09:05+05:30", "2026-04-03T03:35:00Z"),
        ("Apr 3 26", "2026-04-02T17:00:00Z"),
    ];
    for (written, expected) in dates {
        let site = site("", &[("content/a.md", &format!("Title: T\nDate: {written}\n\n"))]);
        let articles = site.articles();
        assert!(
            articles.len() == 1 && articles[0].contains(expected),
            "{written}: {articles:?} {:?}",
            site.findings()
        );
    }
    // What is missing would be taken from today.
    for written in ["2023", "April 2026", "12", "10:30", "2026-1", "5pm", "2026-01-02 10h"] {
        let site = site("", &[("content/a.md", &format!("Title: T\nDate: {written}\n\n"))]);
        assert_eq!(site.left_out(), ["a.md invalid"], "{written}");
    }
}

#[test]
fn a_date_that_pelican_may_read_is_an_error() {
    // Pelican takes a word in capitals behind an hour for a zone.
    let zoned = [
        "Jan 2 2024 10am EST",
        "2 Jan 2024 10h WIB",
        "2024-01-02 10 EST",
        "202401021030 EST",
        "Jan 103000 EST",
    ];
    for written in zoned {
        let site = site("", &[("content/a.md", &format!("Title: T\nDate: {written}\n\n"))]);
        assert_eq!(site.left_out(), ["a.md invalid"], "{written}");
        assert!(site.findings()[0].starts_with("error[invalid-date] content/a.md:2:7 "), "{written}");
    }
}

#[test]
fn an_article_whose_date_pelican_cannot_read_is_left_out() {
    let unread = [
        "nanti",
        "32/13/2026",
        "2026-02-30",
        "2026-01-02 25:00",
        "Q1 2026",
        "2 Jan 2026 EST",
        "2 Januari 2026",
        "2026年1月2日",
        "2026-XX-01",
        "?",
        "2026-01-02 at noon",
        "today",
    ];
    for written in unread {
        let site = site(
            "",
            &[
                ("content/a.md", &format!("Title: T\nDate: {written}\n\n")),
                ("content/b.md", &head("B", "")),
                ("content/c.md", &head("C", &format!("Modified: {written}\n"))),
            ],
        );
        assert_eq!(site.left_out(), ["a.md undated", "c.md undated"], "{written} {:?}", site.findings());
        let found = site.findings();
        assert!(found[0].starts_with("warning[invalid-date] content/a.md:2:7 "), "{found:?}");
        assert!(
            found.iter().all(|found| found.contains("so the article is left out, as on the site")),
            "{found:?}"
        );
    }
}

#[test]
fn links_may_tell_that_they_come_from_a_feed() {
    let files: &[(&str, &str)] = &[("content/a.md", &head("T", ""))];
    let with = site("FEED_APPEND_REF = True\n", files);
    assert_eq!(with.links(), ["https://a.org:8080/b/t.html?ref=feed"]);
    assert_eq!(with.ids()[0].split(' ').next(), Some("tag:a.org,2026-01-02:/b/t.html"));
    assert_eq!(with.pages()[0].1, "/t.html");
    assert_eq!(site("FEED_APPEND_REF = False\n", files).links(), ["https://a.org:8080/b/t.html"]);
}

#[test]
fn feeds_may_have_a_domain_of_their_own() {
    let files: &[(&str, &str)] = &[("content/a.md", &head("T", ""))];
    let of = |domain: &str| {
        site(&format!("FEED_DOMAIN = {domain}\nCATEGORY_FEED_ATOM = 'c/{{slug}}.xml'\n"), files)
    };
    assert_eq!(
        of("'https://feeds.org/x/'").feed_urls()[..2],
        [
            "feeds/all.atom.xml https://feeds.org/x/feeds/all.atom.xml https://a.org:8080/b/",
            "c/misc.xml https://feeds.org/x/c/misc.xml https://a.org:8080/b/",
        ]
    );
    // Ids are those of the articles' own pages.
    assert_eq!(of("'https://feeds.org'").ids()[0].split(' ').next(), Some("tag:a.org,2026-01-02:/b/t.html"));
    let same = "feeds/all.atom.xml https://a.org:8080/b/feeds/all.atom.xml https://a.org:8080/b/";
    assert_eq!(of("SITEURL + '/'").feed_urls()[0], same);
}

#[test]
fn a_domain_of_feeds_that_readers_cannot_load_is_reported() {
    let files: &[(&str, &str)] = &[("content/a.md", &head("T", ""))];
    let finding = |file: &str, domain: &str| {
        format!(
            "info[unread-setting] {file} `FEED_DOMAIN` is `{domain}`, which readers cannot load, so feeds have the address of the \
             site | write the address of the published feeds, or leave it out: `FEED_DOMAIN = 'https://…'`"
        )
    };
    let same = "feeds/all.atom.xml https://a.org:8080/b/feeds/all.atom.xml https://a.org:8080/b/";
    let without_scheme = site("FEED_DOMAIN = 'feeds.example.org'\n", files);
    assert_eq!(without_scheme.feed_urls()[0], same);
    assert_eq!(without_scheme.findings(), [finding("pelicanconf.py", "feeds.example.org")]);
    // The settings of the published site come later.
    let preview =
        "SITENAME = 'A'\nSITEURL = 'http://localhost:8000'\nFEED_DOMAIN = SITEURL\nPATH = 'content'\n";
    let published = "from pelicanconf import *\nSITEURL = 'https://a.org:8080/b'\n";
    let both = [("pelicanconf.py", preview), ("publishconf.py", published)];
    let overridden = Site::of(&[&both[..], files].concat());
    assert_eq!(overridden.feed_urls()[0], same);
    assert_eq!(overridden.findings(), [finding("pelicanconf.py", "http://localhost:8000")]);
}

#[test]
fn feeds_are_those_of_pelican() {
    let files: &[(&str, &str)] = &[
        ("content/Berita/a.md", &head("A", "Tags: C++\n")),
        ("content/b.md", &head("B", "Author: Budi\nDate: 2025-01-01\n")),
    ];
    let default = site("", files);
    assert_eq!(
        default.feeds(),
        [
            "feeds/all.atom.xml atom: Berita/a.md b.md",
            "feeds/berita.atom.xml atom: Berita/a.md",
            "feeds/misc.atom.xml atom: b.md",
            "feeds/ana.atom.xml atom: Berita/a.md",
            "feeds/budi.atom.xml atom: b.md",
            "feeds/ana.rss.xml rss: Berita/a.md",
            "feeds/budi.rss.xml rss: b.md",
            "feeds/all-en.atom.xml atom: Berita/a.md b.md",
        ]
    );
    let off = "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None\nFEED_ALL_RSS = '/rss.xml'\nTAG_FEED_RSS = 'tag-%s.xml'\nFEED_MAX_ITEMS = 1\n";
    assert_eq!(site(off, files).feeds(), ["rss.xml rss: Berita/a.md", "tag-c.xml rss: Berita/a.md"]);
}

#[test]
fn a_maximum_of_zero_entries_is_none() {
    let files: &[(&str, &str)] = &[("content/a.md", &head("A", "")), ("content/b.md", &head("B", ""))];
    let settings = "CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None\n";
    let feeds = |limit: &str| site(&format!("{settings}FEED_MAX_ITEMS = {limit}\n"), files).feeds();
    assert_eq!(feeds("1"), ["feeds/all.atom.xml atom: a.md"]);
    assert_eq!(feeds("0"), ["feeds/all.atom.xml atom: a.md b.md"]);
    assert_eq!(feeds("None"), ["feeds/all.atom.xml atom: a.md b.md"]);
}

#[test]
fn a_folder_is_a_category_unless_that_is_turned_off() {
    let files: &[(&str, &str)] = &[("content/berita/a.md", &head("A", ""))];
    let settings = "AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = FEED_ALL_ATOM = None\n";
    assert_eq!(site(settings, files).feeds(), ["feeds/berita.atom.xml atom: berita/a.md"]);
    let off = format!("{settings}USE_FOLDER_AS_CATEGORY = False\n");
    assert_eq!(site(&off, files).feeds(), ["feeds/misc.atom.xml atom: berita/a.md"]);
}

#[test]
fn publishconf_counts_over_pelicanconf() {
    let site = Site::of(&[
        (
            "pelicanconf.py",
            "# SITEURL = 'no'\nimport os\nSITEURL = ''\nNAME = \"Kapal\"\nSITENAME = NAME + u' ' 'laut'\nDEBUG = False\nARTICLE_URL = 'a/{slug}' if DEBUG else ('b/'\n  '{slug}')\nDOC = \"\"\"\nSITEURL = 'x'\n\"\"\"\ndef f():\n    SITENAME = 'no'\n    return {'a': [1, (2, -3)], 'b': f(1)}\nFEED_ALL_ATOM = None\n",
        ),
        (
            "publishconf.py",
            "import sys\nsys.path.append(os.curdir)\nfrom pelicanconf import *\nSITEURL = 'https://a.org'  # the site\nFEED_ALL_ATOM = 'all.xml'; FEED_MAX_ITEMS = 5\nTIMEZONE = zone()\n",
        ),
        ("content/a.md", &head("T", "")),
    ]);
    assert_eq!(site.pages(), [("a.md".to_owned(), "/b/t".to_owned())]);
    assert!(site.feeds()[0].starts_with("all.xml atom: "), "{:?}", site.feeds());
    assert_eq!(
        site.findings(),
        [
            "info[unread-setting] publishconf.py:6:1 `TIMEZONE` is computed, so it was not read | if it is not the default, write timezone = \"Asia/Jakarta\" under [site] into feedwright.toml"
        ]
    );
}

#[test]
fn settings_may_come_from_the_environment_and_be_put_together() {
    let of = |settings: &str| {
        let site = Site::of(&[("pelicanconf.py", settings), ("content/a.md", &head("T", ""))]);
        (site.feed_urls()[0].clone(), site.findings())
    };
    let settings = "import os\nHOST = 'a.org'\nSITEURL = os.environ.get('SITEURL', f'https://{HOST}/{{b}}')\nFEED_ALL_ATOM = \
                    os.getenv('FEED', default) if False else os.environ.get(\"F\", 'f' '.xml')\n";
    assert_eq!(of(settings).0, "f.xml https://a.org/%7Bb%7D/f.xml https://a.org/%7Bb%7D/");
    let unknown = "SITEURL = 'https://a.org'\nSITENAME = os.environ.get('NAME')\nDEFAULT_LANG = environ.get('L', 'de')[0]\n\
                   TIMEZONE = f'{zone}'\n";
    let found = of(unknown).1;
    let names = ["SITENAME", "TIMEZONE", "DEFAULT_LANG"];
    assert!(
        found.iter().zip(names).all(|(found, name)| found.contains(&format!("`{name}` is computed"))),
        "{found:?}"
    );
    assert_eq!(found.len(), 3);
}

/// The address of the feed of a site with these settings, and what is found.
fn configured(settings: &str) -> (String, Vec<String>) {
    let site = Site::of(&[
        ("pelicanconf.py", settings),
        ("other.py", "SITEURL = 'https://b.org'\nX = 'x.xml'\nFEED_ALL_ATOM = 'o.xml'\n"),
        ("content/a.md", &head("T", "")),
        ("texts/a.md", &head("T", "")),
    ]);
    let url = site.feed_urls().first().cloned().unwrap_or_default();
    (url.split(' ').next_back().unwrap_or_default().to_owned() + " " + &site.feeds()[0], site.findings())
}

#[test]
fn texts_of_settings_may_be_put_together_in_every_way() {
    let url = "SITEURL = 'https://a.org'\n";
    for (settings, expected) in [
        (format!("{url}FEED_ALL_ATOM = 'f/%s.xml' % 'all'\n"), "https://a.org/ f/all.xml atom: a.md"),
        (
            format!("{url}FEED_ALL_ATOM = '%s/%d%%.%s' % ('f', 2, 'xml')\n"),
            "https://a.org/ f/2%.xml atom: a.md",
        ),
        (format!("{url}FEED_ALL_ATOM = '%(a)s.xml' % {{'a': 'f'}}\n"), "https://a.org/ f.xml atom: a.md"),
        (
            format!("{url}FEED_ALL_ATOM = '{{}}/{{}}.xml'.format('f', 3)\n"),
            "https://a.org/ f/3.xml atom: a.md",
        ),
        (
            format!("{url}FEED_ALL_ATOM = '{{1}}{{0}}{{end}}'.format('f', 'g', end='.xml')\n"),
            "https://a.org/ gf.xml atom: a.md",
        ),
        (
            format!("{url}import os\nFEED_ALL_ATOM = os.path.join('f', 'g', 'h.xml')\n"),
            "https://a.org/ f/g/h.xml atom: a.md",
        ),
        (
            "HOST = 'https://a.org/'\nSITEURL = HOST.rstrip('/')\nFEED_ALL_ATOM: str = 'f' + '.xml'\n"
                .to_owned(),
            "https://a.org/ f.xml atom: a.md",
        ),
        ("SITEURL, FEED_ALL_ATOM = 'https://a.org', 'f.xml'\n".to_owned(), "https://a.org/ f.xml atom: a.md"),
        (format!("{url}FEED_ALL_ATOM = 'f'\nFEED_ALL_ATOM += '.xml'\n"), "https://a.org/ f.xml atom: a.md"),
        (
            format!(
                "{url}from os import path\nPATH = path.join(path.abspath(path.dirname(__file__)), 'texts')\nFEED_ALL_ATOM = 'f.xml'\n"
            ),
            "https://a.org/ f.xml atom: a.md",
        ),
        ("from other import SITEURL, X as FEED_ALL_ATOM\n".to_owned(), "https://b.org/ x.xml atom: a.md"),
        (
            format!(
                "{url}FEED_ALL_ATOM = 'f.xml'\ntry:\n    from none import *\nexcept ImportError:\n    pass\n"
            ),
            "https://a.org/ f.xml atom: a.md",
        ),
        (
            format!("{url}try:\n    from other import *\nexcept ImportError:\n    pass\n"),
            "https://b.org/ o.xml atom: a.md",
        ),
    ] {
        let (feed, found) = configured(&settings);
        assert_eq!((feed.as_str(), found), (expected, Vec::new()), "{settings}");
    }
}

#[test]
fn blocks_count_if_their_conditions_are_known() {
    let url = "SITEURL = 'https://a.org'\nDEBUG = False\nKIND = 'live'\n";
    for block in [
        "if not DEBUG:\n    FEED_ALL_ATOM = 'f.xml'\n",
        "if not DEBUG: FEED_ALL_ATOM = 'f.xml'\n",
        "if DEBUG:\n    FEED_ALL_ATOM = x()\nelse:\n    FEED_ALL_ATOM = 'f.xml'\n",
        "if DEBUG:\n    pass\nelif KIND == 'live' and not DEBUG:\n    if KIND != 'x':\n        FEED_ALL_ATOM = 'f.xml'\nelse:\n    FEED_ALL_ATOM = x()\n",
        "if KIND == 'live' or DEBUG:\n    A = 1\n    FEED_ALL_ATOM = 'f.xml'\n",
        "FEED_ALL_ATOM = 'f.xml'\nif DEBUG:\n    FEED_ALL_ATOM = None\n",
    ] {
        let (feed, found) = configured(&format!("{url}{block}"));
        assert_eq!((feed.as_str(), found), ("https://a.org/ f.xml atom: a.md", Vec::new()), "{block}");
    }
}

#[test]
fn settings_that_depend_on_something_unknown_are_reported_at_their_place() {
    let url = "SITEURL = 'https://a.org'\n";
    for (block, line, column) in [
        ("if PROD:\n    FEED_ALL_ATOM = 'f.xml'\n", 3, 5),
        ("if os.environ.get('PROD'): FEED_ALL_ATOM = 'f.xml'\n", 2, 28),
        ("if PROD:\n    pass\nelse:\n    FEED_ALL_ATOM = 'f.xml'\n", 5, 5),
        ("for x in y:\n    FEED_ALL_ATOM = x\n", 3, 5),
        ("try:\n    FEED_ALL_ATOM = x()\nexcept Exception:\n    FEED_ALL_ATOM = 'f.xml'\n", 5, 5),
        ("FEED_ALL_ATOM = 'f.xml' % x\n", 2, 1),
        ("FEED_ALL_ATOM = '{:>9}'.format('f.xml')\n", 2, 1),
        ("FEED_ALL_ATOM = '%s %s' % 'f'\n", 2, 1),
        ("FEED_ALL_ATOM = os.path.join(base, 'f.xml')\n", 2, 1),
        ("FEED_ALL_ATOM = 'f.xml'; FEED_ALL_ATOM += x\n", 2, 26),
        ("A, FEED_ALL_ATOM = x\n", 2, 4),
        ("FEED_ALL_ATOM: str = x\n", 2, 1),
        ("from none import FEED_ALL_ATOM\n", 2, 18),
    ] {
        let found = configured(&format!("{url}{block}")).1;
        let expected = format!(
            "info[unread-setting] pelicanconf.py:{line}:{column} `FEED_ALL_ATOM` is computed, so it was not read | if it is not the \
             default, write [[feed]] into feedwright.toml"
        );
        assert_eq!(found, [expected], "{block}");
    }
    let names = ["SITESUBTITLE", "TAG_FEED_ATOM", "SLUGIFY_SOURCE", "PAGE_PATHS"];
    for name in names {
        let found = configured(&format!("{url}{name} = x()\n")).1;
        assert!(found.len() == 1 && found[0].contains(&format!("`{name}` is computed")), "{found:?}");
    }
}

#[test]
fn metadata_may_be_a_dictionary_in_other_words() {
    for metadata in [
        "dict(status='draft')",
        "dict([('status', 'draft')])",
        "dict({'a': 'b'}, status='draft')",
        "(('status', 'draft'),)",
        "[['status', 'draft']]",
    ] {
        let config = format!("SITEURL = 'https://a.org'\nDEFAULT_METADATA = {metadata}\n");
        let site = Site::of(&[
            ("pelicanconf.py", &config),
            ("content/a.md", "Title: A\nDate: 2026-01-02\nStatus: published\n\nA\n"),
            ("content/b.md", "Title: B\nDate: 2026-01-02\n\nB\n"),
        ]);
        assert!(!site.findings().concat().contains("error"), "{metadata}");
        assert_eq!(site.titles(), ["A"], "{metadata}");
    }
}

#[test]
fn computed_settings_that_may_leave_out_articles_stop_a_build() {
    let url = "SITEURL = 'https://a.org'\n";
    let error = |line: &str, name: &str| {
        format!(
            "error[unread-filter] pelicanconf.py:{line} `{name}` is computed, and may leave out articles | {WRITE_EXCLUDE}"
        )
    };
    for (setting, name) in [
        ("ARTICLE_EXCLUDES = x()", "ARTICLE_EXCLUDES"),
        ("DEFAULT_METADATA = {'status': x()}", "DEFAULT_METADATA"),
        ("EXTRA_PATH_METADATA = {'private': {'Status': x()}}", "EXTRA_PATH_METADATA"),
        ("EXTRA_PATH_METADATA = {p: {'status': 'draft'} for p in x()}", "EXTRA_PATH_METADATA"),
        ("from none import EXTRA_PATH_METADATA", "EXTRA_PATH_METADATA"),
        ("WITH_FUTURE_DATES = x()", "WITH_FUTURE_DATES"),
    ] {
        let place = if setting.starts_with("from") { "2:18" } else { "2:1" };
        assert_eq!(configured(&format!("{url}{setting}\n")).1, [error(place, name)], "{setting}");
    }
    let path = "EXTRA_PATH_METADATA = {f: {'path': f} for f in x()}\n";
    assert_eq!(configured(&format!("{url}{path}")).1, [""; 0]);
    assert_eq!(configured(&format!("{url}DEFAULT_METADATA = {{'x': x()}}\n")).1, [""; 0]);
    let made = "DEFAULT_METADATA = dict([('x', 'y')], status='published')\nARTICLE_EXCLUDES = sorted(['b', 'a'])\nSTATIC_PATHS = \
                list(('a',))\n";
    assert_eq!(configured(&format!("{url}{made}")).1, [""; 0]);
    let shown = format!("{url}ARTICLE_EXCLUDES = ['%s' % ['a']]\n");
    assert_eq!(configured(&shown).1, [error("2:1", "ARTICLE_EXCLUDES")]);
    let found = configured(&format!("{url}PATH_METADATA = r'(?=x)(?P<status>[a-z]+)/.*'\n")).1;
    assert!(
        found.iter().any(|found| found.starts_with("error[unread-filter] pelicanconf.py the regular")),
        "{found:?}"
    );
}

#[test]
fn settings_that_are_changed_behind_their_assignment_are_read() {
    let settings = "IGNORE_FILES = ['.#*']\nIGNORE_FILES.append('b.md')\nIGNORE_FILES.extend(['c.md'])\n\
        DEFAULT_METADATA = {}\nDEFAULT_METADATA['status'] = 'draft'\n\
        DEFAULT_METADATA.update({'status': 'published'})\nEXTRA_PATH_METADATA = {}\n\
        EXTRA_PATH_METADATA['d.md'] = {'status': 'draft'}\n";
    let articles = ["a", "b", "c", "d"].map(|name| (format!("content/{name}.md"), head(name, "")));
    let files: Vec<_> = articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = site(settings, &files);
    assert_eq!(site.feeds()[0], "feeds/all.atom.xml atom: a.md");
    assert_eq!(site.findings().iter().filter(|found| found.contains("unread")).count(), 0);
    let unknown = "SITEURL = 'https://a.org'\nIGNORE_FILES = []\nIGNORE_FILES.remove('x')\n";
    assert!(configured(unknown).1[0].starts_with("error[unread-filter] pelicanconf.py:3:1"));
}

#[test]
fn a_head_in_lines_that_is_not_utf_8_is_an_error() {
    for (name, text) in [
        ("a.md", &b"Date: 2026-01-02\nTitle: Caf\xe9\nStatus: draft\n\nText.\n"[..]),
        ("a.rst", b"Caf\n###\n\n:date: 2026-01-02\n:summary: \xe9\n:status: draft\n\nText.\n"),
    ] {
        let site = site("", &[("content/b.md", &head("T", ""))]);
        std::fs::write(site.dir.path().join("content").join(name), text).unwrap();
        let found = site.findings();
        let is_it = |found: &String| found.starts_with("error[not-utf8]") && found.contains(name);
        assert!(found.iter().any(is_it), "{found:?}");
        assert_eq!(site.left_out(), [format!("{name} invalid")]);
    }
}

#[test]
fn settings_that_are_not_utf_8_are_reported() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("pelicanconf.py"), b"SITENAME = 'Caf\xe9'\n").unwrap();
    let found = feedwright::site::pipeline::with_project(dir.path(), None, |project| {
        let generator = feedwright::site::generators::named("pelican").unwrap();
        crate::suite::support::lines(&(generator.preset)(project).found)
    });
    assert!(found.len() == 1 && found[0].contains("UTF-8"), "{found:?}");
}

#[test]
fn subsites_have_the_articles_in_their_languages() {
    let settings = "PLUGINS = ['i18n_subsites']\nI18N_SUBSITES = {\n    'de': {'SITENAME': 'Seite', 'FEED_ALL_ATOM': 'alle.xml'},\n}\n\
                    CATEGORY_FEED_ATOM = None\nAUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\n";
    let site = site(
        settings,
        &[
            ("content/a.md", &dated("A", "2026-01-02", "Slug: s\n")),
            ("content/b.md", &dated("B", "2026-01-02", "Slug: s\nLang: de\n")),
            ("content/c.md", &dated("C", "2026-01-01", "Lang: de\n")),
        ],
    );
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(pages, ["/s.html", "/de/s.html", "/de/c.html"]);
    assert_eq!(site.ids()[1].split(' ').next(), Some("tag:a.org,2026-01-02:/b/de/s.html"));
    let feeds = [
        "feeds/all.atom.xml atom: a.md",
        "feeds/all-en.atom.xml atom: a.md",
        "de/alle.xml atom: b.md c.md",
        "de/feeds/all-de.atom.xml atom: b.md c.md",
    ];
    assert_eq!(site.feeds(), feeds);
}

#[test]
fn without_a_repository_dates_come_from_articles_alone() {
    let settings = "SITEURL = 'https://a.org'\nDEFAULT_DATE = 'fs'\n";
    let files =
        [("pelicanconf.py", settings), ("content/a.md", &head("T", "")), ("content/b.md", "Title: B\n\nx\n")];
    let site = Site::of(&files);
    assert_eq!(site.pages(), [("a.md".to_owned(), "/t.html".to_owned())]);
    assert_eq!(site.left_out(), ["b.md undated"]);
}

#[test]
fn slugs_follow_their_settings() {
    let settings = "SLUGIFY_SOURCE = 'basename'\nSLUGIFY_PRESERVE_CASE = True\nSLUG_REGEX_SUBSTITUTIONS = [\n    (r'C\\+\\+', 'cpp'),\n    (r'(\\d+)\\.(\\d+)', r'\\1-v\\2'),\n    (r'[^\\w\\s-]', ''),\n    (r'\\s*\\Z', ''),\n    (r'(?<=x)y', ''),\n    (r'[-\\s]+', '-'),\n]\n";
    let site = site(settings, &[("content/Kapal c++ 2.0 Über.md", &head("T", ""))]);
    assert_eq!(site.pages()[0].1, "/Kapal-cpp-2-v0-Uber.html");
    assert_eq!(
        site.findings(),
        [
            "info[unread-setting] pelicanconf.py the regular expression `(?<=x)y` was not understood | write it without lookaround and backreferences"
        ]
    );
}

/// A head in lines, with a title, this date and more lines.
fn dated(title: &str, date: &str, more: &str) -> String {
    format!("Title: {title}\nDate: {date}\n{more}\n")
}

#[test]
fn translations_are_only_in_the_feeds_of_all_and_of_their_language() {
    let feeds = "FEED_ATOM = 'own.xml'\nTAG_FEED_ATOM = 'tag-{slug}.xml'\nAUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\n";
    let site = site(
        feeds,
        &[
            ("content/a.md", &dated("A", "2026-01-02", "Slug: s\nTags: t\n")),
            ("content/b.md", &dated("B", "2026-01-09", "Slug: s\nTags: t\nLang: id\n")),
            ("content/c.md", &dated("C", "2025-01-02", "Lang: id\nSlug: c\n")),
            ("content/d.md", &dated("D", "2025-01-01", "Slug: d\nTranslation: true\n")),
            ("content/e.md", &dated("E", "2024-01-01", "Slug: d\nLang: id\n")),
        ],
    );
    let feeds = site.feeds();
    let of = |path: &str| feeds.iter().find_map(|feed| feed.strip_prefix(path)).unwrap().trim();
    assert_eq!(of("own.xml atom:"), "a.md c.md e.md");
    assert_eq!(of("feeds/all.atom.xml atom:"), "b.md a.md c.md d.md e.md");
    assert_eq!(of("feeds/misc.atom.xml atom:"), "a.md c.md e.md");
    assert_eq!(of("tag-t.xml atom:"), "a.md");
    assert_eq!(of("feeds/all-id.atom.xml atom:"), "b.md c.md e.md");
    let all_are_of_site = site.feed_ids().iter().all(|line| line.ends_with(" https://A.org:8080/b/"));
    assert!(all_are_of_site, "{:?}", site.feed_ids());
}

#[test]
fn translations_come_behind_all_articles_of_their_date() {
    let site = site(
        "FEED_ALL_RSS = 'all.xml'\nARTICLE_LANG_URL = '{lang}/{slug}.html'\n",
        &[
            ("content/z.md", &dated("A", "2026-01-02", "Slug: s\n")),
            ("content/a.id.md", &dated("B", "2026-01-02", "Slug: s\nLang: id\n")),
            ("content/b.md", &dated("C", "2026-01-02", "Slug: t\nurl: /a.html\n")),
            ("content/c.md", &dated("D", "2026-01-03", "Slug: u\nLang: id\n")),
        ],
    );
    let feeds = site.feeds();
    assert!(feeds.contains(&"all.xml rss: c.md z.md b.md a.id.md".to_owned()), "{feeds:#?}");
    let titles = site.titles_of_feeds();
    assert!(titles.contains(&"feeds/all-id.atom.xml: A, -".to_owned()), "{titles:#?}");
}

#[test]
fn an_article_may_have_a_time_zone_of_its_own() {
    let site = site(
        "TIMEZONE = 'UTC'\n",
        &[
            ("content/a.md", &dated("A", "2026-01-02 10:00", "Timezone: Asia/Jakarta\n")),
            ("content/b.md", &dated("B", "2026-01-01 10:00", "Timezone: nowhere\n")),
        ],
    );
    let dates: Vec<_> =
        site.articles().iter().map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(dates, ["2026-01-02T03:00:00Z", "2026-01-01T10:00:00Z"]);
}

#[test]
fn an_excerpt_has_so_many_words() {
    let text = dated("A", "2026-01-02", "") + &"word ".repeat(60) + "\n\n<!-- more -->\n";
    let words = |settings: &str| site(settings, &[("content/a.md", &text)]).summaries()[0].clone();
    assert_eq!(words(""), format!("{}word…", "word ".repeat(49)));
    assert_eq!(words("SUMMARY_MAX_LENGTH = 3\n"), "word word word…");
}

#[test]
fn braces_hosts_and_authors_are_read_as_python_reads_them() {
    let site = site(
        "ARTICLE_URL = 'a{{b}}/{author}/{slug}.html'\n",
        &[
            ("content/a.md", &head("T", "Authors: Doe, Jane; Roe, Rick\n")),
            ("content/b.md", &head("U", "Url: https://Other.ORG/x\n")),
        ],
    );
    assert_eq!(
        site.articles(),
        [
            "a.md 2026-01-01T17:00:00Z https://a.org:8080/b/a%7Bb%7D/doe-jane/t.html tag:a.org,2026-01-02:/b/a{b}/doe-jane/t.html",
            "b.md 2026-01-01T17:00:00Z https://other.org/x tag:other.org,2026-01-02:/x",
        ]
    );
}

#[test]
fn a_group_of_a_substitution_may_have_a_name() {
    let settings =
        "SLUG_REGEX_SUBSTITUTIONS = [(r'(?P<year>\\d+) in (?P<place>\\w+)', r'\\g<place>-\\g<year>')]\n";
    assert_eq!(
        site(settings, &[("content/a.md", &head("2026 in Lima", ""))]).pages()[0].1,
        "/lima-2026.html"
    );
}

#[test]
fn the_date_of_the_file_is_that_of_git() {
    use feedwright::site::rules::DateFrom;
    use feedwright::site::{generators, pipeline};
    let sources = |settings: &str| {
        let dir = tempfile::tempdir().unwrap();
        let config = format!("{}{settings}", CONFIG.1);
        crate::suite::support::files(dir.path(), &[(CONFIG.0, config.as_str())]);
        let pelican = generators::named("pelican").unwrap();
        pipeline::with_project(dir.path(), None, |project| (pelican.preset)(project)).date_from.unwrap()
    };
    assert_eq!(sources(""), [DateFrom::Metadata]);
    assert_eq!(sources("DEFAULT_DATE = '2026-01-01'\n"), [DateFrom::Metadata]);
    assert_eq!(sources("DEFAULT_DATE = 'fs'\n"), [DateFrom::Metadata, DateFrom::Git]);
    assert_eq!(sources("PLUGINS = ['filetime_from_git']\n"), [DateFrom::Metadata, DateFrom::Git]);
}

#[test]
fn rss_has_summaries_unless_the_settings_want_the_text() {
    let text = head("T", "");
    let bodies = |settings: &str| {
        let settings = format!("FEED_ALL_RSS = 'rss.xml'\n{settings}");
        site(&settings, &[("content/a.md", &text)]).feed_settings().join("\n")
    };
    assert!(bodies("").contains("rss.xml: - (Summary)"), "{}", bodies(""));
    assert!(bodies("").contains("feeds/all.atom.xml: - (Full)"), "{}", bodies(""));
    let full = bodies("RSS_FEED_SUMMARY_ONLY = False\n");
    assert!(full.contains("rss.xml: - (Full)"), "{full}");
}

#[test]
fn texts_of_python_that_are_computed_are_not_read() {
    let name = |text: &str| {
        let config = format!("{}{text}\n", CONFIG.1);
        let site = Site::of(&[(CONFIG.0, config.as_str()), ("content/a.md", &head("T", ""))]);
        site.config.site.title.to_string()
    };
    assert_eq!(name("SITENAME = f'B'"), "B");
    assert_eq!(name("SITENAME = f'{AUTHOR}'"), "Ana");
    assert_eq!(name("SITENAME = f'{author()}'"), "a.org");
    assert_eq!(name("SITENAME = b'B'"), "a.org");
    assert_eq!(name("if True:\n    X = 1; SITENAME = 'Inside'"), name("if True:\n    SITENAME = 'Inside'"));
}

#[test]
fn ids_are_written_in_the_syntax_of_each_head() {
    let date = "2026-01-02";
    let item = |title: &str| {
        let slug = title.to_lowercase();
        format!(
            "<item><title>{title}</title><link>https://a.org:8080/b/{slug}.html</link><guid>https://old.org/{slug}</guid></item>"
        )
    };
    let items: String = ["Lines", "Yaml", "Rest", "Page"].iter().map(|title| item(title)).collect();
    let published = format!("<rss version=\"2.0\"><channel><title>A</title>{items}</channel></rss>");
    let site = site(
        "",
        &[
            ("content/a.md", &format!("Title: Lines\nDate: {date}\n\nTeks.\n")),
            ("content/b.md", &format!("---\ntitle: Yaml\ndate: {date}\n---\n\nTeks.\n")),
            ("content/c.rst", &format!("Rest\n####\n\n:date: {date}\n\nTeks.\n")),
            (
                "content/d.html",
                &format!(
                    "<html>\n<head>\n  <title>Page</title>\n  <meta name=\"date\" content=\"{date}\">\n</head>\n<body>Teks.</body>\n</html>\n"
                ),
            ),
        ],
    );
    let (mut written, found) = site.pin(&[("old.xml", published.as_bytes())]);
    written.sort();
    assert_eq!(found, [] as [String; 0]);
    assert_eq!(
        written,
        [
            "  <meta name=\"id\" content=\"https://old.org/page\">",
            ":id: https://old.org/rest",
            "Id: https://old.org/lines",
            "id: https://old.org/yaml",
        ]
    );
    // The next time, they are there.
    assert_eq!(site.pin(&[("old.xml", published.as_bytes())]), (Vec::new(), Vec::new()));
}

#[test]
fn the_future_is_published_unless_a_setting_withholds_it() {
    let files = [("content/a.md", "Title: A\nDate: 2029-01-02\n\nTeks.\n")];
    assert_eq!(site("", &files).pages().len(), 1);
    assert_eq!(site("WITH_FUTURE_DATES = False\n", &files).left_out(), ["a.md scheduled"]);
}

#[test]
fn terms_have_the_pages_that_pelican_makes() {
    let of = |settings: &str| {
        let head = head("T", "Category: Laut\nTags: C++ dan kayu\n");
        site(settings, &[("content/a.md", &head)]).categories()
    };
    assert_eq!(
        of(""),
        ["Laut /category/laut.html /categories.html", "C++ dan kayu /tag/c-dan-kayu.html /tags.html"]
    );
    let settings = "TAG_SAVE_AS = ''\nCATEGORY_URL = 'c/{slug}/'\nCATEGORIES_SAVE_AS = None\n";
    assert_eq!(of(settings), ["Laut /c/laut/ -", "C++ dan kayu - -"]);
    assert_eq!(of("TAG_URL = 't/{name}/'\nDIRECT_TEMPLATES = ['index']\n")[1], "C++ dan kayu - -");
}

#[test]
fn links_to_the_home_page_and_to_terms_lead_to_their_pages() {
    let here = "https://a.org:8080/b";
    for (settings, link, expected) in [
        ("", "{tag}Kota%20Lama", "/tag/kota-lama.html"),
        ("", "|tag|Kota", "/tag/kota.html"),
        ("", "{category}C++ & D", "/category/c-d.html"),
        ("", "{author}Doe, Jane", "/author/doe-jane.html"),
        ("", "{index}", "/"),
        ("", "{index}#top", "/#top"),
        ("TAG_URL = 'topics/{slug}/'\n", "{tag}Kota", "/topics/kota/"),
        ("AUTHOR_URL = 'by/{slug}/'\n", "{author}Ana", "/by/ana/"),
    ] {
        let text = head("T", &format!("\n[x](<{link}>)")).replace("\n\nTeks", "\n\n");
        let site = site(settings, &[("content/a.md", &text)]);
        assert!(
            site.contents()[0].contains(&format!("<a href=\"{here}{expected}\">x</a>")),
            "{link}: {:?}",
            site.contents()
        );
        assert_eq!(site.findings_of_texts(), [] as [String; 0], "{link}");
    }
    let off = site("TAG_SAVE_AS = ''\n", &[("content/a.md", &head("T", "\n[x]({tag}y)"))]);
    assert!(off.findings_of_texts()[0].starts_with("warning[dead-link]"), "{:?}", off.findings_of_texts());
}
