//! What people see who open a feed in a browser, before they subscribe and after: the style sheet, the script, the companion
//! page, and `feedwright preview`. How they look is tested in `benches/browser`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use feedwright::check;
use feedwright::feed::{Feed, Format, Url};
use roxmltree::Document;

use crate::harness::{PLAIN, Site, article, feed};

const ARTICLE: &[(&str, &str)] =
    &[("rain.md", "+++\ntitle = \"Rain at noon\"\ndate = 2026-04-01\n+++\nIt rained.\n")];

fn site(output: &str, feeds: &str) -> Site {
    Site::new(&format!("{PLAIN}[output]\n{output}\n{feeds}"), ARTICLE)
}

fn feedwright(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    let time = ["--now", "2026-06-01T00:00:00Z"];
    command.args(arguments).args(time).current_dir(site.path("")).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The data of the first processing instruction of a document.
fn instruction(document: &str) -> Option<String> {
    let document = Document::parse(document).unwrap();
    let instruction = document.root().children().find_map(|node| node.pi())?;
    assert_eq!(instruction.target, "xml-stylesheet");
    instruction.value.map(str::to_owned)
}

/// What a document says of a style sheet, whose URL is relative to the document's own.
fn href(own: &str, stylesheet: &str) -> String {
    let parse = |url: &str| Url::parse(url).unwrap();
    let mut feed = Feed::new("Kampung", parse("https://kampung.org/"), parse(own));
    feed.stylesheet = Some(parse(stylesheet));
    let of_atom = instruction(&text(&Format::Atom.write(&feed))).unwrap();
    assert_eq!(instruction(&text(&Format::Rss.write(&feed))).as_ref(), Some(&of_atom));
    assert!(!text(&Format::Json.write(&feed)).contains("stylesheet"));
    let href = of_atom.strip_prefix("type=\"text/css\" href=\"").and_then(|rest| rest.strip_suffix('"'));
    href.unwrap().to_owned()
}

#[test]
fn the_address_of_a_style_sheet_leads_there_from_each_document_of_the_site() {
    let css = "https://kampung.org/feedwright.css";
    assert_eq!(href("https://kampung.org/feed.xml", css), "feedwright.css");
    assert_eq!(href("https://kampung.org/id/tags/rain/atom.xml", css), "../../../feedwright.css");
    assert_eq!(href("https://kampung.org/feed/", css), "../feedwright.css");
    assert_eq!(href("https://kampung.org/feed?format=rss/2.0", css), "feedwright.css");
    assert_eq!(href("https://feeds.kampung.org/feed.xml", css), css);
    assert_eq!(href("http://kampung.org/feed.xml", css), css);
    let below = "https://kampung.org/blog/feedwright.css";
    assert_eq!(href("https://kampung.org/blog/a/feed.xml", below), "../feedwright.css");
    assert_eq!(href("https://kampung.org/feed.xml", below), "blog/feedwright.css");
    assert_eq!(href("https://kampung.org/a/feed.xml", below), "../blog/feedwright.css");
    assert_eq!(href("https://kampung.org/feed.xml", "https://kampung.org/a:b.css"), "./a:b.css");
    let query = "https://kampung.org/look.css?a=1&b=2";
    assert_eq!(href("https://kampung.org/feed.xml", query), "look.css?a=1&amp;b=2");
}

#[test]
fn every_xml_document_names_the_one_style_sheet_that_is_written_with_it() {
    let feeds =
        [feed("feed.xml", "rss", ""), feed("deep/er/atom.xml", "atom", ""), feed("feed.json", "json", "")];
    let site = site("stylesheet = true", &feeds.concat());
    let outcome = site.clean();
    let paths: Vec<_> = outcome.documents.iter().map(|document| document.path.as_str()).collect();
    assert_eq!(paths, ["deep/er/atom.xml", "feed.json", "feed.xml", "feedwright.css"]);
    assert_eq!(instruction(&site.read("feed.xml")).unwrap(), "type=\"text/css\" href=\"feedwright.css\"");
    let deep = instruction(&site.read("deep/er/atom.xml")).unwrap();
    assert_eq!(deep, "type=\"text/css\" href=\"../../feedwright.css\"");
    assert!(site.read("feedwright.css").contains("@namespace atom"));
    assert_eq!(site.clean().summary.unchanged, 4, "a second build writes nothing");
}

#[test]
fn a_feed_has_what_it_says_of_the_style_sheet_else_what_the_output_says() {
    let feeds = [
        feed("a.xml", "rss", ""),
        feed("b.xml", "rss", "stylesheet = false"),
        feed("c.xml", "atom", "stylesheet = { script = true }"),
    ];
    let first = site("stylesheet = true", &feeds.concat());
    first.clean();
    assert!(instruction(&first.read("a.xml")).is_some());
    assert_eq!(instruction(&first.read("b.xml")), None);
    assert!(instruction(&first.read("c.xml")).is_some());
    let script = "<xhtml:script src=\"feedwright.js\"/>";
    assert!(!first.read("a.xml").contains("<xhtml:script"));
    assert!(first.read("c.xml").contains(script));
    assert!(first.published().contains_key("feedwright.js"));
    let without_feeds = site("stylesheet = true", "");
    without_feeds.clean();
    assert!(instruction(&without_feeds.read("atom.xml")).is_some(), "the default feeds, too");
    assert!(!without_feeds.published().contains_key("feedwright.js"));
    let none = site("stylesheet = false", "");
    assert_eq!(none.clean().documents.len(), 3);
}

#[test]
fn documents_with_style_sheet_and_script_are_valid() {
    let feeds = [feed("feed.xml", "rss", ""), feed("atom.xml", "atom", "")].concat();
    let settings = format!("{PLAIN}language = \"en\"\n[output]\nstylesheet = {{ script = true }}\n{feeds}");
    let site = Site::new(&settings, ARTICLE);
    site.clean();
    for path in ["feed.xml", "atom.xml"] {
        let mut options = check::Options::default();
        options.base = Url::parse(&format!("https://blog.org/{path}")).ok();
        let found = check::document(Path::new(path), site.read(path).as_bytes(), &options).findings;
        let codes: Vec<_> = found.iter().map(|(finding, _)| finding.code.name).collect();
        assert_eq!(codes, ["script-in-feed"], "{path}");
        let document = site.read(path);
        let start = document.find("<rss").or(document.find("<feed")).unwrap();
        assert!(start < 200, "those who look for a feed look at its beginning: {start}");
    }
}

#[test]
fn the_users_own_files_replace_ours() {
    let site = site("stylesheet = { script = true }\ncompanion = \"feeds/index.html\"", "");
    fs::create_dir(site.path("templates")).unwrap();
    fs::write(site.path("templates/feedwright.css"), "rss { color: red }\n").unwrap();
    fs::write(site.path("templates/feedwright.js"), "\"mine\";\n").unwrap();
    let page = "<!DOCTYPE html><head>{{ mark }}</head><h1>{{ site.title }} & co</h1>\
        {% for feed in feeds %}[{{ feed.title }}:{% for format in feed.formats %} {{ format.name }}{% endfor %}]{% endfor %}\
        {% for entry in entries %}<a href=\"{{ entry.url }}\">{{ entry.title }}</a>{% endfor %}";
    fs::write(site.path("templates/companion.html"), page).unwrap();
    site.clean();
    assert!(site.read("feedwright.css").ends_with("rss { color: red }\n"));
    assert!(site.read("feedwright.js").ends_with("\"mine\";\n"));
    let written = site.read("feeds/index.html");
    assert!(written.contains("<h1>Blog & co</h1>[Blog: RSS Atom JSON]"), "{written}");
    assert!(written.contains("<a href=\"https://blog.org/rain/\">Rain at noon</a>"), "{written}");
}

#[test]
fn the_companion_page_names_the_feeds_and_the_newest_entries_without_a_script() {
    let output = "companion = \"feeds/index.html\"";
    let feeds = [
        feed("feed.xml", "rss", ""),
        feed("atom.xml", "atom", ""),
        feed("{tag}.xml", "rss", "each = \"tag\""),
    ];
    let site = site(output, &feeds.concat());
    let numbered =
        |n: u32| article(&format!("Number {n:02}"), &format!("date = 2026-05-{n:02}\ntags = [\"<b>\"]"));
    for n in 1..=12 {
        site.add(&[(&format!("n{n:02}.md"), &numbered(n))]);
    }
    site.build();
    let page = site.read("feeds/index.html");
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(page.contains("<meta name=\"generator\" content=\"Feedwright\">"), "{page}");
    assert!(!page.contains("<script"), "{page}");
    for address in ["https://blog.org/feed.xml", "https://blog.org/atom.xml", "https://blog.org/b.xml"] {
        assert!(page.contains(&format!(">{address}</a>")), "{address}: {page}");
    }
    assert!(page.contains("Blog - &lt;b&gt;"), "{page}");
    assert_eq!(page.matches("rel=\"alternate\"").count(), 2, "a feed of one tag is none of the whole site");
    let shown: Vec<_> = page.split("Number ").skip(1).filter_map(|rest| rest.get(..2)).collect();
    let titles: Vec<_> = (3..=12).rev().map(|n| format!("{n:02}")).collect();
    let mut once = shown.clone();
    once.dedup();
    assert_eq!(once, titles);
}

#[test]
fn the_companion_page_has_the_language_and_the_direction_of_the_site() {
    let settings = format!(
        "{PLAIN}language = \"ar\"\n[output]\ncompanion = \"page.html\"\n[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n"
    );
    let english = "+++\ntitle = \"Rain\"\ndate = 2026-04-01\nlanguage = \"en\"\n+++\nIt rained.\n";
    let arabic = "+++\ntitle = \"مطر\"\ndate = 2026-04-02\n+++\nهطل المطر.\n";
    let site = Site::new(&settings, &[("en.md", english), ("ar.md", arabic)]);
    site.clean();
    let page = site.read("page.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(page.contains("<li lang=\"en\" dir=\"ltr\">\n<h3><a href=\"https://blog.org/en/en/"), "{page}");
    assert!(page.contains("<li lang=\"ar\" dir=\"rtl\">\n<h3><a"), "{page}");
}

