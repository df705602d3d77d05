//! Tests of how a change affects subscribers.

use std::collections::BTreeMap;

use feedwright::feed::Format;
use feedwright::published::change::{Evidence, Kind};
use feedwright::published::feed::{Item, PublishedFeed};
use feedwright::published::{self, Accept, States, Table};
use proptest::prelude::*;

use crate::suite::support::lines;

/// An entry: id, page, title, day of 2026 as `MM-DD`.
fn item(id: &str, link: &str, title: &str, day: &str) -> Item {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Item {
        id: some(id),
        link: some(link),
        title: title.to_owned(),
        date: format!("2026-{day}T00:00:00Z").parse().ok(),
        ..Item::default()
    }
}

fn known(items: Vec<Item>) -> PublishedFeed {
    PublishedFeed { ours: true, items, ..PublishedFeed::new(Format::Rss) }
}

/// The change of each entry, and its evidence.
fn changes(old: Vec<Item>, new: Vec<Item>) -> Vec<(Kind, Option<Evidence>)> {
    let comparison = published::compare(&known(old), &known(new));
    comparison.changes.iter().map(|change| (change.kind, change.evidence)).collect()
}

#[track_caller]
fn becomes(old: &Item, new: &Item, kind: Kind, evidence: Evidence) {
    assert_eq!(changes(vec![old.clone()], vec![new.clone()]), [(kind, Some(evidence))], "{old:?} {new:?}");
}

#[test]
fn an_article_is_known_again_by_its_page_in_every_spelling() {
    let spellings = [
        "https://a.org/x/",
        "http://a.org/x/",
        "https://www.a.org/x",
        "https://A.org:443/x/index.html",
        "https://a.org/x.html",
        "https://a.org/x/?utm_source=rss#top",
        "https://a.org/%78/",
    ];
    for spelling in spellings {
        let old = item("1", spellings[0], "Old", "01-01");
        becomes(&old, &item("2", spelling, "New", "03-01"), Kind::Reidentified, Evidence::Permalink);
    }
}

#[test]
fn an_article_is_known_again_by_its_file_its_path_and_its_title() {
    let with_file = |id: &str, link: &str| Item {
        enclosure: Some("https://cdn.org/e.mp3".to_owned()),
        ..item(id, link, id, "01-01")
    };
    becomes(
        &with_file("1", "https://a.org/1"),
        &with_file("2", "https://b.org/2"),
        Kind::Reidentified,
        Evidence::Enclosure,
    );
    let (old, new) =
        (item("1", "https://a.org/x/", "Old", "01-01"), item("2", "https://b.org/x/", "New", "01-01"));
    becomes(&old, &new, Kind::Reidentified, Evidence::Path);
    let (old, new) =
        (item("1", "https://a.org/x/", "T", "01-01"), item("2", "https://b.org/y/", "T", "01-02"));
    becomes(&old, &new, Kind::Reidentified, Evidence::Title);
}

#[test]
fn ambiguous_entries_are_never_guessed() {
    let old = vec![item("1", "https://a.org/1", "T", "01-01"), item("2", "https://a.org/2", "T", "01-01")];
    let new = vec![item("3", "https://b.org/3", "T", "01-01"), item("4", "https://b.org/4", "T", "01-01")];
    let kinds: Vec<_> = changes(old, new).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Kind::New, Kind::New]);
    // The same title on another day is another article.
    let old = item("1", "https://a.org/1", "Weekly", "01-01");
    let new = item("2", "https://a.org/2", "Weekly", "01-08");
    assert_eq!(changes(vec![old], vec![new]), [(Kind::New, None)]);
}

#[test]
fn an_id_is_reused_if_nothing_else_is_the_same() {
    let old = item("1", "https://a.org/x/", "Rain", "01-01");
    let other = item("1", "https://a.org/y/", "Sun", "02-01");
    becomes(&old, &other, Kind::Reused, Evidence::Id);
    // An article with a new title, page or date is still the same article.
    becomes(&old, &item("1", "https://a.org/y/", "Sun", "01-01"), Kind::Updated, Evidence::Id);
    becomes(&old, &item("1", "https://a.org/x/", "Sun", "02-01"), Kind::Redated, Evidence::Id);
    // Shifted ids: each article has the id of its neighbor.
    let before = vec![item("1", "https://a.org/x", "X", "01-01"), item("2", "https://a.org/y", "Y", "01-01")];
    let now = vec![item("2", "https://a.org/x", "X", "01-01"), item("1", "https://a.org/y", "Y", "01-01")];
    let kinds: Vec<_> = changes(before, now).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Kind::Reused, Kind::Reused]);
}

/// The change of each entry of a site whose articles took each other's addresses.
#[track_caller]
fn becomes_all(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)], expected: &[Kind]) {
    let items = |all: &[(&str, &str, &str)]| {
        all.iter().map(|(page, title, day)| item(page, page, title, day)).collect::<Vec<_>>()
    };
    let kinds: Vec<_> = changes(items(old), items(new)).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, expected);
}

