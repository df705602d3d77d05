//! Translates permalink patterns of generators into ours.

use crate::diagnostic::Diagnostic;

use super::{Folder, Known};
use crate::authoring::INEXACT_PERMALINK;

/// The permalink pattern of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// Unknown.
    #[default]
    Unknown,
    /// The same as the generator's.
    Exact(Known),
    /// The nearest pattern, and how it differs.
    Near(Known, String),
}

impl Pattern {
    /// A pattern that a generator uses without being told.
    pub(super) fn customary(pattern: &str, generator: &str) -> Pattern {
        Pattern::Exact(Known::new(pattern, &format!("{generator}'s default")))
    }

    /// The pattern itself, if it is exact.
    #[must_use]
    pub(crate) fn exact(&self) -> Option<&Known> {
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
                // What a generator does by itself stands in no file.
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
pub(super) fn colons(prefix: &str, pattern: &str, parts: Parts, from: &str) -> Pattern {
    let mut pieces = pattern.split(':');
    let mut ours = format!("{prefix}/{}", pieces.next().unwrap_or_default());
    let mut unsayable = Vec::new();
    for piece in pieces {
        let end = piece.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(piece.len());
        let (name, rest) = piece.split_at_checked(end).unwrap_or((piece, ""));
        match parts.iter().find(|(known, _)| *known == name) {
            Some((_, Some(placeholder))) => ours.push_str(placeholder),
            Some((_, None)) | None => unsayable.push(format!("`:{name}`")),
        }
        ours.push_str(rest);
    }
    finish(pattern, &ours, &unsayable, from)
}

/// The translated pattern, exact if nothing was lost and every article gets its own page.
pub(super) fn finish(theirs: &str, ours: &str, unsayable: &[String], from: &str) -> Pattern {
    // Where a part has gone, its slash goes, too.
    let parts: Vec<_> = ours.split('/').filter(|part| !part.is_empty()).collect();
    let ours = format!("/{}{}", parts.join("/"), if ours.ends_with('/') { "/" } else { "" });
    let known = |pattern: &str| Known::new(pattern, from);
    let plain = crate::site::config::PLACEHOLDERS
        .iter()
        .fold(ours.clone(), |rest, (name, _)| rest.replace(&format!("{{{name}}}"), ""));
    let shown = theirs.escape_debug();
    if !ours.contains("{slug}") || plain.contains(['{', '}']) {
        let nearest = Known::new("/{language}/{dir}/{slug}/", from);
        return Pattern::Near(
            nearest,
            format!("the pattern `{shown}` has parts that Feedwright does not support"),
        );
    }
    match unsayable {
        [] => Pattern::Exact(known(&ours)),
        some => Pattern::Near(
            known(&ours),
            format!("the pattern `{shown}` contains {}, which Feedwright does not support", some.join(", ")),
        ),
    }
}

/// One pattern for all, of those that hold below some folder each. Other folders have `otherwise`.
pub(super) fn joint(patterns: &[(String, Pattern)], folders: &[String], otherwise: Pattern) -> Pattern {
    let of = |folder: &String| {
        patterns.iter().find(|(name, _)| name == folder).map_or(&otherwise, |(_, pattern)| pattern)
    };
    let mut used: Vec<&Pattern> = folders.iter().map(of).collect();
    used.dedup();
    match used.as_slice() {
        [] => otherwise,
        [one] => (*one).clone(),
        [first, ..] => {
            let named: Vec<_> = patterns.iter().map(|(name, _)| format!("`{name}`")).collect();
            let known = match first {
                Pattern::Exact(known) | Pattern::Near(known, _) => known.clone(),
                Pattern::Unknown => Known::new("/{language}/{dir}/{slug}/", ""),
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
