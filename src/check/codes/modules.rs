//! Small modules: comments, frequencies, Dublin Core.

use super::rules;
use crate::check::namespace::Ns;
use crate::check::scope::Scope;
use crate::check::xml::tree::Element;

rules! {
    UNDATED_COUNTS "undated-comment-counts" Warning "comments are counted, and nothing says as of when" "RSS Profile §5.4.1"
        "slash:comments is true as of the channel's lastBuildDate. Without one, programs cannot tell a new number from an \
         old one."
        Channel r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">17</slash:comments></item>"#
        => r#"<lastBuildDate>Mon, 19 Oct 2026 08:00:00 GMT</lastBuildDate><item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">17</slash:comments></item>"#;
    COMMENT_RSS_CASE "comment-rss-in-capitals" Warning "wfw:commentRSS, which is wfw:commentRss" "wellformedweb.org, CommentAPI"
        "An early draft had capitals. Readers that compare names find no feed of the comments."
        Item r#"<«wfw:commentRSS» xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://kampung.example/rain/feed</wfw:commentRSS>"#
        => r#"<wfw:commentRss xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://kampung.example/rain/feed</wfw:commentRss>"#;
    NO_ADDRESS_WANTED "email-in-creator" Info "an e-mail address in dc:creator" "RSS Profile §5.3.1"
        "The element is there to name an author without publishing an address."
        Item r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">«ana@kampung.example»</dc:creator>"#
        => r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#;
}

/// Says what is wrong with the small modules of an entry.
pub(crate) fn check(entry: Element<'_>, scope: &mut Scope<'_>) {
    if let Some(element) = entry.child((Ns::WFW, "commentRSS")) {
        scope.findings.add(
            &COMMENT_RSS_CASE,
            element.name_range(),
            "`<wfw:commentRSS>` is written in capitals",
            "write `<wfw:commentRss>`",
        );
    }
    for creator in entry.all((Ns::DC, "creator")) {
        if creator.trimmed().split([' ', '<', '>', '(', ')']).any(crate::check::values::is_address) {
            scope.findings.add(
                &NO_ADDRESS_WANTED,
                creator.text().range(),
                "`<dc:creator>` publishes an e-mail address",
                "write the name",
            );
        }
    }
}
