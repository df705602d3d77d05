//! The articles of a feed in, its archives (RFC 5005 §4) out: documents that do not change anymore.
//!
//! An archive contains what was published in a span of days. All days are one span at first; a span with more articles than
//! an archive may have is divided in the middle, until no span has too many, or is a single day. So the archive of an article
//! follows from its date and from how many others were published around it, not from what is older: an article that is added,
//! withdrawn or dated otherwise later changes its own archive alone. Nothing has to be remembered from build to build, and an
//! empty output folder gives the same archives.
//!
//! The span with the newest article is not over, so its articles are in the feed itself until an article of a later span
//! arrives. New articles never divide a span that is over. An archive is named by the last day before the span of the next
//! articles. It changes once more when the next archive is complete: it gets a link to it.
//!
//! Two things can move articles between archives: an old article more than an archive may have divides its span, of which the
//! later part keeps the name; and one less may join two parts. Both change only these archives, and the links of their
//! neighbors.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};

use crate::feed::Url;
use crate::site::archive_path::archive_path;
use crate::site::index::IndexedArticle;

/// An archive of a feed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Archive {
    /// Its path below the output folder.
    pub path: String,
    /// Its URL.
    pub url: Url,
    /// Its articles, as indices, in the order of the feed. A site may have a million of them.
    pub articles: Vec<u32>,
}

/// The articles of a feed that are not over, and the others by their archives, the oldest first.
pub(super) struct Divided {
    pub(super) open: BTreeSet<usize>,
    pub(super) archives: Vec<Archive>,
}

/// The days in which all articles are: from the first day of our era, a power of two.
const ALL_DAYS: i32 = 1 << 22;

/// Divides the articles of the feed at `path` into archives with at most `most` articles, if not all are of one day.
pub(super) fn divide(
    all: &[IndexedArticle],
    selected: &[usize],
    most: usize,
    (path, base_url): (&str, &Url),
) -> Divided {
    let day = |at: usize| all.get(at).map_or(0, |article| day(article.date));
    let mut days: Vec<_> =
        selected.iter().enumerate().map(|(place, article)| (day(*article), place)).collect();
    days.sort_unstable();
    let mut spans = Vec::new();
    add_spans(&days, 0..ALL_DAYS, (most, ALL_DAYS - 1), &mut spans);
    let open = spans.pop().map(|(_, articles)| articles).unwrap_or_default();
    let article = |(_, place): &(i32, usize)| selected.get(*place).copied();
    let archive = |(last_day, articles): (i32, &[(i32, usize)])| {
        let path = archive_path(path, NaiveDate::from_num_days_from_ce_opt(last_day)?);
        let mut places: Vec<_> = articles.iter().map(|(_, place)| *place).collect();
        places.sort_unstable();
        let articles = places.iter().filter_map(|place| u32::try_from(*selected.get(*place)?).ok());
        Some(Archive { url: base_url.file_below(&path).ok()?, path, articles: articles.collect() })
    };
    Divided {
        open: open.iter().filter_map(article).collect(),
        archives: spans.into_iter().filter_map(archive).collect(),
    }
}

/// The day on which an article became public.
fn day(date: DateTime<FixedOffset>) -> i32 {
    date.with_timezone(&Utc).date_naive().num_days_from_ce().clamp(0, ALL_DAYS - 1)
}

/// Adds the spans with articles, each with the last day before the next one, in order. `days` are the articles of one span, by
/// their days, and `last_day` is the last one before any other.
fn add_spans<'d>(
    days: &'d [(i32, usize)],
    span: Range<i32>,
    (most, last_day): (usize, i32),
    spans: &mut Vec<(i32, &'d [(i32, usize)])>,
) {
    if days.is_empty() {
        return;
    }
    let length = span.end - span.start;
    if days.len() <= most || length == 1 {
        return spans.push((last_day, days));
    }
    let middle = span.start + length / 2;
    let (before, after) = days.split_at(days.partition_point(|(day, _)| *day < middle));
    let before_middle = if after.is_empty() { last_day } else { middle - 1 };
    add_spans(before, span.start..middle, (most, before_middle), spans);
    add_spans(after, middle..span.end, (most, last_day), spans);
}
