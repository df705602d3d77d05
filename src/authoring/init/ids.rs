//! Published ids and the articles that have them in; the rule that makes them, out.

use std::collections::BTreeMap;

use crate::feed::{Format, Id};
use crate::site::article::Article;
use crate::site::config::Config;
use crate::site::id_policy::{IdParts, IdPattern};

/// A published id of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'p> {
    pub(super) format: Format,
    pub(super) id: &'p str,
    pub(super) article: &'p Article,
}

/// The values of `[content] id`: one for all formats, or one for each of two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum IdRule {
    /// The ids are as they are by default.
    #[default]
    Default,
    /// One pattern.
    Same(String),
    /// One for RSS and JSON Feed, and one for Atom.
    Distinct(String, String),
}

/// The rule that makes the published ids, and how many of them it does not make.
pub(super) fn learn(config: &Config, pairs: &[Pair<'_>]) -> (IdRule, usize) {
    let of = |is_atom: bool| {
        pairs.iter().filter(|pair| (pair.format == Format::Atom) == is_atom).copied().collect()
    };
    let [atom, others]: [Vec<_>; 2] = [of(true), of(false)];
    let [atom_rule, other_rule] = [&atom, &others].map(|pairs| pattern(config, pairs));
    let differing = |pairs: &[Pair<'_>]| pairs.iter().filter(|pair| own(pair) != pair.id).count();
    let (rule, left): (_, &[&[Pair<'_>]]) = match (other_rule, atom_rule) {
        (None, None) => (IdRule::Default, &[&atom, &others]),
        (Some(one), None) if atom.is_empty() => (IdRule::Same(one), &[]),
        (None, Some(one)) if others.is_empty() => (IdRule::Same(one), &[]),
        (Some(rss), Some(atom)) if rss == atom => (IdRule::Same(rss), &[]),
        (Some(rss), Some(atom)) => (IdRule::Distinct(rss, atom), &[]),
        (Some(rss), None) => (IdRule::Distinct(rss, "permalink".to_owned()), &[&atom]),
        (None, Some(atom)) => (IdRule::Distinct("permalink".to_owned(), atom), &[&others]),
    };
    (rule, left.iter().map(|pairs| differing(pairs)).sum())
}

/// The id that an article has without a rule. One that Atom does not accept is what was meant there, too.
fn own<'p>(pair: &Pair<'p>) -> &'p str {
    let id = &pair.article.id;
    match pair.format {
        Format::Atom if Id::is_for_atom(id.as_str()) => id.atom(),
        Format::Atom if pair.id != id.as_str() => id.atom(),
        Format::Atom | Format::Rss | Format::Json => id.as_str(),
    }
}

/// The pattern that makes all ids, if they are not what they are without it. It is tried with the ids of several
/// articles, since the first may be an exception.
fn pattern(config: &Config, pairs: &[Pair<'_>]) -> Option<String> {
    let differing: Vec<_> = pairs.iter().filter(|pair| own(pair) != pair.id).collect();
    if differing.is_empty() {
        return None;
    }
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    for pair in differing.iter().take(5) {
        for text in guesses(config, pair) {
            let Ok(pattern) = IdPattern::parse(&text) else { continue };
            let count =
                pairs.iter().filter(|pair| pattern.of(&parts(config, pair.article)) == pair.id).count();
            made.entry(text).or_insert(count);
        }
    }
    let (best, count) = made.into_iter().max_by_key(|(_, count)| *count)?;
    // A rule that explains few is none.
    (count == pairs.len() || count * 10 >= pairs.len() * 9 && differing.len() * 2 > pairs.len())
        .then_some(best)
}

fn parts<'p>(config: &'p Config, article: &'p Article) -> IdParts<'p> {
    let date = if config.content.rules.dates.is_local {
        config.site.at(article.date.to_utc())
    } else {
        article.date
    };
    IdParts {
        file: &article.source.path,
        names: &config.content.rules.names,
        base_url: &config.site.base_url,
        permalink: &article.permalink,
        slug: &article.slug,
        date,
    }
}

/// The patterns that make the id of one article: its parts, put in the place of their values.
fn guesses(config: &Config, pair: &Pair<'_>) -> Vec<String> {
    let parts = parts(config, pair.article);
    let value = |name: &str| {
        IdPattern::parse(&format!("{{{name}}}")).map(|pattern| pattern.of(&parts)).unwrap_or_default()
    };
    let paths = ["path", "path-without-extension", "slug"];
    let with_path = paths.iter().filter_map(|name| {
        let path = value(name);
        (path.len() > 1 && pair.id.contains(&path)).then(|| replaced_last(pair.id, &path, name))
    });
    with_path
        .map(|text| {
            let text =
                ["base-url", "date"].iter().fold(text, |text, name| replaced(text, &value(name), name));
            replaced(text, &value("host"), "host")
        })
        .collect()
}

/// A text with the first occurrence of a value in it replaced by its placeholder.
fn replaced(text: String, value: &str, name: &str) -> String {
    match text.find(value).filter(|_| !value.is_empty()) {
        Some(at) if !text.get(..at).unwrap_or_default().contains('{') => {
            text.replacen(value, &format!("{{{name}}}"), 1)
        }
        Some(_) | None => text,
    }
}

fn replaced_last(text: &str, value: &str, name: &str) -> String {
    match text.rsplit_once(value) {
        Some((before, after)) => format!("{before}{{{name}}}{after}"),
        None => text.to_owned(),
    }
}
