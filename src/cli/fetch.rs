//! Documents from the network: with limits to time, size and redirects.

use std::time::Duration;

use feedwright::check::Answer;
use feedwright::model::url::Url;
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::Failure;

/// How long an answer may take in all.
const TIME: Duration = Duration::from_secs(30);

/// How large a document may be, unpacked.
const SIZE: u64 = 64 * 1024 * 1024;

/// How often we are sent elsewhere.
const REDIRECTS: u32 = 5;

/// A document, and how it came.
pub(crate) struct Fetched {
    pub(crate) bytes: Vec<u8>,
    /// Where it was found in the end.
    pub(crate) url: Url,
    pub(crate) answer: Answer,
}

/// Fetches a document.
pub(crate) fn get(address: &str) -> Result<Fetched, Failure> {
    let agent = agent();
    let failed = |error: &dyn std::fmt::Display| Failure::Usage(format!("cannot fetch `{address}`: {error}"));
    let mut response = agent.get(address).call().map_err(|error| failed(&error))?;
    if !response.status().is_success() {
        return Err(failed(&format!("the server answered {}", response.status())));
    }
    let url = ureq::ResponseExt::get_uri(&response).to_string();
    let url = Url::parse(&url).map_err(|error| failed(&error))?;
    let mut answer = answer(&response);
    let bytes =
        response.body_mut().with_config().limit(SIZE).read_to_vec().map_err(|error| failed(&error))?;
    answer.revalidated = revalidated(&agent, &url, &answer);
    Ok(Fetched { bytes, url, answer })
}

fn agent() -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(TIME))
        .max_redirects(REDIRECTS)
        .http_status_as_error(false)
        .user_agent(concat!("Feedwright/", env!("CARGO_PKG_VERSION"), " (feed checker)"))
        .accept("application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8")
        .build();
    config.into()
}

fn answer(response: &Response<Body>) -> Answer {
    let fields = response.headers().iter();
    let fields = fields.map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Answer { fields: fields.collect(), revalidated: None }
}

/// Whether the server says that nothing has changed, when it is asked so.
fn revalidated(agent: &Agent, url: &Url, answer: &Answer) -> Option<bool> {
    let mut request = agent.get(url.as_str());
    match (answer.field("etag"), answer.field("last-modified")) {
        (Some(tag), _) => request = request.header("if-none-match", tag),
        (None, Some(date)) => request = request.header("if-modified-since", date),
        (None, None) => return None,
    }
    let response = request.call().ok()?;
    Some(response.status().as_u16() == 304)
}
