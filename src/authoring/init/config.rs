//! The settings of a site in, the text of a configuration out: known values as keys, others as commented-out examples, each with a
//! description. Writes no file.

use std::fmt::Write;

use super::{AddressesFrom, Detected, Generator, IdRule, InitRequest, Learned, NeededDateSources, Preset};
use crate::authoring::{feed_table, quoted};
use crate::site::config::{BodyFrom, Content};
use crate::site::rules::{DateFrom, UpdatedFrom};

/// The text of `feedwright.toml` for a site of a generator: its name, and what its configuration does not say.
pub(super) fn of_generator(
    preset: &Preset,
    generator: &Generator,
    file: &str,
    request: InitRequest<'_>,
) -> String {
    let mut text = Text(String::new());
    text.comment(&format!("Feedwright builds the feeds of this site, and {} its pages.", generator.title));
    text.comment("Keys after a # are disabled. Relative paths start at the folder of this file.");
    text.table("[content]");
    text.comment(&format!(
        "Every build reads the settings that are not written here from `{file}`: the URL and"
    ));
    text.comment("title of the site, its articles with their pages, ids and dates, and its feeds.");
    text.enabled("generator", &quoted(generator.name));
    if let Some(learned) = request.learned {
        ids(&mut text, &learned.ids);
        ignored(&mut text, &learned.ignored);
        if learned.to_pin > 0 {
            text.comment("The published ids that no rule explains: `feedwright pin` writes them.");
            text.enabled("pins", &quoted("pins.toml"));
        }
    }
    if request.learned.is_some_and(|learned| learned.has_all(preset)) {
        text.comment("All articles are published, whatever the site's own code may leave out.");
        text.enabled("exclude", "[]");
    }
    if let Some(dates) = request.dates {
        date_from(&mut text, dates);
    }
    if let Some(addresses) = request.addresses {
        let reasons: &[&str] = match addresses {
            AddressesFrom::Code => {
                &["The site's own code makes the addresses of pages, so they are read from the built site."]
            }
            AddressesFrom::OtherZone(_) => &[
                "The site is built in another time zone than its configuration says, and the addresses of its",
                "pages have the dates of that zone, so they are read from the built site.",
            ],
        };
        for reason in reasons {
            text.comment(reason);
        }
        text.enabled("permalink", &quoted("pages"));
    }
    body_from(&mut text, request.body_from);
    text.table("[site]");
    let said = request.said.and_then(|said| Some(said.base_url.as_ref()?.value.as_str()));
    let address = preset.base_url.as_ref().map(|known| known.value.as_str());
    match (address, request.base_url.or(said.filter(|said| address == Some(*said)))) {
        (Some(address), None) => text.disabled("base-url", &quoted(address)),
        (Some(address), Some(_)) => text.enabled("base-url", &quoted(address)),
        (None, _) => {
            text.comment("The URL of the site.");
            text.disabled("base-url", &quoted("https://example.org/"));
        }
    }
    let learned = request.learned.and_then(|learned| learned.title.as_ref());
    if let Some(title) = request.title.or(learned.map(crate::feed::Text::as_str)) {
        text.enabled("title", &quoted(title));
    }
    let language = request.said.and_then(|said| said.language.as_ref());
    if let Some(language) = language.filter(|language| preset.language.as_ref() == Some(*language)) {
        text.enabled("language", &quoted(&language.value));
    }
    against(&mut text, address, request);
    text.table("[output]");
    text.comment(&format!(
        "The folder of the feeds and pages; build the feeds after `{}`.",
        preset.command.unwrap_or(generator.command)
    ));
    let output = preset.output.as_ref().map_or("public", |known| known.value.as_str());
    text.disabled("dir", &quoted(output));
    check(&mut text, request.has_pages);
    match request.learned.filter(|learned| !learned.feeds.is_empty()) {
        Some(learned) => learned_feeds(&mut text, learned),
        None => of_feeds(&mut text, preset, generator),
    }
    text.0
}

/// Where the texts of articles come from, if that is not the default.
fn body_from(text: &mut Text, body_from: BodyFrom) {
    match body_from {
        BodyFrom::Source => {}
        BodyFrom::Page => {
            text.comment("The text of each article comes from its page, so build the site before its feeds.");
            text.enabled("body-from", &quoted("page"));
        }
    }
}

/// What is checked, if that is not the default.
fn check(text: &mut Text, has_pages: bool) {
    if has_pages {
        text.table("[check]");
        text.comment(
            "Check that links in entries lead to pages and files of the site, and that its pages link to the feeds.",
        );
        text.enabled("links", "true");
    }
}

/// What builds are compared with.
fn against(text: &mut Text, address: Option<&str>, request: InitRequest<'_>) {
    text.comment(AGAINST);
    match request.against {
        Some(published) => text.enabled("against", &quoted(published)),
        None => text.disabled("against", &quoted(address.unwrap_or("https://example.org/"))),
    }
}

