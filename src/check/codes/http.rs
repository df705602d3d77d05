//! Rules about HTTP: the response with a feed in, findings out. Sends nothing.

use super::rules;
use crate::check::scope::Scope;

rules! {
    CONTENT_TYPE "wrong-content-type" Warning "feed served with the wrong content type" "RFC 4287 §2; JSON Feed 1.1; WHATWG MIME Sniffing"
        "Readers and browsers check the content type before the file: with text/html some look for a page with links \
         to feeds, with text/plain some show the source."
        Http r#"content-type: text/html; charset=utf-8
etag: "1"
content-encoding: gzip"#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    CHARSET_CONFLICT "charset-conflict" Warning "server and file declare different encodings" "RFC 7303 §3.2; XML 1.0 §4.3.3"
        "The server's declaration takes precedence, but some readers use the file's: accented letters are garbled in \
         one of the two."
        Http r#"content-type: application/rss+xml; charset=windows-1252
etag: "1"
content-encoding: gzip"#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    NO_VALIDATORS "no-validators" Warning "server sends neither ETag nor Last-Modified" "RFC 9110 §8.8; Miniflux, NetNewsWire, Thunderbird"
        "Readers ask whether the feed has changed, and download all of it each time instead of getting a 304. Some \
         readers then fetch it less often, and some hosts charge for the traffic."
        Http r"content-type: application/rss+xml; charset=utf-8
content-encoding: gzip"
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    NOT_REVALIDATED "not-revalidated" Warning "server ignores conditional requests" "RFC 9110 §13.1"
        "It sends an ETag or Last-Modified, but answers requests that carry them with the whole feed.";
    NOT_COMPRESSED "not-compressed" Info "feed sent without compression" "RFC 9110 §8.4"
        "gzip makes feeds four to ten times smaller, and every reader supports it."
        Http r#"content-type: application/rss+xml; charset=utf-8
etag: "1""#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    NOT_HTTPS "not-https" Warning "feed served without encryption" "MSN Partner Hub; RFC 9110 §4.2.2"
        "Browsers and apps warn or refuse, images are blocked as mixed content, and anyone on the network path can \
         change the feed.";
    LONG_MAX_AGE "long-max-age" Info "server allows long caching" "RFC 9111 §5.2.2.1; NetNewsWire"
        "Readers that respect max-age do not fetch the feed again until it has passed; NetNewsWire caps it at five \
         hours."
        Http r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip
cache-control: max-age=604800"#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip
cache-control: max-age=3600"#;
}

/// A server's response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// Header fields with names in lower case.
    pub fields: Vec<(String, String)>,
    /// Whether a conditional request got status 304; `None` if none was sent.
    pub revalidated: Option<bool>,
}

impl Answer {
    /// The value of a header field.
    #[must_use]
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The media type in lower case, without its parameters.
    #[must_use]
    pub(crate) fn media_type(&self) -> String {
        let full = self.field("content-type").unwrap_or_default();
        full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether a header field links to the URL of the feed (RFC 8288 §3).
    #[must_use]
    pub(crate) fn has_self_link(&self) -> bool {
        let links = self.fields.iter().filter(|(name, _)| name == "link");
        let mut parameters = links.flat_map(|(_, value)| value.split([';', ',']));
        parameters.any(|parameter| {
            let relation = parameter.trim().strip_prefix("rel=").map(|relation| relation.trim_matches('"'));
            relation.is_some_and(|relation| relation.split(' ').any(|name| name.eq_ignore_ascii_case("self")))
        })
    }

    /// The charset of the content type.
    #[must_use]
    pub(crate) fn charset(&self) -> Option<&str> {
        let parameters = self.field("content-type")?.split(';').skip(1);
        let charset = parameters.filter_map(|parameter| parameter.trim().split_once('='));
        let found = charset.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        found.map(|(_, value)| value.trim().trim_matches('"')).filter(|value| !value.is_empty())
    }
}

/// Checks a response. `media_types` are the allowed media types of the feed, its own first; `declared` is the encoding
/// of the file.
pub(crate) fn check(media_types: &[&str], declared: &str, scope: &mut Scope<'_>) {
    let options = scope.options;
    let Some(answer) = &options.answer else { return };
    content_type(answer, media_types, scope);
    if let Some(charset) = answer.charset().filter(|charset| !charset.eq_ignore_ascii_case(declared)) {
        let message = format!("the server declares the encoding `{charset}`, and the file `{declared}`");
        scope.findings.add_to_file(
            &CHARSET_CONFLICT,
            message,
            format!("configure the server to send charset={declared}, or no charset"),
        );
    }
    if answer.field("etag").is_none() && answer.field("last-modified").is_none() {
        scope.findings.add_to_file(
            &NO_VALIDATORS,
            "the response has neither ETag nor Last-Modified",
            "configure the server to send one of them",
        );
    } else if answer.revalidated == Some(false) {
        scope.findings.add_to_file(
            &NOT_REVALIDATED,
            "the server answered a conditional request with the whole feed",
            "configure the server to answer 304 Not Modified",
        );
    }
    if answer.field("content-encoding").is_none() {
        scope.findings.add_to_file(
            &NOT_COMPRESSED,
            "the response is not compressed",
            "configure the server to compress it with gzip",
        );
    }
    if options.base.as_ref().is_some_and(|base| base.scheme() == "http") {
        scope.findings.add_to_file(
            &NOT_HTTPS,
            "the feed is served over http",
            "serve it over https, and redirect http to https",
        );
    }
    let seconds = answer.field("cache-control").and_then(max_age);
    if let Some(seconds) = seconds.filter(|seconds| *seconds > 5 * 60 * 60) {
        let message = format!("the response may be cached for {} hours", seconds / 3600);
        scope.findings.add_to_file(
            &LONG_MAX_AGE,
            message,
            "configure the server to send max-age=3600 or less",
        );
    }
}

/// The time for which a response may be cached, in seconds. Directives are case-insensitive, and their arguments may be
/// quoted (RFC 9111 §5.2).
fn max_age(cache_control: &str) -> Option<u64> {
    let mut directives = cache_control.split(',').filter_map(|directive| directive.split_once('='));
    let (_, seconds) = directives.find(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"))?;
    seconds.trim().trim_matches('"').parse().ok()
}

fn content_type(answer: &Answer, allowed: &[&str], scope: &mut Scope<'_>) {
    let essence = answer.media_type();
    if allowed.contains(&essence.as_str()) {
        return;
    }
    let message = if essence.is_empty() {
        "the response has no content type".to_owned()
    } else {
        format!("the feed is served as `{essence}`")
    };
    scope.findings.add_to_file(
        &CONTENT_TYPE,
        message,
        format!("configure the server to send `{}`", allowed.first().copied().unwrap_or_default()),
    );
}
