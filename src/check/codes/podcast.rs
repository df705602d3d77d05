//! Rules about podcasts: requirements of Apple and Podcasting 2.0 beyond RSS. Enabled by the profile. Without it,
//! errors are reported as warnings if a feed has elements of Apple's namespace.

use std::borrow::Cow;

use quick_xml::escape::{escape, unescape};

use super::rules;
use crate::check::codes::text::TOO_LONG;
use crate::check::finding::{Subject, excerpt};
use crate::check::registries::{APPLE_CATEGORIES, OLD_APPLE_CATEGORIES};
use crate::check::scope::{Scope, repeats};
use crate::check::values;
use crate::diagnostic;
use crate::source::xml::Ns;
use crate::source::xml::tree::{Attribute, Element};

rules! {
    MISSING_PODCAST_ELEMENT "missing-podcast-element" Error "missing element required by Apple" "Apple Podcasts, Podcast RSS feed requirements"
        "Apple rejects the podcast, or stops updating it. Without the podcast profile, it is a warning for every \
         feed with elements of Apple's namespace; the W3C validator does not report it then."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><«channel»><title>Rain</title><link>https://rain.example/</link><description>About rain</description><language>en</language><itunes:author>Ana</itunes:author><itunes:owner><itunes:email>ana@rain.example</itunes:email></itunes:owner><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><atom:link rel="self" type="application/rss+xml" href="https://rain.example/feed.xml"/><item>{episode}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Rain</title><link>https://rain.example/</link><description>About rain</description><language>en</language><itunes:author>Ana</itunes:author><itunes:owner><itunes:email>ana@rain.example</itunes:email></itunes:owner><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://rain.example/cover.jpg"/><atom:link rel="self" type="application/rss+xml" href="https://rain.example/feed.xml"/><item>{episode}</item></channel></rss>"#;
    NOT_RSS "podcast-not-rss" Error "podcast in a format other than RSS" "Apple Podcasts, Podcast RSS feed requirements"
        "Podcast directories accept only RSS 2.0.";
    MISSING_PODCAST_PERSON "missing-podcast-contact" Warning "podcast without an author or an owner's email address" "Apple Podcasts; Podcasting 2.0 txt"
        "Apps show the author under the title; directories other than Apple's verify the owner of a podcast by the \
         email address in itunes:owner."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><«channel»><title>Rain</title><link>https://rain.example/</link><description>About rain</description><language>en</language><itunes:author>Ana</itunes:author><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://rain.example/cover.jpg"/><atom:link rel="self" type="application/rss+xml" href="https://rain.example/feed.xml"/><item>{episode}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Rain</title><link>https://rain.example/</link><description>About rain</description><language>en</language><itunes:author>Ana</itunes:author><itunes:owner><itunes:email>ana@rain.example</itunes:email></itunes:owner><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://rain.example/cover.jpg"/><atom:link rel="self" type="application/rss+xml" href="https://rain.example/feed.xml"/><item>{episode}</item></channel></rss>"#;
    IMAGE_EXTENSION "podcast-image-format" Error "artwork that is not JPEG or PNG" "Apple Podcasts <itunes:image>"
        "Apple accepts square images of 1400 to 3000 pixels whose URL ends with .jpg or .png."
        Podcast r#"<itunes:image «href="https://kampung.example/cover.webp"»/>"#
        => r#"<itunes:image href="https://kampung.example/cover.jpg"/>"#;
    UNKNOWN_CATEGORY "unknown-podcast-category" Error "category that is not in Apple's list" "Apple Podcasts, categories"
        "The text is one of Apple's categories, with its capitals; a subcategory is nested in its category. Apple \
         drops others, and the podcast is listed under none."
        Podcast r#"<itunes:category «text="Weather"»/>"#
        => r#"<itunes:category text="News"/>"#;
    OBSOLETE_CATEGORY "obsolete-podcast-category" Warning "Apple category from before 2019" "Apple Podcasts, categories (2019)"
        "Apple still maps it to a new one; other directories know only the new list."
        Podcast r#"<itunes:category «text="Games &amp;amp; Hobbies"»/>"#
        => r#"<itunes:category text="Leisure"/>"#;
    SEVERAL_CATEGORIES "several-podcast-categories" Info "podcast with more than one category" "Apple Podcasts <itunes:category>"
        "Apple reads only the first category, with its first subcategory."
        Podcast r#"<itunes:category text="News"/><«itunes:category» text="Arts"/>"#
        => r#"<itunes:category text="News"/>"#;
    LEGACY_EXPLICIT "legacy-explicit-value" Error "value of itunes:explicit from before 2019" "Apple Podcasts <itunes:explicit>"
        "Apple requires true or false. yes, no, clean and explicit are obsolete, and newer apps do not understand \
         them."
        Podcast r"<itunes:explicit>«no»</itunes:explicit>"
        => r"<itunes:explicit>false</itunes:explicit>";
    SERIAL_WITHOUT_NUMBER "serial-without-episode-number" Error "episode of a serial without a number" "Apple Podcasts <itunes:type>, <itunes:episode>"
        "A serial is played from its beginning. Without numbers Apple cannot order the episodes."
        Podcast r#"<itunes:type>serial</itunes:type><item><title>Clouds</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><description>Clouds.</description><itunes:episode>1</itunes:episode><enclosure url="https://kampung.example/1.mp3" length="4096" type="audio/mpeg"/></item><«item»><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><description>Wind.</description><enclosure url="https://kampung.example/2.mp3" length="4096" type="audio/mpeg"/></item>"#
        => r#"<itunes:type>serial</itunes:type><item><title>Clouds</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><description>Clouds.</description><itunes:episode>1</itunes:episode><enclosure url="https://kampung.example/1.mp3" length="4096" type="audio/mpeg"/></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><description>Wind.</description><itunes:episode>2</itunes:episode><enclosure url="https://kampung.example/2.mp3" length="4096" type="audio/mpeg"/></item>"#;
    DUPLICATE_EPISODE "duplicate-episode-number" Warning "two episodes with the same number in a season" "Apple Podcasts <itunes:episode>, <itunes:season>"
        "Apps order episodes by season and number, so one of the two is in the wrong place. Trailers and bonus \
         episodes may have the number of the episode that they belong to."
        Podcast r#"<item><title>Clouds</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><description>Clouds.</description><itunes:episode>1</itunes:episode><enclosure url="https://kampung.example/1.mp3" length="4096" type="audio/mpeg"/></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><description>Wind.</description><itunes:episode>«1»</itunes:episode><enclosure url="https://kampung.example/2.mp3" length="4096" type="audio/mpeg"/></item>"#
        => r#"<item><title>Clouds</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><description>Clouds.</description><itunes:episode>1</itunes:episode><enclosure url="https://kampung.example/1.mp3" length="4096" type="audio/mpeg"/></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><description>Wind.</description><itunes:episode>2</itunes:episode><enclosure url="https://kampung.example/2.mp3" length="4096" type="audio/mpeg"/></item>"#;
    NOT_YES "not-yes" Warning "itunes:block or itunes:complete with a value other than Yes" "Apple Podcasts <itunes:block>, <itunes:complete>"
        "Only Yes, written exactly like this, has an effect."
        Podcast r"<itunes:complete>«true»</itunes:complete>"
        => r"<itunes:complete>Yes</itunes:complete>";
    DEPRECATED_PODCAST_ELEMENT "deprecated-podcast-element" Info "element that podcast apps no longer use" "Apple Podcasts; Podcasting 2.0 images"
        "Apple no longer documents itunes:subtitle, itunes:keywords and itunes:summary; podcast:image replaced \
         podcast:images. The W3C validator's limit on the length of keywords no longer matters."
        Podcast r"<«itunes:keywords»>rain, wind</itunes:keywords>"
        => r"";
    EPISODE_WITHOUT_FILE "episode-without-file" Error "episode without an enclosure" "Apple Podcasts <enclosure>"
        "There is nothing to play, so apps leave it out."
        Podcast r"<item>{episode}</item><«item»><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><description>Wind.</description></item>"
        => r#"<item>{episode}</item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate><description>Wind.</description><enclosure url="https://kampung.example/2.mp3" length="4096" type="audio/mpeg"/></item>"#;
    FILE_EXTENSION "podcast-file-extension" Error "file extension that Apple does not support" "Apple Podcasts <enclosure>"
        "Apple goes by the extension in the URL: .m4a, .mp3, .mov, .mp4, .m4v or .pdf."
        Episode r#"<enclosure «url="https://kampung.example/a.ogg"» length="4096" type="audio/mpeg"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    FILE_TYPE "podcast-file-type" Error "media type that does not match the file extension" "Apple Podcasts <enclosure>"
        "Apple requires the type that belongs to the extension; apps that go by the type play the file with the \
         wrong decoder."
        Episode r#"<enclosure url="https://kampung.example/a.mp3" length="4096" «type="audio/mp3"»/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    NUMBER_IN_TITLE "number-in-episode-title" Info "title that begins with the episode number" "Apple Podcasts <itunes:title>"
        "Apps show the number from itunes:episode, so people see it twice."
        Episode r"<itunes:title>«Episode 12: Rain»</itunes:title>"
        => r"<itunes:title>Rain</itunes:title>";
    GUID_VERSION "podcast-guid-version" Warning "podcast:guid that is not a version 5 UUID" "Podcasting 2.0 guid"
        "The guid is a version 5 UUID, generated once from the feed's first URL. Other UUIDs work, as long as they \
         never change."
        Podcast r"<podcast:guid>«1225c695-cfb8-4ebb-aaaa-80da344efa6a»</podcast:guid>"
        => r"<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>";
    MALFORMED_RRULE "malformed-recurrence" Error "malformed recurrence rule" "Podcasting 2.0 update-frequency; RFC 5545 §3.3.10"
        "Apps cannot show when the next episode is due."
        Podcast r#"<podcast:updateFrequency «rrule="weekly"»>Weekly</podcast:updateFrequency>"#
        => r#"<podcast:updateFrequency rrule="FREQ=WEEKLY">Weekly</podcast:updateFrequency>"#;
    SOUNDBITE_END "soundbite-after-end" Warning "soundbite that ends after its episode" "Podcasting 2.0 soundbite"
        "Apps play a part of it, or nothing."
        Episode r#"<itunes:duration>60</itunes:duration><podcast:soundbite «startTime="50.0"» duration="30"/>"#
        => r#"<itunes:duration>60</itunes:duration><podcast:soundbite startTime="20.0" duration="30"/>"#;
    SOUNDBITE_LENGTH "soundbite-length" Info "soundbite of unusual length" "Podcasting 2.0 soundbite"
        "The recommended length is 15 to 120 seconds."
        Episode r#"<podcast:soundbite startTime="10.0" «duration="600"»/>"#
        => r#"<podcast:soundbite startTime="10.0" duration="60"/>"#;
}

