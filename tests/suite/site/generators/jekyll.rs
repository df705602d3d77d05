//! Jekyll.

use super::Site;

const CONFIG: (&str, &str) = ("_config.yml", "url: https://a.org\ntitle: A\n");

/// With jekyll-feed, in a zone behind UTC.
const FED: (&str, &str) =
    ("_config.yml", "url: https://a.org\nbaseurl: /b\ntimezone: America/New_York\nplugins: [jekyll-feed]\n");

fn pages(files: &[(&str, &str)]) -> Vec<String> {
    Site::of(files).pages().into_iter().map(|(file, page)| format!("{file} {page}")).collect()
}

/// The page of a post with these lines in its head, on a site with this configuration.
fn page(config: &str, file: &str, head: &str) -> String {
    let config = format!("url: https://a.org\n{config}");
    let post = format!("---\n{head}---\n");
    let pages = Site::of(&[("_config.yml", &config), (file, &post)]).pages();
    pages.into_iter().map(|(_, page)| page).collect::<Vec<_>>().join(" ")
}

#[test]
fn posts_are_found_at_any_depth_by_their_names() {
    let site = Site::of(&[
        CONFIG,
        ("_posts/2026-01-02-a.md", "no head\n"),
        ("_posts/deep/26-1-3-b.markdown", "---\n---\n"),
        ("blog/News/_posts/2026-01-04-c.html", "---\n---\n"),
        ("_posts/2026-01-05.md", "---\ntitle: no words\n---\n"),
        ("_posts/notes.md", "---\ndate: 2026-01-02\n---\n"),
        ("_posts/_2026-01-02-x.md", "---\n---\n"),
        ("_posts/_x/2026-01-02-x.md", "---\n---\n"),
        ("_posts/2026-01-02-x.md~", "---\n---\n"),
        ("_drafts/2026-01-02-draft.md", "---\n---\n"),
        ("_x/_posts/2026-01-02-x.md", "---\n---\n"),
        ("_site/_posts/2026-01-02-x.md", "---\n---\n"),
        ("node_modules/p/_posts/2026-01-02-x.md", "---\n---\n"),
        ("vendor/bundle/_posts/2026-01-02-x.md", "---\n---\n"),
        ("about.md", "---\ntitle: About\n---\n"),
        ("netlify.toml", "a = 1\n"),
    ]);
    assert_eq!(
        site.articles(),
        [
            "blog/News/_posts/2026-01-04-c.html 2026-01-04T00:00:00Z https://a.org/blog/news/2026/01/04/c.html",
            "_posts/deep/26-1-3-b.markdown 2026-01-03T00:00:00Z https://a.org/2026/01/03/b.html",
            "_posts/2026-01-02-a.md 2026-01-02T00:00:00Z https://a.org/2026/01/02/a.html",
        ]
    );
    assert_eq!((site.left_out(), site.findings()), (vec![], vec![]));
}

#[test]
fn what_the_configuration_excludes_is_not_read() {
    let config = "url: https://a.org\nexclude: [old, 'tmp*', _posts/2026-01-03]\ninclude: [_kept]\n";
    let found = pages(&[
        ("_config.yml", config),
        ("older/_posts/2026-01-02-x.md", ""),
        ("tmp1/_posts/2026-01-02-x.md", ""),
        ("_posts/2026-01-03-x.md", ""),
        ("_kept/_posts/2026-01-02-a.md", ""),
        ("kept/_posts/2026-01-02-b.md", ""),
    ]);
    assert_eq!(
        found,
        [
            "_kept/_posts/2026-01-02-a.md /_kept/2026/01/02/a.html",
            "kept/_posts/2026-01-02-b.md /kept/2026/01/02/b.html"
        ]
    );
}

#[test]
fn collections_with_output_have_articles() {
    let config = "url: https://a.org\ncollections:\n  talks: {output: yes}\n  hidden: {output: 'no'}\n  \
                  shows: {output: true, permalink: '/s/:title/'}\n";
    let site = Site::of(&[
        ("_config.yml", config),
        ("_talks/2025/first.md", "---\ndate: 2026-01-02\n---\n"),
        ("_talks/2026-01-03-second.md", "---\nslug: \"2\"\n---\n"),
        ("_talks/2026-01-03-plain.md", "no head\n"),
        ("_hidden/2026-01-03-x.md", "---\n---\n"),
        ("_shows/one.md", "---\nslug: No. 1\ndate: 2026-01-01\n---\n"),
        ("_shows/undated.md", "---\ntitle: U\n---\n"),
    ]);
    assert_eq!(
        site.pages(),
        [
            ("_shows/one.md", "/s/No.-1/"),
            ("_talks/2025/first.md", "/talks/2025/first.html"),
            ("_talks/2026-01-03-second.md", "/talks/2026-01-03-second.html")
        ]
        .map(|(file, page)| (file.to_owned(), page.to_owned()))
    );
    assert_eq!(site.left_out(), ["_shows/undated.md undated", "_talks/2026-01-03-plain.md excluded"]);
}

