//! What a newsroom says of its articles: where they come from and happened, what was corrected; and feeds that promise to be
//! what news partners take.

use std::fs;

use feedwright::check::{self, Options, Profile};
use roxmltree::Document;

use crate::harness::{PLAIN, Site, feed, now};
use crate::pictures::png;

const DAY: &str = "date = 2026-04-01";

/// Three hundred characters and more.
fn long_text() -> String {
    "The first train crossed the new bridge at six in the morning, and half of the town had come to watch it. ".repeat(4)
}

fn feeds(more: &str) -> String {
    let all = [("a.xml", "atom"), ("r.xml", "rss"), ("j.json", "json")];
    let all: String = all.into_iter().map(|(path, format)| feed(path, format, more)).collect();
    format!("{PLAIN}{all}")
}

fn one(keys: &str, body: &str) -> String {
    format!("+++\ntitle = \"T\"\n{DAY}\n{keys}\n+++\n{body}\n")
}

/// The texts of an element of the only entry of a document.
fn texts(site: &Site, path: &str, (namespace, name): (&str, &str)) -> Vec<String> {
    let text = site.read(path);
    let document = Document::parse(&text).unwrap();
    let wanted = document.descendants().filter(|node| {
        node.tag_name().name() == name && node.tag_name().namespace().unwrap_or_default() == namespace
    });
    wanted.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

/// The only entry of the JSON feed.
fn item(site: &Site) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(&site.read("j.json")).unwrap()["items"][0].clone()
}

fn html(keys: &str, body: &str) -> String {
    let site = Site::new(&feeds(""), &[("a.md", &one(keys, body))]);
    site.clean();
    item(&site)["content_html"].as_str().unwrap().to_owned()
}

