//! Hugo.

use super::Site;

const CONFIG: &str = "baseURL = \"https://a.org/\"\ntitle = \"A\"\n";

/// A head with a title, a date and more lines.
fn head(more: &str) -> String {
    format!("---\ntitle: T\ndate: 2026-01-02\n{more}---\nText.\n")
}

/// The site of a configuration and these files, which are below the content folder.
#[track_caller]
fn site(more: &str, files: &[(&str, String)]) -> Site {
    let config = format!("{CONFIG}{more}");
    let files: Vec<_> = files.iter().map(|(path, text)| (format!("content/{path}"), text)).collect();
    let mut all = vec![("hugo.toml", config.as_str())];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    Site::of(&all)
}

/// The page of the one article at a path.
#[track_caller]
fn page(config: &str, path: &str, text: &str) -> String {
    let pages = site(config, &[(path, text.to_owned())]).pages();
    pages.into_iter().map(|(_, page)| page).collect::<Vec<_>>().join(" ")
}

/// The date of the one article at a path.
#[track_caller]
fn date(config: &str, path: &str, head: &str) -> String {
    let site = site(config, &[(path, format!("---\ntitle: T\n{head}---\n"))]);
    let line = |line: &String| line.split(' ').nth(1).unwrap().to_owned();
    let found = (site.articles().iter().map(line).collect::<Vec<_>>(), site.left_out());
    [found.0, found.1].concat().join(" ")
}

#[test]
fn pages_are_where_hugo_puts_them() {
    let cases = [
        ("post/My First Post.md", "/post/my-first-post/"),
        ("post/C++ & C#.md", "/post/c++--c%23/"),
        ("post/v1.2.md", "/post/v1.2/"),
        ("post/日本 語.md", "/post/%E6%97%A5%E6%9C%AC-%E8%AA%9E/"),
        ("post/Élan_x.md", "/post/%C3%A9lan_x/"),
        ("post/a - b.md", "/post/a---b/"),
        ("post/🎉 x.md", "/post/-x/"),
        ("post/Some Trip/index.md", "/post/some-trip/"),
        ("post/trip/INDEX.md", "/post/trip/"),
        ("Some Notes/Old Ones/a.markdown", "/some-notes/old-ones/a/"),
        ("about.md", "/about/"),
        ("post/_kept.md", "/post/_kept/"),
        ("post/README.md", "/post/readme/"),
        ("post/2024-05-06-words.md", "/post/2024-05-06-words/"),
    ];
    for (path, expected) in cases {
        assert_eq!(page("", path, &head("")), expected, "{path}");
    }
    assert_eq!(page("disablePathToLower = true\n", "post/Ab C.md", &head("")), "/post/Ab-C/");
    assert_eq!(page("removePathAccents = true\n", "post/Élan.md", &head("")), "/post/elan/");
}

#[test]
fn what_belongs_to_a_bundle_or_a_section_is_no_article() {
    let site = site(
        "ignoreFiles = ['\\.secret\\.md$', '/attic/']\n",
        &[
            ("post/_index.md", head("")),
            ("post/a.md", head("")),
            ("post/trip/index.md", head("")),
            ("post/trip/notes.md", head("")),
            ("post/trip/days/one.md", head("")),
            ("post/trip/days/index.md", head("")),
            ("post/#b.md", head("")),
            ("post/b.md~", head("")),
            ("post/c.secret.md", head("")),
            ("attic/d.md", head("")),
            ("post/e.txt", head("")),
        ],
    );
    let pages: Vec<_> = site.pages().into_iter().map(|(path, _)| path).collect();
    assert_eq!(pages, ["post/a.md", "post/trip/index.md"]);
    assert_eq!(site.findings(), [] as [String; 0]);
}

#[test]
fn the_keywords_of_an_org_document_are_its_metadata() {
    let text = "#+TITLE: Long Walks\n#+date: <2026-01-02 Fri>\n#+tags[]: a b\n#+categories: c d\n#+slug: walks\n\n#+title: no\n* One\n";
    let site = site(
        "",
        &[
            ("post/a.org", text.to_owned()),
            ("post/b.org", "#+date: 2026-01-03\n#+draft: true\n".to_owned()),
            ("post/c.org", "---\ntitle: C\ndate: 2026-01-01\n---\n".to_owned()),
            ("post/d.org", "#+title: D\n#+date: 2026-01-01\n#+tags: a\n#+tags: b c".to_owned()),
        ],
    );
    assert_eq!(
        site.pages().into_iter().map(|(_, page)| page).collect::<Vec<_>>(),
        ["/post/walks/", "/post/c/", "/post/d/"]
    );
    assert_eq!(site.titles(), ["Long Walks", "C", "D"]);
    assert_eq!(site.left_out(), ["post/b.org draft"]);
    let feeds = site.feeds();
    let tags: Vec<_> =
        feeds.iter().filter(|feed| feed.starts_with("tags/") || feed.starts_with("categories/")).collect();
    assert_eq!(
        tags,
        [
            "tags/a/index.xml rss: post/a.org post/d.org",
            "tags/b/index.xml rss: post/a.org",
            "tags/b-c/index.xml rss: post/d.org",
            "categories/c-d/index.xml rss: post/a.org",
        ]
    );
}

#[test]
fn a_program_that_makes_pages_is_said() {
    let files = [("post/a.md", head("")), ("books/_content.gotmpl", "{{ .AddPage }}".to_owned())];
    let found = "warning[unread-setting] content/books/_content.gotmpl only Hugo can tell which pages this program makes, so the \
                 feeds lack them | build the site, and compare its feed with this one: `feedwright diff`";
    assert_eq!(site("", &files).findings(), [found]);
}

#[test]
fn a_slash_in_a_term_is_one_of_its_path_unless_a_pattern_says_where_it_is() {
    let files = [("post/a.md", head("tags: [c/d]\n"))];
    let path = |config: &str| {
        let feeds = site(config, &files).feeds();
        feeds.into_iter().find(|feed| feed.starts_with('t')).unwrap()
    };
    assert_eq!(path(""), "tags/c/d/index.xml rss: post/a.md");
    assert_eq!(path("[permalinks.term]\ntags = '/t/:slug/'\n"), "t/c-d/index.xml rss: post/a.md");
}

