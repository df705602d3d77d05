//! URLs in, documents out, with limits on time, size and redirects. Parses no document.

use std::fmt::Display;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use crate::check::Answer;
use crate::cli::hosts::{self, HostResolver, LocalHosts, Reach};
use crate::cli::redirect;
use crate::error::{self, Error};
use crate::feed::Url;
use crate::site::pipeline::PendingDocument;
use crate::site::pipeline::in_order::MAX_CONCURRENT_REQUESTS;
use chrono::DateTime;
use flate2::read::MultiGzDecoder;
use ureq::http::header::{CONTENT_ENCODING, DATE, LOCATION, RETRY_AFTER};
use ureq::http::{Method, Request, Response, StatusCode};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, BodyReader};

use crate::cli::output;
use crate::cli::stopwatch::{Running, Stopwatch};

const MIB: u64 = 1024 * 1024;

/// The maximum size of a document after decompression.
const MAX_SIZE: u64 = 64 * MIB;

/// The size of the part that is read before memory for the whole document is reserved.
const FIRST_PART: u64 = MIB;

/// The maximum number of redirects.
const MAX_REDIRECTS: usize = 5;

/// A document with its URL and response.
pub(crate) struct Fetched<'c> {
    pub(crate) document: PendingDocument<'c>,
    /// Its URL after redirects.
    pub(crate) url: Url,
    pub(crate) answer: Answer,
}

/// The content of a response.
type Content = Box<dyn Read + Send>;

/// Decompresses a body here instead of in the client, which removes the header field that says so.
fn unpacked(body: BodyReader<'static>) -> Content {
    Box::new(Unpacked { content: MultiGzDecoder::new(body), left: MAX_SIZE })
}

/// A decompressed body, limited in size.
struct Unpacked {
    content: MultiGzDecoder<BodyReader<'static>>,
    left: u64,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let malformed = |error: io::Error| {
            use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
            let is_malformed = matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof);
            if is_malformed { io::Error::other("the response cannot be decompressed") } else { error }
        };
        let count = self.content.read(buffer).map_err(malformed)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(too_large)?;
        Ok(count)
    }
}

fn too_large() -> io::Error {
    ureq::Error::BodyExceedsLimit(MAX_SIZE).into_io()
}

/// An HTTP client with a total time limit.
pub(crate) struct Client {
    /// Reaches everything.
    agent: Agent,
    /// Reaches nothing on this machine or its network.
    public: Agent,
    local: LocalHosts,
    seconds: u32,
    time: Stopwatch,
}

/// A response that is not a redirect.
pub(super) struct FinalResponse<'c> {
    pub(super) url: Url,
    pub(super) reach: Reach,
    pub(super) response: Response<Body>,
    pub(super) running: Running<'c>,
}

/// What is asked of a server.
pub(super) struct RequestOptions<'a> {
    pub(super) method: Method,
    pub(super) reach: Reach,
    /// Header fields besides those of every request.
    pub(super) headers: &'a [(&'a str, &'a str)],
}

impl RequestOptions<'_> {
    /// A whole document.
    const DOCUMENT: RequestOptions<'static> =
        RequestOptions { method: Method::GET, reach: Reach::Everywhere, headers: &[] };
}

/// Where each of several requests in a row may fail, each gets at most this part of the time: one in this number.
const PARTS: u32 = 4;

/// The header of the response to a form.
pub(crate) struct FormResponse {
    pub(crate) status: u16,
    /// How long the server wants no further request.
    pub(crate) retry_after: Option<Duration>,
    /// The target of a redirect, which is not followed.
    pub(crate) location: Option<String>,
}

impl FormResponse {
    fn of(response: &Response<Body>) -> FormResponse {
        FormResponse {
            status: response.status().as_u16(),
            retry_after: retry_after(response),
            location: location(response),
        }
    }
}

/// `Retry-After`: seconds, or a time, which is compared with the server's own clock (RFC 9110 §10.2.3).
fn retry_after(response: &Response<Body>) -> Option<Duration> {
    let field = |name| response.headers().get(name)?.to_str().ok();
    let value = field(RETRY_AFTER)?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let time = |text: &str| DateTime::parse_from_rfc2822(text).ok();
    (time(value)? - time(field(DATE)?)?).to_std().ok()
}

