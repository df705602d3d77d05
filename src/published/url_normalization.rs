//! The normalized URL of a page, without the parts that differ between two URLs of the same page.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::source::nfc::nfc;

/// Names of files that servers give for their folder.
const INDEXES: &[&str] = &["index.html", "index.htm", "index.php"];

/// Endings that servers add.
const ENDINGS: &[&str] = &[".html", ".htm", ".php"];

/// The page without scheme, `www.`, port of the scheme, slash at the end, file name of an index, ending of a page,
/// fragment, marks of campaigns, and the choice of what is percent-encoded. None for what is no page of a site.
pub(super) fn page(link: &str) -> Option<String> {
    let url = Url::parse(link.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{host}{port}{}", path_and_query(&url)))
}

/// The same without the host: none for a site's front page, which every site has.
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
    let path = INDEXES
        .iter()
        .find_map(|name| path.strip_suffix(name).filter(|rest| rest.ends_with('/')))
        .unwrap_or(&path);
    let path = path.trim_end_matches('/');
    let path = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    let kept: Vec<_> = url.query_pairs().filter(|(name, _)| !name.starts_with("utm_")).collect();
    let query: Vec<_> = kept.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}
