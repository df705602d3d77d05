//! A podcast or an episode in, its elements in RSS out.

use rss::extension::Extension;

use crate::feed::extension::{element, parent, text};
use crate::feed::parts::{email, media_type, non_blank, rfc2822};
use crate::feed::podcast::{
    Alternate, Category, Credit, Episode, EpisodeKind, Funding, License, Location, Podcast, ShowOrder,
    Soundbite, Trailer, Transcript, Txt, UpdateFrequency, guid_of,
};
use crate::feed::xml::borrowed;
use crate::feed::{Enclosure, Entry, Feed, Person, Text, Url};

/// The elements of a channel.
pub(super) fn of_channel(feed: &Feed) -> Vec<Extension> {
    let Some(podcast) = &feed.podcast else { return Vec::new() };
    let mut elements = vec![
        element("itunes:image", &[("href", podcast.image.as_str())], None),
        text("itunes:explicit", truth(podcast.explicit)),
        text("itunes:type", order(podcast.order)),
        text(
            "podcast:guid",
            &podcast.guid.as_ref().map_or_else(
                || guid_of(feed.archives.current.as_ref().unwrap_or(&feed.self_url)),
                Text::to_string,
            ),
        ),
    ];
    elements.extend(non_blank(podcast.author.as_ref()).map(|author| text("itunes:author", author.as_str())));
    elements.extend(podcast.owner.as_ref().map(owner));
    elements.extend(podcast.categories.iter().map(category));
    elements.extend(podcast.complete.then(|| text("itunes:complete", "Yes")));
    elements.extend(podcast.block.then(|| text("itunes:block", "Yes")));
    elements.extend(podcast.new_feed_url.as_ref().map(|url| text("itunes:new-feed-url", url.as_str())));
    elements.extend(podcast.locked.map(|locked| lock(locked, podcast)));
    elements.extend(podcast.medium.as_ref().map(|medium| text("podcast:medium", medium.as_str())));
    elements.extend(podcast.trailers.iter().map(trailer));
    elements.extend(podcast.txt.iter().map(txt));
    elements.extend(podcast.update_frequency.as_ref().map(update_frequency));
    elements.extend(podcast.license.as_ref().map(license));
    elements.extend(podcast.location.as_ref().map(location));
    elements.extend(podcast.funding.iter().map(funding));
    elements.extend(podcast.people.iter().map(credit));
    elements
}

/// The elements of an item in a podcast: those of its files, and what it says as an episode.
pub(super) fn of_item(entry: &Entry) -> Vec<Extension> {
    let duration = entry.enclosures.first().and_then(|file| file.seconds);
    let mut elements: Vec<_> =
        duration.into_iter().map(|seconds| text("itunes:duration", &seconds.to_string())).collect();
    elements.extend(entry.enclosures.iter().skip(1).map(|file| alternate(&Alternate::new(file.clone()))));
    elements.extend(entry.episode.iter().flat_map(|episode| of_episode(episode)));
    elements
}

fn of_episode(episode: &Episode) -> Vec<Extension> {
    let mut elements = Vec::new();
    elements.extend(episode.number.into_iter().flat_map(|number| {
        ["itunes:episode", "podcast:episode"].map(|name| text(name, &number.to_string()))
    }));
    elements.extend(episode.season.into_iter().flat_map(|number| season(number, episode)));
    elements.extend(kind(episode.kind).map(|kind| text("itunes:episodeType", kind)));
    elements.extend(non_blank(episode.title.as_ref()).map(|title| text("itunes:title", title.as_str())));
    elements.extend(episode.explicit.map(|explicit| text("itunes:explicit", truth(explicit))));
    let image = episode.image.as_ref().map(|image| [("href", image.as_str())]);
    elements.extend(image.map(|attributes| element("itunes:image", &attributes, None)));
    elements.extend(episode.block.then(|| text("itunes:block", "Yes")));
    elements.extend(episode.chapters.as_ref().map(chapters));
    elements.extend(episode.transcripts.iter().map(transcript));
    elements.extend(episode.soundbites.iter().map(soundbite));
    elements.extend(episode.alternates.iter().map(alternate));
    elements.extend(episode.license.as_ref().map(license));
    elements.extend(episode.location.as_ref().map(location));
    elements.extend(episode.funding.iter().map(funding));
    elements.extend(episode.people.iter().map(credit));
    elements
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

fn order(order: ShowOrder) -> &'static str {
    match order {
        ShowOrder::Episodic => "episodic",
        ShowOrder::Serial => "serial",
    }
}

/// `full` is what every app assumes.
fn kind(kind: EpisodeKind) -> Option<&'static str> {
    match kind {
        EpisodeKind::Full => None,
        EpisodeKind::Trailer => Some("trailer"),
        EpisodeKind::Bonus => Some("bonus"),
    }
}

fn owner(owner: &Person) -> Extension {
    let name = non_blank(Some(&owner.name)).map(|name| text("itunes:name", name.as_str()));
    let email = email(owner).map(|email| text("itunes:email", email.as_str()));
    parent("itunes:owner", &[], name.into_iter().chain(email))
}

