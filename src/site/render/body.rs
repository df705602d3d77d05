//! What of an article is rendered, and the text that findings about it are placed in.

use std::path::{Path, PathBuf};

use crate::site::article::Article;
use crate::site::kind::FileKind;
use crate::site::pages::PageBody;

/// The text of an article: its source, or an element of its page.
pub(super) struct Body<'b> {
    /// The file that contains it.
    pub(super) file: PathBuf,
    /// The whole text of that file.
    pub(super) text: &'b str,
    /// Where the article's part begins in it.
    pub(super) start: usize,
    /// What it is written in.
    pub(super) kind: FileKind,
    /// The element, if it comes from a page.
    pub(super) element: Option<&'b PageBody>,
}

impl<'b> Body<'b> {
    /// The body in the source of an article, of which `text` is the whole.
    pub(super) fn of_source(article: &Article, text: &'b str) -> Body<'b> {
        let start = article.body_start.min(text.len());
        let kind = if article.notes.is_some() { FileKind::Text } else { article.source.kind };
        Body { file: article.source.file(), text, start, kind, element: None }
    }

    /// An element of the page in a file, of which `text` is the whole.
    pub(super) fn of_page(file: &Path, text: &'b str, element: &'b PageBody) -> Body<'b> {
        Body { file: file.to_path_buf(), text, start: 0, kind: FileKind::Html, element: Some(element) }
    }

    /// The part of the text in which findings are.
    pub(super) fn rest(&self) -> &'b str {
        self.text.get(self.start..).unwrap_or_default()
    }
}