const ITUNES: Ns = Ns::ITUNES;
const NONE: Ns = Ns::NONE;

/// The file extensions that Apple plays, and their media types.
const FILE_TYPES: &[(&str, &[&str])] = &[
    ("mp3", &["audio/mpeg"]),
    ("m4a", &["audio/x-m4a", "audio/mp4", "audio/m4a"]),
    ("mp4", &["video/mp4", "audio/mp4"]),
    ("m4v", &["video/x-m4v", "video/mp4"]),
    ("mov", &["video/quicktime"]),
    ("pdf", &["application/pdf"]),
    ("epub", &["application/epub+zip"]),
];

/// The index of a file extension among those that Apple plays; `None` if it is not one of them.
#[must_use]
pub(crate) fn file_rank(extension: &str) -> Option<usize> {
    FILE_TYPES.iter().position(|(known, _)| extension.eq_ignore_ascii_case(known))
}

/// Checks what podcast directories reject in a channel.
pub(crate) fn check_channel(channel: Element<'_>, scope: &mut Scope<'_>) {
    for name in ["image", "category", "explicit"] {
        if channel.child((ITUNES, name)).is_none() {
            let message = format!("the podcast has no `<itunes:{name}>`");
            scope.findings.add(
                &MISSING_PODCAST_ELEMENT,
                channel.name_range(),
                message,
                format!("add <itunes:{name}>"),
            );
        }
    }
    let owner = channel.child((ITUNES, "owner"));
    let missing = [
        (channel.child((ITUNES, "author")).is_none(), "author", "<itunes:author>"),
        (
            owner.is_none_or(|owner| owner.child((ITUNES, "email")).is_none()),
            "owner with an email address",
            "<itunes:owner><itunes:email>",
        ),
    ];
    for (_, name, element) in missing.iter().filter(|(missing, _, _)| *missing) {
        scope.findings.add(
            &MISSING_PODCAST_PERSON,
            channel.name_range(),
            format!("the podcast has no {name}"),
            format!("add {element}"),
        );
    }
    check_common(channel, scope);
    check_yes(channel.child((ITUNES, "complete")), scope);
    let is_serial = channel.child((ITUNES, "type")).is_some_and(|kind| kind.trimmed() == "serial");
    let unnumbered = std::mem::take(&mut scope.facts.unnumbered_episodes);
    for (range, entry) in unnumbered.into_iter().filter(|_| is_serial) {
        scope.findings.add(
            &SERIAL_WITHOUT_NUMBER,
            range,
            "the episode of a serial has no number",
            "add <itunes:episode>",
        );
        if let Some(entry) = entry {
            scope.findings.set_subject(Subject::first(entry, "episode"));
        }
    }
    check_numbers(scope);
    if let Some(second) = channel.all((ITUNES, "category")).nth(1) {
        scope.findings.add(
            &SEVERAL_CATEGORIES,
            second.name_range(),
            "Apple reads only the first category",
            "keep only the category that matters most",
        );
    }
    if let Some(guid) = channel.child((Ns::PODCAST, "guid")) {
        let version = uuid::Uuid::try_parse(&guid.trimmed()).ok().map(|uuid| uuid.get_version_num());
        if version.is_some_and(|version| version != 5) {
            scope.findings.add(
                &GUID_VERSION,
                guid.text().range(),
                format!("the guid `{}` is not a version 5 UUID", excerpt(&guid.trimmed())),
                "keep it if it is already published; otherwise generate it from the feed's URL",
            );
        }
    }
    for rule in channel.all((Ns::PODCAST, "updateFrequency")).filter_map(|element| element.attribute("rrule"))
    {
        recurrence(rule, scope);
    }
}

