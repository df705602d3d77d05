//! The paths of archives: `news/feed.xml` has `news/feed-archive-2026-05-20.xml`, with what was published until that day, and after the
//! day of the archive before.

use chrono::NaiveDate;

/// What stands between the name of a feed and the last day of its archive.
const MARK: &str = "-archive-";

/// The form of the day.
const DAY: &str = "%Y-%m-%d";

/// The path of the archive that ends with a day.
#[must_use]
pub(crate) fn archive_path(feed: &str, last_day: NaiveDate) -> String {
    let (stem, extension) = split(feed);
    format!("{stem}{MARK}{}{extension}", last_day.format(DAY))
}

/// The path of the feed whose archive has a path, if it is that of an archive.
#[must_use]
pub(crate) fn feed_of(path: &str) -> Option<String> {
    let (stem, extension) = split(path);
    let (feed, day) = stem.rsplit_once(MARK)?;
    NaiveDate::parse_from_str(day, DAY).ok()?;
    Some(format!("{feed}{extension}"))
}

/// A path without its extension, and that.
fn split(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let dot = path.rfind('.').filter(|dot| *dot > name).unwrap_or(path.len());
    path.split_at(dot)
}
