//! Rules about the feed as a whole: a feed and the facts about its entries in, findings out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::rules;
use crate::check::codes::dates::{FEED_OLDER_THAN_ENTRIES, SAME_DATES};
use crate::check::codes::entries::{DUPLICATE_LINK, alternates, links, pairs, xml_base};
use crate::check::codes::links::{HUB_WITHOUT_SELF, MISSING_ALTERNATE, MISSING_SELF_LINK, SELF_LINK_DIFFERS};
use crate::check::codes::values::{DUPLICATE_VALUE, HOUR_24};
use crate::check::finding::{Level, Subject, excerpt};
use crate::check::scope::{Flavor, Scope, hash, repeats};
use crate::check::{Answer, Profile, values};
use crate::diagnostic::{Severity, timestamp};
use crate::source::dates;
use crate::source::text::Offset;
use crate::source::xml::Ns;
use crate::source::xml::tree::{Element, Name};

rules! {
    DUPLICATE_ID "duplicate-entry-id" Error or Warning "two entries with the same id" "RSS 2.0 <guid>; RFC 4287 §4.1.1; JSON Feed 1.1 items.id"
        "Readers show only one of them. FreshRSS stops trusting the ids of a feed with several such entries, and \
         shows everything again. In Atom it is a warning unless all entries have the same id, since an entry may \
         appear again with another date."
        Channel r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item><item><title>Wind</title><link>https://kampung.example/2</link><guid isPermaLink="false">«https://kampung.example/1»</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate></item>"#
        => r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item><item><title>Wind</title><link>https://kampung.example/2</link><guid isPermaLink="false">https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate></item>"#;
    FEED_ID_REUSED "entry-has-the-feeds-id" Error "entry with the same id as its feed" "RFC 4287 §4.2.6"
        "An id identifies one thing. Readers that keep both in one table mistake the entry for the feed."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{feed}<entry><id>«tag:kampung.example,2026:feed»</id><title>Wind</title><updated>2026-10-18T08:00:00Z</updated><link href="https://kampung.example/wind"/><summary>It blew.</summary></entry></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{feed}<entry><id>tag:kampung.example,2026:wind</id><title>Wind</title><updated>2026-10-18T08:00:00Z</updated><link href="https://kampung.example/wind"/><summary>It blew.</summary></entry></feed>"#;
    DUPLICATE_ENCLOSURE "duplicate-enclosure" Warning or Error "two entries with the same enclosure" "Apple Podcasts; AntennaPod"
        "Apple ignores the second one, and AntennaPod mistakes it for the first."
        Channel r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><enclosure url="«https://kampung.example/a.mp3»" length="4096" type="audio/mpeg"/></item>"#
        => r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><enclosure url="https://kampung.example/b.mp3" length="4096" type="audio/mpeg"/></item>"#;
    METADATA_AFTER_ENTRIES "metadata-after-entries" Warning or Error "feed metadata after the entries" "RSS Profile §4.1.1; RFC 4287 §4.1.1"
        "Programs that read a feed as a stream have already processed the entries when they reach it. In Atom it is \
         an error."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<«ttl»>60</ttl></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><ttl>60</ttl>{channel}</channel></rss>"#;
    MISSING_LANGUAGE "missing-language" Info or Error "feed without a language" "RSS 2.0 <language>; RFC 4287 §2; JSON Feed 1.1 language"
        "Readers use it to choose fonts, hyphenation, voices and translation. Podcast and news directories reject \
         feeds without one."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><«channel»><title>News</title><link>https://news.example/</link><description>What happened</description><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#;
    MISSING_AUTHOR "missing-author" Error "neither the entry nor the feed has an author" "RFC 4287 §4.1.1, §4.1.2"
        "Atom requires an author for each entry: its own, that of its source, or that of the feed."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:news.example,2026:feed</id><title>News</title><updated>2026-10-19T08:00:00Z</updated><link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><link href="https://news.example/"/><«entry»>{entry}</entry></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:news.example,2026:feed</id><title>News</title><updated>2026-10-19T08:00:00Z</updated><author><name>Ana</name></author><link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><link href="https://news.example/"/><entry>{entry}</entry></feed>"#;
    NO_ENTRIES "no-entries" Info or Error "feed without entries" "RSS 2.0 <channel>"
        "This is allowed, but most people who see an empty feed think that something is broken."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><«channel»><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#;
    TOO_MANY_ENTRIES "too-many-entries" Warning "more entries than readers accept" "Feedbin, entry_filter.rb; Inoreader"
        "Feedbin reads only the first 300 entries of a feed; Inoreader blocks feeds with more than 3,000. Older \
         entries belong in an archive (RFC 5005).";
    LARGE_FEED "large-feed" Warning or Info or Error "feed larger than readers and services accept" "FeedBurner; JSON Feed 1.1; CommaFeed; Miniflux"
        "FeedBurner stops at 512 kB, Google News at 2 MB, CommaFeed at 5 MB, Feedbin at 10 MiB, Miniflux at 15 MiB; \
         and every reader fetches the feed again and again. From 512 kB (250 kB for JSON) it is reported as info, \
         from 1 MB as a warning, and from 2 MB in a news feed as an error.";
    SCRIPT_IN_FEED "script-in-feed" Info "script in the feed itself" "mfreed7/xslt_polyfill; W3C Feed Validator, MisplacedXHTMLContent"
        "It lets browsers show the feed as a page. Readers ignore it, but some validators and proxies reject the \
         feed. A CSS stylesheet shows the feed in browsers without a script."
        Channel r#"<«h:script» xmlns:h="http://www.w3.org/1999/xhtml" src="https://kampung.example/feed.js"/>"#
        => r"";
    IMAGE_TITLE "image-title-differs" Warning "image title differs from the channel title" "RSS Profile §4.1.1.9.2"
        "Readers show the image with that title, as the name of the feed."
        Channel r"<image><url>https://kampung.example/a.png</url><«title»>Logo</title><link>https://kampung.example/</link></image>"
        => r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link></image>";
    IMAGE_LINK "image-link-differs" Warning "image link differs from the channel link" "RSS Profile §4.1.1.9.1"
        "Readers make the image a link to the site, so it should lead where the feed's title leads."
        Channel r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><«link»>https://kampung.example/logo</link></image>"
        => r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link></image>";
    IMAGE_FORMAT "image-format" Warning "image that is not GIF, JPEG or PNG" "RSS 2.0 <image>; RSS Profile §4.1.1.9.3"
        "RSS allows only these three formats, and some readers show no others."
        Channel r"<image><url>«https://kampung.example/a.svg»</url><title>Kampung News</title><link>https://kampung.example/</link></image>"
        => r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link></image>";
    OBSOLETE_ELEMENT "obsolete-element" Info "obsolete element" "RSS Profile §4.1.1.14, §4.1.1.17"
        "Almost all readers ignore PICS ratings and text input boxes."
        Channel r"<«rating»>(PICS-1.1)</rating>"
        => r"";
    UNUSUAL_TTL "unusual-ttl" Info "unusually short or long ttl" "RSS Profile §4.1.1.18"
        "The ttl is in minutes. Readers that respect it use it as the minimum time between two fetches: few fetch \
         more often than every 15 minutes, and after more than a day, news arrives late."
        Channel r"<ttl>«2»</ttl>"
        => r"<ttl>60</ttl>";
    DOCS_ELSEWHERE "docs-elsewhere" Info "docs element that does not link to the specification" "RSS Profile §4.1.1.7"
        "The element tells people who find the file what it is. It links to \
         https://www.rssboard.org/rss-specification."
        Channel r"<docs>«https://kampung.example/about»</docs>"
        => r"<docs>https://www.rssboard.org/rss-specification</docs>";
}