#[test]
fn an_address_that_another_article_took_over_is_a_reused_id() {
    let (x, y, z) = ("https://a.org/x/", "https://a.org/y/", "https://a.org/z/");
    // A new article takes the page, and the old one moves.
    becomes_all(
        &[(x, "Rain", "01-01")],
        &[(x, "Sun", "06-01"), (y, "Rain", "01-01")],
        &[Kind::Reidentified, Kind::Reused],
    );
    // Two articles swap their pages.
    becomes_all(
        &[(x, "Rain", "01-01"), (y, "Sun", "01-02")],
        &[(y, "Rain", "01-01"), (x, "Sun", "01-02")],
        &[Kind::Reused, Kind::Reused],
    );
    // Each article moves to the page of the next one.
    becomes_all(
        &[(x, "Rain", "01-01"), (y, "Sun", "01-02")],
        &[(z, "Rain", "01-01"), (x, "Sun", "01-02")],
        &[Kind::Reidentified, Kind::Reused, Kind::Dropped],
    );
    // A new title does not make another article.
    becomes_all(
        &[(x, "Rain", "01-01")],
        &[(x, "Showers", "01-01"), (y, "Rain", "03-01")],
        &[Kind::New, Kind::Updated],
    );
}

#[test]
fn a_date_moves_if_it_moves_by_more_than_a_day() {
    let at = |day: &str| item("1", "https://a.org/x/", "T", day);
    becomes(&at("01-01"), &at("01-02"), Kind::Updated, Evidence::Id);
    becomes(&at("01-01"), &at("01-03"), Kind::Redated, Evidence::Id);
    becomes(&at("01-03"), &at("01-01"), Kind::Redated, Evidence::Id);
}

/// Ten times as many entries, some of which have moved to another month.
fn moved(moved: usize, of: usize) -> bool {
    let entry = |at: usize, day: &str| item(&at.to_string(), "", "", day);
    let old = (0..of).map(|at| entry(at, "01-01")).collect();
    let new = (0..of).map(|at| entry(at, if at < moved { "02-01" } else { "01-01" })).collect();
    published::compare(&known(old), &known(new)).mass_redated
}

#[test]
fn three_changed_dates_in_a_small_feed_are_not_a_correction() {
    assert!(!moved(2, 2), "two are corrections, however small the feed");
    assert!(moved(3, 3) && moved(3, 29));
    assert!(!moved(3, 30), "a tenth is not over a tenth");
    assert!(moved(4, 39) && !moved(4, 40));
}

#[test]
fn at_most_half_of_the_entries_may_disappear() {
    let of = |count: usize| known((0..count).map(|at| item(&at.to_string(), "", "", "01-01")).collect());
    let emptied = |now: usize| published::compare(&of(10), &of(now)).emptied;
    assert!(emptied(0) && emptied(4));
    assert!(!emptied(5) && !emptied(10) && !emptied(20));
    // New entries in their places do not help, unless fewer than three, or at most half, have disappeared.
    let entries = |all: std::ops::Range<usize>| -> Vec<Item> {
        let entry =
            |at: usize| item(&at.to_string(), "", &format!("T{at}"), &format!("01-{:02}", 28 - at % 7));
        all.map(entry).collect()
    };
    let replaced = |lost: usize, of: usize| {
        let (old, new) = (entries(0..of), [entries(7..7 + lost), entries(lost..of)].concat());
        published::compare(&known(old), &known(new)).emptied
    };
    assert!(replaced(4, 6) && replaced(3, 5));
    assert!(!replaced(3, 6) && !replaced(2, 3));
}

#[test]
fn entries_older_than_all_others_only_exceeded_the_limit() {
    let at = |id: &str, day: &str| item(id, "", "", day);
    let old = vec![at("3", "01-03"), at("2", "01-02"), at("1", "01-01")];
    let new = vec![at("5", "01-05"), at("4", "01-04"), at("3", "01-03")];
    let comparison = published::compare(&known(old.clone()), &known(new));
    assert_eq!((comparison.count(Kind::Dropped), comparison.aged), (0, 2));
    let without = vec![at("4", "01-04"), at("3", "01-03"), at("1", "01-01")];
    assert_eq!(published::compare(&known(old.clone()), &known(without)).count(Kind::Dropped), 1);
    // An entry for which there is still room did not fall off.
    let fewer = vec![at("3", "01-03"), at("2", "01-02")];
    assert_eq!(published::compare(&known(old), &known(fewer)).count(Kind::Dropped), 1);
}

/// The findings of a build about two states, with some changes accepted.
fn findings(old: &PublishedFeed, new: &PublishedFeed, accepted: &[Accept]) -> Vec<String> {
    findings_in(Table::Unknown, old, new, accepted)
}

