//! Tests of `init --from`: feeds that are published, and the configuration that makes them again.

use feedwright::authoring::init::{self, IdRule, Learned, PublishedDocumentAt, SiteInFeeds};
use feedwright::feed::Text;
use feedwright::published;
use feedwright::site::config::{Config, Overrides};
use feedwright::site::feed_config::{Body, FeedConfig};
use feedwright::site::pipeline::{self, Options};

use crate::suite::harness::{PLAIN, Site, now};
use crate::suite::support::lines;

/// Articles with tags and sections, newest last.
const ARTICLES: &[(&str, &str, &str)] = &[
    ("news/anchor.md", "2026-04-01", "sea"),
    ("news/bridge.md", "2026-04-02", "rain"),
    ("notes/canal.md", "2026-04-03", "sea"),
];

fn site() -> Site {
    let site = Site::new(&format!("{PLAIN}[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n"), &[]);
    for (path, date, tag) in ARTICLES {
        site.add(&[(
            path,
            &format!("+++\ntitle = \"{path}\"\ndate = {date}\ntags = [\"{tag}\"]\n+++\nText.\n"),
        )]);
    }
    site
}

/// An RSS feed of these articles, whose ids are made by a function of their pages.
fn feed(paths: &[&str], id: fn(&str) -> String) -> String {
    let item = |path: &&str| {
        let page = format!("https://blog.org/{}/", path.trim_end_matches(".md"));
        format!("<item><title>{path}</title><link>{page}</link><guid>{}</guid></item>", id(&page))
    };
    let items: String = paths.iter().map(item).collect();
    format!(
        "<rss version=\"2.0\"><channel><title>News</title><link>https://blog.org/</link>{items}</channel></rss>"
    )
}

