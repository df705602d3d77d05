//! Permalink patterns of generators in, ours out, with a finding if they differ.

use crate::diagnostic::Diagnostic;

use super::{Detected, Folder};
use crate::authoring::INEXACT_PERMALINK;

/// The permalink pattern of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// Unknown.
    #[default]
    Unknown,
    /// The same as the generator's.
    Exact(Detected),
    /// The nearest pattern, and how it differs.
    Near(Detected, String),
}

impl Pattern {
    /// A generator's default pattern.
    pub(super) fn default_pattern(pattern: &str, generator: &str) -> Pattern {
        Pattern::Exact(Detected::new(pattern, &format!("{generator}'s default")))
    }

    /// The pattern itself, if it is exact.
    #[must_use]
    pub(crate) fn exact(&self) -> Option<&Detected> {
        match self {
            Pattern::Exact(known) => Some(known),
            Pattern::Unknown | Pattern::Near(..) => None,
        }
    }

    /// The finding for a pattern that cannot be expressed.
    pub(super) fn finding(&self, folder: &Folder<'_>) -> Option<Diagnostic> {
        match self {
            Pattern::Exact(_) | Pattern::Unknown => None,
            Pattern::Near(known, why) => {
                let finding = Diagnostic::new(&INEXACT_PERMALINK, why.clone());
                // A default pattern is not in a file.
                let finding =
                    if folder.has(&known.from) { finding.at(folder.place(&known.from)) } else { finding };
                let help = "compare the URL of a page with `feedwright list`, and write the right pattern as `permalink` into \
                            feedwright.toml, or `url` into the articles";
                Some(finding.help(help))
            }
        }
    }
}

/// The parts of a generator's pattern and our placeholders; `None` for parts without one.
pub(super) type Parts = &'static [(&'static str, Option<&'static str>)];

/// Translates a pattern with `:name` parts, after `prefix`. Parts that are not in `parts` cannot be translated.
pub(super) fn translate_colons(prefix: &str, pattern: &str, parts: Parts, from: &str) -> Pattern {
    let mut pieces = pattern.split(':');
    let mut ours = format!("{prefix}/{}", pieces.next().unwrap_or_default());
    let mut unsupported = Vec::new();
    for piece in pieces {
        let end = piece.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(piece.len());
        let (name, rest) = piece.split_at_checked(end).unwrap_or((piece, ""));
        match parts.iter().find(|(known, _)| *known == name) {
            Some((_, Some(placeholder))) => ours.push_str(placeholder),
            Some((_, None)) | None => unsupported.push(format!("`:{name}`")),
        }
        ours.push_str(rest);
    }
    finish(pattern, &ours, &unsupported, from)
}

/// The translated pattern, exact if all parts are supported and every article gets its own page.
pub(super) fn finish(theirs: &str, ours: &str, unsupported: &[String], from: &str) -> Pattern {
    // Empty parts are dropped with their slash.
    let parts: Vec<_> = ours.split('/').filter(|part| !part.is_empty()).collect();
    let ours = format!("/{}{}", parts.join("/"), if ours.ends_with('/') { "/" } else { "" });
    let known = |pattern: &str| Detected::new(pattern, from);
    let plain = crate::site::config::PLACEHOLDERS
        .iter()
        .fold(ours.clone(), |rest, (name, _)| rest.replace(&format!("{{{name}}}"), ""));
    let shown = theirs.escape_debug();
    if !ours.contains("{slug}") || plain.contains(['{', '}']) {
        let nearest = Detected::new("/{language}/{dir}/{slug}/", from);
        return Pattern::Near(
            nearest,
            format!("the pattern `{shown}` has parts that Feedwright does not support"),
        );
    }
    match unsupported {
        [] => Pattern::Exact(known(&ours)),
        some => Pattern::Near(
            known(&ours),
            format!("the pattern `{shown}` contains {}, which Feedwright does not support", some.join(", ")),
        ),
    }
}

/// One pattern for all folders, merged from those of single folders. Other folders have `default`.
pub(super) fn merge(patterns: &[(String, Pattern)], folders: &[String], default: Pattern) -> Pattern {
    let of = |folder: &String| {
        patterns.iter().find(|(name, _)| name == folder).map_or(&default, |(_, pattern)| pattern)
    };
    let mut used: Vec<&Pattern> = folders.iter().map(of).collect();
    used.dedup();
    match used.as_slice() {
        [] => default,
        [one] => (*one).clone(),
        [first, ..] => {
            let named: Vec<_> = patterns.iter().map(|(name, _)| format!("`{name}`")).collect();
            let known = match first {
                Pattern::Exact(known) | Pattern::Near(known, _) => known.clone(),
                Pattern::Unknown => Detected::new("/{language}/{dir}/{slug}/", ""),
            };
            let have = if named.len() == 1 { "has another pattern" } else { "have other patterns" };
            let why = format!(
                "{} {have} than other folders, and Feedwright supports only one pattern",
                named.join(" and ")
            );
            Pattern::Near(known, why)
        }
    }
}
