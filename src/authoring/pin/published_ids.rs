//! The published ids of an article in; the id for its metadata, or a finding, out. Writes nothing.

use std::collections::BTreeSet;

use crate::authoring::{
    AMBIGUOUS_ENTRY, CONFLICTING_IDS, PINNED_OTHERWISE, UNKEPT_ID, UNKNOWN_ENTRY, UNPINNED_FEED,
};
use crate::diagnostic::Diagnostic;
use crate::feed::url::harmful_scheme;
use crate::feed::{Format, Id};
use crate::published::MOST_FINDINGS;
use crate::published::feed::Item;
use crate::site::article::Article;

/// The published ids of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PublishedIds {
    /// In RSS and JSON Feed.
    pub plain: BTreeSet<String>,
    /// In Atom.
    pub atom: BTreeSet<String>,
}

/// What to do about the id of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Write it.
    Pin(Id),
    /// It is already there.
    Already,
    /// It is ambiguous, or cannot be kept.
    Refused(Diagnostic),
}

impl PublishedIds {
    /// Adds the id of an entry that is this article. Without an id, readers use its link.
    pub(crate) fn add(&mut self, format: Format, item: &Item) {
        let Some(id) = item.id.as_ref().or(item.link.as_ref()) else { return };
        match format {
            Format::Rss | Format::Json => self.plain.insert(id.clone()),
            Format::Atom => self.atom.insert(id.clone()),
        };
    }

    /// Decides about the id of `article`, which is published with these ids.
    #[must_use]
    pub(crate) fn decide(&self, article: &Article) -> Decision {
        let refused = |finding: Diagnostic| Decision::Refused(finding.at(article.place("id")));
        if self.plain.len() > 1 || self.atom.len() > 1 {
            return refused(self.conflicting());
        }
        let (plain, atom) = (self.plain.first(), self.atom.first());
        if !article.id_is_pinned {
            return id(plain, atom).map_or_else(refused, Decision::Pin);
        }
        let is = |published: Option<&String>, pinned: &str| published.is_none_or(|id| id == pinned);
        if is(plain, article.id.as_str()) && is(atom, article.id.atom()) {
            return Decision::Already;
        }
        refused(self.differing(article))
    }

    /// All ids without duplicates.
    #[must_use]
    pub(crate) fn ids(&self) -> BTreeSet<&str> {
        self.plain.iter().chain(&self.atom).map(String::as_str).collect()
    }

    fn conflicting(&self) -> Diagnostic {
        let message = format!("the article is published as {}", self.id_list());
        Diagnostic::new(&CONFLICTING_IDS, message).help("write the id that most subscribers know: id = \"…\"")
    }

    fn differing(&self, article: &Article) -> Diagnostic {
        let message = format!(
            "the article is published as {}, but its metadata has `{}`",
            self.id_list(),
            article.id.as_str()
        );
        let help = "write the published id, or keep this one if subscribers may see the article again";
        Diagnostic::new(&PINNED_OTHERWISE, message).help(help)
    }

    fn id_list(&self) -> String {
        let quoted: Vec<_> = self.ids().into_iter().map(|id| format!("`{id}`")).collect();
        quoted.join(" and ")
    }
}

/// One id for both formats. An id in Atom that follows from the one in RSS is not written.
fn id(plain: Option<&String>, atom: Option<&String>) -> Result<Id, Diagnostic> {
    let id = match (plain, atom) {
        (Some(plain), Some(atom)) => Id::distinct(plain, atom),
        (Some(one), None) => Id::new(one),
        // Atom keeps exactly this id.
        (None, Some(one)) => Id::distinct(one, one),
        (None, None) => None,
    };
    let published = [atom, plain].into_iter().flatten().map(String::as_str);
    id.ok_or_else(|| {
        let harmful = published.clone().find(|id| harmful_scheme(id).is_some());
        invalid_id(harmful.or_else(|| published.clone().next()).unwrap_or_default())
    })
}

fn invalid_id(id: &str) -> Diagnostic {
    let message =
        format!("the article is published as `{}`, which is not a valid id in a feed", id.escape_debug());
    let help = match harmful_scheme(id) {
        Some(_) => {
            "its scheme is unsafe, since readers may open an id as a link; subscribers will see the article again"
        }
        None => {
            "Atom requires an absolute IRI, and XML forbids control characters; subscribers will see the article again"
        }
    };
    Diagnostic::new(&UNKEPT_ID, message).help(help)
}

/// An id that is published for several articles.
#[must_use]
pub(crate) fn several(id: &str, articles: &[&Article]) -> Diagnostic {
    let message = format!("`{id}` is published for {}", files(articles));
    let finding =
        Diagnostic::new(&CONFLICTING_IDS, message).help("write it into the article that it belongs to");
    match articles.first() {
        Some(article) => finding.at(article.place("id")),
        None => finding,
    }
}

/// A published entry that could be any of several articles.
#[must_use]
pub(crate) fn ambiguous(item: &Item, articles: &[&Article]) -> Diagnostic {
    let message = format!("{} could be {}", named(item), files(articles));
    let help = format!("write id = {:?} into the right one", item.key());
    Diagnostic::new(&AMBIGUOUS_ENTRY, message).help(help)
}

/// A published entry that matches no article.
#[must_use]
pub(crate) fn unknown(item: &Item) -> Diagnostic {
    let message = format!("{} matches no article", named(item));
    let help = format!("if it is one of the articles, write id = {:?} into its metadata", item.key());
    Diagnostic::new(&UNKNOWN_ENTRY, message).help(help)
}

/// A feed whose own id was not written, and why.
#[must_use]
pub(crate) fn unpinned(name: &str, id: &str, why: &str) -> Diagnostic {
    let message = format!("`{name}` is published as `{id}`, but {why}");
    let help = match Id::distinct(id, id) {
        Some(_) => {
            format!("to let readers recognize it, write id = {id:?} into the [[feed]] that replaces it")
        }
        None => "readers treat its replacement as a new feed".to_owned(),
    };
    Diagnostic::new(&UNPINNED_FEED, message).help(help)
}

/// Reports how many findings about unmatched entries are omitted.
#[must_use]
pub(crate) fn unlisted(findings: usize) -> Option<Diagnostic> {
    let more = findings.checked_sub(MOST_FINDINGS).filter(|more| *more > 0)?;
    Some(Diagnostic::new(&UNKNOWN_ENTRY, format!("{more} more published entries match no article")))
}

fn named(item: &Item) -> String {
    let key = item.key();
    if item.title.is_empty() { format!("`{key}`") } else { format!("\"{}\" (`{key}`)", item.title) }
}

fn files(articles: &[&Article]) -> String {
    let files: Vec<_> = articles.iter().map(|article| article.source.file().display().to_string()).collect();
    files.join(", ")
}
