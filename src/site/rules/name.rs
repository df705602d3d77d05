//! The names of keys: in, those that a site has; out, those that a key of a head can have.

use std::borrow::Cow;
use std::ops::Deref;

use super::reading::{Read, no_truth, same, written_date};

/// The name of a key.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// The name in heads, with dots between the keys of nested tables.
    pub theirs: Cow<'static, str>,
    /// Our key.
    pub ours: Cow<'static, str>,
    /// How its value is read.
    pub read: Read,
}

/// How the name of a key relates to a key of a head.
pub(super) enum Below<'n> {
    /// It is that key.
    Same,
    /// It is a key inside of its table.
    Inside(&'n str),
    /// It is another one.
    Other,
}

impl Name {
    /// A name of one of our keys, with its reading.
    #[must_use]
    pub(crate) const fn new(theirs: &'static str, ours: &'static str, read: Read) -> Name {
        Name { theirs: Cow::Borrowed(theirs), ours: Cow::Borrowed(ours), read }
    }

    pub(super) fn below(&self, key: &str) -> Below<'_> {
        match self.theirs.strip_prefix(key) {
            Some("") => Below::Same,
            Some(rest) => rest.strip_prefix('.').map_or(Below::Other, Below::Inside),
            None => Below::Other,
        }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        (&self.theirs, &self.ours) == (&other.theirs, &other.ours)
    }
}

/// Names that count on every site.
pub(super) const EVERYWHERE: &[Name] = &[
    Name::new("embargo", "publish", written_date),
    Name::new("publishDate", "publish", same),
    Name::new("expiryDate", "expires", same),
    Name::new("published", "publish", no_truth),
    Name::new("publish", "publish", no_truth),
];

/// The names of keys on a site, and those that count on every site. Of several for one of our keys, the first that a head
/// has counts; lists are put together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Names {
    own: Vec<Name>,
    /// The first letter of each name with its rank, sorted, since nearly all names begin with another letter than a key.
    by_letter: Vec<(u8, usize)>,
}

impl Default for Names {
    fn default() -> Names {
        Names::from(Vec::new())
    }
}

impl From<Vec<Name>> for Names {
    fn from(own: Vec<Name>) -> Names {
        let letters = own.iter().chain(EVERYWHERE).enumerate();
        let mut by_letter: Vec<_> =
            letters.filter_map(|(rank, name)| Some((letter(&name.theirs)?, rank))).collect();
        by_letter.sort_unstable();
        Names { own, by_letter }
    }
}

impl From<&[Name]> for Names {
    fn from(own: &[Name]) -> Names {
        Names::from(own.to_vec())
    }
}

impl FromIterator<Name> for Names {
    fn from_iter<I: IntoIterator<Item = Name>>(own: I) -> Names {
        Names::from(Vec::from_iter(own))
    }
}

/// The site's own names.
impl Deref for Names {
    type Target = [Name];

    fn deref(&self) -> &[Name] {
        &self.own
    }
}

impl Names {
    /// All names, in the order in which they count.
    pub(super) fn all(&self) -> impl Iterator<Item = &Name> {
        self.own.iter().chain(EVERYWHERE)
    }

    /// The names that are a key, or inside of its table, in the order in which they count, with their ranks in it.
    pub(super) fn of<'n>(&'n self, key: &str) -> impl Iterator<Item = (usize, &'n Name, Below<'n>)> {
        let letter = letter(key);
        let start = self.by_letter.partition_point(|(known, _)| Some(*known) < letter);
        let named = self.by_letter.iter().skip(start).take_while(move |(known, _)| Some(*known) == letter);
        named.filter_map(|(_, rank)| {
            let name = self.own.get(*rank).or_else(|| EVERYWHERE.get(rank - self.own.len()))?;
            match name.below(key) {
                Below::Other => None,
                below @ (Below::Same | Below::Inside(_)) => Some((*rank, name, below)),
            }
        })
    }
}

fn letter(name: &str) -> Option<u8> {
    name.as_bytes().first().copied()
}

#[cfg(test)]
mod tests {
    use super::{Below, EVERYWHERE, Name, Names, same};

    #[test]
    fn the_names_of_a_key_are_found_in_their_order() {
        let names = Names::from(vec![
            Name::new("embargo", "date", same),
            Name::new("date.written", "date", same),
            Name::new("dateline", "date", same),
            Name::new("", "title", same),
            Name::new("date", "date", same),
        ]);
        let found = |key: &str| {
            let found = names.of(key).map(|(rank, name, below)| {
                (rank, name.theirs.as_ref().to_owned(), matches!(below, Below::Inside("written")))
            });
            found.collect::<Vec<_>>()
        };
        let written = (1, "date.written".to_owned(), true);
        assert_eq!(found("date"), [written, (4, "date".to_owned(), false)]);
        let everywhere = (5, "embargo".to_owned(), false);
        assert_eq!(found("embargo"), [(0, "embargo".to_owned(), false), everywhere]);
        assert_eq!(found(""), []);
        assert_eq!(found("dat"), []);
        assert_eq!(names.all().count(), 5 + EVERYWHERE.len());
    }
}