#[test]
fn collections_dir_holds_posts_and_collections() {
    let config = "url: https://a.org\ncollections_dir: all\ncollections: {talks: {output: true}}\n";
    let found = pages(&[
        ("_config.yml", config),
        ("all/_posts/2026-01-02-a.md", ""),
        ("all/news/_posts/2026-01-02-b.md", ""),
        ("all/_talks/c.md", "---\ndate: 2026-01-02\n---\n"),
        ("_posts/2026-01-02-x.md", ""),
        ("_talks/x.md", "---\ndate: 2026-01-02\n---\n"),
    ]);
    assert_eq!(
        found,
        [
            "all/_posts/2026-01-02-a.md /2026/01/02/a.html",
            "all/_talks/c.md /talks/c.html",
            "all/news/_posts/2026-01-02-b.md /news/2026/01/02/b.html",
        ]
    );
}

#[test]
fn names_become_parts_of_paths() {
    let found = pages(&[
        ("_config.yml", "url: https://a.org\npermalink: /:title\n"),
        ("_posts/2026-01-02-Hello World.md", ""),
        ("_posts/2026-01-02-Multi--dash & co.md", ""),
        ("_posts/2026-01-02-日本 é🎉.md", ""),
        ("_posts/2026-01-02-v1.0_x...md", ""),
        ("_posts/2026-01-02--c++ [x].md", ""),
    ]);
    assert_eq!(
        found,
        [
            "_posts/2026-01-02--c++ [x].md /c++-x",
            "_posts/2026-01-02-Hello World.md /Hello-World",
            "_posts/2026-01-02-Multi--dash & co.md /Multi-dash-&-co",
            "_posts/2026-01-02-v1.0_x...md /v1.0_x",
            "_posts/2026-01-02-日本 é🎉.md /%E6%97%A5%E6%9C%AC-%C3%A9",
        ]
    );
}

#[test]
fn permalinks_have_styles_and_tokens() {
    let of = |permalink: &str, head: &str| {
        page(&format!("permalink: {permalink}\n"), "_posts/2026-01-02-A_b c.md", head)
    };
    assert_eq!(of("date", ""), "/2026/01/02/A_b-c.html");
    assert_eq!(of("pretty", "category: X Y\n"), "/x%20y/2026/01/02/A_b-c/");
    assert_eq!(of("ordinal", ""), "/2026/002/A_b-c.html");
    assert_eq!(of("weekdate", ""), "/2026/W01/Fri/A_b-c.html");
    assert_eq!(of("none", "categories: x Y x\n"), "/x/y/A_b-c.html");
    assert_eq!(of("/p/:year_:i_month:short_year/:slug/", ""), "/p/2026_126/a-b-c/");
    assert_eq!(of("/:name/:unknown/..x", ""), "/2026-01-02-a-b-c/:unknown/x");
    assert_eq!(
        of("/:slugified_categories/:collection:path:output_ext", "categories: [Foo Bar, 'b,c']\n"),
        "/foo-bar/b-c/posts/2026-01-02-A_b%20c.html"
    );
    assert_eq!(of("/:categories/", "categories: [Foo Bar, 'b,c']\n"), "/foo%20bar/b,c/");
    assert_eq!(of("pretty", "permalink: /own/:year:output_ext\n"), "/own/2026.html");
    assert_eq!(of("pretty", "slug: Own Slug\n"), "/2026/01/02/Own-Slug/");
    assert_eq!(page("collections: {posts: {permalink: /c/:title}}\n", "_posts/2026-01-02-a.md", ""), "/c/a");
}

#[test]
fn defaults_give_values_by_scope() {
    let config = "url: https://a.org\ndefaults:\n\
        - {scope: {path: '', type: posts}, values: {permalink: '/all/:categories/:title', categories: [d]}}\n\
        - {scope: {path: _posts/deep}, values: {permalink: '/deep/:title'}}\n\
        - {scope: {path: ''}, values: {permalink: '/weak/:title'}}\n\
        - {scope: {path: '_posts/*/glob'}, values: {published: false}}\n\
        - {scope: {path: '', type: pages}, values: {permalink: '/page/:title'}}\n";
    let site = Site::of(&[
        ("_config.yml", config),
        ("_posts/2026-01-02-a.md", "---\ncategory: e\n---\n"),
        ("_posts/deep/2026-01-02-b.md", ""),
        ("_posts/deep/2026-01-02-c.md", "---\npermalink: /own\n---\n"),
        ("_posts/x/glob/2026-01-02-d.md", ""),
    ]);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(pages, ["/all/d/e/a", "/deep/b", "/own"]);
    assert_eq!(site.left_out(), ["_posts/x/glob/2026-01-02-d.md withheld"]);
}

