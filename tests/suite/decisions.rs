//! The debatable decisions of the design, each by its name, tested from outside.

use std::fs;

use feedwright::published::Accept;
use feedwright::site::{Outcome, Status};

use crate::harness::{PLAIN, Site, article, feed};

const DAY: &str = "date = 2026-04-01";

/// The permalink of an article at a path, as the feed links it.
fn link(settings: &str, path: &str, keys: &str) -> String {
    let site = Site::new(
        &format!("{settings}{}", feed("f.xml", "rss", "")),
        &[(path, &article("T", &format!("{DAY}\n{keys}")))],
    );
    site.build();
    site.texts("f.xml", "link").last().unwrap().clone()
}

const LANGUAGES: &str = "[site]\nbase-url = \"https://blog.org/\"\ntitle = \"Blog\"\ntimezone = \"UTC\"\nlanguage = \"en\"\nlanguages.id = {}\n";

/// The status of each document.
fn statuses(outcome: &Outcome) -> Vec<(&str, Status)> {
    outcome.documents.iter().map(|document| (document.path.as_str(), document.status)).collect()
}

/// Why articles were left out, without their folder.
fn left_out(outcome: &Outcome) -> Vec<(&str, &'static str)> {
    outcome.left_out.iter().map(|left| (left.path(), left.reason.as_str())).collect()
}

#[test]
fn permalink_parts() {
    assert_eq!(link(LANGUAGES, "news/2026/a.md", ""), "https://blog.org/news/2026/a/");
    assert_eq!(link(LANGUAGES, "news/2026/a.id.md", ""), "https://blog.org/id/news/2026/a/");
    assert_eq!(link(LANGUAGES, "news/trip/index.md", ""), "https://blog.org/news/trip/");
    let pattern = format!("{LANGUAGES}[content]\npermalink = \"/{{section}}/{{slug}}/\"\n");
    assert_eq!(link(&pattern, "a.md", ""), "https://blog.org/a/");
    assert_eq!(link(&pattern, "news/deep/a.md", ""), "https://blog.org/news/a/");
}

#[test]
fn slug() {
    assert_eq!(link(LANGUAGES, "2026-04-01-Halo Dunia!.id.md", ""), "https://blog.org/id/halo-dunia/");
    assert_eq!(link(LANGUAGES, "a.md", "slug = \"b\""), "https://blog.org/b/");
}

#[test]
fn language_suffix() {
    assert_eq!(link(LANGUAGES, "guide.to.md", ""), "https://blog.org/guide.to/");
    assert_eq!(link(LANGUAGES, "what.is.md", ""), "https://blog.org/what.is/");
}

#[test]
fn urls() {
    let base = PLAIN.replace("https://blog.org/", "https://blog.org/base");
    let site = Site::new(
        &format!("{base}{}", feed("/a b/fé#1.xml", "atom", "")),
        &[("a.md", &format!("+++\ntitle = \"T\"\n{DAY}\nurl = \"/x/\"\n+++\n[r](../y) [s](/z)"))],
    );
    site.clean();
    let text = site.read("a b/fé#1.xml");
    assert!(text.contains("rel=\"self\" href=\"https://blog.org/base/a%20b/f%C3%A9%231.xml\""), "{text}");
    assert!(text.contains("href=\"https://blog.org/base/x/\""), "{text}");
    assert!(text.contains("https://blog.org/base/y") && text.contains("https://blog.org/z"), "{text}");
}

/// The ids of an article under a policy: of RSS and of Atom.
#[track_caller]
fn generated_ids(policy: &str, path: &str) -> String {
    let site = Site::dated(&format!("{LANGUAGES}[content]\n{policy}\n"), &[(path, "2026-04-01")]);
    site.clean();
    let id = site.texts("feed.xml", "guid")[0].clone();
    assert_eq!(site.texts("atom.xml", "id")[1], id, "Atom's first is the feed's");
    assert!(site.read("feed.xml").contains("isPermaLink=\"false\""));
    id
}

