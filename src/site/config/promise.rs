//! What a feed promises to be in, every setting that it lacks for that out, all at once. Such a feed is read all the same,
//! so that the same run finds what its articles lack.

use std::ops::Range;

use super::validate::{invalid, one_of};
use super::{INCOMPLETE_NEWS, INCOMPLETE_PODCAST, PROMISES, Site};
use crate::check::Profile;
use crate::diagnostic::{Code, Diagnostic};
use crate::feed::Format;
use crate::site::feed_config::{Each, FeedConfig};
use crate::site::fields::{Fields, Node};

/// The number of articles that partners want in a news feed.
const MIN_ARTICLES: i64 = 30;

/// What to write for a key that partners require.
const NEWS: &[(&str, &str)] = &[("limit", "limit = 30 (or more, or \"all\")")];

/// Reports the keys that are lacking, each with what to write for it.
pub(super) fn report_lacking(
    fields: &mut Fields<'_, '_>,
    (code, what, who): (&'static Code, &str, &str),
    table: &str,
    lacking: &[&(&str, &str)],
    span: &Range<usize>,
) {
    if lacking.is_empty() {
        return;
    }
    let names: Vec<_> = lacking.iter().map(|(key, _)| format!("`{key}`")).collect();
    let lines: Vec<_> = lacking.iter().map(|(_, line)| *line).collect();
    let message = format!("{what} without {}, which {who} require", names.join(", "));
    let help = format!("add to {table}: {}", lines.join(", "));
    fields.report(Diagnostic::new(code, message).help(help), span);
}

/// Whether a finding is about a setting that a promise requires.
#[must_use]
pub(crate) fn is_broken(finding: &Diagnostic) -> bool {
    [&INCOMPLETE_NEWS, &INCOMPLETE_PODCAST].contains(&finding.code)
}

/// Reports that a feed which promises something has no language, in one finding for all feeds of the site.
pub(super) fn language(root: &mut Fields<'_, '_>, feeds: &[FeedConfig], site: &Site) {
    let has_language = |feed: &FeedConfig| {
        feed.each.contains(&Each::Language) || feed.language.is_some() || feed.select.language.len() == 1
    };
    let mut lacking = feeds.iter().filter(|feed| !has_language(feed));
    let table = root.table("site");
    let is_written = table.as_ref().is_some_and(|table| table.value.get("language").is_some());
    let Some((promise, place)) =
        lacking.find_map(|feed| feed.promise().zip(feed.place.as_ref())).filter(|_| site.language.is_none())
    else {
        return;
    };
    if is_written {
        return;
    }
    let (code, what, who) = match promise {
        Profile::Podcast => (&INCOMPLETE_PODCAST, "podcast", "directories"),
        Profile::News => (&INCOMPLETE_NEWS, "news feed", "partners"),
    };
    let place = table.map_or_else(|| place.clone(), |table| root.place(&table.span));
    let finding = Diagnostic::new(code, format!("{what} without `language`, which {who} require")).at(place);
    root.found().push(finding.help("add to [site]: language = \"en\""));
}

/// `profile`: what `feedwright check --profile` would find nothing of.
pub(super) fn profile(fields: &mut Fields<'_, '_>, format: Option<Format>) -> Option<Profile> {
    let named = fields.text("profile")?;
    if named.value == "podcast" {
        let help = "replace it with a [feed.podcast] table";
        invalid(fields, &named.span, "a podcast needs more than a profile".to_owned(), help);
        return None;
    }
    let profile = one_of(fields, &named, PROMISES)?;
    if format == Some(Format::Json) {
        let help = "write format = \"rss\" or format = \"atom\"";
        invalid(fields, &named.span, "news in a JSON feed, which partners do not accept".to_owned(), help);
    }
    let lacking: Vec<_> = NEWS.iter().filter(|(key, _)| fields.key_span(key).is_none()).collect();
    report_lacking(
        fields,
        (&INCOMPLETE_NEWS, "news feed", "partners"),
        "its [[feed]]",
        &lacking,
        &named.span,
    );
    check_limit(fields);
    check_body(fields);
    Some(profile)
}

fn check_limit(fields: &mut Fields<'_, '_>) {
    let Some(limit) = fields.value("limit") else { return };
    if let Node::Integer(count) = limit.node
        && (1..MIN_ARTICLES).contains(&count)
    {
        let message = format!("news feed with at most {count} articles, but partners want {MIN_ARTICLES}");
        let help = "write limit = 30 or more";
        fields.report(Diagnostic::new(&INCOMPLETE_NEWS, message).help(help), &limit.span);
    }
}

fn check_body(fields: &mut Fields<'_, '_>) {
    let Some(body) = fields.value("body").filter(|body| body.as_text() == Some("summary")) else { return };
    let finding =
        Diagnostic::new(&INCOMPLETE_NEWS, "news feed with summaries, but partners want the full text");
    fields.report(finding.help("write body = \"full\""), &body.span);
}