/// The same for the feed of the `[[feed]]` with this path.
fn findings_in(
    table: Table<'_>,
    old: &PublishedFeed,
    new: &PublishedFeed,
    accepted: &[Accept],
) -> Vec<String> {
    let accepted = accepted.iter().copied().collect();
    let left_out = &BTreeMap::new();
    let states = States {
        old,
        from: "public",
        new,
        path: "feed.xml",
        left_out,
        has_skipped: false,
        limit: None,
        table,
    };
    let found = published::guard(states, &published::compare(old, new), &accepted);
    let found: Vec<_> = found.into_iter().map(|(_, finding)| finding).collect();
    lines(&found)
}

#[test]
fn each_change_that_stops_a_build_names_both_values_and_help_and_can_be_accepted() {
    let link = "https://a.org/x/";
    let one = |id: &str, link: &str, title: &str, day: &str| known(vec![item(id, link, title, day)]);
    let cases: &[(PublishedFeed, PublishedFeed, Accept, &str, &str)] = &[
        (
            one("1", link, "T", "01-01"),
            one("2", link, "T", "01-01"),
            Accept::Reidentified,
            "error[reidentified-entry] published as `1`, but would become `2` (the same page), so every subscriber would get it again | keep the old ids with `feedwright pin --from public`, or write id = \"1\"; if subscribers may get it again, build with --accept reidentified",
            "info[reidentified-entry] published as `1`, but would become `2` (the same page), so every subscriber would get it again",
        ),
        (
            PublishedFeed { format: Format::Atom, ..one("a b", link, "T", "01-01") },
            PublishedFeed { format: Format::Atom, ..one("urn:uuid:1", link, "T", "01-01") },
            Accept::Reidentified,
            "error[reidentified-entry] published as `a b`, which is not an IRI, so it would become `urn:uuid:1` in Atom, and every subscriber would get it again | Atom cannot keep the old id; build once with --accept reidentified",
            "info[reidentified-entry] published as `a b`, which is not an IRI, so it would become `urn:uuid:1` in Atom, and every subscriber would get it again",
        ),
        (
            one("1", link, "Rain", "01-01"),
            one("1", "https://a.org/y/", "Sun", "02-01"),
            Accept::Reused,
            "error[reused-id] subscribers know the id `1` as \"Rain\" (in `feed.xml`), so they would not see this article | give it its own `id`; if it is a new version of that article, build with --accept reused",
            "info[reused-id] subscribers know the id `1` as \"Rain\" (in `feed.xml`), so they would not see this article",
        ),
    ];
    for (old, new, accept, stops, passes) in cases {
        assert_eq!(findings(old, new, &[]), [*stops]);
        assert_eq!(findings(old, new, &[*accept]), [*passes]);
    }
}

#[test]
fn many_moved_dates_stop_a_build_and_one_is_a_warning() {
    let feed = |days: [&str; 3]| {
        known(days.iter().enumerate().map(|(at, day)| item(&at.to_string(), "", "", day)).collect())
    };
    let (old, one, all) =
        (feed(["01-01"; 3]), feed(["02-01", "01-01", "01-01"]), feed(["02-01", "02-02", "02-03"]));
    assert_eq!(
        findings(&old, &one, &[]),
        [
            "warning[redated-entry] published with the date 2026-01-01T00:00:00Z, but would change to 2026-02-01T00:00:00Z | restore the date, and use `updated` for changes"
        ]
    );
    let lines = findings(&old, &all, &[]);
    assert_eq!(lines.iter().filter(|line| line.starts_with("error[mass-redating] ")).count(), 3, "{lines:?}");
    assert!(
        findings(&old, &all, &[Accept::Redated]).iter().all(|line| line.starts_with("info[mass-redating] "))
    );
}

#[test]
fn what_a_feed_says_about_itself_is_compared_as_far_as_both_formats_have_it() {
    let some = |text: &str| Some(text.to_owned());
    let old = PublishedFeed {
        title: some("Rain"),
        language: some("en-US"),
        home_url: some("https://a.org"),
        ..known(Vec::new())
    };
    let parts = |new: &PublishedFeed| {
        let parts = published::compare(&old, new).parts;
        parts.into_iter().map(|(part, (old, new))| format!("{part:?} {old}>{new}")).collect::<Vec<_>>()
    };
    let same = PublishedFeed { language: some("en-us"), home_url: some("https://a.org/"), ..old.clone() };
    assert_eq!(parts(&same), Vec::<String>::new());
    let new = PublishedFeed {
        title: some("Sun"),
        description: some("Dry"),
        language: None,
        home_url: some("https://b.org/"),
        ..known(Vec::new())
    };
    assert_eq!(
        parts(&new),
        ["Title Rain>Sun", "Description >Dry", "Language en-US>", "Link https://a.org>https://b.org/"]
    );
    let atom = PublishedFeed { format: Format::Atom, ..new };
    assert_eq!(parts(&atom), ["Title Rain>Sun", "Link https://a.org>https://b.org/"]);
}