#[test]
fn dates_are_read_as_yaml_and_ruby_read_them() {
    let of = |date: &str| {
        let post = format!("---\ndate: {date}\n---\n");
        Site::of(&[FED, ("_posts/2026-01-01-a.md", &post)])
            .articles()
            .join("")
            .split(' ')
            .nth(1)
            .map(str::to_owned)
    };
    let cases = [
        ("2026-01-05 02:00:00", "2026-01-05T02:00:00Z"),
        ("\"2026-01-05 02:00:00\"", "2026-01-05T07:00:00Z"),
        ("2026-1-5 2:00:00", "2026-01-05T02:00:00Z"),
        ("2026-01-05 02:00", "2026-01-05T07:00:00Z"),
        ("2026-01-05", "2026-01-05T05:00:00Z"),
        ("2026-1-5", "2026-01-05T05:00:00Z"),
        ("2026-01-05T02:00:00", "2026-01-05T02:00:00Z"),
        ("2026-01-05 02:00:00 +0100", "2026-01-05T01:00:00Z"),
        ("2026-01-05 02:00:00 -8:00", "2026-01-05T10:00:00Z"),
        ("2026-01-05 02:00:00 PST", "2026-01-05T10:00:00Z"),
        ("January 5, 2026", "2026-01-05T05:00:00Z"),
        ("5 Jan 2026 10:00 PM", "2026-01-06T03:00:00Z"),
        ("2026/01/05 02:00:00", "2026-01-05T07:00:00Z"),
        ("2026-01-05 02:00:00 +0000 UTC", "2026-01-05T02:00:00Z"),
        ("2026-01-05 04:05 PM", "2026-01-05T21:05:00Z"),
        ("Thu, 5 Jan 2026", "2026-01-05T05:00:00Z"),
        ("Thursday January 5, 2026", "2026-01-05T05:00:00Z"),
    ];
    for (date, expected) in cases {
        assert_eq!(of(date).as_deref(), Some(expected), "{date}");
    }
}

#[test]
fn days_of_paths_are_local() {
    let site = Site::of(&[
        FED,
        ("_posts/2026-01-01-a.md", "---\ndate: 2026-01-05 23:30:00 -0800\n---\n"),
        ("_posts/2026-01-01-b.md", "---\ndate: 2026-01-05 02:00:00\n---\n"),
    ]);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(pages, ["/2026/01/06/a.html", "/2026/01/04/b.html"]);
}

#[test]
fn ids_of_jekyll_feed_are_folder_and_slug() {
    let site = Site::of(&[
        FED,
        ("_posts/2026-01-05-Hello World.md", ""),
        ("_posts/2026-01-04-perm.md", "---\npermalink: /custom/x\n---\n"),
        ("_posts/2026-01-03-pretty.md", "---\npermalink: /p/:title/\n---\n"),
        ("_posts/2026-01-02-slug.md", "---\nslug: Own é\nguid: ignored\n---\n"),
    ]);
    let ids: Vec<_> =
        site.articles().iter().map(|line| line.rsplit(' ').next().unwrap().to_owned()).collect();
    assert_eq!(
        ids,
        [
            "https://a.org/b/2026/01/05/Hello%20World",
            "https://a.org/b/custom/perm",
            // The same as the page, but for the slash.
            "https://a.org/b/p/pretty",
            "https://a.org/b/2026/01/02/Own%20%C3%A9",
        ]
    );
}

#[test]
fn a_slash_at_the_end_of_the_url_is_doubled() {
    let site = Site::of(&[("_config.yml", "url: https://a.org/\n"), ("_posts/2026-01-05-a.md", "")]);
    assert_eq!(
        site.articles(),
        ["_posts/2026-01-05-a.md 2026-01-05T00:00:00Z https://a.org//2026/01/05/a.html"]
    );
}

#[test]
fn the_address_may_be_that_of_github_pages() {
    let of = |config: &str, domain: &str| {
        let files = [
            ("_config.yml", config),
            ("CNAME", domain),
            ("_posts/2026-01-05-a.md", "---\npermalink: /a\n---\n"),
        ];
        Site::of(&files).articles().join("").rsplit(' ').next().map(str::to_owned).unwrap()
    };
    assert_eq!(of("title: T\n", "b.org\n"), "https://b.org/a");
    assert_eq!(of("repository: Me/blog\n", ""), "https://me.github.io/blog/a");
    assert_eq!(of("repository: Me/me.github.io\n", ""), "https://me.github.io/a");
}

#[test]
fn what_withholds_a_post() {
    let files = [
        ("_posts/2026-01-05-a.md", "---\npublished: false\n---\n"),
        ("_posts/2026-01-05-b.md", "---\ndraft: true\n---\n"),
        ("_posts/2099-01-05-c.md", ""),
        ("_posts/2026-01-05-d.md", "---\npublished: true\n---\n"),
        ("_posts/2026-01-05-e.md", "---\npublished:\n---\n"),
        ("_posts/2026-01-05-f.md", "---\npublished: null # later\n---\n"),
        ("_posts/2026-01-05-g.md", "---\npublished: ''\n---\n"),
        ("_posts/2026-01-05-h.md", "---\npublished: n\n---\n"),
        ("_posts/2026-01-05-i.md", "---\ndraft: y\n---\n"),
        ("_posts/2026-01-05-j.md", "---\ndraft: 2\n---\n"),
        ("_posts/2026-01-05-k.md", "---\ndraft: n\npublished: Y\n---\n"),
    ];
    let site = Site::of(&[&[CONFIG], &files[..]].concat());
    assert_eq!(site.pages().len(), 3);
    assert_eq!(
        site.left_out(),
        [
            "_posts/2026-01-05-a.md withheld",
            "_posts/2026-01-05-b.md draft",
            "_posts/2026-01-05-e.md withheld",
            "_posts/2026-01-05-f.md withheld",
            "_posts/2026-01-05-h.md withheld",
            "_posts/2026-01-05-i.md draft",
            "_posts/2026-01-05-j.md draft",
            "_posts/2099-01-05-c.md scheduled"
        ]
    );
    let unpublished = ("_config.yml", "url: https://a.org\nunpublished: true\n");
    assert_eq!(Site::of(&[unpublished, files[0], files[4]]).pages().len(), 2);
}

