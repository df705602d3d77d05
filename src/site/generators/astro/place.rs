//! Where the articles of a site are, and the addresses of their pages: from its collections, routes and feeds.

use std::path::Path;

use super::super::javascript::{self, Program};
use super::super::paths::plain;
use super::PAGES;
use super::collection::{Collection, Definitions, is_text};
use super::feed::Feed;
use super::link::{Piece, Scope};
use crate::root::slashed;
use crate::site::file_name::{below, dir, join, name, without_extension};
use crate::site::rules::Project;

/// The articles of a collection, and their pages.
pub(super) struct Place {
    pub(super) collection: Collection,
    /// The address of a page, below the base path of the site.
    link: Vec<Piece>,
    /// Whether the addresses in the feed end without a slash.
    pub(super) cuts_slash: bool,
    /// Whether the files are pages themselves.
    pub(super) are_pages: bool,
    /// The program that makes the addresses, if they are not those of ids.
    pub(super) computed_in: Option<String>,
}

impl Place {
    /// The page of an entry.
    pub(super) fn page(&self, id: &str) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Id => id.to_owned(),
            Piece::VisibleId => {
                let parts: Vec<_> = id.split('/').filter(|part| !part.starts_with('_')).collect();
                parts.join("/")
            }
            Piece::Collection => self.collection.name.clone(),
        };
        self.link.iter().map(text).collect()
    }
}

/// A site, with what tells where its articles are.
pub(super) struct Site<'s> {
    pub(super) project: Project<'s>,
    pub(super) pages: &'s [String],
    /// The address of the site, without a slash at its end.
    pub(super) url: &'s str,
    pub(super) base: &'s str,
}

impl Site<'_> {
    /// The places of the articles in some feeds, or of all.
    pub(super) fn places(&self, feeds: &[Feed]) -> Vec<Place> {
        let definitions = Definitions::find(self.project);
        let mut places: Vec<Place> = Vec::new();
        for feed in feeds {
            for name in feed.collections() {
                if places.iter().all(|known| known.collection.name != name) {
                    let collection = Collection::of(definitions.as_ref(), Some(&name));
                    places.push(self.place(collection, Some(feed)));
                }
            }
        }
        if places.is_empty() {
            places.push(self.place(Collection::of(definitions.as_ref(), None), feeds.first()));
        }
        places
    }

    fn place(&self, collection: Collection, feed: Option<&Feed>) -> Place {
        let name = Some(collection.name.as_str()).filter(|name| !name.is_empty());
        let route = self.route(name);
        let slash = feed.and_then(|feed| javascript::word(&feed.program.own, "trailingSlash"));
        let cuts_slash = slash == Some("false");
        let has_articles = (self.project.list)(&collection.folder).iter().any(|file| is_text(file));
        let place = Place { collection, link: by_id(""), cuts_slash, are_pages: false, computed_in: None };
        if !has_articles && route.is_none() {
            return Place { collection: Collection::of_pages(PAGES), are_pages: true, ..place };
        }
        let link = feed.and_then(|feed| feed.link(self.base));
        if let Some(link) = link {
            return Place { link: self.below(link), ..place };
        }
        match route {
            Some(Route { link: Some(link), .. }) => Place { link, ..place },
            Some(Route { file, .. }) => Place { computed_in: Some(file), ..place },
            None => Place { computed_in: Some(place.collection.from.clone()), ..place },
        }
    }

    /// An address below the address and the base path of the site, which the feed may have before it.
    fn below(&self, mut link: Vec<Piece>) -> Vec<Piece> {
        if let Some(Piece::Text(first)) = link.first_mut() {
            let url = self.url.trim_end_matches('/');
            let path = if url.is_empty() { first.as_str() } else { first.strip_prefix(url).unwrap_or(first) };
            let ends_in_folder = path.ends_with('/');
            let path = plain(path);
            let below =
                Path::new(&path).strip_prefix(plain(self.base)).map_or_else(|_| path.clone(), slashed);
            *first = if ends_in_folder && !below.is_empty() { format!("{below}/") } else { below };
        }
        link
    }

    /// The route of the pages of a collection: the one that names it, or else one that imports its name.
    fn route(&self, name: Option<&str>) -> Option<Route> {
        let routes = self.pages.iter().filter(|page| is_route(page)).filter_map(|page| {
            let file = join(PAGES, page);
            Some((page, Program::read(self.project, &file)?, file))
        });
        let routes: Vec<_> = routes.collect();
        let quotes = ["'", "\"", "`"];
        let names = |program: &str| {
            name.is_none_or(|name| {
                quotes.iter().any(|quote| program.contains(&format!("{quote}{name}{quote}")))
            })
        };
        let own = routes.iter().find(|(_, program, _)| names(&program.own));
        let (page, program, file) =
            own.or_else(|| routes.iter().find(|(_, program, _)| names(&program.whole)))?;
        Some(Route::of(page, file.clone(), program, self.base))
    }
}

/// A page that stands for every article of a collection.
struct Route {
    file: String,
    /// The addresses of its pages; `None` if they are not made from ids alone.
    link: Option<Vec<Piece>>,
}

impl Route {
    fn of(page: &str, file: String, program: &Program, base: &str) -> Route {
        let folder = route_dir(page);
        let parameter = route_name(page).trim_matches(['[', ']', '.']);
        let scope = Scope { program: &program.whole, base };
        let before = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let value = || {
            let params = javascript::block(&program.own, "params")?;
            // `params: { slug }`
            Some(javascript::expression(params, parameter).unwrap_or(parameter))
        };
        let is_plain = !folder.contains('[');
        let pieces = value().filter(|_| is_plain).and_then(|value| scope.pieces(value));
        let link = pieces
            .map(|pieces| [vec![Piece::Text(before)], pieces, vec![Piece::Text("/".to_owned())]].concat());
        Route { file, link }
    }
}

fn by_id(folder: &str) -> Vec<Piece> {
    vec![Piece::Text(folder.to_owned()), Piece::Id, Piece::Text("/".to_owned())]
}

/// Whether a page stands for every article: `[...slug].astro`, `[id]/index.astro`.
fn is_route(page: &str) -> bool {
    let name = route_name(page);
    name.starts_with('[')
        && name.ends_with(']')
        && !["page", "tag", "categ", "author"].iter().any(|other| name.contains(other))
}

fn route_name(page: &str) -> &str {
    let page = without_extension(page);
    name(page.strip_suffix("/index").unwrap_or(page))
}

fn route_dir(page: &str) -> String {
    let page = without_extension(page);
    dir(page.strip_suffix("/index").unwrap_or(page)).to_owned()
}

/// The folder that contains all of these.
pub(super) fn common(folders: &[&str]) -> String {
    let first = folders.first().copied().unwrap_or_default();
    let above = std::iter::successors(Some(first), |folder| (!folder.is_empty()).then(|| dir(folder)));
    let mut above =
        above.filter(|folder| folders.iter().all(|other| other == folder || below(other, folder).is_some()));
    above.next().unwrap_or_default().to_owned()
}
