//! The fields of a head in; an article's language, slug, page, id and translation key out.

use super::{INVALID_ID, INVALID_LANGUAGE, INVALID_SLUG, INVALID_URL, MALFORMED_ID, UNKNOWN_KEY};
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::Url;
use crate::feed::text::forbidden;
use crate::feed::url::trimmed;
use crate::feed::{Id, Language};
use crate::site::article::{Article, TranslationKey};
use crate::site::config::Site;
use crate::site::fields::Fields;
use crate::site::file_name::{self, FileName, NameRules};
use crate::source::bounds::ADDRESS;
use crate::source::nfc::nfc;
use crate::source::tag_uri;

/// `language`
pub(super) fn language(fields: &mut Fields<'_, '_>) -> Option<Language> {
    let tag = fields.text("language")?;
    let language = Language::parse(tag.value);
    if language.is_none() {
        let message = format!("`{}` is not a language tag", tag.value.escape_debug());
        let finding = Diagnostic::new(&INVALID_LANGUAGE, message);
        fields.report(finding.help("write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`"), &tag.span);
    }
    language
}

/// `slug`: one part of a path, unchanged.
pub(super) fn slug(fields: &mut Fields<'_, '_>) -> Option<String> {
    let slug = fields.text("slug")?;
    let part = slug.value.trim();
    let why = if part.is_empty() {
        "it is blank"
    } else if memchr::memchr(b'.', part.as_bytes()).is_some() && (part == "." || part.contains("..")) {
        "it leaves its folder"
    } else if part.len() > ADDRESS {
        "it is too long for a URL"
    } else if memchr::memchr2(b'/', b'\\', part.as_bytes()).is_some() {
        "it is more than one part of a path"
    } else if part.chars().any(char::is_control) {
        "it contains a control character"
    } else {
        return Some(nfc(part).into_owned());
    };
    let message = format!("`{}` cannot be a slug: {why}", slug.value.escape_debug());
    let help = "write one part of a path, such as \"my-article\"; use `url` for a whole path";
    fields.report(Diagnostic::new(&INVALID_SLUG, message).help(help), &slug.span);
    None
}

/// Reports a file name without characters that are allowed in a path, such as `🎉.md`, if nothing else defines the page;
/// otherwise the article would have the page of its folder.
pub(super) fn check_name(fields: &mut Fields<'_, '_>, file_name: &FileName<'_>, article: &Article) {
    let source = &article.source;
    let is_defined = ["slug", "url"].iter().any(|key| fields.key_span(key).is_some());
    if is_defined || !article.slug.is_empty() || file_name.is_home() {
        return;
    }
    let finding =
        Diagnostic::new(&INVALID_SLUG, format!("no slug can be made from the name `{}`", source.path))
            .at(Place::file(&source.file()))
            .help(format!(
                "add {} to its metadata, or rename it with a letter or a digit",
                fields.pair("slug", "\"…\"")
            ));
    fields.found().push(finding);
}

/// `url`: the page, as an absolute URL or a path on the site.
pub(super) fn url(fields: &mut Fields<'_, '_>, site: &Site) -> Option<Url> {
    let url = fields.text("url")?;
    let why = match page(trimmed(url.value), site) {
        Ok(page) => return Some(page),
        Err(why) => why,
    };
    let message = format!("`{}` cannot be the URL of the page: {why}", url.value.escape_debug());
    let help = "write a path on the site (\"/news/a1/\") or an absolute URL (https://…)";
    fields.report(Diagnostic::new(&INVALID_URL, message).help(help), &url.span);
    None
}

fn page(url: &str, site: &Site) -> Result<Url, String> {
    if url.is_empty() {
        return Err("it is blank".to_owned());
    }
    if url.len() > ADDRESS {
        return Err(format!("it is longer than {ADDRESS} bytes"));
    }
    if has_forbidden_characters(url) {
        return Err("it contains a forbidden character".to_owned());
    }
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    if matches!(scheme.as_deref(), Some("http" | "https")) {
        return Url::parse(url).map_err(|error| error.to_string());
    }
    if url.starts_with("//") || ::url::Url::parse(url).is_ok() {
        return Err("it is not an http or https URL".to_owned());
    }
    if leaves_root(url) {
        return Err("it leaves the site".to_owned());
    }
    site.base_url.on_site(url).map_err(|error| error.to_string())
}

