//! A rendered feed in, its document out: with `max-bytes` one that is not larger, in which entries are summaries from the
//! oldest on. An entry that becomes a summary is written twice more, to see what that saves.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, counted};
use crate::feed::{Entry, Feed, Format, Text};
use crate::site::document::Document;
use crate::site::feed_config::MaxBytes;
use crate::site::select::{OVERSIZED_DOCUMENT, SHORTENED_DOCUMENT};

/// What was corrected in the article of an entry, by the place of the entry in its feed.
type Correction<'c> = dyn Fn(usize) -> Option<&'c Text> + 'c;

/// Writes a feed as the document at a path.
pub(super) fn write(
    feed: &mut Feed,
    (path, format): (&str, Format),
    max_bytes: Option<&MaxBytes>,
    correction: &Correction<'_>,
) -> (Document, Option<Diagnostic>) {
    let mut document = Document::write(feed, path, format);
    let Some(MaxBytes { bytes: most, place }) = max_bytes else { return (document, None) };
    if size(&document) <= *most {
        return (document, None);
    }
    let mut shortened = 0;
    // What an entry saves is less in a document with others, which declares its namespaces once.
    while size(&document) > *most {
        match shorten(feed, format, size(&document) - *most, correction) {
            0 => break,
            more => shortened += more,
        }
        document = Document::write(feed, path, format);
    }
    let finding = if size(&document) > *most {
        oversized(&document, *most)
    } else {
        Diagnostic::new(&SHORTENED_DOCUMENT, shortened_message(&document, shortened))
    };
    (document, Some(finding.at(place.clone())))
}

fn shortened_message(document: &Document, shortened: usize) -> String {
    let (path, all) = (&document.path, counted(document.entries, "entry", "entries"));
    match shortened {
        1 => format!("the oldest of {all} of `{path}` is a summary"),
        _ => format!("the {shortened} oldest of {all} of `{path}` are summaries"),
    }
}

/// The entry with its summary alone, behind which readers see what was corrected.
pub(super) fn without_content(entry: &Arc<Entry>, correction: Option<&Text>) -> Arc<Entry> {
    if entry.content.is_none() && correction.is_none() {
        return Arc::clone(entry);
    }
    let texts: Vec<_> = entry.summary.iter().chain(correction).map(Text::as_str).collect();
    let summary = Some(texts.join(" ")).filter(|_| !texts.is_empty()).map(|text| Text::line(&text));
    Arc::new(Entry { content: None, summary, ..Entry::clone(entry) })
}

fn size(document: &Document) -> u64 {
    document.bytes.len() as u64
}

/// Makes summaries of the oldest entries until so many bytes are saved, or all are summaries. Returns their number.
fn shorten(feed: &mut Feed, format: Format, excess: u64, correction: &Correction<'_>) -> usize {
    let mut by_age: Vec<_> =
        feed.entries.iter().enumerate().map(|(at, entry)| (entry.published, Reverse(at))).collect();
    by_age.sort_unstable();
    let header = Feed { entries: Vec::new(), ..feed.clone() };
    let (mut saved, mut shortened) = (0, 0);
    for (_, Reverse(at)) in by_age {
        if saved >= excess {
            break;
        }
        let Some(entry) = feed.entries.get_mut(at).filter(|entry| entry.content.is_some()) else { continue };
        let summary = without_content(entry, correction(at));
        saved += alone(&header, format, entry).saturating_sub(alone(&header, format, &summary));
        shortened += 1;
        *entry = summary;
    }
    shortened
}

/// The size of a document with only this entry.
fn alone(header: &Feed, format: Format, entry: &Arc<Entry>) -> u64 {
    let feed = Feed { entries: vec![Arc::clone(entry)], ..header.clone() };
    format.write(&feed).len() as u64
}

fn oversized(document: &Document, most: u64) -> Diagnostic {
    let (size, entries) = (size(document), document.entries);
    let message = format!(
        "`{}` has {size} bytes although {} only summaries, and `max-bytes` allows {most}",
        document.path,
        if entries == 1 { "its entry has" } else { "its entries have" }
    );
    let fitting = u64::try_from(entries).unwrap_or(u64::MAX).saturating_mul(most) / size.max(1);
    let help = if fitting > 0 {
        format!("write a smaller `limit`, such as {fitting}, or a larger `max-bytes`")
    } else {
        "write a larger `max-bytes`".to_owned()
    };
    Diagnostic::new(&OVERSIZED_DOCUMENT, message).help(help)
}
