//! The promises that need the whole program: valid documents, the same bytes everywhere, no unchanged file
//! rewritten, no work beyond the entries of the feeds.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use feedwright::site::Status;
use proptest::prelude::*;

use crate::harness::{PLAIN, Site, article, feed};
use crate::podcasts::mp3;
use crate::support::well_formed;

/// Articles with every list whose order could vary.
fn varied() -> Vec<(String, String)> {
    let tags = ["a", "B", "b", "ü", "c d"];
    (0..40)
        .map(|n| {
            let (one, other) = (tags[n % 5], tags[n * 7 % 5]);
            let keys = format!(
                "date = 2026-04-{:02}\ntags = [\"{one}\", \"{other}\"]\nauthors = [\"A{}\"]",
                n % 9 + 1,
                n % 3
            );
            (format!("s{}/{n}.md", n % 4), article(&n.to_string(), &keys))
        })
        .collect()
}

fn fanned() -> String {
    let feeds = ["tag", "section", "author"]
        .map(|each| feed(&format!("{each}/{{{each}}}.xml"), "rss", &format!("each = \"{each}\"")));
    format!(
        "{PLAIN}{}{}{}",
        feeds.concat(),
        feed("all.json", "json", "limit = \"all\""),
        feed("all.xml", "atom", "")
    )
}

#[test]
fn two_checkouts_in_any_order_and_any_zone_give_the_same_bytes() {
    let articles = varied();
    let one = Site::new(&fanned(), &[]);
    let other = Site::new(&fanned(), &[]);
    for (path, text) in &articles {
        one.add(&[(path, text)]);
    }
    for (path, text) in articles.iter().rev() {
        other.add(&[(path, text)]);
    }
    for (site, zone) in [(&one, "Pacific/Apia"), (&other, "America/St_Johns")] {
        let done = Command::new(env!("CARGO_BIN_EXE_feedwright"))
            .args(["build", "--now", "2026-06-01T00:00:00Z"])
            .current_dir(site.path(""))
            .envs([("TZ", zone), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "3")])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(one.published().len() > 10);
    assert_eq!(one.published(), other.published());
}

#[test]
fn a_second_build_reports_that_it_writes_no_file() {
    let site = Site::new(&fanned(), &[]);
    for (path, text) in varied() {
        site.add(&[(&path, &text)]);
    }
    assert!(site.clean().documents.iter().all(|document| document.status == Status::Created));
    let times = |site: &Site| {
        let modified =
            |path: &String| fs::metadata(site.path("public").join(path)).unwrap().modified().unwrap();
        site.published().keys().map(modified).collect::<Vec<_>>()
    };
    let before = times(&site);
    let outcome = site.clean();
    assert!(outcome.documents.iter().all(|document| document.status == Status::Unchanged));
    assert_eq!(
        (outcome.summary.created, outcome.summary.changed, outcome.summary.unchanged),
        (0, 0, outcome.documents.len())
    );
    assert_eq!(times(&site), before);
}

#[test]
fn a_dry_run_reports_the_changes_and_writes_nothing() {
    let mut site = Site::dated(PLAIN, &[("a.md", "2026-04-01")]);
    site.options.dry_run = true;
    assert_eq!(site.clean().summary.created, 3);
    assert!(!site.path("public").exists());
}

#[test]
fn an_error_prevents_publishing() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01")]);
    site.clean();
    let before = site.published();
    site.add(&[
        ("b.md", &article("b", "date = 2026-04-02")),
        ("c.md", "+++\ntitle = \"c\"\ndate = \"soon\"\n+++\n"),
    ]);
    let outcome = site.build();
    assert_eq!((outcome.summary.errors, outcome.documents.len()), (1, 0));
    assert_eq!(site.published(), before);
}

#[test]
fn two_articles_with_one_page_or_one_id_are_an_error() {
    let site = Site::new(
        PLAIN,
        &[
            ("a.md", &article("a", "date = 2026-04-01\nid = \"x\"")),
            ("b.md", &article("b", "date = 2026-04-01\nslug = \"a\"")),
            ("c.md", &article("c", "date = 2026-04-01\nid = \"x\"")),
        ],
    );
    assert_eq!(
        site.findings(),
        [
            "error[duplicate-permalink] content/b.md:4:8 `a.md` has the same page `https://blog.org/a/` | change the `slug` or `url` of one of them",
            "error[duplicate-id] content/c.md:4:6 `a.md` has the same id `x` | change the `id` of one of them"
        ]
    );
}