const NONE: Ns = Ns::NONE;
const ATOM: Ns = Ns::ATOM;

/// Elements of a channel with the same meaning; the second one is redundant.
const CHANNEL_PAIRS: &[(Name, Name)] = &[
    ((NONE, "managingEditor"), (Ns::DC, "creator")),
    ((NONE, "webMaster"), (Ns::DC, "publisher")),
    ((NONE, "language"), (Ns::DC, "language")),
    ((NONE, "copyright"), (Ns::DC, "rights")),
    ((NONE, "pubDate"), (Ns::DC, "date")),
    ((NONE, "lastBuildDate"), (Ns::DCTERMS, "modified")),
    ((NONE, "category"), (Ns::DC, "subject")),
    ((NONE, "generator"), (Ns::ADMIN, "generatorAgent")),
    ((Ns::CC, "license"), (Ns::CREATIVE_COMMONS, "license")),
];

/// Checks a feed beyond its grammar.
pub(crate) fn check(feed: Element<'_>, scope: &mut Scope<'_>) {
    match scope.flavor {
        Flavor::Rss => channel(feed, scope),
        Flavor::Atom | Flavor::Json => atom(feed, scope),
    }
    alternates(feed, scope);
    self_links(feed, scope);
    check_order(feed, scope);
    entries(feed.name_range(), scope);
    check_duplicates(scope);
    check_feed_date(feed, scope);
}

