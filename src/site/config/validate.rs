//! Values of `feedwright.toml` in; valid values, or findings, out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use globset::ErrorKind;

use super::{DUPLICATE_PATH, EXAMPLE_BASE_URL, INVALID_SETTING, LOCAL_BASE_URL, PATH_LEAVES_OUTPUT};
use crate::diagnostic::nearest;
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::Url;
use crate::feed::url::{scheme, userinfo, without_userinfo};
use crate::root::{slashed, without_dots};
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::fields::{Fields, Located};

/// A feed's path and its place in the configuration.
pub(super) struct Parts {
    pub(super) path: String,
    pub(super) place: Place,
}

/// The base URL: http or https, with a public host, without query and fragment; its path ends
/// in a slash.
pub(super) fn base_url(text: &str, allow_local: bool) -> (Option<Url>, Option<Diagnostic>) {
    let invalid = |why: String| {
        let finding = Diagnostic::new(
            &INVALID_SETTING,
            format!("`{}` cannot be the base URL: {why}", without_userinfo(text)),
        );
        (None, Some(finding.help("write an absolute URL: \"https://example.org/blog/\"")))
    };
    let url = match Url::parse(text) {
        Ok(url) => url,
        Err(error) => return invalid(error.to_string()),
    };
    if !matches!(url.scheme(), "http" | "https") {
        return invalid(format!("its scheme is `{}`", url.scheme()));
    }
    if url.as_str().contains(['?', '#']) {
        return invalid("it has a query or a fragment".to_owned());
    }
    if userinfo(text).next().is_some() {
        return invalid(
            "it contains a user name or password, which every link of the feeds would show".to_owned(),
        );
    }
    let Ok(url) = url.below("") else { return invalid("it cannot be a base for other URLs".to_owned()) };
    let finding = check_reachable(&url, allow_local);
    (Some(url), finding)
}

fn check_reachable(url: &Url, allow_local: bool) -> Option<Diagnostic> {
    if url.is_local() && !allow_local {
        let message =
            format!("the base URL `{url}` is local, so its links work only on this machine or network");
        return Some(
            Diagnostic::new(&LOCAL_BASE_URL, message)
                .help("write the public URL, or pass --allow-local for a preview"),
        );
    }
    url.is_example().then(|| {
        let message = format!("the host of `{url}` is reserved for examples");
        Diagnostic::new(&EXAMPLE_BASE_URL, message).help("write the URL of the published site")
    })
}

/// The path of a folder or a file of the project, if a setting has one.
pub(super) fn project_path(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    what: &str,
) -> Option<Located<String>> {
    let written = fields.text(key)?;
    let path = Located { value: written.value.to_owned(), span: written.span };
    is_project_path(fields, &path.value, &path.span, what).then_some(path)
}

/// Whether a text is a path, which is reported otherwise. `what` is `folder` or `file`.
pub(super) fn is_project_path(
    fields: &mut Fields<'_, '_>,
    path: &str,
    span: &Range<usize>,
    what: &str,
) -> bool {
    if path.trim().is_empty() {
        let help = match what {
            "file" => "write the path of the file, or remove the key",
            _ => "write the path of the folder, or `.` for that of feedwright.toml",
        };
        invalid(fields, span, format!("empty path of a {what}"), help);
        return false;
    }
    let is_home =
        path.starts_with('~') && path.get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if is_home {
        let message = format!("`{path}` begins with `~`, which only shells expand");
        invalid(
            fields,
            span,
            message,
            "write the full path, or one relative to the folder of feedwright.toml",
        );
    }
    !is_home
}

/// A valid file name pattern. `content` is the folder that patterns start in.
pub(super) fn glob(fields: &mut Fields<'_, '_>, pattern: &Located<&str>, content: &Path) -> Option<String> {
    match globset::Glob::new(pattern.value) {
        Ok(_) => {
            let plain = pattern.value.trim_start_matches("./");
            let start = slashed(&without_dots(content));
            let below = plain.strip_prefix(start.as_str()).and_then(|rest| rest.strip_prefix('/'));
            let below = below.filter(|_| !start.is_empty());
            if let Some(below) = below.filter(|below| !below.is_empty()) {
                let message = format!(
                    "`{}` begins with the content folder, but patterns are relative to it",
                    pattern.value
                );
                let help =
                    format!("write \"{below}\", or \"/{plain}\" if that folder contains another of its name");
                invalid(fields, &pattern.span, message, &help);
            }
            Some(pattern.value.to_owned())
        }
        Err(error) => {
            let message = format!("invalid pattern `{}`: {}", pattern.value, pattern_problem(error.kind()));
            invalid(fields, &pattern.span, message, "write something like \"drafts/**\" or \"*.tmp.md\"");
            None
        }
    }
}

/// What can be wrong with a file name pattern.
const PATTERN_PROBLEMS: &[(ErrorKind, &str)] = &[
    (ErrorKind::UnclosedClass, "`[` without `]`"),
    (ErrorKind::UnopenedAlternates, "`}` without `{`"),
    (ErrorKind::UnclosedAlternates, "`{` without `}`"),
    (ErrorKind::DanglingEscape, "nothing after `\\`"),
];

/// What is wrong with a file name pattern.
pub(crate) fn pattern_problem(kind: &ErrorKind) -> String {
    if let ErrorKind::InvalidRange(first, last) = kind {
        return format!("`{first}-{last}` is not in order");
    }
    let known = PATTERN_PROBLEMS.iter().find(|(known, _)| known == kind);
    known.map_or("it is too large or too complex", |(_, problem)| problem).to_owned()
}

