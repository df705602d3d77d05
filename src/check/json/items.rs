//! Items and the feed object in, findings beyond the table of keys out.

use crate::check::Profile;
use crate::check::codes::dates::{MISSING_DATE, UPDATED_BEFORE_PUBLISHED};
use crate::check::codes::entries::{BLANK_GUID, ENTRY_SAYS_NOTHING, MISSING_LINK, updated_before};
use crate::check::codes::feed;
use crate::check::codes::json::{DEPRECATED_AUTHOR, EMPTY_AUTHOR, NEXT_IS_SELF, UNKNOWN_JSON_VERSION};
use crate::check::codes::links::{HUB_WITHOUT_SELF, MISSING_SELF_LINK};
use crate::check::codes::podcast::NOT_RSS;
use crate::check::finding::excerpt;
use crate::check::scope::Scope;
use crate::diagnostic::Severity;
use crate::source::dates;
use crate::source::json::{JsonKind, JsonNode};
use crate::source::text::Offset;

fn text(node: Option<&JsonNode>, file: &str) -> Option<String> {
    node.filter(|node| node.is_string()).map(|node| node.value(file).text().into_owned())
}

fn opening(node: &JsonNode) -> std::ops::Range<Offset> {
    node.range.start..node.range.start + 1
}

/// Checks an item, and collects the facts for checks of the feed.
pub(super) fn check(item: &JsonNode, file: &str, scope: &mut Scope<'_>) {
    scope.facts.entries += 1;
    scope.facts.first_entry.get_or_insert(item.range.start);
    if !matches!(item.kind, JsonKind::Object(_)) {
        return;
    }
    let of = |name| item.get(name).map(|node| (node, text(Some(node), file).unwrap_or_default()));
    if let Some((node, id)) = of("id") {
        if node.is_string() && id.trim().is_empty() {
            scope.findings.add(
                &BLANK_GUID,
                node.range.clone(),
                "the id is empty",
                "write the item's URL, or any string that never changes",
            );
        } else if node.is_string() {
            let fact = scope.fact(&id, node.range.clone());
            scope.facts.ids.push(fact);
        }
    }
    match of("url") {
        Some((node, url)) => {
            let fact = scope.fact(&url, node.range.clone());
            scope.facts.links.push(fact);
        }
        None => {
            let help = "add \"url\", even if it is the same as the id".to_owned();
            scope.findings.add(
                MISSING_LINK.at(Severity::Warning),
                opening(item),
                "the item has no url",
                help,
            );
        }
    }
    if item.get("content_html").is_none() && item.get("content_text").is_none() {
        let help = "add content_html or content_text; NetNewsWire drops the item";
        scope.findings.add(
            &ENTRY_SAYS_NOTHING,
            opening(item),
            "the item has neither content_html nor content_text",
            help,
        );
    }
    dates(item, file, scope);
    authors(item, scope);
    attachments(item, file, scope);
}

fn dates(item: &JsonNode, file: &str, scope: &mut Scope<'_>) {
    let read = |name| {
        let node = item.get(name)?;
        Some((dates::rfc3339_in_any_case(&text(Some(node), file)?)?, node.range.clone()))
    };
    let (published, modified) = (read("date_published"), read("date_modified"));
    if let (Some((published, _)), Some((modified, range))) = (&published, &modified)
        && modified < published
    {
        scope.findings.add(
            &UPDATED_BEFORE_PUBLISHED,
            range.clone(),
            updated_before(*modified, *published),
            "write the later date as date_modified",
        );
    }
    if item.get("date_published").is_none() && item.get("date_modified").is_none() {
        let severity =
            if scope.options.profiles.is_empty() { MISSING_DATE.severity } else { Severity::Error };
        scope.findings.add(
            MISSING_DATE.at(severity),
            opening(item),
            "the item has no date",
            "add \"date_published\"",
        );
    }
    if let Some((date, range)) = published.or(modified) {
        scope.date(date, range);
    }
}

fn authors(object: &JsonNode, scope: &mut Scope<'_>) {
    let single = object.get("author");
    let several = object.get("authors").map_or(&[][..], JsonNode::elements);
    for author in
        single.into_iter().chain(several).filter(|author| matches!(author.kind, JsonKind::Object(_)))
    {
        if ["name", "url", "avatar"].iter().all(|name| author.get(name).is_none()) {
            scope.findings.add(
                &EMPTY_AUTHOR,
                author.range.clone(),
                "the author has no name, URL or avatar",
                "add the name",
            );
        }
    }
    if let Some((key, _)) =
        object.keys().iter().find(|(key, _)| key.name == "author" && object.get("authors").is_none())
    {
        scope.findings.add(
            &DEPRECATED_AUTHOR,
            key.range.clone(),
            "`author` without `authors` is obsolete since version 1.1",
            "write \"authors\": [ … ]",
        );
    }
}

fn attachments(item: &JsonNode, file: &str, scope: &mut Scope<'_>) {
    for attachment in item.get("attachments").map_or(&[][..], JsonNode::elements) {
        if let Some(node) = attachment.get("url")
            && let Some(url) = text(Some(node), file)
        {
            let fact = scope.fact(&url, node.range.clone());
            scope.facts.enclosures.push(fact);
        }
    }
}

/// Reports a feed without its own URL, which a hub needs.
fn report_missing_url(feed: &JsonNode, scope: &mut Scope<'_>) {
    let help = "add \"feed_url\"";
    scope.findings.add(&MISSING_SELF_LINK, opening(feed), "the feed has no `feed_url`", help);
    if let Some(hub) = feed.get("hubs").and_then(|hubs| hubs.elements().first()) {
        let message = "the feed has a hub but no `feed_url`";
        scope.findings.add(&HUB_WITHOUT_SELF, opening(hub), message, help);
    }
}

/// Checks the feed as a whole.
pub(super) fn check_feed(feed: &JsonNode, file: &str, scope: &mut Scope<'_>) {
    let of = |name| text(feed.get(name), file);
    if let (Some(node), Some(version)) = (feed.get("version"), of("version")) {
        let known = ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"];
        if !known.contains(&version.as_str()) {
            let message = format!("unknown JSON Feed version `{}`", excerpt(&version));
            scope.findings.add(
                &UNKNOWN_JSON_VERSION,
                node.range.clone(),
                message,
                "write `https://jsonfeed.org/version/1.1`",
            );
        }
    }
    match (feed.get("feed_url"), of("feed_url")) {
        (Some(node), Some(url)) => {
            feed::check_self_link(&url, node.range.clone(), scope);
            if let (Some(next), true) = (feed.get("next_url"), of("next_url").is_some_and(|next| next == url))
            {
                scope.findings.add(
                    &NEXT_IS_SELF,
                    next.range.clone(),
                    "the next page is this page itself",
                    "remove it from the last page",
                );
            }
        }
        _ => report_missing_url(feed, scope),
    }
    if feed.get("language").is_none() {
        feed::missing_language(opening(feed), "add \"language\"", scope);
    }
    if scope.options.profiles.contains(&Profile::Podcast) {
        scope.findings.add(&NOT_RSS, opening(feed), "the podcast is a JSON feed", "publish it as RSS too");
    }
    authors(feed, scope);
    if feed.get("items").is_some() {
        feed::entries(opening(feed), scope);
    }
    feed::check_duplicates(scope);
}
