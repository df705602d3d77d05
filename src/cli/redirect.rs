//! Redirects: the URL of a request and the `Location` of its response in, the next URL to request out. Sends nothing.

use std::fmt;

use crate::feed::Url;
use crate::feed::url::standard::invalid;

/// Why a redirect is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RefusedRedirect {
    to: String,
    reason: String,
}

impl fmt::Display for RefusedRedirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it redirects to `{}`, which is not followed: {}", self.to, self.reason)
    }
}

impl std::error::Error for RefusedRedirect {}

/// Resolves `location` against `from` as browsers do (RFC 9110 §10.2.2).
///
/// # Errors
/// If it is not a URL, is not HTTP, drops encryption, or leads from a public host to one of this machine or its
/// network.
pub(crate) fn resolve(from: &Url, location: &str) -> Result<Url, RefusedRedirect> {
    let joined = ::url::Url::parse(from.as_str()).and_then(|from| from.join(location));
    let to = match &joined {
        Ok(to) => to.as_str().to_owned(),
        Err(_) => location.escape_debug().to_string(),
    };
    let refused = |reason: String| RefusedRedirect { to: to.clone(), reason };
    let scheme = joined.map_err(|error| refused(invalid(error).to_string()))?.scheme().to_owned();
    if !matches!(scheme.as_str(), "http" | "https") {
        return Err(refused("only http and https are fetched".to_owned()));
    }
    if from.scheme() == "https" && scheme == "http" {
        return Err(refused("it downgrades from https to http".to_owned()));
    }
    let url = Url::parse(&to).map_err(|error| refused(error.to_string()))?;
    if url.is_local() && !from.is_local() { Err(to_local(&url)) } else { Ok(url) }
}

/// Why a redirect from a public host to this machine or its network is not followed.
pub(crate) fn to_local(to: &Url) -> RefusedRedirect {
    RefusedRedirect { to: to.to_string(), reason: "it leads from a public host to a local one".to_owned() }
}