#[test]
fn generated_ids_consist_of_the_authority_and_the_path() {
    let tag = |path: &str| generated_ids("id = \"tag\"\nid-authority = \"me@x.org,2020\"", path);
    assert_eq!(tag("a.md"), "tag:me@x.org,2020:a");
    assert_eq!(tag("news/2026-04-01-Kabar baru.id.md"), "tag:me@x.org,2020:news/2026-04-01-Kabar%20baru.id");
    assert_eq!(tag("news/hujan/index.md"), "tag:me@x.org,2020:news/hujan", "a file may become a folder");
    assert_eq!(tag("news/hujan/index.id.md"), "tag:me@x.org,2020:news/hujan.id");
    assert_eq!(tag("index.md"), "tag:me@x.org,2020:index");
    assert_eq!(tag("e\u{301}.md"), "tag:me@x.org,2020:%C3%A9", "NFC");
    let uuid = |path: &str| generated_ids("id = \"uuid\"\nid-authority = \"x.org,2020\"", path);
    // The version 5 UUID of `tag:x.org,2020:a` in the namespace of URLs, as Python's `uuid` makes it.
    assert_eq!(uuid("a.md"), "urn:uuid:bfc9813a-250d-591d-ada3-ec372e18c848");
    assert_ne!(uuid("a.md"), uuid("b.md"));
}

#[test]
fn generated_ids_survive_changes_of_host_pattern_slug_and_title() {
    let policy = "[content]\nid = \"tag\"\nid-authority = \"x.org,2020\"\n";
    let site = Site::dated(&(PLAIN.to_owned() + policy), &[("a.md", "2026-04-01")]);
    site.clean();
    let settings = PLAIN.replace("blog.org", "news.org") + policy + "permalink = \"/x/{slug}\"\n";
    fs::write(site.path("feedwright.toml"), settings).unwrap();
    site.add(&[("a.md", &article("Other", "slug = \"other\"\ndate = 2026-04-01"))]);
    assert_eq!(site.build().summary.errors, 0);
    assert_eq!(site.texts("feed.xml", "guid"), ["tag:x.org,2020:a"]);
}

#[test]
fn without_an_authority_ids_contain_the_host_and_a_warning_is_reported() {
    let site = Site::dated(&(PLAIN.to_owned() + "[content]\nid = \"tag\"\n"), &[("a.md", "2024-04-01")]);
    assert_eq!(
        site.findings(),
        [
            "warning[id-of-host] feedwright.toml:6:6 the ids contain the host `blog.org`, so they would change with it | write id-authority = \"blog.org,2026\", which keeps the ids as they are now, and never change it"
        ]
    );
    assert_eq!(site.texts("feed.xml", "guid"), ["tag:blog.org,2026:a"]);
    let settings = PLAIN.to_owned() + "[content]\nid = \"tag\"\nid-authority = \"blog.org,2026\"\n";
    fs::write(site.path("feedwright.toml"), settings).unwrap();
    site.clean();
}

#[test]
fn item_id() {
    let site = Site::new(
        PLAIN,
        &[("ü.md", &article("A", DAY)), ("b.md", &article("B", &format!("{DAY}\nid = \"post 17\"")))],
    );
    site.clean();
    let page = "https://blog.org/%C3%BC/";
    assert_eq!(site.texts("feed.xml", "guid"), [page, "post 17"]);
    let atom = site.texts("atom.xml", "id");
    assert_eq!(atom[1], page);
    assert!(atom[2].starts_with("urn:uuid:"), "{atom:?}");
    assert!(site.read("feed.json").contains("\"id\": \"post 17\""));
    assert!(site.read("feed.xml").contains("<guid isPermaLink=\"false\">post 17</guid>"));
}

#[test]
fn feed_id() {
    let settings = format!(
        "{PLAIN}{}{}",
        feed("a.xml", "atom", ""),
        feed("b.xml", "atom", "id = \"tag:blog.org,2026:b\"")
    );
    let site = Site::dated(&settings, &[("a.md", "2026-04-01")]);
    site.clean();
    assert_eq!(site.texts("a.xml", "id")[0], "https://blog.org/a.xml");
    assert_eq!(site.texts("b.xml", "id")[0], "tag:blog.org,2026:b");
}