#[test]
fn the_last_of_repeated_keys_counts() {
    let site = Site::of(&[CONFIG, ("_posts/2026-01-05-a.md", "---\nslug: x\ntitle: ! 'T'\nslug: y\n---\n")]);
    assert_eq!(site.pages(), [("_posts/2026-01-05-a.md".to_owned(), "/2026/01/05/y.html".to_owned())]);
    assert_eq!(site.findings(), [""; 0]);
}

#[test]
fn a_post_may_have_only_its_excerpt_in_the_feed() {
    let of = |config: &str| {
        let config = format!("url: https://a.org\nplugins: [jekyll-feed]\n{config}");
        let site = Site::of(&[
            ("_config.yml", &config),
            ("_posts/2026-01-02-a.md", "---\nfeed: {excerpt_only: true}\n---\nFirst.\n\nSecret.\n"),
            ("_posts/2026-01-01-b.md", "---\nfeed: {excerpt_only: false}\n---\nOpen.\n"),
        ]);
        site.contents()
            .iter()
            .map(|text| text.contains("Secret") || text.contains("Open"))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(""), [false, true]);
    assert_eq!(of("feed: {excerpt_only: true}\n"), [false, false]);
    assert_eq!(of("defaults: [{scope: {path: ''}, values: {feed: {excerpt_only: true}}}]\n"), [false, true]);
}

#[test]
fn jekyll_feed_makes_feeds() {
    let config = "url: https://a.org\ncollections: {talks: {output: true}, shows: {output: true}}\n\
                  plugins: [jekyll-feed]\nfeed:\n  posts_limit: 2\n  categories: [news]\n  tags: true\n  \
                  collections:\n    talks: {path: /talks.atom}\n";
    let site = Site::of(&[
        ("_config.yml", config),
        ("_posts/2026-01-01-a.md", "---\ncategory: news\ntags: one two\n---\n"),
        ("_posts/2026-01-02-c.md", "---\ntag: one\n---\n"),
        ("_posts/2026-01-02-b.md", "---\ntags: [c++]\n---\n"),
        ("_talks/d.md", "---\ndate: 2026-01-03\ntags: one\n---\n"),
        ("_shows/e.md", "---\ndate: 2026-01-03\n---\n"),
    ]);
    assert_eq!(
        site.feeds(),
        [
            "feed.xml atom: _posts/2026-01-02-b.md _posts/2026-01-02-c.md",
            "feed/news.xml atom: _posts/2026-01-01-a.md",
            "talks.atom atom: _talks/d.md",
            "feed/by_tag/one.xml atom: _posts/2026-01-02-c.md _posts/2026-01-01-a.md",
            "feed/by_tag/two.xml atom: _posts/2026-01-01-a.md",
        ]
    );
    let titles = [
        "feed.xml: a.org, -",
        "feed/news.xml: a.org | News, -",
        "talks.atom: a.org | Talks, -",
        "feed/by_tag/one.xml: a.org, -",
        "feed/by_tag/two.xml: a.org, -",
    ];
    assert_eq!(site.titles_of_feeds(), titles);
    let config =
        "url: https://a.org\ntitle: \"A's\"\nplugins: [jekyll-feed]\nfeed: {tags: {except: [two]}}\n";
    let post = ("_posts/2026-01-01-a.md", "---\ntags: one two\n---\n");
    let titles = ["feed.xml: A’s, -", "feed/by_tag/one.xml: A’s, -"];
    assert_eq!(Site::of(&[("_config.yml", config), post]).titles_of_feeds(), titles);
}

#[test]
fn the_future_is_published_if_a_setting_says_so() {
    let posts = [("_posts/2027-01-02-a.md", ""), ("_posts/2026-01-02-b.md", "")];
    let with = |config: &str| Site::of(&[&[("_config.yml", config)], &posts[..]].concat()).left_out();
    assert_eq!(with("url: https://a.org\n"), ["_posts/2027-01-02-a.md scheduled"]);
    assert_eq!(with("url: https://a.org\nfuture: true\n"), [] as [String; 0]);
}

#[test]
fn jekyll_feed_may_come_with_a_theme_or_the_gemfile() {
    let post = ("_posts/2026-01-01-a.md", "");
    let theme = Site::of(&[("_config.yml", "url: https://a.org\ntheme: minima\n"), post]);
    let gemfile = "group :jekyll_plugins do\n  gem \"jekyll-feed\"\nend\n";
    let gems = Site::of(&[CONFIG, ("Gemfile", gemfile), post]);
    let commented = Site::of(&[CONFIG, ("Gemfile", "# gem \"jekyll-feed\", group: :jekyll_plugins\n"), post]);
    let feeds = ["feed.xml atom: _posts/2026-01-01-a.md"];
    assert_eq!(
        (theme.feeds(), gems.feeds()),
        (feeds.map(str::to_owned).to_vec(), feeds.map(str::to_owned).to_vec())
    );
    assert_eq!(commented.feeds().len(), 3);
}

#[test]
fn chirpy_has_a_feed_of_its_own() {
    let site = Site::of(&[
        ("_config.yml", "url: https://a.org\ntheme: jekyll-theme-chirpy\n"),
        ("_posts/2026-01-01-a.md", ""),
    ]);
    assert_eq!(site.feeds(), ["feed.xml atom: _posts/2026-01-01-a.md"]);
    assert_eq!(
        site.articles(),
        ["_posts/2026-01-01-a.md 2026-01-01T00:00:00Z https://a.org/2026/01/01/a.html"]
    );
}

