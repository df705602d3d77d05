//! The URL of a recording in, what its server says about it, and its bytes block by block, out. Measures nothing.

use std::io::{self, Read};

use ureq::Body;
use ureq::http::header::{CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE};
use ureq::http::{HeaderName, Method, Response, StatusCode};

use crate::authoring::measure::{BLOCK, Recording};
use crate::cli::fetch::{Client, FinalResponse, RequestOptions, fetch_error, status_error};
use crate::cli::hosts::Reach;
use crate::error::Error;
use crate::feed::Url;

/// Compressed, a recording has another length.
const AS_IT_IS: (&str, &str) = ("accept-encoding", "identity");

/// The part of a recording that a server has sent.
struct Block {
    bytes: Vec<u8>,
    /// The length of the whole recording, if the server says so.
    length: Option<u64>,
}

impl Client {
    /// Asks a server for the length and the type of a recording, and for its first bytes.
    pub(crate) fn recording(&self, address: &str, reach: Reach) -> Result<Recording<'_>, Error> {
        let ask = RequestOptions { method: Method::HEAD, reach, headers: &[AS_IT_IS] };
        let head = self.send(address, &ask)?;
        let is_known = head.response.status().is_success();
        let (length, media_type) = if is_known {
            (number(&head.response, &CONTENT_LENGTH), text(&head.response, &CONTENT_TYPE))
        } else {
            // Some servers answer only to GET.
            (None, None)
        };
        // Another request of the same URL would be redirected again.
        let (url, reach) = (head.url.clone(), head.reach);
        drop(head);
        let found = self.part(&url, reach, 0)?;
        let media_type = text(&found.response, &CONTENT_TYPE).or(media_type);
        let block = self.block(&url, found, 0)?;
        let path = url.path().to_owned();
        let request = move |start| {
            let block = self.part(&url, reach, start).and_then(|found| self.block(&url, found, start));
            block.map(|block| block.bytes).map_err(io::Error::other)
        };
        Ok(Recording {
            bytes: block.length.or(length.filter(|length| *length > 0)),
            media_type: media_type.map(|media_type| essence(&media_type)),
            path,
            first: block.bytes,
            request: Box::new(request),
        })
    }

    /// Requests the block that begins at `start`.
    fn part(&self, url: &Url, reach: Reach, start: u64) -> Result<FinalResponse<'_>, Error> {
        let range = format!("bytes={start}-{}", start + BLOCK - 1);
        let headers = [AS_IT_IS, ("range", range.as_str())];
        self.send(url.as_str(), &RequestOptions { method: Method::GET, reach, headers: &headers })
    }

    /// The block of a response. A server may send all of the recording, of which no more is read.
    fn block(&self, url: &Url, found: FinalResponse<'_>, start: u64) -> Result<Block, Error> {
        let FinalResponse { response, running, .. } = found;
        let status = response.status();
        let length = match status {
            StatusCode::PARTIAL_CONTENT if begins_at(&response, start) => total(&response),
            StatusCode::RANGE_NOT_SATISFIABLE if start == 0 => {
                return Ok(Block { bytes: Vec::new(), length: total(&response) });
            }
            StatusCode::OK if start == 0 => number(&response, &CONTENT_LENGTH),
            StatusCode::OK | StatusCode::PARTIAL_CONTENT => {
                return Err(fetch_error(url.as_str(), &"the server does not support range requests"));
            }
            _ => return Err(status_error(url.as_str(), status)),
        };
        let mut bytes = Vec::new();
        let body = response.into_body().into_with_config().limit(u64::MAX).reader();
        let read = body.take(BLOCK).read_to_end(&mut bytes);
        drop(running);
        read.map_err(|error| self.transport_error(url.as_str(), &error.into()))?;
        Ok(Block { bytes, length })
    }
}

fn text(response: &Response<Body>, name: &HeaderName) -> Option<String> {
    let value = response.headers().get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}

fn number(response: &Response<Body>, name: &HeaderName) -> Option<u64> {
    text(response, name)?.parse().ok()
}

/// A media type without its parameters.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The last part of `Content-Range: bytes 0-99/1234`.
fn total(response: &Response<Body>) -> Option<u64> {
    text(response, &CONTENT_RANGE)?.rsplit_once('/')?.1.parse().ok()
}

fn begins_at(response: &Response<Body>, start: u64) -> bool {
    let range = text(response, &CONTENT_RANGE).unwrap_or_default();
    let first = range.strip_prefix("bytes ").and_then(|range| range.split('-').next()?.parse::<u64>().ok());
    first == Some(start)
}
