//! `feedwright links`: which feeds a page names, the list of all of them, and pages that name none.

use std::fs;
use std::process::{Command, Output};

use roxmltree::Document;

use crate::harness::{Site, article};
use crate::support::files;

const SETTINGS: &str = "[site]
base-url = \"https://blog.org/\"
title = \"Rain & \\\"Sun\\\"\"
timezone = \"UTC\"
language = \"en\"
[site.languages.id]
title = \"Hujan\"
[[feed]]
path = \"feed.xml\"
format = \"rss\"
select = { language = \"en\" }
[[feed]]
path = \"feed.json\"
format = \"json\"
select = { language = \"en\" }
[[feed]]
path = \"id/atom.xml\"
format = \"atom\"
select = { language = \"id\" }
[[feed]]
each = \"section\"
path = \"{section}/feed.xml\"
format = \"rss\"
[[feed]]
each = \"tag\"
path = \"tags/{tag}.xml\"
format = \"atom\"
title = \"{tag}\"
";

fn site() -> Site {
    let tagged = |path: &str| article(path, "date = 2026-05-01\ntags = [\"Rust\"]");
    let articles = ["news/a.md", "news/a.id.md", "notes/b.md"].map(|path| (path, tagged(path)));
    let articles: Vec<_> = articles.iter().map(|(path, text)| (*path, text.as_str())).collect();
    Site::new(SETTINGS, &articles)
}

fn run(site: &Site, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.arg("links").args(args).current_dir(site.path("")).env("SOURCE_DATE_EPOCH", "1780000000");
    command.output().unwrap()
}

/// The paths of the feeds in the tags that a command prints, as a parser of HTML reads them.
fn named(site: &Site, args: &[&str]) -> Vec<String> {
    let output = run(site, args);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let page = dom_query::Document::from(format!("<!doctype html><head>{text}</head>"));
    let links = page.select("head > link[rel=alternate][type][title][href]");
    let href = |link: &dom_query::NodeRef<'_>| link.attr("href").unwrap().to_string();
    let links: Vec<_> = links.nodes().iter().map(href).collect();
    assert_eq!(links.len(), text.lines().count(), "{text}");
    links.iter().map(|link| link.strip_prefix("https://blog.org/").unwrap().to_owned()).collect()
}

#[test]
fn a_page_names_the_feeds_of_the_site_of_its_language_and_of_its_section() {
    let site = site();
    let whole = ["feed.xml", "feed.json"];
    for (args, paths) in [
        (&[][..], &whole[..]),
        (&["--language", "id"], &["id/atom.xml"]),
        (&["--section", "news"], &["feed.xml", "feed.json", "news/feed.xml"]),
        (&["--section", "news", "--language", "id"], &["id/atom.xml", "news/feed.xml"]),
        (&["--page", "content/notes/b.md"], &["feed.xml", "feed.json", "notes/feed.xml"]),
        (&["--page", "content/news/a.id.md"], &["id/atom.xml", "news/feed.xml"]),
        (&["--page", "/news/a/"], &["feed.xml", "feed.json", "news/feed.xml"]),
        (&["--page", "https://blog.org/id/news/a/"], &["id/atom.xml", "news/feed.xml"]),
        (&["--page", "/news/"], &["feed.xml", "feed.json", "news/feed.xml"]),
        (&["--page", "tags/rust/index.html"], &["feed.xml", "feed.json", "tags/rust.xml"]),
        (&["--page", "/id/about/"], &["id/atom.xml"]),
        (&["--page", "/"], &whole),
    ] {
        assert_eq!(named(&site, args), paths, "{args:?}");
    }
}

#[test]
fn a_title_that_two_feeds_have_names_the_format_and_everything_is_escaped() {
    let output = run(&site(), &[]);
    let first = "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Rain &amp; &quot;Sun&quot; (RSS)\" \
                 href=\"https://blog.org/feed.xml\">\n";
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with(first), "{text}");
    assert!(text.contains("title=\"Rain &amp; &quot;Sun&quot; (JSON Feed)\""), "{text}");
}

#[test]
fn feeds_of_one_title_are_told_apart_by_language_term_format_or_path() {
    let feed = |path: &str, format: &str, more: &str| {
        format!("[[feed]]\npath = \"{path}\"\nformat = \"{format}\"\n{more}\n")
    };
    let settings = [
        "[site]\nbase-url = \"https://blog.org/\"\ntitle = \"Rain\"\ntimezone = \"UTC\"\nlanguage = \"en\"\n[site.languages.id]\n".to_owned(),
        feed("a.xml", "rss", "select = { language = \"en\" }"),
        feed("b.xml", "rss", "select = { language = \"id\" }"),
        feed("c.json", "json", ""),
        feed("{section}.xml", "atom", "each = \"section\"\ntitle = \"Part\""),
        feed("one.xml", "atom", "title = \"Part\""),
        feed("two.xml", "atom", "title = \"Part\""),
        feed("own.xml", "atom", "title = \"Other\""),
    ];
    let dated = |path: &str| article(path, "date = 2026-05-01");
    let articles = ["news/a.md", "news/a.id.md", "notes/b.md"].map(|path| (path, dated(path)));
    let site = Site::new(&settings.concat(), &articles.each_ref().map(|(path, text)| (*path, text.as_str())));
    assert_eq!(run(&site, &["--opml", "feeds.opml"]).status.code(), Some(0));
    let text = fs::read_to_string(site.path("feeds.opml")).unwrap();
    let document = Document::parse(&text).unwrap();
    let outlines = document.descendants().filter(|node| node.has_tag_name("outline"));
    let titles: Vec<_> = outlines.filter_map(|node| node.attribute("text")).collect();
    assert_eq!(
        titles,
        [
            "Rain (en)",
            "Rain (id)",
            "Rain",
            "Part - news",
            "Part - notes",
            "Part (one.xml)",
            "Part (two.xml)",
            "Other"
        ]
    );
}

#[test]
fn an_article_that_is_not_public_has_no_page() {
    let site = site();
    site.add(&[("news/draft.md", &article("draft", "date = 2026-05-01\ndraft = true"))]);
    let output = run(&site, &["--page", "content/news/draft.md"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`content/news/draft.md` is not a public article"), "{said}");
}

#[test]
fn the_list_of_all_feeds_is_opml_and_is_not_written_again() {
    let site = site();
    let output = run(&site, &["--opml", "lists/feeds.opml"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "created lists/feeds.opml\n");
    let text = fs::read_to_string(site.path("lists/feeds.opml")).unwrap();
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("version")), ("opml", Some("2.0")));
    let parts: Vec<_> =
        root.children().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name()).collect();
    assert_eq!(parts, ["head", "body"]);
    let title = document.descendants().find(|node| node.has_tag_name("title")).and_then(|node| node.text());
    assert_eq!(title, Some("Rain & \"Sun\""));
    let outlines: Vec<_> = document.descendants().filter(|node| node.has_tag_name("outline")).collect();
    assert_eq!(outlines.len(), 6);
    for outline in &outlines {
        assert_eq!(
            (outline.attribute("type"), outline.attribute("htmlUrl")),
            (Some("rss"), Some("https://blog.org/"))
        );
        let url = outline.attribute("xmlUrl").unwrap();
        assert!(url.starts_with("https://blog.org/"), "{url}");
        assert!(outline.attribute("text").is_some_and(|text| !text.is_empty()));
        let is_rss = !url.contains("atom") && !url.contains("tags") && !url.contains("json");
        assert_eq!(outline.attribute("version"), is_rss.then_some("RSS2"), "{url}");
    }
    let languages = outlines.iter().filter_map(|outline| outline.attribute("language"));
    assert_eq!(languages.collect::<Vec<_>>(), ["en", "en", "id"]);
    let again = run(&site, &["--opml", "lists/feeds.opml"]);
    assert!(again.status.success() && again.stdout.is_empty(), "{again:?}");
    fs::write(site.path("lists/feeds.opml"), "\u{feff}<opml>old</opml>").unwrap();
    let changed = run(&site, &["--opml", "lists/feeds.opml"]);
    assert_eq!(String::from_utf8(changed.stdout).unwrap(), "changed lists/feeds.opml\n");
    assert_eq!(fs::read_to_string(site.path("lists/feeds.opml")).unwrap(), text);
}

#[test]
fn the_list_of_all_feeds_replaces_no_other_file() {
    let site = site();
    let article = "+++\ntitle = \"Lists\"\ndate = 2026-04-01\n+++\nReaders export `<opml>`.\n";
    let page = "<!doctype html><title>Feeds</title>";
    for (file, text) in [("content/lists.md", article), ("feeds.html", page)] {
        fs::write(site.path(file), text).unwrap();
        let refused = run(&site, &["--opml", file]);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(
            said.contains(&format!("`{file}` already exists and is not an OPML list of feeds")),
            "{said}"
        );
        assert!(said.contains("choose another file with --opml"), "{said}");
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(fs::read_to_string(site.path(file)).unwrap(), text);
    }
}

#[test]
fn pages_that_name_no_feed_or_a_missing_one_are_reported() {
    let site = site();
    let page = |feeds: &str| {
        format!("<!doctype html><html><head><title>T</title>{feeds}</head><body>x</body></html>")
    };
    let link = |path: &str| format!("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{path}\">");
    let all =
        ["/feed.xml", "/feed.json", "/id/atom.xml", "/news/feed.xml", "/notes/feed.xml", "/tags/rust.xml"];
    files(
        &site.path("public"),
        &[
            ("index.html", &page(&all.map(link).concat())),
            ("news/a/index.html", &page(&link("../feed.xml"))),
            ("id/news/a/index.html", &page(&link("/feed.xml"))),
            ("about/index.html", &page(&link("/rss.xml"))),
            ("page/2/index.html", &page("")),
            ("old/index.html", &page("<meta http-equiv=\"refresh\" content=\"0; url=/\">")),
        ],
    );
    let output = run(&site, &["--check", "public", "--message-format", "json"]);
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let found: Vec<_> = lines
        .iter()
        .filter(|line| line["kind"] == "diagnostic")
        .map(|line| (line["code"].as_str().unwrap(), line["file"].as_str().unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            ("missing-feed", "public/about/index.html"),
            ("page-without-feed", "public/about/index.html"),
            ("page-without-feed", "public/id/news/a/index.html"),
        ],
        "[page-without-feed] {lines:?}"
    );
    let help = lines.iter().find(|line| line["file"] == "public/id/news/a/index.html").unwrap();
    assert!(help["help"].as_str().unwrap().contains("href=\"https://blog.org/id/atom.xml\""), "{help}");
    assert_eq!(output.status.code(), Some(0));
    fs::write(
        site.path("public/index.html"),
        page(&all[1..].iter().map(|path| link(path)).collect::<String>()),
    )
    .unwrap();
    fs::write(site.path("public/id/news/a/index.html"), page(&link("/id/atom.xml"))).unwrap();
    fs::write(site.path("public/news/a/index.html"), page(&link("/feed.json"))).unwrap();
    let unnamed = run(&site, &["--check", "public"]);
    let said = String::from_utf8(unnamed.stderr).unwrap();
    let tag = "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Rain &amp; &quot;Sun&quot; (RSS)\" href=\"https://blog.org/feed.xml\">";
    assert!(said.contains("no page of the site links to the feed `https://blog.org/feed.xml`"), "{said}");
    assert!(said.contains(tag), "{said}");
    let denied = run(&site, &["--check", "public", "--deny", "page-without-feed"]);
    assert_eq!(denied.status.code(), Some(1));
    let none = run(&site, &["--check", "content"]);
    assert_eq!(none.status.code(), Some(2), "{none:?}");
}

/// What a command says that could not print tags.
fn refused(site: &Site, args: &[&str]) -> String {
    let output = run(site, args);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_section_a_language_and_a_file_that_nothing_has_are_errors_that_name_the_nearest() {
    let site = site();
    for (args, said) in [
        (["--section", "new"], "no public article has the section `new`\n  help: did you mean `news`?"),
        (
            ["--section", "xyz"],
            "no public article has the section `xyz`\n  help: write one of `news`, `notes`",
        ),
        (["--language", "fr"], "no public article has the language `fr`\n  help: write one of `en`, `id`"),
        (
            ["--language", "ru-RU"],
            "no public article has the language `ru-RU`\n  help: write one of `en`, `id`",
        ),
        (
            ["--page", "content/news/b.md"],
            "`content/news/b.md` does not exist\n  help: did you mean `content/news/a.md`?",
        ),
    ] {
        assert!(refused(&site, &args).contains(said), "{args:?}: {}", refused(&site, &args));
    }
    assert_eq!(named(&site, &["--language", "en-GB"]), ["feed.xml", "feed.json"]);
}

#[test]
fn a_page_that_is_nearly_that_of_an_article_is_a_warning_and_any_other_has_the_feeds_of_the_site() {
    let site = site();
    let output = run(&site, &["--page", "/notes/c/"]);
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.success() && !output.stdout.is_empty(), "{output:?}");
    assert!(said.contains("warning[unknown-page]: unknown page `/notes/c/`"), "{said}");
    assert!(said.contains("help: did you mean `/notes/b/`?"), "{said}");
    assert_eq!(named(&site, &["--page", "/about-this-site/"]), ["feed.xml", "feed.json"]);
}

#[test]
fn a_list_of_feeds_can_be_printed() {
    let site = site();
    let output = run(&site, &["--opml", "-"]);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    assert!(!site.path("-").exists());
    assert!(run(&site, &["--opml", "feeds.opml"]).status.success());
    assert_eq!(output.stdout, fs::read(site.path("feeds.opml")).unwrap());
}

#[test]
fn a_file_that_is_no_article_is_not_taken_for_a_page() {
    let site = site();
    files(&site.path(""), &[("readme.md", "Read me.\n")]);
    for (page, said) in [
        ("nope.md", "error: `nope.md` does not exist\n"),
        ("news/a.md", "error: `news/a.md` does not exist\n  help: did you mean `content/news/a.md`?\n"),
        ("./content/news/aa.md", "  help: did you mean `content/news/a.md`?\n"),
        ("readme.md", "error: `readme.md` is not an article of this site\n"),
    ] {
        let output = run(&site, &["--page", page]);
        let (out, err) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!((output.status.code(), out.as_str()), (Some(2), ""), "{page}");
        assert!(err.contains(said), "{page}: {err}");
    }
    let page = run(&site, &["--page", "/about/"]);
    assert_eq!(page.status.code(), Some(0), "a page of the site that is no article");
}
