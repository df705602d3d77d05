//! Rules about small modules: comments, update frequencies, Dublin Core.

use super::rules;
use crate::check::scope::Scope;
use crate::source::email::is_address;
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

rules! {
    UNDATED_COUNTS "undated-comment-counts" Warning "comment counts without a date" "RSS Profile §5.4.1"
        "slash:comments is correct as of the channel's lastBuildDate. Without it programs cannot tell a new count \
         from an old one."
        Channel r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">17</slash:comments></item>"#
        => r#"<lastBuildDate>Mon, 19 Oct 2026 08:00:00 GMT</lastBuildDate><item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">17</slash:comments></item>"#;
    COMMENT_RSS_CASE "comment-rss-in-capitals" Warning "wfw:commentRSS instead of wfw:commentRss" "wellformedweb.org, CommentAPI"
        "An early draft had these capital letters. Readers that compare names exactly do not find the comment feed."
        Item r#"<«wfw:commentRSS» xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://kampung.example/rain/feed</wfw:commentRSS>"#
        => r#"<wfw:commentRss xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://kampung.example/rain/feed</wfw:commentRss>"#;
    EMAIL_IN_CREATOR "email-in-creator" Info "email address in dc:creator" "RSS Profile §5.3.1"
        "The element exists to name an author without publishing an email address."
        Item r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">«ana@kampung.example»</dc:creator>"#
        => r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#;
}

/// Checks the small modules of an entry.
pub(crate) fn check(entry: Element<'_>, scope: &mut Scope<'_>) {
    if let Some(element) = entry.child((Ns::WFW, "commentRSS")) {
        scope.findings.add(
            &COMMENT_RSS_CASE,
            element.name_range(),
            "expected `<wfw:commentRss>`, found `<wfw:commentRSS>`",
            "write `<wfw:commentRss>`",
        );
    }
    for creator in entry.all((Ns::DC, "creator")) {
        if creator.trimmed().split([' ', '<', '>', '(', ')']).any(is_address) {
            scope.findings.add(
                &EMAIL_IN_CREATOR,
                creator.text().range(),
                "`<dc:creator>` publishes an email address",
                "write the author's name",
            );
        }
    }
}
