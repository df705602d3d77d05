//! Hexo.

use super::{Site, WRITE_SELECT};

const PACKAGE: (&str, &str) =
    ("package.json", "{\"dependencies\": {\"hexo\": \"8\", \"hexo-generator-feed\": \"4\"}}");

/// A site with these settings and posts.
fn site(settings: &str, posts: &[(&str, &str)]) -> Site {
    let config = format!("url: https://a.org/b\n{settings}");
    Site::of(&[&[PACKAGE, ("_config.yml", &config)], posts].concat())
}

/// The page of a post.
fn page(settings: &str, file: &str, head: &str) -> String {
    let (file, post) = (format!("source/_posts/{file}"), format!("---\n{head}---\n"));
    let pages = site(settings, &[(&file, &post)]).pages();
    pages.into_iter().map(|(_, page)| page).collect::<Vec<_>>().join(" ")
}

const DATE: &str = "date: 2026-01-02 03:04:05\n";

#[test]
fn pages_are_where_hexo_puts_them() {
    assert_eq!(page("", "2026-01-02-Hello World.md", DATE), "/2026/01/02/2026-01-02-Hello%20World/");
    assert_eq!(page("", "sub/deep.md", DATE), "/2026/01/02/sub/deep/");
    assert_eq!(page("permalink: p/:name.html\n", "sub/日 a&b.md", DATE), "/p/%E6%97%A5%20a&b.html");
    assert_eq!(
        page("permalink: :year_:i_month/:hour:minute:second/:timestamp/\n", "a.md", DATE),
        "/2026_1/030405/1767323045/"
    );
    assert_eq!(page("permalink: :abbrlink/\n", "a.md", &format!("{DATE}abbrlink: 1f2e\n")), "/1f2e/");
    assert_eq!(page("", "a.md", &format!("{DATE}permalink: own/X y\nslug: ignored\n")), "/own/X%20y");
    // printf a1767323045 | sha1sum
    assert_eq!(page("permalink: :hash/\n", "a.md", DATE), "/8b5449cbc590/");
    let title = format!("{DATE}title: Über C++ & 日本\n");
    assert_eq!(page("permalink: :post_title/\n", "a.md", &title), "/uber-c-%E6%97%A5%E6%9C%AC/");
}

#[test]
fn names_have_dates_if_new_posts_have() {
    let settings = "new_post_name: ':year-:month-:day-:title.md'\n";
    assert_eq!(page(settings, "2026-01-02-x.md", ""), "/2026/01/02/x/");
    assert_eq!(page(settings, "x.md", DATE), "/2026/01/02/x/");
    let dated = format!("---\n{DATE}---\n");
    let posts = [("source/_posts/2026-01-02-x.md", ""), ("source/_posts/a.md", dated.as_str())];
    assert_eq!(site("", &posts).left_out(), ["2026-01-02-x.md undated"]);
}

#[test]
fn the_category_of_a_path_is_the_last_with_those_above() {
    let of = |settings: &str, categories: &str| {
        let settings = format!("permalink: :category/:title/\n{settings}");
        page(&settings, "x.md", &format!("{DATE}{categories}"))
    };
    assert_eq!(of("", ""), "/uncategorized/x/");
    assert_eq!(of("default_category: none\n", ""), "/none/x/");
    assert_eq!(of("", "categories: A b\n"), "/A-b/x/");
    assert_eq!(of("filename_case: 1\n", "categories: [A, B c]\n"), "/a/b-c/x/");
    assert_eq!(of("", "categories: [[A, B], [C, D]]\n"), "/C/D/x/");
    assert_eq!(of("category_map: {A: Mapped}\n", "category: A\n"), "/Mapped/x/");
}

#[test]
fn links_may_lack_their_ends() {
    let of = |permalink: &str| {
        let settings = "pretty_urls: {trailing_index: false, trailing_html: false}\n";
        page(&format!("permalink: {permalink}\n{settings}"), "x.md", DATE)
    };
    assert_eq!(of(":title/index.html"), "/x/");
    assert_eq!(of(":title.html"), "/x");
}