fn config(site: &Site) -> Config {
    let file = site.path("feedwright.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    pipeline::configure(&file, &text, &Overrides::default(), &feedwright::codes()).0.unwrap()
}

fn published(documents: &[(&str, String)]) -> Vec<PublishedDocumentAt> {
    let published = documents.iter().map(|(path, text)| PublishedDocumentAt {
        path: (*path).to_owned(),
        name: format!("old/{path}"),
        feed: published::read(text.as_bytes()).unwrap(),
    });
    published.collect()
}

fn learned(documents: &[(&str, String)]) -> Learned {
    learned_of(&site(), documents)
}

fn learned_of(site: &Site, documents: &[(&str, String)]) -> Learned {
    let config = config(site);
    let index = pipeline::index(&config, &Options::at(now()), Vec::new(), &|_| {}).unwrap();
    let articles = index.articles(&config).unwrap();
    init::learn(&config, &index, &articles, &published(documents))
}

fn same(page: &str) -> String {
    page.to_owned()
}

/// The one feed that explains a document: its selection and its limit.
fn explained(paths: &[&str]) -> String {
    let learned = learned(&[("feed.xml", feed(paths, same))]);
    let [feed] = learned.feeds.as_slice() else { panic!("{learned:#?}") };
    assert_eq!((feed.path.as_str(), feed.title.as_ref().unwrap().as_str()), ("feed.xml", "News"));
    let select = &feed.select;
    format!("{:?} {:?} {:?} {:?}", select.section, select.tag, feed.folders, feed.limit)
}

#[test]
fn a_selection_explains_the_articles_of_a_feed() {
    assert_eq!(explained(&["notes/canal.md", "news/bridge.md", "news/anchor.md"]), "[] [] None None");
    assert_eq!(explained(&["notes/canal.md", "news/bridge.md"]), "[] [] None Some(2)");
    assert_eq!(explained(&["news/bridge.md", "news/anchor.md"]), "[\"news\"] [] None None");
    assert_eq!(explained(&["notes/canal.md", "news/anchor.md"]), "[] [\"sea\"] None None");
    assert_eq!(explained(&["news/bridge.md"]), "[\"news\"] [] None Some(1)");
}

#[test]
fn of_several_selections_the_one_in_the_path_is_meant() {
    let site = Site::new(&format!("{PLAIN}[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n"), &[]);
    let article =
        |tags: &str| format!("+++\ntitle = \"T\"\ndate = 2026-04-01\ntags = [{tags}]\n+++\nText.\n");
    site.add(&[("news/a.md", &article("\"Big Ships\", \"sea\"")), ("news/b.md", &article("\"x\""))]);
    let tag = |path: &str| {
        let document = feed(&["news/a.md"], same).replace("<title>news/a.md", "<title>T");
        let learned = learned_of(&site, &[(path, document)]);
        learned.feeds[0].select.tag.concat()
    };
    assert_eq!(tag("tags/sea/feed.xml"), "sea");
    assert_eq!(tag("feed/Big Ships.xml"), "Big Ships");
    assert_eq!(tag("feed/big-ships.xml"), "Big Ships");
    assert_eq!(tag("feed.xml"), "");
}

/// A site of articles in these folders, each with tags and an author, newest last.
fn harbor(articles: &[(&str, &str, &str)]) -> Site {
    let feed = "[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n";
    let site = Site::new(&format!("{PLAIN}{feed}"), &[]);
    for (at, (path, tags, author)) in articles.iter().enumerate() {
        let head = format!(
            "title = \"{path}\"\ndate = 2026-03-{:02}\ntags = {tags}\nauthors = [\"{author}\"]\n",
            at + 1
        );
        site.add(&[(path, &format!("+++\n{head}+++\nText.\n"))]);
    }
    site
}

/// What is written of a feed at a path with a title, and what is said.
fn explained_at(site: &Site, (path, title): (&str, &str), articles: &[&str]) -> (String, String) {
    let text = feed(articles, same).replace("<title>News<", &format!("<title>{title}<"));
    let learned = learned_of(site, &[(path, text)]);
    let limit = |feed: &FeedConfig| feed.limit.map_or_else(String::new, |limit| format!(" {limit}"));
    let written = |feed: &FeedConfig| feed.written_selection().unwrap_or_default() + &limit(feed);
    (learned.feeds.iter().map(written).collect::<Vec<_>>().join(", "), lines(&learned.found).join("\n"))
}

#[test]
fn the_term_that_the_path_or_the_title_names_is_meant() {
    let site = harbor(&[
        ("log/rope.md", "[\"knots\", \"Ñandú\"]", "Ana Ruiz"),
        ("log/sail.md", "[\"knots\", \"wind\", \"deck\"]", "Ana Ruiz"),
        ("log/mast.md", "[\"knots\", \"wind\", \"deck\"]", "Ana Ruiz"),
    ]);
    let all = ["log/mast.md", "log/sail.md", "log/rope.md"];
    let two = ["log/mast.md", "log/sail.md"];
    let selection = |name, articles: &[&str]| {
        let (written, found) = explained_at(&site, name, articles);
        assert_eq!(found, "", "{name:?}");
        written
    };
    // Everything has the tag today.
    assert_eq!(selection(("feeds/tag-knots.atom.xml", "S"), &all), "{ tag = \"knots\" }");
    assert_eq!(selection(("feeds/knots.rss.xml", "S"), &all), "{ tag = \"knots\" }");
    assert_eq!(selection(("feeds/author-ana-ruiz.xml", "S"), &all), "{ author = \"Ana Ruiz\" }");
    assert_eq!(selection(("f1.xml", "Blog - Posts tagged knots"), &all), "{ tag = \"knots\" }");
    assert_eq!(selection(("log/index.xml", "S"), &all), "{ section = \"log\" }");
    // The two newest are also those with either tag.
    assert_eq!(selection(("tags/wind.xml", "S"), &two), "{ tag = \"wind\" }");
    assert_eq!(selection(("tags/deck/index.xml", "Blog | wind"), &two), "{ tag = \"deck\" }");
    assert_eq!(selection(("tags/nandu/feed.xml", "S"), &["log/rope.md"]), "{ tag = \"Ñandú\" }");
    // The feed of a whole site has no name.
    assert_eq!(selection(("feed.xml", "S"), &all), "");
    assert_eq!(selection(("feed.xml", "S"), &two), " 2");
}

#[test]
fn what_the_name_of_a_feed_does_not_decide_is_not_guessed() {
    let site = harbor(&[
        ("log/rope.md", "[\"knots\", \"bulk\"]", "Ana Ruiz"),
        ("log/sail.md", "[\"wind\", \"deck\"]", "Ana Ruiz"),
        ("log/keel.md", "[\"bulk\"]", "Budi"),
        ("log/mast.md", "[\"wind\", \"deck\"]", "Ana Ruiz"),
    ]);
    let two = ["log/mast.md", "log/sail.md"];
    let said = |path| {
        let (written, found) = explained_at(&site, (path, "S"), &two);
        assert_eq!(written, "", "{path}");
        found
    };
    let help = "write a [[feed]] with its path, format and `select` into feedwright.toml";
    assert_eq!(
        said("f2.xml"),
        format!(
            "warning[unexplained-feed] old/f2.xml several selections explain which articles `f2.xml` contains, and its name is \
             that of none: {{ tag = \"deck\" }}, {{ tag = \"wind\" }} | {help}"
        )
    );
    assert_eq!(
        said("tags/bulk/feed.xml"),
        format!(
            "warning[unexplained-feed] old/tags/bulk/feed.xml the name of `tags/bulk/feed.xml` is that of the tag `bulk`, which \
             does not explain which articles it contains: it has 0 of its 2 entries | {help}"
        )
    );
    assert_eq!(
        said("feeds/author-conan.xml"),
        format!(
            "warning[unexplained-feed] old/feeds/author-conan.xml the name of `feeds/author-conan.xml` is `conan`, but no article \
             has such a section, tag, category, author or language | {help}"
        )
    );
}

#[test]
fn a_limit_is_learned_where_a_feed_has_a_usual_number_of_articles() {
    for (count, expected) in [(9, ""), (10, " 10"), (11, ""), (25, " 25")] {
        let paths: Vec<_> = (1..=count).map(|at| format!("log/a{at}.md")).collect();
        let articles: Vec<_> = paths.iter().map(|path| (path.as_str(), "[]", "Ana")).collect();
        let names: Vec<_> = paths.iter().rev().map(String::as_str).collect();
        let (written, _) = explained_at(&harbor(&articles), ("feed.xml", "S"), &names);
        assert_eq!(written, expected, "{count}");
    }
}

const PACKAGE: &str = "{\"dependencies\": {\"hexo\": \"8\", \"hexo-generator-feed\": \"3\"}}";

#[test]
fn a_feed_with_fewer_articles_than_the_limit_of_the_generator_keeps_that() {
    let limit = |settings: &str, count: u8, shown: u8| {
        let site = Site::new("[content]\ngenerator = \"hexo\"\n", &[]);
        let config = format!("url: https://blog.org\npermalink: :title/\n{settings}");
        site.add(&[("../_config.yml", &config), ("../package.json", PACKAGE)]);
        for at in 1..=count {
            let head = format!("---\ntitle: T{at}\ndate: 2026-01-{at:02} 00:00:00\n---\nText.\n");
            site.add(&[(&format!("../source/_posts/a{at}.md"), &head)]);
        }
        let paths: Vec<_> = (count - shown + 1..=count).rev().map(|at| format!("a{at}.md")).collect();
        let paths: Vec<_> = paths.iter().map(String::as_str).collect();
        learned_of(&site, &[("own.xml", feed(&paths, same))]).feeds[0].limit
    };
    let limited = "feed: {limit: 20}\n";
    assert_eq!(limit("", 11, 11), Some(20));
    assert_eq!(limit("", 10, 10), Some(20));
    assert_eq!(limit("", 12, 11), Some(11));
    assert_eq!(limit(limited, 21, 21), None);
    assert_eq!(limit("feed: {limit: 0}\n", 11, 11), None);
}

#[test]
fn a_feed_that_would_be_made_anyway_keeps_its_id_too() {
    let entry = |path: &str| {
        let page = format!("https://blog.org/{}/", path.trim_end_matches(".md"));
        format!("<entry><id>{page}</id><title>{path}</title><link href=\"{page}\"/></entry>")
    };
    let entries: String = ["notes/canal.md", "news/bridge.md", "news/anchor.md"].map(entry).concat();
    let site = site();
    let settings = format!("{PLAIN}[[feed]]\npath = \"x.xml\"\nformat = \"atom\"\n");
    std::fs::write(site.path("feedwright.toml"), settings).unwrap();
    let ids = |id: &str| {
        let head = format!("<id>{id}</id><title>News</title>");
        let text = format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{head}{entries}</feed>");
        let learned = learned_of(&site, &[("x.xml", text)]);
        learned.feeds.into_iter().map(|feed| feed.id).collect::<Vec<_>>()
    };
    assert_eq!(ids("https://blog.org/x.xml"), []);
    assert_eq!(ids("https://blog.org"), [Some("https://blog.org".to_owned())]);
}

#[test]
fn a_self_link_that_is_a_template_is_no_url() {
    for link in ["https://blog.org/{{ tag | slugify }}/feed.xml", "https://blog.org/%7B%7Btag%7D%7D/feed.xml"]
    {
        assert_eq!(learned_url("show.xml", link), (None, None), "{link}");
    }
}

#[test]
fn what_nothing_explains_is_reported() {
    let documents = [("feed.xml", feed(&["news/anchor.md", "other/d.md"], same))];
    let learned = learned(&documents);
    assert_eq!(learned.feeds, [], "a guess is not written");
    assert_eq!(
        lines(&learned.found),
        [
            "info[unknown-entry] old/feed.xml 1 published entry matches no article | run `feedwright list` to see the articles, and why others are left out",
            "warning[unexplained-feed] old/feed.xml no section, tag, category, author or language explains which articles `feed.xml` contains: the nearest selection has 0 of its 1 entries | write a [[feed]] with its path, format and `select` into feedwright.toml",
        ]
    );
}

#[test]
fn a_list_of_terms_is_a_feed_of_the_generator_alone() {
    let site = Site::new("[content]\ngenerator = \"hugo\"\n", &[]);
    site.add(&[
        ("../hugo.toml", "baseURL = \"https://blog.org/\"\n"),
        ("news/anchor.md", "+++\ntitle = \"A\"\ndate = 2026-04-01\ntags = [\"sea\"]\n+++\nText.\n"),
    ]);
    let documents = [
        ("index.xml", feed(&["news/anchor.md"], same)),
        ("tags/index.xml", feed(&["tags/sea.md"], same)),
        ("other/index.xml", feed(&["tags/sea.md"], same)),
    ];
    let learned = learned_of(&site, &documents);
    assert_eq!(learned.feeds, []);
    assert_eq!(
        lines(&learned.found),
        [
            "info[unknown-entry] old/tags/index.xml the entries of this feed are the pages of terms, not articles | Feedwright leaves it to the site's generator",
            "info[unknown-entry] old/other/index.xml 1 published entry matches no article | run `feedwright list` to see the articles, and why others are left out",
        ]
    );
}

/// The site of a generator whose template leaves out some of its posts.
fn with_template() -> Site {
    let site = Site::new("[content]\ngenerator = \"jekyll\"\n", &[]);
    let template = "---\n---\n<rss>{% for post in site.posts %}{% unless post.quiet %}<item></item>{% endunless %}{% endfor %}</rss>";
    let post = |more: &str| format!("---\ntitle: T\n{more}---\nText.\n");
    for (path, text) in [
        ("_config.yml", "url: https://blog.org\npermalink: /:title/\n"),
        ("_posts/2026-05-01-reef.md", &post("")),
        ("_posts/2026-05-02-kelp.md", &post("quiet: true\n")),
        ("_posts/2026-05-03-wreck.md", &post("")),
        ("rss.xml", template),
    ] {
        std::fs::create_dir_all(site.path(path).parent().unwrap()).unwrap();
        std::fs::write(site.path(path), text).unwrap();
    }
    site
}

#[test]
fn a_feed_that_the_rules_make_needs_no_selection_and_keeps_its_condition() {
    let site = with_template();
    let own = ("rss.xml", feed(&["wreck.md", "reef.md"], same));
    let alone = learned_of(&site, std::slice::from_ref(&own));
    assert_eq!((alone.feeds.len(), lines(&alone.found)), (0, vec![]));
    // Another feed, which no rule makes, has all of them to be written.
    let learned = learned_of(&site, &[own, ("all.xml", feed(&["wreck.md", "kelp.md", "reef.md"], same))]);
    let selections: Vec<_> = learned.feeds.iter().map(FeedConfig::written_selection).collect();
    assert_eq!(selections, [Some("\"generator\"".to_owned()), None]);
    assert_eq!(lines(&learned.found), [""; 0]);
    // What nothing explains stays a feed of the site.
    let mixed = learned_of(&site, &[("rss.xml", feed(&["kelp.md"], same))]);
    let selections: Vec<_> = mixed.feeds.iter().map(FeedConfig::written_selection).collect();
    assert_eq!(selections, [Some("\"generator\"".to_owned())]);
    assert!(lines(&mixed.found).concat().contains("[unexplained-feed]"));
}

#[test]
fn a_term_that_the_name_of_a_generators_feed_does_not_have_is_a_coincidence() {
    let site = Site::new("[content]\ngenerator = \"jekyll\"\n", &[]);
    let template = "---\n---\n<rss>{% for post in site.posts %}<item></item>{% endfor %}</rss>";
    let post = |tags: &str| format!("---\ntitle: T\ntags: [{tags}]\n---\nText.\n");
    site.add(&[
        ("../_config.yml", "url: https://blog.org\npermalink: /:title/\n"),
        ("../_posts/2026-05-01-reef.md", &post("sea, boats")),
        ("../_posts/2026-05-02-kelp.md", &post("boats, weed")),
        ("../_posts/2026-05-03-wreck.md", &post("sea, boats")),
        ("../rss.xml", template),
    ]);
    let learned = |path: &str, articles: &[&str]| {
        let learned = learned_of(&site, &[(path, feed(articles, same))]);
        let selections: Vec<_> = learned.feeds.iter().filter_map(FeedConfig::written_selection).collect();
        (selections.concat(), lines(&learned.found).concat())
    };
    let generator = "\"generator\"".to_owned();
    let (selection, found) = learned("rss.xml", &["wreck.md", "reef.md"]);
    assert_eq!(selection, generator);
    assert!(found.contains("warning[unexplained-feed] old/rss.xml no section, tag,"), "{found}");
    let (selection, found) = learned("themes/algae.xml", &["kelp.md"]);
    assert_eq!(selection, "");
    assert!(found.contains("warning[unexplained-feed] old/themes/algae.xml no section, tag,"), "{found}");
    assert_eq!(learned("themes/weed.xml", &["kelp.md"]), ("{ tag = \"weed\" }".to_owned(), String::new()));
}

#[test]
fn a_rule_explains_the_ids() {
    let all = ["notes/canal.md", "news/bridge.md", "news/anchor.md"];
    let rule = |id: fn(&str) -> String| {
        let learned = learned(&[("feed.xml", feed(&all, id))]);
        (learned.ids, learned.to_pin)
    };
    assert_eq!(rule(same), (IdRule::Default, 0));
    let without_slash = |page: &str| page.trim_end_matches('/').to_owned();
    assert_eq!(rule(without_slash), (IdRule::Same("{base-url}{path-without-extension}".to_owned()), 0));
    let by_slug = |page: &str| format!("post-{}", page.trim_end_matches('/').rsplit('/').next().unwrap());
    assert_eq!(rule(by_slug), (IdRule::Same("post-{slug}".to_owned()), 0));
    let by_number = |page: &str| format!("?p={}", page.bytes().map(u32::from).sum::<u32>());
    assert_eq!(rule(by_number), (IdRule::Default, 3));
}

#[test]
fn ids_that_atom_does_not_accept_need_no_rule() {
    let site = Site::new(PLAIN, &[]);
    site.add(&[("a.md", "+++\ntitle = \"A\"\ndate = 2026-04-01\nid = \"a b\"\n+++\nText.\n")]);
    let ids = |id: &str| {
        let entry =
            format!("<entry><id>{id}</id><title>A</title><link href=\"https://blog.org/a/\"/></entry>");
        let feed =
            format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id><title>B</title>{entry}</feed>");
        let learned = learned_of(&site, &[("atom.xml", feed)]);
        (learned.ids, learned.to_pin)
    };
    assert_eq!(ids("a b"), (IdRule::Default, 0));
    assert_eq!(ids("a c"), (IdRule::Default, 1));
}

#[test]
fn a_key_of_published_articles_does_not_withhold() {
    let ignored = |articles: &[(&str, &str)], paths: &[&str]| {
        let site = site();
        for (at, (path, keys)) in articles.iter().enumerate() {
            let date = format!("2026-04-1{at}");
            site.add(&[(path, &format!("---\ntitle: {path}\ndate: {date}\n{keys}\n---\nText.\n"))]);
        }
        init::ignored_keys(&config(&site), now(), &published(&[("feed.xml", feed(paths, same))])).0
    };
    let hidden = [("x.md", "hidden: true"), ("y.md", "hidden: true"), ("z.md", "status: sealed")];
    assert_eq!(ignored(&hidden, &["x.md", "y.md"]), ["hidden"]);
    assert_eq!(ignored(&hidden, &["x.md", "y.md", "z.md"]), ["hidden", "status"]);
    let encrypted = [("x.md", "password: rahasia"), ("y.md", "password: rahasia")];
    assert!(ignored(&encrypted, &["x.md", "y.md"]).is_empty(), "what is published may be encrypted");
    // An older article may be beyond the end of the feed; one between others that is missing is withheld.
    assert_eq!(ignored(&hidden, &["y.md"]), ["hidden"]);
    assert!(ignored(&hidden, &["y.md", "news/bridge.md"]).is_empty());
    assert!(ignored(&hidden, &["x.md", "news/bridge.md"]).is_empty());
    assert!(ignored(&hidden, &["news/bridge.md"]).is_empty());
}

#[test]
fn a_key_with_which_articles_are_missing_withholds() {
    let site = site();
    site.add(&[
        ("new.md", "---\ntitle: New\ndate: 2026-04-10\nvisibility: everyone\n---\nText.\n"),
        ("old.md", "---\ntitle: Old\ndate: 2026-03-01\nvisibility: members\n---\nText.\n"),
    ]);
    let both = ["new.md", "notes/canal.md", "news/bridge.md", "news/anchor.md", "old.md"];
    let ignored = |documents: &[(&str, &[&str])]| {
        let documents: Vec<_> = documents.iter().map(|(path, paths)| (*path, feed(paths, same))).collect();
        let (keys, found) = init::ignored_keys(&config(&site), now(), &published(&documents));
        (keys, lines(&found))
    };
    let finding = |place: &str, from: &str| {
        let text = format!(
            "warning[partly-published-key]{place} `visibility` withholds `new.md`, which is published, and `old.md`, which is \
             missing from {from}, so `ignore-keys` was not written | remove `visibility` from the articles that are public"
        );
        (Vec::new(), vec![text])
    };
    assert_eq!(ignored(&[("x.xml", &both)]), (vec!["visibility"], Vec::new()));
    // There is no end before it if all public articles are there.
    assert_eq!(ignored(&[("x.xml", &both[..4])]), finding("", "the feeds"));
    assert_eq!(ignored(&[("x.xml", &both[..3])]), (vec!["visibility"], Vec::new()));
    // Each feed that would contain it does.
    assert_eq!(ignored(&[("y.xml", &both), ("x.xml", &both[..4])]), finding(" old/x.xml", "this feed"));
    assert_eq!(ignored(&[("x.xml", &both), ("y.xml", &both[..4])]), finding(" old/y.xml", "this feed"));
    assert_eq!(ignored(&[("x.xml", &both), ("y.xml", &both[2..3])]), (vec!["visibility"], Vec::new()));
    let (_, found) = ignored(&[("y.xml", &both), ("x.xml", &both[1..])]);
    assert!(found[0].contains("withholds `old.md`, which is published, and `new.md`, which is missing"));
    std::fs::remove_file(site.path("content/old.md")).unwrap();
    let (_, found) = ignored(&[("y.xml", &both[..4]), ("x.xml", &both[1..4])]);
    assert!(found[0].contains("withholds `new.md`, which is published, but missing from this feed"));
}

#[test]
fn keys_of_one_article_are_ignored_together_if_it_is_published() {
    let site = site();
    site.add(&[
        ("a.md", "---\ntitle: A\ndate: 2026-04-12\nhidden: true\n---\nText.\n"),
        ("b.md", "---\ntitle: B\ndate: 2026-04-11\nvisibility: members\n---\nText.\n"),
        ("c.md", "---\ntitle: C\ndate: 2026-04-10\nhidden: true\nvisibility: members\n---\nText.\n"),
    ]);
    let ignored = |paths: &[&str]| {
        init::ignored_keys(&config(&site), now(), &published(&[("x.xml", feed(paths, same))])).0
    };
    let public = ["notes/canal.md", "news/bridge.md", "news/anchor.md"];
    assert_eq!(ignored(&[&["a.md", "b.md", "c.md"], &public[..]].concat()), ["hidden", "visibility"]);
    assert_eq!(ignored(&[&["a.md", "b.md"], &public[..]].concat()), ["hidden"]);
}

#[test]
fn the_limit_the_body_and_the_title_are_those_of_the_feed() {
    // Five of five: there are no more, so that nothing tells of a limit.
    let site = site();
    for day in 4..6 {
        let path = format!("notes/d{day}.md");
        site.add(&[(&path, &format!("+++\ntitle = \"{path}\"\ndate = 2026-04-0{day}\n+++\nText.\n"))]);
    }
    let config = config(&site);
    let index = pipeline::index(&config, &Options::at(now()), Vec::new(), &|_| {}).unwrap();
    let articles = index.articles(&config).unwrap();
    let learned = |path: &str, text: String| {
        let learned = init::learn(&config, &index, &articles, &published(&[(path, text)]));
        let [feed] = learned.feeds.as_slice() else { panic!("{learned:#?}") };
        (feed.limit, feed.body, feed.title.as_ref().map(|title| title.as_str().to_owned()))
    };
    let all = ["notes/d5.md", "notes/d4.md", "notes/canal.md", "news/bridge.md", "news/anchor.md"];
    assert_eq!(learned("a.xml", feed(&all, same)), (None, Body::Full, Some("News".to_owned())));
    let entry = |inside: &str| {
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id><title>{}</title><updated>2026-04-05T00:00:00Z</updated>\
             <entry><id>https://blog.org/notes/d5/</id><title>notes/d5.md</title><link href=\"https://blog.org/notes/d5/\"/>\
             <updated>2026-04-05T00:00:00Z</updated>{inside}</entry></feed>",
            config.site.title.as_str()
        )
    };
    let summary = entry("<summary>Text.</summary>");
    assert_eq!(learned("b.xml", summary), (Some(1), Body::Summary, None));
    let content = entry("<content>Text.</content>");
    assert_eq!(learned("c.xml", content), (Some(1), Body::Full, None));
}