/// The rule of the published ids, if it is not the default.
fn ids(text: &mut Text, rule: &IdRule) {
    let value = match rule {
        IdRule::Default => return,
        IdRule::Same(pattern) => quoted(pattern),
        IdRule::Distinct(rss, atom) => format!("{{ rss = {}, atom = {} }}", quoted(rss), quoted(atom)),
    };
    text.comment("The published ids of articles.");
    text.enabled("id", &value);
}

/// The keys that do not withhold articles here.
fn ignored(text: &mut Text, keys: &[&str]) {
    if !keys.is_empty() {
        text.comment("Published articles have these keys, so the keys do not withhold articles here.");
        let keys: Vec<_> = keys.iter().map(|key| quoted(key)).collect();
        text.enabled("ignore-keys", &format!("[{}]", keys.join(", ")));
    }
}

/// The published feeds.
fn learned_feeds(text: &mut Text, learned: &Learned) {
    text.0.push('\n');
    text.comment("The published feeds, at the same paths, so that they keep their subscribers.");
    for (at, feed) in learned.feeds.iter().enumerate() {
        if at > 0 {
            text.0.push('\n');
        }
        text.0.push_str(&feed_table(feed));
        if let Some(show) = learned.shows.get(&feed.path) {
            text.0.extend(["\n", &show.table]);
        }
    }
}

/// The feeds that are made, as keys that are disabled.
fn of_feeds(text: &mut Text, preset: &Preset, generator: &Generator) {
    text.0.push('\n');
    if preset.feeds.is_empty() {
        text.comment("The feeds. Default: feed.xml, atom.xml and feed.json.");
    } else {
        text.comment(&format!(
            "The feeds of {} are made at the same paths, so that they keep their subscribers. To choose other feeds, \
             or",
            generator.title
        ));
        text.comment(&format!(
            "before you turn off the generator's own feeds ({}), write them here.",
            generator.turn_off
        ));
        lists_of_terms(text, &preset.rules.lists_of_terms, generator);
    }
    let shown = preset.feeds.first().map(|feed| (feed.path.as_str(), feed.format.name()));
    let (path, format) = shown.unwrap_or(("feed.xml", "rss"));
    disabled_feed(text, &[("path", path), ("format", format)]);
}

/// The feeds of lists of terms, which stay as the generator makes them.
fn lists_of_terms(text: &mut Text, paths: &[String], generator: &Generator) {
    if paths.is_empty() {
        return;
    }
    let more = paths.len().checked_sub(4).filter(|more| *more > 0).map(|more| format!("{more} more"));
    let mut shown: Vec<_> = paths.iter().take(4).cloned().chain(more).collect();
    let last = shown.pop().unwrap_or_default();
    let and = if shown.is_empty() { "" } else { " and " };
    text.comment(&format!("{} keeps making {}{and}{last},", generator.title, shown.join(", ")));
    text.comment("which list terms instead of articles.");
}

const AGAINST: &str =
    "Every build is compared with this site or folder, so that readers show no article twice.";

/// The text of `feedwright.toml` for a site made by hand.
pub(super) fn of_site(preset: &Preset, request: InitRequest<'_>, is_show: bool) -> String {
    let mut text = Text(String::new());
    text.comment("Feedwright builds the feeds of this site.");
    text.comment("Keys after a # are disabled. Relative paths start at the folder of this file.");
    site(&mut text, preset, request);
    content(&mut text, preset, request.dates);
    body_from(&mut text, request.body_from);
    if let Some(learned) = request.learned {
        ids(&mut text, &learned.ids);
        ignored(&mut text, &learned.ignored);
    }
    output(&mut text, preset);
    check(&mut text, request.has_pages);
    match request.learned.filter(|learned| !learned.feeds.is_empty()) {
        Some(learned) => learned_feeds(&mut text, learned),
        None if is_show => show(&mut text),
        None => feeds(&mut text),
    }
    text.0
}

struct Text(String);

impl Text {
    fn comment(&mut self, text: &str) {
        // A line end would end the comment.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(self.0, "# {text}");
    }

    fn table(&mut self, header: &str) {
        let _ = writeln!(self.0, "\n{header}");
    }

    fn enabled(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn disabled(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "#{key} = {value}");
    }

    /// A key with a known value, or a commented-out example.
    fn setting(&mut self, description: &str, key: &str, known: Option<&Detected>, example: &str) {
        match known {
            Some(Detected { value, from }) => {
                let from = if from.is_empty() { String::new() } else { format!(" (from {from})") };
                self.comment(&format!("{description}{from}."));
                self.enabled(key, &quoted(value));
            }
            None => {
                self.comment(&format!("{description}."));
                self.disabled(key, &quoted(example));
            }
        }
    }
}

