//! Paging, archives and threads (RFC 5005, RFC 4685), in Atom and, through its links, in RSS.

use super::rules;
use crate::check::codes::entries::links;
use crate::check::namespace::Ns;
use crate::check::scope::Scope;
use crate::check::values::{self, FieldValue, Kind, Owner};
use crate::check::xml::tree::Element;

rules! {
    COMPLETE_WITH_PAGES "complete-feed-with-pages" Error "a feed that is complete, and has other pages" "RFC 5005 §2"
        "fh:complete says that an entry which is not there is gone. With further pages readers would remove what stands \
         on them."
        Feed r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/><«link» rel="next" href="https://kampung.example/atom-2.xml"/>"#
        => r#"<link rel="next" href="https://kampung.example/atom-2.xml"/>"#;
    MIXED_PAGING "mixed-paging" Warning "a feed that is both paged and archived" "RFC 5005 §1"
        "next and previous lead to pages that change, prev-archive to documents that do not. What both together mean is \
         not defined."
        Feed r#"<link rel="next" href="https://kampung.example/atom-2.xml"/><«link» rel="prev-archive" href="https://kampung.example/atom-1.xml"/>"#
        => r#"<link rel="prev-archive" href="https://kampung.example/atom-1.xml"/>"#;
    ARCHIVE_WITHOUT_CURRENT "archive-without-current" Warning "an archive that does not lead to the feed itself" "RFC 5005 §4"
        "Whoever comes upon the archive cannot find the feed to subscribe to."
        Feed r#"<«fh:archive» xmlns:fh="http://purl.org/syndication/history/1.0"/>"#
        => r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://kampung.example/now.xml"/>"#;
    HISTORY_IN_ENTRY "history-link-in-entry" Warning "a link to other pages of the feed in an entry" "RFC 5005 §3, §4"
        "Such links belong to the feed. In an entry readers pass over them, so that older entries are not found."
        Entry r#"<«link» rel="prev-archive" href="https://kampung.example/atom-1.xml"/>"#
        => r#"<link rel="related" href="https://kampung.example/atom-1.xml"/>"#;
    REPLY_TYPE "reply-type-without-address" Info "the type of what an entry replies to, without its address" "RFC 4685 §3"
        "The type says what stands at the address. Alone it says nothing."
        Entry r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1" «type="text/html"»/><link rel="related" href="https://kampung.example/1"/>"#
        => r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1" href="https://kampung.example/1" type="text/html"/><link rel="related" href="https://kampung.example/1"/>"#;
    REPLY_ALONE "reply-without-link" Info "a reply that only some readers recognise" "RFC 4685 §3"
        "Readers that do not know threads see no connection. A link with rel=\"related\" beside it is understood by all."
        Entry r#"<«thr:in-reply-to» xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1"/>"#
        => r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1"/><link rel="related" href="https://kampung.example/1"/>"#;
    ARCHIVE_IS_CURRENT "archive-is-current" Error "a feed that is both the current one and an archive" "RFC 5005 §4"
        "An archive never changes again: programs that keep it do not fetch it any more, and miss every new entry."
        Feed r#"<«fh:archive» xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://kampung.example/atom.xml"/>"#
        => r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://kampung.example/now.xml"/>"#;
    REPLIES_TYPE "replies-without-type" Info "a link to replies that does not say what it leads to" "RFC 4685 §4"
        "Without a type it means a feed of Atom. Miniflux shows a link to comments only if it leads to a page: say \
         type=\"text/html\"."
        Entry r#"<«link» rel="replies" href="https://kampung.example/rain#comments"/>"#
        => r#"<link rel="replies" type="text/html" href="https://kampung.example/rain#comments"/>"#;
}

const PAGES: [&str; 4] = ["next", "previous", "first", "last"];
const ARCHIVES: [&str; 2] = ["prev-archive", "next-archive"];

/// Says what is wrong with the links of a feed to its other documents.
pub(crate) fn check_feed(feed: Element<'_>, scope: &mut Scope<'_>) {
    let page = PAGES.iter().find_map(|relation| links(feed, relation).next());
    let archive = ARCHIVES.iter().find_map(|relation| links(feed, relation).next());
    let has = |name| feed.child((Ns::FH, name));
    if let (Some(_), Some(link)) = (has("complete"), page.or(archive)) {
        scope.findings.add(
            &COMPLETE_WITH_PAGES,
            link.name_range(),
            "the feed is complete, and leads to further documents",
            "leave out <fh:complete>, or the link",
        );
    }
    if let (Some(_), Some(archive)) = (page, archive) {
        scope.findings.add(
            &MIXED_PAGING,
            archive.name_range(),
            "the feed is both paged and archived",
            "keep the links of one kind",
        );
    }
    if let Some(marker) = has("archive").filter(|_| links(feed, "current").next().is_none()) {
        scope.findings.add(
            &ARCHIVE_WITHOUT_CURRENT,
            marker.name_range(),
            "the archive has no link to the feed itself",
            "add a link with rel=\"current\"",
        );
    }
    let address = |relation| links(feed, relation).next().and_then(|link| link.attribute("href"));
    if let (Some(marker), Some(own), Some(current)) = (has("archive"), address("self"), address("current"))
        && own.trimmed() == current.trimmed()
    {
        let message = "the feed is an archive, and says that it is the current document";
        scope.findings.add(
            &ARCHIVE_IS_CURRENT,
            marker.name_range(),
            message,
            "leave out <fh:archive> in the live feed",
        );
    }
}

/// Says what is wrong with the links of an entry to its feed and its replies.
pub(crate) fn check_entry(entry: Element<'_>, scope: &mut Scope<'_>) {
    for relation in ARCHIVES.iter().chain(["current"].iter()) {
        for link in links(entry, relation) {
            scope.findings.add(
                &HISTORY_IN_ENTRY,
                link.name_range(),
                format!("a link with rel=\"{relation}\" stands in an entry"),
                "put it into the feed",
            );
        }
    }
    for reply in entry.all((Ns::THR, "in-reply-to")) {
        if links(entry, "related").next().is_none() {
            let help = "add <link rel=\"related\" href=\"…\"/>";
            scope.findings.add(
                &REPLY_ALONE,
                reply.name_range(),
                "only readers that know threads see what this replies to",
                help,
            );
        }
        if let (Some(kind), None) = (reply.attribute("type"), reply.attribute("href")) {
            let range = kind.range();
            scope.findings.add(
                &REPLY_TYPE,
                range,
                "a type without an address says nothing",
                "add href=\"…\", or leave the type out",
            );
        }
    }
    for link in links(entry, "replies") {
        if link.attribute("type").is_none() {
            scope.findings.add(
                &REPLIES_TYPE,
                link.name_range(),
                "the link to the replies does not say what it leads to",
                "add type=\"text/html\" or type=\"application/atom+xml\"",
            );
        }
        for attribute in link.attributes().filter(|attribute| attribute.ns() == Ns::THR) {
            let kind = match attribute.local() {
                "count" => Kind::Natural,
                "updated" | "when" => Kind::Rfc3339,
                _ => continue,
            };
            let value = attribute.value();
            let range = attribute.range();
            values::check(
                kind,
                &FieldValue::new(Owner::Attribute("link", attribute.written()), &value, range),
                scope,
            );
        }
    }
}