impl Client {
    /// Limits the total time of all requests to `seconds`.
    pub(crate) fn new(seconds: u32) -> Client {
        let config = Agent::config_builder()
            .max_redirects(0)
            .max_idle_connections_per_host(MAX_CONCURRENT_REQUESTS)
            .http_status_as_error(false)
            .user_agent(concat!("Feedwright/", env!("CARGO_PKG_VERSION"), " (+https://feedwright.github.io/)"))
            .accept_encoding("gzip")
            .accept("application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8")
            .build();
        let local = LocalHosts::default();
        let agent = |reach| {
            let resolver = HostResolver { reach, local: local.clone() };
            Agent::with_parts(config.clone(), DefaultConnector::default(), resolver)
        };
        let time = Stopwatch::new(Duration::from_secs(seconds.into()));
        Client { agent: agent(Reach::Everywhere), public: agent(Reach::Public), local, seconds, time }
    }

    /// Requests a document together with the response header, so that both can be checked.
    pub(crate) fn get(&self, address: &str) -> Result<Fetched<'_>, Error> {
        let found = self.send(address, &RequestOptions::DOCUMENT)?;
        if !found.response.status().is_success() {
            return Err(status_error(address, found.response.status()));
        }
        let (url, reach, mut answer) = (found.url.clone(), found.reach, answer(&found.response));
        let document = self.document(address, found)?;
        answer.revalidated = self.revalidated(&url, reach, &answer);
        Ok(Fetched { document, url, answer })
    }

    /// Requests a document that may not exist. Any other failure is an error.
    pub(crate) fn optional(&self, address: &str) -> PendingDocument<'_> {
        let found =
            self.send(address, &RequestOptions::DOCUMENT).and_then(|found| match found.response.status() {
                StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
                status if status.is_success() => self.document(address, found).map(Some),
                status => Err(status_error(address, status)),
            });
        match found {
            Ok(Some(document)) => document,
            Ok(None) => PendingDocument::absent(),
            Err(error) => PendingDocument::new(0, || Err(error)),
        }
    }

    /// Starts to measure the time that is left for all requests, pauses between them included.
    pub(crate) fn start(&self) -> Running<'_> {
        self.time.start()
    }

    /// Whether less than half of the time for all requests has passed. The rest is for what must not fail.
    pub(crate) fn has_time(&self) -> bool {
        self.time.start().left().is_some_and(|left| left > self.limit() / 2)
    }

    /// The time for all requests in total.
    pub(crate) fn limit(&self) -> Duration {
        Duration::from_secs(self.seconds.into())
    }

    /// Requests a document past all caches, in a part of the time that is left: its bytes, or why there are none.
    pub(crate) fn fresh(&self, address: &str) -> Result<Option<Vec<u8>>, String> {
        let ask = RequestOptions { headers: &[("cache-control", "no-cache")], ..RequestOptions::DOCUMENT };
        let found = self.send_within(address, &ask, self.limit() / PARTS);
        let found = found.map_err(|error| problem_of(&error))?;
        match found.response.status() {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            status if status.is_success() => {
                let document = self.document(address, found).and_then(PendingDocument::load);
                document.map_err(|error| problem_of(&error))
            }
            status => Err(format!("the server responded with {status}")),
        }
    }

    /// Posts a form, in a part of the time that is left. Of the response, only the header is read.
    pub(crate) fn post(&self, address: &str, form: &str) -> Result<FormResponse, String> {
        output::hide(address);
        let running = self.time.start();
        let left = running.left().ok_or_else(|| self.no_time())?.min(self.limit() / PARTS);
        let request = self.agent.post(address).content_type("application/x-www-form-urlencoded");
        let response = request.config().timeout_global(Some(left)).build().send(form);
        match response {
            Ok(response) => Ok(FormResponse::of(&response)),
            Err(ureq::Error::Timeout(_)) => Err(format!("no response within {} s", left.as_secs_f32())),
            Err(error) => Err(problem(&error).0),
        }
    }

    fn no_time(&self) -> String {
        format!("the {} s that --timeout allows have passed", self.seconds)
    }

    /// Sends a request, and follows redirects.
    pub(super) fn send(&self, address: &str, ask: &RequestOptions<'_>) -> Result<FinalResponse<'_>, Error> {
        self.send_within(address, ask, Duration::MAX)
    }

    fn send_within(
        &self,
        address: &str,
        ask: &RequestOptions<'_>,
        most: Duration,
    ) -> Result<FinalResponse<'_>, Error> {
        output::hide(address);
        let help = || "write an absolute URL, with https:// and the host".to_owned();
        let invalid = |error| fetch_error(address, &error).with_help(help());
        let mut url = Url::parse(address).map_err(invalid)?;
        let mut reach = ask.reach;
        for redirects in 0..=MAX_REDIRECTS {
            let running = self.time.start();
            let left = running.left().ok_or_else(|| self.timeout_error(address))?;
            let mut request = Request::builder().method(ask.method.clone()).uri(url.as_str());
            for (name, value) in ask.headers {
                request = request.header(*name, *value);
            }
            let request = request.body(()).map_err(|error| fetch_error(address, &error))?;
            let agent = match reach {
                Reach::Everywhere => &self.agent,
                Reach::Public => &self.public,
            };
            let request = agent.configure_request(request).timeout_global(Some(left.min(most))).build();
            let response = agent.run(request).map_err(|error| match hosts::refusal(&error) {
                Some(_) if redirects > 0 => fetch_error(address, &redirect::to_local(&url)),
                Some(refusal) => fetch_error(address, &refusal).with_help(ALLOW_LOCAL.to_owned()),
                None => self.transport_error(address, &error),
            })?;
            match location(&response) {
                None => return Ok(FinalResponse { url, reach, response, running }),
                Some(location) => {
                    output::hide(&location);
                    let next = redirect::resolve(&url, &location);
                    let next = next.map_err(|error| fetch_error(address, &error))?;
                    output::hide(next.as_str());
                    // A server may lead on within its own host and network.
                    let is_within =
                        url.is_local() || url.host().is_some_and(|host| self.local.contains(host));
                    reach = if is_within { reach } else { Reach::Public };
                    url = next;
                }
            }
        }
        let help = "correct the server's redirects, or pass the final address";
        Err(fetch_error(address, &format!("more than {MAX_REDIRECTS} redirects")).with_help(help.to_owned()))
    }

    /// Reads the first part of a document, and all of a short one.
    fn document<'c>(&'c self, address: &str, found: FinalResponse<'c>) -> Result<PendingDocument<'c>, Error> {
        let FinalResponse { response, running, .. } = found;
        let encoding = response.headers().get(CONTENT_ENCODING).cloned();
        let length = response.body().content_length().filter(|_| encoding.is_none());
        let body = response.into_body().into_with_config().limit(MAX_SIZE).reader();
        let mut body = match encoding {
            Some(encoding) if encoding.as_bytes().eq_ignore_ascii_case(b"gzip") => unpacked(body),
            Some(_) | None => Box::new(body),
        };
        let mut bytes = Vec::new();
        let read = (&mut body).take(FIRST_PART).read_to_end(&mut bytes);
        read.map_err(|error| self.transport_error(address, &error.into()))?;
        if (bytes.len() as u64) < FIRST_PART {
            return Ok(PendingDocument::new(bytes.len() as u64, || Ok(Some(bytes))));
        }
        let address = address.to_owned();
        let size = length.unwrap_or(MAX_SIZE).min(MAX_SIZE);
        Ok(PendingDocument::new(size, move || {
            self.read_rest(&address, bytes, body, length, running).map(Some)
        }))
    }

    /// Reads the rest of a document.
    fn read_rest(
        &self,
        address: &str,
        mut bytes: Vec<u8>,
        mut body: Content,
        length: Option<u64>,
        running: Running<'_>,
    ) -> Result<Vec<u8>, Error> {
        let more = length.unwrap_or_default().min(MAX_SIZE).saturating_sub(bytes.len() as u64);
        bytes.reserve_exact(usize::try_from(more).unwrap_or_default());
        body.read_to_end(&mut bytes).map_err(|error| self.transport_error(address, &error.into()))?;
        drop(running);
        Ok(bytes)
    }

    /// Whether the server responds to a conditional request with "not modified".
    fn revalidated(&self, url: &Url, reach: Reach, answer: &Answer) -> Option<bool> {
        let condition = match (answer.field("etag"), answer.field("last-modified")) {
            (Some(tag), _) => ("if-none-match", tag),
            (None, Some(date)) => ("if-modified-since", date),
            (None, None) => return None,
        };
        let ask = RequestOptions { headers: &[condition], reach, ..RequestOptions::DOCUMENT };
        let found = self.send(url.as_str(), &ask).ok()?;
        Some(found.response.status() == StatusCode::NOT_MODIFIED)
    }

    pub(super) fn transport_error(&self, address: &str, error: &ureq::Error) -> Error {
        if matches!(error, ureq::Error::Timeout(_)) {
            return self.timeout_error(address);
        }
        if matches!(error, ureq::Error::BodyExceedsLimit(_)) {
            return fetch_error(address, &format!("it is larger than {} MiB", MAX_SIZE / MIB));
        }
        let (problem, help) = problem(error);
        fetch_error(address, &problem).with_help(help.to_owned())
    }

    fn timeout_error(&self, address: &str) -> Error {
        let limit = format!("--timeout allows {} s for all requests in total", self.seconds);
        let help = "try again later, or allow more time: --timeout SECONDS";
        fetch_error(address, &format!("timed out; {limit}")).with_help(help.to_owned())
    }
}