/// Reports a rule without a frequency or with unknown parts (RFC 5545 §3.3.10). Case does not matter.
fn recurrence(rule: Attribute<'_>, scope: &mut Scope<'_>) {
    const PARTS: &[&str] = &[
        "FREQ",
        "UNTIL",
        "COUNT",
        "INTERVAL",
        "BYSECOND",
        "BYMINUTE",
        "BYHOUR",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
        "BYSETPOS",
        "WKST",
    ];
    const FREQUENCIES: &[&str] = &["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
    let text = rule.trimmed().to_ascii_uppercase();
    let parts: Vec<_> = text.split(';').map(|part| part.split_once('=').unwrap_or((part, ""))).collect();
    let known = parts.iter().all(|(name, value)| PARTS.contains(name) && !value.is_empty());
    let has_frequency = parts.iter().any(|(name, value)| *name == "FREQ" && FREQUENCIES.contains(value));
    if !known || !has_frequency {
        let message = format!("malformed recurrence rule `{}`", excerpt(&rule.trimmed()));
        scope.findings.add(&MALFORMED_RRULE, rule.range(), message, "write it like `FREQ=WEEKLY;BYDAY=MO`");
    }
}

/// Reports categories that are not in Apple's list, with or without the profile, since values are grammar.
pub(crate) fn check_categories(channel: Element<'_>, scope: &mut Scope<'_>) {
    for category in channel.all((ITUNES, "category")) {
        let Some(text) = category.attribute("text") else { continue };
        let Some(group) = check_category(text, None, scope) else { continue };
        for sub in category.all((ITUNES, "category")).filter_map(|sub| sub.attribute("text")) {
            check_category(sub, Some(group), scope);
        }
    }
}

/// Apple's categories and subcategories; the latter with their category first.
fn categories() -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
    APPLE_CATEGORIES.names().iter().map(|name| match name.split_once('/') {
        Some((group, inner)) => (Some(group), inner),
        None => (None, *name),
    })
}

