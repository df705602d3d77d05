//! The keys of a `[[feed]]` that say how much of it is published where: `max-bytes`, `archive` and `hub`.

use super::INVALID_SETTING;
use super::validate::invalid;
use crate::diagnostic::Diagnostic;
use crate::feed::Url;
use crate::feed::url::userinfo;
use crate::site::feed_config::MaxBytes;
use crate::site::fields::{Fields, Located, Value};

/// `max-bytes`
pub(super) fn max_bytes(fields: &mut Fields<'_, '_>) -> Option<MaxBytes> {
    let count = fields.positive("max-bytes", 500_000, &INVALID_SETTING)?;
    Some(MaxBytes { bytes: count.value, place: fields.place(&count.span) })
}

/// `archive`, which needs a limit: a feed with all entries has none left for its archives.
pub(super) fn archive(fields: &mut Fields<'_, '_>) -> Option<usize> {
    let count = fields.positive("archive", 100, &INVALID_SETTING)?;
    let entries = usize::try_from(count.value).unwrap_or(usize::MAX);
    if fields.value("limit").and_then(Value::as_text) == Some("all") {
        let message = "`archive` in a feed with `limit = \"all\"`, which needs no archive".to_owned();
        invalid(fields, &count.span, message, "write a number as `limit`, or remove `archive`");
        return None;
    }
    Some(entries)
}

/// `hub`: one URL or several.
pub(super) fn hubs(fields: &mut Fields<'_, '_>) -> Vec<Url> {
    let written = fields.texts("hub").unwrap_or_default();
    let mut hubs = Vec::new();
    for text in written {
        match hub(&text) {
            Ok(url) if hubs.contains(&url) => {}
            Ok(url) => hubs.push(url),
            Err(why) => {
                let message = format!("`{}` cannot be a hub: {why}", text.value.escape_debug());
                let help = "write the URL of the hub, such as \"https://pubsubhubbub.appspot.com/\"";
                fields.report(Diagnostic::new(&INVALID_SETTING, message).help(help), &text.span);
            }
        }
    }
    hubs
}

fn hub(text: &Located<&str>) -> Result<Url, String> {
    let url = Url::parse(text.value).map_err(|error| error.to_string())?;
    if !url.is_web() {
        return Err(format!("its scheme is `{}`", url.scheme()));
    }
    if userinfo(text.value).next().is_some() {
        return Err("it contains a user name or password, which the feed would show".to_owned());
    }
    if text.value.contains('#') {
        return Err("it has a fragment".to_owned());
    }
    Ok(url)
}