/// What subscribers see of the change from one word to another in a feed itself.
fn seen(feed: &str) -> Vec<String> {
    let [old, new] =
        ["ANA", "TARI"].map(|name| published::read(feed.replace("NAME", name).as_bytes()).unwrap());
    let parts = published::compare(&old, &new).parts;
    parts.into_iter().map(|(part, (old, new))| format!("{}: {old} -> {new}", part.as_str())).collect()
}

#[test]
fn everything_that_subscribers_see_of_a_feed_is_compared() {
    let channel = |inside: &str| {
        seen(&format!(
            "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
             xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             <channel><title>T</title>{inside}<item><title>NAME</title></item></channel></rss>"
        ))
    };
    for (inside, expected) in [
        ("<title>NAME</title>", "title: ANA -> TARI"),
        ("<description>NAME</description>", "description: ANA -> TARI"),
        ("<language>NAME</language>", "language: ANA -> TARI"),
        ("<link>NAME</link>", "link: ANA -> TARI"),
        (
            "<managingEditor>a@b.example (NAME)</managingEditor>",
            "authors: a@b.example (ANA) -> a@b.example (TARI)",
        ),
        ("<dc:creator>NAME</dc:creator>", "authors: ANA -> TARI"),
        ("<copyright>© NAME</copyright>", "rights: © ANA -> © TARI"),
        (
            "<image><title>NAME</title><url>NAME.png</url><link>NAME</link></image>",
            "logo: ANA.png -> TARI.png",
        ),
        ("<itunes:author>NAME</itunes:author>", "show author: ANA -> TARI"),
        ("<itunes:image href=\"NAME.jpg\"/>", "cover: ANA.jpg -> TARI.jpg"),
        (
            "<itunes:category text=\"Arts\"><itunes:category text=\"NAME\"/></itunes:category>",
            "categories: Arts, ANA -> Arts, TARI",
        ),
        ("<itunes:explicit>NAME</itunes:explicit>", "explicit: ANA -> TARI"),
        ("<itunes:type>NAME</itunes:type>", "order: ANA -> TARI"),
        ("<itunes:complete>NAME</itunes:complete>", "complete: ANA -> TARI"),
        ("<itunes:block>NAME</itunes:block>", "block: ANA -> TARI"),
        ("<itunes:new-feed-url>NAME</itunes:new-feed-url>", "new address: ANA -> TARI"),
        ("<podcast:person role=\"host\">NAME</podcast:person>", "people: ANA, host -> TARI, host"),
        ("<podcast:location>NAME</podcast:location>", "location: ANA -> TARI"),
        ("<podcast:funding url=\"NAME\">Help</podcast:funding>", "funding: Help, ANA -> Help, TARI"),
        ("<podcast:trailer url=\"t.mp3\">NAME</podcast:trailer>", "trailers: ANA, t.mp3 -> TARI, t.mp3"),
        ("<podcast:license>NAME</podcast:license>", "license: ANA -> TARI"),
        ("<podcast:medium>NAME</podcast:medium>", "medium: ANA -> TARI"),
        ("<podcast:updateFrequency>NAME</podcast:updateFrequency>", "frequency: ANA -> TARI"),
    ] {
        assert_eq!(channel(inside), [expected], "{inside}");
    }
    let people =
        "<author><name>NAME</name><email>a@b.example</email></author><author><name>Budi</name></author>";
    let of_entry = "<entry><id>1</id><author><name>NAME</name></author></entry>";
    assert_eq!(
        seen(&format!("<feed>{people}<logo>NAME.png</logo><icon>NAME.ico</icon>{of_entry}</feed>")),
        [
            "authors: ANA, a@b.example, Budi -> TARI, a@b.example, Budi",
            "logo: ANA.png -> TARI.png",
            "icon: ANA.ico -> TARI.ico"
        ]
    );
    let json = |inside: &str| {
        seen(&format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", {inside}, \"items\": []}}"))
    };
    let expected = ["authors: ANA, https://a.org/ -> TARI, https://a.org/", "logo: ANA.png -> TARI.png"];
    let person = "{\"name\": \"NAME\", \"url\": \"https://a.org/\"}";
    assert_eq!(json(&format!("\"authors\": [{person}], \"icon\": \"NAME.png\"")), expected);
    let of_both = format!("\"author\": {{\"name\": \"NAME\"}}, \"authors\": [{person}]");
    assert_eq!(json(&of_both), expected[..1]);
    assert_eq!(json("\"author\": {\"name\": \"NAME\"}"), ["authors: ANA -> TARI"]);
    assert_eq!(json("\"favicon\": \"NAME.ico\""), ["icon: ANA.ico -> TARI.ico"]);
}

