//! Where the articles of a site are, and the addresses of their pages: from its collections, routes and feeds.

use std::path::Path;

use super::super::condition::{ALWAYS, Condition, of_key};
use super::super::javascript::{self, Articles, Program, Source};
use super::super::paths::plain;
use super::PAGES;
use super::collection::{Collection, Definitions, is_text};
use super::feed::Feed;
use super::id::IdPart;
use super::link::{Piece, Scope, has_id, of_entry};
use crate::root::slashed;
use crate::site::fields::Table;
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
    /// What its articles satisfy, where others of the same collection have other addresses.
    pub(super) condition: Condition,
}

impl Place {
    /// The page of an entry with an id and a head; `None` if the head lacks a key.
    pub(super) fn page(&self, id: &str, head: &Table<'_>) -> Option<String> {
        self.text(&self.link, id, head)
    }

    fn text(&self, pieces: &[Piece], id: &str, head: &Table<'_>) -> Option<String> {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Id(part) => Some(part.of(id)),
            Piece::Key(path) => {
                let value = of_key(head, path).all.into_iter().find(|value| !value.is_empty());
                value.or_else(|| (path == &["slug"]).then(|| id.to_owned()))
            }
            Piece::Date(path, form) => {
                let date = of_key(head, path).all.into_iter().find_map(|text| javascript::instant(&text))?;
                Some(date.format(form).to_string())
            }
            Piece::Either(one, other) => self.text(one, id, head).or_else(|| self.text(other, id, head)),
            Piece::Collection => Some(self.collection.name.clone()),
        };
        pieces.iter().map(text).collect()
    }

    /// Whether its addresses are those of parts of pages: `/notes/#one`.
    pub(super) fn has_fragments(&self) -> bool {
        self.link.iter().any(|piece| matches!(piece, Piece::Text(text) if text.contains('#')))
    }

    /// Whether it is where another one is, with the same addresses.
    fn is_at(&self, other: &Place) -> bool {
        self.collection.is_same(&other.collection)
            && self.link == other.link
            && self.cuts_slash == other.cuts_slash
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
    /// The places of the articles in some feeds, or of all; and which of them each feed has.
    pub(super) fn places(&self, feeds: &[Feed]) -> (Vec<Place>, Vec<Vec<usize>>) {
        let definitions = Definitions::find(self.project);
        let (mut places, mut of_feeds) = (Vec::new(), Vec::new());
        for feed in feeds {
            let articles = feed.articles();
            let files =
                articles.iter().flat_map(|articles| &articles.sources).filter_map(|source| match source {
                    Source::Files(patterns) => Some(Collection::of_files(patterns)),
                    Source::All | Source::Collection(_) | Source::Tags(_) => None,
                });
            let names = articles.as_ref().and_then(named).unwrap_or_else(|| feed.collections());
            let named = names.iter().map(|name| Collection::of(definitions.as_ref(), Some(name)));
            let collections: Vec<_> = named.chain(files).collect();
            let condition = articles.as_ref().map_or(ALWAYS, |articles| articles.condition.clone());
            let place =
                |collection| Place { condition: condition.clone(), ..self.place(collection, Some(feed)) };
            let of_feed = collections.into_iter().map(|collection| add(&mut places, place(collection)));
            of_feeds.push(of_feed.collect());
        }
        if places.is_empty() {
            places.push(self.place(Collection::of(definitions.as_ref(), None), feeds.first()));
        }
        (with_needed_conditions(places), of_feeds)
    }

    fn place(&self, collection: Collection, feed: Option<&Feed>) -> Place {
        let name = Some(collection.name.as_str()).filter(|name| !name.is_empty());
        let route = self.route(name);
        let slash = feed.and_then(|feed| javascript::word(&feed.program.own, "trailingSlash"));
        let cuts_slash = slash == Some("false");
        let has_articles = (self.project.list)(&collection.folder).iter().any(|file| is_text(file));
        let folder = collection.folder.as_str();
        let pages_folder = if folder == PAGES { Some("") } else { below(folder, PAGES) }.map(str::to_owned);
        let place = Place {
            collection,
            are_pages: pages_folder.is_some(),
            link: by_id(&pages_folder.unwrap_or_default()),
            cuts_slash,
            computed_in: None,
            condition: ALWAYS,
        };
        if place.are_pages {
            return place;
        }
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

/// The names of the collections of articles, if it is known where all of these come from.
fn named(articles: &Articles) -> Option<Vec<String>> {
    let of_source = |source: &Source| match source {
        Source::Collection(name) => Some(Some(name.clone())),
        Source::Files(_) => Some(None),
        Source::All | Source::Tags(_) => None,
    };
    let names: Vec<_> = articles.sources.iter().map(of_source).collect::<Option<_>>()?;
    (!names.is_empty()).then(|| names.into_iter().flatten().collect())
}

/// Adds a place, unless it is known: where it is, then.
fn add(places: &mut Vec<Place>, place: Place) -> usize {
    let known = places.iter().position(|known| known.is_at(&place));
    let at = known.unwrap_or(places.len());
    match places.get_mut(at) {
        Some(known) if known.condition != place.condition => known.condition = ALWAYS,
        Some(_) => {}
        None => places.push(place),
    }
    at
}

/// The places, with conditions only where several have the same files.
fn with_needed_conditions(mut places: Vec<Place>) -> Vec<Place> {
    let shared: Vec<_> = places
        .iter()
        .map(|place| places.iter().filter(|other| other.collection.is_same(&place.collection)).count() > 1)
        .collect();
    for (place, _) in places.iter_mut().zip(shared).filter(|(_, is_shared)| !is_shared) {
        place.condition = ALWAYS;
    }
    places
}

/// A page that stands for every article of a collection.
struct Route {
    file: String,
    /// The addresses of its pages; `None` if they are not made from ids alone.
    link: Option<Vec<Piece>>,
}

impl Route {
    /// The route of a page whose path has parameters, such as `blog/[year]/[...slug].astro`.
    fn of(page: &str, file: String, program: &Program, base: &str) -> Route {
        let scope = Scope { program: &program.whole, base };
        let params = javascript::block(&program.own, "params");
        let part = |part: &str| match part.strip_prefix('[').and_then(|part| part.strip_suffix(']')) {
            Some(name) => {
                let name = name.trim_start_matches("...");
                // `params: { slug }`
                let value = javascript::expression(params?, name).unwrap_or(name);
                // What is the same for all entries may be a variable with several values.
                let is_literal = javascript::texts(value).len() == 1;
                scope.value(value).filter(|pieces| is_literal || has_id(pieces))
            }
            None => (!part.contains('[')).then(|| vec![Piece::Text(part.to_owned())]),
        };
        let with_slash = |mut pieces: Vec<Piece>| {
            pieces.push(Piece::Text("/".to_owned()));
            pieces
        };
        let path = join(&route_dir(page), route_name(page));
        let parts = path.split('/').map(|one| part(one).map(with_slash)).collect::<Option<Vec<_>>>();
        let has_one_value = path.matches('[').count() == 1 || program.own.matches("params").nth(1).is_none();
        let link = parts.filter(|_| has_one_value).and_then(|parts| of_entry(parts.concat()));
        Route { file, link }
    }
}

fn by_id(folder: &str) -> Vec<Piece> {
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    vec![Piece::Text(folder), Piece::Id(IdPart::Whole), Piece::Text("/".to_owned())]
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