#[test]
fn order() {
    let site = Site::dated(
        PLAIN,
        &[
            ("b.md", "2026-04-01"),
            ("a.md", "2026-04-01"),
            ("d.md", "2026-04-02"),
            ("c.md", "2026-04-01T07:00:00+08:00"),
        ],
    );
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["d.md", "a.md", "b.md", "c.md"]);
}

#[test]
fn future_date() {
    let site = Site::dated(PLAIN, &[("past.md", "2026-05-31"), ("future.md", "2026-06-02")]);
    site.add(&[
        ("early.md", &article("early.md", "date = 2026-07-01\npublish = 2026-05-01")),
        ("late.md", &article("late.md", "date = 2026-01-01\npublish = 2026-07-01")),
        ("gone.md", &article("gone.md", "date = 2026-01-01\nexpires = 2026-05-01")),
    ]);
    let outcome = site.build();
    assert_eq!(site.findings_of(&outcome), [] as [String; 0]);
    assert_eq!(
        left_out(&outcome),
        [("future.md", "scheduled"), ("gone.md", "expired"), ("late.md", "scheduled")]
    );
    assert_eq!(site.titles("feed.xml"), ["past.md", "early.md"]);
}

#[test]
fn date_of_an_entry() {
    let settings = format!("{PLAIN}[content]\npermalink = \"/{{year}}/{{slug}}/\"\n");
    let site = Site::new(
        &settings,
        &[
            ("a.md", &article("A", "date = 2024-02-03\npublish = 2026-01-02T03:04:05Z")),
            ("b.md", &article("B", "date = 2025-02-03")),
            ("c.md", &article("C", "publish = 2023-02-03")),
        ],
    );
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["A", "B", "C"]);
    assert_eq!(site.texts("feed.xml", "pubDate")[0], "Fri, 02 Jan 2026 03:04:05 +0000");
    let pages = ["https://blog.org/2024/a/", "https://blog.org/2025/b/", "https://blog.org/2023/c/"];
    assert_eq!(site.texts("feed.xml", "link")[2..], pages);
}

#[test]
fn updated_absent() {
    let site = Site::new(
        PLAIN,
        &[
            ("a.md", &article("A", "date = 2026-04-02T10:00:00.5+02:00")),
            ("b.md", &article("B", "date = 2026-04-01\nupdated = 2026-05-01")),
            ("c.md", &article("C", "date = 2026-03-01\nupdated = 2026-02-01")),
        ],
    );
    let found = site.findings();
    assert!(found[0].starts_with("warning[updated-before-date] content/c.md:4:11"), "{found:?}");
    assert_eq!(
        site.texts("atom.xml", "updated"),
        ["2026-05-01T00:00:00Z", "2026-04-02T08:00:00Z", "2026-05-01T00:00:00Z", "2026-03-01T00:00:00Z"]
    );
    assert_eq!(site.texts("feed.xml", "lastBuildDate"), ["Fri, 01 May 2026 00:00:00 +0000"]);
    assert_eq!(site.read("feed.json").matches("date_modified").count(), 2);
}

#[test]
fn the_files_name_and_date_differ() {
    let site = Site::dated(PLAIN, &[("2026-04-02-a.md", "2026-04-01")]);
    let found = site.findings();
    assert!(found[0].starts_with("info[date-differs]"), "{found:?}");
    assert_eq!(site.texts("atom.xml", "published"), ["2026-04-01T00:00:00Z"]);
}

#[test]
fn date_only() {
    let zoned = PLAIN.replace("\"UTC\"", "\"Asia/Jakarta\"") + "[content]\ndefault-time = \"08:00\"\n";
    let site = Site::dated(&zoned, &[("a.md", "2026-04-01")]);
    site.clean();
    assert_eq!(site.texts("atom.xml", "published"), ["2026-04-01T01:00:00Z"]);
    let site = Site::dated(
        &PLAIN.replace("timezone = \"UTC\"\n", ""),
        &[("a.md", "2026-04-01"), ("b.md", "2026-04-02")],
    );
    let found = site.findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("info[no-timezone]"), "{found:?}");
}