/// Checks an entry that is a document of its own: it has no feed whose author could be its own (RFC 4287 §4.1.2).
pub(crate) fn entry_document(entry: Element<'_>, scope: &mut Scope<'_>) {
    if scope.facts.first_without_author.is_some() {
        let help = "add <author><name>…</name></author> to the entry";
        let message = "neither the entry nor its source has an author";
        scope.findings.add(&MISSING_AUTHOR, entry.name_range(), message, help);
    }
}

fn channel(channel: Element<'_>, scope: &mut Scope<'_>) {
    let rss = channel.parent().filter(|rss| rss.xml_attribute("base").is_some());
    xml_base(rss.unwrap_or(channel), scope);
    pairs(channel, CHANNEL_PAIRS, scope);
    if let Some(image) = channel.child((NONE, "image")) {
        self::image(image, channel, scope);
    }
    check_skips(channel, scope);
    check_advice(channel, scope);
    if channel.child((NONE, "language")).is_none() && channel.child((Ns::DC, "language")).is_none() {
        missing_language(channel.name_range(), "add <language>", scope);
    }
    if scope.facts.has_comment_counts
        && channel.child((NONE, "lastBuildDate")).is_none()
        && scope.facts.entries > 0
    {
        let code = &crate::check::codes::modules::UNDATED_COUNTS;
        scope.findings.add(
            code,
            channel.name_range(),
            "the comment counts have no date",
            "add <lastBuildDate>",
        );
    }
}

/// Reports a feed without a language. It is an error for profiles, since directories reject it.
pub(crate) fn missing_language(at: Range<Offset>, help: &str, scope: &mut Scope<'_>) {
    let severity =
        if scope.options.profiles.is_empty() { MISSING_LANGUAGE.severity } else { Severity::Error };
    scope.findings.add(MISSING_LANGUAGE.at(severity), at, "the feed has no language", help);
}

