//! An article and its page in; what shows that the page was built before the article was changed, out.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::OLD_PAGE;
use super::page_metadata::PageMetadata;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::article::Article;
use crate::site::config::Site;
use crate::site::date::{WrittenDate, written};
use crate::source::html;

/// Reports a page in a file whose own date of the last change is before that of the article.
#[must_use]
pub(crate) fn out_of_date(article: &Article, file: &Path, text: &str, site: &Site) -> Option<Diagnostic> {
    let updated = article.updated?;
    let said = PageMetadata::of(&html::head(text), &[article.permalink.as_str()], site.title.as_str());
    let modified = said.modified?;
    is_before(written(modified.trim())?, updated, site).then(|| {
        let file = file.display();
        let message = format!("its page `{file}` was last changed on {modified}, before the article");
        old(message, article.place("updated"))
    })
}

/// Reports a page in a file that does not show the title of the article.
#[must_use]
pub(crate) fn without_title(article: &Article, file: &Path) -> Diagnostic {
    let message = format!("its page `{}` does not show this title", file.display());
    old(message, article.place("title"))
}

fn old(message: String, place: Place) -> Diagnostic {
    Diagnostic::new(&OLD_PAGE, message).at(place).help("build the site again, and then its feeds")
}

/// Whether a date is before an instant. A day is before those of the days that follow it.
fn is_before(date: WrittenDate, instant: DateTime<Utc>, site: &Site) -> bool {
    match date {
        WrittenDate::Instant(date) => date.to_utc() < instant,
        WrittenDate::Local(local) => local < site.at(instant).naive_local(),
        WrittenDate::Date(day) => day < site.at(instant).date_naive(),
    }
}
