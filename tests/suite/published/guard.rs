//! What a build does when the change of a site would reach its subscribers.

use std::fs;

use feedwright::published::Accept;

use crate::suite::harness::{PLAIN, Site, article, feed};

/// So many articles, one a day.
fn news(settings: &str, count: usize) -> Site {
    let texts: Vec<_> = (1..=count)
        .map(|n| {
            (
                format!("n{n}.md"),
                article(&format!("News {n}"), &format!("date = 2026-05-{:02}T10:00:00Z", n + 9)),
            )
        })
        .collect();
    let texts: Vec<_> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Site::new(settings, &texts)
}

fn configure(site: &Site, settings: &str) {
    fs::write(site.path("feedwright.toml"), settings).unwrap();
}

/// The build stops at one error, which can be accepted.
#[track_caller]
fn stops_once(mut site: Site, code: &str, accept: Accept) {
    let (found, before) = (site.findings(), site.published());
    let errors: Vec<_> = found.iter().filter(|line| line.starts_with("error")).collect();
    assert!(errors.len() == 1 && errors[0].starts_with(&format!("error[{code}] ")), "{found:?}");
    site.options.accept = [accept].into();
    let outcome = site.build();
    assert_eq!(outcome.summary.errors, 0, "{:?}", site.findings_of(&outcome));
    assert_ne!(site.published(), before);
}

#[test]
fn a_raised_limit_stops_the_build_once_for_all_documents() {
    let limited = |limit: usize| {
        let limit = format!("limit = {limit}");
        PLAIN.to_owned() + &feed("f.xml", "rss", &limit) + &feed("a.xml", "atom", &limit)
    };
    let site = news(&limited(3), 10);
    site.clean();
    configure(&site, &limited(10));
    stops_once(site, "backfilled-entries", Accept::Backfilled);
}

#[test]
fn a_feed_that_takes_in_all_languages_stops_the_build() {
    let languages = "[site.languages.id]\ntitle = \"Blog\"\n";
    let settings =
        |select: &str| format!("{PLAIN}language = \"en\"\n{languages}{}", feed("f.xml", "rss", select));
    let site = news(&settings("select = { language = \"en\" }"), 5);
    for n in 1..=5 {
        let text = article(&format!("Kabar {n}"), &format!("date = 2026-05-{:02}T10:00:00Z", n + 9));
        site.add(&[(&format!("n{n}.id.md"), &text)]);
    }
    site.clean();
    configure(&site, &settings(""));
    stops_once(site, "backfilled-entries", Accept::Backfilled);
}

#[test]
fn a_slug_and_a_title_that_change_together_stop_the_build() {
    let site = news(PLAIN, 3);
    let text = |title: &str| {
        format!(
            "+++\ntitle = \"{title}\"\ndate = 2026-05-03T10:00:00Z\n+++\nThe tide had lifted eleven planks.\n"
        )
    };
    site.add(&[("pier.md", &text("Pier closed"))]);
    site.clean();
    fs::remove_file(site.path("content/pier.md")).unwrap();
    site.add(&[("planks.md", &text("Eleven planks gone"))]);
    stops_once(site, "reidentified-entry", Accept::Reidentified);
}

#[test]
fn a_feed_that_moves_together_with_its_ids_stops_the_build() {
    let settings = |host: &str, path: &str| {
        PLAIN.replace("https://blog.org/", host) + &feed(path, "rss", "") + &feed("a.xml", "atom", "")
    };
    let site = news(&settings("https://blog.org/", "feed.xml"), 3);
    site.clean();
    // Another path alone shows nothing twice.
    configure(&site, &settings("https://blog.org/", "rss.xml"));
    assert_eq!(site.build().summary.errors, 0);
    fs::remove_file(site.path("public/feed.xml")).unwrap();
    fs::remove_file(site.path("public/a.xml")).unwrap();
    configure(&site, &settings("https://blog.example.net/", "news.xml"));
    let found = site.findings();
    let codes: Vec<_> = found.iter().filter(|line| line.starts_with("error")).collect();
    assert!(!codes.is_empty(), "{found:?}");
    assert!(codes.iter().all(|line| line.starts_with("error[reidentified-entry]")), "{found:?}");
    assert!(!site.path("public/news.xml").exists());
}