const ALLOW_LOCAL: &str = "write a public address, or pass --allow-local";

/// What happened to a connection, in words, and what to do.
const CONNECTION: &[(io::ErrorKind, &str, &str)] = &[
    (io::ErrorKind::ConnectionRefused, "the connection was refused", RUNS),
    (io::ErrorKind::ConnectionReset, HUNG_UP, LATER),
    (io::ErrorKind::ConnectionAborted, HUNG_UP, LATER),
    (io::ErrorKind::BrokenPipe, HUNG_UP, LATER),
    (io::ErrorKind::UnexpectedEof, HUNG_UP, LATER),
    (io::ErrorKind::HostUnreachable, "the host cannot be reached", NETWORK),
    (io::ErrorKind::NetworkUnreachable, "the network cannot be reached", NETWORK),
];

const CERTIFICATE: &str = "check the server's certificate, and the clock of this machine";
const NO_HOST: &str = "the host was not found";
const HUNG_UP: &str = "the server closed the connection before the response was complete";
const RUNS: &str = "check the address and its port, and whether the server runs";
const NETWORK: &str = "check the address, and whether this machine has a network";
const LATER: &str = "try again later; if the problem persists, check the server and any proxy in front of it";

/// Why there is no response, or not a whole one, and what to do.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most errors of the client cannot happen with its settings"
)]
fn problem(error: &ureq::Error) -> (String, &'static str) {
    match error {
        ureq::Error::Io(error) => connection_problem(error),
        ureq::Error::HostNotFound => (NO_HOST.to_owned(), NETWORK),
        ureq::Error::ConnectionFailed => ("the connection failed".to_owned(), NETWORK),
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => {
            ("the response is not valid HTTP".to_owned(), LATER)
        }
        ureq::Error::Rustls(error) => (insecure(&error.to_string()).to_owned(), CERTIFICATE),
        ureq::Error::LargeResponseHeader(..) => ("the header of the response is too large".to_owned(), LATER),
        ureq::Error::BadUri(_) => ("unsupported URL".to_owned(), "check the address"),
        _ => ("there was no response".to_owned(), LATER),
    }
}