#[test]
fn select() {
    let chosen = |select: &str| {
        let site = Site::new(
            &format!(
                "{PLAIN}languages.en-GB = {{}}\n{}",
                feed("f.xml", "rss", &format!("select = {select}"))
            ),
            &[
                (
                    "news/a.md",
                    &article(
                        "a",
                        "date = 2026-04-04\ntags = [\"Rust\", \"web\"]\nlanguage = \"en-GB\"\nauthors = [\"Ana\"]",
                    ),
                ),
                (
                    "news/b.md",
                    &article(
                        "b",
                        "date = 2026-04-03\ntags = [\"rust\"]\nlanguage = \"id\"\ncategories = [\"c\"]",
                    ),
                ),
                ("blog/c.md", &article("c", "date = 2026-04-02\nlanguage = \"en\"")),
            ],
        );
        site.build();
        if site.path("public/f.xml").exists() { site.titles("f.xml").concat() } else { String::new() }
    };
    assert_eq!(chosen("{}"), "abc");
    assert_eq!(chosen("{ section = \"news\" }"), "ab");
    assert_eq!(chosen("{ section = [\"news\", \"blog\"] }"), "abc");
    assert_eq!(chosen("{ tag = \"RUST\" }"), "ab");
    assert_eq!(chosen("{ tag = [\"web\", \"x\"] }"), "a");
    assert_eq!(chosen("{ language = \"en\" }"), "ac");
    assert_eq!(chosen("{ language = \"en-GB\" }"), "a");
    assert_eq!(chosen("{ author = \"Ana\" }"), "a");
    assert_eq!(chosen("{ category = \"c\" }"), "b");
    assert_eq!(chosen("{ section = \"news\", language = \"id\", tag = \"rust\" }"), "b");
    assert_eq!(chosen("{ section = \"blog\", tag = \"rust\" }"), "");
}

#[test]
fn feed_title() {
    let settings = format!(
        "{PLAIN}description = \"About\"\nlanguage = \"en\"\nlanguages.id = {{ title = \"Blog Indonesia\", description = \"Tentang\" }}\nlanguages.ru = {{}}\n{}{}{}{}",
        feed("a.xml", "rss", ""),
        feed("b.xml", "rss", "title = \"Own\"\ndescription = \"Mine\""),
        feed("{language}/f.xml", "rss", "each = \"language\""),
        feed("t/{tag}.xml", "rss", "each = \"tag\""),
    );
    let site = Site::new(
        &settings,
        &[
            ("a.md", &article("a", &format!("{DAY}\ntags = [\"C & D\"]"))),
            ("a.id.md", &article("i", DAY)),
            ("a.ru.md", &article("r", DAY)),
        ],
    );
    site.clean();
    let head =
        |path: &str| (site.texts(path, "title")[0].clone(), site.texts(path, "description")[0].clone());
    let pair = |title: &str, description: &str| (title.to_owned(), description.to_owned());
    assert_eq!(head("a.xml"), pair("Blog", "About"));
    assert_eq!(head("b.xml"), pair("Own", "Mine"));
    assert_eq!(head("en/f.xml"), pair("Blog", "About"));
    assert_eq!(head("id/f.xml"), pair("Blog Indonesia", "Tentang"));
    assert_eq!(head("ru/f.xml"), pair("Blog - ru", "About"));
    assert_eq!(head("t/c-d.xml"), pair("Blog - C & D", "About"));
}

#[test]
fn authors() {
    let of = |settings: &str, keys: &str| {
        let site = Site::new(settings, &[("a.md", &article("a", &format!("{DAY}\n{keys}")))]);
        site.clean();
        let editor = site.texts("feed.xml", "managingEditor");
        (site.texts("feed.xml", "creator"), site.texts("atom.xml", "name"), editor)
    };
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(of(PLAIN, ""), (own(&[]), own(&["Blog"]), own(&[])));
    let with = format!("{PLAIN}authors = [{{ name = \"Ed\", email = \"ed@blog.org\" }}, \"Eve\"]\n");
    assert_eq!(
        of(&with, ""),
        (own(&["Ed", "Eve"]), own(&["Ed", "Eve", "Ed", "Eve"]), own(&["ed@blog.org (Ed)"]))
    );
    assert_eq!(of(&with, "authors = [\"Ana\"]").0, own(&["Ana"]));
}

