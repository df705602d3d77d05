//! An article and its page in; what shows that the page was built before the article was changed, out.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::OLD_PAGE;
use super::page_metadata::PageMetadata;
use crate::diagnostic::Diagnostic;
use crate::root::slashed;
use crate::site::article::Article;
use crate::site::config::{BuiltPages, Site};
use crate::site::date::{WrittenDate, written};
use crate::source::html;

/// Reports a page in a file whose own date of the last change is before that of the article.
#[must_use]
pub(crate) fn out_of_date(
    article: &Article,
    file: &Path,
    text: &str,
    (site, built): (&Site, &BuiltPages),
) -> Option<Diagnostic> {
    let updated = article.updated?;
    let said = PageMetadata::of(&html::head(text), &[article.permalink.as_str()], site.title.as_str());
    let modified = said.modified?;
    is_before(written(modified.trim())?, updated, site).then(|| {
        let problem = format!("was last changed on {}, before the article", modified.trim());
        old(file, &problem, built).at(article.place("updated"))
    })
}

/// Reports a page in a file that does not show the title of the article.
#[must_use]
pub(crate) fn without_title(article: &Article, file: &Path, built: &BuiltPages) -> Diagnostic {
    old(file, "does not show this title", built).at(article.place("title"))
}

fn old(file: &Path, problem: &str, built: &BuiltPages) -> Diagnostic {
    let message = format!("its page `{}` {problem}, so its entry has an old text", slashed(file));
    let again = match built.command {
        Some(command) => format!("build the site again: `{command}`"),
        None => "build the site again".to_owned(),
    };
    Diagnostic::new(&OLD_PAGE, message).help(format!("{again}; then `feedwright build`"))
}

/// Whether a date is before an instant. A day is before those of the days that follow it.
fn is_before(date: WrittenDate, instant: DateTime<Utc>, site: &Site) -> bool {
    match date {
        WrittenDate::Instant(date) => date.to_utc() < instant,
        WrittenDate::Local(local) => local < site.at(instant).naive_local(),
        WrittenDate::Date(day) => day < site.at(instant).date_naive(),
    }
}