#[test]
fn nothing_for_browsers_is_written_by_a_dry_run_or_with_an_error() {
    let mut site = site("stylesheet = true\ncompanion = \"page.html\"", "");
    site.options.dry_run = true;
    let outcome = site.clean();
    assert_eq!(outcome.summary.created, 5);
    assert!(site.published().is_empty());
    site.options.dry_run = false;
    site.add(&[("bad.md", "+++\ntitle = 3\ndate = 2026-04-01\n+++\n")]);
    assert_eq!(site.build().summary.errors, 1);
    assert!(site.published().is_empty());
}

#[test]
fn a_template_that_fails_is_an_error_at_its_line_and_nothing_is_published() {
    let site = site("companion = \"page.html\"", "");
    fs::create_dir(site.path("templates")).unwrap();
    let cases = [
        ("<head>{{ mark }}</head>\n{{ titel }}", "2:4 `titel` is undefined"),
        ("<head>{{ mark }}</head>\n{% if %}", "2:7 syntax error"),
        ("<head></head>{{ site.title }}", " the page has no mark of Feedwright"),
    ];
    for (template, expected) in cases {
        fs::write(site.path("templates/companion.html"), template).unwrap();
        let found = site.findings().join("\n");
        assert!(found.starts_with("error[broken-template] templates/companion.html"), "{found}");
        assert!(found.contains(expected), "{found}");
        assert!(site.published().is_empty());
    }
}