#[test]
fn a_place_is_a_point_and_a_name_in_the_feeds() {
    const GEORSS: &str = "http://www.georss.org/georss";
    let cases = [
        (
            r#"place = { name = "Lirang", geo = "-6.2088, 106.8456" }"#,
            Some("Lirang"),
            Some("-6.2088 106.8456"),
        ),
        (r#"place = { geo = "90,-180" }"#, None, Some("90 -180")),
        (r#"place = "Lirang""#, Some("Lirang"), None),
    ];
    for (keys, name, point) in cases {
        let site = Site::new(&feeds(""), &[("a.md", &one(keys, "Words."))]);
        site.clean();
        for path in ["a.xml", "r.xml"] {
            assert_eq!(texts(&site, path, (GEORSS, "featurename")), Vec::from_iter(name), "{keys} {path}");
            assert_eq!(texts(&site, path, (GEORSS, "point")), Vec::from_iter(point), "{keys} {path}");
        }
    }
}

#[test]
fn a_place_that_is_nowhere_is_an_error_at_its_coordinates() {
    for geo in ["Lirang", "106.8 -6.2", "106.8456, -6.2088", "1,2,3", "", "1,NaN"] {
        let keys = format!("place = {{ name = \"Lirang\", geo = \"{geo}\" }}");
        let site = Site::new(&feeds(""), &[("a.md", &one(&keys, "Words."))]);
        let expected = format!(
            "error[invalid-place] content/a.md:4:34 `{geo}` is not a latitude and a longitude in degrees | write geo = \
             \"-6.2088, 106.8456\""
        );
        assert_eq!(site.findings(), [expected]);
    }
    let nameless = Site::new(&feeds(""), &[("a.md", &one("place = { }", "Words."))]);
    assert_eq!(
        nameless.findings(),
        ["error[invalid-place] content/a.md:4:9 place without a name | add name = \"…\""]
    );
}

#[test]
fn a_dateline_stands_before_the_first_paragraph() {
    let cases = [
        ("JAKARTA", "It rained.\n\nMore.", "<p>JAKARTA — It rained.</p>\n<p>More.</p>"),
        ("JAKARTA, KOMPAS —", "It rained.", "<p>JAKARTA, KOMPAS — It rained.</p>"),
        ("Jakarta", "JAKARTA — It rained.", "<p>JAKARTA — It rained.</p>"),
        ("R&D <city>", "It rained.", "<p>R&amp;D &lt;city&gt; — It rained.</p>"),
        ("新华社北京5月18日电", "下雨了。", "<p>新华社北京5月18日电\u{3000}下雨了。</p>"),
        ("القاهرة - رويترز", "أمطرت.", "<p>القاهرة - رويترز — أمطرت.</p>"),
        (
            "LIRANG",
            "> Quoted.\n\n**Rain** fell.",
            "<blockquote>\n<p>Quoted.</p>\n</blockquote>\n<p>LIRANG — <strong>Rain</strong> fell.</p>",
        ),
        ("LIRANG", "- one", "LIRANG — <ul>\n<li>one</li>\n</ul>"),
        (" ", "It rained.", "<p>It rained.</p>"),
    ];
    for (dateline, body, expected) in cases {
        assert_eq!(html(&format!("dateline = \"{dateline}\""), body), expected);
    }
}

#[test]
fn a_correction_is_seen_in_every_format_in_full_and_in_summary() {
    let keys = "updated = 2026-04-03\nsummary = \"On rain\"\ncorrection = \"Ralat: it was <Tuesday>.\"";
    let shown = "<p><em>Ralat: it was &lt;Tuesday&gt;.</em></p>\n<p>It rained.</p>";
    let full = Site::new(&feeds(""), &[("a.md", &one(keys, "It rained."))]);
    full.clean();
    for path in ["a.xml", "r.xml", "j.json"] {
        let text = full.read(path).replace("\\n", "\n");
        assert!(text.contains(shown), "{text}");
    }
    assert_eq!(item(&full)["summary"], "On rain");
    assert_eq!(item(&full)["date_modified"], "2026-04-03T00:00:00Z");
    let short = Site::new(&feeds("body = \"summary\""), &[("a.md", &one(keys, "It rained."))]);
    short.clean();
    let expected = "On rain Ralat: it was <Tuesday>.";
    assert_eq!(item(&short)["content_text"], expected);
    assert_eq!(texts(&short, "a.xml", ("http://www.w3.org/2005/Atom", "summary")), [expected]);
    assert!(
        short.read("r.xml").contains("On rain Ralat: it was &lt;Tuesday&gt;."),
        "{}",
        short.read("r.xml")
    );
    let made =
        Site::new(&feeds(""), &[("a.md", &one("updated = 2026-04-03\ncorrection = \"C\"", "It rained."))]);
    made.clean();
    assert_eq!(item(&made)["summary"], "It rained.", "no summary is made of a correction");
}

#[test]
fn a_correction_stands_in_entries_whatever_the_template_shows() {
    let site = Site::new(&feeds(""), &[("a.md", &one("updated = 2026-04-03\ncorrection = \"C\"", "Words."))]);
    fs::create_dir(site.path("templates")).unwrap();
    fs::write(site.path("templates/entry.html"), "<div>{{ content }}</div>").unwrap();
    site.clean();
    assert_eq!(item(&site)["content_html"], "<div><p><em>C</em></p>\n<p>Words.</p>\n</div>");
}

#[test]
fn a_correction_without_a_date_stops_the_build() {
    let site = Site::new(&feeds(""), &[("a.md", &one("correction = \"C\"", "Words."))]);
    let expected = "error[undated-correction] content/a.md:4:14 `correction` without `updated` | add updated = \
                    2026-04-02T08:00:00+03:00, when it was corrected";
    assert_eq!(site.findings(), [expected]);
}

#[test]
fn an_embargo_is_a_date_before_which_nobody_sees_the_article() {
    let site = Site::new(
        &feeds(""),
        &[("a.md", &one("", "A.")), ("b.md", &one("embargo = 2026-06-02T06:00:00Z", "B."))],
    );
    site.clean();
    assert!(!site.read("j.json").contains("blog.org/b"));
    let lifted = Site::new(&feeds(""), &[("b.md", &one("embargo = 2026-05-31T06:00:00Z", "B."))]);
    lifted.clean();
    assert_eq!(item(&lifted)["date_published"], "2026-05-31T06:00:00Z");
}

/// What is wrong with a document by the profile of news, but for advice and the number of its articles.
fn problems(site: &Site, path: &str) -> Vec<String> {
    let mut options = Options::default();
    options.profiles = [Profile::News].into();
    options.now = Some(now());
    let checked = check::document(&site.path(path), site.read(path).as_bytes(), &options);
    let found = checked.findings.into_iter().map(|(finding, _)| finding);
    let is_problem = |name: &str| name.starts_with("news-") && name != "news-few-entries";
    found.filter(|finding| is_problem(finding.code.name)).map(|finding| finding.message.clone()).collect()
}

const NEWS: &str = "language = \"en\"\nauthors = [\"Ana\"]\n";

fn news(more: &str) -> String {
    format!("{PLAIN}{NEWS}{}", feed("news.xml", "rss", &format!("limit = 30\nprofile = \"news\"\n{more}")))
}

#[test]
fn a_news_feed_satisfies_its_profile() {
    let keys = "image = { src = \"a.png\", credit = \"Ana\" }";
    let article = one(keys, &long_text()).replace("title = \"T\"", "title = \"The Lirang bridge is open\"");
    let site = Site::new(&news(""), &[("a.md", &article)]);
    fs::write(site.path("content/a.png"), png(800, 600)).unwrap();
    let few = "warning[news-few-entries] feedwright.toml:8:8 the feed has 1 article, but Flipboard requires at least 30 (in \
               news.xml) | if there are more articles, write limit = 30 or more under its [[feed]]";
    assert_eq!(site.findings(), [few]);
    assert_eq!(problems(&site, "news.xml"), [""; 0]);
}

#[test]
fn a_news_feed_that_does_not_is_not_published_and_names_every_key_at_its_place() {
    let keys = "image = \"a.png\"";
    let settings = news("").replace("authors = [\"Ana\"]\n", "");
    let site = Site::new(
        &settings,
        &[("a.md", &one(keys, "Short.")), ("b.md", &one("url = \"https://elsewhere.org/b\"", &long_text()))],
    );
    fs::write(site.path("content/a.png"), png(800, 600)).unwrap();
    let outcome = site.build();
    let errors: Vec<_> =
        site.findings_of(&outcome).into_iter().filter(|line| line.starts_with("error")).collect();
    let expected = [
        "error[news-image-without-credit] content/a.md:4:9 the image has no credit, which partners that pay for images require (in news.xml) | write image = { src = \"photo.jpg\", credit = \"…\" }",
        "error[news-short-text] content/a.md:6:1 the article's longest text has 6 characters, but Flipboard requires 300 (in news.xml) | write the full text: 300 characters or more",
        "error[news-title-length] content/a.md:2:9 the title has 1 character, but MSN requires 21 to 150 (in news.xml) | write a `title` of 21 to 150 characters; the first 60 are shown everywhere",
        "error[news-without-byline] content/a.md:2:9 the article has no author, which Flipboard, SmartNews and Apple News require (in news.xml) | write authors = [\"…\"]",
    ];
    for line in expected {
        assert!(errors.iter().any(|error| error == line), "{line}\n{errors:#?}");
    }
    for line in ["error[news-link-elsewhere] content/b.md:4:7", "error[news-without-image] content/b.md:2:9"]
    {
        assert!(errors.iter().any(|error| error.starts_with(line)), "{line}\n{errors:#?}");
    }
    assert!(outcome.documents.is_empty() && !site.path("public/news.xml").exists());
    let asked = news("").replace("profile = \"news\"\n", "") + "[check]\nprofiles = [\"news\"]\n";
    let unpromised = Site::new(&asked, &[("a.md", &one("", "Short."))]);
    let found = unpromised.findings();
    assert!(found.iter().all(|line| line.starts_with("warning")) && !found.is_empty(), "{found:#?}");
}

#[test]
fn two_times_of_publication_are_an_error_that_names_both_keys() {
    for (keys, second, other) in [
        ("publish = 2026-04-02\nembargo = 2026-04-03", "publish", "embargo"),
        ("embargo = 2026-04-03\npublishDate = 2026-04-02", "embargo", "publishDate"),
        ("expires = 2027-04-03\nexpiryDate = 2027-04-02", "expires", "expiryDate"),
    ] {
        let site = Site::new(&feeds(""), &[("a.md", &one(keys, "Words."))]);
        let found = site.findings();
        let expected = format!(
            "error[contradicting-keys] content/a.md:5:{} both `{second}` and `{other}`, which mean the same | remove one of \
             the two",
            other.len() + 4
        );
        assert_eq!(found, [expected], "{keys}");
        assert!(!site.path("public").exists());
    }
    let same = "publish = 2026-04-02\nembargo = 2026-04-02";
    Site::new(&feeds(""), &[("a.md", &one(same, "Words."))]).clean();
    let withheld = "publish = false\nembargo = 2026-04-02";
    let site = Site::new(&feeds(""), &[("a.md", &one(withheld, "Words."))]);
    let found = site.findings();
    assert!(found.iter().all(|line| !line.contains("contradicting")), "{found:#?}");
}

#[test]
fn of_several_images_the_one_without_a_credit_is_named() {
    let keys = "authors = [\"Ana\"]\nimage = { src = \"https://p.org/a.jpg\", credit = \"Ana\" }\nimages = [\n  { src = [\
                \"https://p.org/b.jpg\", \"https://p.org/b-large.jpg\"], copyright = \"Ana\" },\n  { src = \
                \"https://p.org/c.jpg\" },\n]";
    let text = one(keys, &long_text()).replace("title = \"T\"", "title = \"The Lirang bridge is open\"");
    let site = Site::new(&news(""), &[("a.md", &text)]);
    let errors: Vec<_> = site.findings().into_iter().filter(|line| line.starts_with("error")).collect();
    let expected = "error[news-image-without-credit] content/a.md:8:3 the image has no credit, which partners that pay for \
                    images require (in news.xml) | add credit = \"…\" beside its `src`";
    assert_eq!(errors, [expected]);
}

#[test]
fn a_promise_that_the_settings_break_is_found_at_them() {
    let cases = [
        (
            feed("n.xml", "rss", "profile = \"news\""),
            "error[incomplete-news] feedwright.toml:9:11 news feed without `limit`, which partners require | add to its [[feed]]: limit = 30 (or more, or \"all\")",
        ),
        (
            feed("n.xml", "rss", "profile = \"news\"\nlimit = 10"),
            "error[incomplete-news] feedwright.toml:10:9 news feed with at most 10 articles, but partners want 30 | write limit = 30 or more",
        ),
        (
            feed("n.xml", "atom", "profile = \"news\"\nlimit = \"all\"\nbody = \"summary\""),
            "error[incomplete-news] feedwright.toml:11:8 news feed with summaries, but partners want the full text | write body = \"full\"",
        ),
        (
            feed("n.json", "json", "profile = \"news\"\nlimit = 40"),
            "error[invalid-setting] feedwright.toml:9:11 news in a JSON feed, which partners do not accept | write format = \"rss\" or format = \"atom\"",
        ),
        (
            feed("n.xml", "rss", "profile = \"podcast\""),
            "error[invalid-setting] feedwright.toml:9:11 a podcast needs more than a profile | replace it with a [feed.podcast] table",
        ),
        (
            feed("n.xml", "rss", "profile = \"newz\""),
            "error[invalid-setting] feedwright.toml:9:11 expected `news`, found `newz` | did you mean `news`?",
        ),
    ];
    for (table, expected) in cases {
        let settings = format!(
            "{}{table}",
            PLAIN.replace("timezone = \"UTC\"\n", "language = \"en\"\ntimezone = \"UTC\"\n")
        );
        let site = Site::new(&settings, &[("a.md", &one("", "Words."))]);
        let found = match feedwright::site::Site::read(&site.path("feedwright.toml"), &site.overrides) {
            Ok(_) => site.findings(),
            Err(found) => site.lines(&found),
        };
        assert!(found.iter().any(|line| line == expected), "{expected}: {found:#?}");
        assert!(!site.path("public").exists());
    }
}

#[test]
fn a_feed_says_the_url_that_it_has() {
    let cases = [
        ("url = \"https://feeds.example.net/news\"", "https://feeds.example.net/news"),
        ("url = \"/feed/\"", "https://blog.org/feed/"),
        ("url = \"feed/\"", "https://blog.org/feed/"),
        ("", "https://blog.org/a.xml"),
    ];
    for (setting, url) in cases {
        let site = Site::new(&feeds(""), &[("a.md", &one("", "Words."))]);
        let settings = format!("{PLAIN}{}{}", feed("a.xml", "atom", setting), feed("j.json", "json", ""));
        fs::write(site.path("feedwright.toml"), settings).unwrap();
        site.clean();
        let atom = site.read("a.xml");
        assert!(atom.contains(&format!("<link rel=\"self\" href=\"{url}\"")), "{atom}");
        assert!(atom.contains(&format!("<id>{url}</id>")), "{atom}");
    }
    let each = feed("{tag}/a.xml", "atom", "each = \"tag\"\nurl = \"https://feeds.example.net/{tag}\"");
    let site = Site::new(&format!("{PLAIN}{each}"), &[("a.md", &one("tags = [\"C & D\"]", "Words."))]);
    site.clean();
    assert!(site.read("c-d/a.xml").contains("href=\"https://feeds.example.net/c-d\""));
}

#[test]
fn a_url_that_is_none_is_an_error_at_its_place() {
    let cases = [
        (
            "url = \"mailto:a@b.org\"",
            "`mailto:a@b.org` is not a URL | write an absolute URL, with https://, or a path on the site",
        ),
        (
            "each = \"tag\"\nurl = \"/feed/\"",
            "every feed of `each` has the same `url` | add `{tag}` to it, or remove it: by default it is the path on the site",
        ),
        (
            "url = \"/{tag}/feed\"",
            "unknown placeholder in `/{tag}/feed` | write a path without braces, or add `each`",
        ),
    ];
    for (setting, expected) in cases {
        let path = if setting.contains("each") { "{tag}.xml" } else { "a.xml" };
        let site = Site::new(&format!("{PLAIN}{}", feed(path, "atom", setting)), &[]);
        let found = feedwright::site::Site::read(&site.path("feedwright.toml"), &site.overrides)
            .map(|_| ())
            .unwrap_err();
        let lines = site.lines(&found);
        assert!(
            lines.len() == 1
                && lines[0].starts_with("error[invalid-setting] feedwright.toml:")
                && lines[0].ends_with(expected),
            "{lines:?}"
        );
    }
}

#[test]
fn the_logo_and_the_icon_are_measured_and_what_formats_want_otherwise_is_found_at_their_keys() {
    let build = |files: &[(&str, Vec<u8>)], logo: &str, icon: &str| {
        let site = Site::new(&feeds(""), &[("a.md", &one("", "Words."))]);
        let settings =
            feeds("").replace("timezone", &format!("logo = \"{logo}\"\nicon = \"{icon}\"\ntimezone"));
        fs::write(site.path("feedwright.toml"), settings).unwrap();
        for (name, bytes) in files {
            fs::write(site.path("content").join(name), bytes).unwrap();
        }
        site
    };
    let right = build(&[("l.png", png(144, 72)), ("i.png", png(512, 512))], "/l.png", "/i.png");
    right.clean();
    assert!(
        right.read("r.xml").contains("<width>144</width>\n      <height>72</height>"),
        "{}",
        right.read("r.xml")
    );
    assert!(right.read("j.json").contains("\"icon\": \"https://blog.org/i.png\""));
    assert!(right.read("a.xml").contains("<logo>https://blog.org/l.png</logo>"));
    for (name, url) in [
        ("l #1.png", "l%20%231.png"),
        ("l?.png", "l%3F.png"),
        ("50% l.png", "50%25%20l.png"),
        ("é l.png", "%C3%A9%20l.png"),
    ] {
        let named =
            build(&[(name, png(144, 72)), ("i #1.png", png(512, 512))], &format!("/{name}"), "/i #1.png");
        named.clean();
        let (rss, atom) = (named.read("r.xml"), named.read("a.xml"));
        assert!(rss.contains("<width>144</width>"), "{name}: {rss}");
        assert!(rss.contains(&format!("<url>https://blog.org/{url}</url>")), "{name}: {rss}");
        assert!(atom.contains(&format!("<logo>https://blog.org/{url}</logo>")), "{name}: {atom}");
        assert!(atom.contains("<icon>https://blog.org/i%20%231.png</icon>"), "{atom}");
    }
    let wrong = build(&[("l.png", png(600, 600)), ("i.png", png(128, 96))], "/l.png", "/i.png");
    let expected = [
        "warning[unfit-site-image] feedwright.toml:4:8 the logo `https://blog.org/l.png` is 600 × 600 pixels, but RSS wants at most 144 × 400; Atom wants it twice as wide as high | use a GIF, JPEG or PNG of 144 × 72 pixels, which every format accepts",
        "warning[unfit-site-image] feedwright.toml:5:8 the icon `https://blog.org/i.png` is 128 × 96 pixels, but Atom wants a square; JSON Feed wants a square of 512 × 512 or more | use a square of 512 × 512 pixels or more; smaller ones are only the `favicon` of JSON feeds",
    ];
    assert_eq!(wrong.findings(), expected);
    assert!(!wrong.read("r.xml").contains("<width>"), "readers would distort it");
    let json = wrong.read("j.json");
    assert!(
        json.contains("\"favicon\": \"https://blog.org/i.png\"") && !json.contains("\"icon\":"),
        "{json}"
    );
    let other = build(&[("i.png", Vec::new())], "https://cdn.org/l.svg", "/i.png");
    let found = other.findings();
    assert!(
        found[0].starts_with("warning[unfit-site-image] feedwright.toml:4:8 RSS feeds do not show the logo"),
        "{found:?}"
    );
    assert!(
        found[1].starts_with(
            "warning[unusable-image] feedwright.toml:5:8 the image `https://blog.org/i.png` is empty"
        ),
        "{found:?}"
    );
}