#[test]
fn the_title_of_all_feeds_is_that_of_the_site() {
    let all = ["notes/canal.md", "news/bridge.md", "news/anchor.md"];
    let made = feed(&all, same);
    let learned = learned(&[("x.xml", made.clone())]);
    assert_eq!((learned.feeds.len(), learned.title.as_ref().map(Text::as_str)), (0, Some("News")));
    let site = site();
    let text = format!(
        "{PLAIN}[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n[[feed]]\npath = \"y.xml\"\nformat = \"rss\"\n"
    );
    std::fs::write(site.path("feedwright.toml"), text).unwrap();
    let other = made.replace("<title>News</title>", "<title>Notes</title>");
    assert_eq!(learned_of(&site, &[("x.xml", made), ("y.xml", other)]).title, None);
}

#[test]
fn a_language_explains_the_articles_of_a_feed() {
    let site = Site::new(
        &format!(
            "{PLAIN}language = \"en\"\n[site.languages.id]\n[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n"
        ),
        &[],
    );
    for (at, path) in ["a.md", "b.id.md", "c.md", "d.id.md"].iter().enumerate() {
        site.add(&[(path, &format!("+++\ntitle = \"{path}\"\ndate = 2026-04-0{}\n+++\nText.\n", at + 1))]);
    }
    let config = config(&site);
    let index = pipeline::index(&config, &Options::at(now()), Vec::new(), &|_| {}).unwrap();
    let articles = index.articles(&config).unwrap();
    let text = feed(&["id/d.md", "id/b.md"], same);
    let learned = init::learn(&config, &index, &articles, &published(&[("id.xml", text)]));
    let [feed] = learned.feeds.as_slice() else { panic!("{learned:#?}") };
    let [language] = feed.select.language.as_slice() else { panic!("{:?}", feed.select) };
    assert_eq!(language.as_str(), "id");
    assert_eq!(feed.limit, None);
}

