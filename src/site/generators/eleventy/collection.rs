//! The name of a collection and the program that may define it in, the articles that are in it out.

use std::sync::Arc;

use super::super::condition::{ALWAYS, Condition, Field};
use super::super::javascript::{
    self, Argument, Articles, ByDate, Function as Program, Reader, Scope, Source, Value,
};
use super::super::paths::Patterns;
use super::DATES;
use super::data::LISTED_TAGS;
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::file_name::join;
use crate::site::function::Function;

/// What the collections of a program are read from: calls of this begin with its name.
const METHODS: &[&str] =
    &["getAllSorted", "getAll", "getFilteredByTags", "getFilteredByTag", "getFilteredByGlob"];

/// The articles of the collection of a name: what the program defines, or else those with this tag.
pub(super) fn collection(program: &str, name: &str) -> Articles {
    let of_tag = || Articles::of(source(name), ByDate::OldestFirst);
    match definition(program, name) {
        Definition::None => of_tag(),
        Definition::Computed => of_tag().that(None),
        Definition::Function(function) => {
            let given = |text: &str, _: &Scope<'_>| given(program, text);
            let api = Argument::Value(Value::Unknown);
            let read = Reader::new(program, &given, DATES).of_function(&function, &[api]);
            read.unwrap_or_else(|| unread(program, function.text()))
        }
    }
}

/// The articles of the collection of a name, which may be the placeholder of a tag: whose articles these are, its feed tells.
pub(super) fn of_term(program: &str, name: &str) -> Articles {
    if name == Each::Tag.placeholder() {
        Articles::of(Source::Tags(Vec::new()), ByDate::OldestFirst)
    } else {
        collection(program, name)
    }
}

/// The names of the collections that are not those of tags.
pub(super) fn added(program: &str) -> Vec<String> {
    let calls = javascript::calls(program, "addCollection").map(javascript::texts);
    let names = calls.filter_map(|texts| texts.into_iter().next());
    std::iter::once("all".to_owned()).chain(names.filter(|name| name != "all")).collect()
}

/// The collection of a name that no program defines.
fn source(name: &str) -> Source {
    if name == "all" { Source::All } else { Source::Tags(vec![name.to_owned()]) }
}

/// The articles of a collection in an expression of a template or a program: `collections.posts`, `collections["posts"]`.
pub(super) fn named(program: &str, text: &str) -> Option<Articles> {
    let (_, name) = text.rsplit_once("collections")?;
    let quoted = || {
        name.strip_prefix('[')?.strip_suffix(']')?.trim().strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])
    };
    let name = name.strip_prefix('.').or_else(quoted)?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || "_-$".contains(c)) && !name.is_empty();
    is_name.then(|| collection(program, name))
}

/// The articles that a call has from the generator.
fn given(program: &str, text: &str) -> Option<Articles> {
    let (method, arguments) = METHODS.iter().find_map(|method| {
        let (_, rest) = text.split_once(&format!(".{method}("))?;
        let arguments = javascript::inside(rest)?;
        (arguments.len() + 1 == rest.len()).then_some((*method, arguments))
    })?;
    let source = match method {
        "getFilteredByTag" | "getFilteredByTags" => Source::Tags(javascript::texts(arguments)),
        "getFilteredByGlob" => Source::Files(patterns(program, arguments)),
        _ => Source::All,
    };
    let is_empty = matches!(&source, Source::Tags(list) | Source::Files(list) if list.is_empty());
    (!is_empty).then(|| Articles::of(source, ByDate::OldestFirst))
}

/// The patterns that a call has: texts, a list of them, or the name of one or the other.
fn patterns(program: &str, arguments: &str) -> Vec<String> {
    let lists = javascript::items(arguments).into_iter().map(|list| javascript::texts_of(program, list));
    lists.collect::<Option<Vec<_>>>().unwrap_or_default().concat()
}

/// What is known of a collection whose program is not understood. It may leave out any of its articles.
fn unread(program: &str, definition: &str) -> Articles {
    let files =
        javascript::arguments(definition, "getFilteredByGlob").map(|inside| patterns(program, inside));
    let tag = javascript::argument(definition, "getFilteredByTag").map(|tag| Source::Tags(vec![tag]));
    let files = files.filter(|files| !files.is_empty()).map(Source::Files);
    let source = tag.or(files).unwrap_or(Source::All);
    let limit = javascript::cut(definition);
    Articles { limit, ..Articles::of(source, ByDate::OldestFirst) }.that(None)
}

/// How a program defines a collection.
enum Definition<'p> {
    None,
    /// By something that is not a function of the program.
    Computed,
    Function(Program<'p>),
}

/// What makes a collection.
fn definition<'p>(program: &'p str, name: &str) -> Definition<'p> {
    let mut calls = javascript::calls(program, "addCollection").map(javascript::items);
    let added = calls.find_map(|items| {
        let [named, function] = items.as_slice() else { return None };
        (named.trim_matches(['"', '\'', '`']) == name).then_some(*function)
    });
    if let Some(function) = added {
        let named = || Program::named(program, function.rsplit('.').next()?);
        let read = Program::read(function).or_else(named);
        return read.map_or(Definition::Computed, Definition::Function);
    }
    // They may be added by the names of an object.
    let makes = |function: &Program<'_>| {
        METHODS.iter().any(|method| function.text().contains(&format!(".{method}(")))
    };
    Program::named(program, name).filter(makes).map_or(Definition::None, Definition::Function)
}

/// A feed with articles, and what it asks of them besides; `None` instead of that if they cannot be told apart.
pub(super) fn in_feed(
    articles: &Articles,
    mut feed: FeedConfig,
    input: &str,
) -> (FeedConfig, Option<Condition>) {
    feed.limit = articles.limit;
    match articles.sources.as_slice() {
        [Source::All] => (feed, Some(ALWAYS)),
        [Source::Tags(tags)] if tags.len() <= 1 => {
            feed.select.tag.extend(tags.iter().cloned());
            (feed, Some(ALWAYS))
        }
        sources => {
            let files: Option<Vec<_>> = sources.iter().map(files).collect();
            if let Some(files) = files {
                let are_read = files.iter().all(|patterns| patterns.unread.is_empty());
                let input = input.to_owned();
                let has_file =
                    move |path: &str| files.iter().any(|patterns| patterns.has(&join(&input, path)));
                feed.files = Some(Function::new(Arc::new(has_file)));
                return (feed, are_read.then_some(ALWAYS));
            }
            let tags: Option<Vec<_>> = sources.iter().map(tags).collect();
            (feed, tags.map(Condition::Any))
        }
    }
}

fn files(source: &Source) -> Option<Patterns> {
    match source {
        Source::Files(files) => Some(Patterns::of(files)),
        Source::All | Source::Collection(_) | Source::Tags(_) => None,
    }
}

/// What a source asks of the tags of an article in whose lists it is.
fn tags(source: &Source) -> Option<Condition> {
    match source {
        Source::All => Some(ALWAYS),
        Source::Tags(tags) => {
            Some(Condition::All(tags.iter().map(|tag| Field::key(&[LISTED_TAGS]).one_of(&[tag])).collect()))
        }
        Source::Collection(_) | Source::Files(_) => None,
    }
}