#[test]
fn a_template_takes_the_place_of_a_feed_of_jekyll_feed() {
    let template = "---\n---\n<rss>{% for post in site.posts limit:1 %}<item></item>{% endfor %}</rss>";
    let post = ("_posts/2026-01-01-a.md", "");
    assert_eq!(
        Site::of(&[FED, ("feed.xml", template), post]).feeds(),
        ["feed.xml rss: _posts/2026-01-01-a.md"]
    );
}

#[test]
fn tags_of_other_feeds_have_names_of_ours() {
    let site = Site::of_config(
        "[[feed]]\npath = \"t/{tag}.xml\"\nformat = \"rss\"\neach = \"tag\"\n",
        &[FED, ("_posts/2026-01-01-a.md", "---\ntags: [Two Words]\n---\n")],
    );
    assert_eq!(site.feeds(), ["t/two-words.xml rss: _posts/2026-01-01-a.md"]);
}

/// A site with posts, a collection, and this template of a feed.
fn with_template(file: &'static str, template: &str) -> Site {
    let config = "url: https://a.org\nbaseurl: /b\nlimit: 1\ncollections: {shows: {output: true}}\n";
    Site::of(&[
        ("_config.yml", config),
        ("_posts/2026-01-02-a.md", "---\nguid: own\ncategories: x\n---\n"),
        ("_posts/2026-01-02-b.md", ""),
        ("_shows/c.md", "---\ndate: 2026-01-01\n---\n"),
        (file, template),
    ])
}

#[test]
fn templates_of_feeds_tell_their_articles() {
    let of = |file, head: &str, source: &str| {
        let template = format!("---\n{head}---\n<rss>{source}<item></item>{{% endfor %}}</rss>");
        with_template(file, &template).feeds()
    };
    let all = "_posts/2026-01-02-b.md _posts/2026-01-02-a.md";
    assert_eq!(of("rss.xml", "", "{% for post in site.posts %}"), [format!("rss.xml rss: {all}")]);
    assert_eq!(
        of("p/x.rss", "permalink: /pod/\n", "{%- for p in site.posts limit:1 -%}"),
        ["pod/index.rss rss: _posts/2026-01-02-b.md"]
    );
    assert_eq!(
        of("rss.xml", "", "{% for post in site.posts limit: site.limit %}"),
        ["rss.xml rss: _posts/2026-01-02-b.md"]
    );
    assert_eq!(
        of("rss.xml", "", "{% for post in site.categories['x'] %}"),
        ["rss.xml rss: _posts/2026-01-02-a.md"]
    );
    assert_eq!(
        of("rss.xml", "", "{% assign all = site.shows | reverse %}{% for show in all %}"),
        ["rss.xml rss: _shows/c.md"]
    );
    // Sorted and reversed, posts of the same time are in the order of their paths.
    assert_eq!(
        of("rss.xml", "", "{% assign all = site.posts | sort: 'date' | reverse %}{% for p in all %}"),
        ["rss.xml rss: _posts/2026-01-02-a.md _posts/2026-01-02-b.md"]
    );
    assert_eq!(
        of("rss.xml", "of: x\n", "{% for post in site.categories[page.of] %}"),
        ["rss.xml rss: _posts/2026-01-02-a.md"]
    );
    // What is not understood leaves out nothing.
    let all = ["rss.xml rss: _posts/2026-01-02-b.md _posts/2026-01-02-a.md"];
    assert_eq!(
        of("rss.xml", "", "{% assign all = site.posts | where_exp: 'p', 'p.url' %}{% for p in all %}"),
        all
    );
    assert_eq!(of("rss.xml", "", "{% for post in site.categories[page.x] %}"), all);
    // A template that makes no page is none.
    assert_eq!(of("_x/rss.xml", "", "{% for post in site.posts %}").len(), 3);
}

#[test]
fn templates_of_feeds_tell_their_ids() {
    let of = |before: &str, id: &str| {
        let template = format!(
            "---\n---\n<feed>{before}{{% for post in site.posts %}}<entry>{id}</entry>{{% endfor %}}</feed>"
        );
        let articles = with_template("atom.xml", &template).articles();
        let ids: Vec<_> =
            articles.iter().map(|line| line.split(' ').nth(3).unwrap_or("-").to_owned()).collect();
        ids.join(" ")
    };
    assert_eq!(of("", ""), "- - -");
    assert_eq!(of("", "<id>{{ site.url }}{{ site.baseurl }}{{ post.url }}</id>"), "- - -");
    assert_eq!(
        of("", "<id>{{ site.url }}{{ post.id }}</id>"),
        "https://a.org/2026/01/02/b https://a.org/x/2026/01/02/a -"
    );
    assert_eq!(
        of(
            "{% assign base = site.url | append: site.baseurl %}",
            "<id>{{ base }}{{ post.id | xml_escape }}</id>"
        ),
        "https://a.org/b/2026/01/02/b https://a.org/b/x/2026/01/02/a -"
    );
    assert_eq!(
        of("", "<id>tag:a.org,{{ post.date | date: '%Y-%m' }}:{{ post.url | remove: '.html' }}</id>"),
        "tag:a.org,2026-01:/2026/01/02/b tag:a.org,2026-01:/x/2026/01/02/a -"
    );
    // The first whose variables have values.
    assert_eq!(
        of("", "{% if post.guid %}<id>x:{{ post.guid }}</id>{% else %}<id>y:{{ post.id }}</id>{% endif %}"),
        "y:/2026/01/02/b x:own -"
    );
    assert_eq!(
        of("", "<id>{{ post.url | prepend: site.baseurl | prepend: site.url | append: '#x' }}</id>"),
        "https://a.org/b/2026/01/02/b.html#x https://a.org/b/x/2026/01/02/a.html#x -"
    );
    // What is not understood leaves the permalink.
    assert_eq!(of("", "<id>{{ post.url | md5 }}</id>"), "- - -");
}

