//! Rules about paging, archives and threads (RFC 5005, RFC 4685), in Atom and, by Atom links, in RSS.

use super::rules;
use crate::check::codes::entries::links;
use crate::check::scope::Scope;
use crate::check::values::{self, FieldValue, Owner, ValueKind};
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

rules! {
    COMPLETE_WITH_PAGES "complete-feed-with-pages" Error "complete feed with further pages" "RFC 5005 §2"
        "fh:complete means that an entry missing from this document has been deleted. Readers would remove the \
         entries on the other pages."
        Feed r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/><«link» rel="next" href="https://kampung.example/atom-2.xml"/>"#
        => r#"<link rel="next" href="https://kampung.example/atom-2.xml"/>"#;
    MIXED_PAGING "mixed-paging" Warning "feed that is both paged and archived" "RFC 5005 §1"
        "next and previous lead to pages that change, prev-archive to documents that do not. The combination is \
         undefined."
        Feed r#"<link rel="next" href="https://kampung.example/atom-2.xml"/><«link» rel="prev-archive" href="https://kampung.example/atom-1.xml"/>"#
        => r#"<link rel="prev-archive" href="https://kampung.example/atom-1.xml"/>"#;
    ARCHIVE_WITHOUT_CURRENT "archive-without-current" Warning "archive without a link to the current feed" "RFC 5005 §4"
        "People who find the archive cannot find the feed to subscribe to."
        Feed r#"<«fh:archive» xmlns:fh="http://purl.org/syndication/history/1.0"/>"#
        => r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://kampung.example/now.xml"/>"#;
    PAGING_LINK_IN_ENTRY "history-link-in-entry" Warning "paging link in an entry" "RFC 5005 §3, §4"
        "Such links belong to the feed. In an entry readers ignore them, so older entries are not found."
        Entry r#"<«link» rel="prev-archive" href="https://kampung.example/atom-1.xml"/>"#
        => r#"<link rel="related" href="https://kampung.example/atom-1.xml"/>"#;
    REPLY_TYPE "reply-type-without-address" Info "type of a reply target without its URL" "RFC 4685 §3"
        "The type describes the document at the URL. It is meaningless without the URL."
        Entry r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1" «type="text/html"»/><link rel="related" href="https://kampung.example/1"/>"#
        => r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1" href="https://kampung.example/1" type="text/html"/><link rel="related" href="https://kampung.example/1"/>"#;
    REPLY_WITHOUT_LINK "reply-without-link" Info "reply that only some readers recognize" "RFC 4685 §3"
        "Readers without thread support see no connection. All of them understand an additional link with \
         rel=\"related\"."
        Entry r#"<«thr:in-reply-to» xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1"/>"#
        => r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:kampung.example,2026:1"/><link rel="related" href="https://kampung.example/1"/>"#;
    ARCHIVE_IS_CURRENT "archive-is-current" Error "feed that is both the current document and an archive" "RFC 5005 §4"
        "An archive never changes: programs that store it do not fetch it again, and miss every new entry."
        Feed r#"<«fh:archive» xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://kampung.example/atom.xml"/>"#
        => r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://kampung.example/now.xml"/>"#;
    REPLIES_TYPE "replies-without-type" Info "link to replies without a type" "RFC 4685 §4"
        "Without a type the link means an Atom feed. Miniflux shows a link to comments only if it leads to a page: \
         write type=\"text/html\"."
        Entry r#"<«link» rel="replies" href="https://kampung.example/rain#comments"/>"#
        => r#"<link rel="replies" type="text/html" href="https://kampung.example/rain#comments"/>"#;
}

const PAGES: [&str; 4] = ["next", "previous", "first", "last"];
const ARCHIVES: [&str; 2] = ["prev-archive", "next-archive"];

/// Checks the links of a feed to its other documents.
pub(crate) fn check_feed(feed: Element<'_>, scope: &mut Scope<'_>) {
    let page = PAGES.iter().find_map(|relation| links(feed, relation).next());
    let archive = ARCHIVES.iter().find_map(|relation| links(feed, relation).next());
    let has = |name| feed.child((Ns::FH, name));
    if let (Some(_), Some(link)) = (has("complete"), page.or(archive)) {
        scope.findings.add(
            &COMPLETE_WITH_PAGES,
            link.name_range(),
            "the feed is marked complete, but links to further documents",
            "remove <fh:complete>, or the link",
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
            "the archive has no link to the current feed",
            "add a link with rel=\"current\"",
        );
    }
    let address = |relation| links(feed, relation).next().and_then(|link| link.attribute("href"));
    if let (Some(marker), Some(own), Some(current)) = (has("archive"), address("self"), address("current"))
        && own.trimmed() == current.trimmed()
    {
        let message = "the feed is marked as an archive, but is the current document";
        scope.findings.add(
            &ARCHIVE_IS_CURRENT,
            marker.name_range(),
            message,
            "remove <fh:archive> from the current feed",
        );
    }
}

/// Checks the links of an entry to its feed and its replies.
pub(crate) fn check_entry(entry: Element<'_>, scope: &mut Scope<'_>) {
    for relation in ARCHIVES.iter().chain(["current"].iter()) {
        for link in links(entry, relation) {
            scope.findings.add(
                &PAGING_LINK_IN_ENTRY,
                link.name_range(),
                format!("link with rel=\"{relation}\" in an entry"),
                "move it to the feed",
            );
        }
    }
    for reply in entry.all((Ns::THR, "in-reply-to")) {
        if links(entry, "related").next().is_none() {
            let help = "add <link rel=\"related\" href=\"…\"/>";
            scope.findings.add(
                &REPLY_WITHOUT_LINK,
                reply.name_range(),
                "only readers with thread support see what this replies to",
                help,
            );
        }
        if let (Some(kind), None) = (reply.attribute("type"), reply.attribute("href")) {
            let range = kind.range();
            scope.findings.add(
                &REPLY_TYPE,
                range,
                "the type of a reply target is meaningless without its URL",
                "add href=\"…\", or remove the type",
            );
        }
    }
    for link in links(entry, "replies") {
        if link.attribute("type").is_none() {
            scope.findings.add(
                &REPLIES_TYPE,
                link.name_range(),
                "the link to the replies has no type",
                "add type=\"text/html\" or type=\"application/atom+xml\"",
            );
        }
        for attribute in link.attributes().filter(|attribute| attribute.ns() == Ns::THR) {
            let kind = match attribute.local() {
                "count" => ValueKind::Natural,
                "updated" | "when" => ValueKind::Rfc3339,
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