/// Reports a category that is not in the list, or in the wrong place; `group` is the category around it. Returns it if
/// it is in its place.
fn check_category(
    text: Attribute<'_>,
    group: Option<&'static str>,
    scope: &mut Scope<'_>,
) -> Option<&'static str> {
    let name = text.trimmed();
    let known = || categories().filter(|(place, _)| *place == group).map(|(_, name)| name);
    if let Some(found) = known().find(|known| *known == name) {
        return Some(found);
    }
    // Many feeds escape the ampersand twice.
    let plain = unescape(&name).unwrap_or(Cow::Borrowed(&*name));
    if plain != name && categories().any(|(_, known)| known == plain) {
        let message = format!("`{}` is escaped twice", excerpt(&name));
        let help = format!("write text=\"{}\"", escape(&*plain));
        scope.findings.add(&UNKNOWN_CATEGORY, text.range(), message, help);
        return known().find(|known| *known == plain);
    }
    report_category(text, &plain, group, scope);
    None
}

/// Reports a category that is not in `group`, or not at the top without one.
fn report_category(text: Attribute<'_>, name: &str, group: Option<&'static str>, scope: &mut Scope<'_>) {
    let is_old = OLD_APPLE_CATEGORIES.contains(name);
    let place = categories().find(|(_, known)| *known == name).map(|(place, _)| place);
    let shown = excerpt(name);
    let (code, message) = match (group, place) {
        (None, Some(_)) => (&UNKNOWN_CATEGORY, format!("`{shown}` is a subcategory")),
        (Some(_), Some(_)) if is_old => {
            (&OBSOLETE_CATEGORY, format!("Apple moved the category `{shown}` in 2019"))
        }
        (_, None) if is_old => (&OBSOLETE_CATEGORY, format!("Apple removed the category `{shown}` in 2019")),
        (Some(group), _) => (&UNKNOWN_CATEGORY, format!("`{shown}` is not a subcategory of `{group}`")),
        (None, None) => (&UNKNOWN_CATEGORY, format!("`{shown}` is not one of Apple's categories")),
    };
    let known = categories().filter(|(place, _)| *place == group).map(|(_, name)| name);
    let help = match place {
        Some(Some(group)) => format!("put it inside <itunes:category text=\"{}\">", escape(group)),
        Some(None) => "put it directly inside <channel>".to_owned(),
        None if is_old => "choose a category from the new list".to_owned(),
        None => match diagnostic::nearest(name, known) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => "choose a category from Apple's list".to_owned(),
        },
    };
    scope.findings.add(code, text.range(), message, help);
}