#[test]
fn summary() {
    let settings =
        format!("{PLAIN}{}{}", feed("f.xml", "rss", ""), feed("s.json", "json", "body = \"summary\""));
    let site = Site::new(
        &settings,
        &[
            ("a.md", "+++\ntitle = \"a\"\ndate = 2026-04-03\nsummary = \"R&D <x>\"\n+++\nBody."),
            ("b.md", "+++\ntitle = \"b\"\ndate = 2026-04-02\n+++\nOne.\n\nTwo.\n\n<!-- more -->\n\nThree."),
            ("c.md", "+++\ntitle = \"c\"\ndate = 2026-04-01\n+++\nOne & *two*.\n\nThree."),
        ],
    );
    site.clean();
    assert_eq!(
        site.texts("f.xml", "description"),
        ["Blog", "R&amp;D &lt;x&gt;", "One. Two.", "One &amp; two."]
    );
    let json = site.read("s.json");
    assert!(
        json.contains("\"content_text\": \"R&D <x>\"") && json.contains("\"content_text\": \"One. Two.\""),
        "{json}"
    );
    assert!(!json.contains("content_html"));
}

#[test]
fn tags() {
    let fan = format!("{PLAIN}{}", feed("{tag}.xml", "rss", "each = \"tag\""));
    let tagged =
        |path: &str, tags: &str| (format!("{path}.md"), article(path, &format!("{DAY}\ntags = [{tags}]")));
    let articles = [
        tagged("a", "\"Rust\""),
        tagged("b", "\"rust\""),
        tagged("c", "\"Rust\", \"Cafe\u{301}\""),
        tagged("d", "\"CAFÉ\", \"café\""),
    ];
    let site = Site::new(&fan, &articles.each_ref().map(|(path, text)| (path.as_str(), text.as_str())));
    site.clean();
    assert_eq!(site.titles("rust.xml").len(), 3);
    assert!(
        site.texts("rust.xml", "category")
            .iter()
            .all(|term| term == "Rust" || term.to_lowercase().starts_with("caf"))
    );
    assert_eq!(site.titles("café.xml"), ["c", "d"]);

    let clash = [tagged("a", "\"C#\""), tagged("b", "\"C++\""), tagged("c", "\"!!\"")];
    let clash = clash.each_ref().map(|(path, text)| (path.as_str(), text.as_str()));
    let found = Site::new(&fan, &clash).findings();
    assert_eq!(
        found,
        [
            "error[ambiguous-term] feedwright.toml:6:8 the tags `C#` and `C++` would both become `c` (in `b.md`) | write a name for it in feedwright.toml: [slugs] \"C++\" = \"…\"",
            "error[nameless-term] feedwright.toml:6:8 the tag `!!` cannot become part of a path (in `c.md`) | write a name for it in feedwright.toml: [slugs] \"!!\" = \"…\""
        ]
    );
    let cured = format!("{fan}[slugs]\n\"c#\" = \"c-sharp\"\n\"!!\" = \"bang\"\n");
    let site = Site::new(&cured, &clash);
    site.clean();
    assert_eq!(site.published().into_keys().collect::<Vec<_>>(), ["bang.xml", "c-sharp.xml", "c.xml"]);
}

#[test]
fn feed_false() {
    let settings = format!("{LANGUAGES}{}", feed("f.xml", "atom", ""));
    let site = Site::new(
        &settings,
        &[("a.md", &article("a", DAY)), ("a.id.md", &article("i", &format!("{DAY}\nfeed = false")))],
    );
    let outcome = site.clean();
    assert_eq!(left_out(&outcome), [("a.id.md", "excluded")]);
    assert!(!site.read("f.xml").contains("hreflang"), "out of translations too");
}

#[test]
fn no_date_anywhere() {
    let page = "+++\ntitle = \"P\"\n+++\n";
    let site = Site::dated(PLAIN, &[("news/a.md", "2026-04-01"), ("2026-04-02-b.md", "2026-04-02")]);
    site.add(&[("pages/about.md", page), ("news/forgot.md", page)]);
    let outcome = site.build();
    assert_eq!(left_out(&outcome), [("news/forgot.md", "undated"), ("pages/about.md", "undated")]);
    assert_eq!(
        site.findings_of(&outcome),
        [
            "warning[forgotten-date] content/news/forgot.md missing date, while other files in this folder have one | add a `date`, such as 2026-04-01, or set `feed` to `false` if it is a page"
        ]
    );
}