/// Checks that all placeholders of a text are known.
pub(super) fn placeholders(
    fields: &mut Fields<'_, '_>,
    pattern: &Located<&str>,
    known: &[&str],
) -> Option<()> {
    let mut rest = pattern.value.to_owned();
    for name in known {
        rest = rest.replace(&format!("{{{name}}}"), "");
    }
    if !rest.contains(['{', '}']) {
        return Some(());
    }
    let list = known.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
    let help = if known.is_empty() {
        "write a path without braces, or add `each`".to_owned()
    } else {
        format!("known placeholders: {list}")
    };
    invalid(fields, &pattern.span, format!("unknown placeholder in `{}`", pattern.value), &help);
    None
}

/// What is expected of a pattern for the paths of pages.
pub(super) struct PathPattern<'p> {
    /// What it is.
    pub(super) of: &'p str,
    /// The names of its placeholders.
    pub(super) known: &'p [&'p str],
    /// The placeholder that it must have.
    pub(super) required: &'p str,
    /// What happens without that.
    pub(super) otherwise: &'p str,
    /// A valid pattern.
    pub(super) example: &'p str,
}

/// A path on the site with placeholders.
pub(super) fn path_pattern(
    fields: &mut Fields<'_, '_>,
    pattern: &Located<&str>,
    expected: &PathPattern<'_>,
    base_url: &Url,
) -> Option<()> {
    let PathPattern { of, known, required, otherwise, example } = expected;
    placeholders(fields, pattern, known)?;
    let text = pattern.value;
    if let Some(scheme) = scheme(text) {
        let message = format!("`{text}` begins with the scheme `{scheme}`: a {of} is a path on the site");
        let help = format!("write it without scheme and host: \"{example}\"");
        invalid(fields, &pattern.span, message, &help);
    }
    if !text.contains(&format!("{{{required}}}")) {
        let message = format!("{of} without `{{{required}}}`");
        let help = format!("add `{{{required}}}`, or {otherwise}");
        invalid(fields, &pattern.span, message, &help);
    }
    let filled = known.iter().fold(text.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), "x"));
    if let Err(error) = base_url.below(filled.trim_start_matches('/')) {
        let message = format!("`{}` does not give a URL: {error}", text.escape_debug());
        invalid(fields, &pattern.span, message, &format!("write something like \"{example}\""));
    }
    Some(())
}

/// The path of a feed: below the output folder, with the placeholder that `each` requires.
pub(super) fn feed_path(fields: &mut Fields<'_, '_>, path: &Located<&str>, each: &[Each]) -> Option<Parts> {
    let known: Vec<_> = each.iter().map(|each| each.as_str()).collect();
    placeholders(fields, path, &known)?;
    if each.iter().any(|each| !path.value.contains(&each.placeholder())) {
        let folders: Vec<_> = each.iter().map(|each| each.placeholder()).collect();
        let folders = folders.join("/");
        let help = format!("write something like \"{folders}/feed.xml\"");
        invalid(fields, &path.span, "every feed of `each` has the same path".to_owned(), &help);
        return None;
    }
    let trimmed = path.value.trim_start_matches('/');
    if let Some(why) = path_problem(trimmed) {
        let code = if trimmed.split(['/', '\\']).any(|part| part == "..") {
            &PATH_LEAVES_OUTPUT
        } else {
            &INVALID_SETTING
        };
        let message = format!("`{}` cannot be the path of a feed: {why}", path.value);
        fields.report(
            Diagnostic::new(code, message).help("write a path below the output folder: \"news/feed.xml\""),
            &path.span,
        );
        return None;
    }
    Some(Parts { path: trimmed.to_owned(), place: fields.place(&path.span) })
}

/// The reason why a text cannot be a path below the output folder.
pub(crate) fn path_problem(path: &str) -> Option<&'static str> {
    if path.is_empty() || path.ends_with('/') {
        Some("it does not name a file")
    } else if path.contains('\\') || path.contains(':') {
        Some("`\\` and `:` do not work on every system")
    } else if path.chars().any(char::is_control) {
        Some("it contains a control character")
    } else if path.split('/').any(|part| part == "..") {
        Some("it leaves the output folder")
    } else if path.split('/').any(|part| part == ".") {
        Some("`.` is not the name of a file or folder")
    } else if path.split('/').any(|part| part.is_empty() || part.trim() != part) {
        Some("it has an empty part")
    } else {
        None
    }
}

/// Reports two feeds that would write the same file; file systems may ignore case.
pub(super) fn duplicate_paths(feeds: &[FeedConfig]) -> Vec<Diagnostic> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for feed in feeds {
        let Some(place) = &feed.place else { continue };
        if let Some(first) = seen.insert(feed.path.to_lowercase(), &feed.path) {
            let message = if *first == feed.path {
                format!("two feeds have the path `{first}`")
            } else {
                format!("`{first}` and `{}` are the same file on systems that ignore case", feed.path)
            };
            found.push(
                Diagnostic::new(&DUPLICATE_PATH, message)
                    .at(place.clone())
                    .help("give each feed its own path"),
            );
        }
    }
    found
}

/// The value of a keyword, or a finding with the known keywords.
pub(super) fn one_of<T: Copy>(
    fields: &mut Fields<'_, '_>,
    word: &Located<&str>,
    names: &[(&'static str, T)],
) -> Option<T> {
    let found = names.iter().find(|(name, _)| *name == word.value).map(|(_, value)| *value);
    if found.is_none() {
        let list = names.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let help = match nearest(word.value, names.iter().map(|(name, _)| *name)) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => format!("write one of {list}"),
        };
        invalid(fields, &word.span, format!("expected {list}, found `{}`", word.value), &help);
    }
    found
}

/// Reports an invalid value.
pub(super) fn invalid(fields: &mut Fields<'_, '_>, span: &Range<usize>, message: String, help: &str) {
    fields.report(Diagnostic::new(&INVALID_SETTING, message).help(help), span);
}