#[test]
fn a_copy_of_the_text_of_an_article_is_not_that_article() {
    let found = |is_here: bool| {
        let site = Site::new(&format!("{PLAIN}{}", feed("feed.xml", "rss", "limit = 1")), &[]);
        let add = |name: &str, hour: u32| {
            let head = format!("title = \"About {name}\"\ndate = 2026-05-02T0{hour}:20:01Z");
            site.add(&[(&format!("{name}.md"), &format!("+++\n{head}\n+++\nA long text about birds.\n"))]);
        };
        add("gull", 1);
        site.clean();
        add("tern", 3);
        if !is_here {
            fs::remove_file(site.path("content/gull.md")).unwrap();
        }
        site.findings().into_iter().filter(|line| line.contains("[reidentified-entry]")).count()
    };
    assert_eq!(found(true), 0);
    assert_eq!(found(false), 1);
}

#[test]
fn a_build_without_any_entry_stops_unless_that_is_accepted() {
    let mut site = Site::new(PLAIN, &[]);
    let found = site.findings();
    assert!(found.iter().any(|line| line.starts_with("error[nothing-to-publish] content ")), "{found:?}");
    site.options.accept = [Accept::Emptied].into();
    assert_eq!(site.build().summary.errors, 0);
}

#[test]
fn an_entry_that_is_gone_says_why_if_the_reason_is_known() {
    let site = news(PLAIN, 5);
    site.clean();
    let draft = article("News 4", "date = 2026-05-13T10:00:00Z\ndraft = true");
    fs::write(site.path("content/n4.md"), draft).unwrap();
    let found = site.findings();
    assert!(
        found.iter().any(|line| line.starts_with("info[dropped-entry]")
            && line.ends_with("would disappear: it is a draft")),
        "{found:?}"
    );
}

#[test]
fn an_entry_that_its_author_withholds_says_so_and_is_not_left_in_a_stale_document() {
    let settings =
        format!("{PLAIN}{}", "[[feed]]\npath = \"t/{tag}.xml\"\nformat = \"rss\"\neach = \"tag\"\n");
    for key in ["private = true", "status = \"private\"", "draft = true"] {
        let site = news(&settings, 5);
        site.add(&[("n9.md", &article("News 9", "date = 2026-05-13T10:00:00Z\ntags = [\"pier\"]"))]);
        site.clean();
        let withheld = format!("date = 2026-05-13T10:00:00Z\ntags = [\"pier\"]\n{key}");
        fs::write(site.path("content/n9.md"), article("News 9", &withheld)).unwrap();
        let found = site.findings();
        let is_stale = |line: &String| line.starts_with("warning[withdrawn-entry] public/t/pier.xml ");
        assert!(found.iter().any(is_stale), "{key}: {found:#?}");
    }
}

/// The one line about the feed of a generator, where it has just written its feeds at these paths.
fn own_feed(site: &Site, output: &str, paths: &[&str]) -> String {
    site.build();
    for path in paths {
        let file = site.path(output).join(path);
        let theirs = fs::read_to_string(&file).unwrap().replace("Feedwright", "Generator");
        fs::write(&file, theirs).unwrap();
    }
    let found = site.findings();
    let mut lines = found.iter().filter(|line| line.contains("[generator-feed]"));
    let line = lines.next().unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(lines.next(), None);
    line.clone()
}

#[test]
fn the_feed_that_a_generator_writes_before_us_is_no_warning_and_has_one_advice() {
    let expected = |place: &str, generator: &str| {
        format!(
            "info[generator-feed] {place} {generator} writes its own feed here whenever it builds the site | run \
             `feedwright build` after each build of the site; nothing else to do"
        )
    };
    // Feeds of the configuration.
    for (generator, title) in [("hugo", "Hugo"), ("zola", "Zola")] {
        let settings = format!(
            "{PLAIN}[content]\ngenerator = \"{generator}\"\ndir = \"content\"\npermalink = \"/{{slug}}/\"\n{}{}",
            feed("feed.xml", "rss", ""),
            feed("atom.xml", "atom", "")
        );
        let line = own_feed(&news(&settings, 3), "public", &["feed.xml", "atom.xml"]);
        assert_eq!(line, expected("public/atom.xml", title));
    }
    // A feed that only the generator names.
    let zola = "base_url = \"https://blog.org\"\ntitle = \"Blog\"\ngenerate_feeds = true\n";
    let reef = article("Reef", "date = 2026-05-01");
    let site = Site::new("[content]\ngenerator = \"zola\"\n", &[("reef.md", &reef), ("../zola.toml", zola)]);
    assert_eq!(own_feed(&site, "public", &["atom.xml"]), expected("public/atom.xml", "Zola"));
    // A feed whose articles only the generator knows.
    let site = Site::new("[content]\ngenerator = \"jekyll\"\n", &[]);
    site.add(&[
        ("../_config.yml", "url: https://blog.org\n"),
        ("../_posts/2026-05-01-reef.md", "---\ntitle: Reef\n---\nText.\n"),
        (
            "../rss.xml",
            "---\n---\n<rss>{% for post in site.posts %}{% unless post.quiet %}<item></item>{% endunless %}{% endfor %}</rss>",
        ),
    ]);
    assert_eq!(own_feed(&site, "_site", &["rss.xml"]), expected("_site/rss.xml", "Jekyll"));
}