#[test]
fn dates_are_the_clock_of_utc_read_as_local() {
    let of = |date: &str| {
        let post = format!("---\ndate: {date}\n---\n");
        let articles = site("timezone: Asia/Shanghai\n", &[("source/_posts/a.md", &post)]).articles();
        articles.join("").split(' ').nth(1).map(str::to_owned)
    };
    let cases = [
        ("2026-01-02 02:00:00", "2026-01-01T18:00:00Z"),
        ("2026-01-02 02:00:00 +05:00", "2026-01-01T13:00:00Z"),
        ("2026-01-02T02:00:00Z", "2026-01-01T18:00:00Z"),
        ("2026-01-02", "2026-01-01T16:00:00Z"),
        ("2026/01/02 02:00:00", "2026-01-01T18:00:00Z"),
        ("2026.01.02", "2026-01-01T16:00:00Z"),
        ("Mon, 2 Jan 2026", "2026-01-01T16:00:00Z"),
        ("1767319200000", "2026-01-01T18:00:00Z"),
    ];
    for (date, expected) in cases {
        assert_eq!(of(date).as_deref(), Some(expected), "{date}");
    }
}

#[test]
fn posts_are_the_texts_that_are_not_hidden() {
    let plain = format!("---\n{DATE}---\n");
    let site = site(
        "post_asset_folder: true\n",
        &[
            ("source/_posts/a.md", &plain),
            ("source/_posts/a/asset.html", &plain),
            ("source/_posts/b/kept.markdown", &plain),
            ("source/_posts/_x/c.md", &plain),
            ("source/_posts/_d.md", &plain),
            ("source/_posts/e.md~", &plain),
            ("source/_drafts/f.md", &plain),
            ("source/about/index.md", &plain),
            ("source/_posts/g.md", &format!("---\n{DATE}published: false\n---\n")),
            ("source/_posts/h.md", &format!("---\n{DATE}draft: true\n---\n")),
            ("source/_posts/i.md", &format!("---\n{DATE}draft:\npublished:\n---\n")),
            ("source/_posts/j.md", &format!("---\n{DATE}published: n\n---\n")),
            ("source/_posts/k.md", &format!("---\n{DATE}published: off\n---\n")),
            ("source/_posts/l.md", &format!("---\n{DATE}draft: y\n---\n")),
        ],
    );
    let files: Vec<_> = site.pages().into_iter().map(|(file, _)| file).collect();
    assert_eq!(files, ["a.md", "b/kept.markdown", "i.md"]);
    assert_eq!(
        site.left_out(),
        ["g.md withheld", "h.md draft", "j.md withheld", "k.md withheld", "l.md draft"]
    );
}

#[test]
fn the_feed_plugin_makes_feeds() {
    let post = format!("---\n{DATE}categories: [[x, y], [z]]\n---\n");
    let of = |settings: &str| site(settings, &[("source/_posts/a.md", &post)]).feeds();
    assert_eq!(of(""), ["atom.xml atom: a.md"]);
    assert_eq!(of("feed: {type: rss2, limit: 0}\n"), ["rss2.xml rss: a.md"]);
    assert_eq!(
        of("feed: {type: [atom, rss2], path: [a.xml, /r.xml]}\n"),
        ["a.xml atom: a.md", "r.xml rss: a.md"]
    );
    for order in ["-title", "title"] {
        let ordered =
            site(&format!("feed: {{order_by: {order}}}\n"), &[("source/_posts/a.md", &post)]).findings();
        let found = format!(
            "warning[unread-setting] _config.yml feeds are in the order of dates, the newest first, and not by `{order}` | if the \
             feeds have fewer entries than the site, compare them before you switch: `feedwright diff`"
        );
        assert_eq!(ordered, [found]);
    }
    // Without a limit, a feed has all articles in any order.
    let all = site("feed: {order_by: title, limit: 0}\n", &[("source/_posts/a.md", &post)]).findings();
    assert!(matches!(all.as_slice(), [found] if found.starts_with("info[unread-setting]")), "{all:?}");
    let config = ("_config.yml", "url: https://a.org\n");
    let package = ("package.json", "{\"dependencies\": {\"hexo\": \"8\"}}");
    assert_eq!(Site::of(&[package, config, ("source/_posts/a.md", &post)]).feeds().len(), 3);
}