#[test]
fn terms_have_the_paths_of_titles_in_patterns_and_those_of_files_elsewhere() {
    let files = [("post/a.md", head("tags: ['C#', 'Oil & Gas']\n"))];
    let paths = |config: &str| {
        let feeds = site(config, &files).feeds().into_iter().filter(|feed| feed.starts_with('t'));
        feeds.map(|feed| feed.split("/index.xml").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths(""), ["tags/c#", "tags/oil--gas"]);
    assert_eq!(paths("disablePathToLower = true\n"), ["tags/C#", "tags/Oil-Gas"]);
    assert_eq!(paths("[permalinks.term]\ntags = '/t/:slug/'\n"), ["t/c", "t/oil-gas"]);
}

#[test]
fn slugs_and_urls() {
    let cases = [
        ("slug: My Slug!\n", "/post/my-slug/"),
        ("slug: a/b\n", "/post/a/b/"),
        ("slug: -x-\n", "/post/x/"),
        ("Slug: X\n", "/post/x/"),
        ("slug: 404\n", "/post/404/"),
        ("url: /Foo/V1.0\n", "/Foo/V1.0"),
        ("Url: Foo/Bar\n", "/Foo/Bar/"),
        ("url: /old/x.html\n", "/old/x.html"),
        ("url: /a b/é/\n", "/a%20b/%C3%A9/"),
        ("url: /a%20b/\n", "/a%20b/"),
        ("url: /:year/:slug/\n", "/2026/t/"),
        ("url: '/a\\:b/'\n", "/a:b/"),
    ];
    for (more, expected) in cases {
        assert_eq!(page("", "post/p.md", &head(more)), expected, "{more}");
    }
}

#[test]
fn every_token_of_permalinks() {
    let cases = [
        ("/:year/:month/:day/:title/", "Hello, World & Co.", "/2026/01/02/hello-world-co./"),
        ("/:title/", "...Dots. And (x)", "/...dots.-and-x/"),
        ("/:title/", "C++ & C#", "/c-c/"),
        ("/:title/", "C# notes", "/c%23-notes/"),
        ("/:title/", "a/b", "/a-b/"),
        ("/:monthname/:weekdayname/:weekday/:yearday/", "T", "/january/friday/5/2/"),
        ("/:06/:1/:2/:Jan/:2006-01/", "T", "/26/1/2/jan/2026-01/"),
        ("/:section/:sections/:filename/", "T", "/post/post/low/some-name/"),
        ("/:sections[1:]/:contentbasename", "T", "/low/some-name/"),
        ("/:sections[:last]/x", "T", "/post/x/"),
        ("/:sections[last]/x", "T", "/low/x/"),
        ("/:sections[1:2]/:sections[0]/", "T", "/low/post/"),
        ("/x/:sections[5]/", "T", "/x/"),
        ("/:sectionslug/:sectionslugs/", "T", "/post/post/deep-water/"),
        ("/:slugorfilename/:slugorcontentbasename/", "T", "/some-name/some-name/"),
        ("/o/:slug/", "", "/o/"),
        ("/:slug.html", "T", "/t.html/"),
        ("/p/:unknown/", "T", "/p/unknown/"),
    ];
    for (pattern, title, expected) in cases {
        let config = format!("[permalinks]\npost = '{pattern}'\n");
        let text = format!("---\ntitle: '{title}'\ndate: 2026-01-02T23:30:00-05:00\n---\n");
        let files = [
            ("post/low/deep/Some Name.md", text),
            ("post/low/_index.md", "---\ntitle: Deep water\n---\n".to_owned()),
        ];
        assert_eq!(site(&config, &files).pages()[0].1, expected, "{pattern}");
    }
    let config = "[permalinks]\npost = '/:slug/:slugorfilename/'\n";
    assert_eq!(page(config, "post/p.md", &head("slug: S s\n")), "/s-s/s-s/");
    assert_eq!(page(config, "post/p.md", &head("slug: '-A b/C-'\n")), "/a-b/c/a-b/c/");
}

#[test]
fn permalinks_in_every_form() {
    let cases = [
        ("[permalinks]\npost = '/p/:slug/'\n", "post/low/p.md", "/p/t/"),
        ("[permalinks]\npost = '/p/:slug/'\n", "posts/p.md", "/posts/p/"),
        ("[permalinks]\nPost = '/p/:slug/'\n'post/low' = '/l/:slug/'\n", "post/low/p.md", "/l/t/"),
        ("[permalinks]\n'/' = '/r/:slug/'\n", "p.md", "/r/t/"),
        ("[permalinks]\n'/' = '/r/:slug/'\n", "post/p.md", "/post/p/"),
        ("[permalinks.page]\npost = '/p/:slug/'\n[permalinks.section]\npost = '/x/'\n", "post/p.md", "/p/t/"),
        (
            "[[permalinks]]\npattern = '/n/:slug/'\ntarget = { kind = 'page', path = '/post/**' }\n[[permalinks]]\npattern = '/all/:slug/'\n",
            "post/p.md",
            "/n/t/",
        ),
        (
            "[[permalinks]]\npattern = '/n/:slug/'\n[permalinks.target]\nkind = 'term'\n[[permalinks]]\npattern = '/all/:slug/'\n",
            "post/p.md",
            "/all/t/",
        ),
        ("uglyURLs = true\n", "post/p.md", "/post/p.html"),
        ("[uglyURLs]\npost = true\n", "post/p.md", "/post/p.html"),
        ("[uglyURLs]\npost = true\n", "p.md", "/p/"),
        ("[permalinks]\npost = '/x/../:slug/'\n", "post/p.md", "/t/"),
    ];
    for (config, path, expected) in cases {
        assert_eq!(page(config, path, &head("")), expected, "{config}{path}");
    }
}

const LANGUAGES: &str = "defaultContentLanguage = \"en\"\n[languages.en]\nlanguageCode = \"en-us\"\n[languages.fr]\ntitle = \"Le A\"\n[languages.de]\ndisabled = true\n";

#[test]
fn a_language_is_the_end_of_a_name() {
    let files = [
        ("p.md", head("")),
        ("p.fr.md", head("")),
        ("p.de.md", head("")),
        ("q.en.md", head("")),
        ("v1.2.fr.md", head("url: x\n")),
        ("p.xx.md", head("")),
        ("p.FR.md", head("")),
        ("b/index.fr.md", head("")),
        ("b/note.md", head("")),
        ("w.fr.md", head("url: /w/\n")),
    ];
    let expected = [
        ("b/index.fr.md", "/fr/b/"),
        ("p.FR.md", "/p.fr/"),
        ("p.fr.md", "/fr/p/"),
        ("p.md", "/p/"),
        ("p.xx.md", "/p.xx/"),
        ("q.en.md", "/q/"),
        ("v1.2.fr.md", "/fr/x/"),
        ("w.fr.md", "/w/"),
    ];
    let expected = expected.map(|(path, page)| (path.to_owned(), page.to_owned()));
    let site_ = site(LANGUAGES, &files);
    assert_eq!(site_.pages(), expected);
    let feeds = ["fr/index.xml rss: b/index.fr.md p.fr.md v1.2.fr.md w.fr.md"];
    assert_eq!(site_.feeds()[1..], feeds);
    assert_eq!(page("defaultContentLanguageInSubdir = true\n", "p.md", &head("")), "/en/p/");
    let hosts =
        "defaultContentLanguage = 'en'\n[languages.en]\n[languages.fr]\nbaseURL = 'https://fr.a.org/'\n";
    let pages = site(hosts, &[("p.fr.md", head("")), ("p.md", head(""))]).pages();
    assert_eq!(
        pages.iter().map(|(_, page)| page.as_str()).collect::<Vec<_>>(),
        ["/https://fr.a.org/p/", "/p/"]
    );
}

#[test]
fn languages_with_hosts_have_sites_of_their_own() {
    let hosts = "defaultContentLanguage = 'de'\n[languages.de]\nbaseURL = 'https://a.org/'\n\
                 [languages.en]\nbaseURL = 'https://en.a.org'\ntitle = 'In English'\n";
    let site = site(hosts, &[("walks/p.md", head("")), ("walks/p.en.md", head(""))]);
    let feeds = site.feeds();
    assert!(feeds.contains(&"de/index.xml rss: walks/p.md".to_owned()), "{feeds:?}");
    assert!(feeds.contains(&"en/walks/index.xml rss: walks/p.en.md".to_owned()), "{feeds:?}");
    let urls = site.feed_urls();
    for (path, url, home) in [
        ("de/index.xml", "https://a.org/index.xml", "https://a.org/"),
        ("en/index.xml", "https://en.a.org/index.xml", "https://en.a.org/"),
        ("en/walks/index.xml", "https://en.a.org/walks/index.xml", "https://en.a.org/"),
    ] {
        assert!(urls.contains(&format!("{path} {url} {home}")), "{urls:?}");
    }
}

#[test]
fn a_feed_has_one_language_and_no_dialect_of_it() {
    let languages = "defaultContentLanguage = \"zh\"\n[languages.zh]\n[languages.zh-tw]\n";
    let site = site(languages, &[("a.md", head("")), ("b.zh-tw.md", head(""))]);
    assert_eq!(site.feeds(), ["index.xml rss: a.md", "zh-tw/index.xml rss: b.zh-tw.md"]);
}

#[test]
fn languages_may_have_folders() {
    let within = "[languages.en]\ncontentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'\n";
    let files = [("en/post/a.md", head("")), ("de/post/a.md", head("")), ("other/b.md", head(""))];
    let site_ = site(within, &files);
    let pages = [("de/post/a.md", "/de/post/a/"), ("en/post/a.md", "/post/a/")];
    assert_eq!(site_.pages(), pages.map(|(path, page)| (path.to_owned(), page.to_owned())));
    let feeds = [
        "index.xml rss: en/post/a.md",
        "post/index.xml rss: en/post/a.md",
        "de/index.xml rss: de/post/a.md",
        "de/post/index.xml rss: de/post/a.md",
    ];
    assert_eq!(site_.feeds(), feeds);
    let config = format!("{CONFIG}[languages.en]\n[languages.de]\ncontentDir = 'inhalt'\n");
    let site = Site::of(&[
        ("hugo.toml", &config),
        ("content/a.md", &head("")),
        ("inhalt/a.md", &head("")),
        ("node_modules/x/b.md", &head("")),
    ]);
    let pages = [("content/a.md", "/a/"), ("inhalt/a.md", "/de/a/")];
    assert_eq!(site.pages(), pages.map(|(path, page)| (path.to_owned(), page.to_owned())));
}

#[test]
fn mounted_folders_are_content() {
    let config = format!(
        "{CONFIG}[[module.mounts]]\nsource = 'texts'\ntarget = 'content'\n[[module.mounts]]\nsource = 'manual'\ntarget = 'content/docs'\n[[module.mounts]]\nsource = 'css'\ntarget = 'assets'\n"
    );
    let site = Site::of(&[
        ("hugo.toml", &config),
        ("texts/post/a.md", &head("")),
        ("manual/b.md", &head("")),
        ("content/c.md", &head("")),
        ("css/d.md", &head("")),
    ]);
    let pages = [("manual/b.md", "/docs/b/"), ("texts/post/a.md", "/post/a/")];
    assert_eq!(site.pages(), pages.map(|(path, page)| (path.to_owned(), page.to_owned())));
    let feeds = [
        "index.xml rss: manual/b.md texts/post/a.md",
        "docs/index.xml rss: manual/b.md",
        "post/index.xml rss: texts/post/a.md",
    ];
    assert_eq!(site.feeds(), feeds);
}

#[test]
fn the_date_of_a_feed_is_that_of_publication() {
    let cases = [
        ("date: 2026-01-02\n", "2026-01-02T00:00:00Z"),
        ("date: 2026-01-02\npublishDate: 2026-02-03\n", "2026-02-03T00:00:00Z"),
        ("date: 2026-01-02\npubdate: 2026-02-03\n", "2026-02-03T00:00:00Z"),
        ("published: 2026-02-03\n", "2026-02-03T00:00:00Z"),
        ("modified: 2026-02-03\n", "2026-02-03T00:00:00Z"),
        ("Date: 2026-01-02 03:04:05 +0700\n", "2026-01-01T20:04:05Z"),
        ("date: 1767312000\n", "2026-01-02T00:00:00Z"),
        ("date: Fri, 02 Jan 2026 03:04:05 GMT\n", "2026-01-02T03:04:05Z"),
        ("date: Fri Jan  2 03:04:05 2026\n", "2026-01-02T03:04:05Z"),
        ("date: 02 Jan 2026\n", "2026-01-02T00:00:00Z"),
        ("date: Friday, 02-Jan-26 03:04:05 UTC\n", "2026-01-02T03:04:05Z"),
        ("date: 0001-01-01\n", "post/p.md undated"),
        ("date:\n", "post/p.md undated"),
        ("weight: 1\n", "post/p.md undated"),
    ];
    for (head, expected) in cases {
        assert_eq!(date("", "post/p.md", head), expected, "{head}");
    }
    assert_eq!(date("timeZone = 'Asia/Jakarta'\n", "p.md", "date: 2026-01-02\n"), "2026-01-01T17:00:00Z");
    let head = head("publishDate: 2026-02-03\n");
    assert_eq!(page("[permalinks]\npost = '/:year-:month/:slug/'\n", "post/p.md", &head), "/2026-01/t/");
}

#[test]
fn the_configuration_chooses_the_keys_of_dates() {
    let cases = [
        ("date = [':filename', ':default']\n", "2020-05-06-w.md", "weight: 1\n", "2020-05-06T00:00:00Z"),
        ("date = [':filename']\n", "2020-05-06-w.md", "date: 2026-01-02\n", "2026-01-02T00:00:00Z"),
        ("date = [':filename']\n", "2020-05-06-07-08-09-w.md", "weight: 1\n", "2020-05-06T07:08:09Z"),
        (
            "date = ['date', ':filename', 'lastmod']\n",
            "2020-05-06-w.md",
            "lastmod: 2026-01-02\n",
            "2020-05-06T00:00:00Z",
        ),
        (
            "date = ['Written', ':default']\n",
            "p.md",
            "written: 2024-01-02\ndate: 2026-01-02\n",
            "2026-01-02T00:00:00Z",
        ),
        (
            "publishDate = ['shown']\n",
            "p.md",
            "shown: 2024-01-02\ndate: 2026-01-02\n",
            "2024-01-02T00:00:00Z",
        ),
    ];
    for (config, path, head, expected) in cases {
        assert_eq!(date(&format!("[frontmatter]\n{config}"), path, head), expected, "{config}{head}");
    }
    let by_name =
        "[frontmatter]\ndate = [':filename', ':default']\n[permalinks]\npost = '/:year/:slugorfilename/'\n";
    assert_eq!(page(by_name, "post/2020-05-06-some words.md", &head("")), "/2020/some-words/");
    assert_eq!(page(by_name, "post/2020-05-06-trip/index.md", &head("")), "/2020/trip/");
    let by_key = "[frontmatter]\ndate = ['date', ':filename']\n";
    assert_eq!(page(by_key, "post/2020-05-06-words.md", &head("")), "/post/2020-05-06-words/");
    assert_eq!(page(by_key, "post/2020-05-06-words.md", "---\ntitle: T\n---\n"), "/post/words/");
}

#[test]
fn what_hugo_withholds_is_in_no_feed() {
    let cases = [
        ("draft: true\n", "draft"),
        ("draft: \"true\"\n", "draft"),
        ("Draft: yes\n", "draft"),
        ("draft: y\n", "draft"),
        ("draft: soon\n", "draft"),
        ("published: n\n", "draft"),
        ("published: false\n", "draft"),
        ("published:\n", "draft"),
        ("Published: ~\n", "draft"),
        ("publishDate: 2027-01-01\n", "scheduled"),
        ("expiryDate: 2026-01-03\n", "expired"),
        ("unpublishdate: 2026-01-03\n", "expired"),
        ("headless: true\n", "withheld"),
        ("params: {password: x}\n", "withheld"),
        ("params: {status: draft}\n", "withheld"),
        ("hidden: false\nParams: {Hidden: true}\n", "withheld"),
        ("build:\n  list: never\n", "excluded"),
        ("_build:\n  list: local\n", "excluded"),
        ("build:\n  render: never\n", "excluded"),
    ];
    for (more, reason) in cases {
        let site = site("", &[("post/p.md", head(more))]);
        assert_eq!(site.left_out(), [format!("post/p.md {reason}")], "{more}");
    }
    let future = "---\ntitle: T\ndate: 2027-01-02\n---\n";
    assert_eq!(site("", &[("p.md", future.to_owned())]).left_out(), ["p.md scheduled"]);
    let object = "{\"title\": \"T\", \"date\": \"2026-01-02\", \"published\": null}\n";
    assert_eq!(site("", &[("p.md", object.to_owned())]).left_out(), ["p.md draft"]);
    for more in [
        "draft:\n",
        "draft: false\n",
        "draft: n\n",
        "published: y\n",
        "build:\n  render: link\n",
        "published: true\n",
        "headless: false\n",
        "params: {draft: true, published: false, hidden: false, headless: true}\n",
    ] {
        assert_eq!(page("", "post/p.md", &head(more)), "/post/p/", "{more}");
    }
    assert_eq!(page("buildDrafts = true\n", "p.md", &head("draft: true\n")), "/p/");
    assert_eq!(page("buildExpired = true\n", "p.md", &head("expiryDate: 2026-01-03\n")), "/p/");
    assert_eq!(page("buildFuture = true\n", "p.md", future), "/p/");
}

#[test]
fn cascades_fill_what_heads_lack() {
    let files = [
        ("post/_index.md", "---\ncascade:\n  draft: true\n---\n".to_owned()),
        ("post/a.md", head("")),
        ("post/b.md", head("draft: false\n")),
        ("post/low/_index.md", "+++\n[[cascade]]\ndraft = false\nslug = \"s\"\n+++\n".to_owned()),
        ("post/low/c.md", head("")),
        ("notes/d.md", head("")),
        ("notes/E e.md", head("")),
    ];
    let config = "[[cascade]]\nurl = '/:filename/'\n[cascade.target]\npath = '/notes/e-*'\nkind = 'page'\n[[cascade]]\ndraft = true\n[cascade._target]\nkind = 'section'\n";
    let site = site(config, &files);
    let pages = [
        ("notes/E e.md", "/e-e/"),
        ("notes/d.md", "/notes/d/"),
        ("post/b.md", "/post/b/"),
        ("post/low/c.md", "/post/low/s/"),
    ];
    assert_eq!(site.pages(), pages.map(|(path, page)| (path.to_owned(), page.to_owned())));
    assert_eq!(site.left_out(), ["post/a.md draft"]);
}

#[test]
fn parameters_of_cascades_are_keys_of_heads() {
    let of = |config: &str, section: &str, home: &str| {
        site(
            config,
            &[
                ("_index.md", format!("---\n{home}---\n")),
                ("notes/_index.md", format!("---\n{section}---\n")),
                ("notes/m.md", head("")),
                ("notes/n.md", head("private: false\nmembers: false\n")),
                ("notes/o.md", head("params: {Members: false}\n")),
                ("posts/a.md", head("")),
            ],
        )
    };
    for more in ["private: true", "visibility: members", "password: x"] {
        let left_out = of("", &format!("cascade:\n  params:\n    {more}\n"), "").left_out();
        assert!(left_out.contains(&"notes/m.md withheld".to_owned()), "{more} {left_out:?}");
        assert!(!left_out.contains(&"posts/a.md withheld".to_owned()), "{more} {left_out:?}");
    }
    let draft = of("", "cascade:\n  params: {draft: true}\n", "");
    assert_eq!(draft.left_out().len(), 3);
    let template = "<rss>{{ range where .Site.RegularPages \"Params.members\" \"!=\" true }}<item></item>{{ end }}</rss>";
    let of_config = "[[cascade]]\n[cascade.params]\nmembers = true\n[cascade.target]\npath = '/notes/**'\n";
    let of_home = "cascade: [{params: {Members: true}, target: {path: \"/notes/**\"}}]\n";
    for (config, section, home) in
        [("", "cascade:\n  params:\n    members: true\n", ""), ("", "", of_home), (of_config, "", "")]
    {
        for template in [
            template.to_owned(),
            template
                .replace(
                    "where .Site.RegularPages \"Params.members\" \"!=\" true }}",
                    ".Site.RegularPages }}{{ if not (.Param \"members\") }}",
                )
                .replace("</item>", "</item>{{ end }}"),
        ] {
            let config = format!("{CONFIG}disableKinds = ['section', 'taxonomy', 'term']\n{config}");
            let home = format!("---\n{home}---\n");
            let section = format!("---\n{section}---\n");
            let site = Site::of(&[
                ("hugo.toml", &config),
                ("content/_index.md", &home),
                ("content/notes/_index.md", &section),
                ("content/notes/m.md", &head("")),
                ("content/notes/n.md", &head("members: false\n")),
                ("content/notes/o.md", &head("params: {Members: false}\n")),
                ("content/posts/a.md", &head("")),
                ("layouts/rss.xml", &template),
            ]);
            assert_eq!(site.feeds(), ["index.xml rss: notes/n.md notes/o.md posts/a.md"], "{template}");
        }
    }
}

#[test]
fn the_feeds_are_those_that_hugo_makes() {
    let dated = |date: &str, more: &str| format!("---\ntitle: T\ndate: {date}\n{more}---\n");
    let files = [
        ("post/a.md", dated("2026-01-04", "tags: [x, 'C#', 'X', 2024]\ncategories: Some News\n")),
        ("post/deep/b.md", dated("2026-01-03", "tags: one two\n")),
        ("post/sub/_index.md", "---\ntitle: Sub\n---\n".to_owned()),
        ("post/sub/c.md", dated("2026-01-02", "")),
        ("post/trip/index.md", dated("2026-01-01", "tags: ['🎉']\n")),
        ("docs/d.md", "---\ntitle: T\n---\n".to_owned()),
        ("e.md", dated("2025-01-01", "")),
    ];
    let site_ = site("", &files);
    let feeds = [
        "index.xml rss: post/a.md post/deep/b.md post/sub/c.md post/trip/index.md e.md",
        "post/index.xml rss: post/a.md post/deep/b.md post/trip/index.md",
        "post/sub/index.xml rss: post/sub/c.md",
        "tags/2024/index.xml rss: post/a.md",
        "tags/c#/index.xml rss: post/a.md",
        "tags/one-two/index.xml rss: post/deep/b.md",
        "tags/x/index.xml rss: post/a.md",
        "categories/some-news/index.xml rss: post/a.md",
    ];
    assert_eq!(site_.feeds(), feeds);
    assert_eq!(site_.left_out(), ["docs/d.md undated"]);
    assert_eq!(site_.findings(), [] as [String; 0]);
    let few = "rssLimit = 1\ndisableKinds = ['section']\n[outputs]\nterm = ['HTML']\n[outputFormats.RSS]\nbaseName = 'feed'\n";
    assert_eq!(site(few, &files).feeds(), ["feed.xml rss: post/a.md"]);
    let terms = "disableKinds = ['section', 'home']\n[taxonomies]\ntag = 'labels'\n[permalinks.term]\nlabels = '/l/:slug/'\n";
    let labeled = [("a.md", head("labels: [x]\ntags: [y]\n"))];
    assert_eq!(site(terms, &labeled).feeds(), ["l/x/index.xml rss: a.md"]);
}

#[test]
fn the_home_page_of_a_feed_is_the_list_of_its_articles() {
    let of = |config: &str| {
        let config = format!(
            "{config}disableKinds = ['taxonomy']\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n"
        );
        let tagged = head("tags: [x]\n");
        let files = [("posts/a.md", tagged.clone()), ("posts/a.de.md", tagged), ("docs/b.md", head(""))];
        let urls = site(&config, &files).feed_urls();
        let home = |line: &String| line.rsplit(' ').next().unwrap().replace("https://a.org/", "/");
        urls.iter().map(home).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of(""), "/ /docs/ /posts/ /tags/x/ /de/ /de/posts/ /de/tags/x/");
    assert_eq!(
        of("uglyURLs = true\n"),
        "/index.html /docs/index.html /posts/index.html /tags/x.html /de/index.html /de/posts/index.html /de/tags/x.html"
    );
    assert_eq!(
        of("uglyURLs = {posts = true}\n"),
        "/ /docs/ /posts/index.html /tags/x/ /de/ /de/posts/index.html /de/tags/x/"
    );
}

#[test]
fn keys_of_themes_mean_nothing() {
    let more = "comments:\n  host: x.org\n  id: 1\nlanguage: English\nid: intro\nsummary: S\ndescription: D\nimage: cover.jpg\nsource: here\nextra: 1\nrights: [a]\nfeed: maybe\nenclosure: x\ntranslations: [a]\nauthors: [{name: Ana, bio: x}]\nauthor: Ben\ntype: posts\n";
    let site = site(
        "",
        &[("post/p.md", head(more)), ("post/q.md", "+++\ntitle = 404\ndate = 2026-01-02\n+++\n".to_owned())],
    );
    assert_eq!(site.findings(), [] as [String; 0]);
    assert_eq!(
        site.articles(),
        [
            "post/q.md 2026-01-02T00:00:00Z https://a.org/post/q/",
            "post/p.md 2026-01-02T00:00:00Z https://a.org/post/p/",
        ]
    );
}

#[test]
fn the_configuration_may_have_any_form_and_several_files() {
    let text = head("slug: S\n");
    let article = ("content/post/p.md", text.as_str());
    let base = |files: &[(&str, &str)]| Site::of(&[files, &[article]].concat()).articles()[0].clone();
    let line = "post/p.md 2026-01-02T00:00:00Z https://b.org/";
    assert_eq!(base(&[("config.yaml", "baseurl: https://b.org/\n")]), format!("{line}post/s/"));
    assert_eq!(base(&[("hugo.json", "{\"BaseURL\": \"https://b.org/\"}")]), format!("{line}post/s/"));
    let folder = [
        ("config/_default/hugo.toml", "baseURL = 'https://x.org/'\ntitle = 'X'\n"),
        ("config/_default/permalinks.yaml", "post: /:year/:slug/\n"),
        ("config/_default/params.de.toml", "description = 'D'\n"),
        ("config/production/config.toml", "baseURL = 'https://b.org/'\n"),
        ("config/development/config.toml", "baseURL = 'https://c.org/'\n"),
        ("config.toml", "baseURL = 'https://d.org/'\n[permalinks]\npost = '/x/:slug/'\n"),
        ("themes/t/hugo.toml", "[permalinks]\npost = '/t/:slug/'\n"),
    ];
    assert_eq!(base(&folder), format!("{line}2026/s/"));
}

/// A head with a title, this date and more lines.
fn dated(date: &str, more: &str) -> String {
    format!("---\ntitle: T\ndate: {date}\n{more}---\nText.\n")
}

#[test]
fn taxonomies_of_a_sites_own_have_feeds() {
    let config = "[taxonomies]\ntag = \"tags\"\nSeries = \"Series\"\nplant = \"plants\"\n[permalinks.term]\nplants = \"/p/:slug/\"\n";
    let site = site(
        config,
        &[
            ("a.md", dated("2026-01-03", "series: [The Garden]\nPlants: Rye\n")),
            ("b.md", dated("2026-01-02", "series: [the garden, Two]\n")),
        ],
    );
    let feeds = site.feeds();
    assert_eq!(
        feeds[1..],
        [
            "p/rye/index.xml rss: a.md",
            "series/the-garden/index.xml rss: a.md b.md",
            "series/two/index.xml rss: b.md",
        ]
    );
}

#[test]
fn weights_come_before_dates() {
    let site = site(
        "",
        &[
            ("a.md", dated("2026-01-03", "")),
            ("b.md", dated("2026-01-02", "weight: 20\n")),
            ("c.md", dated("2026-01-01", "weight: 3\n")),
            ("d.md", dated("2025-01-01", "Weight: -1\n")),
            ("e.md", dated("2026-01-04", "weight: 0\n")),
        ],
    );
    assert_eq!(site.feeds(), ["index.xml rss: d.md c.md b.md e.md a.md"]);
}

#[test]
fn articles_of_one_day_are_in_the_order_of_titles() {
    let titled = |title: &str| format!("---\ntitle: \"{title}\"\ndate: 2026-01-02\n---\nText.\n");
    let site = site(
        "",
        &[
            ("a.md", titled("Zebras")),
            ("b.md", titled("10 things")),
            ("c.md", titled("élan")),
            ("d.md", titled("Elbow")),
            ("e.md", titled("_under")),
            ("f.md", titled("Last\"\nlinkTitle: \"First")),
            ("g.md", titled("zebra and horse")),
            ("h.md", titled("Zebra")),
        ],
    );
    assert_eq!(site.feeds(), ["index.xml rss: e.md b.md c.md d.md f.md h.md g.md a.md"]);
}

#[test]
fn weights_of_a_taxonomy_come_first_in_the_feeds_of_its_terms() {
    let tagged = |day: &str, more: &str| dated(day, &format!("tags: [t]\nseries: [s]\n{more}"));
    let site = site(
        "[taxonomies]\ntag = \"tags\"\nseries = \"series\"\n",
        &[
            ("a.md", tagged("2026-01-01", "tags_weight: 20\n")),
            ("b.md", tagged("2026-01-02", "tags_weight: 3\n")),
            ("c.md", tagged("2026-01-03", "series_weight: 1\n")),
            ("d.md", tagged("2026-01-04", "weight: 7\n")),
            ("e.md", tagged("2026-01-05", "Tags_Weight: \"4\"\n")),
            ("f.md", tagged("2026-01-06", "tags_weight: -2\nseries_weight: -1\n")),
        ],
    );
    assert_eq!(
        site.feeds(),
        [
            "index.xml rss: d.md f.md e.md c.md b.md a.md",
            "tags/t/index.xml rss: f.md d.md c.md b.md e.md a.md",
            "series/s/index.xml rss: f.md d.md e.md b.md a.md c.md",
        ]
    );
}

#[test]
fn a_language_may_have_a_time_zone_of_its_own() {
    let zones = "timeZone = \"UTC\"\n[languages.en]\n[languages.id]\ntimeZone = \"Asia/Jakarta\"\n";
    let site = site(
        zones,
        &[("a.md", dated("2026-01-02 10:00:00", "")), ("a.id.md", dated("2026-01-02 10:00:00", ""))],
    );
    let dates: Vec<_> =
        site.articles().iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(dates, ["a.md 2026-01-02T10:00:00Z", "a.id.md 2026-01-02T03:00:00Z"]);
}

#[test]
fn output_formats_of_a_sites_own_may_be_feeds() {
    let config = "[outputs]\nhome = [\"html\", \"News\", \"data\", \"robots\"]\nterm = [\"html\"]\n[outputFormats.news]\nmediaType = \"application/atom+xml\"\nbaseName = \"atom\"\npath = \"feeds\"\n[outputFormats.data]\nmediaType = \"application/feed+json\"\nbaseName = \"feed\"\n[outputFormats.robots]\nmediaType = \"text/plain\"\n";
    let site = site(config, &[("s/a.md", dated("2026-01-03", "tags: [t]\n"))]);
    assert_eq!(
        site.feeds(),
        ["feeds/atom.xml atom: s/a.md", "feed.json json: s/a.md", "s/index.xml rss: s/a.md"]
    );
}

#[test]
fn an_excerpt_ends_at_more_without_spaces() {
    let text = |mark: &str| {
        "---\ntitle: T\ndate: 2026-01-02\n---\n".to_owned() + "One.\n\nTwo.\n\n" + mark + "\n\nThree.\n"
    };
    let site = site("", &[("a.md", text("<!--more-->")), ("b.md", text("<!-- more -->"))]);
    assert_eq!(site.summaries(), ["One. Two.", "One."]);
}

#[test]
fn a_date_may_be_as_go_shows_it() {
    let expected = "2026-01-02T04:05:06Z";
    assert_eq!(date("", "p.md", "date: 2026-01-02 04:05:06 +0000 UTC\n"), expected);
    assert_eq!(date("", "p.md", "date: 2026-01-02 06:05:06 +0200 CEST\n"), expected);
}

#[test]
fn dates_of_toml_may_be_numbers_and_the_year_1_is_none() {
    let said = |date: &str| {
        let text = format!("+++\ntitle = \"T\"\ndate = {date}\n+++\n");
        let site = site("", &[("p.md", text)]);
        [site.articles(), site.left_out()].concat().concat()
    };
    assert!(said("1767312000").starts_with("p.md 2026-01-02T00:00:00Z "), "{}", said("1767312000"));
    assert_eq!(said("0001-01-01"), "p.md undated");
    assert_eq!(said("0001-01-01T00:00:00Z"), "p.md undated");
}

#[test]
fn a_percent_sign_without_digits_is_no_part_of_a_path() {
    assert_eq!(page("", "p/100% sure.md", &head("")), "/p/100-sure/");
    assert_eq!(page("", "p/a.md", &head("slug: 50% off\n")), "/p/50-off/");
}

#[test]
fn a_cascade_is_for_its_language_and_its_environment() {
    let cascade = |more: &str| format!("---\ncascade:\n{more}---\n");
    let files = [
        ("post/_index.md", cascade("  slug: own\n  target: {environment: development}\n")),
        ("post/a.md", head("")),
        ("news/_index.id.md", cascade("  draft: true\n")),
        ("news/b.md", head("")),
        ("news/b.id.md", head("")),
        ("docs/_index.md", cascade("- draft: true\n  target: {lang: id}\n")),
        ("docs/c.md", head("")),
        ("docs/c.id.md", head("")),
    ];
    let site = site("[languages.en]\n[languages.id]\n", &files);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(pages, ["/docs/c/", "/news/b/", "/post/a/"]);
    assert_eq!(site.left_out(), ["docs/c.id.md draft", "news/b.id.md draft"]);
}

#[test]
fn parameters_of_a_language_are_not_its_settings() {
    let text = head("");
    let site = Site::of(&[
        (
            "config/_default/hugo.toml",
            "baseURL = 'https://b.org/'\ntitle = 'B'\n[languages.en]\n[languages.id]\n",
        ),
        ("config/_default/params.id.toml", "title = 'Parameter'\ndisableKinds = ['home']\n"),
        ("content/post/p.md", &text),
        ("content/post/p.id.md", &text),
    ]);
    assert_eq!(
        site.feeds(),
        [
            "index.xml rss: post/p.md",
            "post/index.xml rss: post/p.md",
            "id/index.xml rss: post/p.id.md",
            "id/post/index.xml rss: post/p.id.md",
        ]
    );
}

#[test]
fn terms_are_turned_off_by_their_old_names_too() {
    let files = [("a.md", dated("2026-01-03", "tags: [t]\n"))];
    let feeds = |kinds: &str| site(&format!("disableKinds = [{kinds}]\n"), &files).feeds();
    assert_eq!(feeds("'taxonomy', 'taxonomyTerm'"), ["index.xml rss: a.md"]);
    assert_eq!(feeds("'term'"), ["index.xml rss: a.md"]);
    assert_eq!(feeds("'taxonomy'").len(), 2);
}

#[test]
fn lists_have_the_titles_that_hugo_gives_them() {
    let files = [
        ("post/a.md", dated("2026-01-04", "tags: [go and rust, A, one two]\n")),
        ("story/b.md", dated("2026-01-03", "series: [big walks]\n")),
        ("日記/c.md", dated("2026-01-02", "")),
        ("notes/_index.md", "---\ntitle: My notes\ndescription: Short ones.\n---\n".to_owned()),
        ("notes/d.md", dated("2026-01-01", "")),
        ("tags/one-two/_index.md", "---\ntitle: Numbers\ndescription: They count.\n---\n".to_owned()),
    ];
    // They are those of Hugo 0.168, except that a description in an `_index` file counts.
    assert_eq!(
        site("[taxonomies]\ntag = 'tags'\nseries = 'series'\n", &files).titles_of_feeds(),
        [
            "index.xml: A, Recent content on A",
            "notes/index.xml: My notes on A, Short ones.",
            "post/index.xml: Posts on A, Recent content in Posts on A",
            "story/index.xml: Stories on A, Recent content in Stories on A",
            "日記/index.xml: 日記s on A, Recent content in 日記s on A",
            "tags/a/index.xml: A, Recent content on A",
            "tags/go-and-rust/index.xml: Go and Rust on A, Recent content in Go and Rust on A",
            "tags/one-two/index.xml: Numbers on A, They count.",
            "series/big-walks/index.xml: Big Walks on A, Recent content in Big Walks on A",
        ]
    );
    let plain = "capitalizeListTitles = false\npluralizeListTitles = false\n";
    let titles = site(plain, &files).titles_of_feeds().join("\n");
    for title in ["post on A", "story on A", "go and rust on A", "Numbers on A"] {
        assert!(titles.contains(&format!(": {title}, ")), "{titles}");
    }
    let style = "titleCaseStyle = 'Go'\n";
    assert!(site(style, &files).titles_of_feeds().join("\n").contains(": Go And Rust on A, "));
}

#[test]
fn init_says_that_the_feeds_of_lists_of_terms_stay_those_of_hugo() {
    let files = [("a.md", head(""))];
    let text = |config: &str| site(config, &files).text();
    let says = "# Hugo keeps making tags/index.xml and categories/index.xml,\n# which list terms instead of articles.\n";
    assert!(text("").contains(says), "{}", text(""));
    for off in ["disableKinds = ['taxonomy']\n", "[outputs]\ntaxonomy = ['html']\n"] {
        assert!(!text(off).contains("keeps making"), "{off}");
    }
}

#[test]
fn mounts_may_take_some_files_only() {
    let files_of = |patterns: &str| {
        let mount = format!("[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n{patterns}\n");
        let paths = ["a.md", "private/b.md", "post/c.md", "post/deep/c.draft.md"];
        let files: Vec<_> = paths.iter().map(|path| (*path, head(""))).collect();
        site(&mount, &files).pages().into_iter().map(|(file, _)| file).collect::<Vec<_>>()
    };
    assert_eq!(files_of(""), ["a.md", "post/c.md", "post/deep/c.draft.md", "private/b.md"]);
    assert_eq!(files_of("files = ['! private/**', '**']"), ["a.md", "post/c.md", "post/deep/c.draft.md"]);
    assert_eq!(files_of("files = ['! private/**']"), ["a.md", "post/c.md", "post/deep/c.draft.md"]);
    assert_eq!(files_of("excludeFiles = ['private/*', '**.draft.md']"), ["a.md", "post/c.md"]);
    assert_eq!(files_of("includeFiles = 'post/**'"), ["post/c.md", "post/deep/c.draft.md"]);
}

#[test]
fn the_feeds_of_a_site_that_turns_off_those_of_hugo_are_the_usual_three() {
    let files = [("post/a.md", head("tags: [t]\n"))];
    let usual = ["feed.xml rss: post/a.md", "atom.xml atom: post/a.md", "feed.json json: post/a.md"];
    for off in ["'RSS'", "'sitemap', 'rss'"] {
        assert_eq!(site(&format!("disableKinds = [{off}]\n"), &files).feeds(), usual, "{off}");
    }
    let other = "disableKinds = ['RSS']\n[outputs]\nhome = ['HTML', 'RSS', 'Atom']\n[outputFormats.Atom]\nmediaType = 'application/atom+xml'\n";
    assert_eq!(site(other, &files).feeds(), ["index.xml atom: post/a.md"]);
}

#[test]
fn feeds_are_in_the_order_of_dates_although_they_show_when_pages_were_published() {
    let dated =
        |date: &str, publish: &str| format!("---\ntitle: T\ndate: {date}\npublishDate: {publish}\n---\n");
    let site = site(
        "",
        &[
            ("late.md", dated("2026-01-02", "2026-03-01")),
            ("middle.md", dated("2026-02-01", "2026-02-01")),
            ("early.md", dated("2026-02-10", "2026-01-10")),
        ],
    );
    let shown: Vec<_> = site.articles().iter().map(|line| line.replace("T00:00:00Z", "")).collect();
    assert_eq!(
        shown,
        [
            "early.md 2026-01-10 https://a.org/early/",
            "middle.md 2026-02-01 https://a.org/middle/",
            "late.md 2026-03-01 https://a.org/late/",
        ]
    );
}

/// The HTML of the newest article, in French or not, which lies beside others.
fn html_beside_others(config: &str, path: &str, body: &str) -> String {
    let newest = format!("---\ntitle: T\ndate: 2026-05-06\n---\n{body}\n");
    let english = site(
        config,
        &[
            ("walks/dunes/index.md", head("slug: high-dunes\n")),
            ("walks/shore.md", head("")),
            ("walks/shore.fr.md", head("")),
            (path, newest),
        ],
    );
    let found = english.findings_of_texts();
    assert_eq!(found, [] as [String; 0], "{body}");
    let feeds = english.contents();
    feeds.first().cloned().unwrap_or_default()
}

const BILINGUAL: &str = "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n";

#[test]
fn on_a_site_in_several_languages_links_name_pages_by_their_paths() {
    let cases = [
        ("walks/a.md", "[x](../walks/dunes/#top)", "https://a.org/walks/high-dunes/#top"),
        ("walks/a.md", "[x](dunes)", "https://a.org/walks/high-dunes/"),
        ("walks/a.md", "[x](/walks/shore/)", "https://a.org/walks/shore/"),
        ("walks/cape/index.md", "[x](shore)", "https://a.org/walks/shore/"),
        ("walks/cape/index.md", "[x](../walks/shore?y=1)", "https://a.org/walks/shore/?y=1"),
        ("walks/cape/index.md", "[x](../other/)", "https://a.org/walks/other/"),
        ("walks/a.md", "[x](map.pdf)", "https://a.org/walks/a/map.pdf"),
    ];
    for (path, body, expected) in cases {
        let html = html_beside_others(BILINGUAL, path, body);
        assert_eq!(html, format!("<p><a href=\"{expected}\">x</a></p>"), "{path} {body}");
    }
    let never = format!("{BILINGUAL}[markup.goldmark.renderHooks.link]\nuseEmbedded = 'never'\n");
    for config in ["", never.as_str()] {
        let html = html_beside_others(config, "walks/a.md", "[x](../walks/dunes/)");
        assert_eq!(html, "<p><a href=\"https://a.org/walks/walks/dunes/\">x</a></p>", "{config}");
    }
}

#[test]
fn translations_share_the_files_beside_the_page_in_the_language_of_the_site() {
    let french = |body: &str, more: &str| {
        let files = [
            ("walks/dunes/index.md", head("slug: high-dunes\n")),
            ("walks/dunes/index.fr.md", format!("---\ntitle: T\ndate: 2026-05-06\n---\n{body}\n")),
            ("walks/shore.fr.md", head("")),
            ("walks/shore.md", head("")),
        ];
        let feeds = "[[feed]]\npath = \"fr.json\"\nformat = \"json\"\nselect = { language = \"fr\" }\n";
        let config = format!("{CONFIG}{BILINGUAL}{more}");
        let files: Vec<_> = files.iter().map(|(path, text)| (format!("content/{path}"), text)).collect();
        let mut all = vec![("hugo.toml", config.as_str())];
        all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        Site::of_config(feeds, &all).contents().first().cloned().unwrap()
    };
    let here = "https://a.org/fr/walks/dunes/";
    for (body, expected) in [
        (
            "![p](dune.jpg)",
            "<p><img src=\"https://a.org/walks/high-dunes/dune.jpg\" alt=\"p\"></p>".to_owned(),
        ),
        ("[x](maps/1.pdf)", "<p><a href=\"https://a.org/walks/high-dunes/maps/1.pdf\">x</a></p>".to_owned()),
        ("![p](/dune.jpg)", "<p><img src=\"https://a.org/dune.jpg\" alt=\"p\"></p>".to_owned()),
        ("[x](../shore)", format!("<p><a href=\"{here}../shore\">x</a></p>").replace("dunes/../", "")),
        ("[x](shore)", "<p><a href=\"https://a.org/fr/walks/shore/\">x</a></p>".to_owned()),
    ] {
        assert_eq!(french(body, ""), expected, "{body}");
    }
    let hosts = "baseURL = 'https://fr.a.org/'\n";
    assert!(french("![p](dune.jpg)", hosts).contains("https://fr.a.org/walks/dunes/dune.jpg"));
}

#[test]
fn terms_have_the_pages_that_hugo_makes() {
    let of = |config: &str| {
        let post = head("tags: [Sea & Sky]\ncategories: [Boats]\n");
        site(config, &[("a.md", post)]).categories()
    };
    let usual = ["Boats /categories/boats/ /categories/", "Sea & Sky /tags/sea--sky/ /tags/"];
    assert_eq!(of(""), usual);
    assert_eq!(of("uglyURLs = true\n"), usual.map(|line| line.replacen("/ ", ".html ", 1)));
    assert_eq!(of("disableKinds = [\"term\"]\n"), ["Boats - -", "Sea & Sky - -"]);
    assert_eq!(of("disableKinds = [\"taxonomy\"]\n")[0], "Boats /categories/boats/ -");
    let pattern = "[permalinks.term]\ntags = \"/t/:slug/\"\n";
    assert_eq!(of(pattern), [usual[0], "Sea & Sky /t/sea-sky/ /t/"]);
    assert_eq!(
        of("defaultContentLanguageInSubdir = true\n")[0],
        "Boats /en/categories/boats/ /en/categories/"
    );
}

#[test]
fn a_pattern_for_sections_moves_their_feeds() {
    let feeds = |pattern: &str| {
        let config = format!("[permalinks.section]\nposts = '{pattern}'\n'/' = '/x/'\n");
        let files = [
            ("posts/_index.md", "---\ntitle: All Posts\n---\n".to_owned()),
            ("posts/a.md", head("")),
            ("posts/low/_index.md", "---\ntitle: Low\nslug: deep\n---\n".to_owned()),
            ("posts/low/b.md", head("")),
            ("notes/c.md", head("")),
        ];
        let feeds = site(&config, &files).feeds();
        feeds.into_iter().map(|feed| feed.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let expected = |posts: &str, low: &str| ["index.xml", "notes/index.xml", posts, low].map(str::to_owned);
    assert_eq!(feeds("/blog/:sections[1:]/"), expected("blog/index.xml", "blog/low/index.xml"));
    assert_eq!(feeds("/:section/:slug/"), expected("posts/all-posts/index.xml", "posts/deep/index.xml"));
    assert_eq!(feeds("/b/:contentbasename/"), expected("b/posts/index.xml", "b/low/index.xml"));
    assert_eq!(feeds("/:year/"), expected("posts/index.xml", "posts/low/index.xml"));
}

#[test]
fn pictures_of_heads_are_those_in_the_folder_of_the_article() {
    let png = "\u{FFFD}PNG";
    let pictures = |file: &str, more: &str, feed: &str| {
        let config = format!("{CONFIG}{BILINGUAL}");
        let (path, text) = (format!("content/{file}"), head(more));
        let files = [
            ("hugo.toml", config.as_str()),
            (path.as_str(), text.as_str()),
            ("content/walks/dunes/index.md", "---\ntitle: T\ndate: 2026-01-01\nslug: high-dunes\n---\n"),
            ("content/walks/dunes/dune.jpg", png),
            ("content/walks/shore/dune.jpg", png),
            ("content/walks/dune.jpg", png),
        ];
        Site::of(&files).pictures(feed).remove(0)
    };
    let here = "https://a.org/walks/shore/dune.jpg None";
    let cases = [
        ("walks/shore/index.md", "image: dune.jpg\n", "index.xml", here),
        ("walks/shore/index.md", "images: [./dune.jpg]\n", "index.xml", here),
        ("walks/shore/index.md", "cover: { image: dune.jpg, alt: A }\n", "index.xml", here),
        ("walks/shore/index.md", "image: other.jpg\n", "index.xml", "-"),
        ("walks/shore/index.md", "image: 'a: b'\n", "index.xml", "-"),
        ("walks/shore/index.md", "image: /dune.jpg\n", "index.xml", "https://a.org/dune.jpg None"),
        ("walks/shore.md", "image: dune.jpg\n", "index.xml", "-"),
        (
            "walks/dunes/index.fr.md",
            "image: dune.jpg\n",
            "fr/index.xml",
            "https://a.org/walks/high-dunes/dune.jpg None",
        ),
    ];
    for (file, more, feed, expected) in cases {
        assert_eq!(pictures(file, more, feed), expected, "{file}: {more}");
    }
}

#[test]
fn a_picture_that_a_bundle_lacks_is_reported() {
    let found = |file: &str, more: &str| {
        let (path, text) = (format!("content/{file}"), head(more));
        let files = [
            ("hugo.toml", CONFIG),
            (path.as_str(), text.as_str()),
            ("content/walks/shore/dune.jpg", "\u{FFFD}PNG"),
            ("logo.jpg", "\u{FFFD}PNG"),
        ];
        Site::of(&files).findings_of_texts()
    };
    let missing = found("walks/shore/index.md", "image: dnue.jpg\n");
    let expected = "the file `dnue.jpg` does not exist: there is no `content/walks/shore/dnue.jpg`";
    assert!(missing.len() == 1 && missing[0].starts_with("warning[missing-file]"), "{missing:?}");
    assert!(missing[0].contains(expected), "{missing:?}");
    // These may be files of the theme or of the site.
    for (file, image) in [
        ("walks/shore/index.md", "dune.jpg"),
        ("walks/shore/index.md", "logo.jpg"),
        ("walks/shore/index.md", "images/dnue.jpg"),
        ("walks/shore/index.md", "dnue"),
        ("walks/shore.md", "dnue.jpg"),
    ] {
        let found = found(file, &format!("image: {image}\n"));
        assert!(!found.iter().any(|line| line.contains("missing-file")), "{file} {image}: {found:?}");
    }
}

#[test]
fn the_copyright_of_a_site_is_the_rights_of_its_feeds_in_each_language() {
    let rights = |more: &str| {
        let files = [("a.md", head("")), ("a.fr.md", head(""))];
        let rights = site(&format!("disableKinds = ['taxonomy', 'term']\n{more}"), &files).rights();
        rights.join(" ")
    };
    assert_eq!(rights(""), "-");
    assert_eq!(rights("copyright = '© Ana'\n"), "© Ana");
    assert_eq!(rights(&format!("copyright = '© Ana'\n{LANGUAGES}")), "© Ana © Ana");
    let french = LANGUAGES.replace("\"Le A\"", "\"Le A\"\ncopyright = '© Anne'");
    assert_eq!(rights(&format!("copyright = '© Ana'\n{french}")), "© Ana © Anne");
    let english = french.replace("\"en-us\"", "\"en-us\"\ncopyright = '© Ann'");
    assert_eq!(rights(&format!("copyright = '© Ana'\n{english}")), "© Ann © Anne");
    // What is written for Feedwright comes first, in all languages.
    let config = format!("{CONFIG}copyright = '© Ana'\n{french}");
    let files = [("hugo.toml", config.as_str()), ("content/a.md", &head("")), ("content/a.fr.md", &head(""))];
    let own = |more: &str| Site::with(&format!("[content]\ngenerator = \"hugo\"\n{more}"), &files).rights();
    assert_eq!(own("[site]\nrights = \"© B\"\n"), ["© B", "© B"]);
    assert_eq!(own("[site.languages.fr]\ntitle = \"B\"\n"), ["© Ana", "© Anne"]);
}

#[test]
fn an_email_address_that_hugo_shows_is_that_of_the_author() {
    let author = |more: &str, template: &str| {
        let config = format!("{CONFIG}{more}[params.author]\nname = 'Ana'\nemail = 'ana@reef.org'\n");
        let mut files =
            vec![("hugo.toml", config.as_str()), ("content/a.md", "---\ndate: 2026-01-02\n---\n")];
        files.extend((!template.is_empty()).then_some(("layouts/_default/rss.xml", template)));
        Site::of(&files).author()
    };
    let rss = |more: &str| {
        format!(
            "<rss><channel>{more}{{{{ range .Site.RegularPages }}}}<item></item>{{{{ end }}}}</channel></rss>"
        )
    };
    assert_eq!(author("", ""), "Ana ana@reef.org");
    assert_eq!(author("", &rss("{{ with site.Params.author.email }}{{ . }}{{ end }}")), "Ana ana@reef.org");
    // It is not published there.
    assert_eq!(author("", &rss("")), "Ana");
    assert_eq!(author("disableKinds = ['RSS']\n", ""), "Ana");
}

/// The dates of two articles whose feeds have this template, where there is one.
fn shown_dates(template: Option<(&str, &str)>) -> String {
    let article = |keys: &str| format!("---\ntitle: T\n{keys}---\n");
    let first = article("date: 2026-01-05\npublishDate: 2026-01-07\nlastmod: 2026-01-09\n");
    let second = article("date: 2026-01-04\npublishDate: 2026-01-03\n");
    let files = [("hugo.toml", CONFIG), ("content/a.md", &first), ("content/b.md", &second)];
    let site = Site::of(&[&files, template.as_slice()].concat());
    let date = |line: &String| {
        let date = line.split(' ').nth(1).unwrap();
        date.split('T').next().unwrap().to_owned()
    };
    site.articles().iter().map(date).collect::<Vec<_>>().join(" ")
}

#[test]
fn entries_show_the_date_that_the_template_of_a_feed_shows() {
    let of = |date: &str| {
        let text = format!(
            "<rss><channel><pubDate>{{{{ .PublishDate }}}}</pubDate>{{{{ range .Site.RegularPages }}}}<item>{date}</item>{{{{ end }}}}</channel></rss>"
        );
        shown_dates(Some(("layouts/rss.xml", &text)))
    };
    let published = "2026-01-07 2026-01-03";
    assert_eq!(shown_dates(None), published);
    assert_eq!(of("<pubDate>{{ .PublishDate.Format \"2006\" | safeHTML }}</pubDate>"), published);
    assert_eq!(of("<pubDate>{{ (default .Date .PublishDate).Format \"2006\" }}</pubDate>"), published);
    assert_eq!(of("<pubDate>{{ .Params.day }}</pubDate>"), published, "what is not known");
    // An article is published before its date, which may be to come.
    assert_eq!(of("<pubDate>{{ .Date.Format \"2006\" | safeHTML }}</pubDate>"), "2026-01-05 2026-01-03");
    assert_eq!(of("<pubDate>{{ .Lastmod.Format \"2006\" }}</pubDate>"), "2026-01-09 2026-01-03");
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{{ range .Site.RegularPages }}{\"date_published\": {{ .Date | jsonify }}}{{ end }}]}";
    let outputs = format!("{CONFIG}[outputs]\nhome = ['json']\n");
    let keys = "---\ndate: 2026-01-05\npublishDate: 2026-01-07\n---\n";
    let files = [("hugo.toml", outputs.as_str()), ("content/a.md", keys), ("layouts/index.json", json)];
    assert_eq!(Site::of(&files).articles(), ["a.md 2026-01-05T00:00:00Z https://a.org/a/"]);
}

#[test]
fn a_feed_that_is_written_keeps_its_page_and_the_titles_of_terms() {
    let feeds = "[[feed]]\neach = \"tag\"\npath = \"tags/{tag}/index.xml\"\nformat = \"rss\"\ntitle = \"{tag} on A\"\n\
                 [[feed]]\npath = \"log/index.xml\"\nformat = \"rss\"\n";
    let files = [
        ("hugo.toml", CONFIG),
        ("content/log/a.md", "---\ntitle: T\ndate: 2026-01-02\ntags: [low tide]\n---\n"),
        ("content/tags/low-tide/_index.md", "---\ntitle: Ebb\ndescription: Water\n---\n"),
    ];
    let site = Site::of_config(feeds, &files);
    let home = "https://a.org/";
    assert_eq!(
        site.feed_urls(),
        ["tags/low-tide", "log"].map(|path| format!("{path}/index.xml {home}{path}/index.xml {home}{path}/"))
    );
    assert_eq!(site.titles_of_feeds()[0], "tags/low-tide/index.xml: Ebb on A, Water");
    let own = feeds.replace("{tag} on A", "{tag}");
    assert!(
        Site::of_config(&own, &files).titles_of_feeds()[0].starts_with("tags/low-tide/index.xml: low tide,")
    );
}
