//! A post in, the path of its page out: the pattern of `permalink`, whose tokens are replaced.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};
use sha1_smol::Sha1;

use super::names::Names;
use super::slug::{Case, slugized};
use crate::feed::url::escapes::FORBIDDEN;
use crate::site::fields::Node;
use crate::site::file_name::name;
use crate::site::generators::settings::Settings;
use crate::site::rules::{PageLocation, PageParts};

/// Characters that JavaScript's `encodeURI` encodes.
const URI: &AsciiSet = &FORBIDDEN.add(b' ').add(b'%');

/// How the paths of pages are made.
#[derive(Debug)]
pub(super) struct Pages {
    permalink: String,
    /// What the names of posts say.
    pub(super) names: Names,
    default_category: String,
    categories: BTreeMap<String, String>,
    /// The values of tokens that a post has none for.
    defaults: BTreeMap<String, String>,
    case: Case,
    keeps_index: bool,
    keeps_html: bool,
}

/// The texts of a table.
pub(super) fn texts(settings: &Settings, key: &str) -> BTreeMap<String, String> {
    let entries = settings.entries(&[key]).into_iter();
    entries.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
}

impl Pages {
    pub(super) fn of(settings: &Settings) -> Pages {
        let text =
            |key, default: &str| settings.text(&[key]).map_or_else(|| default.to_owned(), |text| text.value);
        Pages {
            permalink: text("permalink", ":year/:month/:day/:title/"),
            names: Names::of(&text("new_post_name", ":title.md")),
            default_category: text("default_category", "uncategorized"),
            categories: texts(settings, "category_map"),
            defaults: texts(settings, "permalink_defaults"),
            case: Case::of(settings),
            keeps_index: !settings.is_false(&["pretty_urls", "trailing_index"]),
            keeps_html: !settings.is_false(&["pretty_urls", "trailing_html"]),
        }
    }

    pub(super) fn page(&self, parts: &PageParts<'_>) -> PageLocation {
        let (path, is_known) = match parts.text("permalink") {
            Some(path) => (path, true),
            None => self.replaced(parts),
        };
        let mut path = format!("/{}", path.trim_start_matches('/'));
        while path.contains("//") {
            path = path.replace("//", "/");
        }
        // Hexo encodes what is encoded already only once.
        let decoded = percent_decode_str(&path).decode_utf8().map(Cow::into_owned);
        let path = utf8_percent_encode(self.pretty(&decoded.unwrap_or(path)), URI).to_string();
        if is_known { PageLocation::Encoded(path) } else { PageLocation::Computed(path) }
    }

    /// The path without the ends that the site's links leave out.
    fn pretty<'p>(&self, path: &'p str) -> &'p str {
        match path.strip_suffix("index.html") {
            Some(short) if short.ends_with('/') => {
                if self.keeps_index {
                    path
                } else {
                    short
                }
            }
            Some(_) | None => path.strip_suffix(".html").filter(|_| !self.keeps_html).unwrap_or(path),
        }
    }

    /// The pattern with values in the place of its tokens, and whether all of them have one. Plugins such as hexo-abbrlink
    /// make those that heads lack.
    fn replaced(&self, parts: &PageParts<'_>) -> (String, bool) {
        let (mut path, mut rest, mut is_known) = (String::new(), self.permalink.as_str(), true);
        while let Some((text, after)) = rest.split_once(':') {
            path.push_str(text);
            let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
            let token = after.get(..end).unwrap_or_default().trim_end_matches('_');
            let value = self.value(token, parts).or_else(|| self.defaults.get(token).cloned());
            is_known &= value.is_some() || token.is_empty();
            path.push_str(&value.unwrap_or_default());
            rest = after.get(token.len()..).unwrap_or_default();
        }
        path.push_str(rest);
        (path, is_known)
    }

    fn value(&self, token: &str, parts: &PageParts<'_>) -> Option<String> {
        let form = match token {
            "year" => "%Y",
            "month" => "%m",
            "i_month" => "%-m",
            "day" => "%d",
            "i_day" => "%-d",
            "hour" => "%H",
            "minute" => "%M",
            "second" => "%S",
            "timestamp" => "%s",
            "title" => return Some(self.names.slug(parts.path)),
            "name" => return Some(name(&self.names.slug(parts.path)).to_owned()),
            "post_title" => return Some(slugized(parts.title, Case::Lower)),
            "hash" => return Some(hash(&self.names.slug(parts.path), parts)),
            "category" => return Some(self.category(parts)),
            // What the name says counts before what the head says.
            key => {
                let named = self.names.key(parts.path, key).map(str::to_owned);
                return named.or_else(|| match key {
                    "slug" => Some(self.names.slug(parts.path)),
                    "layout" => Some(parts.text(key).unwrap_or_else(|| "post".to_owned())),
                    _ => parts.text(key),
                });
            }
        };
        Some(parts.date.format(form).to_string())
    }

    /// The last category, with those above it.
    fn category(&self, parts: &PageParts<'_>) -> String {
        let slug = |category: &&str| {
            let mapped = self.categories.get(*category).map_or(*category, String::as_str);
            slugized(mapped, self.case)
        };
        let categories = parts.head.get("categories").map(|value| &value.node);
        // A list of lists is one of paths.
        let last = match categories {
            Some(Node::List(values)) => match values.last().map(|value| &value.node) {
                Some(Node::List(path)) => path.len(),
                Some(_) if values.iter().any(|value| matches!(value.node, Node::List(_))) => 1,
                _ => values.len(),
            },
            _ => parts.categories.len(),
        };
        let all = parts.categories;
        let path: Vec<_> = all.iter().skip(all.len().saturating_sub(last)).map(slug).collect();
        if path.is_empty() { self.default_category.clone() } else { path.join("/") }
    }
}

/// The first twelve digits of the SHA-1 of the slug and the date.
fn hash(slug: &str, parts: &PageParts<'_>) -> String {
    let hash = Sha1::from(format!("{slug}{}", parts.date.timestamp())).digest().to_string();
    hash.chars().take(12).collect()
}