#[test]
fn a_rule_of_ids_may_have_few_exceptions() {
    let site = Site::new(&format!("{PLAIN}[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n"), &[]);
    let paths: Vec<_> = (10..30).map(|day| format!("a{day}.md")).collect();
    for (path, day) in paths.iter().zip(10..30) {
        site.add(&[(path, &format!("+++\ntitle = \"{path}\"\ndate = 2026-04-{day}\n+++\nText.\n"))]);
    }
    let config = config(&site);
    let index = pipeline::index(&config, &Options::at(now()), Vec::new(), &|_| {}).unwrap();
    let articles = index.articles(&config).unwrap();
    let names: Vec<_> = paths.iter().map(String::as_str).collect();
    let text =
        feed(&names, |page| format!("post-{}", page.trim_end_matches('/').rsplit('/').next().unwrap()));
    let rule = |exceptions: usize| {
        let text = (10..10 + exceptions).fold(text.clone(), |text, day| {
            text.replace(&format!("post-a{day}<"), &format!("https://blog.org/?p={day}<"))
        });
        init::learn(&config, &index, &articles, &published(&[("feed.xml", text)])).ids
    };
    assert_eq!(rule(2), IdRule::Same("post-{slug}".to_owned()));
    assert_eq!(rule(3), IdRule::Default);
}

