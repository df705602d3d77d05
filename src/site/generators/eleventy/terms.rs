//! The head of a template that makes a document for each tag in; which tags these are, and what stands for a tag in its
//! paths, out.

use std::sync::Arc;

use serde_json::Value as Json;

use super::super::javascript;
use super::super::markup::{Token, split, tokens};
use super::super::paths::path_part;
use super::super::settings::{at, list, text};
use super::page::{slug_of, slugify};
use super::said::Said;
use crate::site::feed_config::Each;
use crate::site::function::Function;
use crate::site::rules::TermSlug;

/// How a template is repeated.
pub(super) enum Paging {
    /// It is not.
    None,
    /// It makes a document for each key of `collections`.
    Terms(Terms),
    /// In another way.
    Unknown,
}

/// The documents of a template that makes one for each tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Terms {
    /// The name that the tag has in the template.
    pub(super) alias: String,
    /// The tags and other collections without a document.
    filter: Vec<String>,
}

/// What stands for a tag in paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    /// What the filter `slugify` makes of it.
    Slugified,
    /// What the older filter `slug` makes of it.
    Slugged,
}

impl Paging {
    /// What the head of a template says of it, which may be a program.
    pub(super) fn of(head: &Json, template: &str, is_program: bool) -> Paging {
        if is_program && javascript::block(template, "pagination").is_some() {
            return Paging::Unknown;
        }
        let Some(paging) = at(head, &["pagination"]) else { return Paging::None };
        let is = |key: &str, value: &str| text(paging, &[key]).as_deref() == Some(value);
        match text(paging, &["alias"]) {
            Some(alias) if is("data", "collections") && is("size", "1") => {
                let filter = at(paging, &["filter"]).map(list).unwrap_or_default();
                Paging::Terms(Terms { alias, filter })
            }
            Some(_) | None => Paging::Unknown,
        }
    }
}

impl Terms {
    pub(super) fn has(&self, name: &str) -> bool {
        !self.filter.iter().any(|one| one == name)
    }

    /// The path of the documents, with the placeholder of a tag, and what stands there.
    pub(super) fn path(&self, permalink: &str, said: &Said<'_>) -> Option<(String, Form)> {
        let (mut path, mut form) = (String::new(), None);
        for token in tokens(permalink) {
            match token {
                Token::Text(text) => path.push_str(text),
                Token::Output(expression) => match self.form(expression) {
                    Some(own) => {
                        (form.is_none_or(|form| form == own)).then_some(())?;
                        form = Some(own);
                        path.push_str(&Each::Tag.placeholder());
                    }
                    None => path.push_str(&said.filled(&format!("{{{{{expression}}}}}"))?.value),
                },
                Token::Tag(_) => return None,
            }
        }
        Some((path, form?))
    }

    /// What an expression makes of the tag.
    fn form(&self, expression: &str) -> Option<Form> {
        let parts: Vec<_> = split(expression, '|').into_iter().map(str::trim).collect();
        let (name, filters) = parts.split_first()?;
        let filters: Vec<_> =
            filters.iter().copied().filter(|filter| !matches!(*filter, "url" | "safe")).collect();
        match filters.as_slice() {
            _ if *name != self.alias => None,
            [] => Some(Form::Plain),
            ["slugify"] => Some(Form::Slugified),
            ["slug"] => Some(Form::Slugged),
            _ => None,
        }
    }
}

impl Form {
    /// What stands for a tag.
    pub(super) fn slug(self, tag: &str) -> String {
        match self {
            Form::Plain => tag.to_owned(),
            Form::Slugified => slugify(tag),
            Form::Slugged => slug_of(tag).unwrap_or_default(),
        }
    }

    /// The parts of paths that stand for tags: none for those that have no document, or are collections of other articles.
    pub(super) fn slugs(self, terms: &Terms, collections: &[String]) -> Function<TermSlug> {
        let without: Vec<_> = terms.filter.iter().chain(collections).cloned().collect();
        Function::new(Arc::new(move |tag: &str| {
            let has_document = !without.iter().any(|one| one == tag);
            if has_document { path_part(self.slug(tag)) } else { String::new() }
        }))
    }
}
