//! URLs in, normalized ASCII URLs out, parsed by RFC 3986, and by RFC 3987 for non-ASCII characters. Anything else is
//! an error.

use iri_string::format::ToDedicatedString as _;
use iri_string::types::{IriReferenceStr, IriStr, UriStr};

use super::InvalidUrl;

/// Reads an absolute URL.
pub(crate) fn parse(text: &str) -> Result<String, InvalidUrl> {
    // Resolved against itself, it loses `.` and `..`, and keeps everything else.
    IriStr::new(text).map_err(|_| invalid()).and_then(|url| join(url.as_str(), url.as_str()))
}

/// Resolves a reference against an absolute URL (RFC 3986 §5).
pub(crate) fn join(base: &str, reference: &str) -> Result<String, InvalidUrl> {
    let base = IriStr::new(base).map_err(|_| invalid())?;
    let reference = IriReferenceStr::new(reference).map_err(|_| invalid())?;
    let resolved = reference.resolve_against(base.to_absolute()).to_dedicated_string();
    written(&resolved.encode_to_uri().to_dedicated_string(), &resolved)
}

/// The URL as the URL standard writes it: scheme and host in lower case, no port that the scheme has anyway, and `/` for an
/// empty path. Percent-encoding stays as it is, so that ids do not depend on who reads them.
fn written(uri: &UriStr, iri: &IriStr) -> Result<String, InvalidUrl> {
    let scheme = uri.scheme_str().to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        let (_, rest) = uri.as_str().split_once(':').unwrap_or_default();
        return Ok(format!("{scheme}:{rest}"));
    }
    let host = iri.authority_components().map_or("", |authority| authority.host());
    if host.is_empty() {
        return Err(InvalidUrl::new("it has no host"));
    }
    if !host.is_ascii() {
        return Err(InvalidUrl::new("write the host in its ASCII form: `xn--…`"));
    }
    let authority = uri.authority_str().unwrap_or_default();
    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let host = host.to_ascii_lowercase();
    let port = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(port).or(host.strip_suffix(':')).unwrap_or(&host);
    let user = user.map(|user| format!("{user}@")).unwrap_or_default();
    let path = if uri.path_str().is_empty() { "/" } else { uri.path_str() };
    let after = |mark: char, text: Option<&str>| text.map(|text| format!("{mark}{text}")).unwrap_or_default();
    let rest = after('?', uri.query_str()) + &after('#', uri.fragment_str());
    Ok(format!("{scheme}://{user}{host}{path}{rest}"))
}

fn invalid() -> InvalidUrl {
    InvalidUrl::new("it is not an absolute URL (RFC 3986); percent-encode other characters")
}
