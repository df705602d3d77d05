//! The chapters of a recording in, JSON chapters 1.2 (Podcasting 2.0) out, and what tells that such a file is ours.

use memchr::memmem;
use serde::Serialize;
use serde_json::{Number, Value};

use crate::feed::{GENERATOR_URL, Text, Url};
use crate::site::file_name::without_extension;
use crate::site::recording::Chapter;

/// The ending of the names of files with chapters, instead of the extension of the recording.
pub(crate) const ENDING: &str = "chapters.json";

/// The chapters of the recording beside them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChaptersFile {
    /// Where they are published.
    pub url: Url,
    /// Where that is below the output folder.
    pub path: String,
    /// They themselves, at least one.
    pub chapters: Vec<Chapter>,
}

/// The file beside a recording with its chapters: `ep1.mp3` has `ep1.chapters.json`.
#[must_use]
pub(crate) fn beside(recording: &str) -> String {
    let path = recording.split(['?', '#']).next().unwrap_or_default();
    format!("{}.{ENDING}", without_extension(path))
}

#[derive(Serialize)]
struct File<'c> {
    version: &'static str,
    #[serde(rename = "_feedwright")]
    maker: Maker<'c>,
    chapters: Vec<Entry>,
}

/// Who made the file, and where it belongs: a copy at another place is not ours to remove.
#[derive(Serialize)]
struct Maker<'c> {
    about: &'static str,
    url: &'c Url,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    start_time: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    toc: Option<bool>,
}

impl ChaptersFile {
    /// The document.
    #[must_use]
    pub(crate) fn write(&self) -> Vec<u8> {
        let file = File {
            version: "1.2.0",
            maker: Maker { about: GENERATOR_URL, url: &self.url },
            chapters: self.chapters.iter().map(entry).collect(),
        };
        #[expect(clippy::expect_used, reason = "texts, numbers and lists always serialize")]
        let mut bytes = serde_json::to_vec_pretty(&file).expect("texts, numbers and lists always serialize");
        bytes.push(b'\n');
        bytes
    }
}

fn entry(chapter: &Chapter) -> Entry {
    let title = chapter.title.as_deref().map(Text::line);
    let url = chapter.url.as_deref().and_then(|url| Url::parse(url.trim()).ok());
    Entry {
        start_time: seconds(chapter.start),
        end_time: chapter.end.map(seconds),
        title: title.filter(|title| !title.is_blank()),
        url: url.filter(Url::is_web),
        toc: chapter.is_hidden.then_some(false),
    }
}

/// Milliseconds in seconds, without a fraction if there is none.
#[expect(clippy::cast_precision_loss, reason = "a recording is shorter than that")]
fn seconds(milliseconds: u64) -> Number {
    let fraction = || Number::from_f64(milliseconds as f64 / 1000.0);
    let whole = Number::from(milliseconds / 1000);
    if milliseconds.is_multiple_of(1000) { whole } else { fraction().unwrap_or(whole) }
}

/// What the beginning of each of our files contains.
const MARK: &[u8] = b"\"_feedwright\"";

/// Whether a file begins as one of ours.
#[must_use]
pub(crate) fn is_ours(beginning: &[u8]) -> bool {
    memmem::find(beginning, MARK).is_some()
}

/// Whether a file is ours, and where it belongs.
#[must_use]
pub(crate) fn is_at(bytes: &[u8], url: &Url) -> bool {
    let Ok(file) = serde_json::from_slice::<Value>(bytes) else { return false };
    let place = file.get("_feedwright").and_then(|maker| maker.get("url")).and_then(Value::as_str);
    file.get("chapters").is_some() && place == Some(url.as_str())
}