#[test]
fn two_feeds_that_would_write_one_file_are_an_error() {
    let settings =
        format!("{PLAIN}{}{}", feed("t/news.xml", "rss", ""), feed("t/{tag}.xml", "rss", "each = \"tag\""));
    let site = Site::new(&settings, &[("a.md", &article("a", "date = 2026-04-01\ntags = [\"News\"]"))]);
    let found = site.findings();
    let expected = "error[duplicate-output-path] feedwright.toml:10:8 two feeds would write `t/news.xml` | give each feed its own path";
    assert_eq!(found, [expected]);
}

#[test]
fn translations_are_linked_and_listed_once_in_a_languages_feed() {
    let settings = format!(
        "{PLAIN}language = \"en\"\nlanguages.en-GB = {{}}\nlanguages.id = {{}}\n{}{}",
        feed("all.xml", "atom", ""),
        feed("en.xml", "atom", "select = { language = \"en\" }"),
    );
    let day = "date = 2026-04-01";
    let site = Site::new(
        &settings,
        &[
            ("a.md", &article("a", day)),
            ("a.en-GB.md", &article("gb", day)),
            ("a.id.md", &article("id", day)),
            ("b.md", &article("b", day)),
        ],
    );
    site.clean();
    assert_eq!(site.titles("en.xml"), ["a", "b"]);
    assert_eq!(site.titles("all.xml").len(), 4);
    let alternates = site.read("all.xml").matches("hreflang=").count();
    assert_eq!(alternates, 9, "each of three names itself and the other two");
}

#[test]
fn two_translations_in_the_same_language_are_reported() {
    let settings =
        format!("{PLAIN}language = \"en\"\n{}", feed("{language}.xml", "rss", "each = \"language\""));
    let keys = "date = 2026-04-01\ntranslations = \"k\"";
    let site = Site::new(&settings, &[("a.md", &article("a", keys)), ("b.md", &article("b", keys))]);
    assert_eq!(
        site.findings(),
        [
            "warning[duplicate-translation] content/b.md:4:16 `a.md` is the same article in the same language | change `translations` or `language` of one of them; a feed in that language lists only one"
        ]
    );
    assert_eq!(site.titles("en.xml"), ["a"]);
}

#[test]
fn media_are_measured() {
    let site = Site::new(
        PLAIN,
        &[(
            "a.md",
            &article(
                "a",
                "date = 2026-04-01\nenclosure = { src = \"e.mp3\" }\nimage = { src = \"p.gif\", credit = \"K\" }",
            ),
        )],
    );
    let gif = b"GIF89a\x02\x00\x03\x00\x00\x00\x00;";
    fs::write(site.path("content/e.mp3"), mp3(1)).unwrap();
    fs::write(site.path("content/p.gif"), gif).unwrap();
    site.clean();
    let text = site.read("feed.xml");
    assert!(
        text.contains("<enclosure url=\"https://blog.org/a/e.mp3\" length=\"16263\" type=\"audio/mpeg\"/>"),
        "{text}"
    );
    assert!(text.contains("fileSize=\"14\" height=\"3\" medium=\"image\" type=\"image/gif\""), "{text}");
    fs::remove_file(site.path("content/e.mp3")).unwrap();
    let found = site.findings();
    assert!(
        found[0].starts_with("warning[missing-file] content/a.md:4:13 the file `e.mp3` does not exist"),
        "{found:?}"
    );
    site.add(&[(
        "a.md",
        &article("a", "date = 2026-04-01\nenclosure = { src = \"https://cdn.org/e.m4a\" }"),
    )]);
    let found = site.findings();
    assert!(found[0].starts_with("warning[unmeasured-enclosure] content/a.md:4:13"), "{found:?}");
    assert!(site.read("feed.xml").contains("length=\"0\" type=\"audio/x-m4a\""));
}

#[test]
fn a_users_template_replaces_ours() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01")]);
    crate::support::files(&site.path("templates"), &[("entry.html", "<p>mine</p>{{ content }}")]);
    site.clean();
    assert!(site.read("feed.xml").contains("<p>mine</p>"));
    crate::support::files(&site.path("templates"), &[("entry.html", "\n{% if %}")]);
    assert!(site.findings()[0].starts_with("error[broken-template] templates/entry.html:2:"));
}