fn image(image: Element<'_>, channel: Element<'_>, scope: &mut Scope<'_>) {
    for (name, code) in [("title", &IMAGE_TITLE), ("link", &IMAGE_LINK)] {
        let (Some(own_value), Some(channel_value)) = (image.child((NONE, name)), channel.child((NONE, name)))
        else {
            continue;
        };
        if own_value.trimmed() != channel_value.trimmed() && !own_value.trimmed().is_empty() {
            let message = format!(
                "the image's {name} is `{}`, and the channel's is `{}`",
                excerpt(&own_value.trimmed()),
                excerpt(&channel_value.trimmed())
            );
            scope.findings.add(code, own_value.name_range(), message, "write the same value in both");
        }
    }
    let Some(url) = image.child((NONE, "url")) else { return };
    let path =
        values::absolute(&url.trimmed()).map(|url| url.path().to_ascii_lowercase()).unwrap_or_default();
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    if let Some(extension) = extension
        && ["svg", "webp", "avif", "ico", "bmp", "tif", "tiff", "heic", "jxl", "html", "htm"]
            .contains(&extension)
    {
        let message = format!("expected a GIF, JPEG or PNG image, found `{}`", excerpt(extension));
        scope.findings.add(&IMAGE_FORMAT, url.text().range(), message, "use PNG or JPEG");
    }
}

/// Checks the days and hours in which readers need not fetch the feed.
fn check_skips(channel: Element<'_>, scope: &mut Scope<'_>) {
    for (list, member) in [("skipHours", "hour"), ("skipDays", "day")] {
        let mut seen = std::collections::BTreeSet::new();
        let members = channel.child((NONE, list)).into_iter().flat_map(|list| list.all((NONE, member)));
        for element in members {
            let text = element.trimmed().into_owned();
            let number = text.parse::<u8>().map_or(text.clone(), |hour| (hour % 24).to_string());
            if text == "24" {
                scope.findings.add(
                    &HOUR_24,
                    element.text().range(),
                    "expected an hour from 0 to 23, found `24`",
                    "write `0` for midnight",
                );
            }
            if !seen.insert(number) {
                scope.findings.add(
                    &DUPLICATE_VALUE,
                    element.text().range(),
                    format!("`{}` appears twice in `<{list}>`", excerpt(&text)),
                    "remove one of the two",
                );
            }
        }
    }
}

fn check_advice(channel: Element<'_>, scope: &mut Scope<'_>) {
    for name in ["rating", "textInput"] {
        if let Some(element) = channel.child((NONE, name)) {
            scope.findings.add(
                &OBSOLETE_ELEMENT,
                element.name_range(),
                format!("`<{name}>` is ignored by readers"),
                "remove it",
            );
        }
    }
    if let Some(ttl) = channel.child((NONE, "ttl")) {
        let minutes: Option<u64> = ttl.trimmed().parse().ok();
        if minutes.is_some_and(|minutes| minutes > 0 && !(15..=1440).contains(&minutes)) {
            scope.findings.add(
                &UNUSUAL_TTL,
                ttl.text().range(),
                format!("the feed asks to be fetched every {} minutes", ttl.trimmed()),
                "write a number from 15 to 1440",
            );
        }
    }
    if let Some(docs) = channel.child((NONE, "docs")) {
        let text = docs.trimmed();
        let is_known = [
            "rssboard.org/",
            "cyber.harvard.edu/",
            "cyber.law.harvard.edu/",
            "blogs.law.harvard.edu/",
            "backend.userland.com/",
            "feedvalidator.org/docs",
        ]
        .iter()
        .any(|place| text.contains(place));
        if !is_known && values::absolute(&text).is_some() {
            scope.findings.add(
                &DOCS_ELSEWHERE,
                docs.text().range(),
                format!("`<docs>` points to `{}`", excerpt(&text)),
                "write `https://www.rssboard.org/rss-specification`",
            );
        }
    }
}