/// The site with a feed of two articles, of which it makes one, and articles with these dates, newest last.
fn with_own_feed(dates: &[&str]) -> Site {
    let feeds = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\nlimit = 2\n";
    let site = Site::new(&format!("{PLAIN}{feeds}"), &[]);
    for date in dates {
        let path = format!("news/{date}.md");
        site.add(&[(&path, &format!("+++\ntitle = \"{path}\"\ndate = {date}\n+++\nText.\n"))]);
    }
    site
}

#[test]
fn articles_newer_than_the_published_ones_leave_the_rule_as_it_is() {
    let site = with_own_feed(&["2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04"]);
    let feeds = |paths: &[&str]| {
        let learned = learned_of(&site, &[("feed.xml", feed(paths, same))]);
        let found = lines(&learned.found).len();
        (learned.feeds.iter().map(|feed| feed.limit).collect::<Vec<_>>(), found)
    };
    let [b, c, d] = ["news/2026-04-02.md", "news/2026-04-03.md", "news/2026-04-04.md"];
    assert_eq!(feeds(&[d, c]), (vec![], 0));
    assert_eq!(feeds(&[c, b]), (vec![], 0), "a new article");
    assert_eq!(feeds(&["gone.md", d]), (vec![], 1), "an article that is gone, and whose place another takes");
    // The rule would give two.
    assert_eq!(feeds(&[d]), (vec![Some(1)], 0));
    assert_eq!(feeds(&[b]), (vec![], 1), "more new articles than published ones");
    assert_eq!(feeds(&[d, b]), (vec![], 1), "what nothing explains");
}

#[test]
fn a_limit_is_learned_where_there_are_more_articles_than_new_ones() {
    let site = site();
    site.add(&[("news/new.md", "+++\ntitle = \"new\"\ndate = 2026-04-09\n+++\nText.\n")]);
    let limit = |paths: &[&str]| learned_of(&site, &[("feed.xml", feed(paths, same))]).feeds[0].limit;
    assert_eq!(limit(&["notes/canal.md", "news/bridge.md", "news/anchor.md"]), None);
    assert_eq!(limit(&["notes/canal.md", "news/bridge.md"]), Some(2));
}

/// A show of one episode, which says of itself what stands in `channel`.
fn show(channel: &str) -> String {
    format!(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"><channel><title>Radio</title><link>https://blog.org/</link><atom:link rel=\"self\" href=\"https://blog.org/show.xml\"/>{channel}<item><title>notes/canal.md</title><link>https://blog.org/notes/canal/</link><guid>1</guid><itunes:author>Nobody</itunes:author><enclosure url=\"https://cdn.org/1.mp3\" length=\"1\" type=\"audio/mpeg\"/></item></channel></rss>"
    )
}

