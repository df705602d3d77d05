//! The programs of feeds and the places of their articles in, the feeds out.

use std::sync::Arc;

use super::super::bodies::with_body;
use super::super::condition::{Conditions, TooMany};
use super::feed::Feed;
use super::places::Places;
use crate::site::feed_config::{FeedConfig, HasFile};
use crate::site::function::Function;

/// The feeds. Of several with the same articles, the choice of each is computed, so that only the first is known.
/// Those with more conditions than a site may have are unread, too; and last come those of which it is not known for which
/// articles they show whole texts.
pub(super) fn of<'f>(
    feeds: impl Iterator<Item = (&'f Feed, &'f Vec<usize>)>,
    places: &Arc<Places>,
    conditions: &Conditions,
) -> (Vec<FeedConfig>, Vec<&'f Feed>, Vec<&'f Feed>) {
    let mut known: Vec<(&Vec<usize>, Choice)> = Vec::new();
    let (mut configs, mut unnumbered, mut unread_bodies) = (Vec::new(), Vec::new(), Vec::new());
    for (feed, own) in feeds {
        let choice = Choice::of(feed, conditions).unwrap_or_else(|TooMany| {
            unnumbered.push(feed);
            Choice::default()
        });
        if known.contains(&(own, choice)) {
            continue;
        }
        let (known_places, at) = (Arc::clone(places), own.clone());
        let has_file = move |path: &str| known_places.have(&at, path);
        let files = places.are_more_than(own).then(|| Function::new(Arc::new(has_file) as Arc<HasFile>));
        let Choice { condition, guard, .. } = choice;
        let config = FeedConfig { files, condition, guard, ..feed.config() };
        let (config, is_unread) = with_body(config, &feed.shows_text(), conditions);
        unread_bodies.extend(is_unread.then_some(feed));
        configs.push(config);
        known.push((own, choice));
    }
    (configs, unnumbered, unread_bodies)
}

/// What a feed asks of its articles.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Choice {
    condition: Option<u8>,
    guard: Option<u8>,
    limit: Option<usize>,
}

impl Choice {
    fn of(feed: &Feed, conditions: &Conditions) -> Result<Choice, TooMany> {
        let Some(articles) = feed.articles() else { return Ok(Choice::default()) };
        Ok(Choice {
            condition: conditions.numbered(articles.condition)?,
            guard: conditions.numbered(articles.guard)?,
            limit: articles.limit.filter(|_| !articles.is_unknown),
        })
    }
}
