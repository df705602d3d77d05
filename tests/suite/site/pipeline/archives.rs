//! Archives of feeds (RFC 5005): complete, stable, and read by another parser than ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

use chrono::{Days, NaiveDate};
use feedwright::site::pipeline::in_order::MAX_CONCURRENT_REQUESTS;
use feedwright::site::pipeline::{self, Against, DocumentsByPath, PendingDocument, PublishedDocuments};
use roxmltree::Document;

use crate::suite::harness::{PLAIN, Site, article, feed};
use crate::suite::support::well_formed;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const FH: &str = "http://purl.org/syndication/history/1.0";

/// Archives of at most four entries, beside a feed of the newest two.
const SMALL: &str = "limit = 2\narchive = 4";

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().checked_add_days(Days::new(n)).unwrap()
}

/// The article of a day of the year.
fn add(site: &Site, n: u64) {
    let name = format!("n{n:03}.md");
    site.add(&[(&name, &article(&name, &format!("date = {}", day(n))))]);
}

/// A site with an article on each of these days.
fn site(settings: &str, days: impl IntoIterator<Item = u64>) -> Site {
    let site = Site::new(&format!("{PLAIN}{settings}"), &[]);
    days.into_iter().for_each(|n| add(&site, n));
    site
}

/// An XML document of a feed, as another parser reads it.
#[derive(Debug, PartialEq)]
struct Read {
    links: BTreeMap<String, String>,
    is_archive: bool,
    titles: Vec<String>,
    id: Option<String>,
}

fn read(text: &str) -> Read {
    let document = Document::parse(text).unwrap();
    let root = document.root_element();
    let head = root.children().find(|node| node.has_tag_name("channel")).unwrap_or(root);
    let links = head.children().filter(|node| node.has_tag_name((ATOM, "link")));
    let links = links.filter_map(|node| Some((node.attribute("rel")?, node.attribute("href")?)));
    let is_entry = |node: &roxmltree::Node<'_, '_>| matches!(node.tag_name().name(), "item" | "entry");
    let title = |node: roxmltree::Node<'_, '_>| {
        let title = node.children().find(|node| node.tag_name().name() == "title").unwrap();
        title.text().unwrap().to_owned()
    };
    let id = head.children().find(|node| node.has_tag_name((ATOM, "id")));
    Read {
        links: links.map(|(rel, href)| (rel.to_owned(), href.to_owned())).collect(),
        is_archive: head.children().any(|node| node.has_tag_name((FH, "archive"))),
        titles: head.children().filter(is_entry).map(title).collect(),
        id: id.and_then(|id| id.text().map(str::to_owned)),
    }
}

/// The feed at a path, and its archives from the newest to the oldest, by following the links.
fn chain(site: &Site, path: &str) -> Vec<(String, Read)> {
    let mut all = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let text = site.read(&path);
        well_formed(&text);
        let document = read(&text);
        let previous = document.links.get("prev-archive");
        next = previous.map(|url| url.strip_prefix("https://blog.org/").unwrap().to_owned());
        all.push((path, document));
    }
    all
}

fn archives(site: &Site) -> BTreeSet<String> {
    site.published().into_keys().filter(|path| path.contains("-archive-")).collect()
}

#[test]
fn a_feed_and_its_archives_contain_every_article_and_lead_to_each_other() {
    for format in ["rss", "atom"] {
        let site = site(&feed("news/feed.xml", format, SMALL), 0..40);
        site.clean();
        let chain = chain(&site, "news/feed.xml");
        let paths: BTreeSet<_> = chain.iter().skip(1).map(|(path, _)| path.clone()).collect();
        assert_eq!(paths, archives(&site), "no archive but those that links lead to");
        let titles: BTreeSet<_> = chain.iter().flat_map(|(_, read)| &read.titles).collect();
        assert_eq!(titles.len(), 40, "every article");
        let (_, own) = &chain[0];
        assert!(!own.is_archive && !own.links.contains_key("current"), "{own:?}");
        assert!(own.titles.len() >= 2 && own.titles[0] == "n039.md", "{own:?}");
        for pair in chain[1..].windows(2) {
            let [(newer, _), (_, older)] = pair else { unreachable!() };
            assert_eq!(older.links["next-archive"], format!("https://blog.org/{newer}"));
        }
        assert!(!chain[1].1.links.contains_key("next-archive"), "the newest archive has no next one");
        for (path, read) in &chain[1..] {
            assert!(read.is_archive && read.titles.len() <= 4, "{path}: {read:?}");
            assert_eq!(read.links["self"], format!("https://blog.org/{path}"));
            assert_eq!(read.links["current"], "https://blog.org/news/feed.xml");
            assert_eq!(read.id, own.id, "RFC 5005 §4: archives have the id of their feed");
            assert!(
                path.starts_with("news/feed-archive-2026-") && path.strip_suffix(".xml").is_some(),
                "{path}"
            );
        }
    }
}

