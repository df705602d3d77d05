//! Leaves out the articles without a page on the built site, if code of the site decides which articles have one.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::read::Read;
use super::{BuiltSite, Options};
use crate::diagnostic::Place;
use crate::feed::Url;
use crate::site::article::{LeftOut, Reason};
use crate::site::config::Config;
use crate::site::index::IndexedArticle;
use crate::site::pages::links::{self, on_site};

/// The articles without those that have no page where at least half of them have one. Where few have one, their addresses are in doubt, and so
/// nothing is left out.
pub(super) fn leave_out(config: &Config, options: &Options, mut read: Read) -> Read {
    let pages = &config.content.pages;
    if !config.content.rules.code_chooses_pages || pages.have_addresses {
        return read;
    }
    let site = BuiltSite::of(config, BTreeSet::new());
    let has_page = |one: &IndexedArticle| {
        let is_public = one.reason(options.now, options.drafts).is_none();
        on_site(&one.permalink, &config.site.base_url).filter(|_| is_public)?;
        Url::parse(&one.permalink).ok().map(|url| !site.lacks_page(&url))
    };
    let have_page: Vec<_> = read.articles.par_iter().map(has_page).collect();
    let count = |wanted| have_page.iter().filter(|has_page| **has_page == Some(wanted)).count();
    if count(false) == 0 || count(true) < count(false) {
        return read;
    }
    let mut have_page = have_page.into_iter();
    for one in read.articles.extract_if(.., |_| have_page.next() == Some(Some(false))) {
        read.diagnostics.push(links::left_out(pages).at(Place::file(&one.source.metadata_file())));
        read.left_out.push(LeftOut { source: one.source, reason: Reason::Excluded, identity: None });
    }
    read
}
