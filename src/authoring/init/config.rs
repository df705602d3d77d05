//! Facts in, the text of a configuration out: known values as keys, others as commented-out examples, each with a
//! description. Writes no file.

use std::fmt::Write;

use super::{Detected, Facts, Generator, Pattern};
use crate::authoring::quoted;
use crate::site::config::Content;

/// The text of `feedwright.toml`.
pub(super) fn text(facts: &Facts, generator: Option<&Generator>) -> String {
    let mut text = Text(String::new());
    text.comment(&match generator {
        Some(generator) => {
            format!("Feedwright builds the feeds of this site, and {} its pages.", generator.name)
        }
        None => "Feedwright builds the feeds of this site.".to_owned(),
    });
    text.comment("Keys after a # are disabled. Relative paths start at the folder of this file.");
    site(&mut text, facts);
    content(&mut text, facts, generator);
    output(&mut text, facts, generator);
    feeds(&mut text, facts, generator);
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

fn site(text: &mut Text, facts: &Facts) {
    text.table("[site]");
    text.setting("The URL of the site", "base-url", facts.base_url.as_ref(), "https://example.org/");
    text.setting("The title of the site; its host by default", "title", facts.title.as_ref(), "My site");
    text.setting(
        "The description of the site",
        "description",
        facts.description.as_ref(),
        "What I write about",
    );
    text.setting("The language of articles without one", "language", facts.language.as_ref(), "en");
    text.setting("The time zone of dates without one", "timezone", facts.timezone.as_ref(), "Asia/Jakarta");
    let authors = |name: &str| format!("[{}]", quoted(name));
    match &facts.author {
        Some(Detected { value, from }) => {
            text.comment(&format!("The authors of articles without one (from {from})."));
            text.enabled("authors", &authors(value));
        }
        None => {
            text.comment("The authors of articles without one.");
            text.disabled("authors", &authors("Ana Ruiz"));
        }
    }
    text.comment("The copyright notice.");
    text.disabled("rights", &quoted("© Ana Ruiz"));
    text.comment(
        "Every build is compared with this site or folder, so that no article is shown as new twice.",
    );
    let address = facts.base_url.as_ref().map_or("https://example.org/", |known| known.value.as_str());
    text.disabled("against", &quoted(address));
    languages(text, facts);
}

fn languages(text: &mut Text, facts: &Facts) {
    if facts.languages.is_empty() {
        text.0.push('\n');
        text.comment("A language that file names can end in: a.id.md is in Indonesian.");
        text.0.push_str("#[site.languages.id]\n");
        text.disabled("title", &quoted("Situs saya"));
        return;
    }
    text.0.push('\n');
    text.comment("The languages that file names can end in: a.id.md is in Indonesian.");
    for (at, (tag, (title, description))) in facts.languages.iter().enumerate() {
        let separator = if at == 0 { "" } else { "\n" };
        let _ = writeln!(text.0, "{separator}[site.languages.{tag}]");
        for (key, value) in [("title", title), ("description", description)] {
            if let Some(value) = value {
                text.enabled(key, &quoted(value));
            }
        }
    }
}

fn content(text: &mut Text, facts: &Facts, generator: Option<&Generator>) {
    text.table("[content]");
    text.setting("The folder of the articles", "dir", facts.content.as_ref(), "content");
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
    patterns("The files in it that are articles; all by default.", "include", &facts.include, "posts/**");
    patterns("The files in it that are not articles.", "exclude", &facts.exclude, "drafts/");
    permalink(text, facts, generator);
    text.comment("The sources of an article's date, in order.");
    let date_from: Vec<_> = facts.date_from.iter().map(|source| (*source).to_owned()).collect();
    match date_from.as_slice() {
        [] => text.disabled("date-from", &list(&["metadata".to_owned(), "filename".to_owned()])),
        some => text.enabled("date-from", &list(some)),
    }
    text.comment("The time of dates without one.");
    text.disabled("default-time", &quoted("00:00"));
}

fn permalink(text: &mut Text, facts: &Facts, generator: Option<&Generator>) {
    let parts = "Placeholders: {language} {dir} {section} {slug} {year} {month} {day}; empty parts are dropped with their slash.";
    let default = Content::default().permalink;
    match &facts.permalink {
        Pattern::Exact(Detected { value, from }) => {
            text.comment(&format!("The path of an article's page (from {from}).{}", facts.about_permalink));
            text.comment(parts);
            text.enabled("permalink", &quoted(value));
        }
        Pattern::Near(Detected { value, .. }, why) => {
            let name = generator.map_or("the site", |generator| generator.name);
            text.comment(&format!(
                "The path of an article's page. Feedwright cannot express the rule of {name} exactly:"
            ));
            text.comment(&format!("{why}. The nearest pattern is below, disabled:"));
            text.comment(&format!("correct it, and remove the #. Until then the default is {default}"));
            text.comment(parts);
            text.disabled("permalink", &quoted(value));
        }
        Pattern::Unknown => {
            text.comment(&format!("The path of an article's page: {default} by default."));
            text.comment(parts);
            text.disabled("permalink", &quoted(default.as_str()));
        }
    }
}

fn output(text: &mut Text, facts: &Facts, generator: Option<&Generator>) {
    text.table("[output]");
    let words = match generator {
        Some(generator) => {
            format!("The folder of the feeds and pages; build the feeds after `{}`", generator.command)
        }
        None => "The folder of the feeds".to_owned(),
    };
    text.setting(&words, "dir", facts.output.as_ref(), "public");
}

/// The default feeds.
const FEEDS: &[(&str, &str)] = &[("feed.xml", "rss"), ("atom.xml", "atom"), ("feed.json", "json")];

fn feeds(text: &mut Text, facts: &Facts, generator: Option<&Generator>) {
    if let (Some((path, format, limit)), Some(generator)) = (&facts.feed, generator) {
        text.0.push('\n');
        text.comment(&format!(
            "Replaces the feed that {} builds, at the same path, so that its subscribers stay.",
            generator.name
        ));
        text.comment(&format!("Turn the old feed off: {}.", generator.turn_off));
        let number = limit.parse::<usize>().ok().filter(|number| *number > 0);
        let limit = number.map_or_else(|| quoted("all"), |number| number.to_string());
        text.0.push_str("[[feed]]\n");
        text.enabled("path", &quoted(path));
        text.enabled("format", &quoted(format));
        text.enabled("limit", &limit);
        text.comment("How much of an article a feed contains: \"full\" or \"summary\".");
        text.disabled("body", &quoted("summary"));
    } else {
        for (path, format) in FEEDS {
            text.table("[[feed]]");
            text.enabled("path", &quoted(path));
            text.enabled("format", &quoted(format));
        }
    }
    more_feeds(text, facts);
}

/// Commented-out feeds.
fn more_feeds(text: &mut Text, facts: &Facts) {
    if let Some((own, own_format, _)) = &facts.feed {
        text.0.push('\n');
        text.comment("The same feed in other formats.");
        for (path, format) in FEEDS.iter().filter(|(_, format)| format != own_format) {
            let path = if path == own { "rss.xml" } else { path };
            disabled_feed(text, &[("path", path), ("format", format)]);
        }
    }
    text.0.push('\n');
    text.comment("One feed per tag; also per section, category, author or language.");
    disabled_feed(text, &[("each", "tag"), ("path", "tags/{tag}/feed.xml"), ("format", "rss")]);
}

fn disabled_feed(text: &mut Text, keys: &[(&str, &str)]) {
    text.0.push_str("#[[feed]]\n");
    for (key, value) in keys {
        text.disabled(key, &quoted(value));
    }
}
