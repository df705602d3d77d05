//! The findings about changes, each at the place where the user can do something about it, and each once.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use crate::diagnostic::{Diagnostic, Place};
use crate::published::About;
use crate::published::change::DocumentChange;
use crate::site::article::Article;

/// The changes of documents by path. What was published elsewhere counts more than what is in the output folder.
pub(super) type Changes = BTreeMap<String, DocumentChange>;

/// The findings so far.
#[derive(Default)]
pub(super) struct Reported {
    seen: BTreeSet<Key>,
    findings: Vec<Diagnostic>,
}

impl Reported {
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }
}

impl Extend<Keyed> for Reported {
    fn extend<T: IntoIterator<Item = Keyed>>(&mut self, found: T) {
        for (key, finding) in found {
            if self.seen.insert(key) {
                self.findings.push(finding);
            }
        }
    }
}

/// A finding with its key.
pub(super) type Keyed = (Key, Diagnostic);

/// What distinguishes a finding from others: its code, place and message. An article can be in many documents, and a
/// change of it is reported once.
pub(super) type Key = (&'static str, Option<Place>, String);

/// The finding where the user can do something about it, with its key.
pub(super) fn keyed(
    site: Site<'_>,
    document: Option<usize>,
    path: &str,
    about: About,
    finding: Diagnostic,
) -> Keyed {
    let file = Place::file(&site.config.output.join(path));
    match about {
        About::Document => {
            ((finding.code.name, Some(file.clone()), finding.message.clone()), finding.at(file))
        }
        About::Podcast(key) => {
            let config = site.config.feeds.iter().find(|feed| feed.is_at(path));
            let show = config.and_then(|config| config.show.as_ref());
            let place = show.map_or(file, |show| show.places.of(key).clone());
            ((finding.code.name, Some(place.clone()), finding.message.clone()), finding.at(place))
        }
        About::Build => ((finding.code.name, None, String::new()), finding.at(file)),
        About::Gone => ((finding.code.name, None, finding.message.clone()), finding.at(file)),
        About::Entry(at, key) => {
            let place = article(site, document, at).map_or(file, |article| match article.places.get(key) {
                Some(_) => article.place(key),
                None => article.place("title"),
            });
            ((finding.code.name, Some(place.clone()), String::new()), finding.at(place))
        }
    }
}

/// The article of an entry of a document.
pub(super) fn article(site: Site<'_>, document: Option<usize>, at: usize) -> Option<&Article> {
    let at = site.rendered.feeds.get(document?)?.articles.get(at)?;
    site.rendered.articles.get(at).map(|article| &**article)
}
