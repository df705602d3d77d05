//! The sources of an article's dates, and their names in the configuration.

/// A source of an article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateFrom {
    /// `date` in its metadata.
    Metadata,
    /// `2026-04-01-…` in its file name.
    Filename,
    /// `2026/04/01/…` in the path of its page or file.
    Path,
    /// The commit that added its file.
    Git,
}

impl DateFrom {
    /// All sources.
    pub(crate) const ALL: [DateFrom; 4] =
        [DateFrom::Metadata, DateFrom::Filename, DateFrom::Path, DateFrom::Git];

    /// Its name in the configuration and on the command line.
    #[must_use]
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            DateFrom::Metadata => "metadata",
            DateFrom::Filename => "filename",
            DateFrom::Path => "path",
            DateFrom::Git => "git",
        }
    }

    /// Whether it is the name of the file or of its folders.
    #[must_use]
    pub(crate) fn is_of_name(self) -> bool {
        matches!(self, DateFrom::Filename | DateFrom::Path)
    }
}

/// A source of the date of an article's last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UpdatedFrom {
    /// `updated` in its metadata.
    Metadata,
    /// The last commit that changed its file.
    Git,
}

impl UpdatedFrom {
    /// All sources.
    pub(crate) const ALL: [UpdatedFrom; 2] = [UpdatedFrom::Metadata, UpdatedFrom::Git];

    /// Its name in the configuration.
    #[must_use]
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            UpdatedFrom::Metadata => DateFrom::Metadata.as_str(),
            UpdatedFrom::Git => DateFrom::Git.as_str(),
        }
    }
}