fn connection_problem(error: &io::Error) -> (String, &'static str) {
    let text = error.to_string();
    // Failed look-ups have no kind of their own: these are the words of Rust, and of Windows.
    if text.contains("failed to lookup address") || text.contains("No such host is known") {
        return (NO_HOST.to_owned(), NETWORK);
    }
    match CONNECTION.iter().find(|(kind, _, _)| *kind == error.kind()) {
        Some((_, words, help)) => ((*words).to_owned(), help),
        None => (error::problem(error), LATER),
    }
}

/// What the client says about a connection that is not secure contains one of these.
const INSECURE: &[(&str, &str)] = &[
    ("Expired", "its certificate has expired"),
    ("NotValidYet", "its certificate is not valid yet"),
    ("NotValidForName", "its certificate is for another host"),
    ("UnknownIssuer", "its certificate is from an unknown issuer"),
    ("Revoked", "its certificate was revoked"),
    ("certificate", "its certificate is not valid"),
];

/// Why a connection is not secure.
fn insecure(said: &str) -> &'static str {
    let known = INSECURE.iter().find(|(part, _)| said.contains(part));
    known.map_or("no secure connection could be made", |(_, words)| words)
}

/// The target of a redirect.
fn location(response: &Response<Body>) -> Option<String> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| is_redirect)?;
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

pub(super) fn status_error(address: &str, status: StatusCode) -> Error {
    let failed = fetch_error(address, &format!("the server responded with {status}"));
    let help = STATUS_HELP.iter().find(|(first, last, _)| (*first..=*last).contains(&status.as_u16()));
    match help {
        Some((_, _, help)) => failed.with_help((*help).to_owned()),
        None => failed,
    }
}

/// What to do about a status: from, to.
const STATUS_HELP: &[(u16, u16, &str)] = &[
    (
        401,
        403,
        "check whether the address needs a user name and password, or whether the server blocks programs",
    ),
    (404, 410, "check the address"),
    (429, 429, "try again later; the server is limiting requests"),
    (500, 599, "try again later; the problem is on the server's side"),
];

pub(super) fn fetch_error(address: &str, error: &dyn Display) -> Error {
    Error::new("fetch", Path::new(address), io::Error::other(error.to_string()))
}

/// Why a request failed, without its address.
fn problem_of(error: &Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

fn answer(response: &Response<Body>) -> Answer {
    let fields = response.headers().iter();
    let fields = fields.map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Answer { fields: fields.collect(), revalidated: None }
}
