//! The beginnings of texts that stand for them where they are listed.

/// What the beginning of a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The marks at its end. The first that a text has counts.
    pub marks: Vec<ExcerptMark>,
    /// How many words it has in a text without a mark; `None` for those of the first paragraph.
    pub words: Option<usize>,
}

/// The mark at the end of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ExcerptMark {
    /// A comment of HTML, in any case and with any spaces: `<!-- more -->`.
    Comment(&'static str),
    /// A comment of HTML with exactly this inside.
    ExactComment(String),
    /// Another text.
    Text(String),
}

impl Default for Excerpt {
    fn default() -> Excerpt {
        Excerpt::before([ExcerptMark::Comment("more")])
    }
}

impl Excerpt {
    /// What stands before marks.
    #[must_use]
    pub(crate) fn before(marks: impl IntoIterator<Item = ExcerptMark>) -> Excerpt {
        Excerpt { marks: marks.into_iter().collect(), words: None }
    }

    /// What stands before a text, which may be a comment of HTML. There is no mark if it is blank.
    #[must_use]
    pub(crate) fn at(separator: &str) -> Excerpt {
        if separator.trim().is_empty() {
            return Excerpt::before([]);
        }
        let comment = separator.trim().strip_prefix("<!--").and_then(|text| text.strip_suffix("-->"));
        Excerpt::before([match comment {
            Some(inside) => ExcerptMark::ExactComment(inside.to_owned()),
            None => ExcerptMark::Text(separator.to_owned()),
        }])
    }

    /// Whether a comment of HTML with this inside is a mark.
    #[must_use]
    pub(crate) fn ends_at(&self, comment: &str) -> bool {
        self.marks.iter().any(|mark| match mark {
            ExcerptMark::Comment(word) => comment.trim().eq_ignore_ascii_case(word),
            ExcerptMark::ExactComment(inside) => comment == inside,
            ExcerptMark::Text(_) => false,
        })
    }

    /// The text of the first mark in a text that is not a comment of HTML.
    #[must_use]
    pub(crate) fn text_in(&self, text: &str) -> Option<&str> {
        let texts = self.marks.iter().filter_map(|mark| match mark {
            ExcerptMark::Text(mark) => Some((text.find(mark.as_str())?, mark.as_str())),
            ExcerptMark::Comment(_) | ExcerptMark::ExactComment(_) => None,
        });
        texts.min().map(|(_, mark)| mark)
    }
}
