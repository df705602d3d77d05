//! What readers get of an entry: its page, its names, its files and its terms.

use std::fs;

use crate::harness::{PLAIN, Site, article, feed};
use crate::podcasts::mp3;

const DAY: &str = "date = 2026-04-01";
const LANGUAGES: &str = "[site]\nbase-url = \"https://blog.org/\"\ntitle = \"Blog\"\ntimezone = \"UTC\"\nlanguage = \"en\"\nlanguages.id = {}\nlanguages.ru = {}\n";

/// The values of an attribute of the elements with a name, in the order of the document.
fn attributes(site: &Site, path: &str, name: &str, attribute: &str) -> Vec<String> {
    let text = site.read(path);
    let document = roxmltree::Document::parse(&text).unwrap();
    let elements = document.descendants().filter(|node| node.tag_name().name() == name);
    elements.filter_map(|node| node.attribute(attribute).map(str::to_owned)).collect()
}

#[test]
fn readers_of_the_first_link_and_of_the_last_open_the_entrys_own_page() {
    let text = |title: &str| article(title, DAY);
    let site = Site::new(
        &format!("{LANGUAGES}{}", feed("f.xml", "atom", "")),
        &[("a.md", &text("E")), ("a.id.md", &text("I")), ("a.ru.md", &text("R")), ("b.md", &text("B"))],
    );
    site.clean();
    let xml = site.read("f.xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let entries =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry")));
    let mut counts = Vec::new();
    for entry in entries {
        let id = entry.children().find(|node| node.tag_name().name() == "id").unwrap().text().unwrap();
        let links: Vec<_> =
            entry.children().filter(|node| node.attribute("rel") == Some("alternate")).collect();
        assert_eq!(links.first().unwrap().attribute("href"), Some(id));
        assert_eq!(links.first().unwrap().attribute("hreflang"), None);
        assert_eq!(links.last().unwrap().attribute("href"), Some(id));
        counts.push(links.len());
    }
    counts.sort_unstable();
    // Both translations stand between; without any, one link is enough.
    assert_eq!(counts, [1, 4, 4, 4]);
}

#[test]
fn a_writer_with_an_address_is_shown_by_name() {
    let keys = format!(
        "{DAY}\nauthors = [{{ name = \"Budi\", email = \"budi@blog.org\", avatar = \"https://blog.org/b.png\" }}]"
    );
    let site = Site::new(PLAIN, &[("a.md", &article("a", &keys))]);
    site.clean();
    assert_eq!(site.texts("feed.xml", "creator"), ["Budi"]);
    assert_eq!(site.texts("feed.xml", "author"), [""; 0]);
    assert_eq!(site.texts("atom.xml", "email"), ["budi@blog.org"]);
    assert!(site.read("feed.json").contains("\"avatar\": \"https://blog.org/b.png\""));
}

#[test]
fn a_picture_is_a_thumbnail_too_and_its_credit_has_no_role() {
    let keys =
        format!("{DAY}\nimage = {{ src = \"https://blog.org/p.jpg\", alt = \"P\", credit = \"THX\" }}");
    let site = Site::new(PLAIN, &[("a.md", &article("a", &keys))]);
    site.clean();
    for path in ["feed.xml", "atom.xml"] {
        assert_eq!(attributes(&site, path, "thumbnail", "url"), ["https://blog.org/p.jpg"]);
        assert_eq!(site.texts(path, "credit"), ["THX"]);
        assert_eq!(attributes(&site, path, "credit", "role"), [""; 0]);
    }
}

#[test]
fn a_path_on_the_site_is_below_its_base_path_once_whatever_the_key() {
    let base = PLAIN.replace("https://blog.org/", "https://blog.org/project/");
    for path in ["/pier.png", "/project/pier.png"] {
        let keys = format!(
            "{DAY}\nurl = \"{path}\"\nimage = {{ src = \"{path}\", alt = \"\" }}\n\
             enclosure = {{ src = \"{path}\", bytes = 1 }}\ncomments = {{ url = \"{path}\" }}\n\
             authors = [{{ name = \"B\", url = \"{path}\", avatar = \"{path}\" }}]\nlicense = \"{path}\""
        );
        let site = Site::new(&format!("{base}logo = \"{path}\"\n"), &[("a.md", &article("a", &keys))]);
        site.clean();
        let xml = site.read("feed.xml");
        let count = |part: &str| xml.matches(part).count();
        // The page, its id, its comments and its license; the logo; picture, thumbnail, enclosure and HTML.
        assert_eq!(count("https://blog.org/project/pier.png"), 9, "{xml}");
        assert_eq!(count("pier.png"), 9, "{xml}");
        assert_eq!(site.texts("atom.xml", "uri"), ["https://blog.org/project/pier.png"]);
        assert!(site.read("feed.json").contains("\"avatar\": \"https://blog.org/project/pier.png\""));
    }
}

