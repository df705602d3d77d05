//! URLs in, normalized ASCII URLs out, parsed by RFC 3986, and by RFC 3987 for non-ASCII characters. Anything else is
//! an error.

use iri_string::format::ToDedicatedString as _;
use iri_string::types::{IriReferenceStr, IriStr, UriStr};

use super::InvalidUrl;

/// Reads an absolute URL.
pub(crate) fn parse(text: &str) -> Result<String, InvalidUrl> {
    IriStr::new(text).map_err(|_| invalid()).and_then(to_ascii)
}

/// Resolves a reference against an absolute URL (RFC 3986 §5).
pub(crate) fn join(base: &str, reference: &str) -> Result<String, InvalidUrl> {
    let base = IriStr::new(base).map_err(|_| invalid())?;
    let reference = IriReferenceStr::new(reference).map_err(|_| invalid())?;
    to_ascii(&reference.resolve_against(base.to_absolute()).to_dedicated_string())
}

/// The URL in ASCII and in its normal form (RFC 3986 §6.2), with a path.
fn to_ascii(iri: &IriStr) -> Result<String, InvalidUrl> {
    let uri = iri.encode_to_uri().to_dedicated_string().normalize().to_dedicated_string();
    let is_web = matches!(uri.scheme_str(), "http" | "https");
    let host = iri.authority_components().map_or("", |authority| authority.host());
    if is_web && host.is_empty() {
        return Err(InvalidUrl::new("it has no host"));
    }
    if !host.is_ascii() {
        return Err(InvalidUrl::new("write the host in its ASCII form: `xn--…`"));
    }
    Ok(if is_web { with_path(&uri) } else { uri.to_string() })
}

/// A web URL without the default port of its scheme, and with `/` as an empty path.
fn with_path(uri: &UriStr) -> String {
    let authority = uri.authority_str().unwrap_or_default();
    let port = if uri.scheme_str() == "https" { ":443" } else { ":80" };
    let authority = authority.strip_suffix(port).or(authority.strip_suffix(':')).unwrap_or(authority);
    let path = if uri.path_str().is_empty() { "/" } else { uri.path_str() };
    let after = |mark: char, text: Option<&str>| text.map(|text| format!("{mark}{text}")).unwrap_or_default();
    let rest = after('?', uri.query_str()) + &after('#', uri.fragment_str());
    format!("{}://{authority}{path}{rest}", uri.scheme_str())
}

fn invalid() -> InvalidUrl {
    InvalidUrl::new("it is no absolute URL by RFC 3986; percent-encode what stands in it")
}