#[test]
fn a_deleted_entry_is_told_from_one_beyond_the_limit() {
    let limited =
        |limit: usize| format!("{PLAIN}[[feed]]\npath = \"f.xml\"\nformat = \"rss\"\nlimit = {limit}\n");
    let site =
        Site::dated(&limited(5), &[("a.md", "2026-03-01"), ("b.md", "2026-04-01"), ("c.md", "2026-05-01")]);
    site.clean();
    std::fs::remove_file(site.path("content/a.md")).unwrap();
    site.add(&[("d.md", &article("d.md", "date = 2026-05-20"))]);
    let found = site.findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("[dropped-entry]") && found[0].contains("\"a.md\""), "{found:?}");
    std::fs::write(site.path("feedwright.toml"), limited(2)).unwrap();
    let found = site.findings();
    let beyond = "\"b.md\" (`https://blog.org/b/`) is published, but would disappear: it is beyond the limit of 2 entries | raise `limit` of the feed if it should stay";
    assert!(found.iter().any(|line| line.ends_with(beyond)), "{found:?}");
    site.add(&[("e.md", &article("e.md", "date = 2026-05-25"))]);
    assert_eq!(site.findings(), Vec::<String>::new(), "a full feed");
}

#[test]
fn a_dropped_draft_is_a_draft() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-03-01"), ("b.md", "2026-04-01")]);
    site.clean();
    site.add(&[("b.md", &article("b.md", "date = 2026-04-01\ndraft = true"))]);
    assert!(site.findings()[0].contains("would disappear: it is a draft"), "{:?}", site.findings());
}

#[test]
fn what_follows_from_two_articles_with_one_page_is_not_said() {
    let site = news(PLAIN, 4);
    site.clean();
    // The second has the page of the first, so that nobody knows which of them is published there.
    let moved = article("News 2", "date = 2026-05-11T10:00:00Z\nslug = \"n1\"");
    fs::write(site.path("content/n2.md"), moved).unwrap();
    let found = site.findings();
    let [only] = found.as_slice() else { panic!("{found:#?}") };
    assert!(only.starts_with("error[duplicate-permalink] content/n2.md:4:8 "), "{only}");
    // What has nothing to do with it is.
    fs::write(site.path("content/n4.md"), article("News 4", "date = 2026-05-01T10:00:00Z")).unwrap();
    let found = site.findings();
    assert!(
        found.len() == 2 && found[1].starts_with("warning[redated-entry] content/n4.md:3:8 "),
        "{found:#?}"
    );
}

#[test]
fn an_article_that_moves_is_reported_once_though_it_is_in_an_archive_too() {
    let archived = PLAIN.to_owned() + &feed("f.xml", "rss", "limit = 3\narchive = 2");
    let site = news(&archived, 7);
    site.clean();
    // The fifth is in the feed and in its newest archive, the second in an archive alone.
    fs::create_dir(site.path("content/b")).unwrap();
    for name in ["n2.md", "n5.md"] {
        fs::rename(site.path("content").join(name), site.path("content/b").join(name)).unwrap();
    }
    let found = site.findings();
    let again: Vec<_> = found.iter().filter(|line| line.contains("[reidentified-entry]")).collect();
    assert!(again.len() == 2, "{found:#?}");
    assert!(again.iter().any(|line| line.contains(" content/b/n2.md:2:9 ")), "{found:#?}");
    assert!(again.iter().any(|line| line.contains(" content/b/n5.md:2:9 ")), "{found:#?}");
}