#[test]
fn templates_may_be_json() {
    let template = "---\n---\n{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [\
                    {% for post in site.posts %}{\"id\": {{ post.id | absolute_url | jsonify }}}{% endfor %}]}";
    let site = with_template("feed.json", template);
    assert_eq!(site.feeds(), ["feed.json json: _posts/2026-01-02-b.md _posts/2026-01-02-a.md"]);
    assert!(site.articles()[0].ends_with(" https://a.org/b/2026/01/02/b"));
}

#[test]
fn a_template_may_be_a_layout_or_have_includes() {
    let config = ("_config.yml", "url: https://a.org\n");
    let post = ("_posts/2026-01-02-a.md", "");
    let site = Site::of(&[
        config,
        post,
        ("feed.xml", "---\nlayout: feed\n---\n"),
        (
            "_layouts/feed.xml",
            "---\n---\n<rss>{% for p in site.posts limit:5 %}{% include item.xml %}{% endfor %}",
        ),
        ("_includes/item.xml", "<item><guid>x:{{ p.id }}</guid></item>"),
    ]);
    assert_eq!(site.feeds(), ["feed.xml rss: _posts/2026-01-02-a.md"]);
    assert!(site.articles()[0].ends_with(" x:/2026/01/02/a"));
}

#[test]
fn titles_come_from_names_and_are_typographic() {
    let of = |file: &str, head: &str| {
        let post = format!("---\n{head}---\n");
        Site::of(&[FED, (file, &post)]).titles()
    };
    assert_eq!(of("_posts/2026-01-02-a-bIG-name.md", "title:\n"), ["A Big Name"]);
    assert_eq!(
        of("_posts/2026-01-02-a.md", "title: >-\n  \"It's\" the '90s -- <b>x</b> 'y' (\"z\")... 1 < 2\n"),
        ["“It’s” the ’90s – x ‘y’ (“z”)… 1 < 2"]
    );
}

#[test]
fn authors_are_found_by_name() {
    let site = Site::of(&[
        FED,
        ("_data/authors.yml", "ann: {name: Ann Lee, uri: 'https://ann.org'}\nbo: {twitter: bo}\n"),
        ("_posts/2026-01-02-a.md", "---\nauthor: ann\n---\n"),
        ("_posts/2026-01-01-b.md", "---\nauthors: [bo, Cy]\n---\n"),
    ]);
    assert_eq!(site.authors(), ["Ann Lee", "bo, Cy"]);
}

#[test]
fn a_site_may_have_no_configuration() {
    let site = Site::of(&[
        ("Gemfile", "gem \"github-pages\", group: :jekyll_plugins\ngem \"jekyll\"\n"),
        ("CNAME", "b.org"),
        ("_posts/2026-01-02-a.md", ""),
    ]);
    assert_eq!(site.pages(), [("_posts/2026-01-02-a.md".to_owned(), "/2026/01/02/a.html".to_owned())]);
}

#[test]
fn tags_and_categories_of_different_case_are_different_ones() {
    let head = |keys: &str| format!("---\n{keys}---\n");
    let config = "url: https://a.org\nplugins: [jekyll-feed]\nfeed:\n  categories: [soup]\n  tags: true\n";
    let site = Site::of(&[
        ("_config.yml", config),
        ("_posts/2026-01-03-a.md", &head("category: soup\ntags: Rye\n")),
        ("_posts/2026-01-02-b.md", &head("category: Soup\ntags: rye Rye\n")),
        ("_posts/2026-01-01-c.md", &head("categories: [Soup]\ntags: rye\n")),
    ]);
    let feeds = site.feeds();
    let of = |path: &str| feeds.iter().find_map(|feed| feed.strip_prefix(path)).unwrap().trim();
    assert_eq!(of("feed/soup.xml atom:"), "_posts/2026-01-03-a.md");
    assert_eq!(of("feed/by_tag/Rye.xml atom:"), "_posts/2026-01-03-a.md _posts/2026-01-02-b.md");
    assert_eq!(of("feed/by_tag/rye.xml atom:"), "_posts/2026-01-02-b.md _posts/2026-01-01-c.md");
}

#[test]
fn a_head_begins_in_the_first_line() {
    let site = Site::of(&[
        FED,
        ("_posts/2026-01-04-closed.md", "---\ntitle: With dots\n...\nText.\n"),
        ("_posts/2026-01-03-blank-before.md", "\n---\ntitle: Not read\n---\nText.\n"),
        ("_posts/2026-01-02-toml.md", "+++\ntitle = \"Not read\"\n+++\nText.\n"),
        ("_posts/2026-01-01-json.md", "{\"title\": \"Not read\"}\nText.\n"),
    ]);
    assert_eq!(site.titles(), ["With dots", "Blank Before", "Toml", "Json"]);
}

