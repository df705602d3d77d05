//! What the file that describes a section says.

use crate::feed::Text;

/// The title and the description of a section in the language of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SectionTexts {
    /// The title.
    pub title: Option<Text>,
    /// The description.
    pub description: Option<Text>,
}