#[test]
fn feeds_have_the_articles_that_come_first_in_their_order() {
    let post = |day: u8, more: &str| format!("---\ndate: 2026-01-0{day}\n{more}---\n");
    let of = |order: &str| {
        let settings = format!("feed: {{limit: 2, order_by: {order}}}\n");
        let files = [
            ("source/_posts/a.md", &*post(3, "")),
            ("source/_posts/b.md", &*post(2, "updated: 2026-02-01\n")),
            ("source/_posts/c.md", &*post(1, "updated: 2026-01-05\n")),
        ];
        site(&settings, &files).feeds()
    };
    assert_eq!(of("-date"), ["atom.xml atom: a.md b.md"]);
    assert_eq!(of("-updated"), ["atom.xml atom: b.md c.md"]);
    assert_eq!(of("\"-updated -title\""), ["atom.xml atom: b.md c.md"]);
    assert_eq!(of("date"), ["atom.xml atom: c.md b.md"]);
    assert_eq!(of("updated"), ["atom.xml atom: a.md c.md"]);
}

#[test]
fn names_say_what_new_post_name_has() {
    let settings =
        "permalink: :lang/:title/\npermalink_defaults:\n  lang: en\nnew_post_name: ':lang/:title.md'\n";
    assert_eq!(page(settings, "fr/scie à main.md", DATE), "/fr/scie%20%C3%A0%20main/");
    assert_eq!(page(settings, "fr/deep/er.md", DATE), "/fr/deep/er/");
    // The name counts before the head, and another one is all slug.
    assert_eq!(page(settings, "fr/a.md", &format!("{DATE}lang: de\n")), "/fr/a/");
    assert_eq!(page(settings, "A b.c.md", DATE), "/en/A-b-c/");
    let folders = "permalink: :title/\nnew_post_name: ':year/:i_month/:title.md'\n";
    assert_eq!(page(folders, "2026/1/a.md", DATE), "/a/");
    assert_eq!(page(folders, "26/1/a.md", DATE), "/26-1-a/");
    let dated = "permalink: :month/:day/:title/\nnew_post_name: ':year/:month-:day_:title.md'\n";
    assert_eq!(page(dated, "2026/02-03_a.md", ""), "/02/03/a/");
}

#[test]
fn heads_may_lack_their_first_mark_and_be_json() {
    let site = site(
        "",
        &[
            ("source/_posts/f.md", "title: Yaml\ndate: 2026-01-07\n---\nText.\n"),
            (
                "source/_posts/e.md",
                "\"title\": \"Json, {open}\",\n\"date\": \"2026-01-06\",\n\"tags\": [\"a\"]\n;;;\nText.\n",
            ),
            ("source/_posts/d.md", ";;;\n\"title\": \"Closed\",\n\"date\": \"2026-01-05\"\n;;;\nText.\n"),
            ("source/_posts/c.md", "----\ntitle: Four\ndate: 2026-01-04\n----\nText.\n"),
            ("source/_posts/b.md", "A text.\n\n---\n\ntitle: None\n"),
            ("source/_posts/a.md", "\"title\": \"Broken\"\n\"date\": \"2026-01-02\"\n;;;\nText.\n"),
        ],
    );
    assert_eq!(site.titles(), ["Yaml", "Json, {open}", "Closed", "Four"]);
    assert_eq!(site.left_out(), ["a.md invalid", "b.md undated"]);
    assert_eq!(
        site.findings(),
        [
            "error[broken-json] source/_posts/a.md:2:1 expected a comma, found `\"` | add a comma",
            "warning[forgotten-date] source/_posts/b.md missing date, while other files in this folder have one | add a `date`, such as 2026-04-01, or set `feed` to `false` if it is a page",
        ]
    );
    assert_eq!(site.summaries(), ["Text."; 4]);
}