#[test]
fn a_file_beside_the_article_is_found_by_exactly_its_name() {
    let names = ["tide #1.mp3", "how high?.mp3", "90% sea.mp3", "100%25.mp3", "plain.mp3"];
    let texts: Vec<_> = names
        .iter()
        .map(|name| article(name, &format!("{DAY}\nenclosure = {{ src = \"{name}\" }}")))
        .collect();
    let paths: Vec<_> = (0..names.len()).map(|number| format!("talk/e{number}.md")).collect();
    let articles: Vec<_> = paths.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let site = Site::new(PLAIN, &articles);
    for name in names {
        fs::write(site.path(&format!("content/talk/{name}")), mp3(1)).unwrap();
    }
    site.clean();
    let mut urls = attributes(&site, "feed.xml", "enclosure", "url");
    urls.sort();
    assert_eq!(
        urls,
        [
            "https://blog.org/talk/e0/tide%20%231.mp3",
            "https://blog.org/talk/e1/how%20high%3F.mp3",
            "https://blog.org/talk/e2/90%25%20sea.mp3",
            "https://blog.org/talk/e3/100%2525.mp3",
            "https://blog.org/talk/e4/plain.mp3",
        ]
    );
    assert_eq!(attributes(&site, "feed.xml", "enclosure", "length"), ["16263"; 5]);
    assert_eq!(attributes(&site, "feed.xml", "enclosure", "type"), ["audio/mpeg"; 5]);
}

#[test]
fn a_query_is_no_part_of_a_files_name_if_no_file_is_called_so() {
    let site = Site::new(
        PLAIN,
        &[("a.md", &article("a", &format!("{DAY}\nenclosure = {{ src = \"e.pdf?x=1\" }}")))],
    );
    fs::write(site.path("content/e.pdf"), "123").unwrap();
    site.clean();
    assert_eq!(attributes(&site, "feed.xml", "enclosure", "url"), ["https://blog.org/a/e.pdf?x=1"]);
    assert_eq!(attributes(&site, "feed.xml", "enclosure", "length"), ["3"]);
}

#[test]
fn two_posts_may_be_about_one_page_of_another_site() {
    let post = |title: &str, id: &str| article(title, &format!("{DAY}\nurl = \"https://other.org/x\"\n{id}"));
    let site = Site::new(
        PLAIN,
        &[
            ("a.md", &post("A", "id = \"tag:blog.org,2026:a\"")),
            ("b.md", &post("B", "id = \"tag:blog.org,2026:b\"")),
        ],
    );
    site.clean();
    assert_eq!(site.titles("feed.xml").len(), 2);
    let same = Site::new(PLAIN, &[("a.md", &post("A", "")), ("b.md", &post("B", ""))]);
    assert!(same.findings()[0].starts_with("error[duplicate-permalink]"), "{:?}", same.findings());
}

#[test]
fn a_term_that_begins_with_a_dot_hides_no_folder() {
    let site = Site::new(
        &format!("{PLAIN}[[feed]]\neach = \"tag\"\npath = \"tags/{{tag}}/feed.xml\"\nformat = \"rss\"\n"),
        &[("a.md", &article("a", &format!("{DAY}\ntags = [\".NET\"]")))],
    );
    site.clean();
    assert_eq!(site.published().keys().collect::<Vec<_>>(), ["tags/net/feed.xml"]);
}

#[test]
fn an_unquoted_text_of_several_terms_is_reported() {
    let head = |tags: &str| format!("---\ntitle: T\ndate: 2026-04-01\ntags: {tags}\n---\nWords.\n");
    let found = |tags: &str| Site::new(PLAIN, &[("a.md", &head(tags))]).findings();
    assert_eq!(
        found("rain, wind"),
        [
            "warning[text-for-list] content/a.md:4:7 `rain, wind` is one text, not a list | write `tags: [rain, wind]`, or put it in quotes if it is a single item"
        ]
    );
    assert_eq!(
        found("harbour news"),
        [
            "warning[text-for-list] content/a.md:4:7 `harbour news` is one text, not a list | write `tags: [harbour, news]`, or put it in quotes if it is a single item"
        ]
    );
    for tags in ["rain", "\"New York\"", "[New York, rain]"] {
        assert_eq!(found(tags), [""; 0], "{tags}");
    }
}

