//! Documents from the network: with limits to time, size and redirects.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::time::Duration;

use feedwright::check::Answer;
use feedwright::error::Error;
use feedwright::model::url::Url;
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

use crate::output;

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

/// What asks servers.
pub(crate) struct Client(Agent);

impl Client {
    /// An answer may take `seconds` in all.
    pub(crate) fn new(seconds: u32) -> Client {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(seconds.into())))
            .max_redirects(REDIRECTS)
            .http_status_as_error(false)
            .user_agent(concat!("Feedwright/", env!("CARGO_PKG_VERSION"), " (+https://feedwright.github.io/)"))
            .accept("application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8")
            .build();
        Client(config.into())
    }

    /// Fetches a document, to be checked together with what the server says of it.
    pub(crate) fn get(&self, address: &str) -> Result<Fetched, Error> {
        let mut response = self.ask(address)?;
        if !response.status().is_success() {
            return Err(refused(address, response.status()));
        }
        let url = ureq::ResponseExt::get_uri(&response).to_string();
        let url = Url::parse(&url).map_err(|error| failed(address, &error))?;
        let mut answer = answer(&response);
        let bytes = read(address, &mut response)?;
        answer.revalidated = self.revalidated(&url, &answer);
        Ok(Fetched { bytes, url, answer })
    }

    /// Fetches a document that need not be there; whatever else keeps it from us is a failure.
    pub(crate) fn optional(&self, address: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut response = self.ask(address)?;
        match response.status() {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            status if status.is_success() => read(address, &mut response).map(Some),
            status => Err(refused(address, status)),
        }
    }

    fn ask(&self, address: &str) -> Result<Response<Body>, Error> {
        output::hide(address);
        let response = self.0.get(address).call().map_err(|error| failed(address, &error))?;
        output::hide(&ureq::ResponseExt::get_uri(&response).to_string());
        Ok(response)
    }

    /// Whether the server says that nothing has changed, when it is asked so.
    fn revalidated(&self, url: &Url, answer: &Answer) -> Option<bool> {
        let mut request = self.0.get(url.as_str());
        match (answer.field("etag"), answer.field("last-modified")) {
            (Some(tag), _) => request = request.header("if-none-match", tag),
            (None, Some(date)) => request = request.header("if-modified-since", date),
            (None, None) => return None,
        }
        let response = request.call().ok()?;
        Some(response.status() == StatusCode::NOT_MODIFIED)
    }
}

fn read(address: &str, response: &mut Response<Body>) -> Result<Vec<u8>, Error> {
    response.body_mut().with_config().limit(SIZE).read_to_vec().map_err(|error| failed(address, &error))
}

fn refused(address: &str, status: StatusCode) -> Error {
    failed(address, &format!("the server answered {status}"))
}

fn failed(address: &str, error: &dyn Display) -> Error {
    Error::new("fetch", Path::new(address), io::Error::other(error.to_string()))
}

fn answer(response: &Response<Body>) -> Answer {
    let fields = response.headers().iter();
    let fields = fields.map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Answer { fields: fields.collect(), revalidated: None }
}