/// Whether a URL contains characters that parsers remove silently (URL standard, 4.4) or that XML forbids.
pub(super) fn has_forbidden_characters(url: &str) -> bool {
    url.chars().any(char::is_control) || forbidden(url).next().is_some()
}

/// Whether `..` leads above the root. Resolving ignores that silently (RFC 3986 §5.2.4).
fn leaves_root(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default().to_lowercase().replace("%2e", ".");
    let depth = path.split(['/', '\\']).try_fold(0_usize, |depth, part| match part {
        "" | "." => Some(depth),
        ".." => depth.checked_sub(1),
        _ => Some(depth + 1),
    });
    depth.is_none()
}

/// `id`: a pinned id, one for all formats or one for each.
pub(super) fn id(fields: &mut Fields<'_, '_>) -> Option<Id> {
    let value = fields.value("id")?;
    let (id, written) = match value.as_table() {
        Some(table) => {
            let mut inside = fields.inside(table);
            let (rss, atom) = (inside.text("rss"), inside.text("atom"));
            inside.finish(&UNKNOWN_KEY);
            let id = match (&rss, &atom) {
                (Some(rss), Some(atom)) => Id::distinct(rss.value, atom.value),
                (Some(one), None) | (None, Some(one)) => Id::new(one.value),
                // Values of other types have been reported.
                (None, None) if ["rss", "atom"].iter().any(|key| table.get(key).is_some()) => return None,
                (None, None) => None,
            };
            (id, [rss, atom])
        }
        None => {
            let text = fields.as_text(value)?;
            (Id::new(text.value), [Some(text), None])
        }
    };
    let malformed = written.iter().flatten().filter(|text| is_malformed_tag(text.value));
    let malformed: Vec<_> =
        malformed.map(|text| (text.value.escape_debug().to_string(), text.span.clone())).collect();
    let problem = match &written {
        [Some(plain), Some(atom)] => Id::problem(plain.value, Some(atom.value)),
        [Some(one), None] | [None, Some(one)] => Id::problem(one.value, None),
        [None, None] => Some("has neither `rss` nor `atom`".to_owned()),
    };
    for (text, span) in &malformed {
        let finding = Diagnostic::new(&MALFORMED_ID, format!("`{text}` is not a valid tag URI"));
        let help =
            "keep it if it has been published; in a new id, percent-encode spaces and non-ASCII characters";
        fields.report(finding.help(help), span);
    }
    if id.is_none() {
        let message = format!("the id {}", problem.unwrap_or_default());
        let each = format!("{{ {}, {} }}", fields.pair("rss", "\"…\""), fields.pair("atom", "\"tag:…\""));
        let one = fields.pair("id", "\"tag:example.org,2026:a1\"");
        let help = format!("write {one}, or {}", fields.pair("id", &each));
        fields.report(Diagnostic::new(&INVALID_ID, message).help(help), &value.span);
    }
    id
}

fn is_malformed_tag(id: &str) -> bool {
    id.starts_with("tag:") && !tag_uri::is_tag(id)
}

/// `translations`: the key shared by translations, by default what the site says, or the path without its language. A blank key counts as
/// none.
pub(super) fn translations(
    fields: &mut Fields<'_, '_>,
    file_name: &FileName<'_>,
    rules: &NameRules,
    shared: Option<String>,
) -> TranslationKey {
    let written = fields.text("translations").map(|key| key.value.trim().to_owned());
    match written.filter(|key| !key.is_empty()).or(shared) {
        Some(key) => TranslationKey::Given(Box::new(key)),
        // The same path in another content root.
        None if rules.has_language_roots() => {
            TranslationKey::Given(Box::new(file_name::join(&file_name.site_dir(), file_name.name)))
        }
        None => TranslationKey::Path(u32::try_from(file_name.end).unwrap_or(u32::MAX)),
    }
}