#[test]
fn two_types_of_feeds_are_always_atom_and_rss2() {
    let feeds = |feed: &str| {
        let site =
            site(&format!("feed:\n  {feed}\n"), &[("source/_posts/a.md", &format!("---\n{DATE}---\n"))]);
        let names: Vec<_> =
            site.feeds().iter().map(|line| line.split(':').next().unwrap().to_owned()).collect();
        (names.join(", "), site.feed_ids())
    };
    let all = |ids: &[&str]| ids.iter().map(|path| format!("{path} https://a.org/b/")).collect::<Vec<_>>();
    assert_eq!(feeds("limit: 3"), ("atom.xml atom".to_owned(), all(&["atom.xml"])));
    let two = "type: [rss2, atom]\n  path: [one, two.xml]";
    assert_eq!(feeds(two), ("one.xml atom, two.xml rss".to_owned(), all(&["one.xml", "two.xml"])));
    let mixed = "type: [rss2]\n  path: feed.xml";
    assert_eq!(feeds(mixed), ("rss2.xml rss".to_owned(), all(&["rss2.xml"])));
}

#[test]
fn an_excerpt_ends_at_more() {
    let post = |day: u32, mark: &str| {
        (
            format!("source/_posts/{day}.md"),
            format!("---\ndate: 2026-01-0{day}\n---\nOne.\n\nTwo.\n\n{mark}\n\nThree.\n"),
        )
    };
    let posts = [post(3, "<!-- more -->"), post(2, "<!--more-->"), post(1, "<!--  more  -->")];
    let posts: Vec<_> = posts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    assert_eq!(site("", &posts).summaries(), ["One. Two.", "One. Two.", "One."]);
}

#[test]
fn what_hexo_does_not_render_is_no_post() {
    let post = format!("---\n{DATE}---\n");
    let site = site(
        "ignore: ['**/private', '**/*.tmp.md']\nskip_render: _posts/raw/*.md\n",
        &[
            ("source/_posts/a.md", &post),
            ("source/_posts/private/b.md", &post),
            ("source/_posts/deep/c.tmp.md", &post),
            ("source/_posts/raw/d.md", &post),
            ("source/_posts/raw/deep/e.md", &post),
        ],
    );
    let files: Vec<_> = site.pages().into_iter().map(|(file, _)| file).collect();
    assert_eq!(files, ["a.md", "raw/deep/e.md"]);
}

#[test]
fn terms_have_the_pages_that_hexo_makes() {
    let package = "{\"dependencies\": {\"hexo\": \"8\", \"hexo-generator-tag\": \"2\", \"hexo-generator-category\": \"2\"}}";
    let config = "url: https://a.org/b\ntag_map:\n  海: sea\ncategory_dir: c\nfilename_case: 1\n";
    let post = format!("---\n{DATE}categories: [Boats, Old ones]\ntags: [海, Big Ships]\n---\n");
    let files = [("package.json", package), ("_config.yml", config), ("source/_posts/a.md", &post)];
    assert_eq!(
        Site::of(&files).categories(),
        ["Boats /c/boats/ /c/", "Old ones - -", "海 /tags/sea/ /tags/", "Big Ships /tags/big-ships/ /tags/"]
    );
    let without = site("", &[("source/_posts/a.md", &post)]);
    assert!(without.categories().iter().all(|line| line.ends_with(" - -")), "{:?}", without.categories());
}