#[test]
fn the_next_url_of_json_feed_leads_through_all_archives() {
    let site = site(&feed("feed.json", "json", SMALL), 0..20);
    site.clean();
    let (mut seen, mut path) = (BTreeSet::new(), "feed.json".to_owned());
    loop {
        let json: serde_json::Value = serde_json::from_str(&site.read(&path)).unwrap();
        let items = json["items"].as_array().unwrap().iter();
        seen.extend(items.map(|item| item["title"].as_str().unwrap().to_owned()));
        let Some(next) = json["next_url"].as_str() else { break };
        path = next.strip_prefix("https://blog.org/").unwrap().to_owned();
    }
    assert_eq!(seen.len(), 20);
}

#[test]
fn a_complete_archive_changes_once_more_at_most_and_nobody_sees_an_article_again() {
    let settings = feed("feed.xml", "rss", SMALL) + &feed("atom.xml", "atom", SMALL);
    let site = site(&settings, 0..1);
    let mut versions: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for n in 1..60 {
        add(&site, n);
        let outcome = site.build();
        assert_eq!(site.findings_of(&outcome), Vec::<String>::new(), "day {n}");
        for (path, bytes) in site.published() {
            let known = versions.entry(path).or_default();
            if known.last() != Some(&bytes) {
                known.push(bytes);
            }
        }
        assert_eq!(archives(&site).len(), (chain(&site, "feed.xml").len() - 1) * 2, "day {n}");
    }
    let archives = versions.iter().filter(|(path, _)| path.contains("-archive-"));
    let most = archives.map(|(_, versions)| versions.len()).max();
    assert_eq!(most, Some(2), "an archive gets a link to the next one, and nothing else");
}

#[test]
fn what_is_built_into_an_empty_folder_is_the_same() {
    let site = site(&feed("feed.xml", "rss", SMALL), (0..30).step_by(2));
    site.clean();
    add(&site, 7);
    add(&site, 60);
    site.build();
    let grown = site.published();
    fs::remove_dir_all(site.path("public")).unwrap();
    site.build();
    assert_eq!(site.published(), grown);
}

/// The documents that a change makes others, and what is said of it.
fn changed(site: &Site, change: impl FnOnce(&Site)) -> (Vec<String>, Vec<String>) {
    site.build();
    let before = site.published();
    change(site);
    let outcome = site.build();
    let after = site.published();
    let paths: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
    (changed.cloned().collect(), site.findings_of(&outcome))
}

#[test]
fn an_old_article_opens_only_the_archive_that_it_belongs_to_and_says_so() {
    let site = site(&feed("feed.xml", "rss", SMALL), (0..60).step_by(3));
    let (changed, found) = changed(&site, |site| add(site, 10));
    let [archive] = changed.as_slice() else { panic!("{changed:?}") };
    assert!(read(&site.read(archive)).titles.contains(&"n010.md".to_owned()));
    let expected = format!(
        "info[archive-changed] public/{archive} entries of the archive `{archive}` would change: 1 new | \
         programs that stored it do not fetch it again; nothing to do if that is acceptable"
    );
    assert_eq!(found, [expected]);
}

#[test]
fn an_article_more_than_an_archive_may_have_divides_that_archive_alone() {
    let site = site(&feed("feed.xml", "rss", SMALL), 0..40);
    site.build();
    let full = chain(&site, "feed.xml").into_iter().find(|(_, read)| read.titles.len() == 4).unwrap().0;
    let (changed, found) = changed(&site, |site| {
        let date = read(&site.read(&full)).titles[1].clone();
        let n: u64 = date.trim_start_matches('n').trim_end_matches(".md").parse().unwrap();
        let name = "between.md";
        site.add(&[(name, &article(name, &format!("date = {}T12:00:00Z", day(n))))]);
    });
    let halves: Vec<_> = changed.iter().filter(|path| read(&site.read(path)).titles.len() < 4).collect();
    assert_eq!(halves.len(), 2, "{changed:?}");
    assert!(changed.len() <= 3, "the halves, and the archive before, whose next one is another: {changed:?}");
    assert!(found.iter().all(|line| line.starts_with("info[archive-changed]")), "{found:?}");
    let titles: Vec<_> = chain(&site, "feed.xml").into_iter().flat_map(|(_, read)| read.titles).collect();
    assert_eq!(titles.iter().collect::<BTreeSet<_>>().len(), 41);
}