#[test]
fn a_page_of_somebody_else_is_never_replaced() {
    let site = site("companion = \"index.html\"", "");
    fs::create_dir(site.path("public")).unwrap();
    fs::write(site.path("public/index.html"), "<title>Home of Feedwright</title>").unwrap();
    let found = site.findings();
    let expected = "error[foreign-page] feedwright.toml:6:13 the page `public/index.html` was not written by Feedwright and would be replaced | choose another path for `companion`, or remove the page";
    assert_eq!(found.iter().map(|line| line.replace("/./", "/")).collect::<Vec<_>>(), [expected]);
    assert_eq!(site.published().len(), 1);
}

#[test]
fn a_style_sheet_or_script_of_somebody_else_is_never_replaced() {
    let site = site("stylesheet = { script = true }", "");
    fs::create_dir(site.path("public")).unwrap();
    let own = [("feedwright.css", "body{my:own}"), ("feedwright.js", "// Feedwright docs\nmy.own()")];
    for (name, text) in own {
        fs::write(site.path(&format!("public/{name}")), text).unwrap();
    }
    let found = site.findings();
    assert_eq!(found.len(), 2, "{found:?}");
    for ((name, text), found) in own.into_iter().zip(found) {
        let expected = format!(
            "error[foreign-page] public/{name} the file `public/{name}` was not written by Feedwright and would be replaced | rename or remove the file, or write stylesheet = false under [output]"
        );
        assert_eq!(found.replace("/./", "/"), expected);
        assert_eq!(site.read(name), text);
    }
    assert_eq!(site.published().len(), 2);
}