#[test]
fn tags_that_refer_to_a_post_or_a_file_of_one_are_links_with_their_words_or_titles() {
    let about = "---\ntitle: 'Looms & *yarn*'\ndate: 2026-01-02\n---\n";
    let untitled = "---\ndate: 2026-01-03\n---\n";
    for (tag, expected) in [
        ("{% post_link loom %}", "<a href=\"https://a.org/b/2026/01/02/loom/\">Looms &amp; *yarn*</a>"),
        (
            "{% post_link loom#warp %}",
            "<a href=\"https://a.org/b/2026/01/02/loom/#warp\">Looms &amp; *yarn*</a>",
        ),
        ("{% post_link loom My old loom %}", "<a href=\"https://a.org/b/2026/01/02/loom/\">My old loom</a>"),
        (
            "{% post_link loom \"My old loom\" false %}",
            "<a href=\"https://a.org/b/2026/01/02/loom/\">My old loom</a>",
        ),
        ("{% post_link loom true %}", "<a href=\"https://a.org/b/2026/01/02/loom/\">Looms &amp; *yarn*</a>"),
        ("{% post_link plain %}", "<a href=\"https://a.org/b/2026/01/03/plain/\">plain</a>"),
        (
            "{% asset_link plan.pdf The plan true %}",
            "<a href=\"https://a.org/b/2026/05/06/new/plan.pdf\">The plan</a>",
        ),
        ("{% asset_link plan.pdf %}", "<a href=\"https://a.org/b/2026/05/06/new/plan.pdf\">plan.pdf</a>"),
        ("![x]({% asset_path a.png %})", "<img src=\"https://a.org/b/2026/05/06/new/a.png\" alt=\"x\">"),
        (
            "{% asset_img wide a.png 10 20 \"t\" %}",
            "<img src=\"https://a.org/b/2026/05/06/new/a.png\" alt=\"t\">",
        ),
    ] {
        let new = format!("---\ntitle: New\ndate: 2026-05-06\n---\nSee {tag}.\n");
        let posts = [
            ("source/_posts/loom.md", about),
            ("source/_posts/plain.md", untitled),
            ("source/_posts/new.md", new.as_str()),
        ];
        let site = site("post_asset_folder: true\n", &posts);
        assert_eq!(site.contents()[0], format!("<p>See {expected}.</p>"), "{tag}");
        assert_eq!(site.findings_of_texts(), [] as [String; 0], "{tag}");
    }
    let new = "---\ntitle: New\ndate: 2026-05-06\n---\n{% post_link gone %}\n";
    let site = site("", &[("source/_posts/new.md", new)]);
    assert_eq!(site.contents(), ["<p>gone</p>"]);
    assert!(site.findings_of_texts()[0].contains("`gone` is not the file of a public article"));
}

#[test]
fn a_part_of_an_address_that_a_plugin_makes_is_reported() {
    let post = format!("---\n{DATE}---\n");
    let named = format!("---\n{DATE}abbrlink: 1f2e\n---\n");
    let files = [("source/_posts/a.md", post.as_str()), ("source/_posts/b.md", &named)];
    let built = ("public/p/1f2e.html", "<title>B</title>");
    let site = site("permalink: p/:abbrlink.html\n", &[&files[..], &[built]].concat());
    let pages: Vec<_> = site.pages().into_iter().map(|(file, page)| format!("{file} {page}")).collect();
    assert_eq!(pages, ["b.md /p/1f2e.html"]);
    assert_eq!(
        site.findings(),
        [
            "error[missing-page] source/_posts/a.md no page of this article in `public` | build the site first: `npx hexo \
             generate`; if the site has no page of it, leave it out with `exclude`",
        ]
    );
}

#[test]
fn each_post_has_a_layout_and_a_slug() {
    let in_pattern =
        |pattern: &str, head: &str| page(&format!("permalink: {pattern}\n"), "tide-log.md", head);
    assert_eq!(in_pattern(":layout/:year/:title/", DATE), "/post/2026/tide-log/");
    assert_eq!(in_pattern(":layout/:title/", &format!("{DATE}layout: photo\n")), "/photo/tide-log/");
    // That of the head is replaced by the one of the name.
    assert_eq!(in_pattern("p/:slug/", &format!("{DATE}slug: mine\n")), "/p/tide-log/");
}