/// Checks elements that channels and episodes have in common.
fn check_common(parent: Element<'_>, scope: &mut Scope<'_>) {
    if let Some(href) = parent.child((ITUNES, "image")).and_then(|image| image.attribute("href")) {
        let path =
            values::absolute(&href.trimmed()).map(|url| url.path().to_ascii_lowercase()).unwrap_or_default();
        if !path.is_empty() && ![".jpg", ".jpeg", ".png"].iter().any(|end| path.ends_with(end)) {
            scope.findings.add(
                &IMAGE_EXTENSION,
                href.range(),
                format!(
                    "the URL of the artwork, `{}`, does not end with `.jpg` or `.png`",
                    excerpt(&href.trimmed())
                ),
                "use JPEG or PNG",
            );
        }
    }
    if let Some(explicit) = parent.child((ITUNES, "explicit")) {
        // Other spellings are reported by the grammar.
        let new = match explicit.text().text().as_ref() {
            "yes" | "explicit" => "true",
            "no" | "clean" => "false",
            _ => "",
        };
        if !new.is_empty() {
            scope.findings.add(
                &LEGACY_EXPLICIT,
                explicit.text().range(),
                format!("the value `{}` has been obsolete since 2019", explicit.trimmed()),
                format!("write `{new}`"),
            );
        }
    }
    check_yes(parent.child((ITUNES, "block")), scope);
    for name in [(ITUNES, "subtitle"), (ITUNES, "keywords"), (ITUNES, "summary"), (Ns::PODCAST, "images")] {
        if let Some(element) = parent.child(name) {
            scope.findings.add(
                &DEPRECATED_PODCAST_ELEMENT,
                element.name_range(),
                format!("`<{}>` is deprecated", element.written()),
                "remove it, or keep it for old apps",
            );
        }
    }
    if let Some(description) =
        parent.child((NONE, "description")).filter(|description| description.trimmed().len() > 4000)
    {
        let message =
            format!("the description has {} bytes, but Apple keeps only 4,000", description.trimmed().len());
        scope.findings.add(&TOO_LONG, description.name_range(), message, "shorten the description");
    }
}