#[test]
fn a_style_sheet_from_a_template_is_replaced_when_the_template_changes_and_pruned_when_no_feed_needs_it() {
    let mut site = site("stylesheet = true", "");
    fs::create_dir(site.path("templates")).unwrap();
    fs::create_dir(site.path("public")).unwrap();
    let template = |text: &str| fs::write(site.path("templates/feedwright.css"), text).unwrap();
    template("rss { color: red }\n");
    // As an earlier version wrote it.
    fs::write(site.path("public/feedwright.css"), "rss { color: red }\n").unwrap();
    site.clean();
    template("rss { color: blue }\n");
    site.clean();
    assert!(site.read("feedwright.css").ends_with("*/\nrss { color: blue }\n"));
    assert_eq!(site.clean().summary.changed, 0);
    fs::write(site.path("feedwright.toml"), PLAIN).unwrap();
    site.options.prune = true;
    assert_eq!(site.clean().summary.removed, 1);
}

#[test]
fn files_that_only_speak_of_feedwright_are_never_pruned() {
    let mut site = Site::new(PLAIN, ARTICLE);
    fs::create_dir(site.path("public")).unwrap();
    let theirs = [
        ("about.html", "<head><meta name=\"generator\" content=\"Feedwright docs theme\"></head>"),
        ("feedwright.css", "/* theme for Feedwright docs */"),
        ("feedwright.js", "// Feedwright: a fan page"),
    ];
    for (name, text) in theirs {
        fs::write(site.path(&format!("public/{name}")), text).unwrap();
    }
    site.options.prune = true;
    assert_eq!(site.clean().summary.removed, 0);
    for (name, text) in theirs {
        assert_eq!(site.read(name), text);
    }
}

#[test]
fn files_for_browsers_that_no_feed_needs_are_listed_and_pruned() {
    let mut site = site("stylesheet = { script = true }\ncompanion = \"feeds/index.html\"", "");
    site.clean();
    fs::write(site.path("public/about.html"), "<title>All about Feedwright</title>").unwrap();
    fs::write(site.path("feedwright.toml"), PLAIN).unwrap();
    let found = site.findings();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].contains("info[stale-document] public/feedwright.css no feed needs `feedwright.css`"),
        "{found:?}"
    );
    assert_eq!(site.published().len(), 7);
    site.options.prune = true;
    assert_eq!(site.clean().summary.removed, 3);
    let left: Vec<_> = site.published().into_keys().collect();
    assert_eq!(left, ["about.html", "atom.xml", "feed.json", "feed.xml"]);
}

