//! A feed in, its `[[feed]]` in the configuration out. Writes no file.

use super::quoted;
use crate::site::feed_config::{Body, FeedConfig};

/// The table of a feed. What only a generator's rules can tell of is in it by reference to them.
#[must_use]
pub(crate) fn feed_table(feed: &FeedConfig) -> String {
    let mut text = "[[feed]]\n".to_owned();
    let mut enabled = |key: &str, value: &str| text.extend([key, " = ", value, "\n"]);
    let each: Vec<_> = feed.each.iter().map(|each| quoted(each.as_str())).collect();
    match each.as_slice() {
        [] => {}
        [one] => enabled("each", one),
        several => enabled("each", &format!("[{}]", several.join(", "))),
    }
    enabled("path", &quoted(&feed.path));
    enabled("format", &quoted(feed.format.name()));
    if let Some(url) = &feed.url {
        enabled("url", &quoted(&url.pattern));
    }
    enabled("limit", &feed.limit.map_or_else(|| quoted("all"), |limit| limit.to_string()));
    if feed.body == Body::Summary {
        enabled("body", &quoted("summary"));
    }
    if let Some(title) = &feed.title {
        enabled("title", &quoted(title.as_str()));
    }
    if let Some(id) = &feed.id {
        enabled("id", &quoted(id));
    }
    if let Some(description) = &feed.description {
        enabled("description", &quoted(description.as_str()));
    }
    if let Some(select) = feed.written_selection() {
        enabled("select", &select);
    }
    text
}
