//! A transcript or a file of chapters in; why apps could not read it, out.

use std::fs::File;
use std::io::Read;

use serde_json::Value;

/// The most that is read of a file, in bytes.
const LIMIT: u64 = 1024 * 1024;

/// Why apps could not read a transcript with this extension, as the end of a sentence about it.
pub(super) fn transcript_problem(file: File, extension: &str) -> Option<String> {
    let (text, is_whole) = beginning(file)?;
    let start = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
    let lower = extension.to_ascii_lowercase();
    let problem = match lower.as_str() {
        _ if start.is_empty() && is_whole => "is empty",
        "vtt" if !start.starts_with("WEBVTT") => "is not WebVTT: its first line must be `WEBVTT`",
        "srt" if !text.contains("-->") => {
            "is not SubRip: it has no times, such as `00:00:00,000 --> 00:00:04,000`"
        }
        "json" if !start.starts_with(['{', '[']) => "is not JSON",
        _ => return None,
    };
    Some(problem.to_owned())
}

/// Why apps could not read a file of JSON chapters, as the end of a sentence about it.
pub(super) fn chapters_problem(file: File) -> Option<String> {
    let (text, is_whole) = beginning(file)?;
    if text.trim().is_empty() {
        return Some("is empty".to_owned());
    }
    let text = text.trim_start_matches('\u{FEFF}');
    let read = match serde_json::from_str::<Value>(text) {
        Ok(read) => read,
        Err(error) if is_whole => return Some(format!("is not JSON: {error}")),
        Err(_) => return None,
    };
    let Some(chapters) = read.get("chapters").and_then(Value::as_array) else {
        return Some("has no `chapters` array".to_owned());
    };
    if chapters.is_empty() {
        return Some("has no chapters".to_owned());
    }
    let starts: Vec<_> =
        chapters.iter().map(|chapter| chapter.get("startTime").and_then(Value::as_f64)).collect();
    if starts.iter().any(Option::is_none) {
        return Some("has a chapter without a `startTime` in seconds".to_owned());
    }
    let is_sorted = starts.is_sorted_by(|a, b| a <= b);
    (!is_sorted).then(|| "has chapters that are not sorted by `startTime`".to_owned())
}

/// The beginning of a file, and whether that is all of it. Characters that are cut are replaced.
fn beginning(file: File) -> Option<(String, bool)> {
    let length = file.metadata().ok()?.len();
    let mut bytes = Vec::new();
    file.take(LIMIT).read_to_end(&mut bytes).ok()?;
    Some((String::from_utf8_lossy(&bytes).into_owned(), length <= LIMIT))
}