#[test]
fn the_companion_page_is_never_an_article() {
    let page = |title: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title>\
            <meta property=\"article:published_time\" content=\"2026-04-01T00:00:00Z\"></head><body><p>It rained.</p></body></html>"
        )
    };
    let settings = format!(
        "{PLAIN}[content]\ndir = \"public\"\n[output]\ncompanion = \"news/index.html\"\n{}",
        feed("feed.xml", "rss", "")
    );
    let site = Site::new(&settings, &[]);
    fs::create_dir_all(site.path("public/rain")).unwrap();
    fs::write(site.path("public/rain/index.html"), page("Rain")).unwrap();
    fs::create_dir(site.path("templates")).unwrap();
    let template = page("Feeds").replace("</head>", "{{ mark }}</head>");
    fs::write(site.path("templates/companion.html"), template).unwrap();
    for _ in 0..2 {
        site.build();
        assert_eq!(site.titles("feed.xml"), ["Rain"]);
        assert!(site.read("news/index.html").contains("article:published_time"));
    }
}

#[test]
fn settings_for_browsers_that_cannot_be_are_reported_where_they_are() {
    let cases = [
        (
            "companion = \"feeds/\"",
            "6:13 `feeds/` cannot be the path of the companion page: it does not name a file",
        ),
        (
            "companion = \"a.txt\"",
            "6:13 `a.txt` cannot be the path of the companion page: it does not end with `.html`",
        ),
        ("companion = true", "6:13 expected the path of a page, in quotes, found the boolean `true`"),
        ("companion = \"../a.html\"", "6:13 `../a.html` cannot be the path of the companion page: it leaves"),
        ("stylesheet = \"yes\"", "6:14 expected `true`, `false` or `{ script = true }`, found"),
        ("stylesheet = { scripts = true }", "6:16 unknown key `scripts`"),
        (
            "[[feed]]\npath = \"a.json\"\nformat = \"json\"\nstylesheet = true",
            "9:1 style sheet for a JSON feed",
        ),
        (
            "[[feed]]\npath = \"Feedwright.css\"\nformat = \"rss\"",
            "7:8 the path `feedwright.css` is that of a file for",
        ),
        (
            "companion = \"a.html\"\n[[feed]]\npath = \"a.html\"\nformat = \"rss\"",
            "6:13 a feed has the path `a.html`, too",
        ),
    ];
    for (settings, expected) in cases {
        let site = site(settings, "");
        let output = feedwright(&site, &["build", "--message-format", "json"]);
        let said = text(&output.stdout);
        let first: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
        let found = format!("{}:{} {}", first["line"], first["column"], first["message"].as_str().unwrap());
        assert!(found.starts_with(expected), "{settings}: {found}");
        assert_eq!(output.status.code(), Some(2), "{settings}");
    }
}

/// An article with much that readers take away.
const ODD: &str = "+++\ntitle = \"Odd <things>\"\ndate = 2026-04-02\n+++\n\
    <div class=\"note\"><p>In a box.</p></div>\n\n![A red bridge](red.png)\n\n![Far away](https://far.org/a.png)\n\n\
    <p><mark>Marked</mark> <bdi>words</bdi></p>\n\n\
    <iframe src=\"https://far.org/frame\"></iframe>\n\nA note[^1].\n\n[^1]: Below.\n";

/// The smallest picture: one red point.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xDE, 0x00,
    0x00, 0x00, 0x0C, 0x49, 0x44, 0x41, 0x54, 0x08, 0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0x00, 0x00, 0x03, 0x01,
    0x01, 0x00, 0x18, 0xDD, 0x8D, 0xB0, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60,
    0x82,
];

fn odd() -> Site {
    let site = Site::new(PLAIN, ARTICLE);
    site.add(&[("odd.md", ODD)]);
    fs::write(site.path("content/red.png"), PNG).unwrap();
    site
}

/// The part of a preview that shows what a reader leaves.
fn pane<'p>(page: &'p str, reader: &str) -> &'p str {
    let (_, rest) =
        page.split_once(&format!("<h3>{reader}</h3>")).unwrap_or_else(|| panic!("{reader}: {page}"));
    rest.split("</details>").next().unwrap()
}

