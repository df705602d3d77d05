//! What names stand for where an expression is, as far as it is about articles. The last definition of a name counts.

use std::collections::BTreeSet;

use super::articles::Articles;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Named {
    Articles(Box<Articles>),
    /// A list that has nothing yet.
    Empty,
    /// Something else, or what only running the program gives.
    Other,
}

/// Names, in the order of their definitions.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Vec<(String, Named)>);

impl Names {
    pub(super) fn get(&self, name: &str) -> Option<&Named> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, named)| named)
    }

    /// The articles of a name.
    pub(super) fn articles(&self, name: &str) -> Option<&Articles> {
        self.get(name)?.articles()
    }

    pub(super) fn set(&mut self, name: &str, named: Named) {
        self.0.push((name.to_owned(), named));
    }

    /// Forgets what is defined by a name.
    pub(super) fn forget(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// Each of them.
    pub(super) fn all(&self) -> BTreeSet<String> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Takes back the names that were forgotten since.
    pub(super) fn restore(&mut self, before: &Names) {
        let forgotten: Vec<_> =
            before.0.iter().filter(|(name, _)| self.get(name).is_none()).cloned().collect();
        self.0.extend(forgotten);
    }

    /// Takes what a branch leaves of them, of which it is not known whether it is taken.
    pub(super) fn maybe(&mut self, after: &Names) {
        for (name, named) in &mut self.0 {
            match (&*named, after.get(name)) {
                (_, None) => {}
                (known, Some(changed)) if known == changed => {}
                (Named::Articles(known), Some(Named::Articles(changed))) => {
                    *named = Named::of(Some(known.as_ref().clone().or(changed.as_ref().clone())));
                }
                (_, Some(Named::Articles(changed))) => {
                    *named = Named::of(Some(changed.as_ref().clone().that(None)));
                }
                (_, Some(Named::Empty | Named::Other)) => *named = Named::Other,
            }
        }
    }
}

impl Named {
    pub(super) fn articles(&self) -> Option<&Articles> {
        match self {
            Named::Articles(articles) => Some(articles),
            Named::Empty | Named::Other => None,
        }
    }

    /// Articles, if they are known.
    pub(super) fn of(articles: Option<Articles>) -> Named {
        articles.map_or(Named::Other, |articles| Named::Articles(Box::new(articles)))
    }
}