/// `[feed.podcast]` of a show, and the findings.
fn learned_show(channel: &str) -> (String, Vec<String>) {
    let learned = learned(&[("show.xml", show(channel))]);
    let table = learned.shows.get("show.xml").map(|show| show.table.clone());
    (table.unwrap_or_default(), lines(&learned.found))
}

#[test]
fn the_description_and_the_copyright_of_a_show_are_learned() {
    let channel = "<description>Tales of\n  the tide.</description><copyright>© Ana</copyright><itunes:author>Ana</itunes:author>";
    let learned = learned(&[("show.xml", show(channel))]);
    let description = learned.feeds[0].description.as_ref().map(feedwright::feed::Text::as_str);
    assert_eq!(description, Some("Tales of the tide."));
    let said = |channel: &str, more: &str| {
        let documents = published(&[("show.xml", show(channel)), ("other.xml", show(more))]);
        SiteInFeeds::by(&documents).rights.map(|rights| rights.value)
    };
    assert_eq!(said(channel, channel), Some("© Ana".to_owned()));
    let other = channel.replace("© Ana", "© Budi");
    assert_eq!(said(channel, &other), None, "two notices");
}

#[test]
fn a_published_podcast_gives_all_that_it_says_of_itself() {
    let channel = r#"<itunes:author>Radio Kampung</itunes:author>
<itunes:owner><itunes:name>Ana</itunes:name><itunes:email>ana@blog.org</itunes:email></itunes:owner>
<itunes:image href="https://blog.org/cover.jpg"/>
<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/></itunes:category>
<itunes:category text="Music"/>
<itunes:explicit>no</itunes:explicit>
<itunes:type>Serial</itunes:type>
<itunes:complete>Yes</itunes:complete>
<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
<podcast:locked owner="ana@blog.org">yes</podcast:locked>
<podcast:funding url="https://give.org/">Give</podcast:funding>
<podcast:person role="editor" href="https://budi.org/">Budi "B"</podcast:person>
<podcast:person>Ana</podcast:person>
<podcast:location geo="geo:-6.2,106.8">Jakarta</podcast:location>
<podcast:trailer pubdate="Sun, 01 Mar 2026 00:00:00 GMT" url="https://cdn.org/t.mp3" length="5" season="2">Soon</podcast:trailer>
<podcast:medium>music</podcast:medium>
<podcast:license>cc-by-4.0</podcast:license>
<podcast:txt purpose="verify">abc</podcast:txt>
<podcast:updateFrequency rrule="FREQ=WEEKLY">Weekly</podcast:updateFrequency>"#;
    let (table, found) = learned_show(channel);
    assert_eq!(
        table,
        r#"[feed.podcast]
image = "https://blog.org/cover.jpg"
categories = [["Society & Culture", "Documentary"], ["Music"]]
explicit = false
author = "Radio Kampung"
owner = { name = "Ana", email = "ana@blog.org" }
type = "serial"
complete = true
guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"
locked = true
funding = { url = "https://give.org/", text = "Give" }
person = [{ name = "Budi \"B\"", role = "editor", url = "https://budi.org/" }, "Ana"]
location = { name = "Jakarta", geo = "geo:-6.2,106.8" }
trailer = { src = "https://cdn.org/t.mp3", title = "Soon", date = 2026-03-01T00:00:00Z, season = 2, bytes = 5 }
medium = "music"
license = "cc-by-4.0"
txt = { value = "abc", purpose = "verify" }
update-frequency = { text = "Weekly", rrule = "FREQ=WEEKLY" }
"#
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("1 of its articles names no file | add `enclosure` to each"), "{found:#?}");
    let settings = format!(
        "[site]\nbase-url = \"https://blog.org/\"\n[[feed]]\npath = \"show.xml\"\nformat = \"rss\"\n{table}"
    );
    let file = std::path::Path::new("feedwright.toml");
    let (config, found) = pipeline::configure(file, &settings, &Overrides::default(), &feedwright::codes());
    assert!(config.is_some(), "{:#?}", lines(&found));
}

#[test]
fn what_a_published_podcast_has_no_key_for_and_what_it_lacks_is_said() {
    let channel = "<itunes:image href=\"https://blog.org/cover.jpg\"/><itunes:category text=\"Games &amp; Hobbies\"/><itunes:keywords>a</itunes:keywords><podcast:value type=\"lightning\"><podcast:valueRecipient split=\"1\"/></podcast:value>";
    let (table, found) = learned_show(channel);
    assert!(
        table.starts_with("[feed.podcast]\nimage = \"https://blog.org/cover.jpg\"\nguid = \""),
        "{table}"
    );
    let expected = [
        "warning[unwritten-podcast] old/show.xml [feed.podcast] has no key for `<itunes:category>`, `<itunes:keywords>`, `<podcast:value>` | write them as [[feed.element]], or leave them out",
        "warning[unwritten-podcast] old/show.xml the podcast lacks what directories require: `categories`, `explicit` | add them to [feed.podcast]; `feedwright build` shows an example of each",
    ];
    assert_eq!(found[..2], expected);
}

/// The `url` that is written for a document at a path with a self link, and the id.
fn learned_url(path: &str, self_link: &str) -> (Option<String>, Option<String>) {
    let text = show("<itunes:author>Ana</itunes:author>").replace("https://blog.org/show.xml", self_link);
    let learned = learned(&[(path, text)]);
    let [feed] = learned.feeds.as_slice() else { panic!("{:#?}", learned.feeds) };
    let table = feedwright::authoring::feed_table(feed);
    let url = table.lines().find_map(|line| line.strip_prefix("url = ").map(str::to_owned));
    (url, feed.id.clone())
}

#[test]
fn a_feed_that_is_published_elsewhere_than_at_its_path_keeps_its_url() {
    let cases = [
        ("show.xml", "https://blog.org/show.xml", None),
        ("feed/index.xml", "https://blog.org/feed/", Some("\"https://blog.org/feed/\"")),
        ("show.xml", "https://blog.org/feed/podcast", Some("\"https://blog.org/feed/podcast\"")),
        // What the site moved to since then, and another host, which may be the one that it leaves.
        ("show.xml", "http://blog.org/show.xml", None),
        ("show.xml", "https://host.org/ana", None),
        ("show.xml", "/show.xml", None),
    ];
    for (path, self_link, expected) in cases {
        assert_eq!(learned_url(path, self_link), (expected.map(str::to_owned), None), "{self_link}");
    }
}