#[test]
fn a_preview_shows_what_each_reader_leaves_and_takes_away() {
    let site = odd();
    let output = feedwright(&site, &["preview", "content/odd.md"]);
    assert_eq!((text(&output.stdout), output.status.code()), ("created preview.html\n".to_owned(), Some(0)));
    let page = fs::read_to_string(site.path("preview.html")).unwrap();
    assert!(page.contains("Odd &lt;things&gt;") && !page.contains("Rain at noon"), "{page}");
    let [miniflux, freshrss, plain] = ["Miniflux", "FreshRSS", "Text only"].map(|reader| pane(&page, reader));
    assert!(miniflux.contains("<p>In a box.</p>") && !miniflux.contains("class=\"note\""), "{miniflux}");
    assert!(!miniflux.contains("<mark>") && miniflux.contains("Marked"), "{miniflux}");
    assert!(miniflux.contains("<li><code>&lt;mark&gt;</code>; its text stays</li>"), "{miniflux}");
    assert!(miniflux.contains("<code>&lt;iframe&gt;"), "Miniflux shows no frame of that host: {miniflux}");
    assert!(
        freshrss.contains("<mark>Marked</mark>") && freshrss.contains(">iframe: https://far.org/frame</a>"),
        "{freshrss}"
    );
    assert!(freshrss.contains("<li><code>&lt;a class&gt;</code> × 2; the element stays</li>"), "{freshrss}");
    assert!(!plain.contains("<p>") && plain.contains("In a box.\n"), "{plain}");
    assert!(plain.contains("<li><code>&lt;img&gt;</code> × 2</li>"), "{plain}");
    let follows_text = |pane: &&str| pane.contains(" dir=\"auto\"");
    assert!(
        [miniflux, freshrss, plain].iter().all(follows_text),
        "a text in Arabic begins at the right: {page}"
    );
}

#[test]
fn a_preview_loads_nothing_and_contains_the_pictures_of_the_site() {
    let site = odd();
    feedwright(&site, &["preview"]);
    let page = fs::read_to_string(site.path("preview.html")).unwrap();
    assert!(page.contains("default-src 'none'"), "{page}");
    assert!(
        page.contains(
            "<img alt=\"A red bridge\" width=\"1\" height=\"1\" src=\"data:image/png;base64,iVBORw0KGgo"
        ),
        "{page}"
    );
    assert!(page.contains("alt=\"Far away\" title=\"https://far.org/a.png\""), "{page}");
    let loading = ["<script", "src=\"http", "srcset", "<iframe", "<link", "url("];
    assert!(loading.iter().all(|mark| !page.contains(mark)), "{page}");
    let ids: Vec<_> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    let links: Vec<_> = page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.iter().any(|link| ids.contains(link)), "a note can be reached: {links:?} {ids:?}");
}

