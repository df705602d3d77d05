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
fn the_feed_that_a_generator_writes_at_our_path_is_one_warning_that_names_its_switch() {
    let generators = [("hugo", "disableKinds"), ("zola", "generate_feeds")];
    for (generator, switch) in generators {
        let site = news(PLAIN, 3);
        site.clean();
        for path in ["feed.xml", "atom.xml"] {
            let text = site.read(path).replace("Feedwright", "Generator");
            fs::write(site.path("public").join(path), text).unwrap();
        }
        configure(
            &site,
            &format!(
                "{PLAIN}[content]\ngenerator = \"{generator}\"\ndir = \"content\"\npermalink = \"/{{slug}}/\"\n{}{}",
                feed("feed.xml", "rss", ""),
                feed("atom.xml", "atom", "")
            ),
        );
        let found = site.findings();
        let warnings: Vec<_> = found.iter().filter(|line| line.contains("[generator-feed]")).collect();
        assert!(warnings.len() == 1 && warnings[0].contains(switch), "{found:?}");
    }
}

#[test]
fn a_feed_that_only_the_generator_names_is_to_be_written_down_before_it_is_turned_off() {
    let site =
        Site::new("[content]\ngenerator = \"zola\"\n", &[("reef.md", &article("Reef", "date = 2026-05-01"))]);
    let zola = "base_url = \"https://blog.org\"\ntitle = \"Blog\"\ngenerate_feeds = true\n";
    std::fs::write(site.path("zola.toml"), zola).unwrap();
    site.build();
    let theirs = site.read("atom.xml").replace("Feedwright", "Zola");
    std::fs::write(site.path("public/atom.xml"), &theirs).unwrap();
    let help = |site: &Site| {
        let found = site.findings();
        let finding = found.iter().find(|line| line.starts_with("warning[generator-feed]")).unwrap();
        finding.split(" | ").nth(1).unwrap().to_owned()
    };
    let expected = "build the feeds after each build of the site; before you turn it off (generate_feeds = false in its \
                    configuration), write all feeds into feedwright.toml: [[feed]], path = \"atom.xml\", format = \"atom\"";
    assert_eq!(help(&site), expected);
    std::fs::write(site.path("public/atom.xml"), &theirs).unwrap();
    configure(&site, &format!("[content]\ngenerator = \"zola\"\n{}", feed("atom.xml", "atom", "")));
    assert_eq!(help(&site), "turn off the generator's feed: generate_feeds = false in its configuration");
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
