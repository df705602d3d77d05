//! URLs and relative references in, absolute URLs in a single form out. Fetches nothing.

pub(crate) mod escapes;
mod relative;
#[cfg(any(test, not(feature = "check")))]
pub(crate) mod rfc3986;
#[cfg(feature = "check")]
pub(crate) mod standard;

use std::borrow::Cow;
use std::fmt;
#[cfg(feature = "cli")]
use std::net::IpAddr;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use iri_string::types::UriStr;
use percent_encoding::utf8_percent_encode;
use serde::{Serialize, Serializer};

#[cfg(not(feature = "check"))]
use rfc3986 as reader;
#[cfg(feature = "check")]
use standard as reader;

/// Whether a byte of a path is never encoded, as in most URLs.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b':')
}

/// Whether parsing does not change a path: no part of it begins with a dot, as `..` does.
fn is_simple(path: &str) -> bool {
    let mut before = b'/';
    path.bytes().all(|byte| {
        let begins_with_dot = byte == b'.' && before == b'/';
        before = byte;
        is_plain(byte) && !begins_with_dot
    })
}

/// The schemes that are allowed for URLs in a feed, sorted.
pub(crate) const SCHEMES: &[&str] = &[
    "feed", "ftp", "gemini", "geo", "gopher", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix",
    "news", "sip", "sips", "sms", "tel", "webcal", "xmpp",
];

/// The schemes that run code, read local files or start a program, or that contain another URL that may. An id is not a
/// URL, and may have any other scheme, registered or not. Readers hand links to the system, so what only Internet
/// Explorer or an old system understood may still be opened by its components.
const HARMFUL: &[&str] = &[
    // They run scripts, or show text that has some: the names of script engines, and of documents made of a URL.
    "about",
    "blob",
    "data",
    "javascript",
    "jscript",
    "livescript",
    "mocha",
    "vbs",
    "vbscript",
    // They show a page of a browser, or what it keeps, or contain another URL.
    "brave",
    "chrome",
    "devtools",
    "edge",
    "jar",
    "opera",
    "resource",
    "view-source",
    "vivaldi",
    "wyciwyg",
    // They read local files, in which Windows also looks for scripts: in help files, archives and programs.
    "file",
    "filesystem",
    "hcp",
    "its",
    "mhtml",
    "mk",
    "res",
    // They start or install a program: of Android, Windows (`search` shows files of a server as if they were local),
    // macOS (a script, a help page with one, a disk image, a terminal), and Java.
    "applescript",
    "disk",
    "disks",
    "help",
    "intent",
    "itms-services",
    "jnlp",
    "jnlps",
    "search",
    "search-ms",
    "shell",
    "x-man-page",
];

/// How other such schemes begin, which nobody registers: those of browsers, of their extensions, and of Windows programs,
/// such as `ms-msdt` and `ms-its`.
const HARMFUL_PREFIXES: &[&str] = &["chrome-", "moz-", "ms-", "safari-"];

/// A reference without surrounding white space and control characters. The URL standard removes those of ASCII. Pasted
/// URLs may have others, such as U+00A0, which programs that trim also remove.
pub(crate) fn trimmed(reference: &str) -> &str {
    reference.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}')
}

/// Whether a text is a path that begins at the root of the site.
pub(crate) fn is_site_path(text: &str) -> bool {
    let text = trimmed(text);
    text.starts_with('/') && !text.starts_with("//")
}

