//! Language tags in, checked tags in canonical case out.

use oxilangtag::LanguageTag;
use serde::{Serialize, Serializer};
use std::fmt;

/// A language tag in its canonical case: `en`, `zh-Hant`, `pt-BR` (BCP 47).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

impl Language {
    /// Parses a well-formed tag. Its first part must be able to be a language: words of four or more letters are not
    /// registered, so `english` is not a tag (RFC 5646 §2.2.1).
    #[must_use]
    pub fn parse(tag: &str) -> Option<Language> {
        let tag = LanguageTag::parse_and_normalize(tag).ok()?;
        let primary = tag.primary_language();
        (primary.len() <= 3 || tag.as_str().starts_with("x-") || tag.as_str().starts_with("i-"))
            .then(|| Language(tag.into_inner()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `range` is this language or a more general one: `en` matches `en-GB` (RFC 4647 §3.3.1).
    #[must_use]
    pub fn matches(&self, range: &Language) -> bool {
        self.0.strip_prefix(&range.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
