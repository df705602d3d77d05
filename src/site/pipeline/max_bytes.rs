//! A rendered feed in, its document out: with `max-bytes` one that is not larger, in which entries are summaries from the
//! oldest on. An entry that becomes a summary is written twice more, to see what that saves.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, counted};
use crate::feed::{Entry, Feed, Format, Text};
use crate::site::document::Document;
use crate::site::feed_config::{FeedConfig, MaxBytes};
use crate::site::select::{OVERSIZED_DOCUMENT, SHORTENED_DOCUMENT};

/// The maximum size of a document, and the settings that decide how many entries it has.
#[derive(Clone, Debug)]
pub(crate) struct SizeLimit {
    max_bytes: MaxBytes,
    limit: Option<usize>,
    archive: Option<usize>,
}

impl SizeLimit {
    /// The one that a feed has, if it has one.
    pub(super) fn of(config: &FeedConfig) -> Option<SizeLimit> {
        let max_bytes = config.max_bytes.clone()?;
        Some(SizeLimit { max_bytes, limit: config.limit, archive: config.archive })
    }

    /// The settings that allow more than `fitting` entries. A feed with archives has as many as the larger of the two
    /// allows, since the newest articles stay in it until their archive is complete.
    fn excessive(&self, fitting: u64) -> Vec<&'static str> {
        let is_more = |count: Option<usize>| count.is_none_or(|count| count as u64 > fitting);
        match self.archive {
            None => vec!["limit"],
            Some(archive) => [("limit", self.limit), ("archive", Some(archive))]
                .into_iter()
                .filter(|(_, count)| is_more(*count))
                .map(|(key, _)| key)
                .collect(),
        }
    }
}

/// What was corrected in the article of an entry, by the place of the entry in its feed.
type Correction<'c> = dyn Fn(usize) -> Option<&'c Text> + 'c;

/// Writes a feed as the document at a path.
pub(super) fn write(
    feed: &mut Feed,
    (path, format): (&str, Format),
    size_limit: Option<&SizeLimit>,
    correction: &Correction<'_>,
) -> (Document, Option<Diagnostic>) {
    let mut document = Document::write(feed, path, format);
    let Some(size_limit) = size_limit else { return (document, None) };
    let MaxBytes { bytes: most, place } = &size_limit.max_bytes;
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
        oversized(&document, size_limit)
    } else {
        Diagnostic::new(&SHORTENED_DOCUMENT, shortened_message(&document, shortened))
    };
    (document, Some(finding.at(place.clone())))
}

fn shortened_message(document: &Document, shortened: usize) -> String {
    let (path, all) = (&document.path, counted(document.entries, "entry", "entries"));
    match shortened {
        1 if document.entries == 1 => format!("the only entry in `{path}` was shortened to its summary"),
        _ if shortened == document.entries => {
            format!("all {all} in `{path}` were shortened to their summaries")
        }
        1 => format!("the oldest of {all} in `{path}` was shortened to its summary"),
        _ => format!("the {shortened} oldest of {all} in `{path}` were shortened to their summaries"),
    }
}

/// The entry with its summary alone, behind which readers see what was corrected.
pub(super) fn without_content(entry: &Arc<Entry>, correction: Option<&Text>) -> Arc<Entry> {
    if entry.content.is_none() && entry.markdown.is_none() && correction.is_none() {
        return Arc::clone(entry);
    }
    let texts: Vec<_> = entry.summary.iter().chain(correction).map(Text::as_str).collect();
    let summary = Some(texts.join(" ")).filter(|_| !texts.is_empty()).map(|text| Text::line(&text));
    Arc::new(Entry { content: None, markdown: None, summary, ..Entry::clone(entry) })
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

fn oversized(document: &Document, size_limit: &SizeLimit) -> Diagnostic {
    let (size, entries, most) = (size(document), document.entries, size_limit.max_bytes.bytes);
    let message = format!(
        "`{}` has {size} bytes, although {} only summaries; `max-bytes` allows {most}",
        document.path,
        if entries == 1 { "its entry has" } else { "its entries have" }
    );
    let fitting = u64::try_from(entries).unwrap_or(u64::MAX).saturating_mul(most) / size.max(1);
    let settings: Vec<_> =
        size_limit.excessive(fitting).iter().map(|key| format!("{key} = {fitting}")).collect();
    let help = if fitting > 0 && !settings.is_empty() {
        format!("write {}, or a larger `max-bytes`", settings.join(" and "))
    } else {
        "write a larger `max-bytes`".to_owned()
    };
    Diagnostic::new(&OVERSIZED_DOCUMENT, message).help(help)
}