#[test]
fn formats_that_say_the_same_in_other_words_do_not_differ() {
    let read = |text: &str| published::read(text.as_bytes()).unwrap();
    let rss = read("<rss><channel><managingEditor>a@b.example (Ana)</managingEditor></channel></rss>");
    let atom = read("<feed><author><name>Ana</name></author><logo>a.png</logo></feed>");
    assert_eq!(published::compare(&rss, &atom).parts, BTreeMap::new());
}

#[test]
fn advice_about_the_id_of_a_feed_is_for_its_own_table() {
    let feed = |id: &str| PublishedFeed { id: Some(id.to_owned()), ..known(Vec::new()) };
    let help = |table| {
        let found = findings_in(table, &feed("tag:pier,1:a"), &feed("https://pier.org/a.xml"), &[]);
        assert_eq!(found.len(), 1);
        found[0].split_once(" | ").unwrap().1.to_owned()
    };
    assert_eq!(
        help(Table::At("a.xml")),
        "write id = \"tag:pier,1:a\" into the [[feed]] with path = \"a.xml\""
    );
    assert_eq!(
        help(Table::At("{tag}.xml")),
        "write an `id` with the placeholders of its path into the [[feed]] with path = \"{tag}.xml\", so that it is \"tag:pier,1:a\" here"
    );
    assert_eq!(help(Table::Unknown), "write id = \"tag:pier,1:a\" into its [[feed]]");
    assert_eq!(
        help(Table::Nowhere),
        "write all feeds into feedwright.toml, as `feedwright init --from public --dry-run` shows them, and id = \"tag:pier,1:a\" into the one with path = \"feed.xml\""
    );
}

#[test]
fn the_slash_of_a_bare_host_makes_no_other_feed_and_a_template_no_url() {
    let feed = |id: &str, url: &str| PublishedFeed {
        id: Some(id.to_owned()),
        self_url: Some(url.to_owned()),
        ..known(Vec::new())
    };
    let url = "https://pier.org/tags/sea/feed.xml";
    let changes = |old: (&str, &str), new: &str| findings(&feed(old.0, old.1), &feed(new, url), &[]).len();
    assert_eq!(changes(("https://pier.org", url), "https://pier.org/"), 0);
    assert_eq!(changes(("https://pier.org/", url), "https://pier.org"), 0);
    assert_eq!(changes(("https://pier.org/log", url), "https://pier.org/log/"), 1);
    assert_eq!(changes(("https://pier.org", url), "http://pier.org/"), 1);
    for template in
        ["https://pier.org/tags/{{ tag }}/feed.xml", "https://pier.org/tags/%7B%7Btag%7D%7D/feed.xml"]
    {
        assert_eq!(changes(("https://pier.org", template), "https://pier.org"), 0, "{template}");
    }
}

#[test]
fn a_feed_with_another_url_id_or_format_is_reported() {
    let old = PublishedFeed {
        self_url: Some("https://a.org/feed.xml".to_owned()),
        id: Some("tag:1".to_owned()),
        ..known(Vec::new())
    };
    let moved = PublishedFeed { self_url: Some("https://b.org/feed.xml".to_owned()), ..old.clone() };
    let renamed = PublishedFeed { id: Some("tag:2".to_owned()), ..old.clone() };
    let atom = PublishedFeed { format: Format::Atom, ..old.clone() };
    assert_eq!(
        findings(&old, &moved, &[]),
        [
            "warning[feed-moved] the feed's URL is `https://b.org/feed.xml`, but it is published as `https://a.org/feed.xml` | redirect https://a.org/feed.xml permanently (301) to https://b.org/feed.xml; without the redirect, the feed loses its subscribers"
        ]
    );
    assert_eq!(
        findings(&old, &renamed, &[]),
        [
            "warning[feed-moved] the feed's id is `tag:2`, but it is published as `tag:1` | write id = \"tag:1\" into its [[feed]]"
        ]
    );
    assert_eq!(
        findings(&old, &atom, &[]),
        [
            "warning[format-changed] `feed.xml` would change from RSS to Atom | give the new format its own path, and keep the old one for its subscribers"
        ]
    );
}

#[test]
fn an_entry_that_would_disappear_is_reported() {
    let (old, new) = (
        known(vec![item("2", "", "B", "01-02"), item("1", "", "A", "01-01")]),
        known(vec![item("1", "", "A", "01-01")]),
    );
    assert_eq!(
        findings(&old, &new, &[]),
        [
            "info[dropped-entry] \"B\" (`2`) is published, but would disappear | run `feedwright list` to see what is left out, and why"
        ]
    );
}

