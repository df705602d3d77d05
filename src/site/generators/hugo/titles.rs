//! The name of a section or a term in, the title of its page, and the texts of its feed, out, as Hugo makes them.

use super::capitals::{capital, capitalized};
use super::plurals::plural;
use crate::feed::Text;
use crate::site::generators::settings::Settings;
use crate::site::section_texts::SectionTexts;

/// How a site makes titles of names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titles {
    /// Which letters become capitals; `None` if names stay as they are.
    style: Option<Style>,
    pluralizes: bool,
}

/// `titleCaseStyle`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// The first letter of each word, except small words.
    Ap,
    /// The same, except prepositions, too.
    Chicago,
    /// The first letter of each word.
    Go,
    /// The first letter.
    FirstUpper,
}

/// Words that begin with a small letter.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "nor", "of", "on", "or", "per",
    "the", "to", "v", "v.", "via", "vs", "vs.",
];

/// Words that begin with a small letter in the style of Chicago.
const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "among",
    "around",
    "before",
    "between",
    "beyond",
    "concerning",
    "despite",
    "down",
    "during",
    "following",
    "from",
    "including",
    "into",
    "near",
    "over",
    "since",
    "through",
    "throughout",
    "towards",
    "under",
    "until",
    "upon",
    "with",
    "within",
    "without",
];

impl Titles {
    pub(super) fn of(settings: &Settings) -> Titles {
        let style = settings.text(&["titleCaseStyle"]).map(|style| style.value.to_lowercase());
        let style = match style.as_deref() {
            Some("chicago") => Some(Style::Chicago),
            Some("go") => Some(Style::Go),
            Some("firstupper") => Some(Style::FirstUpper),
            Some("none") => None,
            Some(_) | None => Some(Style::Ap),
        };
        Titles {
            style: style.filter(|_| !settings.is_false(&["capitalizeListTitles"])),
            pluralizes: !settings.is_false(&["pluralizeListTitles"]),
        }
    }

    /// The title of a section without one, by the name of its folder.
    pub(super) fn section(self, name: &str) -> String {
        if self.pluralizes { self.term(&plural(name)) } else { self.term(name) }
    }

    /// The title of a term without one.
    pub(super) fn term(self, name: &str) -> String {
        match self.style {
            None => name.to_owned(),
            Some(Style::FirstUpper) => capitalized(name),
            Some(Style::Go) => each_word(name),
            Some(Style::Ap) => in_title_case(name, |word| SMALL.contains(&word)),
            Some(Style::Chicago) => {
                in_title_case(name, |word| SMALL.contains(&word) || PREPOSITIONS.contains(&word))
            }
        }
    }
}

/// The texts of the feed of a list with a title, on a site with another one.
pub(super) fn texts(list: &str, site: &str) -> SectionTexts {
    let (title, description) = if list == site {
        (site.to_owned(), description_of_site(site))
    } else {
        (format!("{list} on {site}"), format!("Recent content in {list} on {site}"))
    };
    SectionTexts { title: Some(Text::line(&title)), description: Some(Text::line(&description)) }
}

/// The description of the feed of a whole site with a title.
pub(super) fn description_of_site(title: &str) -> String {
    format!("Recent content on {title}")
}

/// A text whose words begin with a capital, except small ones in the middle of it.
fn in_title_case(text: &str, is_small: impl Fn(&str) -> bool) -> String {
    let (mut title, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (gap, from) = rest.split_at(start);
        title.push_str(gap);
        let (word, after) = from.split_at(from.find([' ', '\t', '-', '/']).unwrap_or(from.len()));
        let mut before = title.chars().rev();
        let last = before.next();
        let begins_part = matches!(before.next().or(last), Some(':' | '-'));
        let is_joined = after.starts_with('-') && last != Some('-');
        let is_inside = matches!(last, Some(' ' | '-' | '/')) && !after.is_empty();
        let small = word.to_lowercase();
        let is_small = is_inside && !begins_part && !is_joined && is_small(&small);
        title.push_str(&if is_small { small } else { capitalized(word) });
        rest = after;
    }
    title + rest
}

/// A text in which each letter behind something else than a letter, a digit or an underscore is a capital.
fn each_word(text: &str) -> String {
    let separates =
        |c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() && c != '_' } else { c.is_whitespace() };
    let mut is_start = true;
    let word = |c: char| {
        let capital = capital(c).filter(|_| is_start);
        is_start = separates(c);
        capital.unwrap_or(c)
    };
    text.chars().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::{Style, Titles, texts};

    fn term(style: Style, name: &str) -> String {
        Titles { style: Some(style), pluralizes: true }.term(name)
    }

    // The titles are those of Hugo 0.168.
    #[test]
    fn terms_are_in_title_case() {
        let titles = [
            ("the lord of the rings", "The Lord of the Rings"),
            ("iOS dev", "IOS Dev"),
            ("foo-bar_baz", "Foo-Bar_baz"),
            ("über straße", "Über Straße"),
            ("a/b", "A/B"),
            ("go and rust", "Go and Rust"),
            ("what it is for", "What It Is For"),
            ("C#", "C#"),
            ("🌱 sprout", "🌱 Sprout"),
        ];
        assert_eq!(titles.map(|(name, _)| term(Style::Ap, name)), titles.map(|(_, title)| title));
        assert_eq!(term(Style::Chicago, "a walk through the woods"), "A Walk through the Woods");
        assert_eq!(term(Style::Go, "the lord of the_rings (a.b)"), "The Lord Of The_rings (A.B)");
        assert_eq!(term(Style::FirstUpper, "the lord"), "The lord");
        assert_eq!(Titles { style: None, pluralizes: true }.section("the post"), "the posts");
        let sections = [
            ("how-to", "How-Tos"),
            ("en-us", "En-Uses"),
            ("grown man", "Grown Men"),
            ("my-notes_x", "My-Notes_xes"),
            ("iOS", "IOSes"),
        ];
        let titles = Titles { style: Some(Style::Ap), pluralizes: true };
        assert_eq!(sections.map(|(name, _)| titles.section(name)), sections.map(|(_, title)| title));
    }

    #[test]
    fn a_list_with_the_title_of_its_site_has_it_once() {
        let of = |list: &str| {
            let texts = texts(list, "A");
            [texts.title, texts.description]
                .map(|text| text.as_ref().map(ToString::to_string).unwrap_or_default())
        };
        assert_eq!(of("Walks"), ["Walks on A", "Recent content in Walks on A"]);
        assert_eq!(of("A"), ["A", "Recent content on A"]);
    }
}
