//! The articles that are invalid in; what else is wrong with them, in their texts and with their files, out. An error in the
//! metadata of an article stops the build, so that nothing of this is published.

use rayon::prelude::*;

use super::entries::Renderer;
use super::{Index, Options, read};
use crate::diagnostic::Diagnostic;
use crate::site::article::{Article, Reason};
use crate::site::config::Config;

/// The most articles that are looked at.
const MOST: usize = 1000;

/// What is found in them. With `--skip-invalid`, they are left out.
pub(super) fn findings(
    config: &Config,
    options: &Options,
    index: &Index<'_>,
    renderer: &Renderer<'_>,
) -> Vec<Diagnostic> {
    if options.skip_invalid {
        return Vec::new();
    }
    let invalid = index.left_out.iter().filter(|left| left.reason == Reason::Invalid).take(MOST);
    let invalid: Vec<_> = invalid.collect();
    let article = |source| read::invalid_article(config, &index.content, &index.history, source);
    let is_current = |article: &Article| {
        article.feed
            && article.publish <= options.now
            && article.expires.is_none_or(|expires| expires > options.now)
    };
    let found = invalid.into_par_iter().filter_map(|left| article(&left.source));
    let found: Vec<_> =
        found.filter(|article| is_current(article)).map(|article| renderer.findings_of(article)).collect();
    found.concat()
}
