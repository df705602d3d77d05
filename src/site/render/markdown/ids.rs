//! Names in, ids out that differ from each other: those of headings as GitHub makes them, and those of footnotes.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The ids of a text.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// How often each name was asked for.
    taken: BTreeMap<String, usize>,
}

impl Ids {
    /// An id that is not taken: the name itself, or else with the next number.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let mut id = name.to_owned();
        let mut number = self.taken.get(name).copied().unwrap_or_default();
        while self.taken.contains_key(&id) {
            number += 1;
            id = format!("{name}-{number}");
        }
        self.taken.insert(name.to_owned(), number);
        self.taken.entry(id.clone()).or_default();
        id
    }
}

/// The id of a heading with this text: in lower case, with hyphens for spaces, and without punctuation.
pub(super) fn of_heading(text: &str) -> String {
    let stays = |c: &char| {
        let group = c.general_category_group();
        matches!(
            group,
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number
        ) || matches!(c, '-' | '_')
    };
    let lower = text.trim().to_lowercase();
    lower.chars().map(|c| if c == ' ' { '-' } else { c }).filter(stays).collect()
}

/// What the links of a text may lead to: each `#name` in it.
pub(super) fn wanted(source: &str) -> BTreeSet<String> {
    let begins = |at: &usize| source.get(..*at).is_some_and(|before| !before.ends_with(is_in_name));
    let marks = memchr::memchr_iter(b'#', source.as_bytes()).filter(begins);
    let names = marks.filter_map(|at| source.get(at + 1..)?.split(|c| !is_in_name(c)).next());
    let names = names.filter(|name| !name.is_empty());
    names.map(|name| percent_decode_str(name).decode_utf8_lossy().into_owned()).collect()
}

/// Whether what a link leads to goes on with a character.
fn is_in_name(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '(' | ')' | '<' | '>' | '"' | '\'' | '=')
}