fn atom(feed: Element<'_>, scope: &mut Scope<'_>) {
    if let Some(first_without_author) =
        scope.facts.first_without_author.clone().filter(|_| feed.child((ATOM, "author")).is_none())
    {
        scope.findings.add(
            &MISSING_AUTHOR,
            first_without_author,
            "neither the entry nor the feed has an author",
            "add <author><name>…</name></author> to the feed",
        );
    }
    if links(feed, "alternate").next().is_none() {
        scope.findings.add(
            &MISSING_ALTERNATE,
            feed.name_range(),
            "the feed has no link to its website",
            "add <link href=\"https://…/\"/>",
        );
    }
    if feed.xml_attribute("lang").is_none() {
        missing_language(feed.name_range(), "add xml:lang=\"…\" to <feed>", scope);
    }
    if let Some(id) = feed.child((ATOM, "id")) {
        let id_hash = hash(&id.trimmed());
        let reused = scope.facts.ids.iter().find(|fact| fact.hash == id_hash).cloned();
        if let Some(fact) = reused {
            scope.findings.add(
                &FEED_ID_REUSED,
                fact.range,
                "the entry has the same id as the feed",
                "give each a unique id",
            );
        }
    }
}

fn self_links(feed: Element<'_>, scope: &mut Scope<'_>) {
    let count = links(feed, "self").count();
    if count == 0 {
        let help = match scope.flavor {
            Flavor::Rss => "add <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://…\"/>",
            Flavor::Atom | Flavor::Json => {
                "add <link rel=\"self\" type=\"application/atom+xml\" href=\"https://…\"/>"
            }
        };
        scope.findings.add(&MISSING_SELF_LINK, feed.name_range(), "the feed has no self link", help);
    }
    check_hub(feed, scope);
    let self_link = links(feed, "self").next().and_then(|link| link.attribute("href"));
    if let Some(href) = self_link {
        check_self_link(&href.trimmed(), href.range(), scope);
    }
}

/// Reports a hub without exactly one self link: subscribers do not know which URL to send to it.
fn check_hub(feed: Element<'_>, scope: &mut Scope<'_>) {
    let Some(hub) = links(feed, "hub").next() else { return };
    let addresses = links(feed, "self").filter_map(|link| link.attribute("href"));
    let addresses: BTreeSet<_> = addresses.map(|href| href.trimmed().into_owned()).collect();
    let is_in_header = scope.options.answer.as_ref().is_some_and(Answer::has_self_link);
    let message = match addresses.len() {
        0 if !is_in_header => "the feed has a hub, but no self link".to_owned(),
        0 | 1 => return,
        count => format!("the feed has a hub and {count} different self links, expected one"),
    };
    let help = "write exactly one link with rel=\"self\", the URL that subscribers send to the hub";
    scope.findings.add(&HUB_WITHOUT_SELF, hub.name_range(), message, help);
}

/// Reports a self link that differs from the URL of the feed.
pub(crate) fn check_self_link(href: &str, range: Range<Offset>, scope: &mut Scope<'_>) {
    let Some(base) = scope.options.base.as_ref() else { return };
    let target = url::Url::parse(base.as_str()).and_then(|base| base.join(href));
    if target.is_ok_and(|target| target.as_str() != base.as_str()) {
        let message = format!("the self link is `{}`, expected `{base}`", excerpt(href));
        scope.findings.add(
            &SELF_LINK_DIFFERS,
            range,
            message,
            format!("write `{base}`, or publish the feed at the URL of its self link"),
        );
    }
}

/// Reports feed metadata after an entry.
fn check_order(feed: Element<'_>, scope: &mut Scope<'_>) {
    let Some(first) = scope.facts.first_entry else { return };
    let core = if scope.flavor == Flavor::Rss { NONE } else { ATOM };
    let late = feed.children().find(|child| child.range().start > first && child.ns() == core);
    if let Some(late) = late {
        let severity = if core == ATOM { Severity::Error } else { Severity::Warning };
        let message = format!("`<{}>` comes after the first entry", excerpt(late.written()));
        scope.findings.add(
            METADATA_AFTER_ENTRIES.at(severity),
            late.name_range(),
            message,
            "put it before the entries",
        );
    }
}