#[test]
fn an_order_by_the_times_of_files_is_reported_once() {
    let post = format!("---\n{DATE}---\n");
    let of = |settings: &str| {
        let posts = [("source/_posts/a.md", post.as_str()), ("source/_posts/b.md", &post)];
        site(settings, &posts).findings()
    };
    let found = "warning[unread-setting] _config.yml feeds sort a post without `updated` by its date, not by the time of its file \
                 | if the feeds have fewer entries than the site, compare them before you switch: `feedwright diff`";
    assert_eq!(of("feed: {order_by: -updated}\n"), [found]);
    assert_eq!(of("feed: {order_by: -updated}\nupdated_option: date\n"), [""; 0]);
}

#[test]
fn hexo_feed_makes_feeds_of_all_posts_and_of_each_term() {
    let package = ("package.json", "{\"dependencies\": {\"hexo\": \"7\", \"hexo-feed\": \"1.1\"}}");
    let post = |day: u8, more: &str| format!("---\ndate: 2026-01-0{day}\n{more}---\n");
    let (a, b, c) =
        (post(3, "tags: Sea Kelp\n"), post(2, "tags: Sea Kelp\ncategories: Log\n"), post(1, "tags: ../x\n"));
    let posts = [("source/_posts/a.md", &*a), ("source/_posts/b.md", &*b), ("source/_posts/c.md", &*c)];
    let of = |feed: &str| {
        let config = format!("url: https://a.org\ntitle: Reef\n{feed}");
        Site::of(&[&[package, ("_config.yml", &*config)], &posts[..]].concat())
    };
    let site = of("");
    assert_eq!(
        site.feeds(),
        [
            "rss.xml rss: a.md b.md c.md",
            "atom.xml atom: a.md b.md c.md",
            "feed.json json: a.md b.md c.md",
            "tag/sea kelp/rss.xml rss: a.md b.md",
            "tag/sea kelp/atom.xml atom: a.md b.md",
            "tag/sea kelp/feed.json json: a.md b.md",
            "category/log/rss.xml rss: b.md",
            "category/log/atom.xml atom: b.md",
            "category/log/feed.json json: b.md",
        ]
    );
    assert_eq!(site.titles_of_feeds()[3], "tag/sea kelp/rss.xml: Reef • Posts by \"Sea Kelp\" tag, -");
    let settings = "feed:\n  limit: 2\n  order_by: date\n  tag_dir: t\n  category_dir: false\n  rss: {enable: true, output: r.xml, \
                    template: own.ejs}\n  atom: {output: a.xml}\n  jsonFeed: {enable: false}\n";
    let site = of(settings);
    assert_eq!(site.feeds(), ["r.xml rss: c.md b.md", "t/sea kelp/r.xml rss: b.md a.md"]);
    assert_eq!(site.findings().len(), 1, "{:?}", site.findings());
    assert!(site.findings()[0].starts_with("info[unread-setting]"), "{:?}", site.findings());
    let orders = "feed:\n  rss: {enable: true, output: r.xml, order_by: -date}\n  atom: {enable: true, output: a.xml, order_by: -updated}\n  jsonFeed: {enable: true, output: f.json, order_by: -date}\n";
    let found = of(orders).findings();
    let message = "feeds are in the order of dates, the newest first, and not by `-date` and `-updated` | ";
    assert!(found.iter().any(|found| found.contains(message)), "{found:?}");
}

#[test]
fn the_atom_feed_shows_the_email_address_of_the_author() {
    let author = |settings: &str| {
        site(
            &format!("author: Ana\nemail: ana@reef.org\n{settings}"),
            &[("source/_posts/a.md", "---\n---\n")],
        )
        .author()
    };
    assert_eq!(author(""), "Ana ana@reef.org");
    assert_eq!(author("feed: {type: [atom, rss2]}\n"), "Ana ana@reef.org");
    assert_eq!(author("feed: {type: rss2}\n"), "Ana", "it is in no other feed");
    assert_eq!(author("feed: {enable: false}\n"), "Ana");
}