#[test]
fn a_pinned_tag_uri_with_letters_that_none_can_have_is_reported_and_stays() {
    let site = Site::new(
        PLAIN,
        &[("a.md", &article("a", &format!("{DAY}\nid = \"tag:ruiz.dev,2026:/мост.html\"")))],
    );
    let found = site.findings();
    let mine: Vec<_> = found.iter().filter(|line| line.contains("[malformed-id]")).collect();
    assert_eq!(mine.len(), 1, "{found:?}");
    assert!(mine[0].starts_with("warning[malformed-id] content/a.md:4:6 `tag:ruiz.dev,2026:/"), "{found:?}");
    site.build();
    assert_eq!(site.texts("feed.xml", "guid"), ["tag:ruiz.dev,2026:/мост.html"]);
}

#[test]
fn the_keys_of_other_tools_for_a_link_post_are_explained() {
    for key in ["externalLink", "external_url", "redirect_url", "link"] {
        let site =
            Site::new(PLAIN, &[("a.md", &article("a", &format!("{DAY}\n{key} = \"https://other.org/\"")))]);
        let found = site.findings();
        assert!(found[0].contains("[unknown-key]") && found[0].contains("write `url`"), "{found:?}");
    }
}

#[test]
fn an_untitled_picture_is_called_by_its_alternative_text() {
    let text = format!("+++\ntitle = \"\"\n{DAY}\n+++\n![The bridge at night](https://blog.org/p.jpg)\n");
    let site = Site::new(PLAIN, &[("a.md", &text)]);
    site.clean();
    assert_eq!(site.texts("atom.xml", "title").last().unwrap(), "The bridge at night");
    assert_eq!(site.texts("atom.xml", "summary"), ["The bridge at night"]);
}

#[test]
fn an_article_appears_on_the_day_of_its_release() {
    let dated = |day: &str, more: &str| article(day, &format!("date = {day}\n{more}"));
    let site = Site::new(
        &format!("{PLAIN}{}", feed("f.xml", "rss", "limit = 2")),
        &[
            ("a.md", &dated("2026-01-02", "publish = 2026-04-01")),
            ("b.md", &dated("2026-02-02", "")),
            ("c.md", &dated("2026-03-02", "")),
        ],
    );
    site.clean();
    assert_eq!(site.titles("f.xml"), ["2026-01-02", "2026-03-02"]);
}

/// A feed with Markdown beside the HTML, and one of the same articles without.
fn with_markdown(articles: &[(&str, &str)]) -> Site {
    let feeds = feed("m.xml", "rss", "markdown = true") + &feed("h.xml", "rss", "");
    Site::new(&format!("{PLAIN}{feeds}"), articles)
}