#[test]
fn an_archived_article_that_is_withdrawn_or_edited_changes_its_archive_alone() {
    let draft = article("n010.md", &format!("date = {}\ndraft = true", day(10)));
    let edited = article("n010.md", &format!("date = {}", day(10))) + "And more.\n";
    for (text, said) in
        [(draft, ["dropped-entry", "archive-changed"].as_slice()), (edited, &["archive-changed"])]
    {
        let site = site(&feed("feed.xml", "rss", SMALL), (0..60).step_by(2));
        let (changed, found) = changed(&site, |site| site.add(&[("n010.md", &text)]));
        assert!(matches!(changed.as_slice(), [one] if one.contains("-archive-")), "{changed:?}");
        let codes: BTreeSet<_> = found.iter().map(|line| line.split(['[', ']']).nth(1).unwrap()).collect();
        assert_eq!(codes, said.iter().copied().collect(), "{found:?}");
    }
}

#[test]
fn two_archives_that_are_joined_contain_the_same_articles() {
    // Of five articles in a span, one is withdrawn.
    let site = site(&feed("feed.xml", "rss", SMALL), [2, 3, 8, 9, 10, 40, 41, 60, 80]);
    let text = article("n003.md", &format!("date = {}\ndraft = true", day(3)));
    site.build();
    let before = chain(&site, "feed.xml").len();
    let (_, found) = changed(&site, |site| site.add(&[("n003.md", &text)]));
    let chain = chain(&site, "feed.xml");
    assert!(chain.len() < before, "{chain:?}");
    let titles: BTreeSet<_> = chain.iter().flat_map(|(_, read)| &read.titles).collect();
    assert_eq!(titles.len(), 8);
    assert!(!found.iter().any(|line| line.starts_with("error")), "{found:?}");
}

#[test]
fn another_id_of_an_archived_article_stops_the_build() {
    let site = site(&feed("feed.xml", "rss", SMALL), 0..30);
    let text = article("n005.md", &format!("date = {}\nid = \"other\"", day(5)));
    let (changed, found) = changed(&site, |site| site.add(&[("n005.md", &text)]));
    assert_eq!(changed, Vec::<String>::new());
    assert!(
        found.iter().any(|line| line.starts_with("error[reidentified-entry] content/n005.md")),
        "{found:?}"
    );
}

#[test]
fn archives_are_parts_of_their_feed_until_it_has_none() {
    let tags =
        |more| format!("[[feed]]\neach = \"tag\"\npath = \"{{tag}}.xml\"\nformat = \"atom\"\n{more}\n");
    let site = Site::new(&format!("{PLAIN}{}", tags(SMALL)), &[]);
    for n in 0..20 {
        let name = format!("n{n:03}.md");
        site.add(&[(&name, &article(&name, &format!("date = {}\ntags = [\"rust\"]", day(n))))]);
    }
    site.clean();
    let count = archives(&site).len();
    assert!(count > 3 && site.path("public/rust.xml").is_file());
    let mut site = site;
    site.options.prune = true;
    site.clean();
    assert_eq!(archives(&site).len(), count);
    site.options.prune = false;
    fs::write(site.path("feedwright.toml"), format!("{PLAIN}{}", tags("limit = 20"))).unwrap();
    site.options.accept.insert(feedwright::published::Accept::Backfilled);
    let found = site.findings();
    let stale = found.iter().filter(|line| line.starts_with("info[stale-document]")).count();
    assert_eq!(stale, count, "{found:?}");
    assert!(!found.iter().any(|line| line.starts_with("error[emptied]")), "{found:?}");
    site.options.prune = true;
    site.build();
    assert_eq!(archives(&site), BTreeSet::new());
}

#[test]
fn nothing_of_an_archive_is_written_while_an_error_stands_or_in_a_dry_run() {
    let mut site = site(&feed("feed.xml", "rss", SMALL), 0..20);
    site.options.dry_run = true;
    let outcome = site.clean();
    assert!(outcome.documents.len() > 3 && site.published().is_empty());
    site.options.dry_run = false;
    site.add(&[("bad.md", "+++\ntitle = 1\ndate = 2026-01-05\n+++\nx\n")]);
    assert!(site.build().summary.errors > 0);
    assert!(site.published().is_empty());
}