fn check_yes(element: Option<Element<'_>>, scope: &mut Scope<'_>) {
    if let Some(element) = element.filter(|element| !matches!(element.trimmed().as_ref(), "Yes" | "")) {
        let help = if element.trimmed().eq_ignore_ascii_case("no") {
            "remove the element"
        } else {
            "write `Yes`, or remove the element"
        };
        scope.findings.add(
            &NOT_YES,
            element.text().range(),
            format!("`{}` has no effect", excerpt(&element.trimmed())),
            help,
        );
    }
}

/// Checks what podcast directories reject in an episode.
pub(crate) fn check_item(item: Element<'_>, scope: &mut Scope<'_>) {
    check_common(item, scope);
    match item.child((NONE, "enclosure")) {
        Some(enclosure) => file(enclosure, scope),
        None => scope.findings.add(
            &EPISODE_WITHOUT_FILE,
            item.name_range(),
            "the episode has no enclosure",
            "add <enclosure url=\"…\" length=\"…\" type=\"audio/mpeg\"/>",
        ),
    }
    let kind = item.child((ITUNES, "episodeType")).map(|kind| kind.trimmed().into_owned());
    if kind.is_none_or(|kind| kind == "full") {
        note_number(item, scope);
    }
    if let Some(title) = item.child((ITUNES, "title")) {
        let text = title.trimmed().to_ascii_lowercase();
        let rest = ["episode", "ep.", "ep", "#"].iter().find_map(|start| text.strip_prefix(start));
        let digits = rest.map(|rest| rest.trim_start().split(|c: char| !c.is_ascii_digit()).next());
        if let Some(number) = digits.flatten().filter(|digits| !digits.is_empty()) {
            let message = format!("the title begins with the episode number {}", excerpt(number));
            let help = "remove the number, and write it as <itunes:episode>";
            scope.findings.add(&NUMBER_IN_TITLE, title.text().range(), message, help);
        }
    }
    let end = item.child((ITUNES, "duration")).and_then(|duration| seconds(&duration.trimmed()));
    for bite in item.all((Ns::PODCAST, "soundbite")) {
        let Some(duration) = bite.attribute("duration") else { continue };
        let seconds: Option<f64> = duration.trimmed().parse().ok();
        check_end(bite, seconds, end, scope);
        if seconds.is_some_and(|seconds| !(15.0..=120.0).contains(&seconds)) {
            scope.findings.add(
                &SOUNDBITE_LENGTH,
                duration.range(),
                format!("the soundbite is {} seconds long", duration.trimmed()),
                "write 15 to 120 seconds",
            );
        }
    }
}