/// The Markdown of the entries of a document.
fn markdown(site: &Site, path: &str) -> Vec<String> {
    let text = site.read(path);
    let document = roxmltree::Document::parse(&text).unwrap();
    let name = ("http://source.scripting.com/", "markdown");
    let elements = document.descendants().filter(|node| node.has_tag_name(name));
    elements.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_feed_with_markdown_has_it_with_absolute_addresses() {
    let body = "Kelp & [*foam*](foam.md \"Foam\"), ![a quay](quay.jpg) and [![small](s.png)](#kelp).\n\n<!-- a private \
                note -->\n\nMore: [here], [there][there], [mail](mailto:a@b.org), <https://a.org/>, `[code](code.md)`.\n\n\
                [here]: /tide/ (Tide)\n[there]: <../boats/> 'Boats'\n[//]: # (another private note)\n[//]: # (a third private note)\n\
                [later]: later.md (a private note that no link uses)\n\n[^a]: A private note that nothing refers to.\n\n```\n[x](y.md)\n```\n";
    let kelp = format!("+++\ntitle = \"Kelp\"\n{DAY}\n+++\n{body}");
    let foam =
        article("foam", "date = 2026-04-02\nupdated = 2026-04-03\ncorrection = \"It was *not* foam.\"");
    let site = with_markdown(&[("sea/kelp.md", &kelp), ("sea/foam.md", &foam)]);
    site.build();
    let page = "https://blog.org/sea/kelp/";
    assert_eq!(
        markdown(&site, "m.xml"),
        [
            "*It was \\*not\\* foam.*\n\nWords of foam.".to_owned(),
            format!(
                "Kelp & [*foam*](https://blog.org/sea/foam/ \"Foam\"), ![a quay]({page}quay.jpg) and \
                 [![small]({page}s.png)]({page}#kelp).\n\n\nMore: [here], [there][there], [mail](mailto:a@b.org), \
                 <https://a.org/>, `[code](code.md)`.\n\n[here]: https://blog.org/tide/ (Tide)\n[there]: \
                 https://blog.org/sea/boats/ 'Boats'\n\n\n\n```\n[x](y.md)\n```"
            )
        ]
    );
    assert_eq!(markdown(&site, "h.xml"), [""; 0]);
    assert!(!site.read("m.xml").contains("private note"));
}

#[test]
fn of_a_link_that_leads_nowhere_the_markdown_keeps_the_text() {
    let body = "The [*private* draft](draft.md \"D\"), [gone][g], [gone] and [short][], a ![picture](sea.md), \
                <https://a.org/> and <mail@a.org>.\n\n[g]: gone.md\n[gone]: gone.md 'Gone'\n[short]: tide.md\n";
    let kelp = format!("+++\ntitle = \"Kelp\"\n{DAY}\n+++\n{body}");
    let draft = article("D", "date = 2026-04-02\ndraft = true");
    let site = with_markdown(&[
        ("kelp.md", &kelp),
        ("draft.md", &draft),
        ("tide.md", &article("T", "date = 2026-04-02")),
    ]);
    site.build();
    let tide = "https://blog.org/tide/";
    let expected = format!(
        "The *private* draft, gone, gone and [short][], a picture, <https://a.org/> and <mail@a.org>.\n\n\n\n\
         [short]: {tide}"
    );
    assert_eq!(markdown(&site, "m.xml").last(), Some(&expected));
}

#[test]
fn an_article_that_feeds_cannot_have_as_markdown_is_named() {
    let text = |title: &str, body: &str| format!("+++\ntitle = \"{title}\"\n{DAY}\n+++\n{body}\n");
    let cases = [
        ("a.md", text("a", "<div onclick=\"x()\">Kelp</div>"), "its text has HTML"),
        ("a.md", text("a", "Kelp, <b>foam</b>."), "its text has HTML"),
        ("a.md", text("a", "{{ youtube(id=\"x\") }}"), "its text has template syntax"),
        ("a.html", text("a", "<p>Kelp</p>"), "it is not written in Markdown"),
    ];
    for (path, text, reason) in cases {
        let site = with_markdown(&[(path, &text), ("b.md", &article("b", "date = 2026-04-02"))]);
        let found = site.findings();
        let expected = format!("the feed has no Markdown of this article: {reason} | nothing has to be done");
        let named = found
            .iter()
            .filter(|line| line.starts_with(&format!("info[unwritten-markdown] content/{path}:2:9")));
        assert!(named.count() == 1 && found.iter().any(|line| line.contains(&expected)), "{found:#?}");
        assert_eq!(markdown(&site, "m.xml"), ["Words of b."]);
    }
}

#[test]
fn markdown_is_only_for_whole_texts_in_rss() {
    for (format, more, message) in [
        ("atom", "", "Markdown in a feed that is not RSS"),
        ("rss", "body = \"summary\"", "Markdown of whole texts in a feed of summaries"),
    ] {
        let settings = format!("{PLAIN}{}", feed("m.xml", format, &format!("markdown = true\n{more}")));
        let site = Site::new(&settings, &[]);
        let found = feedwright::Site::read(&site.path("feedwright.toml"), &site.overrides).unwrap_err();
        assert!(site.lines(&found)[0].contains(message), "{:#?}", site.lines(&found));
    }
}

#[test]
fn a_text_that_was_decoded_twice_is_reported_at_its_article() {
    let (good, bad) = (article("Ham", "date = 2026-04-02"), article("KÃ¤se", "date = 2026-04-01"));
    let bad = bad.replace("Text", "groÃŸ");
    let found = Site::new(PLAIN, &[("ham.md", &good), ("cheese.md", &bad)]).findings();
    let twice: Vec<_> = found.iter().filter(|line| line.contains("[decoded-twice]")).collect();
    assert!(!twice.is_empty(), "{found:#?}");
    assert!(
        twice.iter().all(|line| line.starts_with("warning[decoded-twice] content/cheese.md:")),
        "{twice:#?}"
    );
}

#[test]
fn the_markdown_of_an_article_has_the_picture_and_the_dateline_that_its_html_has() {
    let keys = |image: &str| {
        format!(
            "date = 2026-04-01\ndateline = \"LIRANG (AFP)\"\nimage = {{ src = \"https://cdn.org/{image}\", alt = \"A [ferry]\", caption = \"At the quay\", credit = \"Ana\" }}"
        )
    };
    let with = |keys: &str, body: &str| article("a", keys).replace("Words of a.", body);
    let dated = "date = 2026-04-01\ndateline = \"LIRANG (AFP)\"";
    let picture = "![A \\[ferry\\]](<https://cdn.org/p.jpg>)\n\n*At the quay (Ana)*";
    for (text, expected) in [
        (with(&keys("p.jpg"), "## Now\n\nWords."), format!("{picture}\n\n## Now\n\nLIRANG (AFP) — Words.")),
        (
            with(&keys("q.jpg"), "Words.\n\n![x](https://cdn.org/q.jpg)"),
            "LIRANG (AFP) — Words.\n\n![x](https://cdn.org/q.jpg)".to_owned(),
        ),
        (with(dated, "Lirang (AFP) - Words."), "Lirang (AFP) - Words.".to_owned()),
        (
            with(dated, "> Quoted.\n\n- a list\n\n*Words.*"),
            "> Quoted.\n\n- a list\n\nLIRANG (AFP) — *Words.*".to_owned(),
        ),
        (with(dated, "- a list"), "LIRANG (AFP) —\n\n- a list".to_owned()),
        (
            with(
                "date = 2026-04-01\nimages = [{ src = \"https://cdn.org/1.jpg\" }, { src = \"https://cdn.org/2.jpg\" }]",
                "Words.",
            ),
            "![](<https://cdn.org/1.jpg>)\n\nWords.\n\n![](<https://cdn.org/2.jpg>)".to_owned(),
        ),
    ] {
        let site = with_markdown(&[("a.md", &text)]);
        site.build();
        assert_eq!(markdown(&site, "m.xml"), [expected], "{text}");
    }
}

/// A text that is no coincidence.
const LONG: &str = "It rained over the islands all night, and in the morning more fell.";

fn long(keys: &str) -> String {
    article("Rain", keys).replace("Words of Rain.", LONG)
}

/// The copies that a build of such articles finds.
fn copies(articles: &[(&str, &str)]) -> Vec<String> {
    let site = Site::new(&(PLAIN.to_owned() + &feed("f.xml", "rss", "")), articles);
    let found = site.findings();
    found.into_iter().filter(|line| line.contains("[copied-article]")).collect()
}

#[test]
fn an_exact_copy_of_an_article_is_found_at_the_second() {
    let rain = long("date = 2026-04-01");
    let later = long("date = 2026-04-02\ntags = [\"rain\"]");
    let expected = |first: &str, second: &str| {
        format!(
            "warning[copied-article] content/{second}:2:9 `{first}` has the same title and text | remove one of the two, or keep one out of feeds with feed = false"
        )
    };
    assert_eq!(copies(&[("a.md", &rain), ("b.md", &rain)]), [expected("a.md", "b.md")]);
    assert_eq!(
        copies(&[("a.md", &later), ("b.md", &rain)]),
        [expected("b.md", "a.md")],
        "the later one is the copy"
    );
    let spaced = rain.replace(LONG, &format!("\r\n{LONG}\r\n\r\n"));
    assert_eq!(
        copies(&[("a.md", &rain), ("b.md", &spaced), ("c.md", &later)]),
        [expected("a.md", "b.md"), expected("b.md", "c.md")]
    );
    let other = |keys: &str| long(&format!("date = 2026-04-01\n{keys}"));
    for second in [
        rain.replace("fell", "has fallen"),
        rain.replace("title = \"Rain\"", "title = \"Heavy rain\""),
        other("language = \"id\""),
        other("draft = true"),
        other("image = \"https://cdn.org/p.jpg\""),
        other("enclosure = { src = \"https://cdn.org/p.mp3\", bytes = 1 }"),
        other("url = \"https://other.org/\""),
    ] {
        assert_eq!(copies(&[("a.md", &rain), ("b.md", &second)]), Vec::<String>::new(), "{second}");
    }
    let note = rain.replace("title = \"Rain\"", "title = \"\"");
    assert_eq!(
        copies(&[("a.md", &note), ("b.md", &note)]),
        Vec::<String>::new(),
        "notes may say the same again"
    );
    let short = article("Rain", "date = 2026-04-01");
    assert_eq!(
        copies(&[("a.md", &short), ("b.md", &short)]),
        Vec::<String>::new(),
        "a few words may be the same"
    );
}

#[test]
fn no_text_is_read_only_to_find_copies() {
    let summarized = long("date = 2026-04-01\nsummary = \"It rained\"");
    let settings = PLAIN.to_owned() + &feed("f.xml", "rss", "body = \"summary\"");
    let site = Site::new(&settings, &[("a.md", &summarized), ("b.md", &summarized)]);
    let outcome = site.build();
    assert_eq!((outcome.summary.rendered, site.findings_of(&outcome)), (0, Vec::new()));
}