#[test]
fn untitled_note() {
    let site = Site::new(PLAIN, &[("a.md", "+++\ntitle = \"\"\ndate = 2026-04-01\n+++\nShort words.")]);
    site.clean();
    assert_eq!(site.titles("atom.xml"), ["Short words."]);
    assert_eq!(site.texts("feed.xml", "title"), ["Blog"]);
    assert!(!site.read("feed.json").contains("\"title\": \"\""));
    let found = Site::new(PLAIN, &[("a.md", "+++\ndate = 2026-04-01\n+++\n")]).findings();
    assert!(found[0].starts_with("error[missing-title]"), "{found:?}");
}

#[test]
fn left_out_reasons() {
    let site = Site::dated(
        &format!("{PLAIN}{}", feed("f.xml", "rss", "limit = 1")),
        &[("new.md", "2026-04-02"), ("old.md", "2026-04-01")],
    );
    site.add(&[
        ("draft.md", &article("d", &format!("{DAY}\ndraft = true"))),
        ("excluded.md", &article("e", &format!("{DAY}\nfeed = false"))),
        ("expired.md", &article("x", &format!("{DAY}\nexpires = 2026-05-01"))),
        ("scheduled.md", &article("s", "date = 2027-01-01")),
        ("pages/undated.md", "+++\ntitle = \"u\"\n+++\n"),
    ]);
    let outcome = site.clean();
    assert_eq!(
        left_out(&outcome),
        [
            ("draft.md", "draft"),
            ("excluded.md", "excluded"),
            ("expired.md", "expired"),
            ("pages/undated.md", "undated"),
            ("scheduled.md", "scheduled")
        ]
    );
    assert_eq!(site.titles("f.xml"), ["new.md"], "falling beyond the limit is no reason");
    site.add(&[("invalid.md", "+++\ntitle = 1\n+++\n")]);
    assert!(left_out(&site.build()).contains(&("invalid.md", "invalid")));
}

#[test]
fn empty_feed() {
    let settings =
        format!("{PLAIN}{}{}", feed("f.xml", "rss", ""), feed("n.xml", "rss", "select = { tag = \"rsut\" }"));
    let articles: Vec<_> = (1..=5)
        .map(|n| {
            (format!("{n}.md"), article(&n.to_string(), &format!("date = 2026-04-0{n}\ntags = [\"rust\"]")))
        })
        .collect();
    let mut site = Site::new(
        &settings,
        &articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>(),
    );
    let found = site.findings();
    assert_eq!(
        found,
        [
            "warning[empty-feed] feedwright.toml:10:8 `n.xml` has no articles, so it is not written | no article has the tag `rsut`; did you mean `rust`?"
        ]
    );
    assert!(!site.path("public/n.xml").exists());

    for n in 1..=2 {
        fs::remove_file(site.path(&format!("content/{n}.md"))).unwrap();
    }
    assert!(site.findings().iter().all(|line| !line.starts_with("error")), "more than half are left");
    fs::remove_file(site.path("content/3.md")).unwrap();
    fs::remove_file(site.path("content/4.md")).unwrap();
    let before = site.published();
    let found = site.findings();
    assert!(
        found.iter().any(|line| line.starts_with("error[emptied] ")
            && line.contains("public/f.xml the number of entries would drop from 3 to 1")),
        "{found:?}"
    );
    assert_eq!(site.published(), before, "nothing was published");
    site.options.accept = [Accept::Emptied].into();
    site.build();
    assert_eq!(site.titles("f.xml"), ["5"]);
    fs::remove_file(site.path("content/5.md")).unwrap();
    site.options.accept.clear();
    assert!(
        site.findings().iter().any(|line| line.starts_with("error[emptied] ")),
        "all of its entries are gone"
    );
    // An accepted removal happens.
    site.options.accept = [Accept::Emptied].into();
    site.options.prune = true;
    site.build();
    assert!(!site.path("public/f.xml").exists());
}