#[test]
fn an_excerpt_ends_at_the_separator() {
    let text = "---\n---\nOne.\n\nTwo.\n\n<!-- more -->\n\nThree.\n\n[cut]\n\nFour.\n";
    let summary = |separator: &str| {
        let config = format!("{}{separator}", FED.1);
        Site::of(&[("_config.yml", &config), ("_posts/2026-01-01-a.md", text)]).summaries().concat()
    };
    assert_eq!(summary(""), "One.");
    assert_eq!(summary("excerpt_separator: <!-- more -->\n"), "One. Two.");
    assert_eq!(summary("excerpt_separator: <!--more-->\n"), "One.");
    assert_eq!(summary("excerpt_separator: '[cut]'\n"), "One. Two. Three.");
}

#[test]
fn an_article_may_have_an_excerpt_separator_of_its_own() {
    let text = |key: &str| {
        format!("---\ntitle: T\n{key}---\nOne.\n\nTwo.\n\n<!-- more -->\n\nThree.\n\n[cut]\n\nFour.\n")
    };
    let config = format!("{}excerpt_separator: <!-- more -->\n", FED.1);
    let summary = |key: &str| {
        Site::of(&[("_config.yml", &config), ("_posts/2026-01-01-a.md", &text(key))]).summaries().concat()
    };
    assert_eq!(summary(""), "One. Two.");
    assert_eq!(summary("excerpt_separator: '[cut]'\n"), "One. Two. Three.");
    assert_eq!(summary("excerpt_separator: ''\n"), "One.");
    let config =
        format!("{}defaults:\n- scope: {{ path: '' }}\n  values: {{ excerpt_separator: '[cut]' }}\n", FED.1);
    let site = Site::of(&[("_config.yml", &config), ("_posts/2026-01-01-a.md", &text(""))]);
    assert_eq!(site.summaries(), ["One. Two. Three."]);
}

#[test]
fn an_id_is_written_where_the_content_folder_is_the_site() {
    let site = Site::of(&[FED, ("_posts/2026-01-02-a.md", "---\ntitle: A\n---\n")]);
    let entry = "<entry><id>tag:old.org,2026:a</id><title>A</title><link href=\"https://a.org/b/2026/01/02/a.html\"/></entry>";
    let feed = |id: &str| {
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{id}</id><title>A</title>{entry}</feed>")
    };
    let (written, found) = site.pin(&[("feed.xml", feed("https://a.org/b/feed.xml").as_bytes())]);
    assert_eq!(written, ["id: \"tag:old.org,2026:a\""]);
    assert_eq!(found, [] as [String; 0], "the id of the feed is its address");
}

#[test]
fn terms_have_the_pages_that_jekyll_archives_makes() {
    let of = |config: &str| {
        let config = format!("url: https://a.org\nplugins: [jekyll-feed, jekyll-archives]\n{config}");
        let post = "---\ntags: [Big_Boats]\ncategories: [Sea]\n---\n";
        Site::of(&[("_config.yml", &config), ("_posts/2026-01-02-a.md", post)]).categories()
    };
    let all = "jekyll-archives:\n  enabled: all\n  permalinks:\n    tag: /t/:name.html\n";
    assert_eq!(of(all), ["Sea /category/sea/ /category/", "Big_Boats /t/big-boats.html /t/"]);
    assert_eq!(of("jekyll-archives:\n  enabled: [tags]\n"), ["Sea - -", "Big_Boats /tag/big-boats/ /tag/"]);
    assert_eq!(of(""), ["Sea - -", "Big_Boats - -"]);
}

#[test]
fn a_site_may_have_its_sources_in_a_folder() {
    let template = "---\n---\n<feed><id>{{ site.url }}/</id>{% for post in site.posts limit: 20 %}<entry><id>{{ site.url }}{{ post.id \
                    }}</id></entry>{% endfor %}</feed>";
    let files = [
        ("_config.yml", "url: https://a.org\nsource: ./source\ndestination: public\n"),
        ("source/atom.xml", template),
        ("source/_posts/2026-01-02-a.md", "---\nauthor: ana\n---\n"),
        ("source/news/_posts/2026-01-01-b.md", "---\n---\n"),
        ("source/_data/authors.yml", "ana:\n  name: Ana B\n"),
        ("_posts/2026-01-03-c.md", "---\n---\n"),
    ];
    let site = Site::of(&files);
    assert_eq!(site.feeds(), ["atom.xml atom: _posts/2026-01-02-a.md news/_posts/2026-01-01-b.md"]);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(pages, ["/2026/01/02/a.html", "/news/2026/01/01/b.html"]);
    assert_eq!(site.authors(), ["Ana B", ""]);
    // The packages are beside the configuration.
    let with_gems =
        [files.as_slice(), &[("Gemfile", "group :jekyll_plugins do\n  gem 'jekyll-feed'\nend\n")]].concat();
    let feeds = Site::of(&with_gems).feeds();
    assert!(feeds.iter().any(|feed| feed.starts_with("feed.xml atom: _posts")), "{feeds:?}");
    let settings = "[content]\ngenerator = \"jekyll\"\ndir = \"source\"\n";
    assert_eq!(Site::with(settings, &files).pages().len(), 2);
}

