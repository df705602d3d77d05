//! What the configuration says about people who open feeds in a browser: `stylesheet`, and `companion` under `[output]`.

use super::validate::{self, invalid};
use super::{DUPLICATE_PATH, INVALID_SETTING, UNKNOWN_SETTING};
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::Format;
use crate::site::feed_config::FeedConfig;
use crate::site::fields::{Fields, Node};
use crate::site::stylesheet::{CSS, SCRIPT, Stylesheet};

/// The page beside the feeds, for people.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Companion {
    /// Its path below the output folder.
    pub path: String,
    /// The place of its path in the configuration.
    pub place: Place,
}

/// `stylesheet`: `true`, `false`, or `{ script = true }`. `None` if the key is absent or wrong.
pub(super) fn stylesheet(fields: &mut Fields<'_, '_>) -> Option<Stylesheet> {
    let value = fields.value("stylesheet")?;
    match &value.node {
        Node::Boolean(true) => Some(Stylesheet::Css),
        Node::Boolean(false) => Some(Stylesheet::None),
        Node::Table(table) => {
            let mut inside = fields.inside(table);
            let has_script = inside.boolean("script").unwrap_or_default();
            inside.finish(&UNKNOWN_SETTING);
            Some(if has_script { Stylesheet::CssAndScript } else { Stylesheet::Css })
        }
        Node::Text(_)
        | Node::Plain(_)
        | Node::Integer(_)
        | Node::Float(_)
        | Node::Datetime(_)
        | Node::List(_)
        | Node::Computed(_) => fields.wrong(value, "`true`, `false` or `{ script = true }`"),
    }
}

/// The same of a feed, which has `default` without the key.
pub(super) fn of_feed(
    fields: &mut Fields<'_, '_>,
    format: Option<Format>,
    default: Stylesheet,
) -> Stylesheet {
    let written = stylesheet(fields);
    let span = fields.key_span("stylesheet");
    if let (Some(Format::Json), Some(Stylesheet::Css | Stylesheet::CssAndScript), Some(span)) =
        (format, written, span)
    {
        let message = "style sheet for a JSON feed, which browsers show as plain text".to_owned();
        invalid(fields, &span, message, "remove the key, or write it in a feed of another format");
    }
    written.unwrap_or(default)
}

const COMPANION_HELP: &str = "write a path below the output folder: companion = \"feeds/index.html\"";

/// `companion`: the path of a page.
pub(super) fn companion(fields: &mut Fields<'_, '_>) -> Option<Companion> {
    let value = fields.value("companion")?;
    if value.as_text().is_none() {
        return fields.wrong_with(value, "the path of a page, in quotes", COMPANION_HELP.to_owned());
    }
    let written = fields.as_text(value)?;
    let path = written.value.trim_start_matches('/');
    let is_page = [".html", ".htm"].iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
    let why = validate::path_problem(path).or((!is_page).then_some("it does not end with `.html`"));
    if let Some(why) = why {
        let message = format!("`{}` cannot be the path of the companion page: {why}", written.value);
        let finding = Diagnostic::new(&INVALID_SETTING, message);
        fields.report(finding.help(COMPANION_HELP), &written.span);
        return None;
    }
    Some(Companion { path: path.to_owned(), place: fields.place(&written.span) })
}

/// Reports feeds at the paths of the files for browsers, and the companion page at that of a feed.
pub(super) fn taken_paths(feeds: &[FeedConfig], companion: Option<&Companion>) -> Vec<Diagnostic> {
    let is_same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let assets = [CSS, SCRIPT];
    let of_assets = feeds.iter().filter_map(|feed| {
        let asset = assets.iter().find(|asset| is_same(&feed.path, asset.name))?;
        let message = format!("the path `{}` is that of a file for browsers", asset.name);
        Some(taken(message, feed.place.as_ref()?))
    });
    let of_companion = companion.and_then(|companion| {
        let feed = feeds.iter().find(|feed| is_same(&feed.path, &companion.path))?;
        Some(taken(format!("a feed has the path `{}`, too", feed.path), &companion.place))
    });
    of_assets.chain(of_companion).collect()
}

fn taken(message: String, place: &Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_PATH, message).at(place.clone()).help("choose another path")
}