/// A site of a feed for each tag, with so many articles of the tag `rust`, and one without tags.
fn tagged(articles: usize) -> Site {
    let tags = "[[feed]]\neach = \"tag\"\npath = \"tags/{tag}/{tag}.xml\"\nformat = \"rss\"\n";
    let texts: Vec<_> = (1..=articles)
        .map(|n| (format!("{n}.md"), article(&n.to_string(), "date = 2026-04-01\ntags = [\"rust\"]")))
        .collect();
    let mut listed: Vec<_> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let plain = article("plain", "date = 2026-04-01\ntags = [\"other\"]");
    listed.push(("plain.md", &plain));
    let site = Site::new(&format!("{PLAIN}{}{tags}", feed("f.xml", "rss", "")), &listed);
    site.clean();
    // The tag is removed, and the articles stay.
    for (path, text) in texts {
        fs::write(site.path("content").join(path), text.replace("rust", "other")).unwrap();
    }
    site
}

#[test]
fn a_tag_that_the_last_one_or_two_articles_lose_leaves_a_stale_document() {
    for articles in [1, 2] {
        let mut site = tagged(articles);
        let found = site.findings();
        assert!(found.len() == 1 && found[0].starts_with("info[stale-document] "), "{found:?}");
        assert!(site.path("public/tags/rust/rust.xml").exists());
        site.options.prune = true;
        site.clean();
        assert!(!site.path("public/tags/rust/rust.xml").exists());
    }
}

#[test]
fn a_tag_that_three_articles_lose_at_once_stops_the_build_until_that_is_accepted() {
    let mut site = tagged(3);
    let before = site.published();
    let stops = "error[emptied] public/tags/rust/rust.xml the document has 3 entries, and no public article has its term anymore | restore the term of an article, or its path under [slugs]; to remove the document, redirect its subscribers, and build with --accept emptied --prune";
    for prune in [false, true] {
        site.options.prune = prune;
        assert_eq!(site.findings(), [stops]);
        assert_eq!(site.published(), before, "nothing is published, and nothing removed");
    }
    site.options.prune = false;
    site.options.accept = [Accept::Emptied].into();
    let found = site.findings();
    assert!(found.len() == 1 && found[0].starts_with("info[stale-document] "), "{found:?}");
    site.options.prune = true;
    site.clean();
    assert!(!site.path("public/tags/rust/rust.xml").exists());
    // Removing the feed of tags from the configuration means that none of its documents is wanted.
    let site = tagged(3);
    fs::write(site.path("feedwright.toml"), format!("{PLAIN}{}", feed("f.xml", "rss", ""))).unwrap();
    let found = site.findings();
    assert!(
        found.len() == 2 && found.iter().all(|line| line.starts_with("warning[lost-document] ")),
        "{found:?}"
    );
}

#[test]
fn a_preview_is_not_compared_with() {
    let local = PLAIN.replace("https://blog.org/", "http://localhost:8080/");
    let mut site =
        Site::dated(&local, &[("a.md", "2026-04-01"), ("b.md", "2026-04-02"), ("c.md", "2026-04-03")]);
    site.overrides.allow_local = true;
    site.clean();
    fs::remove_file(site.path("content/a.md")).unwrap();
    fs::remove_file(site.path("content/b.md")).unwrap();
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["c.md"]);
}

#[test]
fn stale_documents() {
    let mut site = Site::dated(
        &format!("{PLAIN}{}{}", feed("f.xml", "rss", ""), feed("old/o.json", "json", "")),
        &[("a.md", "2026-04-01")],
    );
    site.clean();
    files_of_others(&site);
    fs::write(site.path("feedwright.toml"), format!("{PLAIN}{}", feed("f.xml", "rss", ""))).unwrap();
    let found = site.findings();
    assert!(
        found.len() == 1
            && found[0].starts_with("warning[lost-document]")
            && found[0].contains("`old/o.json`"),
        "{found:?}"
    );
    let keep = "to keep it, add [[feed]], path = \"old/o.json\", format = \"json\" to feedwright.toml; otherwise redirect";
    assert!(found[0].contains(keep), "{found:?}");
    assert!(site.path("public/old/o.json").exists(), "never removed before --prune");
    site.options.prune = true;
    let outcome = site.clean();
    assert_eq!(statuses(&outcome), [("f.xml", Status::Unchanged), ("old/o.json", Status::Removed)]);
    assert_eq!(site.published().into_keys().collect::<Vec<_>>(), ["f.xml", "other.json", "other.xml"]);
}