#[test]
fn an_article_of_several_formats_is_rendered_once_for_its_archives() {
    let settings = ["rss", "atom", "json"].map(|format| feed(&format!("f.{format}"), format, SMALL)).concat();
    let site = site(&settings, 0..40);
    let outcome = site.clean();
    let own = chain(&site, "f.rss")[0].1.titles.len();
    assert!(outcome.summary.rendered <= 40 + own, "{}", outcome.summary.rendered);
}

#[test]
fn archives_need_a_limit_and_a_number_of_entries() {
    let lines = |more: &str| {
        let settings = format!("{PLAIN}{}", feed("feed.xml", "rss", more));
        crate::suite::site::config::findings(&settings)
    };
    assert_eq!(lines("limit = \"all\"\narchive = 5").len(), 1);
    assert!(
        lines("limit = \"all\"\narchive = 5")[0].contains("write a number as `limit`, or remove `archive`")
    );
    assert!(
        lines("archive = 0")[0].starts_with("error[invalid-setting] feedwright.toml:8:11"),
        "{:?}",
        lines("archive = 0")
    );
}

#[test]
fn two_feeds_whose_archives_have_one_path_are_refused() {
    let settings = feed("feed.xml", "rss", SMALL) + &feed("feed-archive-2026-01-07.xml", "rss", "");
    let site = site(&settings, 0..40);
    let first = site.findings();
    assert!(
        archives(&site).is_empty()
            && first.iter().any(|line| line.starts_with("error[duplicate-output-path]")),
        "{first:?}"
    );
}

#[test]
fn a_month_of_articles_of_one_day_is_one_archive() {
    let site = site(&feed("feed.xml", "rss", SMALL), 30..31);
    for n in 0..9 {
        let name = format!("same{n}.md");
        site.add(&[(&name, &article(&name, &format!("date = {}T0{n}:00:00Z", day(3))))]);
    }
    site.clean();
    let chain = chain(&site, "feed.xml");
    assert_eq!(chain[1].1.titles.len(), 9, "{chain:?}");
}

/// How many archives are asked for before the time is over, and how many may be asked for at the same time.
const IN_TIME: usize = 60;
const AT_ONCE: usize = 2 * MAX_CONCURRENT_REQUESTS;

#[test]
fn the_newest_archives_are_asked_for_as_long_as_there_is_time_and_the_others_are_counted() {
    let settings =
        feed("f.xml", "rss", "limit = 2\narchive = 1") + &feed("g.xml", "rss", "limit = 2\narchive = 1");
    let site = site(&settings, 0..131);
    site.clean();
    fs::rename(site.path("public"), site.path("published")).unwrap();
    let asked = Mutex::new(Vec::new());
    let request = |path: &str| {
        asked.lock().unwrap().push(path.to_owned());
        let file = site.path("published").join(path);
        PendingDocument::new(1, move || Ok(fs::read(file).ok()))
    };
    let is_archive = |path: &&String| path.contains("-archive-");
    let documents = DocumentsByPath {
        name: "published/".to_owned(),
        listed: None,
        folder: None,
        request: Box::new(request),
        request_at: None,
        has_time: Box::new(|| asked.lock().unwrap().iter().filter(is_archive).count() < IN_TIME),
        addresses: BTreeMap::new(),
    };
    let against = Against { documents: PublishedDocuments::ByPath(documents), is_all: false };
    let file = site.path("feedwright.toml");
    let text = fs::read_to_string(&file).unwrap();
    let config = pipeline::configure(&file, &text, &site.overrides, &feedwright::codes()).0.unwrap();
    let outcome = pipeline::build(&config, &site.options, Some(against), Vec::new(), &|_| {}).unwrap();
    let asked = asked.into_inner().unwrap();
    let newest_first: Vec<_> = (0..130)
        .rev()
        .flat_map(|n| ["f", "g"].map(|feed| format!("{feed}-archive-{}.xml", day(n))))
        .collect();
    let place = |path: &String| newest_first.iter().position(|known| known == path).unwrap();
    let places: BTreeSet<_> = asked.iter().filter(is_archive).map(place).collect();
    assert!((0..IN_TIME - AT_ONCE).all(|at| places.contains(&at)), "{places:?}");
    assert!(places.iter().all(|at| *at < IN_TIME + AT_ONCE), "{places:?}");
    let tally = outcome.compared.unwrap();
    assert_eq!((tally.archives, tally.archives_late), (places.len(), newest_first.len() - places.len()));
    assert_eq!(site.published().len(), 262, "all of them are written");
}