#[test]
fn a_feed_that_would_be_made_anyway_keeps_its_url_too() {
    let items = ["notes/canal.md", "news/bridge.md", "news/anchor.md"];
    let text = feed(&items, str::to_owned).replace(
        "<title>News</title>",
        "<title>News</title><atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\"https://blog.org/rss/\"/>",
    );
    let learned = learned(&[("x.xml", text.clone())]);
    assert_eq!(learned.feeds.len(), 1, "{:#?}", learned.feeds);
    assert_eq!(learned.feeds[0].url.as_ref().unwrap().pattern, "https://blog.org/rss/");
    let at_its_path = text.replace("https://blog.org/rss/", "https://blog.org/x.xml");
    assert!(self::learned(&[("x.xml", at_its_path)]).feeds.is_empty());
}

#[test]
fn a_blog_is_no_podcast_whatever_its_elements() {
    let text = show("<itunes:author>Ana</itunes:author>").replace("<enclosure", "<link");
    let learned = learned(&[("show.xml", text)]);
    assert!(learned.shows.is_empty());
}

/// What a feed says about its site: the address and the language.
fn said(path: &str, text: &str) -> (Option<String>, Option<String>) {
    let said = SiteInFeeds::by(&published(&[(path, text.to_owned())]));
    (said.base_url.map(|known| known.value), said.language.map(|known| known.value))
}

#[test]
fn published_feeds_say_the_address_and_the_language_of_the_site() {
    let rss = |home: &str, own: &str| {
        format!(
            "<rss version=\"2.0\"><channel><title>R</title><link>{home}</link><language>id</language>\
             <atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\"{own}\"/>\
             <item><title>A</title><link>https://reef.org/log/a/</link></item></channel></rss>"
        )
    };
    let id = Some("id".to_owned());
    let base = |base: &str| Some(base.to_owned());
    let own = "https://reef.org/log/feed.xml";
    assert_eq!(
        said("feed.xml", &rss("https://reef.org/log/", own)),
        (base("https://reef.org/log/"), id.clone())
    );
    assert_eq!(
        said("feed.xml", &rss("https://reef.org/log", own)),
        (base("https://reef.org/log/"), id.clone())
    );
    // The page of a part of the site is no home page, and neither is nothing.
    assert_eq!(
        said("feed.xml", &rss("https://reef.org/log/tags/x/", own)),
        (base("https://reef.org/log/"), id.clone())
    );
    assert_eq!(said("log/feed.xml", &rss("", own)), (base("https://reef.org/"), id));
    assert_eq!(said("feed.xml", &rss("/", "feed.xml")).0, None);
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\"><id>x</id><title>R</title><link href=\"https://reef.org/\"/>\
        <link rel=\"self\" href=\"https://reef.org/atom.xml\"/></feed>";
    assert_eq!(said("atom.xml", atom), (base("https://reef.org/"), base("en-GB")));
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"R\", \"language\": \"en\", \"feed_url\": \"https://reef.org/log/feed.json\", \"items\": []}";
    assert_eq!(said("feed.json", json), (base("https://reef.org/log/"), base("en")));
}

#[test]
fn a_show_whose_episodes_are_not_written_yet_is_learned_too() {
    let empty = Site::new(&format!("{PLAIN}[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n"), &[]);
    let text = show("<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>");
    let learned = learned_of(&empty, &[("podcast.xml", text.clone())]);
    let table = &learned.shows["podcast.xml"].table;
    assert!(table.contains("guid = \"917393e3-1b1e-5cef-ace4-edaa54e1f810\"\n"), "{table}");
    let paths: Vec<_> = learned.feeds.iter().map(|feed| feed.path.as_str()).collect();
    assert_eq!(paths, ["podcast.xml"]);
    let codes: Vec<_> = learned.found.iter().map(|finding| finding.code.name).collect();
    assert!(codes.contains(&"unknown-entry"), "{codes:?}");
    // Other articles are not its episodes.
    assert!(learned_of(&site(), &[("podcast.xml", text.replace("canal", "other"))]).shows.is_empty());
}

/// A sentence of 40 letters.
const SENTENCE: &str = "Every harbor keeps a careful list of ships and tides. ";

/// A site with articles of so many sentences, newest last, and an RSS feed of it, whose entries have these texts.
fn of_lengths(articles: &[usize], entry: impl Fn(usize) -> String) -> (Site, String) {
    let site = Site::new(&format!("{PLAIN}[[feed]]\npath = \"x.xml\"\nformat = \"rss\"\n"), &[]);
    let mut text = feed(&[], same);
    for (at, sentences) in articles.iter().enumerate() {
        let name = format!("a{at}");
        let head = format!("+++\ntitle = \"{name}\"\ndate = 2026-04-{:02}\n+++\n", at + 1);
        site.add(&[(&format!("{name}.md"), &(head + &SENTENCE.repeat(*sentences)))]);
        let item = format!(
            "<item><title>{name}</title><link>https://blog.org/{name}/</link>{}</item></channel>",
            entry(at)
        );
        text = text.replace("</channel>", &item);
    }
    (site, text)
}

/// The bodies of the feeds that are written.
fn bodies(site: &Site, document: (&str, String)) -> Vec<Body> {
    learned_of(site, &[document]).feeds.iter().map(|feed| feed.body).collect()
}

#[test]
fn entries_with_excerpts_of_long_articles_make_a_feed_of_summaries() {
    let of = |articles: &[usize], entry: &dyn Fn(usize) -> String| {
        let (site, text) = of_lengths(articles, entry);
        bodies(&site, ("feed.xml", text))
    };
    let described = |count: usize| format!("<description>{}</description>", SENTENCE.repeat(count));
    let encoded = |count: usize| {
        format!(
            "<content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><![CDATA[<p>{}</p><img src=\"{}\">]]></content:encoded>",
            SENTENCE.repeat(count),
            "x".repeat(9000)
        )
    };
    let long = [20, 30, 40, 50];
    assert_eq!(of(&long, &|_| described(4)), [Body::Summary]);
    assert_eq!(of(&long, &|_| described(50)), [Body::Full]);
    assert_eq!(
        of(&long, &|_| described(2) + &encoded(4)),
        [Body::Summary],
        "a content may be an excerpt, too"
    );
    assert_eq!(of(&long, &|_| described(2) + &encoded(50)), [Body::Full]);
    assert_eq!(of(&long, &|_| String::new()), [Body::Summary], "titles alone");
    // Few exceptions, such as an article whose text is on its page.
    assert_eq!(of(&long, &|at| described(if at == 0 { 50 } else { 4 })), [Body::Summary]);
    assert_eq!(of(&long, &|at| described(if at < 2 { 50 } else { 4 })), [Body::Full], "as nothing tells");
    // The text of a note is its own excerpt.
    assert_eq!(of(&[1, 2, 3, 40], &|_| described(4)), [Body::Summary]);
    assert_eq!(of(&[1, 2, 3, 4], &|_| described(1)), [Body::Full]);
}