prop_compose! {
    fn any_item()(id in "[ab]?", link in "(https?://(www\\.)?[ab]\\.org/[ab]?/?)?", title in "[ab]?", day in "0[1-3]-0[1-3]") -> Item {
        item(&id, &link, &title, &day)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Subscribers see nothing new in a feed that did not change, and each entry has one change. (An entry whose id
    /// was given to another has two: the reused id, and the change of the entry itself.)
    #[test]
    fn each_entry_has_exactly_one_result(old in proptest::collection::vec(any_item(), 0..8), new in proptest::collection::vec(any_item(), 0..8)) {
        let same = published::compare(&known(old.clone()), &known(old.clone()));
        prop_assert_eq!(same.changes, []);
        let comparison = published::compare(&known(old.clone()), &known(new.clone()));
        let own = comparison.changes.iter().filter(|change| change.kind != Kind::Reused);
        let mut olds: Vec<_> = own.filter_map(|change| change.old).collect();
        let mut news: Vec<_> = comparison.changes.iter().filter_map(|change| change.new).collect();
        let (all_olds, all_news) = (olds.len(), news.len());
        olds.sort_unstable();
        olds.dedup();
        news.sort_unstable();
        news.dedup();
        prop_assert_eq!((all_olds, all_news), (olds.len(), news.len()), "{:?}", comparison);
        prop_assert!(olds.iter().all(|at| *at < old.len()) && news.iter().all(|at| *at < new.len()));
    }
}

/// The key of newsboat, across all feeds: the guid, or else link and date, the link, or the title
/// (rssparser.cpp, `get_guid`).
fn newsboat(item: &Item) -> Option<String> {
    let title = Some(item.title.clone()).filter(|title| !title.is_empty());
    let dated = || Some(format!("{}{}", item.link.as_ref()?, item.date?.timestamp()));
    item.id.clone().or_else(dated).or_else(|| item.link.clone()).or(title)
}

/// The key of Miniflux, within a feed: a hash of the guid, or else of the link, or of title and content
/// (internal/reader/rss/adapter.go). A second entry with the same one is stored with its link behind it.
fn miniflux(item: &Item) -> Option<String> {
    let content = item.content.or(item.summary);
    let text = format!("{}{content:?}", item.title);
    let text = Some(text).filter(|_| !item.title.is_empty() || content.is_some());
    item.id.clone().or_else(|| item.link.clone()).or(text)
}

prop_compose! {
    fn entry_of_any_kind()(
        id in "[ab]?", link in "(https://a\\.org/[ab])?", title in "[ab]?", day in "0[1-3]-0[1-3]",
        enclosure in "(https://a\\.org/[xy])?", content in 0_u64..3, is_dated in any::<bool>(),
    ) -> Item {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let dated = item("", "", &title, &day);
        Item {
            id: some(id),
            link: some(link),
            enclosure: some(enclosure),
            content: Some(content).filter(|content| *content > 0),
            date: dated.date.filter(|_| is_dated),
            ..dated
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    /// An entry that subscribers get as new, by `diff`, is new to readers by their own rules.
    #[test]
    fn what_is_unseen_is_unseen_by_readers(
        old in proptest::collection::vec(entry_of_any_kind(), 0..6),
        new in proptest::collection::vec(entry_of_any_kind(), 0..6),
    ) {
        let comparison = published::compare(&known(old.clone()), &known(new.clone()));
        let unseen = comparison.changes.iter().filter(|change| matches!(change.kind, Kind::New | Kind::Reidentified));
        for item in unseen.filter_map(|change| new.get(change.new?)) {
            for key in [newsboat, miniflux] {
                let seen = old.iter().find(|old| key(item).is_some() && key(old) == key(item));
                prop_assert!(seen.is_none(), "{item:?} is known as {seen:?}");
            }
        }
    }
}

#[test]
fn at_most_a_thousand_findings_of_a_kind_are_reported_per_document() {
    let each = |count: usize, host: &str| {
        let entry = |n: usize| item(&format!("{host}{n}"), &format!("https://a.org/{n}"), "t", "01-01");
        (0..count).map(entry).collect::<Vec<_>>()
    };
    let findings = |old: &PublishedFeed, new: &PublishedFeed, accepted: &[Accept]| {
        let left_out = &BTreeMap::new();
        let states = States {
            old,
            from: "old",
            new,
            path: "f.xml",
            left_out,
            has_skipped: false,
            limit: None,
            table: Table::Unknown,
        };
        let accepted = accepted.iter().copied().collect();
        let found = published::guard(states, &published::compare(old, new), &accepted);
        let found: Vec<_> = found.into_iter().map(|(_, finding)| finding).collect();
        (found.len(), lines(&found).pop().unwrap())
    };
    let (old, new) = (known(each(1500, "a")), known(each(1500, "b")));
    let more = |severity: &str| {
        format!("{severity}[reidentified-entry] 500 more entries of `f.xml` have the same problem")
    };
    assert_eq!(findings(&old, &new, &[]), (1001, more("error")));
    assert_eq!(findings(&old, &new, &[Accept::Reidentified]), (1001, more("info")));
    let (few, rest) = (known(each(1000, "b")), known(Vec::new()));
    assert_eq!(findings(&known(each(1000, "a")), &few, &[]).0, 1000);
    let (count, last) = findings(&old, &rest, &[Accept::Emptied]);
    assert_eq!(
        (count, last.as_str()),
        (1001, "info[dropped-entry] 500 more entries of `f.xml` have the same problem")
    );
}

#[test]
fn an_article_with_another_slug_and_title_is_known_again_by_its_time_or_its_text() {
    let at = |id: &str, title: &str, date: &str, content: Option<u64>| Item {
        date: date.parse().ok(),
        content,
        ..item(id, &format!("https://a.org/{id}/"), title, "01-01")
    };
    let old = at("1", "Pier closed", "2026-04-01T10:00:00Z", Some(7));
    becomes(&old, &at("2", "Planks", "2026-04-01T10:00:00Z", Some(7)), Kind::Reidentified, Evidence::Text);
    becomes(&old, &at("2", "Planks", "2026-04-01T17:30:00Z", Some(7)), Kind::Reidentified, Evidence::Text);
    let to_the_second = |id: &str, title: &str, text| at(id, title, "2026-04-01T10:03:21Z", Some(text));
    let (old, new) = (to_the_second("1", "Pier closed", 1), to_the_second("2", "Planks", 2));
    becomes(&old, &new, Kind::Reidentified, Evidence::Instant);
    // Another article of the day, or of a time that is midnight somewhere, is another one; so are all of a shared second.
    let other = |old: Vec<Item>, new: Vec<Item>| {
        let kinds = changes(old, new).into_iter().map(|(kind, _)| kind);
        assert!(kinds.into_iter().all(|kind| matches!(kind, Kind::New | Kind::Dropped)));
    };
    other(vec![old.clone()], vec![at("2", "Planks", "2026-04-01T11:00:01Z", Some(2))]);
    let midnight = |id: &str, text| at(id, id, "2026-03-31T17:00:00Z", Some(text));
    other(vec![midnight("1", 1)], vec![midnight("2", 2)]);
    other(vec![old.clone(), to_the_second("3", "C", 3)], vec![new, to_the_second("4", "D", 4)]);
}

/// A feed of entries, each dated a number of days before 1 July.
fn days_ago(days: &[i64]) -> PublishedFeed {
    let newest: chrono::DateTime<chrono::Utc> = "2026-07-01T10:00:00Z".parse().unwrap();
    let entry = |days: &i64| Item {
        date: Some(newest - chrono::Duration::days(*days)),
        ..item(&format!("{days}"), "", &format!("T{days}"), "01-01")
    };
    known(days.iter().map(entry).collect())
}

#[track_caller]
fn arrive_as_new(old: &[i64], new: &[i64], expected: &[&str]) {
    let found = findings(&days_ago(old), &days_ago(new), &[]);
    let found: Vec<_> = found.iter().filter(|line| line.contains("backfilled-entries")).collect();
    let codes: Vec<_> = found.iter().map(|line| line.split_once(']').unwrap().0).collect();
    assert_eq!(codes, expected, "{found:?}");
}

#[test]
fn an_entry_that_said_only_when_it_was_updated_may_say_when_it_was_published() {
    let atom = |dates: &str| {
        let entry = format!("<entry><id>urn:x:dune</id><title>Dune</title>{dates}</entry>");
        let feed = format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:x</id>{entry}</feed>");
        published::read(feed.as_bytes()).unwrap()
    };
    let json = |dates: &str| {
        let item = format!("{{\"id\": \"dune\", \"title\": \"Dune\", {dates}}}");
        let version = "https://jsonfeed.org/version/1.1";
        let feed = format!("{{\"version\": \"{version}\", \"title\": \"S\", \"items\": [{item}]}}");
        published::read(feed.as_bytes()).unwrap()
    };
    let kinds = |old: &PublishedFeed, new: &PublishedFeed| {
        let changes = published::compare(old, new).changes;
        changes.iter().map(|change| change.kind).collect::<Vec<_>>()
    };
    let updated = |day: &str| format!("<updated>{day}T00:00:00Z</updated>");
    let published = "<published>2019-03-02T00:00:00Z</published>";
    let alone = atom(&updated("2023-08-09"));
    for both in [updated("2023-08-09") + published, published.to_owned() + &updated("2023-08-09")] {
        assert_eq!(kinds(&alone, &atom(&both)), [Kind::Updated], "{both}");
        assert_eq!(kinds(&atom(&both), &atom(&updated("2023-08-09"))), [Kind::Redated], "{both}");
    }
    assert_eq!(kinds(&alone, &atom(&(updated("2023-08-19") + published))), [Kind::Redated]);
    let modified = "\"date_modified\": \"2023-08-09T00:00:00Z\"";
    let dated = format!("{modified}, \"date_published\": \"2019-03-02T00:00:00Z\"");
    assert_eq!(kinds(&json(modified), &json(&dated)), [Kind::Updated]);
}

#[test]
fn old_articles_that_arrive_as_new_stop_a_build() {
    let stopped = ["error[backfilled-entries"];
    // A raised limit.
    arrive_as_new(&[0, 1, 2], &[0, 1, 2, 3, 4, 5, 6, 7], &stopped);
    // The same, while others expire.
    arrive_as_new(&[0, 1, 2, 3], &[0, 1, 2, 4, 5, 6, 7], &stopped);
    // Another section, between the entries and more than a week old.
    arrive_as_new(&[0, 20, 40], &[0, 10, 15, 20, 25, 40], &stopped);
    let lines = findings(&days_ago(&[0, 1]), &days_ago(&[0, 1, 2, 3, 4]), &[]);
    assert_eq!(
        lines,
        [
            "error[backfilled-entries] 3 old articles in `feed.xml` would be shown as new to every subscriber | restore the feed's `limit` and `select`, or the dates of the articles; if this is intended, build with --accept backfilled"
        ]
    );
    let accepted = findings(&days_ago(&[0, 1]), &days_ago(&[0, 1, 2, 3, 4]), &[Accept::Backfilled]);
    assert!(accepted.len() == 1 && accepted[0].starts_with("info[backfilled-entries] "), "{accepted:?}");
}

#[test]
fn what_happens_every_day_does_not_stop_a_build_as_old_articles_do() {
    let info = "info[backfilled-entries";
    // A batch of wires, not in the order of their times.
    arrive_as_new(&[0, 2, 4, 6], &[-1, 0, 1, 2, 3, 4, 5, 6], &[]);
    // Entries that slide back as others expire.
    arrive_as_new(&[0, 1, 2, 3, 4, 5], &[0, 1, 5, 6, 7, 8], &[]);
    // One article that gets the tag; one finished draft; two imported posts.
    arrive_as_new(&[0, 1, 2], &[0, 1, 2, 30], &[info]);
    arrive_as_new(&[0, 30, 60], &[0, 30, 45, 60], &[info]);
    arrive_as_new(&[0, 1, 2], &[0, 1, 2, 100, 200], &[info, info]);
    // Three of thirty are a tenth, and not more than a tenth.
    let month: Vec<_> = (0..30).collect();
    let more: Vec<_> = (0..33).collect();
    arrive_as_new(&month, &more, &[info, info, info]);
    arrive_as_new(&month[..29], &more[..32], &["error[backfilled-entries"]);
}

/// An entry of a podcast, with its file and the size of that.
fn episode(id: &str, title: &str, file: &str, bytes: u64) -> Item {
    let enclosure = Some(file.to_owned());
    Item { enclosure, enclosure_bytes: Some(bytes), ..item(id, "", title, "04-01") }
}

#[test]
fn an_episode_is_known_again_on_another_host_by_its_file_or_its_number() {
    let old = episode("1", "Part 1: Rain", "https://old.org/media/rain.mp3", 4711);
    let new = episode("b", "Rain", "https://new.org/rain/rain.mp3?v=2", 4711);
    becomes(&old, &new, Kind::Reidentified, Evidence::Enclosure);
    let other = episode("b", "Rain", "https://new.org/rain/rain.mp3", 4712);
    assert_eq!(changes(vec![old.clone()], vec![other.clone()]), [(Kind::New, None)], "another file");
    let numbered = |item: &Item, season| Item { season, episode: Some(3), ..item.clone() };
    let (old, other) = (numbered(&old, Some(1)), numbered(&other, Some(1)));
    becomes(&old, &other, Kind::Reidentified, Evidence::Episode);
    assert_eq!(changes(vec![old], vec![numbered(&other, Some(2))]), [(Kind::New, None)], "another season");
}

#[test]
fn an_article_whose_address_and_date_change_together_is_known_again_by_its_title_and_text() {
    let with_text = |item: Item, text| Item { content: Some(text), ..item };
    let page = |id: &str, day| item(id, &format!("https://a.org/{id}"), "Pier closed", day);
    let (old, new) = (with_text(page("a", "04-01"), 1), with_text(page("b", "06-01"), 1));
    let other = with_text(item("c", "https://a.org/c", "Other", "03-01"), 2);
    assert_eq!(
        changes(vec![other.clone(), old.clone()], vec![other.clone(), new.clone()]),
        [(Kind::Reidentified, Some(Evidence::Text))]
    );
    let edited = Item { content: Some(3), ..new.clone() };
    assert_eq!(
        changes(vec![other.clone(), old.clone()], vec![other.clone(), edited]).len(),
        2,
        "another text"
    );
    // What is older than the rest only leaves the feed: the same may be written again and again.
    let newer = with_text(item("c", "https://a.org/c", "Other", "05-01"), 2);
    assert_eq!(changes(vec![newer.clone(), old], vec![newer, new]), [(Kind::New, None)]);
}
