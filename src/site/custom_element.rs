//! `[[feed.element]]` and `[[feed.entry-element]]`: elements of other namespaces whose values are templates.

use super::expression::Expression;
use crate::feed::Namespace;

/// What the values of an entry's elements may contain: the variables of the template of entries, but for `content`.
pub(crate) const ENTRY_VARIABLES: &[&str] = &[
    "authors",
    "categories",
    "date",
    "extra",
    "id",
    "image",
    "images",
    "language",
    "license",
    "rights",
    "section",
    "source",
    "summary",
    "tags",
    "title",
    "updated",
    "url",
];

/// What the values of a feed's elements may contain.
pub(crate) const FEED_VARIABLES: &[&str] =
    &["description", "home_url", "language", "title", "updated", "url"];

/// An element that a feed, or each of its entries, has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CustomElement {
    /// Its namespace.
    pub namespace: Namespace,
    /// Its local name.
    pub name: String,
    /// Its text. Without it, the element has only attributes and children.
    pub text: Option<Expression>,
    /// Its attributes. One without a value is left out.
    pub attributes: Vec<(String, Expression)>,
    /// The elements in it.
    pub children: Vec<CustomElement>,
}

/// The elements of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CustomElements {
    /// Those of the feed itself.
    pub of_feed: Vec<CustomElement>,
    /// Those of each entry.
    pub of_entries: Vec<CustomElement>,
}