/// The scheme of a text in lower case, as in the URL standard: tabs and line breaks do not count.
pub(crate) fn scheme(text: &str) -> Option<String> {
    let (before, _) = trimmed(text).split_once(':')?;
    let scheme: String = before.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// The scheme of a text, if opening it as a link would run code, read a local file or start a program.
pub(crate) fn harmful_scheme(text: &str) -> Option<String> {
    let scheme = scheme(text)?;
    let has_prefix = HARMFUL_PREFIXES.iter().any(|prefix| scheme.starts_with(prefix));
    if has_prefix || HARMFUL.contains(&scheme.as_str()) {
        return Some(scheme);
    }
    let inner = text.split_once(':').filter(|_| scheme == "feed")?.1;
    harmful_scheme(inner)
}

/// An absolute, percent-encoded ASCII URL that a feed may contain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

/// Why a text is not a URL that a feed may contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidUrl(String);

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidUrl {}

impl InvalidUrl {
    fn new(why: impl fmt::Display) -> InvalidUrl {
        InvalidUrl(why.to_string())
    }
}

impl Url {
    /// Parses an absolute URL, without surrounding white space and control characters.
    ///
    /// With the feature `check`, which `site` includes, it is parsed as in browsers (URL standard): a space is
    /// percent-encoded, `EXAMPLE.org` becomes `example.org`, and `bücher.example` its ASCII form. Without that feature
    /// it is parsed by RFC 3986 and RFC 3987, and anything else is an error.
    ///
    /// # Errors
    /// If the text is not absolute, has no host although its scheme requires one, or has a scheme that is not allowed
    /// in a feed.
    pub fn parse(text: &str) -> Result<Url, InvalidUrl> {
        reader::parse(trimmed(text)).and_then(Url::checked)
    }

    /// Resolves a reference against this URL (RFC 3986 §5).
    ///
    /// # Errors
    /// As [`Url::parse`].
    pub fn join(&self, reference: &str) -> Result<Url, InvalidUrl> {
        let reference = trimmed(reference);
        // A URL with a host needs no base, and most links have one.
        if is_web_address(reference) {
            return Url::parse(reference);
        }
        self.resolve(reference)
    }

    /// Whether [`Url::join`] resolves a reference. A path of characters that are never encoded always resolves, and most
    /// references are such paths.
    #[cfg(feature = "site")]
    pub(crate) fn can_join(&self, reference: &str) -> bool {
        let is_path = |path: &str| path.bytes().all(|byte| is_plain(byte) && byte != b':');
        let reference = trimmed(reference);
        !reference.starts_with("//") && is_path(reference) || self.join(reference).is_ok()
    }

    fn resolve(&self, reference: &str) -> Result<Url, InvalidUrl> {
        reader::join(&self.0, reference).and_then(Url::checked)
    }

    /// The URL of `path` below this one, with one slash between them: a document or an article on the site.
    ///
    /// # Errors
    /// As [`Url::parse`].
    pub fn below(&self, path: &str) -> Result<Url, InvalidUrl> {
        let path = path.trim_start_matches('/');
        let is_base = self.0.ends_with('/') && memchr::memchr2(b'?', b'#', self.0.as_bytes()).is_none();
        if is_base && is_simple(path) {
            return Ok(Url([self.as_str(), path].concat()));
        }
        let base = self.0.split(['?', '#']).next().unwrap_or_default();
        let base = if base.ends_with('/') { base.to_owned() } else { format!("{base}/") };
        // `./` keeps a first segment with a colon from being read as a scheme.
        Url(base).resolve(&format!("./{path}"))
    }

    /// The URL of a file below this one. Characters of its path that have a meaning in a URL are percent-encoded.
    ///
    /// # Errors
    /// As [`Url::parse`].
    pub(crate) fn file_below(&self, path: &str) -> Result<Url, InvalidUrl> {
        self.below(&utf8_percent_encode(path, escapes::FILE_NAME).to_string())
    }

    /// The URL of a file beside the page with this URL. Characters of its path that have a meaning in a URL
    /// are percent-encoded.
    ///
    /// # Errors
    /// As [`Url::parse`].
    pub(crate) fn file_beside(&self, path: &str) -> Result<Url, InvalidUrl> {
        self.resolve(&format!("./{}", utf8_percent_encode(path, escapes::FILE_NAME)))
    }

    /// The URL of a path on the site with this URL, which may begin with the path of the site itself. One with a `%` that
    /// encodes nothing is the name of a file: `/50% off.png`.
    ///
    /// # Errors
    /// As [`Url::parse`].
    pub(crate) fn on_site(&self, path: &str) -> Result<Url, InvalidUrl> {
        let own = self.path();
        let is_whole = own.len() > 1 && own.ends_with('/') && path.starts_with(own);
        let named = if is_whole { self.resolve(path) } else { self.below(path) };
        let encodes = |(at, _): (usize, &str)| {
            path.get(at + 1..at + 3).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        let is_name = || !path.match_indices('%').all(encodes) && !is_whole;
        named.or_else(
            |error| if is_name() { self.file_below(path.trim_start_matches('/')) } else { Err(error) },
        )
    }

    /// The URL that a text is: an absolute one, or a path on the site with this URL.
    ///
    /// # Errors
    /// As [`Url::parse`].
    pub(crate) fn named(&self, text: &str) -> Result<Url, InvalidUrl> {
        if is_site_path(text) { self.on_site(trimmed(text)) } else { Url::parse(text) }
    }

    /// The shortest path from a document to this URL, if both are on the same site; else the URL itself. It stays valid
    /// wherever the site is served.
    pub(crate) fn relative_to(&self, document: &Url) -> String {
        match (self.split_at_path(), document.split_at_path()) {
            (Some((site, path)), Some((other, from))) if site == other => relative::path(from, path),
            _ => self.0.clone(),
        }
    }

    /// The scheme with the host, and the rest. `None` if it has no host.
    fn split_at_path(&self) -> Option<(&str, &str)> {
        let start = self.0.find("://")? + 3;
        let end = self.0.get(start..)?.find('/').map_or(self.0.len(), |at| start + at);
        Some(self.0.split_at(end))
    }

    /// An absolute URL, if it is allowed in a feed.
    fn checked(url: String) -> Result<Url, InvalidUrl> {
        let (scheme, rest) = url.split_once(':').unwrap_or_default();
        match scheme {
            "http" | "https" => {}
            // `feed:https://…` is the URL of a feed. Other URLs after `feed:` are not allowed.
            "feed" if !rest.starts_with('/') && !is_web_address(rest) => {
                return Err(InvalidUrl("`feed:` is not followed by the URL of a feed".to_owned()));
            }
            scheme if SCHEMES.binary_search(&scheme).is_err() => {
                return Err(InvalidUrl(format!("the scheme `{scheme}` is not allowed in a feed")));
            }
            _ => {}
        }
        // The URL standard allows hosts with characters that RFC 3986 §3.2.2 does not.
        if url.bytes().all(is_plain) || UriStr::new(&url).is_ok() {
            Ok(Url(url))
        } else {
            Err(InvalidUrl("it contains a character that is not allowed in a URL".to_owned()))
        }
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `https`, `mailto` …
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.0.split_once(':').map_or("", |(scheme, _)| scheme)
    }

    /// Whether it is `http` or `https`, the only schemes that readers load automatically.
    #[must_use]
    pub fn is_web(&self) -> bool {
        is_web_address(&self.0)
    }

    /// The host, if the scheme has one.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let host = UriStr::new(&self.0).ok()?.authority_components()?.host();
        Some(host).filter(|host| !host.is_empty())
    }

    /// The percent-encoded path.
    #[must_use]
    pub fn path(&self) -> &str {
        UriStr::new(&self.0).map_or("", UriStr::path_str)
    }

    /// Whether it is unreachable from other networks: `localhost`, a private or link-local address, or a name such as
    /// `box.local` (RFC 6761, RFC 6762, RFC 1918, RFC 4193, RFC 6598).
    #[must_use]
    pub fn is_local(&self) -> bool {
        let host = self.host().unwrap_or_default();
        let ipv6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        match (ipv6.map(str::parse::<Ipv6Addr>), host.parse::<Ipv4Addr>()) {
            (Some(Ok(ip)), _) => is_local_v6(ip),
            (Some(Err(_)), _) => false,
            (None, Ok(ip)) => is_local_v4(ip),
            (None, Err(_)) => !host.is_empty() && is_local_name(host.trim_end_matches('.')),
        }
    }

    /// Whether the host is reserved for examples (RFC 2606, RFC 6761).
    #[must_use]
    pub(crate) fn is_example(&self) -> bool {
        let host = self.host().unwrap_or_default();
        ["example", "test", "invalid", "example.com", "example.net", "example.org"]
            .iter()
            .any(|name| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    }
}

/// Whether a text begins like a web address.
pub(crate) fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Whether an address belongs to this machine or its network, which a provider may share among customers (RFC 6598).
#[cfg(feature = "cli")]
pub(crate) fn is_local_ip(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_local_v4(ip),
        IpAddr::V6(ip) => is_local_v6(ip),
    }
}

fn is_local_v4(ip: Ipv4Addr) -> bool {
    let is_shared = matches!(ip.octets(), [100, 64..128, _, _]);
    ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.octets().starts_with(&[0]) || is_shared
}

fn is_local_v6(ip: Ipv6Addr) -> bool {
    ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_unique_local()
        || ip.is_unicast_link_local()
        || ip.to_ipv4_mapped().is_some_and(is_local_v4)
}

fn is_local_name(name: &str) -> bool {
    let is_below = |last: &&str| name.strip_suffix(*last).is_some_and(|rest| rest.ends_with('.'));
    !name.contains('.') || ["localhost", "local", "internal", "lan", "home.arpa"].iter().any(is_below)
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Characters that end the authority of a URL in a text (RFC 3986 §3.2), or the URL itself.
const ENDS_AUTHORITY: &[char] = &['/', '?', '#', '\\', '"', '<', '>', '`'];

/// The ranges of user names and passwords in the URLs of a text.
pub(crate) fn userinfo(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("://").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let rest = text.get(start..)?;
        let authority = rest.split(|c: char| c.is_whitespace() || ENDS_AUTHORITY.contains(&c)).next()?;
        Some(start..start + authority.rfind('@')?)
    })
}

/// A text with `…` instead of the user names and passwords in its URLs: `https://…@host/`.
pub(crate) fn without_userinfo(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut at = 0;
    for range in userinfo(text) {
        shown.push_str(text.get(at..range.start).unwrap_or_default());
        shown.push('…');
        at = range.end;
    }
    if at == 0 { Cow::Borrowed(text) } else { Cow::Owned(shown + text.get(at..).unwrap_or_default()) }
}