/// Feeds of other programs are never removed.
fn files_of_others(site: &Site) {
    let xml = "<rss version=\"2.0\"><channel><generator>Other</generator></channel></rss>";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"feed_url\": \"https://blog.org/other.json\", \"items\": []}";
    crate::support::files(&site.path("public"), &[("other.xml", xml), ("other.json", json)]);
}

#[cfg(unix)]
#[test]
fn new_files() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01")]);
    let mode = |path: &str| fs::metadata(site.path(path)).unwrap().permissions().mode() & 0o777;
    let build = || {
        let shell =
            format!("umask 027; {} build --now 2026-06-01T00:00:00Z", env!("CARGO_BIN_EXE_feedwright"));
        let done = std::process::Command::new("sh")
            .args(["-c", &shell])
            .current_dir(site.path(""))
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    build();
    assert_eq!(mode("public/feed.xml"), 0o640);
    fs::set_permissions(site.path("public/feed.xml"), fs::Permissions::from_mode(0o604)).unwrap();
    site.add(&[("b.md", &article("b", "date = 2026-04-02"))]);
    build();
    assert_eq!((mode("public/feed.xml"), mode("public/atom.xml")), (0o604, 0o640));
}

#[test]
fn publish() {
    let settings = format!("{PLAIN}{}{}", feed("a.xml", "rss", ""), feed("sub/b.xml", "rss", ""));
    let site = Site::dated(&settings, &[("a.md", "2026-04-01")]);
    crate::support::files(&site.path("public"), &[("sub", "a file in the way")]);
    let found = site.findings();
    assert!(found[0].starts_with("error[obstructed-path] public/sub"), "{found:?}");
    assert_eq!(site.published().into_keys().collect::<Vec<_>>(), ["sub"], "all documents or none");
}

#[test]
fn repeated_findings() {
    let keys = ["aaa", "bbb", "ccc", "ddd", "eee", "fff", "ggg"].map(|key| format!("{key} = 1")).join("\n");
    let site = Site::new(PLAIN, &[("a.md", &article("a", &format!("{DAY}\n{keys}")))]);
    let document = |format: &str| {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_feedwright"))
            .args(["build", "--dry-run", "--message-format", format])
            .current_dir(site.path(""))
            .output()
            .unwrap();
        String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
    };
    assert_eq!(document("human").matches("warning[unknown-key]").count(), 5);
    assert!(document("human").contains("… and 2 more `unknown-key`; `--message-format json` shows all"));
    assert_eq!(document("github").matches("::warning ").count(), 5);
    assert_eq!(document("json").matches("\"unknown-key\"").count(), 7);
}

#[test]
fn columns() {
    let site = Site::new(
        PLAIN,
        &[("a.md", "+++\ntitle = \"é👩‍👩‍👧 \\u000B\"\ntags = [\"👩\", 3]\ndate = 2026-04-01\n+++\n")],
    );
    let found = site.findings();
    assert!(found.iter().any(|line| line.starts_with("error[wrong-type] content/a.md:3:14 ")), "{found:?}");
}

#[test]
fn text_in_rss() {
    let site = Site::new(PLAIN, &[("a.md", &article("A & <b> 'c' \\\"d\\\"", DAY))]);
    // A tag in a text is a risk: readers differ.
    let findings = site.findings();
    assert!(
        findings.len() == 1 && findings[0].starts_with("warning[html-in-text] content/a.md:2:9 "),
        "{findings:?}"
    );
    assert!(
        site.read("feed.xml").contains("<title>A &amp; &lt;b&gt; 'c' \"d\"</title>"),
        "{}",
        site.read("feed.xml")
    );
}
