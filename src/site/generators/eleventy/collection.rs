//! The name of a collection and the program that may define it in, the articles that are in it out.

use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::super::javascript::{self, filter};
use crate::site::feed_config::FeedConfig;
use crate::site::file_name::join;
use crate::site::function::Function;

/// A collection.
#[derive(Debug, Default)]
pub(super) struct Collection {
    /// The tag of its articles, if they have one.
    tag: Option<String>,
    /// The patterns of their files, if only these count.
    files: Vec<String>,
    /// Whether its articles are filtered by something of the site's own.
    pub(super) is_filtered: bool,
    /// The number of articles that it is cut to.
    pub(super) limit: Option<usize>,
}

impl Collection {
    /// The collection of a name: what the program defines, or else the articles with this tag.
    pub(super) fn of(program: &str, name: &str) -> Collection {
        match definition(program, name) {
            Some(body) => Collection {
                tag: javascript::argument(body, "getFilteredByTag"),
                files: globs(body),
                is_filtered: filter::has_filter(body),
                limit: javascript::cut(body),
            },
            None => Collection { tag: (name != "all").then(|| name.to_owned()), ..Collection::default() },
        }
    }

    /// A feed with its articles.
    pub(super) fn in_feed(&self, mut feed: FeedConfig, input: &str) -> FeedConfig {
        feed.select.tag.extend(self.tag.clone());
        if let Some(files) = set(&self.files) {
            let input = input.to_owned();
            let has_file = move |path: &str| files.is_match(join(&input, path));
            feed.files = Some(Function::new(Arc::new(has_file)));
        }
        feed
    }
}

/// The function that makes a collection.
fn definition<'p>(program: &'p str, name: &str) -> Option<&'p str> {
    let mut calls = javascript::calls(program, "addCollection").map(javascript::items);
    let added = calls.find_map(|items| {
        let [named, function] = items.as_slice() else { return None };
        (named.trim_matches(['"', '\'', '`']) == name).then_some(*function)
    });
    let makes = |body: &&str| [".getFiltered", ".getAll"].iter().any(|call| body.contains(call));
    match added {
        Some(function) if makes(&function) => Some(function),
        Some(function) => Some(function_of(program, function.rsplit('.').next()?).unwrap_or(function)),
        // They may be added by the names of an object.
        None => function_of(program, name).filter(makes),
    }
}

/// The function of a name.
fn function_of<'p>(program: &'p str, name: &str) -> Option<&'p str> {
    let method = || {
        let (_, rest) = program.split_once(&format!("{name}("))?;
        let (_, body) = rest.split_once('{')?;
        javascript::inside(body)
    };
    let declared = || {
        let (_, rest) = program.split_once(&format!("function {name}("))?;
        javascript::inside(rest.split_once('{')?.1)
    };
    declared().or_else(|| javascript::expression(program, name)).or_else(method)
}

/// The patterns that a function filters by.
fn globs(body: &str) -> Vec<String> {
    let arguments = javascript::arguments(body, "getFilteredByGlob").unwrap_or_default();
    let list = arguments.trim().strip_prefix('[').and_then(javascript::inside).unwrap_or(arguments);
    javascript::texts(list)
}

/// The files of patterns, which are relative to the project.
fn set(patterns: &[String]) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().ok()?);
    }
    set.build().ok().filter(|_| !patterns.is_empty())
}