#[test]
fn an_article_that_says_everything_anew_is_known_by_its_time_but_not_by_its_day() {
    let text =
        |title: &str, date: &str| format!("+++\ntitle = \"{title}\"\ndate = {date}\n+++\nOn {title}.\n");
    let becomes = |zone: &str, date: &str| {
        let site = Site::new(&PLAIN.replace("UTC", zone), &[("a.md", &text("Pier closed", date))]);
        site.clean();
        fs::remove_file(site.path("content/a.md")).unwrap();
        site.add(&[("b.md", &text("Eleven planks gone", date))]);
        site.findings().iter().filter(|line| line.contains("[reidentified-entry] content/b.md:2:9 ")).count()
    };
    assert_eq!(becomes("UTC", "2026-05-03T10:00:00Z"), 1);
    assert_eq!(becomes("Asia/Jakarta", "2026-05-03T10:00:00"), 1);
    for day in ["2026-05-03", "2026-05-03T00:00:00"] {
        assert_eq!(becomes("Asia/Jakarta", day), 0, "another article of the day");
    }
}

/// Articles, one a month.
fn monthly(settings: &str, count: u32) -> Site {
    let dates: Vec<_> = (1..=count).map(|n| (format!("p{n}.md"), format!("2025-{n:02}-01"))).collect();
    let dated: Vec<_> = dates.iter().map(|(path, date)| (path.as_str(), date.as_str())).collect();
    Site::dated(settings, &dated)
}

#[test]
fn an_article_whose_file_is_gone_is_named_where_an_old_document_still_has_it() {
    let archived = PLAIN.to_owned() + &feed("f.xml", "rss", "limit = 2\narchive = 2");
    let site = monthly(&archived, 8);
    site.clean();
    // The oldest archive has it alone.
    fs::remove_file(site.path("content/p1.md")).unwrap();
    let found = site.findings();
    let is_named = |line: &String| {
        line.starts_with("warning[withdrawn-entry] public/f-archive-")
            && line.contains(" still contains the article \"p1.md\", which the site no longer has | build with --prune to remove `f-archive-")
    };
    assert_eq!(found.iter().filter(|line| is_named(line)).count(), 1, "{found:#?}");
    let tagged = format!("{PLAIN}{}", "[[feed]]\npath = \"t/{tag}.xml\"\nformat = \"rss\"\neach = \"tag\"\n");
    let site = news(&tagged, 5);
    site.add(&[("n9.md", &article("News 9", "date = 2026-05-13T10:00:00Z\ntags = [\"pier\"]"))]);
    site.clean();
    fs::remove_file(site.path("content/n9.md")).unwrap();
    let found = site.findings();
    let is_stale = |line: &String| line.starts_with("warning[withdrawn-entry] public/t/pier.xml ");
    assert!(found.iter().any(is_stale), "{found:#?}");
}

#[test]
fn drafts_that_were_published_vanish_with_the_next_build() {
    let drafts = 1..=4;
    let mut site = news(&(PLAIN.to_owned() + &feed("f.xml", "rss", "")), 1);
    for n in drafts {
        let file = format!("d{n}.md");
        site.add(&[(&file, &article(&file, &format!("date = 2026-05-0{n}\ndraft = true")))]);
    }
    site.options.drafts = true;
    assert_eq!(site.build().summary.errors, 0);
    assert_eq!(site.titles("f.xml").len(), 5);
    site.options.drafts = false;
    let outcome = site.build();
    let found = site.findings_of(&outcome);
    assert_eq!(outcome.summary.errors, 0, "{found:#?}");
    assert_eq!(site.titles("f.xml").len(), 1);
    // What is lost besides counts.
    let mut site = news(&(PLAIN.to_owned() + &feed("f.xml", "rss", "")), 5);
    site.add(&[("d.md", &article("d", "date = 2026-05-01\ndraft = true"))]);
    site.options.drafts = true;
    site.build();
    site.options.drafts = false;
    (1..=4).for_each(|n| fs::remove_file(site.path(&format!("content/n{n}.md"))).unwrap());
    assert!(site.findings().iter().any(|line| line.starts_with("error[emptied] ")), "{:#?}", site.findings());
}

#[test]
fn a_smaller_limit_is_one_info_and_no_loss() {
    let limited = |limit: usize| PLAIN.to_owned() + &feed("f.xml", "rss", &format!("limit = {limit}"));
    let site = news(&limited(20), 9);
    site.clean();
    configure(&site, &limited(3));
    let expected = "info[dropped-entry] public/f.xml 6 of the 9 published entries would disappear: they are beyond the limit of 3 \
                    entries | raise `limit` of the feed if they should stay";
    assert_eq!(site.findings(), [expected]);
    // What is lost for another reason counts.
    let site = news(&limited(20), 9);
    site.clean();
    (1..=6).for_each(|n| fs::remove_file(site.path(&format!("content/n{n}.md"))).unwrap());
    assert!(site.findings().iter().any(|line| line.starts_with("error[emptied] ")), "{:#?}", site.findings());
}
