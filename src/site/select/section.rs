//! A document in; its section, and the words of that which it shows, out.

use super::fan_out::Selection;
use crate::feed::{Language, Text};
use crate::site::feed_config::Each;

impl Selection<'_> {
    /// The name of its section, if the feed fans out over sections.
    #[must_use]
    pub(crate) fn section(&self) -> Option<&str> {
        self.terms.iter().find(|(each, _)| *each == Each::Section).map(|(_, name)| name.as_str())
    }

    /// The description of its section, if it has all articles of that in its language.
    pub(super) fn description_of_section(&self) -> Option<&Text> {
        let is_whole = self.terms.iter().all(|(each, _)| matches!(each, Each::Section | Each::Language));
        self.section_texts.description.as_ref().filter(|_| is_whole)
    }

    /// What a title says for one of its terms.
    pub(super) fn shown_term<'t>(&'t self, (each, term): &'t (Each, Text)) -> &'t str {
        let of_section = self.section_texts.title.as_ref().filter(|_| *each == Each::Section);
        of_section.unwrap_or(term).as_str()
    }

    /// Whether a language is that of the feed; the site's own, if the feed has none.
    #[must_use]
    pub(crate) fn is_in(&self, language: Option<&Language>, own: Option<&Language>) -> bool {
        let is_own = language.is_none() || language == own;
        match &self.language {
            Some(wanted) if Some(wanted) != own => language == Some(wanted),
            Some(_) | None => is_own,
        }
    }
}
