//! How a server answered with the feed.

use super::rules;
use crate::check::scope::Scope;

rules! {
    CONTENT_TYPE "wrong-content-type" Warning "the feed is served as something else" "RFC 4287 §2; JSON Feed 1.1; WHATWG MIME Sniffing"
        "Readers and browsers go by the content type before they look at the file: with text/html some look for a page \
         with links to feeds, with text/plain some show the source."
        Http r#"content-type: text/html; charset=utf-8
etag: "1"
content-encoding: gzip"#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    CHARSET_CONFLICT "charset-conflict" Warning "the server names another encoding than the file" "RFC 7303 §3.2; XML 1.0 §4.3.3"
        "The server's word counts, though some readers go by the file: letters with accents come out wrong in one of them."
        Http r#"content-type: application/rss+xml; charset=windows-1252
etag: "1"
content-encoding: gzip"#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    NO_VALIDATORS "no-validators" Warning "the server gives neither ETag nor Last-Modified" "RFC 9110 §8.8; Miniflux, NetNewsWire, Thunderbird"
        "Readers ask whether something has changed, and get the whole feed each time instead of a 304. Some slow down, \
         some hosts are charged for it."
        Http r"content-type: application/rss+xml; charset=utf-8
content-encoding: gzip"
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    NOT_REVALIDATED "not-revalidated" Warning "the server does not answer that nothing has changed" "RFC 9110 §13.1"
        "It gives an ETag or Last-Modified, and sends the whole feed all the same to whoever asks with it.";
    NOT_COMPRESSED "not-compressed" Info "the feed is sent without compression" "RFC 9110 §8.4"
        "Feeds become four to ten times smaller with gzip, which every reader understands."
        Http r#"content-type: application/rss+xml; charset=utf-8
etag: "1""#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip"#;
    NOT_HTTPS "not-https" Warning "the feed is served without encryption" "MSN Partner Hub; RFC 9110 §4.2.2"
        "Browsers and apps warn or refuse, pictures in it are blocked as mixed content, and anybody on the way can change \
         what it says.";
    LONG_MAX_AGE "long-max-age" Info "the server lets readers keep the feed for long" "RFC 9111 §5.2.2.1; NetNewsWire"
        "Readers that heed max-age do not look again until it has passed; NetNewsWire takes five hours at most."
        Http r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip
cache-control: max-age=604800"#
        => r#"content-type: application/rss+xml; charset=utf-8
etag: "1"
content-encoding: gzip
cache-control: max-age=3600"#;
}

/// How a server answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// Header fields, names in lower case.
    pub fields: Vec<(String, String)>,
    /// Whether the same request with the validators was answered with 304; none if it was not asked.
    pub revalidated: Option<bool>,
}

impl Answer {
    /// The value of a header field.
    #[must_use]
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
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

/// Says what is wrong with an answer. `media_types` are those that the feed may have, first its own; `declared` is the encoding that the file itself names or has.
pub(crate) fn check(media_types: &[&str], declared: &str, scope: &mut Scope<'_>) {
    let options = scope.options;
    let Some(answer) = &options.answer else { return };
    content_type(answer, media_types, scope);
    if let Some(charset) = answer.charset().filter(|charset| !charset.eq_ignore_ascii_case(declared)) {
        let message = format!("the server says `{charset}`, and the file is in `{declared}`");
        scope.findings.add_to_file(
            &CHARSET_CONFLICT,
            message,
            format!("let the server say charset={declared}, or nothing"),
        );
    }
    if answer.field("etag").is_none() && answer.field("last-modified").is_none() {
        scope.findings.add_to_file(
            &NO_VALIDATORS,
            "the answer has neither ETag nor Last-Modified",
            "let the server send one of them",
        );
    } else if answer.revalidated == Some(false) {
        scope.findings.add_to_file(
            &NOT_REVALIDATED,
            "asked again with its validators, the server sent the whole feed",
            "let it answer 304 Not Modified",
        );
    }
    if answer.field("content-encoding").is_none() {
        scope.findings.add_to_file(
            &NOT_COMPRESSED,
            "the answer is not compressed",
            "let the server compress it with gzip",
        );
    }
    if options.base.as_ref().is_some_and(|base| base.scheme() == "http") {
        scope.findings.add_to_file(
            &NOT_HTTPS,
            "the feed is served over http",
            "serve it over https, and redirect",
        );
    }
    let seconds = answer.field("cache-control").and_then(max_age);
    if let Some(seconds) = seconds.filter(|seconds| *seconds > 5 * 60 * 60) {
        let message = format!("the answer may be kept for {} hours", seconds / 3600);
        scope.findings.add_to_file(&LONG_MAX_AGE, message, "give a max-age of an hour or less");
    }
}

/// For how many seconds an answer may be kept. Directives have no case, and their arguments may be quoted (RFC 9111 §5.2).
fn max_age(cache_control: &str) -> Option<u64> {
    let mut directives = cache_control.split(',').filter_map(|directive| directive.split_once('='));
    let (_, seconds) = directives.find(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"))?;
    seconds.trim().trim_matches('"').parse().ok()
}

fn content_type(answer: &Answer, allowed: &[&str], scope: &mut Scope<'_>) {
    let full = answer.field("content-type").unwrap_or_default();
    let essence = full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if allowed.contains(&essence.as_str()) {
        return;
    }
    let message = if essence.is_empty() {
        "the answer has no content type".to_owned()
    } else {
        format!("the feed is served as `{essence}`")
    };
    scope.findings.add_to_file(
        &CONTENT_TYPE,
        message,
        format!("let the server say {}", allowed.first().copied().unwrap_or_default()),
    );
}