/// Seconds, or `1:02:03`.
fn seconds(duration: &str) -> Option<f64> {
    let mut parts = duration.split(':').map(|part| part.parse::<f64>().ok());
    parts.try_fold(0.0, |seconds, part| Some(60.0 * seconds + part?))
}

/// Reports a soundbite that ends more than a second, which may be rounded, after its episode.
fn check_end(bite: Element<'_>, seconds: Option<f64>, end: Option<f64>, scope: &mut Scope<'_>) {
    let Some(start) = bite.attribute("startTime") else { return };
    let bite_end = start.trimmed().parse::<f64>().ok().zip(seconds).map(|(start, seconds)| start + seconds);
    if let (Some(bite_end), Some(end)) = (bite_end, end)
        && end > 0.0
        && bite_end > end + 1.0
    {
        let message = format!("the soundbite ends at {bite_end} seconds, but the episode at {end}");
        scope.findings.add(&SOUNDBITE_END, start.range(), message, "write an earlier startTime");
    }
}

/// Notes the number of a full episode in its season, or that it has none.
fn note_number(item: Element<'_>, scope: &mut Scope<'_>) {
    let Some(number) = item.child((ITUNES, "episode")) else {
        return scope.facts.unnumbered_episodes.push((item.name_range(), scope.entry));
    };
    let season = item.child((ITUNES, "season")).map(|season| season.trimmed().into_owned());
    let place = format!("{} {}", season.unwrap_or_default(), number.trimmed());
    scope.facts.episode_numbers.push(scope.fact(&place, number.text().range()));
}

fn check_numbers(scope: &mut Scope<'_>) {
    for (fact, first) in repeats(&std::mem::take(&mut scope.facts.episode_numbers)) {
        let message = "another episode of the season has the same number,";
        let help = "give each full episode of a season its own number";
        let subject = Subject { repeats: Some(first.entry), ..Subject::first(fact.entry, "episode") };
        scope.findings.add_repeated(&DUPLICATE_EPISODE, fact.range, first.range.start, message, help);
        scope.findings.set_subject(subject);
    }
}

fn file(enclosure: Element<'_>, scope: &mut Scope<'_>) {
    let Some(url) = enclosure.attribute("url") else { return };
    let path =
        values::absolute(&url.trimmed()).map(|url| url.path().to_ascii_lowercase()).unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let Some((_, types)) = FILE_TYPES.iter().find(|(known, _)| *known == extension) else {
        let message = format!("the file `{}` has no extension that Apple supports", excerpt(&url.trimmed()));
        return scope.findings.add(
            &FILE_EXTENSION,
            url.range(),
            message,
            "use .mp3 or .m4a, or .mp4 for video",
        );
    };
    let Some(kind) = enclosure.attribute("type") else { return };
    if !types.contains(&kind.trimmed().to_ascii_lowercase().as_str()) {
        let message =
            format!("`{}` is not the media type of a `.{extension}` file", excerpt(&kind.trimmed()));
        scope.findings.add(
            &FILE_TYPE,
            kind.range(),
            message,
            format!("write `{}`", types.first().copied().unwrap_or_default()),
        );
    }
}