fn category(category: &Category) -> Extension {
    let of = |name: &Text| [("text", name.to_string())];
    let nested =
        category.subcategory.as_ref().map(|name| element("itunes:category", &borrowed(&of(name)), None));
    parent("itunes:category", &borrowed(&of(&category.name)), nested)
}

fn lock(locked: bool, podcast: &Podcast) -> Extension {
    let owner = podcast.owner.as_ref().and_then(email).map(|email| ("owner", email.to_string()));
    let attributes: Vec<_> = owner.into_iter().collect();
    element("podcast:locked", &borrowed(&attributes), Some(if locked { "yes" } else { "no" }))
}

fn trailer(trailer: &Trailer) -> Extension {
    let mut attributes = vec![
        ("pubdate", rfc2822(trailer.published)),
        ("type", media_type(&trailer.file.media_type)),
        ("url", trailer.file.url.to_string()),
    ];
    attributes.extend(known_length(&trailer.file));
    attributes.extend(trailer.season.map(|season| ("season", season.to_string())));
    element("podcast:trailer", &borrowed(&attributes), Some(trailer.title.as_str()))
}

fn txt(txt: &Txt) -> Extension {
    let purpose = txt.purpose.as_ref().map(|purpose| ("purpose", purpose.to_string()));
    let attributes: Vec<_> = purpose.into_iter().collect();
    element("podcast:txt", &borrowed(&attributes), Some(txt.value.as_str()))
}

fn update_frequency(frequency: &UpdateFrequency) -> Extension {
    let rule = frequency.rrule.as_ref().map(|rule| ("rrule", rule.to_string()));
    let attributes: Vec<_> = rule.into_iter().collect();
    element("podcast:updateFrequency", &borrowed(&attributes), Some(frequency.text.as_str()))
}

fn license(license: &License) -> Extension {
    let url = license.url.as_ref().map(|url| ("url", url.to_string()));
    let attributes: Vec<_> = url.into_iter().collect();
    element("podcast:license", &borrowed(&attributes), Some(license.name.as_str()))
}

fn location(location: &Location) -> Extension {
    let place = [("geo", &location.geo), ("osm", &location.osm)];
    let attributes: Vec<_> =
        place.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?.to_string()))).collect();
    element("podcast:location", &borrowed(&attributes), Some(location.name.as_str()))
}

fn funding(funding: &Funding) -> Extension {
    element("podcast:funding", &[("url", funding.url.as_str())], Some(funding.text.as_str()))
}

fn credit(credit: &Credit) -> Extension {
    let text = |value: &Option<Text>| value.as_ref().map(Text::to_string);
    let url = |value: &Option<Url>| value.as_ref().map(Url::to_string);
    let attributes = [
        ("group", text(&credit.group)),
        ("href", url(&credit.url)),
        ("img", url(&credit.image)),
        ("role", text(&credit.role)),
    ];
    let attributes: Vec<_> =
        attributes.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    element("podcast:person", &borrowed(&attributes), Some(credit.name.as_str()))
}

fn season(number: u32, episode: &Episode) -> [Extension; 2] {
    let name = non_blank(episode.season_name.as_ref()).map(|name| ("name", name.to_string()));
    let attributes: Vec<_> = name.into_iter().collect();
    let number = number.to_string();
    [text("itunes:season", &number), element("podcast:season", &borrowed(&attributes), Some(&number))]
}

fn chapters(url: &Url) -> Extension {
    element("podcast:chapters", &[("type", "application/json+chapters"), ("url", url.as_str())], None)
}

fn transcript(transcript: &Transcript) -> Extension {
    let mut attributes =
        vec![("type", media_type(&transcript.media_type)), ("url", transcript.url.to_string())];
    attributes.extend(transcript.language.as_ref().map(|language| ("language", language.to_string())));
    element("podcast:transcript", &borrowed(&attributes), None)
}

fn soundbite(soundbite: &Soundbite) -> Extension {
    let attributes = [("duration", seconds(soundbite.duration)), ("startTime", seconds(soundbite.start))];
    let title = non_blank(soundbite.title.as_ref()).map(Text::as_str);
    element("podcast:soundbite", &borrowed(&attributes), title)
}

/// Seconds with at most three digits after the point. What is no length is none.
fn seconds(value: f64) -> String {
    let value = if value.is_finite() { value.max(0.0) } else { 0.0 };
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn alternate(alternate: &Alternate) -> Extension {
    let Alternate { file, title, bitrate, height, language } = alternate;
    let mut attributes = vec![("type", media_type(&file.media_type))];
    attributes.extend(known_length(file));
    attributes.extend(non_blank(title.as_ref()).map(|title| ("title", title.to_string())));
    attributes.extend(bitrate.map(|bitrate| ("bitrate", bitrate.to_string())));
    attributes.extend(height.map(|height| ("height", height.to_string())));
    attributes.extend(language.as_ref().map(|language| ("lang", language.to_string())));
    let source = element("podcast:source", &[("uri", file.url.as_str())], None);
    parent("podcast:alternateEnclosure", &borrowed(&attributes), [source])
}

fn known_length(file: &Enclosure) -> Option<(&'static str, String)> {
    (file.bytes > 0).then(|| ("length", file.bytes.to_string()))
}