#[test]
fn a_preview_of_no_file_shows_the_five_newest_entries() {
    let site = Site::new(PLAIN, &[]);
    for n in 1..=7 {
        site.add(&[(&format!("n{n}.md"), &article(&format!("Number {n}"), &format!("date = 2026-05-0{n}")))]);
    }
    let output = feedwright(&site, &["preview", "--output", "out/page.html", "--message-format", "json"]);
    let line: serde_json::Value =
        serde_json::from_slice(output.stdout.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    assert_eq!(line["path"], "out/page.html");
    let page = fs::read_to_string(site.path("out/page.html")).unwrap();
    let titles: Vec<_> =
        page.split("<h2 dir=\"auto\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(titles, ["Number 7", "Number 6", "Number 5", "Number 4", "Number 3"]);
    let again = feedwright(&site, &["preview", "--output", "out/page.html"]);
    assert_eq!(text(&again.stdout), "", "nothing changed");
}

#[test]
fn a_preview_shows_the_newest_of_the_feeds_and_says_of_others_that_no_subscriber_sees_them() {
    let news = "select = { section = \"news\" }\nlimit = 1";
    let site = Site::new(&format!("{PLAIN}{}", feed("feed.xml", "rss", news)), &[]);
    let add = |path: &str, date: &str| site.add(&[(path, &article(path, &format!("date = {date}")))]);
    add("news/new.md", "2026-05-02");
    add("news/old.md", "2026-05-01");
    add("notes/own.md", "2026-05-03");
    let shown = |args: &[&str]| {
        assert_eq!(feedwright(&site, &[&["preview"], args].concat()).status.code(), Some(0));
        fs::read_to_string(site.path("preview.html")).unwrap()
    };
    let page = shown(&[]);
    assert!(page.contains("news/new.md</h2>") && page.matches("<h2").count() == 1, "{page}");
    assert!(!page.contains("In no feed"), "{page}");
    assert!(shown(&["content/notes/own.md"]).contains(">In no feed: not selected by any feed</p>"));
    assert!(shown(&["content/news/old.md"]).contains(">In no feed: beyond the limit of feed.xml</p>"));
}

#[test]
fn a_preview_shows_a_draft_that_is_named_and_says_why_it_cannot_show_another_file() {
    let site = Site::new(PLAIN, ARTICLE);
    let article = |keys: &str| format!("+++\ntitle = \"One\"\ndate = 2026-04-02\n{keys}\n+++\nWords.\n");
    site.add(&[("draft.md", &article("draft = true")), ("off.md", &article("feed = false"))]);
    let shown = feedwright(&site, &["preview", "content/draft.md"]);
    assert_eq!(shown.status.code(), Some(0), "{}", text(&shown.stderr));
    let refused = feedwright(&site, &["preview", "content/off.md"]);
    let said = text(&refused.stderr);
    assert!(said.contains("`content/off.md` is left out of all feeds: excluded"), "{said}");
    let other = feedwright(&site, &["preview", "feedwright.toml"]);
    assert!(text(&other.stderr).contains("`feedwright.toml` is not an article of this site"));
    assert_eq!([refused.status.code(), other.status.code()], [Some(2), Some(2)]);
}

#[test]
fn a_preview_replaces_no_file_but_an_earlier_one() {
    let site = Site::new(PLAIN, ARTICLE);
    fs::write(site.path("preview.html"), "<title>Mine</title>").unwrap();
    let output = feedwright(&site, &["preview"]);
    let said = text(&output.stderr);
    assert!(said.contains("`preview.html` exists and was not written by `feedwright preview`"), "{said}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(site.path("preview.html")).unwrap(), "<title>Mine</title>");
}

#[test]
fn a_preview_replaces_an_earlier_one_but_not_the_companion_page() {
    let site = site("companion = \"feeds/index.html\"", "");
    site.clean();
    let page = site.read("feeds/index.html");
    let refused = feedwright(&site, &["preview", "--output", "public/feeds/index.html"]);
    let said = text(&refused.stderr);
    assert!(said.contains("exists and was not written by `feedwright preview`"), "{said}");
    assert_eq!((refused.status.code(), site.read("feeds/index.html")), (Some(2), page));
    for title in ["Rain at noon", "Rain at dusk"] {
        site.add(&[("rain.md", &ARTICLE[0].1.replace("Rain at noon", title))]);
        assert_eq!(feedwright(&site, &["preview"]).status.code(), Some(0));
        assert!(fs::read_to_string(site.path("preview.html")).unwrap().contains(title));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_preview_is_opened_by_the_program_that_the_desktop_names() {
    use std::os::unix::fs::PermissionsExt;
    use std::thread;
    use std::time::{Duration, Instant};

    let site = Site::new(PLAIN, ARTICLE);
    fs::create_dir(site.path("bin")).unwrap();
    let program = site.path("bin/xdg-open");
    fs::write(&program, "#!/bin/sh\nprintf '%s' \"$1\" > opened\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    let path = format!("{}:/usr/bin:/bin", site.path("bin").display());
    let status =
        command.args(["preview", "--open"]).env("PATH", path).current_dir(site.path("")).status().unwrap();
    assert!(status.success());
    // The program is not waited for, since it may run as long as the browser.
    let deadline = Instant::now() + Duration::from_secs(30);
    let opened = || fs::read_to_string(site.path("opened")).unwrap_or_default();
    while opened().is_empty() && Instant::now() < deadline {
        thread::yield_now();
    }
    assert_eq!(opened(), "preview.html");
}