#[test]
fn a_site_in_several_languages_has_pages_and_feeds_in_each() {
    let post = |more: &str| format!("---\ntitle: T\n{more}---\n");
    let (both, in_german) = (post("permalink: /a/\nlang: en\n"), post("permalink: /a/\nlang: de\n"));
    let (only_german, only_here) = (post("lang: de\n"), post("lang-exclusive: [en]\n"));
    let config = |more: &str| format!("url: https://a.org\nplugins: [jekyll-feed]\n{more}");
    let with = config("gems: [jekyll-polyglot]\nlanguages: [en, de]\nfeed:\n  tags: true\n");
    let files = [
        ("_posts/2026-01-02-a.md", both.as_str()),
        ("_posts/2026-01-02-b.md", &in_german),
        ("_posts/2026-01-03-c.md", &only_german),
        ("_posts/2026-01-04-d.md", &only_here),
    ];
    let of = |config: &str| Site::of(&[&[("_config.yml", config)][..], &files].concat());
    let site = of(&with);
    let articles = [
        "_posts/2026-01-04-d.md 2026-01-04T00:00:00Z https://a.org/2026/01/04/d.html https://a.org/2026/01/04/d",
        "_posts/2026-01-03-c.md 2026-01-03T00:00:00Z https://a.org/de/2026/01/03/c.html https://a.org/de/2026/01/03/c",
        "_posts/2026-01-02-a.md 2026-01-02T00:00:00Z https://a.org/a/ https://a.org/a",
        "_posts/2026-01-02-b.md 2026-01-02T00:00:00Z https://a.org/de/a/ https://a.org/de/b",
    ];
    assert_eq!(site.articles(), articles);
    let feeds = [
        "feed.xml atom: _posts/2026-01-04-d.md _posts/2026-01-03-c.md _posts/2026-01-02-a.md",
        "de/feed.xml atom: _posts/2026-01-03-c.md _posts/2026-01-02-b.md",
    ];
    assert_eq!(site.feeds(), feeds);
    assert_eq!(site.findings(), [""; 0]);
    // Without the plugin, one of the two posts replaces the other.
    let found = of(&config("languages: [en, de]\n")).findings();
    assert!(found.iter().any(|found| found.starts_with("error[duplicate-permalink]")), "{found:?}");
}

#[test]
fn languages_whose_feeds_are_too_many_are_said() {
    let codes =
        (b'a'..=b'c').flat_map(|one| (b'a'..=b'z').map(move |two| [char::from(one), char::from(two)]));
    let codes: Vec<_> = codes.take(66).map(String::from_iter).collect();
    let (own, all) = (&codes[0], codes.join(", "));
    let config = format!(
        "url: https://a.org\nplugins: [jekyll-feed, jekyll-polyglot]\ndefault_lang: {own}\nlanguages: [{all}]\n"
    );
    let site = Site::of(&[("_config.yml", &config), ("_posts/2026-01-02-a.md", "---\ntitle: T\n---\n")]);
    let found = site.findings();
    // jekyll-feed asks for `excerpt_only`, which is a condition as well.
    let unmade = ["ck", "cl", "cm", "cn"].map(|code| format!("`{code}/feed.xml` is not made: "));
    let unmade = unmade.iter().filter(|text| found.iter().any(|finding| finding.contains(*text))).count();
    assert_eq!(unmade, 3, "{found:?}");
}

#[test]
fn folders_and_names_may_tell_the_languages_of_posts() {
    let config =
        "url: https://a.org\nplugins: [jekyll-polyglot]\nlanguages: [en, de, pt-BR]\nlang_from_path: true\n";
    let found = pages(&[
        ("_config.yml", config),
        ("_posts/de/2026-01-02-a.md", "---\n---\n"),
        ("_posts/2026-01-03-b.md", "---\n---\n"),
        ("pt-BR/_posts/2026-01-04-c.md", "---\n---\n"),
        ("_posts/de/2026-01-05-d.md", "---\nlang: en\n---\n"),
        ("_posts/2026-01-06-e.md", "---\nlang: fr\n---\n"),
    ]);
    let expected = [
        "_posts/2026-01-03-b.md /2026/01/03/b.html",
        "_posts/2026-01-06-e.md /2026/01/06/e.html",
        "_posts/de/2026-01-02-a.md /de/2026/01/02/a.html",
        "_posts/de/2026-01-05-d.md /2026/01/05/d.html",
        // The folder is a category, in whose path only the language as it is written is one.
        "pt-BR/_posts/2026-01-04-c.md /pt-BR/pt-br/2026/01/04/c.html",
    ];
    assert_eq!(found, expected);
}

#[test]
fn jekyll_feed_shows_all_that_is_known_of_the_author() {
    let author = |plugins: &str| {
        let author = "author: {name: Ana, email: ana@reef.org, uri: 'https://reef.org/ana'}\n";
        let config = format!("url: https://a.org\n{author}{plugins}");
        Site::of(&[("_config.yml", &config), ("_posts/2026-01-01-a.md", "---\n---\n")]).author()
    };
    assert_eq!(author("plugins: [jekyll-feed]\n"), "Ana ana@reef.org https://reef.org/ana");
    assert_eq!(author(""), "Ana", "what no feed shows is not published");
}
