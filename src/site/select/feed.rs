//! A document of the configuration in, its feed out, without entries: its title, language and ids.

use super::fan_out::Selection;
use crate::feed::podcast::Podcast;
use crate::feed::{Archives, Feed, Language, Text, Url};
use crate::site::config::Site;
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::section_texts::SectionTexts;

/// The feed of a selection, without entries.
#[must_use]
pub(crate) fn feed(selection: &Selection<'_>, site: &Site) -> Feed {
    let config = selection.config;
    let by_language = selection.language.as_ref().and_then(|language| site.languages.get(language));
    let site_title = by_language.and_then(|texts| texts.title.as_ref()).unwrap_or(&site.title);
    let language_description = by_language.and_then(|texts| texts.description.as_ref());
    let own = term_texts(selection, site_title);
    Feed {
        title: own.title.unwrap_or_else(|| title(selection, site, site_title)),
        description: own
            .description
            .as_ref()
            .or(config.description.as_ref())
            .or_else(|| selection.description_of_section())
            .or(language_description)
            .or(site.description.as_ref())
            .cloned(),
        self_url: selection.self_url.clone(),
        home_url: home(selection, site),
        id: config.id_at(&selection.path),
        language: selection
            .language
            .as_ref()
            .or(site.language.as_ref())
            .and_then(|language| site.shown_language(language)),
        authors: site.authors.clone(),
        rights: by_language.and_then(|texts| texts.rights.as_ref()).or(site.rights.as_ref()).cloned(),
        logo: site.logo.as_ref().map(|logo| logo.url.clone()),
        logo_size: None,
        icon: site.icon.as_ref().map(|icon| icon.url.clone()),
        icon_size: None,
        stylesheet: config.stylesheet.url(config.format, &site.base_url),
        hubs: config.hubs.clone(),
        archives: Archives::default(),
        elements: Vec::new(),
        podcast: podcast(config, site),
        entries: Vec::new(),
    }
}

/// What the site's generator has for the term of a document, if it fans out over one.
fn term_texts(selection: &Selection<'_>, site_title: &Text) -> SectionTexts {
    match (&selection.config.term_texts, selection.terms.as_slice()) {
        (Some(texts), [(_, term)]) => texts(term.as_str(), site_title.as_str()),
        (Some(_) | None, _) => SectionTexts::default(),
    }
}

/// The page that a feed belongs to: the home page of its site, or the list of its articles.
fn home(selection: &Selection<'_>, site: &Site) -> Url {
    let config = selection.config;
    let list = || config.list_page?.of(&selection.self_url);
    config.home.clone().or_else(list).unwrap_or_else(|| site.base_url.clone())
}

/// The show of a feed, by the site's first author if it has none of its own.
fn podcast(config: &FeedConfig, site: &Site) -> Option<Box<Podcast>> {
    let podcast = &config.show.as_ref()?.podcast;
    let author = podcast.author.clone().or_else(|| Some(site.authors.first()?.name.clone()));
    Some(Box::new(Podcast { author, ..podcast.clone() }))
}

/// The title of a document: the feed's, with its placeholders filled in, or with the terms behind it. A section is named by
/// its own file if it has one, and a language by the site's title in it.
fn title(selection: &Selection<'_>, site: &Site, site_title: &Text) -> Text {
    let pattern = selection.config.title.as_ref();
    let filled = |pattern: &Text| {
        let with_site = pattern.as_str().replace("{site}", site_title.as_str());
        selection
            .terms
            .iter()
            .fold(with_site, |title, term| title.replace(&term.0.placeholder(), selection.shown_term(term)))
    };
    if let Some(pattern) = pattern.filter(|pattern| pattern.as_str().contains('{')) {
        return Text::line(&filled(pattern));
    }
    let is_named =
        |(each, term): &&(Each, Text)| *each == Each::Language && is_named_by_site(term, site, pattern);
    let terms = selection.terms.iter().filter(|term| !is_named(term));
    let terms = terms.map(|term| selection.shown_term(term));
    let first = pattern.unwrap_or(site_title).as_str();
    Text::line(&std::iter::once(first).chain(terms).collect::<Vec<_>>().join(" - "))
}

/// Whether the site's title stands for a language: it is the site's own, or it has a title of its own.
fn is_named_by_site(term: &Text, site: &Site, pattern: Option<&Text>) -> bool {
    let language = Language::parse(term.as_str());
    let is_own = language.is_some() && language == site.language;
    let has_title = || language.and_then(|language| site.languages.get(&language)?.title.as_ref()).is_some();
    pattern.is_none() && (is_own || has_title())
}