/// Checks the number of entries.
pub(crate) fn entries(at: Range<Offset>, scope: &mut Scope<'_>) {
    match scope.facts.entries {
        0 => {
            let severity = if scope.options.profiles.contains(&Profile::Podcast) {
                Severity::Error
            } else {
                NO_ENTRIES.severity
            };
            scope.findings.add(
                NO_ENTRIES.at(severity),
                at,
                "the feed has no entries",
                "check whether the program that generates it found any articles",
            );
        }
        count if count > 300 => {
            scope.findings.add(
                &TOO_MANY_ENTRIES,
                at,
                format!("the feed has {count} entries"),
                "keep only the newest: 20 to 50 are enough for readers",
            );
        }
        _ => {}
    }
}

/// Reports ids, links and files of more than one entry.
pub(crate) fn check_duplicates(scope: &mut Scope<'_>) {
    let facts = &scope.facts;
    let (ids, links, files) = (repeats(&facts.ids), repeats(&facts.links), repeats(&facts.enclosures));
    let all_same = ids.len() > 1 && ids.len() + 1 == facts.ids.len();
    let is_atom = scope.flavor == Flavor::Atom;
    let is_podcast = scope.options.profiles.contains(&Profile::Podcast);
    let id_severity = if is_atom && !all_same { Severity::Warning } else { Severity::Error };
    let file_severity = if is_podcast { Severity::Error } else { DUPLICATE_ENCLOSURE.severity };
    let kinds = [
        (
            DUPLICATE_ID.at(id_severity),
            ("id", "id"),
            ids,
            "give each entry its own id; readers show only one of the two",
        ),
        (Level::from(&DUPLICATE_LINK), ("link", "url"), links, "give each entry the URL of its own page"),
        (
            DUPLICATE_ENCLOSURE.at(file_severity),
            ("enclosure", "enclosure"),
            files,
            "give each entry its own file",
        ),
    ];
    for (level, (name, part), facts, help) in kinds {
        for (fact, first) in facts {
            let message = format!("another entry has the same {name},");
            let subject = Subject { repeats: Some(first.entry), ..Subject::first(fact.entry, part) };
            scope.findings.add_repeated(level, fact.range, first.range.start, message, help);
            scope.findings.set_subject(subject);
        }
    }
    check_same_dates(scope);
}

/// Reports three or more entries, and more than half of all, with the same date to the second, which is probably the
/// build time. A few entries with the same date may be translations.
fn check_same_dates(scope: &mut Scope<'_>) {
    let mut counts: BTreeMap<_, (usize, Range<Offset>, usize)> = BTreeMap::new();
    for (date, range, entry) in &scope.facts.dates {
        let count = counts.get(date).map_or(0, |(count, _, _)| *count);
        counts.insert(*date, (count + 1, range.clone(), *entry));
    }
    let most = scope.facts.entries / 2;
    for (count, range, entry) in counts.into_values().filter(|(count, _, _)| *count >= 3 && *count > most) {
        let help = "give each entry its own date and time, not that of the build";
        scope.findings.add(&SAME_DATES, range, format!("{count} entries have this date"), help);
        scope.findings.set_subject(Subject::first(entry, "date_published"));
    }
}

/// Reports a feed whose date is before that of its newest entry.
fn check_feed_date(feed: Element<'_>, scope: &mut Scope<'_>) {
    let feed_date = match scope.flavor {
        Flavor::Rss => feed
            .child((NONE, "lastBuildDate"))
            .and_then(|element| Some((dates::rfc822(&element.trimmed())?, element))),
        Flavor::Atom | Flavor::Json => feed
            .child((ATOM, "updated"))
            .and_then(|element| Some((dates::rfc3339(&element.trimmed())?, element))),
    };
    if let (Some((date, element)), Some(newest)) = (feed_date, scope.facts.newest)
        && date < newest
    {
        let message = format!(
            "`<{}>` is older than the newest entry, which is dated {}",
            element.written(),
            timestamp(newest.fixed_offset())
        );
        scope.findings.add(
            &FEED_OLDER_THAN_ENTRIES,
            element.text().range(),
            message,
            "write the date of the newest change",
        );
    }
}