#[test]
fn what_an_article_has_besides_letters_makes_it_no_longer() {
    let (site, text) = of_lengths(&[4], |_| format!("<description>{SENTENCE}</description>"));
    let picture = format!("![](https://cdn.org/{})\n\n<!-- {} -->\n", "x".repeat(900), SENTENCE.repeat(20));
    site.add(&[("a0.md", &format!("+++\ntitle = \"a0\"\ndate = 2026-04-01\n+++\n{picture}{SENTENCE}"))]);
    assert_eq!(bodies(&site, ("feed.xml", text)), [Body::Full]);
}

#[test]
fn the_whole_text_in_the_summary_of_an_atom_entry_is_the_body() {
    let atom = |part: &str, count: usize| {
        let (site, _) = of_lengths(&[20], |_| String::new());
        let entry = format!(
            "<entry><id>https://blog.org/a0/</id><title>a0</title><{part} type=\"html\">{}</{part}></entry>",
            SENTENCE.repeat(count)
        );
        let text =
            format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id><title>B</title>{entry}</feed>");
        bodies(&site, ("atom.xml", text))
    };
    assert_eq!(atom("summary", 20), [Body::Full]);
    assert_eq!(atom("summary", 3), [Body::Summary]);
    assert_eq!(atom("content", 20), [Body::Full]);
    assert_eq!(atom("content", 3), [Body::Summary]);
    let (site, _) = of_lengths(&[20], |_| String::new());
    let json = |key: &str, count: usize| {
        let text = SENTENCE.repeat(count);
        let item = format!("{{\"id\": \"1\", \"url\": \"https://blog.org/a0/\", \"{key}\": \"{text}\"}}");
        let text = format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"B\", \"items\": [{item}]}}"
        );
        bodies(&site, ("feed.json", text))
    };
    assert_eq!(json("content_html", 20), [Body::Full]);
    assert_eq!(json("content_text", 3), [Body::Summary]);
    assert_eq!(json("summary", 3), [Body::Summary]);
}

/// What is written of the feeds of a Hugo site with these settings, whose articles, a long and a short one, have these
/// keys, and whose own feeds show so many sentences of them.
fn of_hugo(settings: &str, keys: &str, sentences: usize) -> Vec<String> {
    let site = Site::new("[content]\ngenerator = \"hugo\"\n", &[]);
    let article = |name: &str, tags: &str, count: usize| {
        let head = format!("title = \"{name}\"\ndate = 2026-04-01\ntags = [{tags}]\n{keys}");
        format!("+++\n{head}+++\n{}", SENTENCE.repeat(count))
    };
    site.add(&[
        ("../hugo.toml", &format!("baseURL = \"https://blog.org/\"\ntitle = \"B\"\n{settings}")),
        ("log/a.md", &article("log/a.md", "\"ebb\"", 30)),
        ("log/b.md", &article("log/b.md", "\"ebb\", \"tide\"", 2)),
    ]);
    let described = |articles: &[&str]| {
        let text = format!("<description>{}</description></item>", SENTENCE.repeat(sentences));
        feed(articles, same).replace("</item>", &text)
    };
    let documents = [
        ("index.xml", described(&["log/a.md", "log/b.md"])),
        ("tags/tide/index.xml", described(&["log/b.md"])),
        ("tags/ebb/index.xml", described(&["log/a.md", "log/b.md"])),
    ];
    learned_of(&site, &documents).feeds.iter().map(feedwright::authoring::feed_table).collect()
}

#[test]
fn summaries_of_the_feeds_that_a_generator_makes_have_to_be_written() {
    assert_eq!(of_hugo("", "", 30), [""; 0]);
    // The feed of the section is not published here, and that of the tags is written once.
    assert_eq!(
        of_hugo("", "", 3),
        [
            "[[feed]]\npath = \"index.xml\"\nformat = \"rss\"\nlimit = \"all\"\nbody = \"summary\"\ntitle = \"News\"\n",
            "[[feed]]\neach = \"tag\"\npath = \"tags/{tag}/index.xml\"\nformat = \"rss\"\nlimit = \"all\"\nbody = \"summary\"\ntitle = \"{tag} on B\"\n",
            "[[feed]]\npath = \"log/index.xml\"\nformat = \"rss\"\nlimit = \"all\"\nbody = \"summary\"\ntitle = \"Logs on B\"\ndescription = \"Recent content in Logs on B\"\nselect = \"generator\"\n",
        ]
    );
    // Only its rules can tell of the feeds of other terms, which would be lost.
    let series = "[taxonomies]\nseries = \"series\"\ntag = \"tags\"\n";
    assert_eq!(of_hugo(series, "series = [\"x\"]\n", 3), [""; 0]);
}

#[test]
fn a_feed_from_which_code_may_leave_out_articles_has_them_only_if_all_are_published() {
    let site = Site::new("[content]\ngenerator = \"hugo\"\n", &[]);
    let article = |day: u8| format!("+++\ntitle = \"T\"\ndate = 2026-04-0{day}\n+++\n{SENTENCE}");
    let template =
        "<rss>{{ range .Site.RegularPages }}{{ if partial \"open\" . }}<item></item>{{ end }}{{ end }}</rss>";
    site.add(&[
        ("../hugo.toml", "baseURL = \"https://blog.org/\"\ntitle = \"B\"\ndisableKinds = [\"section\"]\n"),
        ("../layouts/index.rss.xml", template),
        ("log/a.md", &article(3)),
        ("log/b.md", &article(2)),
        ("log/c.md", &article(1)),
    ]);
    let has_generators = |paths: &[&str]| {
        let learned = learned_of(&site, &[("index.xml", feed(paths, same))]);
        let tables: Vec<_> = learned.feeds.iter().map(feedwright::authoring::feed_table).collect();
        let [table] = tables.as_slice() else { panic!("{tables:?}") };
        table.contains("select = \"generator\"")
    };
    assert!(has_generators(&["log/a.md", "log/c.md"]));
    // The newest article may be one that is left out, and not only one that is not published yet.
    assert!(has_generators(&["log/b.md", "log/c.md"]));
    assert!(!has_generators(&["log/a.md", "log/b.md", "log/c.md"]));
}