#[test]
fn a_template_of_the_site_that_may_leave_out_posts_stops_a_build() {
    let post = format!("---\n{DATE}---\n");
    let of = |template: &str| {
        let files = [("source/_posts/a.md", post.as_str()), ("source/_data/own.xml", template)];
        site("feed: {template: [./source/_data/own.xml]}\n", &files).findings()
    };
    let each = |entry: &str| format!("<feed>{{% for post in posts.toArray() %}}{entry}{{% endfor %}}</feed>");
    let severity =
        |template: &str| of(template).first().map(|found| found.split(']').next().unwrap().to_owned());
    assert_eq!(severity(&each("<entry></entry>")).unwrap(), "info[unread-setting");
    assert_eq!(
        of(&each("{% if not post.secret %}<entry></entry>{% endif %}")),
        [format!(
            "error[unread-filter] source/_data/own.xml only Hexo can tell which posts this template shows | {WRITE_SELECT}"
        )]
    );
    assert_eq!(
        severity("<feed><% posts.each((post) => { %><entry/><% }) %></feed>").unwrap(),
        "info[unread-setting"
    );
    assert_eq!(
        severity("<feed><% posts.filter((post) => post.open).each((post) => { %><entry/><% }) %></feed>")
            .unwrap(),
        "error[unread-filter"
    );
}

#[test]
fn code_that_leaves_out_posts_stops_a_build() {
    let post = format!("---\n{DATE}---\n");
    let errors = |template: &str, files: &[(&str, &str)]| {
        let own = [("source/_posts/a.md", post.as_str()), ("own.xml", template)];
        let found = site("feed: {template: [own.xml]}\n", &[&own, files].concat()).findings();
        found.iter().filter(|found| found.starts_with("error[unread-filter]")).count()
    };
    let each = |before: &str, shown: &str| {
        format!("{before}<feed>{{% for post in posts.toArray() %}}{shown}{{% endfor %}}</feed>")
    };
    let of_macro = |entry: &str| format!("{{% macro entry(post) %}}{entry}{{% endmacro %}}");
    let guarded = "{% if not post.quiet %}<entry></entry>{% endif %}";
    assert_eq!(errors(&each(&of_macro("<entry></entry>"), "{{ entry(post) }}"), &[]), 0);
    assert_eq!(errors(&each(&of_macro(guarded), "{{ entry(post) }}"), &[]), 1);
    assert_eq!(errors(&each("", "{% include 'e.njk' %}"), &[("e.njk", guarded)]), 1);
    assert_eq!(
        errors("feed\n  each post in posts.toArray()\n    if !post.quiet\n      entry= post.title\n", &[]),
        1
    );
    let of_program =
        |shown: &str| errors(&format!("<feed><% posts.each((post) => {{ {shown} }}) %></feed>"), &[]);
    assert_eq!(of_program("%><entry><% if (post.image) { %><image/><% } %></entry><%"), 0);
    assert_eq!(of_program("if (post.quiet) return; %><entry/><%"), 1);
    assert_eq!(of_program("%><%- post.quiet ? '' : '<entry/>' %><%"), 1);
    let gathered = "<% const all = [];\nposts.each((post) => { post.quiet || all.push(post) });\nall.forEach((post) => { %><entry/><% }) %><feed></feed>";
    assert_eq!(errors(gathered, &[]), 1);
    let plain = each("", "<entry></entry>");
    for script in [
        "hexo.extend.generator.register('atom', (site) => site.posts.filter((post) => !post.quiet));\n",
        "hexo.locals.set('posts', () => open(hexo.database));\n",
        "const make = (site) => site.posts.filter((post) => !post.quiet);\nhexo.extend.generator.register('atom', make);\n",
        "hexo.extend.generator.register('atom', require('./feed'));\n",
    ] {
        assert_eq!(errors(&plain, &[("scripts/own.js", script)]), 1, "{script}");
    }
    let helper = "hexo.extend.helper.register('open', (posts) => posts.filter((post) => !post.quiet));\n";
    assert_eq!(errors(&plain, &[("scripts/own.js", helper)]), 0);
}