fn site(text: &mut Text, preset: &Preset, request: InitRequest<'_>) {
    text.table("[site]");
    text.setting("The URL of the site", "base-url", preset.base_url.as_ref(), "https://example.org/");
    text.setting("The title of the site; its host by default", "title", preset.title.as_ref(), "My site");
    text.setting(
        "The description of the site",
        "description",
        preset.description.as_ref(),
        "What I write about",
    );
    text.setting("The language of articles without one", "language", preset.language.as_ref(), "en");
    text.setting("The time zone of dates without one", "timezone", preset.timezone.as_ref(), "Asia/Jakarta");
    let authors = |name: &str| format!("[{}]", quoted(name));
    text.comment("The authors of articles without one.");
    text.disabled("authors", &authors("Ana Ruiz"));
    let rights = request.said.and_then(|said| said.rights.as_ref());
    text.setting("The copyright notice", "rights", rights, "© Ana Ruiz");
    against(text, preset.base_url.as_ref().map(|known| known.value.as_str()), request);
    languages(text);
}

fn languages(text: &mut Text) {
    text.0.push('\n');
    text.comment("A language that file names can end with: a.id.md is in Indonesian.");
    text.0.push_str("#[site.languages.id]\n");
    text.disabled("title", &quoted("Situs saya"));
}

fn content(text: &mut Text, preset: &Preset, dates: Option<&NeededDateSources>) {
    text.table("[content]");
    text.setting("The folder of the articles", "dir", preset.content.as_ref(), "content");
    let list = |values: &[String]| {
        format!("[{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
    };
    let mut patterns = |words, key, values: &[String], example: &str| {
        text.comment(words);
        if values.is_empty() {
            text.disabled(key, &list(&[example.to_owned()]));
        } else {
            text.enabled(key, &list(values));
        }
    };
    patterns("The files in it that are articles; all by default.", "include", &[], "posts/**");
    patterns("The files in it that are not articles.", "exclude", &preset.exclude, "drafts/");
    let default = Content::default().permalink;
    text.comment(&format!("The path of an article's page: {default} by default."));
    text.comment(
        "Placeholders: {language} {dir} {section} {slug} {year} {month} {day}; empty parts are dropped with their \
         slash.",
    );
    text.disabled("permalink", &quoted(default.as_str()));
    let known = DateFrom::ALL.map(DateFrom::as_str).join(", ");
    text.comment(&format!("The sources of an article's date, in order. All of them: {known}."));
    match dates {
        Some(dates) => date_from(text, dates),
        None => text.disabled("date-from", &names(&Content::default().date_from)),
    }
    let known = UpdatedFrom::ALL.map(UpdatedFrom::as_str).join(", ");
    text.comment(&format!("The sources of the date of its last change. All of them: {known}."));
    text.disabled("updated-from", &list(&[UpdatedFrom::Metadata.as_str().to_owned()]));
    text.comment("The time of dates without one.");
    text.disabled("default-time", &quoted("00:00"));
}

fn names(sources: &[DateFrom]) -> String {
    let names: Vec<_> = sources.iter().map(|from| quoted(from.as_str())).collect();
    format!("[{}]", names.join(", "))
}

/// The sources of dates of a site that needs more than the usual ones.
fn date_from(text: &mut Text, dates: &NeededDateSources) {
    let NeededDateSources { date_from: sources, articles, undated } = dates;
    let place = if sources.contains(&DateFrom::Git) {
        "git knows when they were added"
    } else {
        "the path of their page or file has one"
    };
    text.comment(&format!(
        "{undated} of {articles} articles have no date in their metadata or name; {place}."
    ));
    text.enabled("date-from", &names(sources));
}

fn output(text: &mut Text, preset: &Preset) {
    text.table("[output]");
    text.setting("The folder of the feeds", "dir", preset.output.as_ref(), "public");
}

/// The default feeds.
const FEEDS: &[(&str, &str)] = &[("feed.xml", "rss"), ("atom.xml", "atom"), ("feed.json", "json")];

fn feeds(text: &mut Text) {
    for (path, format) in FEEDS {
        text.table("[[feed]]");
        text.enabled("path", &quoted(path));
        text.enabled("format", &quoted(format));
    }
    text.0.push('\n');
    text.comment("One feed per tag; also per section, category, author or language.");
    disabled_feed(text, &[("each", "tag"), ("path", "tags/{tag}/feed.xml"), ("format", "rss")]);
}

/// The feed of a podcast, whose settings only its maker knows.
fn show(text: &mut Text) {
    text.table("[[feed]]");
    text.enabled("path", &quoted("feed.xml"));
    text.enabled("format", &quoted("rss"));
    text.0.push('\n');
    text.comment(
        "What directories require, and some of what they show. A build names everything that is missing.",
    );
    text.0.push_str("[feed.podcast]\n");
    text.disabled("image", &quoted("/cover.jpg"));
    text.disabled("categories", "[[\"Society & Culture\", \"Documentary\"]]");
    text.disabled("explicit", "false");
    text.disabled("author", &quoted("Ana Ruiz"));
    text.disabled("owner", "{ name = \"Ana Ruiz\", email = \"ana@example.org\" }");
}

fn disabled_feed(text: &mut Text, keys: &[(&str, &str)]) {
    text.0.push_str("#[[feed]]\n");
    for (key, value) in keys {
        text.disabled(key, &quoted(value));
    }
}
