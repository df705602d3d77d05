//! The URL of a page in, a normalized text out, without parts that may differ between URLs of the same page.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::source::nfc::nfc;

/// File names that servers use for a folder.
const INDEX_FILES: &[&str] = &["index.html", "index.htm", "index.php"];

/// Extensions that servers may add.
const EXTENSIONS: &[&str] = &[".html", ".htm", ".php"];

/// The page without scheme, `www.`, default port, trailing slash, name of an index file, extension, fragment, and
/// campaign parameters, and with percent-encoding removed. `None` if it is not a web page.
pub(super) fn page(link: &str) -> Option<String> {
    let url = Url::parse(link.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{host}{port}{}", path_and_query(&url)))
}

/// Whether two ids of feeds are the same, if the slash behind a bare host does not count: programs write both.
pub(crate) fn is_same_feed_id(one: &str, other: &str) -> bool {
    without_bare_slash(one) == without_bare_slash(other)
}

fn without_bare_slash(id: &str) -> &str {
    let host = id.strip_suffix('/').filter(|url| url.split_once("://").is_some_and(is_host));
    host.unwrap_or(id)
}

fn is_host((_, rest): (&str, &str)) -> bool {
    !rest.is_empty() && !rest.contains(['/', '?', '#'])
}

/// Whether a URL is that of a template which was not rendered, so that nothing is there.
pub(crate) fn is_of_template(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    ["{{", "{%", "%7b%7b", "%7b%25"].iter().any(|mark| url.contains(mark))
}

/// The last part of the path, such as the name of a file; `None` if there is none.
pub(super) fn name(link: &str) -> Option<String> {
    let url = Url::parse(link.trim()).ok()?;
    let name = url.path_segments()?.next_back().filter(|name| !name.is_empty())?;
    Some(nfc(&percent_decode_str(name).decode_utf8_lossy()).into_owned())
}

/// The page without the host; `None` for a site's front page, which every site has.
pub(super) fn path(link: &str) -> Option<String> {
    let link = link.trim();
    let url = if link.starts_with('/') && !link.starts_with("//") {
        Url::parse("http://host/").ok()?.join(link).ok()?
    } else {
        Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?
    };
    Some(path_and_query(&url)).filter(|path| !path.is_empty())
}

fn path_and_query(url: &Url) -> String {
    let decoded = percent_decode_str(url.path()).decode_utf8_lossy();
    let path = nfc(&decoded);
    let path = INDEX_FILES
        .iter()
        .find_map(|name| path.strip_suffix(name).filter(|rest| rest.ends_with('/')))
        .unwrap_or(&path);
    let path = path.trim_end_matches('/');
    let path = EXTENSIONS.iter().find_map(|extension| path.strip_suffix(extension)).unwrap_or(path);
    let kept: Vec<_> = url.query_pairs().filter(|(name, _)| !name.starts_with("utm_")).collect();
    let query: Vec<_> = kept.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}