#[test]
fn levels_change_what_stops_a_build() {
    let mut site = Site::dated(PLAIN, &[("a.md", "2026-04-01\nxyz = 1")]);
    assert_eq!(site.build().summary.warnings, 1);
    site.options.levels.deny_warnings = true;
    assert_eq!(site.build().summary.errors, 1);
    site.options.levels.deny_warnings = false;
    site.options.levels.deny.insert("unknown-key".to_owned());
    assert_eq!(site.build().summary.errors, 1);
    site.options.levels.deny.clear();
    site.options.levels.allow.insert("unknown-key".to_owned());
    site.clean();
    site.add(&[("b.md", "+++\ntitle = 1\ndate = 2026-04-01\n+++\n")]);
    site.options.levels.allow.insert("wrong-type".to_owned());
    assert_eq!(site.build().summary.errors, 1, "errors cannot be allowed");
}

#[test]
fn only_the_articles_in_feeds_are_rendered_of_ten_thousand() {
    let settings = format!(
        "{PLAIN}{}{}",
        feed("feed.xml", "rss", ""),
        feed("t/{tag}.xml", "rss", "each = \"tag\"\nlimit = 10")
    );
    let site = Site::new(&settings, &[]);
    for n in 0..10_000 {
        let keys = format!(
            "date = {}-{:02}-{:02}\ntags = [\"t{}\"]",
            2000 + n % 20,
            n / 20 % 12 + 1,
            n / 240 % 28 + 1,
            n % 50
        );
        site.add(&[(&format!("{}/{n}.md", n % 100), &article(&n.to_string(), &keys))]);
    }
    let outcome = site.clean();
    assert_eq!((outcome.summary.articles, outcome.documents.len()), (10_000, 51));
    let shown: BTreeSet<_> = site.published().keys().flat_map(|path| site.texts(path, "guid")).collect();
    assert_eq!(outcome.summary.rendered, shown.len());
    assert!(shown.len() <= 20 + 50 * 10);
}

#[test]
fn a_feed_of_summaries_renders_only_articles_without_a_summary() {
    let settings = format!("{PLAIN}{}", feed("f.xml", "rss", "body = \"summary\""));
    let site = Site::new(
        &settings,
        &[
            ("a.md", &article("a", "date = 2026-04-01\nsummary = \"S\"")),
            ("b.md", &article("b", "date = 2026-04-01")),
        ],
    );
    assert_eq!(site.clean().summary.rendered, 1);
    assert_eq!(site.texts("f.xml", "description"), ["Blog", "S", "Words of b."]);
    assert!(!site.read("f.xml").contains("content:encoded"));
}

#[cfg(unix)]
#[test]
fn a_pipe_where_a_document_belongs_is_refused_and_not_waited_for() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01")]);
    fs::create_dir(site.path("public")).unwrap();
    let made = Command::new("mkfifo").arg(site.path("public/feed.xml")).status().unwrap();
    assert!(made.success());
    let found = site.findings();
    assert!(found[0].starts_with("error[obstructed-path] public/feed.xml"), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_article_gives_valid_documents_or_findings(
        title in any::<String>(),
        body in prop_oneof![any::<String>(), "[ -~\n]{0,80}"],
        tag in any::<String>(),
        extension in proptest::sample::select(vec!["md", "html"]),
    ) {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let text = format!("+++\ntitle = {}\ndate = 2026-04-01\ntags = [{}]\n+++\n{body}", quoted(&title), quoted(&tag));
        let site = Site::new(PLAIN, &[(&format!("a.{extension}"), &text)]);
        let outcome = site.build();
        if outcome.summary.errors == 0 {
            for path in ["feed.xml", "atom.xml", "feed.json"] {
                prop_assert_eq!(well_formed(&site.read(path)).entries.len(), 1);
            }
        } else {
            prop_assert!(site.published().is_empty());
        }
    }

    #[test]
    fn any_bytes_are_handled(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let site = Site::new(PLAIN, &[]);
        fs::write(site.path("content/a.md"), [b"+++\ntitle = \"a\"\ndate = 2026-04-01\n+++\n".as_slice(), &bytes].concat()).unwrap();
        fs::write(site.path("content/b.md"), &bytes).unwrap();
        let outcome = site.build();
        prop_assert!(outcome.summary.errors > 0, "b.md has no metadata");
        fs::remove_file(site.path("content/b.md")).unwrap();
        if site.build().summary.errors == 0 {
            well_formed(&site.read("feed.xml"));
        }
    }
}
